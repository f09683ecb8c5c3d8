//! Text functions. Positions and lengths count code points, from one.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, BooleanArray, Int64Array, StringArray};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::common::ScalarValue;
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::{string_format, url};
use crate::kernel::{Inputs, Kernel, text_rows};
use crate::types::{self, VARCHAR};

mod case;
mod edges;
mod join;
mod parts;

pub(super) use join::concat;
pub(super) use parts::list_rows;

use edges::{pad, trim};
use join::concat_ws;
use parts::{split, split_part, strpos, substr};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "length" => {
            call.arity(1..=1)?;
            per_row(call, DataType::Int64, texts(call)?, |inputs| {
                let text = inputs.text(0)?;
                if let Some(array) = text.rows()
                    && array.is_ascii()
                {
                    let bytes = array
                        .offsets()
                        .windows(2)
                        .map(|at| i64::from(at[1] - at[0]));
                    return Ok(Arc::new(Int64Array::new(
                        bytes.collect(),
                        array.nulls().cloned(),
                    )));
                }
                let rows =
                    (0..inputs.rows).map(|row| text.get(row).map(|text| count(text.chars())));
                Ok(Arc::new(rows.collect::<Int64Array>()))
            })
        }
        "lower" | "upper" => case::plan(call)?,
        "reverse" => {
            call.arity(1..=1)?;
            if types::item_of(&call.types[0]).is_some() {
                return Ok(None);
            }
            text_of(call, |text| text.chars().rev().collect())?
        }
        "trim" | "ltrim" | "rtrim" => trim(call)?,
        "substr" | "substring" => substr(call)?,
        "strpos" => strpos(call)?,
        "replace" => {
            call.arity(2..=3)?;
            per_row(call, VARCHAR, texts(call)?, |inputs| {
                let (text, from) = (inputs.text(0)?, inputs.text(1)?);
                let to = if inputs.args.len() > 2 {
                    Some(inputs.text(2)?)
                } else {
                    None
                };
                let array = text_rows(inputs.rows, |row, out| -> Evaluated<_> {
                    let to = match &to {
                        Some(to) => to.get(row),
                        None => Some(""),
                    };
                    let (Some(text), Some(from), Some(to)) = (text.get(row), from.get(row), to)
                    else {
                        return Ok(None);
                    };
                    if from.is_empty() {
                        // Before every character, and at the end.
                        for c in text.chars() {
                            out.push_str(to);
                            out.push(c);
                        }
                        out.push_str(to);
                        return Ok(Some(()));
                    }
                    let mut rest = text;
                    while let Some(at) = find(rest, from) {
                        out.push_str(&rest[..at]);
                        out.push_str(to);
                        rest = &rest[at + from.len()..];
                    }
                    out.push_str(rest);
                    Ok(Some(()))
                })?;
                Ok(Arc::new(array))
            })
        }
        "lpad" | "rpad" => pad(call)?,
        "concat" => match call.types.first() {
            Some(kind) if call.types.iter().any(|kind| types::item_of(kind).is_some()) => {
                let _ = kind;
                super::array::concat(call)?
            }
            _ => concat(call)?,
        },
        "concat_ws" => concat_ws(call)?,
        "split" => split(call)?,
        "split_part" => split_part(call)?,
        "chr" => {
            call.arity(1..=1)?;
            per_row(
                call,
                VARCHAR,
                vec![call.arg(0, &DataType::Int64)?],
                |inputs| {
                    let codes = inputs.values::<Int64Type>(0)?;
                    let rows = (0..inputs.rows).map(|row| {
                        codes
                            .get(row)
                            .map(|code| {
                                u32::try_from(code)
                                    .ok()
                                    .and_then(char::from_u32)
                                    .map(String::from)
                                    .ok_or_else(|| {
                                        SqlError::execution(format!(
                                            "not a valid Unicode code point: {code}"
                                        ))
                                    })
                            })
                            .transpose()
                    });
                    Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
                },
            )
        }
        "codepoint" => {
            call.arity(1..=1)?;
            let args = texts(call)?;
            if !may_be_one_character(&args[0]) {
                return Err(call
                    .refuse("codepoint takes a varchar(1), not a text of any length")
                    .hint("write codepoint(CAST(x AS varchar(1)))"));
            }
            per_row(call, DataType::Int32, args, |inputs| {
                let text = inputs.text(0)?;
                let rows = (0..inputs.rows).map(|row| {
                    text.get(row)
                        .map(|text| {
                            let mut chars = text.chars();
                            match (chars.next(), chars.next()) {
                                (Some(c), None) => {
                                    Ok(i32::try_from(u32::from(c)).unwrap_or_default())
                                }
                                _ => Err(SqlError::execution("codepoint takes one character")),
                            }
                        })
                        .transpose()
                });
                Ok(Arc::new(
                    rows.collect::<Result<datafusion::arrow::array::Int32Array>>()?,
                ))
            })
        }
        "starts_with" => {
            call.arity(2..=2)?;
            per_row(call, DataType::Boolean, texts(call)?, |inputs| {
                let (text, start) = (inputs.text(0)?, inputs.text(1)?);
                let rows =
                    (0..inputs.rows).map(|row| Some(text.get(row)?.starts_with(start.get(row)?)));
                Ok(Arc::new(rows.collect::<BooleanArray>()))
            })
        }
        "translate" => {
            call.arity(3..=3)?;
            per_row(call, VARCHAR, texts(call)?, |inputs| {
                let (text, from, to) = (inputs.text(0)?, inputs.text(1)?, inputs.text(2)?);
                let array = text_rows(inputs.rows, |row, out| -> Evaluated<_> {
                    let (Some(text), Some(from), Some(to)) =
                        (text.get(row), from.get(row), to.get(row))
                    else {
                        return Ok(None);
                    };
                    let swap = |c: char| match from.chars().position(|from| from == c) {
                        Some(i) => to.chars().nth(i),
                        None => Some(c),
                    };
                    out.extend(text.chars().filter_map(swap));
                    Ok(Some(()))
                })?;
                Ok(Arc::new(array))
            })
        }
        "levenshtein_distance" | "hamming_distance" => {
            call.arity(2..=2)?;
            let hamming = call.name == "hamming_distance";
            per_row(call, DataType::Int64, texts(call)?, move |inputs| {
                let (a, b) = (inputs.text(0)?, inputs.text(1)?);
                let rows = (0..inputs.rows).map(|row| {
                    let (Some(a), Some(b)) = (a.get(row), b.get(row)) else {
                        return Ok(None);
                    };
                    if !hamming {
                        return Ok(i64::try_from(crate::call::distance(a, b)).ok());
                    }
                    if a.chars().count() != b.chars().count() {
                        return Err(SqlError::execution(
                            "the input strings to hamming_distance must have the same length",
                        ));
                    }
                    Ok(Some(count(
                        a.chars().zip(b.chars()).filter(|(a, b)| a != b),
                    )))
                });
                Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
            })
        }
        "format" => {
            call.arity(2..=usize::MAX)?;
            string_format::plan(call)?
        }
        "url_decode"
        | "url_encode"
        | "url_extract_fragment"
        | "url_extract_host"
        | "url_extract_parameter"
        | "url_extract_path"
        | "url_extract_port"
        | "url_extract_protocol"
        | "url_extract_query" => url::plan(call)?,
        _ => return Ok(None),
    }))
}

