//! A subquery computed for all values of its outer columns at once: each node carries the values along.

use std::sync::Arc;

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{Column, JoinType, NullEquality};
use datafusion::error::Result;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{
    Aggregate, Distinct, Expr, FetchType, Join, Limit, LogicalPlan, LogicalPlanBuilder, SkipType,
    SubqueryAlias, Values, Window, lit,
};

use crate::error::SqlError;
use crate::relations::row_number;

pub(super) fn unsupported() -> SqlError {
    SqlError::unsupported("this use of a column of the outer query is not supported")
        .hint("join a grouped subquery")
}

/// The distinct values of the outer columns of one subquery.
pub(super) struct Domain {
    pub(super) number: usize,
    /// The columns of the outer query, and what they are called here.
    pub(super) outer: Vec<Column>,
    pub(super) names: Vec<Column>,
    plan: LogicalPlan,
}

impl Domain {
    /// The domain of a subquery over the input that it refers to.
    pub(super) fn of(
        subquery: &LogicalPlan,
        input: &LogicalPlan,
        made: &mut usize,
    ) -> Result<Self> {
        *made += 1;
        let number = *made;
        let mut outer: Vec<Column> = Vec::new();
        visit(subquery, &mut |column| {
            if input.schema().has_column(column) && !outer.contains(column) {
                outer.push(column.clone());
            }
        })?;
        if outer.is_empty() {
            return Err(unsupported().into());
        }
        let name = |i: usize| format!("\u{5}outer{number}_{i}");
        let names = (0..outer.len()).map(|i| Column::new_unqualified(name(i)));
        let values = outer.iter().enumerate();
        let plan = LogicalPlanBuilder::from(input.clone())
            .project(values.map(|(i, column)| Expr::Column(column.clone()).alias(name(i))))?
            .distinct()?
            .build()?;
        Ok(Self {
            number,
            names: names.collect(),
            outer,
            plan,
        })
    }

    pub(super) fn columns(&self) -> Vec<Expr> {
        self.names.iter().cloned().map(Expr::Column).collect()
    }

    /// Every outer column as the domain's.
    fn here(&self, expr: Expr) -> Result<Transformed<Expr>> {
        expr.transform(|part| {
            Ok(match &part {
                Expr::OuterReferenceColumn(_, column) => {
                    match self.outer.iter().position(|outer| outer == column) {
                        Some(i) => Transformed::yes(Expr::Column(self.names[i].clone())),
                        None => Transformed::no(part),
                    }
                }
                _ => Transformed::no(part),
            })
        })
    }

    /// The node's own expressions with the domain's columns, under the names that they had.
    fn exprs(&self, node: &LogicalPlan) -> Result<Vec<Expr>> {
        let names = NamePreserver::new(node);
        node.expressions()
            .into_iter()
            .map(|expr| {
                let name = names.save(&expr);
                Ok(name.restore(self.here(expr)?.data))
            })
            .collect()
    }

    fn depends(&self, plan: &LogicalPlan) -> Result<bool> {
        let mut found = false;
        visit(plan, &mut |column| found |= self.outer.contains(column))?;
        Ok(found)
    }

    /// The plan's rows for each value of the domain, whose columns come first.
    pub(super) fn computed(&self, plan: &LogicalPlan) -> Result<LogicalPlan> {
        if !self.depends(plan)? {
            return LogicalPlanBuilder::from(self.plan.clone())
                .cross_join(plan.clone())?
                .build();
        }
        match plan {
            LogicalPlan::Subquery(subquery) => self.computed(&subquery.subquery),
            LogicalPlan::Projection(projection) => {
                let exprs = self.columns().into_iter().chain(self.exprs(plan)?);
                LogicalPlanBuilder::from(self.computed(&projection.input)?)
                    .project(exprs)?
                    .build()
            }
            LogicalPlan::Filter(filter) => {
                let predicate = self.here(filter.predicate.clone())?.data;
                LogicalPlanBuilder::from(self.computed(&filter.input)?)
                    .filter(predicate)?
                    .build()
            }
            LogicalPlan::SubqueryAlias(alias) => self.alias(alias),
            LogicalPlan::Aggregate(aggregate) => self.aggregate(aggregate),
            LogicalPlan::Distinct(Distinct::All(input)) => {
                LogicalPlanBuilder::from(self.computed(input)?)
                    .distinct()?
                    .build()
            }
            // The order of the rows matters to a LIMIT alone.
            LogicalPlan::Sort(sort) if sort.fetch.is_none() => self.computed(&sort.input),
            LogicalPlan::Limit(limit) => self.limit(limit),
            LogicalPlan::Window(window) => self.window(window),
            LogicalPlan::Join(join) => self.join(join),
            LogicalPlan::Unnest(unnest) => LogicalPlanBuilder::from(self.computed(&unnest.input)?)
                .unnest_columns_with_options(unnest.exec_columns.clone(), unnest.options.clone())?
                .build(),
            LogicalPlan::Union(union) => {
                let inputs = union.inputs.iter().map(|input| self.computed(input));
                let mut inputs = inputs.collect::<Result<Vec<_>>>()?.into_iter();
                let first = inputs.next().ok_or_else(unsupported)?;
                let all = inputs
                    .try_fold(LogicalPlanBuilder::from(first), |all, next| all.union(next))?;
                all.build()
            }
            LogicalPlan::Values(values) => self.values(values),
            _ => Err(unsupported().into()),
        }
    }

