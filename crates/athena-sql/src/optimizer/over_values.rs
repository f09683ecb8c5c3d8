//! What is computed of VALUES alone, Trino computes while it plans: rows of a list are then compared one by one, and not looked up.

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{Aggregate, Expr, LogicalPlan, Projection};
use datafusion::optimizer::optimizer::ApplyOrder;
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};

use crate::functions::comparison::LOOKED_UP;

#[derive(Debug)]
pub(super) struct OverValues;

impl OptimizerRule for OverValues {
    fn name(&self) -> &str {
        "over_values"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::TopDown)
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        _: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        let (LogicalPlan::Projection(Projection { input, .. })
        | LogicalPlan::Aggregate(Aggregate { input, .. })) = &plan
        else {
            return Ok(Transformed::no(plan));
        };
        // The rows of a subquery are joined to those of VALUES, and what is computed of both is no constant.
        if !is_values(input) || plan.expressions().iter().any(asks) {
            return Ok(Transformed::no(plan));
        }
        let names = NamePreserver::new_for_projection();
        plan.map_expressions(|expr| {
            let name = names.save(&expr);
            Ok(compared(expr)?.update_data(|expr| name.restore(expr)))
        })
    }
}

/// The answer of the comparisons alone, wherever it is looked up.
fn compared(expr: Expr) -> Result<Transformed<Expr>> {
    expr.transform_down(|part| match part {
        Expr::ScalarFunction(mut call) if call.func.name() == LOOKED_UP => {
            let answer = call.args.swap_remove(0);
            Ok(Transformed::new(answer, true, TreeNodeRecursion::Jump))
        }
        part => Ok(Transformed::no(part)),
    })
}

fn asks(expr: &Expr) -> bool {
    let subquery = |part: &Expr| {
        matches!(
            part,
            Expr::ScalarSubquery(_) | Expr::InSubquery(_) | Expr::Exists(_)
        )
    };
    expr.exists(|part| Ok(subquery(part))).unwrap_or(true)
}

/// Whether rows are written in the statement, and no more than computed.
fn is_values(plan: &LogicalPlan) -> bool {
    match plan {
        LogicalPlan::Values(_) | LogicalPlan::EmptyRelation(_) => true,
        LogicalPlan::SubqueryAlias(alias) => is_values(&alias.input),
        LogicalPlan::Projection(projection) => is_values(&projection.input),
        _ => false,
    }
}
