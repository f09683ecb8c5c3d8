//! `round` and `truncate`: half away from zero, and towards it.

use std::cell::Cell;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Float64Array, Int64Array};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::logical_expr::Expr;

use super::{decimals, float_like};
use crate::call::Call;
use crate::coercion::{as_decimal, cast, common_type};
use crate::error::{Result, SqlError};
use crate::functions::decimal::{divide_half_up, power_of_ten};
use crate::kernel::Column;
use crate::types::{self, is_integer};

/// What a decimal of this scale is divided by to have so many digits; none where nothing of it is left.
fn shift(scale: i8, digits: i64) -> Option<i128> {
    power_of_ten(i32::try_from(i64::from(scale) - digits).ok()?)
}

/// Doubles rounded half away from zero at a digit. Trino multiplies, rounds and divides in doubles.
#[derive(Clone, Copy)]
struct Rounding {
    factor: f64,
}

impl Rounding {
    fn at(digits: i64) -> Self {
        let digits = i32::try_from(digits.clamp(-400, 400)).unwrap_or(0);
        Self {
            factor: 10_f64.powf(digits.into()),
        }
    }

    /// Every value, and what lies under a NULL as well.
    fn all(self, values: &Column<Float64Array>, rows: usize) -> Float64Array {
        let far = Cell::new(false);
        let array = values.map(rows, |value| {
            let (rounded, near) = self.near(value);
            far.set(far.get() | !near);
            rounded
        });
        if far.get() {
            return values.map(rows, |value| self.apply(value));
        }
        array
    }

    fn apply(self, value: f64) -> f64 {
        let scaled = value * self.factor;
        match self.near(value) {
            (rounded, true) => rounded,
            _ if value == 0.0 => 0.0,
            _ if scaled.is_finite() => scaled / self.factor,
            _ => value,
        }
    }

    /// The value rounded, and whether it has a fraction that this could see. No branch for the vector unit.
    ///
    /// So far before the point that the factor is 0, this divides 0 by 0, as Trino does.
    fn near(self, value: f64) -> (f64, bool) {
        let size = (value * self.factor).abs();
        // A double of this size has no room for a fraction: the sum is rounded, half to even.
        let even = (size + WHOLE) - WHOLE;
        let rounded = if size - even >= 0.5 { even + 1.0 } else { even };
        let signed = if value < 0.0 { -rounded } else { rounded };
        (signed / self.factor, size < WHOLE)
    }
}

/// From here on a double has no fraction: 2^52.
const WHOLE: f64 = 4_503_599_627_370_496.0;

