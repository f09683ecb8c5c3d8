//! The names of output columns and derived tables, as Athena gives them.

use std::collections::HashSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, GroupByExpr, Ident, Select, SelectItem, TableAlias, TableFactor, TableWithJoins, Value,
    visit_expressions_mut,
};

use super::NAMESAKE;
use crate::call;
use crate::tokens;
use crate::unnest::UNNAMED;

/// Gives every derived table without a name one, so that its columns are never mistaken for output aliases.
pub(super) fn name_derived(select: &mut Select, count: &mut usize) {
    let relations = select.from.iter_mut().flat_map(|from| {
        std::iter::once(&mut from.relation).chain(from.joins.iter_mut().map(|j| &mut j.relation))
    });
    for relation in relations {
        if let TableFactor::Derived {
            alias: alias @ None,
            ..
        } = relation
        {
            *count += 1;
            *alias = Some(TableAlias {
                explicit: true,
                name: Ident::with_quote('"', format!("{NAMESAKE}{count}")),
                columns: vec![],
                at: None,
            });
        }
    }
}

/// Marks the names in GROUP BY and HAVING that are also output aliases: Athena reads columns there, DataFusion aliases.
pub(super) fn guard_aliases(select: &mut Select) {
    let aliases: HashSet<String> = select
        .projection
        .iter()
        .filter_map(|item| match item {
            SelectItem::ExprWithAlias { alias, .. } => Some(alias.value.to_lowercase()),
            _ => None,
        })
        .collect();
    if aliases.is_empty() {
        return;
    }
    let mut guard = |expr: &mut Expr| {
        if let Expr::Identifier(ident) = expr
            && aliases.contains(&ident.value.to_lowercase())
        {
            let place = tokens::location(ident.span);
            *expr = call::ast("$column", "", place, vec![expr.clone()]);
        }
        ControlFlow::<()>::Continue(())
    };
    if let GroupByExpr::Expressions(exprs, _) = &mut select.group_by {
        for expr in exprs {
            let _ = visit_expressions_mut(expr, &mut guard);
        }
    }
    if let Some(having) = &mut select.having {
        let _ = visit_expressions_mut(having, &mut guard);
    }
}

/// Names every output column as Athena names it, with a number behind names that occur twice.
pub(super) fn name_outputs(select: &mut Select) {
    let tables = table_names(&select.from);
    let has_wildcard = select.projection.iter().any(|item| {
        matches!(
            item,
            SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..)
        )
    });
    let mut names: Vec<Option<String>> = Vec::with_capacity(select.projection.len());
    for (i, item) in select.projection.iter_mut().enumerate() {
        let (name, keep) = match &*item {
            SelectItem::UnnamedExpr(expr) => match without_parentheses(expr) {
                Expr::Identifier(ident) => (ident.value.to_lowercase(), !has_wildcard),
                Expr::CompoundIdentifier(idents) => {
                    let table = idents
                        .first()
                        .map(|ident| ident.value.to_lowercase())
                        .unwrap_or_default();
                    let column = idents.len() == 2 && tables.contains(&table);
                    let last = idents
                        .last()
                        .map(|ident| ident.value.to_lowercase())
                        .unwrap_or_default();
                    (last, column && !has_wildcard)
                }
                _ => (format!("{UNNAMED}{i}"), false),
            },
            SelectItem::ExprWithAlias { alias, .. } => (alias.value.to_lowercase(), true),
            _ => {
                names.push(None);
                continue;
            }
        };
        if !keep && let SelectItem::UnnamedExpr(expr) = item {
            let alias = if has_wildcard
                && matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_))
            {
                format!("{name}{NAMESAKE}{i}")
            } else {
                name.clone()
            };
            let expr = std::mem::replace(expr, Expr::Value(Value::Null.into()));
            *item = SelectItem::ExprWithAlias {
                expr,
                alias: Ident::with_quote('"', alias),
            };
        } else if let SelectItem::ExprWithAlias { alias, .. } = item {
            alias.value = name.clone();
            alias.quote_style = Some('"');
        }
        names.push(Some(name));
    }
    for (i, item) in select.projection.iter_mut().enumerate() {
        let Some(name) = &names[i] else { continue };
        if names
            .iter()
            .filter(|other| other.as_ref() == Some(name))
            .count()
            < 2
        {
            continue;
        }
        let unique = Ident::with_quote('"', format!("{name}{NAMESAKE}{i}"));
        match item {
            SelectItem::ExprWithAlias { alias, .. } => *alias = unique,
            SelectItem::UnnamedExpr(expr) => {
                let expr = std::mem::replace(expr, Expr::Value(Value::Null.into()));
                *item = SelectItem::ExprWithAlias {
                    expr,
                    alias: unique,
                };
            }
            _ => {}
        }
    }
}

/// `((x))` as `x`.
pub(super) fn without_parentheses(expr: &Expr) -> &Expr {
    match expr {
        Expr::Nested(inner) => without_parentheses(inner),
        expr => expr,
    }
}

/// The names that the select list itself gives to columns of the output.
pub(crate) fn output_names(select: &Select) -> Vec<String> {
    let names = select.projection.iter().filter_map(|item| match item {
        SelectItem::ExprWithAlias { alias, .. } => Some(alias.value.to_lowercase()),
        SelectItem::UnnamedExpr(expr) => match without_parentheses(expr) {
            Expr::Identifier(ident) => Some(ident.value.to_lowercase()),
            Expr::CompoundIdentifier(idents) => {
                idents.last().map(|ident| ident.value.to_lowercase())
            }
            _ => None,
        },
        _ => None,
    });
    names.collect()
}

pub(crate) fn table_names(from: &[TableWithJoins]) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut stack: Vec<&TableFactor> = Vec::new();
    for table in from {
        stack.push(&table.relation);
        stack.extend(table.joins.iter().map(|join| &join.relation));
    }
    while let Some(factor) = stack.pop() {
        let (alias, name) = match factor {
            TableFactor::Table { name, alias, .. } => (
                alias,
                name.0
                    .last()
                    .and_then(|part| part.as_ident())
                    .map(|ident| &ident.value),
            ),
            TableFactor::Derived { alias, .. } | TableFactor::UNNEST { alias, .. } => (alias, None),
            TableFactor::NestedJoin {
                table_with_joins,
                alias,
            } => {
                stack.push(&table_with_joins.relation);
                stack.extend(table_with_joins.joins.iter().map(|join| &join.relation));
                (alias, None)
            }
            _ => continue,
        };
        if let Some(name) = alias.as_ref().map(|alias| &alias.name.value).or(name) {
            names.insert(name.to_lowercase());
        }
    }
    names
}
