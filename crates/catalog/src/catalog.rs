//! The catalog as a trait: databases of tables, each written only over the version that was read.

use std::future::Future;
use std::path::PathBuf;

use crate::model::TableInput;

/// A result of this crate.
pub type Result<T, E = CatalogError> = std::result::Result<T, E>;

/// Why a catalog could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// Someone else wrote the table since it was read.
    #[error("table `{database}.{table}` was changed by someone else at the same time")]
    Conflict {
        /// Database.
        database: String,
        /// Table.
        table: String,
    },
    /// There is no such database.
    #[error("there is no database `{database}` in the catalog")]
    NoDatabase {
        /// Database.
        database: String,
    },
    /// A name that a catalog does not take.
    #[error("`{name}` is not a name for a database or table (a-z 0-9 _)")]
    BadName {
        /// The name.
        name: String,
    },
    /// What the catalog holds is not a table.
    #[error("{path} does not hold a table")]
    Broken {
        /// File.
        path: PathBuf,
        /// What the parser says.
        #[source]
        source: serde_json::Error,
    },
    /// A file could not be read or written.
    #[error("could not {action} {path}")]
    Io {
        /// `read`, `write` …
        action: &'static str,
        /// File or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// AWS did not do it.
    #[cfg(feature = "aws")]
    #[error(transparent)]
    Aws(#[from] lakebed_aws::Failure),
    /// A table that Lakebed cannot write without losing what makes it one.
    #[error("`{database}.{table}` is {what}, which Lakebed does not write")]
    Foreign {
        /// Database.
        database: String,
        /// Table.
        table: String,
        /// What it is: `a link to another table`.
        what: &'static str,
    },
    /// Some partitions could not be registered; the others are.
    #[error("table `{table}`: {refused} partitions were refused, the first of them {first}")]
    Partitions {
        /// Table.
        table: String,
        /// How many.
        refused: usize,
        /// Values and reason of one of them.
        first: String,
    },
    /// A table that lacks what the catalog asks for, such as a name.
    #[error("{resource} cannot be sent: {reason}")]
    Incomplete {
        /// What was to be sent.
        resource: String,
        /// What is missing.
        reason: String,
    },
    /// The change would make existing data unreadable, and nobody asked for that.
    #[error(
        "table `{table}` would change so that existing files may not be readable: {differences}"
    )]
    Breaking {
        /// Table.
        table: String,
        /// The breaking differences, joined by `; `.
        differences: String,
    },
}

/// A state of a table in a catalog, to be compared alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version(pub String);

/// A table and the version in which it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The table.
    pub table: TableInput,
    /// Its version.
    pub version: Version,
}

/// What a write expects to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// No table of that name.
    Absent,
    /// The table as it was read.
    Version(Version),
}

/// A catalog of databases and tables. A clone of AWS Glue in the parts that Lakebed needs.
pub trait Catalog: Sync {
    /// Names of the databases, sorted.
    fn databases(&self) -> impl Future<Output = Result<Vec<String>>> + Send;

    /// Creates a database; false when it was there.
    fn create_database(&self, database: &str) -> impl Future<Output = Result<bool>> + Send;

    /// Names of the tables and views of a database, sorted. [`CatalogError::NoDatabase`] when it does not exist.
    fn tables(&self, database: &str) -> impl Future<Output = Result<Vec<String>>> + Send;

    /// A table or view; none when it, or its database, does not exist.
    fn table(
        &self,
        database: &str,
        name: &str,
    ) -> impl Future<Output = Result<Option<Stored>>> + Send;

    /// Writes a table, whole, if the catalog holds what was expected, and answers its new version.
    ///
    /// [`CatalogError::Conflict`] when it holds something else: read again, [`plan`](crate::plan) again.
    fn put_table(
        &self,
        database: &str,
        table: &TableInput,
        expected: &Expected,
    ) -> impl Future<Output = Result<Version>> + Send;
}
