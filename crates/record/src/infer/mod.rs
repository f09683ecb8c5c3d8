//! Definitions out of samples: what the attributes of a table are, told by changes or export lines of it.
//!
//! A [`Sample`] takes in one record after the other and keeps counts ([`evidence`]); [`Sample::definitions`] makes of them a definition
//! with the evidence as comments. The definition holds every value of the sample: landing the sample by it leaves nothing in
//! `undeclared` or `rescued`. Where keys show several entities (`USER#1`, `ORDER#7`), there is one definition for each ([`keys`]).
//!
//! [`Leftovers`] do the same for a definition that is in use: they read what its rows kept beside their columns, and propose changes.

mod drift;
mod edit;
mod evidence;
mod keys;
mod names;
mod table;
mod types;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::flatten::Result as Walked;
use crate::flatten::attribute::{members, open, payload_string};
use crate::flatten::kept::Span;
use crate::peek::{self, Named, Peek};
use crate::plan::Tag;
use crate::reject::{Reject, RejectKind};
use crate::scan::Cursor;

use evidence::{Rare, Walk};
use table::Rows;

pub use drift::{Change, Drift, Leftovers, Proposal};
pub use edit::edit;

/// Tables of which a sample may have changes.
const MAX_TABLES: usize = 64;
/// Forms of keys that are kept apart; a table with more is no single-table design.
const MAX_FORMS: usize = 64;

/// What is known besides the records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The DynamoDB table, for records that do not name it (exports).
    pub source: Option<String>,
    /// Name of the definition; made of the table's name when there is none.
    pub name: Option<String>,
    /// Key attributes, partition key first, for records that do not carry them (full exports), or whose order is not known.
    pub key: Vec<String>,
    /// One definition, even where keys show several entities.
    pub whole: bool,
    /// Share of an attribute's values, in thousandths, that may be of another type than its column and would be rescued; with 0
    /// the column takes every value.
    pub exceptions_per_mille: u32,
    /// Beside each column whose type does not tell everything of the values that came, one with the original.
    pub originals: bool,
}

/// Changes of one or several tables, as counts.
#[derive(Debug)]
pub struct Sample {
    known: Known,
    /// By name of the DynamoDB table; records that do not name it are under no name.
    tables: BTreeMap<Option<String>, Table>,
    walk: Walk,
}

/// The sample of one DynamoDB table.
#[derive(Debug, Default)]
struct Table {
    /// Key attributes in the order of the first record.
    keys: Vec<String>,
    /// By the forms of the keys, one form for each key attribute.
    forms: BTreeMap<Vec<keys::Form>, Rows>,
    /// There were too many forms: all is in one place.
    mixed: bool,
}

/// A definition made from a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred {
    /// Its name: the file is to be `<name>.toml`.
    pub name: String,
    /// The DynamoDB table.
    pub source: String,
    /// True for one of several entities of the table, told apart by a filter on the keys.
    pub filtered: bool,
    /// The definition with its comments, as TOML.
    pub toml: String,
    /// Columns declared.
    pub columns: usize,
    /// Changes and items that it is made from.
    pub records: u64,
    /// What a person should look at, a line each; it is in the comments too.
    pub undecided: Vec<String>,
}

/// Why there is no definition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InferError {
    /// No record of the sample is a change or an item.
    #[error("the sample has no change records")]
    Empty,
    /// Exports do not name their table.
    #[error("the sample does not say of which DynamoDB table it is")]
    NoSource,
    /// Full exports do not mark the key.
    #[error("the sample does not say which attributes are the key")]
    NoKey,
    /// A key was named that is not an attribute of every item.
    #[error("`{0}` is not an attribute of every item, and cannot be a key")]
    NotAKey(String),
    /// One name was asked for, and there are several definitions.
    #[error("the sample has changes of several tables, which cannot have one name")]
    SeveralNames,
    /// There are more tables than anybody means.
    #[error("the sample has changes of more than {MAX_TABLES} tables")]
    TooManyTables,
}

