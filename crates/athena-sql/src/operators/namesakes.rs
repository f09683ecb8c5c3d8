//! Conditions stay above columns that share a name.
//!
//! DataFusion 55.2 looks for a condition's columns by their names where it carries it from one operator into the next. Behind a join
//! there may be two of one name, and the first is taken: `a LEFT JOIN b … WHERE b.id IS NULL` could test `a.id` among the rows of a.

use std::collections::HashSet;
use std::sync::Arc;

use datafusion::arrow::datatypes::Schema;
use datafusion::common::Result;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::physical_optimizer::{PhysicalOptimizerContext, PhysicalOptimizerRule};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::execution_plan::replace_children_if_necessary;

use super::barrier::{Barrier, BarrierExec};

type Rule = Arc<dyn PhysicalOptimizerRule + Send + Sync>;

/// The rule; one that carries conditions meets a barrier over columns that share a name.
pub(super) fn told_apart(rule: Rule) -> Rule {
    if rule.name().starts_with("FilterPushdown") {
        Arc::new(ToldApart(rule))
    } else {
        rule
    }
}

#[derive(Debug)]
struct ToldApart(Rule);

impl ToldApart {
    fn run(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        rule: impl Fn(Arc<dyn ExecutionPlan>) -> Result<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let walled = plan.transform_up(walled)?;
        if !walled.transformed {
            return rule(walled.data);
        }
        rule(walled.data)?
            .transform_up(|node| {
                Ok(match node.downcast_ref::<BarrierExec>() {
                    Some(over) if over.barrier == Barrier::Conditions => {
                        Transformed::yes(Arc::clone(&over.input))
                    }
                    _ => Transformed::no(node),
                })
            })
            .data()
    }
}

impl PhysicalOptimizerRule for ToldApart {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        config: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.run(plan, |plan| self.0.optimize(plan, config))
    }

    fn optimize_with_context(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        context: &dyn PhysicalOptimizerContext,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.run(plan, |plan| self.0.optimize_with_context(plan, context))
    }

    fn name(&self) -> &str {
        self.0.name()
    }

    fn schema_check(&self) -> bool {
        self.0.schema_check()
    }
}

/// Walls between an operator and those below it whose columns share a name. What is a barrier itself needs none.
fn walled(node: Arc<dyn ExecutionPlan>) -> Result<Transformed<Arc<dyn ExecutionPlan>>> {
    if node.is::<BarrierExec>() || !node.children().into_iter().any(is_open) {
        return Ok(Transformed::no(node));
    }
    let children = node.children().into_iter().map(|child| {
        let child = Arc::clone(child);
        match is_open(&child) {
            true => BarrierExec::over(child, Barrier::Conditions),
            false => child,
        }
    });
    let children = children.collect();
    replace_children_if_necessary(node, children).map(Transformed::yes)
}

/// Whether conditions pass into columns of one name.
fn is_open(node: &Arc<dyn ExecutionPlan>) -> bool {
    !node.is::<BarrierExec>() && has_namesakes(&node.schema())
}

fn has_namesakes(schema: &Schema) -> bool {
    let mut names = HashSet::with_capacity(schema.fields().len());
    !schema
        .fields()
        .iter()
        .all(|field| names.insert(field.name()))
}
