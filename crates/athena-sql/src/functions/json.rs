//! JSON: values, paths and casts. The text of a json value is as `json_format` writes it.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Array, LargeStringArray, StringArray,
};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::json_search::{PATH_HINT, Path, array_has, array_length};
use crate::functions::json_value::{self, Json};
use crate::kernel::{Inputs, Kernel};
use crate::types::{self, JSON, VARCHAR, is_varchar};

pub(crate) use crate::functions::json_value::{java_double, normalise};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "json_parse" => {
            call.arity(1..=1)?;
            call.kernel(JSON, vec![call.arg(0, &VARCHAR)?], |inputs| {
                let text = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| {
                    text.get(row)
                        .map(|text| {
                            normalise(text).ok_or_else(|| {
                                SqlError::execution(format!(
                                    "cannot convert value to JSON: '{text}'"
                                ))
                            })
                        })
                        .transpose()
                });
                Ok(Arc::new(rows.collect::<Result<LargeStringArray>>()?))
            })
        }
        "json_format" => {
            call.arity(1..=1)?;
            if call.types[0] != JSON && call.types[0] != DataType::Null {
                return Err(call.no_match());
            }
            let text = call.arg(0, &JSON)?;
            call.kernel(VARCHAR, vec![text], |inputs| {
                let array = inputs.array(0)?;
                Ok(Arc::new(
                    array.as_string::<i64>().iter().collect::<StringArray>(),
                ))
            })
        }
        "json_extract" | "json_extract_scalar" | "json_size" => {
            call.arity(2..=2)?;
            if call.types[0] == DataType::Null {
                return Err(call.refuse(format!(
                    "could not choose a best candidate for {}: NULL has no type",
                    call.name
                )));
            }
            extract(call)?
        }
        "json_array_length" => {
            call.arity(1..=1)?;
            let text = json_text(call, 0)?;
            call.kernel(DataType::Int64, vec![text], |inputs| {
                let text = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| array_length(text.get(row)?));
                Ok(Arc::new(rows.collect::<Int64Array>()))
            })
        }
        "json_array_get" => {
            if !call.payload.is_empty() || call.args.len() == 2 {
                return Err(call
                    .unsupported(
                        "json_array_get is not supported: its answers are broken in Athena itself",
                    )
                    .hint("write json_extract(x, '$[0]')"));
            }
            call.arity(2..=2)?;
            let args = vec![json_text(call, 0)?, call.arg(1, &DataType::Int64)?];
            call.kernel(JSON, args, |inputs| {
                let (text, index) = (inputs.text(0)?, inputs.values::<Int64Type>(1)?);
                let rows = (0..inputs.rows).map(|row| {
                    let Json::Array(items) = json_value::parse(text.get(row)?)? else {
                        return None;
                    };
                    let index = index.get(row)?;
                    let length = i64::try_from(items.len()).ok()?;
                    let at =
                        usize::try_from(if index < 0 { length + index } else { index }).ok()?;
                    match items.into_iter().nth(at)? {
                        Json::Null => None,
                        item => Some(item.to_text()),
                    }
                });
                Ok(Arc::new(rows.collect::<LargeStringArray>()))
            })
        }
        "json_array_contains" => {
            call.arity(2..=2)?;
            let kind = match &call.types[1] {
                kind if types::is_integer(kind) => DataType::Int64,
                DataType::Float32 | DataType::Float64 | DataType::Decimal128(..) => {
                    DataType::Float64
                }
                DataType::Boolean => DataType::Boolean,
                kind if is_varchar(kind) => VARCHAR,
                _ => return Err(call.no_match()),
            };
            let args = vec![json_text(call, 0)?, call.arg(1, &kind)?];
            call.kernel(DataType::Boolean, args, |inputs| {
                let (text, wanted) = (inputs.text(0)?, inputs.array(1)?);
                let rows = (0..inputs.rows).map(|row| {
                    let text = text.get(row)?;
                    if wanted.is_null(row) {
                        return None;
                    }
                    if endless(&wanted, row) {
                        return Some(false);
                    }
                    array_has(text, |item| same(item, &wanted, row))
                });
                Ok(Arc::new(rows.collect::<BooleanArray>()))
            })
        }
        "is_json_scalar" => {
            call.arity(1..=1)?;
            call.kernel(DataType::Boolean, vec![json_text(call, 0)?], |inputs| {
                let text = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| match text.get(row) {
                    None => Ok(None),
                    Some(text) => match json_value::parse(text) {
                        None => Err(SqlError::execution(
                            "is_json_scalar of a text that is not JSON",
                        )),
                        Some(json) => Ok(Some(!matches!(json, Json::Array(_) | Json::Object(_)))),
                    },
                });
                Ok(Arc::new(rows.collect::<Result<BooleanArray>>()?))
            })
        }
        _ => return Ok(None),
    }))
}

