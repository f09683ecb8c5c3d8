//! The whole row of a table of changes: the change's own columns, the declared ones, and what did not fit.

use super::TableDefinition;
use crate::types::ColumnType;

/// `insert`, `modify` or `remove`.
pub const CHANGE_TYPE: &str = "change_type";
/// When the change happened.
pub const CHANGE_TIME: &str = "change_time";
/// The change's own id, equal in every copy of the same change.
pub const CHANGE_ID: &str = "change_id";
/// Order of the changes of a key, as text.
pub const CHANGE_SEQUENCE: &str = "change_sequence";
/// True for a removal by time to live.
pub const CHANGE_EXPIRED: &str = "change_expired";
/// Attributes without a column.
pub const UNDECLARED: &str = "undeclared";
/// Attributes that did not fit their column.
pub const RESCUED: &str = "rescued";

/// The columns that every table of changes begins with.
pub const CHANGE_COLUMNS: [&str; 5] = [
    CHANGE_TYPE,
    CHANGE_TIME,
    CHANGE_ID,
    CHANGE_SEQUENCE,
    CHANGE_EXPIRED,
];

/// A column as files, catalog and engines see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaColumn {
    /// Column name.
    pub name: String,
    /// Column type.
    pub ty: ColumnType,
    /// For people who read the catalog.
    pub comment: Option<String>,
    /// True when a row cannot be without it.
    pub required: bool,
}

impl TableDefinition {
    /// Columns of the files in order: the change columns, the declared ones that are not partition keys, `undeclared`, `rescued`.
    #[must_use]
    pub fn file_schema(&self) -> Vec<SchemaColumn> {
        let mut columns: Vec<_> = CHANGE_COLUMNS
            .iter()
            .map(|name| change_column(name))
            .collect();
        for (index, column) in self.columns.iter().enumerate() {
            if !self.is_partition_column(index) {
                columns.push(SchemaColumn {
                    name: column.name.clone(),
                    ty: column.ty.clone(),
                    comment: column.comment.clone(),
                    required: self.primary_key.contains(&column.name),
                });
            }
        }
        columns.push(kept_column(
            UNDECLARED,
            "Attributes without a column, as DynamoDB JSON",
        ));
        columns.push(kept_column(
            RESCUED,
            "Attributes that did not fit their column, as DynamoDB JSON",
        ));
        columns
    }

    /// The partition keys in path order, as the catalog lists them: `dt` and `hour` are strings.
    #[must_use]
    pub fn partition_schema(&self) -> Vec<SchemaColumn> {
        let column = |key: &super::PartitionKey| match key {
            super::PartitionKey::Day => string_column("dt", "UTC day of the change"),
            super::PartitionKey::Hour => string_column("hour", "UTC hour of the change"),
            super::PartitionKey::Column(i) => {
                let column = &self.columns[*i];
                SchemaColumn {
                    name: column.name.clone(),
                    ty: ColumnType::String,
                    comment: column.comment.clone(),
                    required: true,
                }
            }
        };
        self.partition.iter().map(column).collect()
    }
}

fn change_column(name: &str) -> SchemaColumn {
    let (ty, comment) = match name {
        CHANGE_TYPE => (ColumnType::String, "insert, modify or remove"),
        CHANGE_TIME => (ColumnType::Timestamp, "When the change happened (UTC)"),
        CHANGE_ID => (
            ColumnType::String,
            "Id of the change; equal ids are the same change",
        ),
        CHANGE_SEQUENCE => (
            ColumnType::String,
            "Order of the changes of a key; 40 digits, compares as text",
        ),
        _ => (
            ColumnType::Boolean,
            "True when time to live removed the item",
        ),
    };
    SchemaColumn {
        name: name.into(),
        ty,
        comment: Some(comment.into()),
        required: true,
    }
}

fn string_column(name: &str, comment: &str) -> SchemaColumn {
    SchemaColumn {
        name: name.into(),
        ty: ColumnType::String,
        comment: Some(comment.into()),
        required: true,
    }
}

fn kept_column(name: &str, comment: &str) -> SchemaColumn {
    SchemaColumn {
        required: false,
        ..string_column(name, comment)
    }
}
