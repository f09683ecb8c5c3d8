//! The catalog's types as Arrow's, as Lakebed's files hold them.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, TimeUnit};
use lakebed_record::types::ColumnType;

/// The Arrow type of a Hive type: `array<struct<sku:string,qty:int>>`.
///
/// # Errors
/// A type that Lakebed does not know, such as `tinyint`, with what is wrong.
pub(crate) fn from_hive(hive: &str) -> Result<DataType, String> {
    ColumnType::parse(hive)
        .map(|ty| arrow_type(&ty))
        .map_err(|error| error.message)
}

fn arrow_type(ty: &ColumnType) -> DataType {
    match ty {
        ColumnType::String | ColumnType::Json => DataType::Utf8,
        ColumnType::Boolean => DataType::Boolean,
        ColumnType::Int => DataType::Int32,
        ColumnType::Bigint => DataType::Int64,
        ColumnType::Float => DataType::Float32,
        ColumnType::Double => DataType::Float64,
        ColumnType::Decimal { precision, scale } => {
            DataType::Decimal128(*precision, i8::try_from(*scale).unwrap_or(0))
        }
        ColumnType::Date => DataType::Date32,
        ColumnType::Timestamp => DataType::Timestamp(TimeUnit::Millisecond, None),
        ColumnType::Binary => DataType::Binary,
        // Inner names are Parquet's, so that reading them is no conversion.
        ColumnType::Array(element) => DataType::List(field("element", element, true)),
        ColumnType::Map(value) => {
            let entries = DataType::Struct(
                vec![
                    field("key", &ColumnType::String, false),
                    field("value", value, true),
                ]
                .into(),
            );
            DataType::Map(Arc::new(Field::new("key_value", entries, false)), false)
        }
        ColumnType::Struct(fields) => {
            DataType::Struct(fields.iter().map(|f| field(&f.name, &f.ty, true)).collect())
        }
    }
}

fn field(name: &str, ty: &ColumnType, nullable: bool) -> FieldRef {
    Arc::new(Field::new(name, arrow_type(ty), nullable))
}