pub(super) fn round(call: &Call) -> Result<Expr> {
    call.arity(1..=2)?;
    let kind = call.types[0].clone();
    let digits = if call.args.len() == 2 {
        vec![call.integer(1)?]
    } else {
        vec![]
    };
    match kind {
        kind if is_integer(&kind) => {
            if digits.is_empty() {
                return Ok(call.args[0].clone());
            }
            let args = std::iter::once(cast(call.args[0].clone(), DataType::Int64))
                .chain(digits)
                .collect();
            let (least, greatest) = match kind {
                DataType::Int8 => (i8::MIN.into(), i8::MAX.into()),
                DataType::Int16 => (i16::MIN.into(), i16::MAX.into()),
                DataType::Int32 => (i32::MIN.into(), i32::MAX.into()),
                _ => (i64::MIN, i64::MAX),
            };
            Ok(call.kernel(kind, args, move |inputs| {
                let (values, digits) = (
                    inputs.values::<Int64Type>(0)?,
                    inputs.values::<Int64Type>(1)?,
                );
                let rows = (0..inputs.rows).map(|row| {
                    let (Some(value), Some(digits)) = (values.get(row), digits.get(row)) else {
                        return Ok(None);
                    };
                    if digits >= 0 {
                        return Ok(Some(value));
                    }
                    // Trino takes as many digits away as a bigint has, and fails at more.
                    let factor = i32::try_from(digits.unsigned_abs())
                        .ok()
                        .filter(|digits| *digits <= 18)
                        .and_then(power_of_ten);
                    let rounded = factor.and_then(|factor| {
                        divide_half_up(value.into(), factor).checked_mul(factor)
                    });
                    match rounded.and_then(|rounded| i64::try_from(rounded).ok()) {
                        Some(rounded) if rounded >= least && rounded <= greatest => {
                            Ok(Some(rounded))
                        }
                        _ => Err(SqlError::execution(format!("numerical overflow: {value}"))),
                    }
                });
                let rows = rows.collect::<Result<Int64Array, SqlError>>()?;
                Ok(Arc::new(rows) as ArrayRef)
            }))
        }
        DataType::Decimal128(p, s) if digits.is_empty() => {
            let precision = (p + u8::from(s > 0))
                .saturating_sub(u8::try_from(s).unwrap_or(0))
                .clamp(1, 38);
            decimals(call, DataType::Decimal128(precision, 0), move |value, _| {
                Some(divide_half_up(value, power_of_ten(s.into())?))
            })
        }
        DataType::Decimal128(p, s) => decimals(
            call,
            DataType::Decimal128((p + 1).min(38), s),
            move |value, digits| {
                if digits >= i64::from(s) {
                    return Some(value);
                }
                match shift(s, digits) {
                    Some(factor) => divide_half_up(value, factor).checked_mul(factor),
                    None => Some(0),
                }
            },
        ),
        DataType::Float32 | DataType::Float64 | DataType::Null => {
            let args = std::iter::once(call.arg(0, &DataType::Float64)?)
                .chain(digits)
                .collect();
            let returns = if kind == DataType::Float32 {
                kind
            } else {
                DataType::Float64
            };
            Ok(call.kernel(returns, args, |inputs| {
                let values = inputs.values::<Float64Type>(0)?;
                let digits = if inputs.args.len() > 1 {
                    Some(inputs.values::<Int64Type>(1)?)
                } else {
                    None
                };
                let fixed = match &digits {
                    Some(digits) => digits.constant(),
                    None => Some(0),
                };
                if let Some(fixed) = fixed {
                    let array = Rounding::at(fixed).all(&values, inputs.rows);
                    return Ok(Arc::new(array) as ArrayRef);
                }
                let rows = (0..inputs.rows).map(|row| {
                    let digits = digits.as_ref()?.get(row)?;
                    Some(Rounding::at(digits).apply(values.get(row)?))
                });
                Ok(Arc::new(rows.collect::<Float64Array>()) as ArrayRef)
            }))
        }
        _ => Err(call.no_match()),
    }
}

pub(super) fn truncate(call: &Call) -> Result<Expr> {
    call.arity(1..=2)?;
    if call.args.len() == 2 {
        call.integer(1)?;
    }
    // Whole numbers are taken for decimals here.
    if is_integer(&call.types[0])
        && let Some((precision, _)) = as_decimal(&call.types[0])
    {
        let kind = DataType::Decimal128(precision, 0);
        let mut args = call.args.clone();
        args[0] = call.arg(0, &kind)?;
        let mut types = call.types.clone();
        types[0] = kind;
        return truncate(&Call {
            name: call.name,
            payload: call.payload,
            location: call.location,
            args,
            types,
        });
    }
    match call.types[0].clone() {
        DataType::Decimal128(p, s) if call.args.len() == 1 => {
            let precision = p.saturating_sub(u8::try_from(s).unwrap_or(0)).max(1);
            decimals(call, DataType::Decimal128(precision, 0), move |value, _| {
                Some(value / power_of_ten(s.into())?)
            })
        }
        DataType::Decimal128(p, s) => {
            decimals(call, DataType::Decimal128(p, s), move |value, digits| {
                if digits >= i64::from(s) {
                    return Some(value);
                }
                match shift(s, digits) {
                    Some(factor) => Some(value / factor * factor),
                    None => Some(0),
                }
            })
        }
        kind if common_type(&kind, &DataType::Float64).is_some() && call.args.len() == 1 => {
            float_like(call, f64::trunc)
        }
        _ => Err(call.unsupported(format!(
            "truncate({}, n) is not supported",
            types::display(&call.types[0])
        ))),
    }
}
