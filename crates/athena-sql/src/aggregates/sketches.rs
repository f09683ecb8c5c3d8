//! `approx_set`, `tdigest_agg` and `merge`: here a HyperLogLog is the set of hashes of all values, a digest all values. What is asked of
//! them is as exact as `approx_distinct` and `approx_percentile` are here; shown they cannot be.

use std::collections::{BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Float64Array, Int64Array, ListArray, new_null_array,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::error::Result as PlanResult;
use datafusion::functions_aggregate::array_agg::array_agg_udaf;
use datafusion::logical_expr::{Expr, lit};

use super::percentile::at_shares;
use super::{Raw, doubles};
use crate::call::Call;
use crate::error::Result;
use crate::kernel::Kernel;
use crate::types::{self, hyperloglog, item_of, tdigest};

/// Over a list of all values, or of sketches.
pub(super) fn aggregate(name: &str, raw: &Raw) -> Expr {
    let kind = raw.kind(0);
    let value = raw.args[0].clone();
    match name {
        "approx_set" => set_of(raw.call(array_agg_udaf(), vec![value]), kind),
        "tdigest_agg" => digest_of(raw.call(doubles::doubles(), vec![value])),
        _ => merged(raw.call(array_agg_udaf(), vec![value]), kind),
    }
}

fn set_of(all: Expr, kind: DataType) -> Expr {
    Kernel::new("$approx_set", hyperloglog(), move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let sets = (0..inputs.rows).map(|row| {
            let values = lists.is_valid(row).then(|| lists.value(row))?;
            let hashes: HashSet<i64> = match kind {
                DataType::Int64 => values
                    .as_primitive::<Int64Type>()
                    .iter()
                    .flatten()
                    .collect(),
                DataType::Float64 => {
                    let numbers = values.as_primitive::<Float64Type>().iter().flatten();
                    numbers
                        .map(|number| number.to_bits().cast_signed())
                        .collect()
                }
                _ => values
                    .as_string::<i32>()
                    .iter()
                    .flatten()
                    .map(hash)
                    .collect(),
            };
            (!hashes.is_empty()).then(|| hashes.into_iter().collect())
        });
        of_hashes(sets.collect())
    })
    .call(vec![all])
}

fn hash(text: &str) -> i64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish().cast_signed()
}

fn of_hashes(sets: Vec<Option<Vec<i64>>>) -> PlanResult<ArrayRef> {
    let values = sets.iter().flatten().flatten().copied();
    let values = Arc::new(values.collect::<Int64Array>());
    sketches(&hyperloglog(), &sets, values)
}

/// Lists of the values, as many as each sketch has.
fn sketches<T>(kind: &DataType, of: &[Option<Vec<T>>], values: ArrayRef) -> PlanResult<ArrayRef> {
    let DataType::List(item) = kind else {
        return Ok(new_null_array(kind, of.len()));
    };
    let lengths = of.iter().map(|one| one.as_ref().map_or(0, Vec::len));
    let offsets = OffsetBuffer::from_lengths(lengths);
    let known: Vec<bool> = of.iter().map(Option::is_some).collect();
    let lists = ListArray::try_new(Arc::clone(item), offsets, values, Some(known.into()))?;
    Ok(Arc::new(lists))
}

fn digest_of(all: Expr) -> Expr {
    Kernel::new("$tdigest", tdigest(), |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let all = (0..inputs.rows).map(|row| {
            let values = lists.is_valid(row).then(|| lists.value(row))?;
            let values: Vec<f64> = values
                .as_primitive::<Float64Type>()
                .iter()
                .flatten()
                .collect();
            (!values.is_empty()).then_some(values)
        });
        of_doubles(all.collect())
    })
    .call(vec![all])
}

fn of_doubles(digests: Vec<Option<Vec<f64>>>) -> PlanResult<ArrayRef> {
    let values = digests.iter().flatten().flatten().copied();
    let values = Arc::new(values.collect::<Float64Array>());
    sketches(&tdigest(), &digests, values)
}

