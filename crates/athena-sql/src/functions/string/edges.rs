//! What is done to the two ends of a text: `trim` and its kin, `lpad`, `rpad`.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::{per_row, texts};
use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::kernel::text_rows;
use crate::types::VARCHAR;

pub(super) fn trim(call: &Call) -> Result<Expr> {
    call.arity(1..=2)?;
    let (left, right) = (call.name != "rtrim", call.name != "ltrim");
    Ok(per_row(call, VARCHAR, texts(call)?, move |inputs| {
        let text = inputs.text(0)?;
        let what = if inputs.args.len() > 1 {
            Some(inputs.text(1)?)
        } else {
            None
        };
        let array = text_rows(inputs.rows, |row, out| -> Evaluated<_> {
            let Some(mut text) = text.get(row) else {
                return Ok(None);
            };
            if what.is_none() && stands(text.as_bytes()) {
                out.push_str(text);
                return Ok(Some(()));
            }
            let set: Option<Vec<char>> = match &what {
                Some(what) => match what.get(row) {
                    Some(what) => Some(what.chars().collect()),
                    None => return Ok(None),
                },
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
            out.push_str(text);
            Ok(Some(()))
        })?;
        Ok(Arc::new(array))
    }))
}

/// Whether neither end is a space, as its bytes tell.
fn stands(text: &[u8]) -> bool {
    let visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    visible(text.first()) && visible(text.last())
}

pub(super) fn pad(call: &Call) -> Result<Expr> {
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
        let array = text_rows(inputs.rows, |row, out| {
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
                out.extend(text.chars().take(size));
                return Ok(Some(()));
            }
            let padding = fill.chars().cycle().take(size - length);
            if left {
                out.extend(padding);
                out.push_str(text);
            } else {
                out.push_str(text);
                out.extend(padding);
            }
            Ok(Some(()))
        })?;
        Ok(Arc::new(array))
    }))
}
