//! Aggregate and window functions: Trino's names, argument types and results over DataFusion's and our own accumulators.
//!
//! The planner's hooks for aggregates see no schema. The rewrite therefore wraps every argument in a call that checks and
//! converts it and leaves a mark with its type ([`Kernel::mark`]), which [`plan`] and [`plan_window`] read and remove.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::error::Result as PlanResult;
use datafusion::functions_aggregate as native;
use datafusion::functions_window as native_window;
use datafusion::logical_expr::expr::{
    AggregateFunction, NullTreatment, Sort, WindowFunction, WindowFunctionParams,
};
use datafusion::logical_expr::planner::{RawAggregateExpr, RawWindowExpr};
use datafusion::logical_expr::{
    AggregateUDF, Expr, WindowFrame, WindowFunctionDefinition, WindowUDF, lit,
};
use datafusion::sql::sqlparser::ast::{
    BinaryOperator, Expr as Ast, Function, FunctionArg, FunctionArgExpr, FunctionArgumentClause,
    FunctionArgumentList, FunctionArguments, Ident, LambdaFunction, LambdaFunctionParameter,
    LambdaSyntax, ListAggOnOverflow, ObjectName, OneOrManyWithParens,
};

use crate::call::{self, Call};
use crate::coercion::{cast, coerce, null};
use crate::error::{Location, Result, SqlError};
use crate::functions::conditional::searched;
use crate::functions::decimal::{self, divide_half_up};
use crate::functions::literal::constant_i64;
use crate::kernel::{Kernel, unmark};
use crate::types::{self, is_decimal, is_integer, is_numeric};

mod checksum;
mod collect;
mod extreme;
mod frequent;
mod moments;
mod named;
mod percentile;
mod sum;
mod text;

/// Aggregates of Trino that are here.
const AGGREGATES: &[&str] = &[
    "any_value",
    "approx_distinct",
    "approx_most_frequent",
    "approx_percentile",
    "arbitrary",
    "array_agg",
    "avg",
    "bitwise_and_agg",
    "bitwise_or_agg",
    "bitwise_xor_agg",
    "bool_and",
    "bool_or",
    "checksum",
    "corr",
    "count",
    "count_if",
    "covar_pop",
    "covar_samp",
    "every",
    "geometric_mean",
    "grouping",
    "histogram",
    "kurtosis",
    "listagg",
    "map_agg",
    "map_union",
    "max",
    "max_by",
    "min",
    "min_by",
    "multimap_agg",
    "numeric_histogram",
    "reduce_agg",
    "regr_intercept",
    "regr_slope",
    "skewness",
    "stddev",
    "stddev_pop",
    "stddev_samp",
    "sum",
    "var_pop",
    "var_samp",
    "variance",
];

/// Aggregates of Trino that are not here, and a way round them.
const NOT_YET: &[(&str, &str)] = &[
    ("entropy", ""),
    ("set_agg", "write array_agg(DISTINCT x)"),
    ("set_union", "write array_distinct(flatten(array_agg(x)))"),
    ("tdigest_agg", ""),
    ("qdigest_agg", ""),
    ("make_set_digest", ""),
    ("merge_set_digest", ""),
];

const WINDOWS: &[&str] = &[
    "cume_dist",
    "dense_rank",
    "first_value",
    "lag",
    "last_value",
    "lead",
    "nth_value",
    "ntile",
    "percent_rank",
    "rank",
    "row_number",
];

pub(crate) fn is_aggregate(name: &str) -> bool {
    AGGREGATES.contains(&name) || NOT_YET.iter().any(|(known, _)| *known == name)
}

pub(crate) fn is_window(name: &str) -> bool {
    WINDOWS.contains(&name)
}

/// Stand-ins under Trino's names, so that the planner finds an aggregate and asks [`plan`] for the real one.
pub(crate) fn stand_ins() -> (Vec<Arc<AggregateUDF>>, Vec<Arc<WindowUDF>>) {
    let mut aggregates: Vec<Arc<AggregateUDF>> = AGGREGATES
        .iter()
        .filter(|name| **name != "grouping")
        .map(|name| named::aggregate(name))
        .collect();
    aggregates.push(native::grouping::grouping_udaf());
    let windows = WINDOWS.iter().map(|name| named::window(name)).collect();
    (aggregates, windows)
}

