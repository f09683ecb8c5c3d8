//! What functions of several types make of a NULL that has none.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::null;
use crate::error::{Result, SqlError};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    let name = match call.name {
        "$negate" => "unary -",
        name => name,
    };
    let unknown = |i: usize| call.types.get(i) == Some(&DataType::Null);
    Ok(match (call.name, call.types.len()) {
        ("abs" | "ceil" | "ceiling" | "floor" | "round" | "sign", 1) | ("round", 2)
            if unknown(0) =>
        {
            Some(null(&DataType::Int8))
        }
        ("truncate", 1) if unknown(0) => Some(null(&DataType::Decimal128(1, 0))),
        ("cardinality", 1) if unknown(0) => Some(null(&DataType::Int64)),
        ("$negate" | "reverse", 1) | ("substr" | "substring", 2 | 3) if unknown(0) => {
            return Err(ambiguous(call, name));
        }
        ("date_trunc", 2) if unknown(1) => return Err(ambiguous(call, name)),
        _ => None,
    })
}

/// The refusal of a NULL for which no one type is the best.
pub(crate) fn ambiguous(call: &Call, name: &str) -> SqlError {
    call.refuse(format!("{name} of NULL could be of several types"))
        .hint("write CAST(NULL AS type)")
}
