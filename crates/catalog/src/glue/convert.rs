//! Glue's own types and ours, both ways. What Lakebed does not write stays in `rest`, as the API's JSON has it.

use std::collections::BTreeMap;

use aws_sdk_glue::error::BuildError;
use aws_sdk_glue::primitives::DateTime;
use aws_sdk_glue::types as glue;
use serde_json::{Map, Value, json};

use crate::model::{Column, SerdeInfo, StorageDescriptor, TableInput};

type Rest = BTreeMap<String, Value>;

/// A table as Glue answers it. Fields that are at Glue's own defaults are left out, since they say nothing.
pub(super) fn from_glue(table: glue::Table) -> TableInput {
    let mut rest = Rest::new();
    put(
        &mut rest,
        "Owner",
        table.owner.filter(|owner| !owner.is_empty()),
    );
    put(
        &mut rest,
        "LastAccessTime",
        table.last_access_time.map(|t| t.secs()),
    );
    put(
        &mut rest,
        "LastAnalyzedTime",
        table.last_analyzed_time.map(|t| t.secs()),
    );
    put(
        &mut rest,
        "Retention",
        Some(table.retention).filter(|n| *n != 0),
    );
    TableInput {
        name: table.name,
        // Some keep an absent text as an empty one.
        description: table.description.filter(|text| !text.is_empty()),
        table_type: table.table_type.unwrap_or_default(),
        parameters: sorted(table.parameters),
        partition_keys: columns_from(table.partition_keys),
        storage_descriptor: table
            .storage_descriptor
            .map(storage_from)
            .unwrap_or_default(),
        view_original_text: table.view_original_text,
        view_expanded_text: table.view_expanded_text,
        rest,
    }
}

pub(super) fn storage_from(storage: glue::StorageDescriptor) -> StorageDescriptor {
    let mut rest = Rest::new();
    put(
        &mut rest,
        "AdditionalLocations",
        storage.additional_locations.filter(|l| !l.is_empty()),
    );
    put(
        &mut rest,
        "Compressed",
        Some(true).filter(|_| storage.compressed),
    );
    put(
        &mut rest,
        "NumberOfBuckets",
        Some(storage.number_of_buckets).filter(|n| *n != 0),
    );
    put(
        &mut rest,
        "BucketColumns",
        storage.bucket_columns.filter(|l| !l.is_empty()),
    );
    let order = |o: &glue::Order| json!({"Column": o.column, "SortOrder": o.sort_order});
    put(
        &mut rest,
        "SortColumns",
        storage
            .sort_columns
            .filter(|l| !l.is_empty())
            .map(|l| l.iter().map(order).collect::<Vec<_>>()),
    );
    put(&mut rest, "Parameters", text_map(storage.parameters));
    put(
        &mut rest,
        "SkewedInfo",
        storage.skewed_info.and_then(skewed_from),
    );
    put(
        &mut rest,
        "StoredAsSubDirectories",
        Some(true).filter(|_| storage.stored_as_sub_directories),
    );
    put(
        &mut rest,
        "SchemaReference",
        storage.schema_reference.map(reference_from),
    );
    StorageDescriptor {
        columns: columns_from(storage.columns),
        location: storage.location.unwrap_or_default(),
        input_format: storage.input_format.unwrap_or_default(),
        output_format: storage.output_format.unwrap_or_default(),
        serde_info: storage.serde_info.map(serde_from).unwrap_or_default(),
        rest,
    }
}

fn columns_from(columns: Option<Vec<glue::Column>>) -> Vec<Column> {
    let column = |column: glue::Column| {
        let mut rest = Rest::new();
        put(&mut rest, "Parameters", text_map(column.parameters));
        Column {
            name: column.name,
            ty: column.r#type.unwrap_or_default(),
            comment: column.comment.filter(|text| !text.is_empty()),
            rest,
        }
    };
    columns
        .unwrap_or_default()
        .into_iter()
        .map(column)
        .collect()
}

fn serde_from(serde: glue::SerDeInfo) -> SerdeInfo {
    let mut rest = Rest::new();
    put(
        &mut rest,
        "Name",
        serde.name.filter(|name| !name.is_empty()),
    );
    SerdeInfo {
        serialization_library: serde.serialization_library.filter(|name| !name.is_empty()),
        parameters: sorted(serde.parameters),
        rest,
    }
}

fn skewed_from(skewed: glue::SkewedInfo) -> Option<Value> {
    let mut members = Rest::new();
    put(
        &mut members,
        "SkewedColumnNames",
        skewed.skewed_column_names.filter(|l| !l.is_empty()),
    );
    put(
        &mut members,
        "SkewedColumnValues",
        skewed.skewed_column_values.filter(|l| !l.is_empty()),
    );
    put(
        &mut members,
        "SkewedColumnValueLocationMaps",
        text_map(skewed.skewed_column_value_location_maps),
    );
    (!members.is_empty()).then(|| json!(members))
}

