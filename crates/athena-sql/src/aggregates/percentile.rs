//! `approx_percentile`: the value at the rank where Trino's digest finds it while it holds every value by itself.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array, Int64Array, ListArray};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{DataType, Field, Float64Type};
use datafusion::functions_aggregate::array_agg::array_agg_udaf;
use datafusion::logical_expr::{AggregateUDF, Expr};

use super::doubles::doubles;
use crate::error::{Result, SqlError};
use crate::kernel::Kernel;
use crate::types;

/// Plans `approx_percentile(x, p)` over the list of all values of x.
pub(super) fn plan(
    kinds: &[DataType],
    args: Vec<Expr>,
    aggregate: impl Fn(Arc<AggregateUDF>, Vec<Expr>) -> Expr,
) -> Result<Expr> {
    let [value, share] = args.as_slice() else {
        return Err(
            SqlError::unsupported("approx_percentile with weights is not supported")
                .hint("repeat rows by their weight"),
        );
    };
    let kind = kinds.first().cloned().unwrap_or(DataType::Float64);
    let several = kinds
        .get(1)
        .is_some_and(|kind| types::item_of(kind).is_some());
    if share.any_column_refs() {
        return Err(SqlError::unsupported(
            "approx_percentile takes a constant share",
        ));
    }
    let mut all = aggregate(doubles(), vec![value.clone()]);
    // array_agg knows what DISTINCT and a window's frame leave.
    let plain = matches!(&all, Expr::AggregateFunction(function) if !function.params.distinct);
    if !plain {
        all = aggregate(array_agg_udaf(), vec![value.clone()]);
    }
    let returns = if several {
        types::array(kind.clone())
    } else {
        kind.clone()
    };
    Ok(Kernel::new("$percentile", returns.clone(), move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let shares = inputs.array(1)?;
        let mut picked: Vec<Vec<Option<f64>>> = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let shares = match shares.as_list_opt::<i32>() {
                Some(list) => list
                    .value(row)
                    .as_primitive::<Float64Type>()
                    .iter()
                    .collect::<Vec<_>>(),
                None => {
                    let shares = shares.as_primitive::<Float64Type>();
                    vec![shares.is_valid(row).then(|| shares.value(row))]
                }
            };
            picked.push(if lists.is_valid(row) {
                at_shares(&lists.value(row), &shares)?
            } else {
                vec![]
            });
        }
        let lengths = picked.iter().map(Vec::len).collect::<Vec<_>>();
        let flat: ArrayRef = if several {
            Arc::new(picked.iter().flatten().copied().collect::<Float64Array>())
        } else {
            Arc::new(
                picked
                    .iter()
                    .map(|values| values.first().copied().flatten())
                    .collect::<Float64Array>(),
            )
        };
        let flat = if kind == DataType::Int64 {
            #[expect(clippy::cast_possible_truncation, reason = "the values were bigint")]
            let whole = flat
                .as_primitive::<Float64Type>()
                .iter()
                .map(|v| v.map(|v| v.round() as i64));
            Arc::new(whole.collect::<Int64Array>())
        } else {
            arrow_cast(&flat, &kind)?
        };
        if !several {
            return Ok(flat);
        }
        let nulls = lengths
            .iter()
            .map(|length| *length > 0)
            .collect::<Vec<bool>>();
        Ok(Arc::new(ListArray::try_new(
            Arc::new(Field::new("item", kind.clone(), true)),
            OffsetBuffer::from_lengths(lengths),
            flat,
            Some(nulls.into()),
        )?))
    })
    .call(vec![all, share.clone()]))
}

/// The values at shares of all, from 0 to 1; none of no values.
pub(super) fn at_shares(
    values: &ArrayRef,
    shares: &[Option<f64>],
) -> datafusion::error::Result<Vec<Option<f64>>> {
    // The digest of Trino keeps doubles too.
    let values = arrow_cast(values, &DataType::Float64)?;
    let values = values.as_primitive::<Float64Type>();
    let mut values = match values.null_count() {
        0 => values.values().to_vec(),
        _ => values.iter().flatten().collect(),
    };
    if values.is_empty() {
        return Ok(vec![]);
    }
    if let Some(other) = values.iter().find(|value| !value.is_finite()) {
        let what = if other.is_nan() { "NaN" } else { "infinity" };
        let error = SqlError::execution(format!("a percentile of values that hold {what}"));
        return Err(error
            .hint("leave it out: FILTER (WHERE is_finite(x))")
            .into());
    }
    // To find one rank takes a fraction of a sort.
    let in_order = shares.len() > 3;
    if in_order {
        values.sort_unstable_by(f64::total_cmp);
    }
    shares
        .iter()
        .map(|share| match share {
            Some(share) if (0.0..=1.0).contains(share) => {
                let rank = rank(values.len(), *share);
                Ok(Some(if in_order {
                    values[rank]
                } else {
                    *values.select_nth_unstable_by(rank, f64::total_cmp).1
                }))
            }
            _ => Err(SqlError::execution("percentile must be between 0 and 1").into()),
        })
        .collect()
}

/// The place that a share has among so many sorted values.
fn rank(values: usize, share: f64) -> usize {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    let count = values as f64;
    let index = share * count;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the slice"
    )]
    let place = if index < 1.0 {
        0
    } else if index > count - 1.0 {
        values - 1
    } else {
        index.floor() as usize
    };
    place.min(values - 1)
}
