//! One walk over a change record: from its JSON text to a row in a [`Sink`].
//!
//! An order's change, step by step:
//!
//! 1. [`envelope`] reads the record's outer object. It knows three: DynamoDB Streams (as Pipes and Lambda pass them on),
//!    Kinesis Data Streams for DynamoDB, and the lines of DynamoDB exports.
//! 2. At the new image, [`item`] goes from attribute to attribute. `"OrderID":{"S":"o-17"}` is column `order_id`, and the sink gets its
//!    text; `"Amount":{"N":"19.90"}` is a `decimal(12,2)`, and the sink gets 1990; `"Gift":{"BOOL":true}` has no column and is noted for
//!    `undeclared`; `"Quantity":{"S":"two"}` does not fit an `int`, the sink forgets the column, and the attribute is noted for `rescued`.
//! 3. At the record's end the change's own columns, `undeclared` and `rescued` follow, and the partition is known. When it turns out
//!    that there is no row (another table, a missing key), the sink forgets it.

pub(crate) mod attribute;
mod beside;
mod envelope;
mod item;
pub(crate) mod kept;
mod member;
mod names;
mod nested;
mod old_image;
mod order;
mod row;
mod scalar;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use crate::layout::{Partition, PartitionKeyValue};
use crate::plan::Plan;
use crate::reject::{Fault, Reject, RejectKind};
use crate::scan::Cursor;
pub use crate::scan::PADDING;
use crate::sink::Sink;

pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// The largest record that is looked at, in bytes: Kinesis takes 10 MiB.
pub const MAX_RECORD: usize = 10 << 20;

/// How values that no column wants (the old image) are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Skipped {
    /// They must be JSON.
    #[default]
    Validated,
    /// Their brackets and strings must match: what is no JSON between them is let pass.
    Balanced,
}

impl Skipped {
    /// Passes the value at the cursor.
    fn pass(self, cursor: &mut Cursor<'_>) -> Result<()> {
        let mut valid = *cursor;
        match (self, valid.skip_value()) {
            (_, Ok(())) => *cursor = valid,
            // What is no JSON may be balanced all the same.
            (Self::Balanced, Err(_)) => cursor.skip_balanced()?,
            (Self::Validated, Err(fault)) => return Err(fault),
        }
        Ok(())
    }
}

/// Settings of a [`Flattener`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// How values that nobody reads are checked.
    pub skipped: Skipped,
}

/// What is known of a record besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Arrival {
    /// Microseconds since the epoch: the time of a change that carries none (full exports, hand-made records).
    pub time_micros: Option<i64>,
}

/// Turns change records into rows. Keeps what it learns of the attributes' order, and its buffers, from record to record.
#[derive(Debug)]
pub struct Flattener {
    plan: Arc<Plan>,
    options: Options,
    state: item::State,
    names: names::Names,
    key: PartitionKeyValue,
    text: String,
    padded: Vec<u8>,
}

/// What became of a record.
#[derive(Debug)]
pub enum Outcome<'a> {
    /// The sink has a new row.
    Row(Row<'a>),
    /// A rule of the definition leaves the change out; the sink has nothing.
    Dropped(DropRule),
    /// The record is no row; the sink has nothing.
    Rejected(Reject),
}

/// Rules by which changes are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DropRule {
    /// The definition's `[filter]` does not let the key pass.
    Filtered,
}

impl DropRule {
    /// Stable code for ledgers and metrics.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Filtered => "filtered",
        }
    }
}

/// What a row's reader needs besides the sink.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// When the change happened: milliseconds since the epoch.
    pub time_millis: i64,
    /// Where the row goes.
    pub partition: Partition<'a>,
    /// Number of attributes in `undeclared`.
    pub undeclared: u32,
    /// Number of attributes in `rescued`.
    pub rescued: u32,
}

/// The first `length` bytes as text, or how many of them are.
#[inline]
fn as_text(padded: &[u8], length: usize) -> std::result::Result<&str, usize> {
    /// What is checked at once: a last piece that is shorter takes as long as several whole ones.
    const BLOCK: usize = 64;
    // With what stands behind it the record mostly is text as well. Where it is not, the record may be.
    let whole = padded.get(..length.next_multiple_of(BLOCK));
    let text = whole.and_then(|whole| simdutf8::basic::from_utf8(whole).ok());
    match text.and_then(|text| text.get(..length)) {
        Some(text) => Ok(text),
        None => simdutf8::compat::from_utf8(&padded[..length]).map_err(|error| error.valid_up_to()),
    }
}

