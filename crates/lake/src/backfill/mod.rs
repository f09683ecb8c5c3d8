//! DynamoDB's export of a table into its lake.
//!
//! Exports carry no sequence numbers of the stream: their rows are placed by time. An item of a full export has the time of the export, one
//! of an incremental export that of its last change. The current-state view compares times first, to the second (the stream's are no
//! finer), and lets the stream win within one: so the state is right whichever comes first, and whatever the stream has missed.
//!
//! A backfill is a number of runs, each of a group of data files. A run that is done leaves `backfills/<table>/<export>/<hash>.json`, and the next
//! backfill of the same export begins behind it. Rows that the lake has are left out, so that a run that was killed adds nothing twice.

mod export;

use std::path::Path;
use std::sync::Arc;

use lakebed_record::definition::Kind;
use lakebed_record::plan::Plan;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

use crate::input::Input;
use crate::land::{LandError, LandOptions, Lander, Ledger, Progress, ProgressFn, RUN_BYTES};
use crate::rows::LakeRows;
use crate::store::{LocalStore, Store, StoreError, StoreErrorKind};

pub use export::{DataFile, Export, ExportError, ExportKind};

/// Stored bytes of the data files of a group.
const GROUP_BYTES: u64 = 256 << 20;

/// A backfill could not go on; the runs that were finished stay, and the next backfill begins behind them.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackfillError {
    /// The export.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The export is of another table.
    #[error(
        "the export is of the table `{exported}`, and the definition `{name}` of `{source_table}`"
    )]
    OtherTable {
        /// The table of the export.
        exported: String,
        /// The definition.
        name: String,
        /// Its source.
        source_table: String,
    },
    /// A full export does not tell when events were written.
    #[error(
        "`{name}` is a table of events, and a full export does not tell when its items were written"
    )]
    FullOfEvents {
        /// The definition.
        name: String,
    },
    /// The items could not be landed.
    #[error(transparent)]
    Land(#[from] LandError),
    /// The lake.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackfillError {
    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Export(error) => Some(error.hint().into()),
            Self::OtherTable { .. } => Some("name the definition of that table with --table".into()),
            Self::FullOfEvents { .. } => Some(
                "export incrementally (up to 35 days back), so that each event gets the day on which it was written".into(),
            ),
            Self::Land(error) => error.hint(),
            Self::Store(error) => error.hint().map(Into::into),
        }
    }
}

/// What a backfill did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backfilled {
    /// The account of all runs, those of earlier backfills of the export too.
    pub ledger: Ledger,
    /// Runs that earlier backfills had done.
    pub resumed: u64,
    /// Runs of this one.
    pub runs: u64,
    /// Items that the manifest tells of.
    pub items: u64,
    /// Files with another number of items than the manifest says, in groups as they were run.
    pub miscounted: Vec<String>,
}

/// Lands the export in `folder`; `progress` is told of the bytes of all data files.
///
/// # Errors
/// An export that is damaged, incomplete or of another table; a lake that cannot be read or written.
pub fn backfill(
    store: &LocalStore,
    plan: &Arc<Plan>,
    export: &Export,
    options: &LandOptions,
    progress: ProgressFn<'_>,
) -> Result<Backfilled, BackfillError> {
    let definition = plan.definition();
    if let Some(exported) = export.table.as_ref().filter(|t| **t != definition.source) {
        return Err(BackfillError::OtherTable {
            exported: exported.clone(),
            name: definition.name.clone(),
            source_table: definition.source.clone(),
        });
    }
    if export.kind == ExportKind::Full && definition.kind == Kind::Event {
        return Err(BackfillError::FullOfEvents {
            name: definition.name.clone(),
        });
    }
    let mut done = Backfilled {
        items: export.files.iter().map(|file| file.items).sum(),
        ..Backfilled::default()
    };
    done.ledger.table.clone_from(&definition.name);
    let options = LandOptions {
        as_of: (export.kind == ExportKind::Full).then_some(export.time_micros),
        ..options.clone()
    };
    let folder = format!("backfills/{}/{}", definition.changes_table(), export.id);
    let (mut bytes, mut records) = (0, 0);
    for group in groups(&export.files) {
        let key = format!("{folder}/{}.json", name(plan, group));
        let group_bytes: u64 = group.iter().map(|file| file.bytes).sum();
        let ledger = if let Some(ledger) = finished(store, &key)? {
            done.resumed += 1;
            ledger
        } else {
            for file in group {
                file.check()?;
            }
            let report = |at: Progress| {
                progress(Progress {
                    bytes_read: bytes + at.bytes_read,
                    records: records + at.records,
                    ..at
                });
            };
            let rows = LakeRows::new(store, definition);
            let mut ledger = Ledger {
                table: definition.name.clone(),
                ..Ledger::default()
            };
            let inputs = group.iter().map(|file| Input::file(&file.path)).collect();
            Lander::new(store, Arc::clone(plan), options.clone())
                .leave_out(&rows)
                .quarantine_once()
                .progress(&report)
                .land_in_runs(inputs, RUN_BYTES, |landed| ledger.extend(landed.ledger))?;
            let files: Vec<&str> = group.iter().map(|file| file.name.as_str()).collect();
            let account: Value = serde_json::from_str(&ledger.to_json()).unwrap_or_default();
            let text = json!({ "export": export.id, "files": files, "ledger": account })
                .to_string()
                + "\n";
            store.put(&key, text.as_bytes())?;
            done.runs += 1;
            ledger
        };
        let items: u64 = group.iter().map(|file| file.items).sum();
        if ledger.read != items {
            let names: Vec<_> = group.iter().map(|file| file.name.as_str()).collect();
            done.miscounted.push(format!(
                "{}: {items} items by the manifest, {} found",
                names.join(", "),
                ledger.read
            ));
        }
        bytes += group_bytes;
        records += ledger.read;
        done.ledger.extend(ledger);
    }
    Ok(done)
}

/// Reads and checks the export in `folder`.
///
/// # Errors
/// As [`Export::open`].
pub fn open(folder: &Path) -> Result<Export, BackfillError> {
    Ok(Export::open(folder)?)
}

/// The account of a run that is done.
fn finished(store: &dyn Store, key: &str) -> Result<Option<Ledger>, StoreError> {
    if store.size(key)?.is_none() {
        return Ok(None);
    }
    let bytes = store.get(key)?;
    let value: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let damaged = || StoreError::new(StoreErrorKind::Damaged, key, "read", None);
    Ledger::from_json(&value["ledger"].to_string())
        .map(Some)
        .ok_or_else(damaged)
}

/// The files of each run, in the order of the manifest.
fn groups(files: &[DataFile]) -> Vec<&[DataFile]> {
    let mut groups = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, file) in files.iter().enumerate() {
        if at > start && bytes + file.bytes > GROUP_BYTES {
            groups.push(&files[start..at]);
            (start, bytes) = (at, 0);
        }
        bytes += file.bytes;
    }
    if start < files.len() {
        groups.push(&files[start..]);
    }
    groups
}

/// Names a run by its files and what they become.
fn name(plan: &Plan, group: &[DataFile]) -> String {
    let mut text = crate::definition_version(plan.definition());
    for file in group {
        text.push_str(&format!("\n{} {} {:?}", file.name, file.bytes, file.md5));
    }
    format!("{:032x}", xxh3_128(text.as_bytes()))
}
