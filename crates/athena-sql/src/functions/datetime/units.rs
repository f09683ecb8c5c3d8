//! Times counted in units: `date_trunc`, `date_add`, `date_diff`.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Days, Months, Timelike, Utc};
use datafusion::arrow::array::{ArrayRef, Int64Array, TimestampMillisecondArray};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Int64Type, TimeUnit, TimestampMillisecondType,
};
use datafusion::logical_expr::Expr;

use super::fine::{Rounding, coarse, in_millis, with_rest};
use super::{DAY, time};
use crate::call::Call;
use crate::coercion::{cast, common_type};
use crate::error::{Result, SqlError};
use crate::functions::timezone::{self, Zone, too_far};
use crate::kernel::{Inputs, Kernel};
use crate::types::{self, TIMESTAMP, is_timestamp_tz};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
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

/// The type of a time moved by milliseconds of it: date, timestamp, timestamp with time zone.
fn moved_type(kind: &DataType, fine: bool) -> DataType {
    match kind {
        DataType::Date32 => DataType::Date32,
        kind => types::timestamp_like(if fine { &TIMESTAMP } else { kind }, types::zone_of(kind)),
    }
}

/// Puts milliseconds into the type that [`moved_type`] told.
fn like_time(array: TimestampMillisecondArray, returns: &DataType) -> ArrayRef {
    if *returns == DataType::Date32 {
        let day = |millis: i64| i32::try_from(millis.div_euclid(DAY)).unwrap_or_default();
        return Arc::new(array.unary::<_, Date32Type>(day));
    }
    let zone: Option<Arc<str>> = types::zone_of(returns).map(Arc::from);
    Arc::new(array.with_timezone_opt(zone))
}

fn kernel(
    call: &Call,
    returns: DataType,
    args: Vec<Expr>,
    compute: impl Fn(&Inputs) -> Result<TimestampMillisecondArray> + Send + Sync + 'static,
) -> Expr {
    let detail = format!(
        "{}{}",
        call.payload,
        call.literal_text(0).unwrap_or_default()
    );
    let goal = returns.clone();
    Kernel::new(call.name, returns, move |inputs| {
        Ok(like_time(compute(inputs)?, &goal))
    })
    .detail(detail)
    .call(args)
}

fn truncated<const SIZE: i64>(local: i64) -> i64 {
    local.wrapping_sub(local.rem_euclid(SIZE))
}

/// How a clock is truncated to a unit.
fn truncation(name: &str, unit: Unit) -> fn(i64) -> i64 {
    match (name, unit) {
        ("week", _) => |local| {
            let day = local.div_euclid(DAY);
            // The epoch was a Thursday.
            (day - (day + 3).rem_euclid(7)).wrapping_mul(DAY)
        },
        ("second", _) => truncated::<1000>,
        ("minute", _) => truncated::<60_000>,
        ("hour", _) => truncated::<3_600_000>,
        ("day", _) => truncated::<DAY>,
        ("year", _) => |local| first_of_month(local, 12),
        ("quarter", _) => |local| first_of_month(local, 3),
        ("month", _) => |local| first_of_month(local, 1),
        _ => |local| local,
    }
}

/// The first day of the group of months that a clock is in.
fn first_of_month(local: i64, months: i64) -> i64 {
    let days = local.div_euclid(DAY);
    let (month, day) = month_and_day(days);
    let mut first = days - (day - 1);
    for _ in 0..(month - 1) % months {
        // The day before is the last of the month before.
        first -= month_and_day(first - 1).1;
    }
    // A NULL is computed, too, of whatever number stands in its place.
    first.wrapping_mul(DAY)
}

/// Month and day of the month, from 1, of a day counted from 1970-01-01. In years that start in March, so that a leap day is
/// the last: <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>.
fn month_and_day(days: i64) -> (i64, i64) {
    let of_era = (days + 719_468).rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    (month, day)
}

pub(super) fn date_trunc(call: &Call) -> Result<Expr> {
    let (name, unit) = unit(call, call.types[1] == DataType::Date32)?;
    let (time, zone) = time(call, 1)?;
    let returns = moved_type(&coarse(&call.types[1]), false);
    let truncate = truncation(&name, unit);
    let within_day = matches!(unit, Unit::Millis(size) if size < DAY);
    let truncated = kernel(call, returns, vec![time], move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let rows = inputs.rows;
        Ok(match zone {
            None => match name.as_str() {
                // Named once more, so that the compiler sees which.
                "second" => times.map(rows, truncated::<1000>),
                "minute" => times.map(rows, truncated::<60_000>),
                "hour" => times.map(rows, truncated::<3_600_000>),
                "day" => times.map(rows, truncated::<DAY>),
                "month" => times.map(rows, |local| first_of_month(local, 1)),
                _ => times.map(rows, truncate),
            },
            Some(zone) => times.map(rows, |millis| {
                let local = zone.to_local(millis);
                if within_day {
                    // The clock may stand twice at this hour: the instant decides.
                    return millis.wrapping_sub(local.wrapping_sub(truncate(local)));
                }
                zone.to_instant_near(truncate(local), millis)
            }),
        })
    });
    Ok(if types::is_fine(&call.types[1]) {
        cast(truncated, call.types[1].clone())
    } else {
        truncated
    })
}

/// A clock some months later, the day clamped to the month's end.
pub(in crate::functions) fn add_months(local: i64, months: i64) -> Result<i64> {
    let (day, rest) = (local.div_euclid(DAY), local.rem_euclid(DAY));
    let date = timezone::date(i32::try_from(day).map_err(|_| too_far())?);
    let count = Months::new(u32::try_from(months.unsigned_abs()).map_err(|_| too_far())?);
    let moved = if months < 0 {
        date.checked_sub_months(count)
    } else {
        date.checked_add_months(count)
    };
    Ok(i64::from(timezone::days(moved.ok_or_else(too_far)?)) * DAY + rest)
}

