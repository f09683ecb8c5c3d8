//! `listagg`: text joined in order, up to the length that Trino allows.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::logical_expr::Expr;

use crate::error::{Result, SqlError};
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
        let rows = (0..inputs.rows).map(|row| {
            if lists.is_null(row) {
                return Ok(None);
            }
            let items = lists.value(row);
            let separator = separators.get(row).unwrap_or_default();
            let items: Vec<&str> = items.as_string::<i32>().iter().flatten().collect();
            let joined = items.join(separator);
            match (joined.len() > LONGEST, truncates) {
                (false, _) => Ok(Some(joined)),
                (true, false) => Err(SqlError::execution(format!(
                    "the text of listagg is longer than {LONGEST} bytes"
                ))),
                (true, true) => Err(SqlError::unsupported(
                    "listagg that has to truncate is not supported",
                )
                .hint("filter, or take substr(x, 1, n)")),
            }
        });
        Ok(Arc::new(rows.collect::<Result<StringArray>>()?))
    })
    .detail(truncates.to_string())
    .call(vec![all, separator])
}
