//! Dates, timestamps, intervals and their arithmetic.

use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate, Timelike};
use datafusion::arrow::array::{
    Float64Array, Int64Array, PrimitiveArray, StringArray, TimestampNanosecondArray,
};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, DurationMillisecondType, Int64Type, IntervalYearMonthType, TimeUnit,
    TimestampMillisecondType,
};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::{cast, common_type};
use crate::error::{Result, SqlError};
use crate::functions::datetime_format::Pattern;
use crate::functions::timezone::{self, Zone};
use crate::functions::{cast as casts, datetime_format};
use crate::kernel::Kernel;
use crate::types::{
    self, DAY_TO_SECOND, TIMESTAMP, VARCHAR, YEAR_TO_MONTH, is_timestamp, is_timestamp_tz,
};

mod intervals;
mod zones;

pub(crate) use intervals::arithmetic;
use zones::{
    at_timezone, constant_zone, from_iso8601, from_unixtime, to_iso8601, to_zone,
    without_zone_check,
};

const DAY: i64 = 86_400_000;

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "now" | "current_timestamp" => cast(
            datafusion::functions::datetime::expr_fn::now(),
            types::timestamp_tz("UTC"),
        ),
        "localtimestamp" => {
            let now = cast(
                datafusion::functions::datetime::expr_fn::now(),
                types::timestamp_tz("UTC"),
            );
            cast(now, TIMESTAMP)
        }
        "current_date" => datafusion::functions::datetime::expr_fn::current_date(),
        "current_timezone" => super::literal::literal(ScalarValue::Utf8(Some("UTC".to_owned()))),
        "$extract" => part(call, call.payload)?,
        "year" | "quarter" | "month" | "week" | "week_of_year" | "day" | "day_of_month"
        | "day_of_week" | "dow" | "day_of_year" | "doy" | "year_of_week" | "yow" | "hour"
        | "minute" | "second" | "millisecond" | "timezone_hour" | "timezone_minute" => {
            call.arity(1..=1)?;
            part(call, call.name)?
        }
        "date" => {
            call.arity(1..=1)?;
            casts::to(
                call,
                &call.args[0],
                &call.types[0],
                &types::SqlType {
                    arrow: DataType::Date32,
                    length: None,
                },
                false,
            )?
        }
        "date_trunc" => {
            call.arity(2..=2)?;
            date_trunc(call)?
        }
        "date_add" => {
            call.arity(3..=3)?;
            date_add(call)?
        }
        "date_diff" => {
            call.arity(3..=3)?;
            date_diff(call)?
        }
        "last_day_of_month" => {
            call.arity(1..=1)?;
            local_kernel(call, 0, DataType::Date32, |local| {
                let date = timezone::time(local).date();
                let first = date
                    .with_day(1)
                    .and_then(|first| first.checked_add_months(Months::new(1)));
                let last = first.and_then(|first| first.checked_sub_days(Days::new(1)));
                i64::from(timezone::days(last.unwrap_or(date)))
            })?
        }
        "from_unixtime" => from_unixtime(call)?,
        "from_unixtime_nanos" => {
            call.arity(1..=1)?;
            let nanos = call.arg(0, &DataType::Int64)?;
            let kind = DataType::Timestamp(TimeUnit::Nanosecond, Some("UTC".into()));
            call.kernel(kind, vec![nanos], |inputs| {
                let nanos = inputs.values::<Int64Type>(0)?;
                let times: TimestampNanosecondArray =
                    (0..inputs.rows).map(|row| nanos.get(row)).collect();
                Ok(Arc::new(times.with_timezone("UTC")))
            })
        }
        "from_iso8601_timestamp_nanos" => {
            call.arity(1..=1)?;
            let text = call.literal_text(0).ok_or_else(|| {
                call.unsupported("from_iso8601_timestamp_nanos takes a constant here")
                    .hint("write from_iso8601_timestamp(x)")
            })?;
            let (plain, nanos) = timezone::without_fraction(text, 9)
                .ok_or_else(|| call.refuse(format!("invalid format: '{text}'")))?;
            let (millis, zone) = datetime_format::parse_iso(&plain)
                .ok_or_else(|| call.refuse(format!("invalid format: '{text}'")))?;
            let zone = zone.unwrap_or(Zone::Named(chrono_tz::UTC)).name();
            super::literal::literal(ScalarValue::TimestampNanosecond(
                millis.checked_mul(1_000_000).map(|whole| whole + nanos),
                Some(zone.into()),
            ))
        }
        "to_unixtime" => {
            call.arity(1..=1)?;
            let time = lenient(call, 0)?;
            call.kernel(DataType::Float64, vec![time], |inputs| {
                let times = inputs.values::<TimestampMillisecondType>(0)?;
                #[expect(clippy::cast_precision_loss, reason = "to_unixtime is a double")]
                let seconds =
                    (0..inputs.rows).map(|row| times.get(row).map(|millis| millis as f64 / 1000.0));
                Ok(Arc::new(seconds.collect::<Float64Array>()))
            })
        }
        "to_milliseconds" => {
            call.arity(1..=1)?;
            let interval = call.arg(0, &DAY_TO_SECOND)?;
            call.kernel(DataType::Int64, vec![interval], |inputs| {
                let values = inputs.values::<DurationMillisecondType>(0)?;
                Ok(Arc::new(
                    (0..inputs.rows)
                        .map(|row| values.get(row))
                        .collect::<Int64Array>(),
                ))
            })
        }
        "at_timezone" => {
            call.arity(2..=2)?;
            at_timezone(call)?
        }
        "with_timezone" => {
            call.arity(2..=2)?;
            let zone = constant_zone(call, 1)?;
            let time = call.arg(0, &TIMESTAMP)?;
            to_zone(call, time, zone, move |local| zone.to_instant(local))
        }
        "to_iso8601" => {
            call.arity(1..=1)?;
            to_iso8601(call)?
        }
        "from_iso8601_date" => {
            call.arity(1..=1)?;
            let text = call.arg(0, &VARCHAR)?;
            call.kernel(DataType::Date32, vec![text], |inputs| {
                let texts = inputs.text(0)?;
                let dates = (0..inputs.rows)
                    .map(|row| {
                        texts
                            .get(row)
                            .map(|text| {
                                datetime_format::parse_iso_date(text).ok_or_else(|| invalid(text))
                            })
                            .transpose()
                    })
                    .collect::<Result<PrimitiveArray<Date32Type>>>()?;
                Ok(Arc::new(dates))
            })
        }
        "from_iso8601_timestamp" => {
            call.arity(1..=1)?;
            from_iso8601(call, true)?
        }
        "date_format" | "format_datetime" => {
            call.arity(2..=2)?;
            format(call)?
        }
        "date_parse" | "parse_datetime" => {
            call.arity(2..=2)?;
            parse(call)?
        }
        _ => return Ok(None),
    }))
}

