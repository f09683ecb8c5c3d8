//! Times read from texts, each of which may name a zone of its own: `from_iso8601_timestamp` and `parse_datetime`.

use std::sync::Arc;

use datafusion::arrow::array::{PrimitiveArray, TimestampNanosecondArray};
use datafusion::arrow::datatypes::{DataType, TimeUnit, TimestampMillisecondType};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use super::{invalid, not_iso};
use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::datetime_format::{self, Pattern};
use crate::functions::literal::literal;
use crate::functions::timezone::{self, Zone};
use crate::functions::zoned::{self, UTC};
use crate::kernel::Kernel;
use crate::types::{self, TIMESTAMP, VARCHAR, ZONED};

const ISO: &str = "from_iso8601_timestamp";
const PATTERN: &str = "parse_datetime";

/// The payload of a call whose texts are all of UTC.
pub(crate) const ALL_OF_UTC: &str = "utc";

/// What reads times with their zones from texts.
pub(crate) const READ_TIMES: &[&str] = &[ISO, PATTERN];

/// What of a time and its zone is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Whole,
    /// Into a column of one zone: another one is an error where it would be lost.
    OfUtc,
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
        let zone = zone.unwrap_or(UTC).name();
        let time = ScalarValue::TimestampMillisecond(Some(millis), Some(zone.into()));
        return Ok(literal(time));
    }
    let reading = match call.payload {
        ALL_OF_UTC => Reading::OfUtc,
        _ => Reading::Whole,
    };
    kernel(call.arg(0, &VARCHAR)?, pattern, reading)
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
    if !READ_TIMES.contains(&function.name()) {
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
        (Some(_), Reading::Whole | Reading::OfUtc) => PATTERN,
        (None, Reading::Whole | Reading::OfUtc) => ISO,
        (_, Reading::Instant) => "$instant_of_text",
        (_, Reading::Clock) => "$clock_of_text",
    };
    let parse = parser(pattern.clone())?;
    let returns = match reading {
        Reading::Clock => TIMESTAMP,
        Reading::Whole => ZONED,
        Reading::Instant | Reading::OfUtc => types::timestamp_tz("UTC"),
    };
    let unread = if pattern.is_none() { not_iso } else { invalid };
    let mut args = vec![text];
    args.extend(pattern.map(|pattern| literal(ScalarValue::Utf8(Some(pattern)))));
    Ok(Kernel::new(name, returns, move |inputs| {
        let texts = inputs.text(0)?;
        let read = |row: usize| -> Result<Option<(i64, Zone)>> {
            let Some(text) = texts.get(row) else {
                return Ok(None);
            };
            let (millis, zone) = parse(text).ok_or_else(|| unread(text))?;
            Ok(Some((millis, zone.unwrap_or(UTC))))
        };
        let rows = (0..inputs.rows).map(read);
        if reading == Reading::Whole {
            return zoned::of_millis(rows.collect::<Result<Vec<_>>>()?);
        }
        let times = rows.map(|time| {
            let Some((millis, zone)) = time? else {
                return Ok(None);
            };
            Ok(Some(match reading {
                Reading::Clock => zone.to_local(millis),
                Reading::OfUtc if zone.offset_at(millis) != 0 => return Err(other_zone()),
                _ => millis,
            }))
        });
        let times = times.collect::<Result<PrimitiveArray<TimestampMillisecondType>>>()?;
        Ok(Arc::new(match reading {
            Reading::Clock => times,
            _ => times.with_timezone("UTC"),
        }))
    })
    .call(args))
}

fn other_zone() -> SqlError {
    SqlError::unsupported("a column of timestamps with zones other than UTC is not supported")
        .hint("put AT TIME ZONE 'UTC' behind it")
}

/// `from_iso8601_timestamp_nanos`.
pub(super) fn nanos(call: &Call) -> Result<Expr> {
    call.arity(1..=1)?;
    // What cannot be read fails when it is, which TRY forgives.
    if let Some(text) = call.literal_text(0)
        && let Ok((nanos, zone)) = nanos_of(text)
    {
        let time = ScalarValue::TimestampNanosecond(Some(nanos), Some(zone.name().into()));
        return Ok(literal(time));
    }
    let text = call.arg(0, &VARCHAR)?;
    let kind = DataType::Timestamp(TimeUnit::Nanosecond, Some("UTC".into()));
    Ok(call.kernel(kind, vec![text], |inputs| {
        let texts = inputs.text(0)?;
        let times = (0..inputs.rows).map(|row| {
            let Some(text) = texts.get(row) else {
                return Ok(None);
            };
            let (nanos, zone) = nanos_of(text)?;
            match zone.offset_at(nanos.div_euclid(1_000_000)) {
                0 => Ok(Some(nanos)),
                _ => Err(other_zone()),
            }
        });
        let times = times.collect::<Result<TimestampNanosecondArray>>()?;
        Ok(Arc::new(times.with_timezone("UTC")))
    }))
}

/// Nanoseconds since 1970, and the zone that the text names.
fn nanos_of(text: &str) -> Result<(i64, Zone)> {
    let (plain, rest) = timezone::without_fraction(text, 9).ok_or_else(|| invalid(text))?;
    // An offset has a colon here.
    let offset = plain.split_once('T').and_then(|(_, clock)| {
        let at = clock.find(['+', '-'])?;
        Some(&clock[at..])
    });
    let (millis, zone) = datetime_format::parse_iso(&plain)
        .filter(|_| offset.is_none_or(|offset| offset.contains(':')))
        .ok_or_else(|| invalid(text))?;
    let nanos = millis
        .checked_mul(1_000_000)
        .and_then(|whole| whole.checked_add(rest))
        .ok_or_else(|| SqlError::execution(format!("'{text}' is out of range")))?;
    Ok((nanos, zone.unwrap_or(UTC)))
}
