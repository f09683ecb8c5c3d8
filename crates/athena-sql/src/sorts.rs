//! ORDER BY of a derived table, which orders nothing outside of it unless a LIMIT is beside it.
//!
//! DataFusion drops it as soon as it has planned the table, before [`check`](crate::check) could see what it sorts by.

use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::error::Result;
use datafusion::logical_expr::LogicalPlan;

/// Whether a query, itself not a table of another, is sorted.
pub(crate) fn is_sorted(plan: &LogicalPlan) -> bool {
    match plan {
        LogicalPlan::Sort(_) => true,
        LogicalPlan::Projection(projection) => is_sorted(&projection.input),
        LogicalPlan::Limit(limit) => is_sorted(&limit.input),
        _ => false,
    }
}

/// The plan without sorts that order nothing.
pub(crate) fn forget(plan: LogicalPlan) -> Result<LogicalPlan> {
    Ok(within(plan, true)?.data)
}

fn within(plan: LogicalPlan, told: bool) -> Result<Transformed<LogicalPlan>> {
    let below = match &plan {
        LogicalPlan::Sort(sort) if !told && sort.fetch.is_none() => {
            let input = within(sort.input.as_ref().clone(), false)?;
            return Ok(Transformed::yes(input.data));
        }
        LogicalPlan::Limit(_) => true,
        LogicalPlan::Projection(_) => told,
        _ => false,
    };
    plan.map_subqueries(|plan| within(plan, true))?
        .transform_sibling(|plan| plan.map_children(|plan| within(plan, below)))
}
