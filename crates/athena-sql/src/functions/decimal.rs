//! Exact decimals: the precision and scale of every result, half-up rounding, errors past 38 digits.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Decimal128Array};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, i256};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::{as_decimal, coerce};
use crate::error::{Result, SqlError};
use crate::kernel::{Column, Inputs, Kernel};

/// The first number that no decimal holds.
pub(crate) const LIMIT: i128 = 100_000_000_000_000_000_000_000_000_000_000_000_000;

pub(crate) fn power_of_ten(exponent: i32) -> Option<i128> {
    10_i128.checked_pow(u32::try_from(exponent).ok()?)
}

pub(crate) fn overflow() -> SqlError {
    SqlError::execution("decimal overflow")
}

/// `value / divisor`, rounded half away from zero.
pub(crate) fn divide_half_up(value: i128, divisor: i128) -> i128 {
    // Most decimals are short, and the division of 128 bits is a long one.
    if let (Ok(value), Ok(divisor)) = (i64::try_from(value), i64::try_from(divisor))
        && divisor > 0
    {
        let (quotient, remainder) = (value / divisor, value % divisor);
        let up = remainder.unsigned_abs() >= divisor.unsigned_abs().div_ceil(2);
        return i128::from(quotient) + if up { value.signum().into() } else { 0 };
    }
    let (quotient, remainder) = (value / divisor, value % divisor);
    let twice = remainder.unsigned_abs().saturating_mul(2);
    if twice >= divisor.unsigned_abs() {
        quotient + if (value < 0) == (divisor < 0) { 1 } else { -1 }
    } else {
        quotient
    }
}

/// `divide_half_up` of 256 bits, of which both have one to spare.
pub(crate) fn divide_wide_half_up(value: i256, divisor: i256) -> i256 {
    let (quotient, remainder) = (value / divisor, value % divisor);
    if remainder.wrapping_abs() * i256::from_i128(2) < divisor.wrapping_abs() {
        quotient
    } else if value.is_negative() == divisor.is_negative() {
        quotient + i256::ONE
    } else {
        quotient + i256::MINUS_ONE
    }
}

/// `value` of scale `from` at scale `to`, rounded half away from zero; `None` past `precision` digits.
pub(crate) fn rescale(value: i128, from: i8, to: i8, precision: u8) -> Option<i128> {
    let shift = i32::from(to) - i32::from(from);
    let scaled = if shift >= 0 {
        value.checked_mul(power_of_ten(shift)?)?
    } else {
        match power_of_ten(-shift) {
            Some(divisor) => divide_half_up(value, divisor),
            None => 0,
        }
    };
    (scaled.unsigned_abs() < power_of_ten(i32::from(precision))?.unsigned_abs()).then_some(scaled)
}

/// Precision and scale of a result, and whether every result has that many digits at most.
fn result_type(symbol: &str, (p1, s1): (u8, i8), (p2, s2): (u8, i8)) -> Option<(u8, i8, bool)> {
    let (p1, s1, p2, s2) = (i16::from(p1), i16::from(s1), i16::from(p2), i16::from(s2));
    let (precision, scale) = match symbol {
        "+" | "-" => ((p1 - s1).max(p2 - s2) + s1.max(s2) + 1, s1.max(s2)),
        "*" => (p1 + p2, s1 + s2),
        "/" => (p1 + s2 + (s2 - s1).max(0), s1.max(s2)),
        _ => ((p2 - s2).min(p1 - s1) + s1.max(s2), s1.max(s2)),
    };
    (scale <= 38).then_some(())?;
    Some((
        u8::try_from(precision.clamp(1, 38)).ok()?,
        i8::try_from(scale).ok()?,
        precision <= 38,
    ))
}

