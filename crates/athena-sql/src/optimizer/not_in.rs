//! The left side of NOT IN is a column.
//!
//! DataFusion joins for `x NOT IN (q)` and minds NULL by the columns of the condition alone. `try_cast(s AS integer)` may be NULL where s is
//! not, and `5` is no column: the join then takes what is unknown for true.

use datafusion::common::tree_node::Transformed;
use datafusion::error::Result;
use datafusion::logical_expr::utils::{conjunction, split_conjunction, split_conjunction_owned};
use datafusion::logical_expr::{Expr, Filter, LogicalPlan, LogicalPlanBuilder, col};
use datafusion::optimizer::optimizer::ApplyOrder;
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};

/// Computes the left sides below the condition.
#[derive(Debug)]
pub(super) struct NotIn;

impl OptimizerRule for NotIn {
    fn name(&self) -> &str {
        "not_in"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::TopDown)
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        config: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        let LogicalPlan::Filter(Filter {
            predicate, input, ..
        }) = &plan
        else {
            return Ok(Transformed::no(plan));
        };
        let mut parts = split_conjunction(predicate).into_iter();
        if !parts.any(is_not_in) {
            return Ok(Transformed::no(plan));
        }
        let mut computed = Vec::new();
        let parts = split_conjunction_owned(predicate.clone()).into_iter();
        let parts = parts.map(|mut part| {
            if is_not_in(&part)
                && let Some(left) = left(&mut part)
            {
                let name = config.alias_generator().next("__left");
                let expr = std::mem::replace(left, col(&name));
                computed.push(expr.alias(name));
            }
            part
        });
        let Some(predicate) = conjunction(parts) else {
            return Ok(Transformed::no(plan));
        };
        let columns = || input.schema().columns().into_iter().map(Expr::Column);
        LogicalPlanBuilder::from(LogicalPlan::clone(input))
            .project(columns().chain(computed))?
            .filter(predicate)?
            .project(columns())?
            .build()
            .map(Transformed::yes)
    }
}

/// Whether a condition tests what is no column to be in no row of a query.
fn is_not_in(condition: &Expr) -> bool {
    let (test, negated) = match condition {
        Expr::InSubquery(test) => (test, true),
        Expr::Not(inner) => match inner.as_ref() {
            Expr::InSubquery(test) => (test, false),
            _ => return false,
        },
        _ => return false,
    };
    test.negated == negated && !matches!(*test.expr, Expr::Column(_))
}

/// The left side of such a test.
fn left(condition: &mut Expr) -> Option<&mut Expr> {
    match condition {
        Expr::InSubquery(test) => Some(test.expr.as_mut()),
        Expr::Not(inner) => left(inner),
        _ => None,
    }
}
