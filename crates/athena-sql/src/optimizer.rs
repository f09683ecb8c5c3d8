//! The order in which DataFusion's rules rewrite a logical plan.
//!
//! DataFusion goes through its rules until none changes anything, three times at most, and prunes columns at the end of each round.
//! The views of a data lake select every column of wide tables, and each rule copies what it is given: with the columns pruned first (the
//! analyzer does) and the few rules that gain from a second look at the end, one round comes to the same plans in a third of the time.

use std::sync::Arc;

use datafusion::optimizer::common_subexpr_eliminate::CommonSubexprEliminate;
use datafusion::optimizer::eliminate_join::EliminateJoin;
use datafusion::optimizer::optimize_projections::OptimizeProjections;
use datafusion::optimizer::simplify_expressions::SimplifyExpressions;
use datafusion::optimizer::{Optimizer, OptimizerRule};

use crate::leaves::Leaves;

mod above_aggregates;
mod not_in;
mod over_values;
mod ranges;

pub(crate) use above_aggregates::has_grouping_sets;

/// How often the rules are gone through.
pub(crate) const PASSES: usize = 1;

type Rule = Arc<dyn OptimizerRule + Send + Sync>;

/// DataFusion's rules for [`PASSES`].
pub(crate) fn rules() -> Vec<Rule> {
    // What only gains when all else is in its place.
    let last: [Rule; 4] = [
        Arc::new(CommonSubexprEliminate::new()),
        Arc::new(Leaves::default()),
        Arc::new(OptimizeProjections::new()),
        Arc::new(ranges::Ranges),
    ];
    // What an earlier rule leaves: casts and constants that have moved, joins whose rows nobody reads any more.
    let again: [Rule; 2] = [
        Arc::new(SimplifyExpressions::new()),
        Arc::new(EliminateJoin::new()),
    ];
    let mut theirs = Optimizer::new().rules;
    let fields = ["extract_leaf_expressions", "push_down_leaf_projections"];
    theirs.retain(|rule| {
        !fields.contains(&rule.name()) && last.iter().all(|kept| kept.name() != rule.name())
    });
    let joins = "decorrelate_predicate_subquery";
    if let Some(at) = theirs.iter().position(|rule| rule.name() == joins) {
        theirs.insert(at, Arc::new(not_in::NotIn));
    }
    theirs.insert(0, Arc::new(over_values::OverValues));
    let theirs = theirs.into_iter();
    theirs
        .map(above_aggregates::above_aggregates)
        .chain(again)
        .chain(last)
        .collect()
}
