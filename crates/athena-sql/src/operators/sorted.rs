//! Rows are sorted where an operator wants them sorted.
//!
//! DataFusion leaves a sort out where it finds that the rows come in order, and at the end checks that they do. Where one rule has found what
//! the check does not find again, as over the one row of an aggregate, the rows are sorted after all.

use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::error::Result;
use datafusion::physical_expr::LexOrdering;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::sorts::sort::SortExec;
use datafusion::physical_plan::{
    ChildrenPropertiesMode, ExecutionPlan, ExecutionPlanProperties, ReplaceChildrenOptions,
};

use super::Rule;

/// The rule; the one that checks mends first what it finds.
pub(super) fn sorted(rule: Rule) -> Rule {
    match rule.name() {
        "SanityCheckPlan" => Arc::new(Sorted(rule)),
        _ => rule,
    }
}

#[derive(Debug)]
struct Sorted(Rule);

impl PhysicalOptimizerRule for Sorted {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn schema_check(&self) -> bool {
        self.0.schema_check()
    }

    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        config: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let found = match self.0.optimize(Arc::clone(&plan), config) {
            Ok(plan) => return Ok(plan),
            Err(found) => found,
        };
        let mended = plan.transform_up(with_sorts)?;
        match mended.transformed {
            true => self.0.optimize(mended.data, config),
            false => Err(found),
        }
    }
}

fn with_sorts(node: Arc<dyn ExecutionPlan>) -> Result<Transformed<Arc<dyn ExecutionPlan>>> {
    let mut changed = false;
    let mut children: Vec<Arc<dyn ExecutionPlan>> = Vec::new();
    for (child, wanted) in node
        .children()
        .into_iter()
        .zip(node.required_input_ordering())
    {
        let mut child = Arc::clone(child);
        if let Some(wanted) = wanted.map(|wanted| wanted.into_single())
            && !(child.equivalence_properties()).ordering_satisfy_requirement(wanted.clone())?
        {
            let partitions = child.output_partitioning().partition_count();
            let sort = SortExec::new(LexOrdering::from(wanted), child);
            child = Arc::new(sort.with_preserve_partitioning(partitions > 1));
            changed = true;
        }
        children.push(child);
    }
    match changed {
        true => {
            let anew = ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute);
            node.replace_children(children, anew).map(Transformed::yes)
        }
        false => Ok(Transformed::no(node)),
    }
}
