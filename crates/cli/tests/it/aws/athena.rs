use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use super::super::shop::{Shop, lines};
use super::server::{PLACES, Reply, Server, error, pages};

/// One statement that goes through `states`, the last of them for ever, and has 1,500 rows.
fn athena(states: &'static [&'static str], reason: &'static str, scanned: u64) -> Server {
    Server::start(move |operation, input, before| match operation {
        "StartQueryExecution" => (200, json!({"QueryExecutionId": "run-1"})),
        "StopQueryExecution" => (200, json!({})),
        "GetQueryExecution" => {
            let state = states[before.min(states.len() - 1)];
            let statistics = json!({"DataScannedInBytes": scanned, "TotalExecutionTimeInMillis": 1234, "QueryQueueTimeInMillis": 100});
            let status = json!({"State": state, "StateChangeReason": reason});
            (
                200,
                json!({"QueryExecution": {"QueryExecutionId": "run-1", "StatementType": "DML", "Status": status, "Statistics": statistics}}),
            )
        }
        "GetQueryResults" => results(input),
        other => error(400, "UnknownOperationException", other),
    })
}

fn results(input: &Value) -> Reply {
    let column = |name: &str, ty: &str, precision: i32, scale: i32| json!({"Name": name, "Label": name, "Type": ty, "Precision": precision, "Scale": scale});
    let columns = [
        column("n", "bigint", 19, 0),
        column("amount", "decimal", 38, 2),
        column("at", "timestamp", 3, 0),
        column("note", "varchar", 0, 0),
    ];
    let cell = |text: Option<String>| text.map_or(json!({}), |text| json!({"VarCharValue": text}));
    let row = |n: u64| {
        let note = (!n.is_multiple_of(2)).then(String::new);
        let cells = [
            Some(n.to_string()),
            Some(format!("123456789012345678901234567890{n:04}.25")),
            Some("2026-11-20 07:30:00.125".into()),
            note,
        ];
        json!({"Data": cells.map(cell)})
    };
    pages(input, &columns, row)
}

fn run(server: &Server, more: &[&str]) -> super::super::shop::Ran {
    let query = ["query", "run", "by_status"];
    server.run_at(&Shop::new(), &[&query, more].concat())
}

