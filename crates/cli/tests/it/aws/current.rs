//! `lakebed current --target aws`: the statements that Athena gets, in order.

use serde_json::{Value, json};

use super::super::shop::{Ran, Shop};
use super::server::{Server, error};

const PLACES: [&str; 8] = [
    "--target",
    "aws",
    "--lake",
    "s3://lake-1/p",
    "--database",
    "shop",
    "--workgroup",
    "group",
];

/// An Athena whose statements go well but for those that contain `failing`, and a Glue that has `tables`.
fn server(tables: Vec<Value>, failing: &'static str) -> Server {
    let last = std::sync::Mutex::new(String::new());
    Server::start(move |operation, input, _| match operation {
        "GetTable" => match tables.iter().find(|t| t["Name"] == input["Name"]) {
            Some(table) => (200, json!({ "Table": table })),
            None => error(400, "EntityNotFoundException", "Table not found."),
        },
        "StartQueryExecution" => {
            *last.lock().unwrap() = input["QueryString"].as_str().unwrap().to_string();
            (200, json!({"QueryExecutionId": "run-1"}))
        }
        "GetQueryExecution" => {
            let failed = !failing.is_empty() && last.lock().unwrap().contains(failing);
            let state = if failed { "FAILED" } else { "SUCCEEDED" };
            let status = json!({"State": state, "StateChangeReason": "ICEBERG_COMMIT_ERROR: Failed to commit"});
            let statistics = json!({"DataScannedInBytes": 1_000_000});
            (
                200,
                json!({"QueryExecution": {"QueryExecutionId": "run-1", "Status": status, "Statistics": statistics}}),
            )
        }
        other => error(400, "UnknownOperationException", other),
    })
}

fn run(server: &Server, more: &[&str]) -> Ran {
    let arguments: Vec<_> = ["current"]
        .iter()
        .chain(&PLACES)
        .chain(more)
        .copied()
        .collect();
    server.run(&Shop::new(), &arguments)
}

fn statements(server: &Server) -> Vec<String> {
    let inputs = server.inputs("StartQueryExecution");
    inputs
        .iter()
        .map(|i| i["QueryString"].as_str().unwrap().to_string())
        .collect()
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

#[test]
fn a_new_table_is_made_of_all_changes_and_an_old_one_of_the_last_days() {
    let first = server(Vec::new(), "");
    let ran = run(&first, &["--format", "csv"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "table,scanned_bytes\norders_current,3000000\n"),
        "{}",
        ran.err
    );
    let sent = statements(&first);
    assert_eq!(sent.len(), 3);
    assert!(
        sent[0].starts_with("CREATE TABLE IF NOT EXISTS `orders_newest`")
            && sent[0].contains("'s3://lake-1/p/data/orders_newest/'")
    );
    assert!(
        sent[1].starts_with("MERGE INTO \"orders_newest\"") && !sent[1].contains("WHERE \"dt\"")
    );
    assert!(sent[2].starts_with("CREATE OR REPLACE VIEW \"orders_current\""));

    let again = server(vec![newest("", "string")], "");
    assert_eq!(run(&again, &[]).code, 0);
    let sent = statements(&again);
    assert_eq!(sent.len(), 2);
    let day = sent[0].split("WHERE \"dt\" >= '").nth(1).unwrap();
    assert!(
        day.as_bytes()[4] == b'-' && day.as_bytes()[10] == b'\'',
        "{day}"
    );
    let given = server(vec![newest("", "string")], "");
    assert_eq!(run(&given, &["--from-dt", "2026-10-01"]).code, 0);
    assert!(statements(&given)[0].contains("WHERE \"dt\" >= '2026-10-01'"));
    let whole = server(vec![newest("", "string")], "");
    assert_eq!(run(&whole, &["--whole"]).code, 0);
    let sent = statements(&whole);
    assert!(!sent[0].contains("WHERE \"dt\"") && sent[0].contains(">= target.\"change_id\""));
}

#[test]
fn a_new_column_is_added_and_another_type_is_refused() {
    let server_ = server(vec![newest("signature", "string")], "");
    assert_eq!(run(&server_, &[]).code, 0);
    assert_eq!(
        statements(&server_)[0],
        "ALTER TABLE `orders_newest` ADD COLUMNS (\n  `signature` binary\n)"
    );
    let other = server(vec![newest("", "int")], "");
    let ran = run(&other, &[]);
    assert_eq!((ran.code, statements(&other).len()), (2, 0));
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
    assert_eq!((ran.code, statements(&dry).len()), (0, 0));
    assert!(
        ran.out.contains("CREATE TABLE")
            && ran.out.contains("MERGE INTO")
            && ran.out.contains("CREATE OR REPLACE VIEW"),
        "{}",
        ran.out
    );
    let failing = server(Vec::new(), "MERGE INTO");
    let ran = run(&failing, &[]);
    assert_eq!((ran.code, statements(&failing).len()), (2, 2));
    assert!(
        ran.err
            .contains("the current state of `orders` was not merged")
            && ran.err.contains("ICEBERG_COMMIT_ERROR"),
        "{}",
        ran.err
    );
}
