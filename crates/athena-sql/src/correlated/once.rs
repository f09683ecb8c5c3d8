//! Rows that are read twice and computed once.
//!
//! A subquery is joined to the rows that ask by the values of their outer columns, and these are computed for both sides of the join.
//! `array_agg(x)`, a sum of doubles or `row_number()` over ties may come out otherwise the second time: a row would then find nothing.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::catalog::Session;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DFSchema, DFSchemaRef, DataFusionError, Result};
use datafusion::execution::memory_pool::{MemoryConsumer, MemoryReservation};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::logical_expr::{
    Distinct, Expr, ExprSchemable, Extension, LogicalPlan, UserDefinedLogicalNode,
    UserDefinedLogicalNodeCore,
};
use datafusion::physical_expr::{Distribution, EquivalenceProperties, Partitioning, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{
    ChildrenPropertiesMode, EmissionType, ReplaceChildrenOptions,
};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties,
    InputDistributionRequirements, PlanProperties,
};
use datafusion::physical_planner::{ExtensionPlanner, PhysicalPlanner};
use futures::future::{BoxFuture, Shared};
use futures::{FutureExt, StreamExt, TryStreamExt, stream};

/// Aggregates whose result is the same in whatever order the rows come, unless they are doubles or reals.
const STABLE: &[&str] = &["bool_and", "bool_or", "count", "max", "min", "sum"];

/// The plan, computed once by all who read this copy of it, if a second time might give other rows.
pub(super) fn once(plan: LogicalPlan) -> Result<LogicalPlan> {
    static MADE: AtomicU64 = AtomicU64::new(0);
    if is_stable(&plan)? {
        return Ok(plan);
    }
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let node = Arc::new(Once {
        number,
        input: plan,
    });
    Ok(LogicalPlan::Extension(Extension { node }))
}

fn is_stable(plan: &LogicalPlan) -> Result<bool> {
    let mut stable = true;
    plan.apply_with_subqueries(|node| {
        stable &= match node {
            LogicalPlan::Aggregate(aggregate) => {
                let schema = aggregate.input.schema();
                aggregate
                    .aggr_expr
                    .iter()
                    .all(|expr| is_exact(expr, schema))
            }
            LogicalPlan::Window(_) | LogicalPlan::Limit(_) => false,
            LogicalPlan::Distinct(Distinct::On(_)) => false,
            LogicalPlan::Extension(extension) => {
                if extension.node.as_any().is::<Once>() {
                    return Ok(TreeNodeRecursion::Jump);
                }
                false
            }
            _ => true,
        };
        stable &= !node.expressions().iter().any(Expr::is_volatile);
        Ok(match stable {
            true => TreeNodeRecursion::Continue,
            false => TreeNodeRecursion::Stop,
        })
    })?;
    Ok(stable)
}

fn is_exact(expr: &Expr, schema: &DFSchema) -> bool {
    let Expr::AggregateFunction(function) = expr.clone().unalias() else {
        return false;
    };
    let exact = |arg: &Expr| arg.get_type(schema).is_ok_and(|kind| !kind.is_floating());
    STABLE.contains(&function.func.name()) && function.params.args.iter().all(exact)
}

/// The input's rows. Nodes of one number have one input.
#[derive(Debug, PartialEq, Eq, PartialOrd, Hash)]
struct Once {
    number: u64,
    input: LogicalPlan,
}

impl UserDefinedLogicalNodeCore for Once {
    fn name(&self) -> &str {
        "Once"
    }

    fn inputs(&self) -> Vec<&LogicalPlan> {
        vec![&self.input]
    }

    fn schema(&self) -> &DFSchemaRef {
        self.input.schema()
    }

    fn expressions(&self) -> Vec<Expr> {
        vec![]
    }

    fn fmt_for_explain(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Once")
    }