#[test]
fn rows_come_typed_from_every_page() {
    let server = athena(&["QUEUED", "RUNNING", "SUCCEEDED"], "", 2_500_000_000);
    let ran = run(&server, &["--format", "ndjson", "--param", "status=paid"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 1500);
    assert!((0..1500).all(|n| rows[n]["n"] == n), "rows are in order");
    assert!(
        ran.out.contains("1234567890123456789012345678901499.25"),
        "digits are kept"
    );
    assert_eq!(
        (&rows[0]["note"], &rows[1]["note"]),
        (&Value::Null, &json!(""))
    );
    assert_eq!(
        lines(&ran.err),
        ["1,500 rows in 1.2 s (0.1 s queued), 2,500.0 MB scanned, 0.0125 USD; run run-1"]
    );
    let started = &server.inputs("StartQueryExecution")[0];
    assert_eq!(
        (
            &started["WorkGroup"],
            &started["QueryExecutionContext"]["Database"]
        ),
        (&json!("group"), &json!("shop"))
    );
    assert!(
        started["ClientRequestToken"].as_str().unwrap().len() >= 32,
        "{started}"
    );
    let sql = started["QueryString"].as_str().unwrap();
    assert!(
        sql.contains("status = 'paid'") && !sql.contains(":status"),
        "{sql}"
    );
}

#[test]
fn results_may_be_reused_and_put_elsewhere() {
    let server = athena(&["SUCCEEDED"], "", 0);
    let ran = run(&server, &["--reuse", "30", "--results", "s3://results/x/"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let started = &server.inputs("StartQueryExecution")[0];
    assert_eq!(
        started["ResultReuseConfiguration"]["ResultReuseByAgeConfiguration"]["MaxAgeInMinutes"],
        30
    );
    assert_eq!(
        started["ResultConfiguration"]["OutputLocation"],
        "s3://results/x/"
    );
}

#[test]
fn a_failure_has_its_reason_and_a_hint() {
    let server = athena(
        &["RUNNING", "FAILED"],
        "TABLE_NOT_FOUND: line 5:6: Table 'shop.orders' does not exist",
        0,
    );
    let ran = run(&server, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        lines(&ran.err),
        [
            "error: query `by_status` failed",
            "  because: Athena did not answer: TABLE_NOT_FOUND: line 5:6: Table 'shop.orders' does not exist",
            "hint: run `lakebed register --target aws`",
        ]
    );
}

#[test]
fn a_query_that_reads_too_much_is_stopped() {
    let server = athena(&["RUNNING", "RUNNING", "CANCELLED"], "", 11_000_000_000);
    let ran = run(&server, &["--max-scan", "10GB"]);
    assert_eq!(
        (ran.code, server.count("StopQueryExecution")),
        (2, 1),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("may read 10000000000")
            && ran.err.contains("hint: filter on dt, or raise --max-scan"),
        "{}",
        ran.err
    );
}

#[test]
fn an_interrupt_stops_the_query() {
    let server = athena(&["RUNNING"], "", 0);
    let shop = Shop::new();
    let arguments = [&["query", "run", "by_status"][..], &PLACES].concat();
    let child = shop
        .command(&arguments, &server.environment())
        .spawn()
        .unwrap();
    for _ in 0..300 {
        if server.count("GetQueryExecution") > 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let sent = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (output.status.code(), server.count("StopQueryExecution")),
        (Some(2), 1),
        "{told}"
    );
    assert!(told.contains("it was stopped"), "{told}");
}

#[test]
fn athena_checks_queries_and_places_are_those_of_the_file() {
    let server = athena(
        &["FAILED"],
        "COLUMN_NOT_FOUND: line 5:8: Column 'statuss' cannot be resolved",
        0,
    );
    let shop = Shop::new();
    let ran = server.run_at(&shop, &["query", "check"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(
        lines(&ran.out),
        [
            "queries/by_status.sql:4:8: Column 'statuss' cannot be resolved; see `lakebed table show` for the columns there are"
        ]
    );
    let sql = server.inputs("StartQueryExecution")[0]["QueryString"].clone();
    assert!(
        sql.as_str()
            .unwrap()
            .starts_with("EXPLAIN (TYPE VALIDATE)\n-- name: by_status\n"),
        "{sql}"
    );
}

#[test]
fn a_refused_start_is_told() {
    let server = Server::start(|_, _, _| {
        error(
            400,
            "InvalidRequestException",
            "No output location provided. An output location is required.",
        )
    });
    let ran = run(&server, &[]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("hint: name one with --results s3://BUCKET/PREFIX/"),
        "{}",
        ran.err
    );
}

#[test]
fn named_queries_follow_the_files() {
    let server = Server::start(|operation, _, _| match operation {
        "ListNamedQueries" => (200, json!({"NamedQueryIds": ["1", "2", "3"]})),
        "BatchGetNamedQuery" => {
            let named = |id: &str, name: &str, database: &str| json!({"NamedQueryId": id, "Name": name, "Database": database, "QueryString": "SELECT 1", "WorkGroup": "group"});
            (
                200,
                json!({"NamedQueries": [named("1", "by_status", "shop"), named("2", "old", "shop"), named("3", "theirs", "elsewhere")]}),
            )
        }
        _ => (200, json!({})),
    });
    let shop = Shop::new();
    shop.write("queries/new.sql", "-- name: new\n-- description: New\n-- param: city string\nSELECT count(*) AS n FROM orders WHERE status = :city\n");
    let publish = |more: &[&str]| {
        let publish = ["query", "publish", "--format", "csv"];
        server.run_at(&shop, &[&publish, more].concat())
    };
    let dry = publish(&["--dry-run"]);
    assert_eq!(
        lines(&dry.out),
        [
            "query,action",
            "by_status,update",
            "new,create",
            "old,orphan"
        ],
        "{dry:?}"
    );
    assert_eq!(
        (
            server.count("CreateNamedQuery"),
            server.count("UpdateNamedQuery")
        ),
        (0, 0)
    );
    let ran = publish(&[]);
    assert_eq!(
        (ran.code, server.count("DeleteNamedQuery")),
        (0, 0),
        "{ran:?}"
    );
    assert_eq!(
        ran.err,
        "1 named queries have no file: --prune deletes them\n"
    );
    let updated = &server.inputs("UpdateNamedQuery")[0];
    assert!(
        updated["QueryString"]
            .as_str()
            .unwrap()
            .contains("LIMIT 10"),
        "{updated}"
    );
    let created = &server.inputs("CreateNamedQuery")[0];
    assert!(
        created["QueryString"]
            .as_str()
            .unwrap()
            .contains("status = :city"),
        "{created}"
    );
    assert_eq!(publish(&["--prune"]).code, 0);
    assert_eq!(
        server.inputs("DeleteNamedQuery"),
        [json!({"NamedQueryId": "2"})]
    );
}
