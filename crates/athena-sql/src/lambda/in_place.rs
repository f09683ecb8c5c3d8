//! Expressions with lambdas stay in the operator that they were planned for.
//!
//! A lambda's parameter is known by a number behind the columns of the operator's input. DataFusion's rules that move expressions
//! into another operator translate the columns and leave that number, which then means a column of the other input.

use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::physical_expr::HigherOrderFunctionExpr;
use datafusion::physical_optimizer::{PhysicalOptimizerContext, PhysicalOptimizerRule};
use datafusion::physical_plan::ExecutionPlan;

/// DataFusion's rules that move expressions; what they gain, columns and conditions near the files, is most of it settled in the logical plan.
const MOVING: &[&str] = &[
    "FilterPushdown",
    "FilterPushdown(Post)",
    "ProjectionPushdown",
];

type Rule = Arc<dyn PhysicalOptimizerRule + Send + Sync>;

/// The rule; one that moves expressions leaves plans with lambdas as they are.
pub(crate) fn in_place(rule: Rule) -> Rule {
    if MOVING.contains(&rule.name()) {
        Arc::new(InPlace(rule))
    } else {
        rule
    }
}

#[derive(Debug)]
struct InPlace(Rule);

impl PhysicalOptimizerRule for InPlace {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        config: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        if has_lambda(&plan)? {
            return Ok(plan);
        }
        self.0.optimize(plan, config)
    }

    fn optimize_with_context(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        context: &dyn PhysicalOptimizerContext,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        if has_lambda(&plan)? {
            return Ok(plan);
        }
        self.0.optimize_with_context(plan, context)
    }

    fn name(&self) -> &str {
        self.0.name()
    }

    fn schema_check(&self) -> bool {
        self.0.schema_check()
    }
}

fn has_lambda(plan: &Arc<dyn ExecutionPlan>) -> Result<bool> {
    plan.exists(|node| {
        let mut found = false;
        node.apply_expressions(&mut |expr| {
            found = found || expr.exists(|part| Ok(part.is::<HigherOrderFunctionExpr>()))?;
            Ok(if found {
                TreeNodeRecursion::Stop
            } else {
                TreeNodeRecursion::Continue
            })
        })?;
        Ok(found)
    })
}