fn reference_from(reference: glue::SchemaReference) -> Value {
    let mut members = Rest::new();
    if let Some(id) = reference.schema_id {
        let mut inner = Rest::new();
        put(&mut inner, "SchemaArn", id.schema_arn);
        put(&mut inner, "SchemaName", id.schema_name);
        put(&mut inner, "RegistryName", id.registry_name);
        members.insert("SchemaId".into(), json!(inner));
    }
    put(&mut members, "SchemaVersionId", reference.schema_version_id);
    put(
        &mut members,
        "SchemaVersionNumber",
        reference.schema_version_number,
    );
    json!(members)
}

/// A table as Glue takes it.
pub(super) fn to_glue(table: &TableInput) -> Result<glue::TableInput, BuildError> {
    let rest = &table.rest;
    glue::TableInput::builder()
        .name(&table.name)
        .set_description(table.description.clone())
        .set_table_type(text(&table.table_type))
        .set_parameters(Some(table.parameters.clone().into_iter().collect()))
        .set_partition_keys(Some(columns_to(&table.partition_keys)?))
        .storage_descriptor(storage_to(&table.storage_descriptor)?)
        .set_view_original_text(table.view_original_text.clone())
        .set_view_expanded_text(table.view_expanded_text.clone())
        .set_owner(string(rest, "Owner"))
        .set_last_access_time(time(rest, "LastAccessTime"))
        .set_last_analyzed_time(time(rest, "LastAnalyzedTime"))
        .set_retention(int(rest, "Retention"))
        .build()
}

pub(super) fn storage_to(
    storage: &StorageDescriptor,
) -> Result<glue::StorageDescriptor, BuildError> {
    let rest = &storage.rest;
    let serde = &storage.serde_info;
    let serde = glue::SerDeInfo::builder()
        .set_name(string(&serde.rest, "Name"))
        .set_serialization_library(serde.serialization_library.clone())
        .set_parameters(
            (!serde.parameters.is_empty()).then(|| serde.parameters.clone().into_iter().collect()),
        )
        .build();
    let sorted = rest
        .get("SortColumns")
        .and_then(Value::as_array)
        .map(|columns| {
            let order = |o: &Value| {
                glue::Order::builder()
                    .set_column(o.get("Column").and_then(Value::as_str).map(Into::into))
                    .set_sort_order(
                        o.get("SortOrder")
                            .and_then(Value::as_i64)
                            .and_then(|n| i32::try_from(n).ok()),
                    )
                    .build()
            };
            columns.iter().map(order).collect::<Result<Vec<_>, _>>()
        });
    Ok(glue::StorageDescriptor::builder()
        .set_columns(Some(columns_to(&storage.columns)?))
        // A view has an empty one, not none.
        .location(&storage.location)
        .set_input_format(text(&storage.input_format))
        .set_output_format(text(&storage.output_format))
        .serde_info(serde)
        .set_additional_locations(strings(rest, "AdditionalLocations"))
        .set_compressed(rest.get("Compressed").and_then(Value::as_bool))
        .set_number_of_buckets(int(rest, "NumberOfBuckets"))
        .set_bucket_columns(strings(rest, "BucketColumns"))
        .set_sort_columns(sorted.transpose()?)
        .set_parameters(texts(rest, "Parameters"))
        .set_skewed_info(
            rest.get("SkewedInfo")
                .and_then(Value::as_object)
                .map(skewed_to),
        )
        .set_stored_as_sub_directories(rest.get("StoredAsSubDirectories").and_then(Value::as_bool))
        .set_schema_reference(
            rest.get("SchemaReference")
                .and_then(Value::as_object)
                .map(reference_to),
        )
        .build())
}

fn columns_to(columns: &[Column]) -> Result<Vec<glue::Column>, BuildError> {
    let column = |column: &Column| {
        glue::Column::builder()
            .name(&column.name)
            .set_type(text(&column.ty))
            .set_comment(column.comment.clone())
            .set_parameters(texts(&column.rest, "Parameters"))
            .build()
    };
    columns.iter().map(column).collect()
}

fn skewed_to(members: &Map<String, Value>) -> glue::SkewedInfo {
    let members = members.clone().into_iter().collect();
    glue::SkewedInfo::builder()
        .set_skewed_column_names(strings(&members, "SkewedColumnNames"))
        .set_skewed_column_values(strings(&members, "SkewedColumnValues"))
        .set_skewed_column_value_location_maps(texts(&members, "SkewedColumnValueLocationMaps"))
        .build()
}

