//! Arrow arrays into columns: rows of an object that is read back.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{
    DataType, Date32Type, Decimal64Type, Decimal128Type, Float32Type, Float64Type, Int32Type,
    Int64Type, TimestampMillisecondType,
};
use arrow::record_batch::RecordBatch;
use lakebed_record::plan::NodeId;

use super::{Bytes, Columns, Validity, Values};
use crate::schema::arrow_schema;

impl Columns {
    /// Appends the rows of a batch. Columns that it does not have, or has in another type, are null; the change's own columns must be
    /// there.
    pub(crate) fn append(&mut self, batch: &RecordBatch) {
        let schema = arrow_schema(&self.plan);
        for (column, field) in schema.fields().iter().enumerate() {
            let array = batch.column_by_name(field.name());
            match array.filter(|array| same_type(array.data_type(), field.data_type())) {
                Some(array) => self.append_array(column as NodeId, array),
                None => (0..batch.num_rows()).for_each(|_| self.push_null(column as NodeId)),
            }
        }
        self.rows += batch.num_rows();
    }

    fn append_array(&mut self, node: NodeId, array: &ArrayRef) {
        let len = array.len();
        let values = &mut self.nodes[node as usize];
        append_validity(&mut values.validity, array);
        macro_rules! primitive {
            ($into:expr, $kind:ty) => {
                $into.extend_from_slice(array.as_primitive::<$kind>().values())
            };
        }
        match &mut values.values {
            Values::Boolean(v) => v.extend(array.as_boolean().values().iter()),
            Values::Int(v) => primitive!(v, Int32Type),
            Values::Date(v) => primitive!(v, Date32Type),
            Values::Bigint(v) => primitive!(v, Int64Type),
            Values::Timestamp(v) => primitive!(v, TimestampMillisecondType),
            Values::Decimal64(v) => primitive!(v, Decimal64Type),
            Values::Decimal128(v) => primitive!(v, Decimal128Type),
            Values::Float(v) => primitive!(v, Float32Type),
            Values::Double(v) => primitive!(v, Float64Type),
            Values::Bytes(v) => append_bytes(v, array),
            Values::List(ends, element) => {
                let list = array.as_list::<i32>();
                let from = append_ends(ends, list.value_offsets());
                let elements = list
                    .values()
                    .slice(from, end_of(list.value_offsets()) - from);
                let element = *element;
                self.append_array(element, &elements);
            }
            Values::Map(ends, keys, value) => {
                let map = array.as_map();
                let from = append_ends(ends, map.value_offsets());
                let length = end_of(map.value_offsets()) - from;
                append_bytes(keys, &map.keys().slice(from, length));
                let below = map.values().slice(from, length);
                let value = *value;
                self.append_array(value, &below);
            }
            Values::Struct(fields) => {
                let fields = fields.clone();
                let columns = array.as_struct().columns().to_vec();
                for (field, column) in fields.into_iter().zip(columns) {
                    self.append_array(field, &column);
                }
            }
        }
        debug_assert_eq!(array.len(), len);
    }
}

/// The types are the same but for names and nullability of what is inside, which writers differ in.
pub(crate) fn same_type(a: &DataType, b: &DataType) -> bool {
    match (a, b) {
        (DataType::List(a), DataType::List(b)) => same_type(a.data_type(), b.data_type()),
        (DataType::Map(a, _), DataType::Map(b, _)) => match (a.data_type(), b.data_type()) {
            (DataType::Struct(a), DataType::Struct(b)) => {
                a.len() == 2 && b.len() == 2 && same_type(a[1].data_type(), b[1].data_type())
            }
            _ => false,
        },
        (DataType::Struct(a), DataType::Struct(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| a.name() == b.name() && same_type(a.data_type(), b.data_type()))
        }
        (a, b) => a == b,
    }
}

fn append_validity(validity: &mut Validity, array: &ArrayRef) {
    if array.null_count() == 0 && validity.flags.is_empty() {
        validity.len += array.len();
        return;
    }
    for at in 0..array.len() {
        validity.push(array.is_valid(at));
    }
}

/// Appends where lists end; returns where the first begins.
fn append_ends(ends: &mut Vec<i32>, offsets: &[i32]) -> usize {
    let base = ends.last().copied().unwrap_or(0);
    let from = offsets.first().copied().unwrap_or(0);
    ends.extend(offsets.iter().skip(1).map(|end| end - from + base));
    from as usize
}

fn end_of(offsets: &[i32]) -> usize {
    offsets.last().copied().unwrap_or(0) as usize
}

fn append_bytes(into: &mut Bytes, array: &ArrayRef) {
    let (offsets, values): (&[i32], &[u8]) = match array.data_type() {
        DataType::Binary => {
            let array = array.as_binary::<i32>();
            (array.value_offsets(), array.value_data())
        }
        _ => {
            let array = array.as_string::<i32>();
            (array.value_offsets(), array.value_data())
        }
    };
    let from = append_ends(&mut into.ends, offsets);
    into.bytes
        .extend_from_slice(values.get(from..end_of(offsets)).unwrap_or_default());
}
