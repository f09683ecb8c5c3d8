//! Casts between json and every other type.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, LargeStringArray, ListArray, MapArray, StringArray, StructArray,
    new_null_array,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Float32Type, Float64Type};

use super::text::{double_text, to_text};
use super::{arrow, cast_array};
use crate::error::{Result, SqlError};
use crate::functions::json_value::{self, Json, java_double};
use crate::types::{self, JSON, is_varchar};

pub(super) fn castable_from(to: &DataType) -> bool {
    match to {
        DataType::Boolean | DataType::LargeUtf8 => true,
        to if types::is_numeric(to) || is_varchar(to) => true,
        DataType::Struct(fields) => fields.iter().all(|field| castable_from(field.data_type())),
        to => match (types::item_of(to), types::entries_of(to)) {
            (Some(item), _) => castable_from(item),
            (_, Some((key, value))) => {
                (types::is_numeric(key) || is_varchar(key) || *key == DataType::Boolean)
                    && castable_from(value)
            }
            _ => false,
        },
    }
}

pub(super) fn castable_to(from: &DataType) -> bool {
    match from {
        DataType::Boolean | DataType::Date32 | DataType::LargeUtf8 | DataType::Null => true,
        DataType::Timestamp(_, None) => true,
        from if types::is_numeric(from) || is_varchar(from) => true,
        DataType::Struct(fields) => fields.iter().all(|field| castable_to(field.data_type())),
        from => match (types::item_of(from), types::entries_of(from)) {
            (Some(item), _) => castable_to(item),
            (_, Some((key, value))) => {
                (types::is_numeric(key) || is_varchar(key) || *key == DataType::Boolean)
                    && castable_to(value)
            }
            _ => false,
        },
    }
}

/// Values as json.
pub(super) fn from_array(array: &ArrayRef) -> Result<ArrayRef> {
    let values: Vec<Option<String>> = (0..array.len())
        .map(|row| {
            Ok(if array.is_null(row) {
                None
            } else {
                // The digits of a decimal stay as they are.
                Some(to_json(array, row)?.to_exact_text())
            })
        })
        .collect::<Result<_>>()?;
    Ok(Arc::new(values.into_iter().collect::<LargeStringArray>()))
}

pub(crate) fn to_json(array: &ArrayRef, row: usize) -> Result<Json> {
    if array.is_null(row) {
        return Ok(Json::Null);
    }
    Ok(match array.data_type() {
        DataType::Null => Json::Null,
        DataType::Boolean => Json::Bool(array.as_boolean().value(row)),
        DataType::LargeUtf8 => {
            json_value::parse(array.as_string::<i64>().value(row)).unwrap_or(Json::Null)
        }
        DataType::Utf8 => Json::String(array.as_string::<i32>().value(row).to_owned()),
        DataType::Float64 => number(array.as_primitive::<Float64Type>().value(row)),
        DataType::Float32 => {
            let value = array.as_primitive::<Float32Type>().value(row);
            if value.is_finite() {
                Json::Number(json_value::java_float(value))
            } else {
                Json::String(infinite(value.into()))
            }
        }
        kind if types::is_integer(kind) || types::is_decimal(kind) => {
            let text = to_text(&array.slice(row, 1), None, false)?;
            Json::Number(text.value(0).to_owned())
        }
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns();
            let mut object = Vec::new();
            for (i, (field, column)) in fields.iter().zip(columns).enumerate() {
                let name = if *field.name() == format!("field{i}") {
                    String::new()
                } else {
                    field.name().clone()
                };
                object.push((name, to_json(column, row)?));
            }
            Json::Object(object)
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            Json::Array(
                (0..items.len())
                    .map(|i| to_json(&items, i))
                    .collect::<Result<_>>()?,
            )
        }
        DataType::Map(..) => {
            let entries = array.as_map().value(row);
            let keys = key_texts(entries.column(0))?;
            let mut object: Vec<(String, Json)> = (0..entries.len())
                .map(|i| Ok((keys.value(i).to_owned(), to_json(entries.column(1), i)?)))
                .collect::<Result<_>>()?;
            object.sort_by(|a, b| json_value::java_order(&a.0, &b.0));
            Json::Object(object)
        }
        _ => {
            let text = to_text(&array.slice(row, 1), None, false)?;
            Json::String(text.value(0).to_owned())
        }
    })
}

