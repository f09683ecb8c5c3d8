//! Arithmetic of dates, times and intervals.

use std::sync::Arc;

use datafusion::arrow::array::{DurationMillisecondArray, Int64Array, IntervalYearMonthArray};
use datafusion::arrow::datatypes::{
    DataType, DurationMillisecondType, Float64Type, IntervalYearMonthType, TimestampMillisecondType,
};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use super::DAY;
use super::fine::between;
use super::units::{Unit, moved};
use crate::call::Call;
use crate::coercion::{coerce, common_type};
use crate::error::{Result, SqlError};
use crate::kernel::Kernel;
use crate::types::{self, DAY_TO_SECOND, TIMESTAMP, YEAR_TO_MONTH, is_timestamp_tz};

/// `+ - * /` where a side is a date, a time or an interval; `None` when Trino has no such operator.
pub(crate) fn arithmetic(call: &Call, symbol: &str) -> Result<Option<Expr>> {
    if let Some(expr) = crate::functions::time_of_day::arithmetic(call, symbol)? {
        return Ok(Some(expr));
    }
    let (left, right) = (&call.types[0], &call.types[1]);
    let temporal = |kind: &DataType| matches!(kind, DataType::Date32 | DataType::Timestamp(..));
    let interval = |kind: &DataType| *kind == DAY_TO_SECOND || *kind == YEAR_TO_MONTH;
    match symbol {
        "+" | "-" if temporal(left) && interval(right) => {
            shift(call, 0, 1, symbol == "-").map(Some)
        }
        "+" if interval(left) && temporal(right) => shift(call, 1, 0, false).map(Some),
        "-" if temporal(left) && temporal(right) => {
            let Some(kind) = common_type(left, right) else {
                return Ok(None);
            };
            if types::is_fine(&kind) {
                let args = vec![call.arg(0, &kind)?, call.arg(1, &kind)?];
                return Ok(Some(between(&kind, args)));
            }
            let goal = if is_timestamp_tz(&kind) {
                kind
            } else {
                TIMESTAMP
            };
            let args = vec![call.arg(0, &goal)?, call.arg(1, &goal)?];
            Ok(Some(
                Kernel::new("$between_times", DAY_TO_SECOND, |inputs| {
                    let (a, b) = (
                        inputs.values::<TimestampMillisecondType>(0)?,
                        inputs.values::<TimestampMillisecondType>(1)?,
                    );
                    let array = (0..inputs.rows).map(|row| Some(a.get(row)? - b.get(row)?));
                    Ok(Arc::new(array.collect::<DurationMillisecondArray>()))
                })
                .call(args),
            ))
        }
        "+" | "-" if interval(left) && left == right => {
            let sign = if symbol == "-" { -1 } else { 1 };
            Ok(Some(intervals(left, call.args.clone(), move |a, b| {
                Some(a + sign * b)
            })))
        }
        "*" | "/" => {
            let (interval_at, number_at) = if interval(left) && types::is_numeric(right) {
                (0, 1)
            } else if symbol == "*" && interval(right) && types::is_numeric(left) {
                (1, 0)
            } else {
                return Ok(None);
            };
            let kind = &call.types[interval_at];
            let number = coerce(
                call.args[number_at].clone(),
                &call.types[number_at],
                &DataType::Float64,
            )
            .ok_or_else(|| call.no_match())?;
            let divide = symbol == "/";
            let args = vec![call.args[interval_at].clone(), number];
            let returns = kind.clone();
            let months = *kind == YEAR_TO_MONTH;
            Ok(Some(
                Kernel::new(format!("$interval{symbol}"), returns, move |inputs| {
                    let numbers = inputs.values::<Float64Type>(1)?;
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_precision_loss,
                        reason = "as Trino scales intervals"
                    )]
                    let scale = |value: i64, by: f64| {
                        let scaled = if divide {
                            value as f64 / by
                        } else {
                            value as f64 * by
                        };
                        if scaled.is_finite() {
                            Ok(scaled as i64)
                        } else {
                            Err(SqlError::execution("division by zero"))
                        }
                    };
                    let mut out = Vec::with_capacity(inputs.rows);
                    let (month_values, milli_values) = if months {
                        (Some(inputs.values::<IntervalYearMonthType>(0)?), None)
                    } else {
                        (None, Some(inputs.values::<DurationMillisecondType>(0)?))
                    };
                    for row in 0..inputs.rows {
                        let value = month_values
                            .as_ref()
                            .and_then(|values| values.get(row).map(i64::from))
                            .or_else(|| milli_values.as_ref().and_then(|values| values.get(row)));
                        out.push(match (value, numbers.get(row)) {
                            (Some(value), Some(by)) => Some(scale(value, by)?),
                            _ => None,
                        });
                    }
                    Ok(interval_array(months, out))
                })
                .call(args),
            ))
        }
        _ => Ok(None),
    }
}

