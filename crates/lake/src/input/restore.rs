//! The change that a row tells of: for rows that Firehose could not convert, whose originals it does not keep.
//!
//! `rawData` of a `format-conversion-failed` object is what the transform answered, a line of `record::json`. Everything of the change is in
//! it, under the columns' names or in `undeclared` and `rescued`, so the change can be put together again and go the way of all others.

use std::collections::BTreeMap;
use std::ops::Range;

use lakebed_record::definition::{
    CHANGE_EXPIRED, CHANGE_ID, CHANGE_SEQUENCE, CHANGE_TIME, CHANGE_TYPE, PartitionKey, RESCUED,
    TableDefinition, UNDECLARED,
};
use lakebed_record::types::{ColumnType, Field};
use serde_json::Value;

use super::scan::{Scan, elements, members, skip_space, value_end};

/// How deep values nest: what is deeper is no row of the transform.
const MAX_DEPTH: usize = 64;

/// The members of a JSON object, by their keys as they are written, with the places of their values.
type Members<'a> = BTreeMap<&'a [u8], Range<usize>>;

/// Attributes by their escaped names, in the order in which they were kept.
type Item = Vec<(Vec<u8>, Node)>;

/// An attribute value that may get more members.
enum Node {
    /// DynamoDB JSON.
    Leaf(Vec<u8>),
    /// The members of an `M`, by their escaped names.
    Map(Item),
}

/// The change record of a row of `definition`, in the form of DynamoDB Streams; `None` when the text is no such row.
///
/// A row does not hold its partition columns, so that rows of tables that have some cannot be restored.
pub(crate) fn change_of_row(definition: &TableDefinition, text: &[u8]) -> Option<Vec<u8>> {
    let by_column = |key: &PartitionKey| matches!(key, PartitionKey::Column(_));
    if definition.partition.iter().any(by_column) {
        return None;
    }
    let start = skip_space(text, 0);
    let mut row = Members::new();
    let mut spans = Vec::new();
    if !matches!(value_end(text, start), Scan::Complete(_)) {
        return None;
    }
    members(text, start, |key, value| {
        let at = key.as_ptr() as usize - text.as_ptr() as usize;
        spans.push((at..at + key.len(), value));
    });
    for (key, value) in spans {
        row.insert(&text[key], value);
    }
    let get = |name: &str| row.get(name.as_bytes()).map(|range| &text[range.clone()]);
    let event = match get(CHANGE_TYPE)? {
        b"\"insert\"" => "INSERT",
        b"\"modify\"" => "MODIFY",
        b"\"remove\"" => "REMOVE",
        _ => return None,
    };
    let mut item = Item::new();
    for kept in [UNDECLARED, RESCUED] {
        if let Some(value) = get(kept).filter(|value| *value != b"null") {
            let json: String = serde_json::from_slice(value).ok()?;
            merge(&mut item, dynamodb_members(json.as_bytes(), 0, 0)?);
        }
    }
    let mut keys = Item::new();
    for column in &definition.columns {
        let Some(value) = get(&column.name).filter(|value| *value != b"null") else {
            continue;
        };
        let node = attribute(&column.ty, value, 0)?;
        if definition.primary_key.contains(&column.name) {
            let mut leaf = Vec::new();
            node.write(&mut leaf);
            place(&mut keys, &column.from, Node::Leaf(leaf))?;
        }
        place(&mut item, &column.from, node)?;
    }
    let mut out = Vec::with_capacity(text.len() * 2);
    out.extend_from_slice(b"{\"eventID\":");
    out.extend_from_slice(get(CHANGE_ID)?);
    out.extend_from_slice(format!(",\"eventName\":\"{event}\",").as_bytes());
    if get(CHANGE_EXPIRED) == Some(b"true") {
        out.extend_from_slice(
            br#""userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},"#,
        );
    }
    out.extend_from_slice(b"\"dynamodb\":{\"ApproximateCreationDateTime\":");
    instant(get(CHANGE_TIME)?, &mut out);
    out.extend_from_slice(b",\"Keys\":");
    write_map(&keys, &mut out);
    if event != "REMOVE" {
        out.extend_from_slice(b",\"NewImage\":");
        write_map(&item, &mut out);
    }
    out.extend_from_slice(b",\"SequenceNumber\":");
    out.extend_from_slice(get(CHANGE_SEQUENCE)?);
    out.extend_from_slice(b"}}");
    Some(out)
}