    fn alias(&self, alias: &SubqueryAlias) -> Result<LogicalPlan> {
        let named = LogicalPlanBuilder::from(self.computed(&alias.input)?)
            .alias(alias.alias.clone())?
            .build()?;
        let exprs = named.schema().columns().into_iter().map(|column| {
            if self.names.iter().any(|name| name.name == column.name) {
                let name = column.name.clone();
                Expr::Column(column).alias(name)
            } else {
                Expr::Column(column)
            }
        });
        let exprs: Vec<Expr> = exprs.collect();
        LogicalPlanBuilder::from(named).project(exprs)?.build()
    }

    fn aggregate(&self, aggregate: &Aggregate) -> Result<LogicalPlan> {
        if aggregate
            .group_expr
            .iter()
            .any(|expr| matches!(expr, Expr::GroupingSet(_)))
        {
            return Err(unsupported().into());
        }
        let named = |expr: &Expr| -> Result<Expr> {
            let name = expr.schema_name().to_string();
            let changed = self.here(expr.clone())?;
            Ok(if changed.transformed {
                changed.data.alias(name)
            } else {
                changed.data
            })
        };
        let input = self.computed(&aggregate.input)?;
        if !aggregate.group_expr.is_empty() {
            let groups = aggregate.group_expr.iter().map(named);
            let groups = groups.collect::<Result<Vec<_>>>()?;
            let values = aggregate.aggr_expr.iter().map(named);
            return LogicalPlanBuilder::from(input)
                .aggregate(
                    self.columns().into_iter().chain(groups),
                    values.collect::<Result<Vec<_>>>()?,
                )?
                .build();
        }
        // Without groups there is a row for no rows too: the whole domain, and a mark on what was there.
        let (mark, right) = self.renamed(input, true)?;
        let input = LogicalPlanBuilder::from(self.plan.clone())
            .join_detailed(
                right,
                JoinType::Left,
                (self.names.clone(), self.others()),
                None,
                NullEquality::NullEqualsNull,
            )?
            .build()?;
        let values = aggregate.aggr_expr.iter().map(|expr| {
            let name = expr.schema_name().to_string();
            let there = self.here(expr.clone())?.data.transform(|part| {
                Ok(match part {
                    Expr::AggregateFunction(mut function) => {
                        let there = Expr::Column(mark.clone()).is_not_null();
                        function.params.filter = Some(Box::new(match function.params.filter {
                            Some(filter) => there.and(*filter),
                            None => there,
                        }));
                        Transformed::yes(Expr::AggregateFunction(function))
                    }
                    other => Transformed::no(other),
                })
            })?;
            Ok(there.data.alias(name))
        });
        LogicalPlanBuilder::from(input)
            .aggregate(self.columns(), values.collect::<Result<Vec<_>>>()?)?
            .build()
    }

    /// What the domain's columns are called on the right of a join whose left side has them too.
    fn others(&self) -> Vec<Column> {
        let other = |name: &Column| Column::new_unqualified(format!("{}\u{5}", name.name));
        self.names.iter().map(other).collect()
    }

    /// The plan with the other names, and a column that is never NULL, if wanted.
    fn renamed(&self, plan: LogicalPlan, marked: bool) -> Result<(Column, LogicalPlan)> {
        let mark = format!("\u{5}there{}", self.number);
        let others = self.others();
        let columns = plan.schema().columns();
        let mut exprs: Vec<Expr> = columns
            .into_iter()
            .map(
                |column| match self.names.iter().position(|name| *name == column) {
                    Some(i) => Expr::Column(column).alias(&others[i].name),
                    None => Expr::Column(column),
                },
            )
            .collect();
        if marked {
            exprs.push(lit(true).alias(&mark));
        }
        let plan = LogicalPlanBuilder::from(plan).project(exprs)?.build()?;
        Ok((Column::new_unqualified(mark), plan))
    }

