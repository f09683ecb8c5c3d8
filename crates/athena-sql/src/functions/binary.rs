//! Varbinary: digests, encodings, and the text functions that also take bytes. Numbers are stored big-endian.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, Float32Array, Float64Array, Int32Array, Int64Array,
    StringArray,
};
use datafusion::arrow::datatypes::{DataType, Float32Type, Float64Type, Int32Type, Int64Type};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;
use hmac::{Hmac, KeyInit, Mac};
use md5::Digest;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::kernel::Inputs;
use crate::types::{VARCHAR, is_varchar};

mod murmur3;
mod spooky;

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    let of_bytes = call.types.first() == Some(&DataType::Binary);
    Ok(Some(match call.name {
        "md5" => bytes_of(call, |bytes| md5::Md5::digest(bytes).to_vec())?,
        "sha1" => bytes_of(call, |bytes| sha1::Sha1::digest(bytes).to_vec())?,
        "sha256" => bytes_of(call, |bytes| sha2::Sha256::digest(bytes).to_vec())?,
        "sha512" => bytes_of(call, |bytes| sha2::Sha512::digest(bytes).to_vec())?,
        "xxhash64" => bytes_of(call, |bytes| {
            xxhash_rust::xxh64::xxh64(bytes, 0).to_be_bytes().to_vec()
        })?,
        "murmur3" => bytes_of(call, |bytes| murmur3::digest(bytes).to_vec())?,
        "spooky_hash_v2_64" => bytes_of(call, |bytes| spooky::hash(bytes).to_be_bytes().to_vec())?,
        "spooky_hash_v2_32" => bytes_of(call, |bytes| {
            spooky::hash(bytes).to_be_bytes()[4..].to_vec()
        })?,
        "crc32" => {
            call.arity(1..=1)?;
            let args = vec![call.arg(0, &DataType::Binary)?];
            call.kernel(DataType::Int64, args, |inputs| {
                let array = binary(inputs, 0)?;
                let sums = array
                    .iter()
                    .map(|bytes| bytes.map(|bytes| i64::from(crc32fast::hash(bytes))));
                Ok(Arc::new(sums.collect::<Int64Array>()))
            })
        }
        "hmac_md5" => mac(call, authenticate::<Hmac<md5::Md5>>)?,
        "hmac_sha1" => mac(call, authenticate::<Hmac<sha1::Sha1>>)?,
        "hmac_sha256" => mac(call, authenticate::<Hmac<sha2::Sha256>>)?,
        "hmac_sha512" => mac(call, authenticate::<Hmac<sha2::Sha512>>)?,
        "to_base32" => text_of(call, |bytes| encode(bytes, BASE32, 5, 8))?,
        "to_base64" => text_of(call, |bytes| encode(bytes, BASE64, 6, 4))?,
        "to_base64url" => text_of(call, |bytes| encode(bytes, BASE64_URL, 6, 4))?,
        "to_hex" => text_of(call, |bytes| {
            bytes.iter().map(|byte| format!("{byte:02X}")).collect()
        })?,
        "from_base32" => parsed(call, |text| decode(text, BASE32, 5, 8))?,
        "from_base64" => parsed(call, |text| decode(text, BASE64, 6, 4))?,
        "from_base64url" => parsed(call, |text| decode(text, BASE64_URL, 6, 4))?,
        "from_hex" => parsed(call, |text| {
            let text = (!text.contains(char::is_whitespace)).then_some(text)?;
            super::literal::unhex(text)
        })?,
        "to_utf8" => {
            call.arity(1..=1)?;
            let args = vec![call.arg(0, &VARCHAR)?];
            call.kernel(DataType::Binary, args, |inputs| {
                let text = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| text.get(row).map(str::as_bytes));
                Ok(Arc::new(rows.collect::<BinaryArray>()))
            })
        }
        "from_utf8" => from_utf8(call)?,
        "to_big_endian_32" => number_to_bytes::<Int32Type, 4>(call, i32::to_be_bytes)?,
        "to_big_endian_64" => number_to_bytes::<Int64Type, 8>(call, i64::to_be_bytes)?,
        "to_ieee754_32" => number_to_bytes::<Float32Type, 4>(call, f32::to_be_bytes)?,
        "to_ieee754_64" => number_to_bytes::<Float64Type, 8>(call, f64::to_be_bytes)?,
        "from_big_endian_32" => number(call, DataType::Int32, |rows| {
            let rows = rows.map(|row| fixed(row?).map(|bytes| bytes.map(i32::from_be_bytes)));
            Ok(Arc::new(rows.collect::<Result<Int32Array>>()?))
        })?,
        "from_big_endian_64" => number(call, DataType::Int64, |rows| {
            let rows = rows.map(|row| fixed(row?).map(|bytes| bytes.map(i64::from_be_bytes)));
            Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
        })?,
        "from_ieee754_32" => number(call, DataType::Float32, |rows| {
            let rows = rows.map(|row| fixed(row?).map(|bytes| bytes.map(f32::from_be_bytes)));
            Ok(Arc::new(rows.collect::<Result<Float32Array>>()?))
        })?,
        "from_ieee754_64" => number(call, DataType::Float64, |rows| {
            let rows = rows.map(|row| fixed(row?).map(|bytes| bytes.map(f64::from_be_bytes)));
            Ok(Arc::new(rows.collect::<Result<Float64Array>>()?))
        })?,
        "length" if of_bytes => {
            call.arity(1..=1)?;
            call.kernel(DataType::Int64, call.args.clone(), |inputs| {
                let array = binary(inputs, 0)?;
                let lengths = array
                    .iter()
                    .map(|bytes| bytes.and_then(|bytes| i64::try_from(bytes.len()).ok()));
                Ok(Arc::new(lengths.collect::<Int64Array>()))
            })
        }
        "reverse" if of_bytes => bytes_of(call, |bytes| bytes.iter().rev().copied().collect())?,
        "substr" if of_bytes => substr(call)?,
        "lpad" | "rpad" if of_bytes => pad(call)?,
        "strpos" | "substring" | "concat_ws" if of_bytes => return Err(call.no_match()),
        _ => return Ok(None),
    }))
}

