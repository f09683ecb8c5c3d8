//! Rows back into items: what the columns of a row say of an attribute, as DynamoDB JSON.
//!
//! | Column | The attribute | Not told apart |
//! |---|---|---|
//! | `string` | `S`; `N` when a numeric column of the same attribute has a value | a number in a text column from its text |
//! | `boolean`, `binary` | `BOOL`, `B` | |
//! | `int`, `bigint`, `decimal` | `N`, the same number | |
//! | `float`, `double` | `N`, the shortest that rounds to the value | numbers that round to the same |
//! | `date` | `S` | |
//! | `timestamp` | `S` as `2026-11-20T07:12:33.123Z`; with a unit `N` | digits behind the millisecond, other zones and spellings |
//! | `json` | any, by its JSON | sets from lists, binary from text |
//! | `array` | `L` of the elements | sets from lists |
//! | `map`, `struct` | `M` | upper case in a struct's field names; null fields from absent ones |
//! | any of these | | null from absent |
//! | `dynamodb` | any, as it came | |
//!
//! `undeclared` and `rescued` hold attributes as they came, and are exact. So does a column of the type `dynamodb`: beside a column that
//! does not tell everything, it keeps the original.

use std::collections::BTreeMap;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{
    DataType, Date32Type, Decimal64Type, Decimal128Type, Float32Type, Float64Type, Int32Type,
    Int64Type, TimestampMillisecondType,
};
use arrow::record_batch::RecordBatch;
use lakebed_record::definition::{Column, TableDefinition, TimeUnit};
use lakebed_record::item::{attribute_of_json, attributes};
use lakebed_record::number::write_decimal;
use lakebed_record::time;
use lakebed_record::types::ColumnType;
use serde_json::{Map, Value, json};

/// Attributes by name; their values in DynamoDB JSON.
pub(crate) type Item = BTreeMap<String, Value>;

/// The attributes of a row by its declared columns that `wanted` takes: those whose first name it is asked for. Without `undeclared`
/// and `rescued`.
pub(crate) fn declared(
    definition: &TableDefinition,
    batch: &RecordBatch,
    row: usize,
    wanted: impl Fn(&str) -> bool,
) -> Item {
    let mut columns: Vec<(&Column, &ArrayRef)> = definition
        .columns
        .iter()
        .filter(|column| column.from.first().is_some_and(|name| wanted(name)))
        .filter_map(|column| Some((column, batch.column_by_name(&column.name)?)))
        .filter(|(_, array)| array.is_valid(row))
        .collect();
    // Where there is an original, it says all.
    let originals: Vec<&[String]> = columns
        .iter()
        .filter(|(column, _)| column.ty == ColumnType::Dynamodb)
        .map(|(column, _)| column.from.as_slice())
        .collect();
    columns.retain(|(column, _)| {
        column.ty == ColumnType::Dynamodb
            || !originals.iter().any(|from| column.from.starts_with(from))
    });
    // A whole map comes before what reaches into it; of columns of one place the one that says most comes last.
    columns.sort_by_key(|(column, array)| (column.from.len(), rank(column, array)));
    let mut item = Item::new();
    for (at, (column, array)) in columns.iter().enumerate() {
        let Some(mut value) = attribute(column, array, row) else {
            continue;
        };
        let before = &columns[..at];
        if let Some(text) = exact_number(column, array, row, before) {
            value = json!({ "N": text });
        }
        put(&mut item, &column.from, value);
    }
    item
}

/// The text column's digits for a number that a numeric column of the same attribute has too.
fn exact_number(
    column: &Column,
    array: &ArrayRef,
    row: usize,
    before: &[(&Column, &ArrayRef)],
) -> Option<String> {
    if !is_number(array.data_type(), column.unit) {
        return None;
    }
    let twin = before
        .iter()
        .find(|(other, _)| other.from == column.from && other.ty == ColumnType::String);
    let (_, text) = twin?;
    let text = text.as_string_opt::<i32>()?.value(row);
    let number = !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    number.then(|| text.to_string())
}

/// How much a column says of its attribute, compared with others of the same one.
fn rank(column: &Column, array: &ArrayRef) -> u8 {
    match (&column.ty, array.data_type()) {
        (ColumnType::Json, _) => 0,
        (ColumnType::String, _) => 1,
        (_, DataType::Timestamp(..)) => 2,
        (_, DataType::Float32) => 3,
        (_, DataType::Float64) => 4,
        _ => 5,
    }
}

