//! Functions that exist over windows alone.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::functions_aggregate as native;
use datafusion::functions_window as native_window;
use datafusion::logical_expr::expr::{NullTreatment, Sort, WindowFunction, WindowFunctionParams};
use datafusion::logical_expr::{Expr, WindowFrame, WindowFunctionDefinition, WindowUDF, lit};

use super::Raw;
use crate::coercion::cast;
use crate::error::{Result, SqlError};
use crate::functions::conditional::searched;

pub(super) fn ranked(name: &str, raw: Raw) -> Result<Expr> {
    let function: Arc<WindowUDF> = match name {
        "row_number" => native_window::row_number::row_number_udwf(),
        "rank" => native_window::rank::rank_udwf(),
        "dense_rank" => native_window::rank::dense_rank_udwf(),
        "percent_rank" => native_window::rank::percent_rank_udwf(),
        "cume_dist" => native_window::cume_dist::cume_dist_udwf(),
        "ntile" => native_window::ntile::ntile_udwf(),
        "lag" => native_window::lead_lag::lag_udwf(),
        "lead" => native_window::lead_lag::lead_udwf(),
        "first_value" => native_window::nth_value::first_value_udwf(),
        "last_value" => native_window::nth_value::last_value_udwf(),
        _ => native_window::nth_value::nth_value_udwf(),
    };
    let Some((partition_by, order_by, window_frame)) = raw.window else {
        return Err(SqlError::refused(format!(
            "window function {name} requires OVER"
        )));
    };
    if order_by.is_empty() && matches!(name, "lag" | "lead") {
        return Err(SqlError::refused(format!(
            "window function {name} needs ORDER BY in its window"
        )));
    }
    if let ("lag" | "lead", [value, offset, default]) = (name, raw.args.as_slice())
        && !matches!(default, Expr::Literal(..))
    {
        if raw.null_treatment == Some(NullTreatment::IgnoreNulls) {
            return Err(SqlError::unsupported(format!(
                "{name} IGNORE NULLS with a default that is no constant is not supported"
            )));
        }
        let window = (partition_by, order_by, window_frame);
        let past = past_the_end(name, offset.clone(), &window);
        let raw = Raw {
            args: vec![value.clone(), offset.clone()],
            kinds: raw.kinds.clone(),
            distinct: false,
            filter: raw.filter,
            order_by: vec![],
            null_treatment: raw.null_treatment,
            window: Some(window),
        };
        let default = default.clone();
        return Ok(searched(vec![(past, default)], Some(ranked(name, raw)?)));
    }
    let expr = Expr::WindowFunction(Box::new(WindowFunction {
        fun: WindowFunctionDefinition::WindowUDF(function),
        params: WindowFunctionParams {
            args: raw.args,
            partition_by,
            order_by,
            window_frame,
            filter: raw.filter,
            null_treatment: raw.null_treatment,
            distinct: false,
        },
    }));
    Ok(match name {
        "row_number" | "rank" | "dense_rank" | "ntile" => cast(expr, DataType::Int64),
        _ => expr,
    })
}

/// Whether the row that `lag` or `lead` asks for lies outside of the partition.
pub(super) fn past_the_end(
    name: &str,
    offset: Expr,
    (partition_by, order_by, frame): &(Vec<Expr>, Vec<Sort>, WindowFrame),
) -> Expr {
    let over = |fun: WindowFunctionDefinition, args, order_by, window_frame| {
        Expr::WindowFunction(Box::new(WindowFunction {
            fun,
            params: WindowFunctionParams {
                args,
                partition_by: partition_by.clone(),
                order_by,
                window_frame,
                filter: None,
                null_treatment: None,
                distinct: false,
            },
        }))
    };
    let number = cast(
        over(
            WindowFunctionDefinition::WindowUDF(native_window::row_number::row_number_udwf()),
            vec![],
            order_by.clone(),
            frame.clone(),
        ),
        DataType::Int64,
    );
    if name == "lag" {
        return number.lt_eq(offset);
    }
    let rows = over(
        WindowFunctionDefinition::AggregateUDF(native::count::count_udaf()),
        vec![lit(1_i64)],
        vec![],
        WindowFrame::new(None),
    );
    (rows - number).lt(offset)
}
