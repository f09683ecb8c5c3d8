//! CAST and TRY_CAST between all of Trino's types.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, ArrowPrimitiveType, AsArray, BinaryArray, BooleanArray, Decimal128Array,
    ListArray, MapArray, PrimitiveArray, StringArray, StructArray, new_null_array,
};
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{
    DataType, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::{as_decimal, coerce};
use crate::error::{Result, SqlError};
use crate::functions::decimal::{self, divide_half_up, rescale};
use crate::functions::json;
use crate::functions::opaque;
use crate::functions::timezone;
use crate::kernel::{Inputs, Kernel};
use crate::types::{
    self, IPADDRESS, JSON, SqlType, TIMESTAMP, UUID, is_decimal, is_integer, is_varchar,
};

mod text;
mod time;

pub(crate) use text::{decimal_text, double_text, to_text};
use time::{dates, times, timestamps};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    let safe = match call.name {
        "cast" => false,
        "try_cast" => true,
        _ => return Ok(None),
    };
    let target = types::parse(call.payload)?;
    to(call, &call.args[0], &call.types[0], &target, safe).map(Some)
}

/// `expr` of type `from` cast to `target`.
pub(crate) fn to(
    call: &Call,
    expr: &Expr,
    from: &DataType,
    target: &SqlType,
    safe: bool,
) -> Result<Expr> {
    let SqlType { arrow, length } = target;
    if length.is_none() || *from == DataType::Null {
        // A widening loses nothing: the plain cast of the engine keeps pruning.
        let widening = from == arrow
            || *from == DataType::Null
            || (is_integer(from) && (is_integer(arrow) || *arrow == DataType::Float64))
            || (is_integer(from) && is_decimal(arrow))
            || matches!((from, arrow), (DataType::Float32, DataType::Float64))
            || (matches!(from, DataType::Date32) && *arrow == TIMESTAMP);
        if widening && let Some(expr) = coerce(expr.clone(), from, arrow) {
            return Ok(expr);
        }
    }
    if let Expr::Literal(ScalarValue::Utf8(Some(text)), _) = expr {
        if *arrow == types::timestamp_tz("UTC")
            && let Some((millis, zone)) = timezone::parse_timestamp(text)
        {
            let zone = zone.unwrap_or_else(|| "UTC".to_owned());
            return Ok(Expr::Literal(
                ScalarValue::TimestampMillisecond(Some(millis), Some(zone.into())),
                None,
            ));
        }
        if length.is_none()
            && !matches!(arrow, DataType::LargeUtf8)
            && !is_varchar(arrow)
            && let Some(value) = text_to_scalar(text, arrow)
        {
            return Ok(Expr::Literal(value, None));
        }
    }
    let mut returns = arrow.clone();
    if let (DataType::Timestamp(_, Some(zone)), DataType::Timestamp(_, Some(_))) = (from, arrow) {
        returns = types::timestamp_like(arrow, Some(zone));
    }
    if !castable(from, &returns) {
        return Err(call.refuse(format!(
            "cannot cast {} to {}",
            types::display(from),
            types::display(arrow)
        )));
    }
    // In TRY one element that fails makes the whole array NULL, which TRY_CAST's way does not.
    let forgiven = !from.is_nested() && !returns.is_nested();
    let cast_as = |safe: bool| {
        let (from, goal, length) = (from.clone(), returns.clone(), *length);
        move |inputs: &Inputs| {
            let array = inputs.array(0)?;
            let array = if array.data_type() == &from {
                array
            } else {
                arrow_cast(&array, &from)?
            };
            Ok(cast_array(&array, &goal, length, safe)?)
        }
    };
    let name = if safe { "try_cast" } else { "cast" };
    let mut kernel = Kernel::new(name, returns.clone(), cast_as(safe));
    if forgiven {
        kernel = kernel.lenient(cast_as(true));
    }
    Ok(kernel.detail(call.payload).call(vec![expr.clone()]))
}

