//! Typed values of parameters, read from text without losing a digit.

use std::cmp::Ordering;
use std::fmt;

use crate::calendar;

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterType {
    /// `string`: text as it is.
    String,
    /// `integer`: 32 bit.
    Integer,
    /// `bigint`: 64 bit.
    Bigint,
    /// `double`
    Double,
    /// `decimal(p,s)`: exact.
    Decimal {
        /// Digits in all.
        precision: u8,
        /// Digits after the point.
        scale: u8,
    },
    /// `boolean`: true or false.
    Boolean,
    /// `date`: 2026-11-20.
    Date,
    /// `timestamp`: 2026-11-20 07:30:00.000, in UTC.
    Timestamp,
}

/// A value of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    String(String),
    /// 32 bit.
    Integer(i32),
    /// 64 bit.
    Bigint(i64),
    /// Finite.
    Double(f64),
    /// An exact decimal.
    Decimal {
        /// The digits without the point.
        unscaled: i128,
        /// Digits in all, of the type.
        precision: u8,
        /// Digits after the point, of the type.
        scale: u8,
    },
    /// Truth.
    Boolean(bool),
    /// Days since 1970-01-01.
    Date(i32),
    /// Milliseconds since the epoch.
    Timestamp(i64),
}

/// The types' names, for messages.
pub(crate) const TYPES: &str =
    "string, integer, bigint, double, decimal(p,s), boolean, date or timestamp";

impl ParameterType {
    /// Reads a type as a header writes it: `decimal(12,2)`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.to_ascii_lowercase().as_str() {
            "string" | "varchar" => Self::String,
            "integer" | "int" => Self::Integer,
            "bigint" => Self::Bigint,
            "double" => Self::Double,
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "timestamp" => Self::Timestamp,
            other => {
                let (precision, scale) = other
                    .strip_prefix("decimal(")?
                    .strip_suffix(')')?
                    .split_once(',')?;
                let (precision, scale) =
                    (precision.trim().parse().ok()?, scale.trim().parse().ok()?);
                if !(1..=38).contains(&precision) || scale > precision {
                    return None;
                }
                Self::Decimal { precision, scale }
            }
        })
    }

    /// Reads a value of this type.
    ///
    /// # Errors
    /// What a value of this type looks like.
    pub fn value(self, text: &str) -> Result<Value, &'static str> {
        match self {
            Self::String => Ok(Value::String(text.into())),
            Self::Integer => text
                .trim()
                .parse()
                .map(Value::Integer)
                .map_err(|_| "a whole number of 32 bits, like 10"),
            Self::Bigint => text
                .trim()
                .parse()
                .map(Value::Bigint)
                .map_err(|_| "a whole number of 64 bits, like 10"),
            Self::Double => {
                let number = text.trim().parse().ok().filter(|n: &f64| n.is_finite());
                number.map(Value::Double).ok_or("a number, like 0.5")
            }
            Self::Decimal { precision, scale } => {
                let unscaled = decimal(text.trim(), precision, scale);
                let unscaled =
                    unscaled.ok_or("a number that fits the decimal's digits, like 12.50")?;
                Ok(Value::Decimal {
                    unscaled,
                    precision,
                    scale,
                })
            }
            Self::Boolean => match text.trim().to_ascii_lowercase().as_str() {
                "true" => Ok(Value::Boolean(true)),
                "false" => Ok(Value::Boolean(false)),
                _ => Err("true or false"),
            },
            Self::Date => calendar::parse_date(text.trim())
                .map(Value::Date)
                .ok_or("a day, like 2026-11-20"),
            Self::Timestamp => calendar::parse_timestamp(text.trim())
                .map(Value::Timestamp)
                .ok_or("a time in UTC, like 2026-11-20 07:30:00"),
        }
    }

    /// True for types that min and max make sense for.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        !matches!(self, Self::String | Self::Boolean)
    }
}

impl fmt::Display for ParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Bigint => "bigint",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Timestamp => "timestamp",
            Self::Decimal { precision, scale } => return write!(f, "decimal({precision},{scale})"),
        })
    }
}