impl Node {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Leaf(text) => out.extend_from_slice(text),
            Self::Map(members) => {
                out.extend_from_slice(b"{\"M\":");
                write_map(members, out);
                out.push(b'}');
            }
        }
    }
}

fn write_map(map: &Item, out: &mut Vec<u8>) {
    out.push(b'{');
    for (i, (name, node)) in map.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        out.push(b'"');
        out.extend_from_slice(name);
        out.extend_from_slice(b"\":");
        node.write(out);
    }
    out.push(b'}');
}

/// Puts a value where its column takes it from, unless the attribute itself was kept there.
fn place(item: &mut Item, path: &[String], node: Node) -> Option<()> {
    let (name, rest) = path.split_first()?;
    let quoted = Value::from(name.as_str()).to_string();
    let name = quoted.as_bytes()[1..quoted.len() - 1].to_vec();
    if rest.is_empty() {
        merge(item, vec![(name, node)]);
        return Some(());
    }
    let at = match item.iter().position(|(known, _)| *known == name) {
        Some(at) => at,
        None => {
            item.push((name, Node::Map(Item::new())));
            item.len() - 1
        }
    };
    match &mut item[at].1 {
        Node::Map(members) => place(members, rest, node),
        Node::Leaf(_) => Some(()),
    }
}

/// Adds what is not there yet.
fn merge(into: &mut Item, from: Item) {
    for (name, node) in from {
        let known = into.iter_mut().find(|(known, _)| *known == name);
        match (known, node) {
            (None, node) => into.push((name, node)),
            (Some((_, Node::Map(old))), Node::Map(new)) => merge(old, new),
            (Some(_), _) => {}
        }
    }
}

/// The attributes of an item in DynamoDB JSON, maps opened.
fn dynamodb_members(text: &[u8], start: usize, depth: usize) -> Option<Item> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut found = Item::new();
    let mut whole = true;
    members(text, skip_space(text, start), |key, value| {
        let mut map = None;
        members(text, value.start, |tag, inner| {
            map = (tag == b"M").then_some(inner);
        });
        let node = match map {
            Some(inner) => dynamodb_members(text, inner.start, depth + 1).map(Node::Map),
            None => Some(Node::Leaf(text[value].to_vec())),
        };
        match node {
            Some(node) => found.push((key.to_vec(), node)),
            None => whole = false,
        }
    });
    whole.then_some(found)
}