fn invalid(text: &str) -> SqlError {
    SqlError::execution(format!("invalid format: '{text}'"))
}

/// Argument `i` as a timestamp, with or without zone, and the zone in which its clock is read.
fn time(call: &Call, i: usize) -> Result<(Expr, Option<Zone>)> {
    let kind = &call.types[i];
    if types::is_fine(kind) {
        return Err(call.no_match());
    }
    if is_timestamp_tz(kind) {
        let zone = types::zone_of(kind).and_then(Zone::parse);
        let name = types::zone_of(kind).unwrap_or("UTC");
        return Ok((call.arg(i, &types::timestamp_tz(name))?, zone));
    }
    if matches!(kind, DataType::Date32 | DataType::Null) || is_timestamp(kind) {
        return Ok((call.arg(i, &TIMESTAMP)?, None));
    }
    Err(call.no_match())
}

/// Argument `i` as an instant; a text's own zone may differ from row to row, since only the instant counts.
fn lenient(call: &Call, i: usize) -> Result<Expr> {
    Ok(without_zone_check(&time(call, i)?.0))
}

/// A kernel over the clock of argument `i`, in milliseconds.
fn local_kernel(
    call: &Call,
    i: usize,
    returns: DataType,
    compute: impl Fn(i64) -> i64 + Send + Sync + 'static,
) -> Result<Expr> {
    let (time, zone) = time(call, i)?;
    let kind = returns.clone();
    Ok(call.kernel(returns, vec![time], move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let array: Int64Array = (0..inputs.rows)
            .map(|row| {
                times
                    .get(row)
                    .map(|millis| compute(zone.map_or(millis, |zone| zone.to_local(millis))))
            })
            .collect();
        if kind == DataType::Date32 {
            let narrow = array
                .iter()
                .map(|day| day.and_then(|day| i32::try_from(day).ok()));
            return Ok(Arc::new(narrow.collect::<PrimitiveArray<Date32Type>>()));
        }
        Ok(Arc::new(array))
    }))
}

