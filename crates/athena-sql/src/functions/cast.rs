//! CAST and TRY_CAST between all of Trino's types.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, ArrowPrimitiveType, AsArray, BinaryArray, BooleanArray, Decimal128Array,
    NullBufferBuilder, PrimitiveArray, StringArray, new_null_array,
};
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{
    DataType, Decimal128Type, FieldRef, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type,
};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::coerce;
use crate::error::{ErrorKind, Result, SqlError};
use crate::functions::decimal;
use crate::functions::opaque;
use crate::functions::timezone;
use crate::kernel::{Inputs, Kernel};
use crate::types::{
    self, IPADDRESS, JSON, SqlType, TIMESTAMP, UUID, is_decimal, is_integer, is_varchar,
};

mod json;
mod nested;
mod numbers;
mod text;
mod time;

pub(crate) use json::to_json;
pub(crate) use numbers::{decimal_to_double, java_float, parse_decimal};
use numbers::{doubles, integers, text_to_double, to_boolean, to_decimal, to_double};
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
    if matches!(
        arrow,
        DataType::Timestamp(_, None) | DataType::Date32 | DataType::Time32(_)
    ) && let Some(clock) = super::datetime::clock(expr)
    {
        return to(call, &clock, &TIMESTAMP, target, safe);
    }
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
    let returns = in_its_zones(from, arrow);
    if !castable(from, &returns) {
        return Err(call.refuse(format!(
            "cannot cast {} to {}",
            types::display(from),
            types::display(arrow)
        )));
    }
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
    let kernel = Kernel::new(name, returns.clone(), cast_as(safe)).lenient(cast_as(true));
    Ok(kernel.detail(call.payload).call(vec![expr.clone()]))
}

/// The type with the zones of the timestamps that are cast, at any depth.
fn in_its_zones(from: &DataType, to: &DataType) -> DataType {
    let within = |from: &FieldRef, to: &FieldRef| {
        let kind = in_its_zones(from.data_type(), to.data_type());
        Arc::new(to.as_ref().clone().with_data_type(kind))
    };
    match (from, to) {
        (DataType::Timestamp(_, Some(zone)), DataType::Timestamp(_, Some(_))) => {
            types::timestamp_like(to, Some(zone))
        }
        (DataType::List(from), DataType::List(to)) => DataType::List(within(from, to)),
        (DataType::Map(from, _), DataType::Map(to, sorted)) => {
            DataType::Map(within(from, to), *sorted)
        }
        (DataType::Struct(from), DataType::Struct(to)) if from.len() == to.len() => {
            DataType::Struct(
                from.iter()
                    .zip(to)
                    .map(|(from, to)| within(from, to))
                    .collect(),
            )
        }
        _ => to.clone(),
    }
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

/// The failure of a text that is no time, or is one that only Athena has.
fn cannot_read(text: &str, to: &DataType) -> SqlError {
    match timezone::is_too_far(text) {
        true => timezone::too_far(),
        false => cannot(text, to),
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
        T::Float64 if is_varchar(from) => parsed::<Float64Type>(array, to, safe, text_to_double)?,
        T::Float64 => {
            let values = collect(array, safe, |row| to_double(array, row, to))?;
            Arc::new(values.into_iter().collect::<PrimitiveArray<Float64Type>>())
        }
        T::Float32 if is_varchar(from) => {
            parsed::<Float32Type>(array, to, safe, |text| java_float(text)?.parse().ok())?
        }
        T::Float32 => {
            let values = collect(array, safe, |row| to_double(array, row, to))?;
            #[expect(
                clippy::cast_possible_truncation,
                reason = "real is what was asked for"
            )]
            let narrow = values.into_iter().map(|value| value.map(|v| v as f32));
            Arc::new(narrow.collect::<PrimitiveArray<Float32Type>>())
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
        T::Struct(_) | T::List(_) | T::Map(..) => nested::nested(array, to, safe)?,
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
            Err(error) if safe && error.kind == ErrorKind::Execution => out.push(None),
            Err(error) => return Err(error),
        }
    }
    Ok(out)
}

/// Texts read as numbers.
fn parsed<P: ArrowPrimitiveType>(
    array: &ArrayRef,
    to: &DataType,
    safe: bool,
    parse: impl Fn(&str) -> Option<P::Native>,
) -> Result<ArrayRef> {
    let texts = array.as_string::<i32>();
    let mut values = Vec::with_capacity(texts.len());
    let mut nulls = NullBufferBuilder::new(texts.len());
    for text in texts {
        let value = text.and_then(&parse);
        if let Some(text) = text
            && value.is_none()
            && !safe
        {
            return Err(cannot(text, to));
        }
        nulls.append(value.is_some());
        values.push(value.unwrap_or_default());
    }
    Ok(Arc::new(PrimitiveArray::<P>::new(
        values.into(),
        nulls.finish(),
    )))
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
