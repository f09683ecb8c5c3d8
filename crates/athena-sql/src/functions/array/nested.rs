//! `array_sort`, `array_min` and `array_max` of rows and arrays: a NULL within is an error as soon as it would decide.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, ListArray, UInt32Array, make_comparator};
use datafusion::arrow::compute::{SortOptions, take};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::{list_type, lists_of, span};
use crate::call::Call;
use crate::error::Result;
use crate::functions::nested_order;
use crate::zeros::{comparable, nan_below};

pub(super) fn sort(call: &Call) -> Result<Expr> {
    let kind = list_type(call, 0)?;
    Ok(call.kernel(kind, vec![call.args[0].clone()], |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let values = lists.values();
        let order = nested_order::order(values, values, comparable)?;
        let nulls_last = SortOptions::new(false, false);
        let numbers = comparable(values)?;
        let total = make_comparator(&numbers, &numbers, nulls_last)?;
        let sorted = (0..lists.len()).map(|row| {
            if lists.is_null(row) {
                return Ok(None);
            }
            let mut items: Vec<u32> = span(lists, row).collect();
            items.sort_by(|a, b| total(*a as usize, *b as usize));
            // Whichever way they are sorted, neighbours are compared.
            for pair in items.windows(2) {
                let (a, b) = (pair[0] as usize, pair[1] as usize);
                if values.is_valid(a) && values.is_valid(b) {
                    order(a, b)?;
                }
            }
            Ok(Some(items))
        });
        lists_of(values, sorted.collect::<Result<_>>()?)
    }))
}

pub(super) fn extremes(lists: &ListArray, least: bool) -> Evaluated<ArrayRef> {
    let values = lists.values();
    let numbers = if least { comparable } else { nan_below };
    let order = nested_order::order(values, values, numbers)?;
    let picked = (0..lists.len()).map(|row| {
        let mut within = span(lists, row);
        if lists.is_null(row) || within.clone().any(|i| values.is_null(i as usize)) {
            return Ok(None);
        }
        let Some(mut found) = within.next() else {
            return Ok(None);
        };
        for i in within {
            let order = order(i as usize, found as usize)?;
            if order.is_ne() && order.is_lt() == least {
                found = i;
            }
        }
        Ok(Some(found))
    });
    let picked = picked.collect::<Result<UInt32Array>>()?;
    Ok(take(values, &picked, None)?)
}
