//! From a logical plan to operators: what is Athena's own about it is settled once DataFusion's rules are done.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::catalog::Session;
use datafusion::error::Result;
use datafusion::execution::context::QueryPlanner;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_planner::{DefaultPhysicalPlanner, PhysicalPlanner};

use crate::first_row::FirstRowPlanner;
use crate::{dependencies, first_row, guards};

/// Plans as DataFusion does, over a logical plan whose conditions guard each other and whose newest rows are found without a sort.
#[derive(Debug)]
pub(crate) struct OperatorPlanner;

#[async_trait]
impl QueryPlanner for OperatorPlanner {
    async fn create_physical_plan(
        &self,
        plan: &LogicalPlan,
        session: &dyn Session,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let plan = plan.clone().transform_up_with_subqueries(|node| {
            guards::guarded(first_row::applied(dependencies::removed(node))?)
        })?;
        DefaultPhysicalPlanner::with_extension_planners(vec![Arc::new(FirstRowPlanner)])
            .create_physical_plan(&plan.data, session)
            .await
    }
}
