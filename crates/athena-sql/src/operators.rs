//! From a logical plan to operators: what is Athena's own about it is settled once DataFusion's rules are done.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::catalog::Session;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::error::Result;
use datafusion::execution::context::QueryPlanner;
use datafusion::logical_expr::LogicalPlan;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_planner::{DefaultPhysicalPlanner, PhysicalPlanner};

use crate::correlated::OncePlanner;
use crate::depth::Depth;
use crate::first_row::FirstRowPlanner;
use crate::{aggregates, dependencies, first_row, guards, lambda, zeros};

mod barrier;
mod forget;
mod namesakes;
mod offset;
mod sorted;

type Rule = Arc<dyn PhysicalOptimizerRule + Send + Sync>;

/// DataFusion's rules for operators, held to what is right, and the depth of recursive queries.
///
/// `EnsureRequirements` puts sorts into the plan, and from then on each change of an operator computes anew which orders hold in all that
/// stands above it. What need not wait for it comes first.
pub(crate) fn rules(partitions: usize) -> Vec<Rule> {
    let mut rules: Vec<Rule> = vec![Arc::new(offset::KeepOrder)];
    let mut theirs = PhysicalOptimizer::new().rules;
    before_requirements(&mut theirs, "ProjectionPushdown");
    if partitions == 1 {
        // The halves of an aggregate are one where there is one partition to group into.
        before_requirements(&mut theirs, "CombinePartialFinalAggregate");
    }
    let theirs = theirs.into_iter();
    let theirs = theirs.map(lambda::in_place).map(namesakes::told_apart);
    rules.extend(theirs.map(sorted::sorted));
    rules.push(Arc::new(Depth));
    rules
}

fn before_requirements(rules: &mut Vec<Rule>, name: &str) {
    let place = |name: &str| rules.iter().position(|rule| rule.name() == name);
    if let (Some(from), Some(to)) = (place(name), place("EnsureRequirements"))
        && to < from
    {
        let rule = rules.remove(from);
        rules.insert(to, rule);
    }
}

/// A lateral subquery is one like any other once its condition is found to be always false, and with it what asked for outer columns.
fn settled(node: LogicalPlan) -> Result<LogicalPlan> {
    let is_lateral = |input: &LogicalPlan| match input {
        LogicalPlan::Subquery(lateral) => !lateral.subquery.contains_outer_reference(),
        _ => false,
    };
    if !node.inputs().into_iter().any(is_lateral) {
        return Ok(node);
    }
    let unwrapped = node.map_children(|input| {
        Ok(match input {
            LogicalPlan::Subquery(lateral) => {
                Transformed::yes(Arc::unwrap_or_clone(lateral.subquery))
            }
            input => Transformed::no(input),
        })
    })?;
    Ok(unwrapped.data)
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
            let node = settled(node)?;
            let node = first_row::applied(dependencies::removed(node))?;
            let node = aggregates::of_groups(node)?;
            zeros::one(node)?
                .transform_data(guards::guarded)?
                .transform_data(forget::forget)
        })?;
        DefaultPhysicalPlanner::with_extension_planners(vec![
            Arc::new(FirstRowPlanner),
            Arc::new(OncePlanner::default()),
            Arc::new(forget::ForgetPlanner),
        ])
        .create_physical_plan(&plan.data, session)
        .await
    }
}
