//! Literals: numbers of the type Trino gives them, typed strings, intervals.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::common::tree_node::TreeNode;
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::comparison::check_orderable;
use crate::functions::{cast, timezone};
use crate::kernel::{Inputs, Kernel};
use crate::types::{self, VARCHAR};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "$number" => literal(
            number(call.payload)
                .ok_or_else(|| call.refuse(format!("not a number: {}", call.payload)))?,
        ),
        "$hex" => {
            let bytes = unhex(call.payload)
                .ok_or_else(|| call.refuse("X'…' takes pairs of hexadecimal digits"))?;
            literal(ScalarValue::Binary(Some(bytes)))
        }
        "$literal" => typed(call)?,
        "$interval" => interval(call)?,
        "$column" => return column(call).map(Some),
        "$guard" => {
            let kind = call.types[0].clone();
            call.kernel(kind, call.args.clone(), |inputs| inputs.array(0))
        }
        "$try" => crate::lambda::tried(&call.args[0]),
        "$aggregate" => crate::aggregates::argument(call)?,
        "$window_order" => {
            check_orderable(call, &call.types[0])?;
            Kernel::mark(call.types[0].clone(), call.args[0].clone())
        }
        "typeof" => {
            call.arity(1..=1)?;
            let name = match call.payload {
                "" => exact_type(&call.args[0], &call.types[0]).ok_or_else(|| {
                    call.unsupported(
                        "typeof of varchar is not supported: its length is not kept here",
                    )
                })?,
                told => told.to_owned(),
            };
            let aggregates = |part: &Expr| Ok(matches!(part, Expr::AggregateFunction(_)));
            if call.args[0].exists(aggregates).unwrap_or(false) {
                // By its argument it is known that there is one row to a group.
                let texts = move |inputs: &Inputs| -> Evaluated<ArrayRef> {
                    Ok(Arc::new(StringArray::from(vec![
                        name.as_str();
                        inputs.rows
                    ])))
                };
                return Ok(Some(call.kernel(VARCHAR, call.args.clone(), texts)));
            }
            literal(ScalarValue::Utf8(Some(name)))
        }
        _ => return Ok(None),
    }))
}

/// The type of a planned expression with the lengths of its text, where they follow from the expression.
fn exact_type(expr: &Expr, kind: &DataType) -> Option<String> {
    let name = types::display(kind);
    if !name.contains("varchar") {
        return Some(name);
    }
    let of = |n: Option<usize>| {
        Some(n.map_or("varchar".to_owned(), |length| format!("varchar({length})")))
    };
    match expr {
        Expr::Literal(ScalarValue::Utf8(Some(text)), _) => of(Some(text.chars().count())),
        Expr::ScalarFunction(function) => {
            let args = &function.args;
            let part = |i: usize, kind: &DataType| exact_type(args.get(i)?, kind);
            match (function.name(), kind) {
                (
                    "concat" | "date_format" | "format" | "format_datetime" | "json_format"
                    | "to_base64" | "to_hex" | "to_iso8601",
                    DataType::Utf8,
                ) => of(None),
                ("cast", DataType::Utf8) => Some(
                    function
                        .func
                        .inner()
                        .downcast_ref::<Kernel>()?
                        .detail
                        .replace(' ', ""),
                ),
                ("json_value" | "json_query" | "json_object" | "json_array", DataType::Utf8) => {
                    let clauses = args.iter().any(|arg| matches!(arg, Expr::Literal(ScalarValue::Utf8(Some(text)), _) if text.contains("returning=")));
                    if clauses { None } else { of(None) }
                }
                (
                    "lower"
                    | "upper"
                    | "trim"
                    | "ltrim"
                    | "rtrim"
                    | "reverse"
                    | "substr"
                    | "substring"
                    | "json_extract_scalar"
                    | "regexp_extract",
                    DataType::Utf8,
                ) => part(0, kind),
                ("split" | "regexp_extract_all", DataType::List(item)) => {
                    Some(format!("array({})", part(0, item.data_type())?))
                }
                ("$array", DataType::List(item)) => {
                    let parts: Option<Vec<String>> =
                        (0..args.len()).map(|i| part(i, item.data_type())).collect();
                    Some(format!("array({})", longest(&parts?)?))
                }
                ("row", DataType::Struct(fields)) => {
                    let parts: Option<Vec<String>> = fields
                        .iter()
                        .enumerate()
                        .map(|(i, field)| {
                            let kind = part(i, field.data_type())?;
                            Some(match *field.name() == format!("field{i}") {
                                true => kind,
                                false => format!("{} {kind}", field.name()),
                            })
                        })
                        .collect();
                    Some(format!("row({})", parts?.join(", ")))
                }
                ("map", DataType::Map(..)) => {
                    let (key, value) = types::entries_of(kind)?;
                    let inner = |i: usize, kind: &DataType| {
                        let list = part(i, &types::array(kind.clone()))?;
                        Some(list.strip_prefix("array(")?.strip_suffix(')')?.to_owned())
                    };
                    Some(format!("map({}, {})", inner(0, key)?, inner(1, value)?))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// The type of which all are, or the longest varchar.
fn longest(kinds: &[String]) -> Option<String> {
    let first = kinds.first()?;
    if kinds.iter().all(|kind| kind == first) {
        return Some(first.clone());
    }
    let lengths: Option<Vec<usize>> = kinds
        .iter()
        .map(|kind| {
            kind.strip_prefix("varchar(")?
                .strip_suffix(')')?
                .parse()
                .ok()
        })
        .collect();
    Some(format!("varchar({})", lengths?.into_iter().max()?))
}

pub(crate) fn literal(value: ScalarValue) -> Expr {
    Expr::Literal(value, None)
}

/// A plain number: integer or bigint by size, decimal with a point, double with an exponent.
fn number(text: &str) -> Option<ScalarValue> {
    if text.contains(['e', 'E']) {
        return Some(ScalarValue::Float64(Some(text.parse().ok()?)));
    }
    match text.split_once('.') {
        None => {
            let number: i64 = text.parse().ok()?;
            Some(match i32::try_from(number) {
                Ok(small) => ScalarValue::Int32(Some(small)),
                Err(_) => ScalarValue::Int64(Some(number)),
            })
        }
        Some(_) => decimal(text),
    }
}

/// A decimal whose type follows from its digits.
pub(crate) fn decimal(text: &str) -> Option<ScalarValue> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let value: i128 = format!("0{whole}{fraction}").parse().ok()?;
    let precision = (whole.len() + fraction.len()).max(1);
    let scale = fraction.len();
    (precision <= 38).then_some(())?;
    let value = if negative { -value } else { value };
    Some(ScalarValue::Decimal128(
        Some(value),
        u8::try_from(precision).ok()?,
        i8::try_from(scale).ok()?,
    ))
}

pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16))
        .collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then_some(())?;
    digits
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok())
        .collect()
}

