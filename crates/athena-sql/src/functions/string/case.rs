//! `upper` and `lower`: one character for one character, as Trino maps case.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, StringArray};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::texts;
use crate::call::Call;
use crate::error::Result;
use crate::kernel::text_rows;
use crate::types::VARCHAR;

pub(super) fn plan(call: &Call) -> Result<Expr> {
    call.arity(1..=1)?;
    let upper = call.name == "upper";
    Ok(call.kernel(VARCHAR, texts(call)?, move |inputs| {
        let text = inputs.text(0)?;
        if let Some(array) = text.rows()
            && array.is_ascii()
        {
            return ascii(array, upper);
        }
        let array = text_rows(inputs.rows, |row, out| -> Evaluated<_> {
            Ok(text.get(row).map(|text| {
                if upper {
                    out.extend(text.chars().map(|c| single(c, c.to_uppercase())));
                } else {
                    out.extend(text.chars().map(|c| match c {
                        '\u{130}' => 'i',
                        c => single(c, c.to_lowercase()),
                    }));
                }
            }))
        })?;
        Ok(Arc::new(array))
    }))
}

/// A character whose counterpart is several stays as it is.
fn single(c: char, mut mapped: impl Iterator<Item = char>) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// All rows at once, since no length changes.
fn ascii(array: &StringArray, upper: bool) -> Evaluated<ArrayRef> {
    let offsets = array.offsets();
    let (start, end) = (offsets[0], offsets[offsets.len() - 1]);
    let at = |offset: i32| usize::try_from(offset).unwrap_or_default();
    let mut bytes = array.value_data()[at(start)..at(end)].to_vec();
    if upper {
        bytes.make_ascii_uppercase();
    } else {
        bytes.make_ascii_lowercase();
    }
    let offsets = if start == 0 {
        offsets.clone()
    } else {
        let moved: Vec<i32> = offsets.iter().map(|offset| offset - start).collect();
        OffsetBuffer::new(moved.into())
    };
    let nulls = array.nulls().cloned();
    Ok(Arc::new(StringArray::try_new(
        offsets,
        bytes.into(),
        nulls,
    )?))
}
