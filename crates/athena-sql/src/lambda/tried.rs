//! TRY over what is known to fail only by a value: no lambda, but operations that give NULL where they would fail.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::Expr;

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
