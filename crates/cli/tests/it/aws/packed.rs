//! `lakebed compact --target aws`: which days Athena packs, in which order, and when the view is switched.

use serde_json::{Value, json};

use super::super::shop::{Ran, Shop};
use super::server::{Server, athena_over};
use super::storage::Storage;

pub const ORDERS: &str = include_str!("../../../../../infra/tables/orders.toml");

/// A lake with a folder for each of `days`, a Glue with `tables`, and an Athena whose statements go well but for those with `failing`.
pub fn server(days: &[String], tables: Vec<Value>, failing: &'static str) -> Server {
    let storage = Storage::default();
    for day in days {
        storage.put(
            &format!("lake-1/p/data/orders_changes/dt={day}/a.parquet"),
            "rows",
        );
    }
    Server::with(storage, athena_over(tables, failing))
}

fn run(server: &Server, more: &[&str]) -> Ran {
    let shop = Shop::new();
    shop.write("infra/tables/orders.toml", ORDERS);
    let compact = ["compact", "--table", "orders"];
    server.run_at(&shop, &[&compact, more].concat())
}

pub fn days(first: u32, last: u32) -> Vec<String> {
    (first..=last)
        .map(|day| format!("2026-{:02}-{:02}", 5 + day / 28, 1 + day % 28))
        .collect()
}

pub fn glue(name: &str, kind: &str, parameters: &Value) -> Value {
    json!({"Name": name, "DatabaseName": "shop", "VersionId": "1", "TableType": kind, "Parameters": parameters,
        "StorageDescriptor": {"Columns": [{"Name": "dt", "Type": "string"}]}})
}

pub fn packed_to(day: &str) -> Vec<Value> {
    let view =
        json!({"presto_view": "true", "lakebed.history": "orders", "lakebed.merged_to": day});
    vec![
        glue(
            "orders_packed",
            "EXTERNAL_TABLE",
            &json!({"table_type": "ICEBERG"}),
        ),
        glue("orders_history", "VIRTUAL_VIEW", &view),
    ]
}

#[test]
fn days_are_merged_where_nobody_looks_and_then_the_view_is_switched() {
    // 100 days, of which those from the hundredth on stay as they are.
    let first = server(&days(0, 110), Vec::new(), "");
    let ran = run(&first, &["--before", &days(100, 100)[0], "--format", "csv"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "table,days,scanned_bytes\norders_history,100,5000000\n"),
        "{}",
        ran.err
    );
    let sent = first.statements();
    let begins = [
        "CREATE TABLE IF NOT EXISTS `orders_packed`",
        "MERGE INTO \"orders_packed\"",
        "OPTIMIZE \"orders_packed\"",
        "MERGE INTO \"orders_packed\"",
        "OPTIMIZE \"orders_packed\"",
    ];
    assert_eq!(sent.len(), begins.len());
    for (statement, begin) in sent.iter().zip(begins) {
        assert!(statement.starts_with(begin), "{statement}");
    }
    assert!(
        sent[0].contains("PARTITIONED BY (`dt`)\nLOCATION 's3://lake-1/p/data/orders_packed/'")
    );
    // Athena writes to 100 partitions at a time, so 90 days and the rest; none is left out between them.
    let (start, middle, end) = (&days(0, 0)[0], &days(90, 90)[0], &days(100, 100)[0]);
    assert!(sent[1].contains(&format!(
        "WHERE \"dt\" >= '{start}' AND \"dt\" < '{middle}'"
    )));
    assert!(sent[3].contains(&format!("WHERE \"dt\" >= '{middle}' AND \"dt\" < '{end}'")));
    let view = &first.inputs("CreateTable")[0]["TableInput"];
    assert_eq!(
        (&view["Name"], &view["Parameters"]["lakebed.merged_to"]),
        (&"orders_history".into(), &json!(end))
    );

    // Later, only the days since, and the two before them for what came late; never back.
    let again = server(&days(0, 110), packed_to(end), "");
    let to = &days(105, 105)[0];
    let ran = run(&again, &["--before", to, "--format", "csv"]);
    assert_eq!(
        ran.out, "table,days,scanned_bytes\norders_history,7,3000000\n",
        "{}",
        ran.err
    );
    let sent = again.statements();
    assert!(
        sent[0].starts_with("ALTER TABLE `orders_packed` ADD COLUMNS"),
        "{}",
        sent[0]
    );
    assert!(sent[1].contains(&format!(
        "WHERE \"dt\" >= '{}' AND \"dt\" < '{to}'",
        days(98, 98)[0]
    )));
    assert_eq!(again.count("UpdateTable"), 1);
    let back = server(&days(0, 110), packed_to(end), "");
    assert_eq!(run(&back, &["--before", start, "--from-dt", start]).code, 0);
    assert!(back.statements()[1].contains(&format!("WHERE \"dt\" >= '{start}' AND \"dt\" < '")));
    let view = &back.inputs("UpdateTable")[0]["TableInput"];
    assert_eq!(view["Parameters"]["lakebed.merged_to"], json!(end));
}

#[test]
fn without_closed_days_and_after_a_failure_the_view_stays() {
    let none = server(&["2999-01-01".to_string()], Vec::new(), "");
    let ran = run(&none, &[]);
    assert!(
        ran.code == 0 && ran.err.contains("nothing to pack"),
        "{}",
        ran.err
    );
    assert_eq!((none.statements().len(), none.count("CreateTable")), (0, 0));

    let dry = server(&days(0, 3), Vec::new(), "");
    let ran = run(&dry, &["--dry-run"]);
    assert_eq!(
        (ran.code, dry.statements().len(), dry.count("CreateTable")),
        (0, 0, 0)
    );
    assert!(
        [
            "CREATE TABLE",
            "MERGE INTO",
            "OPTIMIZE",
            "CREATE OR REPLACE VIEW \"orders_history\""
        ]
        .iter()
        .all(|text| ran.out.contains(text)),
        "{}",
        ran.out
    );

    let failing = server(&days(0, 3), Vec::new(), "MERGE INTO");
    let ran = run(&failing, &[]);
    assert_eq!((ran.code, failing.count("CreateTable")), (2, 0));
    assert!(
        ran.err.contains("the changes of `orders` were not packed")
            && ran.err.contains("ICEBERG_COMMIT_ERROR"),
        "{}",
        ran.err
    );

    let taken = vec![glue("orders_history", "EXTERNAL_TABLE", &json!({}))];
    let ran = run(&server(&days(0, 3), taken, ""), &[]);
    assert!(
        ran.code == 2
            && ran
                .err
                .contains("`orders_history` is in the catalog already"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_for_the_other_target_is_refused() {
    let server = server(&[], Vec::new(), "");
    let ran = run(&server, &["--all"]);
    assert!(
        ran.code == 2 && ran.err.contains("are for a lake in a folder"),
        "{}",
        ran.err
    );
    let ran = Shop::new().run(&["compact", "--table", "orders", "--before", "2026-11-20"]);
    assert!(
        ran.code == 2 && ran.err.contains("are for --target aws"),
        "{}",
        ran.err
    );
}
