//! `format('%,d of %.2f', …)`: the forms of Java's formatter that reports use.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::datatypes::{
    DataType, Decimal128Type, Float32Type, Float64Type, Int64Type, TimeUnit,
    TimestampMillisecondType,
};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::cast::{cast_array, decimal_text, to_text};
use crate::functions::json_value::java_float;
use crate::functions::timezone;
use crate::types::{TIMESTAMP, VARCHAR, is_integer};

#[derive(Debug, Clone)]
enum Piece {
    Literal(String),
    Value {
        index: usize,
        flags: String,
        width: usize,
        precision: Option<usize>,
        kind: char,
    },
    /// `%tY` and its kin.
    Time {
        index: usize,
        code: char,
    },
}

pub(super) fn plan(call: &Call) -> Result<Expr> {
    let text = call.literal_text(0).ok_or_else(|| {
        call.unsupported("format with a pattern that is no constant is not supported")
    })?;
    let pieces = pieces(text).map_err(|error| error.at(call.location))?;
    let kinds = call.types[1..].to_vec();
    for piece in &pieces {
        if let Piece::Time { index, .. } = piece
            && !matches!(
                kinds.get(*index),
                Some(
                    DataType::Date32
                        | DataType::Timestamp(TimeUnit::Second | TimeUnit::Millisecond, None)
                )
            )
        {
            return Err(call.unsupported("format %t takes a date or a timestamp here"));
        }
        let Piece::Value { index, kind, .. } = piece else {
            continue;
        };
        let given = kinds
            .get(*index)
            .ok_or_else(|| call.refuse(format!("format misses argument {}", index + 1)))?;
        if matches!(given, DataType::Timestamp(_, Some(_))) {
            return Err(call
                .unsupported("format of a timestamp with time zone is not supported")
                .hint("write format_datetime(x, 'yyyy-MM-dd HH:mm:ss ZZZ')"));
        }
        let fits = match kind {
            'd' | 'x' | 'X' | 'o' => is_integer(given) || *given == DataType::Null,
            'f' | 'e' | 'E' | 'g' => !is_integer(given),
            _ => true,
        };
        if !fits {
            return Err(call.refuse(format!(
                "format %{kind} does not take {}",
                crate::types::display(given)
            )));
        }
    }
    let args = call.args[1..].to_vec();
    Ok(
        crate::kernel::Kernel::new("format", VARCHAR, move |inputs| {
            let columns: Vec<Values> = (0..inputs.args.len())
                .map(|i| Ok(Values::read(&inputs.array(i)?)?))
                .collect::<datafusion::error::Result<_>>()?;
            let rows = (0..inputs.rows).map(|row| Some(one(&pieces, &columns, row)));
            Ok(Arc::new(rows.collect::<StringArray>()))
        })
        .detail(text.to_owned())
        .call(args),
    )
}

fn pieces(text: &str) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut chars = text.chars().peekable();
    let mut next = 0;
    while let Some(c) = chars.next() {
        if c != '%' {
            literal.push(c);
            continue;
        }
        let mut head = String::new();
        while let Some(c) = chars.next_if(|c| "-#+ 0,(.123456789$".contains(*c)) {
            head.push(c);
        }
        let kind = chars
            .next()
            .ok_or_else(|| SqlError::refused("format string ends in %"))?;
        match kind {
            '%' => literal.push('%'),
            'n' => literal.push('\n'),
            's' | 'S' | 'd' | 'f' | 'e' | 'x' | 'X' | 'b' | 'o' => {
                if !literal.is_empty() {
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                }
                let (index, head) = match head.split_once('$') {
                    Some((number, rest)) => (
                        number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)),
                        rest.to_owned(),
                    ),
                    None => {
                        next += 1;
                        (Some(next - 1), head)
                    }
                };
                let index =
                    index.ok_or_else(|| SqlError::refused("format has a bad argument index"))?;
                let flags: String = head
                    .chars()
                    .take_while(|c| "-#+ 0,(".contains(*c))
                    .collect();
                let (width, precision) = match head[flags.len()..].split_once('.') {
                    Some((width, precision)) => (width, precision.parse().ok()),
                    None => (&head[flags.len()..], None),
                };
                check_form(kind, &flags, !width.is_empty(), precision.is_some())?;
                pieces.push(Piece::Value {
                    index,
                    flags,
                    width: width.parse().unwrap_or(0),
                    precision,
                    kind,
                });
            }
            't' => {
                let code = chars.next().unwrap_or(' ');
                if !"YmdBbAaHMSLjyeTF".contains(code) {
                    return Err(
                        SqlError::unsupported(format!("format %t{code} is not supported"))
                            .hint("write date_format(x, pattern)"),
                    );
                }
                if !literal.is_empty() {
                    pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                }
                let index = match head.strip_suffix('$') {
                    Some(number) => number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)),
                    None if head.is_empty() => {
                        next += 1;
                        Some(next - 1)
                    }
                    None => None,
                };
                let index = index.ok_or_else(|| {
                    SqlError::unsupported("format %t with a width is not supported")
                })?;
                pieces.push(Piece::Time { index, code });
            }
            other => {
                return Err(
                    SqlError::unsupported(format!("format %{other} is not supported"))
                        .hint("format the value by itself and concatenate"),
                );
            }
        }
    }
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Ok(pieces)
}

