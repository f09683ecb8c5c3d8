//! Mathematical functions.

use std::sync::Arc;

use datafusion::arrow::array::{Decimal128Array, Float64Array, Int64Array, StringArray};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::decimal::{overflow, power_of_ten};
use crate::functions::{arithmetic, literal};
use crate::types::{self, VARCHAR, is_integer};

mod bits;
mod hyperbolic;
mod normal;
mod rounding;

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "abs" => {
            call.arity(1..=1)?;
            match &call.types[0] {
                kind if is_integer(kind) => arithmetic::abs(call),
                DataType::Decimal128(..) => {
                    decimals(call, call.types[0].clone(), |value, _| Some(value.abs()))?
                }
                _ => float_like(call, f64::abs)?,
            }
        }
        "sign" => {
            call.arity(1..=1)?;
            match &call.types[0] {
                kind if is_integer(kind) => {
                    let returns = call.types[0].clone();
                    call.kernel(returns, vec![call.args[0].clone()], |inputs| {
                        let values = inputs.values::<Int64Type>(0)?;
                        Ok(Arc::new(
                            (0..inputs.rows)
                                .map(|row| values.get(row).map(i64::signum))
                                .collect::<Int64Array>(),
                        ))
                    })
                }
                DataType::Decimal128(..) => {
                    decimals(call, DataType::Decimal128(1, 0), |value, _| {
                        Some(value.signum())
                    })?
                }
                _ => float_like(call, |x| {
                    if x == 0.0 || x.is_nan() {
                        x
                    } else {
                        x.signum()
                    }
                })?,
            }
        }
        "ceil" | "ceiling" | "floor" => {
            call.arity(1..=1)?;
            let up = call.name != "floor";
            match &call.types[0] {
                kind if is_integer(kind) => call.args[0].clone(),
                DataType::Decimal128(p, s) => {
                    let precision = (*p + u8::from(*s > 0))
                        .saturating_sub(u8::try_from(*s).unwrap_or(0))
                        .clamp(1, 38);
                    let scale = *s;
                    decimals(call, DataType::Decimal128(precision, 0), move |value, _| {
                        let divisor = power_of_ten(scale.into())?;
                        let down = value.div_euclid(divisor);
                        Some(if up && value.rem_euclid(divisor) != 0 {
                            down + 1
                        } else {
                            down
                        })
                    })?
                }
                _ if up => float_like(call, f64::ceil)?,
                _ => float_like(call, f64::floor)?,
            }
        }
        "round" => rounding::round(call)?,
        "truncate" => rounding::truncate(call)?,
        "sqrt" => double_of(call, f64::sqrt)?,
        "cbrt" => double_of(call, cube_root)?,
        "exp" => double_of(call, f64::exp)?,
        "ln" => double_of(call, f64::ln)?,
        "log2" => double_of(call, |x| x.ln() / 2_f64.ln())?,
        // libm is of fdlibm, as Java's StrictMath: to the last digit where the C library rounds otherwise.
        "log10" => double_of(call, libm::log10)?,
        "sin" => double_of(call, f64::sin)?,
        "cos" => double_of(call, f64::cos)?,
        "tan" => double_of(call, f64::tan)?,
        "asin" => double_of(call, libm::asin)?,
        "acos" => double_of(call, libm::acos)?,
        "atan" => double_of(call, libm::atan)?,
        "sinh" => double_of(call, hyperbolic::sinh)?,
        "cosh" => double_of(call, hyperbolic::cosh)?,
        "tanh" => double_of(call, hyperbolic::tanh)?,
        "degrees" => double_of(call, f64::to_degrees)?,
        "radians" => double_of(call, f64::to_radians)?,
        "power" | "pow" => double_of_two(call, power)?,
        "atan2" => double_of_two(call, libm::atan2)?,
        "log" => double_of_two(call, |base, x| x.ln() / base.ln())?,
        "wilson_interval_lower" | "wilson_interval_upper" => wilson(call)?,
        "normal_cdf" | "inverse_normal_cdf" => normal::plan(call)?,
        "pi" => constant(call, std::f64::consts::PI)?,
        "e" => constant(call, std::f64::consts::E)?,
        "nan" => constant(call, f64::NAN)?,
        "infinity" => constant(call, f64::INFINITY)?,
        "is_nan" | "is_finite" | "is_infinite" => {
            call.arity(1..=1)?;
            let test: fn(f64) -> bool = match call.name {
                "is_nan" => f64::is_nan,
                "is_finite" => f64::is_finite,
                _ => f64::is_infinite,
            };
            call.kernel(
                DataType::Boolean,
                vec![call.arg(0, &DataType::Float64)?],
                move |inputs| {
                    let values = inputs.values::<Float64Type>(0)?;
                    let rows = (0..inputs.rows).map(|row| values.get(row).map(test));
                    Ok(Arc::new(
                        rows.collect::<datafusion::arrow::array::BooleanArray>(),
                    ))
                },
            )
        }
        "width_bucket" if call.args.len() == 2 => {
            let args = vec![
                call.arg(0, &DataType::Float64)?,
                call.arg(1, &types::array(DataType::Float64))?,
            ];
            call.kernel(DataType::Int64, args, |inputs| {
                use datafusion::arrow::array::{Array, AsArray};
                let (values, bins) = (inputs.values::<Float64Type>(0)?, inputs.array(1)?);
                let bins = bins.as_list::<i32>();
                let rows = (0..inputs.rows).map(|row| match values.get(row) {
                    Some(value) if bins.is_valid(row) => {
                        let bins = bins.value(row);
                        bin(value, bins.as_primitive::<Float64Type>()).map(Some)
                    }
                    _ => Ok(None),
                });
                Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
            })
        }
        "width_bucket" => {
            call.arity(4..=4)?;
            let mut args: Vec<Expr> = (0..3)
                .map(|i| call.arg(i, &DataType::Float64))
                .collect::<Result<_>>()?;
            args.push(call.arg(3, &DataType::Int64)?);
            call.kernel(DataType::Int64, args, |inputs| {
                let (x, a, b) = (
                    inputs.values::<Float64Type>(0)?,
                    inputs.values::<Float64Type>(1)?,
                    inputs.values::<Float64Type>(2)?,
                );
                let n = inputs.values::<Int64Type>(3)?;
                let rows = (0..inputs.rows).map(|row| {
                    match (x.get(row), a.get(row), b.get(row), n.get(row)) {
                        (Some(x), Some(a), Some(b), Some(n)) => bucket(x, a, b, n).map(Some),
                        _ => Ok(None),
                    }
                });
                Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
            })
        }
        "to_base" => {
            call.arity(2..=2)?;
            let args = vec![
                call.arg(0, &DataType::Int64)?,
                call.arg(1, &DataType::Int64)?,
            ];
            call.kernel(VARCHAR, args, |inputs| {
                let (value, radix) = (
                    inputs.values::<Int64Type>(0)?,
                    inputs.values::<Int64Type>(1)?,
                );
                let rows = (0..inputs.rows).map(|row| match (value.get(row), radix.get(row)) {
                    (Some(value), Some(radix)) => to_base(value, radix).map(Some),
                    _ => Ok(None),
                });
                Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
            })
        }
        "from_base" => {
            call.arity(2..=2)?;
            let args = vec![call.arg(0, &VARCHAR)?, call.arg(1, &DataType::Int64)?];
            call.kernel(DataType::Int64, args, |inputs| {
                let (text, radix) = (inputs.text(0)?, inputs.values::<Int64Type>(1)?);
                let rows = (0..inputs.rows).map(|row| match (text.get(row), radix.get(row)) {
                    (Some(text), Some(radix)) => u32::try_from(radix)
                        .ok()
                        .filter(|radix| (2..=36).contains(radix))
                        .and_then(|radix| i64::from_str_radix(text, radix).ok())
                        .map(Some)
                        .ok_or_else(|| {
                            SqlError::execution(format!("not a number of base {radix}: '{text}'"))
                        }),
                    _ => Ok(None),
                });
                Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
            })
        }
        _ => return bits::plan(call),
    }))
}

