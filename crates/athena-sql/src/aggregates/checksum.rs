//! `checksum`: a sum of hashes that does not depend on the order of the rows, the same bytes that Trino gives.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BinaryArray};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::logical_expr::Expr;
use xxhash_rust::xxh64::xxh64;

use crate::functions::cast::cast_array;
use crate::kernel::Kernel;
use crate::types;

/// What every hash is multiplied by, and what NULL counts for.
const PRIME: u64 = 0x9e37_79b1_85eb_ca87;

/// Types whose hash is that of one number or of one text.
pub(super) fn takes(kind: &DataType) -> bool {
    types::is_integer(kind)
        || types::is_varchar(kind)
        || matches!(
            kind,
            DataType::Date32 | DataType::Float64 | DataType::Binary | DataType::Null
        )
}

/// The checksum of an array of all values.
pub(super) fn over(all: Expr) -> Expr {
    Kernel::new("$checksum", DataType::Binary, |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let mut sums = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            if lists.is_null(row) {
                sums.push(None);
                continue;
            }
            let values = lists.value(row);
            let mut sum = 0_u64;
            for i in 0..values.len() {
                let term = match values.is_null(i) {
                    true => PRIME,
                    false => hash(&values, i)?.wrapping_mul(PRIME),
                };
                sum = sum.wrapping_add(term);
            }
            sums.push(Some(sum.to_le_bytes()));
        }
        Ok(Arc::new(sums.into_iter().collect::<BinaryArray>()))
    })
    .call(vec![all])
}

fn hash(values: &ArrayRef, i: usize) -> crate::error::Result<u64> {
    Ok(match values.data_type() {
        DataType::Utf8 => xxh64(values.as_string::<i32>().value(i).as_bytes(), 0),
        DataType::Binary => xxh64(values.as_binary::<i32>().value(i), 0),
        DataType::Float64 => {
            let value = values.as_primitive::<Float64Type>().value(i);
            // Minus zero is zero.
            let value = if value == 0.0 { 0.0 } else { value };
            xxh64(&value.to_bits().to_le_bytes(), 0)
        }
        DataType::Date32 => {
            let days = values
                .as_primitive::<datafusion::arrow::datatypes::Date32Type>()
                .value(i);
            xxh64(&i64::from(days).to_le_bytes(), 0)
        }
        _ => {
            let number = cast_array(&values.slice(i, 1), &DataType::Int64, None, false)?;
            let number = number.as_primitive::<Int64Type>().value(0);
            xxh64(&number.to_le_bytes(), 0)
        }
    })
}
