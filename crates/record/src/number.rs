//! DynamoDB numbers, exactly: up to 38 significant digits, no detour over floating point.

mod plain;

use crate::reject::RejectKind;
use crate::scan::{Chunk, Short};

pub(crate) use plain::{Plain, whole_number};

/// A number's text as it came, for sinks that write text.
#[derive(Debug, Clone, Copy)]
pub struct Numeral<'a> {
    pub(crate) text: NumeralText<'a>,
    /// True when the text is a legal JSON number without an exponent, and may be copied as it is.
    pub json: bool,
    /// There is a decimal point in the text.
    pub(crate) point: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum NumeralText<'a> {
    Short(Short<'a>),
    Text(&'a str),
}

impl<'a> Numeral<'a> {
    /// A short text that is a JSON number without an exponent.
    #[inline(always)]
    pub(crate) fn short(text: Short<'a>, point: bool) -> Self {
        Self {
            text: NumeralText::Short(text),
            json: true,
            point,
        }
    }

    /// The text of the `N`.
    #[must_use]
    pub fn text(&self) -> &'a str {
        match self.text {
            NumeralText::Short(short) => short.text(),
            NumeralText::Text(text) => text,
        }
    }
}

/// `±significand × 10^exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub negative: bool,
    pub significand: u128,
    pub exponent: i32,
    /// Plain JSON number text without an exponent.
    pub json: bool,
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self {
            negative: false,
            significand: u128::from(value),
            exponent: 0,
            json: true,
        }
    }
}

/// DynamoDB's bounds for the magnitude of a number: 1E-130 to 9.99E+125.
const MIN_MAGNITUDE: i32 = -130;
const MAX_MAGNITUDE: i32 = 125;
const MAX_DIGITS: u32 = 38;

impl Number {
    /// Reads the text of an `N`.
    pub fn parse(text: &str) -> Result<Self, RejectKind> {
        let mut chunk = Chunk::default();
        if let Some(place) = chunk.get_mut(..text.len()) {
            place.copy_from_slice(text.as_bytes());
            if let Some(plain) = Plain::of(&chunk, text.len()) {
                return Ok(plain.number());
            }
        }
        Self::parse_any(text)
    }

    fn parse_any(text: &str) -> Result<Self, RejectKind> {
        let bytes = text.as_bytes();
        let (negative, mut at) = match bytes.first() {
            Some(b'-') => (true, 1),
            Some(b'+') => (false, 1),
            _ => (false, 0),
        };
        let mut json = bytes.first() != Some(&b'+');
        let digits_start = at;
        let (mut significand, mut digits, mut dropped_zeros) = (0u128, 0u32, 0i32);
        let (mut point, mut any) = (None, false);
        while let Some(&b) = bytes.get(at) {
            match b {
                b'0'..=b'9' => {
                    any = true;
                    if b == b'0' && (digits == 0 || digits == MAX_DIGITS) {
                        // A leading zero counts nothing; zeros past the 38th digit only move the point.
                        dropped_zeros += i32::from(digits == MAX_DIGITS);
                    } else if digits + dropped_zeros.unsigned_abs() >= MAX_DIGITS {
                        return Err(RejectKind::NumberTooPrecise);
                    } else {
                        significand = significand * 10 + u128::from(b - b'0');
                        digits += 1;
                    }
                }
                b'.' if point.is_none() => point = Some(at),
                _ => break,
            }
            at += 1;
        }
        let mantissa_end = at;
        let mut exponent: i32 = 0;
        if any && matches!(bytes.get(at), Some(b'e' | b'E')) {
            json = false;
            exponent = text[at + 1..]
                .parse::<i32>()
                .map_err(|_| RejectKind::BadNumber)?;
            at = bytes.len();
        }
        if !any || at != bytes.len() {
            return Err(RejectKind::BadNumber);
        }
        let fraction = point.map_or(0, |p| mantissa_end - p - 1) as i64;
        json &= point.is_none_or(|p| p > digits_start && p + 1 < mantissa_end);
        json &= bytes[digits_start] != b'0'
            || mantissa_end == digits_start + 1
            || point == Some(digits_start + 1);
        let exponent = i64::from(exponent) - fraction + i64::from(dropped_zeros);
        if significand == 0 {
            return Ok(Self {
                negative: false,
                significand,
                exponent: 0,
                json,
            });
        }
        // Trailing zeros make no number more precise: 38 digits are counted without them.
        let magnitude = exponent + i64::from(digits) - 1;
        if magnitude < i64::from(MIN_MAGNITUDE) || magnitude > i64::from(MAX_MAGNITUDE) {
            return Err(RejectKind::NumberTooPrecise);
        }
        Ok(Self {
            negative,
            significand,
            exponent: exponent as i32,
            json,
        })
    }

