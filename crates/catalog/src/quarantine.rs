//! The table of the records that did not land, over the lines that Firehose or the helper wrote about them.

use std::collections::BTreeMap;

use lakebed_record::definition::TableDefinition;

use crate::external::OWN_COLUMNS;
use crate::model::{Column, EXTERNAL, SerdeInfo, StorageDescriptor, TableInput};

/// The table property that lists the columns' names in the files, in the columns' order. The OpenX SerDe does not need it: it
/// folds names itself.
pub const FILE_NAMES: &str = "lakebed.file_names";

const INPUT_FORMAT: &str = "org.apache.hadoop.mapred.TextInputFormat";
const OUTPUT_FORMAT: &str = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
const SERDE: &str = "org.openx.data.jsonserde.JsonSerDe";

/// Name in the files, Hive type, comment.
const COLUMNS: [(&str, &str, &str); 10] = [
    ("errorCode", "string", "Why it did not land: a code"),
    ("errorMessage", "string", "The same in words"),
    (
        "lastErrorCode",
        "string",
        "As errorcode, where Firehose's conversion to Parquet refused the row",
    ),
    ("lastErrorMessage", "string", "As errormessage, likewise"),
    ("attemptsMade", "int", "How often it was tried"),
    (
        "arrivalTimestamp",
        "bigint",
        "When Firehose got it, in milliseconds since 1970; null when the helper landed it",
    ),
    (
        "source",
        "string",
        "Name of the input that the helper read; null from Firehose",
    ),
    ("line", "bigint", "Line of the record in that input, from 1"),
    (
        "offset",
        "bigint",
        "Byte of the record in that input, decompressed, from 0",
    ),
    (
        "rawData",
        "string",
        "The record's bytes in base64; of a failed conversion, those of the row",
    ),
];

/// Name of the table.
pub(crate) fn name(definition: &TableDefinition) -> String {
    format!("{}_quarantine", definition.name)
}

/// The table `<name>_quarantine` over Firehose's error objects, `errors/<name>/` in a bucket, or over those of the helper,
/// `quarantine/<name>_changes/` in a folder. `lake_location` is that of [`table_input`](crate::table_input).
#[must_use]
pub fn quarantine_input(definition: &TableDefinition, lake_location: &str) -> TableInput {
    let lake = lake_location.trim_end_matches('/');
    let location = if lake.starts_with("s3://") {
        format!("{lake}/errors/{}/", definition.name)
    } else {
        format!("{lake}/quarantine/{}/", definition.changes_table())
    };
    let columns: Vec<_> = COLUMNS
        .iter()
        .map(|(name, ty, comment)| Column {
            name: name.to_ascii_lowercase(),
            ty: (*ty).into(),
            comment: Some((*comment).into()),
            ..Column::default()
        })
        .collect();
    let joined = |names: Vec<&str>| names.join(",");
    let own = joined(columns.iter().map(|c| c.name.as_str()).collect());
    let description = format!(
        "Records that did not land in {}",
        definition.changes_table()
    );
    TableInput {
        name: name(definition),
        description: Some(description.clone()),
        table_type: EXTERNAL.into(),
        parameters: BTreeMap::from([
            ("EXTERNAL".into(), "TRUE".into()),
            ("classification".into(), "json".into()),
            ("comment".into(), description),
            (OWN_COLUMNS.into(), own),
            (
                FILE_NAMES.into(),
                joined(COLUMNS.iter().map(|(name, _, _)| *name).collect()),
            ),
        ]),
        storage_descriptor: StorageDescriptor {
            columns,
            location,
            input_format: INPUT_FORMAT.into(),
            output_format: OUTPUT_FORMAT.into(),
            serde_info: SerdeInfo {
                serialization_library: Some(SERDE.into()),
                // Objects under errors/ that are not JSON lines must not fail every query.
                parameters: BTreeMap::from([
                    ("ignore.malformed.json".into(), "true".into()),
                    ("serialization.format".into(), "1".into()),
                ]),
                ..SerdeInfo::default()
            },
            ..StorageDescriptor::default()
        },
        ..TableInput::default()
    }
}
