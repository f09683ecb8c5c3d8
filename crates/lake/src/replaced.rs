//! What became of objects that others replaced: so that landing their input again finds their rows, and lands nothing.
//!
//! Each replacement is put on record as `replaced/<table>/<hash>.json` before it happens. A key of such a record counts as present for as
//! long as the objects that took its place are there, or were replaced in their turn.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

use crate::store::{Store, StoreError, StoreErrorKind};

/// The reason of a replacement whose new rows have other values than the old.
pub(crate) const REFINE: &str = "refine";

/// A replacement of objects of one folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replacement {
    /// `data/orders_changes/dt=2026-11-20`
    pub folder: String,
    /// `compact`, `erase` or [`REFINE`].
    pub reason: &'static str,
    /// Names of the objects that went.
    pub gone: BTreeSet<String>,
    /// Names of those that came.
    pub new: Vec<String>,
    /// Rows of the objects that went.
    pub rows_before: u64,
    /// Rows of those that came.
    pub rows_after: u64,
}

impl Replacement {
    /// Puts it on record.
    pub fn keep(&self, store: &dyn Store, changes_table: &str) -> Result<(), StoreError> {
        let text = json!({
            "folder": self.folder,
            "reason": self.reason,
            "gone": self.gone,
            "new": self.new,
            "rows_before": self.rows_before,
            "rows_after": self.rows_after,
        })
        .to_string()
            + "\n";
        let key = format!(
            "replaced/{changes_table}/{:032x}.json",
            xxh3_128(text.as_bytes())
        );
        store.put(&key, text.as_bytes()).map(drop)
    }
}

/// All replacements of a table.
#[derive(Debug, Default)]
pub(crate) struct Replaced {
    /// By the key that went, the keys that came for it, once for each replacement.
    by_key: BTreeMap<String, Vec<Vec<String>>>,
    /// Keys that went, and those that came for them with the same rows or some of them.
    same_rows: Vec<(Vec<String>, Vec<String>)>,
    /// Keys that went, and those that came for them with the same rows by another definition.
    refined: Vec<(Vec<String>, Vec<String>)>,
}

impl Replaced {
    /// Reads the records of a table.
    pub fn add(&mut self, store: &dyn Store, changes_table: &str) -> Result<(), StoreError> {
        for object in store.list(&format!("replaced/{changes_table}/"))? {
            let bytes = store.get(&object.key)?;
            let damaged =
                || StoreError::new(StoreErrorKind::Damaged, object.key.clone(), "read", None);
            let value: Value = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
            let folder = value["folder"].as_str().ok_or_else(damaged)?;
            let keys = |name: &str| -> Option<Vec<String>> {
                let names = value[name].as_array()?.iter();
                names
                    .map(|n| Some(format!("{folder}/{}", n.as_str()?)))
                    .collect()
            };
            let new = keys("new").ok_or_else(damaged)?;
            let gone = keys("gone").ok_or_else(damaged)?;
            let of_kind = match value["reason"] == REFINE {
                true => &mut self.refined,
                false => &mut self.same_rows,
            };
            of_kind.push((gone.clone(), new.clone()));
            for gone in gone {
                self.by_key.entry(gone).or_default().push(new.clone());
            }
        }
        Ok(())
    }

    /// True when the rows that this object had are in the lake without it, or were erased.
    pub fn covers(&self, store: &dyn Store, key: &str) -> Result<bool, StoreError> {
        self.follow(store, key, &mut BTreeSet::new(), &mut BTreeSet::new())
    }

    /// `known`, and the keys of objects that have no rows but those of known ones.
    pub fn made_of(&self, known: &BTreeSet<String>) -> BTreeSet<String> {
        let mut found = known.clone();
        let mut left: Vec<_> = self.same_rows.iter().collect();
        loop {
            let before = left.len();
            left.retain(|(gone, new)| {
                let made = gone.iter().all(|key| found.contains(key));
                if made {
                    found.extend(new.iter().cloned());
                }
                !made
            });
            if left.len() == before {
                return found;
            }
        }
    }

    /// Keys of objects that were made of others, so that no landing makes the like.
    pub fn merged(&self) -> BTreeSet<String> {
        let of = |(_, new): &(Vec<String>, Vec<String>)| new.clone();
        let mut found: BTreeSet<String> = self.same_rows.iter().flat_map(of).collect();
        loop {
            let before = found.len();
            for (gone, new) in &self.refined {
                if gone.iter().any(|key| found.contains(key)) {
                    found.extend(new.iter().cloned());
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    /// Objects may come back, cut as they were before: `on_the_way` keeps the search from going in circles, and `found` from going the same
    /// way for each object of a partition that was compacted as a whole many times.
    fn follow(
        &self,
        store: &dyn Store,
        key: &str,
        on_the_way: &mut BTreeSet<String>,
        found: &mut BTreeSet<String>,
    ) -> Result<bool, StoreError> {
        if found.contains(key) {
            return Ok(true);
        }
        if !on_the_way.insert(key.into()) {
            return Ok(false);
        }
        // A swap that never happened, and then another one, make two records of a key.
        for new in self.by_key.get(key).into_iter().flatten() {
            let mut all = true;
            for key in new {
                all = all
                    && (store.size(key)?.is_some()
                        || self.follow(store, key, on_the_way, found)?);
            }
            if all {
                on_the_way.remove(key);
                found.insert(key.into());
                return Ok(true);
            }
        }
        on_the_way.remove(key);
        Ok(false)
    }
}
