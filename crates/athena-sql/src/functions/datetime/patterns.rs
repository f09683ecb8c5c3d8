//! Times as text by a pattern, and back: `date_format`, `format_datetime`, `date_parse`.

use std::sync::Arc;

use datafusion::arrow::array::{PrimitiveArray, StringArray};
use datafusion::arrow::datatypes::{DataType, TimestampMillisecondType};
use datafusion::logical_expr::Expr;

use super::{Rounding, in_millis, invalid, time};
use crate::call::Call;
use crate::error::Result;
use crate::functions::datetime_format::Pattern;
use crate::kernel::Kernel;
use crate::types::{self, TIMESTAMP, VARCHAR};

fn pattern(call: &Call, i: usize) -> Result<Pattern> {
    let text = call.literal_text(i).ok_or_else(|| {
        call.unsupported(format!(
            "the pattern of {} must be a constant here",
            call.name
        ))
    })?;
    if text.is_empty() {
        return Err(call.refuse(format!("the pattern of {} is empty", call.name)));
    }
    if call.name.starts_with("date_") {
        Pattern::mysql(text)
    } else {
        Pattern::joda(text)
    }
}

pub(super) fn format(call: &Call) -> Result<Expr> {
    if *call.types.get(1).unwrap_or(&DataType::Null) != VARCHAR {
        return Err(call.no_match());
    }
    let pattern = pattern(call, 1)?;
    let (mut time, zone) = time(call, 0)?;
    if types::is_fine(&call.types[0]) {
        time = in_millis(call.args[0].clone(), &call.types[0], Rounding::Half);
    }
    if pattern.has_zone() && types::is_timestamp(&call.types[0]) {
        return Err(call
            .refuse(format!(
                "{} of a timestamp without zone cannot write one",
                call.name
            ))
            .hint("take Z and z out of the pattern, or write x AT TIME ZONE 'UTC'"));
    }
    let detail = call.literal_text(1).unwrap_or_default().to_owned();
    Ok(Kernel::new(call.name, VARCHAR, move |inputs| {
        let times = inputs.values::<TimestampMillisecondType>(0)?;
        let texts = (0..inputs.rows)
            .map(|row| {
                times
                    .get(row)
                    .map(|millis| pattern.format(millis, zone))
                    .transpose()
            })
            .collect::<Result<StringArray>>()?;
        Ok(Arc::new(texts))
    })
    .detail(detail)
    .call(vec![time]))
}

pub(super) fn parse(call: &Call) -> Result<Expr> {
    let pattern = pattern(call, 1)?;
    let text = call.arg(0, &VARCHAR)?;
    let detail = call.literal_text(1).unwrap_or_default().to_owned();
    Ok(Kernel::new(call.name, TIMESTAMP, move |inputs| {
        let texts = inputs.text(0)?;
        let mut out = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let Some(text) = texts.get(row) else {
                out.push(None);
                continue;
            };
            let (millis, _) = pattern.parse(text).ok_or_else(|| invalid(text))?;
            out.push(Some(millis));
        }
        Ok(Arc::new(
            out.into_iter()
                .collect::<PrimitiveArray<TimestampMillisecondType>>(),
        ))
    })
    .detail(detail)
    .call(vec![text]))
}
