//! What the rows of a lake kept beside their columns, as changes of the definition: a new column, a wider type, a column beside another.
//!
//! | What came | Proposal |
//! |---|---|
//! | an attribute without a column | a column of the type that holds all of it |
//! | fields that a struct does not have | the struct with them |
//! | values that do not fit, where files of the old type stay readable under the wider one | the wider type: `int` to `bigint`, more digits of a `decimal` |
//! | values that do not fit otherwise | a second column of the same attribute that takes all of them, `<name>_text` or `<name>_json` |
//!
//! A type is never changed into one under which Athena could not read the files that are there.

use std::collections::BTreeMap;

use super::evidence::{Evidence, Rare, Walk};
use super::names::Names;
use super::types;
use crate::definition::{Column, TableDefinition, TimeUnit};
use crate::flatten::Result as Walked;
use crate::flatten::attribute::members;
use crate::peek;
use crate::plan::Tag;
use crate::reject::Reject;
use crate::scan::Cursor;
use crate::types::{ColumnType, Field, is_column_name};

/// Attributes of a table that are looked at, each in `undeclared` and in `rescued`.
const MAX_ATTRIBUTES: usize = 2_000;

/// Evidence of what is in `undeclared` and `rescued`.
#[derive(Debug, Default)]
pub struct Leftovers {
    undeclared: BTreeMap<String, Evidence>,
    rescued: BTreeMap<String, Evidence>,
    walk: Walk,
}

/// What there is to do about the leftovers of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drift {
    /// Changes of the definition, in the order of the attributes.
    pub proposals: Vec<Proposal>,
    /// Attributes that have a column by now, with the rows that still keep them beside it: refining moves them.
    pub refinable: Vec<(String, u64)>,
    /// Attributes that another column of theirs holds whole already, with their rows.
    pub held: Vec<(String, u64)>,
}

/// A change of the definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What to change.
    pub change: Change,
    /// Attribute, then map keys below it.
    pub path: Vec<String>,
    /// Rows that the values are in.
    pub rows: u64,
    /// How the values look, as counts by type.
    pub shape: String,
    /// What to think about.
    pub notes: Vec<String>,
}

/// How a definition changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A column for what had none.
    Add(Column),
    /// A column's type takes more.
    Widen {
        /// The column's name.
        column: String,
        /// Its type so far.
        from: ColumnType,
        /// The type to be.
        to: ColumnType,
    },
    /// A second column of an attribute, since the first cannot be widened.
    Beside {
        /// The column that is there, and stays.
        column: String,
        /// The column to add.
        add: Column,
    },
}

impl Leftovers {
    /// Nothing seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in what a row has in `undeclared`.
    ///
    /// # Errors
    /// The text is no item in DynamoDB JSON.
    pub fn undeclared(&mut self, item: &str) -> Result<(), Reject> {
        add(&mut self.undeclared, &mut self.walk, item)
    }

    /// Takes in what a row has in `rescued`.
    ///
    /// # Errors
    /// The text is no item in DynamoDB JSON.
    pub fn rescued(&mut self, item: &str) -> Result<(), Reject> {
        add(&mut self.rescued, &mut self.walk, item)
    }

    /// What to do about it under a definition.
    #[must_use]
    pub fn drift(&self, definition: &TableDefinition) -> Drift {
        let mut names = Names::default();
        for column in &definition.columns {
            names.reserve(&column.name);
        }
        let mut finder = Finder {
            definition,
            names,
            drift: Drift::default(),
        };
        for (attribute, evidence) in &self.undeclared {
            finder.undeclared(std::slice::from_ref(attribute), evidence);
        }
        for (attribute, evidence) in &self.rescued {
            finder.rescued(std::slice::from_ref(attribute), evidence);
        }
        finder.drift
    }
}

fn add(
    attributes: &mut BTreeMap<String, Evidence>,
    walk: &mut Walk,
    item: &str,
) -> Result<(), Reject> {
    peek::with_cursor(item.as_bytes(), 0..item.len(), |mut cursor: Cursor<'_>| {
        members(&mut cursor, |cursor, key, _| -> Walked<()> {
            let mut scratch = String::new();
            let name = key.decode(&mut scratch);
            if !attributes.contains_key(name) {
                if attributes.len() == MAX_ATTRIBUTES {
                    return cursor.skip_value();
                }
                attributes.insert(name.into(), Evidence::default());
            }
            match attributes.get_mut(name) {
                Some(evidence) => evidence.add(cursor, walk, 1),
                None => cursor.skip_value(),
            }
        })
    })
}