fn merged(all: Expr, kind: DataType) -> Expr {
    Kernel::new("$merge", kind.clone(), move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let parts = |row: usize| {
            let parts = lists.is_valid(row).then(|| lists.value(row))?;
            let parts = parts.as_list::<i32>().iter().flatten();
            let parts: Vec<ArrayRef> = parts.collect();
            (!parts.is_empty()).then_some(parts)
        };
        let rows = 0..inputs.rows;
        if kind == tdigest() {
            let of = |part: &ArrayRef| part.as_primitive::<Float64Type>().values().to_vec();
            let all = rows.map(|row| Some(parts(row)?.iter().flat_map(of).collect()));
            return of_doubles(all.collect());
        }
        let of = |part: &ArrayRef| part.as_primitive::<Int64Type>().values().to_vec();
        let all = rows.map(|row| {
            let hashes: BTreeSet<i64> = parts(row)?.iter().flat_map(of).collect();
            Some(hashes.into_iter().collect())
        });
        of_hashes(all.collect())
    })
    .call(vec![all])
}

/// The type that the argument of one of the aggregates is taken as.
pub(super) fn taken(name: &str, kind: &DataType) -> Option<DataType> {
    match (name, kind) {
        ("merge", kind) => types::is_sketch(kind).then(|| kind.clone()),
        ("tdigest_agg", kind) => types::is_numeric(kind).then_some(DataType::Float64),
        (_, kind) if types::is_integer(kind) => Some(DataType::Int64),
        (_, kind) if types::is_numeric(kind) => Some(DataType::Float64),
        (_, kind) => types::is_varchar(kind).then(|| kind.clone()),
    }
}

/// The functions of sketches.
pub(crate) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match (call.name, call.types.as_slice()) {
        ("empty_approx_set", []) => {
            let empty = Kernel::new("$empty_approx_set", hyperloglog(), |inputs| {
                of_hashes(vec![Some(vec![]); inputs.rows])
            });
            // An argument, so that there are as many as rows.
            empty.call(vec![lit(true)])
        }
        ("value_at_quantile", [digest, _]) if *digest == tdigest() => {
            let args = vec![call.args[0].clone(), call.arg(1, &DataType::Float64)?];
            call.kernel(DataType::Float64, args, |inputs| {
                let digests = inputs.array(0)?;
                let digests = digests.as_list::<i32>();
                let shares = inputs.values::<Float64Type>(1)?;
                let rows = (0..inputs.rows).map(|row| {
                    let Some(share) = shares.get(row).filter(|_| digests.is_valid(row)) else {
                        return Ok(None);
                    };
                    let values = at_shares(&digests.value(row), &[Some(share)])?;
                    Ok(values.first().copied().flatten())
                });
                Ok(Arc::new(rows.collect::<PlanResult<Float64Array>>()?))
            })
        }
        ("values_at_quantiles", [digest, shares])
            if *digest == tdigest() && item_of(shares).is_some() =>
        {
            let shares = types::array(DataType::Float64);
            let args = vec![call.args[0].clone(), call.arg(1, &shares)?];
            call.kernel(shares, args, |inputs| {
                let (digests, shares) = (inputs.array(0)?, inputs.array(1)?);
                let (digests, shares) = (digests.as_list::<i32>(), shares.as_list::<i32>());
                let mut out = Vec::with_capacity(inputs.rows);
                for row in 0..inputs.rows {
                    if digests.is_null(row) || shares.is_null(row) {
                        out.push(None);
                        continue;
                    }
                    let shares = shares.value(row);
                    let shares: Vec<Option<f64>> =
                        shares.as_primitive::<Float64Type>().iter().collect();
                    out.push(Some(at_shares(&digests.value(row), &shares)?));
                }
                Ok(Arc::new(
                    ListArray::from_iter_primitive::<Float64Type, _, _>(out),
                ))
            })
        }
        ("cardinality", [set]) if *set == hyperloglog() => {
            call.kernel(DataType::Int64, call.args.clone(), |inputs| {
                let sets = inputs.array(0)?;
                let sets = sets.as_list::<i32>();
                let size = |row| i64::from(sets.value_length(row));
                let rows = (0..inputs.rows).map(|row| sets.is_valid(row).then(|| size(row)));
                Ok(Arc::new(rows.collect::<Int64Array>()))
            })
        }
        (name, kinds) if kinds.iter().any(types::is_sketch) && !AS_THEY_ARE.contains(&name) => {
            let kinds: Vec<String> = kinds.iter().map(types::display).collect();
            let kinds = kinds.join(", ");
            return Err(call
                .unsupported(format!("{name} of ({kinds}) is not supported"))
                .hint("ask for its cardinality, or for its values at quantiles"));
        }
        _ => return Ok(None),
    }))
}

/// What hands sketches on.
const AS_THEY_ARE: &[&str] = &["$aggregate", "$case", "coalesce", "if"];
