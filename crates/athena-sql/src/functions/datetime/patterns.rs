//! Times as text by a pattern, and back: `date_format`, `date_parse`, `format_datetime`, `parse_datetime`.

use std::sync::Arc;

use datafusion::arrow::array::{PrimitiveArray, StringArray};
use datafusion::arrow::datatypes::{DataType, TimestampMillisecondType};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use super::{Rounding, in_millis, invalid, time};
use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::datetime_format::Pattern;
use crate::functions::timezone::Zone;
use crate::kernel::Kernel;
use crate::types::{self, TIMESTAMP, VARCHAR};

fn pattern(call: &Call, i: usize) -> Result<Pattern> {
    let text = call.literal_text(i).ok_or_else(|| {
        call.unsupported(format!(
            "the pattern of {} must be a constant here",
            call.name
        ))
    })?;
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
    let zoned = call.name == "parse_datetime";
    let detail = call.literal_text(1).unwrap_or_default().to_owned();
    if zoned && let Some(text) = call.literal_text(0) {
        let (millis, zone) = pattern
            .parse(text)
            .ok_or_else(|| call.refuse(format!("invalid format: '{text}'")))?;
        let zone = zone.unwrap_or(Zone::Named(chrono_tz::UTC)).name();
        return Ok(crate::functions::literal::literal(
            ScalarValue::TimestampMillisecond(Some(millis), Some(zone.into())),
        ));
    }
    let returns = if zoned {
        types::timestamp_tz("UTC")
    } else {
        TIMESTAMP
    };
    Ok(Kernel::new(call.name, returns, move |inputs| {
        let texts = inputs.text(0)?;
        let mut out = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let Some(text) = texts.get(row) else {
                out.push(None);
                continue;
            };
            let (millis, zone) = pattern.parse(text).ok_or_else(|| invalid(text))?;
            if zone.is_some_and(|zone| zone.offset_at(millis) != 0) {
                return Err(SqlError::unsupported(
                    "a column of timestamps with zones other than UTC is not supported",
                )
                .hint("write date_parse without a zone")
                .into());
            }
            out.push(Some(millis));
        }
        let array: PrimitiveArray<TimestampMillisecondType> = out.into_iter().collect();
        Ok(Arc::new(if zoned {
            array.with_timezone("UTC")
        } else {
            array
        }))
    })
    .detail(detail)
    .call(vec![text]))
}
