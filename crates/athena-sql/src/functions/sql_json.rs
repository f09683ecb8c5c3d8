//! `json_value`, `json_query`, `json_exists`, `json_object` and `json_array` of the SQL standard, over text.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Decimal128Array, Float64Array, Int64Array, StringArray,
    new_null_array,
};
use datafusion::arrow::compute::interleave;
use datafusion::arrow::datatypes::{DataType, Decimal128Type};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::cast::{self, cast_array, castable};
use crate::functions::json_number::Number;
use crate::functions::json_path::JsonPath;
use crate::functions::json_path_eval::{Item, Passed, PathError, evaluate};
use crate::functions::json_value::{self, Json, plain};
use crate::json_syntax::Clauses;
use crate::kernel::{Inputs, Kernel};
use crate::types::{self, SqlType, VARCHAR, is_varchar};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    let position = match call.name {
        "json_value" | "json_query" | "json_exists" => 1,
        "json_object" | "json_array" => 0,
        _ => return Ok(None),
    };
    let clauses = call
        .literal_text(position)
        .and_then(Clauses::read)
        .ok_or_else(|| call.no_match())?;
    let detail = call.literal_text(position).unwrap_or_default().to_owned();
    let (kernel, args) = if position == 1 {
        search(call, &clauses)?
    } else {
        super::sql_json_build::plan(call, &clauses)?
    };
    Ok(Some(kernel.detail(detail).call(args)))
}

/// The type after RETURNING, varchar when there is none.
pub(super) fn returning(clauses: &Clauses) -> Result<SqlType> {
    match clauses.get("returning") {
        Some(text) => types::parse(text),
        None => Ok(SqlType {
            arrow: VARCHAR,
            length: None,
        }),
    }
}

/// The result of functions that give JSON text, which may be cut to a length.
pub(super) fn returning_text(call: &Call, clauses: &Clauses) -> Result<Option<usize>> {
    let returns = returning(clauses)?;
    if returns.arrow != VARCHAR {
        return Err(call
            .unsupported(format!(
                "{} RETURNING {} is not supported",
                call.name,
                types::display(&returns.arrow)
            ))
            .hint("return varchar and CAST it"));
    }
    Ok(returns.length)
}

pub(super) fn conversion_failed() -> SqlError {
    SqlError::execution("conversion to JSON failed")
}

/// JSON text as a tree in which a name comes once, the last of its values in the first one's place.
pub(super) fn read(text: &str) -> Option<Json> {
    let mut json = json_value::parse(text)?;
    json.drop_repeated();
    Some(json)
}

/// What the path sees of one row.
struct Search {
    path: JsonPath,
    /// Names of passed values, and whether their text is JSON.
    passed: Vec<(String, bool)>,
}

/// A row's outcome: the items, or why there are none.
type Found<'a> = std::result::Result<Vec<Item<'a>>, PathError>;

impl Search {
    /// Runs `each` over the items found in every row whose input is not NULL.
    fn run<T>(
        &self,
        inputs: &Inputs,
        each: impl Fn(usize, Found) -> Result<T>,
    ) -> Result<Vec<Option<T>>> {
        let text = inputs.text(0)?;
        let passed = self
            .passed
            .iter()
            .enumerate()
            .map(|(i, (name, json))| Ok((name.as_str(), *json, inputs.array(2 + i)?)))
            .collect::<Result<Vec<_>>>()?;
        (0..inputs.rows)
            .map(|row| {
                let Some(text) = text.get(row) else {
                    return Ok(None);
                };
                let Some(input) = read(text) else {
                    return each(row, Err(PathError("conversion to JSON failed"))).map(Some);
                };
                let mut values: Passed = Vec::with_capacity(passed.len());
                for (name, json, array) in &passed {
                    match item(array, row, *json) {
                        Some(value) => values.push((name, value)),
                        None => {
                            return each(row, Err(PathError("conversion to JSON failed")))
                                .map(Some);
                        }
                    }
                }
                each(row, evaluate(&self.path, &input, &values)).map(Some)
            })
            .collect()
    }
}

