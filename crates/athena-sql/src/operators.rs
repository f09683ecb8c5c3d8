//! From a logical plan to operators: what is Athena's own about it is settled once DataFusion's rules are done.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::catalog::Session;
use datafusion::error::Result;
use datafusion::execution::context::QueryPlanner;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_planner::{DefaultPhysicalPlanner, PhysicalPlanner};

use crate::depth::Depth;
use crate::first_row::FirstRowPlanner;
use crate::{dependencies, first_row, guards, lambda, zeros};

mod barrier;
mod forget;
mod namesakes;
mod offset;

/// DataFusion's rules for operators, held to what is right, and the depth of recursive queries.
pub(crate) fn rules() -> Vec<Arc<dyn PhysicalOptimizerRule + Send + Sync>> {
    let mut rules: Vec<Arc<dyn PhysicalOptimizerRule + Send + Sync>> =
        vec![Arc::new(offset::KeepOrder)];
    let theirs = PhysicalOptimizer::new().rules.into_iter();
    rules.extend(theirs.map(lambda::in_place).map(namesakes::told_apart));
    rules.push(Arc::new(Depth));
    rules
}

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
            let node = first_row::applied(dependencies::removed(node))?;
            zeros::one(node)?
                .transform_data(guards::guarded)?
                .transform_data(forget::forget)
        })?;
        DefaultPhysicalPlanner::with_extension_planners(vec![
            Arc::new(FirstRowPlanner),
            Arc::new(forget::ForgetPlanner),
        ])
        .create_physical_plan(&plan.data, session)
        .await
    }
}