/// Whether Trino has this cast at all.
pub(crate) fn castable(from: &DataType, to: &DataType) -> bool {
    use DataType as T;
    if from == to || *from == T::Null {
        return true;
    }
    let simple = |kind: &T| is_varchar(kind) || types::is_numeric(kind) || *kind == T::Boolean;
    match (from, to) {
        (T::LargeUtf8, T::LargeUtf8) => true,
        (T::LargeUtf8, to) => json::castable_from(to),
        (from, T::LargeUtf8) => json::castable_to(from),
        (from, to) if simple(from) && simple(to) => true,
        (from, to) if is_varchar(from) => {
            matches!(
                to,
                T::Date32 | T::Time32(_) | T::Timestamp(..) | T::Binary | &UUID | &IPADDRESS
            )
        }
        (&UUID | &IPADDRESS, to) => is_varchar(to) || *to == T::Binary,
        (T::Binary, &UUID | &IPADDRESS) => true,
        (T::Date32 | T::Time32(_) | T::Timestamp(..), to) if is_varchar(to) => true,
        (T::Time32(_) | T::Timestamp(..), T::Time32(_)) => true,
        (T::Date32 | T::Timestamp(..), T::Date32 | T::Timestamp(..)) => true,
        (T::Duration(_) | T::Interval(_), to) if is_varchar(to) => true,
        (T::Struct(l), T::Struct(r)) => {
            l.len() == r.len()
                && l.iter()
                    .zip(r)
                    .all(|(l, r)| castable(l.data_type(), r.data_type()))
        }
        _ => {
            if let (Some(l), Some(r)) = (types::item_of(from), types::item_of(to)) {
                return castable(l, r);
            }
            match (types::entries_of(from), types::entries_of(to)) {
                (Some((k1, v1)), Some((k2, v2))) => castable(k1, k2) && castable(v1, v2),
                _ => false,
            }
        }
    }
}

fn cannot(value: impl std::fmt::Display, to: &DataType) -> SqlError {
    SqlError::execution(format!("cannot cast '{value}' to {}", types::display(to)))
}

/// `array` as `to`. With `safe`, a value that does not fit is NULL.
pub(crate) fn cast_array(
    array: &ArrayRef,
    to: &DataType,
    length: Option<usize>,
    safe: bool,
) -> Result<ArrayRef> {
    use DataType as T;
    let from = array.data_type();
    if from == to && length.is_none() {
        return Ok(Arc::clone(array));
    }
    if *from == T::Null {
        return Ok(new_null_array(to, array.len()));
    }
    Ok(match to {
        T::LargeUtf8 => json::from_array(array)?,
        to if is_varchar(to) => Arc::new(to_text(array, length, safe)?),
        _ if *from == JSON => json::to_array(array, to, safe)?,
        T::Boolean => {
            let read = |row: usize| -> Result<Option<bool>> { to_boolean(array, row) };
            Arc::new(
                collect(array, safe, read)?
                    .into_iter()
                    .collect::<BooleanArray>(),
            )
        }
        T::Int8 => integers::<Int8Type>(array, to, safe)?,
        T::Int16 => integers::<Int16Type>(array, to, safe)?,
        T::Int32 => integers::<Int32Type>(array, to, safe)?,
        T::Int64 => integers::<Int64Type>(array, to, safe)?,
        T::Float64 if is_decimal(from) => Arc::new(doubles(array.as_primitive::<Decimal128Type>())),
        T::Float64 => {
            let values = collect(array, safe, |row| to_double(array, row, to))?;
            Arc::new(values.into_iter().collect::<PrimitiveArray<Float64Type>>())
        }
        T::Float32 => {
            if is_varchar(from) {
                let text = array.as_string::<i32>();
                let values = collect(array, safe, |row| {
                    let text = text.value(row);
                    java_float(text)
                        .and_then(|t| t.parse::<f32>().ok())
                        .map(Some)
                        .ok_or_else(|| cannot(text, to))
                })?;
                Arc::new(values.into_iter().collect::<PrimitiveArray<Float32Type>>())
            } else {
                let values = collect(array, safe, |row| to_double(array, row, to))?;
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "real is what was asked for"
                )]
                let narrow = values.into_iter().map(|value| value.map(|v| v as f32));
                Arc::new(narrow.collect::<PrimitiveArray<Float32Type>>())
            }
        }
        T::Decimal128(precision, scale) => {
            let values = collect(array, safe, |row| {
                to_decimal(array, row, *precision, *scale, to)
            })?;
            let array: Decimal128Array = values.into_iter().collect();
            Arc::new(
                array
                    .with_precision_and_scale(*precision, *scale)
                    .map_err(|_| decimal::overflow())?,
            )
        }
        T::Date32 => dates(array, to, safe)?,
        T::Time32(_) => times(array, to, safe)?,
        T::Timestamp(_, zone) => timestamps(array, to, zone.as_deref(), safe)?,
        &UUID | &IPADDRESS => opaque::from_array(array, to, safe)?,
        T::Binary if matches!(from, T::FixedSizeBinary(_)) => {
            let values = array.as_fixed_size_binary().iter();
            let values = values.map(|value| value.map(opaque::bytes));
            Arc::new(values.collect::<BinaryArray>())
        }
        T::Binary => arrow_cast(array, to).map_err(arrow)?,
        T::Struct(fields) => {
            let rows = array.as_struct();
            let columns = rows
                .columns()
                .iter()
                .zip(fields)
                .map(|(column, field)| cast_array(column, field.data_type(), None, safe))
                .collect::<Result<Vec<_>>>()?;
            let nulls = rows.nulls().cloned();
            Arc::new(StructArray::try_new(fields.clone(), columns, nulls).map_err(arrow)?)
        }
        T::List(field) => {
            let array = arrow_cast(
                array,
                &types::array(types::item_of(from).cloned().unwrap_or(T::Null)),
            )
            .map_err(arrow)?;
            let lists = array.as_list::<i32>();
            let values = cast_array(lists.values(), field.data_type(), None, safe)?;
            let nulls = lists.nulls().cloned();
            Arc::new(
                ListArray::try_new(Arc::clone(field), lists.offsets().clone(), values, nulls)
                    .map_err(arrow)?,
            )
        }
        T::Map(field, sorted) => {
            let maps = array.as_map();
            let (key, value) = types::entries_of(to).ok_or_else(|| cannot("map", to))?;
            let keys = cast_array(maps.keys(), key, None, safe)?;
            let values = cast_array(maps.values(), value, None, safe)?;
            let T::Struct(fields) = field.data_type() else {
                return Err(cannot("map", to));
            };
            let entries =
                StructArray::try_new(fields.clone(), vec![keys, values], None).map_err(arrow)?;
            let nulls = maps.nulls().cloned();
            let map = MapArray::try_new(
                Arc::clone(field),
                maps.offsets().clone(),
                entries,
                nulls,
                *sorted,
            );
            Arc::new(map.map_err(arrow)?)
        }
        _ => {
            return Err(SqlError::unsupported(format!(
                "a cast to {} is not supported",
                types::display(to)
            )));
        }
    })
}

