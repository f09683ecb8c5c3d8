//! Functions that answer differently every time.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, Int64Array};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::common_type;
use crate::error::{Result, SqlError};
use crate::functions::array::lists_of;
use crate::kernel::Kernel;
use crate::types::{self, is_integer};

/// A number in [0, 1) that is another one in every row and every time.
fn dice() -> Expr {
    datafusion::functions::math::expr_fn::random()
}

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match (call.name, call.args.len()) {
        ("rand" | "random", 0) => dice(),
        ("rand" | "random", count @ (1 | 2)) => {
            let kind = match count {
                1 => Some(call.types[0].clone()),
                _ => common_type(&call.types[0], &call.types[1]),
            }
            .filter(is_integer)
            .ok_or_else(|| call.no_match())?;
            let mut args = vec![dice()];
            for i in 0..count {
                args.push(call.arg(i, &DataType::Int64)?);
            }
            Kernel::new("random", kind, |inputs| {
                let dice = inputs.values::<Float64Type>(0)?;
                let first = inputs.values::<Int64Type>(1)?;
                let second = match inputs.args.len() {
                    3 => Some(inputs.values::<Int64Type>(2)?),
                    _ => None,
                };
                let rows = (0..inputs.rows).map(|row| {
                    let (low, high) = match &second {
                        None => (Some(0), first.get(row)),
                        Some(second) => (first.get(row), second.get(row)),
                    };
                    let (Some(low), Some(high), Some(share)) = (low, high, dice.get(row)) else {
                        return Ok(None);
                    };
                    if high <= low {
                        return Err(SqlError::execution("bound must be greater than start"));
                    }
                    Ok(Some(between(low, high, share)))
                });
                Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
            })
            .call(args)
        }
        ("rand" | "random", _) => return Err(call.no_match()),
        ("shuffle", 1) => {
            let item = types::item_of(&call.types[0])
                .cloned()
                .ok_or_else(|| call.no_match())?;
            let args = vec![call.args[0].clone(), dice()];
            Kernel::new("shuffle", types::array(item), |inputs| {
                let lists = inputs.array(0)?;
                let lists = lists.as_list::<i32>();
                let dice = inputs.values::<Float64Type>(1)?;
                let rows = (0..inputs.rows)
                    .map(|row| {
                        lists.is_valid(row).then(|| {
                            let seed = dice.get(row).unwrap_or_default().to_bits();
                            let offsets = lists.value_offsets();
                            let mut items: Vec<u32> = (offsets[row]..offsets[row + 1])
                                .filter_map(|i| u32::try_from(i).ok())
                                .collect();
                            shuffle(&mut items, seed);
                            items
                        })
                    })
                    .collect();
                lists_of(lists.values(), rows)
            })
            .call(args)
        }
        _ => return Ok(None),
    }))
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a share of a range"
)]
fn between(low: i64, high: i64, share: f64) -> i64 {
    let width = (i128::from(high) - i128::from(low)) as f64;
    let step = (share * width).floor() as i128;
    i64::try_from((i128::from(low) + step).min(i128::from(high) - 1)).unwrap_or(low)
}

/// Fisher and Yates, with the numbers of splitmix64.
fn shuffle(items: &mut [u32], seed: u64) {
    let mut state = seed;
    for i in (1..items.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let j = ((u128::from(z ^ (z >> 31)) * (i as u128 + 1)) >> 64) as usize;
        items.swap(i, j);
    }
}
