//! The account of a run that writes to a stream.

use std::collections::BTreeMap;

use serde_json::json;

/// Counts of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PutAccount {
    /// Name of the stream.
    pub stream: String,
    /// Records found in the inputs so far; at the end of a whole run `sent + rejected`.
    pub read: u64,
    /// Records that the stream has taken.
    pub sent: u64,
    /// Records that cannot be sent; [`PutAccount::rejected_by`] says why.
    pub rejected: u64,
    /// Bytes of the records sent, without partition keys.
    pub bytes: u64,
    /// PutRecords calls that were answered.
    pub requests: u64,
    /// Records that Kinesis refused at first, counted once for each time.
    pub retried: u64,
    /// Rejected records by reason code.
    pub rejected_by: BTreeMap<String, u64>,
}

impl PutAccount {
    /// One object: `{"stream": …, "read": …, "sent": …, "rejected": …, …}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        json!({
            "stream": self.stream, "read": self.read, "sent": self.sent, "rejected": self.rejected, "bytes": self.bytes,
            "requests": self.requests, "retried": self.retried, "rejected_by": self.rejected_by,
        })
        .to_string()
    }
}
