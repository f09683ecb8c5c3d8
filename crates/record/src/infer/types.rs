//! From evidence to a column type that holds every value of the sample, and words for what speaks against it.

use super::evidence::{Evidence, Numbers, Rare, Texts};
use super::names;
use crate::definition::TimeUnit;
use crate::plan::Tag;
use crate::types::{ColumnType, Field, is_column_name};

/// A type, and what there is to say about it.
#[derive(Debug)]
pub(super) struct Choice {
    pub ty: ColumnType,
    pub unit: Option<TimeUnit>,
    /// Lines for people: what was not clear, and what to write instead.
    pub notes: Vec<String>,
}

/// A type that nests deeper is kept as JSON.
const MAX_DEPTH: usize = 8;
/// Longest type in a definition: nobody reads a longer one, and catalogs limit it.
const MAX_TYPE_TEXT: usize = 8_000;
/// Digits of a decimal that fits 64 bits.
const SHORT_DECIMAL: i32 = 18;
/// Digits that a decimal's integer part can grow by.
const HEADROOM: i32 = 2;
/// Keys of maps that are fewer than this are fields, however seldom each comes.
const FEW_KEYS: usize = 6;

/// The type of the attribute `name`.
pub(super) fn of_attribute(name: &str, evidence: &Evidence, rare: Rare) -> Choice {
    let mut notes = Notes {
        lines: Vec::new(),
        rare,
    };
    if let Some(unit) = epoch_unit(name, evidence, &mut notes) {
        return Choice {
            ty: ColumnType::Timestamp,
            unit: Some(unit),
            notes: notes.lines,
        };
    }
    let mut ty = of(evidence, "", 0, &mut notes);
    if ty.to_string().len() > MAX_TYPE_TEXT {
        ty = ColumnType::Json;
        notes.lines.clear();
        notes.push("too many fields for a type that people read: kept as JSON");
    }
    Choice {
        ty,
        unit: None,
        notes: notes.lines,
    }
}

/// True when a column of this choice would not give every value of the sample back as it came.
pub(super) fn loses_something(choice: &Choice, evidence: &Evidence) -> bool {
    let numbers = &evidence.numbers;
    let only = |tag: Tag| evidence.of(tag) == evidence.seen();
    let exact = match choice.ty {
        ColumnType::String | ColumnType::Date => only(Tag::S),
        ColumnType::Boolean => only(Tag::Bool),
        ColumnType::Binary => only(Tag::B),
        ColumnType::Int | ColumnType::Bigint | ColumnType::Decimal { .. } => only(Tag::N),
        ColumnType::Timestamp => match choice.unit {
            None => only(Tag::S) && evidence.texts.reworded == 0 && evidence.texts.dates == 0,
            Some(TimeUnit::Seconds) => only(Tag::N) && numbers.finer[0] == 0,
            Some(TimeUnit::Millis) => only(Tag::N) && numbers.finer[1] == 0,
            Some(TimeUnit::Micros) => only(Tag::N) && numbers.finer[2] == 0,
        },
        _ => false,
    };
    !exact
}

/// The type of a struct's field, which has no unit.
pub(super) fn of_field(name: &str, evidence: &Evidence) -> Choice {
    let mut notes = Notes {
        lines: Vec::new(),
        rare: Rare::default(),
    };
    Choice {
        ty: of(evidence, name, 1, &mut notes),
        unit: None,
        notes: notes.lines,
    }
}

/// The type of a key attribute: a value that does not fit it later is a record that does not land, so it is the widest that is exact.
pub(super) fn of_key(evidence: &Evidence) -> Choice {
    let mut notes = Vec::new();
    let ty = match evidence.types().as_slice() {
        [Tag::B] => ColumnType::Binary,
        [Tag::N] if evidence.numbers.bigint == evidence.numbers.count => {
            notes.push("a key that is no whole number would not land: then write string".into());
            ColumnType::Bigint
        }
        _ => ColumnType::String,
    };
    Choice {
        ty,
        unit: None,
        notes,
    }
}

/// What is said of an attribute, and how many values it may leave to `rescued`.
struct Notes {
    lines: Vec<String>,
    rare: Rare,
}

