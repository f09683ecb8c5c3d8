//! Results in S3: large ones that are read from their object, and exports.

use serde_json::{Value, json};

use super::super::shop::{Shop, lines};
use super::server::{Server, error, pages};
use super::storage::Storage;

const OBJECT: &str = "results/run-1.csv";

/// 1,500 rows: in the object all of them, by the API the first page alone, unless the object may not be read.
fn athena(storage: &Storage, rows: &'static str) -> Server {
    Server::with(
        storage.clone(),
        move |operation, input, _| match operation {
            "StartQueryExecution" => (200, json!({"QueryExecutionId": "run-1"})),
            "GetQueryExecution" => (
                200,
                json!({"QueryExecution": {
                    "QueryExecutionId": "run-1", "StatementType": "DML", "Status": {"State": "SUCCEEDED"},
                    "ResultConfiguration": {"OutputLocation": format!("s3://{OBJECT}")},
                }}),
            ),
            "GetQueryResults" => {
                let column = |name: &str, ty: &str| json!({"Name": name, "Type": ty, "Precision": 0, "Scale": 0});
                let text = |text: &str| json!({"VarCharValue": text});
                let row = |n: u64| json!({"Data": [text(&n.to_string()), text(rows)]});
                let columns = [column("n", "bigint"), column("note", "varchar")];
                pages(input, &columns, row)
            }
            other => error(400, "UnknownOperationException", other),
        },
    )
}

fn run(server: &Server, arguments: &[&str]) -> super::super::shop::Ran {
    server.run_at(&Shop::new(), arguments)
}

#[test]
fn many_rows_come_from_the_object_with_null_and_empty_texts_apart() {
    let storage = Storage::default();
    let server = athena(&storage, "page");
    let note = |n: usize| ["", "\"\"", "\"a \"\"b\"\",\nc\""][n % 3];
    let rows: String = (0..1500)
        .map(|n| format!("\"{n}\",{}\n", note(n)))
        .collect();
    storage.put(OBJECT, format!("\"n\",\"note\"\n{rows}"));
    let ran = run(
        &server,
        &["query", "run", "by_status", "--format", "ndjson"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: Vec<Value> = lines(&ran.out)
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 1500);
    for (n, row) in rows.iter().enumerate() {
        let expected = [Value::Null, json!(""), json!("a \"b\",\nc")][n % 3].clone();
        assert_eq!((&row["n"], &row["note"]), (&json!(n), &expected));
    }
    assert_eq!(server.count("GetQueryResults"), 1);
}

#[test]
fn rows_come_page_by_page_where_the_object_may_not_be_read() {
    let storage = Storage::default();
    let server = athena(&storage, "page");
    storage.deny("results/");
    let ran = run(&server, &["query", "run", "by_status", "--format", "csv"]);
    assert_eq!((ran.code, lines(&ran.out).len()), (0, 1501), "{}", ran.err);
    assert_eq!(server.count("GetQueryResults"), 2);
}

#[test]
fn what_is_no_result_is_told() {
    let storage = Storage::default();
    let server = athena(&storage, "page");
    storage.put(OBJECT, "\"n\",\"note\"\n\"1\"\n");
    let ran = run(&server, &["query", "run", "by_status"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("the result s3://results/run-1.csv is not what Athena writes"),
        "{}",
        ran.err
    );
}

#[test]
fn an_object_is_exported_whole_or_not_at_all() {
    let storage = Storage::default();
    let server = athena(&storage, "page");
    storage.deny("results/");
    let export = |more: &[&str]| {
        let all: Vec<_> = ["export", "by_status", "--to", "s3://lake/exports/a.csv"]
            .iter()
            .chain(more)
            .copied()
            .collect();
        run(&server, &all)
    };
    let ran = export(&["--expires", "2h"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("/lake/exports/a.csv?") && ran.out.contains("X-Amz-Expires=7200"),
        "{}",
        ran.out
    );
    let object = String::from_utf8(storage.get("lake/exports/a.csv").unwrap()).unwrap();
    assert_eq!(
        (lines(&object)[0], lines(&object)[1500]),
        ("n,note", "1499,page")
    );
    let again = export(&[]);
    assert_eq!(
        lines(&again.err),
        [
            "error: s3://lake/exports/a.csv is there already",
            "hint: --force replaces it"
        ]
    );
    assert_eq!(export(&["--force"]).code, 0);
    let ran = export(&["--expires", "8d"]);
    assert!(
        ran.code == 2 && ran.err.contains("write a time like 90s, 30m, 1h or 7d"),
        "{}",
        ran.err
    );
    storage.deny("lake/exports/");
    let ran = export(&["--force"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("s3:PutObject on s3://lake/exports/a.csv: no permission"),
        "{}",
        ran.err
    );
}

#[test]
fn athena_unloads_into_an_empty_folder_only() {
    let storage = Storage::default();
    let server = athena(&storage, "page");
    let export = |to: &str, format: &str| {
        run(
            &server,
            &["export", "by_status", "--to", to, "--format", format],
        )
    };
    let ran = export("s3://lake/exports/x/", "csv");
    assert_eq!(
        lines(&ran.err),
        [
            "error: Athena writes parquet and ndjson into a folder",
            "hint: write --format parquet or ndjson; or name one object: s3://BUCKET/KEY.csv"
        ]
    );
    storage.put("lake/exports/full/a", "x");
    let ran = export("s3://lake/exports/full/", "parquet");
    assert_eq!(
        (ran.code, server.count("StartQueryExecution")),
        (2, 0),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("s3://lake/exports/full/ has objects already"),
        "{}",
        ran.err
    );
    let ran = export("s3://lake/exports/x/", "parquet");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let sql = server.inputs("StartQueryExecution")[0]["QueryString"].clone();
    let sql = sql.as_str().unwrap();
    assert!(
        sql.starts_with("UNLOAD (\n-- name: by_status\n")
            && sql.contains("\n)\nTO 's3://lake/exports/x/'\nWITH ("),
        "{sql}"
    );
}