/// The AST of an aggregate or window function with its arguments wrapped.
pub(crate) fn rewrite(
    name: String,
    mut function: Function,
    place: Option<Location>,
) -> Result<Ast> {
    if let Some((_, hint)) = NOT_YET.iter().find(|(known, _)| *known == name) {
        let error = SqlError::unsupported(format!("aggregate {name} is not supported"));
        return Err(if hint.is_empty() {
            error
        } else {
            error.hint(*hint)
        });
    }
    if name == "grouping" {
        return Ok(Ast::Function(function));
    }
    if name == "reduce_agg" {
        return reduce_agg(function, place);
    }
    if function.over.is_some() && function.filter.is_some() {
        return Err(SqlError::refused(format!(
            "FILTER is not supported for window function {name}"
        ))
        .hint("write if(condition, x) as its argument"));
    }
    let FunctionArguments::List(list) = &mut function.args else {
        return Err(SqlError::refused(format!(
            "{name} takes arguments in parentheses"
        )));
    };
    if function.over.is_some() && list.duplicate_treatment.is_some() {
        return Err(SqlError::refused(format!(
            "DISTINCT in window function {name} is not Athena SQL"
        )));
    }
    if name == "listagg" {
        // The order comes from WITHIN GROUP, here as in DataFusion's own string_agg an ORDER BY of the arguments.
        let mut truncates = false;
        list.clauses.retain(|clause| match clause {
            FunctionArgumentClause::OnOverflow(overflow) => {
                truncates = matches!(overflow, ListAggOnOverflow::Truncate { .. });
                false
            }
            _ => true,
        });
        if list.args.len() > 2 {
            return Err(SqlError::refused("listagg takes a text and a separator"));
        }
        if function.within_group.is_empty() {
            return Err(SqlError::refused("listagg needs WITHIN GROUP (ORDER BY …)"));
        }
        if function.over.is_some() {
            return Err(SqlError::refused("listagg is no window function"));
        }
        list.clauses
            .push(FunctionArgumentClause::OrderBy(std::mem::take(
                &mut function.within_group,
            )));
        if list.args.len() == 1 {
            list.args.push(FunctionArg::Unnamed(FunctionArgExpr::Expr(
                crate::rewrite::string(""),
            )));
        }
        if truncates {
            list.args.push(FunctionArg::Unnamed(FunctionArgExpr::Expr(
                crate::rewrite::string("truncate"),
            )));
        }
    } else if !function.within_group.is_empty() {
        return Err(SqlError::refused(format!(
            "WITHIN GROUP is for listagg, {name} takes ORDER BY in its arguments"
        )));
    }
    for clause in &list.clauses {
        if !matches!(clause, FunctionArgumentClause::OrderBy(_)) {
            return Err(SqlError::unsupported(format!(
                "{name} with {clause} is not supported"
            )));
        }
    }
    let mut args = Vec::with_capacity(list.args.len());
    if name == "count"
        && matches!(
            list.args.as_slice(),
            [FunctionArg::Unnamed(FunctionArgExpr::Wildcard)]
        )
    {
        function.name = ObjectName::from(vec![Ident::new(name)]);
        return Ok(Ast::Function(function));
    }
    for arg in list.args.drain(..) {
        match arg {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => args.push(expr),
            _ => return Err(SqlError::refused(format!("{name}(*) is not Athena SQL"))),
        }
    }
    // Every argument is planned together with the others, since some take their type from a neighbour.
    let all = args.clone();
    for (i, arg) in args.into_iter().enumerate() {
        let mut wrapped = vec![arg];
        if needs_neighbours(&name) {
            wrapped.extend(all.iter().cloned());
        }
        let payload = format!("{name}:{i}:{}", all.len());
        let expr = call::ast("$aggregate", &payload, place, wrapped);
        list.args
            .push(FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)));
    }
    function.name = ObjectName::from(vec![Ident::new(name)]);
    Ok(Ast::Function(function))
}

fn needs_neighbours(name: &str) -> bool {
    matches!(name, "lag" | "lead") || is_of_two_numbers(name)
}

/// Functions of two numbers that are of type real, unless one of the numbers is a double.
fn is_of_two_numbers(name: &str) -> bool {
    matches!(
        name,
        "corr" | "covar_pop" | "covar_samp" | "regr_slope" | "regr_intercept"
    )
}

