//! The end of a record: what it is, and the columns that every row has besides the item's.

use crate::plan::NodeId;
use crate::reject::RejectKind;
use crate::scan::{Half, Pattern, non_digits};
use crate::sink::{Short, Sink};
use crate::text::Text;
use crate::time::MILLIS_PER_DAY;

use super::attribute;
use super::envelope::{Done, OuterText, Reader, Seen};
use super::{DropRule, Result};

const CHANGE_TYPE: NodeId = 0;
const CHANGE_TIME: NodeId = 1;
const CHANGE_ID: NodeId = 2;
const CHANGE_SEQUENCE: NodeId = 3;
const CHANGE_EXPIRED: NodeId = 4;

/// Text order of sequence numbers is number order when all have this many digits; DynamoDB's have 21 to 40.
const SEQUENCE_DIGITS: usize = 40;
const ZEROS: &str = "0000000000000000000000000000000000000000";

/// Changes happened after DynamoDB could have recorded them, and before a year of five digits.
const TIMES: std::ops::Range<i64> = 0..253_402_300_800_000_000;

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Insert,
    Modify,
    Remove,
}

impl Change {
    fn text(self) -> Short<'static> {
        const INSERT: Short<'_> = Short::of("insert", b"insert                          ");
        const MODIFY: Short<'_> = Short::of("modify", b"modify                          ");
        const REMOVE: Short<'_> = Short::of("remove", b"remove                          ");
        match self {
            Self::Insert => INSERT,
            Self::Modify => MODIFY,
            Self::Remove => REMOVE,
        }
    }
}

