//! `=` of arrays, maps and what lies in them: unknown where a NULL leaves it open, at any depth.

use std::ops::Range;
use std::sync::Arc;

use crate::zeros::comparable;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, DynComparator, MapArray, make_comparator,
};
use datafusion::arrow::datatypes::{DataType, Float32Type, Float64Type};
use datafusion::error::Result;

/// Whether two values are equal; `None` where that is unknown.
type Equal = Box<dyn Fn(usize, usize) -> Option<bool>>;

/// Row by row, for arrays of one type.
pub(super) fn rows(a: &ArrayRef, b: &ArrayRef) -> Result<ArrayRef> {
    let equal = equal(a, b)?;
    let rows = (0..a.len()).map(|row| equal(row, row));
    Ok(Arc::new(rows.collect::<BooleanArray>()))
}

/// Whether rows differ where a NULL is a value like others, for arrays of one type.
pub(super) fn distinct(a: &ArrayRef, b: &ArrayRef) -> Result<ArrayRef> {
    let order = make_comparator(&comparable(a)?, &comparable(b)?, Default::default())?;
    let rows = (0..a.len()).map(|row| Some(order(row, row).is_ne()));
    Ok(Arc::new(rows.collect::<BooleanArray>()))
}

/// The values of two arrays, each at its own place.
pub(super) fn equal(a: &ArrayRef, b: &ArrayRef) -> Result<Equal> {
    let known = {
        let (a, b) = (a.logical_nulls(), b.logical_nulls());
        move |i: usize, j: usize| {
            let valid = |nulls: &Option<datafusion::arrow::buffer::NullBuffer>, at: usize| {
                nulls.as_ref().is_none_or(|nulls| nulls.is_valid(at))
            };
            (valid(&a, i) && valid(&b, j)).then_some(())
        }
    };
    Ok(match a.data_type() {
        DataType::List(_) => {
            let (a, b) = (a.as_list::<i32>().clone(), b.as_list::<i32>().clone());
            let items = equal(a.values(), b.values())?;
            Box::new(move |i, j| {
                known(i, j)?;
                let length = a.value_length(i);
                if length != b.value_length(j) {
                    return Some(false);
                }
                let (i, j) = (a.value_offsets()[i], b.value_offsets()[j]);
                let at = |i: i32| usize::try_from(i).unwrap_or_default();
                all((0..length).map(|n| items(at(i + n), at(j + n))))
            })
        }
        DataType::Struct(_) => {
            let (a, b) = (a.as_struct(), b.as_struct());
            let fields = a.columns().iter().zip(b.columns());
            let fields = fields
                .map(|(a, b)| equal(a, b))
                .collect::<Result<Vec<Equal>>>()?;
            Box::new(move |i, j| {
                known(i, j)?;
                all(fields.iter().map(|field| field(i, j)))
            })
        }
        DataType::Map(..) => {
            let (a, b) = (a.as_map().clone(), b.as_map().clone());
            let same_key = equal(a.keys(), b.keys())?;
            let same_value = equal(a.values(), b.values())?;
            Box::new(move |i, j| {
                known(i, j)?;
                let (left, right) = (entries(&a, i), entries(&b, j));
                if left.len() != right.len() {
                    return Some(false);
                }
                all(left.map(|i| {
                    let other = right.clone().find(|j| same_key(i, *j) == Some(true));
                    other.map_or(Some(false), |j| same_value(i, j))
                }))
            })
        }
        kind => {
            let nan = nan(a, kind);
            let compare: DynComparator =
                make_comparator(&comparable(a)?, &comparable(b)?, Default::default())?;
            Box::new(move |i, j| {
                known(i, j)?;
                Some(!nan(i) && compare(i, j).is_eq())
            })
        }
    })
}

/// Where the entries of a map lie.
fn entries(maps: &MapArray, row: usize) -> Range<usize> {
    let at = |offset: i32| usize::try_from(offset).unwrap_or_default();
    at(maps.value_offsets()[row])..at(maps.value_offsets()[row + 1])
}

/// All of them: one that differs decides, else one that is unknown.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part {
            Some(true) => {}
            Some(false) => return Some(false),
            None => unknown = true,
        }
    }
    (!unknown).then_some(true)
}

/// Which values are NaN, which is nobody's equal.
fn nan(values: &ArrayRef, kind: &DataType) -> Box<dyn Fn(usize) -> bool> {
    match kind {
        DataType::Float64 => {
            let values = values.as_primitive::<Float64Type>().values().clone();
            Box::new(move |row| values[row].is_nan())
        }
        DataType::Float32 => {
            let values = values.as_primitive::<Float32Type>().values().clone();
            Box::new(move |row| values[row].is_nan())
        }
        _ => Box::new(|_| false),
    }
}