/// Plans one wrapped argument: its type as the aggregate takes it, with a mark that tells the type on.
pub(crate) fn argument(call: &Call) -> Result<Expr> {
    let mut parts = call.payload.split(':');
    let name = parts.next().unwrap_or_default();
    let index: usize = parts
        .next()
        .and_then(|i| i.parse().ok())
        .unwrap_or_default();
    let count: usize = parts
        .next()
        .and_then(|i| i.parse().ok())
        .unwrap_or_default();
    let kind = &call.types[0];
    let expr = call.args[0].clone();
    let wrong = || {
        call.refuse(format!(
            "unexpected parameters ({}) for function {name}",
            types::display(kind)
        ))
    };
    let allowed = match name {
        "count" => 0..=1,
        "map_agg" | "multimap_agg" | "corr" | "covar_pop" | "covar_samp" | "regr_slope"
        | "regr_intercept" => 2..=2,
        "listagg" => 2..=3,
        "max_by" | "min_by" => 2..=3,
        "max" | "min" | "nth_value" => 1..=2,
        "approx_distinct" => 1..=2,
        "approx_percentile" => 2..=3,
        "approx_most_frequent" => 3..=3,
        "numeric_histogram" => 2..=2,
        "lag" | "lead" => 1..=3,
        _ => 1..=1,
    };
    if !allowed.contains(&count) {
        return Err(call.refuse(format!("function {name} does not take {count} arguments")));
    }
    let to = |kind: &DataType| coerce(expr.clone(), &call.types[0], kind).ok_or_else(wrong);
    let goal = match name {
        "sum" => match kind {
            kind if is_integer(kind) => DataType::Int64,
            DataType::Decimal128(_, scale) => DataType::Decimal128(38, *scale),
            DataType::Float32 | DataType::Float64 => kind.clone(),
            DataType::Null => DataType::Int64,
            DataType::Duration(_) | DataType::Interval(_) => kind.clone(),
            _ => return Err(wrong()),
        },
        "avg" => match kind {
            kind if is_integer(kind) => DataType::Float64,
            kind if is_decimal(kind) => kind.clone(),
            DataType::Float32 | DataType::Float64 => kind.clone(),
            DataType::Null => DataType::Float64,
            _ => return Err(wrong()),
        },
        "stddev" | "stddev_pop" | "stddev_samp" | "variance" | "var_pop" | "var_samp" | "corr"
        | "covar_pop" | "covar_samp" | "regr_slope" | "regr_intercept" | "geometric_mean"
        | "skewness" | "kurtosis" => {
            if !is_numeric(kind) && *kind != DataType::Null {
                return Err(wrong());
            }
            let real = if is_of_two_numbers(name) {
                !call.types[1..].contains(&DataType::Float64)
            } else {
                name == "geometric_mean"
                    && matches!(kind, DataType::Decimal128(..) | DataType::Float32)
            };
            if real {
                DataType::Float32
            } else {
                DataType::Float64
            }
        }
        "count_if" | "bool_and" | "bool_or" | "every" => DataType::Boolean,
        "bitwise_and_agg" | "bitwise_or_agg" | "bitwise_xor_agg" => DataType::Int64,
        "listagg" => types::VARCHAR,
        "approx_percentile" => {
            if index == 0 {
                if !is_numeric(kind) {
                    return Err(wrong());
                }
                match kind {
                    kind if is_integer(kind) => DataType::Int64,
                    DataType::Float32 => DataType::Float32,
                    _ => DataType::Float64,
                }
            } else if count == 3 && index == 1 {
                DataType::Float64
            } else if types::item_of(kind).is_some() {
                types::array(DataType::Float64)
            } else {
                DataType::Float64
            }
        }
        "approx_distinct" if index == 1 => DataType::Float64,
        "approx_most_frequent" | "numeric_histogram"
            if index == 0 || (name == "approx_most_frequent" && index == 2) =>
        {
            let number = constant_i64(call, 0).ok_or_else(|| {
                call.unsupported(format!("the size of {name} must be a constant here"))
            })?;
            if number < 2 {
                return Err(call.refuse(format!("the size of {name} must be greater than one")));
            }
            return Ok(lit(number));
        }
        "approx_most_frequent" => match kind {
            DataType::Int64 | DataType::Utf8 => kind.clone(),
            kind if is_integer(kind) => DataType::Int64,
            _ => return Err(wrong()),
        },
        "numeric_histogram" => match kind {
            DataType::Float64 => DataType::Float64,
            kind if is_numeric(kind) => DataType::Float32,
            _ => return Err(wrong()),
        },
        "checksum" => {
            if !checksum::takes(kind) {
                return Err(call.unsupported(format!(
                    "checksum of {} is not supported",
                    types::display(kind)
                )));
            }
            kind.clone()
        }
        "max" | "min" if index == 1 => DataType::Int64,
        "max_by" | "min_by" if index == 2 => DataType::Int64,
        "min" | "max" => {
            if matches!(kind, DataType::Map(..) | DataType::LargeUtf8) {
                return Err(wrong());
            }
            if matches!(kind, DataType::Struct(_)) || types::item_of(kind).is_some() {
                return Ok(Kernel::mark(
                    kind.clone(),
                    without_unknown_parts(expr, kind),
                ));
            }
            kind.clone()
        }
        "map_union" => match kind {
            DataType::Map(..) => kind.clone(),
            _ => return Err(wrong()),
        },
        "ntile" => DataType::Int64,
        "nth_value" | "lag" | "lead" if index == 1 => {
            let number = constant_i64(call, 0).ok_or_else(|| {
                call.unsupported(format!("the offset of {name} must be a constant here"))
            })?;
            return Ok(lit(number));
        }
        "lag" | "lead" if index == 2 => {
            let value = coerce(expr.clone(), kind, &call.types[1]).ok_or_else(wrong)?;
            return Ok(Kernel::mark(call.types[1].clone(), value));
        }
        _ => kind.clone(),
    };
    let expr = to(&goal)?;
    if name == "ntile" {
        return match &expr {
            Expr::Literal(..) => Ok(expr),
            _ => Err(call.unsupported("the number of buckets of ntile must be a constant here")),
        };
    }
    Ok(Kernel::mark(goal, told_apart(expr)))
}

