//! Subqueries where DataFusion plans none: truth values in the SELECT list, rows of several columns.
//!
//! `EXISTS (q)` in a SELECT list counts the rows of q; `x IN (q)` and `x > ALL (q)` ask the array of them, whose answer is
//! unknown where theirs is. In WHERE they stay as they are, since there they become joins.

use std::collections::HashSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    BinaryOperator, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Ident,
    JoinConstraint, Query, Select, SelectItem, SetExpr, Statement, TableFactor, UnaryOperator,
    Visit, VisitMut, Visitor, VisitorMut, visit_expressions_mut,
};
use datafusion::sql::sqlparser::parser::Parser;

use crate::dialect::AthenaDialect;
use crate::error::{Result, SqlError};
use crate::functions::comparison::AMONG;
use crate::rewrite::{is_aggregated, table_names};
use crate::using::constraint;

/// Stands for the left side in a template.
const LEFT: &str = "\u{4}left";

/// `ROW(a, b) IN (q)` as `(a, b) IN (q)`.
pub(crate) fn rows_are_tuples(statement: &mut Statement) {
    let _ = visit_expressions_mut(statement, |expr| {
        if let Expr::InSubquery { expr: left, .. } = expr
            && let Expr::Function(Function { name, args, .. }) = left.as_mut()
            && name.to_string().eq_ignore_ascii_case("row")
            && let FunctionArguments::List(list) = args
        {
            let values = list.args.iter().map(|arg| match arg {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) => Some(value.clone()),
                _ => None,
            });
            if let Some(values) = values.collect() {
                **left = Expr::Tuple(values);
            }
        }
        ControlFlow::<()>::Continue(())
    });
}

/// Rewrites the subqueries of one SELECT, before what is inside of them is rewritten.
pub(crate) fn rewrite(select: &mut Select) -> Result<()> {
    for join in select.from.iter_mut().flat_map(|table| &mut table.joins) {
        if let Some(JoinConstraint::On(condition)) = constraint(&mut join.join_operator)
            && let ControlFlow::Break(error) = Replace::within(condition, counted)
        {
            return Err(error);
        }
    }
    for item in &mut select.projection {
        let (SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. }) = item else {
            continue;
        };
        if let ControlFlow::Break(error) = Replace::within(expr, counted) {
            return Err(error);
        }
    }
    if let Some(condition) = &mut select.selection {
        told_unknown(condition, true)?;
    }
    if let Some(condition) = &mut select.having {
        told_unknown(condition, true)?;
        // What an aggregate computes is no condition of its own, and becomes no join.
        let counted = visit_expressions_mut(condition, |expr| match expr {
            Expr::Function(_) => Replace::within(expr, counted),
            _ => ControlFlow::Continue(()),
        });
        if let ControlFlow::Break(error) = counted {
            return Err(error);
        }
    }
    Ok(())
}

/// Replaces expressions outside of nested queries, each by what it becomes.
struct Replace {
    depth: usize,
    with: fn(&Expr) -> Result<Option<Expr>>,
}

impl Replace {
    fn within(expr: &mut Expr, with: fn(&Expr) -> Result<Option<Expr>>) -> ControlFlow<SqlError> {
        expr.visit(&mut Self { depth: 0, with })
    }
}

impl VisitorMut for Replace {
    type Break = SqlError;

    fn pre_visit_query(&mut self, _: &mut Query) -> ControlFlow<SqlError> {
        self.depth += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &mut Query) -> ControlFlow<SqlError> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<SqlError> {
        if self.depth > 0 {
            return ControlFlow::Continue(());
        }
        match (self.with)(expr) {
            Ok(Some(other)) => *expr = other,
            Ok(None) => {}
            Err(error) => return ControlFlow::Break(error),
        }
        ControlFlow::Continue(())
    }
}

