//! Values as CAST writes them as varchar.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray, new_null_array};
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, DurationMillisecondType, Float32Type, Float64Type,
    Int64Type, IntervalYearMonthType, Time32MillisecondType, TimeUnit, TimestampMillisecondType,
};

use super::json;
use super::numbers::integer_at;
use super::{arrow, collect};
use crate::error::{Result, SqlError};
use crate::functions::opaque::opaque_text;
use crate::functions::time_of_day;
use crate::functions::timezone::{self, Zone};
use crate::types::{self, is_integer};

/// A double as Trino writes it: `1.5E0`.
pub(crate) fn double_text(value: f64) -> String {
    scientific(
        value == 0.0,
        value.is_sign_negative(),
        value.is_nan(),
        value.is_infinite(),
        || format!("{value:E}"),
    )
}

/// A real as Trino writes it: seven digits at most, though two reals may then look alike.
pub(crate) fn real_text(value: f32) -> String {
    scientific(
        value == 0.0,
        value.is_sign_negative(),
        value.is_nan(),
        value.is_infinite(),
        || {
            let shortest = format!("{value:E}");
            if value.abs() < 1e-44 {
                // Java writes two digits of the least reals.
                return format!("{value:.1E}");
            }
            let digits = shortest
                .bytes()
                .take_while(|b| *b != b'E')
                .filter(u8::is_ascii_digit);
            if digits.count() <= 7 {
                return shortest;
            }
            let seven = format!("{:.6E}", shortest.parse::<f64>().unwrap_or(value.into()));
            match seven.split_once('E') {
                Some((mantissa, exponent)) => {
                    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
                    format!("{mantissa}E{exponent}")
                }
                None => seven,
            }
        },
    )
}

pub(super) fn scientific(
    zero: bool,
    negative: bool,
    nan: bool,
    infinite: bool,
    digits: impl Fn() -> String,
) -> String {
    let sign = if negative { "-" } else { "" };
    if nan {
        return "NaN".to_owned();
    }
    if infinite {
        return format!("{sign}Infinity");
    }
    if zero {
        return format!("{sign}0E0");
    }
    let text = digits();
    match text.split_once('E') {
        Some((mantissa, exponent)) if !mantissa.contains('.') => format!("{mantissa}.0E{exponent}"),
        _ => text,
    }
}

