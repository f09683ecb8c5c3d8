//! `= <> < <= > >=`, IS DISTINCT FROM, IN, BETWEEN, NOT: sides of types that do not meet are refused.

use std::ops::Not;

use datafusion::arrow::array::{ArrayRef, AsArray};
use datafusion::arrow::compute::nullif;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::common::tree_node::TreeNode;
use datafusion::logical_expr::expr::InList;
use datafusion::logical_expr::{Between, BinaryExpr, Expr, Operator};

use crate::call::Call;
use crate::coercion::{coerce, common_of, common_type};
use crate::error::{Result, SqlError};
use crate::functions::conditional::searched;
use crate::functions::{equality, nested_order, zoned};
use crate::kernel::Kernel;
use crate::zeros::has_forms;
use crate::{types, zeros};

/// `x = ANY (q)` for one item, with the query that gives it.
pub(crate) const AMONG: &str = "\u{4}among";

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "$operator" => {
            let operator = match call.payload {
                "=" => Operator::Eq,
                "<>" | "!=" => Operator::NotEq,
                "<" => Operator::Lt,
                "<=" => Operator::LtEq,
                ">" => Operator::Gt,
                ">=" => Operator::GtEq,
                "IS DISTINCT FROM" => Operator::IsDistinctFrom,
                "IS NOT DISTINCT FROM" => Operator::IsNotDistinctFrom,
                other => return Err(call.refuse(format!("operator {other} is not Athena SQL"))),
            };
            compare(call, operator, 0, 1)?
        }
        AMONG => among(call)?,
        "$not" => {
            if !matches!(call.types[0], DataType::Boolean | DataType::Null) {
                return Err(call.refuse(format!(
                    "value of logical NOT expression must evaluate to a boolean (actual: {})",
                    types::display(&call.types[0])
                )));
            }
            Expr::Not(Box::new(call.args[0].clone()))
        }
        "$in" => {
            let kind = common(call, call.types.iter())?;
            let mut items = coerce_all(call, &kind)?;
            if items.len() < 2 {
                return Err(call.no_match());
            }
            let expr = items.remove(0);
            let varies = |item: &Expr| match item {
                Expr::Literal(ScalarValue::Float64(Some(value)), _) => value.is_nan(),
                item => !matches!(item, Expr::Literal(..)),
            };
            let nested = kind.is_nested();
            // DataFusion's own list tells 0 from -0, and takes NaN for NaN.
            if nested || (kind.is_floating() && items.iter().any(varies)) {
                let any = one_of(call, &kind, expr, &items)?;
                return Ok(Some(match call.payload {
                    "not" => Expr::Not(Box::new(any)),
                    _ => any,
                }));
            }
            Expr::InList(InList::new(
                Box::new(expr),
                zeros::both(items),
                call.payload == "not",
            ))
        }
        "$between" => {
            let kind = common(call, call.types.iter())?;
            check_orderable(call, &kind)?;
            let mut args = coerce_all(call, &kind)?.into_iter();
            let (Some(expr), Some(low), Some(high)) = (args.next(), args.next(), args.next())
            else {
                return Err(call.no_match());
            };
            if kind.is_nested() || kind.is_floating() {
                let within = if kind.is_nested() {
                    nested_order::between(expr, low, high)
                } else {
                    let above = guard_nan(&kind, Operator::GtEq, expr.clone(), low);
                    above.and(guard_nan(&kind, Operator::LtEq, expr, high))
                };
                return Ok(Some(match call.payload {
                    "not" => Expr::Not(Box::new(within)),
                    _ => within,
                }));
            }
            Expr::Between(Between::new(
                Box::new(expr),
                call.payload == "not",
                Box::new(low),
                Box::new(high),
            ))
        }
        _ => return Ok(None),
    }))
}

/// Whether a value is the item of a query that it is compared with. A NULL within them is a value like others, and so is NaN; but where
/// each row asks a query of its own, what `=` leaves open is no item of it.
fn among(call: &Call) -> Result<Expr> {
    let (value, item) = (&call.types[0], &call.types[1]);
    if let DataType::Struct(_) = value {
        return Err(call.refuse(format!(
            "value expression and result of subquery must be of the same type: {} and row({})",
            types::display(value),
            types::display(item)
        )));
    }
    let equal = compare(call, Operator::Eq, 0, 1)?;
    if !(value.is_nested() || value.is_floating()) || types::is_zoned(value) {
        return Ok(equal);
    }
    let same = match call.args.get(2) {
        Some(Expr::ScalarSubquery(items)) if !items.outer_ref_columns.is_empty() => equal.is_true(),
        _ => compare(call, Operator::IsNotDistinctFrom, 0, 1)?,
    };
    let absent = call.args[0]
        .clone()
        .is_null()
        .or(call.args[1].clone().is_null());
    let unknown = Expr::Literal(ScalarValue::Boolean(None), None);
    Ok(searched(vec![(absent, unknown)], Some(same)))
}

