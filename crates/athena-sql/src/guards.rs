//! Conditions that keep a failing expression away from rows: `x <> 0 AND 10 / x > 3`, `s = '' OR CAST(s AS integer) > 3`.
//!
//! Trino stops at the first side that decides. DataFusion computes both over whole batches, and its optimizer joins the
//! conditions of nested queries in an order of its own. So what may fail goes into a CASE, whose branches see only their own rows,
//! after everything else about the plan is decided.

use std::collections::HashSet;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::error::Result;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{BinaryExpr, Expr, LogicalPlan, Operator, ScalarUDFImpl, lit};

use crate::functions::comparison::LOOKED_UP;
use crate::functions::conditional::searched;
use crate::kernel::Kernel;

/// Functions that give a value or NULL whatever they are given; any other may fail.
const NEVER_FAIL: &[&str] = &[
    "$array",
    "$nested_distinct",
    "$nested_equal",
    "$comparable",
    "$extract",
    "$in_millis",
    "$like",
    LOOKED_UP,
    "$maybe",
    "$ordinals",
    "array_join",
    "at_timezone",
    "cardinality",
    "concat",
    "contains",
    "date_diff",
    "date_trunc",
    "day",
    "day_of_month",
    "day_of_week",
    "day_of_year",
    "dow",
    "doy",
    "element_at",
    "greatest",
    "hour",
    "is_finite",
    "is_infinite",
    "is_nan",
    "json_array_contains",
    "json_array_length",
    "json_extract",
    "json_extract_scalar",
    "json_size",
    "last_day_of_month",
    "least",
    "length",
    "lower",
    "ltrim",
    "map_keys",
    "map_values",
    "millisecond",
    "minute",
    "month",
    "quarter",
    "regexp_extract",
    "regexp_like",
    "replace",
    "reverse",
    "row",
    "rtrim",
    "second",
    "split",
    "split_part",
    "starts_with",
    "strpos",
    "substr",
    "substring",
    "to_unixtime",
    "trim",
    "try_cast",
    "upper",
    "url_extract_host",
    "url_extract_parameter",
    "url_extract_path",
    "url_extract_query",
    "week",
    "week_of_year",
    "year",
];

/// A node whose conditions guard each other.
pub(crate) fn guarded(node: LogicalPlan) -> Result<Transformed<LogicalPlan>> {
    if let LogicalPlan::Filter(filter) = &node
        && may_fail(&filter.predicate)
    {
        let mut filter = filter.clone();
        filter.predicate = condition(&filter.predicate)?;
        return Ok(Transformed::yes(LogicalPlan::Filter(filter)));
    }
    let names = NamePreserver::new(&node);
    node.map_expressions(|expr| {
        if !may_fail(&expr) {
            return Ok(Transformed::no(expr));
        }
        let name = names.save(&expr);
        Ok(expr
            .transform_down(connective)?
            .update_data(|expr| name.restore(expr)))
    })
}

/// A filter's condition: what may fail is asked only where all the rest holds, in whatever order they stand.
fn condition(predicate: &Expr) -> Result<Expr> {
    let parts = inside(&flattened(predicate, Operator::And))?;
    let (mut failing, safe): (Vec<Expr>, Vec<Expr>) = parts.into_iter().partition(may_fail);
    // Of nested queries' conditions the outer comes first, and computes what the inner has tested.
    let mut calls: Vec<HashSet<Expr>> = failing.iter().map(failing_calls).collect();
    for i in 1..failing.len() {
        let inner = (0..i).find(|before| {
            calls[i].is_subset(&calls[*before]) && calls[i].len() < calls[*before].len()
        });
        if let Some(to) = inner {
            let (moved, its) = (failing.remove(i), calls.remove(i));
            failing.insert(to, moved);
            calls.insert(to, its);
        }
    }
    let otherwise = || Some(lit(false));
    let mut chain = failing.into_iter().rev();
    let last = chain.next().unwrap_or_else(|| lit(true));
    let chain = chain.fold(last, |then, when| searched(vec![(when, then)], otherwise()));
    Ok(match safe.into_iter().reduce(Expr::and) {
        Some(safe) => {
            let guarded = searched(vec![(safe.clone(), chain)], otherwise());
            safe.and(guarded)
        }
        None => chain,
    })
}