fn reference_to(members: &Map<String, Value>) -> glue::SchemaReference {
    let members: Rest = members.clone().into_iter().collect();
    let id = members
        .get("SchemaId")
        .and_then(Value::as_object)
        .map(|id| {
            let id = id.clone().into_iter().collect();
            glue::SchemaId::builder()
                .set_schema_arn(string(&id, "SchemaArn"))
                .set_schema_name(string(&id, "SchemaName"))
                .set_registry_name(string(&id, "RegistryName"))
                .build()
        });
    glue::SchemaReference::builder()
        .set_schema_id(id)
        .set_schema_version_id(string(&members, "SchemaVersionId"))
        .set_schema_version_number(members.get("SchemaVersionNumber").and_then(Value::as_i64))
        .build()
}

fn put<T: Into<Value>>(rest: &mut Rest, key: &str, value: Option<T>) {
    if let Some(value) = value {
        rest.insert(key.into(), value.into());
    }
}

type Texts = std::collections::HashMap<String, String>;

fn sorted(map: Option<Texts>) -> BTreeMap<String, String> {
    map.unwrap_or_default().into_iter().collect()
}

fn text_map(map: Option<Texts>) -> Option<Value> {
    map.filter(|map| !map.is_empty())
        .map(|map| json!(sorted(Some(map))))
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.into())
}

fn string(rest: &Rest, key: &str) -> Option<String> {
    rest.get(key)?.as_str().map(Into::into)
}

fn strings(rest: &Rest, key: &str) -> Option<Vec<String>> {
    rest.get(key)?
        .as_array()?
        .iter()
        .map(|text| text.as_str().map(Into::into))
        .collect()
}

fn texts(rest: &Rest, key: &str) -> Option<Texts> {
    let members = rest.get(key)?.as_object()?;
    members
        .iter()
        .map(|(key, value)| Some((key.clone(), value.as_str()?.into())))
        .collect()
}

fn int(rest: &Rest, key: &str) -> Option<i32> {
    rest.get(key)?.as_i64().and_then(|n| i32::try_from(n).ok())
}

fn time(rest: &Rest, key: &str) -> Option<DateTime> {
    rest.get(key)?.as_i64().map(DateTime::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with every field of the API that is kept for others, and those that Lakebed writes.
    const FULL: &str = r#"{
        "Name": "t", "Description": "d", "TableType": "EXTERNAL_TABLE", "Parameters": {"a": "b"},
        "PartitionKeys": [{"Name": "dt", "Type": "string"}],
        "Owner": "o", "LastAccessTime": 1700000000, "LastAnalyzedTime": 1700000001, "Retention": 7,
        "StorageDescriptor": {
            "Columns": [{"Name": "c", "Type": "int", "Comment": "x", "Parameters": {"k": "v"}}],
            "Location": "s3://l/", "InputFormat": "i", "OutputFormat": "o",
            "SerdeInfo": {"SerializationLibrary": "s", "Parameters": {"p": "q"}, "Name": "n"},
            "AdditionalLocations": ["s3://m/"], "Compressed": true, "NumberOfBuckets": -1, "BucketColumns": ["c"],
            "SortColumns": [{"Column": "c", "SortOrder": 1}], "Parameters": {"x": "y"},
            "SkewedInfo": {"SkewedColumnNames": ["c"], "SkewedColumnValues": ["1"], "SkewedColumnValueLocationMaps": {"1": "s3://n/"}},
            "StoredAsSubDirectories": true,
            "SchemaReference": {"SchemaId": {"SchemaName": "n", "RegistryName": "r"}, "SchemaVersionNumber": 3}
        },
        "ViewOriginalText": "v", "ViewExpandedText": "w"
    }"#;

    #[test]
    fn nothing_of_a_table_is_lost_on_the_way() {
        let table: TableInput = serde_json::from_str(FULL).unwrap();
        let sent = to_glue(&table).unwrap();
        let answered = glue::Table::builder()
            .name(sent.name)
            .set_description(sent.description)
            .set_owner(sent.owner)
            .set_last_access_time(sent.last_access_time)
            .set_last_analyzed_time(sent.last_analyzed_time)
            .retention(sent.retention)
            .set_storage_descriptor(sent.storage_descriptor)
            .set_partition_keys(sent.partition_keys)
            .set_view_original_text(sent.view_original_text)
            .set_view_expanded_text(sent.view_expanded_text)
            .set_table_type(sent.table_type)
            .set_parameters(sent.parameters)
            .build()
            .unwrap();
        assert_eq!(from_glue(answered), table);
    }
}
