//! Correlated subqueries that DataFusion does not turn into joins: compared by more than `=`, over UNNEST, with LIMIT, lateral.
//!
//! The values of the outer columns become a table of their own, the *domain*; [`domain`] computes the subquery for all of them at
//! once, and here its result is joined to the rows that ask. (Neumann and Kemper, Unnesting Arbitrary Queries, BTW 2015.)

use std::sync::Arc;

use datafusion::arrow::datatypes::Int64Type;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{Column, DFSchema, JoinType, NullEquality};
use datafusion::error::Result;
use datafusion::execution::SessionState;
use datafusion::functions_aggregate::expr_fn::{count, first_value};
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{Expr, Join, LogicalPlan, LogicalPlanBuilder, Subquery, lit};

use crate::error::SqlError;
use crate::functions::conditional::searched;
use crate::kernel::Kernel;

mod domain;
mod once;
mod shape;

use domain::Domain;
pub(crate) use once::OncePlanner;
use once::once;

/// The plan as it is where DataFusion can run it, or else with every correlated subquery as a join.
pub(crate) fn apply(plan: LogicalPlan, state: &SessionState) -> Result<LogicalPlan> {
    if !refers_outward(&plan)? {
        return Ok(plan);
    }
    shape::check(&plan)?;
    let joined = |optimized: LogicalPlan| -> Result<bool> {
        Ok(!refers_outward(&optimized)? && is_sound(&optimized)?)
    };
    if !tests_absence(&plan)? && state.optimize(&plan).and_then(joined).unwrap_or(false) {
        return Ok(plan);
    }
    let mut joins = Joins::default();
    let plan = joins.plan(plan)?;
    if refers_outward(&plan)? {
        return Err(domain::unsupported().into());
    }
    Ok(plan)
}

/// Whether there is a correlated NOT IN, whose answer for NULL DataFusion's join does not give.
fn tests_absence(plan: &LogicalPlan) -> Result<bool> {
    any(
        plan,
        |part| matches!(part, Expr::InSubquery(test) if test.negated && correlated(&test.subquery)),
    )
}

/// Whether each column that a node refers to is one of its inputs', which DataFusion does not see to where an outer column is
/// referred to in two places.
fn is_sound(plan: &LogicalPlan) -> Result<bool> {
    let mut sound = true;
    plan.apply_with_subqueries(|node| {
        let inputs = node.inputs();
        let given = |column: &Column| inputs.iter().any(|input| input.schema().has_column(column));
        node.apply_expressions(|expr| {
            sound &= inputs.is_empty() || expr.column_refs().into_iter().all(given);
            Ok(TreeNodeRecursion::Continue)
        })
    })?;
    Ok(sound)
}

fn refers_outward(plan: &LogicalPlan) -> Result<bool> {
    any(plan, |part| matches!(part, Expr::OuterReferenceColumn(..)))
}

/// Whether a part of an expression of a plan, or of its subqueries, is what is looked for.
pub(crate) fn any(plan: &LogicalPlan, wanted: impl Fn(&Expr) -> bool) -> Result<bool> {
    let mut found = false;
    plan.apply_with_subqueries(|node| {
        node.apply_expressions(|expr| {
            found |= expr.exists(|part| Ok(wanted(part)))?;
            Ok(if found {
                TreeNodeRecursion::Stop
            } else {
                TreeNodeRecursion::Continue
            })
        })
    })?;
    Ok(found)
}

/// Numbers the tables that are made, so that the names of their columns are nobody else's.
#[derive(Default)]
struct Joins {
    made: usize,
}

impl Joins {
    /// Replaces the correlated subqueries of a plan, innermost first.
    fn plan(&mut self, plan: LogicalPlan) -> Result<LogicalPlan> {
        let plan = plan
            .map_children(|child| self.plan(child).map(Transformed::yes))?
            .data;
        let plan = plan
            .map_expressions(|expr| expr.transform_up(|part| self.inside(part)))?
            .data;
        match &plan {
            LogicalPlan::Join(join) => match lateral(&join.right) {
                Some(_) => self.lateral(join),
                None => match tested_after(join)? {
                    Some(tested) => self.node(tested),
                    None => Ok(plan),
                },
            },
            LogicalPlan::Subquery(_) => Ok(plan),
            _ if plan.inputs().len() == 1 => self.node(plan),
            _ => Ok(plan),
        }
    }

    /// A subquery with its own subqueries replaced.
    fn inside(&mut self, expr: Expr) -> Result<Transformed<Expr>> {
        let mut plan = |subquery: &Subquery| -> Result<Subquery> {
            let inner = self.plan(subquery.subquery.as_ref().clone())?;
            Ok(subquery.with_plan(Arc::new(inner)))
        };
        Ok(match expr {
            Expr::ScalarSubquery(subquery) => {
                Transformed::yes(Expr::ScalarSubquery(plan(&subquery)?))
            }
            Expr::Exists(mut exists) => {
                exists.subquery = plan(&exists.subquery)?;
                Transformed::yes(Expr::Exists(exists))
            }
            Expr::InSubquery(mut test) => {
                test.subquery = plan(&test.subquery)?;
                Transformed::yes(Expr::InSubquery(test))
            }
            other => Transformed::no(other),
        })
    }