/// The keys of a map as names of an object's fields.
fn key_texts(keys: &ArrayRef) -> Result<StringArray> {
    Ok(match keys.data_type() {
        DataType::Float64 => {
            let keys = keys.as_primitive::<Float64Type>();
            keys.iter().map(|key| key.map(java_key)).collect()
        }
        DataType::Float32 => {
            let keys = keys.as_primitive::<Float32Type>();
            let text = |key: f32| match key.is_finite() {
                true => json_value::java_float(key),
                false => infinite(key.into()),
            };
            keys.iter().map(|key| key.map(text)).collect()
        }
        _ => to_text(keys, None, false)?,
    })
}

fn java_key(key: f64) -> String {
    match key.is_finite() {
        true => java_double(key),
        false => infinite(key),
    }
}

fn number(value: f64) -> Json {
    if value.is_finite() {
        Json::Number(java_double(value))
    } else {
        Json::String(infinite(value))
    }
}

/// NaN and the infinities as Java writes them.
fn infinite(value: f64) -> String {
    value.to_string().replace("inf", "Infinity")
}

/// The text that `CAST(json AS varchar)` gives; NULL for json's null.
pub(super) fn scalar_text(text: &str) -> Result<Option<String>> {
    match json_value::parse(text) {
        Some(Json::Null) | None => Ok(None),
        Some(Json::Number(number)) if number.contains(['.', 'e', 'E']) => {
            Ok(number.parse::<f64>().ok().map(double_text))
        }
        Some(json @ (Json::Array(_) | Json::Object(_))) => Err(SqlError::execution(format!(
            "cannot cast '{}' to varchar",
            json.to_text()
        ))),
        Some(json) => Ok(json.into_scalar()),
    }
}

/// json as values of `to`.
pub(super) fn to_array(array: &ArrayRef, to: &DataType, safe: bool) -> Result<ArrayRef> {
    let texts = array.as_string::<i64>();
    let parsed: Vec<Option<Json>> = texts
        .iter()
        .map(|text| text.and_then(json_value::parse))
        .collect();
    if !safe {
        return build(&parsed.iter().map(Option::as_ref).collect::<Vec<_>>(), to);
    }
    // One value that does not fit is NULL as a whole.
    let fitting: Vec<Option<&Json>> = parsed
        .iter()
        .map(|json| {
            json.as_ref()
                .filter(|json| build(&[Some(*json)], to).is_ok())
        })
        .collect();
    build(&fitting, to)
}

