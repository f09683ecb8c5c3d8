//! Timestamps of microseconds and nanoseconds: the functions see their milliseconds, the rest is put behind the answer.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, DurationMillisecondArray, Float64Array, Int64Array, PrimitiveArray,
};
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{
    ArrowPrimitiveType, DataType, Float64Type, TimeUnit, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType,
};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::SqlError;
use crate::kernel::{Inputs, Kernel};
use crate::types::{self, DAY_TO_SECOND, TIMESTAMP};

/// What becomes of the digits behind the milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rounding {
    Down,
    /// To the nearest, half up.
    Half,
}

/// How many of a timestamp's units are a millisecond.
fn per_milli(kind: &DataType) -> i64 {
    match kind {
        DataType::Timestamp(TimeUnit::Nanosecond, _) => 1_000_000,
        _ => 1000,
    }
}

fn numbers(inputs: &Inputs, i: usize) -> datafusion::error::Result<Int64Array> {
    let numbers = arrow_cast(&inputs.array(i)?, &DataType::Int64)?;
    Ok(PrimitiveArray::from(numbers.to_data()))
}

/// A fine timestamp as one of milliseconds, in the same zone.
pub(super) fn in_millis(time: Expr, kind: &DataType, rounding: Rounding) -> Expr {
    let units = per_milli(kind);
    let zone: Option<Arc<str>> = types::zone_of(kind).map(Arc::from);
    let returns = DataType::Timestamp(TimeUnit::Millisecond, zone.clone());
    Kernel::new("$in_millis", returns, move |inputs| {
        let half = if rounding == Rounding::Half {
            units / 2
        } else {
            0
        };
        let millis = numbers(inputs, 0)?.unary::<_, TimestampMillisecondType>(|number| {
            number.wrapping_add(half).div_euclid(units)
        });
        Ok(Arc::new(millis.with_timezone_opt(zone.clone())))
    })
    .detail(format!("{rounding:?}"))
    .call(vec![time])
}

/// Milliseconds, which were computed from a fine timestamp's, with that one's further digits behind them.
pub(super) fn with_rest(millis: Expr, fine: Expr, kind: &DataType) -> Expr {
    let units = per_milli(kind);
    let returns = kind.clone();
    Kernel::new("$with_rest", kind.clone(), move |inputs| match &returns {
        DataType::Timestamp(TimeUnit::Nanosecond, zone) => {
            joined::<TimestampNanosecondType>(inputs, units, zone.clone())
        }
        DataType::Timestamp(_, zone) => {
            joined::<TimestampMicrosecondType>(inputs, units, zone.clone())
        }
        _ => Err(SqlError::execution("not a timestamp").into()),
    })
    .detail(types::display(kind))
    .call(vec![millis, fine])
}

fn joined<T>(
    inputs: &Inputs,
    units: i64,
    zone: Option<Arc<str>>,
) -> datafusion::error::Result<ArrayRef>
where
    T: ArrowPrimitiveType<Native = i64> + datafusion::arrow::datatypes::ArrowTimestampType,
{
    let (millis, fine) = (numbers(inputs, 0)?, numbers(inputs, 1)?);
    let values = (0..inputs.rows).map(|row| {
        if millis.is_null(row) || fine.is_null(row) {
            return Ok(None);
        }
        millis
            .value(row)
            .checked_mul(units)
            .and_then(|whole| whole.checked_add(fine.value(row).rem_euclid(units)))
            .map(Some)
            .ok_or_else(|| SqlError::execution("timestamp overflow"))
    });
    let array: PrimitiveArray<T> = values.collect::<crate::error::Result<_>>()?;
    Ok(Arc::new(array.with_timezone_opt(zone)))
}

/// The time from one to another as an interval, rounded to milliseconds.
pub(super) fn between(kind: &DataType, args: Vec<Expr>) -> Expr {
    let units = per_milli(kind);
    Kernel::new("$between_fine_times", DAY_TO_SECOND, move |inputs| {
        let (a, b) = (numbers(inputs, 0)?, numbers(inputs, 1)?);
        let millis = |row: usize| {
            let units_between = a.value(row).checked_sub(b.value(row))?;
            let half = units / 2 * units_between.signum();
            Some(units_between.checked_add(half)? / units)
        };
        let rows = (0..inputs.rows).map(|row| {
            if a.is_null(row) || b.is_null(row) {
                return Ok(None);
            }
            let overflow = || SqlError::execution("interval overflow");
            millis(row).map(Some).ok_or_else(overflow)
        });
        Ok(Arc::new(
            rows.collect::<crate::error::Result<DurationMillisecondArray>>()?,
        ))
    })
    .call(args)
}

/// Seconds since 1970 of argument 0, all digits kept.
pub(super) fn to_unixtime(call: &Call) -> Expr {
    let nanos = per_milli(&call.types[0]) == 1_000_000;
    call.kernel(
        DataType::Float64,
        vec![call.args[0].clone()],
        move |inputs| {
            #[expect(clippy::cast_precision_loss, reason = "to_unixtime is a double")]
            let seconds: Float64Array = numbers(inputs, 0)?.unary::<_, Float64Type>(|number| {
                if nanos {
                    number.div_euclid(1000) as f64 / 1e6 + number.rem_euclid(1000) as f64 / 1e9
                } else {
                    number as f64 / 1e6
                }
            });
            Ok(Arc::new(seconds))
        },
    )
}

/// The digits behind the milliseconds of argument `i`, one text a row.
pub(super) fn digits_behind(
    inputs: &Inputs,
    i: usize,
    kind: &DataType,
) -> datafusion::error::Result<Vec<String>> {
    let units = per_milli(kind);
    let width = if units == 1000 { 3 } else { 6 };
    let numbers = numbers(inputs, i)?;
    Ok((0..inputs.rows)
        .map(|row| format!("{:0width$}", numbers.value(row).rem_euclid(units)))
        .collect())
}

/// A fine type's like of milliseconds; others are as they are.
pub(super) fn coarse(kind: &DataType) -> DataType {
    if types::is_fine(kind) {
        return types::timestamp_like(&TIMESTAMP, types::zone_of(kind));
    }
    kind.clone()
}
