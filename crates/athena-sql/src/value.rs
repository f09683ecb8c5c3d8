//! Typed values for the parameters of a statement.

use chrono::{NaiveDate, NaiveDateTime};

use crate::error::{ErrorKind, Result, SqlError};

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Type {
    /// Text.
    Varchar,
    /// A whole number, 32 bits where it fits, as Athena types a plain literal.
    Integer,
    /// A whole number of 64 bits.
    Bigint,
    /// A binary floating point number.
    Double,
    /// An exact decimal, up to 38 digits.
    Decimal,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A time without zone, to the millisecond.
    Timestamp,
}

impl Type {
    /// The type's name as Athena writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Varchar => "varchar",
            Self::Integer => "integer",
            Self::Bigint => "bigint",
            Self::Double => "double",
            Self::Decimal => "decimal(38, 9)",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Timestamp => "timestamp(3)",
        }
    }
}

/// A typed value for one parameter.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// NULL of a type.
    Null(Type),
    /// Text.
    Varchar(String),
    /// A whole number, written as a plain literal (also good for LIMIT).
    Integer(i64),
    /// A whole number of 64 bits, written `BIGINT '…'`.
    Bigint(i64),
    /// A floating point number.
    Double(f64),
    /// An exact decimal as text: sign, digits, point, digits.
    Decimal(String),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
    /// A time without zone.
    Timestamp(NaiveDateTime),
}

impl Value {
    /// Reads a value of `kind` from text such as a command line gives it.
    ///
    /// # Errors
    /// When the text is not of that type.
    pub fn parse(kind: Type, text: &str) -> Result<Self> {
        let trimmed = text.trim();
        let wrong = || {
            SqlError::new(
                ErrorKind::Parameter,
                format!("not a {}: '{text}'", kind.name()),
            )
        };
        Ok(match kind {
            Type::Varchar => Self::Varchar(text.to_owned()),
            Type::Integer => Self::Integer(trimmed.parse().map_err(|_| wrong())?),
            Type::Bigint => Self::Bigint(trimmed.parse().map_err(|_| wrong())?),
            Type::Double => Self::Double(trimmed.parse().map_err(|_| wrong())?),
            Type::Decimal => {
                check_decimal(trimmed).ok_or_else(wrong)?;
                Self::Decimal(trimmed.to_owned())
            }
            Type::Boolean => Self::Boolean(match trimmed.to_ascii_lowercase().as_str() {
                "true" => true,
                "false" => false,
                _ => return Err(wrong()),
            }),
            Type::Date => {
                Self::Date(NaiveDate::parse_from_str(trimmed, "%Y-%m-%d").map_err(|_| wrong())?)
            }
            Type::Timestamp => {
                let spaced = trimmed.replacen('T', " ", 1);
                let time = NaiveDateTime::parse_from_str(&spaced, "%Y-%m-%d %H:%M:%S%.f")
                    .or_else(|_| NaiveDateTime::parse_from_str(&spaced, "%Y-%m-%d %H:%M"))
                    .or_else(|error| {
                        NaiveDate::parse_from_str(&spaced, "%Y-%m-%d")
                            .map(|day| day.and_time(chrono::NaiveTime::MIN))
                            .map_err(|_| error)
                    });
                Self::Timestamp(time.map_err(|_| wrong())?)
            }
        })
    }

    /// The value as an Athena literal of its own type.
    ///
    /// # Errors
    /// When a decimal's text is not a decimal.
    pub fn to_literal(&self) -> Result<String> {
        Ok(match self {
            Self::Null(kind) => format!("CAST(NULL AS {})", kind.name()),
            Self::Varchar(text) => format!("'{}'", text.replace('\'', "''")),
            Self::Integer(number) if *number == i64::MIN => format!("BIGINT '{number}'"),
            Self::Integer(number) if *number < 0 => format!("({number})"),
            Self::Integer(number) => number.to_string(),
            Self::Bigint(number) => format!("BIGINT '{number}'"),
            Self::Double(number) if number.is_nan() => "DOUBLE 'NaN'".to_owned(),
            Self::Double(number) if number.is_infinite() => {
                format!("DOUBLE '{}Infinity'", if *number < 0.0 { "-" } else { "" })
            }
            Self::Double(number) => format!("DOUBLE '{number:?}'"),
            Self::Decimal(text) => {
                check_decimal(text).ok_or_else(|| {
                    SqlError::new(ErrorKind::Parameter, format!("not a decimal: '{text}'"))
                })?;
                format!("DECIMAL '{text}'")
            }
            Self::Boolean(truth) => truth.to_string(),
            Self::Date(day) => format!("DATE '{}'", day.format("%Y-%m-%d")),
            Self::Timestamp(time) => {
                format!("TIMESTAMP '{}'", time.format("%Y-%m-%d %H:%M:%S%.3f"))
            }
        })
    }
}

fn check_decimal(text: &str) -> Option<()> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let count = whole.trim_start_matches('0').len() + fraction.len();
    (all_digits(whole)
        && all_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && count <= 38)
        .then_some(())
}
