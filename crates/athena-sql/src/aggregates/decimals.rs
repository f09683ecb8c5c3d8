//! `sum` and `avg` of decimals: the sum is exact, also where it passes 38 digits on its way.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, Decimal128Array};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Decimal256Type, Int64Type, i256};
use datafusion::functions_aggregate as native;
use datafusion::logical_expr::Expr;

use super::argument::told_apart;
use super::{Raw, wide};
use crate::coercion::cast;
use crate::error::Result;
use crate::functions::decimal::{LIMIT, divide_half_up, divide_wide_half_up, overflow};
use crate::kernel::{Inputs, Kernel};

/// The sum of a thousand million decimals of this precision is far from the end of 128 bits.
const SUMMED_IN_128_BITS: u8 = 28;

pub(super) fn sum(raw: &Raw, precision: u8, scale: i8) -> Expr {
    Kernel::new("$sum", DataType::Decimal128(38, scale), move |inputs| {
        let sums: Decimal128Array = totals(inputs)?
            .into_iter()
            .map(|sum| sum.map(within).transpose())
            .collect::<Result<_>>()?;
        Ok(Arc::new(sums.with_precision_and_scale(38, scale)?))
    })
    .call(vec![total(raw, precision, scale)])
}

pub(super) fn average(raw: &Raw, precision: u8, scale: i8) -> Expr {
    let count = raw.call(native::count::count_udaf(), raw.args.clone());
    Kernel::new(
        "$avg",
        DataType::Decimal128(precision, scale),
        move |inputs| {
            let counts = inputs.values::<Int64Type>(1)?;
            let averages: Decimal128Array = totals(inputs)?
                .into_iter()
                .enumerate()
                .map(|(row, sum)| {
                    let count = counts.get(row).filter(|count| *count > 0);
                    sum.zip(count).map(|(sum, n)| divided(sum, n)).transpose()
                })
                .collect::<Result<_>>()?;
            Ok(Arc::new(
                averages.with_precision_and_scale(precision, scale)?,
            ))
        },
    )
    .call(vec![total(raw, precision, scale), count])
}

/// The sum in 128 or 256 bits, which do not overflow.
fn total(raw: &Raw, precision: u8, scale: i8) -> Expr {
    let arg = raw.args[0].clone();
    if precision <= SUMMED_IN_128_BITS {
        return raw.call(native::sum::sum_udaf(), vec![arg]);
    }
    if raw.distinct {
        let wide = told_apart(cast(arg, DataType::Decimal256(76, scale)));
        return raw.call(native::sum::sum_udaf(), vec![wide]);
    }
    raw.call(wide::sum(scale), vec![arg])
}

fn totals(inputs: &Inputs) -> Result<Vec<Option<i256>>> {
    let sums = inputs.array(0)?;
    Ok(match sums.data_type() {
        DataType::Decimal256(..) => sums.as_primitive::<Decimal256Type>().iter().collect(),
        _ => (sums.as_primitive::<Decimal128Type>().iter())
            .map(|sum| sum.map(i256::from_i128))
            .collect(),
    })
}

fn within(sum: i256) -> Result<i128> {
    sum.to_i128()
        .filter(|sum| sum.unsigned_abs() < LIMIT.unsigned_abs())
        .ok_or_else(overflow)
}

fn divided(sum: i256, count: i64) -> Result<i128> {
    match sum.to_i128() {
        Some(sum) => Ok(divide_half_up(sum, count.into())),
        None => within(divide_wide_half_up(sum, i256::from_i128(count.into()))),
    }
}