/// A truth value of a subquery as counted rows, or as a question to the array of them.
fn counted(expr: &Expr) -> Result<Option<Expr>> {
    Ok(Some(match expr {
        Expr::Exists { subquery, negated } => {
            let test = "(SELECT count(*) FROM (SELECT 1) AS \"\u{4}q\") > 0";
            negate(filled(test, subquery, None)?, *negated)
        }
        Expr::InSubquery {
            expr,
            subquery,
            negated,
        } => {
            let test = match expr.as_ref() {
                Expr::Tuple(items) => row_among(items, subquery, false, false)?,
                _ => among(expr, subquery)?,
            };
            negate(test, *negated)
        }
        Expr::AnyOp {
            left,
            compare_op,
            right,
            ..
        } => match (right.as_ref(), compare_op) {
            (Expr::Subquery(subquery), BinaryOperator::Eq) => among(left, subquery)?,
            (Expr::Subquery(subquery), BinaryOperator::NotEq) => differs(left, subquery)?,
            (Expr::Subquery(subquery), operator) => quantified(left, operator, false, subquery)?,
            _ => return Ok(None),
        },
        Expr::AllOp {
            left,
            compare_op,
            right,
        } => match (right.as_ref(), compare_op) {
            // x = ALL (q) is NOT (x <> ANY (q)).
            (Expr::Subquery(subquery), BinaryOperator::Eq) => {
                negate(differs(left, subquery)?, true)
            }
            (Expr::Subquery(subquery), BinaryOperator::NotEq) => {
                negate(among(left, subquery)?, true)
            }
            (Expr::Subquery(subquery), operator) => quantified(left, operator, true, subquery)?,
            _ => return Ok(None),
        },
        _ => return Ok(None),
    }))
}

/// `x IN (q)` where it matters that its answer may be unknown: DataFusion joins for it, and takes unknown for false. That is right
/// for a condition that must hold, and for one of several by OR; `whole` tells a condition of its own, whose NOT IN has a join that is right.
/// A row on the left side has two answers everywhere.
fn told_unknown(condition: &mut Expr, whole: bool) -> Result<()> {
    let asks = |expr: &Expr| matches!(expr, Expr::InSubquery { negated: false, expr, .. } if !is_row(expr));
    match condition {
        Expr::InSubquery {
            expr,
            subquery,
            negated: false,
        } if whole && let Expr::Tuple(items) = expr.as_ref() => {
            *condition = row_among(items, subquery, true, true)?;
            Ok(())
        }
        Expr::Nested(inner) => told_unknown(inner, whole),
        Expr::BinaryOp {
            left,
            op: op @ (BinaryOperator::And | BinaryOperator::Or),
            right,
        } => {
            let whole = whole && *op == BinaryOperator::And;
            told_unknown(left, whole)?;
            told_unknown(right, whole)
        }
        Expr::InSubquery { negated, expr, .. } if (whole || !*negated) && !is_row(expr) => Ok(()),
        Expr::UnaryOp {
            op: UnaryOperator::Not,
            expr,
        } if whole && asks(expr) => Ok(()),
        _ => match Replace::within(condition, of_three_answers) {
            ControlFlow::Break(error) => Err(error),
            ControlFlow::Continue(()) => Ok(()),
        },
    }
}

fn is_row(expr: &Expr) -> bool {
    matches!(expr, Expr::Tuple(_))
}

/// `x IN (q)` with its third answer.
fn of_three_answers(expr: &Expr) -> Result<Option<Expr>> {
    let Expr::InSubquery {
        expr: left,
        subquery,
        negated,
    } = expr
    else {
        return Ok(None);
    };
    if let Expr::Tuple(items) = left.as_ref() {
        let answer = row_among(items, subquery, true, false)?;
        return Ok(Some(negate(answer, *negated)));
    }
    let rows = "FROM (SELECT 1) AS \"\u{4}q\"(\"\u{4}c\")";
    let template = format!(
        "CASE WHEN \"{LEFT}\" IN (SELECT \"\u{4}c\" {rows}) THEN true \
         WHEN \"{LEFT}\" IS NULL AND (SELECT count(*) {rows}) > 0 THEN CAST(NULL AS boolean) \
         WHEN (SELECT count_if(\"\u{4}c\" IS NULL) {rows}) > 0 THEN CAST(NULL AS boolean) \
         ELSE false END"
    );
    let answer = filled(&template, subquery, Some(left))?;
    Ok(Some(negate(answer, *negated)))
}