/// Whether a value equals one of the items.
fn one_of(call: &Call, kind: &DataType, expr: Expr, items: &[Expr]) -> Result<Expr> {
    let equal = |item: &Expr| match kind {
        DataType::Struct(_) => rows_equal(call, kind, expr.clone(), item.clone(), false),
        kind if kind.is_nested() => Ok(nested_equal(expr.clone(), item.clone())),
        kind => Ok(guard_nan(kind, Operator::Eq, expr.clone(), item.clone())),
    };
    let mut any = equal(&items[0])?;
    for item in &items[1..] {
        any = any.or(equal(item)?);
    }
    if !kind.is_floating() && varies(&expr)? && is_looked_up(items) {
        any = Kernel::new(LOOKED_UP, DataType::Boolean, |inputs| {
            Ok(nullif(&inputs.array(0)?, inputs.array(1)?.as_boolean())?)
        })
        .call(vec![any, equal(&expr)?.is_null()]);
    }
    Ok(any)
}

/// The answer of comparisons, and whether it is NULL all the same.
pub(crate) const LOOKED_UP: &str = "$looked_up";

/// Whether Trino looks a row or an array up in a table of the items instead of comparing it with each: there are several, all of them
/// constants without NULL. A value that holds a NULL is not looked up, and the answer is NULL even where a field differs from all items.
fn is_looked_up(items: &[Expr]) -> bool {
    let null = |part: &Expr| matches!(part, Expr::Literal(value, _) if value.is_null());
    let constant = |item: &Expr| !item.exists(|part| Ok(null(part))).unwrap_or(true);
    items.iter().any(|item| *item != items[0])
        && (items.iter()).all(|item| constant(item) && !varies(item).unwrap_or(true))
}

/// Whether an expression has a value for each row.
fn varies(expr: &Expr) -> datafusion::error::Result<bool> {
    expr.exists(|part| {
        Ok(matches!(
            part,
            Expr::Column(_)
                | Expr::LambdaVariable(_)
                | Expr::OuterReferenceColumn(..)
                | Expr::ScalarSubquery(_)
        ))
    })
}

fn mismatch(call: &Call, symbol: &str, left: &DataType, right: &DataType) -> SqlError {
    let error = call.refuse(format!(
        "cannot apply operator: {} {symbol} {}",
        types::display(left),
        types::display(right)
    ));
    let other = if types::is_varchar(left) { right } else { left };
    match (types::is_varchar(left) || types::is_varchar(right), other) {
        (true, DataType::Date32) => error.hint("write DATE '…' or CAST(x AS date)"),
        (true, DataType::Timestamp(..)) => {
            error.hint("write TIMESTAMP '…' or CAST(x AS timestamp)")
        }
        (true, other) if types::is_numeric(other) => {
            error.hint("quote the number, or CAST the text to a number")
        }
        _ => error,
    }
}

fn common<'a>(call: &Call, kinds: impl Iterator<Item = &'a DataType> + Clone) -> Result<DataType> {
    common_of(kinds.clone()).ok_or_else(|| {
        let mut kinds = kinds;
        let first = kinds.next().cloned().unwrap_or(DataType::Null);
        let other = kinds
            .find(|kind| common_type(&first, kind).is_none())
            .cloned()
            .unwrap_or(DataType::Null);
        mismatch(
            call,
            if call.name == "$in" { "IN" } else { "BETWEEN" },
            &first,
            &other,
        )
    })
}

fn coerce_all(call: &Call, kind: &DataType) -> Result<Vec<Expr>> {
    (0..call.args.len()).map(|i| call.arg(i, kind)).collect()
}

pub(super) fn check_orderable(call: &Call, kind: &DataType) -> Result<()> {
    if types::is_orderable(kind) {
        return Ok(());
    }
    Err(call.refuse(format!("type {} cannot be ordered", types::display(kind))))
}