    /// One node over one input: each subquery in its expressions becomes a column of the input.
    fn node(&mut self, node: LogicalPlan) -> Result<LogicalPlan> {
        if !node.expressions().iter().any(asks) {
            return Ok(node);
        }
        let columns = node.schema().columns();
        let mut input = Input::of(once(node.inputs()[0].clone())?);
        let names = NamePreserver::new(&node);
        let mut exprs = Vec::new();
        for expr in node.expressions() {
            let name = names.save(&expr);
            let replaced = expr.transform_up(|part| {
                let value = match &part {
                    Expr::ScalarSubquery(subquery) if correlated(subquery) => {
                        self.scalar(&mut input, subquery)?
                    }
                    Expr::Exists(exists) if correlated(&exists.subquery) => {
                        let rows = self.counted(&mut input, &exists.subquery, vec![lit(1_i64)])?;
                        let some = rows[0].clone().gt(lit(0_i64));
                        if exists.negated { !some } else { some }
                    }
                    Expr::InSubquery(test) if correlated(&test.subquery) => {
                        self.among(&mut input, test)?
                    }
                    _ => return Ok(Transformed::no(part)),
                };
                Ok(Transformed::yes(value))
            })?;
            exprs.push(name.restore(replaced.data));
        }
        let node = node.with_new_exprs(exprs, vec![input.joined])?;
        if node.schema().columns() == columns {
            return Ok(node);
        }
        LogicalPlanBuilder::from(node)
            .project(columns.into_iter().map(Expr::Column))?
            .build()
    }

    /// The one value of a subquery.
    fn scalar(&mut self, input: &mut Input, subquery: &Subquery) -> Result<Expr> {
        let column = first_column(&subquery.subquery)?;
        let kind = subquery.subquery.schema().field(0).data_type().clone();
        let values = self.joined(input, subquery.subquery.as_ref().clone(), |_| {
            vec![count(lit(1_i64)), first_value(Expr::Column(column), vec![])]
        })?;
        let single = Kernel::new("$single", kind, |inputs| {
            let rows = inputs.values::<Int64Type>(0)?;
            if (0..inputs.rows).any(|row| rows.get(row).is_some_and(|rows| rows > 1)) {
                let several = "a scalar subquery has returned multiple rows";
                return Err(SqlError::execution(several).into());
            }
            inputs.array(1)
        });
        Ok(single.call(values))
    }

    /// How many rows of a subquery have each of these, 0 where there is none.
    fn counted(
        &mut self,
        input: &mut Input,
        subquery: &Subquery,
        what: Vec<Expr>,
    ) -> Result<Vec<Expr>> {
        let counts = self.joined(input, subquery.subquery.as_ref().clone(), |_| {
            what.into_iter().map(count).collect()
        })?;
        let or_none = |n: Expr| searched(vec![(n.clone().is_not_null(), n)], Some(lit(0_i64)));
        Ok(counts.into_iter().map(or_none).collect())
    }

    /// `x IN (q)`: true for an equal row, else unknown for one that may be, else false.
    fn among(
        &mut self,
        input: &mut Input,
        test: &datafusion::logical_expr::expr::InSubquery,
    ) -> Result<Expr> {
        // The left side becomes a column of the subquery, as an outer one.
        let schema = Arc::clone(input.joined.schema());
        let left = test.expr.as_ref().clone().transform(|part| {
            Ok(match part {
                Expr::Column(column) => {
                    let (_, field) = schema.qualified_field_from_column(&column)?;
                    Transformed::yes(Expr::OuterReferenceColumn(Arc::clone(field), column))
                }
                other => Transformed::no(other),
            })
        })?;
        let column = Expr::Column(first_column(&test.subquery.subquery)?);
        let equal = left.data.eq(column);
        let one = |when: Expr| searched(vec![(when, lit(1_i64))], None);
        self.made += 1;
        let (same, open) = (
            format!("\u{5}same{}", self.made),
            format!("\u{5}open{}", self.made),
        );
        let tested = LogicalPlanBuilder::from(test.subquery.subquery.as_ref().clone())
            .project(vec![
                one(equal.clone()).alias(&same),
                one(equal.is_null()).alias(&open),
            ])?
            .build()?;
        let subquery = test.subquery.with_plan(Arc::new(tested));
        let columns = [same, open].map(|name| Expr::Column(Column::new_unqualified(name)));
        let counts = self.counted(input, &subquery, columns.to_vec())?;
        let some = |i: usize| counts[i].clone().gt(lit(0_i64));
        let unknown = lit(datafusion::common::ScalarValue::Boolean(None));
        let value = searched(
            vec![(some(0), lit(true)), (some(1), unknown)],
            Some(lit(false)),
        );
        Ok(if test.negated { !value } else { value })
    }

