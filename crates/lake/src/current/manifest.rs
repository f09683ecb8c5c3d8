//! What a version of a current state has merged, and what of the lake it has not.

use std::collections::{BTreeMap, BTreeSet};

use lakebed_record::definition::TableDefinition;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

use super::version::Folders;
use crate::merge::MergeError;
use crate::replaced::Replaced;
use crate::store::{LocalStore, Object, Store, StoreError, StoreErrorKind};

/// Name of the manifest in a version's folder.
pub(crate) const FILE: &str = "merged.json";
/// Folder of the items that are there.
pub(super) const ROWS: &str = "rows";
/// Folder of the items that were removed.
pub(super) const REMOVED: &str = "removed";

/// A version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Name of its folder, made of all that follows.
    pub name: String,
    /// Version of the definition by which the rows were read.
    pub definition: String,
    /// The version before it: two versions are never of one name, since one may lack rows that were erased.
    pub before: String,
    /// There are two to the power of it buckets.
    pub bits: u32,
    /// Keys of the objects of changes that are in it.
    pub merged: BTreeSet<String>,
    /// Files of the items that are there, by bucket.
    pub rows: BTreeMap<String, String>,
    /// Files of the removed ones, by bucket.
    pub removed: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a version; none when there is none that this program understands, which costs no more than making all anew.
    pub fn read(folders: &Folders<'_>, name: &str) -> Result<Option<Self>, StoreError> {
        let path = folders.version(name).join(FILE);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(StoreError::io(path.display().to_string(), "read", e)),
        };
        let damaged = || {
            let path = path.display().to_string();
            StoreError::new(StoreErrorKind::Damaged, path, "read", None)
        };
        let value: Value = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        let text = |name: &str| value[name].as_str().map(String::from);
        let files = |name: &str| -> Option<BTreeMap<String, String>> {
            let members = value[name].as_object()?.iter();
            members
                .map(|(bucket, file)| Some((bucket.clone(), file.as_str()?.to_string())))
                .collect()
        };
        let read = || {
            let merged = value["merged"].as_array()?.iter();
            Some(Self {
                name: name.into(),
                definition: text("definition")?,
                before: text("before")?,
                bits: u32::try_from(value["bits"].as_u64()?).ok()?,
                merged: merged
                    .map(|key| key.as_str().map(String::from))
                    .collect::<Option<_>>()?,
                rows: files(ROWS)?,
                removed: files(REMOVED)?,
            })
        };
        read().map(Some).ok_or_else(damaged)
    }

    pub fn text(&self) -> String {
        json!({
            "definition": self.definition,
            "before": self.before,
            "bits": self.bits,
            "merged": self.merged,
            ROWS: self.rows,
            REMOVED: self.removed,
        })
        .to_string()
            + "\n"
    }

    pub fn hash(&self) -> String {
        format!("{:032x}", xxh3_128(self.text().as_bytes()))
    }

    /// Folder and name of each file.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let rows = self.rows.values().map(|file| (ROWS, file.as_str()));
        rows.chain(self.removed.values().map(|file| (REMOVED, file.as_str())))
    }

    /// Folder and name of each file of a bucket.
    pub fn of(&self, bucket: &str) -> Vec<(&'static str, String)> {
        let rows = self.rows.get(bucket).map(|file| (ROWS, file.clone()));
        let removed = self.removed.get(bucket).map(|file| (REMOVED, file.clone()));
        rows.into_iter().chain(removed).collect()
    }

    pub fn add(&mut self, folder: &'static str, bucket: &str, file: String) {
        let files = match folder {
            ROWS => &mut self.rows,
            _ => &mut self.removed,
        };
        files.insert(bucket.into(), file);
    }
}

/// The objects that hold what a version has not merged; none when it has merged what is not in the lake any more.
pub(super) fn news(
    store: &LocalStore,
    definition: &TableDefinition,
    version: &Manifest,
    listed: &[Object],
) -> Result<Option<Vec<Object>>, MergeError> {
    let mut replaced = Replaced::default();
    replaced.add(store, &definition.changes_table())?;
    let there: BTreeSet<&str> = listed.iter().map(|object| object.key.as_str()).collect();
    for key in &version.merged {
        if !there.contains(key.as_str()) && !replaced.covers(store as &dyn Store, key)? {
            return Ok(None);
        }
    }
    let known = replaced.made_of(&version.merged);
    let mut new = listed.to_vec();
    new.retain(|object| !known.contains(&object.key));
    Ok(Some(new))
}