fn constant(call: &Call, value: f64) -> Result<Expr> {
    call.arity(0..=0)?;
    Ok(literal::literal(value.into()))
}

fn double_of(call: &Call, compute: fn(f64) -> f64) -> Result<Expr> {
    call.arity(1..=1)?;
    Ok(call.kernel(
        DataType::Float64,
        vec![call.arg(0, &DataType::Float64)?],
        move |inputs| {
            let values = inputs.values::<Float64Type>(0)?;
            let array: Float64Array = values.map(inputs.rows, compute);
            Ok(Arc::new(array))
        },
    ))
}

fn double_of_two(call: &Call, compute: fn(f64, f64) -> f64) -> Result<Expr> {
    call.arity(2..=2)?;
    let args = vec![
        call.arg(0, &DataType::Float64)?,
        call.arg(1, &DataType::Float64)?,
    ];
    Ok(call.kernel(DataType::Float64, args, move |inputs| {
        let (a, b) = (
            inputs.values::<Float64Type>(0)?,
            inputs.values::<Float64Type>(1)?,
        );
        let array: Float64Array = a.zip_map(&b, inputs.rows, compute);
        Ok(Arc::new(array))
    }))
}

/// Double stays double, real stays real.
fn float_like(call: &Call, compute: fn(f64) -> f64) -> Result<Expr> {
    let returns = match &call.types[0] {
        DataType::Float32 => DataType::Float32,
        _ => DataType::Float64,
    };
    Ok(call.kernel(
        returns,
        vec![call.arg(0, &DataType::Float64)?],
        move |inputs| {
            let values = inputs.values::<Float64Type>(0)?;
            let array: Float64Array = values.map(inputs.rows, compute);
            Ok(Arc::new(array))
        },
    ))
}

