//! TRY: operations that give NULL where they would fail, or else the whole body again for the rows that fail.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, BooleanArray, new_null_array};
use datafusion::arrow::compute::{cast as arrow_cast, concat};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::Arguments;
use super::rows::run;
use crate::error::is_of_data;
use crate::kernel::Kernel;

/// TRY as planned, or the same without a lambda where that is possible.
pub(crate) fn tried(function: &Expr) -> Expr {
    forgiving(function).unwrap_or_else(|| function.clone())
}

fn forgiving(function: &Expr) -> Option<Expr> {
    let Expr::HigherOrderFunction(function) = function else {
        return None;
    };
    let [Expr::Lambda(lambda)] = function.args.as_slice() else {
        return None;
    };
    let Expr::ScalarFunction(guard) = lambda.body.as_ref() else {
        return None;
    };
    null_on_failure(guard.args.first()?)
}

/// The expression with NULL for failures, if each of its parts gives NULL for any NULL it is given: a NULL deep inside is then a
/// NULL of the whole, as TRY has it. (In `try(coalesce(1 / 0, 2))` it would not be.)
fn null_on_failure(expr: &Expr) -> Option<Expr> {
    match expr {
        Expr::Column(_) | Expr::Literal(..) => Some(expr.clone()),
        Expr::Cast(cast) if widens(cast.field.data_type()) => {
            let mut cast = cast.clone();
            *cast.expr = null_on_failure(&cast.expr)?;
            Some(Expr::Cast(cast))
        }
        Expr::ScalarFunction(function) => {
            let kernel = function
                .func
                .inner()
                .downcast_ref::<Kernel>()?
                .forgiving()?;
            let args = function.args.iter().map(null_on_failure);
            Some(kernel.call(args.collect::<Option<_>>()?))
        }
        _ => None,
    }
}

/// A cast that the planner adds itself, to a type that holds every number of the one before.
fn widens(to: &DataType) -> bool {
    matches!(to, DataType::Int64 | DataType::Float64)
}

/// Runs of failing rows that halving is not worth.
const FEW: usize = 8;

/// The body for all rows at once; where that fails, for each half, down to the rows that fail, which are NULL.
pub(super) fn try_rows(
    (_, lambdas): &Arguments,
    rows: usize,
    returns: &DataType,
) -> Evaluated<ArrayRef> {
    let attempt = |start: usize, count: usize| -> Evaluated<ArrayRef> {
        let flags: ArrayRef = Arc::new(BooleanArray::from(vec![true; count]));
        let value = run(lambdas[0], &[flags], count, |capture| {
            Ok(capture.slice(start, count))
        })?;
        Ok(arrow_cast(&value, returns)?)
    };
    let mut parts = Vec::new();
    let mut waiting = vec![(0, rows)];
    while let Some((start, count)) = waiting.pop() {
        match attempt(start, count) {
            Ok(array) => parts.push(array),
            Err(error) if !is_of_data(&error) => return Err(error),
            Err(_) if count <= 1 => parts.push(new_null_array(returns, count)),
            Err(_) if count <= FEW => {
                waiting.extend((start..start + count).rev().map(|row| (row, 1)));
            }
            Err(_) => {
                let half = count / 2;
                waiting.push((start + half, count - half));
                waiting.push((start, half));
            }
        }
    }
    let parts: Vec<&dyn Array> = parts.iter().map(AsRef::as_ref).collect();
    Ok(concat(&parts)?)
}
