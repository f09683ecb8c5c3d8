//! Items in DynamoDB JSON: their attributes as they stand, and plain JSON turned into attributes.

use crate::flatten::Result as Walked;
use crate::flatten::attribute::{boolean, each, members};
use crate::number::Number;
use crate::peek;
use crate::reject::{Reject, RejectKind};
use crate::scan::Cursor;
use crate::text::Text;

/// The attributes of an item in DynamoDB JSON, in their order: name, and the attribute value as it stands in the text.
///
/// # Errors
/// The text is no JSON object.
pub fn attributes(item: &str) -> Result<Vec<(String, &str)>, Reject> {
    let places = peek::with_cursor(item.as_bytes(), 0..item.len(), |mut cursor| {
        let mut places = Vec::new();
        cursor.skip_space();
        members(&mut cursor, |cursor, key, _| {
            let name = key.decode(&mut String::new()).to_string();
            let start = cursor.pos;
            cursor.skip_value()?;
            places.push((name, start..cursor.pos));
            Ok(())
        })?;
        Ok(places)
    })?;
    let text = |(name, place)| (name, item.get(place).unwrap_or_default());
    Ok(places.into_iter().map(text).collect())
}

/// The attribute value that a `json` column's text stands for: objects are maps, arrays lists, numbers keep their digits.
///
/// Sets and binary are not told from lists and text there, and come back as those.
///
/// # Errors
/// The text is no JSON, nests too deep, or holds a number that DynamoDB does not.
pub fn attribute_of_json(text: &str) -> Result<String, Reject> {
    peek::with_cursor(text.as_bytes(), 0..text.len(), |mut cursor| {
        let mut out = String::with_capacity(text.len() * 2);
        cursor.skip_space();
        plain(&mut cursor, 0, &mut out)?;
        cursor.skip_space();
        if cursor.pos == cursor.len() {
            Ok(out)
        } else {
            Err(cursor.fail(RejectKind::NotJson))
        }
    })
}

fn plain(cursor: &mut Cursor<'_>, depth: usize, out: &mut String) -> Walked<()> {
    if depth > crate::flatten::attribute::MAX_DEPTH {
        return Err(cursor.fail(RejectKind::NestedTooDeep));
    }
    let mut first = true;
    let mut comma = |out: &mut String| {
        if !std::mem::replace(&mut first, false) {
            out.push(',');
        }
    };
    match cursor.peek() {
        b'{' => {
            out.push_str("{\"M\":{");
            members(cursor, |cursor, key, _| {
                comma(out);
                quoted(key, out);
                out.push(':');
                plain(cursor, depth + 1, out)
            })?;
            out.push_str("}}");
        }
        b'[' => {
            out.push_str("{\"L\":[");
            each(cursor, |cursor| {
                comma(out);
                plain(cursor, depth + 1, out)
            })?;
            out.push_str("]}");
        }
        b'"' => {
            out.push_str("{\"S\":");
            quoted(cursor.string()?, out);
            out.push('}');
        }
        b't' | b'f' => {
            let value = boolean(cursor)?;
            out.push_str(if value {
                "{\"BOOL\":true}"
            } else {
                "{\"BOOL\":false}"
            });
        }
        b'n' => {
            cursor.word(b"null")?;
            out.push_str("{\"NULL\":true}");
        }
        _ => {
            let text = cursor.number()?;
            Number::parse(text).map_err(|kind| cursor.fail(kind))?;
            out.push_str("{\"N\":\"");
            out.push_str(text);
            out.push_str("\"}");
        }
    }
    Ok(())
}

fn quoted(text: Text<'_>, out: &mut String) {
    let mut bytes = vec![b'"'];
    text.write_json(&mut bytes);
    bytes.push(b'"');
    out.push_str(&String::from_utf8_lossy(&bytes));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_cut_as_they_stand() {
        let item = r#"{"a" : {"S":"x\"y"},"b\n":{"M":{"c":{"N":"1"}}}}"#;
        let found = attributes(item).unwrap();
        assert_eq!(
            found,
            [
                ("a".to_string(), r#"{"S":"x\"y"}"#),
                ("b\n".into(), r#"{"M":{"c":{"N":"1"}}}"#)
            ]
        );
        assert_eq!(attributes("{}").unwrap(), []);
        assert!(attributes("[]").is_err() && attributes("{").is_err());
    }

    #[test]
    fn plain_json_becomes_attributes() {
        assert_eq!(
            attribute_of_json(r#"{"a":[1.50,null,true,"x\n"],"b":{}}"#).unwrap(),
            r#"{"M":{"a":{"L":[{"N":"1.50"},{"NULL":true},{"BOOL":true},{"S":"x\n"}]},"b":{"M":{}}}}"#
        );
        let digits = "12345678901234567890123456789012345678";
        assert_eq!(
            attribute_of_json(digits).unwrap(),
            format!("{{\"N\":\"{digits}\"}}")
        );
        for text in ["", "{", "1 2", "1e999", &"[".repeat(60)] {
            assert!(attribute_of_json(text).is_err(), "{text}");
        }
    }
}
