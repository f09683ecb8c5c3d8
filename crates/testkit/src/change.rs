//! One change, and the envelopes it can arrive in.

use std::sync::Arc;

use crate::json::{push_hex, push_number, push_padded};
use crate::shop::Envelope;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Insert,
    Modify,
    Remove,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Insert => "INSERT",
            Self::Modify => "MODIFY",
            Self::Remove => "REMOVE",
        }
    }
}

/// What about an item does not fit its definition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Oddity {
    None,
    Undeclared,
    Misfit,
}

/// A change as the table made it, before any envelope.
pub(crate) struct Change {
    pub(crate) kind: Kind,
    /// The key's values, joined by `/`: the name of the item in a manifest.
    pub(crate) key: String,
    /// The key as DynamoDB JSON.
    pub(crate) keys: String,
    pub(crate) old: Option<Arc<str>>,
    pub(crate) new: Option<Arc<str>>,
    /// Removed by the table's time to live.
    pub(crate) expired: bool,
    pub(crate) oddity: Oddity,
}

/// What the stream adds to a change.
pub(crate) struct Stamp {
    pub(crate) id: (u64, u64),
    pub(crate) sequence: u128,
    pub(crate) time_us: u64,
    /// Print the time as a float, as some serialisers do.
    pub(crate) float_time: bool,
}

impl Stamp {
    /// `eventID`: 32 hex digits in a stream, a UUID in Kinesis.
    pub(crate) fn id(&self, envelope: Envelope) -> String {
        let mut out = String::with_capacity(36);
        let (high, low) = self.id;
        if envelope == Envelope::Kinesis {
            for (value, digits) in [
                (high >> 32, 8),
                (high >> 16, 4),
                (high, 4),
                (low >> 48, 4),
                (low, 12),
            ] {
                if !out.is_empty() {
                    out.push('-');
                }
                push_hex(&mut out, value, digits);
            }
        } else {
            push_hex(&mut out, high, 16);
            push_hex(&mut out, low, 16);
        }
        out
    }
}

/// Writes the record as one line of JSON, without the line's end. Exports have no such line of their own.
pub(crate) fn write(
    out: &mut String,
    change: &Change,
    stamp: &Stamp,
    envelope: Envelope,
    source: &str,
) {
    let user = if change.expired {
        r#"{"type":"Service","principalId":"dynamodb.amazonaws.com"}"#
    } else {
        "null"
    };
    let size = size_bytes(change);
    if envelope == Envelope::Kinesis {
        out.push_str(r#"{"awsRegion":"eu-central-1","eventID":""#);
        out.push_str(&stamp.id(envelope));
        out.push_str(r#"","eventName":""#);
        out.push_str(change.kind.name());
        out.push_str(r#"","userIdentity":"#);
        out.push_str(user);
        out.push_str(r#","recordFormat":"application/json","tableName":""#);
        out.push_str(source);
        out.push_str(r#"","dynamodb":{"ApproximateCreationDateTime":"#);
        push_number(out, stamp.time_us);
        out.push_str(r#","ApproximateCreationDateTimePrecision":"MICROSECOND","#);
        push_images(out, change);
        out.push_str(r#","SizeBytes":"#);
        push_number(out, size);
        out.push_str(r#"},"eventSource":"aws:dynamodb"}"#);
        return;
    }
    out.push_str(r#"{"eventID":""#);
    out.push_str(&stamp.id(envelope));
    out.push_str(r#"","eventName":""#);
    out.push_str(change.kind.name());
    out.push_str(
        r#"","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-central-1","dynamodb":{"ApproximateCreationDateTime":"#,
    );
    let seconds = stamp.time_us / 1_000_000;
    if stamp.float_time {
        push_padded(out, seconds / 1_000_000_000, 1);
        out.push('.');
        push_padded(out, seconds % 1_000_000_000, 9);
        out.push_str("E9");
    } else {
        push_number(out, seconds);
    }
    out.push(',');
    push_images(out, change);
    out.push_str(r#","SequenceNumber":""#);
    push_sequence(out, stamp.sequence);
    out.push_str(r#"","SizeBytes":"#);
    push_number(out, size);
    out.push_str(r#","StreamViewType":"NEW_AND_OLD_IMAGES"}"#);
    if change.expired {
        out.push_str(r#","userIdentity":"#);
        out.push_str(user);
    }
    out.push_str(r#","eventSourceARN":"arn:aws:dynamodb:eu-central-1:123456789012:table/"#);
    out.push_str(source);
    out.push_str(r#"/stream/2026-01-07T09:41:52.118"}"#);
}

/// One line of an incremental export: the key's last change, the item before the period and after it.
pub(crate) fn write_incremental(
    out: &mut String,
    keys: &str,
    time_us: u64,
    before: Option<&str>,
    after: Option<&str>,
) {
    out.push_str(r#"{"Metadata":{"WriteTimestampMicros":{"N":""#);
    push_number(out, time_us);
    out.push_str(r#""}},"Keys":"#);
    out.push_str(keys);
    if let Some(image) = before {
        out.push_str(r#","OldImage":"#);
        out.push_str(image);
    }
    if let Some(image) = after {
        out.push_str(r#","NewImage":"#);
        out.push_str(image);
    }
    out.push('}');
}

/// One line of a full export.
pub(crate) fn write_full(out: &mut String, image: &str) {
    out.push_str(r#"{"Item":"#);
    out.push_str(image);
    out.push('}');
}

pub(crate) fn push_sequence(out: &mut String, sequence: u128) {
    const LOW: u128 = 10u128.pow(19);
    if sequence >= LOW {
        push_number(out, (sequence / LOW) as u64);
        push_padded(out, (sequence % LOW) as u64, 19);
    } else {
        push_number(out, sequence as u64);
    }
}

fn push_images(out: &mut String, change: &Change) {
    out.push_str(r#""Keys":"#);
    out.push_str(&change.keys);
    if let Some(image) = &change.new {
        out.push_str(r#","NewImage":"#);
        out.push_str(image);
    }
    if let Some(image) = &change.old {
        out.push_str(r#","OldImage":"#);
        out.push_str(image);
    }
}

/// About what DynamoDB would count: names and values without JSON's marks.
fn size_bytes(change: &Change) -> u64 {
    let images =
        change.new.as_ref().map_or(0, |i| i.len()) + change.old.as_ref().map_or(0, |i| i.len());
    (change.keys.len() * 2 / 3 + images * 11 / 20) as u64
}