struct Finder<'a> {
    definition: &'a TableDefinition,
    names: Names,
    drift: Drift,
}

impl Finder<'_> {
    /// Columns that read exactly this place.
    fn columns(&self, path: &[String]) -> Vec<(usize, Column)> {
        let all = self.definition.columns.iter().enumerate();
        all.filter(|(_, column)| column.from == path)
            .map(|(at, column)| (at, column.clone()))
            .collect()
    }

    fn undeclared(&mut self, path: &[String], evidence: &Evidence) {
        let whole = self.columns(path);
        let nested = whole.iter().find(|(_, column)| !column.ty.is_scalar());
        let deeper = self
            .definition
            .columns
            .iter()
            .any(|column| column.from.len() > path.len() && column.from.starts_with(path));
        if let Some((_, column)) = nested {
            let mut notes = Vec::new();
            match widened_by_fields(&column.ty, evidence, &mut notes) {
                Some(to) => self.propose(
                    Change::Widen {
                        column: column.name.clone(),
                        from: column.ty.clone(),
                        to,
                    },
                    path,
                    evidence,
                    notes,
                ),
                None => self.drift.refinable.push((shown(path), evidence.seen())),
            }
        } else if !whole.is_empty() {
            self.drift.refinable.push((shown(path), evidence.seen()));
        } else if deeper {
            for (key, member) in &evidence.members {
                self.undeclared(&[path, std::slice::from_ref(key)].concat(), member);
            }
        } else {
            let name = self.names.take(&path.join("_"));
            let choice = types::of_attribute(
                path.last().map_or("", String::as_str),
                evidence,
                Rare::default(),
            );
            let column = Column {
                name,
                ty: choice.ty,
                from: path.to_vec(),
                unit: choice.unit,
                comment: None,
            };
            self.propose(Change::Add(column), path, evidence, choice.notes);
        }
    }

    fn rescued(&mut self, path: &[String], evidence: &Evidence) {
        let whole = self.columns(path);
        if whole.is_empty() {
            for (key, member) in &evidence.members {
                self.rescued(&[path, std::slice::from_ref(key)].concat(), member);
            }
            return;
        }
        let held = |column: &Column| match column.ty {
            ColumnType::Json | ColumnType::Dynamodb => true,
            ColumnType::String => evidence
                .types()
                .iter()
                .all(|tag| matches!(tag, Tag::S | Tag::N)),
            _ => fits(column, evidence),
        };
        let misfits: Vec<_> = whole
            .iter()
            .filter(|(_, column)| !fits(column, evidence))
            .collect();
        if misfits.is_empty() {
            return self.drift.refinable.push((shown(path), evidence.seen()));
        }
        if whole
            .iter()
            .any(|(at, column)| held(column) && !self.definition.is_partition_column(*at))
        {
            return self.drift.held.push((shown(path), evidence.seen()));
        }
        // One change for an attribute: with several columns of it, the first that does not take the values.
        let Some((at, column)) = misfits.first() else {
            return;
        };
        let in_place = !self.definition.is_partition_column(*at)
            && !self.definition.primary_key.contains(&column.name);
        if in_place && let Some(to) = widened(&column.ty, evidence) {
            let (column, from) = (column.name.clone(), column.ty.clone());
            return self.propose(
                Change::Widen { column, from, to },
                path,
                evidence,
                Vec::new(),
            );
        }
        let texts = evidence
            .types()
            .iter()
            .all(|tag| matches!(tag, Tag::S | Tag::N));
        let (suffix, ty) = if texts && takes_texts(&column.ty) {
            ("text", ColumnType::String)
        } else {
            ("json", ColumnType::Json)
        };
        let add = Column {
            name: self.names.take(&format!("{}_{suffix}", column.name)),
            ty,
            from: path.to_vec(),
            unit: None,
            comment: None,
        };
        let column = column.name.clone();
        self.propose(Change::Beside { column, add }, path, evidence, Vec::new());
    }

    fn propose(
        &mut self,
        change: Change,
        path: &[String],
        evidence: &Evidence,
        notes: Vec<String>,
    ) {
        let counts: Vec<_> = evidence
            .counts()
            .iter()
            .map(|(kind, n)| format!("{kind} {n}"))
            .collect();
        self.drift.proposals.push(Proposal {
            change,
            path: path.to_vec(),
            rows: evidence.seen(),
            shape: counts.join(", "),
            notes,
        });
    }
}

