//! Names in ORDER BY: each is an output column first, of which there must be one, which hides a table that is called alike, and which no
//! aggregate can read.

use std::collections::HashSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Function, GroupByExpr, ObjectNamePart, OrderByExpr, OrderByKind, Query, SetExpr,
    Statement, Visit, Visitor,
};

use super::{outside_of_queries, refuse};
use crate::aggregates;
use crate::error::{Result, SqlError};
use crate::rewrite::{output_names, table_names};
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
    let outputs = output_names(select);
    named(exprs, &outputs, &HashSet::new())?;
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

/// Checks the names in ORDER BY of the outermost query against all columns of its output, whoever brought them: `SELECT *, a`.
pub(crate) fn check_output(statement: &Statement, outputs: &[String]) -> Result<()> {
    let Statement::Query(query) = statement else {
        return Ok(());
    };
    let tables = match query.body.as_ref() {
        // What the select list names is told by the rewrite, a row of this name among it.
        SetExpr::Select(select) => {
            let mut tables = table_names(&select.from);
            output_names(select)
                .iter()
                .for_each(|name| _ = tables.remove(name));
            tables
        }
        _ => HashSet::new(),
    };
    match query.order_by.as_ref().map(|order_by| &order_by.kind) {
        Some(OrderByKind::Expressions(exprs)) => named(exprs, outputs, &tables),
        _ => Ok(()),
    }
}

fn named(exprs: &[OrderByExpr], outputs: &[String], tables: &HashSet<String>) -> Result<()> {
    for item in exprs {
        let mut names = Names { outputs, tables };
        if let ControlFlow::Break(Some(error)) = item.expr.visit(&mut names) {
            return Err(error);
        }
    }
    Ok(())
}

/// Looks for a name that two outputs bear, or an output and a table. Lambdas and queries have names of their own, and end the search.
struct Names<'a> {
    outputs: &'a [String],
    tables: &'a HashSet<String>,
}

impl Visitor for Names<'_> {
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
            Expr::CompoundIdentifier(idents) => {
                let first = idents.first();
                let table = first.map(|ident| ident.value.to_lowercase());
                let Some(table) = table
                    .filter(|table| self.tables.contains(table) && self.outputs.contains(table))
                else {
                    return ControlFlow::Continue(());
                };
                let place = first.and_then(|ident| tokens::location(ident.span));
                let message = format!(
                    "{table} in ORDER BY is the column {table} of the output, not the table {table}"
                );
                let error = refuse(message, place)
                    .hint("give the column or the table another name, or order by a position");
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
    let first = match expr {
        Expr::Identifier(ident) => Some(ident),
        Expr::CompoundIdentifier(idents) => idents.first(),
        _ => None,
    };
    match first.filter(|ident| outputs.contains(&ident.value.to_lowercase())) {
        Some(ident) => {
            let message = format!(
                "{} in an aggregate of ORDER BY is a column of the output",
                ident.value
            );
            Err(refuse(message, tokens::location(ident.span))
                .hint("write table.column, or order by a position"))
        }
        None => Ok(()),
    }
}