impl Flattener {
    /// A flattener for one table.
    #[must_use]
    pub fn new(plan: Arc<Plan>, options: Options) -> Self {
        let key = PartitionKeyValue {
            day: 0,
            hour: 0,
            columns: Vec::new(),
        };
        Self {
            state: item::State::new(&plan),
            names: names::Names::new(),
            plan,
            options,
            key,
            text: String::new(),
            padded: Vec::new(),
        }
    }

    /// The plan that this flattener follows.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Flattens the record at `buf[record]` into `sink`.
    ///
    /// `buf` should go on for [`PADDING`] bytes after the record, whatever they hold; when it does not, the record is copied first.
    pub fn flatten<S: Sink>(
        &mut self,
        buf: &[u8],
        record: Range<usize>,
        arrival: &Arrival,
        sink: &mut S,
    ) -> Outcome<'_> {
        let length = record.len();
        if length > MAX_RECORD {
            return Outcome::Rejected(Fault::new(RejectKind::TooLarge, 0).reject(""));
        }
        let Some(padded) = buf.get(record.start..record.end + PADDING) else {
            return self.flatten_copy(buf.get(record).unwrap_or_default(), arrival, sink);
        };
        let done = match as_text(padded, length) {
            Ok(text) => self.walk(padded, text, arrival, sink),
            Err(valid) => Err(Fault::new(RejectKind::BadUtf8, valid).reject("")),
        };
        self.outcome(done)
    }

    #[inline(never)]
    fn flatten_copy<S: Sink>(
        &mut self,
        record: &[u8],
        arrival: &Arrival,
        sink: &mut S,
    ) -> Outcome<'_> {
        let mut padded = std::mem::take(&mut self.padded);
        padded.clear();
        padded.extend_from_slice(record);
        padded.resize(record.len() + PADDING, 0);
        let done = match as_text(&padded, record.len()) {
            Ok(text) => self.walk(&padded, text, arrival, sink),
            Err(valid) => Err(Fault::new(RejectKind::BadUtf8, valid).reject("")),
        };
        self.padded = padded;
        self.outcome(done)
    }

    /// Flattens an item in DynamoDB JSON without a change around it: its row has the item's columns, `undeclared` and `rescued`, and
    /// nothing in the change's own columns. A key attribute need not be there.
    ///
    /// # Errors
    /// The text is no item; the sink has nothing.
    pub fn flatten_item<S: Sink>(
        &mut self,
        item: &str,
        sink: &mut S,
    ) -> std::result::Result<(), Reject> {
        let mut padded = std::mem::take(&mut self.padded);
        padded.clear();
        padded.extend_from_slice(item.as_bytes());
        padded.resize(item.len() + PADDING, 0);
        sink.begin_row();
        let reader = envelope::Reader {
            cursor: Cursor::new(&padded, item),
            plan: &self.plan,
            options: self.options,
            arrival: &Arrival::default(),
            state: &mut self.state,
            names: &mut self.names,
            key: &mut self.key,
            text: &mut self.text,
            sink,
        };
        let done = reader.read_item();
        match done {
            Ok(()) => sink.end_row(),
            Err(_) => sink.revert_row(),
        }
        self.padded = padded;
        done.map_err(|fault| fault.reject(item))
    }

    #[inline(always)]
    fn walk<S: Sink>(
        &mut self,
        padded: &[u8],
        text: &str,
        arrival: &Arrival,
        sink: &mut S,
    ) -> std::result::Result<envelope::Done, Reject> {
        sink.begin_row();
        let reader = envelope::Reader {
            cursor: Cursor::new(padded, text),
            plan: &self.plan,
            options: self.options,
            arrival,
            state: &mut self.state,
            names: &mut self.names,
            key: &mut self.key,
            text: &mut self.text,
            sink,
        };
        let done = reader.read();
        match done {
            Ok(envelope::Done::Row { .. }) => sink.end_row(),
            _ => sink.revert_row(),
        }
        done.map_err(|fault| fault.reject(text))
    }

    #[inline(always)]
    fn outcome(&self, done: std::result::Result<envelope::Done, Reject>) -> Outcome<'_> {
        match done {
            Ok(envelope::Done::Row { time_millis }) => Outcome::Row(Row {
                time_millis,
                partition: Partition {
                    definition: self.plan.definition(),
                    key: &self.key,
                },
                undeclared: self.state.undeclared.len() as u32,
                rescued: self.state.rescued.len() as u32,
            }),
            Ok(envelope::Done::Dropped(rule)) => Outcome::Dropped(rule),
            Err(reject) => Outcome::Rejected(reject),
        }
    }
}
