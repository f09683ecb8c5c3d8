//! Numbers as bits: `bitwise_and` and its kin, shifts, `bit_count`.

use std::sync::Arc;

use datafusion::arrow::array::Int64Array;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "bitwise_and" => longs(call, 2, |v| Some(v[0] & v[1]))?,
        "bitwise_or" => longs(call, 2, |v| Some(v[0] | v[1]))?,
        "bitwise_xor" => longs(call, 2, |v| Some(v[0] ^ v[1]))?,
        "bitwise_not" => longs(call, 1, |v| Some(!v[0]))?,
        "bitwise_left_shift" | "bitwise_right_shift" | "bitwise_right_shift_arithmetic" => {
            call.arity(2..=2)?;
            let width = match call.types[0] {
                DataType::Int8 => 8,
                DataType::Int16 => 16,
                DataType::Int32 => 32,
                DataType::Int64 => 64,
                _ => return Err(call.no_match()),
            };
            let name = call.name.to_owned();
            let args = vec![call.arg(0, &DataType::Int64)?, call.integer(1)?];
            call.kernel(call.types[0].clone(), args, move |inputs| {
                let (values, shifts) = (
                    inputs.values::<Int64Type>(0)?,
                    inputs.values::<Int64Type>(1)?,
                );
                // The number that the lowest bits are, the first of them the sign.
                let cut = |bits: u64| (bits << (64 - width)).cast_signed() >> (64 - width);
                let shift = |value: i64, by: i64| {
                    let bits = value.cast_unsigned() << (64 - width) >> (64 - width);
                    // Java shifts by the lowest six bits of a count; Trino minds counts beyond the width, not those below 0.
                    let by = match u32::try_from(by) {
                        Ok(by) if by >= width => None,
                        Ok(by) => Some(by),
                        Err(_) if by > 0 => None,
                        Err(_) => Some((by & 63) as u32),
                    };
                    match (name.as_str(), by) {
                        ("bitwise_left_shift", Some(by)) => cut(bits << by),
                        ("bitwise_right_shift", Some(by)) => cut(bits >> by),
                        ("bitwise_left_shift" | "bitwise_right_shift", None) => 0,
                        (_, by) => value >> by.unwrap_or(63),
                    }
                };
                let rows =
                    (0..inputs.rows).map(|row| Some(shift(values.get(row)?, shifts.get(row)?)));
                Ok(Arc::new(rows.collect::<Int64Array>()))
            })
        }
        "bit_count" => longs(call, 2, |v| {
            let bits = u32::try_from(v[1])
                .ok()
                .filter(|bits| (2..=64).contains(bits))?;
            // The number has to fit these bits, its sign included.
            let greatest = i64::MAX >> (64 - bits);
            if v[0] > greatest || v[0] < !greatest {
                return None;
            }
            let mask = if bits == 64 {
                u64::MAX
            } else {
                (1_u64 << bits) - 1
            };
            Some(i64::from((v[0].cast_unsigned() & mask).count_ones()))
        })?,
        _ => return Ok(None),
    }))
}

fn longs(call: &Call, count: usize, compute: fn(&[i64]) -> Option<i64>) -> Result<Expr> {
    call.arity(count..=count)?;
    let args = (0..count)
        .map(|i| call.arg(i, &DataType::Int64))
        .collect::<Result<_>>()?;
    Ok(call.kernel(DataType::Int64, args, move |inputs| {
        let columns = (0..count)
            .map(|i| inputs.values::<Int64Type>(i))
            .collect::<datafusion::error::Result<Vec<_>>>()?;
        let rows = (0..inputs.rows).map(|row| {
            match columns
                .iter()
                .map(|column| column.get(row))
                .collect::<Option<Vec<_>>>()
            {
                Some(values) => compute(&values)
                    .map(Some)
                    .ok_or_else(|| SqlError::execution("argument out of range")),
                None => Ok(None),
            }
        });
        Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
    }))
}