fn part(call: &Call, field: &str) -> Result<Expr> {
    let kind = &call.types[0];
    let refuse = || {
        call.refuse(format!(
            "cannot extract {field} from {}",
            types::display(kind)
        ))
    };
    if *kind == YEAR_TO_MONTH {
        let compute: fn(i64) -> i64 = match field {
            "year" => |months| months / 12,
            "month" => |months| months % 12,
            _ => return Err(refuse()),
        };
        return Ok(
            call.kernel(DataType::Int64, call.args.clone(), move |inputs| {
                let values = inputs.values::<IntervalYearMonthType>(0)?;
                let array = (0..inputs.rows)
                    .map(|row| values.get(row).map(|months| compute(months.into())));
                Ok(Arc::new(array.collect::<Int64Array>()))
            }),
        );
    }
    if *kind == DAY_TO_SECOND {
        let compute: fn(i64) -> i64 = match field {
            "day" => |millis| millis / DAY,
            "hour" => |millis| millis / 3_600_000 % 24,
            "minute" => |millis| millis / 60_000 % 60,
            "second" => |millis| millis / 1000 % 60,
            "millisecond" => |millis| millis % 1000,
            _ => return Err(refuse()),
        };
        return Ok(
            call.kernel(DataType::Int64, call.args.clone(), move |inputs| {
                let values = inputs.values::<DurationMillisecondType>(0)?;
                Ok(Arc::new(
                    (0..inputs.rows)
                        .map(|row| values.get(row).map(compute))
                        .collect::<Int64Array>(),
                ))
            }),
        );
    }
    if matches!(field, "timezone_hour" | "timezone_minute") {
        let (time, zone) = time(call, 0)?;
        let zone = zone.ok_or_else(refuse)?;
        let hour = field == "timezone_hour";
        return Ok(call.kernel(DataType::Int64, vec![time], move |inputs| {
            let times = inputs.values::<TimestampMillisecondType>(0)?;
            let offsets = (0..inputs.rows).map(|row| {
                times.get(row).map(|millis| {
                    let minutes = zone.offset_at(millis) / 60;
                    if hour { minutes / 60 } else { minutes % 60 }
                })
            });
            Ok(Arc::new(offsets.collect::<Int64Array>()))
        }));
    }
    if *kind == DataType::Date32 && matches!(field, "hour" | "minute" | "second" | "millisecond") {
        return Err(refuse());
    }
    let date = |local: i64| timezone::time(local).date();
    let compute: Box<dyn Fn(i64) -> i64 + Send + Sync> = match field {
        "year" => Box::new(move |local| date(local).year().into()),
        "quarter" => Box::new(move |local| i64::from(date(local).month0() / 3 + 1)),
        "month" => Box::new(move |local| date(local).month().into()),
        "week" | "week_of_year" => Box::new(move |local| date(local).iso_week().week().into()),
        "day" | "day_of_month" => Box::new(move |local| date(local).day().into()),
        "day_of_week" | "dow" => {
            Box::new(move |local| date(local).weekday().number_from_monday().into())
        }
        "day_of_year" | "doy" => Box::new(move |local| date(local).ordinal().into()),
        "year_of_week" | "yow" => Box::new(move |local| date(local).iso_week().year().into()),
        "hour" => Box::new(|local| local.rem_euclid(DAY) / 3_600_000),
        "minute" => Box::new(|local| local.rem_euclid(DAY) / 60_000 % 60),
        "second" => Box::new(|local| local.rem_euclid(DAY) / 1000 % 60),
        "millisecond" => Box::new(|local| local.rem_euclid(1000)),
        _ => return Err(refuse()),
    };
    local_kernel(call, 0, DataType::Int64, compute)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Unit {
    Millis(i64),
    Months(i64),
}

fn unit(call: &Call, date: bool) -> Result<(String, Unit)> {
    let name = call
        .literal_text(0)
        .ok_or_else(|| {
            call.unsupported(format!("the unit of {} must be a constant here", call.name))
        })?
        .to_lowercase();
    let unit = match name.as_str() {
        "millisecond" => Unit::Millis(1),
        "second" => Unit::Millis(1000),
        "minute" => Unit::Millis(60_000),
        "hour" => Unit::Millis(3_600_000),
        "day" => Unit::Millis(DAY),
        "week" => Unit::Millis(7 * DAY),
        "month" => Unit::Months(1),
        "quarter" => Unit::Months(3),
        "year" => Unit::Months(12),
        _ => return Err(call.refuse(format!("'{name}' is not a valid timestamp field"))),
    };
    if date && matches!(unit, Unit::Millis(size) if size < DAY) {
        return Err(call.refuse(format!("'{name}' is not a valid DATE field")));
    }
    Ok((name, unit))
}

/// Puts a kernel's milliseconds into the type of the time that it took: date, timestamp, timestamp with time zone.
fn like_time(
    call: &Call,
    i: usize,
    more: Vec<Expr>,
    millis: bool,
    compute: impl Fn(i64, Option<Zone>, Option<i64>) -> Result<i64> + Send + Sync + 'static,
) -> Result<Expr> {
    let (time, zone) = time(call, i)?;
    let kind = call.types[i].clone();
    let zone_name = types::zone_of(&kind).map(Arc::<str>::from);
    let returns = match &kind {
        DataType::Date32 => DataType::Date32,
        _ => types::timestamp_like(
            if millis { &TIMESTAMP } else { &kind },
            zone_name.as_deref(),
        ),
    };
    let is_date = kind == DataType::Date32;
    let has_more = !more.is_empty();
    let args = std::iter::once(time).chain(more).collect();
    let detail = format!(
        "{}{}",
        call.payload,
        call.literal_text(0).unwrap_or_default()
    );
    Ok(Kernel::new(call.name, returns, move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let numbers = if has_more {
            Some(inputs.values::<Int64Type>(1)?)
        } else {
            None
        };
        let mut out = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let number = numbers.as_ref().map(|numbers| numbers.get(row));
            out.push(match (times.get(row), number) {
                (Some(time), None) => Some(compute(time, zone, None)?),
                (Some(time), Some(Some(number))) => Some(compute(time, zone, Some(number))?),
                _ => None,
            });
        }
        if is_date {
            let days = out
                .into_iter()
                .map(|millis| millis.and_then(|m| i32::try_from(m.div_euclid(DAY)).ok()));
            return Ok(Arc::new(days.collect::<PrimitiveArray<Date32Type>>()));
        }
        let array: PrimitiveArray<TimestampMillisecondType> = out.into_iter().collect();
        Ok(Arc::new(array.with_timezone_opt(zone_name.clone())))
    })
    .detail(detail)
    .call(args))
}