/// A number that no JSON holds: Trino looks for it nowhere.
fn endless(wanted: &ArrayRef, row: usize) -> bool {
    wanted
        .as_primitive_opt::<Float64Type>()
        .is_some_and(|numbers| !numbers.value(row).is_finite())
}

fn same(item: &Json, wanted: &ArrayRef, row: usize) -> bool {
    match (item, wanted.data_type()) {
        (Json::String(text), DataType::Utf8) => text == wanted.as_string::<i32>().value(row),
        (Json::Number(text), DataType::Int64) => text
            .parse::<i64>()
            .is_ok_and(|number| number == wanted.as_primitive::<Int64Type>().value(row)),
        (Json::Number(text), DataType::Float64) => {
            let fractional = text.contains(['.', 'e', 'E']);
            fractional
                && text
                    .parse::<f64>()
                    .is_ok_and(|number| number == wanted.as_primitive::<Float64Type>().value(row))
        }
        (Json::Bool(flag), DataType::Boolean) => *flag == wanted.as_boolean().value(row),
        _ => false,
    }
}

/// Argument `i`, json or text, as text.
fn json_text(call: &Call, i: usize) -> Result<Expr> {
    if call.types[i] == JSON {
        return Ok(crate::coercion::cast(call.args[i].clone(), VARCHAR));
    }
    call.arg(i, &VARCHAR)
}

fn extract(call: &Call) -> Result<Expr> {
    let constant = match call.literal_text(1) {
        Some(path) => Some(Path::parse(path).ok_or_else(|| {
            call.refuse(format!("invalid JSON path: '{path}'"))
                .hint(PATH_HINT)
        })?),
        None => None,
    };
    let args = vec![json_text(call, 0)?, call.arg(1, &VARCHAR)?];
    let name = call.name.to_owned();
    let returns = match call.name {
        "json_extract" => JSON,
        "json_extract_scalar" => VARCHAR,
        _ => DataType::Int64,
    };
    Ok(Kernel::new(call.name, returns, move |inputs| {
        let constant = constant.as_ref();
        Ok(match name.as_str() {
            "json_extract" => {
                let found = find(inputs, constant, |path, text| path.find(text))?.into_iter();
                Arc::new(
                    found
                        .map(|json| json.map(|json| json.to_text()))
                        .collect::<LargeStringArray>(),
                )
            }
            "json_extract_scalar" => {
                let found = find(inputs, constant, |path, text| path.find_scalar(text))?;
                Arc::new(found.into_iter().collect::<StringArray>())
            }
            _ => {
                let size = |json| match json {
                    Json::Array(items) => i64::try_from(items.len()).unwrap_or(i64::MAX),
                    Json::Object(fields) => i64::try_from(fields.len()).unwrap_or(i64::MAX),
                    _ => 0,
                };
                let found = find(inputs, constant, |path, text| path.find(text).map(size))?;
                Arc::new(found.into_iter().collect::<Int64Array>())
            }
        })
    })
    .call(args))
}

/// What every row's path finds: the constant one, or the one of its own row.
fn find<T>(
    inputs: &Inputs,
    constant: Option<&Path>,
    at: impl Fn(&Path, &str) -> Option<T>,
) -> Result<Vec<Option<T>>> {
    let text = inputs.text(0)?;
    if let Some(path) = constant {
        let rows = (0..inputs.rows).map(|row| text.get(row).and_then(|text| at(path, text)));
        return Ok(rows.collect());
    }
    let paths = inputs.text(1)?;
    let mut last: Option<(&str, Path)> = None;
    let mut found = Vec::with_capacity(inputs.rows);
    for row in 0..inputs.rows {
        let (Some(text), Some(path)) = (text.get(row), paths.get(row)) else {
            found.push(None);
            continue;
        };
        if last.as_ref().is_none_or(|(known, _)| *known != path) {
            let parsed = Path::parse(path).ok_or_else(|| {
                SqlError::execution(format!("invalid JSON path: '{path}'")).hint(PATH_HINT)
            })?;
            last = Some((path, parsed));
        }
        found.push(last.as_ref().and_then(|(_, path)| at(path, text)));
    }
    Ok(found)
}