/// `a AND b`, `a OR b` where b may fail: b is computed for the rows that a leaves open.
fn connective(expr: Expr) -> Result<Transformed<Expr>> {
    let Expr::BinaryExpr(BinaryExpr {
        op: op @ (Operator::And | Operator::Or),
        ..
    }) = &expr
    else {
        return Ok(Transformed::no(expr));
    };
    let op = *op;
    let parts = flattened(&expr, op);
    // What the first side has computed without failing does not fail in another.
    let known = failing_calls(parts[0]);
    let fails = |part: &&Expr| !failing_calls(part).is_subset(&known);
    let Some(first) = parts.iter().position(fails) else {
        return Ok(Transformed::no(expr));
    };
    let parts = inside(&parts)?;
    let join = |a: Expr, b: Expr| {
        if op == Operator::And {
            a.and(b)
        } else {
            a.or(b)
        }
    };
    let decided = lit(op == Operator::Or);
    let test = |part: Expr| if op == Operator::And { !part } else { part };
    // What stands before the first that may fail decides together, each after it by itself.
    let (before, after) = parts.split_at(first);
    let mut whens = Vec::new();
    if let Some(before) = before.iter().cloned().reduce(join) {
        whens.push((test(before), decided.clone()));
    }
    let tested = after.len() - 1;
    whens.extend(
        after[..tested]
            .iter()
            .map(|part| (test(part.clone()), decided.clone())),
    );
    let open = parts.iter().cloned().reduce(join);
    Ok(Transformed::new(
        searched(whens, open),
        true,
        TreeNodeRecursion::Jump,
    ))
}

/// The terms of a chain of one operator.
fn flattened(expr: &Expr, op: Operator) -> Vec<&Expr> {
    match expr {
        Expr::BinaryExpr(both) if both.op == op => {
            let mut terms = flattened(&both.left, op);
            terms.extend(flattened(&both.right, op));
            terms
        }
        other => vec![other],
    }
}

/// The terms with what stands in each of them guarded.
fn inside(terms: &[&Expr]) -> Result<Vec<Expr>> {
    let guarded = |term: &&Expr| Ok((*term).clone().transform_down(connective)?.data);
    terms.iter().map(guarded).collect()
}

fn may_fail(expr: &Expr) -> bool {
    any_failing(expr, &mut |_| TreeNodeRecursion::Stop)
}

/// The calls in an expression that may fail, constants left out.
fn failing_calls(expr: &Expr) -> HashSet<Expr> {
    let mut calls = HashSet::new();
    any_failing(expr, &mut |call| {
        calls.insert(call.clone());
        TreeNodeRecursion::Continue
    });
    calls
}

fn any_failing(expr: &Expr, found: &mut impl FnMut(&Expr) -> TreeNodeRecursion) -> bool {
    let mut any = false;
    let walked = expr.apply(|part| {
        Ok(match part {
            Expr::ScalarFunction(call) => match call.func.inner().downcast_ref::<Kernel>() {
                Some(kernel) if kernel_fails(kernel) => {
                    any = true;
                    found(part)
                }
                _ => TreeNodeRecursion::Continue,
            },
            // Its own failures are NULL.
            Expr::HigherOrderFunction(call) if call.func.name() == "try" => TreeNodeRecursion::Jump,
            _ => TreeNodeRecursion::Continue,
        })
    });
    debug_assert!(walked.is_ok());
    any
}

fn kernel_fails(kernel: &Kernel) -> bool {
    let name = kernel.name();
    let to_text = || matches!(kernel.return_type(&[]), Ok(DataType::Utf8));
    !(name.starts_with("$try ") || NEVER_FAIL.contains(&name) || name == "cast" && to_text())
}
