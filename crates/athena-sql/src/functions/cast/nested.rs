//! Arrays, maps and rows: each part cast. A part that does not fit fails the whole value, and with it its row.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, ListArray, MapArray, StructArray, new_null_array,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::compute::{cast as arrow_cast, concat};
use datafusion::arrow::datatypes::DataType;

use super::{arrow, cannot, cast_array};
use crate::error::{ErrorKind, Result};
use crate::types;

/// `array` as `to`, both nested. With `safe`, a row is NULL if one of its parts does not fit.
pub(super) fn nested(array: &ArrayRef, to: &DataType, safe: bool) -> Result<ArrayRef> {
    match whole(array, to) {
        Err(error) if error.kind == ErrorKind::Execution => {}
        done => return done,
    }
    // What fails may be one row, or stand under a NULL.
    let rows = (0..array.len()).map(|row| {
        if array.is_null(row) {
            return Ok(new_null_array(to, 1));
        }
        match whole(&array.slice(row, 1), to) {
            Err(error) if safe && error.kind == ErrorKind::Execution => Ok(new_null_array(to, 1)),
            done => done,
        }
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    let rows: Vec<&dyn Array> = rows.iter().map(AsRef::as_ref).collect();
    concat(&rows).map_err(arrow)
}

fn whole(array: &ArrayRef, to: &DataType) -> Result<ArrayRef> {
    let nulls = array.nulls().cloned();
    Ok(match to {
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns().iter().zip(fields);
            let columns = columns
                .map(|(column, field)| cast_array(column, field.data_type(), None, false))
                .collect::<Result<Vec<_>>>()?;
            Arc::new(StructArray::try_new(fields.clone(), columns, nulls).map_err(arrow)?)
        }
        DataType::List(field) => {
            let item = types::item_of(array.data_type()).cloned();
            let kind = types::array(item.unwrap_or(DataType::Null));
            let array = arrow_cast(array, &kind).map_err(arrow)?;
            let lists = array.as_list::<i32>();
            let (offsets, values) = window(lists.offsets(), lists.values());
            let values = cast_array(&values, field.data_type(), None, false)?;
            let lists = ListArray::try_new(Arc::clone(field), offsets, values, nulls);
            Arc::new(lists.map_err(arrow)?)
        }
        DataType::Map(field, sorted) => {
            let maps = array.as_map();
            let (key, value) = types::entries_of(to).ok_or_else(|| cannot("map", to))?;
            let (offsets, keys) = window(maps.offsets(), maps.keys());
            let (_, values) = window(maps.offsets(), maps.values());
            let keys = cast_array(&keys, key, None, false)?;
            let values = cast_array(&values, value, None, false)?;
            let DataType::Struct(fields) = field.data_type() else {
                return Err(cannot("map", to));
            };
            let entries =
                StructArray::try_new(fields.clone(), vec![keys, values], None).map_err(arrow)?;
            let maps = MapArray::try_new(Arc::clone(field), offsets, entries, nulls, *sorted);
            Arc::new(maps.map_err(arrow)?)
        }
        _ => return Err(cannot("a nested value", to)),
    })
}

/// The values of these rows alone: of a slice, the others are there, too.
fn window(offsets: &OffsetBuffer<i32>, values: &ArrayRef) -> (OffsetBuffer<i32>, ArrayRef) {
    let at = |offset: Option<&i32>| offset.map_or(0, |at| usize::try_from(*at).unwrap_or(0));
    let (start, end) = (at(offsets.first()), at(offsets.last()));
    if start == 0 {
        return (offsets.clone(), values.slice(0, end));
    }
    let offsets = OffsetBuffer::from_lengths(offsets.lengths());
    (offsets, values.slice(start, end - start))
}
