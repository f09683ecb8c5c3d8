//! Parts of a text and where they are: `substr`, `strpos`, `split`, `split_part`.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, Int64Array, ListBuilder, StringArray, StringBuilder,
};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::{count, find, per_row};
use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::types::{self, VARCHAR};

/// The part of `text` from `start` (from one, negative from the end), `length` long.
fn substring(text: &str, start: i64, length: Option<i64>) -> &str {
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

pub(super) fn substr(call: &Call) -> Result<Expr> {
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
        // Without longer characters a position is a byte.
        let ascii = text.rows().is_some_and(StringArray::is_ascii);
        let rows = (0..inputs.rows).map(|row| {
            let length = match &length {
                Some(length) => Some(length.get(row)?),
                None => None,
            };
            let (text, start) = (text.get(row)?, start.get(row)?);
            Some(if ascii {
                bytes(text, start, length)
            } else {
                substring(text, start, length)
            })
        });
        Ok(Arc::new(rows.collect::<StringArray>()))
    }))
}

/// [`substring`] of a text in which every character is a byte.
fn bytes(text: &str, start: i64, length: Option<i64>) -> &str {
    let total = i64::try_from(text.len()).unwrap_or(i64::MAX);
    let from = if start > 0 {
        start - 1
    } else {
        total.saturating_add(start)
    };
    if start == 0 || from < 0 || from > total || length.is_some_and(|length| length <= 0) {
        return "";
    }
    let end = length.map_or(total, |length| from.saturating_add(length).min(total));
    let at = |position: i64| usize::try_from(position).unwrap_or_default();
    text.get(at(from)..at(end)).unwrap_or_default()
}

pub(super) fn strpos(call: &Call) -> Result<Expr> {
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
        // The usual case: one part for a whole column.
        if let (Some(texts), Some(part), None) = (text.rows(), part.constant(), &instance)
            && !part.is_empty()
        {
            let ascii = texts.is_ascii();
            let places = (0..texts.len()).map(|row| {
                let text = texts.value(row);
                match find(text, part) {
                    Some(at) if ascii => i64::try_from(at).unwrap_or(i64::MAX) + 1,
                    Some(at) => count(text[..at].chars()) + 1,
                    None => 0,
                }
            });
            return Ok(Arc::new(Int64Array::new(
                places.collect(),
                texts.nulls().cloned(),
            )));
        }
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
            if instance == 0 || instance == i64::MIN {
                return Err(SqlError::execution(
                    "the instance of strpos must be a positive or negative number",
                ));
            }
            if part.is_empty() {
                return Ok(Some(1));
            }
            if instance == 1 {
                let found = find(text, part);
                return Ok(Some(found.map_or(0, |i| count(text[..i].chars()) + 1)));
            }
            // Overlapping finds count.
            let mut finds = text
                .char_indices()
                .filter(|(i, _)| text[*i..].starts_with(part))
                .map(|(i, _)| i);
            let skip = usize::try_from(instance.unsigned_abs() - 1).unwrap_or(usize::MAX);
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

/// An array of text per row.
pub(in crate::functions) fn list_rows<'a>(
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

pub(super) fn split(call: &Call) -> Result<Expr> {
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
                    Some(limit) if limit > i64::from(i32::MAX) => {
                        return Err(SqlError::execution("split: limit is too large"));
                    }
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

pub(super) fn split_part(call: &Call) -> Result<Expr> {
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
            let mut rest = text;
            for _ in 0..skip {
                match find(rest, delimiter) {
                    Some(at) => rest = &rest[at + delimiter.len()..],
                    None => return Ok(None),
                }
            }
            Ok(Some(find(rest, delimiter).map_or(rest, |at| &rest[..at])))
        });
        Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
    }))
}
