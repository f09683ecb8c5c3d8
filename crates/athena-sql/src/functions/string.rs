//! Text functions. Positions and lengths count code points, from one.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, BooleanArray, Int64Array, ListBuilder, StringArray,
    StringBuilder,
};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use crate::call::Call;

use crate::error::{Result, SqlError};
use crate::functions::{string_format, url};
use crate::kernel::Inputs;
use crate::types::{self, VARCHAR};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "length" => {
            call.arity(1..=1)?;
            number_of(call, |text| count(text.chars()))?
        }
        "lower" => text_of(call, |text| simple_case(text, char::to_lowercase))?,
        "upper" => text_of(call, |text| simple_case(text, char::to_uppercase))?,
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
                text_rows(inputs, |row| {
                    let to = match &to {
                        Some(to) => to.get(row)?,
                        None => "",
                    };
                    Some(text.get(row)?.replace(from.get(row)?, to))
                })
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
                text_rows(inputs, |row| {
                    let from: Vec<char> = from.get(row)?.chars().collect();
                    let to: Vec<char> = to.get(row)?.chars().collect();
                    let swap = |c: char| match from.iter().position(|from| *from == c) {
                        Some(i) => to.get(i).copied(),
                        None => Some(c),
                    };
                    Some(text.get(row)?.chars().filter_map(swap).collect())
                })
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

fn text_rows(inputs: &Inputs, row: impl Fn(usize) -> Option<String>) -> Evaluated<ArrayRef> {
    Ok(Arc::new((0..inputs.rows).map(row).collect::<StringArray>()))
}

pub(super) fn texts(call: &Call) -> Result<Vec<Expr>> {
    (0..call.args.len())
        .map(|i| call.arg(i, &VARCHAR))
        .collect()
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
        text_rows(inputs, |row| text.get(row).map(&compute))
    }))
}

fn number_of(call: &Call, compute: impl Fn(&str) -> i64 + Send + Sync + 'static) -> Result<Expr> {
    Ok(per_row(
        call,
        DataType::Int64,
        texts(call)?,
        move |inputs| {
            let text = inputs.text(0)?;
            Ok(Arc::new(
                (0..inputs.rows)
                    .map(|row| text.get(row).map(&compute))
                    .collect::<Int64Array>(),
            ))
        },
    ))
}

