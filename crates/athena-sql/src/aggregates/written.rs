//! Calls of aggregates and window functions in the AST: what Athena refuses of them, and each argument wrapped for the planner's hooks.

use datafusion::sql::sqlparser::ast::{
    Expr as Ast, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause, FunctionArguments,
    Ident, ListAggOnOverflow, ObjectName, Value, WindowType,
};

use super::NOT_YET;
use super::argument::needs_neighbours;
use super::computed::reduce_agg;
use crate::call;
use crate::error::{Location, Result, SqlError};

/// The AST of an aggregate or window function with its arguments wrapped.
pub(crate) fn rewrite(
    name: String,
    mut function: Function,
    place: Option<Location>,
) -> Result<Ast> {
    if let Some((_, hint)) = NOT_YET.iter().find(|(known, _)| *known == name) {
        let error = SqlError::unsupported(format!("aggregate {name} is not supported"));
        return Err(if hint.is_empty() {
            error
        } else {
            error.hint(*hint)
        });
    }
    if name == "grouping" {
        return Ok(Ast::Function(function));
    }
    if name == "reduce_agg" {
        return reduce_agg(function, place);
    }
    if let Some(WindowType::WindowSpec(spec)) = &mut function.over {
        for item in &mut spec.order_by {
            let null = Ast::Value(Value::Null.into());
            let expr = std::mem::replace(&mut item.expr, null);
            item.expr = call::ast("$window_order", "", place, vec![expr]);
        }
    }
    if function.over.is_some() && function.filter.is_some() {
        return Err(SqlError::refused(format!(
            "FILTER is not supported for window function {name}"
        ))
        .hint("write if(condition, x) as its argument"));
    }
    let FunctionArguments::List(list) = &mut function.args else {
        return Err(SqlError::refused(format!(
            "{name} takes arguments in parentheses"
        )));
    };
    if function.over.is_some() && list.duplicate_treatment.is_some() {
        return Err(SqlError::refused(format!(
            "DISTINCT in window function {name} is not Athena SQL"
        )));
    }
    if name == "listagg" {
        // The order comes from WITHIN GROUP, here as in DataFusion's own string_agg an ORDER BY of the arguments.
        let mut truncates = false;
        list.clauses.retain(|clause| match clause {
            FunctionArgumentClause::OnOverflow(overflow) => {
                truncates = matches!(overflow, ListAggOnOverflow::Truncate { .. });
                false
            }
            _ => true,
        });
        if list.args.len() > 2 {
            return Err(SqlError::refused("listagg takes a text and a separator"));
        }
        if function.within_group.is_empty() {
            return Err(SqlError::refused("listagg needs WITHIN GROUP (ORDER BY …)"));
        }
        if function.over.is_some() {
            return Err(SqlError::refused("listagg is no window function"));
        }
        list.clauses
            .push(FunctionArgumentClause::OrderBy(std::mem::take(
                &mut function.within_group,
            )));
        if list.args.len() == 1 {
            list.args.push(FunctionArg::Unnamed(FunctionArgExpr::Expr(
                crate::rewrite::string(""),
            )));
        }
        if truncates {
            list.args.push(FunctionArg::Unnamed(FunctionArgExpr::Expr(
                crate::rewrite::string("truncate"),
            )));
        }
    } else if !function.within_group.is_empty() {
        return Err(SqlError::refused(format!(
            "WITHIN GROUP is for listagg, {name} takes ORDER BY in its arguments"
        )));
    }
    for clause in &list.clauses {
        if !matches!(clause, FunctionArgumentClause::OrderBy(_)) {
            return Err(SqlError::unsupported(format!(
                "{name} with {clause} is not supported"
            )));
        }
    }
    let mut args = Vec::with_capacity(list.args.len());
    if name == "count"
        && matches!(
            list.args.as_slice(),
            [FunctionArg::Unnamed(FunctionArgExpr::Wildcard)]
        )
    {
        if list.duplicate_treatment.is_some() {
            return Err(SqlError::refused("count(DISTINCT *) is not Athena SQL")
                .hint("count the rows of a SELECT DISTINCT"));
        }
        function.name = ObjectName::from(vec![Ident::new(name)]);
        return Ok(Ast::Function(function));
    }
    for arg in list.args.drain(..) {
        match arg {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => args.push(expr),
            _ => return Err(SqlError::refused(format!("{name}(*) is not Athena SQL"))),
        }
    }
    // Every argument is planned together with the others, since some take their type from a neighbour.
    let all = args.clone();
    for (i, arg) in args.into_iter().enumerate() {
        let mut wrapped = vec![arg];
        if needs_neighbours(&name) {
            wrapped.extend(all.iter().cloned());
        }
        let payload = format!("{name}:{i}:{}", all.len());
        let expr = call::ast("$aggregate", &payload, place, wrapped);
        list.args
            .push(FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)));
    }
    function.name = ObjectName::from(vec![Ident::new(name)]);
    Ok(Ast::Function(function))
}
