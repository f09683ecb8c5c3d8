//! Every row of a key out of a lake: data files, quarantine, the current state, result tables, exported results.
//!
//! Only files that hold the key are written again, without its rows; partitions change in one step, as when they are compacted. Then
//! everything is read once more, and a receipt says what was done: counts and a hash of the key, nothing of what it held. Killed at any
//! moment and run again, it goes on; what was erased before is counted in the receipt of the run that erased it.

mod key;
mod quarantine;
mod results;
mod texts;

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow::array::BooleanArray;
use lakebed_record::layout::data_prefix;
use lakebed_record::plan::Plan;
use parquet::arrow::ProjectionMask;
use parquet::errors::ParquetError;
use serde_json::json;
use xxhash_rust::xxh3::xxh3_128;

use crate::compact::partitions;
use crate::land::ObjectFormat;
use crate::merge::{MergeError, Merger, fits};
use crate::replaced::Replacement;
use crate::rows::open;
use crate::store::{LocalStore, NewFile, Object, Store, StoreError};

pub use key::{Key, KeyError};

/// Rows that are looked at at a time.
const BATCH_ROWS: usize = 16_384;

/// An erasure could not be finished. What was erased stays erased; run it again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EraseError {
    /// An object could not be rewritten.
    #[error(transparent)]
    Rewrite(#[from] MergeError),
    /// The lake.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file that holds the key has other columns than the definition, so that rewriting it would lose some.
    #[error("{key} holds the key, and its columns are not those of the definition")]
    Foreign {
        /// The file.
        key: String,
    },
    /// A file that cannot be read, so that nobody knows whether it holds the key.
    #[error("cannot read {key}: {reason}")]
    Unreadable {
        /// The file.
        key: String,
        /// Why.
        reason: String,
    },
}

impl EraseError {
    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Rewrite(MergeError::Store(error)) | Self::Store(error) => {
                error.hint().map(Into::into)
            }
            Self::Rewrite(_) => None,
            Self::Foreign { .. } => {
                Some("add the missing columns to the definition, and run again".into())
            }
            Self::Unreadable { .. } => Some("remove the file, or repair it, and run again".into()),
        }
    }
}

/// What an erasure did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// Rows of data files.
    pub rows: u64,
    /// Data files that were rewritten or removed.
    pub files: u64,
    /// Records of the quarantine.
    pub quarantined: u64,
    /// Rows of result tables and exported results.
    pub results: u64,
    /// Files of results that were rewritten.
    pub result_files: u64,
    /// Files of results without the key's columns, or of a format that is not read: nobody can tell whose they are.
    pub unknown: Vec<String>,
    /// Rows, records and results of the key that were found when all was read again: 0.
    pub left: u64,
    /// Where the receipt is; none for a dry run.
    pub receipt: Option<String>,
}

/// Erases every row of `keys` from the table of `plan` in a lake.
///
/// # Errors
/// A file that cannot be read or rewritten; another command that rewrites the table.
pub fn erase(
    store: &LocalStore,
    plan: &Arc<Plan>,
    keys: &[Key],
    dry_run: bool,
) -> Result<Erased, EraseError> {
    let format = ObjectFormat::new(Arc::clone(plan)).map_err(|source| MergeError::Parquet {
        path: "a schema".into(),
        source,
    })?;
    let mut erased = Erased::default();
    let table = plan.definition().changes_table();
    let current = plan.definition().current_table();
    let _upkeep = (!dry_run)
        .then(|| store.upkeep(&table, "erase"))
        .transpose()?;
    // Who only looks waits for nobody, and nothing is replaced between its listing and its reading.
    let _reading = dry_run.then(|| store.reading());
    data(store, plan, &format, keys, dry_run, &mut erased)?;
    erased.quarantined = quarantine::erase(store, plan.definition(), keys, dry_run)?;
    results::erase(store, &current, keys, dry_run, &mut erased)?;
    if dry_run {
        return Ok(erased);
    }
    let mut again = Erased::default();
    data(store, plan, &format, keys, true, &mut again)?;
    again.quarantined = quarantine::erase(store, plan.definition(), keys, true)?;
    results::erase(store, &current, keys, true, &mut again)?;
    erased.left = again.rows + again.quarantined + again.results;
    let hashes: BTreeSet<String> = keys.iter().map(Key::hash).collect();
    let text = json!({
        "table": plan.definition().name,
        "keys": hashes,
        "rows": erased.rows,
        "files": erased.files,
        "quarantined": erased.quarantined,
        "results": erased.results,
        "result_files": erased.result_files,
        "unknown_files": erased.unknown.len(),
        "left": erased.left,
    })
    .to_string()
        + "\n";
    let key = format!("erased/{table}/{:032x}.json", xxh3_128(text.as_bytes()));
    store.put(&key, text.as_bytes())?;
    erased.receipt = Some(key);
    Ok(erased)
}

