//! ORDER BY of SELECT DISTINCT: it sorts by columns of the output, which may be written as the expressions that they are.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, OrderByKind, Query, SelectItem, SetExpr, Value, ValueWithSpan, visit_expressions_mut,
};

use crate::error::{Result, SqlError};

/// Puts the position of a column in the place of its expression, which the planner would look for in the table.
pub(super) fn of_distinct(query: &mut Query) -> Result<()> {
    let (SetExpr::Select(select), Some(order_by)) = (query.body.as_ref(), &mut query.order_by)
    else {
        return Ok(());
    };
    let OrderByKind::Expressions(items) = &mut order_by.kind else {
        return Ok(());
    };
    if select.distinct.is_none() {
        return Ok(());
    }
    let mut outputs = Vec::new();
    for item in &select.projection {
        match item {
            SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => {
                outputs.push(folded(expr));
            }
            // Positions behind a wildcard are not known here.
            _ => return Ok(()),
        }
    }
    for item in items {
        if matches!(
            item.expr,
            Expr::Identifier(_)
                | Expr::CompoundIdentifier(_)
                | Expr::Value(ValueWithSpan {
                    value: Value::Number(..),
                    ..
                })
        ) {
            continue;
        }
        let wanted = folded(&item.expr);
        let Some(position) = outputs.iter().position(|output| *output == wanted) else {
            return Err(SqlError::refused(
                "for SELECT DISTINCT, the expressions of ORDER BY must appear in the select list",
            )
            .hint("select the expression too, or sort in a query around this one"));
        };
        let number = Value::Number((position + 1).to_string(), false);
        item.expr = Expr::Value(number.into());
    }
    Ok(())
}

/// The expression with its names in lower case.
fn folded(expr: &Expr) -> Expr {
    let mut expr = expr.clone();
    let _ = visit_expressions_mut(&mut expr, |expr| {
        match expr {
            Expr::Identifier(ident) => ident.value = ident.value.to_lowercase(),
            Expr::CompoundIdentifier(idents) => {
                for ident in idents {
                    ident.value = ident.value.to_lowercase();
                }
            }
            _ => {}
        }
        ControlFlow::<()>::Continue(())
    });
    expr
}