pub(super) fn interval_array(
    months: bool,
    values: Vec<Option<i64>>,
) -> datafusion::arrow::array::ArrayRef {
    if months {
        let narrow = values
            .into_iter()
            .map(|value| value.and_then(|value| i32::try_from(value).ok()));
        Arc::new(narrow.collect::<IntervalYearMonthArray>())
    } else {
        Arc::new(values.into_iter().collect::<DurationMillisecondArray>())
    }
}

pub(super) fn intervals(
    kind: &DataType,
    args: Vec<Expr>,
    compute: impl Fn(i64, i64) -> Option<i64> + Send + Sync + 'static,
) -> Expr {
    let months = *kind == YEAR_TO_MONTH;
    let sample = if compute(1, 1) == Some(2) { "+" } else { "-" };
    Kernel::new(format!("$intervals{sample}"), kind.clone(), move |inputs| {
        let read = |i: usize| -> datafusion::error::Result<Vec<Option<i64>>> {
            if months {
                let values = inputs.values::<IntervalYearMonthType>(i)?;
                Ok((0..inputs.rows)
                    .map(|row| values.get(row).map(i64::from))
                    .collect())
            } else {
                let values = inputs.values::<DurationMillisecondType>(i)?;
                Ok((0..inputs.rows).map(|row| values.get(row)).collect())
            }
        };
        let (a, b) = (read(0)?, read(1)?);
        let out = a.into_iter().zip(b).map(|(a, b)| compute(a?, b?)).collect();
        Ok(interval_array(months, out))
    })
    .call(args)
}

/// A date or time moved by an interval.
pub(super) fn shift(
    call: &Call,
    time_at: usize,
    interval_at: usize,
    negative: bool,
) -> Result<Expr> {
    let months = call.types[interval_at] == YEAR_TO_MONTH;
    let sign = if negative { -1 } else { 1 };
    if !months
        && call.types[time_at] == DataType::Date32
        && let Expr::Literal(ScalarValue::DurationMillisecond(Some(millis)), _) =
            &call.args[interval_at]
        && millis % DAY != 0
    {
        return Err(call.refuse("cannot add hour, minutes or seconds to a date"));
    }
    let interval = call.args[interval_at].clone();
    let number = Kernel::new("$number_of_interval", DataType::Int64, move |inputs| {
        if months {
            let values = inputs.values::<IntervalYearMonthType>(0)?;
            Ok(Arc::new(
                (0..inputs.rows)
                    .map(|row| values.get(row).map(i64::from))
                    .collect::<Int64Array>(),
            ))
        } else {
            let values = inputs.values::<DurationMillisecondType>(0)?;
            Ok(Arc::new(
                (0..inputs.rows)
                    .map(|row| values.get(row))
                    .collect::<Int64Array>(),
            ))
        }
    })
    .call(vec![interval]);
    let unit = if months {
        Unit::Months(1)
    } else {
        Unit::Millis(1)
    };
    moved(call, time_at, number, unit, sign, !months)
}
