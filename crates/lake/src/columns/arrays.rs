//! Columns into Arrow arrays, the vectors becoming the arrays' buffers.

use std::mem;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal64Array, Decimal128Array,
    Float32Array, Float64Array, Int32Array, Int64Array, ListArray, MapArray, StringArray,
    StructArray, TimestampMillisecondArray,
};
use arrow::buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow::datatypes::{DataType, FieldRef, Fields};
use arrow::error::ArrowError;
use lakebed_record::plan::NodeId;

use super::{Bytes, Columns, NodeValues, Validity, Values};

/// Takes the values of a column out of `columns` as an array of the field's type.
pub(crate) fn into_array(
    columns: &mut Columns,
    node: NodeId,
    field: &FieldRef,
) -> Result<ArrayRef, ArrowError> {
    let NodeValues { validity, values } = &mut columns.nodes[node as usize];
    let (len, nulls) = (validity.len, nulls(mem::take(validity)));
    Ok(
        match (
            mem::replace(values, Values::Struct(Vec::new())),
            field.data_type(),
        ) {
            (Values::Boolean(v), _) => {
                Arc::new(BooleanArray::new(BooleanBuffer::from(v.as_slice()), nulls))
            }
            (Values::Int(v), _) => Arc::new(Int32Array::new(v.into(), nulls)),
            (Values::Date(v), _) => Arc::new(Date32Array::new(v.into(), nulls)),
            (Values::Bigint(v), _) => Arc::new(Int64Array::new(v.into(), nulls)),
            (Values::Timestamp(v), _) => Arc::new(TimestampMillisecondArray::new(v.into(), nulls)),
            (Values::Decimal64(v), ty) => {
                Arc::new(Decimal64Array::new(v.into(), nulls).with_data_type(ty.clone()))
            }
            (Values::Decimal128(v), ty) => {
                Arc::new(Decimal128Array::new(v.into(), nulls).with_data_type(ty.clone()))
            }
            (Values::Float(v), _) => Arc::new(Float32Array::new(v.into(), nulls)),
            (Values::Double(v), _) => Arc::new(Float64Array::new(v.into(), nulls)),
            (Values::Bytes(v), DataType::Binary) => Arc::new(BinaryArray::try_new(
                offsets(v.ends),
                Buffer::from_vec(v.bytes),
                nulls,
            )?),
            (Values::Bytes(v), _) => Arc::new(strings(v, nulls)?),
            (Values::List(ends, element), DataType::List(inner)) => {
                let elements = into_array(columns, element, inner)?;
                Arc::new(ListArray::try_new(
                    Arc::clone(inner),
                    offsets(ends),
                    elements,
                    nulls,
                )?)
            }
            (Values::Map(ends, keys, value), DataType::Map(entries, _)) => {
                let DataType::Struct(fields) = entries.data_type() else {
                    return Err(mismatch(field));
                };
                let keys: ArrayRef = Arc::new(strings(keys, None)?);
                let values = into_array(columns, value, &fields[1])?;
                let pairs = StructArray::try_new(fields.clone(), vec![keys, values], None)?;
                Arc::new(MapArray::try_new(
                    Arc::clone(entries),
                    offsets(ends),
                    pairs,
                    nulls,
                    false,
                )?)
            }
            (Values::Struct(nodes), DataType::Struct(fields)) => {
                Arc::new(structs(columns, &nodes, fields, len, nulls)?)
            }
            _ => return Err(mismatch(field)),
        },
    )
}

fn structs(
    columns: &mut Columns,
    nodes: &[NodeId],
    fields: &Fields,
    len: usize,
    nulls: Option<NullBuffer>,
) -> Result<StructArray, ArrowError> {
    let arrays = nodes
        .iter()
        .zip(fields)
        .map(|(node, field)| into_array(columns, *node, field))
        .collect::<Result<Vec<_>, _>>()?;
    StructArray::try_new_with_length(fields.clone(), arrays, nulls, len)
}

fn strings(values: Bytes, nulls: Option<NullBuffer>) -> Result<StringArray, ArrowError> {
    StringArray::try_new(offsets(values.ends), Buffer::from_vec(values.bytes), nulls)
}

fn offsets(ends: Vec<i32>) -> OffsetBuffer<i32> {
    OffsetBuffer::new(ScalarBuffer::from(ends))
}

fn nulls(validity: Validity) -> Option<NullBuffer> {
    (!validity.flags.is_empty()).then(|| NullBuffer::from(validity.flags.as_slice()))
}

fn mismatch(field: &FieldRef) -> ArrowError {
    ArrowError::SchemaError(format!(
        "column `{}` does not hold what its type {} says",
        field.name(),
        field.data_type()
    ))
}