/// One character for one character, as Trino maps case.
fn simple_case<I: Iterator<Item = char>>(text: &str, map: impl Fn(char) -> I) -> String {
    text.chars()
        .map(|c| {
            let mut mapped = map(c);
            if c == 'İ' && c.to_lowercase().eq(map(c)) {
                return 'i';
            }
            match (mapped.next(), mapped.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        })
        .collect()
}

fn trim(call: &Call) -> Result<Expr> {
    call.arity(1..=2)?;
    let (left, right) = (call.name != "rtrim", call.name != "ltrim");
    Ok(per_row(call, VARCHAR, texts(call)?, move |inputs| {
        let text = inputs.text(0)?;
        let what = if inputs.args.len() > 1 {
            Some(inputs.text(1)?)
        } else {
            None
        };
        text_rows(inputs, |row| {
            let mut text = text.get(row)?;
            let set: Option<Vec<char>> = match &what {
                Some(what) => Some(what.get(row)?.chars().collect()),
                None => None,
            };
            let cut = |c: char| match &set {
                Some(set) => set.contains(&c),
                None => {
                    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{85}')
                }
            };
            if left {
                text = text.trim_start_matches(cut);
            }
            if right {
                text = text.trim_end_matches(cut);
            }
            Some(text.to_owned())
        })
    }))
}

/// The part of `text` from `start` (from one, negative from the end), `length` long.
pub(super) fn substring(text: &str, start: i64, length: Option<i64>) -> &str {
    let total = if start < 0 { count(text.chars()) } else { 0 };
    let from = if start > 0 { start - 1 } else { total + start };
    if start == 0 || from < 0 || length.is_some_and(|length| length <= 0) {
        return "";
    }
    let skip = usize::try_from(from).unwrap_or(usize::MAX);
    let mut bounds = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    let Some(begin) = bounds.nth(skip) else {
        return "";
    };
    let rest = &text[begin..];
    match length {
        None => rest,
        Some(length) => {
            let keep = usize::try_from(length).unwrap_or(usize::MAX);
            let end = rest.char_indices().nth(keep).map_or(rest.len(), |(i, _)| i);
            &rest[..end]
        }
    }
}

fn substr(call: &Call) -> Result<Expr> {
    call.arity(2..=3)?;
    let mut args = vec![call.arg(0, &VARCHAR)?, call.arg(1, &DataType::Int64)?];
    if call.args.len() == 3 {
        args.push(call.arg(2, &DataType::Int64)?);
    }
    Ok(per_row(call, VARCHAR, args, |inputs| {
        let (text, start) = (inputs.text(0)?, inputs.values::<Int64Type>(1)?);
        let length = if inputs.args.len() > 2 {
            Some(inputs.values::<Int64Type>(2)?)
        } else {
            None
        };
        let rows = (0..inputs.rows).map(|row| {
            let length = match &length {
                Some(length) => Some(length.get(row)?),
                None => None,
            };
            Some(substring(text.get(row)?, start.get(row)?, length))
        });
        Ok(Arc::new(rows.collect::<StringArray>()))
    }))
}

fn strpos(call: &Call) -> Result<Expr> {
    call.arity(2..=3)?;
    let mut args = vec![call.arg(0, &VARCHAR)?, call.arg(1, &VARCHAR)?];
    if call.args.len() == 3 {
        args.push(call.arg(2, &DataType::Int64)?);
    }
    Ok(per_row(call, DataType::Int64, args, |inputs| {
        let (text, part) = (inputs.text(0)?, inputs.text(1)?);
        let instance = if inputs.args.len() > 2 {
            Some(inputs.values::<Int64Type>(2)?)
        } else {
            None
        };
        let rows = (0..inputs.rows).map(|row| {
            let (Some(text), Some(part)) = (text.get(row), part.get(row)) else {
                return Ok(None);
            };
            let instance = match &instance {
                Some(instance) => match instance.get(row) {
                    Some(instance) => instance,
                    None => return Ok(None),
                },
                None => 1,
            };
            if instance == 0 {
                return Err(SqlError::execution("the instance of strpos must not be 0"));
            }
            if part.is_empty() {
                return Ok(Some(1));
            }
            // Overlapping finds count.
            let mut finds = text
                .char_indices()
                .filter(|(i, _)| text[*i..].starts_with(part))
                .map(|(i, _)| i);
            let skip = usize::try_from(instance.abs() - 1).unwrap_or(usize::MAX);
            let found = if instance > 0 {
                finds.nth(skip)
            } else {
                finds.collect::<Vec<_>>().into_iter().rev().nth(skip)
            };
            Ok(Some(found.map_or(0, |i| count(text[..i].chars()) + 1)))
        });
        Ok(Arc::new(rows.collect::<Result<Int64Array>>()?))
    }))
}

fn pad(call: &Call) -> Result<Expr> {
    call.arity(3..=3)?;
    let left = call.name == "lpad";
    let args = vec![
        call.arg(0, &VARCHAR)?,
        call.arg(1, &DataType::Int64)?,
        call.arg(2, &VARCHAR)?,
    ];
    Ok(per_row(call, VARCHAR, args, move |inputs| {
        let (text, size, fill) = (
            inputs.text(0)?,
            inputs.values::<Int64Type>(1)?,
            inputs.text(2)?,
        );
        let rows = (0..inputs.rows).map(|row| {
            let (Some(text), Some(size), Some(fill)) =
                (text.get(row), size.get(row), fill.get(row))
            else {
                return Ok(None);
            };
            if fill.is_empty() {
                return Err(SqlError::execution("padding string must not be empty"));
            }
            let size = usize::try_from(size)
                .ok()
                .filter(|size| *size <= 1_000_000)
                .ok_or_else(|| {
                    SqlError::execution("target length must be in the range [0..2147483647]")
                })?;
            let length = text.chars().count();
            if length >= size {
                return Ok(Some(text.chars().take(size).collect::<String>()));
            }
            let padding: String = fill.chars().cycle().take(size - length).collect();
            Ok(Some(if left {
                padding + text
            } else {
                text.to_owned() + &padding
            }))
        });
        Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
    }))
}

/// `a || b` and `concat(a, b, …)`: NULL when any side is.
pub(super) fn concat(call: &Call) -> Result<Expr> {
    call.arity(2..=usize::MAX)?;
    if call.name == "$operator" && call.types.contains(&DataType::Null) {
        // Trino takes NULL for an array here.
        let other = call
            .types
            .iter()
            .find(|kind| **kind != DataType::Null)
            .cloned()
            .unwrap_or(DataType::Null);
        return Ok(crate::coercion::null(&types::array(other)));
    }
    if call
        .types
        .iter()
        .all(|kind| matches!(kind, DataType::Binary | DataType::Null))
        && call.types.contains(&DataType::Binary)
    {
        let args = (0..call.args.len())
            .map(|i| call.arg(i, &DataType::Binary))
            .collect::<Result<_>>()?;
        return Ok(per_row(call, DataType::Binary, args, |inputs| {
            let arrays: Vec<ArrayRef> = (0..inputs.args.len())
                .map(|i| inputs.array(i))
                .collect::<Evaluated<_>>()?;
            let rows = (0..inputs.rows).map(|row| {
                arrays
                    .iter()
                    .map(|array| {
                        array
                            .is_valid(row)
                            .then(|| array.as_binary::<i32>().value(row))
                    })
                    .collect::<Option<Vec<_>>>()
                    .map(|parts| parts.concat())
            });
            Ok(Arc::new(rows.collect::<BinaryArray>()))
        }));
    }
    let args = texts(call).map_err(|error| {
        let other = call
            .types
            .iter()
            .find(|kind| !types::is_varchar(kind) && **kind != DataType::Null);
        let error = match other {
            Some(other) if call.name == "$operator" => SqlError::refused(format!(
                "cannot apply operator: {} || {}",
                types::display(&call.types[0]),
                types::display(call.types.get(1).unwrap_or(other))
            ))
            .at(call.location),
            _ => error,
        };
        error.hint("CAST it to varchar")
    })?;
    Ok(crate::kernel::Kernel::new("concat", VARCHAR, |inputs| {
        let columns = (0..inputs.args.len())
            .map(|i| inputs.text(i))
            .collect::<Evaluated<Vec<_>>>()?;
        let mut out = StringBuilder::with_capacity(inputs.rows, inputs.rows * 16);
        let mut joined = String::new();
        for row in 0..inputs.rows {
            joined.clear();
            let whole = columns.iter().all(|column| match column.get(row) {
                Some(part) => {
                    joined.push_str(part);
                    true
                }
                None => false,
            });
            out.append_option(whole.then_some(joined.as_str()));
        }
        Ok(Arc::new(out.finish()))
    })
    .call(args))
}

fn concat_ws(call: &Call) -> Result<Expr> {
    call.arity(2..=usize::MAX)?;
    if call.args.len() == 2 && types::item_of(&call.types[1]).is_some() {
        let args = vec![call.arg(0, &VARCHAR)?, call.arg(1, &types::array(VARCHAR))?];
        return Ok(per_row(call, VARCHAR, args, |inputs| {
            let (separator, lists) = (inputs.text(0)?, inputs.array(1)?);
            let lists = lists.as_list::<i32>();
            text_rows(inputs, |row| {
                let separator = separator.get(row)?;
                if lists.is_null(row) {
                    return Some(String::new());
                }
                let items = lists.value(row);
                Some(
                    items
                        .as_string::<i32>()
                        .iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(separator),
                )
            })
        }));
    }
    Ok(per_row(call, VARCHAR, texts(call)?, |inputs| {
        let columns = (0..inputs.args.len())
            .map(|i| inputs.text(i))
            .collect::<Evaluated<Vec<_>>>()?;
        text_rows(inputs, |row| {
            let separator = columns[0].get(row)?;
            Some(
                columns[1..]
                    .iter()
                    .filter_map(|column| column.get(row))
                    .collect::<Vec<_>>()
                    .join(separator),
            )
        })
    }))
}

/// An array of text per row.
pub(super) fn list_rows<'a>(
    rows: impl Iterator<Item = Result<Option<Vec<Option<&'a str>>>>>,
) -> Evaluated<ArrayRef> {
    let mut out = ListBuilder::new(StringBuilder::new());
    for row in rows {
        match row? {
            Some(items) => {
                for item in items {
                    out.values().append_option(item);
                }
                out.append(true);
            }
            None => out.append(false),
        }
    }
    Ok(Arc::new(out.finish()))
}