pub(super) fn arithmetic(
    call: &Call,
    symbol: &str,
    left: &DataType,
    right: &DataType,
) -> Result<Expr> {
    let (Some(a), Some(b)) = (as_decimal(left), as_decimal(right)) else {
        return Err(call.no_match());
    };
    let (precision, scale, roomy) = result_type(symbol, a, b)
        .ok_or_else(|| call.refuse(format!("decimal scale of {symbol} exceeds 38")))?;
    let operand = |i: usize, (p, s): (u8, i8)| {
        coerce(
            call.args[i].clone(),
            &call.types[i],
            &DataType::Decimal128(p, s),
        )
        .ok_or_else(|| call.no_match())
    };
    let args = vec![operand(0, a)?, operand(1, b)?];
    let (symbol, forgiving) = (symbol.to_owned(), symbol.to_owned());
    let name = format!("$decimal{symbol}");
    let detail = format!("{a:?}{b:?}");
    let returns = DataType::Decimal128(precision, scale);
    Ok(Kernel::new(name, returns, move |inputs| {
        compute(
            inputs,
            &symbol,
            (a.1, b.1),
            (precision, scale),
            roomy,
            false,
        )
    })
    .lenient(move |inputs| {
        let forgiving = &forgiving;
        compute(
            inputs,
            forgiving,
            (a.1, b.1),
            (precision, scale),
            roomy,
            true,
        )
    })
    .detail(detail)
    .call(args))
}

fn compute(
    inputs: &Inputs,
    symbol: &str,
    (s1, s2): (i8, i8),
    (precision, scale): (u8, i8),
    roomy: bool,
    safe: bool,
) -> datafusion::error::Result<ArrayRef> {
    let (left, right) = (
        inputs.values::<Decimal128Type>(0)?,
        inputs.values::<Decimal128Type>(1)?,
    );
    let limit = power_of_ten(i32::from(precision)).unwrap_or(LIMIT);
    let raise = |from: i8| power_of_ten(i32::from(scale) - i32::from(from)).unwrap_or(1);
    let fits = |value: i128| {
        if value > -limit && value < limit {
            Ok(value)
        } else {
            Err(overflow())
        }
    };
    let rows = inputs.rows;
    let finish = |array: Decimal128Array| -> datafusion::error::Result<ArrayRef> {
        Ok(Arc::new(array.with_precision_and_scale(precision, scale)?))
    };
    let array = match symbol {
        "+" | "-" => {
            let (ra, rb) = (raise(s1), raise(s2));
            let sign = if symbol == "-" { -1 } else { 1 };
            if roomy {
                let rb = sign * rb;
                return finish(left.zip_map(&right, rows, |a, b| {
                    a.wrapping_mul(ra).wrapping_add(b.wrapping_mul(rb))
                }));
            }
            run(&left, &right, rows, safe, |a, b| {
                let a = a.checked_mul(ra).ok_or_else(overflow)?;
                let b = b.checked_mul(rb).ok_or_else(overflow)?;
                fits(a.checked_add(sign * b).ok_or_else(overflow)?)
            })?
        }
        "*" if roomy => return finish(left.zip_map(&right, rows, i128::wrapping_mul)),
        "*" => run(&left, &right, rows, safe, |a, b| {
            fits(a.checked_mul(b).ok_or_else(overflow)?)
        })?,
        "/" => {
            let shift = i32::from(scale) - i32::from(s1) + i32::from(s2);
            let factor = power_of_ten(shift).unwrap_or(1);
            run(&left, &right, rows, safe, |a, b| {
                if b == 0 {
                    return Err(SqlError::execution("division by zero"));
                }
                match a.checked_mul(factor) {
                    Some(dividend) => fits(divide_half_up(dividend, b)),
                    None => {
                        let dividend = i256::from_i128(a) * i256::from_i128(factor);
                        let quotient = divide_wide_half_up(dividend, i256::from_i128(b));
                        fits(quotient.to_i128().ok_or_else(overflow)?)
                    }
                }
            })?
        }
        _ => {
            let (ra, rb) = (raise(s1), raise(s2));
            run(&left, &right, rows, safe, |a, b| {
                if b == 0 {
                    return Err(SqlError::execution("division by zero"));
                }
                let a = a.checked_mul(ra).ok_or_else(overflow)?;
                let b = b.checked_mul(rb).ok_or_else(overflow)?;
                fits(a % b)
            })?
        }
    };
    finish(array)
}

type Decimals = Column<Decimal128Array>;

fn run(
    left: &Decimals,
    right: &Decimals,
    rows: usize,
    safe: bool,
    compute: impl Fn(i128, i128) -> Result<i128>,
) -> Result<Decimal128Array> {
    if safe {
        return Ok(left.zip_some(right, rows, |a, b| compute(a, b).ok()));
    }
    if let Some(right) = right.constant() {
        return left.try_map(rows, |left| compute(left, right));
    }
    (0..rows)
        .map(|row| match (left.get(row), right.get(row)) {
            (Some(a), Some(b)) => compute(a, b).map(Some),
            _ => Ok(None),
        })
        .collect()
}
