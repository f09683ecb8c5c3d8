//! What functions of several types make of a NULL that has none.

use datafusion::arrow::datatypes::DataType;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::null;
use crate::error::{Result, SqlError};
use crate::types::{array, is_varchar, item_of};

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
        ("concat", 2..) => put_together(call, name)?,
        ("$operator", 2) if call.payload == "||" => put_together(call, "||")?,
        _ => None,
    })
}

/// `x || NULL`: the NULL could be an array of what x is, which is all that it can be beside a `varchar(n)`, a number or a time.
fn put_together(call: &Call, name: &str) -> Result<Option<Expr>> {
    let known: Vec<usize> = (0..call.types.len())
        .filter(|i| call.types[*i] != DataType::Null)
        .collect();
    let other = match known.as_slice() {
        [] => return Err(ambiguous(call, name)),
        [other] if call.types.len() == 2 => *other,
        _ => return Ok(None),
    };
    let kind = &call.types[other];
    let has_length = matches!(call.args[other], Expr::Literal(..));
    match item_of(kind) {
        Some(DataType::Null) => Ok(None),
        Some(_) => Err(ambiguous(call, name)),
        None if *kind == DataType::Binary || (is_varchar(kind) && !has_length) => {
            Err(ambiguous(call, name))
        }
        None => Ok(Some(null(&array(kind.clone())))),
    }
}

/// The refusal of a NULL for which no one type is the best.
pub(crate) fn ambiguous(call: &Call, name: &str) -> SqlError {
    call.refuse(format!("{name} of NULL could be of several types"))
        .hint("write CAST(NULL AS type)")
}
