//! Times read from texts, each of which may name a zone of its own: `from_iso8601_timestamp` and `parse_datetime`.

use std::sync::Arc;

use datafusion::arrow::array::PrimitiveArray;
use datafusion::arrow::datatypes::TimestampMillisecondType;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use super::invalid;
use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::datetime_format::{self, Pattern};
use crate::functions::literal::literal;
use crate::functions::timezone::Zone;
use crate::kernel::Kernel;
use crate::types::{self, TIMESTAMP, VARCHAR};

const ISO: &str = "from_iso8601_timestamp";
const PATTERN: &str = "parse_datetime";

/// What of a time and its zone is read. A column has one zone, here UTC: another one is an error where it would be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Whole,
    Instant,
    Clock,
}

pub(super) fn plan(call: &Call) -> Result<Expr> {
    let pattern = call.literal_text(1).map(str::to_owned);
    if call.name == PATTERN && pattern.is_none() {
        return Err(call.unsupported("the pattern of parse_datetime must be a constant here"));
    }
    if pattern.as_deref() == Some("") {
        return Err(call.refuse("the pattern of parse_datetime is empty"));
    }
    // What cannot be read fails when it is, which TRY forgives.
    if let Some(text) = call.literal_text(0)
        && let Some((millis, zone)) = parser(pattern.clone())?(text)
    {
        let zone = zone.unwrap_or(Zone::Named(chrono_tz::UTC)).name();
        let time = ScalarValue::TimestampMillisecond(Some(millis), Some(zone.into()));
        return Ok(literal(time));
    }
    kernel(call.arg(0, &VARCHAR)?, pattern, Reading::Whole)
}

/// The same time where only the instant counts.
pub(crate) fn instant(time: &Expr) -> Option<Expr> {
    read(time, Reading::Instant)
}

/// What the clock of its own zone shows, as a timestamp without zone.
pub(crate) fn clock(time: &Expr) -> Option<Expr> {
    read(time, Reading::Clock)
}

fn read(time: &Expr, reading: Reading) -> Option<Expr> {
    let Expr::ScalarFunction(function) = time else {
        return None;
    };
    if ![ISO, PATTERN].contains(&function.name()) {
        return None;
    }
    let pattern = match function.args.get(1) {
        Some(Expr::Literal(ScalarValue::Utf8(pattern), _)) => pattern.clone(),
        _ => None,
    };
    kernel(function.args.first()?.clone(), pattern, reading).ok()
}

type Parser = Box<dyn Fn(&str) -> Option<(i64, Option<Zone>)> + Send + Sync>;

/// Reads by a pattern, or by ISO 8601.
fn parser(pattern: Option<String>) -> Result<Parser> {
    Ok(match pattern {
        Some(pattern) => {
            let pattern = Pattern::joda(&pattern)?;
            Box::new(move |text| pattern.parse(text))
        }
        None => Box::new(datetime_format::parse_iso),
    })
}

fn kernel(text: Expr, pattern: Option<String>, reading: Reading) -> Result<Expr> {
    let name = match (&pattern, reading) {
        (Some(_), Reading::Whole) => PATTERN,
        (None, Reading::Whole) => ISO,
        (_, Reading::Instant) => "$instant_of_text",
        (_, Reading::Clock) => "$clock_of_text",
    };
    let parse = parser(pattern.clone())?;
    let returns = match reading {
        Reading::Clock => TIMESTAMP,
        _ => types::timestamp_tz("UTC"),
    };
    let mut args = vec![text];
    args.extend(pattern.map(|pattern| literal(ScalarValue::Utf8(Some(pattern)))));
    Ok(Kernel::new(name, returns, move |inputs| {
        let texts = inputs.text(0)?;
        let mut out = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let Some(text) = texts.get(row) else {
                out.push(None);
                continue;
            };
            let (millis, zone) = parse(text).ok_or_else(|| invalid(text))?;
            let offset = zone.map_or(0, |zone| zone.offset_at(millis) * 1000);
            if reading == Reading::Whole && offset != 0 {
                return Err(SqlError::unsupported(
                    "a column of timestamps with zones other than UTC is not supported",
                )
                .hint("put AT TIME ZONE 'UTC' behind it")
                .into());
            }
            out.push(Some(match reading {
                Reading::Clock => millis + offset,
                _ => millis,
            }));
        }
        let array: PrimitiveArray<TimestampMillisecondType> = out.into_iter().collect();
        Ok(Arc::new(match reading {
            Reading::Clock => array,
            _ => array.with_timezone("UTC"),
        }))
    })
    .call(args))
}
