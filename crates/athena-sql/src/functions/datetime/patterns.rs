//! Times as text by a pattern, and back: `date_format`, `format_datetime`, `date_parse`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use datafusion::arrow::array::{PrimitiveArray, StringArray};
use datafusion::arrow::datatypes::{DataType, TimestampMillisecondType};
use datafusion::logical_expr::Expr;

use super::{Rounding, in_millis, invalid, time};
use crate::call::Call;
use crate::coercion::null;
use crate::error::{Result, SqlError};
use crate::functions::datetime_format::Pattern;
use crate::kernel::{Inputs, Kernel};
use crate::types::{self, TIMESTAMP, VARCHAR};

/// The pattern of all rows, or those that the rows name.
struct Patterns {
    read: fn(&str) -> Result<Pattern>,
    constant: Option<Pattern>,
}

impl Patterns {
    /// The second argument; in the kernel it stands in the second place if it is none of all rows.
    fn of(call: &Call, args: &mut Vec<Expr>) -> Result<Self> {
        let read = match call.name.starts_with("date_") {
            true => Pattern::mysql,
            false => Pattern::joda,
        };
        let Some(text) = call.literal_text(1) else {
            args.push(call.arg(1, &VARCHAR)?);
            let constant = None;
            return Ok(Self { read, constant });
        };
        if text.is_empty() {
            return Err(call.refuse(format!("the pattern of {} is empty", call.name)));
        }
        let constant = Some(read(text)?);
        Ok(Self { read, constant })
    }

    /// What `compute` makes of each value and the pattern of its row, if there are both.
    fn over<V, T>(
        &self,
        inputs: &Inputs,
        value: impl Fn(usize) -> Option<V>,
        compute: impl Fn(V, &Pattern) -> Result<T>,
    ) -> datafusion::error::Result<Vec<Option<T>>> {
        if let Some(pattern) = &self.constant {
            let rows = (0..inputs.rows).map(|row| {
                let value = value(row);
                value.map(|value| compute(value, pattern)).transpose()
            });
            return Ok(rows.collect::<Result<_>>()?);
        }
        let texts = inputs.text(1)?;
        let mut known: HashMap<&str, Pattern> = HashMap::new();
        let mut out = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let (Some(text), Some(value)) = (texts.get(row), value(row)) else {
                out.push(None);
                continue;
            };
            let pattern = match known.entry(text) {
                Entry::Occupied(entry) => entry.into_mut(),
                Entry::Vacant(entry) => entry.insert((self.read)(text)?),
            };
            out.push(Some(compute(value, pattern)?));
        }
        Ok(out)
    }
}

pub(super) fn format(call: &Call) -> Result<Expr> {
    match &call.types[1] {
        DataType::Null => return Ok(null(&VARCHAR)),
        kind if *kind != VARCHAR => return Err(call.no_match()),
        _ => {}
    }
    let (mut time, zone) = time(call, 0)?;
    if types::is_fine(&call.types[0]) {
        time = in_millis(call.args[0].clone(), &call.types[0], Rounding::Half);
    }
    let mut args = vec![time];
    let patterns = Patterns::of(call, &mut args)?;
    let name = call.name.to_owned();
    let without_zone = types::is_timestamp(&call.types[0]);
    let check = move |pattern: &Pattern| match without_zone && pattern.has_zone() {
        true => Err(SqlError::refused(format!(
            "{name} of a timestamp without zone cannot write one"
        ))
        .hint("take Z and z out of the pattern, or write x AT TIME ZONE 'UTC'")),
        false => Ok(()),
    };
    if let Some(pattern) = &patterns.constant {
        check(pattern).map_err(|error| error.at(call.location))?;
    }
    let detail = call.literal_text(1).unwrap_or_default().to_owned();
    Ok(Kernel::new(call.name, VARCHAR, move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let texts = patterns.over(
            inputs,
            |row| times.get(row),
            |millis, pattern| {
                check(pattern)?;
                pattern.format(millis, zone)
            },
        )?;
        Ok(Arc::new(StringArray::from(texts)))
    })
    .detail(detail)
    .call(args))
}

pub(super) fn parse(call: &Call) -> Result<Expr> {
    let mut args = vec![call.arg(0, &VARCHAR)?];
    let patterns = Patterns::of(call, &mut args)?;
    let detail = call.literal_text(1).unwrap_or_default().to_owned();
    Ok(Kernel::new(call.name, TIMESTAMP, move |inputs| {
        let texts = inputs.text(0)?;
        let times = patterns.over(
            inputs,
            |row| texts.get(row),
            |text, pattern| {
                let (millis, _) = pattern.parse(text).ok_or_else(|| invalid(text))?;
                Ok(millis)
            },
        )?;
        let times: PrimitiveArray<TimestampMillisecondType> = times.into_iter().collect();
        Ok(Arc::new(times))
    })
    .detail(detail)
    .call(args))
}
