//! `LATERAL (SELECT a + 1 AS b)` as UNNEST of one row, which needs no join with the query around it.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Array, Expr, GroupByExpr, Ident, ObjectNamePart, Query, Select, SelectItem, SetExpr,
    TableAlias, TableAliasColumnDef, TableFactor, visit_expressions,
};

use super::NAMESAKE;
use crate::aggregates;
use crate::unnest::UNNAMED;

/// Rewrites the lateral subqueries of one SELECT that only compute columns.
pub(super) fn unnest_rows(select: &mut Select) {
    let factors = select.from.iter_mut().flat_map(|table| {
        std::iter::once(&mut table.relation).chain(table.joins.iter_mut().map(|j| &mut j.relation))
    });
    for (i, factor) in factors.enumerate() {
        if let TableFactor::Derived {
            lateral: true,
            subquery,
            alias,
            sample: None,
        } = factor
            && let Some((names, values)) = columns(subquery)
        {
            let mut alias = alias.take().unwrap_or_else(|| TableAlias {
                explicit: true,
                name: Ident::with_quote('"', format!("{NAMESAKE}lateral{i}")),
                columns: vec![],
                at: None,
            });
            if alias.columns.is_empty() {
                let column = |name| TableAliasColumnDef {
                    name,
                    data_type: None,
                };
                alias.columns = names.into_iter().map(column).collect();
            }
            *factor = TableFactor::UNNEST {
                alias: Some(alias),
                array_exprs: vec![Expr::Array(Array {
                    elem: vec![Expr::Tuple(values)],
                    named: true,
                })],
                with_offset: false,
                with_offset_alias: None,
                with_ordinality: false,
            };
        }
    }
}

/// Names and values of a query that is a list of expressions and nothing else.
fn columns(query: &Query) -> Option<(Vec<Ident>, Vec<Expr>)> {
    let SetExpr::Select(select) = query.body.as_ref() else {
        return None;
    };
    let grouped = !matches!(&select.group_by, GroupByExpr::Expressions(exprs, modifiers) if exprs.is_empty() && modifiers.is_empty());
    let more = query.with.is_some()
        || query.order_by.is_some()
        || query.limit_clause.is_some()
        || query.fetch.is_some()
        || !select.from.is_empty()
        || select.selection.is_some()
        || select.distinct.is_some()
        || select.having.is_some();
    if more || grouped {
        return None;
    }
    let mut names = Vec::with_capacity(select.projection.len());
    let mut values = Vec::with_capacity(select.projection.len());
    for (i, item) in select.projection.iter().enumerate() {
        let (name, value) = match item {
            SelectItem::ExprWithAlias { expr, alias } => (alias.clone(), expr),
            SelectItem::UnnamedExpr(expr) => match expr {
                Expr::Identifier(ident) => (ident.clone(), expr),
                Expr::CompoundIdentifier(idents) => (idents.last()?.clone(), expr),
                _ => (Ident::with_quote('"', format!("{UNNAMED}{i}")), expr),
            },
            _ => return None,
        };
        if is_aggregated(value) {
            return None;
        }
        names.push(name);
        values.push(value.clone());
    }
    Some((names, values))
}

/// Whether an expression holds an aggregate or a window function.
pub(crate) fn is_aggregated(expr: &Expr) -> bool {
    visit_expressions(expr, |part| match part {
        Expr::Function(function) if function.over.is_some() => ControlFlow::Break(()),
        Expr::Function(function) => match function.name.0.as_slice() {
            [ObjectNamePart::Identifier(name)]
                if aggregates::is_aggregate(&name.value.to_lowercase()) =>
            {
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        },
        _ => ControlFlow::Continue(()),
    })
    .is_break()
}