/// `x = ANY (q)`.
fn among(left: &Expr, subquery: &Query) -> Result<Expr> {
    any(
        &format!("\"{AMONG}\"(\"{LEFT}\", \"\u{4}e\", {ALL_OF})"),
        left,
        subquery,
    )
}

/// `x <> ANY (q)`.
fn differs(left: &Expr, subquery: &Query) -> Result<Expr> {
    any(&format!("\"{LEFT}\" <> \"\u{4}e\""), left, subquery)
}

/// The array of what a query gives.
const ALL_OF: &str = "(SELECT array_agg(\"\u{4}c\") FROM (SELECT 1) AS \"\u{4}q\"(\"\u{4}c\"))";

/// Whether a test holds for an item of the query.
fn any(test: &str, left: &Expr, subquery: &Query) -> Result<Expr> {
    let template = format!("any_match(coalesce({ALL_OF}, ARRAY[]), \"\u{4}e\" -> {test})");
    filled(&template, subquery, Some(left))
}

/// `x < ANY (q)`, or ALL of it, by the greatest or the least item, as Trino does: NaN is greater than all others, and less than none.
fn quantified(left: &Expr, operator: &BinaryOperator, all: bool, subquery: &Query) -> Result<Expr> {
    let less = matches!(operator, BinaryOperator::Lt | BinaryOperator::LtEq);
    let extreme = if less == all { "min" } else { "max" };
    let rows = format!(
        "ARRAY[(SELECT ROW(count(*), count(\"\u{4}c\"), {extreme}(\"\u{4}c\")) \
         FROM (SELECT 1) AS \"\u{4}q\"(\"\u{4}c\"))]"
    );
    let (count, known) = ("\"\u{4}e\"[1]", "\"\u{4}e\"[2]");
    let holds = format!("\"{LEFT}\" {operator} \"\u{4}e\"[3]");
    let test = match all {
        true => {
            format!("{count} = 0 OR ({holds} AND ({count} = {known} OR CAST(NULL AS boolean)))")
        }
        false => {
            format!("{count} > 0 AND ({holds} OR ({count} > {known} AND CAST(NULL AS boolean)))")
        }
    };
    let template = format!("any_match({rows}, \"\u{4}e\" -> {test})");
    filled(&template, subquery, Some(left))
}

fn negate(expr: Expr, negated: bool) -> Expr {
    let expr = Expr::Nested(Box::new(expr));
    if negated {
        Expr::UnaryOp {
            op: UnaryOperator::Not,
            expr: Box::new(expr),
        }
    } else {
        expr
    }
}

/// An expression from its text.
pub(crate) fn expression(text: &str) -> Result<Expr> {
    Parser::new(&AthenaDialect)
        .try_with_sql(text)
        .and_then(|mut parser| parser.parse_expr())
        .map_err(|error| SqlError::unsupported(format!("this form is not supported: {error}")))
}

/// A template with its placeholders replaced: `(SELECT 1)` by the subquery, the mark by the left side.
fn filled(template: &str, subquery: &Query, left: Option<&Expr>) -> Result<Expr> {
    struct Fill<'a> {
        subquery: &'a Query,
    }
    impl VisitorMut for Fill<'_> {
        type Break = ();
        fn post_visit_table_factor(&mut self, factor: &mut TableFactor) -> ControlFlow<()> {
            if let TableFactor::Derived { subquery, .. } = factor {
                **subquery = self.subquery.clone();
            }
            ControlFlow::Continue(())
        }
    }
    let mut expr = expression(template)?;
    if let Some(left) = left {
        let _ = visit_expressions_mut(&mut expr, |part| {
            if matches!(part, Expr::Identifier(ident) if ident.value == LEFT) {
                *part = Expr::Nested(Box::new(left.clone()));
            }
            ControlFlow::<()>::Continue(())
        });
    }
    let _ = VisitMut::visit(&mut expr, &mut Fill { subquery });
    Ok(expr)
}

