//! Result tables in Glue: the calls of a run, in their order, and what is left when one of them fails.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::super::shop::{Ran, Shop, lines};
use super::server::{Reply, Server, error};
use super::storage::{OLD, Storage};

const DAYS: &str = "-- name: days_table\n-- description: The table days\n-- materialize: days partition=dt key=n\nSELECT n, dt FROM numbers;\n";
const PLACES: [&str; 8] = [
    "--target",
    "aws",
    "--database",
    "shop",
    "--workgroup",
    "group",
    "--lake",
    "s3://lake/root",
];

/// Glue's tables, and Athena as far as the statements of a run go: what a result has is said by `days`.
#[derive(Default)]
struct State {
    tables: BTreeMap<String, Value>,
    days: Vec<String>,
    /// Rows of each day, and how many keys they have.
    rows: (u64, u64),
    /// A part of a statement that fails.
    fails: Option<&'static str>,
    /// Somebody else is faster, once.
    overtaken: bool,
    statements: Vec<String>,
}

struct Cloud {
    server: Server,
    state: Arc<Mutex<State>>,
    shop: Shop,
}

impl Cloud {
    fn new(days: usize) -> Self {
        let storage = Storage::default();
        let state = Arc::new(Mutex::new(State {
            days: (0..days).map(|d| format!("d{d:03}")).collect(),
            rows: (5, 5),
            ..State::default()
        }));
        let (shared, objects) = (Arc::clone(&state), storage.clone());
        let server = Server::with(storage, move |operation, input, _| {
            shared.lock().unwrap().answer(operation, input, &objects)
        });
        let shop = Shop::new();
        shop.write("queries/days_table.sql", DAYS);
        Self {
            server,
            state,
            shop,
        }
    }

    fn run(&self, more: &[&str]) -> Ran {
        let command = ["query", "materialize", "days_table", "--format", "json"];
        let all: Vec<_> = command.iter().chain(&PLACES).chain(more).copied().collect();
        self.server.run(&self.shop, &all)
    }

    fn done(&self, more: &[&str]) -> Value {
        let ran = self.run(more);
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str::<Value>(&ran.out).unwrap()[0].clone()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
    }

    fn location(&self) -> String {
        let state = self.state.lock().unwrap();
        state.tables["days"]["StorageDescriptor"]["Location"]
            .as_str()
            .unwrap()
            .into()
    }

    /// The objects of the version that the table is, by partition.
    fn objects(&self) -> Vec<String> {
        let location = self.location();
        self.server
            .storage
            .names(location.strip_prefix("s3://").unwrap())
    }

    fn tables(&self) -> Vec<String> {
        self.state.lock().unwrap().tables.keys().cloned().collect()
    }
}

impl State {
    fn answer(&mut self, operation: &str, input: &Value, storage: &Storage) -> Reply {
        let name = input["Name"].as_str().unwrap_or_default();
        match operation {
            "StartQueryExecution" => {
                self.statements
                    .push(input["QueryString"].as_str().unwrap().into());
                (
                    200,
                    json!({"QueryExecutionId": format!("run-{}", self.statements.len())}),
                )
            }
            "GetQueryExecution" => {
                self.execution(input["QueryExecutionId"].as_str().unwrap(), storage)
            }
            "GetQueryResults" => (200, self.counts()),
            "GetTable" => match self.tables.get(name) {
                Some(table) => (200, json!({"Table": table})),
                None => error(400, "EntityNotFoundException", name),
            },
            "GetTables" => (
                200,
                json!({"TableList": self.tables.values().collect::<Vec<_>>()}),
            ),
            "CreateTable" => {
                self.keep(&input["TableInput"], 1);
                (200, json!({}))
            }
            "UpdateTable" if self.overtaken => {
                self.overtaken = false;
                let mut other = self.tables["days"].clone();
                storage.put(
                    "lake/root/data/days/0123456789abcdef0123456789abcdef/dt=x9/other",
                    "x",
                );
                other["StorageDescriptor"]["Location"] =
                    json!("s3://lake/root/data/days/0123456789abcdef0123456789abcdef/");
                self.keep(&other, 7);
                error(400, "ConcurrentModificationException", "days")
            }
            "UpdateTable" => {
                let version: u64 = input["VersionId"].as_str().unwrap().parse().unwrap();
                self.keep(&input["TableInput"], version + 1);
                (200, json!({}))
            }
            "DeleteTable" => match self.tables.remove(name) {
                Some(_) => (200, json!({})),
                None => error(400, "EntityNotFoundException", name),
            },
            other => error(400, "UnknownOperationException", other),
        }
    }

    fn keep(&mut self, table: &Value, version: u64) {
        let mut table = table.clone();
        table["VersionId"] = json!(version.to_string());
        table["CreateTime"] = json!(4_900_000_000_u64);
        self.tables
            .insert(table["Name"].as_str().unwrap().into(), table);
    }