/// A decimal of another; the second argument, if any, is a whole number.
fn decimals(
    call: &Call,
    returns: DataType,
    compute: impl Fn(i128, i64) -> Option<i128> + Send + Sync + 'static,
) -> Result<Expr> {
    let DataType::Decimal128(precision, scale) = returns else {
        return Err(call.no_match());
    };
    let mut args = vec![call.args[0].clone()];
    if call.args.len() > 1 {
        args.push(call.arg(1, &DataType::Int64)?);
    }
    let limit = power_of_ten(precision.into()).unwrap_or(i128::MAX);
    Ok(call.kernel(returns, args, move |inputs| {
        let values = inputs.values::<Decimal128Type>(0)?;
        let digits = if inputs.args.len() > 1 {
            Some(inputs.values::<Int64Type>(1)?)
        } else {
            None
        };
        let rows = (0..inputs.rows).map(|row| {
            let digits = match &digits {
                Some(digits) => match digits.get(row) {
                    Some(digits) => digits,
                    None => return Ok(None),
                },
                None => 0,
            };
            match values.get(row) {
                Some(value) => {
                    let result = compute(value, digits).ok_or_else(overflow)?;
                    if result.abs() < limit {
                        Ok(Some(result))
                    } else {
                        Err(overflow())
                    }
                }
                None => Ok(None),
            }
        });
        let array = rows.collect::<Result<Decimal128Array>>()?;
        Ok(Arc::new(array.with_precision_and_scale(precision, scale)?))
    }))
}

/// The bounds of the success rate at `z` deviations.
fn wilson(call: &Call) -> Result<Expr> {
    call.arity(3..=3)?;
    let lower = call.name.ends_with("lower");
    let args = vec![
        call.arg(0, &DataType::Int64)?,
        call.arg(1, &DataType::Int64)?,
        call.arg(2, &DataType::Float64)?,
    ];
    Ok(call.kernel(DataType::Float64, args, move |inputs| {
        let (successes, trials) = (
            inputs.values::<Int64Type>(0)?,
            inputs.values::<Int64Type>(1)?,
        );
        let deviations = inputs.values::<Float64Type>(2)?;
        let rows = (0..inputs.rows).map(|row| {
            let (Some(successes), Some(trials), Some(z)) =
                (successes.get(row), trials.get(row), deviations.get(row))
            else {
                return Ok(None);
            };
            if successes < 0 || trials <= 0 || successes > trials || z < 0.0 || z.is_nan() {
                return Err(SqlError::execution(format!(
                    "{}: argument out of range",
                    if lower {
                        "wilson_interval_lower"
                    } else {
                        "wilson_interval_upper"
                    }
                )));
            }
            #[expect(clippy::cast_precision_loss, reason = "a rate")]
            let (s, n) = (successes as f64, trials as f64);
            let p = s / n;
            let middle = p + z * z / (2.0 * n);
            let spread = z * ((p * (1.0 - p) + z * z / (4.0 * n)) / n).sqrt();
            let bound = if lower {
                middle - spread
            } else {
                middle + spread
            };
            Ok(Some(bound / (1.0 + z * z / n)))
        });
        Ok(Arc::new(rows.collect::<Result<Float64Array>>()?))
    }))
}