fn date_trunc(call: &Call) -> Result<Expr> {
    let (name, unit) = unit(call, call.types[1] == DataType::Date32)?;
    like_time(call, 1, vec![], false, move |millis, zone, _| {
        let local = zone.map_or(millis, |zone| zone.to_local(millis));
        let truncated = match unit {
            Unit::Millis(_) if name == "week" => {
                let day = local.div_euclid(DAY);
                // The epoch was a Thursday.
                (day - (day + 3).rem_euclid(7)) * DAY
            }
            Unit::Millis(size) => {
                if let (Some(_), true) = (zone, size < DAY) {
                    return Ok(millis - local.rem_euclid(size));
                }
                local - local.rem_euclid(size)
            }
            Unit::Months(months) => {
                let date = timezone::time(local).date();
                let month = i64::from(date.month0()) / months * months + 1;
                let first =
                    NaiveDate::from_ymd_opt(date.year(), u32::try_from(month).unwrap_or(1), 1);
                i64::from(timezone::days(first.unwrap_or(date))) * DAY
            }
        };
        Ok(zone.map_or(truncated, |zone| zone.to_instant(truncated)))
    })
}

/// A clock some months later, the day clamped to the month's end.
pub(super) fn add_months(local: i64, months: i64) -> Result<i64> {
    let overflow = || SqlError::execution("date overflow");
    let (day, rest) = (local.div_euclid(DAY), local.rem_euclid(DAY));
    let date = timezone::date(i32::try_from(day).map_err(|_| overflow())?);
    let count = Months::new(u32::try_from(months.unsigned_abs()).map_err(|_| overflow())?);
    let moved = if months < 0 {
        date.checked_sub_months(count)
    } else {
        date.checked_add_months(count)
    };
    Ok(i64::from(timezone::days(moved.ok_or_else(overflow)?)) * DAY + rest)
}

