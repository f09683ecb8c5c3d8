//! What may stand in a lambda and in `grouping`.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause,
    FunctionArguments, Ident, LambdaFunction, ObjectNamePart, Spanned, visit_expressions,
    visit_expressions_mut,
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

/// What an aggregate of DISTINCT values sorts by is one of its arguments.
pub(super) fn check_distinct(function: &Function) -> Result<()> {
    let FunctionArguments::List(list) = &function.args else {
        return Ok(());
    };
    if list.duplicate_treatment != Some(DuplicateTreatment::Distinct) {
        return Ok(());
    }
    let within = list.clauses.iter().flat_map(|clause| match clause {
        FunctionArgumentClause::OrderBy(keys) => keys.as_slice(),
        _ => &[],
    });
    let args: Vec<Expr> = list.args.iter().filter_map(argument).collect();
    for key in within.chain(&function.within_group) {
        let wanted = plain(&key.expr);
        if !args.contains(&wanted) {
            let message = "an aggregate of DISTINCT values sorts by its arguments alone";
            return Err(refuse(message, tokens::location(key.expr.span()))
                .hint("aggregate a SELECT DISTINCT in that order"));
        }
    }
    Ok(())
}

fn argument(arg: &FunctionArg) -> Option<Expr> {
    match arg {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(plain(expr)),
        _ => None,
    }
}

/// The expression without parentheses and with functions in lower case; a column alone by its own name. Others are compared as they are
/// written.
fn plain(expr: &Expr) -> Expr {
    let mut expr = expr.clone();
    let _ = visit_expressions_mut(&mut expr, |part| {
        if let Expr::Nested(inner) = part {
            *part = inner.as_ref().clone();
        }
        if let Expr::Function(function) = part {
            for name in &mut function.name.0 {
                if let ObjectNamePart::Identifier(ident) = name {
                    ident.value = ident.value.to_lowercase();
                }
            }
        }
        ControlFlow::<()>::Continue(())
    });
    let column = match &expr {
        Expr::Identifier(ident) => Some(ident),
        Expr::CompoundIdentifier(idents) => idents.last(),
        _ => None,
    };
    match column {
        Some(ident) => Expr::Identifier(Ident::new(ident.value.to_lowercase())),
        None => expr,
    }
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
