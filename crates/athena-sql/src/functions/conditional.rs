//! CASE, IF, COALESCE, NULLIF, GREATEST and LEAST: branches meet in Trino's common type.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, PrimitiveArray};
use datafusion::arrow::compute::kernels::{cmp, zip::zip};
use datafusion::arrow::compute::{and, is_not_null};
use datafusion::arrow::datatypes::{
    ArrowPrimitiveType, DataType, Date32Type, Float32Type, Float64Type, Int32Type, Int64Type,
    TimeUnit, TimestampMillisecondType,
};
use datafusion::logical_expr::{Case, Expr, Operator};

use crate::call::Call;
use crate::coercion::{coerce, column_type};
use crate::error::Result;
use crate::functions::{comparison, nested_order};
use crate::kernel::{Column, Inputs};
use crate::types;
use crate::using::MET;
use crate::zeros::{comparable, nan_below};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "$case" => case(call)?,
        "if" => {
            call.arity(2..=3)?;
            condition(call, 0)?;
            let results: Vec<usize> = (1..call.args.len()).collect();
            let kind = result_type(call, &results)?;
            let otherwise = match call.args.len() {
                3 => Some(call.arg(2, &kind)?),
                _ => None,
            };
            searched(vec![(call.args[0].clone(), call.arg(1, &kind)?)], otherwise)
        }
        "coalesce" => {
            call.arity(2..=usize::MAX)?;
            let all: Vec<usize> = (0..call.args.len()).collect();
            let kind = result_type(call, &all)?;
            let mut args: Vec<Expr> = all
                .iter()
                .map(|i| call.arg(*i, &kind))
                .collect::<Result<_>>()?;
            let last = args.pop();
            let known = |arg: Expr| (arg.clone().is_not_null(), arg);
            searched(args.into_iter().map(known).collect(), last)
        }
        MET => {
            let kind = result_type(call, &[0, 1])?;
            call.arg(0, &kind)?
        }
        "nullif" => {
            call.arity(2..=2)?;
            let equal = comparison::compare(call, Operator::Eq, 0, 1)?;
            searched(
                vec![(equal, crate::coercion::null(&call.types[0]))],
                Some(call.args[0].clone()),
            )
        }
        "greatest" | "least" => {
            call.arity(1..=usize::MAX)?;
            let all: Vec<usize> = (0..call.args.len()).collect();
            let kind = result_type(call, &all)?;
            comparison::check_orderable(call, &kind)?;
            let args: Vec<Expr> = all
                .iter()
                .map(|i| call.arg(*i, &kind))
                .collect::<Result<_>>()?;
            extreme(call, kind, args)
        }
        _ => return Ok(None),
    }))
}

fn condition(call: &Call, i: usize) -> Result<()> {
    match &call.types[i] {
        DataType::Boolean | DataType::Null => Ok(()),
        other => Err(call.refuse(format!(
            "condition must be a boolean (actual: {})",
            types::display(other)
        ))),
    }
}

fn result_type(call: &Call, which: &[usize]) -> Result<DataType> {
    let mut kind = Some(DataType::Null);
    for i in which {
        if let Some(so_far) = kind {
            let with_it = column_type(&so_far, &call.types[*i]);
            kind = with_it.map_err(|error| error.at(call.location))?;
        }
    }
    kind.ok_or_else(|| {
        let kinds: Vec<String> = which
            .iter()
            .map(|i| types::display(&call.types[*i]))
            .collect();
        let what = if call.name == "$case" {
            "CASE"
        } else {
            call.name
        };
        call.refuse(format!(
            "all results of {what} must be of one type: {}",
            kinds.join(", ")
        ))
    })
}

pub(crate) fn searched(when_then: Vec<(Expr, Expr)>, otherwise: Option<Expr>) -> Expr {
    let pairs = when_then
        .into_iter()
        .map(|(when, then)| (Box::new(when), Box::new(then)))
        .collect();
    Expr::Case(Case::new(None, pairs, otherwise.map(Box::new)))
}

