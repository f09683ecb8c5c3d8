//! Which correlated subqueries Trino plans: outer columns in conditions, or one array unnested.

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{JoinType, ScalarValue};
use datafusion::error::Result;
use datafusion::logical_expr::utils::split_conjunction;
use datafusion::logical_expr::{
    Aggregate, BinaryExpr, Expr, FetchType, LogicalPlan, Operator, Subquery,
};

use crate::error::SqlError;

/// Where a subquery stands.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    Value,
    Exists,
    In,
    Lateral,
}

/// Refuses a plan with a correlated subquery that Trino refuses.
pub(super) fn check(plan: &LogicalPlan) -> Result<()> {
    plan.apply_with_subqueries(|node| {
        if let LogicalPlan::Join(join) = node
            && let Some(subquery) = super::lateral(&join.right)
        {
            check_one(subquery, Use::Lateral)?;
            let is_true = |condition: &Expr| {
                matches!(
                    condition,
                    Expr::Literal(ScalarValue::Boolean(Some(true)), _)
                )
            };
            let computes = subquery.subquery.exists(|node| {
                Ok(matches!(
                    node,
                    LogicalPlan::Aggregate(_) | LogicalPlan::Unnest(_)
                ))
            })?;
            if computes && (!join.on.is_empty() || !join.filter.as_ref().is_none_or(is_true)) {
                return Err(SqlError::refused(
                    "LATERAL over what it aggregates or unnests takes no condition but ON true",
                )
                .hint("put the condition into WHERE")
                .into());
            }
        }
        node.apply_expressions(|expr| {
            expr.apply(|part| {
                match part {
                    Expr::ScalarSubquery(subquery) => check_one(subquery, Use::Value)?,
                    Expr::Exists(exists) => check_one(&exists.subquery, Use::Exists)?,
                    Expr::InSubquery(test) => check_one(&test.subquery, Use::In)?,
                    _ => {}
                }
                Ok(TreeNodeRecursion::Continue)
            })
        })
    })?;
    Ok(())
}

fn check_one(subquery: &Subquery, place: Use) -> Result<()> {
    if subquery.outer_ref_columns.is_empty() {
        return Ok(());
    }
    let plan = subquery.subquery.as_ref();
    let unnested = plan.exists(|node| {
        Ok(matches!(node, LogicalPlan::Unnest(unnest) if outward(&unnest.input)?))
    })?;
    let planned = if unnested {
        over_unnest(plan, place)?
    } else {
        let equal = equalities(plan)?;
        Walk { place, equal }.planned(plan, true)?
    };
    if planned {
        return Ok(());
    }
    Err(
        SqlError::unsupported("this form of a correlated subquery is not supported, nor is it in Athena but for a few cases")
            .hint("use columns of the outer query in WHERE alone, or join a grouped subquery")
            .into(),
    )
}

/// A subquery over an outer array: what is computed of it, unfiltered and not joined.
fn over_unnest(plan: &LogicalPlan, place: Use) -> Result<bool> {
    if place == Use::In {
        return Ok(false);
    }
    let mut planned = true;
    plan.apply(|node| {
        planned &= match node {
            LogicalPlan::Filter(_)
            | LogicalPlan::Join(_)
            | LogicalPlan::Window(_)
            | LogicalPlan::Union(_) => false,
            LogicalPlan::Aggregate(aggregate) => {
                let grouped = place == Use::Lateral && !aggregate.group_expr.is_empty();
                !grouped && !aggregate.aggr_expr.iter().any(is_filtered)
            }
            LogicalPlan::Distinct(_) => place != Use::Lateral,
            _ => true,
        };
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok(planned)
}

fn is_filtered(expr: &Expr) -> bool {
    expr.exists(|part| {
        Ok(matches!(part, Expr::AggregateFunction(function) if function.params.filter.is_some()))
    })
    .unwrap_or(false)
}

struct Walk {
    place: Use,
    /// Whether outer columns are compared by `=` alone.
    equal: bool,
}

impl Walk {
    /// Whether the nodes that depend on outer columns are of the kinds that Trino turns into joins.
    fn planned(&self, plan: &LogicalPlan, top: bool) -> Result<bool> {
        if !outward(plan)? {
            return Ok(true);
        }
        let own = names_outer(plan)?;
        let kind = match plan {
            LogicalPlan::Projection(projection) => {
                let mut input = projection.input.as_ref();
                while let LogicalPlan::SubqueryAlias(alias) = input {
                    input = &alias.input;
                }
                !own || (top && self.place == Use::Exists)
                    || is_global(input)
                    || matches!(input, LogicalPlan::EmptyRelation(_))
            }
            LogicalPlan::Filter(filter) => {
                !is_global(&filter.input)
                    && !matches!(filter.input.as_ref(), LogicalPlan::EmptyRelation(_))
            }
            LogicalPlan::Aggregate(aggregate) => {
                let grouped = !aggregate.group_expr.is_empty();
                !own && self.place != Use::In
                    && (!grouped || self.equal || self.place != Use::Value)
            }
            LogicalPlan::Limit(limit) => {
                // The columns that only order are dropped above the sort.
                let ordered = match limit.input.as_ref() {
                    LogicalPlan::Projection(projection) => projection.input.as_ref(),
                    input => input,
                };
                // Of a value the first row is taken in an order alone; two rows are counted, and fail.
                let any_one = self.place == Use::Value
                    && matches!(limit.get_fetch_type()?, FetchType::Literal(Some(1)))
                    && !matches!(ordered, LogicalPlan::Sort(_));
                self.equal && self.place != Use::In && !any_one
            }
            LogicalPlan::SubqueryAlias(_) | LogicalPlan::Distinct(_) | LogicalPlan::Subquery(_) => {
                true
            }
            LogicalPlan::Join(join) => join.join_type == JoinType::Inner || !own,
            LogicalPlan::Sort(_) => !own,
            _ => false,
        };
        if !kind {
            return Ok(false);
        }
        let through = matches!(plan, LogicalPlan::SubqueryAlias(_) | LogicalPlan::Limit(_));
        for input in plan.inputs() {
            if !self.planned(input, top && through)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn is_global(plan: &LogicalPlan) -> bool {
    matches!(plan, LogicalPlan::Aggregate(Aggregate { group_expr, .. }) if group_expr.is_empty())
}

/// Whether each condition on outer columns is an equality with one side outer, the other inner.
fn equalities(plan: &LogicalPlan) -> Result<bool> {
    let mut equal = true;
    plan.apply(|node| {
        if let LogicalPlan::Filter(filter) = node {
            equal &= split_conjunction(&filter.predicate)
                .into_iter()
                .filter(|test| has_outer(test))
                .all(|test| {
                    matches!(test, Expr::BinaryExpr(BinaryExpr { left, op: Operator::Eq, right })
                        if has_outer(left) != has_outer(right))
                });
        }
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok(equal)
}

fn has_outer(expr: &Expr) -> bool {
    expr.exists(|part| Ok(matches!(part, Expr::OuterReferenceColumn(..))))
        .unwrap_or(false)
}

/// Whether a node's own expressions name outer columns.
fn names_outer(plan: &LogicalPlan) -> Result<bool> {
    let mut found = false;
    plan.apply_expressions(|expr| {
        found |= has_outer(expr);
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok(found)
}

/// Whether a plan names outer columns anywhere, subqueries within it left aside.
fn outward(plan: &LogicalPlan) -> Result<bool> {
    plan.exists(names_outer)
}
