//! `lakebed current --target aws`: the statements that Athena gets, in order.

use serde_json::{Value, json};

use super::super::shop::{Ran, Shop};
use super::server::Server;

/// An Athena whose statements go well but for those that contain `failing`, and a Glue that has `tables`.
fn server(tables: Vec<Value>, failing: &'static str) -> Server {
    super::packed::server(&[], tables, failing)
}

fn run(server: &Server, more: &[&str]) -> Ran {
    server.run_at(&Shop::new(), &[&["current"], more].concat())
}

/// The Iceberg table as Glue has it, without some columns.
fn newest(without: &str, status: &str) -> Value {
    let columns = [
        ("order_id", "string"),
        ("status", status),
        ("amount", "decimal(38,9)"),
        ("created_at", "timestamp"),
        ("items", "array<struct<sku:string,quantity:int>>"),
        ("attributes", "map<string,string>"),
        ("signature", "binary"),
        ("dt", "string"),
        ("change_time", "timestamp"),
        ("undeclared", "string"),
        ("rescued", "string"),
        ("change_type", "string"),
        ("change_sequence", "string"),
        ("change_id", "string"),
    ];
    let columns: Vec<_> = columns
        .iter()
        .filter(|(name, _)| *name != without)
        .map(|(name, ty)| json!({"Name": name, "Type": ty}))
        .collect();
    json!({"Name": "orders_newest", "DatabaseName": "shop", "VersionId": "3", "TableType": "EXTERNAL_TABLE",
        "Parameters": {"table_type": "ICEBERG"}, "StorageDescriptor": {"Columns": columns, "Location": "s3://lake-1/p/data/orders_newest"}})
}

/// The view as Glue has it after a run.
fn view(merged_to: &str) -> Value {
    json!({"Name": "orders_current", "DatabaseName": "shop", "VersionId": "1", "TableType": "VIRTUAL_VIEW",
        "Parameters": {"presto_view": "true", "lakebed.current": "orders", "lakebed.merged_to": merged_to}, "StorageDescriptor": {"Columns": []}})
}

#[test]
fn a_new_table_is_made_of_all_changes_and_an_old_one_of_those_since_the_last_run() {
    let first = server(Vec::new(), "");
    let ran = run(&first, &["--format", "csv"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "table,scanned_bytes\norders_current,2000000\n"),
        "{}",
        ran.err
    );
    let sent = first.statements();
    assert_eq!(sent.len(), 2);
    assert!(
        sent[0].starts_with("CREATE TABLE IF NOT EXISTS `orders_newest`")
            && sent[0].contains("'s3://lake-1/p/data/orders_newest/'")
    );
    assert!(
        sent[1].starts_with("MERGE INTO \"orders_newest\"") && !sent[1].contains("WHERE \"dt\"")
    );
    let made = &first.inputs("CreateTable")[0]["TableInput"];
    assert_eq!(
        (&made["Name"], &made["Parameters"]["lakebed.current"]),
        (&"orders_current".into(), &"orders".into())
    );
    let today = made["Parameters"]["lakebed.merged_to"].as_str().unwrap();
    assert!(today > "2026-01-01" && today.len() == 10, "{today}");

    // Two days before the last run, however long that is ago; `--from-dt` goes further back, and never leaves a gap.
    let again = |more: &[&str]| {
        let again = server(vec![newest("", "string"), view("2026-10-01")], "");
        assert_eq!(run(&again, more).code, 0);
        assert_eq!(
            (again.statements().len(), again.count("UpdateTable")),
            (1, 1)
        );
        again.statements().remove(0)
    };
    for (more, from) in [
        (&[][..], "2026-09-29"),
        (&["--from-dt", "2026-08-01"], "2026-08-01"),
        (&["--from-dt", "2026-11-01"], "2026-09-29"),
    ] {
        let sent = again(more);
        assert!(
            sent.contains(&format!("WHERE \"dt\" >= '{from}'")),
            "{more:?} {sent}"
        );
    }
    let whole = again(&["--whole"]);
    assert!(!whole.contains("WHERE \"dt\"") && whole.contains(">= target.\"change_id\""));
    // A run that was stopped before it could say so merged what nobody knows: all, again.
    let unknown = server(vec![newest("", "string")], "");
    assert_eq!(run(&unknown, &[]).code, 0);
    assert!(!unknown.statements()[0].contains("WHERE \"dt\""));
}

#[test]
fn a_new_column_is_added_and_another_type_is_refused() {
    let server_ = server(vec![newest("signature", "string")], "");
    assert_eq!(run(&server_, &[]).code, 0);
    assert_eq!(
        server_.statements()[0],
        "ALTER TABLE `orders_newest` ADD COLUMNS (\n  `signature` binary\n)"
    );
    let other = server(vec![newest("", "int")], "");
    let ran = run(&other, &[]);
    assert_eq!((ran.code, other.statements().len()), (2, 0));
    assert!(
        ran.err
            .contains("has column `status` as int, and the definition says string")
            && ran.err.contains("hint: DROP TABLE"),
        "{}",
        ran.err
    );
}

#[test]
fn a_dry_run_prints_the_statements_and_a_failure_stops_them() {
    let dry = server(Vec::new(), "");
    let ran = run(&dry, &["--dry-run"]);
    assert_eq!((ran.code, dry.statements().len()), (0, 0));
    assert!(
        ran.out.contains("CREATE TABLE")
            && ran.out.contains("MERGE INTO")
            && ran.out.contains("CREATE OR REPLACE VIEW"),
        "{}",
        ran.out
    );
    let failing = server(Vec::new(), "MERGE INTO");
    let ran = run(&failing, &[]);
    assert_eq!((ran.code, failing.statements().len()), (2, 2));
    assert!(
        ran.err
            .contains("the current state of `orders` was not merged")
            && ran.err.contains("ICEBERG_COMMIT_ERROR"),
        "{}",
        ran.err
    );
}
