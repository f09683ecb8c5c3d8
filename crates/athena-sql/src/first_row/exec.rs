//! The operator: reads all rows, gives the first one of each key.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::datatypes::Schema;
use datafusion::arrow::row::SortField;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result};
use datafusion::execution::memory_pool::MemoryConsumer;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{Distribution, PhysicalExpr, PhysicalSortExpr};
use datafusion::physical_plan::execution_plan::{
    CardinalityEffect, ChildrenPropertiesMode, EmissionType, ReplaceChildrenOptions,
};
use datafusion::physical_plan::metrics::{BaselineMetrics, ExecutionPlanMetricsSet, MetricsSet};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties,
    InputDistributionRequirements, PlanProperties, apply_expression_roots,
};
use futures::{StreamExt, TryStreamExt, stream};

use super::kept::Kept;

/// The row of each key that comes first in an order. Rows keep the order of the input.
#[derive(Debug)]
pub struct FirstRowExec {
    input: Arc<dyn ExecutionPlan>,
    keys: Vec<Arc<dyn PhysicalExpr>>,
    order: Vec<PhysicalSortExpr>,
    properties: Arc<PlanProperties>,
    metrics: ExecutionPlanMetricsSet,
}

impl FirstRowExec {
    pub fn new(
        input: Arc<dyn ExecutionPlan>,
        keys: Vec<Arc<dyn PhysicalExpr>>,
        order: Vec<PhysicalSortExpr>,
    ) -> Result<Self> {
        let properties = PlanProperties::new(
            input.equivalence_properties().clone(),
            input.output_partitioning().clone(),
            EmissionType::Final,
            input.boundedness(),
        );
        Ok(Self {
            input,
            keys,
            order,
            properties: Arc::new(properties),
            metrics: ExecutionPlanMetricsSet::new(),
        })
    }
}

/// How rows of an order compare.
pub fn sort_fields(order: &[PhysicalSortExpr], schema: &Schema) -> Result<Vec<SortField>> {
    let field = |sort: &PhysicalSortExpr| {
        let ty = sort.expr.data_type(schema)?;
        Ok(SortField::new_with_options(ty, sort.options))
    };
    order.iter().map(field).collect()
}

impl DisplayAs for FirstRowExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |items: Vec<String>| items.join(", ");
        let keys = list(self.keys.iter().map(ToString::to_string).collect());
        let order = list(self.order.iter().map(ToString::to_string).collect());
        write!(f, "FirstRowExec: keys=[{keys}], order=[{order}]")
    }
}

impl ExecutionPlan for FirstRowExec {
    fn name(&self) -> &str {
        "FirstRowExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn input_distribution_requirements(&self) -> InputDistributionRequirements {
        InputDistributionRequirements::new(vec![Distribution::KeyPartitioned(self.keys.clone())])
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn replace_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
        options: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let [input] = <[_; 1]>::try_from(children)
            .map_err(|_| DataFusionError::Internal("FirstRowExec has one child".to_owned()))?;
        let mut plan = Self::new(input, self.keys.clone(), self.order.clone())?;
        if options.children_properties == ChildrenPropertiesMode::Keep {
            plan.properties = Arc::clone(&self.properties);
        }
        Ok(Arc::new(plan))
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
        f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        let order = self.order.iter().map(|sort| &sort.expr);
        apply_expression_roots(self.keys.iter().chain(order), f)
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let mut input = self.input.execute(partition, Arc::clone(&context))?;
        let schema = input.schema();
        let mut kept = Kept::new(
            &schema,
            &self.keys,
            &self.order,
            context.session_config().batch_size(),
        )?;
        let memory = MemoryConsumer::new(format!("FirstRowExec[{partition}]"))
            .register(context.memory_pool());
        let metrics = BaselineMetrics::new(&self.metrics, partition);
        let rows = stream::once(async move {
            while let Some(batch) = input.next().await {
                let _busy = metrics.elapsed_compute().timer();
                kept.insert(batch?)?;
                memory.try_resize(kept.size())?;
            }
            let busy = metrics.elapsed_compute().timer();
            let rows = kept.finish()?;
            drop(busy);
            Ok::<_, DataFusionError>(stream::iter(rows).map(move |batch| {
                let _held = &memory;
                metrics.record_output(batch.num_rows());
                Ok(batch)
            }))
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(
            schema,
            rows.try_flatten(),
        )))
    }

    fn metrics(&self) -> Option<MetricsSet> {
        Some(self.metrics.clone_inner())
    }

    fn cardinality_effect(&self) -> CardinalityEffect {
        CardinalityEffect::LowerEqual
    }
}
