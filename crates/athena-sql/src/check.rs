//! What can only be checked once a plan stands: sides that DataFusion would coerce where Trino refuses.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::JoinConstraint;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::expr::AggregateFunctionParams;
use datafusion::logical_expr::{Expr, ExprSchemable, LogicalPlan, LogicalPlanBuilder, SortExpr};

use crate::coercion::common_type;
use crate::correlated::any;
use crate::error::{Result, SqlError};
use crate::kernel::Kernel;
use crate::sorts;
use crate::types::{display, is_orderable, is_sketch, is_zoned};

/// Refuses a plan whose sides do not meet as Trino has them meet.
pub(crate) fn check(plan: LogicalPlan) -> Result<LogicalPlan> {
    let shown = plan.schema().fields().iter();
    if let Some(sketch) = shown
        .map(|field| field.data_type())
        .find(|kind| is_sketch(kind))
    {
        let message = format!("a column of type {} is not supported", display(sketch));
        return Err(SqlError::unsupported(message)
            .hint("select its cardinality, or its values at quantiles"));
    }
    let plan = match any(&plan, |part| matches!(part, Expr::ScalarSubquery(_)))? {
        true => nullable_subqueries(plan)?,
        false => plan,
    };
    let mut sorts = 0;
    plan.apply_with_subqueries(|node| {
        check_node(node)?;
        sorts += usize::from(matches!(node, LogicalPlan::Sort(_)));
        node.apply_expressions(|expr| {
            expr.apply(|part| {
                match part {
                    Expr::InSubquery(test) => {
                        check_in(node, &test.expr, &test.subquery.subquery)?;
                    }
                    Expr::AggregateFunction(call) => {
                        check_aggregate(node, call.func.name(), &call.params)?;
                    }
                    _ => {}
                }
                Ok(TreeNodeRecursion::Continue)
            })
        })?;
        Ok(TreeNodeRecursion::Continue)
    })?;
    if sorts > usize::from(sorts::is_sorted(&plan)) {
        return Ok(sorts::forget(plan)?);
    }
    Ok(plan)
}

/// Lets a subquery that may give no row be NULL, which a column that is never NULL could not be.
fn nullable_subqueries(plan: LogicalPlan) -> Result<LogicalPlan> {
    let plan = plan.transform_up_with_subqueries(|node| {
        node.map_expressions(|expr| {
            expr.transform_up(|part| {
                let Expr::ScalarSubquery(subquery) = &part else {
                    return Ok(Transformed::no(part));
                };
                let schema = subquery.subquery.schema();
                let Some((qualifier, field)) = schema.iter().next() else {
                    return Ok(Transformed::no(part));
                };
                if field.is_nullable() || !subquery.outer_ref_columns.is_empty() {
                    return Ok(Transformed::no(part));
                }
                let column = Expr::Column((qualifier, field.as_ref()).into());
                let value = Kernel::new("$maybe", field.data_type().clone(), |inputs| {
                    inputs.array(0)
                })
                .call(vec![column])
                .alias(field.name());
                let inner = LogicalPlanBuilder::from(subquery.subquery.as_ref().clone())
                    .project(vec![value])?
                    .build()?;
                Ok(Transformed::yes(Expr::ScalarSubquery(
                    subquery.with_plan(Arc::new(inner)),
                )))
            })
        })
    })?;
    Ok(plan.data)
}

fn check_in(node: &LogicalPlan, expr: &Expr, subquery: &LogicalPlan) -> Result<()> {
    let Some(field) = subquery.schema().fields().first() else {
        return Ok(());
    };
    for input in node.inputs() {
        let Ok(kind) = expr.get_type(input.schema()) else {
            continue;
        };
        one_zone([&kind, field.data_type()], "IN")?;
        // A row has as many columns to meet as it has fields.
        let of_one = matches!(kind, DataType::Struct(_));
        if of_one || common_type(&kind, field.data_type()).is_none() {
            let mut found = display(field.data_type());
            if of_one {
                found = format!("row({found})");
            }
            return Err(SqlError::refused(format!(
                "value expression and result of subquery must be of the same type: {} and {found}",
                display(&kind),
            )));
        }
    }
    Ok(())
}

/// The condition and the order of what an aggregate takes.
fn check_aggregate(node: &LogicalPlan, name: &str, params: &AggregateFunctionParams) -> Result<()> {
    for input in node.inputs() {
        if let Some(filter) = &params.filter
            && let Ok(kind) = filter.get_type(input.schema())
            && !matches!(kind, DataType::Boolean | DataType::Null)
        {
            return Err(SqlError::refused(format!(
                "the condition of FILTER is of type {}, not boolean",
                display(&kind)
            )));
        }
        check_sorted(input, &params.order_by)?;
        if params.distinct && name != "count" {
            for arg in &params.args {
                if let Ok(kind) = arg.get_type(input.schema()) {
                    one_zone([&kind], "DISTINCT")?;
                }
            }
        }
    }
    Ok(())
}

fn check_sorted(input: &LogicalPlan, keys: &[SortExpr]) -> Result<()> {
    for key in keys {
        if let Ok(kind) = key.expr.get_type(input.schema())
            && !is_orderable(&kind)
        {
            let message = format!("type {} cannot be ordered", display(&kind));
            return Err(SqlError::refused(message)
                .hint("order by a part of it: json_extract_scalar(x, '$.a'), m['key']"));
        }
    }
    Ok(())
}

/// Athena's windows sort by PARTITION BY, too.
fn check_window(input: &LogicalPlan, expr: &Expr) -> Result<()> {
    let Expr::WindowFunction(function) = expr.clone().unalias() else {
        return Ok(());
    };
    check_sorted(input, &function.params.order_by)?;
    for key in &function.params.partition_by {
        if let Ok(kind) = key.get_type(input.schema())
            && !is_orderable(&kind)
        {
            let message = format!("PARTITION BY of type {} fails in Athena", display(&kind));
            return Err(SqlError::unsupported(message).hint("group by it, and join what is found"));
        }
    }
    Ok(())
}

/// Refuses what would compare times with zones of their own by more than the instant.
fn one_zone<'a>(kinds: impl IntoIterator<Item = &'a DataType>, place: &str) -> Result<()> {
    if !kinds.into_iter().any(is_zoned) {
        return Ok(());
    }
    let message = format!("timestamps of several time zones in {place} are not supported");
    Err(SqlError::unsupported(message).hint("put AT TIME ZONE 'UTC' behind them"))
}

fn check_node(node: &LogicalPlan) -> Result<()> {
    match node {
        LogicalPlan::Sort(sort) => check_sorted(&sort.input, &sort.expr),
        LogicalPlan::Window(window) => {
            (window.window_expr.iter()).try_for_each(|expr| check_window(&window.input, expr))
        }
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
                if is_zoned(&l) != is_zoned(&r) {
                    one_zone([&l, &r], "a join's keys")?;
                }
                if common_type(&l, &r).is_none() {
                    return Err(SqlError::refused(format!(
                        "cannot join on {} and {}",
                        display(&l),
                        display(&r)
                    ))
                    .hint("CAST both sides to one type"));
                }
                if join.join_constraint == JoinConstraint::Using && display(&l) != display(&r) {
                    return Err(SqlError::unsupported(format!(
                        "USING over {} and {} is not supported here",
                        display(&l),
                        display(&r)
                    ))
                    .hint("write ON a.id = b.id, and CAST where the type matters"));
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
