//! `array_min` and `array_max`.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, ArrowPrimitiveType, AsArray, ListArray, PrimitiveArray, UInt32Array,
};
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::{is_nan, keys, list_type, nested, orderable, span};
use crate::call::Call;
use crate::error::Result;
use crate::types::item_of;

pub(super) fn plan(call: &Call) -> Result<Expr> {
    call.arity(1..=1)?;
    orderable(call)?;
    let least = call.name == "array_min";
    let returns = item_of(&list_type(call, 0)?)
        .cloned()
        .unwrap_or(DataType::Null);
    Ok(
        call.kernel(returns, vec![call.args[0].clone()], move |inputs| {
            let lists = inputs.array(0)?;
            let lists = lists.as_list::<i32>();
            if let Some(values) = lists.values().as_primitive_opt::<Int64Type>() {
                return Ok(of_integers(lists, values, least));
            }
            if let Some(values) = lists.values().as_primitive_opt::<Int32Type>() {
                return Ok(of_integers(lists, values, least));
            }
            if lists.values().data_type().is_nested() {
                return nested::extremes(lists, least);
            }
            of_any(lists, least)
        }),
    )
}

fn of_integers<T: ArrowPrimitiveType<Native: Ord>>(
    lists: &ListArray,
    values: &PrimitiveArray<T>,
    least: bool,
) -> ArrayRef {
    let rows = (0..lists.len()).map(|row| {
        lists.is_valid(row).then_some(())?;
        let within = span(lists, row);
        if values.null_count() > 0 && within.clone().any(|i| values.is_null(i as usize)) {
            return None;
        }
        let items = values.values()[within.start as usize..within.end as usize].iter();
        match least {
            true => items.min().copied(),
            false => items.max().copied(),
        }
    });
    Arc::new(rows.collect::<PrimitiveArray<T>>())
}

fn of_any(lists: &ListArray, least: bool) -> Evaluated<ArrayRef> {
    let values = lists.values();
    let rows = keys(values)?;
    let picked = (0..lists.len()).map(|row| {
        lists.is_valid(row).then_some(())?;
        let within = span(lists, row);
        if within.clone().any(|i| values.is_null(i as usize)) {
            return None;
        }
        // NaN counts only where there is nothing else.
        let numbers = within.clone().filter(|i| !is_nan(values, *i as usize));
        let order = |a: &u32, b: &u32| rows.row(*a as usize).cmp(&rows.row(*b as usize));
        let found = match least {
            true => numbers.min_by(order),
            // The first of equal ones.
            false => numbers.rev().max_by(order),
        };
        found.or(within.clone().next())
    });
    let picked: UInt32Array = picked.collect();
    Ok(take(values, &picked, None)?)
}