    /// Runs a statement when it is looked at.
    fn execution(&mut self, id: &str, storage: &Storage) -> Reply {
        let number: usize = id.strip_prefix("run-").unwrap().parse().unwrap();
        let sql = self.statements[number - 1].clone();
        let table = |before: &str| {
            sql.split_once(before)
                .and_then(|(_, rest)| rest.split('"').next().map(String::from))
        };
        let mut status = json!({"State": "SUCCEEDED"});
        if self.fails.is_some_and(|part| sql.contains(part)) {
            status = json!({"State": "FAILED", "StateChangeReason": "Query exhausted resources at this scale factor"});
        } else if let Some(name) = table("CREATE TABLE \"") {
            let columns = [("n", "smallint"), ("dt", "varchar(10)")]
                .map(|(n, t)| json!({"Name": n, "Type": t}));
            let location = format!("s3://results/tables/{id}");
            storage.put(&format!("results/tables/{id}/rows"), "x");
            let made = json!({"Name": name, "TableType": "EXTERNAL_TABLE", "StorageDescriptor": {"Columns": columns, "Location": location}});
            self.keep(&made, 1);
        } else if let Some(name) = table("INSERT INTO \"") {
            let location = self.tables[&name]["StorageDescriptor"]["Location"]
                .as_str()
                .unwrap()
                .to_string();
            let wanted =
                |day: &&String| !sql.contains("WHERE") || sql.contains(&format!("'{day}'"));
            for day in self.days.iter().filter(wanted) {
                let folder = location.strip_prefix("s3://").unwrap();
                storage.put(&format!("{folder}dt={day}/{id}"), "rows");
            }
        }
        let statistics =
            json!({"DataScannedInBytes": 20_000_000, "TotalExecutionTimeInMillis": 10});
        (
            200,
            json!({"QueryExecution": {"QueryExecutionId": id, "StatementType": "DML", "Status": status, "Statistics": statistics}}),
        )
    }

    fn counts(&self) -> Value {
        let column =
            |name: &str, ty: &str| json!({"Name": name, "Type": ty, "Precision": 0, "Scale": 0});
        let columns = [
            column("dt", "varchar"),
            column("row_count", "bigint"),
            column("key_count", "bigint"),
        ];
        let row =
            |cells: [&str; 3]| json!({"Data": cells.map(|cell| json!({"VarCharValue": cell}))});
        let (rows, keys) = (self.rows.0.to_string(), self.rows.1.to_string());
        let mut all = vec![row(["dt", "row_count", "key_count"])];
        all.extend(self.days.iter().map(|day| row([day, &rows, &keys])));
        json!({"ResultSet": {"Rows": all, "ResultSetMetadata": {"ColumnInfo": columns}}})
    }
}

fn counts(done: &Value) -> [u64; 5] {
    ["rows", "replaced", "kept", "removed", "objects"].map(|name| done[name].as_u64().unwrap())
}

#[test]
fn a_version_is_made_in_batches_and_switched_to() {
    let cloud = Cloud::new(150);
    assert_eq!(counts(&cloud.done(&[])), [750, 150, 0, 0, 150]);
    let statements = cloud.state.lock().unwrap().statements.clone();
    let starts: Vec<_> = statements
        .iter()
        .map(|sql| sql.split(" \"").next().unwrap())
        .collect();
    assert_eq!(
        starts,
        ["CREATE TABLE", "SELECT", "INSERT INTO", "INSERT INTO"]
    );
    let header = DAYS.trim_end().trim_end_matches(';');
    assert!(statements[0].ends_with(&format!(" AS\n{header}\n")));
    assert!(
        statements[3].contains("SELECT CAST(\"n\" AS integer), \"dt\"\n")
            && statements[3].contains("'d100'")
    );
    let table = cloud.state.lock().unwrap().tables["days"].clone();
    assert_eq!(table["Parameters"]["lakebed.query"], "days_table");
    assert_eq!(table["Parameters"]["projection.dt.type"], "enum");
    assert_eq!(
        table["Parameters"]["storage.location.template"],
        format!("{}dt=${{dt}}/", cloud.location())
    );
    let columns = &table["StorageDescriptor"]["Columns"];
    assert_eq!(columns, &json!([{"Name": "n", "Type": "int"}]));
    // Neither the tables of the run nor its rows are left.
    assert_eq!(cloud.tables(), ["days"]);
    assert_eq!(cloud.server.storage.names("results/"), Vec::<String>::new());
}

