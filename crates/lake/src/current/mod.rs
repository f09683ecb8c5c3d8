//! The current state as a table of its own, kept by merging the changes that are new.
//!
//! ```text
//! data/orders_current/<version>/rows/03-<hash>.parquet       the newest change of each item that is there
//! data/orders_current/<version>/removed/03-<hash>.parquet    key and place in the order of each that was removed
//! data/orders_current/<version>/merged.json                  objects of changes that are in it
//! ```
//!
//! 1. Objects of changes that the present version has not merged are read, by name; those that compaction or erasure made of merged ones
//!    hold nothing new and are not.
//! 2. Their rows are put into buckets by a hash of the key, beyond a budget on the disk, so that memory stays flat.
//! 3. Each bucket that got rows is merged with its files of the present version: of each key the newest change stays, by the order of
//!    docs/definitions.md. The other buckets' files are linked.
//! 4. The version gets its name in one step. Whoever keeps the catalog points the table at its `rows/`, also in one step.
//!
//! Removals stay for good, in files that no query reads: replays and backfills bring changes of any age, and the view, which the table
//! equals, knows the removal for as long as the lake does. Without it an old change would bring the item back.
//!
//! All is made anew when the definition has changed, or when objects that were merged are gone for another reason than compaction,
//! refining and erasure. When buckets have grown to several times their size, there are more of them, for which the table alone is read.

mod bucket;
mod manifest;
mod shape;
mod spill;
mod version;

use std::sync::Arc;

use lakebed_record::definition::TableDefinition;
use lakebed_record::plan::Plan;

use crate::definition_version;
use crate::merge::MergeError;
use crate::objects::of_table;
use crate::store::{LocalStore, Object, Upkeep};

use bucket::Bucket;
pub(crate) use manifest::FILE as MANIFEST;
use manifest::Manifest;
use shape::Shape;
use spill::Spill;
use version::Folders;

/// Parquet bytes of a bucket, about: one is in memory while it is merged, which takes some 25 times as much.
const BUCKET_BYTES: u64 = 4 << 20;
/// Most buckets, as a power of two.
const MOST_BITS: u32 = 10;
/// Size of buckets, in multiples of [`BUCKET_BYTES`], at which there will be more of them.
const OUTGROWN: u64 = 4;

/// How a current state is kept.
#[derive(Debug, Clone)]
pub struct CurrentOptions {
    /// Make all of it anew.
    pub whole: bool,
    /// Only say what would be merged.
    pub dry_run: bool,
    /// Parquet bytes of a bucket, about.
    pub bucket_bytes: u64,
}

impl Default for CurrentOptions {
    fn default() -> Self {
        Self {
            whole: false,
            dry_run: false,
            bucket_bytes: BUCKET_BYTES,
        }
    }
}

/// A version of a current state, and what it took.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Current {
    /// Name of the version's folder; that of the present one, if any, when nothing is new, and for a dry run.
    pub version: Option<String>,
    /// Objects of changes that were read, or would be.
    pub objects: u64,
    /// Their changes.
    pub changes: u64,
    /// Buckets that were written.
    pub rewritten: u64,
    /// Buckets that there are.
    pub buckets: u64,
    /// Items that are there.
    pub items: u64,
    /// Items that were removed.
    pub removed: u64,
    /// Bytes of the version's Parquet files.
    pub bytes: u64,
    /// Everything was read, or would be.
    pub whole: bool,
}

/// Key prefix of a version's rows: `data/orders_current/<version>/rows`.
#[must_use]
pub fn rows_folder(definition: &TableDefinition, version: &str) -> String {
    format!("data/{}/{version}/rows", definition.current_table())
}

