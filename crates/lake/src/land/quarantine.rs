//! Records that did not land: their bytes, why, and where they stood.
//!
//! One JSON object per line, with the information and the names of Firehose's error objects (`rawData`, `errorCode`, `errorMessage`,
//! `attemptsMade`), and the input's name, the offset of the record in it (decompressed) and its line. `rawData` is base64 of the original
//! bytes, so that nothing of them shows by accident and nothing is lost. [`Input`](crate::Input) reads these files again.

use serde_json::json;
use xxhash_rust::xxh3::xxh3_128;

/// Bytes of quarantine lines that make an object.
pub(crate) const OBJECT_BYTES: usize = 64 << 20;

/// A line of the quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quarantined {
    pub line: String,
    pub code: &'static str,
    /// Tells the record from all others: its bytes and where it stood, not why it is here.
    pub identity: u128,
}

impl Quarantined {
    pub fn new(
        bytes: &[u8],
        code: &'static str,
        message: &str,
        source: &str,
        offset: u64,
        line: u64,
    ) -> Self {
        let raw = base64_simd::STANDARD.encode_to_string(bytes);
        // The base64 text needs no escapes, and it may be long.
        let rest = json!({ "attemptsMade": 1, "errorCode": code, "errorMessage": message, "line": line, "offset": offset, "source": source });
        let rest = rest.to_string();
        let place = format!("{:032x} {offset} {line} {source}", xxh3_128(bytes));
        Self {
            code,
            identity: xxh3_128(place.as_bytes()),
            line: format!("{{\"rawData\":\"{raw}\",{}\n", &rest[1..]),
        }
    }
}

/// Key of a quarantine object: named by what it holds.
pub(crate) fn key(changes_table: &str, bytes: &[u8]) -> String {
    format!("quarantine/{changes_table}/{:032x}.ndjson", xxh3_128(bytes))
}