fn build(values: &[Option<&Json>], to: &DataType) -> Result<ArrayRef> {
    let misfit = |json: &Json| {
        SqlError::execution(format!(
            "cannot cast JSON '{}' to {}",
            json.to_text(),
            types::display(to)
        ))
    };
    match to {
        DataType::LargeUtf8 => {
            let texts = values.iter().map(|json| json.map(Json::to_text));
            Ok(Arc::new(texts.collect::<LargeStringArray>()))
        }
        DataType::List(field) => {
            let mut items = Vec::new();
            let mut lengths = Vec::with_capacity(values.len());
            let mut valid = Vec::with_capacity(values.len());
            for json in values {
                let before = items.len();
                match json {
                    None | Some(Json::Null) => valid.push(false),
                    Some(Json::Array(found)) => {
                        items.extend(found.iter().map(|item| nullable(item, field.data_type())));
                        valid.push(true);
                    }
                    Some(other) => return Err(misfit(other)),
                }
                lengths.push(items.len() - before);
            }
            let items = build(&items, field.data_type())?;
            let list = ListArray::try_new(
                Arc::clone(field),
                OffsetBuffer::from_lengths(lengths),
                items,
                Some(valid.into()),
            );
            Ok(Arc::new(list.map_err(arrow)?))
        }
        DataType::Map(field, sorted) => {
            let DataType::Struct(fields) = field.data_type() else {
                return Err(SqlError::execution("not a map"));
            };
            let (key, value) = (fields[0].data_type(), fields[1].data_type());
            let (mut keys, mut items) = (Vec::new(), Vec::new());
            let (mut lengths, mut valid) = (Vec::new(), Vec::new());
            for json in values {
                let before = keys.len();
                match json {
                    None | Some(Json::Null) => valid.push(false),
                    Some(Json::Object(found)) => {
                        for (name, item) in found {
                            keys.push(name.clone());
                            items.push(nullable(item, value));
                        }
                        valid.push(true);
                    }
                    Some(other) => return Err(misfit(other)),
                }
                lengths.push(keys.len() - before);
            }
            let names: ArrayRef = Arc::new(StringArray::from(keys));
            let keys = cast_array(&names, key, None, false)?;
            let items = build(&items, value)?;
            let entries =
                StructArray::try_new(fields.clone(), vec![keys, items], None).map_err(arrow)?;
            let map = MapArray::try_new(
                Arc::clone(field),
                OffsetBuffer::from_lengths(lengths),
                entries,
                Some(valid.into()),
                *sorted,
            );
            Ok(Arc::new(map.map_err(arrow)?))
        }
        DataType::Struct(fields) => {
            let mut columns: Vec<Vec<Option<&Json>>> =
                vec![Vec::with_capacity(values.len()); fields.len()];
            let mut valid = Vec::with_capacity(values.len());
            for json in values {
                match json {
                    None | Some(Json::Null) => {
                        columns.iter_mut().for_each(|column| column.push(None));
                        valid.push(false);
                    }
                    Some(Json::Array(found)) => {
                        if found.len() != fields.len() {
                            return Err(misfit(&Json::Array(found.clone())));
                        }
                        for ((column, item), field) in columns.iter_mut().zip(found).zip(fields) {
                            column.push(nullable(item, field.data_type()));
                        }
                        valid.push(true);
                    }
                    Some(Json::Object(found)) => {
                        for (column, field) in columns.iter_mut().zip(fields) {
                            let item = found
                                .iter()
                                .rev()
                                .find(|(name, _)| name.eq_ignore_ascii_case(field.name()));
                            column
                                .push(item.and_then(|(_, item)| nullable(item, field.data_type())));
                        }
                        valid.push(true);
                    }
                    Some(other) => return Err(misfit(other)),
                }
            }
            let columns = columns
                .iter()
                .zip(fields)
                .map(|(column, field)| build(column, field.data_type()))
                .collect::<Result<Vec<_>>>()?;
            if columns.is_empty() {
                return Ok(new_null_array(to, values.len()));
            }
            Ok(Arc::new(
                StructArray::try_new(fields.clone(), columns, Some(valid.into())).map_err(arrow)?,
            ))
        }
        _ => {
            // Scalars go through their text: json's own for text, the number's or flag's for the rest.
            let texts = values
                .iter()
                .map(|json| match json {
                    None | Some(Json::Null) => Ok(None),
                    Some(Json::Number(number))
                        if is_varchar(to) && number.contains(['.', 'e', 'E']) =>
                    {
                        Ok(number.parse::<f64>().ok().map(double_text))
                    }
                    Some(Json::Bool(flag)) if types::is_numeric(to) => {
                        Ok(Some(u8::from(*flag).to_string()))
                    }
                    Some(Json::Number(number)) if *to == DataType::Boolean => Ok(number
                        .parse::<f64>()
                        .ok()
                        .map(|number| (number != 0.0).to_string())),
                    Some(Json::Number(number))
                        if types::is_integer(to) && number.contains(['.', 'e', 'E']) =>
                    {
                        Ok(number
                            .parse::<f64>()
                            .ok()
                            .map(|number| format!("{:.0}", number.round())))
                    }
                    Some(json @ (Json::Array(_) | Json::Object(_))) => Err(misfit(json)),
                    Some(json) => Ok((*json).clone().into_scalar()),
                })
                .collect::<Result<Vec<Option<String>>>>()?;
            let texts: ArrayRef = Arc::new(texts.into_iter().collect::<StringArray>());
            cast_array(&texts, to, None, false)
        }
    }
}

/// json's null inside a container is a NULL item, unless the item is json itself.
fn nullable<'a>(json: &'a Json, kind: &DataType) -> Option<&'a Json> {
    match json {
        Json::Null if *kind != JSON => None,
        json => Some(json),
    }
}