fn per_row(
    call: &Call,
    returns: DataType,
    args: Vec<Expr>,
    compute: impl Fn(&Inputs) -> Evaluated<ArrayRef> + Send + Sync + 'static,
) -> Expr {
    call.kernel(returns, args, compute)
}

pub(super) fn texts(call: &Call) -> Result<Vec<Expr>> {
    (0..call.args.len())
        .map(|i| call.arg(i, &VARCHAR))
        .collect()
}

/// Whether Athena may know the text for a varchar(1): of what functions give, only `chr` and a cast are.
fn may_be_one_character(text: &Expr) -> bool {
    match text {
        Expr::Literal(ScalarValue::Utf8(Some(text)), _) => text.chars().count() < 2,
        Expr::ScalarFunction(call) => match call.func.inner().downcast_ref::<Kernel>() {
            Some(kernel) => {
                let length = || types::parse(&kernel.detail).ok()?.length;
                match call.func.name() {
                    "cast" | "try_cast" => length() == Some(1),
                    name => name == "chr",
                }
            }
            None => true,
        },
        _ => true,
    }
}

/// Where `part` begins first. One byte is looked for as it is, without what a search has to prepare.
fn find(text: &str, part: &str) -> Option<usize> {
    match part.as_bytes() {
        [byte] => text.bytes().position(|other| other == *byte),
        _ => text.find(part),
    }
}

fn count(items: impl Iterator) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

pub(super) fn text_of(
    call: &Call,
    compute: impl Fn(&str) -> String + Send + Sync + 'static,
) -> Result<Expr> {
    call.arity(1..=1)?;
    Ok(per_row(call, VARCHAR, texts(call)?, move |inputs| {
        let text = inputs.text(0)?;
        let rows = (0..inputs.rows).map(|row| text.get(row).map(&compute));
        Ok(Arc::new(rows.collect::<StringArray>()))
    }))
}
