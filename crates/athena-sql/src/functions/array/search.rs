//! An element looked for in an array.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array};
use datafusion::arrow::datatypes::{DataType, Float32Type, Float64Type, Int64Type};
use datafusion::arrow::row::Rows;
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::{Items, keys, lists_of, span};
use crate::call::Call;
use crate::coercion::{common_type, null};
use crate::error::{Result, SqlError};
use crate::functions::equality;
use crate::types::{self, item_of};

/// An array and an element in their common type.
fn element_args(call: &Call) -> Result<Vec<Expr>> {
    call.arity(2..=2)?;
    let item = item_of(&call.types[0]).ok_or_else(|| call.no_match())?;
    let item = common_type(item, &call.types[1]).ok_or_else(|| call.no_match())?;
    Ok(vec![
        call.arg(0, &types::array(item.clone()))?,
        call.arg(1, &item)?,
    ])
}

pub(super) fn with_element(
    call: &Call,
    pick: impl Fn(&Items, Option<&Vec<u8>>) -> Result<Option<Vec<u32>>> + Send + Sync + 'static,
) -> Result<Expr> {
    let args = element_args(call)?;
    let item = item_of(&call.types[0])
        .and_then(|item| common_type(item, &call.types[1]))
        .ok_or_else(|| call.no_match())?;
    Ok(call.kernel(types::array(item), args, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let wanted = inputs.array(1)?;
        let (rows, wanted_rows) = both_keys(lists.values(), &wanted)?;
        let unequal = nans(&wanted);
        let mut picked = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            if lists.is_null(row) {
                picked.push(None);
                continue;
            }
            let offsets = lists.value_offsets();
            let at = |i: usize| u32::try_from(offsets[i]).unwrap_or(0);
            let items = Items {
                values: lists.values(),
                rows: &rows,
                start: at(row),
                end: at(row + 1),
            };
            if unequal(row) && wanted.is_valid(row) {
                picked.push(Some((at(row)..at(row + 1)).collect()));
                continue;
            }
            let key = wanted
                .is_valid(row)
                .then(|| wanted_rows.row(row).as_ref().to_vec());
            picked.push(pick(&items, key.as_ref())?);
        }
        lists_of(lists.values(), picked)
    }))
}

fn both_keys(a: &ArrayRef, b: &ArrayRef) -> Evaluated<(Rows, Rows)> {
    let b = datafusion::arrow::compute::cast(b, a.data_type())?;
    Ok((keys(a)?, keys(&b)?))
}

/// The rows that are NaN.
fn nans(values: &ArrayRef) -> Box<dyn Fn(usize) -> bool> {
    if let Some(values) = values.as_primitive_opt::<Float64Type>() {
        let values = values.values().clone();
        return Box::new(move |row| values[row].is_nan());
    }
    if let Some(values) = values.as_primitive_opt::<Float32Type>() {
        let values = values.values().clone();
        return Box::new(move |row| values[row].is_nan());
    }
    Box::new(|_| false)
}

pub(super) fn search(call: &Call) -> Result<Expr> {
    let args = element_args(call)?;
    let contains = call.name == "contains";
    let returns = if contains {
        DataType::Boolean
    } else {
        DataType::Int64
    };
    if call.types[1] == DataType::Null {
        return Ok(null(&returns));
    }
    let name = call.name.to_owned();
    Ok(call.kernel(returns, args, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let wanted = inputs.array(1)?;
        let values = lists.values();
        let integers = (values.as_primitive_opt::<Int64Type>())
            .zip(wanted.as_primitive_opt::<Int64Type>())
            .map(|(values, wanted)| (values.values(), wanted.values()));
        let has_nulls = values.null_count() > 0;
        // Whether an element is the wanted value, `None` where a NULL within leaves that open.
        let same: Box<dyn Fn(usize, usize) -> Option<bool>> = match integers {
            Some((values, wanted)) => {
                let (values, wanted) = (values.clone(), wanted.clone());
                Box::new(move |i, row| Some(values[i] == wanted[row]))
            }
            None if wanted.data_type().is_nested() => equality::equal(values, &wanted)?,
            None => {
                // By `=` NaN is nobody's equal.
                let unequal = nans(&wanted);
                let (rows, wanted) = both_keys(values, &wanted)?;
                Box::new(move |i, row| Some(!unequal(row) && rows.row(i) == wanted.row(row)))
            }
        };
        let open = || {
            SqlError::execution(format!(
                "{name} does not support arrays with elements that contain NULL"
            ))
        };
        let found = |row: usize| -> Result<Option<(i64, bool)>> {
            if lists.is_null(row) || wanted.is_null(row) {
                return Ok(None);
            }
            if let Some((values, wanted)) = integers
                && !has_nulls
            {
                let within = span(lists, row);
                let items = &values[within.start as usize..within.end as usize];
                let at = (1..).zip(items).find(|(_, item)| **item == wanted[row]);
                return Ok(Some((at.map_or(0, |(at, _)| at), false)));
            }
            let mut has_null = false;
            for (position, i) in (1..).zip(span(lists, row)) {
                if values.is_null(i as usize) {
                    has_null = true;
                } else if same(i as usize, row).ok_or_else(open)? {
                    return Ok(Some((position, has_null)));
                }
            }
            Ok(Some((0, has_null)))
        };
        let found = (0..inputs.rows).map(found);
        if contains {
            let answers = found.map(|found| {
                Ok(found?.and_then(|(at, has_null)| (at > 0 || !has_null).then_some(at > 0)))
            });
            return Ok(Arc::new(answers.collect::<Result<BooleanArray>>()?) as ArrayRef);
        }
        let places = found.map(|found| Ok(found?.map(|(at, _)| at)));
        Ok(Arc::new(places.collect::<Result<Int64Array>>()?))
    }))
}