    /// The number × 10^scale, when that is an integer of at most 38 digits.
    pub fn scaled(&self, scale: u8) -> Option<i128> {
        self.shifted(i32::from(scale), false)
    }

    /// The number × 10^scale rounded down, when that has at most 38 digits.
    pub fn scaled_floor(&self, scale: u8) -> Option<i128> {
        self.shifted(i32::from(scale), true)
    }

    /// The number, when it was written as an integer of at most 18 digits.
    #[inline]
    pub fn integer_text(&self) -> Option<i64> {
        if self.exponent != 0 || self.significand >= 1_000_000_000_000_000_000 {
            return None;
        }
        let magnitude = self.significand as i64;
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// The number as an integer, when it is one.
    pub fn integer(&self) -> Option<i64> {
        i64::try_from(self.scaled(0)?).ok()
    }

    #[inline]
    fn shifted(&self, scale: i32, floor: bool) -> Option<i128> {
        let shift = self.exponent + scale;
        let magnitude = if shift == 0 {
            self.significand
        } else if let Ok(small) = u64::try_from(self.significand)
            && (1..=9).contains(&shift)
        {
            u128::from(small) * u128::from(10u64.pow(shift.unsigned_abs()))
        } else if shift > 0 {
            self.significand.checked_mul(power_of_ten(shift)?)?
        } else if let Ok(small) = u64::try_from(self.significand)
            && shift >= -19
        {
            let divisor = 10u64.pow(shift.unsigned_abs());
            let (quotient, remainder) = (small / divisor, small % divisor);
            if remainder != 0 && !floor {
                return None;
            }
            u128::from(quotient) + u128::from(remainder != 0 && self.negative)
        } else {
            let (quotient, exact) = match power_of_ten(-shift) {
                Some(divisor) => (
                    self.significand / divisor,
                    self.significand.is_multiple_of(divisor),
                ),
                None => (0, self.significand == 0),
            };
            if !exact && !floor {
                return None;
            }
            quotient + u128::from(!exact && self.negative)
        };
        let magnitude = i128::try_from(magnitude).ok()?;
        Some(if self.negative { -magnitude } else { magnitude })
    }
}

fn power_of_ten(exponent: i32) -> Option<u128> {
    10u128.checked_pow(u32::try_from(exponent).ok()?)
}

/// 10^precision: a decimal of that precision stays below it.
pub(crate) fn decimal_limit(precision: u8) -> i128 {
    10i128.pow(u32::from(precision.min(38)))
}

/// Appends `unscaled × 10^-scale` as plain decimal text: `-12.50`.
pub fn write_decimal(unscaled: i128, scale: u8, out: &mut Vec<u8>) {
    let mut digits = [b'0'; 80];
    let mut at = digits.len();
    let mut rest = unscaled.unsigned_abs();
    let mut written = 0u8;
    while rest > 0 || written <= scale {
        if written == scale && scale > 0 {
            at -= 1;
            digits[at] = b'.';
        }
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        written += 1;
    }
    if unscaled < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends a number's exact value as a JSON number without an exponent, or with one beyond 40 digits.
pub(crate) fn write_number(number: &Number, text: &str, out: &mut Vec<u8>) {
    if number.json {
        out.extend_from_slice(text.as_bytes());
    } else if (-40..=0).contains(&number.exponent)
        && let Some(scale) = u8::try_from(-number.exponent).ok()
        && let Ok(magnitude) = i128::try_from(number.significand)
    {
        write_decimal(
            if number.negative {
                -magnitude
            } else {
                magnitude
            },
            scale,
            out,
        );
    } else {
        let sign = if number.negative { "-" } else { "" };
        out.extend_from_slice(
            format!("{sign}{}E{}", number.significand, number.exponent).as_bytes(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly() {
        for (text, scale, unscaled) in [
            ("0", 2, Some(0)),
            ("-0", 0, Some(0)),
            ("12.5", 2, Some(1250)),
            ("-12.50", 1, Some(-125)),
            ("12.345", 2, None),
            ("1E3", 0, Some(1000)),
            ("1.5e-3", 4, Some(15)),
            ("+7", 0, Some(7)),
            ("007", 0, Some(7)),
            (".5", 1, Some(5)),
            (
                "99999999999999999999999999999999999999",
                0,
                Some(99_999_999_999_999_999_999_999_999_999_999_999_999),
            ),
            (
                "1.2345678901234567890123456789012345678",
                37,
                Some(12_345_678_901_234_567_890_123_456_789_012_345_678),
            ),
            ("1000000000000000000000000000000000000000000", 0, None),
            ("9.9999999999999999999999999999999999999E+125", 0, None),
            ("1E-130", 38, None),
            (
                "120000000000000000000000000000000000000000000E-10",
                0,
                Some(12_000_000_000_000_000_000_000_000_000_000_000),
            ),
        ] {
            assert_eq!(
                Number::parse(text).unwrap().scaled(scale),
                unscaled,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "-", ".", "1.2.3", "1e", "0x10", "NaN", "Infinity", "1 ", " 1", "1e5x", "--1",
            "1,5", "e5",
        ] {
            assert_eq!(Number::parse(text), Err(RejectKind::BadNumber), "{text}");
        }
        for text in [
            "1E126",
            "1E-131",
            "123456789012345678901234567890123456789",
            "1e99999",
            "0.000123456789012345678901234567890123456789",
            "1234567890123456789012345678901234567800001",
        ] {
            assert_eq!(
                Number::parse(text),
                Err(RejectKind::NumberTooPrecise),
                "{text}"
            );
        }
    }

    #[test]
    fn only_plain_json_numbers_are_copied() {
        for (text, json) in [
            ("0", true),
            ("-0.5", true),
            ("10.50", true),
            ("007", false),
            ("+1", false),
            (".5", false),
            ("5.", false),
            ("1e3", false),
            ("00.5", false),
            ("-01", false),
        ] {
            assert_eq!(Number::parse(text).unwrap().json, json, "{text}");
        }
    }

    #[test]
    fn decimals_are_written_with_their_scale() {
        for (unscaled, scale, text) in [
            (0, 0, "0"),
            (0, 2, "0.00"),
            (5, 2, "0.05"),
            (-1250, 2, "-12.50"),
            (7, 0, "7"),
            (i128::MAX, 38, "1.70141183460469231731687303715884105727"),
        ] {
            let mut out = Vec::new();
            write_decimal(unscaled, scale, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }

    #[test]
    fn floors_go_down() {
        for (text, floor) in [
            ("1.9", 1),
            ("-1.1", -2),
            ("-1", -1),
            ("0.0001", 0),
            ("-1E-100", -1),
        ] {
            assert_eq!(
                Number::parse(text).unwrap().scaled_floor(0),
                Some(floor),
                "{text}"
            );
        }
    }
}
