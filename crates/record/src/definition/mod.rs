//! A table's one description: what its columns are, where their values come from, how it is partitioned.
//!
//! [`TableDefinition::parse`] reads `infra/tables/<name>.toml`. Everything else about a table (Arrow schema, Glue columns,
//! object prefix, view) derives from the definition.

mod filter;
mod parse;
mod schema;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::types::ColumnType;

pub use filter::{Condition, Filter, KeyPattern, KeyText};
pub use schema::{
    CHANGE_COLUMNS, CHANGE_EXPIRED, CHANGE_ID, CHANGE_SEQUENCE, CHANGE_TIME, CHANGE_TYPE, RESCUED,
    SchemaColumn, UNDECLARED,
};

/// A table as its TOML file declares it, checked: names are legal and unique, keys and partitions exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDefinition {
    /// Name of the current-state view; the table of all changes is [`TableDefinition::changes_table`].
    pub name: String,
    /// The DynamoDB table whose changes these are.
    pub source: String,
    /// What the table is, for the catalog; at most 2048 characters.
    pub description: Option<String>,
    /// Columns of the primary key: partition key, then sort key.
    pub primary_key: Vec<String>,
    /// How changes make up the current state.
    pub kind: Kind,
    /// Partition keys, in path order.
    pub partition: Vec<PartitionKey>,
    /// Declared columns in file order, partition columns included.
    pub columns: Vec<Column>,
    /// Which changes of the source belong to this table; all when absent.
    pub filter: Option<Filter>,
}

/// How changes make up the current state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The newest change of each key is its state; a removal ends it.
    Entity,
    /// Items are written once and never changed: only inserts count.
    Event,
}

/// One level of the partitioning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartitionKey {
    /// `dt=2026-11-20`: the UTC day of the change.
    Day,
    /// `hour=07`: the UTC hour of the change.
    Hour,
    /// A declared column, by its place in [`TableDefinition::columns`].
    Column(usize),
}

/// A declared column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Athena name.
    pub name: String,
    /// Type of the values.
    pub ty: ColumnType,
    /// Attribute, then map keys below it.
    pub from: Vec<String>,
    /// Unit of a timestamp that arrives as a number.
    pub unit: Option<TimeUnit>,
    /// What the column means, for the catalog; at most 255 characters.
    pub comment: Option<String>,
}

/// Unit of an epoch timestamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// `unit = "s"`
    Seconds,
    /// `unit = "ms"`
    Millis,
    /// `unit = "us"`
    Micros,
}

/// A problem in a definition file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionError {
    /// The file, as it was named to [`TableDefinition::parse`].
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DefinitionError {}

impl TableDefinition {
    /// Reads a definition; `file` is the name that errors carry.
    ///
    /// # Errors
    /// Every problem in the file, in line order: never an empty list.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<DefinitionError>> {
        parse::parse(text, file)
    }

    /// Name of the table of all changes: `orders_changes`.
    #[must_use]
    pub fn changes_table(&self) -> String {
        format!("{}_changes", self.name)
    }

    /// Name of the table of the current state, where one is kept: `orders_current`.
    #[must_use]
    pub fn current_table(&self) -> String {
        format!("{}_current", self.name)
    }

    /// The declared column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// True when the column of this place is a partition key, and so in the path and not in the files.
    #[must_use]
    pub fn is_partition_column(&self, index: usize) -> bool {
        self.partition.contains(&PartitionKey::Column(index))
    }

    /// Names of the partition keys in path order: `["dt", "hour"]`.
    #[must_use]
    pub fn partition_names(&self) -> Vec<&str> {
        let name = |key: &PartitionKey| match *key {
            PartitionKey::Day => "dt",
            PartitionKey::Hour => "hour",
            PartitionKey::Column(i) => self.columns[i].name.as_str(),
        };
        self.partition.iter().map(name).collect()
    }
}

/// True for a legal name that a column cannot have: Athena, the partitions or every table use it.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    parse::reserved(name).is_some()
}

impl TimeUnit {
    /// As a definition writes it: `s`, `ms` or `us`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Millis => "ms",
            Self::Micros => "us",
        }
    }
}
