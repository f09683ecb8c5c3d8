//! Results that are kept as tables: `-- materialize: hourly_metrics partition=dt key=hour_start,event_type`.
//!
//! A run computes the query and replaces, in the table, the partitions that the result has:
//!
//! ```text
//! <lake>/data/hourly_metrics/<version>/dt=2026-11-20/<hash>.parquet     a version of the whole table
//! <lake>/catalog/<database>/hourly_metrics.json                         says which version is the table
//! <lake>/.materialize/hourly_metrics/…                                  what is being made, and the lock
//! ```
//!
//! 1. The result, sorted by partition and key, is written into a folder that no reader looks at. Files are named by their contents.
//! 2. Partitions that the result does not have are linked from the present version: no byte is copied.
//! 3. The folder gets its name, which is made of its files' names, in one step.
//! 4. The catalog's entry is replaced by one that points at it, in one step: this is the moment at which the table changes.
//!
//! A reader takes the version from the catalog once, so that it sees all partitions of one version: never a missing row, never a
//! doubled one. The version before stays for those who still read it; older ones are removed. A run that is killed leaves the catalog
//! as it was, or as it should be, and what it left in `.materialize` is removed by the next one. Runs of one table take turns by a lock
//! that ends with their process. A run whose result is what the table holds changes nothing.

mod entry;
mod files;
mod shape;
mod version;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use datafusion::prelude::ident;
use futures::StreamExt;
use lakebed_catalog::{Catalog, ResultTable, TableInput, file_location, file_path, result_input};

#[cfg(feature = "aws")]
pub(crate) use entry::{TRIES, switch};
pub(crate) use entry::{lost, present, same_columns};
#[cfg(feature = "aws")]
pub(crate) use files::{no_path, same_key};
pub(crate) use shape::Shape;
#[cfg(feature = "aws")]
pub(crate) use shape::{find, named, no_data, not_text};

use crate::embedded::EmbeddedEngine;
use crate::parameter::Argument;
use crate::problem::QueryError;
use crate::saved::{SavedQuery, is_name};
use crate::sql;
use files::Files;
use version::Folders;

/// The table that a query's rows are kept in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Materialize {
    /// Name of the table.
    pub table: String,
    /// Columns of the result that partition it, in path order; none for a table that is replaced whole.
    pub partition: Vec<String>,
    /// Columns of the result that tell its rows apart; the rows of a partition are sorted by them.
    pub key: Vec<String>,
    /// Line of the declaration, from 1.
    pub line: usize,
}

/// What a run did to its table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Materialized {
    /// Rows of the result.
    pub rows: u64,
    /// Partitions of the result whose files are new.
    pub replaced: u64,
    /// Partitions of the result that the table held already.
    pub unchanged: u64,
    /// Partitions that the result does not have, and that stay.
    pub kept: u64,
    /// Partitions that the result does not have, and that are gone.
    pub removed: u64,
    /// Files of the table.
    pub objects: u64,
    /// Bytes of the table.
    pub bytes: u64,
}

const EXAMPLE: &str = "write -- materialize: hourly_metrics partition=dt key=hour_start,event_type";

impl Materialize {
    /// Reads what stands behind `materialize:`.
    ///
    /// # Errors
    /// What is wrong, and what to write.
    pub(crate) fn parse(text: &str, line: usize) -> Result<Self, (String, String)> {
        let wrong = |message: String| (message, EXAMPLE.to_string());
        let mut words = text.split_whitespace();
        let table = words.next().unwrap_or_default();
        if !is_name(table) {
            return Err(wrong(format!(
                "table `{table}` is not a-z 0-9 _ or starts with a digit"
            )));
        }
        let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for word in words {
            let (option, names) = word
                .split_once('=')
                .filter(|(option, _)| ["partition", "key"].contains(option))
                .ok_or_else(|| wrong(format!("unexpected `{word}`")))?;
            let names: Vec<String> = names.split(',').map(String::from).collect();
            let unique: BTreeSet<_> = names.iter().collect();
            if unique.len() < names.len() || !names.iter().all(|name| is_name(name)) {
                return Err(wrong(format!("`{option}` is not a list of columns")));
            }
            if found.insert(option, names).is_some() {
                return Err(wrong(format!("`{option}` stands twice")));
            }
        }
        let Some(mut key) = found.remove("key") else {
            return Err(wrong(
                "the key is missing: the columns that tell rows apart".into(),
            ));
        };
        let partition = found.remove("partition").unwrap_or_default();
        key.retain(|name| !partition.contains(name));
        Ok(Self {
            table: table.into(),
            partition,
            key,
            line,
        })
    }

    /// Whether a result of `schema` can be kept in the table.
    ///
    /// # Errors
    /// [`QueryError::Result`]: a column that is missing, has no name or type that a table may have.
    pub fn fits(&self, schema: &datafusion::arrow::datatypes::Schema) -> Result<(), QueryError> {
        Shape::new(self, schema).map(|_| ())
    }
}

