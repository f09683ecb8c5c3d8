//! Casts to dates, times and timestamps.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, PrimitiveArray};
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Int64Type, Time32MillisecondType, TimeUnit, TimestampMillisecondType,
    TimestampSecondType,
};

use super::{arrow, cannot, cannot_read, collect};
use crate::error::{Result, SqlError};
use crate::functions::time_of_day;
use crate::functions::timezone::{self, Zone};
use crate::types::{self, TIMESTAMP};

pub(super) fn dates(array: &ArrayRef, to: &DataType, safe: bool) -> Result<ArrayRef> {
    use DataType as T;
    let values = match array.data_type() {
        T::Utf8 => {
            let text = array.as_string::<i32>();
            collect(array, safe, |row| {
                let text = text.value(row);
                timezone::parse_date(text)
                    .map(Some)
                    .ok_or_else(|| cannot_read(text, to))
            })?
        }
        T::Timestamp(..) => {
            let zone = types::zone_of(array.data_type()).and_then(Zone::parse);
            let from = types::zone_of(array.data_type()).map(Arc::<str>::from);
            let millis = if types::is_fine(array.data_type()) {
                // Rounded down, so that the last microsecond of a day stays in it.
                let numbers = arrow_cast(array, &DataType::Int64).map_err(arrow)?;
                let units = if matches!(array.data_type(), T::Timestamp(TimeUnit::Microsecond, _)) {
                    1000
                } else {
                    1_000_000
                };
                let down = |number: i64| number.div_euclid(units);
                let numbers = numbers.as_primitive::<Int64Type>();
                Arc::new(numbers.unary::<_, TimestampMillisecondType>(down))
            } else {
                in_millis(array, from.as_ref(), true)?
            };
            let millis = millis.as_primitive::<TimestampMillisecondType>();
            collect(array, safe, |row| {
                let value = millis.value(row);
                let local = zone.map_or(value, |zone| zone.to_local(value));
                Ok(i32::try_from(local.div_euclid(86_400_000)).ok())
            })?
        }
        _ => return Err(cannot("value", to)),
    };
    Ok(Arc::new(
        values.into_iter().collect::<PrimitiveArray<Date32Type>>(),
    ))
}

pub(super) fn times(array: &ArrayRef, to: &DataType, safe: bool) -> Result<ArrayRef> {
    use DataType as T;
    let whole = matches!(to, T::Time32(TimeUnit::Second));
    let values = match array.data_type() {
        T::Utf8 => {
            let text = array.as_string::<i32>();
            collect(array, safe, |row| {
                let text = text.value(row);
                clock(text.trim(), whole)
                    .map(Some)
                    .ok_or_else(|| cannot(text, to))
            })?
        }
        T::Time32(_) => {
            let millis = arrow_cast(array, &types::TIME).map_err(arrow)?;
            let millis = millis.as_primitive::<Time32MillisecondType>();
            collect(array, safe, |row| Ok(Some(i64::from(millis.value(row)))))?
        }
        _ => {
            let local = timestamps(array, &TIMESTAMP, None, safe)?;
            let local = local.as_primitive::<TimestampMillisecondType>();
            collect(array, safe, |row| {
                Ok(Some(local.value(row).rem_euclid(86_400_000)))
            })?
        }
    };
    // Half a second and more rounds up, at midnight to the next day's start.
    let rounded = values.into_iter().map(|millis| {
        millis.map(|millis| {
            if whole {
                (millis + 500) % 86_400_000
            } else {
                millis
            }
        })
    });
    Ok(time_of_day::array(rounded, to))
}

/// Milliseconds since midnight of a text, rounded once; what rounds up to midnight is the day's start.
fn clock(text: &str, whole: bool) -> Option<i64> {
    let millis = match whole {
        true => {
            let (plain, up) = timezone::without_fraction(text, 0)?;
            timezone::parse_time(&plain)? + up * 1000
        }
        false => timezone::parse_time(text)?,
    };
    Some(millis % 86_400_000)
}

/// A timestamp as milliseconds, finer digits rounded half up or cut off.
pub(super) fn in_millis(
    array: &ArrayRef,
    zone: Option<&Arc<str>>,
    half_up: bool,
) -> Result<ArrayRef> {
    let divisor = match array.data_type() {
        DataType::Timestamp(TimeUnit::Microsecond, _) => 1000,
        DataType::Timestamp(TimeUnit::Nanosecond, _) => 1_000_000,
        _ => {
            let goal = DataType::Timestamp(TimeUnit::Millisecond, zone.cloned());
            return arrow_cast(array, &goal).map_err(arrow);
        }
    };
    let half = if half_up { divisor / 2 } else { 0 };
    let numbers = arrow_cast(array, &DataType::Int64).map_err(arrow)?;
    let millis: PrimitiveArray<TimestampMillisecondType> = numbers
        .as_primitive::<Int64Type>()
        .iter()
        .map(|number| number.map(|number| (number + half).div_euclid(divisor)))
        .collect();
    Ok(Arc::new(millis.with_timezone_opt(zone.cloned())))
}

