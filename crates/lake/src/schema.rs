//! The Arrow schema of a table's files.
//!
//! Timestamps are milliseconds without a zone: in Parquet `INT64 TIMESTAMP(MILLIS, isAdjustedToUTC=false)`, which Athena, Trino, Hive,
//! DuckDB, pyarrow and DataFusion all read as a plain `timestamp`, the type that the catalog declares. The values are UTC.
//! Decimals of up to 18 digits are 64 bit, so that Parquet holds them as INT32 or INT64; longer ones are 128 bit.
//! Lists and maps have Parquet's own inner names (`list.element`, `key_value.key`), which is what Hive's readers look for.
//! Only the columns without which there is no row are required: the change's own, but for `undeclared` and `rescued`, and the key.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, FieldRef, Schema, SchemaRef, TimeUnit};
use lakebed_record::plan::{NodeId, Plan, Shape};

/// Columns of the data files in order, without the partition columns, which are in the path.
#[must_use]
pub fn arrow_schema(plan: &Plan) -> SchemaRef {
    let required: Vec<bool> = plan
        .definition()
        .file_schema()
        .iter()
        .map(|column| column.required)
        .collect();
    let fields: Vec<FieldRef> = (0..plan.columns())
        .map(|column| {
            field(
                plan,
                column as NodeId,
                &plan.nodes()[column].name,
                !required[column],
            )
        })
        .collect();
    Arc::new(Schema::new(fields))
}

fn field(plan: &Plan, node: NodeId, name: &str, nullable: bool) -> FieldRef {
    Arc::new(Field::new(
        name,
        data_type(plan, &plan.nodes()[node as usize].shape),
        nullable,
    ))
}

fn data_type(plan: &Plan, shape: &Shape) -> DataType {
    match shape {
        Shape::String | Shape::Json | Shape::Dynamodb => DataType::Utf8,
        Shape::Boolean => DataType::Boolean,
        Shape::Int => DataType::Int32,
        Shape::Bigint => DataType::Int64,
        Shape::Float => DataType::Float32,
        Shape::Double => DataType::Float64,
        Shape::Decimal {
            precision: precision @ ..=18,
            scale,
        } => DataType::Decimal64(*precision, *scale as i8),
        Shape::Decimal { precision, scale } => DataType::Decimal128(*precision, *scale as i8),
        Shape::Date => DataType::Date32,
        Shape::Timestamp => DataType::Timestamp(TimeUnit::Millisecond, None),
        Shape::Binary => DataType::Binary,
        Shape::Array(element) => DataType::List(field(plan, *element, "element", true)),
        Shape::Map(value) => {
            let key = Arc::new(Field::new("key", DataType::Utf8, false));
            let entries = DataType::Struct(vec![key, field(plan, *value, "value", true)].into());
            DataType::Map(Arc::new(Field::new("key_value", entries, false)), false)
        }
        Shape::Struct(fields) => {
            let fields = fields
                .iter()
                .map(|id| field(plan, *id, &plan.nodes()[*id as usize].name, true));
            DataType::Struct(fields.collect())
        }
    }
}
