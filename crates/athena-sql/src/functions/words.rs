//! Text for people and from people: sizes, durations, check digits, sounds, Unicode forms.

use std::sync::Arc;

use datafusion::arrow::array::{
    BooleanArray, Decimal128Array, DurationMillisecondArray, StringArray,
};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::logical_expr::Expr;
use unicode_normalization::UnicodeNormalization;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::types::{DAY_TO_SECOND, VARCHAR, is_integer};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "format_number" => {
            call.arity(1..=1)?;
            if is_integer(&call.types[0]) {
                let args = vec![call.arg(0, &DataType::Int64)?];
                call.kernel(VARCHAR, args, |inputs| {
                    let values = inputs.values::<Int64Type>(0)?;
                    let rows = (0..inputs.rows).map(|row| values.get(row).map(format_number));
                    Ok(Arc::new(rows.collect::<StringArray>()))
                })
            } else {
                let args = vec![call.arg(0, &DataType::Float64)?];
                call.kernel(VARCHAR, args, |inputs| {
                    let values = inputs.values::<Float64Type>(0)?;
                    #[expect(clippy::cast_possible_truncation, reason = "Trino cuts it too")]
                    let rows = (0..inputs.rows)
                        .map(|row| values.get(row).map(|value| format_number(value as i64)));
                    Ok(Arc::new(rows.collect::<StringArray>()))
                })
            }
        }
        "human_readable_seconds" => {
            call.arity(1..=1)?;
            let args = vec![call.arg(0, &DataType::Float64)?];
            call.kernel(VARCHAR, args, |inputs| {
                let values = inputs.values::<Float64Type>(0)?;
                let rows = (0..inputs.rows)
                    .map(|row| values.get(row).map(human_readable_seconds).transpose());
                Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
            })
        }
        "parse_duration" => {
            call.arity(1..=1)?;
            let args = vec![call.arg(0, &VARCHAR)?];
            call.kernel(DAY_TO_SECOND, args, |inputs| {
                let texts = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| {
                    texts
                        .get(row)
                        .map(|text| {
                            parse_duration(text).ok_or_else(|| {
                                SqlError::execution(format!("not a duration: '{text}'"))
                            })
                        })
                        .transpose()
                });
                Ok(Arc::new(
                    rows.collect::<Result<DurationMillisecondArray>>()?,
                ))
            })
        }
        "parse_data_size" | "parse_presto_data_size" => {
            call.arity(1..=1)?;
            let args = vec![call.arg(0, &VARCHAR)?];
            call.kernel(DataType::Decimal128(38, 0), args, |inputs| {
                let texts = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| {
                    texts
                        .get(row)
                        .map(|text| {
                            parse_data_size(text).ok_or_else(|| {
                                SqlError::execution(format!("invalid data size: '{text}'"))
                            })
                        })
                        .transpose()
                });
                let sizes = rows.collect::<Result<Decimal128Array>>()?;
                Ok(Arc::new(sizes.with_precision_and_scale(38, 0)?))
            })
        }
        "luhn_check" => {
            call.arity(1..=1)?;
            let args = vec![call.arg(0, &VARCHAR)?];
            call.kernel(DataType::Boolean, args, |inputs| {
                let texts = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| texts.get(row).map(luhn).transpose());
                Ok(Arc::new(rows.collect::<Result<BooleanArray>>()?))
            })
        }
        "soundex" => {
            call.arity(1..=1)?;
            let args = vec![call.arg(0, &VARCHAR)?];
            call.kernel(VARCHAR, args, |inputs| {
                let texts = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| texts.get(row).map(soundex).transpose());
                Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
            })
        }
        "normalize" => {
            call.arity(1..=2)?;
            let form = match call.args.len() {
                2 => call.literal_text(1).unwrap_or_default().to_uppercase(),
                _ => "NFC".to_owned(),
            };
            let compose: fn(&str) -> String = match form.as_str() {
                "NFC" => |text| text.nfc().collect(),
                "NFD" => |text| text.nfd().collect(),
                "NFKC" => |text| text.nfkc().collect(),
                "NFKD" => |text| text.nfkd().collect(),
                _ => {
                    return Err(call.refuse("normalize takes NFC, NFD, NFKC or NFKD as its form"));
                }
            };
            let args = vec![call.arg(0, &VARCHAR)?];
            crate::kernel::Kernel::new("normalize", VARCHAR, move |inputs| {
                let texts = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| texts.get(row).map(compose));
                Ok(Arc::new(rows.collect::<StringArray>()))
            })
            .detail(form)
            .call(args)
        }
        _ => return Ok(None),
    }))
}