/// One passed value; nothing where its text was to be JSON and is not.
fn item(array: &ArrayRef, row: usize, json: bool) -> Option<Item<'static>> {
    use datafusion::arrow::datatypes::{
        Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    };
    if array.is_null(row) {
        return Some(Item::Made(Json::Null));
    }
    Some(match array.data_type() {
        DataType::Boolean => Item::Made(Json::Bool(array.as_boolean().value(row))),
        DataType::Int8 => Item::Number(Number::Integer(
            array.as_primitive::<Int8Type>().value(row).into(),
        )),
        DataType::Int16 => Item::Number(Number::Integer(
            array.as_primitive::<Int16Type>().value(row).into(),
        )),
        DataType::Int32 => Item::Number(Number::Integer(
            array.as_primitive::<Int32Type>().value(row),
        )),
        DataType::Int64 => {
            Item::Number(Number::Bigint(array.as_primitive::<Int64Type>().value(row)))
        }
        DataType::Float32 => Item::Number(Number::Double(
            array.as_primitive::<Float32Type>().value(row).into(),
        )),
        DataType::Float64 => Item::Number(Number::Double(
            array.as_primitive::<Float64Type>().value(row),
        )),
        DataType::Decimal128(_, scale) => Item::Number(Number::Decimal(
            array.as_primitive::<Decimal128Type>().value(row),
            *scale,
        )),
        _ => {
            let text = array.as_string::<i32>().value(row);
            if json {
                Item::Made(read(text)?)
            } else {
                Item::Made(Json::String(text.to_owned()))
            }
        }
    })
}

fn search(call: &Call, clauses: &Clauses) -> Result<(Kernel, Vec<Expr>)> {
    let path = JsonPath::parse(clauses.get("path").unwrap_or_default())?;
    if !(is_varchar(&call.types[0]) || call.types[0] == DataType::Null) {
        return Err(call
            .refuse(format!(
                "{} reads text, not {}",
                call.name,
                types::display(&call.types[0])
            ))
            .hint("write json_format(x) for a value of type json"));
    }
    let mut args = vec![call.arg(0, &VARCHAR)?, call.args[1].clone()];
    let mut passed = Vec::new();
    for (i, clause) in clauses.all("passing").enumerate() {
        let (format, name) = clause.split_once(':').unwrap_or_default();
        let kind = &call.types[2 + i];
        let json = format == "json";
        let fits = match kind {
            kind if is_varchar(kind) => true,
            _ if json => return Err(call.refuse("FORMAT JSON takes text")),
            DataType::Boolean | DataType::Null => true,
            kind => types::is_numeric(kind),
        };
        if !fits {
            return Err(call
                .unsupported(format!(
                    "passing {} to a JSON path is not supported",
                    types::display(kind)
                ))
                .hint("CAST it to varchar"));
        }
        args.push(if *kind == DataType::Null || is_varchar(kind) {
            call.arg(2 + i, &VARCHAR)?
        } else {
            call.args[2 + i].clone()
        });
        passed.push((name.to_owned(), json));
    }
    if let Some(missing) = path
        .variables()
        .into_iter()
        .find(|name| !passed.iter().any(|(known, _)| known == name))
    {
        return Err(call
            .refuse(format!("no value is passed for ${missing}"))
            .hint(format!("write PASSING x AS \"{missing}\", with quotes")));
    }
    let search = Search { path, passed };
    let kernel = match call.name {
        "json_exists" => exists(search, clauses),
        "json_query" => query(search, clauses, returning_text(call, clauses)?),
        _ => value(call, search, clauses, &mut args)?,
    };
    Ok((kernel, args))
}

fn exists(search: Search, clauses: &Clauses) -> Kernel {
    let failure = match clauses.get("failure") {
        Some("true") => Ok(Some(true)),
        Some("null") => Ok(None),
        Some("error") => Err(()),
        _ => Ok(Some(false)),
    };
    Kernel::new("json_exists", DataType::Boolean, move |inputs| {
        let answers = search.run(inputs, |_, found| match (found, failure) {
            (Ok(items), _) => Ok(Some(!items.is_empty())),
            (Err(_), Ok(answer)) => Ok(answer),
            (Err(PathError(why)), Err(())) => Err(SqlError::execution(why)),
        })?;
        Ok(Arc::new(
            answers
                .into_iter()
                .map(Option::flatten)
                .collect::<BooleanArray>(),
        ))
    })
}