/// What Java's formatter refuses of flags, width and precision.
fn check_form(kind: char, flags: &str, width: bool, precision: bool) -> Result<()> {
    let refuse = |what: &str| {
        let flags = flags.to_owned();
        Err(SqlError::refused(format!(
            "format %{flags}{kind} is no form of Athena: {what}"
        )))
    };
    let has = |flag: char| flags.contains(flag);
    let allowed = match kind {
        'd' => "-+ 0,(",
        'x' | 'X' | 'o' => "-#0",
        'f' => "-#+ 0,(",
        'e' => "-#+ 0(",
        'b' => "-",
        _ => "-#",
    };
    if let Some(flag) = flags.chars().find(|flag| !allowed.contains(*flag)) {
        return refuse(&format!("'{flag}' is no flag of %{kind}"));
    }
    if (has('-') && has('0')) || (has('+') && has(' ')) {
        return refuse("its flags exclude each other");
    }
    if (has('-') || has('0')) && !width {
        return refuse("it misses a width");
    }
    if precision && matches!(kind, 'd' | 'x' | 'X' | 'o') {
        return refuse("whole numbers have no precision");
    }
    Ok(())
}

enum Values {
    Whole(ArrayRef),
    /// Doubles, and the texts of those that are reals.
    Double(ArrayRef, Option<StringArray>),
    Decimal(ArrayRef, i8),
    Text(StringArray, bool),
    Time(StringArray, ArrayRef),
}

impl Values {
    fn read(array: &ArrayRef) -> Result<Self> {
        Ok(match array.data_type() {
            kind if is_integer(kind) => {
                Self::Whole(cast_array(array, &DataType::Int64, None, false)?)
            }
            DataType::Float64 => Self::Double(Arc::clone(array), None),
            DataType::Float32 => {
                let reals = array.as_primitive::<Float32Type>();
                let texts = reals.iter().map(|real| real.map(java_float));
                Self::Double(
                    cast_array(array, &DataType::Float64, None, false)?,
                    Some(texts.collect()),
                )
            }
            // A text keeps its quotes, and null is one.
            DataType::LargeUtf8 => {
                let texts = array.as_string::<i64>();
                Self::Text(texts.iter().collect(), false)
            }
            DataType::Decimal128(_, scale) => Self::Decimal(Arc::clone(array), *scale),
            DataType::Date32
            | DataType::Timestamp(TimeUnit::Second | TimeUnit::Millisecond, None) => Self::Time(
                to_text(array, None, false)?,
                cast_array(array, &TIMESTAMP, None, false)?,
            ),
            DataType::Null => Self::Text(StringArray::new_null(array.len()), false),
            DataType::Boolean => Self::Text(to_text(array, None, false)?, true),
            DataType::Timestamp(_, None) | DataType::Time32(_) => {
                let texts = to_text(array, None, false)?;
                Self::Text(
                    texts.iter().map(|text| text.map(java_time)).collect(),
                    false,
                )
            }
            _ => Self::Text(to_text(array, None, false)?, false),
        })
    }
}

/// A time as Java's own classes write it: a `T` behind the day, seconds where there are any, and no fraction of zeros.
fn java_time(text: &str) -> String {
    let text = text.replacen(' ', "T", 1);
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole,
        Some(_) => return text,
        None => &text,
    };
    match whole.strip_suffix(":00") {
        Some(minutes) if minutes.contains(':') => minutes.to_owned(),
        _ => whole.to_owned(),
    }
}

fn one(pieces: &[Piece], columns: &[Values], row: usize) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => out.push_str(text),
            Piece::Time { index, code } => match &columns[*index] {
                Values::Time(_, times) if times.is_valid(row) => {
                    let millis = times.as_primitive::<TimestampMillisecondType>().value(row);
                    out.push_str(&time_part(millis, *code));
                }
                _ => out.push_str("null"),
            },
            Piece::Value {
                index,
                flags,
                width,
                precision,
                kind,
            } => {
                let body = value(&columns[*index], row, flags, *precision, *kind);
                let missing = width.saturating_sub(body.chars().count());
                if flags.contains('-') {
                    out.push_str(&body);
                    out.push_str(&" ".repeat(missing));
                } else if flags.contains('0') && matches!(kind, 'd' | 'f' | 'x' | 'X') {
                    let (sign, digits) = match body.strip_prefix(['-', '+']) {
                        Some(rest) => body.split_at(body.len() - rest.len()),
                        None => ("", body.as_str()),
                    };
                    out.push_str(sign);
                    out.push_str(&"0".repeat(missing));
                    out.push_str(digits);
                } else {
                    out.push_str(&" ".repeat(missing));
                    out.push_str(&body);
                }
            }
        }
    }
    out
}

