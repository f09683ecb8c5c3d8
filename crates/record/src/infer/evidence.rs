//! What a sample shows of one place in the items: an attribute, a field, the elements of a list, the values of a map.
//!
//! Counts alone are kept, never a value, so that evidence is small however large the sample is, and what is written from it may be shown.

use std::collections::BTreeMap;

use crate::flatten::Result;
use crate::flatten::attribute::{
    self, boolean, close, each, members, number, open, payload_string,
};
use crate::number::Number;
use crate::plan::Tag;
use crate::reject::RejectKind;
use crate::scan::Cursor;
use crate::time;

/// More keys than this at one place are data: they are kept as one evidence of the values.
pub(super) const MAX_KEYS: usize = 64;

/// Places below the items' own attributes that are kept apart, all together.
const MAX_PLACES: usize = 20_000;

/// Evidence of one place.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    /// Values by their type, in the order of [`TAGS`].
    tags: [u64; TAGS.len()],
    pub texts: Texts,
    pub numbers: Numbers,
    /// Keys of maps with what is behind them; empty once there were too many.
    pub members: BTreeMap<String, Evidence>,
    /// The values of maps with too many keys.
    pub free: Option<Box<Evidence>>,
    /// Elements of lists and sets.
    pub element: Option<Box<Evidence>>,
    /// There are places below that were not looked at.
    pub opaque: bool,
}

/// DynamoDB's types.
pub(super) const TAGS: [Tag; 10] = [
    Tag::S,
    Tag::N,
    Tag::B,
    Tag::Bool,
    Tag::Null,
    Tag::M,
    Tag::L,
    Tag::Ss,
    Tag::Ns,
    Tag::Bs,
];

/// Texts of one place.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    pub count: u64,
    /// `2026-11-20`
    pub dates: u64,
    /// ISO 8601 with a time of day.
    pub timestamps: u64,
    /// Of those, ones that a timestamp in milliseconds and UTC does not give back: finer digits, another zone, another form.
    pub reworded: u64,
    /// Of other texts: nothing but digits.
    pub digits: u64,
}

/// Numbers of one place.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers {
    pub count: u64,
    /// Without a fraction.
    pub whole: u64,
    /// Within 64 bits.
    pub bigint: u64,
    /// Most digits before the point.
    pub integer_digits: i32,
    /// Most digits behind the point.
    pub scale: i32,
    /// Would be an instant between 2000 and 2100 in seconds, milliseconds, microseconds.
    pub epoch: [u64; 3],
    /// More digits than a timestamp of milliseconds keeps, in each of those units.
    pub finer: [u64; 3],
}

/// What a walk over the sample shares.
#[derive(Debug, Default)]
pub(super) struct Walk {
    places: usize,
    scratch: String,
}

impl Evidence {
    /// Takes in the attribute value at the cursor.
    pub fn add(&mut self, cursor: &mut Cursor<'_>, walk: &mut Walk, depth: usize) -> Result<()> {
        let tag = open(cursor)?;
        self.payload(cursor, tag, walk, depth)?;
        close(cursor)
    }

    fn payload(
        &mut self,
        cursor: &mut Cursor<'_>,
        tag: Tag,
        walk: &mut Walk,
        depth: usize,
    ) -> Result<()> {
        if depth > attribute::MAX_DEPTH {
            return Err(cursor.fail(RejectKind::NestedTooDeep));
        }
        self.tags[place(tag)] += 1;
        match tag {
            Tag::S => {
                let text = payload_string(cursor)?;
                self.texts.add(text.decode(&mut walk.scratch));
            }
            Tag::N => self.numbers.add(&number(cursor)?.0),
            Tag::B => drop(payload_string(cursor)?),
            Tag::Bool | Tag::Null => drop(boolean(cursor)?),
            Tag::Ss | Tag::Ns | Tag::Bs => {
                let of = match tag {
                    Tag::Ss => Tag::S,
                    Tag::Ns => Tag::N,
                    _ => Tag::B,
                };
                let element = self.element.get_or_insert_default();
                each(cursor, |cursor| element.payload(cursor, of, walk, depth))?;
            }
            Tag::L => {
                let element = self.element.get_or_insert_default();
                each(cursor, |cursor| element.add(cursor, walk, depth + 1))?;
            }
            Tag::M => members(cursor, |cursor, key, _| {
                let mut scratch = String::new();
                let key = key.decode(&mut scratch);
                if self.free.is_none() && !self.members.contains_key(key) {
                    if self.members.len() == MAX_KEYS {
                        self.collapse();
                    } else if walk.places == MAX_PLACES {
                        self.opaque = true;
                        return attribute::skip(cursor, depth + 1);
                    } else {
                        walk.places += 1;
                        self.members.insert(key.to_string(), Self::default());
                    }
                }
                let below = match &mut self.free {
                    Some(values) => Some(&mut **values),
                    None => self.members.get_mut(key),
                };
                match below {
                    Some(below) => below.add(cursor, walk, depth + 1),
                    None => attribute::skip(cursor, depth + 1),
                }
            })?,
        }
        Ok(())
    }

