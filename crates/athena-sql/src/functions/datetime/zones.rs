//! Instants and their zones: Unix time, ISO 8601, AT TIME ZONE.

use std::sync::Arc;

use datafusion::arrow::array::{PrimitiveArray, StringArray};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Float64Type, TimeUnit, TimestampMillisecondType,
};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use super::fine::{coarse, digits_behind};
use super::{lenient, time, with_rest};
use crate::call::Call;
use crate::coercion::null;
use crate::error::{Result, SqlError};
use crate::functions::datetime_format::iso_date_time;
use crate::functions::timezone::{self, Zone};
use crate::kernel::Kernel;
use crate::types::{self, TIMESTAMP, VARCHAR, is_integer};

/// The payload of a call that is written `x AT TIME ZONE zone`.
pub(crate) const OPERATOR: &str = "operator";

pub(super) fn from_unixtime(call: &Call) -> Result<Expr> {
    call.arity(1..=3)?;
    if let Some(nothing) = of_no_zone(call) {
        return Ok(nothing);
    }
    let zone = match call.args.len() {
        1 => Zone::Named(chrono_tz::UTC),
        2 => constant_zone(call, 1)?,
        _ => {
            let constant = |i: usize| {
                if !is_integer(&call.types[i]) && call.types[i] != DataType::Null {
                    return Err(call.no_match());
                }
                crate::functions::literal::constant_i64(call, i).ok_or_else(|| {
                    call.unsupported("the offset of from_unixtime must be a constant here")
                        .hint("write date_add('minute', m, from_unixtime(x)) for the clock at an offset of m minutes")
                })
            };
            fixed_zone(call, constant(1)? * 60 + constant(2)?)?
        }
    };
    let seconds = call.arg(0, &DataType::Float64)?;
    let name = zone.name();
    Ok(
        call.kernel(types::timestamp_tz(&name), vec![seconds], move |inputs| {
            let seconds = inputs.values::<Float64Type>(0)?;
            let array: PrimitiveArray<TimestampMillisecondType> =
                seconds.map(inputs.rows, |s| half_up(s * 1000.0));
            if array
                .iter()
                .flatten()
                .any(|millis| !REACH.contains(&millis))
            {
                // TRY gives no NULL for it in Trino, either.
                return Err(SqlError::unsupported("from_unixtime is out of range").into());
            }
            Ok(Arc::new(array.with_timezone(name.clone())))
        }),
    )
}

/// The milliseconds that a timestamp with a zone can hold in Trino.
const REACH: std::ops::Range<i64> = -(1 << 51)..1 << 51;

/// The nearest whole number, of two the greater one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "what is too large is found out of range"
)]
fn half_up(number: f64) -> i64 {
    let below = number.floor();
    let up = number - below >= 0.5;
    below as i64 + i64::from(up)
}

/// A zone of hours and minutes east of UTC.
fn fixed_zone(call: &Call, minutes: i64) -> Result<Zone> {
    i32::try_from(minutes)
        .ok()
        .and_then(Zone::of_minutes)
        .ok_or_else(|| call.refuse(format!("invalid offset minutes {minutes}")))
}

fn constant_zone(call: &Call, i: usize) -> Result<Zone> {
    if let Some(Expr::Literal(ScalarValue::DurationMillisecond(Some(millis)), _)) = call.args.get(i)
    {
        return fixed_zone(call, millis / 60_000);
    }
    let text = call.literal_text(i).ok_or_else(|| call.no_match())?;
    Zone::parse(text).ok_or_else(|| call.refuse(format!("'{text}' is not a valid time zone")))
}

