//! Names in ORDER BY: each is an output column first, of which there must be one, and which no aggregate can read.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Function, GroupByExpr, ObjectNamePart, OrderByExpr, OrderByKind, Query, SelectItem,
    SetExpr, Statement, Visit, Visitor,
};

use super::{outside_of_queries, refuse};
use crate::aggregates;
use crate::error::{Result, SqlError};
use crate::tokens;

/// Refuses `SELECT g … GROUP BY g ORDER BY max(g)`, as Athena does (`max(t.g)` is the source's column), and a name that two
/// columns of the output bear.
pub(super) fn check_order(query: &Query) -> Result<()> {
    let (SetExpr::Select(select), Some(order_by)) = (query.body.as_ref(), &query.order_by) else {
        return Ok(());
    };
    let GroupByExpr::Expressions(groups, _) = &select.group_by else {
        return Ok(());
    };
    let OrderByKind::Expressions(exprs) = &order_by.kind else {
        return Ok(());
    };
    let outputs = select.projection.iter().filter_map(|item| match item {
        SelectItem::ExprWithAlias { alias, .. } => Some(alias.value.to_lowercase()),
        SelectItem::UnnamedExpr(Expr::Identifier(ident)) => Some(ident.value.to_lowercase()),
        SelectItem::UnnamedExpr(Expr::CompoundIdentifier(idents)) => {
            idents.last().map(|ident| ident.value.to_lowercase())
        }
        _ => None,
    });
    let outputs: Vec<String> = outputs.collect();
    named_once(exprs, &outputs)?;
    if groups.is_empty() {
        return Ok(());
    }
    for item in exprs {
        outside_of_queries(&item.expr, &mut |expr| match is_aggregate(expr) {
            true => outside_of_queries(expr, &mut |part| check_source(part, &outputs)),
            false => Ok(()),
        })?;
    }
    Ok(())
}

/// Refuses an ORDER BY of the outermost query that names a column of which the output has two, whoever brought them: `SELECT *, a`.
pub(crate) fn check_output(statement: &Statement, outputs: &[String]) -> Result<()> {
    let Statement::Query(query) = statement else {
        return Ok(());
    };
    match query.order_by.as_ref().map(|order_by| &order_by.kind) {
        Some(OrderByKind::Expressions(exprs)) => named_once(exprs, outputs),
        _ => Ok(()),
    }
}

fn named_once(exprs: &[OrderByExpr], outputs: &[String]) -> Result<()> {
    for item in exprs {
        if let ControlFlow::Break(Some(error)) = item.expr.visit(&mut Twice { outputs }) {
            return Err(error);
        }
    }
    Ok(())
}

/// Looks for a name that two outputs bear. Lambdas and queries have names of their own, and end the search.
struct Twice<'a> {
    outputs: &'a [String],
}

impl Visitor for Twice<'_> {
    type Break = Option<SqlError>;

    fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<Self::Break> {
        ControlFlow::Break(None)
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<Self::Break> {
        match expr {
            Expr::Lambda(_) => ControlFlow::Break(None),
            Expr::Identifier(ident) => {
                let name = ident.value.to_lowercase();
                if self
                    .outputs
                    .iter()
                    .filter(|output| **output == name)
                    .count()
                    < 2
                {
                    return ControlFlow::Continue(());
                }
                let message = format!("column '{name}' is ambiguous");
                let error = refuse(message, tokens::location(ident.span))
                    .hint("order by its position, or give the columns names of their own");
                ControlFlow::Break(Some(error))
            }
            _ => ControlFlow::Continue(()),
        }
    }
}

fn is_aggregate(expr: &Expr) -> bool {
    let Expr::Function(Function {
        name, over: None, ..
    }) = expr
    else {
        return false;
    };
    matches!(name.0.as_slice(), [ObjectNamePart::Identifier(name)]
        if aggregates::is_aggregate(&name.value.to_lowercase()))
}

/// Refuses a name in an aggregate that a column of the output bears.
fn check_source(expr: &Expr, outputs: &[String]) -> Result<()> {
    match expr {
        Expr::Identifier(ident) if outputs.contains(&ident.value.to_lowercase()) => {
            let message = format!(
                "{} in an aggregate of ORDER BY is a column of the output",
                ident.value
            );
            Err(refuse(message, tokens::location(ident.span))
                .hint("write table.column, or order by a position"))
        }
        _ => Ok(()),
    }
}
