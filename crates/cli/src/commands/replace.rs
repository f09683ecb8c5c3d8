//! Putting one entry of a catalog in the place of the one that is there.

use anyhow::Result;
use lakebed_catalog::{Catalog, CatalogError, Change, Expected, Stored, TableInput, plan};

/// How often an entry is read again when another writer changes it between our reading and our writing.
pub const TRIES: usize = 10;

/// Replaces an entry in one step, over what `present` has found.
pub async fn replace<C: Catalog>(
    catalog: &C,
    database: &str,
    desired: &TableInput,
    present: impl AsyncFn() -> Result<Option<Stored>>,
) -> Result<()> {
    let mut tries = 1;
    loop {
        let changes = plan(present().await?.as_slice(), std::slice::from_ref(desired));
        let written = match changes.into_iter().next() {
            Some(Change::Create(table)) => {
                catalog.put_table(database, &table, &Expected::Absent).await
            }
            Some(Change::Update { table, version, .. }) => {
                let expected = Expected::Version(version);
                catalog.put_table(database, &table, &expected).await
            }
            Some(Change::Unchanged(_)) | None => return Ok(()),
        };
        match written {
            Ok(_) => return Ok(()),
            Err(CatalogError::Conflict { .. }) if tries < TRIES => tries += 1,
            Err(error) => return Err(error.into()),
        }
    }
}