/// As fdlibm finds it, and Java with it: to the last digit, which the C library may round otherwise.
fn cube_root(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    const C: f64 = 19.0 / 35.0;
    const D: f64 = -864.0 / 1225.0;
    const E: f64 = 99.0 / 70.0;
    const F: f64 = 45.0 / 28.0;
    const G: f64 = 5.0 / 14.0;
    let size = x.abs();
    // Five bits, from the exponent's third part.
    let high = |value: f64| value.to_bits() >> 32;
    let mut t = if size.is_subnormal() {
        f64::from_bits((high(size * 2_f64.powi(54)) / 3 + 696_219_795) << 32)
    } else {
        f64::from_bits((high(size) / 3 + 715_094_163) << 32)
    };
    // 23 bits.
    let s = C + t * t / size * t;
    t *= G + F / (s + E + D / s);
    // 20 bits, rounded up, so that the square is exact.
    t = f64::from_bits((high(t) + 1) << 32);
    // One step of Newton's to 53 bits.
    let r = size / (t * t);
    t += t * ((r - t) / (t + t + r));
    t.copysign(x)
}

/// Java's: 1 to a power that is no number, or has no end, is no number.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (exponent.is_infinite() && base.abs() == 1.0) {
        return f64::NAN;
    }
    base.powf(exponent)
}

/// How many bins begin at or before a value.
fn bin(value: f64, bins: &Float64Array) -> Result<i64> {
    let wrong = |what: &str| Err(SqlError::execution(format!("width_bucket: {what}")));
    // Trino reads NULL as 0.
    let bins: Vec<f64> = bins.iter().map(Option::unwrap_or_default).collect();
    if bins.is_empty() {
        return wrong("bins cannot be an empty array");
    }
    if value.is_nan() {
        return wrong("operand cannot be NaN");
    }
    // Trino looks for the place by halves and checks those bins alone that it meets on its way.
    let (mut low, mut high) = (0, bins.len());
    while low < high {
        if bins[low] > bins[high - 1] {
            return wrong("bin values are not sorted in ascending order");
        }
        let middle = low.midpoint(high);
        if !bins[middle].is_finite() {
            return wrong("bin values must be finite");
        }
        if value < bins[middle] {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(i64::try_from(low).unwrap_or(i64::MAX))
}

fn bucket(x: f64, low: f64, high: f64, count: i64) -> Result<i64> {
    if count <= 0 || low == high || x.is_nan() || !low.is_finite() || !high.is_finite() {
        return Err(SqlError::execution(
            "width_bucket: bounds or count out of range",
        ));
    }
    let (from, to) = (low.min(high), low.max(high));
    let rising = if x < from {
        0
    } else if x >= to {
        count
            .checked_add(1)
            .ok_or_else(|| SqlError::execution("width_bucket: the bucket is out of range"))?
    } else {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "a bucket number"
        )]
        let number = (count as f64 * (x - from) / (to - from) + 1.0) as i64;
        number
    };
    // Falling buckets are the rising ones from the other end, borders and all.
    Ok(if low > high {
        count.wrapping_sub(rising).wrapping_add(1)
    } else {
        rising
    })
}

fn to_base(value: i64, radix: i64) -> Result<String> {
    if !(2..=36).contains(&radix) {
        return Err(SqlError::execution("radix must be between 2 and 36"));
    }
    let mut digits = Vec::new();
    let (mut rest, base) = (value.unsigned_abs(), radix.unsigned_abs());
    loop {
        let digit = u32::try_from(rest % base).unwrap_or(0);
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        rest /= base;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        digits.push('-');
    }
    Ok(digits.into_iter().rev().collect())
}

/// `%.nf` of Java: half up on the shortest decimal form.
pub(super) fn fixed(value: f64, digits: usize) -> String {
    let scale = i8::try_from(digits).unwrap_or(38);
    match super::cast::parse_decimal(&format!("{value:e}"), 38, scale) {
        Some(number) => super::cast::decimal_text(number, scale),
        None => format!("{value:.digits$}"),
    }
}