fn value(values: &Values, row: usize, flags: &str, precision: Option<usize>, kind: char) -> String {
    let plain = |text: String| {
        let text = match (precision, kind) {
            (Some(precision), 's' | 'S') => text.chars().take(precision).collect(),
            _ => text,
        };
        if kind == 'S' {
            text.to_uppercase()
        } else {
            text
        }
    };
    // A precision cuts even the word for NULL.
    let null = || {
        let text: String = "null".chars().take(precision.unwrap_or(4)).collect();
        if kind == 'S' {
            text.to_uppercase()
        } else {
            text
        }
    };
    match values {
        Values::Whole(array) => {
            if array.is_null(row) {
                return null();
            }
            let number = array.as_primitive::<Int64Type>().value(row);
            match kind {
                'x' => format!("{number:x}"),
                'X' => format!("{number:X}"),
                'o' => format!("{number:o}"),
                'd' => signed(number < 0, &number.unsigned_abs().to_string(), flags),
                'b' => "true".to_owned(),
                _ => plain(number.to_string()),
            }
        }
        Values::Double(array, texts) => {
            if array.is_null(row) {
                return null();
            }
            let number = array.as_primitive::<Float64Type>().value(row);
            match kind {
                _ if !number.is_finite() => super::cast::double_text(number),
                'f' => {
                    let digits = super::math::fixed(number.abs(), precision.unwrap_or(6));
                    signed(number.is_sign_negative(), &digits, flags)
                }
                'e' | 'E' => {
                    let text = scientific(number.abs(), precision.unwrap_or(6));
                    signed(number.is_sign_negative(), &text, flags)
                }
                'b' => "true".to_owned(),
                _ => plain(match texts {
                    Some(texts) => texts.value(row).to_owned(),
                    None => super::json::java_double(number),
                }),
            }
        }
        Values::Decimal(array, scale) => {
            if array.is_null(row) {
                return null();
            }
            let number = array.as_primitive::<Decimal128Type>().value(row);
            if kind != 'f' {
                return plain(decimal_text(number, *scale));
            }
            let wanted = i8::try_from(precision.unwrap_or(6)).unwrap_or(6);
            let rounded = super::decimal::rescale(number, *scale, wanted, 38).unwrap_or(number);
            signed(
                rounded < 0,
                decimal_text(rounded, wanted).trim_start_matches('-'),
                flags,
            )
        }
        Values::Time(array, _) => {
            if array.is_null(row) {
                return null();
            }
            plain(java_time(array.value(row)))
        }
        Values::Text(array, flag) => {
            if array.is_null(row) {
                return if kind == 'b' {
                    "false".to_owned()
                } else {
                    null()
                };
            }
            if kind == 'b' && !flag {
                "true".to_owned()
            } else {
                plain(array.value(row).to_owned())
            }
        }
    }
}

/// A part of a time, as Java's formatter names it.
fn time_part(millis: i64, code: char) -> String {
    let pattern = match code {
        'L' => "%3f",
        'e' => "%-d",
        'T' => "%H:%M:%S",
        'F' => "%Y-%m-%d",
        'Y' => "%Y",
        'm' => "%m",
        'd' => "%d",
        'B' => "%B",
        'b' => "%b",
        'A' => "%A",
        'a' => "%a",
        'H' => "%H",
        'M' => "%M",
        'S' => "%S",
        'j' => "%j",
        _ => "%y",
    };
    timezone::time(millis).format(pattern).to_string()
}

fn signed(negative: bool, digits: &str, flags: &str) -> String {
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut text = if flags.contains(',') {
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        grouped
    } else {
        whole.to_owned()
    };
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    match (negative, flags) {
        (true, flags) if flags.contains('(') => format!("({text})"),
        (true, _) => format!("-{text}"),
        (false, flags) if flags.contains('+') => format!("+{text}"),
        (false, flags) if flags.contains(' ') => format!(" {text}"),
        (false, _) => text,
    }
}

/// `%.ne` of Java: half up on the digits that Java writes.
fn scientific(value: f64, precision: usize) -> String {
    let text = super::cast::double_text(value);
    let (mantissa, exponent) = text.split_once('E').unwrap_or((&text, "0"));
    let mut exponent: i32 = exponent.parse().unwrap_or(0);
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    let rest = digits.split_off(digits.len().min(precision + 1));
    if rest.first().is_some_and(|digit| *digit >= b'5') {
        match digits.iter().rposition(|digit| *digit != b'9') {
            Some(place) => {
                digits[place] += 1;
                digits[place + 1..].fill(b'0');
            }
            None => {
                digits.fill(b'0');
                digits[0] = b'1';
                exponent += 1;
            }
        }
    }
    digits.resize(precision + 1, b'0');
    let mut digits = digits.into_iter().map(char::from);
    let whole: String = digits.by_ref().take(1).collect();
    let fraction: String = digits.collect();
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{whole}{point}{fraction}e{sign}{:02}", exponent.abs())
}
