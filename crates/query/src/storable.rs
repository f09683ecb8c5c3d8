//! Results as Parquet keeps them: every reader's types, one name a column.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Schema, SchemaRef, TimeUnit};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;

use crate::format::names;
use crate::problem::QueryError;

/// The schema of a file that holds a result of `schema`: texts and binaries in their plain forms, dictionaries as their values, names
/// that stand again with `_2`, `_3`.
///
/// # Errors
/// [`QueryError::Result`] for a type that Parquet does not have: an interval, or a time without a day.
pub(crate) fn schema(schema: &Schema) -> Result<SchemaRef, QueryError> {
    let fields = names(schema)
        .into_iter()
        .zip(schema.fields())
        .map(|(name, field)| match data_type(field.data_type()) {
            Some(ty) => Ok(Field::new(name, ty, true)),
            None => Err(QueryError::Result {
                message: format!(
                    "Parquet has no type for column `{}` ({})",
                    field.name(),
                    field.data_type()
                ),
                hint: format!("write CAST({} AS varchar)", field.name()),
            }),
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Schema::new(fields)))
}

/// The rows of a batch in a schema of [`schema`].
pub(crate) fn batch(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = batch
        .columns()
        .iter()
        .zip(schema.fields())
        .map(|(column, field)| column_as(column, field.data_type()))
        .collect::<Result<Vec<_>, _>>()?;
    RecordBatch::try_new(Arc::clone(schema), columns)
}

fn column_as(column: &ArrayRef, ty: &DataType) -> Result<ArrayRef, ArrowError> {
    if column.data_type() == ty {
        return Ok(Arc::clone(column));
    }
    // Parquet keeps the instant.
    let column = lakebed_athena_sql::instants(column).unwrap_or_else(|| Arc::clone(column));
    cast(&column, ty)
}

fn data_type(ty: &DataType) -> Option<DataType> {
    let inner = |field: &FieldRef| {
        let ty = data_type(field.data_type())?;
        Some(Arc::new(Field::new(field.name(), ty, field.is_nullable())))
    };
    Some(match ty {
        DataType::Utf8View | DataType::LargeUtf8 | DataType::Null => DataType::Utf8,
        ty if lakebed_athena_sql::has_zones(ty) => {
            DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into()))
        }
        // A uuid or an address, which a Hive table has no type for.
        DataType::FixedSizeBinary(_) => return None,
        DataType::BinaryView | DataType::LargeBinary => DataType::Binary,
        DataType::Timestamp(TimeUnit::Second, zone) => {
            DataType::Timestamp(TimeUnit::Millisecond, zone.clone())
        }
        DataType::Date64 => DataType::Date32,
        DataType::Dictionary(_, values) => data_type(values)?,
        DataType::List(field) | DataType::LargeList(field) | DataType::FixedSizeList(field, _) => {
            DataType::List(inner(field)?)
        }
        DataType::Struct(fields) => {
            DataType::Struct(fields.iter().map(inner).collect::<Option<_>>()?)
        }
        DataType::Map(entries, sorted) => DataType::Map(inner(entries)?, *sorted),
        DataType::Boolean
        | DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32
        | DataType::UInt64
        | DataType::Float16
        | DataType::Float32
        | DataType::Float64
        | DataType::Decimal32(..)
        | DataType::Decimal64(..)
        | DataType::Decimal128(..)
        | DataType::Decimal256(..)
        | DataType::Date32
        | DataType::Timestamp(..)
        | DataType::Utf8
        | DataType::Binary => ty.clone(),
        _ => return None,
    })
}
