//! The table of all changes, as Glue describes an external Parquet table with partition projection.

use std::collections::BTreeMap;

use lakebed_record::definition::{PartitionKey, SchemaColumn, TableDefinition};

use crate::model::{Column, EXTERNAL, SerdeInfo, StorageDescriptor, TableInput};

/// First day that partition projection offers to Athena. Each day before the first landed one costs an unfiltered query one
/// listing, and rows of an earlier day would not be found; no DynamoDB export or Kinesis stream is older.
pub const PROJECTION_START: &str = "2020-01-01";

/// Names the columns that Lakebed wrote, so that one which leaves the definition is told from one that others added.
pub(crate) const OWN_COLUMNS: &str = "lakebed.columns";

const INPUT_FORMAT: &str = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";
const OUTPUT_FORMAT: &str = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat";
pub(crate) const PARQUET_SERDE: &str =
    "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

/// The table `<name>_changes` over `<lake_location>/data/<name>_changes/`.
///
/// `lake_location` is `s3://bucket/prefix` or `file:///folder`, with or without a `/` at its end. `dt` is projected from
/// [`PROJECTION_START`] to the day after the query (a clock may run ahead), `hour` from 00 to 23; a declared partition column is
/// `injected`: an Athena query must give its value.
#[must_use]
pub fn table_input(definition: &TableDefinition, lake_location: &str) -> TableInput {
    let name = definition.changes_table();
    let location = format!("{}/data/{name}/", lake_location.trim_end_matches('/'));
    let schema = definition.file_schema();
    TableInput {
        parameters: parameters(definition, &location, &schema),
        description: definition.description.clone(),
        table_type: EXTERNAL.into(),
        partition_keys: definition.partition_schema().iter().map(column).collect(),
        storage_descriptor: parquet_files(schema.iter().map(column).collect(), location),
        name,
        ..TableInput::default()
    }
}

/// Where Parquet files with these columns are, and how they are read.
pub(crate) fn parquet_files(columns: Vec<Column>, location: String) -> StorageDescriptor {
    StorageDescriptor {
        columns,
        location,
        input_format: INPUT_FORMAT.into(),
        output_format: OUTPUT_FORMAT.into(),
        serde_info: SerdeInfo {
            serialization_library: Some(PARQUET_SERDE.into()),
            parameters: BTreeMap::from([("serialization.format".into(), "1".into())]),
            ..SerdeInfo::default()
        },
        ..StorageDescriptor::default()
    }
}

pub(crate) fn column(column: &SchemaColumn) -> Column {
    Column {
        name: column.name.clone(),
        ty: column.ty.glue(),
        comment: column.comment.clone(),
        ..Column::default()
    }
}

fn parameters(
    definition: &TableDefinition,
    location: &str,
    schema: &[SchemaColumn],
) -> BTreeMap<String, String> {
    let mut parameters = BTreeMap::new();
    let mut set = |key: &str, value: &str| {
        parameters.insert(key.to_string(), value.to_string());
    };
    set("EXTERNAL", "TRUE");
    set("classification", "parquet");
    set("parquet.compression", "ZSTD");
    set("projection.enabled", "true");
    if let Some(description) = &definition.description {
        set("comment", description);
    }
    let own: Vec<_> = schema.iter().map(|c| c.name.as_str()).collect();
    set(OWN_COLUMNS, &own.join(","));
    let mut template = location.to_string();
    for (key, name) in definition
        .partition
        .iter()
        .zip(definition.partition_names())
    {
        template.push_str(&format!("{name}=${{{name}}}/"));
        let mut projection =
            |property: &str, value: &str| set(&format!("projection.{name}.{property}"), value);
        match key {
            PartitionKey::Day => {
                projection("type", "date");
                projection("format", "yyyy-MM-dd");
                projection("range", &format!("{PROJECTION_START},NOW+1DAY"));
                projection("interval", "1");
                projection("interval.unit", "DAYS");
            }
            PartitionKey::Hour => {
                projection("type", "integer");
                projection("range", "0,23");
                projection("digits", "2");
            }
            PartitionKey::Column(_) => projection("type", "injected"),
        }
    }
    set("storage.location.template", &template);
    parameters
}
