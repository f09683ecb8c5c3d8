//! One value of an Arrow array as text, exactly.

use std::fmt::Write;

use datafusion::arrow::array::cast::AsArray;
use datafusion::arrow::array::types::*;
use datafusion::arrow::array::{Array, ArrayRef, StructArray};
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use lakebed_athena_sql::opaque_text;

use crate::calendar;

/// What JSON makes of a value's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Numbers, booleans, lists: as they are.
    Bare,
    /// Between quotes.
    Text,
    /// NULL; nothing was written.
    Null,
}

/// True for columns that people read from their right end.
pub(super) fn is_number(ty: &DataType) -> bool {
    ty.is_numeric()
}

/// Writes the value of a row, without quotes around a text. Lists, maps and structs are JSON.
pub(super) fn write_value(out: &mut String, array: &dyn Array, row: usize) -> Kind {
    if array.is_null(row) {
        return Kind::Null;
    }
    match array.data_type() {
        DataType::Null => return Kind::Null,
        DataType::Boolean => show(out, array.as_boolean().value(row)),
        DataType::Int8 => show(out, array.as_primitive::<Int8Type>().value(row)),
        DataType::Int16 => show(out, array.as_primitive::<Int16Type>().value(row)),
        DataType::Int32 => show(out, array.as_primitive::<Int32Type>().value(row)),
        DataType::Int64 => show(out, array.as_primitive::<Int64Type>().value(row)),
        DataType::UInt8 => show(out, array.as_primitive::<UInt8Type>().value(row)),
        DataType::UInt16 => show(out, array.as_primitive::<UInt16Type>().value(row)),
        DataType::UInt32 => show(out, array.as_primitive::<UInt32Type>().value(row)),
        DataType::UInt64 => show(out, array.as_primitive::<UInt64Type>().value(row)),
        DataType::Float32 => {
            let value = array.as_primitive::<Float32Type>().value(row);
            return float(
                out,
                value.is_finite(),
                format_args!("{value:?}"),
                value.is_nan(),
                value < 0.0,
            );
        }
        DataType::Float64 => {
            let value = array.as_primitive::<Float64Type>().value(row);
            return float(
                out,
                value.is_finite(),
                format_args!("{value:?}"),
                value.is_nan(),
                value < 0.0,
            );
        }
        DataType::Decimal32(_, scale) => decimal(
            out,
            array.as_primitive::<Decimal32Type>().value(row),
            *scale,
        ),
        DataType::Decimal64(_, scale) => decimal(
            out,
            array.as_primitive::<Decimal64Type>().value(row),
            *scale,
        ),
        DataType::Decimal128(_, scale) => decimal(
            out,
            array.as_primitive::<Decimal128Type>().value(row),
            *scale,
        ),
        DataType::Decimal256(_, scale) => decimal(
            out,
            array.as_primitive::<Decimal256Type>().value(row),
            *scale,
        ),
        DataType::List(_) => list(out, &array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => list(out, &array.as_list::<i64>().value(row)),
        DataType::FixedSizeList(..) => list(out, &array.as_fixed_size_list().value(row)),
        DataType::Map(..) => map(out, &array.as_map().value(row)),
        DataType::Struct(_) => structure(out, array.as_struct(), row),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let key = dictionary.normalized_keys()[row];
            return write_value(out, dictionary.values().as_ref(), key);
        }
        _ => {
            text(out, array, row);
            return Kind::Text;
        }
    }
    Kind::Bare
}

/// Writes the value of a row as JSON.
pub(super) fn write_json(out: &mut String, array: &dyn Array, row: usize) {
    let start = out.len();
    match write_value(out, array, row) {
        Kind::Bare => {}
        Kind::Null => out.push_str("null"),
        Kind::Text => {
            let text = out.split_off(start);
            write_json_text(out, &text);
        }
    }
}

