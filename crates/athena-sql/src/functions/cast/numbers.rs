//! Booleans, integers, doubles and decimals out of any column.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, ArrowPrimitiveType, AsArray, Decimal128Array, PrimitiveArray,
};
use datafusion::arrow::datatypes::{
    DataType, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
};

use super::{cannot, collect, parsed, to_text};
use crate::coercion::as_decimal;
use crate::error::Result;
use crate::functions::decimal::{self, divide_half_up, rescale};
use crate::types::{is_integer, is_varchar};

/// What Java's number parser reads, as Rust's reads it.
pub(crate) fn java_float(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = match text.as_bytes() {
        [.., before, b'f' | b'F' | b'd' | b'D'] if before.is_ascii_digit() || *before == b'.' => {
            &text[..text.len() - 1]
        }
        _ => text,
    };
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let fits = body == "NaN"
        || body == "Infinity"
        || body.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    fits.then_some(text)
}

/// A text as Java reads a double.
pub(super) fn text_to_double(text: &str) -> Option<f64> {
    // Between two digits both read the same: no space, no sign, no word.
    let text = match text.as_bytes() {
        digits @ ([b'0'..=b'9'] | [b'0'..=b'9', .., b'0'..=b'9']) => match short(digits) {
            Some(double) => return Some(double),
            None => text,
        },
        _ => java_float(text)?,
    };
    text.parse().ok()
}

/// Digits, with a point among them or none, that a double holds exactly before it is divided once.
fn short(text: &[u8]) -> Option<f64> {
    let (mut digits, mut places, mut point) = (0_u64, 0, false);
    if text.len() > 16 {
        return None;
    }
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + u64::from(byte - b'0');
                places += usize::from(point);
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    let divisor = POWERS[places];
    #[expect(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
    (digits <= 1 << 53).then(|| digits as f64 / divisor)
}

pub(super) fn to_boolean(array: &ArrayRef, row: usize) -> Result<Option<bool>> {
    use DataType as T;
    Ok(Some(match array.data_type() {
        T::Utf8 => {
            let text = array.as_string::<i32>().value(row);
            match text.to_ascii_lowercase().as_str() {
                "true" | "t" | "1" => true,
                "false" | "f" | "0" => false,
                _ => return Err(cannot(text, &T::Boolean)),
            }
        }
        _ => match to_double(array, row, &T::Boolean)? {
            Some(number) => number != 0.0,
            None => return Ok(None),
        },
    }))
}

pub(super) fn integer_at(array: &ArrayRef, row: usize) -> i64 {
    match array.data_type() {
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        _ => array.as_primitive::<Int64Type>().value(row),
    }
}

pub(super) fn to_double(array: &ArrayRef, row: usize, to: &DataType) -> Result<Option<f64>> {
    use DataType as T;
    Ok(Some(match array.data_type() {
        T::Utf8 => {
            let text = array.as_string::<i32>().value(row);
            text_to_double(text).ok_or_else(|| cannot(text, to))?
        }
        T::Boolean => f64::from(u8::from(array.as_boolean().value(row))),
        T::Float32 => array.as_primitive::<Float32Type>().value(row).into(),
        T::Float64 => array.as_primitive::<Float64Type>().value(row),
        T::Decimal128(_, scale) => {
            decimal_to_double(array.as_primitive::<Decimal128Type>().value(row), *scale)
        }
        kind if is_integer(kind) => {
            #[expect(clippy::cast_precision_loss, reason = "double is what was asked for")]
            let double = integer_at(array, row) as f64;
            double
        }
        _ => return Err(cannot("value", to)),
    }))
}

/// The powers of ten that a double holds exactly: a division by one rounds once.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The double nearest to a decimal.
pub(crate) fn decimal_to_double(value: i128, scale: i8) -> f64 {
    const EXACT: u128 = 1 << 53;
    if value.unsigned_abs() <= EXACT
        && let Some(divisor) = usize::try_from(scale).ok().and_then(|s| POWERS.get(s))
    {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
        return value as f64 / divisor;
    }
    format!("{value}e-{scale}").parse().unwrap_or(f64::NAN)
}

/// [`decimal_to_double`] of every value, the divisor found once.
pub(super) fn doubles(decimals: &Decimal128Array) -> PrimitiveArray<Float64Type> {
    const EXACT: i64 = 1 << 53;
    let scale = decimals.scale();
    let power = usize::try_from(scale).ok().and_then(|s| POWERS.get(s));
    let Some(divisor) = power.copied() else {
        return decimals.unary(|value| decimal_to_double(value, scale));
    };
    decimals.unary(|value| match i64::try_from(value) {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
        Ok(short) if (-EXACT..=EXACT).contains(&short) => short as f64 / divisor,
        _ => decimal_to_double(value, scale),
    })
}

