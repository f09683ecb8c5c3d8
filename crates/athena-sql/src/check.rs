//! What can only be checked once a plan stands: sides that DataFusion would coerce where Trino refuses.

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::{Expr, ExprSchemable, LogicalPlan};

use crate::coercion::common_type;
use crate::error::{Result, SqlError};
use crate::types::display;

/// Refuses a plan whose sides do not meet as Trino has them meet.
pub(crate) fn check(plan: LogicalPlan) -> Result<LogicalPlan> {
    plan.apply_with_subqueries(|node| {
        check_node(node)?;
        node.apply_expressions(|expr| {
            expr.apply(|part| {
                if let Expr::InSubquery(test) = part {
                    check_in(node, &test.expr, &test.subquery.subquery)?;
                }
                Ok(TreeNodeRecursion::Continue)
            })
        })?;
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok(plan)
}

fn check_in(node: &LogicalPlan, expr: &Expr, subquery: &LogicalPlan) -> Result<()> {
    let Some(field) = subquery.schema().fields().first() else {
        return Ok(());
    };
    for input in node.inputs() {
        if let Ok(kind) = expr.get_type(input.schema())
            && common_type(&kind, field.data_type()).is_none()
        {
            return Err(SqlError::refused(format!(
                "value expression and result of subquery must be of the same type: {} and {}",
                display(&kind),
                display(field.data_type())
            )));
        }
    }
    Ok(())
}

fn check_node(node: &LogicalPlan) -> Result<()> {
    match node {
        LogicalPlan::Union(union) => {
            for input in &union.inputs {
                same_types(input, union.schema.as_ref(), "UNION")?;
            }
            Ok(())
        }
        LogicalPlan::RecursiveQuery(query) => same_types(
            &query.recursive_term,
            query.static_term.schema(),
            "the terms of WITH RECURSIVE",
        ),
        LogicalPlan::Join(join) => {
            for (left, right) in &join.on {
                let (Ok(l), Ok(r)) = (
                    left.get_type(join.left.schema()),
                    right.get_type(join.right.schema()),
                ) else {
                    continue;
                };
                if common_type(&l, &r).is_none() {
                    return Err(SqlError::refused(format!(
                        "cannot join on {} and {}",
                        display(&l),
                        display(&r)
                    ))
                    .hint("CAST both sides to one type"));
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn same_types(
    input: &LogicalPlan,
    schema: &datafusion::common::DFSchema,
    what: &str,
) -> Result<()> {
    for (a, b) in input.schema().fields().iter().zip(schema.fields()) {
        if display(a.data_type()) != display(b.data_type()) {
            return Err(SqlError::unsupported(format!(
                "columns of {what} differ in type: {} and {}",
                display(b.data_type()),
                display(a.data_type())
            ))
            .hint("CAST both sides to one type"));
        }
    }
    Ok(())
}
