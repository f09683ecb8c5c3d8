//! Fields of dates, timestamps and intervals: `year(x)`, `extract(HOUR FROM x)` and their kin.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use datafusion::arrow::array::Int64Array;
use datafusion::arrow::datatypes::{
    DataType, Date32Type, DurationMillisecondType, IntervalYearMonthType, TimestampMillisecondType,
};
use datafusion::logical_expr::Expr;

use super::{DAY, time};
use crate::call::Call;
use crate::error::Result;
use crate::functions::timezone::{self, Zone};
use crate::types::{self, DAY_TO_SECOND, YEAR_TO_MONTH};

/// A kernel over the clock of argument `i`, in milliseconds.
pub(super) fn local_kernel(
    call: &Call,
    i: usize,
    returns: DataType,
    compute: impl Fn(i64) -> i64 + Send + Sync + 'static,
) -> Result<Expr> {
    let (time, zone) = time(call, i)?;
    let kind = returns.clone();
    Ok(call.kernel(returns, vec![time], move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let array: Int64Array = match zone {
            None => times.map(inputs.rows, &compute),
            Some(zone) => times.map(inputs.rows, |millis| compute(zone.to_local(millis))),
        };
        if kind == DataType::Date32 {
            let days = |day: i64| i32::try_from(day).unwrap_or_default();
            return Ok(Arc::new(array.unary::<_, Date32Type>(days)));
        }
        Ok(Arc::new(array))
    }))
}

pub(super) fn part(call: &Call, field: &str) -> Result<Expr> {
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
            "day" | "day_of_month" => |millis| millis / DAY,
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
        // As a function it takes a time without a zone for one of the session's.
        let zone = match (zone, call.name) {
            (None, "$extract") => return Err(refuse()),
            (zone, _) => zone.unwrap_or(Zone::Named(chrono_tz::UTC)),
        };
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
    // As a function each takes a date for its midnight; EXTRACT does not.
    if call.name == "$extract"
        && *kind == DataType::Date32
        && matches!(field, "hour" | "minute" | "second" | "millisecond")
    {
        return Err(refuse());
    }
    // Each field has a kernel of its own, so that nothing is decided row by row.
    let bigint = DataType::Int64;
    match field {
        "year" => of_date(call, |date| date.year().into()),
        "quarter" => of_date(call, |date| i64::from(date.month0() / 3 + 1)),
        "month" => of_date(call, |date| date.month().into()),
        "week" | "week_of_year" => of_date(call, |date| date.iso_week().week().into()),
        "day" | "day_of_month" => of_date(call, |date| date.day().into()),
        // The epoch was a Thursday.
        "day_of_week" | "dow" => local_kernel(call, 0, bigint, |local| {
            (local.div_euclid(DAY) + 3).rem_euclid(7) + 1
        }),
        "day_of_year" | "doy" => of_date(call, |date| date.ordinal().into()),
        "year_of_week" | "yow" => of_date(call, |date| date.iso_week().year().into()),
        "hour" => local_kernel(call, 0, bigint, |local| local.rem_euclid(DAY) / 3_600_000),
        "minute" => local_kernel(call, 0, bigint, |local| local.rem_euclid(DAY) / 60_000 % 60),
        "second" => local_kernel(call, 0, bigint, |local| local.rem_euclid(DAY) / 1000 % 60),
        "millisecond" => local_kernel(call, 0, bigint, |local| local.rem_euclid(1000)),
        _ => Err(refuse()),
    }
}

fn of_date(
    call: &Call,
    compute: impl Fn(NaiveDate) -> i64 + Send + Sync + 'static,
) -> Result<Expr> {
    local_kernel(call, 0, DataType::Int64, move |local| {
        compute(timezone::time(local).date())
    })
}
