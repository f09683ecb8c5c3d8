//! LIKE: `%` and `_` alone are special, and nothing escapes them unless ESCAPE says so.

use std::sync::Arc;

use datafusion::arrow::array::BooleanArray;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr, Like};
use regex::Regex;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::literal::literal;
use crate::types::VARCHAR;

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    if call.name != "$like" {
        return Ok(None);
    }
    let text = call
        .arg(0, &VARCHAR)
        .map_err(|error| error.hint("LIKE compares text: CAST it to varchar"))?;
    let pattern = call.arg(1, &VARCHAR)?;
    let escape = match call.args.get(2) {
        None => None,
        Some(_) => Some(single(call.literal_text(2).unwrap_or_default())?),
    };
    let negated = call.payload == "not";
    if let Some(source) = call.literal_text(1) {
        let plain = !source.contains('\\') && escape.is_none_or(|escape| !source.contains(escape));
        if plain {
            let pattern = literal(ScalarValue::Utf8(Some(source.to_owned())));
            return Ok(Some(Expr::Like(Like::new(
                negated,
                Box::new(text),
                Box::new(pattern),
                None,
                false,
            ))));
        }
        // A broken pattern is told while planning.
        to_regex(source, escape)?;
    }
    let returns = datafusion::arrow::datatypes::DataType::Boolean;
    let kernel = crate::kernel::Kernel::new("$like", returns, move |inputs| {
        let (texts, patterns) = (inputs.text(0)?, inputs.text(1)?);
        let mut compiled: Option<(String, Regex)> = None;
        let mut out = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let (Some(text), Some(pattern)) = (texts.get(row), patterns.get(row)) else {
                out.push(None);
                continue;
            };
            if compiled
                .as_ref()
                .is_none_or(|(source, _)| source != pattern)
            {
                compiled = Some((pattern.to_owned(), to_regex(pattern, escape)?));
            }
            out.push(compiled.as_ref().map(|(_, regex)| regex.is_match(text)));
        }
        Ok(Arc::new(BooleanArray::from(out)))
    })
    .detail(escape.map(String::from).unwrap_or_default())
    .call(vec![text, pattern]);
    Ok(Some(if negated {
        Expr::Not(Box::new(kernel))
    } else {
        kernel
    }))
}

fn single(escape: &str) -> Result<char> {
    let mut chars = escape.chars();
    match (chars.next(), chars.next()) {
        (Some(escape), None) => Ok(escape),
        _ => Err(SqlError::refused("ESCAPE takes one character")),
    }
}

fn to_regex(pattern: &str, escape: Option<char>) -> Result<Regex> {
    let mut regex = String::from("(?s)^");
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if Some(c) == escape {
            match chars.next() {
                Some(next) if next == '%' || next == '_' || Some(next) == escape => {
                    regex.push_str(&regex::escape(&next.to_string()));
                }
                _ => {
                    return Err(SqlError::execution(
                        "escape character must be followed by '%', '_' or the escape character itself",
                    ));
                }
            }
        } else {
            match c {
                '%' => regex.push_str(".*"),
                '_' => regex.push('.'),
                c => regex.push_str(&regex::escape(&c.to_string())),
            }
        }
    }
    regex.push('$');
    Regex::new(&regex)
        .map_err(|error| SqlError::execution(format!("LIKE pattern is too large: {error}")))
}