pub(super) fn integers<P>(array: &ArrayRef, to: &DataType, safe: bool) -> Result<ArrayRef>
where
    P: ArrowPrimitiveType,
    P::Native: TryFrom<i128> + std::str::FromStr,
{
    use DataType as T;
    if is_varchar(array.data_type()) {
        return parsed::<P>(array, to, safe, |text| text.parse().ok());
    }
    let values = collect(array, safe, |row| {
        let whole: i128 = match array.data_type() {
            T::Boolean => array.as_boolean().value(row).into(),
            T::Float32 | T::Float64 => {
                let number = to_double(array, row, to)?.unwrap_or(f64::NAN);
                if !number.is_finite() || number.abs() >= 9.3e18 {
                    return Err(cannot(number, to));
                }
                #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
                let whole = number.round() as i128;
                whole
            }
            T::Decimal128(_, scale) => {
                let value = array.as_primitive::<Decimal128Type>().value(row);
                match decimal::power_of_ten(i32::from(*scale)) {
                    Some(divisor) => divide_half_up(value, divisor),
                    None => 0,
                }
            }
            kind if is_integer(kind) => integer_at(array, row).into(),
            _ => return Err(cannot("value", to)),
        };
        P::Native::try_from(whole)
            .map(Some)
            .map_err(|_| cannot(whole, to))
    })?;
    Ok(Arc::new(PrimitiveArray::<P>::from_iter(values)))
}

/// Reads a decimal number (also with an exponent) at a scale, half up.
pub(crate) fn parse_decimal(text: &str, precision: u8, scale: i8) -> Option<i128> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(i) => (&text[..i], text[i + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match mantissa.as_bytes().first()? {
        b'-' => (true, &mantissa[1..]),
        b'+' => (false, &mantissa[1..]),
        _ => (false, mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    (all(whole) && all(fraction) && !(whole.is_empty() && fraction.is_empty())).then_some(())?;
    let significant = format!("{whole}{fraction}");
    let significant = significant.trim_start_matches('0');
    let mut shift = i32::from(scale) + exponent - i32::try_from(fraction.len()).ok()?;
    let mut kept = significant;
    let mut round = false;
    if kept.len() > 38 {
        // Digits past what any decimal holds only decide the rounding.
        let extra = i32::try_from(kept.len()).ok()? - 38;
        if shift + extra > 0 {
            return None;
        }
        round = kept.as_bytes().get(38).is_some_and(|digit| *digit >= b'5') && shift + extra == 0;
        kept = &kept[..38];
        shift += extra;
    }
    let value: i128 = if kept.is_empty() {
        0
    } else {
        kept.parse().ok()?
    };
    let value = value + i128::from(round);
    let scaled = if shift >= 0 {
        if value == 0 {
            0
        } else {
            value.checked_mul(decimal::power_of_ten(shift)?)?
        }
    } else {
        decimal::power_of_ten(-shift).map_or(0, |divisor| divide_half_up(value, divisor))
    };
    (scaled < decimal::power_of_ten(i32::from(precision))?).then_some(if negative {
        -scaled
    } else {
        scaled
    })
}

pub(super) fn to_decimal(
    array: &ArrayRef,
    row: usize,
    precision: u8,
    scale: i8,
    to: &DataType,
) -> Result<Option<i128>> {
    use DataType as T;
    let value = match array.data_type() {
        T::Utf8 => {
            let text = array.as_string::<i32>().value(row);
            return parse_decimal(text, precision, scale)
                .map(Some)
                .ok_or_else(|| cannot(text, to));
        }
        T::Boolean => rescale(array.as_boolean().value(row).into(), 0, scale, precision),
        T::Float32 => {
            let number = array.as_primitive::<Float32Type>().value(row);
            parse_decimal(&number.to_string(), precision, scale)
        }
        T::Float64 => {
            let number = array.as_primitive::<Float64Type>().value(row);
            parse_decimal(&number.to_string(), precision, scale)
        }
        T::Decimal128(_, from) => rescale(
            array.as_primitive::<Decimal128Type>().value(row),
            *from,
            scale,
            precision,
        ),
        kind if as_decimal(kind).is_some() => {
            rescale(integer_at(array, row).into(), 0, scale, precision)
        }
        _ => None,
    };
    value.map(Some).ok_or_else(|| {
        let shown = to_text(&array.slice(row, 1), None, true).map(|text| text.value(0).to_owned());
        cannot(shown.unwrap_or_default(), to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_the_doubles_that_the_parser_gives() {
        let mut texts: Vec<String> = ["0", "9007199254740992", "9007199254740993", "0.1", "1.005"]
            .map(ToOwned::to_owned)
            .into();
        let mut number = 1_u64;
        for places in 0..3_000 {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let digits = (number >> 11).to_string();
            texts.push(digits.clone());
            let point = places % digits.len();
            texts.push(format!("{}.{}", &digits[..point], &digits[point..]));
            texts.push(digits[..point].to_owned());
        }
        for text in texts {
            let expected: Option<f64> = text.parse().ok();
            let found = text_to_double(&text);
            assert_eq!(
                found.map(f64::to_bits),
                expected.map(f64::to_bits),
                "{text}"
            );
        }
        for text in ["1.2.3", "1_000", "1e5x", "1,5"] {
            assert_eq!(text_to_double(text), None, "{text}");
        }
    }
}