/// `(a, b) IN (q)`: there is a row of q that equals it. Where it is a condition that must hold, Trino joins by `=`, and by `=` too
/// for each row that q refers to; elsewhere NULL is one more value of a field. It is never unknown.
fn row_among(items: &[Expr], subquery: &Query, joined: bool, must_hold: bool) -> Result<Expr> {
    let same = match must_hold || refers_outward(subquery) {
        true => "=",
        false => "IS NOT DISTINCT FROM",
    };
    let each = |of: &dyn Fn(usize) -> String, between: &str| {
        let parts: Vec<String> = (0..items.len()).map(of).collect();
        parts.join(between)
    };
    let columns = each(&|i| format!("\"\u{4}c{i}\""), ", ");
    let rows = format!("FROM (SELECT 1) AS \"\u{4}q\"({columns})");
    let joined = joined && !items.iter().any(is_aggregated);
    let template = if joined {
        let tests = each(&|i| format!("\"{LEFT}{i}\" {same} \"\u{4}c{i}\""), " AND ");
        format!("EXISTS (SELECT 1 {rows} WHERE {tests})")
    } else {
        let all = format!("(SELECT array_agg(ROW({columns})) {rows})");
        let tests = each(
            &|i| format!("\"{LEFT}{i}\" {same} \"\u{4}e\"[{}]", i + 1),
            " AND ",
        );
        format!(
            "CASE WHEN {all} IS NULL THEN false ELSE coalesce(any_match({all}, \"\u{4}e\" -> {tests}), false) END"
        )
    };
    let mut test = filled(&template, subquery, None)?;
    let _ = visit_expressions_mut(&mut test, |part| {
        if let Expr::Identifier(Ident { value, .. }) = part
            && let Some(number) = value.strip_prefix(LEFT)
            && let Some(item) = number.parse().ok().and_then(|i: usize| items.get(i))
        {
            *part = Expr::Nested(Box::new(item.clone()));
        }
        ControlFlow::<()>::Continue(())
    });
    Ok(test)
}

/// Whether a column in a query is called by a table that is not in it.
fn refers_outward(query: &Query) -> bool {
    #[derive(Default)]
    struct Names {
        tables: HashSet<String>,
        called: HashSet<String>,
    }
    impl Visitor for Names {
        type Break = ();

        fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
            self.tables.extend(table_names(&select.from));
            ControlFlow::Continue(())
        }

        fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
            if let Expr::CompoundIdentifier(parts) = expr
                && let [.., table, _] = parts.as_slice()
            {
                self.called.insert(table.value.to_lowercase());
            }
            ControlFlow::Continue(())
        }
    }
    let mut names = Names::default();
    let _ = query.visit(&mut names);
    !names.called.is_subset(&names.tables)
}

/// The names of a subquery that gives several columns, to be made one row of them.
pub(crate) fn columns_of_row(query: &Query) -> Option<Vec<Option<String>>> {
    let SetExpr::Select(select) = query.body.as_ref() else {
        return None;
    };
    if select.projection.len() < 2 || select.distinct.is_some() {
        return None;
    }
    select
        .projection
        .iter()
        .map(|item| match item {
            SelectItem::ExprWithAlias { alias, .. } => Some(Some(alias.value.to_lowercase())),
            SelectItem::UnnamedExpr(Expr::Identifier(ident)) => {
                Some(Some(ident.value.to_lowercase()))
            }
            SelectItem::UnnamedExpr(_) => Some(None),
            _ => None,
        })
        .collect()
}
