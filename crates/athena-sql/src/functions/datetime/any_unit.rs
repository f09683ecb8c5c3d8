//! A unit that each row names: `date_trunc(unit, time)`, `date_add(unit, n, time)`, `date_diff(unit, a, b)` with a column before the times.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::logical_expr::{Expr, lit};

use crate::call::Call;
use crate::error::{ErrorKind, Result, SqlError};
use crate::functions::conditional::searched;
use crate::kernel::Kernel;
use crate::types::{VARCHAR, is_varchar};

const UNITS: &[&str] = &[
    "millisecond",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
];

/// The function as planned for each unit that the time has, where the unit is no constant.
pub(super) fn plan(call: &Call, of_one: fn(&Call) -> Result<Expr>) -> Result<Expr> {
    if call.literal_text(0).is_some() || !is_varchar(&call.types[0]) {
        return of_one(call);
    }
    let mut planned = Vec::new();
    let mut refused = None;
    for unit in UNITS {
        let mut args = call.args.clone();
        args[0] = lit(*unit);
        let types = call.types.clone();
        match of_one(&Call {
            args,
            types,
            ..*call
        }) {
            Ok(expr) => planned.push((*unit, expr)),
            Err(error) if error.kind == ErrorKind::Refused => refused = Some(error),
            Err(error) => return Err(error),
        }
    }
    if let (true, Some(error)) = (planned.is_empty(), refused) {
        return Err(error);
    }
    let known: Vec<&str> = planned.iter().map(|(unit, _)| *unit).collect();
    let unit = Kernel::new("$unit", VARCHAR, move |inputs| {
        let units = inputs.text(0)?;
        let named = (0..inputs.rows).map(|row| match units.get(row).map(str::to_lowercase) {
            Some(unit) if !known.contains(&unit.as_str()) => Err(SqlError::execution(format!(
                "'{unit}' is not a valid field of this time"
            ))),
            unit => Ok(unit),
        });
        let named: StringArray = named.collect::<Result<_>>()?;
        Ok(Arc::new(named) as ArrayRef)
    })
    .detail(call.name)
    .call(vec![call.args[0].clone()]);
    let cases = planned.into_iter();
    let cases = cases.map(|(name, expr)| (unit.clone().eq(lit(name)), expr));
    Ok(searched(cases.collect(), None))
}