fn split(call: &Call) -> Result<Expr> {
    call.arity(2..=3)?;
    let mut args = vec![call.arg(0, &VARCHAR)?, call.arg(1, &VARCHAR)?];
    if call.args.len() == 3 {
        args.push(call.arg(2, &DataType::Int64)?);
    }
    Ok(per_row(call, types::array(VARCHAR), args, |inputs| {
        let (text, delimiter) = (inputs.text(0)?, inputs.text(1)?);
        let limit = if inputs.args.len() > 2 {
            Some(inputs.values::<Int64Type>(2)?)
        } else {
            None
        };
        list_rows((0..inputs.rows).map(|row| {
            let (Some(text), Some(delimiter)) = (text.get(row), delimiter.get(row)) else {
                return Ok(None);
            };
            let limit = match &limit {
                Some(limit) => match limit.get(row) {
                    Some(limit) if limit > 0 => usize::try_from(limit).unwrap_or(usize::MAX),
                    Some(_) => return Err(SqlError::execution("limit must be positive")),
                    None => return Ok(None),
                },
                None => usize::MAX,
            };
            if delimiter.is_empty() {
                return Err(SqlError::execution(
                    "the delimiter may not be the empty string",
                ));
            }
            Ok(Some(text.splitn(limit, delimiter).map(Some).collect()))
        }))
    }))
}

fn split_part(call: &Call) -> Result<Expr> {
    call.arity(3..=3)?;
    let args = vec![
        call.arg(0, &VARCHAR)?,
        call.arg(1, &VARCHAR)?,
        call.arg(2, &DataType::Int64)?,
    ];
    Ok(per_row(call, VARCHAR, args, |inputs| {
        let (text, delimiter, index) = (
            inputs.text(0)?,
            inputs.text(1)?,
            inputs.values::<Int64Type>(2)?,
        );
        let rows = (0..inputs.rows).map(|row| {
            let (Some(text), Some(delimiter), Some(index)) =
                (text.get(row), delimiter.get(row), index.get(row))
            else {
                return Ok(None);
            };
            if index < 1 {
                return Err(SqlError::execution("index must be greater than zero"));
            }
            let skip = usize::try_from(index - 1).unwrap_or(usize::MAX);
            if delimiter.is_empty() {
                // Every character is a part.
                return Ok(text
                    .char_indices()
                    .nth(skip)
                    .map(|(i, c)| &text[i..i + c.len_utf8()]));
            }
            Ok(text.split(delimiter).nth(skip))
        });
        Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
    }))
}
