//! Window functions in ORDER BY: their names are columns of the output first, those of a named window (`WINDOW w AS …`) the source's alone.
//!
//! The planner computes them over the source, and then looks for a name in both: each is told here which one it means.

use std::collections::HashMap;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Ident, OrderByKind, Query, SelectItem, SetExpr, TableFactor, Visit, visit_expressions,
    visit_expressions_mut,
};

/// Columns of the output that are computed, by name.
pub(super) struct Outputs(HashMap<String, Expr>);

/// Puts what the output computes where a window function of ORDER BY names it; named windows are not there yet.
pub(super) fn computed(query: &mut Query) -> Outputs {
    let mut outputs = HashMap::new();
    if let SetExpr::Select(select) = query.body.as_ref()
        && query.order_by.as_ref().is_some_and(is_windowed)
    {
        for item in &select.projection {
            if let SelectItem::ExprWithAlias { expr, alias } = item
                && !is_windowed(expr)
            {
                outputs.insert(alias.value.to_lowercase(), expr.clone());
            }
        }
    }
    if !outputs.is_empty() {
        in_windows(query, &mut |expr| {
            if let Expr::Identifier(ident) = expr
                && let Some(output) = outputs.get(&ident.value.to_lowercase())
            {
                *expr = Expr::Nested(Box::new(output.clone()));
            }
        });
    }
    Outputs(outputs)
}

/// Names the relation of what is left: columns of the source that are called as one of the output.
pub(super) fn qualified(query: &mut Query, Outputs(outputs): &Outputs) {
    let relation = match query.body.as_ref() {
        SetExpr::Select(select) => match select.from.as_slice() {
            [only] if only.joins.is_empty() => name_of(&only.relation),
            _ => None,
        },
        _ => None,
    };
    let Some(relation) = relation else {
        return;
    };
    in_windows(query, &mut |expr| {
        if let Expr::Identifier(ident) = expr
            && outputs.contains_key(&ident.value.to_lowercase())
        {
            *expr = Expr::CompoundIdentifier(vec![relation.clone(), ident.clone()]);
        }
    });
}

fn name_of(factor: &TableFactor) -> Option<Ident> {
    match factor {
        TableFactor::Table {
            alias: Some(alias), ..
        }
        | TableFactor::Derived {
            alias: Some(alias), ..
        } => Some(alias.name.clone()),
        TableFactor::Table { name, .. } => name.0.last()?.as_ident().cloned(),
        _ => None,
    }
}

/// Changes the parts of the window functions of ORDER BY, from the inside out.
fn in_windows(query: &mut Query, change: &mut impl FnMut(&mut Expr)) {
    let Some(order_by) = &mut query.order_by else {
        return;
    };
    let OrderByKind::Expressions(items) = &mut order_by.kind else {
        return;
    };
    for item in items {
        let _ = visit_expressions_mut(&mut item.expr, |expr| {
            if is_window(expr) {
                let _ = visit_expressions_mut(expr, |part| {
                    change(part);
                    ControlFlow::<()>::Continue(())
                });
            }
            ControlFlow::<()>::Continue(())
        });
    }
}

fn is_window(expr: &Expr) -> bool {
    matches!(expr, Expr::Function(function) if function.over.is_some())
}

fn is_windowed<V: Visit>(part: &V) -> bool {
    let found = visit_expressions(part, |part| match is_window(part) {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    });
    found.is_break()
}