/// A cast inside an aggregate would share its column's name with the plain column.
fn told_apart(expr: Expr) -> Expr {
    if matches!(expr, Expr::Cast(_)) {
        let name = expr.to_string();
        return expr.alias(name);
    }
    expr
}

/// What the hooks hand over, whatever kind of function it is.
struct Raw {
    args: Vec<Expr>,
    kinds: Vec<DataType>,
    distinct: bool,
    filter: Option<Box<Expr>>,
    order_by: Vec<Sort>,
    null_treatment: Option<NullTreatment>,
    /// Partition, order and frame of a window.
    window: Option<(Vec<Expr>, Vec<Sort>, WindowFrame)>,
}

impl Raw {
    fn kind(&self, i: usize) -> DataType {
        self.kinds.get(i).cloned().unwrap_or(DataType::Null)
    }

    /// The function over these arguments, as aggregate or over its window.
    fn call(&self, function: Arc<AggregateUDF>, args: Vec<Expr>) -> Expr {
        self.call_with(
            function,
            args,
            self.distinct,
            self.filter.clone(),
            self.null_treatment,
        )
    }

    fn call_with(
        &self,
        function: Arc<AggregateUDF>,
        args: Vec<Expr>,
        distinct: bool,
        filter: Option<Box<Expr>>,
        null_treatment: Option<NullTreatment>,
    ) -> Expr {
        match &self.window {
            None => Expr::AggregateFunction(AggregateFunction::new_udf(
                function,
                args,
                distinct,
                filter,
                self.order_by.clone(),
                null_treatment,
            )),
            Some((partition_by, order_by, frame)) => {
                Expr::WindowFunction(Box::new(WindowFunction {
                    fun: WindowFunctionDefinition::AggregateUDF(function),
                    params: WindowFunctionParams {
                        args,
                        partition_by: partition_by.clone(),
                        order_by: order_by.clone(),
                        window_frame: frame.clone(),
                        filter,
                        null_treatment,
                        distinct,
                    },
                }))
            }
        }
    }
}

fn unmarked(args: Vec<Expr>) -> (Vec<Expr>, Vec<DataType>) {
    args.into_iter()
        .map(|arg| match unmark(&arg) {
            Some((inner, kind)) => (inner.clone(), kind.clone()),
            None => {
                let kind = match &arg {
                    Expr::Literal(value, _) => value.data_type(),
                    _ => DataType::Null,
                };
                (arg, kind)
            }
        })
        .unzip()
}

/// Plans an aggregate by its Trino name.
pub(crate) fn plan(raw: RawAggregateExpr) -> PlanResult<Expr> {
    let name = raw.func.name().to_owned();
    if name == "grouping" {
        return Ok(Expr::AggregateFunction(AggregateFunction::new_udf(
            raw.func,
            raw.args,
            raw.distinct,
            raw.filter,
            raw.order_by,
            raw.null_treatment,
        )));
    }
    let (args, kinds) = unmarked(raw.args);
    Ok(build(
        &name,
        Raw {
            args,
            kinds,
            distinct: raw.distinct,
            filter: raw.filter,
            order_by: raw.order_by,
            null_treatment: raw.null_treatment,
            window: None,
        },
    )?)
}

