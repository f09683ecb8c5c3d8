//! Conditions without columns stay above an aggregate that gives a row for no rows: one without GROUP BY, or with the empty set of
//! GROUPING SETS.
//!
//! DataFusion carries `'x' = 'y'`, which no column of a group decides, below it, where it takes the rows away and leaves that one.

use std::sync::Arc;

use datafusion::common::tree_node::Transformed;
use datafusion::error::Result;
use datafusion::logical_expr::utils::split_conjunction;
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::optimizer::optimizer::ApplyOrder;
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};

type Rule = Arc<dyn OptimizerRule + Send + Sync>;

/// The rule; the one that carries conditions down leaves these.
pub(super) fn above_aggregates(rule: Rule) -> Rule {
    match rule.name() {
        "push_down_filter" => Arc::new(AboveAggregates(rule)),
        _ => rule,
    }
}

#[derive(Debug)]
struct AboveAggregates(Rule);

impl OptimizerRule for AboveAggregates {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        self.0.apply_order()
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        config: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        match stays(&plan) {
            true => Ok(Transformed::no(plan)),
            false => self.0.rewrite(plan, config),
        }
    }
}

fn stays(plan: &LogicalPlan) -> bool {
    let (mut below, mut without_columns) = (plan, false);
    while let LogicalPlan::Filter(filter) = below {
        let mut conditions = split_conjunction(&filter.predicate).into_iter();
        without_columns |= conditions.any(|condition| condition.column_refs().is_empty());
        below = &filter.input;
    }
    without_columns && gives_a_row_for_none(below)
}

fn gives_a_row_for_none(plan: &LogicalPlan) -> bool {
    matches!(plan, LogicalPlan::Aggregate(aggregate) if aggregate.group_expr.is_empty())
        || has_grouping_sets(plan)
}

/// Whether a plan is a GROUP BY of several sets.
pub(crate) fn has_grouping_sets(plan: &LogicalPlan) -> bool {
    matches!(plan, LogicalPlan::Aggregate(aggregate) if matches!(aggregate.group_expr.as_slice(), [Expr::GroupingSet(_)]))
}
