//! The order in which the keys of a collected map lie: that of the slots of Trino's hash table, which `map_keys` and UNNEST show.

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimeUnit, TimestampMicrosecondType, TimestampMillisecondType, TimestampSecondType,
};
use xxhash_rust::xxh64::xxh64;

/// Slots of a table at first. It doubles once 15 of 16 are taken.
const SLOTS: usize = 16;
/// Slots that are looked at in one step.
const STEP: usize = 8;

/// The places of distinct keys in the order of their slots, for keys that come in the order of the array; as they come for a type whose
/// hash is not known here.
pub(super) fn slots(keys: &ArrayRef) -> Vec<u32> {
    let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
    let Some(hashes) = hashes(keys) else {
        return (0..count).collect();
    };
    let mut table: Vec<Option<u32>> = vec![None; SLOTS];
    for (taken, key) in (1..).zip(0..count) {
        put(&mut table, key, &hashes);
        if taken >= table.len() / 16 * 15 {
            let before = std::mem::take(&mut table);
            table = vec![None; before.len() * 2];
            for key in before.into_iter().flatten() {
                put(&mut table, key, &hashes);
            }
        }
    }
    table.into_iter().flatten().collect()
}

/// Into the first free slot from that of the hash, whose seven lowest bits tell keys apart and place none.
fn put(table: &mut [Option<u32>], key: u32, hashes: &[u64]) {
    let within = table.len() - 1;
    let mut at = (hashes[key as usize] >> 7) as usize & within;
    let mut step = 1;
    loop {
        let free = (at..at + STEP).find(|slot| table[slot & within].is_none());
        if let Some(slot) = free {
            table[slot & within] = Some(key);
            return;
        }
        at = (at + step) & within;
        step += STEP;
    }
}

/// The hashes of keys, none of which is NULL.
fn hashes(keys: &ArrayRef) -> Option<Vec<u64>> {
    macro_rules! numbers {
        ($kind:ty, $number:expr) => {
            keys.as_primitive::<$kind>()
                .values()
                .iter()
                .map(|value| mixed($number(*value)))
                .collect()
        };
    }
    Some(match keys.data_type() {
        DataType::Utf8 => {
            let texts = keys.as_string::<i32>();
            (0..texts.len())
                .map(|i| xxh64(texts.value(i).as_bytes(), 0))
                .collect()
        }
        DataType::Binary => {
            let bytes = keys.as_binary::<i32>();
            (0..bytes.len()).map(|i| xxh64(bytes.value(i), 0)).collect()
        }
        DataType::Boolean => {
            let flags = keys.as_boolean();
            (0..flags.len())
                .map(|i| if flags.value(i) { 1231 } else { 1237 })
                .collect()
        }
        DataType::Int8 => numbers!(Int8Type, i64::from),
        DataType::Int16 => numbers!(Int16Type, i64::from),
        DataType::Int32 => numbers!(Int32Type, i64::from),
        DataType::Int64 => numbers!(Int64Type, i64::from),
        DataType::Date32 => numbers!(Date32Type, i64::from),
        DataType::Float64 => numbers!(Float64Type, |value: f64| (value + 0.0)
            .to_bits()
            .cast_signed()),
        DataType::Float32 => {
            numbers!(Float32Type, |value: f32| i64::from(
                (value + 0.0).to_bits().cast_signed()
            ))
        }
        DataType::Decimal128(precision, _) if *precision <= 18 => {
            numbers!(Decimal128Type, |value: i128| i64::try_from(value)
                .unwrap_or_default())
        }
        DataType::Timestamp(TimeUnit::Second, None) => {
            numbers!(TimestampSecondType, |value: i64| value
                .wrapping_mul(1_000_000))
        }
        DataType::Timestamp(TimeUnit::Millisecond, None) => {
            numbers!(TimestampMillisecondType, |value: i64| value
                .wrapping_mul(1000))
        }
        DataType::Timestamp(TimeUnit::Microsecond, None) => {
            numbers!(TimestampMicrosecondType, i64::from)
        }
        _ => return None,
    })
}

/// Trino's hash of a number.
fn mixed(value: i64) -> u64 {
    let value = value.cast_unsigned().wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    value.rotate_left(31).wrapping_mul(0x9E37_79B1_85EB_CA87)
}