    /// Joins to the input what is computed of the subquery's rows for each of the outer values; the names of the new columns.
    fn joined(
        &mut self,
        input: &mut Input,
        subquery: LogicalPlan,
        compute: impl FnOnce(&DFSchema) -> Vec<Expr>,
    ) -> Result<Vec<Expr>> {
        let domain = Domain::of(&subquery, input.asked(&subquery)?, &mut self.made)?;
        let rows = domain.computed(&subquery)?;
        let aggregates: Vec<Expr> = compute(rows.schema())
            .into_iter()
            .enumerate()
            .map(|(i, aggregate)| aggregate.alias(format!("\u{5}value{}_{i}", domain.number)))
            .collect();
        let values: Vec<Expr> = (0..aggregates.len())
            .map(|i| format!("\u{5}value{}_{i}", domain.number))
            .map(|name| Expr::Column(Column::new_unqualified(name)))
            .collect();
        let right = LogicalPlanBuilder::from(rows)
            .aggregate(domain.columns(), aggregates)?
            .build()?;
        input.joined = LogicalPlanBuilder::from(input.joined.clone())
            .join_detailed(
                right,
                JoinType::Left,
                (domain.outer.clone(), domain.names.clone()),
                None,
                NullEquality::NullEqualsNull,
            )?
            .build()?;
        Ok(values)
    }

    /// A join with a subquery of the left side's columns.
    fn lateral(&mut self, join: &Join) -> Result<LogicalPlan> {
        let columns = join.schema.columns();
        let left = once(join.left.as_ref().clone())?;
        let domain = Domain::of(&join.right, &left, &mut self.made)?;
        let right = domain.computed(&join.right)?;
        let on = join.on.iter().map(|(a, b)| a.clone().eq(b.clone()));
        let filter = on.chain(join.filter.clone()).reduce(Expr::and);
        LogicalPlanBuilder::from(left)
            .join_detailed(
                right,
                join.join_type,
                (domain.outer.clone(), domain.names.clone()),
                filter,
                NullEquality::NullEqualsNull,
            )?
            .project(columns.into_iter().map(Expr::Column))?
            .build()
    }
}

/// The input of a node, and the same with a column for each subquery that was replaced.
struct Input {
    given: LogicalPlan,
    joined: LogicalPlan,
}

impl Input {
    fn of(given: LogicalPlan) -> Self {
        Self {
            joined: given.clone(),
            given,
        }
    }

    /// The smallest that has the columns a subquery refers to: else each subquery would hold those before it once more.
    fn asked(&self, subquery: &LogicalPlan) -> Result<&LogicalPlan> {
        let mut given = true;
        domain::visit(subquery, &mut |column| {
            let of_input = self.joined.schema().has_column(column);
            given &= !of_input || self.given.schema().has_column(column);
        })?;
        Ok(if given { &self.given } else { &self.joined })
    }
}

/// Whether a part of an expression is a correlated subquery.
fn asks(expr: &Expr) -> bool {
    let asks = |part: &Expr| match part {
        Expr::ScalarSubquery(subquery) => correlated(subquery),
        Expr::Exists(exists) => correlated(&exists.subquery),
        Expr::InSubquery(test) => correlated(&test.subquery),
        _ => false,
    };
    expr.exists(|part| Ok(asks(part))).unwrap_or(false)
}

fn correlated(subquery: &Subquery) -> bool {
    !subquery.outer_ref_columns.is_empty()
}

/// The lateral subquery on the right of a join.
fn lateral(plan: &LogicalPlan) -> Option<&Subquery> {
    match plan {
        LogicalPlan::SubqueryAlias(alias) => lateral(&alias.input),
        LogicalPlan::Subquery(subquery) if correlated(subquery) => Some(subquery),
        _ => None,
    }
}

/// An inner join whose condition asks a correlated subquery, with that condition on its rows instead.
fn tested_after(join: &Join) -> Result<Option<LogicalPlan>> {
    let asks = |part: &Expr| matches!(part, Expr::ScalarSubquery(subquery) if correlated(subquery));
    let Some(condition) = &join.filter else {
        return Ok(None);
    };
    if join.join_type != JoinType::Inner || !condition.exists(|part| Ok(asks(part)))? {
        return Ok(None);
    }
    let all = Join {
        filter: None,
        ..join.clone()
    };
    LogicalPlanBuilder::from(LogicalPlan::Join(all))
        .filter(condition.clone())?
        .build()
        .map(Some)
}

fn first_column(plan: &LogicalPlan) -> Result<Column> {
    let first = plan.schema().columns().into_iter().next();
    first.ok_or_else(|| SqlError::refused("a subquery needs a column").into())
}
