//! The catalog's types as Arrow's, as Lakebed's files hold them.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, FieldRef, TimeUnit};
use lakebed_record::types::{self, ColumnType, is_column_name};

/// The Arrow type of a Hive type: `array<struct<sku:string,qty:int>>`.
///
/// # Errors
/// A type that Lakebed does not know, such as `tinyint`, with what is wrong.
pub(crate) fn from_hive(hive: &str) -> Result<DataType, String> {
    ColumnType::parse(hive)
        .map(|ty| arrow_type(&ty))
        .map_err(|error| error.message)
}

pub(crate) fn arrow_type(ty: &ColumnType) -> DataType {
    match ty {
        ColumnType::String | ColumnType::Json | ColumnType::Dynamodb => DataType::Utf8,
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

/// The column type that holds the values of an Arrow type; none where Hive tables have no such type. Times are cut to milliseconds.
pub(crate) fn column_type(ty: &DataType) -> Option<ColumnType> {
    Some(match ty {
        DataType::Utf8 | DataType::Utf8View | DataType::LargeUtf8 => ColumnType::String,
        DataType::Boolean => ColumnType::Boolean,
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::UInt8 | DataType::UInt16 => {
            ColumnType::Int
        }
        DataType::Int64 | DataType::UInt32 => ColumnType::Bigint,
        DataType::Float32 => ColumnType::Float,
        DataType::Float64 => ColumnType::Double,
        DataType::Decimal128(precision, scale) => ColumnType::Decimal {
            precision: *precision,
            scale: u8::try_from(*scale).ok()?,
        },
        DataType::Date32 => ColumnType::Date,
        DataType::Timestamp(_, None) => ColumnType::Timestamp,
        DataType::Binary | DataType::BinaryView | DataType::LargeBinary => ColumnType::Binary,
        DataType::List(element) | DataType::LargeList(element) => {
            ColumnType::Array(Box::new(column_type(element.data_type())?))
        }
        DataType::Map(entries, _) => match entries.data_type() {
            DataType::Struct(fields) => match (fields.first(), fields.get(1)) {
                (Some(key), Some(value)) if column_type(key.data_type())? == ColumnType::String => {
                    ColumnType::Map(Box::new(column_type(value.data_type())?))
                }
                _ => return None,
            },
            _ => return None,
        },
        DataType::Struct(fields) => {
            let field = |field: &FieldRef| {
                let name = field.name().clone();
                let ty = column_type(field.data_type())?;
                is_column_name(&name).then_some(types::Field { name, ty })
            };
            ColumnType::Struct(fields.iter().map(field).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn field(name: &str, ty: &ColumnType, nullable: bool) -> FieldRef {
    Arc::new(Field::new(name, arrow_type(ty), nullable))
}