/// Plans a window function by its Trino name.
pub(crate) fn plan_window(raw: RawWindowExpr) -> PlanResult<Expr> {
    let name = raw.func_def.name().to_owned();
    let (args, kinds) = unmarked(raw.args);
    let window = (raw.partition_by, raw.order_by, raw.window_frame);
    let raw = Raw {
        args,
        kinds,
        distinct: false,
        filter: raw.filter,
        order_by: vec![],
        null_treatment: raw.null_treatment,
        window: Some(window),
    };
    if !is_window(&name) {
        return Ok(build(&name, raw)?);
    }
    Ok(ranked(&name, raw)?)
}

fn ranked(name: &str, raw: Raw) -> Result<Expr> {
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
fn past_the_end(
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

/// Computes in doubles what is of type real.
fn narrowed(name: &str, mut raw: Raw) -> Result<Expr> {
    raw.args = raw
        .args
        .into_iter()
        .map(|arg| told_apart(cast(arg, DataType::Float64)))
        .collect();
    raw.kinds = vec![DataType::Float64; raw.kinds.len()];
    Ok(cast(build(name, raw)?, DataType::Float32))
}

fn build(name: &str, raw: Raw) -> Result<Expr> {
    if (is_of_two_numbers(name) || name == "geometric_mean") && raw.kind(0) == DataType::Float32 {
        return narrowed(name, raw);
    }
    let args = raw.args.clone();
    let kind = raw.kind(0);
    Ok(match name {
        "count" => {
            #[expect(deprecated, reason = "the planner still hands `*` over as this node")]
            let star = args.is_empty() || matches!(args.as_slice(), [Expr::Wildcard { .. }]);
            let args = if star { vec![lit(1_i64)] } else { args };
            raw.call(native::count::count_udaf(), args)
        }
        "count_if" => {
            let one = searched(
                vec![(args[0].clone(), lit(1_i64))],
                Some(null(&DataType::Int64)),
            );
            raw.call(native::count::count_udaf(), vec![one])
        }
        "sum" => match kind {
            DataType::Int64 => raw.call(sum::checked_sum(), args),
            DataType::Decimal128(_, scale) => {
                let sum = raw.call(native::sum::sum_udaf(), args);
                Kernel::new("$sum", DataType::Decimal128(38, scale), move |inputs| {
                    decimal_within(inputs.array(0)?, scale)
                })
                .call(vec![sum])
            }
            DataType::Float32 => {
                let wide = told_apart(cast(args[0].clone(), DataType::Float64));
                cast(
                    raw.call(native::sum::sum_udaf(), vec![wide]),
                    DataType::Float32,
                )
            }
            DataType::Duration(_) | DataType::Interval(_) => {
                sum::of_intervals(&kind, args, |args| raw.call(sum::checked_sum(), args))
            }
            _ => raw.call(native::sum::sum_udaf(), args),
        },
        "checksum" => checksum::over(raw.call(native::array_agg::array_agg_udaf(), args)),
        "approx_most_frequent" | "numeric_histogram" => {
            let size = |i: usize| match args.get(i) {
                Some(Expr::Literal(ScalarValue::Int64(Some(size)), _)) => {
                    usize::try_from(*size).unwrap_or(usize::MAX)
                }
                _ => 0,
            };
            let key = raw.kind(1);
            let counts = collect::into_map("histogram", &key, &DataType::Null)?;
            let histogram = raw.call(counts, vec![args[1].clone()]);
            if name == "numeric_histogram" {
                frequent::numeric(histogram, size(0), &key)
            } else {
                frequent::most(histogram, &key, size(0), size(2))
            }
        }
        "skewness" | "kurtosis" => {
            moments::over(name, raw.call(native::array_agg::array_agg_udaf(), args))
        }
        "avg" => match kind {
            DataType::Decimal128(precision, scale) => {
                let wide = if precision == 38 {
                    args[0].clone()
                } else {
                    told_apart(cast(args[0].clone(), DataType::Decimal128(38, scale)))
                };
                let sum = raw.call(native::sum::sum_udaf(), vec![wide]);
                let count = raw.call(native::count::count_udaf(), args);
                decimal_average(sum, count, precision, scale)
            }
            DataType::Float32 => {
                let wide = told_apart(cast(args[0].clone(), DataType::Float64));
                cast(
                    raw.call(native::average::avg_udaf(), vec![wide]),
                    DataType::Float32,
                )
            }
            _ => raw.call(native::average::avg_udaf(), args),
        },
        "geometric_mean" => {
            let logarithm = datafusion::functions::math::expr_fn::ln(args[0].clone());
            datafusion::functions::math::expr_fn::exp(
                raw.call(native::average::avg_udaf(), vec![logarithm]),
            )
        }
        "max" | "min" if args.len() == 2 => top(
            &raw,
            name == "max",
            &kind,
            vec![args[0].clone()],
            args[1].clone(),
        ),
        "max" | "min" if matches!(kind, DataType::Struct(_)) || types::item_of(&kind).is_some() => {
            let value = args[0].clone();
            raw.call(
                extreme::by(name == "max", &kind),
                vec![value.clone(), value],
            )
        }
        "min" => raw.call(native::min_max::min_udaf(), args),
        // NaN is the greatest only where there is nothing else.
        "max" if matches!(kind, DataType::Float32 | DataType::Float64) => {
            let number = searched(
                vec![(
                    datafusion::functions::math::expr_fn::isnan(args[0].clone()),
                    null(&kind),
                )],
                Some(args[0].clone()),
            );
            let numbers = raw.call(native::min_max::max_udaf(), vec![number]);
            let all = raw.call(native::min_max::max_udaf(), args);
            datafusion::functions::core::expr_fn::coalesce(vec![numbers, all])
        }
        "max" => raw.call(native::min_max::max_udaf(), args),
        "arbitrary" | "any_value" => {
            let ignore = Some(NullTreatment::IgnoreNulls);
            raw.call_with(
                native::first_last::first_value_udaf(),
                args,
                false,
                raw.filter.clone(),
                ignore,
            )
        }
        "bool_and" | "every" => raw.call(native::bool_and_or::bool_and_udaf(), args),
        "bool_or" => raw.call(native::bool_and_or::bool_or_udaf(), args),
        "bitwise_and_agg" => raw.call(native::bit_and_or_xor::bit_and_udaf(), args),
        "bitwise_or_agg" => raw.call(native::bit_and_or_xor::bit_or_udaf(), args),
        "bitwise_xor_agg" => raw.call(native::bit_and_or_xor::bit_xor_udaf(), args),
        "array_agg" => raw.call(native::array_agg::array_agg_udaf(), args),
        "approx_distinct" => raw.call_with(
            native::count::count_udaf(),
            vec![args[0].clone()],
            true,
            raw.filter.clone(),
            None,
        ),
        "stddev" | "stddev_samp" => raw.call(native::stddev::stddev_udaf(), args),
        "stddev_pop" => raw.call(native::stddev::stddev_pop_udaf(), args),
        "variance" | "var_samp" => raw.call(native::variance::var_samp_udaf(), args),
        "var_pop" => raw.call(native::variance::var_pop_udaf(), args),
        "corr" => correlation(&raw, args[0].clone(), args[1].clone()),
        "max_by" | "min_by" if args.len() == 3 => top(
            &raw,
            name == "max_by",
            &kind,
            vec![args[1].clone(), args[0].clone()],
            args[2].clone(),
        ),
        "covar_pop" => raw.call(native::covariance::covar_pop_udaf(), args),
        "covar_samp" => raw.call(native::covariance::covar_samp_udaf(), args),
        "regr_slope" => raw.call(native::regr::regr_slope_udaf(), args),
        "regr_intercept" => raw.call(native::regr::regr_intercept_udaf(), args),
        "listagg" => {
            let known = args[0].clone().is_not_null();
            let filter = Some(Box::new(match &raw.filter {
                Some(filter) => filter.as_ref().clone().and(known),
                None => known,
            }));
            let all = raw.call_with(
                native::array_agg::array_agg_udaf(),
                vec![args[0].clone()],
                raw.distinct,
                filter,
                None,
            );
            text::join(all, args[1].clone(), args.len() == 3)
        }
        "max_by" | "min_by" => raw.call(extreme::by(name == "max_by", &kind), args),
        "map_agg" | "multimap_agg" | "histogram" | "map_union" => {
            raw.call(collect::into_map(name, &kind, &raw.kind(1))?, args)
        }
        "approx_percentile" => {
            percentile::plan(&raw.kinds, args, |function, args| raw.call(function, args))?
        }
        _ => {
            return Err(SqlError::unsupported(format!(
                "aggregate {name} is not supported"
            )));
        }
    })
}

/// An array or row as it is; its NULL elements are refused, since an order with them is unknown.
fn without_unknown_parts(expr: Expr, kind: &DataType) -> Expr {
    Kernel::new("$comparable", kind.clone(), |inputs| {
        use datafusion::arrow::array::{Array, AsArray};
        let array = inputs.array(0)?;
        let unknown = match array.as_list_opt::<i32>() {
            Some(lists) => lists.values().null_count() > 0,
            None => array
                .as_struct_opt()
                .is_some_and(|rows| rows.columns().iter().any(|column| column.null_count() > 0)),
        };
        if unknown {
            return Err(SqlError::unsupported(
                "min and max of arrays or rows with NULL in them are not supported",
            )
            .into());
        }
        Ok(array)
    })
    .call(vec![expr])
}

/// `reduce_agg(x, start, f, g)` as `reduce` over the array of all values that are not NULL.
fn reduce_agg(mut function: Function, place: Option<Location>) -> Result<Ast> {
    let refused = || SqlError::refused("reduce_agg takes a value, a start and two lambdas");
    if function.over.is_some() {
        return Err(SqlError::unsupported(
            "reduce_agg over a window is not supported",
        ));
    }
    let args = crate::rewrite::take_args("reduce_agg", &mut function)?;
    let [value, start, step @ Ast::Lambda(_), Ast::Lambda(_)]: [Ast; 4] =
        args.try_into().map_err(|_| refused())?
    else {
        return Err(refused());
    };
    let known = Ast::IsNotNull(Box::new(value.clone()));
    function.filter = Some(Box::new(match function.filter.take() {
        Some(filter) => Ast::BinaryOp {
            left: filter,
            op: BinaryOperator::And,
            right: Box::new(known),
        },
        None => known,
    }));
    function.args = FunctionArguments::List(FunctionArgumentList {
        duplicate_treatment: None,
        args: vec![FunctionArg::Unnamed(FunctionArgExpr::Expr(value))],
        clauses: vec![],
    });
    let all = rewrite("array_agg".to_owned(), function, place)?;
    let state = Ident::with_quote('"', "\u{4}state");
    let same = Ast::Lambda(LambdaFunction {
        params: OneOrManyWithParens::One(LambdaFunctionParameter {
            name: state.clone(),
            data_type: None,
        }),
        body: Box::new(Ast::Identifier(state)),
        syntax: LambdaSyntax::Arrow,
    });
    crate::lambda::rewrite("reduce", vec![all, start, step, same], place)
}

/// Trino's own formula, to the last digit.
fn correlation(raw: &Raw, y: Expr, x: Expr) -> Expr {
    let known = x.clone().is_not_null().and(y.clone().is_not_null());
    let filter = Some(Box::new(match &raw.filter {
        Some(filter) => filter.as_ref().clone().and(known),
        None => known,
    }));
    let sum = |expr: Expr| {
        raw.call_with(
            native::sum::sum_udaf(),
            vec![expr],
            raw.distinct,
            filter.clone(),
            None,
        )
    };
    let count = raw.call_with(
        native::count::count_udaf(),
        vec![x.clone()],
        raw.distinct,
        filter.clone(),
        None,
    );
    let sums = vec![
        cast(count, DataType::Float64),
        sum(x.clone()),
        sum(y.clone()),
        sum(x.clone() * y.clone()),
        sum(x.clone() * x),
        sum(y.clone() * y),
    ];
    Kernel::new("$corr", DataType::Float64, |inputs| {
        use datafusion::arrow::array::Float64Array;
        use datafusion::arrow::datatypes::Float64Type;
        let columns = (0..6)
            .map(|i| inputs.values::<Float64Type>(i))
            .collect::<PlanResult<Vec<_>>>()?;
        let rows = (0..inputs.rows).map(|row| {
            let values = columns
                .iter()
                .map(|column| column.get(row))
                .collect::<Option<Vec<f64>>>()?;
            let [n, x, y, xy, xx, yy] = values.try_into().ok()?;
            let correlation = (xy - x * y / n) / (xx - x * x / n).sqrt() / (yy - y * y / n).sqrt();
            correlation.is_finite().then_some(correlation)
        });
        Ok(Arc::new(rows.collect::<Float64Array>()))
    })
    .call(sums)
}

/// The first n of all values by order of the first column: the values of the last.
fn top(raw: &Raw, greatest: bool, kind: &DataType, columns: Vec<Expr>, n: Expr) -> Expr {
    use datafusion::arrow::array::{Array, AsArray, StructArray, make_comparator};
    use datafusion::arrow::compute::SortOptions;
    use datafusion::arrow::datatypes::{Field, Int64Type};
    let count = columns.len();
    let kinds: Vec<DataType> = if count == 1 {
        vec![kind.clone()]
    } else {
        vec![raw.kind(1), kind.clone()]
    };
    let row = types::row(kinds.into_iter().map(|kind| (None, kind)).collect());
    let DataType::Struct(fields) = row.clone() else {
        return n;
    };
    let by_null = columns[0].clone().is_not_null();
    let rows = Kernel::new("$row", row, move |inputs| {
        let columns = (0..count)
            .map(|i| inputs.array(i))
            .collect::<PlanResult<Vec<_>>>()?;
        let columns = columns
            .into_iter()
            .zip(fields.iter())
            .map(|(column, field)| datafusion::arrow::compute::cast(&column, field.data_type()))
            .collect::<std::result::Result<Vec<_>, _>>()?;
        Ok(Arc::new(StructArray::try_new(
            fields.clone(),
            columns,
            None,
        )?))
    })
    .call(columns);
    let filter = Some(Box::new(match &raw.filter {
        Some(filter) => filter.as_ref().clone().and(by_null),
        None => by_null,
    }));
    let all = raw.call_with(
        native::array_agg::array_agg_udaf(),
        vec![rows],
        false,
        filter,
        None,
    );
    let n = Expr::Cast(datafusion::logical_expr::Cast::new_from_field(
        Box::new(n),
        Arc::new(Field::new("", DataType::Int64, true)),
    ));
    let name = if greatest { "$greatest" } else { "$least" };
    Kernel::new(name, types::array(kind.clone()), move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let wanted = inputs.values::<Int64Type>(1)?;
        let entries = lists.values().as_struct();
        let by = &extreme::ranked(entries.column(0), greatest);
        let compare = make_comparator(by, by, SortOptions::default())?;
        let mut picked = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            if lists.is_null(row) {
                picked.push(None);
                continue;
            }
            let n = wanted
                .get(row)
                .and_then(|n| usize::try_from(n).ok())
                .filter(|n| *n > 0);
            let n = n.ok_or_else(|| {
                SqlError::execution("the number of values must be greater than 0")
            })?;
            let mut order: Vec<usize> = (lists.value_offsets()[row]
                ..lists.value_offsets()[row + 1])
                .filter_map(|i| usize::try_from(i).ok())
                .collect();
            order.sort_by(|a, b| {
                if greatest {
                    compare(*b, *a)
                } else {
                    compare(*a, *b)
                }
            });
            picked.push(Some(
                order
                    .into_iter()
                    .take(n)
                    .filter_map(|i| u32::try_from(i).ok())
                    .collect(),
            ));
        }
        crate::functions::array::lists_of(entries.column(entries.num_columns() - 1), picked)
    })
    .call(vec![all, n])
}

