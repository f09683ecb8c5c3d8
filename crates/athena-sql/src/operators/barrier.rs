//! An operator that gives its input's rows as they come, and keeps something that DataFusion knows or moves from passing.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Constraints, DataFusionError, Result, Statistics};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{
    CardinalityEffect, ChildrenPropertiesMode, ReplaceChildrenOptions,
};
use datafusion::physical_plan::projection::{ProjectionExec, make_with_child};
use datafusion::physical_plan::statistics::{ChildStats, StatisticsArgs};
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, PlanProperties,
};

/// What does not pass. Conditions from above pass none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Barrier {
    /// That a column is a key.
    Keys,
    /// Orders, constants, columns that are equal.
    Knowledge,
    /// Conditions alone, for the time of one rule.
    Conditions,
}

#[derive(Debug)]
pub(super) struct BarrierExec {
    pub(super) input: Arc<dyn ExecutionPlan>,
    pub(super) barrier: Barrier,
    properties: Arc<PlanProperties>,
}

impl BarrierExec {
    pub(super) fn over(input: Arc<dyn ExecutionPlan>, barrier: Barrier) -> Arc<dyn ExecutionPlan> {
        let known = input.equivalence_properties();
        let known = match barrier {
            Barrier::Keys => Some(known.clone().with_constraints(Constraints::default())),
            Barrier::Knowledge => Some(EquivalenceProperties::new(input.schema())),
            // The very same properties: what stands above need not compute its own again.
            Barrier::Conditions => None,
        };
        let properties = match known {
            Some(known) => {
                let properties = input.properties().as_ref().clone();
                Arc::new(properties.with_eq_properties(known))
            }
            None => Arc::clone(input.properties()),
        };
        Arc::new(Self {
            input,
            barrier,
            properties,
        })
    }
}

impl DisplayAs for BarrierExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BarrierExec: {:?}", self.barrier)
    }
}

impl ExecutionPlan for BarrierExec {
    fn name(&self) -> &str {
        "BarrierExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![self.barrier != Barrier::Knowledge]
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    /// An input of the same properties leaves this its own, and so those of all that stand above.
    fn replace_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
        options: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let [input] = <[_; 1]>::try_from(children)
            .map_err(|_| DataFusionError::Internal("BarrierExec has one child".to_owned()))?;
        Ok(match options.children_properties {
            ChildrenPropertiesMode::Keep => Arc::new(Self {
                input,
                barrier: self.barrier,
                properties: Arc::clone(&self.properties),
            }),
            ChildrenPropertiesMode::Recompute => Self::over(input, self.barrier),
        })
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.replace_children(
            children,
            ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute),
        )
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

    fn try_swapping_with_projection(
        &self,
        projection: &ProjectionExec,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        // What a projection makes of columns is known above it, and would not be through the barrier.
        let mut columns = HashSet::new();
        let picks = projection.expr().iter().all(|picked| {
            let column = picked.expr.downcast_ref::<Column>();
            column.is_some_and(|column| columns.insert(column.index()))
        });
        if !picks || projection.expr().len() >= self.input.schema().fields().len() {
            return Ok(None);
        }
        let below = make_with_child(projection, &self.input)?;
        Ok(Some(Self::over(below, self.barrier)))
    }

    fn child_stats_requests(&self, partition: Option<usize>) -> Vec<ChildStats> {
        vec![ChildStats::At(partition)]
    }

    fn statistics_from_inputs(
        &self,
        inputs: &[Arc<Statistics>],
        _: &StatisticsArgs,
    ) -> Result<Arc<Statistics>> {
        Ok(Arc::clone(&inputs[0]))
    }

    fn cardinality_effect(&self) -> CardinalityEffect {
        CardinalityEffect::Equal
    }
}