fn binary(inputs: &Inputs, i: usize) -> Evaluated<BinaryArray> {
    let array = datafusion::arrow::compute::cast(&inputs.array(i)?, &DataType::Binary)?;
    Ok(array.as_binary::<i32>().clone())
}

fn bytes_of(
    call: &Call,
    compute: impl Fn(&[u8]) -> Vec<u8> + Send + Sync + 'static,
) -> Result<Expr> {
    call.arity(1..=1)?;
    let args = vec![call.arg(0, &DataType::Binary)?];
    Ok(call.kernel(DataType::Binary, args, move |inputs| {
        let array = binary(inputs, 0)?;
        let rows = array.iter().map(|bytes| bytes.map(&compute));
        Ok(Arc::new(rows.collect::<BinaryArray>()))
    }))
}

/// The code of a text under a key, which may have any length.
fn authenticate<M: Mac + KeyInit>(bytes: &[u8], key: &[u8]) -> Option<Vec<u8>> {
    let mac = <M as KeyInit>::new_from_slice(key).ok()?;
    Some(mac.chain_update(bytes).finalize().into_bytes().to_vec())
}

fn mac(
    call: &Call,
    compute: impl Fn(&[u8], &[u8]) -> Option<Vec<u8>> + Send + Sync + 'static,
) -> Result<Expr> {
    call.arity(2..=2)?;
    let args = vec![
        call.arg(0, &DataType::Binary)?,
        call.arg(1, &DataType::Binary)?,
    ];
    Ok(call.kernel(DataType::Binary, args, move |inputs| {
        let (texts, keys) = (binary(inputs, 0)?, binary(inputs, 1)?);
        let rows = texts.iter().zip(keys.iter()).map(|pair| match pair {
            (Some(_), Some([])) => Err(SqlError::execution("empty key")),
            (Some(bytes), Some(key)) => compute(bytes, key)
                .map(Some)
                .ok_or_else(|| SqlError::execution("the key is not valid")),
            _ => Ok(None),
        });
        Ok(Arc::new(rows.collect::<Result<BinaryArray>>()?))
    }))
}