/// Whether a text is a time and an offset behind it.
fn has_zone(text: &str) -> bool {
    text.rsplit_once(['+', '-']).is_some_and(|(time, offset)| {
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b':');
        digits(offset) && matches!(super::time_of_day::literal(time.trim()), Ok(Some(_)))
    })
}

fn typed(call: &Call) -> Result<Expr> {
    let text = call.literal_text(0).unwrap_or_default().to_owned();
    let wrong = || call.refuse(format!("'{text}' is not a valid {} literal", call.payload));
    let kind = call.payload.to_lowercase();
    let value = match kind.as_str() {
        "timestamp" => {
            let (local, zone) =
                timezone::parse_wall_clock(&text, timezone::Zone::written).ok_or_else(wrong)?;
            let millis = zone.map_or(local, |zone| zone.to_instant(local));
            if zone.is_some_and(|zone| zone.to_local(millis) != local) {
                // The zone's clocks skip this time.
                return Err(wrong());
            }
            let zone = zone.map(|zone| zone.name().into());
            match timezone::fraction_digits(text.trim()) {
                0 => ScalarValue::TimestampSecond(Some(millis.div_euclid(1000)), zone),
                3 => ScalarValue::TimestampMillisecond(Some(millis), zone),
                digits @ (6 | 9) => {
                    let (plain, fraction) =
                        timezone::without_fraction(text.trim(), digits).ok_or_else(wrong)?;
                    let (millis, _) = timezone::parse_timestamp(&plain).ok_or_else(wrong)?;
                    let whole = |factor: i64| millis.checked_mul(factor)?.checked_add(fraction);
                    let far = || {
                        call.unsupported(format!(
                            "a timestamp with {digits} digits of a second as far from 1970 is not supported"
                        ))
                        .hint("write three digits, or none")
                    };
                    match digits {
                        6 => ScalarValue::TimestampMicrosecond(
                            Some(whole(1000).ok_or_else(far)?),
                            zone,
                        ),
                        _ => ScalarValue::TimestampNanosecond(
                            Some(whole(1_000_000).ok_or_else(far)?),
                            zone,
                        ),
                    }
                }
                digits => {
                    return Err(call
                        .unsupported(format!(
                            "a timestamp with {digits} digits of a second is not supported"
                        ))
                        .hint("write three digits, or none"));
                }
            }
        }
        "decimal" | "numeric" | "dec" => decimal(text.trim()).ok_or_else(wrong)?,
        "json" => ScalarValue::LargeUtf8(Some(super::json::normalise(&text).ok_or_else(wrong)?)),
        "time" => match super::time_of_day::literal(text.trim())? {
            Some(time) => time,
            None if has_zone(&text) => {
                return Err(call
                    .unsupported("time with time zone is not supported")
                    .hint("write the time without its zone"));
            }
            None => return Err(wrong()),
        },
        _ => {
            let target = types::parse(&kind)?;
            cast::text_to_scalar(&text, &target.arrow).ok_or_else(wrong)?
        }
    };
    Ok(literal(value))
}