/// A decimal with all digits of its scale.
pub(crate) fn decimal_text(value: i128, scale: i8) -> String {
    let scale = usize::try_from(scale).unwrap_or(0);
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if value < 0 { "-" } else { "" };
    if scale == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

/// Every value as `CAST(x AS varchar)` writes it.
pub(crate) fn to_text(array: &ArrayRef, length: Option<usize>, safe: bool) -> Result<StringArray> {
    use DataType as T;
    let whole = matches!(array.data_type(), T::Timestamp(TimeUnit::Second, _));
    let array = match array.data_type() {
        T::Utf8View | T::Dictionary(..) => &arrow_cast(array, &T::Utf8).map_err(arrow)?,
        T::Timestamp(TimeUnit::Second, zone) => {
            &arrow_cast(array, &T::Timestamp(TimeUnit::Millisecond, zone.clone())).map_err(arrow)?
        }
        _ => array,
    };
    let from = array.data_type().clone();
    if from == T::Null {
        return Ok(StringArray::new_null(array.len()));
    }
    if length.is_none() && (is_integer(&from) || types::is_decimal(&from)) {
        let texts = arrow_cast(array, &T::Utf8).map_err(arrow)?;
        return Ok(texts.as_string::<i32>().clone());
    }
    let zone = types::zone_of(&from).and_then(Zone::parse);
    let fine = match types::is_fine(&from) {
        true => arrow_cast(array, &T::Int64).map_err(arrow)?,
        false => new_null_array(&T::Int64, 0),
    };
    let fine = fine.as_primitive::<Int64Type>();
    let values = collect(array, safe, |row| {
        let text = match &from {
            T::Utf8 => {
                let text = array.as_string::<i32>().value(row);
                return Ok(Some(match length {
                    Some(length) => text.chars().take(length).collect(),
                    None => text.to_owned(),
                }));
            }
            T::FixedSizeBinary(_) => {
                opaque_text(array.as_fixed_size_binary().value(row)).unwrap_or_default()
            }
            T::LargeUtf8 => match json::scalar_text(array.as_string::<i64>().value(row))? {
                Some(text) => text,
                None => return Ok(None),
            },
            T::Boolean => array.as_boolean().value(row).to_string(),
            T::Float64 => double_text(array.as_primitive::<Float64Type>().value(row)),
            T::Float32 => real_text(array.as_primitive::<Float32Type>().value(row)),
            T::Decimal128(_, scale) => {
                decimal_text(array.as_primitive::<Decimal128Type>().value(row), *scale)
            }
            T::Date32 => timezone::format_date(timezone::date(
                array.as_primitive::<Date32Type>().value(row),
            )),
            T::Time32(_) => {
                let times = arrow_cast(&array.slice(row, 1), &types::TIME).map_err(arrow)?;
                let millis = times.as_primitive::<Time32MillisecondType>().value(0);
                let whole = matches!(from, T::Time32(TimeUnit::Second));
                time_of_day::format(millis, whole)
            }
            T::Timestamp(unit @ (TimeUnit::Microsecond | TimeUnit::Nanosecond), name) => {
                let number = fine.value(row);
                let (size, digits) = match unit {
                    TimeUnit::Microsecond => (1_000_000, 6),
                    _ => (1_000_000_000, 9),
                };
                let millis = number.div_euclid(size) * 1000;
                let local =
                    timezone::format_timestamp(zone.map_or(millis, |zone| zone.to_local(millis)));
                let fraction = number.rem_euclid(size);
                let local = format!("{}.{fraction:0digits$}", &local[..local.len() - 4]);
                match name.as_deref() {
                    Some(name) => format!("{local} {name}"),
                    None => local,
                }
            }
            T::Timestamp(_, name) => {
                let millis = array.as_primitive::<TimestampMillisecondType>().value(row);
                let local =
                    timezone::format_timestamp(zone.map_or(millis, |zone| zone.to_local(millis)));
                let local = if whole {
                    local[..local.len() - 4].to_owned()
                } else {
                    local
                };
                match name.as_deref() {
                    Some(name) => format!("{local} {name}"),
                    None => local,
                }
            }
            T::Duration(_) => {
                day_to_second_text(array.as_primitive::<DurationMillisecondType>().value(row))
            }
            T::Interval(_) => {
                let months = array.as_primitive::<IntervalYearMonthType>().value(row);
                let sign = if months < 0 { "-" } else { "" };
                format!("{sign}{}-{}", months.abs() / 12, months.abs() % 12)
            }
            kind if is_integer(kind) => integer_at(array, row).to_string(),
            kind => {
                return Err(SqlError::execution(format!(
                    "cannot cast {} to varchar",
                    types::display(kind)
                )));
            }
        };
        match length {
            Some(length) if text.chars().count() > length => Err(SqlError::execution(format!(
                "value {text} cannot be represented as varchar({length})"
            ))),
            _ => Ok(Some(text)),
        }
    })?;
    Ok(values.into_iter().collect())
}

/// `1 02:03:04.005`.
pub(crate) fn day_to_second_text(millis: i64) -> String {
    let sign = if millis < 0 { "-" } else { "" };
    let all = millis.unsigned_abs();
    format!(
        "{sign}{} {:02}:{:02}:{:02}.{:03}",
        all / 86_400_000,
        all / 3_600_000 % 24,
        all / 60_000 % 60,
        all / 1000 % 60,
        all % 1000
    )
}
