//! The embedded catalog keeps the rules of every catalog, its files, and its head with two writers at once.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::sync::Arc;

use lakebed_catalog::{Catalog, CatalogError, EmbeddedCatalog, Expected, TableInput};

#[tokio::test]
async fn keeps_the_rules() {
    let lake = tempfile::tempdir().unwrap();
    lakebed_catalog::conformance::suite(&EmbeddedCatalog::new(lake.path()), "shop").await;
}

#[tokio::test]
async fn leaves_one_readable_file_for_each_table() {
    let lake = tempfile::tempdir().unwrap();
    let catalog = EmbeddedCatalog::new(lake.path());
    catalog.create_database("shop").await.unwrap();
    catalog
        .put_table("shop", &table("orders", "first"), &Expected::Absent)
        .await
        .unwrap();
    let names: Vec<_> = fs::read_dir(lake.path().join("catalog/shop"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        names.iter().all(|n| n == "orders.json" || n == ".lock"),
        "{names:?}"
    );
    let text = fs::read_to_string(catalog.path("shop", "orders")).unwrap();
    assert!(text.contains("\"PartitionKeys\": []"), "{text}");
    assert!(text.ends_with("}\n"));
}

#[tokio::test]
async fn what_a_killed_writer_left_is_no_table_and_goes_with_the_next_write() {
    let lake = tempfile::tempdir().unwrap();
    let catalog = EmbeddedCatalog::new(lake.path());
    catalog.create_database("shop").await.unwrap();
    let folder = lake.path().join("catalog/shop");
    fs::write(folder.join(".staged.json"), "{\"Name\": \"ord").unwrap();
    assert!(catalog.tables("shop").await.unwrap().is_empty());
    catalog
        .put_table("shop", &table("orders", "first"), &Expected::Absent)
        .await
        .unwrap();
    assert_eq!(catalog.tables("shop").await.unwrap(), ["orders"]);
    assert!(!folder.join(".staged.json").exists());
}

#[tokio::test]
async fn keeps_fields_it_does_not_know() {
    let lake = tempfile::tempdir().unwrap();
    let catalog = EmbeddedCatalog::new(lake.path());
    catalog.create_database("shop").await.unwrap();
    let given = r#"{"Name":"t","TableType":"EXTERNAL_TABLE","Retention":7,"StorageDescriptor":{"Columns":[{"Name":"a","Type":"int","Parameters":{"x":"y"}}],"NumberOfBuckets":-1,"SerdeInfo":{"Name":"-"}}}"#;
    let table: TableInput = serde_json::from_str(given).unwrap();
    catalog
        .put_table("shop", &table, &Expected::Absent)
        .await
        .unwrap();
    let back = catalog.table("shop", "t").await.unwrap().unwrap().table;
    let json: serde_json::Value = serde_json::from_str(&back.to_json()).unwrap();
    assert_eq!(json["Retention"], 7);
    assert_eq!(json["StorageDescriptor"]["NumberOfBuckets"], -1);
    assert_eq!(json["StorageDescriptor"]["SerdeInfo"]["Name"], "-");
    assert_eq!(
        json["StorageDescriptor"]["Columns"][0]["Parameters"]["x"],
        "y"
    );
}

/// Of many writers that read the same version, one wins; the others are told, and no write is lost.
#[test]
fn of_many_writers_at_once_one_wins() {
    let lake = tempfile::tempdir().unwrap();
    let catalog = Arc::new(EmbeddedCatalog::new(lake.path()));
    block_on(catalog.create_database("shop")).unwrap();
    let mut version =
        block_on(catalog.put_table("shop", &table("orders", "start"), &Expected::Absent)).unwrap();
    for round in 0..20 {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                let (catalog, version) = (catalog.clone(), version.clone());
                std::thread::spawn(move || {
                    let table = table("orders", &format!("round {round} writer {writer}"));
                    block_on(catalog.put_table("shop", &table, &Expected::Version(version)))
                })
            })
            .collect();
        let results: Vec<_> = writers.into_iter().map(|w| w.join().unwrap()).collect();
        let won = results.iter().filter(|r| r.is_ok()).count();
        let told = results
            .iter()
            .filter(|r| matches!(r, Err(CatalogError::Conflict { .. })))
            .count();
        assert_eq!((won, told), (1, 7));
        version = block_on(catalog.table("shop", "orders"))
            .unwrap()
            .unwrap()
            .version;
    }
}

#[tokio::test]
async fn says_which_file_is_broken() {
    let lake = tempfile::tempdir().unwrap();
    let catalog = EmbeddedCatalog::new(lake.path());
    catalog.create_database("shop").await.unwrap();
    fs::write(catalog.path("shop", "orders"), "{\"Name\": 7}").unwrap();
    let error = catalog.table("shop", "orders").await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("catalog/shop/orders.json does not hold a table"),
        "{error}"
    );
}

fn table(name: &str, description: &str) -> TableInput {
    TableInput {
        name: name.into(),
        description: Some(description.into()),
        table_type: "EXTERNAL_TABLE".into(),
        ..TableInput::default()
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(future)
}
