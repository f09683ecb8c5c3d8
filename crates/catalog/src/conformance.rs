//! What every [`Catalog`] must do, to be run against each implementation.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, CatalogError, Expected, Version};
use crate::model::{Column, StorageDescriptor, TableInput};

/// Runs every rule against `catalog`, in a database that does not exist yet.
///
/// # Panics
/// When a rule does not hold.
pub async fn suite<C: Catalog>(catalog: &C, database: &str) {
    databases_are_created_once(catalog, database).await;
    tables_are_kept_whole(catalog, database).await;
    writes_expect_what_was_read(catalog, database).await;
    names_stay_inside(catalog, database).await;
}

async fn databases_are_created_once<C: Catalog>(catalog: &C, database: &str) {
    let missing = catalog.tables(database).await;
    assert!(
        matches!(missing, Err(CatalogError::NoDatabase { .. })),
        "{missing:?}"
    );
    assert_eq!(catalog.table(database, "nothing").await.ok(), Some(None));
    let early = catalog
        .put_table(database, &table("early"), &Expected::Absent)
        .await;
    assert!(
        matches!(early, Err(CatalogError::NoDatabase { .. })),
        "{early:?}"
    );
    assert_eq!(catalog.create_database(database).await.ok(), Some(true));
    assert_eq!(catalog.create_database(database).await.ok(), Some(false));
    let databases = catalog.databases().await.unwrap_or_default();
    assert!(databases.iter().any(|d| d == database), "{databases:?}");
    assert_eq!(catalog.tables(database).await.ok(), Some(Vec::new()));
}

async fn tables_are_kept_whole<C: Catalog>(catalog: &C, database: &str) {
    let written = table("whole");
    let version = catalog
        .put_table(database, &written, &Expected::Absent)
        .await;
    let stored = catalog.table(database, "whole").await.ok().flatten();
    // A catalog may note something of its own, such as a time.
    let kept = stored.as_ref().map(|s| TableInput {
        rest: written.rest.clone(),
        ..s.table.clone()
    });
    assert_eq!(kept.as_ref(), Some(&written));
    assert_eq!(stored.map(|s| s.version), version.ok());
    assert_eq!(
        catalog.tables(database).await.ok(),
        Some(vec!["whole".to_string()])
    );
}

async fn writes_expect_what_was_read<C: Catalog>(catalog: &C, database: &str) {
    let conflict = |result: Result<Version, CatalogError>| {
        assert!(
            matches!(result, Err(CatalogError::Conflict { .. })),
            "{result:?}"
        )
    };
    let mut changed = table("raced");
    let first = catalog
        .put_table(database, &changed, &Expected::Absent)
        .await;
    conflict(
        catalog
            .put_table(database, &changed, &Expected::Absent)
            .await,
    );
    let Ok(first) = first else {
        unreachable!("the first write failed: {first:?}")
    };
    changed.description = Some("second".into());
    let second = catalog
        .put_table(database, &changed, &Expected::Version(first.clone()))
        .await;
    assert!(second.is_ok(), "{second:?}");
    changed.description = Some("third".into());
    conflict(
        catalog
            .put_table(database, &changed, &Expected::Version(first.clone()))
            .await,
    );
    conflict(
        catalog
            .put_table(database, &table("absent"), &Expected::Version(first))
            .await,
    );
    let stored = catalog.table(database, "raced").await.ok().flatten();
    assert_eq!(
        stored.and_then(|s| s.table.description),
        Some("second".into())
    );
}

async fn names_stay_inside<C: Catalog>(catalog: &C, database: &str) {
    for name in ["../escaped", "a/b", "", ".hidden", "Upper"] {
        let result = catalog
            .put_table(database, &table(name), &Expected::Absent)
            .await;
        assert!(
            matches!(result, Err(CatalogError::BadName { .. })),
            "{name}: {result:?}"
        );
    }
}

fn table(name: &str) -> TableInput {
    let column = |name: &str, ty: &str| Column {
        name: name.into(),
        ty: ty.into(),
        comment: Some("ä \"quoted\"".into()),
        ..Column::default()
    };
    TableInput {
        name: name.into(),
        table_type: "EXTERNAL_TABLE".into(),
        parameters: BTreeMap::from([("EXTERNAL".into(), "TRUE".into())]),
        partition_keys: vec![column("dt", "string")],
        storage_descriptor: StorageDescriptor {
            columns: vec![
                column("id", "string"),
                column("lines", "array<struct<sku:string,qty:int>>"),
            ],
            location: "s3://lake/data/t/".into(),
            ..StorageDescriptor::default()
        },
        ..TableInput::default()
    }
}
