//! Glue through its real client, against the server that AWS_ENDPOINT_URL names: an emulator, in `make e2e`.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use lakebed_catalog::{
    Catalog, CatalogError, Change, Expected, Folder, GlueCatalog, TableInput, Version, apply, plan,
    table_input, view_input,
};
use lakebed_record::definition::TableDefinition;

const ORDERS: &str = "name = \"orders\"\nsource = \"Orders\"\nprimary_key = [\"order_id\"]\npartition = [\"dt\", \"hour\"]\n\
    [[column]]\nname = \"order_id\"\ntype = \"string\"\ncomment = \"Order number\"\n\
    [[column]]\nname = \"amount\"\ntype = \"decimal(12,2)\"\n";

async fn glue() -> GlueCatalog {
    let connection = lakebed_aws::connect().await.unwrap();
    GlueCatalog::new(&connection, Some("s3://lake/data/".into()))
}

/// A database that no other run has.
fn fresh(name: &str) -> String {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    format!("{name}_{}_{}", std::process::id(), now.as_micros())
}

fn desired(database: &str) -> Vec<TableInput> {
    let definition = TableDefinition::parse(ORDERS, "orders.toml").unwrap();
    vec![
        table_input(&definition, "s3://lake"),
        view_input(&definition, database),
    ]
}

async fn stored(glue: &GlueCatalog, database: &str) -> Vec<lakebed_catalog::Stored> {
    let mut found = Vec::new();
    for name in ["orders_changes", "orders"] {
        found.extend(glue.table(database, name).await.unwrap());
    }
    found
}

#[tokio::test]
#[ignore = "needs a server: make e2e"]
async fn keeps_the_rules_of_every_catalog() {
    lakebed_catalog::conformance::suite(&glue().await, &fresh("rules")).await;
}

#[tokio::test]
#[ignore = "needs a server: make e2e"]
async fn registering_twice_is_a_no_op() {
    let (glue, database) = (glue().await, fresh("twice"));
    let desired = desired(&database);
    assert_eq!(
        apply(&glue, &database, &plan(&[], &desired), false)
            .await
            .unwrap(),
        2
    );
    let changes = plan(&stored(&glue, &database).await, &desired);
    assert!(
        changes.iter().all(|c| matches!(c, Change::Unchanged(_))),
        "{changes:?}"
    );
}

#[tokio::test]
#[ignore = "needs a server: make e2e"]
async fn what_others_added_stays_and_a_race_is_seen() {
    let (glue, database) = (glue().await, fresh("others"));
    let mut desired = desired(&database);
    apply(&glue, &database, &plan(&[], &desired), false)
        .await
        .unwrap();
    let before = stored(&glue, &database).await;

    let mut theirs = before[0].table.clone();
    theirs.parameters.insert("team".into(), "analytics".into());
    theirs
        .storage_descriptor
        .columns
        .push(lakebed_catalog::Column {
            name: "theirs".into(),
            ty: "int".into(),
            ..Default::default()
        });
    theirs.rest.insert("Owner".into(), "them".into());
    glue.put_table(
        &database,
        &theirs,
        &Expected::Version(before[0].version.clone()),
    )
    .await
    .unwrap();

    desired[0]
        .storage_descriptor
        .columns
        .push(lakebed_catalog::Column {
            name: "note".into(),
            ty: "string".into(),
            ..Default::default()
        });
    // Planned on what was read before: the other writer is not overwritten.
    let late = apply(&glue, &database, &plan(&before, &desired), false).await;
    assert!(
        matches!(late, Err(CatalogError::Conflict { .. })),
        "{late:?}"
    );
    apply(
        &glue,
        &database,
        &plan(&stored(&glue, &database).await, &desired),
        false,
    )
    .await
    .unwrap();
    let after = &stored(&glue, &database).await[0].table;
    assert_eq!(
        after.parameters.get("team").map(String::as_str),
        Some("analytics")
    );
    assert_eq!(
        after.rest.get("Owner").and_then(|v| v.as_str()),
        Some("them")
    );
    assert!(after.column("theirs").is_some() && after.column("note").is_some());
}

#[tokio::test]
#[ignore = "needs a server: make e2e"]
async fn partitions_follow_the_folders() {
    let (glue, database) = (glue().await, fresh("partitions"));
    let mut desired = desired(&database);
    apply(&glue, &database, &plan(&[], &desired), false)
        .await
        .unwrap();
    // More than one page of GetPartitions and several batches.
    let folders: Vec<_> = (0..1100)
        .map(|n| {
            let (day, hour) = (
                format!("2026-{:02}-{:02}", n / 24 / 28 + 1, n / 24 % 28 + 1),
                format!("{:02}", n % 24),
            );
            Folder {
                location: format!("s3://lake/data/orders_changes/dt={day}/hour={hour}/"),
                values: vec![day, hour],
            }
        })
        .collect();
    let found = glue
        .plan_partitions(&database, &desired[0], folders[..1000].to_vec())
        .await
        .unwrap();
    assert_eq!(found.counts().create, 1000);
    glue.apply_partitions(&database, "orders_changes", found)
        .await
        .unwrap();
    let again = glue
        .plan_partitions(&database, &desired[0], folders.clone())
        .await
        .unwrap();
    assert_eq!(
        (
            again.counts().create,
            again.counts().unchanged,
            again.counts().update
        ),
        (100, 1000, 0)
    );
    glue.apply_partitions(&database, "orders_changes", again)
        .await
        .unwrap();

    desired[0]
        .storage_descriptor
        .columns
        .push(lakebed_catalog::Column {
            name: "note".into(),
            ty: "string".into(),
            ..Default::default()
        });
    let outdated = glue
        .plan_partitions(&database, &desired[0], folders[1..].to_vec())
        .await
        .unwrap();
    assert_eq!(
        (outdated.counts().update, outdated.counts().without_folder),
        (1099, 1)
    );
    glue.apply_partitions(&database, "orders_changes", outdated)
        .await
        .unwrap();
    let last = glue
        .plan_partitions(&database, &desired[0], folders)
        .await
        .unwrap();
    assert_eq!((last.counts().update, last.counts().unchanged), (1, 1099));
}

#[tokio::test]
#[ignore = "needs a server: make e2e"]
async fn a_table_without_a_database_is_told() {
    let (glue, database) = (glue().await, fresh("missing"));
    let table = TableInput {
        name: "t".into(),
        parameters: BTreeMap::new(),
        ..TableInput::default()
    };
    for expected in [Expected::Absent, Expected::Version(Version("1".into()))] {
        let put = glue.put_table(&database, &table, &expected).await;
        assert!(put.is_err(), "{expected:?}");
    }
}