fn data(
    store: &LocalStore,
    plan: &Arc<Plan>,
    format: &ObjectFormat,
    keys: &[Key],
    dry_run: bool,
    erased: &mut Erased,
) -> Result<(), EraseError> {
    for (name, objects) in partitions(store, plan)? {
        let folder = format!("{}{name}", data_prefix(plan.definition()));
        let mut holding: Vec<(Object, u64)> = Vec::new();
        for object in objects {
            let rows = rows_of(store, &object.key, &name, keys)?;
            if rows > 0 {
                holding.push((object, rows));
            }
        }
        erased.rows += holding.iter().map(|(_, rows)| rows).sum::<u64>();
        erased.files += holding.len() as u64;
        if dry_run || holding.is_empty() {
            continue;
        }
        let keep = |batch: &arrow::array::RecordBatch| -> Result<BooleanArray, ParquetError> {
            let mut stay = vec![true; batch.num_rows()];
            for key in keys.iter().filter(|key| key.may_be_in(&name)) {
                key.mark(batch, &mut stay)?;
            }
            Ok(stay.into())
        };
        let merger = Merger {
            store,
            format,
            target_bytes: u64::MAX,
            keep: Some(&keep),
        };
        let mut new: Vec<NewFile> = Vec::new();
        let mut rows_after = 0;
        let mut rows_before = 0;
        for (object, rows) in &holding {
            let path = store.path(&object.key)?;
            if !fits(&path, format)? {
                return Err(EraseError::Foreign {
                    key: object.key.clone(),
                });
            }
            let merged = merger.merge(&[path])?;
            let after: u64 = merged.files.iter().map(|file| file.rows).sum();
            if merged.left_out != *rows || after + merged.duplicates + rows != merged.read {
                return Err(MergeError::Count {
                    folder,
                    before: merged.read - rows,
                    after,
                }
                .into());
            }
            rows_before += merged.read;
            rows_after += after;
            new.extend(merged.files.into_iter().map(|file| NewFile {
                name: file.name,
                path: file.path,
            }));
        }
        new.sort_by(|a, b| a.name.cmp(&b.name));
        new.dedup_by(|a, b| a.name == b.name);
        let gone: BTreeSet<String> = holding
            .iter()
            .map(|(object, _)| object.key[folder.len() + 1..].to_string())
            .collect();
        Replacement {
            folder: folder.clone(),
            reason: "erase",
            gone: gone.clone(),
            new: new.iter().map(|file| file.name.clone()).collect(),
            rows_before,
            rows_after,
        }
        .keep(store, &plan.definition().changes_table())?;
        store.swap(&folder, &gone, &new)?;
    }
    Ok(())
}

/// Rows of the keys in an object of the partition `name`.
fn rows_of(store: &LocalStore, object: &str, name: &str, keys: &[Key]) -> Result<u64, EraseError> {
    let keys: Vec<&Key> = keys.iter().filter(|key| key.may_be_in(name)).collect();
    let failed = |reason: String| EraseError::Unreadable {
        key: object.into(),
        reason,
    };
    let builder = open(store, object)?.map_err(|e| failed(e.to_string()))?;
    let columns: BTreeSet<&str> = keys.iter().flat_map(|key| key.columns()).collect();
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns);
    let reader = builder
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build()
        .map_err(|e| failed(e.to_string()))?;
    let mut rows = 0;
    for batch in reader {
        let batch = batch.map_err(|e| failed(e.to_string()))?;
        let mut stay = vec![true; batch.num_rows()];
        for key in &keys {
            key.mark(&batch, &mut stay)
                .map_err(|e| failed(e.to_string()))?;
        }
        rows += stay.iter().filter(|stay| !**stay).count() as u64;
    }
    Ok(rows)
}
