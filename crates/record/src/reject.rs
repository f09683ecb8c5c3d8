//! Why a record is not a row.

use std::fmt;

use crate::text::{Text, shown_name};

/// A record that could not become a row; its bytes belong into the quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The category, stable over releases.
    pub kind: RejectKind,
    /// Byte of the record at which the trouble was met.
    pub offset: usize,
    /// Name of the attribute, where one is to blame, cut at 128 characters and without control characters; never its value.
    pub attribute: Option<String>,
}

/// Categories of rejected records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum RejectKind {
    /// The bytes are not UTF-8.
    BadUtf8,
    /// The bytes are not one JSON value, or it ends too early.
    NotJson,
    /// JSON, but none of the accepted change records.
    NotAChange,
    /// A value that is not DynamoDB's attribute JSON.
    NotAnAttribute,
    /// The change is of another DynamoDB table.
    WrongTable,
    /// A key attribute is absent, null or of another type than its column.
    MissingKey,
    /// The change carries no new image, though it is no removal.
    NoNewImage,
    /// The change carries no time, and none was given for it.
    NoTime,
    /// The change's time is no time between the years 1970 and 9999.
    BadTime,
    /// The sequence number is not 1 to 40 digits.
    BadSequence,
    /// A number is not a number.
    BadNumber,
    /// A number has more than 38 significant digits or a magnitude beyond DynamoDB's.
    NumberTooPrecise,
    /// Lists and maps nest deeper than DynamoDB allows.
    NestedTooDeep,
    /// An attribute stands twice in one image.
    DuplicateAttribute,
    /// The record is larger than a record can be.
    TooLarge,
}

impl RejectKind {
    /// Every category, for tables and tests.
    pub const ALL: [Self; 15] = [
        Self::BadUtf8,
        Self::NotJson,
        Self::NotAChange,
        Self::NotAnAttribute,
        Self::WrongTable,
        Self::MissingKey,
        Self::NoNewImage,
        Self::NoTime,
        Self::BadTime,
        Self::BadSequence,
        Self::BadNumber,
        Self::NumberTooPrecise,
        Self::NestedTooDeep,
        Self::DuplicateAttribute,
        Self::TooLarge,
    ];

    /// Stable code for ledgers, metrics and the quarantine: `not_json`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.texts().0
    }

    /// One line for people.
    #[must_use]
    pub fn message(self) -> &'static str {
        self.texts().1
    }

    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::BadUtf8 => ("bad_utf8", "the record is not UTF-8 text"),
            Self::NotJson => ("not_json", "the record is not one whole JSON value"),
            Self::NotAChange => (
                "not_a_change",
                "the record is JSON, but not a DynamoDB change or export line",
            ),
            Self::NotAnAttribute => (
                "not_an_attribute",
                "a value is not DynamoDB attribute JSON such as {\"S\":\"…\"}",
            ),
            Self::WrongTable => (
                "wrong_table",
                "the change is of another DynamoDB table than the definition's source",
            ),
            Self::MissingKey => (
                "missing_key",
                "a primary key attribute is absent or does not fit its column",
            ),
            Self::NoNewImage => (
                "no_new_image",
                "the change has no new image; the stream's view type must include it",
            ),
            Self::NoTime => (
                "no_time",
                "the change carries no time; give one for all such records",
            ),
            Self::BadTime => (
                "bad_time",
                "the change's time is not between the years 1970 and 9999",
            ),
            Self::BadSequence => (
                "bad_sequence",
                "the sequence number is not 1 to 40 decimal digits",
            ),
            Self::BadNumber => ("bad_number", "an N holds no number"),
            Self::NumberTooPrecise => (
                "number_too_precise",
                "a number has over 38 significant digits or is beyond 1E-130 to 9.9E125",
            ),
            Self::NestedTooDeep => (
                "nested_too_deep",
                "lists and maps nest deeper than DynamoDB's 32 levels",
            ),
            Self::DuplicateAttribute => (
                "duplicate_attribute",
                "an attribute stands twice in one image",
            ),
            Self::TooLarge => ("too_large", "the record is larger than a change can be"),
        }
    }
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} (at byte {}",
            self.kind.code(),
            self.kind.message(),
            self.offset
        )?;
        match &self.attribute {
            Some(name) => write!(f, ", attribute `{name}`)"),
            None => f.write_str(")"),
        }
    }
}

impl std::error::Error for Reject {}

/// What the walk carries instead of a [`Reject`]: it fits registers, and a record that is fine never pays for a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fault {
    kind: RejectKind,
    offset: u32,
    /// Where the name of the attribute stands that is to blame, inside its quotes; empty for none.
    name: (u32, u32),
}

impl Fault {
    pub fn new(kind: RejectKind, offset: usize) -> Self {
        Self {
            kind,
            offset: offset as u32,
            name: (0, 0),
        }
    }

    /// Blames the attribute whose name stands at `name`, unless one inside it is blamed already.
    #[cold]
    pub fn of(mut self, name: (usize, usize)) -> Self {
        if self.name == (0, 0) {
            self.name = (name.0 as u32, name.1 as u32);
        }
        self
    }

    /// The reject, with the name out of the record's text.
    pub fn reject(self, record: &str) -> Reject {
        let name = record
            .get(self.name.0 as usize..self.name.1 as usize)
            .filter(|name| !name.is_empty());
        let attribute = name.map(|name| shown_name(Text::Escaped(name).decode(&mut String::new())));
        Reject {
            kind: self.kind,
            offset: self.offset as usize,
            attribute,
        }
    }
}