fn text_of(call: &Call, compute: impl Fn(&[u8]) -> String + Send + Sync + 'static) -> Result<Expr> {
    call.arity(1..=1)?;
    let args = vec![call.arg(0, &DataType::Binary)?];
    Ok(call.kernel(VARCHAR, args, move |inputs| {
        let array = binary(inputs, 0)?;
        let rows = array.iter().map(|bytes| bytes.map(&compute));
        Ok(Arc::new(rows.collect::<StringArray>()))
    }))
}

/// Bytes from text (or from bytes that are text).
fn parsed(
    call: &Call,
    compute: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static,
) -> Result<Expr> {
    call.arity(1..=1)?;
    let arg = match &call.types[0] {
        DataType::Binary => call.args[0].clone(),
        _ => call.arg(0, &VARCHAR)?,
    };
    let name = call.name.to_owned();
    Ok(call.kernel(DataType::Binary, vec![arg], move |inputs| {
        let wrong = || SqlError::execution(format!("{name} cannot read its argument"));
        let bytes = datafusion::arrow::compute::cast(&inputs.array(0)?, &DataType::Binary)?;
        let rows = bytes.as_binary::<i32>().iter().map(|bytes| {
            let Some(bytes) = bytes else {
                return Ok(None);
            };
            let text = std::str::from_utf8(bytes).map_err(|_| wrong())?;
            compute(text).ok_or_else(wrong).map(Some)
        });
        Ok(Arc::new(rows.collect::<Result<BinaryArray>>()?))
    }))
}

fn number_to_bytes<P, const N: usize>(call: &Call, write: fn(P::Native) -> [u8; N]) -> Result<Expr>
where
    P: datafusion::arrow::datatypes::ArrowPrimitiveType,
{
    call.arity(1..=1)?;
    let args = vec![call.arg(0, &P::DATA_TYPE)?];
    Ok(call.kernel(DataType::Binary, args, move |inputs| {
        let values = inputs.values::<P>(0)?;
        let rows = (0..inputs.rows).map(|row| values.get(row).map(write));
        Ok(Arc::new(rows.collect::<BinaryArray>()))
    }))
}

fn number(
    call: &Call,
    returns: DataType,
    read: impl Fn(&mut dyn Iterator<Item = Result<Option<&[u8]>>>) -> Result<ArrayRef>
    + Send
    + Sync
    + 'static,
) -> Result<Expr> {
    call.arity(1..=1)?;
    let args = vec![call.arg(0, &DataType::Binary)?];
    Ok(call.kernel(returns, args, move |inputs| {
        let array = binary(inputs, 0)?;
        Ok(read(&mut array.iter().map(Ok))?)
    }))
}

fn fixed<const N: usize>(bytes: Option<&[u8]>) -> Result<Option<[u8; N]>> {
    bytes
        .map(|bytes| {
            bytes
                .try_into()
                .map_err(|_| SqlError::execution(format!("expected {N} bytes of input")))
        })
        .transpose()
}

fn from_utf8(call: &Call) -> Result<Expr> {
    call.arity(1..=2)?;
    let mut args = vec![call.arg(0, &DataType::Binary)?];
    if call.args.len() == 2 {
        if !is_varchar(&call.types[1]) {
            return Err(call
                .unsupported("from_utf8 with a code point is not supported")
                .hint("give the replacement as text"));
        }
        args.push(call.arg(1, &VARCHAR)?);
    }
    Ok(call.kernel(VARCHAR, args, |inputs| {
        let array = binary(inputs, 0)?;
        let replacement = match inputs.args.len() {
            2 => Some(inputs.text(1)?),
            _ => None,
        };
        let rows = array.iter().enumerate().map(|(row, bytes)| {
            let Some(bytes) = bytes else { return Ok(None) };
            let with = match &replacement {
                None => "\u{fffd}",
                Some(column) => match column.get(row) {
                    Some(with) if with.chars().count() > 1 => {
                        return Err(SqlError::execution(
                            "replacement character must be empty or a single character",
                        ));
                    }
                    Some(with) => with,
                    None => return Ok(None),
                },
            };
            let mut out = String::with_capacity(bytes.len());
            for chunk in bytes.utf8_chunks() {
                out.push_str(chunk.valid());
                if !chunk.invalid().is_empty() {
                    out.push_str(with);
                }
            }
            Ok(Some(out))
        });
        Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
    }))
}

