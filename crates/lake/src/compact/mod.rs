//! Small objects of a partition into large ones, sorted as all are, each change once.
//!
//! The rows of a partition's small objects are merged in the order in which they are sorted; rows that are equal in every column are
//! written once. Then the new objects take the place of the old in one step: see the store's `swap`. Killed at any moment, the partition has
//! its old objects or its new ones, and the next run goes on from there. Objects whose columns are not the definition's any more are left
//! as they are.

use std::collections::BTreeSet;

use std::sync::Arc;

use lakebed_record::layout::data_prefix;
use lakebed_record::plan::Plan;

use crate::land::ObjectFormat;
use crate::merge::{MergeError, Merger, fits};
use crate::replaced::Replacement;
use crate::store::{LocalStore, NewFile, Object, Store};

/// Default of [`CompactOptions::target_bytes`].
pub const TARGET_BYTES: u64 = 128 << 20;

/// How objects are compacted.
#[derive(Debug, Clone)]
pub struct CompactOptions {
    /// Size at which an object is large enough, in bytes; those of less than half of it are small.
    pub target_bytes: u64,
    /// Only this partition, as its path below the table: `dt=2026-11-20`, or `dt=2026-11-20/hour=07`.
    pub partition: Option<String>,
    /// Large objects too: sorts the whole partition anew, and drops copies of a change wherever they are.
    pub all: bool,
    /// Only say what would be done.
    pub dry_run: bool,
}

impl Default for CompactOptions {
    fn default() -> Self {
        Self {
            target_bytes: TARGET_BYTES,
            partition: None,
            all: false,
            dry_run: false,
        }
    }
}

/// What became of a partition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Partition {
    /// Its path below the table: `dt=2026-11-20`.
    pub name: String,
    /// Objects that were, or would be, replaced.
    pub objects_before: u64,
    /// Objects in their place; unknown in a dry run.
    pub objects_after: Option<u64>,
    /// Bytes of the objects that were, or would be, replaced.
    pub bytes_before: u64,
    /// Bytes of those in their place.
    pub bytes_after: Option<u64>,
    /// Rows of the new objects.
    pub rows: Option<u64>,
    /// Rows that were there more than once.
    pub duplicates: Option<u64>,
    /// Objects left as they are, since their columns are not the definition's.
    pub foreign: u64,
}

/// Compacts a table of a lake; `each` is told of every partition that has something to gain, when it is done.
///
/// # Errors
/// An object that cannot be read, a lake that cannot be written, another command that rewrites the table. Partitions that were done before
/// stay done.
pub fn compact(
    store: &LocalStore,
    plan: &Arc<Plan>,
    options: &CompactOptions,
    each: &mut dyn FnMut(&Partition),
) -> Result<Vec<Partition>, MergeError> {
    let _upkeep = (!options.dry_run)
        .then(|| store.upkeep(&plan.definition().changes_table(), "compact"))
        .transpose()?;
    let format = ObjectFormat::new(Arc::clone(plan)).map_err(|source| MergeError::Parquet {
        path: "a schema".into(),
        source,
    })?;
    let mut done = Vec::new();
    for (name, objects) in partitions(store, plan)? {
        if options.partition.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        let folder = format!("{}{name}", data_prefix(plan.definition()));
        let partition = one(store, &format, options, &folder, name, objects)?;
        if let Some(partition) = partition {
            each(&partition);
            done.push(partition);
        }
    }
    Ok(done)
}

/// The partitions of a table that have objects, in order, with their objects.
///
/// # Errors
/// A store that cannot be read.
pub fn partitions(
    store: &dyn Store,
    plan: &Plan,
) -> Result<Vec<(String, Vec<Object>)>, crate::StoreError> {
    let prefix = data_prefix(plan.definition());
    let mut found: Vec<(String, Vec<Object>)> = Vec::new();
    for object in store.list(&prefix)? {
        let Some((folder, file)) = object.key[prefix.len()..].rsplit_once('/') else {
            continue;
        };
        // As readers do: what begins so is not data.
        if !file.ends_with(".parquet") || file.starts_with(['.', '_']) {
            continue;
        }
        match found.iter_mut().rev().find(|(name, _)| name == folder) {
            Some((_, objects)) => objects.push(object),
            None => found.push((folder.to_string(), vec![object])),
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

/// The objects of a partition that compaction would put together; none when there is nothing to gain.
#[must_use]
pub fn gains<'a>(objects: &'a [Object], target_bytes: u64, all: bool) -> Vec<&'a Object> {
    let small = |object: &&Object| all || object.bytes < target_bytes / 2;
    let small: Vec<&'a Object> = objects.iter().filter(small).collect();
    if small.len() > 1 { small } else { Vec::new() }
}

fn one(
    store: &LocalStore,
    format: &ObjectFormat,
    options: &CompactOptions,
    folder: &str,
    name: String,
    objects: Vec<Object>,
) -> Result<Option<Partition>, MergeError> {
    let mut partition = Partition {
        name,
        ..Partition::default()
    };
    let mut own = Vec::new();
    for object in gains(&objects, options.target_bytes, options.all) {
        if fits(&store.path(&object.key)?, format)? {
            own.push(object.clone());
        } else {
            partition.foreign += 1;
        }
    }
    if own.len() < 2 {
        return Ok((partition.foreign > 0).then_some(partition));
    }
    partition.objects_before = own.len() as u64;
    partition.bytes_before = own.iter().map(|object| object.bytes).sum();
    if options.dry_run {
        return Ok(Some(partition));
    }
    let files = own
        .iter()
        .map(|object| store.path(&object.key))
        .collect::<Result<Vec<_>, _>>()?;
    let merger = Merger {
        store,
        format,
        target_bytes: options.target_bytes,
        keep: None,
    };
    let merged = merger.merge(&files)?;
    let rows: u64 = merged.files.iter().map(|file| file.rows).sum();
    let expected = merged.read - merged.duplicates;
    if rows != expected {
        return Err(MergeError::Count {
            folder: folder.into(),
            before: expected,
            after: rows,
        });
    }
    let name = |object: &Object| object.key[folder.len() + 1..].to_string();
    let new: Vec<NewFile> = merged
        .files
        .iter()
        .map(|file| NewFile {
            name: file.name.clone(),
            path: file.path.clone(),
        })
        .collect();
    let names: BTreeSet<String> = new.iter().map(|file| file.name.clone()).collect();
    let gone: BTreeSet<String> = own.iter().map(name).collect();
    partition.objects_after = Some(new.len() as u64);
    partition.bytes_after = Some(merged.files.iter().map(|file| file.bytes).sum());
    partition.rows = Some(rows);
    partition.duplicates = Some(merged.duplicates);
    if names == gone {
        // Sorted and cut already: with `all`, a second run comes here.
        return Ok(None);
    }
    let table = folder.split('/').nth(1).unwrap_or_default();
    Replacement {
        folder: folder.into(),
        reason: "compact",
        gone: gone.clone(),
        new: names.into_iter().collect(),
        rows_before: merged.read,
        rows_after: rows,
    }
    .keep(store, table)?;
    store.swap(folder, &gone, &new)?;
    for file in &merged.files {
        // The run's folder goes with the run; a long run should not wait for that.
        let _ = std::fs::remove_file(&file.path);
    }
    Ok(Some(partition))
}
