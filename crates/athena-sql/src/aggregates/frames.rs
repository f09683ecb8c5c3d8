//! Frames of windows: what a RANGE may be measured in.

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{DataType, Float32Type, Float64Type};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr, WindowFrame, WindowFrameBound, WindowFrameUnits};

use crate::error::{Result, SqlError};
use crate::kernel::Kernel;
use crate::types;

/// Fits a frame to the type by which its rows are sorted, and tells whether it is a RANGE with a distance.
pub(super) fn fit(frame: &mut WindowFrame, kind: &DataType) -> Result<bool> {
    if frame.units != WindowFrameUnits::Range {
        return Ok(false);
    }
    let mut measured = false;
    for bound in [&frame.start_bound, &frame.end_bound] {
        if let WindowFrameBound::Preceding(reach) | WindowFrameBound::Following(reach) = bound
            && !reach.is_null()
        {
            measured = true;
            check_reach(reach, kind)?;
        }
    }
    if !measured && !has_range(kind) {
        frame.units = WindowFrameUnits::Groups;
    }
    Ok(measured)
}

/// The values that a RANGE is measured over, NULLs first. Where one is NaN, Trino takes other rows for near.
pub(super) fn without_nan(values: Expr, kind: &DataType) -> Expr {
    let kernel = Kernel::new("$without_nan", kind.clone(), |inputs| {
        let values = inputs.array(0)?;
        let is_nan = match values.data_type() {
            DataType::Float32 => values
                .as_primitive::<Float32Type>()
                .iter()
                .flatten()
                .any(f32::is_nan),
            _ => values
                .as_primitive::<Float64Type>()
                .iter()
                .flatten()
                .any(f64::is_nan),
        };
        if is_nan {
            let message = "a RANGE with a distance over NaN, NULLS FIRST, is not supported";
            let hint = "write NULLS LAST, or leave out the rows of NaN";
            return Err(SqlError::unsupported(message).hint(hint).into());
        }
        Ok(values)
    });
    kernel.call(vec![values])
}

/// Whether DataFusion has frames of a RANGE over this type; where it has none, the rows of one rank are a GROUPS frame, too.
fn has_range(kind: &DataType) -> bool {
    !matches!(
        kind,
        DataType::Time32(_)
            | DataType::Duration(_)
            | DataType::Interval(_)
            | DataType::Struct(_)
            | DataType::Binary
            | DataType::FixedSizeBinary(_)
    )
}

/// Numbers reach by numbers, dates and times by intervals.
fn check_reach(reach: &ScalarValue, kind: &DataType) -> Result<()> {
    // DataFusion hands over the text of the bound: `1.5`, `1 DAY`.
    let Some(Some(text)) = reach.try_as_str() else {
        return Ok(());
    };
    let is_number = text.parse::<f64>().is_ok();
    let refused = |message: String, hint: &str| Err(SqlError::refused(message).hint(hint));
    let by_time = matches!(
        kind,
        DataType::Date32 | DataType::Timestamp(..) | DataType::Time32(_)
    ) || matches!(kind, DataType::Duration(_) | DataType::Interval(_));
    let name = types::display(kind);
    if types::is_numeric(kind) && !is_number {
        return refused(
            format!("a RANGE over {name} does not reach as far as an interval"),
            "write a number",
        );
    }
    if by_time && is_number {
        return refused(
            format!("a RANGE over {name} does not reach as far as a number"),
            "write INTERVAL '1' DAY",
        );
    }
    if !types::is_numeric(kind) && !by_time {
        return refused(
            format!("a RANGE over {name} has no distance between its values"),
            "write ROWS or GROUPS",
        );
    }
    let finer = ["HOUR", "MINUTE", "SECOND"];
    if *kind == DataType::Date32 && finer.iter().any(|unit| text.ends_with(unit)) {
        return refused(
            "a RANGE over date reaches as far as days".to_owned(),
            "write INTERVAL '1' DAY, or CAST the date to timestamp",
        );
    }
    Ok(())
}