impl<'a, S: Sink> Reader<'a, '_, S> {
    /// All is read: decides what the record is, and completes the row.
    #[inline(always)]
    pub(super) fn row(&mut self, seen: &Seen<'a>) -> Result<Done> {
        let change = self.change(seen)?;
        self.check_table(seen)?;
        let micros = self.change_micros(seen)?;
        if change == Change::Remove {
            let Some((keys, _)) = seen.keys else {
                return Err(self.cursor.fail(RejectKind::MissingKey));
            };
            self.walk_again(keys, seen.is_kinesis())?;
        } else {
            let Some((image, taken_as_double)) = seen.image else {
                return Err(self.cursor.fail(RejectKind::NoNewImage));
            };
            if taken_as_double != seen.is_kinesis()
                && (self.state.saw_binary
                    || self.state.undeclared.len() + self.state.rescued.len() > 0)
            {
                self.walk_again(image.0, seen.is_kinesis())?;
            }
        }
        if let Some(rule) = self.filtered(seen)? {
            return Ok(Done::Dropped(rule));
        }
        if self.state.keys_found != self.plan.keys {
            return Err(self.cursor.fail(RejectKind::MissingKey));
        }
        let time_millis = micros.div_euclid(1000);
        self.change_columns(seen, change, micros, time_millis)?;
        self.kept_columns(seen.is_kinesis())?;
        self.partition(time_millis);
        Ok(Done::Row { time_millis })
    }

    fn change(&self, seen: &Seen<'a>) -> Result<Change> {
        let not_a_change = || self.cursor.fail(RejectKind::NotAChange);
        if seen.dynamodb {
            return seen.change.ok_or_else(not_a_change);
        }
        if seen.item {
            return Ok(Change::Insert);
        }
        if !seen.metadata || seen.keys.is_none() {
            return Err(not_a_change());
        }
        // An export without old images cannot tell an insert from a modification.
        Ok(match (seen.image.is_some(), seen.old_image) {
            (false, _) => Change::Remove,
            (true, true) => Change::Modify,
            (true, false) => Change::Insert,
        })
    }

    fn check_table(&mut self, seen: &Seen<'a>) -> Result<()> {
        if seen.known_arn && seen.table_name.is_none() {
            return Ok(());
        }
        let mut scratch = String::new();
        let table = match (seen.table_name, seen.arn) {
            (Some(name), _) => name.decode(&mut scratch),
            // arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL
            (None, Some(arn)) => match arn.decode(&mut scratch).split_once(":table/") {
                Some((_, rest)) => rest.split('/').next().unwrap_or_default(),
                None => return Err(self.cursor.fail(RejectKind::WrongTable)),
            },
            (None, None) => return Ok(()),
        };
        if table == self.plan.definition().source {
            if let (None, Some(Text::Plain(arn))) = (seen.table_name, seen.arn) {
                self.names.arn = Some(Pattern::new(format!("\"{arn}\"").as_bytes()));
            }
            return Ok(());
        }
        Err(self.cursor.fail(RejectKind::WrongTable))
    }

    /// Microseconds since the epoch.
    fn change_micros(&self, seen: &Seen<'a>) -> Result<i64> {
        // Where no unit is named: seconds until the year 5138, milliseconds from 1973, else microseconds.
        let digits = |n: i128| match (seen.is_kinesis(), seen.precision_micros) {
            (true, Some(true)) => 0,
            (true, Some(false)) => 3,
            _ if n < 100_000_000_000 => 6,
            _ if n < 100_000_000_000_000 => 3,
            _ => 0,
        };
        let micros = match (seen.time, seen.time_micros) {
            (Some(number), _) => match number.integer_text() {
                Some(n) => n
                    .checked_mul(10i64.pow(digits(n.into()).into()))
                    .map(i128::from),
                None => number.scaled_floor(digits(number.scaled_floor(0).unwrap_or(i128::MAX))),
            },
            (None, Some(micros)) => Some(micros),
            (None, None) => match self.arrival.time_micros {
                Some(micros) => Some(i128::from(micros)),
                None => return Err(self.cursor.fail(RejectKind::NoTime)),
            },
        };
        micros
            .and_then(|m| i64::try_from(m).ok())
            .filter(|m| TIMES.contains(m))
            .ok_or_else(|| self.cursor.fail(RejectKind::BadTime))
    }

    fn filtered(&mut self, seen: &Seen<'a>) -> Result<Option<DropRule>> {
        let Some(filter) = &self.plan.definition().filter else {
            return Ok(None);
        };
        let Some((start, _)) = seen.keys.or(seen.image.map(|(span, _)| span)) else {
            return Ok(None);
        };
        let mut cursor = self.cursor;
        cursor.pos = start;
        let mut met = 0;
        let mut scratch = String::new();
        attribute::members(&mut cursor, |cursor, key, _| {
            let key = key.decode(&mut scratch);
            let mut wanted = filter
                .conditions
                .iter()
                .filter(|c| c.attribute == key)
                .peekable();
            let mut value = *cursor;
            attribute::skip(cursor, 1)?;
            if wanted.peek().is_some() && attribute::open(&mut value)? == crate::plan::Tag::S {
                let mut text = String::new();
                let text = value.string()?.decode(&mut text);
                met += wanted
                    .filter(|condition| condition.text.takes(text))
                    .count();
            }
            Ok(())
        })?;
        Ok((met < filter.conditions.len()).then_some(DropRule::Filtered))
    }

    fn change_columns(
        &mut self,
        seen: &Seen<'a>,
        change: Change,
        micros: i64,
        time_millis: i64,
    ) -> Result<()> {
        let sink = &mut *self.sink;
        sink.short_string(CHANGE_TYPE, change.text());
        sink.timestamp(CHANGE_TIME, time_millis);
        match seen.event_id {
            Some(OuterText::Short(id)) if !id.is_empty() => sink.short_string(CHANGE_ID, id),
            Some(OuterText::Text(id)) if !id.is_empty() => sink.string(CHANGE_ID, id),
            _ => {
                let record = self.cursor.slice(0, self.cursor.len())?;
                let hash = xxhash_rust::xxh3::xxh3_128(record.as_bytes());
                sink.string(CHANGE_ID, Text::Plain(&format!("{hash:032x}")));
            }
        }
        self.sequence(seen, micros)?;
        let expired = seen.expired && change == Change::Remove;
        self.sink.boolean(CHANGE_EXPIRED, expired);
        Ok(())
    }

    /// The sequence number, with zeros before it.
    #[inline(always)]
    fn sequence(&mut self, seen: &Seen<'a>, micros: i64) -> Result<()> {
        const SHORT_ZEROS: Short<'_> = Short::of(ZEROS.split_at(32).0, &[b'0'; 32]);
        if let Some(OuterText::Short(digits)) = seen.sequence
            && digits.is_digits()
            && (SEQUENCE_DIGITS - SHORT_ZEROS.len()..).contains(&digits.len())
        {
            let zeros = SHORT_ZEROS.first(SEQUENCE_DIGITS - digits.len());
            self.sink
                .short_strings(CHANGE_SEQUENCE, zeros, digits, self.text);
            return Ok(());
        }
        self.sequence_otherwise(seen, micros)
    }

    #[inline(never)]
    fn sequence_otherwise(&mut self, seen: &Seen<'a>, micros: i64) -> Result<()> {
        let of_time;
        let digits = match seen.sequence {
            Some(OuterText::Short(digits)) => digits.text(),
            Some(OuterText::Text(Text::Plain(digits))) => digits,
            Some(OuterText::Text(_)) => return Err(self.cursor.fail(RejectKind::BadSequence)),
            // Without a sequence number the time itself orders the changes, to the microsecond.
            None => {
                of_time = micros.to_string();
                &of_time
            }
        };
        let zeros = ZEROS.get(digits.len()..);
        let Some(zeros) = zeros.filter(|_| all_digits(digits.as_bytes())) else {
            return Err(self.cursor.fail(RejectKind::BadSequence));
        };
        self.text.clear();
        self.text.push_str(zeros);
        self.text.push_str(digits);
        self.sink.string(CHANGE_SEQUENCE, Text::Plain(self.text));
        Ok(())
    }

    pub(super) fn kept_columns(&mut self, double_base64: bool) -> Result<()> {
        let rescued = self.plan.columns() as NodeId - 1;
        for (node, kept) in [
            (rescued - 1, &self.state.undeclared),
            (rescued, &self.state.rescued),
        ] {
            if kept.len() > 0 {
                kept.write(&self.cursor, double_base64, self.text)?;
                self.sink.begin_column(node);
                self.sink.string(node, Text::Raw(self.text));
            }
        }
        Ok(())
    }

    fn partition(&mut self, time_millis: i64) {
        self.key.day = time_millis.div_euclid(MILLIS_PER_DAY) as i32;
        self.key.hour = 0;
        if self.plan.by_hour {
            self.key.hour = (time_millis.rem_euclid(MILLIS_PER_DAY) / 3_600_000) as u8;
        }
        if self.plan.partition_columns > 0 {
            self.key.columns.clone_from(&self.state.partition);
        }
    }
}

/// True for 1 to 40 digits.
#[inline(always)]
fn all_digits(text: &[u8]) -> bool {
    let others = |half: Option<&Half>| half.map_or(0, non_digits);
    if text.len() < size_of::<Half>() {
        return !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    }
    let middle = text.get(16..).and_then(<[u8]>::first_chunk);
    others(text.first_chunk()) | others(middle) | others(text.last_chunk()) == 0
        && text.len() <= SEQUENCE_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_digits_at_every_length() {
        for len in 0..=SEQUENCE_DIGITS + 3 {
            let mut text = b"0123456789".repeat(5)[..len].to_vec();
            assert_eq!(
                all_digits(&text),
                (1..=SEQUENCE_DIGITS).contains(&len),
                "{len}"
            );
            for at in 0..len {
                for other in [b'/', b':', b'-', b'A', 0xb0] {
                    let digit = std::mem::replace(&mut text[at], other);
                    assert!(!all_digits(&text), "{other} at {at} of {len}");
                    text[at] = digit;
                }
            }
        }
    }
}
