//! Attribute values that no column types: checked, copied, or turned into plain JSON.

use crate::number::{Number, write_number};
use crate::plan::Tag;
use crate::reject::{Fault, RejectKind};
use crate::scan::Cursor;
use crate::text::Text;

use super::Result;
use super::kept::Span;

/// Lists and maps of an item nest at most this deep, by DynamoDB's limit.
pub(crate) const MAX_DEPTH: usize = 32;

/// Opens `{"TAG":`, leaving the cursor at the payload.
#[inline(always)]
pub(crate) fn open(cursor: &mut Cursor<'_>) -> Result<Tag> {
    match cursor.eat_opening() {
        Some(tag) => Ok(tag),
        None => open_spaced(cursor),
    }
}

fn open_spaced(cursor: &mut Cursor<'_>) -> Result<Tag> {
    cursor
        .expect(b'{')
        .map_err(|r| not_an_attribute(r, cursor))?;
    cursor.skip_space();
    let tag = match cursor.string() {
        Ok(Text::Plain(tag)) => Tag::parse(tag),
        Ok(_) => None,
        Err(reject) => return Err(not_an_attribute(reject, cursor)),
    };
    let Some(tag) = tag else {
        return Err(cursor.fail(RejectKind::NotAnAttribute));
    };
    cursor.expect(b':')?;
    cursor.skip_space();
    Ok(tag)
}

/// A well-formed JSON value that is no attribute is said to be that; anything else stays "not JSON".
fn not_an_attribute(reject: Fault, cursor: &Cursor<'_>) -> Fault {
    let mut probe = *cursor;
    match probe.skip_value() {
        Ok(()) => cursor.fail(RejectKind::NotAnAttribute),
        Err(_) if cursor.peek() == b'}' => cursor.fail(RejectKind::NotAnAttribute),
        Err(_) => reject,
    }
}

/// Closes what [`open`] opened.
#[inline(always)]
pub(crate) fn close(cursor: &mut Cursor<'_>) -> Result<()> {
    if cursor.eat(b'}') {
        return Ok(());
    }
    let kind = if cursor.peek() == b',' {
        RejectKind::NotAnAttribute
    } else {
        RejectKind::NotJson
    };
    Err(cursor.fail(kind))
}

/// Passes a whole attribute value, checking that it is one.
pub(crate) fn skip(cursor: &mut Cursor<'_>, depth: usize) -> Result<()> {
    let tag = open(cursor)?;
    skip_payload(cursor, tag, depth)?;
    close(cursor)
}

/// Passes the payload of a tag.
pub(crate) fn skip_payload(cursor: &mut Cursor<'_>, tag: Tag, depth: usize) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(cursor.fail(RejectKind::NestedTooDeep));
    }
    match tag {
        Tag::S | Tag::B => payload_string(cursor).map(|_| ()),
        Tag::N => number(cursor).map(|_| ()),
        Tag::Bool => boolean(cursor).map(|_| ()),
        Tag::Null => boolean(cursor).map(|_| ()),
        Tag::Ss | Tag::Bs => each(cursor, |cursor| payload_string(cursor).map(|_| ())),
        Tag::Ns => each(cursor, |cursor| number(cursor).map(|_| ())),
        Tag::L => each(cursor, |cursor| skip(cursor, depth + 1)),
        Tag::M => members(cursor, |cursor, _, _| skip(cursor, depth + 1)),
    }
}

/// The string that must stand here.
#[inline(always)]
pub(crate) fn payload_string<'a>(cursor: &mut Cursor<'a>) -> Result<Text<'a>> {
    if cursor.peek() != b'"' {
        return Err(mistyped(cursor));
    }
    cursor.string()
}

/// `true` or `false`.
pub(crate) fn boolean(cursor: &mut Cursor<'_>) -> Result<bool> {
    if cursor.eat_bytes(b"true") {
        Ok(true)
    } else if cursor.eat_bytes(b"false") {
        Ok(false)
    } else {
        Err(mistyped(cursor))
    }
}

/// The text of an `N`, and its value.
#[inline(always)]
pub(crate) fn number<'a>(cursor: &mut Cursor<'a>) -> Result<(Number, &'a str)> {
    let start = cursor.pos;
    let Text::Plain(text) = payload_string(cursor)? else {
        return Err(cursor.fail(RejectKind::BadNumber));
    };
    match Number::parse(text) {
        Ok(number) => Ok((number, text)),
        Err(kind) => {
            cursor.pos = start;
            Err(cursor.fail(kind))
        }
    }
}