/// Merges the changes that are new into a new version; `present` names the one that the catalog points at. `report` hears of the changes
/// that were read so far.
///
/// The caller holds the table's [`upkeep`](LocalStore::upkeep) lock, switches the catalog, and then calls [`clean`].
///
/// # Errors
/// An object that cannot be read, a lake that cannot be written: the present version is as it was.
pub fn update(
    store: &LocalStore,
    _held: &Upkeep,
    plan: &Arc<Plan>,
    present: Option<&str>,
    options: &CurrentOptions,
    report: &mut dyn FnMut(u64),
) -> Result<Current, MergeError> {
    let definition = plan.definition();
    let shape = Shape::new(plan)?;
    let folders = Folders::new(store, &definition.current_table())?;
    let listed = of_table(store, definition)?;
    let version = definition_version(definition);
    let before = match present.filter(|_| !options.whole) {
        Some(name) => Manifest::read(&folders, name)?.filter(|m| m.definition == version),
        None => None,
    };
    let news = match &before {
        Some(before) => manifest::news(store, definition, before, &listed)?,
        None => None,
    };
    let (before, new) = match (before, news) {
        (Some(before), Some(new)) => (Some(before), new),
        _ => (None, listed.clone()),
    };
    let mut done = Current {
        version: present.map(Into::into),
        objects: new.len() as u64,
        whole: before.is_none(),
        ..Current::default()
    };
    let nothing = new.is_empty() && (before.is_some() || present.is_none());
    if options.dry_run || nothing {
        if let Some(before) = &before {
            done.count(&folders, before)?;
        }
        return Ok(done);
    }

    let read: u64 = new.iter().map(|object| object.bytes).sum();
    let (bits, outgrown) = match &before {
        None => (bits(read, options.bucket_bytes), None),
        Some(before) => {
            let bytes = folders.bytes(before)?;
            let least = bits(bytes / OUTGROWN, options.bucket_bytes);
            match before.bits < least {
                true => (bits(bytes, options.bucket_bytes), Some(before)),
                false => (before.bits, None),
            }
        }
    };
    let mut spill = Spill::new(store, &shape, bits);
    if let Some(outgrown) = outgrown {
        for (folder, file) in outgrown.files() {
            let path = folders.version(&outgrown.name).join(folder).join(file);
            shape.kept(&path, folder, &mut |batch| spill.add(batch))?;
        }
    }
    for Object { key, .. } in &new {
        shape.changes(store, key, &mut |batch| {
            done.changes += batch.num_rows() as u64;
            spill.add(batch)
        })?;
        report(done.changes);
    }
    let stage = folders.stage()?;
    let mut next = Manifest {
        name: String::new(),
        definition: version,
        before: present.unwrap_or_default().into(),
        bits,
        merged: listed.into_iter().map(|object| object.key).collect(),
        rows: Default::default(),
        removed: Default::default(),
    };
    let linked = before.as_ref().filter(|_| outgrown.is_none());
    for number in 0..1_u32 << bits {
        let label = format!("{number:03x}");
        let incoming = spill.take(number)?;
        let old = linked.map(|before| {
            let folder = folders.version(&before.name);
            (folder, before.of(&label))
        });
        match (old, incoming.is_empty()) {
            (None, true) => {}
            (Some((folder, files)), true) => folders.link(&folder, &stage, files, &mut next)?,
            (old, false) => {
                done.rewritten += 1;
                let mut bucket = Bucket::new(&shape);
                for (kind, file) in old.iter().flat_map(|(_, files)| files) {
                    let path = old.as_ref().map(|(folder, _)| folder.join(kind).join(file));
                    if let Some(path) = path {
                        shape.kept(&path, kind, &mut |batch| bucket.add(batch))?;
                    }
                }
                for batch in incoming {
                    bucket.add(batch)?;
                }
                let [rows, removed] = bucket.newest()?;
                folders.write(&stage, manifest::ROWS, &label, rows, &mut next)?;
                folders.write(&stage, manifest::REMOVED, &label, removed, &mut next)?;
            }
        }
    }
    let name = folders.publish(&stage, next)?;
    let made = Manifest::read(&folders, &name)?;
    if let Some(made) = &made {
        done.count(&folders, made)?;
    }
    done.version = Some(name);
    Ok(done)
}

/// Removes versions that nobody reads any more: neither of `keep`, nor made within the last hour.
///
/// # Errors
/// A lake that cannot be written.
pub fn clean(
    store: &LocalStore,
    _held: &Upkeep,
    definition: &TableDefinition,
    keep: &[&str],
) -> Result<(), MergeError> {
    Folders::new(store, &definition.current_table())?.clean(keep)
}

impl Current {
    fn count(&mut self, folders: &Folders<'_>, made: &Manifest) -> Result<(), MergeError> {
        self.buckets = 1 << made.bits;
        self.bytes = folders.bytes(made)?;
        self.items = folders.rows(made, manifest::ROWS)?;
        self.removed = folders.rows(made, manifest::REMOVED)?;
        Ok(())
    }
}

/// Buckets, as a power of two, for so many bytes.
fn bits(bytes: u64, of_a_bucket: u64) -> u32 {
    let buckets = bytes.div_ceil(of_a_bucket.max(1)).max(1);
    buckets.next_power_of_two().trailing_zeros().min(MOST_BITS)
}
