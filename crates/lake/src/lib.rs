//! Change records into a lake of Parquet files.
//!
//! Start with [`Lander`]: it reads change records from [`Input`]s, flattens them by a table's [`Plan`](lakebed_record::plan::Plan), and
//! writes what comes of them into a [`Store`]:
//!
//! ```text
//! data/orders_changes/dt=2026-11-20/<hash>.parquet   rows
//! quarantine/orders_changes/<hash>.ndjson            records that are none, with the reason
//! ledger/orders_changes/<hash>.json                  the account of a run
//! ```
//!
//! Blocking and on threads of its own: it knows no async runtime but that of the AWS clients (feature `aws`), which it keeps to itself.
#![forbid(unsafe_code)]

pub mod backfill;
pub mod columns;
pub mod compact;
pub mod current;
pub mod drift;
pub mod erase;
pub mod health;
pub mod identity;
pub mod input;
pub mod item;
pub mod land;
mod merge;
mod objects;
mod rebuild;
pub mod refine;
mod replaced;
pub mod replay;
mod rows;
pub mod schema;
pub mod store;
#[cfg(feature = "aws")]
pub mod stream;

use lakebed_record::definition::TableDefinition;
use xxhash_rust::xxh3::xxh3_64;

pub use backfill::{BackfillError, Backfilled};
pub use erase::EraseError;
pub use input::{Input, InputError};
pub use land::{LandError, LandOptions, Landed, Lander, Ledger, Phase, Progress, ProgressFn};
pub use merge::MergeError;
pub use objects::ObjectError;
pub use replay::{Replay, ReplayError, Replayed};
pub use rows::LakeRows;
#[cfg(feature = "aws")]
pub use store::{Encryption, S3Store};
pub use store::{LocalStore, Object, Put, Staged, Store, StoreError, StoreErrorKind, Upkeep};

/// Names the shape of a table's files: it changes when a column, a type, a source of values or the partitioning does.
/// Written into every file as `lakebed.definition`.
#[must_use]
pub fn definition_version(definition: &TableDefinition) -> String {
    let mut text = format!(
        "{} {:?} {:?}",
        definition.name,
        definition.partition_names(),
        definition.primary_key
    );
    for column in &definition.columns {
        text.push_str(&format!(
            "\n{} {} {:?} {:?}",
            column.name, column.ty, column.from, column.unit
        ));
    }
    format!("{:016x}", xxh3_64(text.as_bytes()))
}