fn decimal_within(
    array: datafusion::arrow::array::ArrayRef,
    scale: i8,
) -> PlanResult<datafusion::arrow::array::ArrayRef> {
    use datafusion::arrow::array::AsArray;
    use datafusion::arrow::datatypes::Decimal128Type;
    let sums = array.as_primitive::<Decimal128Type>();
    if sums
        .iter()
        .flatten()
        .any(|sum| sum.unsigned_abs() >= decimal::LIMIT.unsigned_abs())
    {
        return Err(decimal::overflow().into());
    }
    Ok(Arc::new(sums.clone().with_precision_and_scale(38, scale)?))
}

fn decimal_average(sum: Expr, count: Expr, precision: u8, scale: i8) -> Expr {
    use datafusion::arrow::array::Decimal128Array;
    use datafusion::arrow::datatypes::{Decimal128Type, Int64Type};
    Kernel::new(
        "$avg",
        DataType::Decimal128(precision, scale),
        move |inputs| {
            let (sums, counts) = (
                inputs.values::<Decimal128Type>(0)?,
                inputs.values::<Int64Type>(1)?,
            );
            let array: Decimal128Array = (0..inputs.rows)
                .map(|row| match (sums.get(row), counts.get(row)) {
                    (Some(sum), Some(count)) if count > 0 => {
                        Some(divide_half_up(sum, i128::from(count)))
                    }
                    _ => None,
                })
                .collect();
            Ok(Arc::new(array.with_precision_and_scale(precision, scale)?))
        },
    )
    .call(vec![sum, count])
}
