//! `array_sort(array, (a, b) -> …)`.

use std::cmp::Ordering;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Int64Array, UInt32Array};
use datafusion::arrow::compute::{cast, take};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::error::Result;
use datafusion::logical_expr::LambdaArgument;

use super::Arguments;
use super::rows::evaluate;
use super::timsort::{self, Stopped};
use crate::error::SqlError;

/// Of lists up to this length all pairs are compared at once. A longer one takes fewer calls pair by pair than it has pairs.
const ALL_PAIRS: usize = 1000;

pub(super) fn sort((values, lambdas): &Arguments, rows: usize) -> Result<ArrayRef> {
    let lists = values[0].as_list::<i32>();
    let mut picked: Vec<Option<Vec<u32>>> = Vec::with_capacity(rows);
    for row in 0..rows {
        if lists.is_null(row) {
            picked.push(None);
            continue;
        }
        let at = |offset: i32| u32::try_from(offset).unwrap_or(0);
        let (start, end) = (lists.value_offsets()[row], lists.value_offsets()[row + 1]);
        let mut items: Vec<u32> = (at(start)..at(end)).collect();
        let pairs = Pairs {
            comparator: lambdas[0],
            values: lists.values(),
            row: u32::try_from(row).unwrap_or(0),
        };
        // A pair that fails is none of the sort's, perhaps.
        let known = match items.len() {
            2..=ALL_PAIRS => pairs.all(&items).ok(),
            _ => None,
        };
        let (first, count) = (at(start), items.len());
        let place = |item: u32| usize::try_from(item - first).unwrap_or(0);
        timsort::sort(&mut items, |a, b| match &known {
            Some(signs) => order(signs, place(a) * count + place(b)),
            None => order(&pairs.signs(vec![a], vec![b])?, 0),
        })
        .map_err(|stopped| match stopped {
            Stopped::Failed(error) => error,
            Stopped::Contradiction => {
                SqlError::execution("lambda comparator violates the comparator contract").into()
            }
        })?;
        picked.push(Some(items));
    }
    crate::functions::array::lists_of(lists.values(), picked)
}

fn order(signs: &Int64Array, at: usize) -> Result<Ordering> {
    match signs.is_valid(at).then(|| signs.value(at)) {
        Some(sign @ -1..=1) => Ok(sign.cmp(&0)),
        _ => Err(SqlError::execution("lambda comparator must return either -1, 0, or 1").into()),
    }
}

/// What the comparator says of pairs of one list's elements.
struct Pairs<'a> {
    comparator: &'a LambdaArgument,
    values: &'a ArrayRef,
    row: u32,
}

impl Pairs<'_> {
    fn all(&self, items: &[u32]) -> Result<Int64Array> {
        let count = items.len();
        let left = (items.iter()).flat_map(|item| std::iter::repeat_n(*item, count));
        let right = (0..count).flat_map(|_| items.iter().copied());
        self.signs(left.collect(), right.collect())
    }

    fn signs(&self, left: Vec<u32>, right: Vec<u32>) -> Result<Int64Array> {
        let owners = UInt32Array::from(vec![self.row; left.len()]);
        let columns = [
            take(self.values, &UInt32Array::from(left), None)?,
            take(self.values, &UInt32Array::from(right), None)?,
        ];
        let signs = evaluate(self.comparator, &columns, &owners)?;
        let signs = cast(&signs, &DataType::Int64)?;
        Ok(signs.as_primitive::<Int64Type>().clone())
    }
}
