//! TIME: a clock without a day, in seconds (`time(0)`) or milliseconds (`time(3)`), that wraps at midnight.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, DurationMillisecondArray, Int64Array, Time32MillisecondArray, Time32SecondArray,
};
use datafusion::arrow::datatypes::{
    DataType, DurationMillisecondType, Int64Type, Time32MillisecondType, TimeUnit,
};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::timezone;
use crate::kernel::Kernel;
use crate::types::{self, DAY_TO_SECOND, TIME};

const DAY: i64 = 86_400_000;

pub(crate) fn is_time(kind: &DataType) -> bool {
    matches!(kind, DataType::Time32(_))
}

/// A literal; as many digits of a second as it is written with, none or three.
pub(super) fn literal(text: &str) -> Result<Option<ScalarValue>> {
    let Some(millis) = timezone::parse_time(text) else {
        return Ok(None);
    };
    let millis = i32::try_from(millis % DAY).unwrap_or_default();
    match timezone::fraction_digits(text) {
        0 => Ok(Some(ScalarValue::Time32Second(Some(millis / 1000)))),
        3 => Ok(Some(ScalarValue::Time32Millisecond(Some(millis)))),
        digits => Err(SqlError::unsupported(format!(
            "a time with {digits} digits of a second is not supported"
        ))
        .hint("write three digits, or none")),
    }
}

/// `10:11:12` or `10:11:12.345`.
pub(crate) fn format(millis: i32, whole: bool) -> String {
    let seconds = millis / 1000;
    let clock = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    if whole {
        clock
    } else {
        format!("{clock}.{:03}", millis % 1000)
    }
}

/// Milliseconds since midnight as a column of a time type.
pub(crate) fn array(values: impl Iterator<Item = Option<i64>>, kind: &DataType) -> ArrayRef {
    let values = values.map(|millis| millis.and_then(|millis| i32::try_from(millis).ok()));
    match kind {
        DataType::Time32(TimeUnit::Second) => Arc::new(
            values
                .map(|millis| millis.map(|millis| millis / 1000))
                .collect::<Time32SecondArray>(),
        ),
        _ => Arc::new(values.collect::<Time32MillisecondArray>()),
    }
}

fn unit(call: &Call) -> Result<i64> {
    let Some(name) = call.literal_text(0).map(str::to_lowercase) else {
        return Err(call.unsupported(format!("the unit of {} must be a constant here", call.name)));
    };
    Ok(match name.as_str() {
        "millisecond" => 1,
        "second" => 1000,
        "minute" => 60_000,
        "hour" => 3_600_000,
        _ => return Err(call.refuse(format!("'{name}' is not a valid TIME field"))),
    })
}

