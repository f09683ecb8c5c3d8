//! What DataFusion 55.2 takes for known of an operator's rows although it is not, and then leaves out sorts or takes groups for sorted.
//!
//! - A GROUP BY's key is known by the numbers of its columns, which stay when a projection gives the columns other places: an order of other
//!   columns, as of `rank()`, is taken to settle all further keys of an ORDER BY.
//! - What is constant, or equal to another column, on the side of an outer join that may be missing, stays so above the join.
//! - The same below GROUPING SETS, which put NULLs there, and the order of the rows that they group.
//! - Columns that are constant, or equal, on one side of UNION: that side is then not sorted by them, and the whole is not known to be sorted.
//!
//! A node marks such places in the logical plan that is all but done. It becomes a barrier where there is something to forget, and else nothing:
//! a rule over operators would have to compute the properties of all that stand above it once more.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::catalog::Session;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::common::{DFSchemaRef, DataFusionError, JoinType, Result};
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::logical_expr::{
    Expr, Extension, LogicalPlan, UserDefinedLogicalNode, UserDefinedLogicalNodeCore,
};
use datafusion::physical_plan::joins::{HashJoinExec, NestedLoopJoinExec};
use datafusion::physical_plan::projection::ProjectionExec;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};
use datafusion::physical_planner::{ExtensionPlanner, PhysicalPlanner};

use super::barrier::{Barrier, BarrierExec};
use crate::optimizer::has_grouping_sets;
use crate::zeros;

/// The input's rows, and less known of them.
#[derive(Debug, PartialEq, Eq, PartialOrd, Hash)]
struct Forget {
    input: LogicalPlan,
    what: What,
}

/// What is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Hash)]
enum What {
    Keys,
    /// Constants and equal columns.
    Known,
    /// What may not hold for all rows.
    HalfKnown,
    Everything,
    /// All that is known below GROUPING SETS, also the order of a sort that is yet to come there.
    Sets,
}

fn over(input: LogicalPlan, what: What) -> LogicalPlan {
    let node = Arc::new(Forget { input, what });
    LogicalPlan::Extension(Extension { node })
}

/// Marks the places of one node, once those of its inputs are.
pub(super) fn forget(node: LogicalPlan) -> Result<Transformed<LogicalPlan>> {
    // Rows of one constant, or of equal keys, are parted by fewer keys than their sets have.
    let over_known = |sets: LogicalPlan| {
        let below = sets.map_children(|input| Ok(Transformed::yes(over(input, What::Known))))?;
        Ok::<_, DataFusionError>(below.data)
    };
    Ok(match node {
        LogicalPlan::Window(mut window) => {
            // A window does not find its key in an order by the same function of an equal column.
            let what = match window.window_expr.iter().any(zeros::compares) {
                true => What::Everything,
                false => What::Keys,
            };
            window.input = Arc::new(over(Arc::unwrap_or_clone(window.input), what));
            Transformed::yes(LogicalPlan::Window(window))
        }
        LogicalPlan::Sort(_) => Transformed::yes(over(node, What::Keys)),
        LogicalPlan::Join(join) if may_miss(join.join_type) => {
            Transformed::yes(over(LogicalPlan::Join(join), What::HalfKnown))
        }
        LogicalPlan::Aggregate(_) if has_grouping_sets(&node) => {
            Transformed::yes(over(over_known(node)?, What::Sets))
        }
        // Above it stands what gives its keys the sign of zero back.
        LogicalPlan::Projection(mut projection) if has_grouping_sets(&projection.input) => {
            let sets = Arc::unwrap_or_clone(projection.input);
            projection.input = Arc::new(over_known(sets)?);
            Transformed::yes(over(LogicalPlan::Projection(projection), What::Sets))
        }
        LogicalPlan::Union(mut union) => {
            for input in &mut union.inputs {
                let plan = Arc::unwrap_or_clone(std::mem::take(input));
                *input = Arc::new(over(plan, What::Known));
            }
            Transformed::yes(LogicalPlan::Union(union))
        }
        other => Transformed::no(other),
    })
}

fn may_miss(join: JoinType) -> bool {
    matches!(join, JoinType::Left | JoinType::Right | JoinType::Full)
}

impl UserDefinedLogicalNodeCore for Forget {
    fn name(&self) -> &str {
        "Forget"
    }

    fn inputs(&self) -> Vec<&LogicalPlan> {
        vec![&self.input]
    }

    fn schema(&self) -> &DFSchemaRef {
        self.input.schema()
    }

    fn expressions(&self) -> Vec<Expr> {
        vec![]
    }

    fn fmt_for_explain(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Forget: {:?}", self.what)
    }

    fn with_exprs_and_inputs(&self, _: Vec<Expr>, inputs: Vec<LogicalPlan>) -> Result<Self> {
        let [input] = <[_; 1]>::try_from(inputs)
            .map_err(|_| DataFusionError::Internal("Forget has one input".to_owned()))?;
        Ok(Self {
            input,
            what: self.what,
        })
    }
}

/// Plans [`Forget`] as [`BarrierExec`], or as nothing.
pub(super) struct ForgetPlanner;

#[async_trait]
impl ExtensionPlanner for ForgetPlanner {
    async fn plan_extension(
        &self,
        _: &dyn PhysicalPlanner,
        node: &dyn UserDefinedLogicalNode,
        _: &[&LogicalPlan],
        inputs: &[Arc<dyn ExecutionPlan>],
        _: &dyn Session,
        _: &PhysicalPlanningContext,
    ) -> Result<Option<Arc<dyn ExecutionPlan>>> {
        let (Some(node), [input]) = (node.as_any().downcast_ref::<Forget>(), inputs) else {
            return Ok(None);
        };
        let input = Arc::clone(input);
        let barrier = match node.what {
            What::Keys if has_keys(&input) => Barrier::Keys,
            What::Known if knows(&input) => Barrier::Knowledge,
            What::HalfKnown if is_half_known(&input) => Barrier::Knowledge,
            What::Sets => Barrier::Knowledge,
            What::Everything if knows(&input) || has_keys(&input) => Barrier::Knowledge,
            _ => return Ok(Some(input)),
        };
        Ok(Some(BarrierExec::over(input, barrier)))
    }
}

fn has_keys(plan: &Arc<dyn ExecutionPlan>) -> bool {
    !plan.equivalence_properties().constraints().is_empty()
}

/// Whether a column is known to be constant, or equal to another.
fn knows(plan: &Arc<dyn ExecutionPlan>) -> bool {
    !plan.equivalence_properties().eq_group().is_empty()
}

/// Whether something is known of the rows that does not hold for all of them: of an outer join that is what is known of a side that may be missing.
fn is_half_known(plan: &Arc<dyn ExecutionPlan>) -> bool {
    // Keys that are computed are taken away by a projection over the join.
    let mut below = plan;
    while let Some(above) = below.downcast_ref::<ProjectionExec>() {
        below = above.input();
    }
    let join = match below.downcast_ref::<HashJoinExec>() {
        Some(join) => Some((join.join_type(), join.left(), join.right())),
        None => below
            .downcast_ref::<NestedLoopJoinExec>()
            .map(|join| (join.join_type(), join.left(), join.right())),
    };
    match join {
        Some((JoinType::Left, _, missing) | (JoinType::Right, missing, _)) => knows(missing),
        Some((JoinType::Full, left, right)) => knows(left) || knows(right),
        _ => knows(plan),
    }
}