#[test]
fn partitions_that_the_result_does_not_have_are_copied() {
    let cloud = Cloud::new(3);
    cloud.done(&[]);
    let first = cloud.objects();
    cloud.change(|state| state.days = vec!["d002".into(), "d003".into()]);
    assert_eq!(counts(&cloud.done(&[])), [10, 2, 2, 0, 4]);
    let second = cloud.objects();
    assert_eq!(second[..2], first[..2]);
    assert!(
        second[2] != first[2]
            && second[2].starts_with("dt=d002/")
            && second[3].starts_with("dt=d003/")
    );
    cloud.change(|state| state.days = vec!["d003".into()]);
    assert_eq!(counts(&cloud.done(&["--whole"])), [5, 1, 0, 3, 1]);
}

#[test]
fn a_faster_writer_keeps_its_partitions() {
    let cloud = Cloud::new(2);
    cloud.done(&[]);
    cloud.change(|state| {
        state.overtaken = true;
        state.days = vec!["d001".into()];
    });
    // The other run left one partition, dt=x9: it stays, and d000, which it removed, does not come back.
    assert_eq!(counts(&cloud.done(&[])), [5, 1, 1, 0, 2]);
    let objects = cloud.objects();
    assert!(
        objects[0].starts_with("dt=d001/") && objects[1] == "dt=x9/other",
        "{objects:?}"
    );
}

#[test]
fn a_failure_leaves_the_table_as_it_was() {
    let cloud = Cloud::new(2);
    cloud.done(&[]);
    let (before, objects) = (cloud.location(), cloud.objects());
    for part in ["CREATE TABLE", "SELECT \"dt\", coalesce", "INSERT INTO"] {
        cloud.change(|state| state.fails = Some(part));
        let ran = cloud.run(&[]);
        assert_eq!(ran.code, 2, "{part}");
        assert_eq!(
            lines(&ran.err)[..3],
            [
                "error: query `days_table` was not materialized",
                "  because: Athena did not answer: Query exhausted resources at this scale factor",
                "hint: filter on dt, or run it when less else runs",
            ]
        );
        assert_eq!(
            (cloud.location(), cloud.objects()),
            (before.clone(), objects.clone())
        );
        assert_eq!(cloud.tables(), ["days"]);
    }
    cloud.change(|state| {
        state.fails = None;
        state.rows = (5, 4);
    });
    let ran = cloud.run(&[]);
    assert!(
        ran.err
            .contains("because: rows of the result have the same key (dt, n)"),
        "{}",
        ran.err
    );
    cloud.change(|state| {
        state.rows = (5, 5);
        state.days = vec!["a/b".into()];
    });
    let ran = cloud.run(&[]);
    assert!(
        ran.err
            .contains("partition column `dt` has a value that a path cannot hold"),
        "{}",
        ran.err
    );
    assert_eq!(
        (cloud.location(), cloud.tables()),
        (before, vec!["days".to_string()])
    );
}

#[test]
fn a_table_of_somebody_else_is_left_alone_before_anything_is_paid_for() {
    let cloud = Cloud::new(2);
    cloud.change(|state| state.keep(&json!({"Name": "days", "TableType": "EXTERNAL_TABLE"}), 3));
    let ran = cloud.run(&[]);
    assert!(
        ran.err
            .contains("table `days` is in the catalog already and is no result of a query"),
        "{}",
        ran.err
    );
    assert_eq!(cloud.server.count("StartQueryExecution"), 0);
}

#[test]
fn what_killed_runs_left_goes_when_it_is_old() {
    let cloud = Cloud::new(1);
    let version = |digit: char| digit.to_string().repeat(32);
    let storage = &cloud.server.storage;
    storage.put_at(
        &format!("lake/root/data/days/{}/dt=d/old", version('a')),
        "x",
        OLD,
    );
    storage.put(
        &format!("lake/root/data/days/{}/dt=d/new", version('b')),
        "x",
    );
    storage.put_at("lake/root/data/days/theirs/file", "x", OLD);
    storage.put_at(
        &format!("lake/root/data/others/{}/x", version('c')),
        "x",
        OLD,
    );
    cloud.change(|state| {
        for (name, created) in [
            ("lakebed_rows_0123456789abcdef_days", 1_500_000_000_u64),
            ("lakebed_next_0123456789abcdef_days", 4_900_000_000),
            ("lakebed_rows_0123456789abcdef_other", 1_500_000_000),
        ] {
            state.keep(&json!({"Name": name, "TableType": "EXTERNAL_TABLE"}), 1);
            state.tables.get_mut(name).unwrap()["CreateTime"] = json!(created);
        }
    });
    cloud.done(&[]);
    let left = storage.names("lake/root/data/");
    let has = |part: &str| left.iter().any(|name| name.contains(part));
    assert!(
        !has("/dt=d/old") && has("/dt=d/new") && has("theirs/file") && has("others/"),
        "{left:?}"
    );
    assert_eq!(
        cloud.tables(),
        [
            "days",
            "lakebed_next_0123456789abcdef_days",
            "lakebed_rows_0123456789abcdef_other"
        ]
    );
}