fn to_zone(
    call: &Call,
    time: Expr,
    zone: Zone,
    compute: impl Fn(i64) -> i64 + Send + Sync + 'static,
) -> Expr {
    let name = zone.name();
    let kind = match &call.types[0] {
        // A date is midnight, of which no fraction is told.
        DataType::Date32 => &DataType::Timestamp(TimeUnit::Second, None),
        kind => kind,
    };
    let returns = types::timestamp_like(&coarse(kind), Some(&name));
    let fine = types::is_fine(kind).then(|| types::timestamp_like(kind, Some(&name)));
    let moved = Kernel::new(call.name, returns, move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let array: PrimitiveArray<TimestampMillisecondType> = (0..inputs.rows)
            .map(|row| times.get(row).map(&compute))
            .collect();
        Ok(Arc::new(array.with_timezone(name.clone())))
    })
    .call(vec![time]);
    match fine {
        Some(fine) => with_rest(moved, call.args[0].clone(), &fine),
        None => moved,
    }
}

pub(super) fn at_timezone(call: &Call) -> Result<Expr> {
    if call.payload == OPERATOR && call.types[0] == DataType::Date32 {
        return Err(call
            .refuse("AT TIME ZONE takes a timestamp (actual: date)")
            .hint("write CAST(x AS timestamp) AT TIME ZONE 'UTC'"));
    }
    if let Some(nothing) = of_no_zone(call) {
        return Ok(nothing);
    }
    let zone = constant_zone(call, 1)?;
    // A time without zone is one of the session's zone, UTC: its number is the instant.
    let instant = lenient(call, 0)?;
    Ok(to_zone(call, instant, zone, |millis| millis))
}

pub(super) fn with_timezone(call: &Call) -> Result<Expr> {
    if types::zone_of(&call.types[0]).is_some() {
        return Err(call.no_match());
    }
    if let Some(nothing) = of_no_zone(call) {
        return Ok(nothing);
    }
    let zone = constant_zone(call, 1)?;
    let (time, _) = time(call, 0)?;
    Ok(to_zone(call, time, zone, move |local| {
        zone.to_instant_near(local, local)
    }))
}

/// The time in a zone that is NULL.
fn of_no_zone(call: &Call) -> Option<Expr> {
    let [_, Expr::Literal(zone, _)] = call.args.as_slice() else {
        return None;
    };
    zone.is_null().then(|| {
        let kind = match &call.types[0] {
            DataType::Date32 => &DataType::Timestamp(TimeUnit::Second, None),
            kind => kind,
        };
        null(&types::timestamp_like(kind, Some("UTC")))
    })
}

pub(super) fn to_iso8601(call: &Call) -> Result<Expr> {
    if call.types[0] == DataType::Date32 {
        let date = call.arg(0, &DataType::Date32)?;
        return Ok(call.kernel(VARCHAR, vec![date], |inputs| {
            let dates = inputs.values::<Date32Type>(0)?;
            let texts = (0..inputs.rows).map(|row| {
                dates
                    .get(row)
                    .map(|day| timezone::date(day).format("%Y-%m-%d").to_string())
            });
            Ok(Arc::new(texts.collect::<StringArray>()))
        }));
    }
    let whole = types::timestamp_like(&call.types[0], None) != TIMESTAMP;
    let (time, zone) = time(call, 0)?;
    let kind = call.types[0].clone();
    if types::is_fine(&kind) {
        let args = vec![time, call.args[0].clone()];
        return Ok(call.kernel(VARCHAR, args, move |inputs| {
            let times = inputs.values::<TimestampMillisecondType>(0)?;
            let digits = digits_behind(inputs, 1, &kind)?;
            let texts = (0..inputs.rows).map(|row| {
                let mut text = iso_date_time(times.get(row)?, zone, false);
                let millis = text.find('.')? + 4;
                text.insert_str(millis, &digits[row]);
                Some(text)
            });
            Ok(Arc::new(texts.collect::<StringArray>()))
        }));
    }
    Ok(call.kernel(VARCHAR, vec![time], move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let texts = (0..inputs.rows).map(|row| {
            times
                .get(row)
                .map(|millis| iso_date_time(millis, zone, whole))
        });
        Ok(Arc::new(texts.collect::<StringArray>()))
    }))
}
