//! The item that a change is of: for those who keep the changes of an item in their order.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_128;

use crate::flatten::Result as Walked;
use crate::flatten::attribute::{close, members, open, payload_string};
use crate::peek;
use crate::plan::Tag;
use crate::reject::{Reject, RejectKind};
use crate::scan::Cursor;

/// A hash of the key of the change at `buf[record]`: the same for all changes of an item, whatever the order of the key's members.
///
/// Changes carry their keys. Lines of full exports do not: of those, `names` are the key attributes to look for in the item.
///
/// # Errors
/// The record is no change; [`RejectKind::MissingKey`] when it tells of no key, or of one that DynamoDB does not have.
pub fn key_hash(buf: &[u8], record: Range<usize>, names: &[String]) -> Result<u128, Reject> {
    peek::with_cursor(buf, record, |cursor| hash(cursor, names))
}

fn hash(cursor: Cursor<'_>, names: &[String]) -> Walked<u128> {
    let seen = peek::peek(cursor)?;
    let missing = || cursor.fail(RejectKind::MissingKey);
    let (span, named) = match (seen.keys, seen.new_image) {
        (Some(keys), _) => (keys, None),
        (None, Some(image)) => (image, Some(names)),
        (None, None) => return Err(missing()),
    };
    let mut parts: Vec<(String, u8, String)> = Vec::new();
    members(&mut cursor.moved(span.0), |cursor, name, _| {
        let name = name.decode(&mut String::new()).to_string();
        if named.is_some_and(|names| !names.contains(&name)) {
            return cursor.skip_value();
        }
        let tag = match open(cursor)? {
            Tag::S => b'S',
            Tag::N => b'N',
            Tag::B => b'B',
            _ => return Err(cursor.fail(RejectKind::MissingKey)),
        };
        let value = payload_string(cursor)?
            .decode(&mut String::new())
            .to_string();
        parts.push((name, tag, value));
        close(cursor)
    })?;
    if parts.is_empty() || named.is_some_and(|names| names.len() != parts.len()) {
        return Err(missing());
    }
    parts.sort();
    let mut bytes = Vec::new();
    for (name, tag, value) in &parts {
        // With their lengths, so that no two keys are spelled alike.
        for text in [name, value] {
            bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes.push(*tag);
    }
    Ok(xxh3_128(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(record: &str, names: &[&str]) -> Result<u128, RejectKind> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        key_hash(record.as_bytes(), 0..record.len(), &names).map_err(|reject| reject.kind)
    }

    fn of(keys: &str) -> u128 {
        key(
            &format!("{{\"eventName\":\"MODIFY\",\"dynamodb\":{{\"Keys\":{keys}}}}}"),
            &[],
        )
        .unwrap()
    }

    #[test]
    fn the_changes_of_an_item_have_one_key() {
        let both = of(r#"{"pk":{"S":"a"},"sk":{"N":"1"}}"#);
        assert_eq!(
            of(r#"{ "sk" : {"N":"1"}, "p\u006b":{"S":"\u0061"} }"#),
            both
        );
        let incremental = r#"{"Metadata":{},"Keys":{"pk":{"S":"a"},"sk":{"N":"1"}}}"#;
        assert_eq!(key(incremental, &["other"]), Ok(both));
        let full = r#"{"Item":{"x":{"L":[]},"sk":{"N":"1"},"pk":{"S":"a"}}}"#;
        assert_eq!(key(full, &["pk", "sk"]), Ok(both));
    }

    #[test]
    fn keys_of_other_items_differ() {
        let keys = [
            r#"{"pk":{"S":"a"}}"#,
            r#"{"pk":{"S":"b"}}"#,
            r#"{"pk":{"N":"1"}}"#,
            r#"{"pk":{"S":"1"}}"#,
            r#"{"pk":{"B":"1"}}"#,
            r#"{"pk":{"S":""}}"#,
            r#"{"p":{"S":"k"}}"#,
            r#"{"pk":{"S":"a"},"sk":{"S":"b"}}"#,
            r#"{"pk":{"S":"b"},"sk":{"S":"a"}}"#,
        ];
        let hashes: std::collections::BTreeSet<_> = keys.iter().map(|keys| of(keys)).collect();
        assert_eq!(hashes.len(), keys.len());
    }

    #[test]
    fn what_has_no_key_is_told() {
        use RejectKind::{MissingKey, NotAChange, NotAnAttribute, NotJson};
        for (record, names, expected) in [
            (r#"{"Item":{"pk":{"S":"a"}}}"#, &[][..], MissingKey),
            (r#"{"Item":{"pk":{"S":"a"}}}"#, &["pk", "sk"], MissingKey),
            (r#"{"dynamodb":{"Keys":{}}}"#, &["pk"], MissingKey),
            (
                r#"{"dynamodb":{"SequenceNumber":"1"}}"#,
                &["pk"],
                MissingKey,
            ),
            (
                r#"{"dynamodb":{"Keys":{"pk":{"BOOL":true}}}}"#,
                &[],
                MissingKey,
            ),
            (r#"{"dynamodb":{"Keys":{"pk":"a"}}}"#, &[], NotAnAttribute),
            (r#"{"hello":1}"#, &[], NotAChange),
            ("[]", &[], NotAChange),
            ("{", &[], NotJson),
            ("", &[], NotJson),
        ] {
            assert_eq!(key(record, names), Err(expected), "{record}");
        }
    }
}
