use std::collections::BTreeMap;
use std::sync::Mutex;

use serde_json::{Value, json};

use super::super::shop::{ORDERS, Shop, lines};
use super::server::{Reply, Server, error};

/// Tables with versions, as Glue keeps them; `fault` may answer in its place.
fn glue(fault: impl Fn(&str, usize) -> Option<Reply> + Send + Sync + 'static) -> Server {
    let tables: Mutex<BTreeMap<String, (u64, Value)>> = Mutex::default();
    Server::start(move |operation, input, before| {
        if let Some(reply) = fault(operation, before) {
            return reply;
        }
        let mut tables = tables.lock().unwrap();
        let name = |value: &Value| value["Name"].as_str().unwrap_or_default().to_string();
        match operation {
            "GetDatabase" => (200, json!({"Database": {"Name": "shop"}})),
            "GetTable" => match tables.get(&name(input)) {
                None => error(400, "EntityNotFoundException", "Table not found."),
                Some((version, table)) => {
                    let mut table = table.clone();
                    table["VersionId"] = json!(version.to_string());
                    table["DatabaseName"] = json!("shop");
                    (200, json!({ "Table": table }))
                }
            },
            "CreateTable" => {
                let table = &input["TableInput"];
                if tables.contains_key(&name(table)) {
                    return error(400, "AlreadyExistsException", "Table already exists.");
                }
                tables.insert(name(table), (0, table.clone()));
                (200, json!({}))
            }
            "UpdateTable" => {
                let table = &input["TableInput"];
                let Some(stored) = tables.get_mut(&name(table)) else {
                    return error(400, "EntityNotFoundException", "Table not found.");
                };
                if input["VersionId"] != json!(stored.0.to_string()) {
                    return error(
                        400,
                        "ConcurrentModificationException",
                        "Update table failed.",
                    );
                }
                *stored = (stored.0 + 1, table.clone());
                (200, json!({}))
            }
            other => error(400, "UnknownOperationException", other),
        }
    })
}

fn register(server: &Server, shop: &Shop, more: &[&str]) -> super::super::shop::Ran {
    server.run_at(shop, &[&["register"], more].concat())
}

#[test]
fn tables_and_views_are_made_and_then_left_alone() {
    let (server, shop) = (glue(|_, _| None), Shop::new());
    let dry = register(&server, &shop, &["--dry-run"]);
    assert_eq!((dry.code, server.count("CreateTable")), (0, 0), "{dry:?}");
    let first = register(&server, &shop, &[]);
    assert_eq!(first.code, 0, "{first:?}");
    assert_eq!(dry.out, first.out);
    let table = &server.inputs("CreateTable")[0]["TableInput"];
    assert_eq!(
        table["StorageDescriptor"]["Location"],
        "s3://lake-1/p/data/orders_changes/"
    );
    assert_eq!(table["Parameters"]["projection.enabled"], "true");
    let view = &server.inputs("CreateTable")[1]["TableInput"];
    assert_eq!(
        (&view["TableType"], &view["PartitionKeys"]),
        (&json!("VIRTUAL_VIEW"), &json!([]))
    );
    assert_eq!(view["StorageDescriptor"]["Location"], "");
    assert!(view["StorageDescriptor"]["SerdeInfo"].is_object(), "{view}");
    let second = register(&server, &shop, &[]);
    let made = lines(&first.out).len();
    let unchanged = lines(&second.out);
    assert!(unchanged.starts_with(&["unchanged  orders_changes", "unchanged  orders"]));
    assert!(unchanged.iter().all(|line| line.starts_with("unchanged")) && unchanged.len() == made);
    assert_eq!(
        (server.count("CreateTable"), server.count("UpdateTable")),
        (made, 0)
    );
}

#[test]
fn folders_of_the_lake_are_partitions() {
    let server = glue(|operation, _| {
        (operation == "GetPartitions").then(|| (200, json!({"Partitions": []})))
    });
    for name in [
        "orders_changes/dt=2026-11-20/a.parquet",
        "orders_changes/dt=2026-11-20/b.parquet",
        "orders_changes/dt=2026-11-21/c.parquet",
        "orders_changes/temporary/d.parquet",
        "orders_packed/dt=2026-11-22/e.parquet",
    ] {
        server.storage.put(&format!("lake-1/p/data/{name}"), "rows");
    }
    let ran = register(&server, &Shop::new(), &["--partitions", "--dry-run"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let told = "orders_changes: partitions: 2 to create, 0 to update, 0 unchanged";
    assert!(ran.err.contains(told), "{}", ran.err);
}

#[test]
fn throttles_and_lost_races_are_tried_again() {
    let server = glue(|operation, before| match (operation, before) {
        ("GetTable", 0..2) => Some(error(400, "ThrottlingException", "Rate exceeded")),
        ("CreateTable", 0) => Some(error(500, "InternalServiceException", "x")),
        ("CreateTable", 1) => Some(error(400, "ConcurrentModificationException", "x")),
        _ => None,
    });
    let ran = register(&server, &Shop::new(), &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    // Two of the calls were in vain, and the plan made anew is the same.
    let made = lines(&ran.out).len();
    assert_eq!(server.count("CreateTable"), made + 2, "{}", ran.out);
}

#[test]
fn a_race_that_is_lost_every_time_ends() {
    let server = glue(|operation, _| {
        (operation == "CreateTable").then(|| error(400, "ConcurrentModificationException", "x"))
    });
    let ran = register(&server, &Shop::new(), &[]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("was changed by someone else")
            && ran.err.contains("hint: run the command again"),
        "{}",
        ran.err
    );
}

#[test]
fn a_breaking_change_names_the_queries_that_it_breaks() {
    let (server, shop) = (glue(|_, _| None), Shop::new());
    shop.write(
        "queries/ids.sql",
        "-- name: ids\n-- description: Ids\nSELECT order_id FROM orders\n",
    );
    shop.write(
        "queries/other.sql",
        "-- name: other\n-- description: Nothing of it\nSELECT 1 AS one\n",
    );
    assert_eq!(register(&server, &shop, &[]).code, 0);
    let without = ORDERS.replace(
        "[[column]]\nname = \"amount\"\ntype = \"decimal(38,9)\"\n",
        "",
    );
    shop.write("infra/tables/orders.toml", &without);
    let refused = register(&server, &shop, &[]);
    assert_eq!(
        (refused.code, server.count("UpdateTable")),
        (2, 0),
        "{refused:?}"
    );
    let told = lines(&refused.err);
    assert!(
        told[0].starts_with("error: table `orders_changes` would change"),
        "{told:?}"
    );
    assert!(
        told[1].contains("query `by_status` would fail: queries/by_status.sql:"),
        "{told:?}"
    );
    assert_eq!(told[2], "  query `ids` reads it");
    assert_eq!(
        told[3],
        "hint: if that is what you want: lakebed register --allow-breaking"
    );
    assert_eq!(told.len(), 4);
    assert_eq!(register(&server, &shop, &["--allow-breaking"]).code, 0);
    let updated: Vec<_> = server
        .inputs("UpdateTable")
        .iter()
        .map(|input| input["TableInput"]["Name"].clone())
        .collect();
    assert!(
        updated.contains(&json!("orders_changes")) && updated.contains(&json!("orders")),
        "{updated:?}"
    );
}
