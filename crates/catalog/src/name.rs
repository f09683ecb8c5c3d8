//! Names that every catalog takes.

use lakebed_record::types::is_column_name;

use crate::catalog::{CatalogError, Result};

/// Refuses what is not `a-z 0-9 _`; so a name can be a file's, and is the same in Glue, which folds to lower case.
pub(crate) fn check_name(name: &str) -> Result<()> {
    let digit_first = name
        .strip_prefix(|c: char| c.is_ascii_digit())
        .is_some_and(|rest| rest.is_empty() || is_column_name(&format!("_{rest}")));
    if is_column_name(name) || digit_first {
        Ok(())
    } else {
        Err(CatalogError::BadName { name: name.into() })
    }
}
