//! `FETCH FIRST n ROWS WITH TIES`: all rows whose rank by the query's own order is within n.

use datafusion::common::tree_node::{Transformed, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::functions_window::rank::rank_udwf;
use datafusion::logical_expr::expr::{WindowFunction, WindowFunctionParams};
use datafusion::logical_expr::{
    Expr, FetchType, Limit, LogicalPlan, LogicalPlanBuilder, SkipType, WindowFrame,
    WindowFunctionDefinition, col, lit,
};

use crate::error::SqlError;

/// Added to the number of rows, so that the planned limit tells itself from others.
pub(crate) const MARK: u64 = 1 << 40;
const RANK: &str = "\u{3}rank";

/// Replaces the limits that are marked.
pub(crate) fn apply(plan: LogicalPlan) -> Result<LogicalPlan> {
    let mut none = true;
    plan.apply_with_subqueries(|node| {
        none &= marked(node)?.is_none();
        Ok(TreeNodeRecursion::Continue)
    })?;
    if none {
        return Ok(plan);
    }
    let plan = plan.transform_up_with_subqueries(|node| {
        let Some((limit, skip, count)) = marked(&node)? else {
            return Ok(Transformed::no(node));
        };
        let (projection, sort) = match limit.input.as_ref() {
            LogicalPlan::Sort(sort) => (None, sort),
            LogicalPlan::Projection(projection) => match projection.input.as_ref() {
                LogicalPlan::Sort(sort) => (Some(projection.expr.clone()), sort),
                _ => return Err(unsupported()),
            },
            _ => return Err(unsupported()),
        };
        let columns: Vec<Expr> = match projection {
            Some(exprs) => exprs,
            None => sort
                .input
                .schema()
                .columns()
                .into_iter()
                .map(Expr::Column)
                .collect(),
        };
        let rank = Expr::WindowFunction(Box::new(WindowFunction {
            fun: WindowFunctionDefinition::WindowUDF(rank_udwf()),
            params: WindowFunctionParams {
                args: vec![],
                partition_by: vec![],
                order_by: sort.expr.clone(),
                window_frame: WindowFrame::new(Some(false)),
                filter: None,
                null_treatment: None,
                distinct: false,
            },
        }));
        let within = count + u64::try_from(skip).unwrap_or(0);
        let ranked = LogicalPlanBuilder::from(sort.input.as_ref().clone())
            .window(vec![rank.alias(RANK)])?
            .filter(col(RANK).lt_eq(lit(within)))?
            .sort(sort.expr.clone())?
            .limit(skip, None)?
            .project(columns)?
            .build()?;
        Ok(Transformed::yes(ranked))
    })?;
    Ok(plan.data)
}

/// A marked limit, what it skips, and how many rows it asks for.
fn marked(node: &LogicalPlan) -> Result<Option<(&Limit, usize, u64)>> {
    let LogicalPlan::Limit(limit) = node else {
        return Ok(None);
    };
    let (FetchType::Literal(Some(fetch)), SkipType::Literal(skip)) =
        (limit.get_fetch_type()?, limit.get_skip_type()?)
    else {
        return Ok(None);
    };
    let count = u64::try_from(fetch).ok().and_then(|n| n.checked_sub(MARK));
    Ok(count.map(|count| (limit, skip, count)))
}

fn unsupported() -> datafusion::error::DataFusionError {
    SqlError::unsupported("FETCH … WITH TIES is not supported in this place")
        .hint("filter on rank() in an outer query")
        .into()
}