/// NaN equals nothing and is greater than nothing, where the engine's own order puts it last.
fn guard_nan(kind: &DataType, operator: Operator, left: Expr, right: Expr) -> Expr {
    let plain = Expr::BinaryExpr(BinaryExpr::new(
        Box::new(left.clone()),
        operator,
        Box::new(right.clone()),
    ));
    if !matches!(kind, DataType::Float32 | DataType::Float64) {
        return plain;
    }
    let literal = |expr: &Expr| match expr {
        Expr::Literal(ScalarValue::Float64(Some(value)), _) => !value.is_nan(),
        Expr::Literal(ScalarValue::Float32(Some(value)), _) => !value.is_nan(),
        expr => matches!(expr, Expr::Literal(..)),
    };
    // Beside NULL, NaN is unknown, too.
    let nan = |expr: Expr, other: Expr| {
        let nan = datafusion::functions::math::expr_fn::isnan(expr);
        match &other {
            Expr::Literal(value, _) if !value.is_null() => nan,
            _ => nan.and(other.is_not_null()),
        }
    };
    match operator {
        Operator::Gt | Operator::GtEq if !literal(&left) => plain.and(nan(left, right).not()),
        Operator::Lt | Operator::LtEq if !literal(&right) => plain.and(nan(right, left).not()),
        Operator::Eq if !literal(&left) && !literal(&right) => plain.and(nan(left, right).not()),
        Operator::NotEq if !literal(&left) && !literal(&right) => plain.or(nan(left, right)),
        _ => plain,
    }
}

/// Rows are equal field by field, with NULL where a field decides nothing.
fn rows_equal(
    call: &Call,
    kind: &DataType,
    left: Expr,
    right: Expr,
    negated: bool,
) -> Result<Expr> {
    let DataType::Struct(fields) = kind else {
        return Err(call.no_match());
    };
    let mut all: Option<Expr> = None;
    for field in fields {
        let part = |row: &Expr| {
            datafusion::functions::core::expr_fn::get_field(row.clone(), field.name().as_str())
        };
        let (l, r) = (part(&left), part(&right));
        let equal = match field.data_type() {
            kind @ DataType::Struct(_) => rows_equal(call, kind, l, r, false)?,
            kind if kind.is_nested() => nested_equal(l, r),
            kind => guard_nan(kind, Operator::Eq, l, r),
        };
        all = Some(match all {
            Some(all) => all.and(equal),
            None => equal,
        });
    }
    let equal = all.ok_or_else(|| call.no_match())?;
    Ok(if negated {
        Expr::Not(Box::new(equal))
    } else {
        equal
    })
}

/// Arrays and maps.
fn nested_equal(left: Expr, right: Expr) -> Expr {
    by_rows("$nested_equal", equality::rows, left, right)
}

fn by_rows(
    name: &str,
    compare: fn(&ArrayRef, &ArrayRef) -> datafusion::error::Result<ArrayRef>,
    left: Expr,
    right: Expr,
) -> Expr {
    Kernel::new(name, DataType::Boolean, move |inputs| {
        let (a, b) = (inputs.array(0)?, inputs.array(1)?);
        let b = datafusion::arrow::compute::cast(&b, a.data_type())?;
        compare(&a, &b)
    })
    .call(vec![left, right])
}

/// Arguments `a` and `b` compared in their common type.
pub(super) fn compare(call: &Call, operator: Operator, a: usize, b: usize) -> Result<Expr> {
    let of_instants;
    let call = match [a, b].iter().any(|i| types::is_zoned(&call.types[*i])) {
        true => {
            of_instants = zoned::of_instants(call);
            &of_instants
        }
        false => call,
    };
    let (left, right) = (&call.types[a], &call.types[b]);
    let kind = common_type(left, right)
        .ok_or_else(|| mismatch(call, &operator.to_string(), left, right))?;
    let ordered = !matches!(
        operator,
        Operator::Eq | Operator::NotEq | Operator::IsDistinctFrom | Operator::IsNotDistinctFrom
    );
    if ordered {
        check_orderable(call, &kind)?;
    }
    let distinct = matches!(
        operator,
        Operator::IsDistinctFrom | Operator::IsNotDistinctFrom
    );
    let operand = |i: usize| {
        let instant = super::datetime::instant(&call.args[i]);
        let arg = instant.unwrap_or_else(|| call.args[i].clone());
        coerce(arg, &call.types[i], &kind)
            .ok_or_else(|| mismatch(call, &operator.to_string(), left, right))
    };
    let (left, right) = (operand(a)?, operand(b)?);
    if matches!(kind, DataType::Struct(_)) && matches!(operator, Operator::Eq | Operator::NotEq) {
        return rows_equal(call, &kind, left, right, operator == Operator::NotEq);
    }
    if distinct && kind.is_nested() && has_forms(&kind) {
        let differ = by_rows("$nested_distinct", equality::distinct, left, right);
        return Ok(match operator {
            Operator::IsDistinctFrom => differ,
            _ => Expr::Not(Box::new(differ)),
        });
    }
    if kind.is_nested() && matches!(operator, Operator::Eq | Operator::NotEq) {
        let equal = nested_equal(left, right);
        return Ok(if operator == Operator::NotEq {
            Expr::Not(Box::new(equal))
        } else {
            equal
        });
    }
    if ordered && kind.is_nested() {
        return Ok(nested_order::compare(operator, left, right));
    }
    Ok(guard_nan(&kind, operator, left, right))
}
