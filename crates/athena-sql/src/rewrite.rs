//! The AST of Athena's SQL turned into one that DataFusion plans with Athena's meaning.
//!
//! Scalar constructs become calls (see [`crate::call`]); UNNEST is nested with what stands left of it, so that a relation
//! planner sees both; output columns get the names Athena gives them.

use std::collections::HashSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Fetch, Function, GroupByExpr, LimitClause, OrderByKind, Query, Select, SetExpr,
    Statement, TableFactor, Value, VisitMut, VisitorMut, WindowFrame, WindowType,
};

use crate::error::{Result, SqlError};
use crate::relations::may_have_namesakes;
use crate::subqueries;
use crate::using;

mod args;
mod hidden;
mod lateral;
mod names;
mod nest;
mod order;
mod order_windows;
mod query;
mod sample;
mod scalars;
mod shadows;
mod stars;

pub(crate) use args::take_args;
pub(crate) use lateral::is_aggregated;
use names::{guard_aliases, name_derived, name_outputs};
pub(crate) use names::{output_names, table_names};
pub(crate) use nest::is_unnest_pair;
use nest::{nest_joins, nest_unnest};
use query::{
    group_by_columns, group_by_nothing, inline_windows, limit_and_fetch, restore_ordinal,
    restore_ordinals, wrap_query, wrap_set,
};
use scalars::start;
pub(crate) use scalars::string;
pub(crate) use stars::ROW_TABLE;

/// Separates a name from the number that tells it from its namesakes.
pub(crate) const NAMESAKE: char = '\u{2}';

/// What stands first in GROUP BY for its word DISTINCT.
pub(crate) const DISTINCT_SETS: &str = "\u{5}distinct";

/// Rewrites a checked and bound statement in place.
pub(crate) fn rewrite(statement: &mut Statement) -> Result<()> {
    shadows::rename(statement);
    subqueries::rows_are_tuples(statement);
    hidden::rename(statement);
    let mut rewriter = Rewriter::default();
    match statement.visit(&mut rewriter) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(error) => Err(error),
    }
}

#[derive(Default)]
struct Rewriter {
    /// Parameters of the lambdas around the current expression.
    lambdas: Vec<Vec<String>>,
    /// Window frames set aside while the rest of their function is rewritten: the planner wants their literals plain.
    frames: Vec<Option<WindowFrame>>,
    limits: Vec<(Option<LimitClause>, Option<Fetch>)>,
    derived: usize,
    /// Depths at which queries are terms of a recursive WITH and stay as they are.
    recursive: HashSet<usize>,
}

impl VisitorMut for Rewriter {
    type Break = SqlError;

    fn pre_visit_query(&mut self, query: &mut Query) -> ControlFlow<SqlError> {
        self.limits
            .push((query.limit_clause.take(), query.fetch.take()));
        if query.with.as_ref().is_some_and(|with| with.recursive) {
            // The planner wants the two terms of a recursive CTE side by side.
            self.recursive.insert(self.limits.len());
        }
        order::of_outputs(query);
        let outputs = order_windows::computed(query);
        inline_windows(query);
        order_windows::qualified(query, &outputs);
        if let Err(error) = order::of_distinct(query) {
            return ControlFlow::Break(error);
        }
        if let Err(error) = using::rewrite(query) {
            return ControlFlow::Break(error);
        }
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &mut Query) -> ControlFlow<SqlError> {
        if let Some((limit, fetch)) = self.limits.pop() {
            query.limit_clause = limit_and_fetch(limit, fetch);
        }
        if let Some(order_by) = &mut query.order_by
            && let OrderByKind::Expressions(exprs) = &mut order_by.kind
        {
            exprs
                .iter_mut()
                .for_each(|item| restore_ordinal(&mut item.expr));
        }
        if matches!(
            query.body.as_ref(),
            SetExpr::Values(_) | SetExpr::SetOperation { .. }
        ) && !self.recursive.contains(&self.limits.len())
        {
            self.derived += 1;
            wrap_set(query, self.derived);
        }
        for cte in query.with.iter_mut().flat_map(|with| &mut with.cte_tables) {
            if may_have_namesakes(&cte.query) {
                self.derived += 1;
                wrap_query(&mut cte.query, &format!("s{}", self.derived));
            }
        }
        self.recursive.remove(&(self.limits.len() + 1));
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &mut Select) -> ControlFlow<SqlError> {
        if let Err(error) = stars::expand(select) {
            return ControlFlow::Break(error);
        }
        if let Err(error) = subqueries::rewrite(select) {
            return ControlFlow::Break(error);
        }
        if let Err(error) = group_by_columns(select).and_then(|()| group_by_nothing(select)) {
            return ControlFlow::Break(error);
        }
        lateral::unnest_rows(select);
        name_derived(select, &mut self.derived);
        guard_aliases(select);
        name_outputs(select);
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, select: &mut Select) -> ControlFlow<SqlError> {
        if let GroupByExpr::Expressions(exprs, _) = &mut select.group_by {
            restore_ordinals(exprs);
        }
        nest_unnest(&mut select.from);
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &mut TableFactor) -> ControlFlow<SqlError> {
        match sample::draw(factor) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(error),
        }
    }

    fn post_visit_table_factor(&mut self, factor: &mut TableFactor) -> ControlFlow<SqlError> {
        if let TableFactor::NestedJoin {
            table_with_joins, ..
        } = factor
            && !is_unnest_pair(table_with_joins)
        {
            nest_joins(table_with_joins);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<SqlError> {
        match expr {
            Expr::Lambda(lambda) => {
                self.lambdas.push(
                    lambda
                        .params
                        .iter()
                        .map(|p| p.name.value.to_lowercase())
                        .collect(),
                );
            }
            Expr::Function(Function {
                over: Some(WindowType::WindowSpec(window)),
                ..
            }) => {
                self.frames.push(window.window_frame.take());
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<SqlError> {
        match expr {
            Expr::Lambda(_) => {
                self.lambdas.pop();
            }
            Expr::Function(Function {
                over: Some(WindowType::WindowSpec(window)),
                ..
            }) => {
                window.window_frame = self.frames.pop().flatten();
            }
            _ => {}
        }
        let place = start(expr);
        let taken = std::mem::replace(expr, Expr::Value(Value::Null.into()));
        match self.expr(taken, place) {
            Ok(rewritten) => {
                *expr = rewritten;
                ControlFlow::Continue(())
            }
            Err(error) => ControlFlow::Break(error.at(place)),
        }
    }
}
