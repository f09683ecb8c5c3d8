//! `approx_distinct`, which is exact here: what of a row it counts.

use std::ops::RangeInclusive;
use std::sync::Arc;

use datafusion::arrow::array::BooleanArray;
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::logical_expr::Expr;

use crate::coercion::null;
use crate::error::{Result, SqlError};
use crate::functions::conditional::searched;
use crate::kernel::Kernel;

/// The standard errors of Trino's counters, from the largest one to the smallest.
const ERRORS: RangeInclusive<f64> = 0.004_062_5..=0.26;

/// The value of type `kind`; none where the permitted error is NULL.
pub(super) fn counted(args: &[Expr], kind: &DataType) -> Expr {
    let value = args[0].clone();
    match args.get(1) {
        Some(error) => searched(vec![(permitted(error.clone()), value)], Some(null(kind))),
        None => value,
    }
}

fn permitted(error: Expr) -> Expr {
    Kernel::new("$permitted", DataType::Boolean, |inputs| {
        let errors = inputs.values::<Float64Type>(0)?;
        let rows = (0..inputs.rows).map(|row| match errors.get(row) {
            None => Ok(Some(false)),
            Some(error) if ERRORS.contains(&error) => Ok(Some(true)),
            Some(_) => Err(SqlError::execution(
                "the error of approx_distinct must be in [0.0040625, 0.26000]",
            )),
        });
        Ok(Arc::new(rows.collect::<Result<BooleanArray>>()?))
    })
    .call(vec![error])
}
