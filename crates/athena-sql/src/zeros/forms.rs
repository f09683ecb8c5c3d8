//! Values that are equal and not the same: 0 and -0, and maps whose entries lie in another order.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, ListArray, MapArray, StructArray, UInt32Array,
    make_comparator,
};
use datafusion::arrow::compute::kernels::arity::unary;
use datafusion::arrow::compute::{SortOptions, nullif, take};
use datafusion::arrow::datatypes::{DataType, Float32Type, Float64Type};
use datafusion::error::Result;

/// Whether values of a type may be equal and not the same: doubles, reals and maps, and what holds some.
pub(crate) fn has_forms(kind: &DataType) -> bool {
    match kind {
        DataType::Struct(fields) => fields.iter().any(|field| has_forms(field.data_type())),
        DataType::Dictionary(_, value) => has_forms(value),
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::FixedSizeList(item, _)
        | DataType::ListView(item) => has_forms(item.data_type()),
        DataType::Map(..) => true,
        kind => kind.is_floating(),
    }
}

/// The values in the one form that all their equals have: 0 for -0, and maps in the order of their keys, at any depth.
pub(crate) fn comparable(array: &ArrayRef) -> Result<ArrayRef> {
    each(array, |value| value + 0.0, |value| value + 0.0)
}

/// As [`comparable`], with a NaN that is less than all numbers.
pub(crate) fn nan_below(array: &ArrayRef) -> Result<ArrayRef> {
    each(
        array,
        |value| {
            if value.is_nan() {
                -f64::NAN
            } else {
                value + 0.0
            }
        },
        |value| {
            if value.is_nan() {
                -f32::NAN
            } else {
                value + 0.0
            }
        },
    )
}

/// The array with another number for each and its maps in order, in arrays and rows too.
fn each(
    array: &ArrayRef,
    double: impl Fn(f64) -> f64 + Copy,
    real: impl Fn(f32) -> f32 + Copy,
) -> Result<ArrayRef> {
    Ok(match array.data_type() {
        kind if !has_forms(kind) => Arc::clone(array),
        DataType::Float64 => Arc::new(unary::<_, _, Float64Type>(
            array.as_primitive::<Float64Type>(),
            double,
        )),
        DataType::Float32 => Arc::new(unary::<_, _, Float32Type>(
            array.as_primitive::<Float32Type>(),
            real,
        )),
        DataType::List(item) => {
            let lists = array.as_list::<i32>();
            Arc::new(ListArray::try_new(
                Arc::clone(item),
                lists.offsets().clone(),
                each(lists.values(), double, real)?,
                lists.nulls().cloned(),
            )?)
        }
        DataType::Struct(_) => Arc::new(of_each(array.as_struct(), double, real)?),
        DataType::Map(item, sorted) => {
            let maps = array.as_map();
            let maps = MapArray::try_new(
                Arc::clone(item),
                maps.offsets().clone(),
                of_each(maps.entries(), double, real)?,
                maps.nulls().cloned(),
                *sorted,
            )?;
            Arc::new(in_order(maps)?)
        }
        _ => Arc::clone(array),
    })
}

fn of_each(
    rows: &StructArray,
    double: impl Fn(f64) -> f64 + Copy,
    real: impl Fn(f32) -> f32 + Copy,
) -> Result<StructArray> {
    let columns = rows.columns().iter();
    let columns = columns.map(|column| each(column, double, real));
    Ok(StructArray::try_new(
        rows.fields().clone(),
        columns.collect::<Result<_>>()?,
        rows.nulls().cloned(),
    )?)
}

/// The values, and NULL for those that are or hold a NaN or a NULL at any depth: they equal nothing for sure.
pub(super) fn known(array: &ArrayRef) -> Result<ArrayRef> {
    let unknown: BooleanArray = (0..array.len())
        .map(|row| Some(is_open(array, row)))
        .collect();
    Ok(nullif(array, &unknown)?)
}

fn is_open(array: &ArrayRef, row: usize) -> bool {
    let within = |part: &ArrayRef, row: usize| {
        // Of an array of NULLs alone Arrow says that none is.
        part.data_type().is_null() || part.is_null(row) || is_open(part, row)
    };
    match array.data_type() {
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).any(|item| within(&items, item))
        }
        DataType::Map(..) => {
            let entries = array.as_map().value(row);
            let values = entries.column(1);
            (0..values.len()).any(|entry| within(values, entry))
        }
        DataType::Struct(_) => (array.as_struct().columns().iter()).any(|field| within(field, row)),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).is_nan(),
        DataType::Float32 => array.as_primitive::<Float32Type>().value(row).is_nan(),
        _ => false,
    }
}

/// The maps with their entries in the order of their keys.
fn in_order(maps: MapArray) -> Result<MapArray> {
    let by_key = make_comparator(maps.keys(), maps.keys(), SortOptions::default())?;
    let offsets = maps.value_offsets();
    let count = u32::try_from(maps.entries().len()).map_err(|_| too_many())?;
    let mut order: Vec<u32> = (0..count).collect();
    let mut moved = false;
    for ends in offsets.windows(2) {
        let entries = &mut order[at(ends[0])..at(ends[1])];
        if !entries.is_sorted_by(|a, b| by_key(*a as usize, *b as usize).is_le()) {
            entries.sort_by(|a, b| by_key(*a as usize, *b as usize));
            moved = true;
        }
    }
    if !moved {
        return Ok(maps);
    }
    let entries = take(maps.entries(), &UInt32Array::from(order), None)?;
    let (item, offsets, _, nulls, sorted) = maps.into_parts();
    Ok(MapArray::try_new(
        item,
        offsets,
        entries.as_struct().clone(),
        nulls,
        sorted,
    )?)
}

fn at(offset: i32) -> usize {
    usize::try_from(offset).unwrap_or_default()
}

fn too_many() -> datafusion::error::DataFusionError {
    crate::error::SqlError::execution("a batch has more than 4,294,967,295 entries of maps").into()
}
