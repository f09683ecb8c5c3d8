//! Aggregate and window functions: Trino's names, argument types and results over DataFusion's and our own accumulators.
//!
//! The planner's hooks for aggregates see no schema. The rewrite therefore wraps every argument in a call that checks and
//! converts it and leaves a mark with its type ([`Kernel::mark`]), which [`plan`] and [`plan_window`] read and remove.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::error::Result as PlanResult;
use datafusion::functions_aggregate as native;
use datafusion::logical_expr::expr::{
    AggregateFunction, NullTreatment, Sort, WindowFunction, WindowFunctionParams,
};
use datafusion::logical_expr::planner::{RawAggregateExpr, RawWindowExpr};
use datafusion::logical_expr::{
    AggregateUDF, Expr, WindowFrame, WindowFunctionDefinition, WindowUDF, lit,
};

use crate::coercion::{cast, null};
use crate::error::{Result, SqlError};
use crate::functions::conditional::searched;
use crate::functions::zoned::instant;
use crate::kernel::unmark;
use crate::types::{self};

mod afresh;
mod approx_distinct;
mod argument;
mod computed;
mod decimals;
mod doubles;
mod frames;
mod hash_order;
mod heap;
pub(crate) mod in_order;
mod intervals;
mod one_nan;
mod pairs;
mod ranked;
mod running;
pub(crate) mod sketches;
mod spread;

pub(crate) use argument::argument;
use argument::{is_of_two_numbers, told_apart};
pub(crate) use collect::of_groups;
use computed::top;
use ranked::ranked;
pub(crate) use written::rewrite;

mod checksum;
mod collect;
mod extreme;
mod extremes_of_floats;
mod frequent;
mod moments;
mod named;
mod percentile;
mod sum;
mod text;
mod wide;
mod written;

/// Aggregates of Trino that are here.
const AGGREGATES: &[&str] = &[
    "any_value",
    "approx_distinct",
    "approx_most_frequent",
    "approx_percentile",
    "approx_set",
    "arbitrary",
    "array_agg",
    "avg",
    "bitwise_and_agg",
    "bitwise_or_agg",
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
    "merge",
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
    "tdigest_agg",
    "var_pop",
    "var_samp",
    "variance",
];

const PERCENTILES: &str = "write approx_percentile(x, ARRAY[p, q]) over the rows";