/// True when all that fits a column of this type is text or a number.
fn takes_texts(ty: &ColumnType) -> bool {
    !matches!(ty, ColumnType::Boolean | ColumnType::Binary) && ty.is_scalar()
}

/// The path for people: `Shipping.zip`.
fn shown(path: &[String]) -> String {
    path.join(".")
}

/// The type with the fields of the evidence that it does not have; none when it has them all.
fn widened_by_fields(
    ty: &ColumnType,
    evidence: &Evidence,
    notes: &mut Vec<String>,
) -> Option<ColumnType> {
    match ty {
        ColumnType::Struct(fields) => {
            let mut fields = fields.clone();
            let mut wider = false;
            for (key, member) in &evidence.members {
                let name = key.to_lowercase();
                if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
                    if let Some(ty) = widened_by_fields(&field.ty, member, notes) {
                        (field.ty, wider) = (ty, true);
                    }
                } else if is_column_name(&name) {
                    let choice = types::of_field(key, member);
                    notes.extend(choice.notes);
                    fields.push(Field {
                        name,
                        ty: choice.ty,
                    });
                    wider = true;
                } else {
                    notes.push("a key that is no name for a field stays in `undeclared`".into());
                }
            }
            wider.then_some(ColumnType::Struct(fields))
        }
        ColumnType::Array(element) => {
            let wider = widened_by_fields(element, evidence.element.as_deref()?, notes)?;
            Some(ColumnType::Array(Box::new(wider)))
        }
        ColumnType::Map(value) => {
            let wider = widened_by_fields(value, &evidence.values(), notes)?;
            Some(ColumnType::Map(Box::new(wider)))
        }
        _ => None,
    }
}

/// A type that takes the values of the column and those of the evidence, and under which files of the column's type are read.
fn widened(ty: &ColumnType, evidence: &Evidence) -> Option<ColumnType> {
    let numbers = &evidence.numbers;
    if evidence.types() != [Tag::N] {
        return None;
    }
    match *ty {
        ColumnType::Int if numbers.bigint == numbers.count => Some(ColumnType::Bigint),
        ColumnType::Decimal { precision, scale } => {
            let digits = (i32::from(precision) - i32::from(scale)).max(numbers.integer_digits);
            let scale = i32::from(scale).max(numbers.scale);
            if digits + scale > 38 {
                return None;
            }
            let precision = [18, 38]
                .into_iter()
                .find(|p| *p >= digits + scale && *p >= i32::from(precision))?;
            Some(ColumnType::Decimal {
                precision: precision as u8,
                scale: scale as u8,
            })
        }
        ColumnType::Float => Some(ColumnType::Double),
        _ => None,
    }
}

/// True when every value of the evidence surely fits the column; where counts cannot say, false.
fn fits(column: &Column, evidence: &Evidence) -> bool {
    let (types, numbers, texts) = (evidence.types(), &evidence.numbers, &evidence.texts);
    let only = |tag| types == [tag] || types.is_empty();
    match column.ty {
        ColumnType::Json | ColumnType::Dynamodb => true,
        ColumnType::String => types.iter().all(|tag| matches!(tag, Tag::S | Tag::N)),
        ColumnType::Boolean => only(Tag::Bool),
        ColumnType::Bigint => only(Tag::N) && numbers.bigint == numbers.count,
        ColumnType::Int => {
            only(Tag::N) && numbers.bigint == numbers.count && numbers.integer_digits <= 9
        }
        ColumnType::Double => only(Tag::N),
        ColumnType::Decimal { precision, scale } => {
            only(Tag::N)
                && numbers.scale <= i32::from(scale)
                && numbers.integer_digits <= i32::from(precision) - i32::from(scale)
        }
        ColumnType::Date => only(Tag::S) && texts.dates == texts.count,
        ColumnType::Timestamp => match column.unit {
            None => only(Tag::S) && texts.dates + texts.timestamps == texts.count,
            Some(unit) => {
                let place = match unit {
                    TimeUnit::Seconds => 0,
                    TimeUnit::Millis => 1,
                    TimeUnit::Micros => 2,
                };
                only(Tag::N) && numbers.epoch[place] == numbers.count
            }
        },
        _ => false,
    }
}