impl Notes {
    fn push(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }
}

/// The type of a place below an attribute; `path` leads to it, for notes.
fn of(evidence: &Evidence, path: &str, depth: usize, notes: &mut Notes) -> ColumnType {
    let at = if path.is_empty() {
        String::new()
    } else {
        format!("{path}: ")
    };
    if evidence.opaque || depth > MAX_DEPTH {
        notes.push(format!(
            "{at}nests too deep or wide to look at: kept as JSON"
        ));
        return ColumnType::Json;
    }
    let types = evidence.main_types(notes.rare);
    let left: u64 = evidence
        .types()
        .iter()
        .filter(|tag| !types.contains(tag))
        .map(|tag| evidence.of(*tag))
        .sum();
    if left > 0 {
        notes.push(format!(
            "{at}{left} values are of other types: what does not fit is rescued"
        ));
    }
    match types.as_slice() {
        [] => {
            notes.push(format!(
                "{at}only null came, so that the type is not known: json takes whatever comes"
            ));
            ColumnType::Json
        }
        [Tag::S] => of_texts(&evidence.texts, &at, notes),
        [Tag::N] => of_numbers(&evidence.numbers, &at, notes),
        [Tag::S, Tag::N] => {
            notes.push(format!(
                "{at}{} texts and {} numbers: string keeps both, but not which it was",
                evidence.of(Tag::S),
                evidence.of(Tag::N)
            ));
            ColumnType::String
        }
        [Tag::B] => ColumnType::Binary,
        [Tag::Bool] => ColumnType::Boolean,
        [Tag::M] => of_maps(evidence, path, depth, notes),
        [first @ (Tag::L | Tag::Ss | Tag::Ns | Tag::Bs), rest @ ..]
            if rest
                .iter()
                .all(|tag| matches!(tag, Tag::Ss | Tag::Ns | Tag::Bs)) =>
        {
            if *first == Tag::L && !rest.is_empty() {
                notes.push(format!(
                    "{at}lists and sets: an array keeps both, but not which it was"
                ));
            }
            let element = match &evidence.element {
                Some(element) if element.seen() > 0 => {
                    of(element, &format!("{path}[]"), depth + 1, notes)
                }
                _ => {
                    notes.push(format!(
                        "{at}only empty lists came: the elements' type is not known"
                    ));
                    ColumnType::Json
                }
            };
            ColumnType::Array(Box::new(element))
        }
        _ => {
            let counts: Vec<_> = evidence
                .counts()
                .iter()
                .map(|(name, n)| format!("{name} {n}"))
                .collect();
            notes.push(format!(
                "{at}no single type ({}): kept as JSON",
                counts.join(", ")
            ));
            ColumnType::Json
        }
    }
}

fn of_texts(texts: &Texts, at: &str, notes: &mut Notes) -> ColumnType {
    let moments = texts.dates + texts.timestamps;
    let nearly_all = |fitting: u64, notes: &mut Notes| {
        let left = texts.count - fitting;
        let nearly = fitting > 0 && notes.rare.covers(left, texts.count);
        if nearly && left > 0 {
            notes.push(format!(
                "{at}{left} texts are something else and would be rescued"
            ));
        }
        nearly
    };
    if nearly_all(texts.dates, notes) {
        return ColumnType::Date;
    }
    if nearly_all(texts.timestamps, notes) {
        if texts.reworded > 0 {
            notes.push(format!(
                "{at}{} of the texts are another zone or form, or finer than milliseconds: the instant is kept, the wording is not",
                texts.reworded
            ));
        }
        return ColumnType::Timestamp;
    }
    if moments > 0 {
        notes.push(format!(
            "{at}{} of the texts are dates and {} timestamps (ISO 8601), the others are not: as date or timestamp these would be rescued",
            texts.dates, texts.timestamps
        ));
    } else if texts.digits == texts.count {
        notes.push(format!("{at}all are digits, written as text"));
    }
    ColumnType::String
}