fn add(millis: i64, zone: Option<Zone>, unit: Unit, count: i64) -> Result<i64> {
    let overflow = || SqlError::execution("timestamp overflow");
    match unit {
        Unit::Millis(size) if size < DAY || zone.is_none() => millis
            .checked_add(count.checked_mul(size).ok_or_else(overflow)?)
            .ok_or_else(overflow),
        _ => {
            let local = zone.map_or(millis, |zone| zone.to_local(millis));
            let moved = match unit {
                Unit::Millis(size) => local
                    .checked_add(count.checked_mul(size).ok_or_else(overflow)?)
                    .ok_or_else(overflow)?,
                Unit::Months(months) => {
                    add_months(local, count.checked_mul(months).ok_or_else(overflow)?)?
                }
            };
            Ok(zone.map_or(moved, |zone| zone.to_instant(moved)))
        }
    }
}

fn date_add(call: &Call) -> Result<Expr> {
    let (_, unit) = unit(call, call.types[2] == DataType::Date32)?;
    let count = call.arg(1, &DataType::Int64)?;
    let fine = unit == Unit::Millis(1);
    like_time(call, 2, vec![count], fine, move |millis, zone, count| {
        add(millis, zone, unit, count.unwrap_or(0))
    })
}

/// Complete months from `from` to `to`, `from` not later.
fn months_between(from: i64, to: i64) -> i64 {
    let (a, b) = (timezone::time(from), timezone::time(to));
    let months = i64::from(b.year() - a.year()) * 12 + i64::from(b.month()) - i64::from(a.month());
    let last_day = b
        .date()
        .checked_add_days(Days::new(1))
        .is_some_and(|next| next.month() != b.month());
    let day = if last_day {
        a.day().min(b.day())
    } else {
        a.day()
    };
    let (rest_a, rest_b) = (
        (day, a.num_seconds_from_midnight(), a.nanosecond()),
        (b.day(), b.num_seconds_from_midnight(), b.nanosecond()),
    );
    if rest_b < rest_a { months - 1 } else { months }
}