/// Values as timestamps of microseconds or nanoseconds.
pub(super) fn fine_timestamps(array: &ArrayRef, to: &DataType, safe: bool) -> Result<ArrayRef> {
    use DataType as T;
    let (digits, factor) = match to {
        T::Timestamp(TimeUnit::Microsecond, _) => (6, 1000),
        _ => (9, 1_000_000),
    };
    let numbers: PrimitiveArray<Int64Type> = match (array.data_type(), to) {
        (T::Utf8, T::Timestamp(_, None)) => {
            let text = array.as_string::<i32>();
            let read = |text: &str| {
                let (plain, fraction) = timezone::without_fraction(text, digits)?;
                match timezone::parse_timestamp(&plain)? {
                    (millis, None) => Some((millis, fraction)),
                    _ => None,
                }
            };
            collect(array, safe, |row| {
                let text = text.value(row);
                let (millis, fraction) = read(text).ok_or_else(|| cannot_read(text, to))?;
                let number = millis.checked_mul(factor);
                let number = number.and_then(|number| number.checked_add(fraction));
                number.map(Some).ok_or_else(|| out_of_range(to))
            })?
            .into_iter()
            .collect()
        }
        (T::Date32, T::Timestamp(_, None)) => {
            let days = array.as_primitive::<Date32Type>();
            collect(array, false, |row| {
                let number = (i64::from(days.value(row)) * 86_400_000).checked_mul(factor);
                number.map(Some).ok_or_else(|| out_of_range(to))
            })?
            .into_iter()
            .collect()
        }
        (T::Timestamp(from, a), T::Timestamp(unit, b))
            if from <= unit && same_clock(a.as_deref(), b.as_deref()) =>
        {
            return arrow_cast(array, to).map_err(arrow);
        }
        (from, _) => {
            return Err(SqlError::unsupported(format!(
                "a cast of {} to {} is not supported",
                types::display(from),
                types::display(to)
            ))
            .hint("CAST to timestamp(3) first"));
        }
    };
    arrow_cast(&numbers, to).map_err(arrow)
}

/// Of nanoseconds 64 bits hold those of 1677 to 2262.
fn out_of_range(to: &DataType) -> SqlError {
    SqlError::unsupported(format!(
        "a {} of this year is not supported",
        types::display(to)
    ))
    .hint("CAST to timestamp(6)")
}

/// Whether a time in one zone, or in none, is the same number in the other: the session's zone is UTC.
fn same_clock(from: Option<&str>, to: Option<&str>) -> bool {
    match (from, to) {
        (Some(zone), None) | (None, Some(zone)) => zone == "UTC",
        _ => true,
    }
}

/// A timestamp's text in milliseconds, rounded once to a whole second.
fn whole_seconds(text: &str) -> Option<(i64, Option<String>)> {
    let (plain, up) = timezone::without_fraction(text, 0)?;
    let (millis, zone) = timezone::parse_timestamp(&plain)?;
    Some((millis + up * 1000, zone))
}

pub(super) fn timestamps(
    array: &ArrayRef,
    to: &DataType,
    zone: Option<&str>,
    safe: bool,
) -> Result<ArrayRef> {
    use DataType as T;
    if types::is_fine(to) {
        return fine_timestamps(array, to, safe);
    }
    let target = zone.and_then(Zone::parse);
    let whole = matches!(to, T::Timestamp(TimeUnit::Second, _));
    let values = match array.data_type() {
        T::Utf8 => {
            let texts = array.as_string::<i32>();
            collect(array, safe, |row| {
                let text = texts.value(row);
                let read = match whole {
                    true => whole_seconds(text),
                    false => timezone::parse_timestamp(text),
                };
                match (read, target) {
                    (Some((millis, None)), _) => Ok(Some(millis)),
                    (Some((millis, Some(found))), Some(_))
                        if found == "UTC" || Some(found.as_str()) == zone =>
                    {
                        Ok(Some(millis))
                    }
                    (Some((_, Some(_))), Some(_)) => Err(SqlError::unsupported(
                        "timestamps of several zones in one column are not supported",
                    )
                    .hint("keep one zone per column, for example UTC")),
                    _ => Err(cannot_read(text, to)),
                }
            })?
        }
        T::Date32 => {
            let days = array.as_primitive::<Date32Type>();
            collect(array, safe, |row| {
                let local = i64::from(days.value(row)) * 86_400_000;
                Ok(Some(target.map_or(local, |zone| zone.to_instant(local))))
            })?
        }
        T::Timestamp(_, from) => {
            let source = from.as_deref().and_then(Zone::parse);
            // Whole seconds are rounded below, and once.
            let millis = in_millis(array, from.as_ref(), !whole)?;
            let millis = millis.as_primitive::<TimestampMillisecondType>();
            collect(array, safe, |row| {
                let value = millis.value(row);
                Ok(Some(match (source, target) {
                    // To the wall clock of the zone.
                    (Some(source), None) => source.to_local(value),
                    // The session's zone is UTC: the number stays.
                    _ => value,
                }))
            })?
        }
        _ => return Err(cannot("value", to)),
    };
    if whole {
        // Half a second and more rounds up.
        let seconds = values
            .into_iter()
            .map(|millis| millis.map(|millis| (millis + 500).div_euclid(1000)));
        let array: PrimitiveArray<TimestampSecondType> = seconds.collect();
        return Ok(Arc::new(
            array.with_timezone_opt(zone.map(Arc::<str>::from)),
        ));
    }
    let array: PrimitiveArray<TimestampMillisecondType> = values.into_iter().collect();
    Ok(Arc::new(
        array.with_timezone_opt(zone.map(Arc::<str>::from)),
    ))
}
