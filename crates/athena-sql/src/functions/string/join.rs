//! Texts put together: `||`, `concat`, `concat_ws`.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BinaryArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::{per_row, texts};
use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::kernel::text_rows;
use crate::types::{self, VARCHAR};

/// `a || b` and `concat(a, b, …)`: NULL when any side is.
pub(in crate::functions) fn concat(call: &Call) -> Result<Expr> {
    call.arity(2..=usize::MAX)?;
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
        let array = text_rows(inputs.rows, |row, out| -> Evaluated<_> {
            for column in &columns {
                let Some(part) = column.get(row) else {
                    return Ok(None);
                };
                out.push_str(part);
            }
            Ok(Some(()))
        })?;
        Ok(Arc::new(array))
    })
    .call(args))
}

pub(super) fn concat_ws(call: &Call) -> Result<Expr> {
    call.arity(2..=usize::MAX)?;
    if call.args.len() == 2 && types::item_of(&call.types[1]).is_some() {
        let args = vec![call.arg(0, &VARCHAR)?, call.arg(1, &types::array(VARCHAR))?];
        return Ok(per_row(call, VARCHAR, args, |inputs| {
            let (separator, lists) = (inputs.text(0)?, inputs.array(1)?);
            let lists = lists.as_list::<i32>();
            let array = text_rows(inputs.rows, |row, out| -> Evaluated<_> {
                let Some(separator) = separator.get(row) else {
                    return Ok(None);
                };
                if lists.is_null(row) {
                    return Ok(None);
                }
                let items = lists.value(row);
                join(out, separator, items.as_string::<i32>().iter().flatten());
                Ok(Some(()))
            })?;
            Ok(Arc::new(array))
        }));
    }
    Ok(per_row(call, VARCHAR, texts(call)?, |inputs| {
        let columns = (0..inputs.args.len())
            .map(|i| inputs.text(i))
            .collect::<Evaluated<Vec<_>>>()?;
        let array = text_rows(inputs.rows, |row, out| -> Evaluated<_> {
            let Some(separator) = columns[0].get(row) else {
                return Ok(None);
            };
            join(
                out,
                separator,
                columns[1..].iter().filter_map(|column| column.get(row)),
            );
            Ok(Some(()))
        })?;
        Ok(Arc::new(array))
    }))
}

fn join<'a>(out: &mut String, separator: &str, parts: impl Iterator<Item = &'a str>) {
    for (i, part) in parts.enumerate() {
        if i > 0 {
            out.push_str(separator);
        }
        out.push_str(part);
    }
}