impl InferError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => {
                "give DynamoDB Streams, Kinesis or export records: NDJSON, JSON arrays, Lambda events, plain or gzip"
            }
            Self::NoSource => "name it: --source Orders",
            Self::NoKey => "name them, partition key first: --key OrderID, or --key pk,sk",
            Self::NotAKey(_) => "name the table's key attributes, partition key first: --key pk,sk",
            Self::SeveralNames => "leave --name out, or give the changes of one table",
            Self::TooManyTables => "give the changes of fewer tables at a time",
        }
    }
}

impl Sample {
    /// Nothing seen yet.
    #[must_use]
    pub fn new(known: Known) -> Self {
        Self {
            known,
            tables: BTreeMap::new(),
            walk: Walk::default(),
        }
    }

    /// Takes in the record at `buf[record]`.
    ///
    /// # Errors
    /// The bytes are no change record and no export line. What was counted of it before that showed stays counted.
    pub fn add(&mut self, buf: &[u8], record: Range<usize>) -> Result<(), Reject> {
        peek::with_cursor(buf, record, |cursor| {
            let seen = peek::peek(cursor)?;
            self.record(cursor, &seen)
        })
    }

    fn record(&mut self, cursor: Cursor<'_>, seen: &Peek) -> Walked<()> {
        let at = |span: Span| cursor.moved(span.0);
        if self.tables.len() > MAX_TABLES {
            return Ok(()); // refused at the end
        }
        let source = seen.table.clone().filter(|name| !name.is_empty());
        let table = self.tables.entry(source).or_default();
        let mut found = Vec::new();
        if let Some(keys) = seen.keys {
            members(&mut at(keys), |cursor, key, _| {
                let mut scratch = String::new();
                let key = key.decode(&mut scratch);
                // Names have a character at least.
                if key_text(cursor, key, &mut found)? && !key.is_empty() {
                    Ok(())
                } else {
                    Err(cursor.fail(RejectKind::MissingKey))
                }
            })?;
        } else if let Some(image) = seen.new_image {
            let named = &self.known.key;
            members(&mut at(image), |cursor, key, _| {
                let mut scratch = String::new();
                let key = key.decode(&mut scratch);
                let wanted = named.iter().any(|name| name == key)
                    || named.is_empty() && ["pk", "sk"].contains(&key.to_lowercase().as_str());
                if wanted {
                    key_text(cursor, key, &mut found).map(|_| ())
                } else {
                    cursor.skip_value()
                }
            })?;
            // The attributes of an item have no order of their own.
            found.sort();
        }
        for (name, _) in &found {
            if !table.keys.contains(name) {
                table.keys.push(name.clone());
            }
        }
        let form = |key: &String| {
            let text = found
                .iter()
                .find(|(name, _)| name == key)
                .and_then(|(_, text)| text.as_deref());
            text.map_or("*".into(), keys::form)
        };
        let mut forms: Vec<_> = table.keys.iter().map(form).collect();
        if table.mixed || (!table.forms.contains_key(&forms) && table.forms.len() == MAX_FORMS) {
            table.mix();
            forms.clear();
        }
        let rows = table.forms.entry(forms).or_default();
        let removal = match seen.change {
            Some(change) => change == Named::Remove,
            None => seen.new_image.is_none(),
        };
        rows.count(seen.change, removal, seen.expired);
        if let Some(keys) = seen.keys {
            rows.keys(&mut at(keys), &mut self.walk)?;
        }
        if let (Some(image), false) = (seen.new_image, removal) {
            rows.image(&mut at(image), &mut self.walk)?;
        }
        Ok(())
    }

