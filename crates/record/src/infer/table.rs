//! Rows of one table to be: how many records of which kind, and evidence of their attributes.

use std::collections::BTreeMap;

use super::InferError;
use super::evidence::{Evidence, Walk};
use crate::flatten::Result as Walked;
use crate::flatten::attribute::members;
use crate::peek::Named;
use crate::scan::Cursor;

/// Attributes of one table that get a column.
const MAX_ATTRIBUTES: usize = 1_000;
/// Longest name, in bytes, of an attribute that gets a column.
const MAX_NAME: usize = 255;

/// What came.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub records: u64,
    pub inserts: u64,
    pub modifies: u64,
    pub removes: u64,
    /// Of the removals: by time to live.
    pub expired: u64,
    /// Items seen whole.
    pub images: u64,
    /// Of the key attributes as the records name them.
    pub keys: BTreeMap<String, Evidence>,
    pub attributes: BTreeMap<String, Evidence>,
    /// Attributes that get no column: nameless, with too long a name, or too many.
    pub left_out: u64,
}

impl Rows {
    pub fn count(&mut self, change: Option<Named>, removal: bool, expired: bool) {
        self.records += 1;
        self.removes += u64::from(removal);
        self.expired += u64::from(removal && expired);
        self.inserts += u64::from(change == Some(Named::Insert));
        self.modifies += u64::from(change == Some(Named::Modify));
    }

    /// Takes in the keys at the cursor.
    pub fn keys(&mut self, cursor: &mut Cursor<'_>, walk: &mut Walk) -> Walked<()> {
        members(cursor, |cursor, key, _| {
            let mut scratch = String::new();
            let name = key.decode(&mut scratch);
            if !self.keys.contains_key(name) {
                self.keys.insert(name.into(), Evidence::default());
            }
            match self.keys.get_mut(name) {
                Some(evidence) => evidence.add(cursor, walk, 1),
                None => cursor.skip_value(),
            }
        })
    }

    /// Takes in the item at the cursor.
    pub fn image(&mut self, cursor: &mut Cursor<'_>, walk: &mut Walk) -> Walked<()> {
        self.images += 1;
        members(cursor, |cursor, key, _| {
            let mut scratch = String::new();
            let name = key.decode(&mut scratch);
            if !self.attributes.contains_key(name) {
                if name.is_empty()
                    || name.len() > MAX_NAME
                    || self.attributes.len() == MAX_ATTRIBUTES
                {
                    self.left_out += 1;
                    return cursor.skip_value();
                }
                self.attributes.insert(name.into(), Evidence::default());
            }
            match self.attributes.get_mut(name) {
                Some(evidence) => evidence.add(cursor, walk, 1),
                None => cursor.skip_value(),
            }
        })
    }

    pub fn merge(&mut self, other: Self) {
        self.records += other.records;
        self.inserts += other.inserts;
        self.modifies += other.modifies;
        self.removes += other.removes;
        self.expired += other.expired;
        self.images += other.images;
        self.left_out += other.left_out;
        for (name, evidence) in other.keys {
            self.keys.entry(name).or_default().merge(evidence);
        }
        for (name, evidence) in other.attributes {
            if self.attributes.len() < MAX_ATTRIBUTES || self.attributes.contains_key(&name) {
                self.attributes.entry(name).or_default().merge(evidence);
            } else {
                self.left_out += evidence.seen();
            }
        }
    }

    /// Evidence of a key attribute, from the keys and from the items.
    pub fn key(&self, name: &str) -> Evidence {
        let mut all = self.keys.get(name).cloned().unwrap_or_default();
        if let Some(evidence) = self.attributes.get(name) {
            all.merge(evidence.clone());
        }
        all
    }
}

/// The key attributes, partition key first.
///
/// # Errors
/// Nothing tells which they are, or one that was named is none.
pub(super) fn key(
    seen: &[String],
    named: &[String],
    rows: &Rows,
) -> Result<Vec<String>, InferError> {
    let mut key = if named.is_empty() {
        seen.to_vec()
    } else {
        named.to_vec()
    };
    if key.is_empty() || key.len() > 2 {
        return Err(InferError::NoKey);
    }
    if named.is_empty() && key.len() == 2 && rank(&key[0]) > rank(&key[1]) {
        key.swap(0, 1);
    }
    for name in &key {
        let marked = rows.keys.contains_key(name);
        let everywhere = rows
            .attributes
            .get(name)
            .is_some_and(|e| e.seen() == rows.images);
        if !marked && !everywhere {
            return Err(InferError::NotAKey(name.clone()));
        }
    }
    Ok(key)
}

/// Names that say which key they are.
fn rank(name: &str) -> i32 {
    let name = name.to_lowercase();
    if ["pk", "hash", "partition"]
        .iter()
        .any(|word| name.contains(word))
    {
        0
    } else if ["sk", "sort", "range"]
        .iter()
        .any(|word| name.contains(word))
    {
        2
    } else {
        1
    }
}