    /// Takes the keys for data: from now on all values are one place.
    fn collapse(&mut self) {
        let mut values = self.free.take().unwrap_or_default();
        for member in std::mem::take(&mut self.members).into_values() {
            values.merge(member);
        }
        self.free = Some(values);
    }

    /// What the values of a map's keys have in common.
    pub fn values(&self) -> Self {
        let mut copy = self.clone();
        copy.collapse();
        copy.free.map(|values| *values).unwrap_or_default()
    }

    /// Adds the evidence of another place.
    pub fn merge(&mut self, other: Self) {
        for (count, more) in self.tags.iter_mut().zip(other.tags) {
            *count += more;
        }
        self.texts.merge(&other.texts);
        self.numbers.merge(&other.numbers);
        self.opaque |= other.opaque;
        if let Some(element) = other.element {
            self.element.get_or_insert_default().merge(*element);
        }
        for (key, member) in other.members {
            if let Some(values) = &mut self.free {
                values.merge(member);
            } else {
                self.members.entry(key).or_default().merge(member);
            }
        }
        if self.members.len() > MAX_KEYS || other.free.is_some() {
            self.collapse();
        }
        if let (Some(values), Some(more)) = (&mut self.free, other.free) {
            values.merge(*more);
        }
    }

    /// Values of a type.
    pub fn of(&self, tag: Tag) -> u64 {
        self.tags[place(tag)]
    }

    /// All values, nulls included.
    pub fn seen(&self) -> u64 {
        self.tags.iter().sum()
    }

    /// The types that came, other than null.
    pub fn types(&self) -> Vec<Tag> {
        let came = |tag: &Tag| *tag != Tag::Null && self.of(*tag) > 0;
        TAGS.into_iter().filter(came).collect()
    }

    /// The types that came, without those that `rare` takes for exceptions.
    pub fn main_types(&self, rare: Rare) -> Vec<Tag> {
        let values = self.seen() - self.of(Tag::Null);
        let mut types = self.types();
        types.retain(|tag| !rare.covers(self.of(*tag), values));
        types
    }

    /// The counts in words: `text 12, null 3`.
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let came = TAGS.into_iter().filter(|tag| self.of(*tag) > 0);
        came.map(|tag| (name(tag), self.of(tag))).collect()
    }
}

/// Share of values that may be exceptions, which a column's type leaves to `rescued`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rare {
    pub per_mille: u32,
}

impl Rare {
    /// True when so few of all are exceptions.
    pub fn covers(self, few: u64, all: u64) -> bool {
        few * 1000 <= all * u64::from(self.per_mille)
    }
}

impl Texts {
    fn add(&mut self, text: &str) {
        self.count += 1;
        if time::parse_date(text).is_some() {
            self.dates += 1;
        } else if let Some(millis) = time::parse_timestamp(text) {
            self.timestamps += 1;
            self.reworded += u64::from(time::iso_text(millis) != text);
        } else if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            self.digits += 1;
        }
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.dates += other.dates;
        self.timestamps += other.timestamps;
        self.reworded += other.reworded;
        self.digits += other.digits;
    }
}

/// 2000-01-01 and 2100-01-01, in seconds.
const EPOCH: std::ops::Range<i128> = 946_684_800..4_102_444_800;

impl Numbers {
    fn add(&mut self, number: &Number) {
        self.count += 1;
        let (mut significand, mut exponent) = (number.significand, number.exponent);
        while significand != 0 && significand.is_multiple_of(10) {
            (significand, exponent) = (significand / 10, exponent + 1);
        }
        let digits = significand.checked_ilog10().map_or(1, |log| log as i32 + 1);
        self.whole += u64::from(exponent >= 0);
        self.bigint += u64::from(number.integer().is_some());
        self.integer_digits = self.integer_digits.max(digits + exponent);
        self.scale = self.scale.max(-exponent);
        let Some(units) = number.scaled_floor(0) else {
            return;
        };
        for (unit, (scale, kept)) in [(1, 3), (1_000, 0), (1_000_000, -3)].iter().enumerate() {
            if EPOCH.contains(&units.div_euclid(*scale)) {
                self.epoch[unit] += 1;
                self.finer[unit] += u64::from(-exponent > *kept);
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.whole += other.whole;
        self.bigint += other.bigint;
        self.integer_digits = self.integer_digits.max(other.integer_digits);
        self.scale = self.scale.max(other.scale);
        for unit in 0..3 {
            self.epoch[unit] += other.epoch[unit];
            self.finer[unit] += other.finer[unit];
        }
    }
}

fn place(tag: Tag) -> usize {
    TAGS.iter().position(|t| *t == tag).unwrap_or_default()
}

fn name(tag: Tag) -> &'static str {
    match tag {
        Tag::S => "text",
        Tag::N => "number",
        Tag::B => "binary",
        Tag::Bool => "boolean",
        Tag::Null => "null",
        Tag::M => "map",
        Tag::L => "list",
        Tag::Ss => "set of text",
        Tag::Ns => "set of numbers",
        Tag::Bs => "set of binary",
    }
}