    /// The first rows of each value: numbered in the order of the sort below.
    fn limit(&self, limit: &Limit) -> Result<LogicalPlan> {
        let (FetchType::Literal(fetch), SkipType::Literal(skip)) =
            (limit.get_fetch_type()?, limit.get_skip_type()?)
        else {
            return Err(unsupported().into());
        };
        let (order_by, input) = match limit.input.as_ref() {
            LogicalPlan::Sort(sort) => (sort.expr.clone(), self.computed(&sort.input)?),
            // The columns that only order are dropped above the sort.
            LogicalPlan::Projection(projection)
                if matches!(projection.input.as_ref(), LogicalPlan::Sort(_)) =>
            {
                let mut below = limit.clone();
                below.input = Arc::clone(&projection.input);
                let mut above = projection.clone();
                above.input = Arc::new(LogicalPlan::Limit(below));
                return self.computed(&LogicalPlan::Projection(above));
            }
            other => (vec![], self.computed(other)?),
        };
        let columns: Vec<Expr> = input
            .schema()
            .columns()
            .into_iter()
            .map(Expr::Column)
            .collect();
        let name = format!("\u{5}number{}", self.number);
        let number = row_number(self.columns(), order_by);
        let place = Expr::Column(Column::new_unqualified(&name));
        let mut kept = place.clone().gt(lit(skip as u64));
        if let Some(fetch) = fetch {
            kept = kept.and(place.lt_eq(lit(skip.saturating_add(fetch) as u64)));
        }
        LogicalPlanBuilder::from(input)
            .window(vec![number.alias(name)])?
            .filter(kept)?
            .project(columns)?
            .build()
    }

    fn window(&self, window: &Window) -> Result<LogicalPlan> {
        let exprs = window.window_expr.iter().map(|expr| {
            let name = expr.schema_name().to_string();
            let each = self.here(expr.clone())?.data.transform(|part| {
                Ok(match part {
                    Expr::WindowFunction(mut function) => {
                        function.params.partition_by.extend(self.columns());
                        Transformed::yes(Expr::WindowFunction(function))
                    }
                    other => Transformed::no(other),
                })
            })?;
            Ok(each.data.alias(name))
        });
        LogicalPlanBuilder::from(self.computed(&window.input)?)
            .window(exprs.collect::<Result<Vec<_>>>()?)?
            .build()
    }

    fn join(&self, join: &Join) -> Result<LogicalPlan> {
        let columns = join.schema.columns();
        let (left, right) = (self.depends(&join.left)?, self.depends(&join.right)?);
        let keys = join.on.iter().map(|(a, b)| a.clone().eq(b.clone()));
        let mut tests = keys
            .chain(join.filter.clone())
            .map(|test| Ok(self.here(test)?.data));
        let mut tests = tests.by_ref().collect::<Result<Vec<_>>>()?;
        let (left, right) = match join.join_type {
            JoinType::Inner if !left && right => {
                (join.left.as_ref().clone(), self.computed(&join.right)?)
            }
            JoinType::Inner | JoinType::Left if !right => {
                (self.computed(&join.left)?, join.right.as_ref().clone())
            }
            JoinType::Inner | JoinType::Left => {
                let (_, other) = self.renamed(self.computed(&join.right)?, false)?;
                let same = self.names.iter().zip(self.others()).map(|(name, other)| {
                    let (a, b) = (Expr::Column(name.clone()), Expr::Column(other));
                    datafusion::logical_expr::binary_expr(
                        a,
                        datafusion::logical_expr::Operator::IsNotDistinctFrom,
                        b,
                    )
                });
                tests.extend(same);
                (self.computed(&join.left)?, other)
            }
            _ => return Err(unsupported().into()),
        };
        let columns = self
            .columns()
            .into_iter()
            .chain(columns.into_iter().map(Expr::Column));
        LogicalPlanBuilder::from(left)
            .join_on(right, join.join_type, tests)?
            .project(columns)?
            .build()
    }

    /// VALUES of outer columns: one row of each for every value of the domain.
    fn values(&self, values: &Values) -> Result<LogicalPlan> {
        let fields = values.schema.columns();
        let mut rows = values.values.iter().map(|row| {
            let exprs = row
                .iter()
                .zip(&fields)
                .map(|(expr, field)| Ok(self.here(expr.clone())?.data.alias(&field.name)));
            let exprs = exprs.collect::<Result<Vec<_>>>()?;
            LogicalPlanBuilder::from(self.plan.clone())
                .project(self.columns().into_iter().chain(exprs))?
                .build()
        });
        let first = rows.next().ok_or_else(unsupported)??;
        let all = rows.try_fold(LogicalPlanBuilder::from(first), |all, row| all.union(row?))?;
        all.build()
    }
}

/// Every outer column that a plan names, its subqueries' included.
pub(super) fn visit(plan: &LogicalPlan, found: &mut impl FnMut(&Column)) -> Result<()> {
    plan.apply_with_subqueries(|node| {
        node.apply_expressions(|expr| {
            expr.apply(|part| {
                if let Expr::OuterReferenceColumn(_, column) = part {
                    found(column);
                }
                Ok(TreeNodeRecursion::Continue)
            })
        })
    })?;
    Ok(())
}
