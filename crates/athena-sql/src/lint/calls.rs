//! What may stand in a lambda and in `grouping`.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, LambdaFunction, Spanned,
    visit_expressions,
};

use super::refuse;
use crate::error::Result;
use crate::rewrite::is_aggregated;
use crate::tokens;

/// A lambda computes from its parameters and the row alone.
pub(super) fn check_lambda(lambda: &LambdaFunction) -> Result<()> {
    let place = tokens::location(lambda.body.span());
    if is_aggregated(&lambda.body) {
        let message = "a lambda cannot contain aggregations, window functions or grouping";
        return Err(refuse(message, place).hint("compute it as a column of a subquery"));
    }
    let asks = visit_expressions(lambda.body.as_ref(), |part| match part {
        Expr::Subquery(_) | Expr::Exists { .. } | Expr::InSubquery { .. } => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    if asks.is_break() {
        return Err(refuse("a lambda cannot contain subqueries", place)
            .hint("compute it as a column of a subquery"));
    }
    Ok(())
}

/// `grouping` asks about columns of GROUP BY.
pub(super) fn check_grouping(function: &Function) -> Result<()> {
    if !function.name.to_string().eq_ignore_ascii_case("grouping") {
        return Ok(());
    }
    let FunctionArguments::List(list) = &function.args else {
        return Ok(());
    };
    let column = |arg: &FunctionArg| {
        let FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) = arg else {
            return false;
        };
        matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_))
    };
    if list.args.iter().all(column) {
        return Ok(());
    }
    let place = tokens::location(function.span());
    Err(refuse("grouping takes columns alone", place)
        .hint("name the expression in a subquery and group by its column"))
}
