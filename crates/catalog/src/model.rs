//! Glue's `TableInput`, as far as Lakebed writes it; what others added stays in `rest`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A table or view as Glue takes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TableInput {
    /// Lower-case name.
    pub name: String,
    /// What the table is, at most 2048 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `EXTERNAL_TABLE` or `VIRTUAL_VIEW`.
    #[serde(default)]
    pub table_type: String,
    /// Table properties.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// Partition keys in path order; written even when empty, since Athena fails without them.
    #[serde(default)]
    pub partition_keys: Vec<Column>,
    /// Columns, place and format of the files.
    #[serde(default)]
    pub storage_descriptor: StorageDescriptor,
    /// A view's text: `/* Presto View: <base64> */`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view_original_text: Option<String>,
    /// A view's marker: `/* Presto View */`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view_expanded_text: Option<String>,
    /// Fields that Lakebed does not write.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

/// Where and how the files of a table are kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StorageDescriptor {
    /// Columns of the files, in order, without the partition keys.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// Folder of the files with a `/` at its end; empty for a view.
    #[serde(default)]
    pub location: String,
    /// Hadoop class that reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub input_format: String,
    /// Hadoop class that writes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub output_format: String,
    /// Serialization.
    #[serde(default)]
    pub serde_info: SerdeInfo,
    /// Fields that Lakebed does not write.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

/// How values are read from files.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SerdeInfo {
    /// Hive class; absent for a view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serialization_library: Option<String>,
    /// Properties of the class.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// Fields that Lakebed does not write.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

/// A column of a table or view.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Column {
    /// Lower-case name.
    pub name: String,
    /// Hive type without spaces: `array<struct<sku:string,qty:int>>`.
    #[serde(rename = "Type", default)]
    pub ty: String,
    /// What the column means, at most 255 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Fields that Lakebed does not write.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

impl TableInput {
    /// True for a view.
    #[must_use]
    pub fn is_view(&self) -> bool {
        self.table_type == VIEW
    }

    /// The column of a name, partition keys included.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.storage_descriptor
            .columns
            .iter()
            .chain(&self.partition_keys)
            .find(|c| c.name == name)
    }

    /// The catalog's text of the table: indented JSON with a line end.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Maps have string keys and nothing else can fail to serialize.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

pub(crate) const EXTERNAL: &str = "EXTERNAL_TABLE";
pub(crate) const VIEW: &str = "VIRTUAL_VIEW";
