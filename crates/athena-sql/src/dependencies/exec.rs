//! The same of operators: DataFusion 55.2 knows a GROUP BY's key by the numbers of its columns, and keeps the numbers where a
//! projection gives the columns other places. An order over the wrong columns, as of `rank()`, is then taken to settle all further
//! keys of an ORDER BY. So an operator that knows of no key stands where orders of other columns than the key's come from.

use std::fmt;
use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Constraints, DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::execution_plan::{
    CardinalityEffect, ChildrenPropertiesMode, ReplaceChildrenOptions,
};
use datafusion::physical_plan::sorts::sort::SortExec;
use datafusion::physical_plan::windows::{BoundedWindowAggExec, WindowAggExec};
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, PlanProperties,
};

/// Puts the operator below windows, and over sorted subqueries whose rows are sorted again.
#[derive(Debug)]
pub(crate) struct ForgetKeys;

impl PhysicalOptimizerRule for ForgetKeys {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        forget(plan, false)
    }

    fn name(&self) -> &str {
        "ForgetKeys"
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
            below = Arc::new(KeylessExec::new(below));
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
        return Ok(Arc::new(KeylessExec::new(plan)));
    }
    Ok(plan)
}

fn has_keys(plan: &Arc<dyn ExecutionPlan>) -> bool {
    !plan.equivalence_properties().constraints().is_empty()
}

/// The rows of its input as they come.
#[derive(Debug)]
struct KeylessExec {
    input: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl KeylessExec {
    fn new(input: Arc<dyn ExecutionPlan>) -> Self {
        let known = input.equivalence_properties().clone();
        let properties = input.properties().as_ref().clone();
        Self {
            properties: Arc::new(
                properties.with_eq_properties(known.with_constraints(Constraints::default())),
            ),
            input,
        }
    }
}

impl DisplayAs for KeylessExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeylessExec")
    }
}

impl ExecutionPlan for KeylessExec {
    fn name(&self) -> &str {
        "KeylessExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let [input] = <[_; 1]>::try_from(children)
            .map_err(|_| DataFusionError::Internal("KeylessExec has one child".to_owned()))?;
        Ok(Arc::new(Self::new(input)))
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        self.input.execute(partition, context)
    }

    fn cardinality_effect(&self) -> CardinalityEffect {
        CardinalityEffect::Equal
    }
}