fn of_numbers(numbers: &Numbers, at: &str, notes: &mut Notes) -> ColumnType {
    let digits = numbers.integer_digits.max(1);
    if numbers.bigint == numbers.count {
        return ColumnType::Bigint;
    }
    // Amounts lose their zeros at the end on their way through DynamoDB: one digit seen is two.
    let scale = if numbers.scale == 0 {
        0
    } else {
        numbers.scale.max(2)
    };
    if digits + scale > 38 {
        notes.push(format!(
            "{at}no decimal holds {digits} digits before and {} behind the point: string keeps the exact text, double the nearest value",
            numbers.scale
        ));
        return ColumnType::String;
    }
    if scale >= 12 {
        notes.push(format!("{at}up to {} fraction digits look like floating point: double takes any number of them, and rounds", numbers.scale));
    }
    let precision = if digits + scale + HEADROOM <= SHORT_DECIMAL {
        SHORT_DECIMAL
    } else {
        38
    };
    ColumnType::Decimal {
        precision: precision as u8,
        scale: scale as u8,
    }
}

fn of_maps(evidence: &Evidence, path: &str, depth: usize, notes: &mut Notes) -> ColumnType {
    let at = if path.is_empty() {
        String::new()
    } else {
        format!("{path}: ")
    };
    let map = |ty| ColumnType::Map(Box::new(ty));
    if let Some(values) = &evidence.free {
        notes.push(format!(
            "{at}the keys of the maps are data: there are more than {}",
            super::evidence::MAX_KEYS
        ));
        return map(of(values, &format!("{path}{{}}"), depth + 1, notes));
    }
    if evidence.members.is_empty() {
        notes.push(format!(
            "{at}only empty maps came: the values' type is not known"
        ));
        return map(ColumnType::Json);
    }
    let keys = || evidence.members.keys().map(String::as_str);
    let why = if keys().any(|key| !is_column_name(&key.to_lowercase())) {
        Some("are not names that a field can have")
    } else if names::differ_in_case(keys()) {
        Some("differ in case alone")
    } else if keys().count() >= FEW_KEYS && names::are_data(keys(), evidence) {
        Some("look like data")
    } else {
        None
    };
    if let Some(why) = why {
        notes.push(format!("{at}keys {why}: a map"));
        let values = evidence.values();
        return map(of(&values, &format!("{path}{{}}"), depth + 1, notes));
    }
    let fields = evidence.members.iter().map(|(key, member)| Field {
        name: key.to_lowercase(),
        ty: of(member, &format!("{path}.{key}"), depth + 1, notes),
    });
    ColumnType::Struct(fields.collect())
}

/// The unit in which all numbers of an attribute are instants, when its name says so too.
fn epoch_unit(name: &str, evidence: &Evidence, notes: &mut Notes) -> Option<TimeUnit> {
    let numbers = &evidence.numbers;
    if evidence.main_types(notes.rare) != [Tag::N] {
        return None;
    }
    let others: u64 = evidence
        .types()
        .iter()
        .map(|tag| evidence.of(*tag))
        .sum::<u64>()
        - numbers.count;
    const UNITS: [(TimeUnit, &str); 3] = [
        (TimeUnit::Seconds, "seconds"),
        (TimeUnit::Millis, "milliseconds"),
        (TimeUnit::Micros, "microseconds"),
    ];
    let (at, (unit, word)) = UNITS.into_iter().enumerate().find(|(at, _)| {
        notes
            .rare
            .covers(numbers.count - numbers.epoch[*at], numbers.count)
    })?;
    let left = others + numbers.count - numbers.epoch[at];
    if !names::says_time(name) {
        notes.push(format!(
            "all would be instants of this century in {word}, but the name does not say so: if they are, type = \"timestamp\" and unit = \"{}\"",
            unit.as_str()
        ));
        return None;
    }
    if left > 0 {
        notes.push(format!(
            "{left} values are no instants in {word}: what does not fit is rescued"
        ));
    }
    if numbers.finer[at] > 0 {
        notes.push(format!(
            "{} of the instants are finer than milliseconds: the digits behind are cut",
            numbers.finer[at]
        ));
    }
    Some(unit)
}
