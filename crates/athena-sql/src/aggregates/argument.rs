//! The arguments of aggregates: how many, and of which types each function takes them.

use std::hash::{DefaultHasher, Hash, Hasher};

use datafusion::arrow::datatypes::DataType;
use datafusion::common::tree_node::TreeNode;
use datafusion::logical_expr::{Expr, lit};

use super::{checksum, sketches};
use crate::call::Call;
use crate::coercion::{coerce, common_type};
use crate::error::Result;
use crate::functions::literal::constant_i64;
use crate::functions::nested_order::sortable;
use crate::functions::unknown::ambiguous;
use crate::functions::zoned::{instant, instants_of};
use crate::kernel::Kernel;
use crate::types::{self, is_decimal, is_integer, is_numeric};

/// What hands a value on, or only asks whether there is one.
const KEEP_ZONES: &[&str] = &[
    "any_value",
    "arbitrary",
    "count",
    "first_value",
    "lag",
    "last_value",
    "lead",
    "nth_value",
];

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
    if matches!(
        (name, count),
        ("approx_percentile", 4) | ("numeric_histogram", 3) | ("tdigest_agg", 2)
    ) {
        let error = format!("{name} with weights or an accuracy is not supported");
        return Err(call.unsupported(error));
    }
    let keeps_zones = match name {
        "max" | "min" => count == 1,
        "max_by" | "min_by" => index == 0 || count == 2,
        name => index == 0 && KEEP_ZONES.contains(&name),
    };
    if types::is_zoned(kind) && !keeps_zones {
        let error = format!("{name} of timestamps of several time zones is not supported");
        return Err(call
            .unsupported(error)
            .hint("put AT TIME ZONE 'UTC' behind them"));
    }
    if !allowed.contains(&count) {
        return Err(call.refuse(format!("function {name} does not take {count} arguments")));
    }
    let whole = || match kind {
        DataType::Null => Ok(()),
        kind if is_integer(kind) => Ok(()),
        _ => Err(wrong()),
    };
    let to = |kind: &DataType| coerce(expr.clone(), &call.types[0], kind).ok_or_else(wrong);
    let goal = match name {
        "sum" => match kind {
            kind if is_integer(kind) => DataType::Int64,
            DataType::Decimal128(_, scale) => DataType::Decimal128(38, *scale),
            DataType::Float32 | DataType::Float64 => kind.clone(),
            DataType::Null => return Err(ambiguous(call, name)),
            DataType::Duration(_) | DataType::Interval(_) => kind.clone(),
            _ => return Err(wrong()),
        },
        "avg" => match kind {
            kind if is_integer(kind) => DataType::Float64,
            kind if is_decimal(kind) => kind.clone(),
            DataType::Float32 | DataType::Float64 => kind.clone(),
            DataType::Duration(_) | DataType::Interval(_) => kind.clone(),
            DataType::Null => return Err(ambiguous(call, name)),
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
        "approx_set" | "tdigest_agg" | "merge" => sketches::taken(name, kind).ok_or_else(wrong)?,
        "count_if" | "bool_and" | "bool_or" | "every" => DataType::Boolean,
        "bitwise_and_agg" | "bitwise_or_agg" | "bitwise_xor_agg" => DataType::Int64,
        "listagg" => types::VARCHAR,
        "approx_percentile" => {
            if index == 0 {
                if !is_numeric(kind) && *kind != DataType::Null {
                    return Err(wrong());
                }
                match kind {
                    DataType::Null => DataType::Int64,
                    kind if is_integer(kind) => DataType::Int64,
                    DataType::Float64 => DataType::Float64,
                    _ => DataType::Float32,
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
            whole()?;
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
        "max_by" | "min_by" if index == 1 => match kind {
            kind if !types::is_orderable(kind) => return Err(wrong()),
            kind if types::is_zoned(kind) => {
                return Ok(Kernel::mark(instants_of(kind), instant(expr, kind)));
            }
            kind if kind.is_nested() => {
                return Ok(Kernel::mark(kind.clone(), sortable(expr, kind)));
            }
            kind => kind.clone(),
        },
        "min" | "max" => {
            if !types::is_orderable(kind) {
                return Err(wrong());
            }
            if kind.is_nested() {
                return Ok(Kernel::mark(kind.clone(), sortable(expr, kind)));
            }
            kind.clone()
        }
        "map_union" => match kind {
            DataType::Map(..) => kind.clone(),
            _ => return Err(wrong()),
        },
        "ntile" => DataType::Int64,
        "nth_value" | "lag" | "lead" if index == 1 => {
            whole()?;
            let number = constant_i64(call, 0).ok_or_else(|| {
                call.unsupported(format!("the offset of {name} must be a constant here"))
            })?;
            let least = i64::from(name == "nth_value");
            if number < least {
                let error = format!("the offset of {name} must be at least {least}");
                return Err(match name {
                    "lag" => call.refuse(error).hint("write lead for rows that follow"),
                    "lead" => call.refuse(error).hint("write lag for rows before"),
                    _ => call.refuse(error),
                });
            }
            return Ok(lit(number));
        }
        // The value and its default meet in one type.
        "lag" | "lead" if count == 3 => {
            common_type(&call.types[1], &call.types[3]).ok_or_else(wrong)?
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

pub(super) fn needs_neighbours(name: &str) -> bool {
    matches!(name, "lag" | "lead") || is_of_two_numbers(name)
}

/// Functions of two numbers that are of type real, unless one of the numbers is a double.
pub(super) fn is_of_two_numbers(name: &str) -> bool {
    matches!(
        name,
        "corr" | "covar_pop" | "covar_samp" | "regr_slope" | "regr_intercept"
    )
}

/// A cast inside an aggregate would share its column's name with the plain column, and a subquery with every other one whose
/// column is called the same.
pub(super) fn told_apart(expr: Expr) -> Expr {
    let asks = |part: &Expr| Ok(matches!(part, Expr::ScalarSubquery(_)));
    if expr.exists(asks).unwrap_or(false) {
        let mut hasher = DefaultHasher::new();
        expr.hash(&mut hasher);
        return expr.alias(format!("\u{4}{:x}", hasher.finish()));
    }
    if matches!(expr, Expr::Cast(_)) {
        let name = expr.to_string();
        return expr.alias(name);
    }
    expr
}
