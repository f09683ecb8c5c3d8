//! A result table's entry in the catalog: whose it is, and its switch to another version.

use lakebed_catalog::{
    Catalog, CatalogError, Change, Column, Expected, RESULT_OF, Stored, TableInput, plan,
};

use super::Materialize;
use crate::problem::QueryError;
use crate::saved::SavedQuery;

/// Another writer may change the table's entry between our reading and our writing.
pub(crate) const TRIES: usize = 10;

/// The table as the catalog has it; an error when it is not this query's.
pub(crate) async fn present<C: Catalog>(
    catalog: &C,
    database: &str,
    target: &Materialize,
    query: &SavedQuery,
) -> Result<Option<Stored>, QueryError> {
    let Some(stored) = catalog.table(database, &target.table).await? else {
        return Ok(None);
    };
    let owner = stored.table.parameters.get(RESULT_OF);
    if owner == Some(&query.name) {
        return Ok(Some(stored));
    }
    let what = match owner {
        Some(other) => format!("the result of query `{other}`"),
        None => "no result of a query".into(),
    };
    Err(QueryError::Result {
        message: format!(
            "table `{}` is in the catalog already and is {what}",
            target.table
        ),
        hint: "declare another table name".into(),
    })
}

/// The partitions that would stay cannot be found.
pub(crate) fn lost(table: &TableInput) -> QueryError {
    QueryError::Result {
        message: format!(
            "table `{}` is registered at {}, where none of this lake's versions is: was the lake moved?",
            table.name, table.storage_descriptor.location
        ),
        hint: "compute all of the table and say so with --whole".into(),
    }
}

/// Files of partitions that stay are read with the columns that the new ones have.
pub(crate) fn same_columns(
    columns: &[Column],
    partition: &[String],
    present: Option<&Stored>,
) -> Result<(), QueryError> {
    let Some(stored) = present else { return Ok(()) };
    let changed: Vec<_> = stored
        .table
        .storage_descriptor
        .columns
        .iter()
        .filter(|old| {
            !columns
                .iter()
                .any(|new| new.name == old.name && new.ty == old.ty)
        })
        .map(|old| old.name.as_str())
        .collect();
    let keys: Vec<_> = stored
        .table
        .partition_keys
        .iter()
        .map(|k| &k.name)
        .collect();
    if changed.is_empty() && keys.iter().copied().eq(partition) {
        return Ok(());
    }
    let what = if changed.is_empty() {
        "other partitions".into()
    } else {
        format!("column {} otherwise", changed.join(", "))
    };
    Err(QueryError::Result {
        message: format!(
            "table `{}` has {what} in the partitions that would stay",
            stored.table.name
        ),
        hint: "compute all of the table and say so with --whole, or declare another table name"
            .into(),
    })
}

/// Makes the entry the desired one, over whatever it is by now.
pub(super) async fn register<C: Catalog>(
    catalog: &C,
    database: &str,
    query: &SavedQuery,
    target: &Materialize,
    desired: &TableInput,
) -> Result<(), QueryError> {
    let mut tries = 1;
    loop {
        let current = present(catalog, database, target, query).await?;
        match switch(catalog, database, desired, current.as_ref()).await {
            Ok(()) => return Ok(()),
            Err(CatalogError::Conflict { .. }) if tries < TRIES => tries += 1,
            Err(error) => return Err(error.into()),
        }
    }
}

/// Makes the entry the desired one, over the state that was read and no other.
///
/// # Errors
/// [`CatalogError::Conflict`] when somebody changed it since.
pub(crate) async fn switch<C: Catalog>(
    catalog: &C,
    database: &str,
    desired: &TableInput,
    present: Option<&Stored>,
) -> Result<(), CatalogError> {
    let present: Vec<Stored> = present.cloned().into_iter().collect();
    let changes = plan(&present, std::slice::from_ref(desired));
    let (table, expected) = match changes.into_iter().next() {
        Some(Change::Create(table)) => (table, Expected::Absent),
        Some(Change::Update { table, version, .. }) => (table, Expected::Version(version)),
        Some(Change::Unchanged(_)) | None => return Ok(()),
    };
    catalog.put_table(database, &table, &expected).await?;
    Ok(())
}