/// A column's value as an attribute.
fn attribute(ty: &ColumnType, value: &[u8], depth: usize) -> Option<Node> {
    if depth > MAX_DEPTH {
        return None;
    }
    let tagged = |tag: &str, value: &[u8]| {
        let mut out = format!("{{\"{tag}\":").into_bytes();
        out.extend_from_slice(value);
        out.push(b'}');
        Node::Leaf(out)
    };
    if value == b"null" {
        return Some(tagged("NULL", b"true"));
    }
    Some(match ty {
        ColumnType::String => tagged("S", value),
        ColumnType::Boolean => tagged("BOOL", value),
        ColumnType::Binary => tagged("B", value),
        ColumnType::Int
        | ColumnType::Bigint
        | ColumnType::Float
        | ColumnType::Double
        | ColumnType::Decimal { .. } => {
            let mut quoted = vec![b'"'];
            quoted.extend(value.iter().filter(|byte| **byte != b'"'));
            quoted.push(b'"');
            tagged("N", &quoted)
        }
        ColumnType::Date => tagged("S", value),
        ColumnType::Timestamp => {
            let mut text = Vec::new();
            instant(value, &mut text);
            tagged("S", &text)
        }
        ColumnType::Array(element) => {
            let mut out = b"{\"L\":[".to_vec();
            for (i, range) in elements(value, 0).into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                attribute(element, &value[range], depth + 1)?.write(&mut out);
            }
            out.extend_from_slice(b"]}");
            Node::Leaf(out)
        }
        ColumnType::Map(of) => Node::Map(fields(value, depth, |_| Some(of))?),
        ColumnType::Struct(declared) => {
            let of = |name: &[u8]| {
                declared
                    .iter()
                    .find(|f: &&Field| f.name.as_bytes() == name)
                    .map(|f| &f.ty)
            };
            Node::Map(fields(value, depth, of)?)
        }
        ColumnType::Dynamodb => {
            Node::Leaf(serde_json::from_slice::<String>(value).ok()?.into_bytes())
        }
        ColumnType::Json => {
            let json: String = serde_json::from_slice(value).ok()?;
            let mut out = Vec::with_capacity(json.len() * 2);
            plain(json.as_bytes(), depth + 1, &mut out)?;
            Node::Leaf(out)
        }
    })
}

fn fields<'t>(
    value: &[u8],
    depth: usize,
    of: impl Fn(&[u8]) -> Option<&'t ColumnType>,
) -> Option<Item> {
    let mut found = Item::new();
    let mut whole = value.first() == Some(&b'{');
    members(value, 0, |name, range| {
        match of(name).and_then(|ty| attribute(ty, &value[range], depth + 1)) {
            Some(node) => found.push((name.to_vec(), node)),
            None => whole = false,
        }
    });
    whole.then_some(found)
}

/// Plain JSON as an attribute: what a `json` column was made of, but for sets and binary, which are lists and texts now.
fn plain(json: &[u8], depth: usize, out: &mut Vec<u8>) -> Option<()> {
    if depth > MAX_DEPTH {
        return None;
    }
    let start = skip_space(json, 0);
    let Scan::Complete(end) = value_end(json, start) else {
        return None;
    };
    let value = &json[start..end];
    match value.first()? {
        b'{' => {
            out.extend_from_slice(b"{\"M\":{");
            let (mut first, mut whole) = (true, true);
            members(value, 0, |name, range| {
                if !std::mem::replace(&mut first, false) {
                    out.push(b',');
                }
                out.push(b'"');
                out.extend_from_slice(name);
                out.extend_from_slice(b"\":");
                whole &= plain(&value[range], depth + 1, out).is_some();
            });
            out.extend_from_slice(b"}}");
            whole.then_some(())
        }
        b'[' => {
            out.extend_from_slice(b"{\"L\":[");
            for (i, range) in elements(value, 0).into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                plain(&value[range], depth + 1, out)?;
            }
            out.extend_from_slice(b"]}");
            Some(())
        }
        b'"' => tag(out, "S", "", value),
        b't' | b'f' => tag(out, "BOOL", "", value),
        b'n' => tag(out, "NULL", "", b"true"),
        _ => tag(out, "N", "\"", value),
    }
}

fn tag(out: &mut Vec<u8>, tag: &str, quote: &str, value: &[u8]) -> Option<()> {
    out.extend_from_slice(format!("{{\"{tag}\":{quote}").as_bytes());
    out.extend_from_slice(value);
    out.extend_from_slice(quote.as_bytes());
    out.push(b'}');
    Some(())
}

/// `"2026-11-20 07:12:33.123"` as ISO 8601 in UTC.
fn instant(value: &[u8], out: &mut Vec<u8>) {
    let mut text = value.to_vec();
    if let Some(space) = text.iter().position(|byte| *byte == b' ') {
        text[space] = b'T';
        text.insert(text.len().saturating_sub(1), b'Z');
    }
    out.extend_from_slice(&text);
}
