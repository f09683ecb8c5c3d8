//! How a table of a lake is: its files by partition, its newest change, its quarantine by reason, its accounts.

mod quarantine;

use lakebed_record::definition::CHANGE_TIME;
use lakebed_record::plan::Plan;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::statistics::Statistics;

use crate::compact::{gains, partitions};
use crate::land::Ledger;
use crate::rows::open;
use crate::store::{LocalStore, Store, StoreError};

pub use quarantine::{QuarantineCounts, quarantine};

/// The state of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableHealth {
    /// Name of the definition.
    pub table: String,
    /// Partitions that have objects, in order.
    pub partitions: Vec<PartitionHealth>,
    /// What did not land.
    pub quarantine: QuarantineCounts,
    /// Accounts that runs have left.
    pub runs: u64,
    /// Their sum. Runs over the same input count each time that they came to another result.
    pub ledger: Ledger,
}

/// The files of a partition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartitionHealth {
    /// Path below the table: `dt=2026-11-20`.
    pub name: String,
    /// Data files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Their rows; those of unreadable files are not among them.
    pub rows: u64,
    /// Files that compaction would put together; 0 when there is nothing to gain.
    pub small: u64,
    /// Time of the newest change, in milliseconds since the epoch, where the files tell.
    pub newest: Option<i64>,
    /// Keys of files that are not Parquet.
    pub unreadable: Vec<String>,
}

impl TableHealth {
    /// Time of the newest change of all partitions, in milliseconds since the epoch.
    #[must_use]
    pub fn newest(&self) -> Option<i64> {
        self.partitions.iter().filter_map(|p| p.newest).max()
    }

    /// Sum over the partitions.
    #[must_use]
    pub fn sum(&self, count: fn(&PartitionHealth) -> u64) -> u64 {
        self.partitions.iter().map(count).sum()
    }
}

/// Looks at the table of `plan`. Reads the footers of its data files, its quarantine and its ledgers; a lake that is not there is empty.
///
/// # Errors
/// A lake that cannot be read.
pub fn health(
    store: &LocalStore,
    plan: &Plan,
    target_bytes: u64,
) -> Result<TableHealth, StoreError> {
    let definition = plan.definition();
    let mut health = TableHealth {
        table: definition.name.clone(),
        quarantine: quarantine(store, &definition.changes_table())?,
        ..TableHealth::default()
    };
    for (name, objects) in partitions(store, plan)? {
        let mut partition = PartitionHealth {
            name,
            files: objects.len() as u64,
            bytes: objects.iter().map(|object| object.bytes).sum(),
            small: gains(&objects, target_bytes, false).len() as u64,
            ..PartitionHealth::default()
        };
        for object in objects {
            match open(store, &object.key)? {
                Ok(builder) => {
                    let metadata = builder.metadata();
                    partition.rows += metadata.file_metadata().num_rows().unsigned_abs();
                    partition.newest = partition.newest.max(newest(metadata));
                }
                Err(_) => partition.unreadable.push(object.key),
            }
        }
        health.partitions.push(partition);
    }
    for object in store.list(&format!("ledger/{}/", definition.changes_table()))? {
        let text = String::from_utf8(store.get(&object.key)?).unwrap_or_default();
        if let Some(ledger) = Ledger::from_json(text.trim_end()) {
            health.runs += 1;
            health.ledger.absorb(&ledger);
        }
    }
    health.ledger.table.clone_from(&health.table);
    Ok(health)
}

/// The largest change time that a file's statistics know.
fn newest(metadata: &ParquetMetaData) -> Option<i64> {
    let groups = metadata.row_groups().iter();
    let column = |group: &parquet::file::metadata::RowGroupMetaData| {
        let column = group
            .columns()
            .iter()
            .find(|c| c.column_path().parts() == [CHANGE_TIME])?;
        match column.statistics()? {
            Statistics::Int64(values) => values.max_opt().copied(),
            _ => None,
        }
    };
    groups.filter_map(column).max()
}
