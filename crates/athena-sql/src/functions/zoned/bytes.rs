//! A time with its zone as bytes: eight of the instant, which sort as it does, two of the zone's number, and one more where the instant is in
//! seconds.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use chrono::FixedOffset;
use chrono_tz::{TZ_VARIANTS, Tz};
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, FixedSizeBinaryArray, FixedSizeBinaryBuilder, PrimitiveArray,
};
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::error::Result as PlanResult;

use super::{UTC, timestamp};
use crate::functions::cast::cast_array;
use crate::functions::timezone::Zone;
use crate::types::{self, VARCHAR, ZONED, ZONED_SECONDS};

/// The instants, in the unit of the type, and the numbers of the zones.
pub(super) fn read(array: &ArrayRef) -> (PrimitiveArray<Int64Type>, Vec<u16>) {
    let array = array.as_fixed_size_binary();
    let both = |row| {
        let bytes: &[u8] = array.value(row);
        let time = bytes[..8].try_into().map_or(0, u64::from_be_bytes);
        let zone = bytes[8..10].try_into().map_or(0, u16::from_be_bytes);
        ((time ^ SIGN).cast_signed(), zone)
    };
    let known = |row: usize| array.is_valid(row).then(|| both(row));
    let mut zone_before = (0..array.len()).find_map(known).map_or(0, |(_, zone)| zone);
    let (times, zones): (Vec<Option<i64>>, Vec<u16>) = (0..array.len())
        .map(|row| match known(row) {
            Some((time, zone)) => {
                zone_before = zone;
                (Some(time), zone)
            }
            None => (None, zone_before),
        })
        .unzip();
    (times.into(), zones)
}

/// Turned over so that bytes sort as signed numbers do.
const SIGN: u64 = 1 << 63;

/// Instants in milliseconds, each with its zone.
pub(in super::super) fn of_millis(rows: Vec<Option<(i64, Zone)>>) -> PlanResult<ArrayRef> {
    let rows = rows.into_iter();
    let rows = rows.map(|row| row.map(|(millis, zone)| (millis, number(zone))));
    written(rows.collect(), &ZONED)
}

pub(super) fn written(rows: Vec<Option<(i64, u16)>>, kind: &DataType) -> PlanResult<ArrayRef> {
    let size = if *kind == ZONED_SECONDS { 11 } else { 10 };
    let known: Vec<bool> = rows.iter().map(Option::is_some).collect();
    let mut bytes = Vec::with_capacity(rows.len() * size);
    for (before, row) in rows.into_iter().enumerate() {
        let (time, zone) = row.unwrap_or((0, 0));
        bytes.extend((time.cast_unsigned() ^ SIGN).to_be_bytes());
        bytes.extend(zone.to_be_bytes());
        bytes.resize((before + 1) * size, 0);
    }
    let size = i32::try_from(size).unwrap_or(i32::MAX);
    let array = FixedSizeBinaryArray::try_new(size, bytes.into(), Some(known.into()))?;
    Ok(Arc::new(array))
}

/// A column of one zone as one of several.
pub(super) fn zoned(array: &ArrayRef, kind: &DataType) -> PlanResult<ArrayRef> {
    let zone = types::zone_of(array.data_type()).and_then(Zone::parse);
    let zone = number(zone.unwrap_or(UTC));
    let times = arrow_cast(array, &DataType::Int64)?;
    let times = times.as_primitive::<Int64Type>().iter();
    written(times.map(|time| Some((time?, zone))).collect(), kind)
}

/// The first number of the zones that are offsets alone.
const OFFSETS: u16 = 4096;

static NUMBERS: LazyLock<HashMap<Tz, u16>> = LazyLock::new(|| {
    let zones = TZ_VARIANTS.iter().zip(0..);
    zones.map(|(zone, number)| (*zone, number)).collect()
});

pub(super) fn number(zone: Zone) -> u16 {
    match zone {
        Zone::Named(zone) => NUMBERS.get(&zone).copied().unwrap_or(0),
        Zone::Fixed(offset) => {
            let minutes = offset.local_minus_utc() / 60 + 24 * 60;
            OFFSETS + u16::try_from(minutes).unwrap_or(24 * 60)
        }
    }
}

pub(super) fn zone(number: u16) -> Zone {
    if number >= OFFSETS {
        let minutes = i32::from(number - OFFSETS) - 24 * 60;
        return FixedOffset::east_opt(minutes * 60).map_or(UTC, Zone::Fixed);
    }
    let zone = TZ_VARIANTS.get(usize::from(number)).copied();
    zone.map_or(UTC, Zone::Named)
}

/// The instants of a column whose rows have zones of their own, as timestamps in UTC; `None` for any other column.
pub fn instants(array: &ArrayRef) -> Option<ArrayRef> {
    let kind = array.data_type();
    let times = types::is_zoned(kind).then(|| read(array).0)?;
    arrow_cast(&times, &timestamp(kind, "UTC")).ok()
}

/// The text of one value, by its bytes.
pub(in super::super) fn text(bytes: &[u8]) -> Option<String> {
    let kind = match bytes.len() {
        10 => ZONED,
        11 => ZONED_SECONDS,
        _ => return None,
    };
    let mut one = FixedSizeBinaryBuilder::new(i32::try_from(bytes.len()).ok()?);
    one.append_value(bytes).ok()?;
    let (time, zones) = read(&(Arc::new(one.finish()) as ArrayRef));
    let zone = zone(*zones.first()?);
    let time = arrow_cast(&time, &timestamp(&kind, &zone.name())).ok()?;
    let text = cast_array(&time, &VARCHAR, None, false).ok()?;
    Some(text.as_string::<i32>().value(0).to_owned())
}