    /// The definitions that hold what was seen, by name.
    ///
    /// # Errors
    /// Something is missing that no record says: see [`InferError`].
    pub fn definitions(self) -> Result<Vec<Inferred>, InferError> {
        let Self { known, tables, .. } = self;
        if tables.len() > MAX_TABLES {
            return Err(InferError::TooManyTables);
        }
        if tables.is_empty() {
            return Err(InferError::Empty);
        }
        if tables.len() > 1 && known.name.is_some() {
            return Err(InferError::SeveralNames);
        }
        let mut taken = BTreeSet::new();
        let mut all = Vec::new();
        for (source, table) in tables {
            let source = source
                .or_else(|| known.source.clone())
                .ok_or(InferError::NoSource)?;
            all.extend(table.definitions(&source, &known, &mut taken)?);
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }
}

/// Notes a key attribute with its text, if it is one; false for what DynamoDB has in no key.
fn key_text(
    cursor: &mut Cursor<'_>,
    name: &str,
    found: &mut Vec<(String, Option<String>)>,
) -> Walked<bool> {
    let mut value = *cursor;
    cursor.skip_value()?;
    let text = match open(&mut value)? {
        Tag::S => Some(
            payload_string(&mut value)?
                .decode(&mut String::new())
                .to_string(),
        ),
        Tag::N | Tag::B => None,
        _ => return Ok(false),
    };
    found.push((name.to_string(), text));
    Ok(true)
}

impl Table {
    /// Puts all forms together.
    fn mix(&mut self) {
        self.mixed = true;
        let mut all = Rows::default();
        for rows in std::mem::take(&mut self.forms).into_values() {
            all.merge(rows);
        }
        self.forms.insert(Vec::new(), all);
    }

    fn definitions(
        mut self,
        source: &str,
        known: &Known,
        taken: &mut BTreeSet<String>,
    ) -> Result<Vec<Inferred>, InferError> {
        let rare = Rare {
            per_mille: known.exceptions_per_mille,
        };
        let base = known.name.clone().unwrap_or_else(|| names::snake(source));
        // Keys that not every record had leave shorter lists of forms: those say nothing.
        let complete = self
            .forms
            .keys()
            .all(|forms| forms.len() == self.keys.len());
        let forms: BTreeSet<_> = self.forms.keys().cloned().collect();
        let entities = if known.whole || self.mixed || !complete {
            Vec::new()
        } else {
            keys::entities(&forms)
        };
        if entities.is_empty() {
            self.mix();
            let rows = self.forms.into_values().next().unwrap_or_default();
            let key = table::key(&self.keys, &known.key, &rows)?;
            let shown: Vec<_> = forms
                .iter()
                .filter(|forms| forms.iter().any(|form| form.len() > 1))
                .collect();
            let name = unique(&base, taken);
            return Ok(vec![
                write::Writer {
                    name: &name,
                    source,
                    key: &key,
                    rows: &rows,
                    conditions: &[],
                    forms: &shown,
                    rare,
                    originals: known.originals,
                }
                .write(),
            ]);
        }
        let mut all = Vec::new();
        for entity in entities {
            let mut rows = Rows::default();
            for form in &entity.forms {
                rows.merge(self.forms.remove(form).unwrap_or_default());
            }
            let key = table::key(&self.keys, &known.key, &rows)?;
            let conditions: Vec<_> = entity
                .conditions
                .iter()
                .filter_map(|(at, test)| Some((self.keys.get(*at)?.as_str(), test)))
                .collect();
            let name = unique(&format!("{base}_{}", names::snake(&entity.word)), taken);
            let shown: Vec<_> = entity.forms.iter().collect();
            all.push(
                write::Writer {
                    name: &name,
                    source,
                    key: &key,
                    rows: &rows,
                    conditions: &conditions,
                    forms: &shown,
                    rare,
                    originals: known.originals,
                }
                .write(),
            );
        }
        Ok(all)
    }
}

/// A table's name that no other definition of the sample has; `_changes` would be that of another's table.
fn unique(base: &str, taken: &mut BTreeSet<String>) -> String {
    let base: String = base.chars().take(200).collect();
    let base = base.strip_suffix("_changes").unwrap_or(&base).to_string();
    let mut name = base.clone();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{base}_{number}");
        number += 1;
    }
    name
}
