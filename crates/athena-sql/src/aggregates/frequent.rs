//! `approx_most_frequent` and `numeric_histogram`, exact while Trino's own counters are.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::logical_expr::Expr;

use crate::error::SqlError;
use crate::functions::map::{Duplicates, maps_of};
use crate::kernel::Kernel;
use crate::types;

/// The `buckets` most frequent keys of a histogram; a tie at the last place, or more keys than counters, is refused.
pub(super) fn most(histogram: Expr, key: &DataType, buckets: usize, capacity: usize) -> Expr {
    let kind = types::map(key.clone(), DataType::Int64);
    Kernel::new("$most_frequent", kind.clone(), move |inputs| {
        let maps = inputs.array(0)?;
        let maps = maps.as_map();
        let counts = maps.values().as_primitive::<Int64Type>();
        let mut rows = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            if maps.is_null(row) {
                rows.push(None);
                continue;
            }
            let mut entries: Vec<u32> = (maps.value_offsets()[row]..maps.value_offsets()[row + 1])
                .filter_map(|i| u32::try_from(i).ok())
                .collect();
            entries.sort_by_key(|i| std::cmp::Reverse(counts.value(*i as usize)));
            let tie = entries
                .get(buckets.wrapping_sub(1))
                .zip(entries.get(buckets))
                .is_some_and(|(last, next)| {
                    counts.value(*last as usize) == counts.value(*next as usize)
                });
            if entries.len() > capacity || tie {
                return Err(SqlError::unsupported(
                    "approx_most_frequent with more values than counters, or with a tie, is not supported",
                )
                .hint("count per value, order and limit")
                .into());
            }
            rows.push(Some(entries.into_iter().take(buckets).map(|i| (i, i)).collect()));
        }
        maps_of(&kind, maps.keys(), maps.values(), rows, Duplicates::Refuse)
    })
    .detail(format!("{buckets}/{capacity}"))
    .call(vec![histogram])
}

/// Every value with its weight, where there are no more values than buckets.
pub(super) fn numeric(histogram: Expr, buckets: usize, key: &DataType) -> Expr {
    let kind = types::map(key.clone(), key.clone());
    Kernel::new("$numeric_histogram", kind.clone(), move |inputs| {
        let maps = inputs.array(0)?;
        let maps = maps.as_map();
        let counts = maps.values().as_primitive::<Int64Type>();
        #[expect(clippy::cast_precision_loss, reason = "weights are doubles")]
        let weights: Float64Array = counts
            .iter()
            .map(|count| count.map(|count| count as f64))
            .collect();
        let weights: ArrayRef = Arc::new(weights);
        let keys = datafusion::arrow::compute::cast(maps.keys(), &DataType::Float64)?;
        let mut rows = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            if maps.is_null(row) {
                rows.push(None);
                continue;
            }
            let mut entries: Vec<u32> = (maps.value_offsets()[row]..maps.value_offsets()[row + 1])
                .filter_map(|i| u32::try_from(i).ok())
                .collect();
            if entries.len() > buckets {
                return Err(SqlError::unsupported(
                    "numeric_histogram with more values than buckets is not supported",
                )
                .hint("group by width_bucket(x, low, high, n)")
                .into());
            }
            let values = keys.as_primitive::<Float64Type>();
            entries.sort_by(|a, b| {
                values
                    .value(*a as usize)
                    .total_cmp(&values.value(*b as usize))
            });
            rows.push(Some(entries.into_iter().map(|i| (i, i)).collect()));
        }
        maps_of(&kind, &keys, &weights, rows, Duplicates::Refuse)
    })
    .detail(buckets.to_string())
    .call(vec![histogram])
}
