//! `min` and `max` of real and double: compared as integers that sort as Trino sorts them.
//!
//! DataFusion's own start groups at the greatest finite number, which then is the least of a group of infinities. As integers NaN also
//! takes its place behind all numbers, where the least is wanted and where the greatest is.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Float32Type, Float64Type, Int32Type, Int64Type};
use datafusion::logical_expr::Expr;

use crate::kernel::Kernel;

/// The integer type in which numbers of this type are compared.
fn compared(kind: &DataType) -> DataType {
    match kind {
        DataType::Float32 => DataType::Int32,
        _ => DataType::Int64,
    }
}

/// The number as an integer; NaN is the last of all, whichever end is the first.
pub(super) fn ranked(number: Expr, kind: &DataType, greatest: bool) -> Expr {
    Kernel::new("$rank", compared(kind), move |inputs| {
        let numbers = inputs.array(0)?;
        let ranks: ArrayRef = match numbers.data_type() {
            DataType::Float32 => {
                Arc::new(numbers.as_primitive::<Float32Type>().unary::<_, Int32Type>(
                    |value| match (value.is_nan(), greatest) {
                        (true, true) => i32::MIN,
                        (true, false) => i32::MAX,
                        (false, _) => swapped32(value.to_bits().cast_signed()),
                    },
                ))
            }
            _ => Arc::new(numbers.as_primitive::<Float64Type>().unary::<_, Int64Type>(
                |value| match (value.is_nan(), greatest) {
                    (true, true) => i64::MIN,
                    (true, false) => i64::MAX,
                    (false, _) => swapped64(value.to_bits().cast_signed()),
                },
            )),
        };
        Ok(ranks)
    })
    .detail(format!("{greatest}"))
    .call(vec![number])
}

/// The number of which this is the integer.
pub(super) fn number(rank: Expr, kind: &DataType) -> Expr {
    Kernel::new("$ranked", kind.clone(), |inputs| {
        let ranks = inputs.array(0)?;
        let numbers: ArrayRef = match ranks.data_type() {
            DataType::Int32 => Arc::new(ranks.as_primitive::<Int32Type>().unary::<_, Float32Type>(
                |rank| match rank {
                    i32::MIN | i32::MAX => f32::NAN,
                    rank => f32::from_bits(swapped32(rank).cast_unsigned()),
                },
            )),
            _ => {
                Arc::new(ranks.as_primitive::<Int64Type>().unary::<_, Float64Type>(
                    |rank| match rank {
                        i64::MIN | i64::MAX => f64::NAN,
                        rank => f64::from_bits(swapped64(rank).cast_unsigned()),
                    },
                ))
            }
        };
        Ok(numbers)
    })
    .call(vec![rank])
}

/// Turns the bits of negative numbers over but for the sign, so that they sort as integers do; and back.
fn swapped64(bits: i64) -> i64 {
    bits ^ (bits >> 63) & i64::MAX
}

fn swapped32(bits: i32) -> i32 {
    bits ^ (bits >> 31) & i32::MAX
}
