//! Names in ORDER BY: they are columns of the output first. That of SELECT DISTINCT sorts by nothing else, and may write these columns as
//! the expressions that they are.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Ident, OrderByKind, Query, SelectItem, SetExpr, Value, ValueWithSpan, VisitMut,
    VisitorMut, visit_expressions_mut,
};

use super::output_names;
use crate::error::{Result, SqlError};
use crate::{call, tokens};

/// Makes `x.f` the field of a column x of the output, where there is one; a table x is not looked for then.
pub(super) fn of_outputs(query: &mut Query) {
    let (SetExpr::Select(select), Some(order_by)) = (query.body.as_ref(), &mut query.order_by)
    else {
        return;
    };
    let mut fields = Fields {
        outputs: output_names(select),
        lambdas: vec![],
        queries: 0,
    };
    let _ = order_by.visit(&mut fields);
}

struct Fields {
    outputs: Vec<String>,
    /// Parameters of the lambdas around the current expression.
    lambdas: Vec<String>,
    queries: usize,
}

impl VisitorMut for Fields {
    type Break = ();

    fn pre_visit_query(&mut self, _: &mut Query) -> ControlFlow<()> {
        self.queries += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &mut Query) -> ControlFlow<()> {
        self.queries -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        if let Expr::Lambda(lambda) = expr {
            let names = lambda.params.iter().map(|p| p.name.value.to_lowercase());
            self.lambdas.extend(names);
        }
        let is_output = |ident: &Ident| {
            let name = ident.value.to_lowercase();
            self.queries == 0 && self.outputs.contains(&name) && !self.lambdas.contains(&name)
        };
        match expr {
            Expr::CompoundIdentifier(idents) if idents.first().is_some_and(is_output) => {
                let place = idents
                    .first()
                    .and_then(|ident| tokens::location(ident.span));
                let mut idents = std::mem::take(idents).into_iter();
                let Some(first) = idents.next() else {
                    return ControlFlow::Continue(());
                };
                *expr = idents.fold(Expr::Identifier(first), |row, field| {
                    call::ast(
                        "$output_field",
                        &field.value.to_lowercase(),
                        place,
                        vec![row],
                    )
                });
            }
            Expr::CompoundFieldAccess { root, .. } if matches!(root.as_ref(), Expr::Identifier(ident) if is_output(ident)) =>
            {
                let output = std::mem::replace(root.as_mut(), Expr::Value(Value::Null.into()));
                **root = Expr::Nested(Box::new(output));
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        if let Expr::Lambda(lambda) = expr {
            let left = self.lambdas.len() - lambda.params.len();
            self.lambdas.truncate(left);
        }
        ControlFlow::Continue(())
    }
}

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
pub(super) fn folded(expr: &Expr) -> Expr {
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
