//! `ORDER BY a OFFSET n` of a nested query: the rows that are left out are the first of that order.
//!
//! DataFusion 55.2 takes a sort for needless whose order nobody above asks for, although the operator that leaves rows out counts by it,
//! and puts a longer sort from above in its place. The order is asked for here, and nothing is known of it above.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::physical_expr::{Distribution, OrderingRequirements};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::output_requirements::OutputRequirementExec;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::execution_plan::{ChildrenPropertiesMode, ReplaceChildrenOptions};
use datafusion::physical_plan::limit::GlobalLimitExec;
use datafusion::physical_plan::sorts::sort::SortExec;

use super::barrier::{Barrier, BarrierExec};

/// Asks for the order; DataFusion's last rules remove the question.
#[derive(Debug)]
pub(super) struct KeepOrder;

impl PhysicalOptimizerRule for KeepOrder {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        plan.transform_up(|node| {
            let Some(limit) = node.downcast_ref::<GlobalLimitExec>() else {
                return Ok(Transformed::no(node));
            };
            if limit.skip() == 0 {
                return Ok(Transformed::no(node));
            }
            let asked = asked(Arc::clone(limit.input()))?;
            // No sort from above goes below the limit.
            let limit = with_input(&node, asked)?;
            Ok(Transformed::yes(BarrierExec::over(
                limit,
                Barrier::Knowledge,
            )))
        })
        .data()
    }

    fn name(&self) -> &str {
        "KeepOrder"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// The input of the limit with the order asked for where it is made.
fn asked(input: Arc<dyn ExecutionPlan>) -> Result<Arc<dyn ExecutionPlan>> {
    if let Some(sort) = input.downcast_ref::<SortExec>() {
        let order = OrderingRequirements::from(sort.expr().clone());
        let anywhere = Distribution::UnspecifiedDistribution;
        let asked = OutputRequirementExec::new(input, Some(order), anywhere, None);
        return Ok(Arc::new(asked));
    }
    match (
        input.maintains_input_order().as_slice(),
        input.children().as_slice(),
    ) {
        ([true], [below]) => {
            let below = asked(Arc::clone(below))?;
            with_input(&input, below)
        }
        _ => Ok(input),
    }
}

fn with_input(
    node: &Arc<dyn ExecutionPlan>,
    input: Arc<dyn ExecutionPlan>,
) -> Result<Arc<dyn ExecutionPlan>> {
    Arc::clone(node).replace_children(
        vec![input],
        ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute),
    )
}
