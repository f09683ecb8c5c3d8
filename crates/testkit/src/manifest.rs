//! What was made: the numbers that a test holds a lake to.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

/// Everything that is known about the records written.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The DynamoDB table the records name.
    pub source: &'static str,
    /// Lines written: `changes + duplicates + broken_total()`.
    pub records: u64,
    /// Bytes written, line ends included.
    pub bytes: u64,
    /// Distinct well-formed changes: `inserts + modifies + removes`. In an export: its lines.
    pub changes: u64,
    pub inserts: u64,
    pub modifies: u64,
    pub removes: u64,
    /// How many of `removes` the table's time to live did.
    pub expired: u64,
    /// Records that repeat an earlier one to the byte.
    pub duplicates: u64,
    /// Changes that arrive after later ones.
    pub late: u64,
    /// Changes whose new image has attributes the definition does not know.
    pub with_undeclared: u64,
    /// Changes whose new image has a value that does not fit its column.
    pub with_misfit: u64,
    /// Records that cannot be landed, by what is wrong with them.
    pub broken: BTreeMap<&'static str, u64>,
    /// Distinct changes by the UTC day of the change, which is their partition `dt`.
    pub by_day: BTreeMap<String, u64>,
    /// Keys the records wrote, by what they hold in the end. For `UserEvents`, whose view only knows inserts, an event
    /// is live from its insert on. Both are 0 unless the state was tracked.
    pub live_keys: u64,
    pub removed_keys: u64,
    /// The end state of every key that had a change (`order_id`, or `session_id/event_id`); empty unless tracked.
    pub state: BTreeMap<String, KeyState>,
}

/// The newest change of one key, which may have been written before older ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyState {
    /// The key as DynamoDB JSON.
    pub keys: String,
    /// `eventID` of the newest change.
    pub change_id: String,
    /// `SequenceNumber` of the newest change as a number; Kinesis records do not carry it.
    pub sequence: u128,
    /// Microseconds since the epoch; a stream record carries whole seconds of it.
    pub change_time_us: u64,
    /// The item before the first change (DynamoDB JSON); none when it did not exist.
    pub before: Option<Arc<str>>,
    /// The item after the newest change (DynamoDB JSON); none when it was removed.
    pub image: Option<Arc<str>>,
}

impl Manifest {
    /// Records that cannot be landed.
    pub fn broken_total(&self) -> u64 {
        self.broken.values().sum()
    }

    /// The counts, without the state, as one JSON object.
    pub fn to_json(&self) -> Value {
        json!({
            "source": self.source,
            "records": self.records,
            "bytes": self.bytes,
            "changes": self.changes,
            "inserts": self.inserts,
            "modifies": self.modifies,
            "removes": self.removes,
            "expired": self.expired,
            "duplicates": self.duplicates,
            "late": self.late,
            "with_undeclared": self.with_undeclared,
            "with_misfit": self.with_misfit,
            "broken": self.broken,
            "by_day": self.by_day,
            "live_keys": self.live_keys,
            "removed_keys": self.removed_keys,
        })
    }
}