fn query(search: Search, clauses: &Clauses, length: Option<usize>) -> Kernel {
    let wrapper = clauses.get("wrapper").map(ToOwned::to_owned);
    let omit = clauses.get("quotes") == Some("omit");
    let constant = |behaviour: Option<&str>| match behaviour {
        Some("array") => Ok(Some("[]")),
        Some("object") => Ok(Some("{}")),
        Some("error") => Err(()),
        _ => Ok(None),
    };
    let (empty, failure) = (
        constant(clauses.get("empty")),
        constant(clauses.get("failure")),
    );
    Kernel::new("json_query", VARCHAR, move |inputs| {
        let answers = search.run(inputs, |_, found| {
            let fail = |why: &str| match failure {
                Ok(text) => Ok(text.map(ToOwned::to_owned)),
                Err(()) => Err(SqlError::execution(format!(
                    "cannot extract JSON from a JSON text: {why}"
                ))),
            };
            let items = match found {
                Ok(items) => items,
                Err(PathError(why)) => return fail(why),
            };
            let alone = match (items.as_slice(), wrapper.as_deref()) {
                ([], _) => {
                    return match empty {
                        Ok(text) => Ok(text.map(ToOwned::to_owned)),
                        Err(()) => fail("the path found no items"),
                    };
                }
                ([item], None) => Some(item),
                ([item], Some("conditional"))
                    if matches!(item.json(), Some(Json::Array(_) | Json::Object(_))) =>
                {
                    Some(item)
                }
                (_, Some(_)) => None,
                (_, None) => return fail("the path found several items"),
            };
            Ok(Some(match alone {
                Some(item) if omit && item.text().is_some() => {
                    plain(item.text().unwrap_or_default().to_owned())
                }
                Some(item) => item.to_json(),
                None => {
                    let texts: Vec<String> = items.iter().map(Item::to_json).collect();
                    format!("[{}]", texts.join(","))
                }
            }))
        })?;
        let texts = answers.into_iter().map(Option::flatten);
        Ok(Arc::new(
            texts
                .map(|text| match (text, length) {
                    (Some(text), Some(length)) => Some(text.chars().take(length).collect()),
                    (text, _) => text,
                })
                .collect::<StringArray>(),
        ))
    })
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Fallback {
    Null,
    Error,
    /// The argument that holds the default.
    Default(usize),
}

fn value(call: &Call, search: Search, clauses: &Clauses, args: &mut Vec<Expr>) -> Result<Kernel> {
    let SqlType { arrow, length } = returning(clauses)?;
    let scalar = matches!(
        arrow,
        DataType::Boolean | DataType::Date32 | DataType::Timestamp(_, None)
    ) || types::is_numeric(&arrow)
        || is_varchar(&arrow);
    if !scalar {
        return Err(call.refuse(format!(
            "json_value cannot return {}",
            types::display(&arrow)
        )));
    }
    let mut next = args.len();
    let mut fallback = |key: &str| -> Result<Fallback> {
        Ok(match clauses.get(key) {
            Some("error") => Fallback::Error,
            Some("default") => {
                args.push(call.arg(next, &arrow).map_err(|_| {
                    call.refuse(format!(
                        "the default of json_value must be {} (actual: {})",
                        types::display(&arrow),
                        types::display(&call.types[next])
                    ))
                })?);
                next += 1;
                Fallback::Default(next - 1)
            }
            _ => Fallback::Null,
        })
    };
    let (empty, failure) = (fallback("empty")?, fallback("failure")?);
    let returns = arrow.clone();
    Ok(Kernel::new("json_value", returns, move |inputs| {
        Ok(scalars(inputs, &search, &arrow, length, empty, failure)?)
    }))
}

/// What a row of json_value takes its value from.
enum Source {
    Text(String),
    Bool(bool),
    Number(Number),
    Null,
    Empty,
    Failed(&'static str),
}

fn scalars(
    inputs: &Inputs,
    search: &Search,
    returns: &DataType,
    length: Option<usize>,
    empty: Fallback,
    failure: Fallback,
) -> Result<ArrayRef> {
    let sources = search.run(inputs, |_, found| {
        let items = match found {
            Ok(items) => items,
            Err(PathError(why)) => return Ok(Source::Failed(why)),
        };
        let item = match items.as_slice() {
            [] => return Ok(Source::Empty),
            [item] => item,
            _ => return Ok(Source::Failed("the path found several items")),
        };
        Ok(match (item.json(), item.number()) {
            (_, Some(number)) => Source::Number(number),
            (Some(Json::String(text)), _) => Source::Text(plain(text.clone())),
            (Some(Json::Bool(flag)), _) => Source::Bool(*flag),
            (Some(Json::Null), _) => Source::Null,
            _ => Source::Failed("the path found an item that is no SQL value"),
        })
    })?;
    // One column for each kind of value, each cast once; what does not cast is NULL there.
    let each = |pick: &dyn Fn(&Source) -> Option<Number>| -> Vec<Option<Number>> {
        sources
            .iter()
            .map(|source| source.as_ref().and_then(pick))
            .collect()
    };
    let numbers = each(&|source| match source {
        Source::Number(number) => Some(*number),
        _ => None,
    });
    let texts: StringArray = sources
        .iter()
        .map(|source| match source {
            Some(Source::Text(text)) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let flags: BooleanArray = sources
        .iter()
        .map(|source| match source {
            Some(Source::Bool(flag)) => Some(*flag),
            _ => None,
        })
        .collect();
    let whole: Int64Array = numbers
        .iter()
        .map(|number| match number {
            Some(Number::Integer(n)) => Some(i64::from(*n)),
            Some(Number::Bigint(n)) => Some(*n),
            _ => None,
        })
        .collect();
    let doubles: Float64Array = numbers
        .iter()
        .map(|number| match number {
            Some(Number::Double(n)) => Some(*n),
            _ => None,
        })
        .collect();
    let columns: [ArrayRef; 4] = [
        Arc::new(texts),
        Arc::new(flags),
        Arc::new(whole),
        Arc::new(doubles),
    ];
    let mut values = columns
        .iter()
        .map(|column| {
            if castable(column.data_type(), returns) {
                cast_array(column, returns, length, true)
            } else {
                Ok(new_null_array(returns, column.len()))
            }
        })
        .collect::<Result<Vec<_>>>()?;
    // Decimals come from the path's own literals and passed values alone: rare, and each with a scale of its own.
    let mut order = Vec::with_capacity(sources.len());
    let nothing = values.len();
    values.push(new_null_array(returns, 1));
    let defaults: Vec<Option<usize>> = [empty, failure]
        .into_iter()
        .map(|fallback| match fallback {
            Fallback::Default(argument) => {
                values.push(cast_array(
                    &inputs.array(argument)?,
                    returns,
                    length,
                    false,
                )?);
                Ok(Some(values.len() - 1))
            }
            _ => Ok(None),
        })
        .collect::<Result<_>>()?;
    for (row, source) in sources.iter().enumerate() {
        let column = match source {
            None | Some(Source::Null) => {
                order.push((nothing, 0));
                continue;
            }
            Some(Source::Text(_)) => Ok(0),
            Some(Source::Bool(_)) => Ok(1),
            Some(Source::Number(Number::Integer(_) | Number::Bigint(_))) => Ok(2),
            Some(Source::Number(Number::Double(_))) => Ok(3),
            Some(Source::Number(Number::Decimal(value, scale))) => {
                let decimal = Decimal128Array::from(vec![*value])
                    .with_precision_and_scale(38, *scale)
                    .map_err(cast::arrow)?;
                let decimal: ArrayRef = Arc::new(decimal);
                if castable(decimal.data_type(), returns) {
                    values.push(cast_array(&decimal, returns, length, true)?);
                    order.push((values.len() - 1, 0));
                    continue;
                }
                Err((failure, 1, "the value cannot be cast"))
            }
            Some(Source::Empty) => Err((empty, 0, "the path found no items")),
            Some(Source::Failed(why)) => Err((failure, 1, *why)),
        };
        let column = column.and_then(|column: usize| {
            if values[column].is_null(row) {
                Err((failure, 1, "the value cannot be cast"))
            } else {
                Ok(column)
            }
        });
        order.push(match column {
            Ok(column) => (column, row),
            Err((Fallback::Null, ..)) => (nothing, 0),
            Err((Fallback::Default(_), which, _)) => (defaults[which].unwrap_or(nothing), row),
            Err((Fallback::Error, _, why)) => {
                return Err(SqlError::execution(format!(
                    "cannot extract SQL scalar from JSON: {why}"
                )));
            }
        });
    }
    let values: Vec<&dyn Array> = values.iter().map(AsRef::as_ref).collect();
    interleave(&values, &order).map_err(cast::arrow)
}