pub(crate) fn arrow(error: datafusion::arrow::error::ArrowError) -> SqlError {
    SqlError::execution(error.to_string())
}

fn collect<T>(
    array: &ArrayRef,
    safe: bool,
    read: impl Fn(usize) -> Result<Option<T>>,
) -> Result<Vec<Option<T>>> {
    let mut out = Vec::with_capacity(array.len());
    for row in 0..array.len() {
        if array.is_null(row) {
            out.push(None);
            continue;
        }
        match read(row) {
            Ok(value) => out.push(value),
            Err(_) if safe => out.push(None),
            Err(error) => return Err(error),
        }
    }
    Ok(out)
}

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

fn to_boolean(array: &ArrayRef, row: usize) -> Result<Option<bool>> {
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

fn integer_at(array: &ArrayRef, row: usize) -> i64 {
    match array.data_type() {
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        _ => array.as_primitive::<Int64Type>().value(row),
    }
}

fn to_double(array: &ArrayRef, row: usize, to: &DataType) -> Result<Option<f64>> {
    use DataType as T;
    Ok(Some(match array.data_type() {
        T::Utf8 => {
            let text = array.as_string::<i32>().value(row);
            java_float(text)
                .and_then(|t| t.parse().ok())
                .ok_or_else(|| cannot(text, to))?
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
    const EXACT: i128 = 1 << 53;
    if value.abs() <= EXACT
        && let Some(divisor) = usize::try_from(scale).ok().and_then(|s| POWERS.get(s))
    {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
        return value as f64 / divisor;
    }
    format!("{value}e-{scale}").parse().unwrap_or(f64::NAN)
}

/// [`decimal_to_double`] of every value, the divisor found once.
fn doubles(decimals: &Decimal128Array) -> PrimitiveArray<Float64Type> {
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

fn integers<P>(array: &ArrayRef, to: &DataType, safe: bool) -> Result<ArrayRef>
where
    P: ArrowPrimitiveType,
    P::Native: TryFrom<i128> + std::str::FromStr,
{
    use DataType as T;
    let values = collect(array, safe, |row| {
        let whole: i128 = match array.data_type() {
            T::Utf8 => {
                let text = array.as_string::<i32>().value(row);
                return text
                    .parse::<P::Native>()
                    .map(Some)
                    .map_err(|_| cannot(text, to));
            }
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
    Ok(Arc::new(
        values
            .into_iter()
            .collect::<Vec<Option<P::Native>>>()
            .into_iter()
            .fold(
                datafusion::arrow::array::PrimitiveBuilder::<P>::with_capacity(array.len()),
                |mut builder, value| {
                    builder.append_option(value);
                    builder
                },
            )
            .finish(),
    ))
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

fn to_decimal(
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

/// One text as a value of `to`, if it is one.
pub(crate) fn text_to_scalar(text: &str, to: &DataType) -> Option<ScalarValue> {
    if !castable(&DataType::Utf8, to) {
        return None;
    }
    let array: ArrayRef = Arc::new(StringArray::from(vec![text]));
    let cast = cast_array(&array, to, None, false).ok()?;
    ScalarValue::try_from_array(&cast, 0).ok()
}
