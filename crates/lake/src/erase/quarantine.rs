//! A key out of the quarantine.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind};

use lakebed_record::definition::TableDefinition;
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_128;

use super::Key;
use crate::store::{LocalStore, Store, StoreError};

/// Wrappers that a record may be inside of.
const MAX_WRAPPERS: usize = 8;

/// Takes the records of `keys` out; returns how many there were.
pub(super) fn erase(
    store: &LocalStore,
    definition: &TableDefinition,
    keys: &[Key],
    dry_run: bool,
) -> Result<u64, StoreError> {
    let folder = format!("quarantine/{}/", definition.changes_table());
    let mut erased = 0;
    for object in store.list(&folder)? {
        let path = store.path(&object.key)?;
        let failed = |e| StoreError::io(path.display().to_string(), "read", e);
        let file = match File::open(&path) {
            // A replay was done with it since it was listed.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            file => file.map_err(failed)?,
        };
        let mut reader = BufReader::with_capacity(1 << 18, file);
        let (mut kept, mut line, mut gone) = (Vec::new(), Vec::new(), 0);
        while reader.read_until(b'\n', &mut line).map_err(failed)? > 0 {
            if holds(&line, keys) {
                gone += 1;
            } else if !dry_run {
                kept.extend_from_slice(&line);
            }
            line.clear();
        }
        erased += gone;
        if gone == 0 || dry_run {
            continue;
        }
        if !kept.is_empty() {
            let key = format!("{folder}{:032x}.ndjson", xxh3_128(&kept));
            store.put(&key, &kept)?;
        }
        store.delete(&object.key)?;
    }
    Ok(erased)
}

/// True when a line's record is of one of the keys.
fn holds(line: &[u8], keys: &[Key]) -> bool {
    let Some(raw) = serde_json::from_slice::<Value>(line)
        .ok()
        .and_then(|line| decode(line["rawData"].as_str()?))
    else {
        return keys.iter().any(|key| key.is_named_in(line));
    };
    record(&raw, keys, 0)
}

fn record(text: &[u8], keys: &[Key], depth: usize) -> bool {
    match serde_json::from_slice::<Value>(text) {
        Ok(value) => within(&value, keys, depth),
        Err(_) => keys.iter().any(|key| key.is_named_in(text)),
    }
}

/// Looks for the key as an item's, in images, export lines, rows and wrappers of every kind.
fn within(value: &Value, keys: &[Key], depth: usize) -> bool {
    if depth > MAX_WRAPPERS {
        return false;
    }
    match value {
        Value::Object(members) => {
            let row = |key: &Key| {
                key.is(|column| match &value[column] {
                    Value::String(text) => Some(text.clone()),
                    Value::Number(number) => Some(number.to_string()),
                    _ => None,
                })
            };
            keys.iter().any(|key| key.is_item(value) || row(key))
                || members.iter().any(|(name, member)| {
                    let wrapped = ["data", "Data", "rawData"].contains(&name.as_str());
                    match member.as_str().filter(|_| wrapped).and_then(decode) {
                        Some(inner) => record(&inner, keys, depth + 1),
                        None => within(member, keys, depth + 1),
                    }
                })
        }
        Value::Array(elements) => elements
            .iter()
            .any(|element| within(element, keys, depth + 1)),
        _ => false,
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    base64_simd::STANDARD.decode_to_vec(text).ok()
}
