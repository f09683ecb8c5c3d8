//! `WITH RECURSIVE` goes ten steps deep, as in Athena: there is no session in which more could be allowed.
//!
//! Without this a statement that runs here, over dates say, would fail there, and one that never ends would not end here.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use datafusion::common::Result;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::recursive_query::RecursiveQueryExec;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    ChildrenPropertiesMode, DisplayAs, DisplayFormatType, ExecutionPlan, PlanProperties,
    ReplaceChildrenOptions,
};
use futures::StreamExt;

use crate::error::SqlError;

/// Trino's `max_recursion_depth`.
const DEEPEST: usize = 10;

/// Puts the limit on the recursive term of every recursive query.
#[derive(Debug)]
pub(crate) struct Depth;

impl PhysicalOptimizerRule for Depth {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let limited = plan.transform_up(|plan| {
            if plan.downcast_ref::<RecursiveQueryExec>().is_none() {
                return Ok(Transformed::no(plan));
            }
            let mut children: Vec<_> = plan.children().into_iter().map(Arc::clone).collect();
            if let Some(term) = children.pop() {
                children.push(Arc::new(DepthExec {
                    term,
                    steps: Arc::default(),
                }));
            }
            Ok(Transformed::yes(plan.replace_children(
                children,
                ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute),
            )?))
        })?;
        Ok(limited.data)
    }

    fn name(&self) -> &str {
        "recursion_depth"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// The recursive term, which is run once a step: rows in the step behind the deepest are an error.
#[derive(Debug)]
struct DepthExec {
    term: Arc<dyn ExecutionPlan>,
    steps: Arc<AtomicUsize>,
}

impl DisplayAs for DepthExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DepthExec: {DEEPEST} steps")
    }
}

impl ExecutionPlan for DepthExec {
    fn name(&self) -> &str {
        "DepthExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        self.term.properties()
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.term]
    }

    fn with_new_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(match children.pop() {
            Some(term) => Arc::new(Self {
                term,
                steps: Arc::clone(&self.steps),
            }),
            None => self,
        })
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
        let step = self.steps.fetch_add(1, Ordering::Relaxed) + 1;
        let rows = self.term.execute(partition, context)?;
        if step <= DEEPEST {
            return Ok(rows);
        }
        let schema = rows.schema();
        let none = rows.map(|batch| match batch {
            Ok(batch) if batch.num_rows() > 0 => Err(too_deep().into()),
            batch => batch,
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, none)))
    }
}

fn too_deep() -> SqlError {
    SqlError::execution(format!(
        "recursion depth limit exceeded ({DEEPEST}): WITH RECURSIVE goes no deeper in Athena"
    ))
    .hint("count with UNNEST(sequence(1, n))")
}
