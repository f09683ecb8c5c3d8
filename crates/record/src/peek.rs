//! What a change says of itself, without flattening it: its table, its keys, where its images are.
//!
//! For those who have no plan yet ([`infer`](crate::infer)) or have to choose one ([`route`](crate::route)).

use std::ops::Range;

use crate::flatten::attribute::members;
use crate::flatten::kept::Span;
use crate::flatten::{MAX_RECORD, PADDING, Result};
use crate::reject::{Fault, Reject, RejectKind};
use crate::scan::Cursor;

/// A change as its outer object describes it.
#[derive(Debug, Default)]
pub(crate) struct Peek {
    /// Name of the DynamoDB table; exports do not carry it.
    pub table: Option<String>,
    pub change: Option<Named>,
    /// Time to live removed the item.
    pub expired: bool,
    pub keys: Option<Span>,
    pub new_image: Option<Span>,
    pub old_image: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Insert,
    Modify,
    Remove,
}

/// Runs `look` on the record at `buf[record]`, which has padding behind it or is copied.
pub(crate) fn with_cursor<T>(
    buf: &[u8],
    record: Range<usize>,
    look: impl FnOnce(Cursor<'_>) -> Result<T>,
) -> std::result::Result<T, Reject> {
    let length = record.len();
    if length > MAX_RECORD {
        return Err(Fault::new(RejectKind::TooLarge, 0).reject(""));
    }
    let mut copy = Vec::new();
    let padded = match buf.get(record.start..record.end + PADDING) {
        Some(padded) => padded,
        None => {
            copy.extend_from_slice(buf.get(record).unwrap_or_default());
            copy.resize(length + PADDING, 0);
            &copy
        }
    };
    match simdutf8::compat::from_utf8(&padded[..length]) {
        Ok(text) => look(Cursor::new(padded, text)).map_err(|fault| fault.reject(text)),
        Err(error) => Err(Fault::new(RejectKind::BadUtf8, error.valid_up_to()).reject("")),
    }
}

/// Reads the outer object at the cursor.
pub(crate) fn peek(mut cursor: Cursor<'_>) -> Result<Peek> {
    let mut seen = Peek::default();
    cursor.skip_space();
    if cursor.peek() != b'{' {
        let kind = match cursor.skip_value() {
            Ok(()) => RejectKind::NotAChange,
            Err(_) => RejectKind::NotJson,
        };
        return Err(cursor.fail(kind));
    }
    let mut known = false;
    members(&mut cursor, |cursor, key, _| {
        let mut scratch = String::new();
        match key.decode(&mut scratch) {
            "eventName" if cursor.peek() == b'"' => {
                let mut scratch = String::new();
                seen.change = match cursor.string()?.decode(&mut scratch) {
                    "INSERT" => Some(Named::Insert),
                    "MODIFY" => Some(Named::Modify),
                    "REMOVE" => Some(Named::Remove),
                    _ => None,
                };
            }
            "tableName" if cursor.peek() == b'"' => {
                seen.table = Some(cursor.string()?.decode(&mut String::new()).to_string());
            }
            "eventSourceARN" if cursor.peek() == b'"' => {
                let mut scratch = String::new();
                let arn = cursor.string()?.decode(&mut scratch);
                let behind = arn.split_once(":table/").map(|(_, rest)| rest);
                let name = behind.and_then(|rest| rest.split('/').next());
                seen.table = seen.table.take().or(name.map(String::from));
            }
            "userIdentity" => {
                let start = cursor.pos;
                cursor.skip_value()?;
                let identity = cursor.slice(start, cursor.pos)?;
                seen.expired = identity.contains("\"Service\"")
                    && identity.contains("\"dynamodb.amazonaws.com\"");
            }
            "dynamodb" if cursor.peek() == b'{' => {
                known = true;
                members(cursor, |cursor, key, _| {
                    let mut scratch = String::new();
                    let name = key.decode(&mut scratch);
                    seen.image(cursor, name).map(drop)
                })?;
            }
            name => known |= seen.image(cursor, name)?,
        }
        Ok(())
    })?;
    let end = cursor.pos;
    cursor.skip_space();
    if end > cursor.len() || cursor.pos < cursor.len() {
        return Err(cursor.fail(RejectKind::NotJson));
    }
    if known {
        Ok(seen)
    } else {
        Err(cursor.fail(RejectKind::NotAChange))
    }
}

impl Peek {
    /// Passes a member's value; true when it is the keys or an image.
    fn image(&mut self, cursor: &mut Cursor<'_>, name: &str) -> Result<bool> {
        let start = cursor.pos;
        let object = cursor.peek() == b'{';
        cursor.skip_value()?;
        let place = match name {
            "Keys" => &mut self.keys,
            "NewImage" | "Item" => &mut self.new_image,
            "OldImage" => &mut self.old_image,
            _ => return Ok(false),
        };
        if object {
            *place = Some((start, cursor.pos));
        }
        Ok(object)
    }
}
