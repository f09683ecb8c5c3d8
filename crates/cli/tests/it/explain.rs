use serde_json::Value;

use super::shop::{ORDERS, Shop, changes, lines};

/// One file a day for three days; each file's orders have numbers of their own.
fn shop() -> Shop {
    let shop = Shop::new();
    for (day, order) in [(0, "a"), (1, "b"), (2, "c")] {
        let at = 1_763_596_800 + day * 86_400;
        let text = changes()
            .replace("1763596800,", &format!("{at},"))
            .replace("\"o", &format!("\"{order}"));
        shop.write("changes.ndjson", &text);
        let landed = shop.run(&["land", "--table", "orders", "changes.ndjson"]);
        assert_eq!(landed.code, 0, "{landed:?}");
    }
    assert_eq!(shop.run(&["register"]).code, 0);
    shop.write(
        "queries/two_days.sql",
        "-- name: two_days\n-- description: x\n-- param: from_dt string = '2025-11-21'\nSELECT order_id, amount\nFROM orders_changes\n\
         WHERE dt >= :from_dt AND order_id >= 'c' AND status LIKE '%a%'\n",
    );
    shop
}

fn explain(shop: &Shop, arguments: &[&str]) -> Value {
    let mut all = vec!["query", "explain"];
    all.extend(arguments);
    all.extend(["--format", "json"]);
    let ran = shop.run(&all);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn explain_counts_what_each_filter_leaves_out() {
    let shop = shop();
    let explained = explain(&shop, &["two_days"]);
    let scan = &explained["scans"][0];
    assert_eq!(scan["table"], "orders_changes");
    assert_eq!(scan["files"], serde_json::json!({"read": 2, "total": 3}));
    assert_eq!(
        scan["row_groups"],
        serde_json::json!({"read": 1, "total": 2})
    );
    assert_eq!(scan["rows"], 5);
    let prunes: Vec<_> = scan["filters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["prunes"].as_str().unwrap(), f["count"].as_u64().unwrap()))
        .collect();
    assert_eq!(
        prunes,
        [("files", 1), ("row_groups", 1), ("nothing", 0)],
        "{scan}"
    );
    let columns: Vec<_> = scan["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["name"].as_str().unwrap())
        .collect();
    assert_eq!(columns, ["order_id", "status", "amount"]);
    assert_eq!(explained["billed_bytes"], 10_000_000);
    assert!((explained["usd"].as_f64().unwrap() - 0.000_045).abs() < 0.000_001);

    let all = explain(&shop, &["two_days", "-p", "from_dt=2000-01-01"]);
    assert_eq!(all["scans"][0]["files"]["read"], 3);
    let none = explain(&shop, &["two_days", "-p", "from_dt=2030-01-01"]);
    assert_eq!(none["scans"][0]["files"]["read"], 0);
    assert_eq!(none["bytes"], 0);
}

/// A column chunk counts for the columns that are named, and nothing else of a file does.
#[test]
fn explain_counts_the_bytes_of_the_columns_alone() {
    let shop = shop();
    shop.write(
        "queries/one.sql",
        "-- name: one\n-- description: x\nSELECT order_id FROM orders_changes\n",
    );
    shop.write(
        "queries/every.sql",
        "-- name: every\n-- description: x\nSELECT * FROM orders_changes\n",
    );
    shop.write(
        "queries/number.sql",
        "-- name: number\n-- description: x\nSELECT count(*) AS n FROM orders_changes\n",
    );
    let bytes = |name: &str| explain(&shop, &[name])["bytes"].as_u64().unwrap();
    let table = explain(&shop, &["every"])["scans"][0]["table_bytes"]
        .as_u64()
        .unwrap();
    assert!(bytes("one") > 0 && bytes("one") < bytes("every") / 4);
    assert!(bytes("every") < table, "footers are no columns");
    assert_eq!(bytes("number"), 0);
}

#[test]
fn explain_sees_through_views_and_every_reference() {
    let shop = shop();
    shop.write(
        "queries/twice.sql",
        "-- name: twice\n-- description: x\nSELECT a.order_id FROM orders AS a WHERE a.amount > (SELECT avg(b.amount) FROM orders_changes AS b WHERE b.dt = '2025-11-20')\n",
    );
    let explained = explain(&shop, &["twice"]);
    let files: Vec<_> = explained["scans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|scan| scan["files"]["read"].as_u64().unwrap())
        .collect();
    assert_eq!(files.len(), 2, "{explained}");
    assert!(files.contains(&3) && files.contains(&1), "{files:?}");
}

/// Statistics are those of the column of that name, wherever a file has it: an earlier definition's files, the current state's.
#[test]
fn explain_finds_columns_in_files_that_have_them_elsewhere() {
    let shop = shop();
    let ran = shop.run(&["current", "orders"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let status = "[[column]]\nname = \"status\"\n";
    let channel = "[[column]]\nname = \"channel\"\ntype = \"bigint\"\n\n";
    let later = ORDERS.replace(status, &format!("{channel}{status}"));
    assert_ne!(later, ORDERS);
    shop.write("infra/tables/orders.toml", &later);
    assert_eq!(shop.run(&["register"]).code, 0);
    for table in ["orders_changes", "orders_current"] {
        for (status, some) in [("paid", true), ("zzz", false)] {
            shop.write(
                "queries/paid.sql",
                &format!("-- name: paid\n-- description: x\nSELECT order_id, amount FROM {table} WHERE status = '{status}'\n"),
            );
            let explained = explain(&shop, &["paid"]);
            let read = explained["scans"][0]["row_groups"]["read"].as_u64();
            assert_eq!(read > Some(0), some, "{status} {explained}");
        }
    }
}

#[test]
fn explain_reads_as_text_and_in_an_empty_lake() {
    let shop = shop();
    let ran = shop.run(&["query", "explain", "two_days"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for text in [
        "two_days  from_dt=2025-11-21\n",
        "  reads    2 of 3 files, 1 of 2 row groups in them, 5 rows\n",
        "leaves out 1 file by their partitions\n",
        "  columns  ",
        "Athena bills 10.0 MB: USD 0.000045\n",
    ] {
        assert!(ran.out.contains(text), "{text}\n{}", ran.out);
    }
    let empty = Shop::new();
    assert_eq!(empty.run(&["register"]).code, 0);
    let ran = empty.run(&["query", "explain", "by_status"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("0 of 0 files"), "{}", ran.out);
    let ran = empty.run(&["query", "explain", "nothing"]);
    assert_eq!(ran.code, 2);
}

#[test]
fn check_refuses_what_costs_too_much() {
    let shop = shop();
    let ran = shop.run(&["query", "check", "--max-scan", "1GB", "--max-cost", "0.01"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(
        ran.err.contains("; the dearest, by_status, scans "),
        "{}",
        ran.err
    );

    let ran = shop.run(&["query", "check", "two_days", "--max-scan", "10B"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.starts_with("queries/two_days.sql:1: a run scans ")
            && ran
                .out
                .contains("`lakebed query explain two_days` shows what is read"),
        "{}",
        ran.out
    );
    let ran = shop.run(&["query", "check", "two_days", "--max-cost", "0.00001"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out
            .contains("costs USD 0.000045 on Athena, more than 0.00001"),
        "{}",
        ran.out
    );
}

#[test]
fn check_prices_no_query_that_it_cannot_run() {
    let shop = shop();
    shop.write(
        "queries/lookup.sql",
        "-- name: lookup\n-- description: x\n-- param: id string\nSELECT status FROM orders_changes WHERE order_id = :id\n",
    );
    let limit = ["query", "check", "lookup", "--max-scan", "1GB"];
    let ran = shop.run(&limit);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(
        lines(&ran.out),
        [
            "queries/lookup.sql:3: nobody knows what it scans: parameter `id` has no default; give the check one with --param id=…"
        ]
    );
    let ran = shop.run(&[&limit[..], &["--param", "id=a1"]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = shop.run(&["query", "check", "--param", "id=a1"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(shop.run(&["query", "check", "lookup"]).code, 0);
}