fn is_number(ty: &DataType, unit: Option<TimeUnit>) -> bool {
    match ty {
        DataType::Timestamp(..) => unit.is_some(),
        other => other.is_numeric(),
    }
}

/// Puts a value where the path leads, with maps on the way.
pub(crate) fn put(item: &mut Item, path: &[String], value: Value) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    let value = rest.iter().rev().fold(
        value,
        |value, key| json!({ "M": Map::from_iter([(key.clone(), value)]) }),
    );
    match item.get_mut(first) {
        Some(there) => merge(there, value),
        None => {
            item.insert(first.clone(), value);
        }
    }
}

/// Merges an attribute value into another: maps by their keys, anything else takes the other's place.
pub(crate) fn merge(into: &mut Value, from: Value) {
    if let (Some(Value::Object(into)), Value::Object(from)) = (into.get_mut("M"), &from)
        && let Some(Value::Object(from)) = from.get("M")
    {
        for (key, value) in from {
            // The attribute's own name takes the place of a struct's field, which is in lower case.
            let there = place(into, key);
            let merged = match there.and_then(|there| into.remove(&there)) {
                Some(mut there) => {
                    merge(&mut there, value.clone());
                    there
                }
                None => value.clone(),
            };
            into.insert(key.clone(), merged);
        }
        return;
    }
    *into = from;
}

/// An attribute value as text, merged into what the columns say of it. What it says itself stays as it stands, and comes first.
pub(crate) fn overlay(base: &Value, kept: &str) -> String {
    let inside = attributes(kept).unwrap_or_default();
    let (Some(Value::Object(base)), [(tag, inside)]) = (base.get("M"), inside.as_slice()) else {
        return kept.into();
    };
    let (true, Ok(members)) = (tag == "M", attributes(inside)) else {
        return kept.into();
    };
    let mut base = base.clone();
    let mut parts = Vec::with_capacity(members.len() + base.len());
    for (key, value) in members {
        let there = place(&base, &key).and_then(|there| base.remove(&there));
        let text = there.map_or_else(|| value.to_string(), |there| overlay(&there, value));
        parts.push(format!("{}:{text}", Value::from(key)));
    }
    parts.extend(
        base.iter()
            .map(|(key, value)| format!("{}:{value}", Value::from(key.as_str()))),
    );
    format!("{{\"M\":{{{}}}}}", parts.join(","))
}

/// The key of a map that a key means: a struct's fields are in lower case.
fn place(map: &Map<String, Value>, key: &str) -> Option<String> {
    if map.contains_key(key) {
        return Some(key.into());
    }
    let folded = key.to_lowercase();
    map.keys()
        .find(|there| there.to_lowercase() == folded)
        .cloned()
}

/// Adds what a row kept beside its columns.
pub(crate) fn add_kept(item: &mut Item, kept: &str) {
    for (name, value) in attributes(kept).unwrap_or_default() {
        let Ok(value) = serde_json::from_str::<Value>(value) else {
            continue;
        };
        match item.get_mut(&name) {
            Some(there) => merge(there, value),
            None => {
                item.insert(name, value);
            }
        }
    }
}

/// What a column of the type does not tell of its attribute; none when it tells everything of one that is not null.
pub(crate) fn inexact(ty: &ColumnType) -> Option<&'static str> {
    match ty {
        ColumnType::Float | ColumnType::Double => {
            Some("numbers that round to the same are not told apart")
        }
        ColumnType::Timestamp => {
            Some("digits behind the millisecond and the spelling of the text are not kept")
        }
        ColumnType::Json => Some("sets are not told from lists, nor binary from text"),
        ColumnType::Array(_) => Some("sets are not told from lists"),
        ColumnType::Struct(_) => Some("upper case in field names is not kept, nor null fields"),
        ColumnType::Map(value) => {
            let text = **value == ColumnType::String;
            inexact(value).or(text.then_some("numbers are not told from their text"))
        }
        ColumnType::String
        | ColumnType::Boolean
        | ColumnType::Int
        | ColumnType::Bigint
        | ColumnType::Decimal { .. }
        | ColumnType::Date
        | ColumnType::Binary
        | ColumnType::Dynamodb => None,
    }
}

/// The attribute value of a column.
fn attribute(column: &Column, array: &ArrayRef, row: usize) -> Option<Value> {
    value(&column.ty, column.unit, array, row)
}