/// Runs `element` at each element of a JSON list.
#[inline(always)]
pub(crate) fn each<'a>(
    cursor: &mut Cursor<'a>,
    mut element: impl FnMut(&mut Cursor<'a>) -> Result<()>,
) -> Result<()> {
    if cursor.peek() != b'[' {
        return Err(mistyped(cursor));
    }
    cursor.pos += 1;
    if cursor.eat(b']') {
        return Ok(());
    }
    loop {
        cursor.skip_space();
        element(cursor)?;
        if !cursor.eat(b',') {
            return cursor.expect(b']');
        }
    }
}

/// Runs `member` at each value of a JSON object, with its key and where that stands.
#[inline(always)]
pub(crate) fn members<'a>(
    cursor: &mut Cursor<'a>,
    mut member: impl FnMut(&mut Cursor<'a>, Text<'a>, Span) -> Result<()>,
) -> Result<()> {
    if cursor.peek() != b'{' {
        return Err(mistyped(cursor));
    }
    cursor.pos += 1;
    if cursor.eat(b'}') {
        return Ok(());
    }
    loop {
        cursor.skip_space();
        let start = cursor.pos + 1;
        let key = cursor.string()?;
        let span = (start, cursor.pos - 1);
        cursor.expect(b':')?;
        cursor.skip_space();
        member(cursor, key, span)?;
        if !cursor.eat(b',') {
            return cursor.expect(b'}');
        }
    }
}

/// A payload of the wrong JSON type is no attribute; what is no JSON at all is said to be that.
#[cold]
pub(crate) fn mistyped(cursor: &Cursor<'_>) -> Fault {
    let mut probe = *cursor;
    let kind = if probe.skip_value().is_ok() {
        RejectKind::NotAnAttribute
    } else {
        RejectKind::NotJson
    };
    cursor.fail(kind)
}

/// Appends the attribute value at `span` as it stands; binary that came encoded twice is written encoded once.
pub(crate) fn copy(
    cursor: &Cursor<'_>,
    span: Span,
    double_base64: bool,
    out: &mut String,
) -> Result<()> {
    let text = cursor.slice(span.0, span.1)?;
    if !double_base64 || !(text.contains("\"B\"") || text.contains("\"BS\"")) {
        out.push_str(text);
        return Ok(());
    }
    let mut cursor = *cursor;
    cursor.pos = span.0;
    copy_decoding(&mut cursor, out)
}

/// Passes the payload of a tag, and appends the whole attribute value that it is of.
pub(crate) fn copy_payload(
    cursor: &mut Cursor<'_>,
    tag: Tag,
    depth: usize,
    double_base64: bool,
    out: &mut String,
) -> Result<()> {
    let start = cursor.pos;
    skip_payload(cursor, tag, depth)?;
    if double_base64 {
        return copy_payload_decoding(&mut cursor.moved(start), tag, out);
    }
    out.push_str("{\"");
    out.push_str(tag.as_str());
    out.push_str("\":");
    out.push_str(cursor.slice(start, cursor.pos)?);
    out.push('}');
    Ok(())
}

fn copy_decoding(cursor: &mut Cursor<'_>, out: &mut String) -> Result<()> {
    let tag = open(cursor)?;
    copy_payload_decoding(cursor, tag, out)?;
    close(cursor)
}

/// Copies what [`open`] opened, without closing it.
fn copy_payload_decoding(cursor: &mut Cursor<'_>, tag: Tag, out: &mut String) -> Result<()> {
    let start = cursor.pos;
    let mut first = true;
    let mut comma = |out: &mut String| {
        if !std::mem::replace(&mut first, false) {
            out.push(',');
        }
    };
    match tag {
        Tag::B => {
            out.push_str("{\"B\":\"");
            push_single_base64(cursor.string()?, out);
            out.push('"');
        }
        Tag::Bs => {
            out.push_str("{\"BS\":[");
            each(cursor, |cursor| {
                comma(out);
                out.push('"');
                push_single_base64(cursor.string()?, out);
                out.push('"');
                Ok(())
            })?;
            out.push(']');
        }
        Tag::L => {
            out.push_str("{\"L\":[");
            each(cursor, |cursor| {
                comma(out);
                copy_decoding(cursor, out)
            })?;
            out.push(']');
        }
        Tag::M => {
            out.push_str("{\"M\":{");
            members(cursor, |cursor, key, _| {
                comma(out);
                out.push('"');
                let (Text::Plain(key) | Text::Raw(key) | Text::Escaped(key)) = key;
                out.push_str(key);
                out.push_str("\":");
                copy_decoding(cursor, out)
            })?;
            out.push('}');
        }
        _ => {
            skip_payload(cursor, tag, 0)?;
            out.push_str("{\"");
            out.push_str(tag.as_str());
            out.push_str("\":");
            out.push_str(cursor.slice(start, cursor.pos)?);
        }
    }
    out.push('}');
    Ok(())
}