/// Aggregates of Trino that are not here, and a way round them.
const NOT_YET: &[(&str, &str)] = &[
    ("entropy", ""),
    (
        "bitwise_xor_agg",
        "it is newer than Athena's Trino: write reduce_agg over bitwise_xor",
    ),
    ("set_agg", "write array_agg(DISTINCT x)"),
    ("set_union", "write array_distinct(flatten(array_agg(x)))"),
    ("qdigest_agg", PERCENTILES),
    ("make_set_digest", "write approx_distinct(x)"),
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

    /// The function as one that takes nothing away from the frame of a window.
    fn afresh(&self, function: Arc<AggregateUDF>) -> Arc<AggregateUDF> {
        match self.window {
            Some(_) => afresh::over_frames(function),
            None => function,
        }
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
        let numbers = self.kind(0).is_floating() && one_nan::NUMBERS.contains(&function.name());
        let one_nan = |function| match numbers {
            true => one_nan::of(function),
            false => function,
        };
        match &self.window {
            None => Expr::AggregateFunction(AggregateFunction::new_udf(
                one_nan(function),
                args,
                distinct,
                filter,
                self.order_by.clone(),
                null_treatment,
            )),
            Some((partition_by, order_by, frame)) => {
                let function = match afresh::WITHOUT_LOSS.contains(&function.name()) {
                    true => function,
                    false => self.afresh(function),
                };
                Expr::WindowFunction(Box::new(WindowFunction {
                    fun: WindowFunctionDefinition::AggregateUDF(one_nan(function)),
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

/// What gives something else in another order of the rows. Trino forgets ORDER BY in all others, `arbitrary` and sums of doubles too.
const ORDERED: &[&str] = &["array_agg", "listagg", "map_agg", "multimap_agg"];

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
    let mut order_by = raw.order_by;
    if !ORDERED.contains(&name.as_str()) {
        order_by.clear();
    }
    // What is sorted by already sorts nothing, and DataFusion would count it among the arguments of DISTINCT.
    let mut sorted: Vec<Expr> = Vec::new();
    order_by.retain(|key| {
        let first = !sorted.contains(&key.expr);
        sorted.extend(first.then(|| key.expr.clone()));
        first
    });
    Ok(build(
        &name,
        Raw {
            args,
            kinds,
            distinct: raw.distinct,
            filter: raw.filter,
            order_by,
            null_treatment: raw.null_treatment,
            window: None,
        },
    )?)
}

/// Plans a window function by its Trino name.
pub(crate) fn plan_window(raw: RawWindowExpr) -> PlanResult<Expr> {
    let name = raw.func_def.name().to_owned();
    let (args, kinds) = unmarked(raw.args);
    let (mut order_by, mut frame) = (raw.order_by, raw.window_frame);
    for sort in &mut order_by {
        if let Some((expr, kind)) = unmark(&sort.expr) {
            let measured = frames::fit(&mut frame, kind)?;
            sort.expr = match measured && kind.is_floating() && sort.nulls_first {
                true => frames::without_nan(expr.clone(), kind),
                false => expr.clone(),
            };
        }
    }
    let window = (raw.partition_by, order_by, frame);
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
            DataType::Decimal128(precision, scale) => decimals::sum(&raw, precision, scale),
            DataType::Float32 => {
                let wide = told_apart(cast(args[0].clone(), DataType::Float64));
                let sum = raw.afresh(running::sum());
                cast(raw.call(sum, vec![wide]), DataType::Float32)
            }
            DataType::Float64 => raw.call(running::sum(), args),
            DataType::Duration(_) | DataType::Interval(_) => intervals::total(&raw, &kind),
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
            DataType::Decimal128(precision, scale) => decimals::average(&raw, precision, scale),
            DataType::Float32 => {
                let wide = told_apart(cast(args[0].clone(), DataType::Float64));
                cast(raw.call(running::average(), vec![wide]), DataType::Float32)
            }
            DataType::Duration(_) | DataType::Interval(_) => intervals::average(&raw, &kind),
            _ => raw.call(running::average(), args),
        },
        "geometric_mean" => {
            let logarithm = datafusion::functions::math::expr_fn::ln(args[0].clone());
            // Its name is not that of `avg(ln(x))` beside it.
            let logarithm = logarithm.alias(format!("$ln {}", args[0]));
            let average = raw.afresh(running::average());
            datafusion::functions::math::expr_fn::exp(raw.call(average, vec![logarithm]))
        }
        "max" | "min" if args.len() == 2 => top(
            &raw,
            name == "max",
            &kind,
            vec![args[0].clone()],
            args[1].clone(),
        ),
        "max" | "min" if kind.is_nested() || types::is_zoned(&kind) => {
            let value = args[0].clone();
            let by = match types::is_zoned(&kind) {
                true => instant(value.clone(), &kind),
                false => value.clone(),
            };
            raw.call(extreme::by(name == "max", &kind), vec![value, by])
        }
        "max" | "min" if matches!(kind, DataType::Float32 | DataType::Float64) => {
            let greatest = name == "max";
            let rank = extremes_of_floats::ranked(args[0].clone(), &kind, greatest);
            let extreme = match greatest {
                true => native::min_max::max_udaf(),
                false => native::min_max::min_udaf(),
            };
            extremes_of_floats::number(raw.call(extreme, vec![told_apart(rank)]), &kind)
        }
        "min" => raw.call(native::min_max::min_udaf(), args),
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
        "array_agg" => raw.call(native::array_agg::array_agg_udaf(), args),
        "approx_distinct" => {
            let counted = approx_distinct::counted(&args, &kind);
            raw.call_with(
                native::count::count_udaf(),
                vec![counted],
                true,
                raw.filter.clone(),
                None,
            )
        }
        "stddev" | "stddev_samp" => raw.call(native::stddev::stddev_udaf(), args),
        "stddev_pop" => raw.call(native::stddev::stddev_pop_udaf(), args),
        "variance" | "var_samp" => raw.call(native::variance::var_samp_udaf(), args),
        "var_pop" => raw.call(native::variance::var_pop_udaf(), args),
        "corr" | "covar_pop" | "covar_samp" | "regr_slope" | "regr_intercept" => {
            raw.call(pairs::statistic(name), args)
        }
        "max_by" | "min_by" if args.len() == 3 => top(
            &raw,
            name == "max_by",
            &kind,
            vec![args[1].clone(), args[0].clone()],
            args[2].clone(),
        ),
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
        "map_agg" | "multimap_agg" | "histogram"
            if !raw.order_by.is_empty() || (raw.distinct && name != "map_agg") =>
        {
            if raw.distinct && !raw.order_by.is_empty() {
                let error = format!("{name} with DISTINCT and ORDER BY is not supported");
                return Err(
                    SqlError::unsupported(error).hint("aggregate a SELECT DISTINCT in that order")
                );
            }
            let (value, value_kind) = match args.get(1) {
                Some(value) => (value.clone(), raw.kind(1)),
                None => (lit(1_i64), DataType::Int64),
            };
            let entry = datafusion::functions::core::expr_fn::named_struct(vec![
                lit("key"),
                args[0].clone(),
                lit("value"),
                value,
            ]);
            let entries = raw.call(native::array_agg::array_agg_udaf(), vec![entry]);
            collect::ordered(name, &kind, &value_kind, entries)?
        }
        "map_agg" | "multimap_agg" | "histogram" | "map_union" => {
            raw.call(collect::into_map(name, &kind, &raw.kind(1))?, args)
        }
        "approx_set" | "tdigest_agg" | "merge" => sketches::aggregate(name, &raw),
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