/// Writes a text as a JSON string.
pub(super) fn write_json_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => show(out, format_args!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn text(out: &mut String, array: &dyn Array, row: usize) {
    let base64 = |out: &mut String, bytes: &[u8]| {
        out.push_str(&base64_simd::STANDARD.encode_to_string(bytes))
    };
    match array.data_type() {
        DataType::Utf8 => out.push_str(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => out.push_str(array.as_string::<i64>().value(row)),
        DataType::Utf8View => out.push_str(array.as_string_view().value(row)),
        DataType::Binary => base64(out, array.as_binary::<i32>().value(row)),
        DataType::LargeBinary => base64(out, array.as_binary::<i64>().value(row)),
        DataType::BinaryView => base64(out, array.as_binary_view().value(row)),
        DataType::FixedSizeBinary(_) => {
            let value = array.as_fixed_size_binary().value(row);
            match opaque_text(value) {
                Some(shown) => out.push_str(&shown),
                None => base64(out, value),
            }
        }
        DataType::Date32 => calendar::write_date(
            out,
            i64::from(array.as_primitive::<Date32Type>().value(row)),
        ),
        DataType::Timestamp(unit, zone) if zone.as_deref().is_none_or(is_utc) => {
            let value = match unit {
                TimeUnit::Second => array.as_primitive::<TimestampSecondType>().value(row),
                TimeUnit::Millisecond => {
                    array.as_primitive::<TimestampMillisecondType>().value(row)
                }
                TimeUnit::Microsecond => {
                    array.as_primitive::<TimestampMicrosecondType>().value(row)
                }
                TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().value(row),
            };
            calendar::write_timestamp(out, value, digits(*unit));
            if zone.is_some() {
                out.push_str(" UTC");
            }
        }
        DataType::Time32(TimeUnit::Second) => time(
            out,
            i64::from(array.as_primitive::<Time32SecondType>().value(row)),
            0,
        ),
        DataType::Time32(_) => time(
            out,
            i64::from(array.as_primitive::<Time32MillisecondType>().value(row)),
            3,
        ),
        DataType::Time64(TimeUnit::Microsecond) => time(
            out,
            array.as_primitive::<Time64MicrosecondType>().value(row),
            6,
        ),
        DataType::Time64(_) => time(
            out,
            array.as_primitive::<Time64NanosecondType>().value(row),
            9,
        ),
        other => {
            // Zones and intervals: rare, and Arrow knows them.
            let options =
                FormatOptions::new().with_timestamp_tz_format(Some("%Y-%m-%d %H:%M:%S%.3f"));
            if let Ok(formatter) = ArrayFormatter::try_new(array, &options) {
                show(out, formatter.value(row));
            }
            if let DataType::Timestamp(_, Some(zone)) = other {
                show(out, format_args!(" {zone}"));
            }
        }
    }
}

fn show(out: &mut String, value: impl std::fmt::Display) {
    // Writing to a String cannot fail.
    let _ = write!(out, "{value}");
}

fn float(
    out: &mut String,
    finite: bool,
    value: std::fmt::Arguments<'_>,
    nan: bool,
    negative: bool,
) -> Kind {
    if finite {
        show(out, value);
        return Kind::Bare;
    }
    out.push_str(match (nan, negative) {
        (true, _) => "NaN",
        (_, true) => "-Infinity",
        _ => "Infinity",
    });
    Kind::Text
}

fn decimal(out: &mut String, unscaled: impl ToString, scale: i8) {
    calendar::write_decimal(out, &unscaled.to_string(), i32::from(scale));
}

fn time(out: &mut String, value: i64, digits: u32) {
    let per_second = 10_i64.pow(digits);
    calendar::write_time(
        out,
        value.div_euclid(per_second),
        value.rem_euclid(per_second),
        digits,
    );
}

fn digits(unit: TimeUnit) -> u32 {
    match unit {
        TimeUnit::Second => 0,
        TimeUnit::Millisecond => 3,
        TimeUnit::Microsecond => 6,
        TimeUnit::Nanosecond => 9,
    }
}

fn is_utc(zone: &str) -> bool {
    ["UTC", "+00:00", "Z"].contains(&zone)
}

fn list(out: &mut String, values: &ArrayRef) {
    out.push('[');
    for row in 0..values.len() {
        if row > 0 {
            out.push(',');
        }
        write_json(out, values, row);
    }
    out.push(']');
}

fn map(out: &mut String, entries: &StructArray) {
    out.push('{');
    for row in 0..entries.len() {
        if row > 0 {
            out.push(',');
        }
        let mut key = String::new();
        write_value(&mut key, entries.column(0), row);
        write_json_text(out, &key);
        out.push(':');
        write_json(out, entries.column(1), row);
    }
    out.push('}');
}

fn structure(out: &mut String, array: &StructArray, row: usize) {
    out.push('{');
    for (index, (field, column)) in array.fields().iter().zip(array.columns()).enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_json_text(out, field.name());
        out.push(':');
        write_json(out, column, row);
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::array::FixedSizeBinaryArray;

    use super::*;

    #[test]
    fn a_uuid_and_an_address_are_text() {
        let shown = |bytes: &[u8]| {
            let array = FixedSizeBinaryArray::try_from_iter(std::iter::once(bytes)).unwrap();
            let mut out = String::new();
            assert_eq!(write_value(&mut out, &array, 0), Kind::Text);
            out
        };
        assert_eq!(
            shown(&0x1215_1fd2_7586_11e9_8f9e_2a86_e408_5a59_u128.to_be_bytes()),
            "12151fd2-7586-11e9-8f9e-2a86e4085a59"
        );
        let mut address = [0; 17];
        address[11..].copy_from_slice(&[255, 255, 10, 0, 0, 1]);
        assert_eq!(shown(&address), "10.0.0.1");
        assert_eq!(shown(b"abc"), "YWJj");
    }
}