/// Functions of a time; `None` for those that take none.
pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    if !call.types.iter().any(is_time) {
        return Ok(None);
    }
    let field = match call.name {
        "$extract" => {
            super::datetime::check_extracted(call)?;
            call.payload
        }
        name => name,
    };
    Ok(Some(match field {
        "hour" | "minute" | "second" | "millisecond" => {
            call.arity(1..=1)?;
            let part: fn(i64) -> i64 = match field {
                "hour" => |millis| millis / 3_600_000,
                "minute" => |millis| millis / 60_000 % 60,
                "second" => |millis| millis / 1000 % 60,
                _ => |millis| millis % 1000,
            };
            call.kernel(DataType::Int64, vec![call.arg(0, &TIME)?], move |inputs| {
                let times = inputs.values::<Time32MillisecondType>(0)?;
                let rows = (0..inputs.rows).map(|row| times.get(row).map(|time| part(time.into())));
                Ok(Arc::new(rows.collect::<Int64Array>()))
            })
        }
        "date_diff" => {
            call.arity(3..=3)?;
            let size = unit(call)?;
            let args = vec![call.arg(1, &TIME)?, call.arg(2, &TIME)?];
            Kernel::new("date_diff", DataType::Int64, move |inputs| {
                let (from, to) = (
                    inputs.values::<Time32MillisecondType>(0)?,
                    inputs.values::<Time32MillisecondType>(1)?,
                );
                let rows = (0..inputs.rows)
                    .map(|row| Some((i64::from(to.get(row)?) - i64::from(from.get(row)?)) / size));
                Ok(Arc::new(rows.collect::<Int64Array>()))
            })
            .detail(size.to_string())
            .call(args)
        }
        "date_add" => {
            call.arity(3..=3)?;
            let size = unit(call)?;
            let kind = call.types[2].clone();
            let half = match kind {
                DataType::Time32(TimeUnit::Second) => 500,
                _ => 0,
            };
            let args = vec![call.arg(2, &TIME)?, call.arg(1, &DataType::Int64)?];
            Kernel::new("date_add", kind.clone(), move |inputs| {
                let times = inputs.values::<Time32MillisecondType>(0)?;
                let counts = inputs.values::<Int64Type>(1)?;
                let rows = (0..inputs.rows)
                    .map(|row| Some(moved(times.get(row)?, counts.get(row)? % DAY * size + half)));
                Ok(array(rows, &kind))
            })
            .detail(size.to_string())
            .call(args)
        }
        "date_trunc" => {
            call.arity(2..=2)?;
            let size = unit(call)?;
            let kind = call.types[1].clone();
            Kernel::new("date_trunc", kind.clone(), move |inputs| {
                let times = inputs.values::<Time32MillisecondType>(0)?;
                let rows = (0..inputs.rows).map(|row| {
                    let millis = i64::from(times.get(row)?);
                    Some(millis - millis % size)
                });
                Ok(array(rows, &kind))
            })
            .detail(size.to_string())
            .call(vec![call.arg(1, &TIME)?])
        }
        "$operator" | "cast" | "try_cast" | "typeof" | "row" | "coalesce" | "if" | "nullif"
        | "greatest" | "least" => return Ok(None),
        _ if call.name == "$extract" => {
            return Err(call.refuse(format!("cannot extract {field} from time")));
        }
        _ => return Ok(None),
    }))
}

fn moved(millis: i32, by: i64) -> i64 {
    (i64::from(millis) + by).rem_euclid(DAY)
}

/// `time ± interval` and `time - time`; `None` for other operators.
pub(super) fn arithmetic(call: &Call, symbol: &str) -> Result<Option<Expr>> {
    let (left, right) = (&call.types[0], &call.types[1]);
    let (time_at, interval_at) = match (is_time(left), is_time(right)) {
        (true, true) if symbol == "-" => {
            let args = vec![call.arg(0, &TIME)?, call.arg(1, &TIME)?];
            return Ok(Some(
                Kernel::new("$between_times_of_day", DAY_TO_SECOND, |inputs| {
                    let (a, b) = (
                        inputs.values::<Time32MillisecondType>(0)?,
                        inputs.values::<Time32MillisecondType>(1)?,
                    );
                    let rows = (0..inputs.rows)
                        .map(|row| Some(i64::from(a.get(row)?) - i64::from(b.get(row)?)));
                    Ok(Arc::new(rows.collect::<DurationMillisecondArray>()))
                })
                .call(args),
            ));
        }
        (true, false) if matches!(symbol, "+" | "-") => (0, 1),
        (false, true) if symbol == "+" => (1, 0),
        _ => return Ok(None),
    };
    if call.types[interval_at] != DAY_TO_SECOND {
        return Err(call.refuse(format!(
            "cannot apply operator: {} {symbol} {}",
            types::display(left),
            types::display(right)
        )));
    }
    let sign = if symbol == "-" { -1 } else { 1 };
    let args = vec![call.arg(time_at, &TIME)?, call.args[interval_at].clone()];
    Ok(Some(
        Kernel::new(format!("$time{symbol}"), TIME, move |inputs| {
            let times = inputs.values::<Time32MillisecondType>(0)?;
            let intervals = inputs.values::<DurationMillisecondType>(1)?;
            let rows = (0..inputs.rows)
                .map(|row| Some(moved(times.get(row)?, sign * (intervals.get(row)? % DAY))));
            Ok(array(rows, &TIME))
        })
        .call(args),
    ))
}
