//! Numbers of JSON paths: JSON's own, literals and passed values, with the types and the arithmetic that SQL gives them.

use std::cmp::Ordering;

use crate::functions::cast::{decimal_text, double_text};
use crate::functions::decimal::{LIMIT, divide_half_up, power_of_ten};
use crate::functions::json_value::java_double;

/// A number with the SQL type it was read as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Number {
    Integer(i32),
    Bigint(i64),
    Double(f64),
    /// Unscaled value and scale.
    Decimal(i128, i8),
}

use Number::{Bigint, Decimal, Double, Integer};

impl Number {
    /// A literal of the path: `1`, `1.5` (a decimal), `1e0` (a double).
    pub(crate) fn literal(text: &str) -> Option<Self> {
        if text.contains(['e', 'E']) {
            return text.parse().ok().map(Double);
        }
        let Some((whole, fraction)) = text.split_once('.') else {
            return whole_number(text);
        };
        let value: i128 = format!("0{whole}{fraction}").parse().ok()?;
        Some(Decimal(value, i8::try_from(fraction.len()).ok()?))
    }

    /// A number of a JSON text; `None` for integers past 64 bits.
    pub(crate) fn of_json(text: &str) -> Option<Self> {
        if text.contains(['.', 'e', 'E']) {
            return text.parse().ok().map(Double);
        }
        whole_number(text)
    }

    pub(crate) fn is_zero(self) -> bool {
        match self {
            Integer(n) => n == 0,
            Bigint(n) => n == 0,
            Double(n) => n == 0.0,
            Decimal(n, _) => n == 0,
        }
    }

    pub(crate) fn to_double(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a double is what was asked for")]
        match self {
            Integer(n) => n.into(),
            Bigint(n) => n as f64,
            Double(n) => n,
            Decimal(n, scale) => super::cast::decimal_to_double(n, scale),
        }
    }

    /// As CAST writes it as varchar.
    pub(crate) fn to_varchar(self) -> String {
        match self {
            Integer(n) => n.to_string(),
            Bigint(n) => n.to_string(),
            Double(n) => double_text(n),
            Decimal(n, scale) => decimal_text(n, scale),
        }
    }

    /// As JSON writes it.
    pub(crate) fn to_json(self) -> String {
        match self {
            Double(n) if n.is_finite() => java_double(n),
            Double(n) => format!("\"{}\"", double_text(n)),
            number => number.to_varchar(),
        }
    }

    /// The place in an array that a subscript means, half up.
    pub(crate) fn to_index(self) -> Option<i64> {
        match self {
            Integer(n) => Some(n.into()),
            Bigint(n) => Some(n),
            #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
            Double(n) if n.abs() < 9e15 => Some(n.round() as i64),
            Double(_) => None,
            Decimal(n, scale) => i64::try_from(divide_half_up(n, power_of_ten(scale.into())?)).ok(),
        }
    }

    pub(crate) fn negate(self) -> Option<Self> {
        Some(match self {
            Integer(n) => Integer(n.checked_neg()?),
            Bigint(n) => Bigint(n.checked_neg()?),
            Double(n) => Double(-n),
            Decimal(n, scale) => Decimal(-n, scale),
        })
    }

    pub(crate) fn abs(self) -> Option<Self> {
        let negative = match self {
            Integer(n) => n < 0,
            Bigint(n) => n < 0,
            Double(n) => n < 0.0,
            Decimal(n, _) => n < 0,
        };
        if negative { self.negate() } else { Some(self) }
    }

    pub(crate) fn ceiling(self) -> Option<Self> {
        Some(match self {
            Double(n) => Double(n.ceil()),
            Decimal(n, scale) => {
                let divisor = power_of_ten(scale.into())?;
                Decimal(
                    n.div_euclid(divisor) + i128::from(n.rem_euclid(divisor) != 0),
                    0,
                )
            }
            whole => whole,
        })
    }

    pub(crate) fn floor(self) -> Option<Self> {
        Some(match self {
            Double(n) => Double(n.floor()),
            Decimal(n, scale) => Decimal(n.div_euclid(power_of_ten(scale.into())?), 0),
            whole => whole,
        })
    }

    fn as_decimal(self) -> Option<(i128, i8)> {
        match self {
            Integer(n) => Some((n.into(), 0)),
            Bigint(n) => Some((n.into(), 0)),
            Decimal(n, scale) => Some((n, scale)),
            Double(_) => None,
        }
    }

    /// `self symbol other` in their common type; `None` on overflow and division by zero.
    pub(crate) fn arithmetic(self, symbol: char, other: Self) -> Option<Self> {
        if matches!(symbol, '/' | '%')
            && other.is_zero()
            && !matches!((self, other), (Double(_), _) | (_, Double(_)))
        {
            return None;
        }
        match (self, other) {
            (Double(_), _) | (_, Double(_)) => {
                let (a, b) = (self.to_double(), other.to_double());
                Some(Double(match symbol {
                    '+' => a + b,
                    '-' => a - b,
                    '*' => a * b,
                    '/' => a / b,
                    _ => a % b,
                }))
            }
            (Integer(a), Integer(b)) => match symbol {
                '+' => a.checked_add(b),
                '-' => a.checked_sub(b),
                '*' => a.checked_mul(b),
                '/' => a.checked_div(b),
                _ => a.checked_rem(b),
            }
            .map(Integer),
            (Integer(_) | Bigint(_), Integer(_) | Bigint(_)) => {
                let long = |number| match number {
                    Integer(n) => i64::from(n),
                    Bigint(n) => n,
                    _ => 0,
                };
                let (a, b) = (long(self), long(other));
                match symbol {
                    '+' => a.checked_add(b),
                    '-' => a.checked_sub(b),
                    '*' => a.checked_mul(b),
                    '/' => a.checked_div(b),
                    _ => a.checked_rem(b),
                }
                .map(Bigint)
            }
            _ => {
                let ((a, s1), (b, s2)) = (self.as_decimal()?, other.as_decimal()?);
                let scale = s1.max(s2);
                let raise = |n: i128, from: i8| n.checked_mul(power_of_ten((scale - from).into())?);
                let (value, scale) = match symbol {
                    '+' => (raise(a, s1)?.checked_add(raise(b, s2)?)?, scale),
                    '-' => (raise(a, s1)?.checked_sub(raise(b, s2)?)?, scale),
                    '*' => (a.checked_mul(b)?, s1.checked_add(s2)?),
                    '/' => {
                        let shift = i32::from(scale) - i32::from(s1) + i32::from(s2);
                        (
                            divide_half_up(a.checked_mul(power_of_ten(shift)?)?, b),
                            scale,
                        )
                    }
                    _ => (raise(a, s1)? % raise(b, s2)?, scale),
                };
                (value.unsigned_abs() < LIMIT.unsigned_abs() && scale <= 38)
                    .then_some(Decimal(value, scale))
            }
        }
    }

    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        if let (Some((a, s1)), Some((b, s2))) = (self.as_decimal(), other.as_decimal()) {
            let scale = s1.max(s2);
            let a = a.checked_mul(power_of_ten((scale - s1).into())?)?;
            let b = b.checked_mul(power_of_ten((scale - s2).into())?)?;
            return Some(a.cmp(&b));
        }
        self.to_double().partial_cmp(&other.to_double())
    }
}

fn whole_number(text: &str) -> Option<Number> {
    let number: i64 = text.parse().ok()?;
    Some(match i32::try_from(number) {
        Ok(small) => Integer(small),
        Err(_) => Bigint(number),
    })
}