/// `123K`, `1.23M`: three digits and a unit.
fn format_number(value: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let mut size = value as f64;
    let mut unit = "";
    for next in ["K", "M", "B", "T", "Q"] {
        if size.abs() < 1000.0 {
            break;
        }
        size /= 1000.0;
        unit = next;
    }
    let digits = match size {
        size if size < 10.0 => 2,
        size if size < 100.0 => 1,
        _ => 0,
    };
    let text = format!("{size:.digits$}");
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    format!("{text}{unit}")
}

/// `1 day, 2 hours`: the parts that are not zero.
fn human_readable_seconds(seconds: f64) -> Result<String> {
    if !seconds.is_finite() {
        return Err(SqlError::execution(
            "invalid argument of human_readable_seconds",
        ));
    }
    #[expect(clippy::cast_possible_truncation, reason = "rounded to seconds")]
    let mut rest = seconds.abs().round() as i64;
    let mut parts = Vec::new();
    for (name, size) in [
        ("week", 604_800),
        ("day", 86_400),
        ("hour", 3600),
        ("minute", 60),
        ("second", 1),
    ] {
        let count = rest / size;
        rest %= size;
        if count > 0 || (size == 1 && parts.is_empty()) {
            let plural = if count == 1 { "" } else { "s" };
            parts.push(format!("{count} {name}{plural}"));
        }
    }
    Ok(parts.join(", "))
}

/// A number with a unit of letters behind it.
fn amount(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (number, unit) = text.split_at(end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    (!whole.is_empty() && !fraction.is_empty()).then_some((number, unit.trim_start()))
}

/// Milliseconds of `3.81 d`.
fn parse_duration(text: &str) -> Option<i64> {
    let (number, unit) = amount(text)?;
    let size = match unit {
        "ns" => 1e-6,
        "us" => 1e-3,
        "ms" => 1.0,
        "s" => 1000.0,
        "m" => 60_000.0,
        "h" => 3_600_000.0,
        "d" => 86_400_000.0,
        _ => return None,
    };
    let millis = (number.parse::<f64>().ok()? * size).round();
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    (millis < 9e18).then_some(millis as i64)
}

/// Bytes of `2.3MB`, fractions cut; units are powers of 1024.
fn parse_data_size(text: &str) -> Option<i128> {
    let (number, unit) = amount(text)?;
    let power = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"]
        .iter()
        .position(|known| *known == unit)?;
    let factor = 1024_i128.checked_pow(u32::try_from(power).ok()?)?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    Some(digits.checked_mul(factor)? / scale)
}

fn luhn(text: &str) -> Result<bool> {
    let mut sum = 0;
    for (i, c) in text.chars().rev().enumerate() {
        let digit = c
            .to_digit(10)
            .ok_or_else(|| SqlError::execution("input contains non-digit character"))?;
        let doubled = if i % 2 == 1 { digit * 2 } else { digit };
        sum += doubled / 10 + doubled % 10;
    }
    Ok(!text.is_empty() && sum % 10 == 0)
}

/// A letter and three digits that words of like sound share.
fn soundex(text: &str) -> Result<String> {
    let mut code = String::new();
    let mut last = '0';
    for c in text.to_uppercase().chars().filter(|c| c.is_alphabetic()) {
        let digit = match c {
            'B' | 'F' | 'P' | 'V' => '1',
            'C' | 'G' | 'J' | 'K' | 'Q' | 'S' | 'X' | 'Z' => '2',
            'D' | 'T' => '3',
            'L' => '4',
            'M' | 'N' => '5',
            'R' => '6',
            'H' | 'W' => '-',
            'A'..='Z' => '0',
            other => {
                return Err(SqlError::execution(format!(
                    "the character is not mapped: {other}"
                )));
            }
        };
        if code.is_empty() {
            code.push(c);
            last = digit;
            continue;
        }
        if digit == '-' {
            continue;
        }
        if digit != '0' && digit != last && code.len() < 4 {
            code.push(digit);
        }
        last = digit;
    }
    if !code.is_empty() {
        while code.len() < 4 {
            code.push('0');
        }
    }
    Ok(code)
}
