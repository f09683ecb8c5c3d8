//! The quarantine, counted.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};

use memchr::memmem;

use crate::store::{LocalStore, Store, StoreError};

/// What is in the quarantine of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuarantineCounts {
    /// Records.
    pub records: u64,
    /// Bytes of the objects that hold them.
    pub bytes: u64,
    /// Objects.
    pub objects: u64,
    /// Records by reason code.
    pub by_reason: BTreeMap<String, u64>,
}

/// Counts the quarantine of a table, a line at a time.
///
/// # Errors
/// A quarantine that cannot be read.
pub fn quarantine(store: &LocalStore, changes_table: &str) -> Result<QuarantineCounts, StoreError> {
    let mut counts = QuarantineCounts::default();
    for object in store.list(&format!("quarantine/{changes_table}/"))? {
        counts.objects += 1;
        counts.bytes += object.bytes;
        let path = store.path(&object.key)?;
        let failed = |e| StoreError::io(path.display().to_string(), "read", e);
        let mut reader = BufReader::with_capacity(1 << 18, File::open(&path).map_err(failed)?);
        let mut line = Vec::new();
        loop {
            line.clear();
            if reader.read_until(b'\n', &mut line).map_err(failed)? == 0 {
                break;
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            counts.records += 1;
            let reason = reason(&line).unwrap_or("unknown");
            *counts.by_reason.entry(reason.into()).or_default() += 1;
        }
    }
    Ok(counts)
}

/// The code of a line. It stands behind the record's bytes, which are base64 and hold no quote.
fn reason(line: &[u8]) -> Option<&str> {
    let name = b"\"errorCode\":\"";
    let rest = &line[memmem::find(line, name)? + name.len()..];
    std::str::from_utf8(&rest[..memchr::memchr(b'"', rest)?]).ok()
}