fn case(call: &Call) -> Result<Expr> {
    let operand = call.payload.contains('o');
    let has_else = call.payload.contains('e');
    let first = usize::from(operand);
    let last = call.args.len() - usize::from(has_else);
    let mut results: Vec<usize> = (first..last).skip(1).step_by(2).collect();
    if has_else {
        results.push(last);
    }
    let kind = result_type(call, &results)?;
    let mut pairs = Vec::new();
    for when in (first..last).step_by(2) {
        let test = if operand {
            comparison::compare(call, Operator::Eq, 0, when)?
        } else {
            condition(call, when)?;
            call.args[when].clone()
        };
        pairs.push((test, call.arg(when + 1, &kind)?));
    }
    let otherwise = if has_else {
        coerce(call.args[last].clone(), &call.types[last], &kind)
    } else {
        // NULL of the result's own type, whatever the branches' literals are.
        Some(crate::coercion::null(&kind))
    };
    Ok(searched(pairs, otherwise))
}

/// A number wins over NaN, whichever comes first.
fn around_nan(wins: BooleanArray, best: &ArrayRef, next: &ArrayRef) -> BooleanArray {
    if !best.data_type().is_floating() {
        return wins;
    }
    let nan = |array: &ArrayRef| -> Vec<bool> {
        match array.as_primitive_opt::<Float64Type>() {
            Some(values) => values.values().iter().map(|value| value.is_nan()).collect(),
            None => array
                .as_primitive_opt::<Float32Type>()
                .map(|values| values.values().iter().map(|value| value.is_nan()).collect())
                .unwrap_or_else(|| vec![false; array.len()]),
        }
    };
    let (best, next) = (nan(best), nan(next));
    (0..wins.len())
        .map(|i| Some(!next[i] && (wins.value(i) || best[i])))
        .collect()
}

/// Numbers whose order is that of their bits; NULL where one of them is.
fn numbers<T: ArrowPrimitiveType>(
    inputs: &Inputs,
    greatest: bool,
) -> datafusion::error::Result<PrimitiveArray<T>>
where
    T::Native: Ord,
{
    let rows = inputs.rows;
    let mut best: Column<PrimitiveArray<T>> = inputs.values(0)?;
    for i in 1..inputs.args.len() {
        let next = inputs.values(i)?;
        // Two loops, each with its comparison inside.
        best = Column::of(if greatest {
            best.zip_map(&next, rows, Ord::max)
        } else {
            best.zip_map(&next, rows, Ord::min)
        });
    }
    Ok(best.map(rows, |value| value))
}

/// Which rows or arrays of `next` go before those of `best`.
fn nested_wins(next: &ArrayRef, best: &ArrayRef, greatest: bool) -> Result<BooleanArray> {
    let numbers = if greatest { nan_below } else { comparable };
    let order = nested_order::order(next, best, numbers)?;
    (0..next.len())
        .map(|row| {
            if next.is_null(row) || best.is_null(row) {
                return Ok(None);
            }
            let order = order(row, row)?;
            Ok(Some(if greatest {
                order.is_gt()
            } else {
                order.is_lt()
            }))
        })
        .collect()
}

fn extreme(call: &Call, kind: DataType, args: Vec<Expr>) -> Expr {
    let greatest = call.name == "greatest";
    let count = args.len();
    call.kernel(kind.clone(), args, move |inputs| {
        macro_rules! numbers {
            ($kind:ty) => {
                return Ok(Arc::new(numbers::<$kind>(inputs, greatest)?))
            };
        }
        match kind {
            DataType::Int32 => numbers!(Int32Type),
            DataType::Int64 => numbers!(Int64Type),
            DataType::Date32 => numbers!(Date32Type),
            DataType::Timestamp(TimeUnit::Millisecond, None) => {
                numbers!(TimestampMillisecondType)
            }
            _ => {}
        }
        let mut best: ArrayRef = inputs.array(0)?;
        for i in 1..count {
            let next = inputs.array(i)?;
            let wins = if kind.is_nested() {
                nested_wins(&next, &best, greatest)?
            } else if greatest {
                cmp::gt(&comparable(&next)?, &comparable(&best)?)?
            } else {
                cmp::lt(&comparable(&next)?, &comparable(&best)?)?
            };
            let wins = BooleanArray::new(wins.values().clone(), None);
            let wins = around_nan(wins, &best, &next);
            let chosen = zip(&wins, &next, &best)?;
            let known = and(&is_not_null(&best)?, &is_not_null(&next)?)?;
            best = if known.false_count() == 0 {
                chosen
            } else {
                let nothing =
                    datafusion::arrow::array::new_null_array(chosen.data_type(), chosen.len());
                zip(&known, &chosen, &nothing)?
            };
        }
        Ok(Arc::clone(&best))
    })
}
