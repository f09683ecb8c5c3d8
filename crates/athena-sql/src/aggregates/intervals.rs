//! `sum` and `avg` of intervals: of their milliseconds or months.

use std::sync::Arc;

use datafusion::arrow::array::{DurationMillisecondArray, Int64Array, IntervalYearMonthArray};
use datafusion::arrow::datatypes::{
    DataType, DurationMillisecondType, Float64Type, Int64Type, IntervalYearMonthType,
};
use datafusion::logical_expr::Expr;

use super::{Raw, running, sum};
use crate::coercion::cast;
use crate::kernel::Kernel;

pub(super) fn total(raw: &Raw, kind: &DataType) -> Expr {
    let sum = raw.call(sum::checked_sum(), vec![number(kind, raw.args.clone())]);
    interval(kind, sum)
}

pub(super) fn average(raw: &Raw, kind: &DataType) -> Expr {
    let number = cast(number(kind, raw.args.clone()), DataType::Float64);
    // Trino takes nothing away from these over a frame that moves.
    let average = raw.afresh(running::average());
    let average = raw.call(average, vec![number]);
    let rounded = Kernel::new("$rounded_half_up", DataType::Int64, |inputs| {
        let values = inputs.values::<Float64Type>(0)?;
        let rows = (0..inputs.rows).map(|row| values.get(row).map(|v| (v + 0.5).floor() as i64));
        Ok(Arc::new(rows.collect::<Int64Array>()))
    });
    interval(kind, rounded.call(vec![average]))
}

fn is_of_months(kind: &DataType) -> bool {
    matches!(kind, DataType::Interval(_))
}

fn number(kind: &DataType, args: Vec<Expr>) -> Expr {
    let months = is_of_months(kind);
    Kernel::new("$number_of_interval", DataType::Int64, move |inputs| {
        let rows: Int64Array = if months {
            let values = inputs.values::<IntervalYearMonthType>(0)?;
            (0..inputs.rows)
                .map(|row| values.get(row).map(i64::from))
                .collect()
        } else {
            let values = inputs.values::<DurationMillisecondType>(0)?;
            (0..inputs.rows).map(|row| values.get(row)).collect()
        };
        Ok(Arc::new(rows))
    })
    .call(args)
}

fn interval(kind: &DataType, number: Expr) -> Expr {
    let months = is_of_months(kind);
    Kernel::new("$interval_of_number", kind.clone(), move |inputs| {
        let values = inputs.values::<Int64Type>(0)?;
        if months {
            let months = |months: i64| i32::try_from(months).ok();
            let rows = (0..inputs.rows).map(|row| values.get(row).and_then(months));
            return Ok(Arc::new(rows.collect::<IntervalYearMonthArray>()));
        }
        let rows = (0..inputs.rows).map(|row| values.get(row));
        Ok(Arc::new(rows.collect::<DurationMillisecondArray>()))
    })
    .call(vec![number])
}