fn interval(call: &Call) -> Result<Expr> {
    let text = call.literal_text(0).unwrap_or_default();
    let wrong = || call.refuse(format!("'{text}' is not a valid interval literal"));
    let (from, to) = call
        .payload
        .split_once(" to ")
        .unwrap_or((call.payload, ""));
    let trimmed = text.trim();
    let (negative, body) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let sign = if negative { -1 } else { 1 };
    if to.is_empty() {
        if from == "second" {
            let seconds: f64 = body.parse().map_err(|_| wrong())?;
            #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a literal")]
            return Ok(day_to_second(sign * (seconds * 1000.0).round() as i64));
        }
        let count: i64 = body.parse().map_err(|_| wrong())?;
        return Ok(match from {
            "year" | "month" => {
                let months = count * if from == "year" { 12 } else { 1 } * sign;
                literal(ScalarValue::IntervalYearMonth(Some(
                    i32::try_from(months).map_err(|_| wrong())?,
                )))
            }
            "week" => day_to_second(sign * count * 7 * 86_400_000),
            "day" => day_to_second(sign * count * 86_400_000),
            "hour" => day_to_second(sign * count * 3_600_000),
            "minute" => day_to_second(sign * count * 60_000),
            _ => return Err(call.refuse(format!("INTERVAL unit {from} is not Athena SQL"))),
        });
    }
    if (from, to) == ("year", "month") {
        let (years, months) = body.split_once('-').ok_or_else(wrong)?;
        let years: i32 = years.parse().map_err(|_| wrong())?;
        let months: i32 = months.parse().map_err(|_| wrong())?;
        let total = (years * 12 + months) * if negative { -1 } else { 1 };
        return Ok(literal(ScalarValue::IntervalYearMonth(Some(total))));
    }
    let units = ["day", "hour", "minute", "second"];
    let first = units.iter().position(|unit| *unit == from);
    let last = units.iter().position(|unit| *unit == to);
    let (Some(first), Some(last)) = (first, last) else {
        return Err(call.refuse(format!("INTERVAL {from} TO {to} is not Athena SQL")));
    };
    let parts: Vec<&str> = body
        .split([' ', ':'])
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() != last + 1 - first.min(last) || first > last {
        return Err(wrong());
    }
    let mut millis = 0_i64;
    for (part, unit) in parts.iter().zip(&units[first..=last]) {
        let size: f64 = match *unit {
            "day" => 86_400_000.0,
            "hour" => 3_600_000.0,
            "minute" => 60_000.0,
            _ => 1000.0,
        };
        let count: f64 = part.parse().map_err(|_| wrong())?;
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a literal")]
        {
            millis += (count * size).round() as i64;
        }
    }
    Ok(day_to_second(sign * millis))
}

fn day_to_second(millis: i64) -> Expr {
    literal(ScalarValue::DurationMillisecond(Some(millis)))
}

/// A name in GROUP BY or HAVING that is also an output alias.
fn column(call: &Call) -> Result<Expr> {
    match &call.args[0] {
        Expr::Column(column) if column.relation.is_none() => {
            let name = &column.name;
            Err(SqlError::refused(format!(
                "column '{name}' cannot be resolved: an output alias is not visible in GROUP BY or HAVING"
            ))
            .hint("repeat the expression, or GROUP BY its position"))
        }
        other => Ok(other.clone()),
    }
}

/// The numeric value of a literal argument that must be known while planning.
pub(crate) fn constant_i64(call: &Call, i: usize) -> Option<i64> {
    match call.args.get(i)? {
        Expr::Literal(value, _) => match value.cast_to(&DataType::Int64).ok()? {
            ScalarValue::Int64(number) => number,
            _ => None,
        },
        _ => None,
    }
}
