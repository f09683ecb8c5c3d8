//! The operator's place in a logical plan.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::compute::SortOptions;
use datafusion::catalog::Session;
use datafusion::common::{DFSchemaRef, DataFusionError, Result};
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::logical_expr::{
    Expr, Extension, LogicalPlan, SortExpr, UserDefinedLogicalNode, UserDefinedLogicalNodeCore,
};
use datafusion::physical_expr::PhysicalSortExpr;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_planner::{ExtensionPlanner, PhysicalPlanner};

use super::exec::FirstRowExec;

/// The row of each key that comes first in an order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Hash)]
pub(super) struct FirstRow {
    input: LogicalPlan,
    keys: Vec<Expr>,
    order: Vec<SortExpr>,
}

impl FirstRow {
    pub(super) fn new(input: &LogicalPlan, keys: &[Expr], order: &[SortExpr]) -> Self {
        Self {
            input: input.clone(),
            keys: keys.to_vec(),
            order: order.to_vec(),
        }
    }
}

impl From<FirstRow> for LogicalPlan {
    fn from(node: FirstRow) -> Self {
        Self::Extension(Extension {
            node: Arc::new(node),
        })
    }
}

impl UserDefinedLogicalNodeCore for FirstRow {
    fn name(&self) -> &str {
        "FirstRow"
    }

    fn inputs(&self) -> Vec<&LogicalPlan> {
        vec![&self.input]
    }

    fn schema(&self) -> &DFSchemaRef {
        self.input.schema()
    }

    fn expressions(&self) -> Vec<Expr> {
        let order = self.order.iter().map(|sort| &sort.expr);
        self.keys.iter().chain(order).cloned().collect()
    }

    fn fmt_for_explain(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let list = |items: Vec<String>| items.join(", ");
        let keys = list(self.keys.iter().map(ToString::to_string).collect());
        let order = list(self.order.iter().map(ToString::to_string).collect());
        write!(f, "FirstRow: keys=[{keys}], order=[{order}]")
    }

    fn with_exprs_and_inputs(&self, exprs: Vec<Expr>, inputs: Vec<LogicalPlan>) -> Result<Self> {
        let [input] = <[_; 1]>::try_from(inputs)
            .map_err(|_| DataFusionError::Internal("FirstRow has one input".to_owned()))?;
        let mut exprs = exprs.into_iter();
        let keys = exprs.by_ref().take(self.keys.len()).collect();
        let order = self.order.iter().zip(exprs);
        let order = order.map(|(sort, expr)| sort.with_expr(expr)).collect();
        Ok(Self { input, keys, order })
    }
}

/// Plans [`FirstRow`] as [`FirstRowExec`].
pub(crate) struct FirstRowPlanner;

#[async_trait]
impl ExtensionPlanner for FirstRowPlanner {
    async fn plan_extension(
        &self,
        planner: &dyn PhysicalPlanner,
        node: &dyn UserDefinedLogicalNode,
        _: &[&LogicalPlan],
        inputs: &[Arc<dyn ExecutionPlan>],
        session: &dyn Session,
        context: &PhysicalPlanningContext,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        let (Some(node), [input]) = (node.as_any().downcast_ref::<FirstRow>(), inputs) else {
            return Ok(None);
        };
        let physical =
            |expr: &Expr| planner.create_physical_expr(expr, node.input.schema(), session, context);
        let keys = node.keys.iter().map(physical).collect::<Result<_>>()?;
        let order = node.order.iter().map(|sort| {
            let options = SortOptions::new(!sort.asc, sort.nulls_first);
            Ok(PhysicalSortExpr::new(physical(&sort.expr)?, options))
        });
        let order = order.collect::<Result<_>>()?;
        let plan = FirstRowExec::new(Arc::clone(input), keys, order)?;
        Ok(Some(Arc::new(plan)))
    }
}
