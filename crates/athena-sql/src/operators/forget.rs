//! What DataFusion 55.2 takes for known of an operator's rows although it is not, and then leaves out sorts or takes groups for sorted.
//!
//! - A GROUP BY's key is known by the numbers of its columns, which stay when a projection gives the columns other places: an order of other
//!   columns, as of `rank()`, is taken to settle all further keys of an ORDER BY.
//! - What is constant, or equal to another column, on the side of an outer join that may be missing, stays so above the join.
//! - The same below GROUPING SETS, which put NULLs there.

use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::{JoinType, Result};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::aggregates::AggregateExec;
use datafusion::physical_plan::execution_plan::{ChildrenPropertiesMode, ReplaceChildrenOptions};
use datafusion::physical_plan::joins::{HashJoinExec, NestedLoopJoinExec};
use datafusion::physical_plan::sorts::sort::SortExec;
use datafusion::physical_plan::windows::{BoundedWindowAggExec, WindowAggExec};
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};

use super::barrier::{Barrier, BarrierExec};

/// Puts barriers over such operators: for keys below windows, and over sorted subqueries whose rows are sorted again.
#[derive(Debug)]
pub(super) struct Forget;

impl PhysicalOptimizerRule for Forget {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        forget(plan, false)
    }

    fn name(&self) -> &str {
        "Forget"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

fn forget(plan: Arc<dyn ExecutionPlan>, sorted_again: bool) -> Result<Arc<dyn ExecutionPlan>> {
    let sorts = plan.is::<SortExec>();
    let window = plan.is::<BoundedWindowAggExec>() || plan.is::<WindowAggExec>();
    let mut changed = false;
    let mut children = Vec::with_capacity(plan.children().len());
    for child in plan.children() {
        let mut below = forget(Arc::clone(child), sorted_again || sorts || window)?;
        if window && has_keys(&below) {
            below = BarrierExec::over(below, Barrier::Keys);
        }
        changed |= !Arc::ptr_eq(child, &below);
        children.push(below);
    }
    let plan = match changed {
        true => plan.replace_children(
            children,
            ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute),
        )?,
        false => plan,
    };
    if sorts && sorted_again && has_keys(&plan) {
        return Ok(BarrierExec::over(plan, Barrier::Keys));
    }
    if is_half_known(&plan) {
        return Ok(BarrierExec::over(plan, Barrier::Knowledge));
    }
    Ok(plan)
}

/// Whether an operator puts NULLs where its input has none.
fn is_half_known(plan: &Arc<dyn ExecutionPlan>) -> bool {
    let join = match plan.downcast_ref::<HashJoinExec>() {
        Some(join) => Some(join.join_type()),
        None => plan
            .downcast_ref::<NestedLoopJoinExec>()
            .map(|join| join.join_type()),
    };
    if let Some(join) = join {
        return matches!(join, JoinType::Left | JoinType::Right | JoinType::Full);
    }
    plan.downcast_ref::<AggregateExec>()
        .is_some_and(|aggregate| aggregate.group_expr().has_grouping_set())
}

fn has_keys(plan: &Arc<dyn ExecutionPlan>) -> bool {
    !plan.equivalence_properties().constraints().is_empty()
}
