//! Two arrays as sets.

use std::collections::HashSet;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, ListArray};
use datafusion::arrow::compute::concat as arrow_concat;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::row::Rows;
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::{keys, lists_of, span};
use crate::call::Call;
use crate::coercion::common_type;
use crate::error::Result;
use crate::kernel::Inputs;
use crate::types::{is_orderable, item_of};

/// Two arrays of one type with the keys of their elements.
pub(super) struct Pair {
    left: ArrayRef,
    right: ArrayRef,
    left_keys: Rows,
    right_keys: Rows,
}

impl Pair {
    pub(super) fn read(inputs: &Inputs) -> Evaluated<Self> {
        let left = inputs.array(0)?;
        let right = datafusion::arrow::compute::cast(&inputs.array(1)?, left.data_type())?;
        let left_keys = keys(left.as_list::<i32>().values())?;
        let right_keys = keys(right.as_list::<i32>().values())?;
        Ok(Self {
            left,
            right,
            left_keys,
            right_keys,
        })
    }

    fn side(lists: &ListArray, rows: &Rows, row: usize) -> Option<Vec<Vec<u8>>> {
        lists.is_valid(row).then(|| {
            span(lists, row)
                .map(|i| rows.row(i as usize).as_ref().to_vec())
                .collect()
        })
    }

    pub(super) fn left(&self, row: usize) -> Option<Vec<Vec<u8>>> {
        Self::side(self.left.as_list::<i32>(), &self.left_keys, row)
    }

    pub(super) fn right(&self, row: usize) -> Option<Vec<Vec<u8>>> {
        Self::side(self.right.as_list::<i32>(), &self.right_keys, row)
    }
}

pub(super) fn sets(call: &Call) -> Result<Expr> {
    call.arity(2..=2)?;
    let kind = common_type(&call.types[0], &call.types[1])
        .filter(|kind| item_of(kind).is_some())
        .ok_or_else(|| call.no_match())?;
    let name = call.name.to_owned();
    Ok(call.kernel(
        kind.clone(),
        vec![call.arg(0, &kind)?, call.arg(1, &kind)?],
        move |inputs| {
            let pair = Pair::read(inputs)?;
            let (left, right) = (pair.left.as_list::<i32>(), pair.right.as_list::<i32>());
            let values = arrow_concat(&[left.values().as_ref(), right.values().as_ref()])?;
            let base = u32::try_from(left.values().len()).unwrap_or(0);
            let rows = (0..inputs.rows).map(|row| {
                let (a, b) = (pair.left(row)?, pair.right(row)?);
                let mut seen: HashSet<Vec<u8>> = HashSet::new();
                let from_left = span(left, row).zip(a.iter());
                Some(match name.as_str() {
                    "array_union" => {
                        let from_right = span(right, row).map(|i| i + base).zip(b.iter());
                        from_left
                            .chain(from_right)
                            .filter(|(_, key)| seen.insert((*key).clone()))
                            .map(|(i, _)| i)
                            .collect()
                    }
                    "array_intersect" => {
                        let other: HashSet<&Vec<u8>> = b.iter().collect();
                        from_left
                            .filter(|(_, key)| other.contains(key) && seen.insert((*key).clone()))
                            .map(|(i, _)| i)
                            .collect()
                    }
                    // Trino gives the array back as it is.
                    _ if b.is_empty() => span(left, row).collect(),
                    _ => {
                        let other: HashSet<&Vec<u8>> = b.iter().collect();
                        from_left
                            .filter(|(_, key)| !other.contains(key) && seen.insert((*key).clone()))
                            .map(|(i, _)| i)
                            .collect()
                    }
                })
            });
            lists_of(&values, rows.collect())
        },
    ))
}

pub(super) fn overlap(call: &Call) -> Result<Expr> {
    call.arity(2..=2)?;
    let kind = common_type(&call.types[0], &call.types[1])
        .filter(|kind| item_of(kind).is_some_and(is_orderable))
        .ok_or_else(|| call.no_match())?;
    Ok(call.kernel(
        DataType::Boolean,
        vec![call.arg(0, &kind)?, call.arg(1, &kind)?],
        |inputs| {
            let pair = Pair::read(inputs)?;
            let (left, right) = (pair.left.as_list::<i32>(), pair.right.as_list::<i32>());
            let has_null = |lists: &ListArray, row: usize| {
                span(lists, row).any(|i| lists.values().is_null(i as usize))
            };
            let rows = (0..inputs.rows).map(|row| {
                let (a, b) = (pair.left(row)?, pair.right(row)?);
                let known: HashSet<&Vec<u8>> = span(right, row)
                    .zip(&b)
                    .filter(|(i, _)| right.values().is_valid(*i as usize))
                    .map(|(_, key)| key)
                    .collect();
                let common = span(left, row)
                    .zip(&a)
                    .any(|(i, key)| left.values().is_valid(i as usize) && known.contains(key));
                if common {
                    return Some(true);
                }
                let unknown = (has_null(left, row) && !b.is_empty())
                    || (has_null(right, row) && !a.is_empty());
                if unknown { None } else { Some(false) }
            });
            Ok(Arc::new(rows.collect::<BooleanArray>()))
        },
    ))
}