fn add(millis: i64, zone: Option<Zone>, unit: Unit, count: i64) -> Result<i64> {
    match unit {
        Unit::Millis(size) if size < DAY || zone.is_none() => millis
            .checked_add(count.checked_mul(size).ok_or_else(too_far)?)
            .ok_or_else(too_far),
        _ => {
            let local = zone.map_or(millis, |zone| zone.to_local(millis));
            let moved = match unit {
                Unit::Millis(size) => local
                    .checked_add(count.checked_mul(size).ok_or_else(too_far)?)
                    .ok_or_else(too_far)?,
                Unit::Months(months) => {
                    add_months(local, count.checked_mul(months).ok_or_else(too_far)?)?
                }
            };
            Ok(zone.map_or(moved, |zone| zone.to_instant_near(moved, millis)))
        }
    }
}

pub(super) fn date_add(call: &Call) -> Result<Expr> {
    let (_, unit) = unit(call, call.types[2] == DataType::Date32)?;
    let count = call.arg(1, &DataType::Int64)?;
    moved(call, 2, count, unit, 1, false)
}

/// The time of argument `i`, `count * sign` units later; in milliseconds at least where it is `fine`.
pub(super) fn moved(
    call: &Call,
    i: usize,
    count: Expr,
    unit: Unit,
    sign: i64,
    fine: bool,
) -> Result<Expr> {
    let (time, zone) = time(call, i)?;
    let kind = &call.types[i];
    let returns = moved_type(&coarse(kind), fine);
    let seconds = matches!(returns, DataType::Timestamp(TimeUnit::Second, _));
    // Trino's date_add counts in 32 bits, intervals in 64.
    let narrow = call.name == "date_add";
    let [first, last] = [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC];
    let years = first.timestamp_millis()..=last.timestamp_millis();
    let shifted = move |millis: i64, count: i64| {
        if narrow && i32::try_from(count).is_err() {
            return Err(SqlError::execution("date_add: integer overflow"));
        }
        let count = count.checked_mul(sign).ok_or_else(too_far)?;
        let moved = add(millis, zone, unit, count)?;
        if !years.contains(&moved) {
            return Err(too_far());
        }
        Ok(match seconds {
            true => (moved + 500).div_euclid(1000) * 1000,
            false => moved,
        })
    };
    let moved = kernel(call, returns, vec![time, count], move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let counts = inputs.values::<Int64Type>(1)?;
        if let Some(count) = counts.constant() {
            return times.try_map(inputs.rows, |millis| shifted(millis, count));
        }
        (0..inputs.rows)
            .map(|row| match (times.get(row), counts.get(row)) {
                (Some(millis), Some(count)) => shifted(millis, count).map(Some),
                _ => Ok(None),
            })
            .collect()
    });
    Ok(if types::is_fine(kind) {
        with_rest(moved, call.args[i].clone(), kind)
    } else {
        moved
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

pub(super) fn date_diff(call: &Call) -> Result<Expr> {
    let kind = common_type(&call.types[1], &call.types[2]).ok_or_else(|| call.no_match())?;
    let (_, unit) = unit(call, kind == DataType::Date32)?;
    if !(matches!(
        kind,
        DataType::Date32 | DataType::Timestamp(..) | DataType::Null
    )) {
        return Err(call.no_match());
    }
    let fine = types::is_fine(&kind);
    let goal = if is_timestamp_tz(&kind) || fine {
        kind.clone()
    } else {
        TIMESTAMP
    };
    let zone = types::zone_of(&goal).and_then(Zone::parse);
    let mut args = vec![call.arg(1, &goal)?, call.arg(2, &goal)?];
    if fine {
        let millis = |time| in_millis(time, &goal, Rounding::Down);
        args = args.into_iter().map(millis).collect();
    }
    let detail = call.literal_text(0).unwrap_or_default().to_owned();
    Ok(Kernel::new(call.name, DataType::Int64, move |inputs| {
        let (from, to) = (
            inputs.values::<TimestampMillisecondType>(0)?,
            inputs.values::<TimestampMillisecondType>(1)?,
        );
        let local = |millis: i64| zone.map_or(millis, |zone| zone.to_local(millis));
        let rows = inputs.rows;
        let array: Int64Array = match unit {
            Unit::Millis(size) if size < DAY || zone.is_none() => {
                from.zip_map(&to, rows, |from, to| to.wrapping_sub(from) / size)
            }
            Unit::Millis(size) => from.zip_map(&to, rows, |from, to| {
                local(to).wrapping_sub(local(from)) / size
            }),
            Unit::Months(months) => from.zip_map(&to, rows, |from, to| {
                let (from, to) = (local(from), local(to));
                let count = if from <= to {
                    months_between(from, to)
                } else {
                    -months_between(to, from)
                };
                count / months
            }),
        };
        Ok(Arc::new(array))
    })
    .detail(detail)
    .call(args))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn first_days_are_those_of_the_calendar() {
        // Eight hundred years on each side of 1970: every kind of year of the 400 that repeat.
        for days in -300_000..300_000 {
            let date = timezone::date(days);
            for months in [1, 3, 12] {
                let month = date.month0() / months * months + 1;
                let first = NaiveDate::from_ymd_opt(date.year(), month, 1).unwrap();
                let clock = i64::from(days) * DAY + 86_399_999;
                assert_eq!(
                    first_of_month(clock, i64::from(months)),
                    i64::from(timezone::days(first)) * DAY,
                    "{date}, {months} months"
                );
            }
        }
    }
}
