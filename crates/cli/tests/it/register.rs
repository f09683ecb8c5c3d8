use serde_json::Value;

use super::shop::{ORDERS, Shop, files, lines};

const UNCHANGED: [&str; 5] = [
    "unchanged  orders_changes",
    "unchanged  orders",
    "unchanged  orders_flat",
    "unchanged  orders_items",
    "unchanged  orders_quarantine",
];

#[test]
fn registering_twice_is_a_no_op() {
    let shop = Shop::new();
    let first = shop.run(&["register"]);
    assert_eq!(first.code, 0);
    assert_eq!(
        lines(&first.out),
        [
            "create     table orders_changes, 14 columns, partitions dt",
            "create     view  orders, 11 columns",
            "create     view  orders_flat, 10 columns",
            "create     view  orders_items, 6 columns",
            "create     table orders_quarantine, 10 columns",
        ]
    );
    assert_eq!(first.err, "5 created, 0 updated, 0 unchanged\n");
    let before = files(&shop.path("lake"));
    let second = shop.run(&["register"]);
    assert_eq!((second.code, lines(&second.out)), (0, UNCHANGED.to_vec()));
    assert_eq!(files(&shop.path("lake")), before);
    let table: Value = serde_json::from_str(
        &std::fs::read_to_string(shop.path("lake/catalog/lakebed/orders_changes.json")).unwrap(),
    )
    .unwrap();
    assert_eq!(table["PartitionKeys"][0]["Name"], "dt");
    let location = table["StorageDescriptor"]["Location"].as_str().unwrap();
    assert!(
        location.starts_with("file:///") && location.ends_with("/lake/data/orders_changes/"),
        "{location}"
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let shop = Shop::new();
    let ran = shop.run(&["register", "--dry-run", "--format", "json"]);
    assert_eq!(ran.code, 0);
    let changes: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(changes[0]["table"], "orders_changes");
    assert_eq!(changes[0]["action"], "create");
    assert!(ran.err.contains("nothing was written"), "{}", ran.err);
    assert!(!shop.path("lake").exists());
}

#[test]
fn differences_are_shown_and_breaking_ones_refused() {
    let shop = Shop::new();
    shop.run(&["register"]);
    shop.write(
        "infra/tables/orders.toml",
        &format!("{ORDERS}\n[[column]]\nname = \"note\"\ntype = \"string\"\n"),
    );
    let added = shop.run(&["register"]);
    assert_eq!(added.code, 0);
    assert_eq!(
        lines(&added.out),
        [
            "update     table orders_changes",
            "           + column note string",
            "update     view  orders",
            "           + column note string",
            "           ~ text of the view",
            "update     view  orders_flat",
            "           + column note string",
            "           ~ text of the view",
            "unchanged  orders_items",
            "unchanged  orders_quarantine",
        ]
    );
    let before = files(&shop.path("lake"));
    shop.write(
        "infra/tables/orders.toml",
        &ORDERS.replace("decimal(38,9)", "bigint"),
    );
    let refused = shop.run(&["register"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused
            .out
            .contains("~ column amount decimal(38,9) -> bigint   (breaking)"),
        "{}",
        refused.out
    );
    assert!(
        refused.out.contains("- column note string   (breaking)"),
        "{}",
        refused.out
    );
    assert!(
        refused
            .err
            .starts_with("error: table `orders_changes` would change"),
        "{}",
        refused.err
    );
    assert!(
        refused
            .err
            .ends_with("hint: if that is what you want: lakebed register --allow-breaking\n"),
        "{}",
        refused.err
    );
    assert_eq!(files(&shop.path("lake")), before);
    let allowed = shop.run(&["register", "--allow-breaking"]);
    assert_eq!(allowed.code, 0, "{allowed:?}");
    assert_eq!(lines(&shop.run(&["register"]).out), UNCHANGED);
}

#[test]
fn many_runs_at_once_end_in_one_good_catalog() {
    let shop = Shop::new();
    let children: Vec<_> = (0..8)
        .map(|_| shop.command(&["register"], &[]).spawn().unwrap())
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(lines(&shop.run(&["register"]).out), UNCHANGED);
}