fn date_diff(call: &Call) -> Result<Expr> {
    let kind = common_type(&call.types[1], &call.types[2]).ok_or_else(|| call.no_match())?;
    let (_, unit) = unit(call, kind == DataType::Date32)?;
    if !(matches!(
        kind,
        DataType::Date32 | DataType::Timestamp(..) | DataType::Null
    )) {
        return Err(call.no_match());
    }
    let goal = if is_timestamp_tz(&kind) {
        kind.clone()
    } else {
        TIMESTAMP
    };
    let zone = types::zone_of(&goal).and_then(Zone::parse);
    let args = vec![call.arg(1, &goal)?, call.arg(2, &goal)?];
    let detail = call.literal_text(0).unwrap_or_default().to_owned();
    Ok(Kernel::new(call.name, DataType::Int64, move |inputs| {
        let (from, to) = (
            inputs.values::<TimestampMillisecondType>(0)?,
            inputs.values::<TimestampMillisecondType>(1)?,
        );
        let diff = |from: i64, to: i64| {
            let local = |millis: i64| zone.map_or(millis, |zone| zone.to_local(millis));
            match unit {
                Unit::Millis(size) if size < DAY => (to - from) / size,
                Unit::Millis(size) => (local(to) - local(from)) / size,
                Unit::Months(months) => {
                    let (from, to) = (local(from), local(to));
                    let count = if from <= to {
                        months_between(from, to)
                    } else {
                        -months_between(to, from)
                    };
                    count / months
                }
            }
        };
        let array = (0..inputs.rows).map(|row| Some(diff(from.get(row)?, to.get(row)?)));
        Ok(Arc::new(array.collect::<Int64Array>()))
    })
    .detail(detail)
    .call(args))
}

fn pattern(call: &Call, i: usize) -> Result<Pattern> {
    let text = call.literal_text(i).ok_or_else(|| {
        call.unsupported(format!(
            "the pattern of {} must be a constant here",
            call.name
        ))
    })?;
    if call.name.starts_with("date_") {
        Pattern::mysql(text)
    } else {
        Pattern::joda(text)
    }
}

fn format(call: &Call) -> Result<Expr> {
    if *call.types.get(1).unwrap_or(&DataType::Null) != VARCHAR {
        return Err(call.no_match());
    }
    let pattern = pattern(call, 1)?;
    let (time, zone) = time(call, 0)?;
    let detail = call.literal_text(1).unwrap_or_default().to_owned();
    Ok(Kernel::new(call.name, VARCHAR, move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let texts = (0..inputs.rows)
            .map(|row| {
                times
                    .get(row)
                    .map(|millis| pattern.format(millis, zone))
                    .transpose()
            })
            .collect::<Result<StringArray>>()?;
        Ok(Arc::new(texts))
    })
    .detail(detail)
    .call(vec![time]))
}

fn parse(call: &Call) -> Result<Expr> {
    let pattern = pattern(call, 1)?;
    let text = call.arg(0, &VARCHAR)?;
    let zoned = call.name == "parse_datetime";
    let detail = call.literal_text(1).unwrap_or_default().to_owned();
    if zoned && let Some(text) = call.literal_text(0) {
        let (millis, zone) = pattern
            .parse(text)
            .ok_or_else(|| call.refuse(format!("invalid format: '{text}'")))?;
        let zone = zone.unwrap_or(Zone::Named(chrono_tz::UTC)).name();
        return Ok(super::literal::literal(ScalarValue::TimestampMillisecond(
            Some(millis),
            Some(zone.into()),
        )));
    }
    let returns = if zoned {
        types::timestamp_tz("UTC")
    } else {
        TIMESTAMP
    };
    Ok(Kernel::new(call.name, returns, move |inputs| {
        let texts = inputs.text(0)?;
        let mut out = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let Some(text) = texts.get(row) else {
                out.push(None);
                continue;
            };
            let (millis, zone) = pattern.parse(text).ok_or_else(|| invalid(text))?;
            if zone.is_some_and(|zone| zone.offset_at(millis) != 0) {
                return Err(SqlError::unsupported(
                    "a column of timestamps with zones other than UTC is not supported",
                )
                .hint("write date_parse without a zone")
                .into());
            }
            out.push(Some(millis));
        }
        let array: PrimitiveArray<TimestampMillisecondType> = out.into_iter().collect();
        Ok(Arc::new(if zoned {
            array.with_timezone("UTC")
        } else {
            array
        }))
    })
    .detail(detail)
    .call(vec![text]))
}