/// A value that is there. The array's type may be an older one than the column's.
fn value(ty: &ColumnType, unit: Option<TimeUnit>, array: &ArrayRef, row: usize) -> Option<Value> {
    let number = |text: String| Some(json!({ "N": text }));
    Some(match array.data_type() {
        DataType::Utf8 if *ty == ColumnType::Json => {
            let text = attribute_of_json(array.as_string::<i32>().value(row)).ok()?;
            serde_json::from_str(&text).ok()?
        }
        DataType::Utf8 if *ty == ColumnType::Dynamodb => {
            serde_json::from_str(array.as_string::<i32>().value(row)).ok()?
        }
        DataType::Utf8 => json!({ "S": array.as_string::<i32>().value(row) }),
        DataType::Boolean => json!({ "BOOL": array.as_boolean().value(row) }),
        DataType::Int32 => return number(array.as_primitive::<Int32Type>().value(row).to_string()),
        DataType::Int64 => return number(array.as_primitive::<Int64Type>().value(row).to_string()),
        DataType::Decimal64(_, scale) => {
            return number(decimal(
                array.as_primitive::<Decimal64Type>().value(row).into(),
                *scale,
            ));
        }
        DataType::Decimal128(_, scale) => {
            return number(decimal(
                array.as_primitive::<Decimal128Type>().value(row),
                *scale,
            ));
        }
        DataType::Float32 => {
            // The shortest digits of the float itself: as a double it has more.
            return number(shortest(array.as_primitive::<Float32Type>().value(row)));
        }
        DataType::Float64 => {
            return number(shortest(array.as_primitive::<Float64Type>().value(row)));
        }
        DataType::Date32 => {
            let mut text = Vec::new();
            time::write_date(array.as_primitive::<Date32Type>().value(row), &mut text);
            json!({ "S": String::from_utf8(text).ok()? })
        }
        DataType::Timestamp(..) => {
            let millis = array.as_primitive::<TimestampMillisecondType>().value(row);
            return match unit {
                None => Some(json!({ "S": time::iso_text(millis) })),
                Some(TimeUnit::Seconds) => number(decimal(millis.into(), 3)),
                Some(TimeUnit::Millis) => number(millis.to_string()),
                Some(TimeUnit::Micros) => number((i128::from(millis) * 1000).to_string()),
            };
        }
        DataType::Binary => {
            json!({ "B": base64_simd::STANDARD.encode_to_string(array.as_binary::<i32>().value(row)) })
        }
        DataType::List(_) => {
            let ColumnType::Array(element) = ty else {
                return None;
            };
            let list = array.as_list::<i32>().value(row);
            json!({ "L": (0..list.len()).map(|at| member(element, unit, &list, at)).collect::<Vec<_>>() })
        }
        DataType::Map(..) => {
            let ColumnType::Map(of) = ty else { return None };
            let entries = array.as_map().value(row);
            let (keys, values) = (entries.column(0).as_string::<i32>(), entries.column(1));
            let pairs = (0..entries.len())
                .map(|at| (keys.value(at).to_string(), member(of, unit, values, at)));
            json!({ "M": pairs.collect::<Map<_, _>>() })
        }
        DataType::Struct(names) => {
            let ColumnType::Struct(fields) = ty else {
                return None;
            };
            let columns = array.as_struct().columns();
            let mut members = Map::new();
            for (name, column) in names
                .iter()
                .zip(columns)
                .filter(|(_, column)| column.is_valid(row))
            {
                let field = fields.iter().find(|field| field.name == *name.name())?;
                members.insert(field.name.clone(), value(&field.ty, unit, column, row)?);
            }
            json!({ "M": members })
        }
        _ => return None,
    })
}

/// An element or a map's value, which may be null.
fn member(ty: &ColumnType, unit: Option<TimeUnit>, array: &ArrayRef, at: usize) -> Value {
    let there = array
        .is_valid(at)
        .then(|| value(ty, unit, array, at))
        .flatten();
    there.unwrap_or_else(|| json!({ "NULL": true }))
}

/// The shortest digits that read back as the value, with an exponent where there would be many zeros.
fn shortest(value: impl std::fmt::Display + std::fmt::LowerExp) -> String {
    let plain = value.to_string();
    if plain.len() <= 24 {
        plain
    } else {
        format!("{value:e}")
    }
}

/// Plain digits without zeros at the end, as DynamoDB writes its numbers.
fn decimal(unscaled: i128, scale: i8) -> String {
    let mut text = Vec::new();
    write_decimal(unscaled, scale.unsigned_abs(), &mut text);
    let text = String::from_utf8(text).unwrap_or_default();
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_string()
    } else {
        text
    }
}