impl Value {
    /// Order of two values of the same type; none for different types.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a.cmp(b),
            (Self::Bigint(a), Self::Bigint(b)) | (Self::Timestamp(a), Self::Timestamp(b)) => {
                a.cmp(b)
            }
            (Self::Double(a), Self::Double(b)) => a.total_cmp(b),
            (Self::Decimal { unscaled: a, .. }, Self::Decimal { unscaled: b, .. }) => a.cmp(b),
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            _ => return None,
        })
    }
}

/// The value as it is written: `12.50`, `2026-11-20 07:30:00.000`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Bigint(number) => write!(f, "{number}"),
            Self::Double(number) => write!(f, "{number:?}"),
            Self::Decimal {
                unscaled, scale, ..
            } => {
                let mut text = String::new();
                calendar::write_decimal(&mut text, &unscaled.to_string(), i32::from(*scale));
                f.write_str(&text)
            }
            Self::Boolean(truth) => write!(f, "{truth}"),
            Self::Date(days) => {
                let mut text = String::new();
                calendar::write_date(&mut text, i64::from(*days));
                f.write_str(&text)
            }
            Self::Timestamp(millis) => {
                let mut text = String::new();
                calendar::write_timestamp(&mut text, *millis, 3);
                f.write_str(&text)
            }
        }
    }
}

/// The digits of a plain decimal at `scale`; none when a digit would be lost.
pub(crate) fn decimal(text: &str, precision: u8, scale: u8) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty()
        || !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let scale = usize::from(scale);
    if fraction.len() > scale {
        return None;
    }
    let all = format!("{whole}{fraction:0<scale$}");
    let all = all.trim_start_matches('0');
    if all.len() > usize::from(precision) {
        return None;
    }
    let unscaled: i128 = if all.is_empty() { 0 } else { all.parse().ok()? };
    Some(if negative { -unscaled } else { unscaled })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ty: &str, text: &str, expected: Option<&str>) {
        let ty = ParameterType::parse(ty).unwrap();
        assert_eq!(
            ty.value(text).ok().map(|v| v.to_string()).as_deref(),
            expected,
            "{ty} {text}"
        );
    }

    #[test]
    fn values_are_exact_or_refused() {
        check("string", " it's ", Some(" it's "));
        check("integer", "2147483647", Some("2147483647"));
        check("integer", "2147483648", None);
        check(
            "bigint",
            "-9223372036854775808",
            Some("-9223372036854775808"),
        );
        check("bigint", "1.0", None);
        check("double", "1e3", Some("1000.0"));
        check("double", "NaN", None);
        check("boolean", "TRUE", Some("true"));
        check("boolean", "1", None);
        check("decimal(12,2)", "1.5", Some("1.50"));
        check("decimal(12,2)", "-0.05", Some("-0.05"));
        check("decimal(12,2)", "1.505", None);
        check("decimal(12,2)", "1.500", Some("1.50"));
        check(
            "decimal(38,0)",
            "99999999999999999999999999999999999999",
            Some("99999999999999999999999999999999999999"),
        );
        check(
            "decimal(38,0)",
            "100000000000000000000000000000000000000",
            None,
        );
        check("decimal(3,2)", "12.3", None);
        check("decimal(3,2)", ".", None);
        check("date", "2024-02-29", Some("2024-02-29"));
        check("date", "2023-02-29", None);
        check(
            "timestamp",
            "2026-11-20T07:30:00.5Z",
            Some("2026-11-20 07:30:00.500"),
        );
        check("timestamp", "2026-11-20", Some("2026-11-20 00:00:00.000"));
        check("timestamp", "2026-11-20 24:00:00", None);
        check("timestamp", "2026-11-20 07:30:00.1234", None);
    }

    #[test]
    fn types_are_known_or_not() {
        for (text, known) in [
            ("decimal(38,38)", true),
            ("decimal(39,0)", false),
            ("decimal(2,3)", false),
            ("text", false),
            ("decimal(", false),
        ] {
            assert_eq!(ParameterType::parse(text).is_some(), known, "{text}");
        }
    }
}
