//! Dates, timestamps, intervals and their arithmetic.

use std::sync::Arc;

use chrono::{Datelike, Days, Months};
use datafusion::arrow::array::{
    AsArray, Float64Array, Int64Array, PrimitiveArray, TimestampNanosecondArray,
};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, DurationMillisecondType, Int64Type, TimeUnit, TimestampMillisecondType,
};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::cast;
use crate::error::{Result, SqlError};
use crate::functions::timezone::{self, Zone};
use crate::functions::{cast as casts, datetime_format};
use crate::types::{self, DAY_TO_SECOND, TIMESTAMP, VARCHAR, is_timestamp, is_timestamp_tz};

mod any_unit;
mod fields;
mod fine;
mod intervals;
mod patterns;
mod units;
mod zoned_text;
mod zones;

use fields::{local_kernel, part};
use fine::{Rounding, in_millis, with_rest};
pub(crate) use intervals::arithmetic;
use patterns::{format, parse};
pub(super) use units::add_months;
use units::{date_add, date_diff, date_trunc};
pub(crate) use zoned_text::{ALL_OF_UTC, READ_TIMES, clock, instant};
pub(crate) use zones::OPERATOR as AT_TIME_ZONE;
use zones::{at_timezone, from_unixtime, to_iso8601, with_timezone};

const DAY: i64 = 86_400_000;

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    if matches!(
        call.name,
        "current_timestamp" | "localtime" | "localtimestamp"
    ) && !call.args.is_empty()
        && super::literal::constant_i64(call, 0) != Some(3)
    {
        let name = call.name;
        return Err(call
            .unsupported(format!("{name} is of milliseconds here"))
            .hint(format!(
                "write {name} or {name}(3), or truncate it with date_trunc"
            )));
    }
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
        "localtime" => {
            // Of an instant in UTC, the milliseconds since midnight.
            let now = cast(
                datafusion::functions::datetime::expr_fn::now(),
                types::timestamp_tz("UTC"),
            );
            let target = types::SqlType {
                arrow: types::TIME,
                length: None,
            };
            casts::to(call, &cast(now, TIMESTAMP), &TIMESTAMP, &target, false)?
        }
        "current_date" => datafusion::functions::datetime::expr_fn::current_date(),
        "current_timezone" => super::literal::literal(ScalarValue::Utf8(Some("UTC".to_owned()))),
        "$extract" => {
            check_extracted(call)?;
            part(call, call.payload)?
        }
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
            any_unit::plan(call, date_trunc)?
        }
        "date_add" => {
            call.arity(3..=3)?;
            any_unit::plan(call, date_add)?
        }
        "date_diff" => {
            call.arity(3..=3)?;
            any_unit::plan(call, date_diff)?
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
            let nanos = match &call.types[0] {
                DataType::Decimal128(..) => call.args[0].clone(),
                _ => call.arg(0, &DataType::Int64)?,
            };
            let kind = DataType::Timestamp(TimeUnit::Nanosecond, Some("UTC".into()));
            call.kernel(kind, vec![nanos], |inputs| {
                let nanos = casts::cast_array(&inputs.array(0)?, &DataType::Int64, None, false)?;
                let times: TimestampNanosecondArray =
                    nanos.as_primitive::<Int64Type>().reinterpret_cast();
                Ok(Arc::new(times.with_timezone("UTC")))
            })
        }
        "from_iso8601_timestamp_nanos" => zoned_text::nanos(call)?,
        "to_unixtime" => {
            call.arity(1..=1)?;
            if types::is_fine(&call.types[0]) {
                return Ok(Some(fine::to_unixtime(call)));
            }
            let time = lenient(call, 0)?;
            call.kernel(DataType::Float64, vec![time], |inputs| {
                let times = inputs.values::<TimestampMillisecondType>(0)?;
                #[expect(clippy::cast_precision_loss, reason = "to_unixtime is a double")]
                let seconds: Float64Array = times.map(inputs.rows, |millis| millis as f64 / 1000.0);
                Ok(Arc::new(seconds))
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
            with_timezone(call)?
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
                                datetime_format::parse_iso_date(text).ok_or_else(|| not_iso(text))
                            })
                            .transpose()
                    })
                    .collect::<Result<PrimitiveArray<Date32Type>>>()?;
                Ok(Arc::new(dates))
            })
        }
        "from_iso8601_timestamp" => {
            call.arity(1..=1)?;
            zoned_text::plan(call)?
        }
        "date_format" | "format_datetime" => {
            call.arity(2..=2)?;
            format(call)?
        }
        "date_parse" => {
            call.arity(2..=2)?;
            parse(call)?
        }
        "parse_datetime" => {
            call.arity(2..=2)?;
            zoned_text::plan(call)?
        }
        _ => return Ok(None),
    }))
}

/// Why an ISO 8601 text cannot be read: `20260131` is one of the year 20,260,131 in Athena, whatever comes of it there.
fn not_iso(text: &str) -> SqlError {
    match datetime_format::is_of_far_year(text) {
        true => SqlError::unsupported("a year of six digits and more is not supported")
            .hint("write yyyy-MM-dd, or read yyyyMMdd by date_parse(x, '%Y%m%d')"),
        false => invalid(text),
    }
}

fn invalid(text: &str) -> SqlError {
    SqlError::execution(format!("invalid format: '{text}'"))
}

/// Argument `i` as a timestamp, with or without zone, and the zone in which its clock is read.
pub(super) fn time(call: &Call, i: usize) -> Result<(Expr, Option<Zone>)> {
    let kind = &call.types[i];
    if types::is_fine(kind) {
        let zone = types::zone_of(kind).and_then(Zone::parse);
        return Ok((in_millis(call.args[i].clone(), kind, Rounding::Down), zone));
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
pub(super) fn lenient(call: &Call, i: usize) -> Result<Expr> {
    let time = time(call, i)?.0;
    Ok(instant(&time).unwrap_or(time))
}

/// EXTRACT has fewer fields than there are functions of their names.
pub(super) fn check_extracted(call: &Call) -> Result<()> {
    match call.payload {
        "millisecond" | "week_of_year" => {
            let field = call.payload.to_uppercase();
            let error = call.refuse(format!("EXTRACT has no field {field}"));
            Err(error.hint(format!("write {}(x)", call.payload)))
        }
        _ => Ok(()),
    }
}