fn push_single_base64(text: Text<'_>, out: &mut String) {
    let mut scratch = String::new();
    let encoded = text.decode(&mut scratch);
    match decode_base64(encoded, true) {
        Some(bytes) => base64_simd::STANDARD.encode_append(&bytes, out),
        None => out.push_str(encoded),
    }
}

/// Decodes base64. Kinesis Data Streams for DynamoDB documents that it encodes twice, though not every capture shows it:
/// with `twice` the result is decoded once more when it is base64 itself.
pub(crate) fn decode_base64(text: &str, twice: bool) -> Option<Vec<u8>> {
    let once = base64_simd::STANDARD.decode_to_vec(text).ok()?;
    if twice && let Ok(bytes) = base64_simd::STANDARD.decode_to_vec(&once) {
        return Some(bytes);
    }
    Some(once)
}

/// Appends the attribute value at the cursor as plain JSON: `{"M":{"a":{"N":"1"}}}` becomes `{"a":1}`.
pub(crate) fn write_plain(
    cursor: &mut Cursor<'_>,
    tag: Tag,
    double_base64: bool,
    depth: usize,
    out: &mut Vec<u8>,
) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(cursor.fail(RejectKind::NestedTooDeep));
    }
    match tag {
        Tag::S => write_string(payload_string(cursor)?, out),
        Tag::B => write_binary(payload_string(cursor)?, double_base64, out),
        Tag::N => {
            let (number, text) = number(cursor)?;
            write_number(&number, text, out);
        }
        Tag::Bool => out.extend_from_slice(if boolean(cursor)? { b"true" } else { b"false" }),
        Tag::Null => {
            boolean(cursor)?;
            out.extend_from_slice(b"null");
        }
        Tag::Ss => write_list(cursor, out, |cursor, out| {
            write_string(payload_string(cursor)?, out);
            Ok(())
        })?,
        Tag::Bs => write_list(cursor, out, |cursor, out| {
            write_binary(payload_string(cursor)?, double_base64, out);
            Ok(())
        })?,
        Tag::Ns => write_list(cursor, out, |cursor, out| {
            let (number, text) = number(cursor)?;
            write_number(&number, text, out);
            Ok(())
        })?,
        Tag::L => write_list(cursor, out, |cursor, out| {
            let tag = open(cursor)?;
            write_plain(cursor, tag, double_base64, depth + 1, out)?;
            close(cursor)
        })?,
        Tag::M => {
            out.push(b'{');
            let mut first = true;
            members(cursor, |cursor, key, _| {
                if !std::mem::replace(&mut first, false) {
                    out.push(b',');
                }
                write_string(key, out);
                out.push(b':');
                let tag = open(cursor)?;
                write_plain(cursor, tag, double_base64, depth + 1, out)?;
                close(cursor)
            })?;
            out.push(b'}');
        }
    }
    Ok(())
}

fn write_list<'a>(
    cursor: &mut Cursor<'a>,
    out: &mut Vec<u8>,
    mut element: impl FnMut(&mut Cursor<'a>, &mut Vec<u8>) -> Result<()>,
) -> Result<()> {
    out.push(b'[');
    let mut first = true;
    each(cursor, |cursor| {
        if !std::mem::replace(&mut first, false) {
            out.push(b',');
        }
        element(cursor, out)
    })?;
    out.push(b']');
    Ok(())
}

fn write_string(text: Text<'_>, out: &mut Vec<u8>) {
    out.push(b'"');
    text.write_json(out);
    out.push(b'"');
}

fn write_binary(text: Text<'_>, double_base64: bool, out: &mut Vec<u8>) {
    if !double_base64 {
        return write_string(text, out);
    }
    let mut once = String::new();
    push_single_base64(text, &mut once);
    write_string(Text::Raw(&once), out);
}