fn substr(call: &Call) -> Result<Expr> {
    call.arity(2..=3)?;
    let mut args = vec![call.args[0].clone()];
    for i in 1..call.args.len() {
        args.push(call.arg(i, &DataType::Int64)?);
    }
    Ok(call.kernel(DataType::Binary, args, |inputs| {
        let array = binary(inputs, 0)?;
        let start = inputs.values::<Int64Type>(1)?;
        let length = match inputs.args.len() {
            3 => Some(inputs.values::<Int64Type>(2)?),
            _ => None,
        };
        let rows = (0..inputs.rows).map(|row| {
            let start = start.get(row)?;
            let length = match &length {
                Some(length) => length.get(row)?,
                None => i64::MAX,
            };
            let bytes = array.is_valid(row).then(|| array.value(row))?;
            let total = i64::try_from(bytes.len()).ok()?;
            let from = if start > 0 { start - 1 } else { total + start };
            if start == 0 || from < 0 || length <= 0 {
                return Some(&bytes[..0]);
            }
            let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
            let keep = usize::try_from(length).unwrap_or(usize::MAX);
            let rest = &bytes[from..];
            Some(&rest[..keep.min(rest.len())])
        });
        Ok(Arc::new(rows.collect::<BinaryArray>()))
    }))
}

fn pad(call: &Call) -> Result<Expr> {
    call.arity(3..=3)?;
    let left = call.name == "lpad";
    let args = vec![
        call.args[0].clone(),
        call.arg(1, &DataType::Int64)?,
        call.arg(2, &DataType::Binary)?,
    ];
    Ok(call.kernel(DataType::Binary, args, move |inputs| {
        let (bytes, fill) = (binary(inputs, 0)?, binary(inputs, 2)?);
        let sizes = inputs.values::<Int64Type>(1)?;
        let rows = (0..inputs.rows).map(|row| {
            let Some(size) = sizes.get(row) else {
                return Ok(None);
            };
            if bytes.is_null(row) || fill.is_null(row) {
                return Ok(None);
            }
            let (bytes, fill) = (bytes.value(row), fill.value(row));
            if fill.is_empty() {
                return Err(SqlError::execution("padding bytes must not be empty"));
            }
            let size = usize::try_from(size)
                .ok()
                .filter(|size| *size <= 1_000_000)
                .ok_or_else(|| {
                    SqlError::execution("target length must be in the range [0..2147483647]")
                })?;
            let kept = &bytes[..bytes.len().min(size)];
            let padding = fill.iter().cycle().take(size - kept.len()).copied();
            Ok(Some(if left {
                padding.chain(kept.iter().copied()).collect::<Vec<u8>>()
            } else {
                kept.iter().copied().chain(padding).collect()
            }))
        });
        Ok(Arc::new(rows.collect::<Result<BinaryArray>>()?))
    }))
}

const BASE32: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64_URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes in an alphabet of `bits` each, padded with `=` to whole groups of characters.
fn encode(bytes: &[u8], alphabet: &[u8], bits: u32, group: usize) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    let (mut held, mut count) = (0_u32, 0);
    let mask = (1 << bits) - 1;
    let symbol = |index: u32| char::from(alphabet[(index & mask) as usize]);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        count += 8;
        while count >= bits {
            count -= bits;
            out.push(symbol(held >> count));
        }
        held &= (1 << count) - 1;
    }
    if count > 0 {
        out.push(symbol(held << (bits - count)));
    }
    while !out.len().is_multiple_of(group) {
        out.push('=');
    }
    out
}

/// The bytes of an encoded text; padding may be left out, but not be wrong.
fn decode(text: &str, alphabet: &[u8], bits: u32, group: usize) -> Option<Vec<u8>> {
    let body = text.trim_end_matches('=');
    let padded = text.len() > body.len();
    (!padded || text.len().is_multiple_of(group)).then_some(())?;
    (!padded || text.len() - body.len() < group).then_some(())?;
    let mut out = Vec::with_capacity(body.len());
    let (mut held, mut count) = (0_u32, 0);
    for byte in body.bytes() {
        let value = alphabet.iter().position(|known| *known == byte)?;
        held = held << bits | u32::try_from(value).ok()?;
        count += bits;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(held >> count & 255).ok()?);
        }
        held &= (1 << count) - 1;
    }
    // One character alone is not a byte.
    (count < bits).then_some(out)
}