/// The table that a query declares.
pub(crate) fn declared(query: &SavedQuery) -> Result<&Materialize, QueryError> {
    query
        .materialize
        .as_ref()
        .ok_or_else(|| QueryError::Result {
            message: format!("query `{}` declares no table", query.name),
            hint: EXAMPLE.into(),
        })
}

impl EmbeddedEngine {
    /// Computes a query that declares a table, replaces the partitions that the result has, and registers the table.
    ///
    /// Partitions that the result does not have stay, unless `whole` says that the result is all of the table, or the table has no
    /// partitions. Waits for another run of the same table.
    ///
    /// # Errors
    /// [`QueryError::Result`]: the query declares no table, its rows do not fit one (a key that stands twice, a partition value that no
    /// path can hold), or the catalog has another table of that name. Nothing has changed then; nor has it after any other error.
    pub async fn materialize<C: Catalog>(
        &self,
        query: &SavedQuery,
        arguments: &[Argument],
        catalog: &C,
        database: &str,
        lake: &Path,
        whole: bool,
    ) -> Result<Materialized, QueryError> {
        let target = declared(query)?;
        let frame = self.planned(query, arguments).await?;
        let shape = Shape::new(target, frame.schema().as_arrow())?;
        let folders = Folders::lock(lake, &target.table)?;
        let present = present(catalog, database, target, query).await?;

        let order = target.partition.iter().chain(&target.key);
        let sorted = frame
            .sort(order.map(|name| ident(name).sort(true, true)).collect())
            .map_err(sql::failure)?;
        let mut stream = sorted.execute_stream().await.map_err(sql::failure)?;
        let mut files = Files::new(&shape, folders.stage()?);
        while let Some(batch) = stream.next().await {
            files.write(&batch.map_err(sql::failure)?)?;
        }
        let (made, rows) = files.finish()?;

        let whole = whole || target.partition.is_empty();
        let before = match &present {
            Some(stored) => match folders.version_of(&stored.table, target.partition.len())? {
                Some(version) => version,
                None if whole => version::Version::default(),
                None => return Err(lost(&stored.table)),
            },
            None => version::Version::default(),
        };
        let kept = before.without(&made, whole);
        if !kept.partitions.is_empty() {
            same_columns(&shape.columns, &shape.partition, present.as_ref())?;
        }
        let mut done = Materialized {
            rows,
            kept: kept.partitions.len() as u64,
            ..Materialized::default()
        };
        for (path, files) in &made.partitions {
            match before.partitions.get(path) {
                Some(old) if old == files => done.unchanged += 1,
                _ => done.replaced += 1,
            }
        }
        let gone = |path: &&String| {
            !made.partitions.contains_key(*path) && !kept.partitions.contains_key(*path)
        };
        done.removed = before.partitions.keys().filter(gone).count() as u64;
        let version = folders.publish(made, &before, kept, &shape)?;
        done.objects = version.partitions.values().map(|f| f.len() as u64).sum();
        done.bytes = folders.bytes(&version)?;
        let location = file_location(&folders.folder(&version.name));
        let desired = result_input(&ResultTable {
            name: &target.table,
            query: &query.name,
            description: &query.description,
            location,
            columns: shape.columns.clone(),
            partitions: version.values(&shape.partition),
        });
        entry::register(catalog, database, query, target, &desired).await?;
        folders.clean(&version.name, &before.name)?;
        Ok(done)
    }
}

/// The folder that a registered table's files are in.
fn folder_of(table: &TableInput) -> Option<std::path::PathBuf> {
    file_path(&table.storage_descriptor.location)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_names_table_partition_and_key() {
        let parsed = Materialize::parse("hourly  key=hour,dt,kind partition=dt", 3).unwrap();
        assert_eq!(
            (parsed.table.as_str(), parsed.partition, parsed.key),
            (
                "hourly",
                vec!["dt".to_string()],
                vec!["hour".into(), "kind".into()]
            )
        );
        for (text, expected) in [
            ("", "table `` is not a-z 0-9 _ or starts with a digit"),
            (
                "Hourly key=a",
                "table `Hourly` is not a-z 0-9 _ or starts with a digit",
            ),
            (
                "hourly",
                "the key is missing: the columns that tell rows apart",
            ),
            ("hourly key", "unexpected `key`"),
            ("hourly keys=a", "unexpected `keys=a`"),
            ("hourly key=a key=b", "`key` stands twice"),
            ("hourly key=a,a", "`key` is not a list of columns"),
            ("hourly key=a,", "`key` is not a list of columns"),
            (
                "hourly key=a partition=A",
                "`partition` is not a list of columns",
            ),
        ] {
            assert_eq!(
                Materialize::parse(text, 1).unwrap_err().0,
                expected,
                "{text}"
            );
        }
    }
}