    fn with_exprs_and_inputs(&self, _: Vec<Expr>, inputs: Vec<LogicalPlan>) -> Result<Self> {
        let [input] = <[_; 1]>::try_from(inputs)
            .map_err(|_| DataFusionError::Internal("Once has one input".to_owned()))?;
        let number = self.number;
        Ok(Self { number, input })
    }
}

/// The rows of one number in one query, once somebody asks. Whoever waits for them computes on: no reader depends on another one.
type Rows = Mutex<Option<Shared<BoxFuture<'static, Computed>>>>;

/// The rows, and the memory that they take.
type Computed =
    std::result::Result<Arc<(Vec<RecordBatch>, MemoryReservation)>, Arc<DataFusionError>>;

/// Plans [`Once`] as [`OnceExec`]; there is one planner for each query.
#[derive(Default)]
pub(crate) struct OncePlanner {
    rows: Mutex<HashMap<u64, Arc<Rows>>>,
}

#[async_trait]
impl ExtensionPlanner for OncePlanner {
    async fn plan_extension(
        &self,
        _: &dyn PhysicalPlanner,
        node: &dyn UserDefinedLogicalNode,
        _: &[&LogicalPlan],
        inputs: &[Arc<dyn ExecutionPlan>],
        _: &dyn Session,
        _: &PhysicalPlanningContext,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        let (Some(node), [input]) = (node.as_any().downcast_ref::<Once>(), inputs) else {
            return Ok(None);
        };
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = Arc::clone(rows.entry(node.number).or_default());
        let plan = OnceExec::new(Arc::clone(input), rows);
        Ok(Some(Arc::new(plan)))
    }
}

/// Gives the rows, which whoever asks first computes.
#[derive(Debug)]
struct OnceExec {
    input: Arc<dyn ExecutionPlan>,
    rows: Arc<Rows>,
    properties: Arc<PlanProperties>,
}

impl OnceExec {
    fn new(input: Arc<dyn ExecutionPlan>, rows: Arc<Rows>) -> Self {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(input.schema()),
            Partitioning::UnknownPartitioning(1),
            EmissionType::Final,
            input.boundedness(),
        );
        Self {
            input,
            rows,
            properties: Arc::new(properties),
        }
    }
}

impl DisplayAs for OnceExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OnceExec")
    }
}

impl ExecutionPlan for OnceExec {
    fn name(&self) -> &str {
        "OnceExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn input_distribution_requirements(&self) -> InputDistributionRequirements {
        InputDistributionRequirements::new(vec![Distribution::SinglePartition])
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn replace_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let [input] = <[_; 1]>::try_from(children)
            .map_err(|_| DataFusionError::Internal("OnceExec has one child".to_owned()))?;
        Ok(Arc::new(Self::new(input, Arc::clone(&self.rows))))
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

    fn execute(&self, _: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let computed = rows.get_or_insert_with(|| {
            let computed = compute(Arc::clone(&self.input), context);
            let computed = computed.map(|rows| rows.map(Arc::new).map_err(Arc::new));
            computed.boxed().shared()
        });
        let computed = computed.clone();
        let read = async move {
            let computed = computed.await.map_err(DataFusionError::Shared)?;
            let batches = computed.0.clone().into_iter();
            Ok::<_, DataFusionError>(stream::iter(batches.map(move |batch| {
                let _held = &computed;
                Ok(batch)
            })))
        };
        Ok(Box::pin(RecordBatchStreamAdapter::new(
            self.schema(),
            stream::once(read).try_flatten(),
        )))
    }
}

async fn compute(
    input: Arc<dyn ExecutionPlan>,
    context: Arc<TaskContext>,
) -> Result<(Vec<RecordBatch>, MemoryReservation)> {
    let memory = MemoryConsumer::new("OnceExec").register(context.memory_pool());
    let mut batches = Vec::new();
    let mut stream = input.execute(0, context)?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        memory.try_grow(batch.get_array_memory_size())?;
        batches.push(batch);
    }
    Ok((batches, memory))
}
