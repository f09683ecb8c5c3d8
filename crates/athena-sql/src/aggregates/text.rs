//! `listagg`: text joined in order, up to the length that Trino allows.

use std::fmt::Write;
use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, StringBuilder};
use datafusion::arrow::datatypes::ArrowNativeType;
use datafusion::logical_expr::Expr;

use crate::error::SqlError;
use crate::kernel::Kernel;
use crate::types::VARCHAR;

/// The most bytes that one group may give.
const LONGEST: usize = 1_048_576;

/// The items of `all`, an ordered array without NULLs, joined. `truncates`: the statement says ON OVERFLOW TRUNCATE.
pub(super) fn join(all: Expr, separator: Expr, truncates: bool) -> Expr {
    Kernel::new("$listagg", VARCHAR, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let separators = inputs.text(1)?;
        let items = lists.values().as_string::<i32>();
        let mut joined = StringBuilder::with_capacity(inputs.rows, items.value_data().len());
        for (row, within) in lists.offsets().windows(2).enumerate() {
            if lists.is_null(row) {
                joined.append_null();
                continue;
            }
            let separator = separators.get(row).unwrap_or_default();
            let (mut length, mut before) = (0, "");
            for i in within[0].as_usize()..within[1].as_usize() {
                if items.is_valid(i) {
                    let item = items.value(i);
                    joined.write_str(before)?;
                    joined.write_str(item)?;
                    length += before.len() + item.len();
                    before = separator;
                }
            }
            match (length > LONGEST, truncates) {
                (false, _) => joined.append_value(""),
                (true, false) => {
                    let message = format!("the text of listagg is longer than {LONGEST} bytes");
                    return Err(SqlError::execution(message).into());
                }
                (true, true) => {
                    let message = "listagg that has to truncate is not supported";
                    let error = SqlError::unsupported(message);
                    return Err(error.hint("filter, or take substr(x, 1, n)").into());
                }
            }
        }
        Ok(Arc::new(joined.finish()))
    })
    .detail(truncates.to_string())
    .call(vec![all, separator])
}
