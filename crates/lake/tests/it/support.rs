//! A small table, its changes, and ways to look into a lake.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use lakebed_lake::{Input, LandOptions, Landed, Lander, LocalStore, Store};
use lakebed_record::definition::TableDefinition;
use lakebed_record::plan::Plan;
use lakebed_testkit::{Options, Shop};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

pub const THINGS: &str = r#"
name = "things"
source = "Things"
primary_key = ["id", "n"]

[[column]]
name = "id"
type = "string"

[[column]]
name = "n"
type = "int"

[[column]]
name = "note"
type = "string"

[[column]]
name = "parts"
type = "array<struct<sku:string,price:decimal(20,2),tags:map<string,int>>>"
"#;

/// 2026-11-20 00:00 UTC, in seconds.
pub const DAY: u64 = 1_795_132_800;

pub fn plan_of(toml: &str) -> Arc<Plan> {
    Arc::new(Plan::compile(
        &TableDefinition::parse(toml, "test.toml").unwrap(),
    ))
}

pub fn things() -> Arc<Plan> {
    plan_of(THINGS)
}

pub fn table_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../infra/tables/{name}.toml"))
}

pub fn orders() -> Arc<Plan> {
    plan_of(&std::fs::read_to_string(table_file("orders")).unwrap())
}

/// The n-th change of `Things`: one line of JSON. Every third is the second change of its key.
pub fn thing(n: u64) -> String {
    let key = format!(
        r#""id":{{"S":"key-{}"}},"n":{{"N":"{}"}}"#,
        (n * 7919) % 1000,
        n % 3
    );
    let time = DAY + (n % 5) * 40_000;
    let parts: Vec<_> = (0..n % 3)
        .map(|i| format!(r#"{{"M":{{"sku":{{"S":"s{i}"}},"price":{{"N":"{n}.5"}},"tags":{{"M":{{"t{i}":{{"N":"{i}"}}}}}}}}}}"#))
        .collect();
    let note = if n.is_multiple_of(4) {
        r#"{"NULL":true}"#.into()
    } else {
        format!(r#"{{"S":"größe \"{n}\" 🦀"}}"#)
    };
    format!(
        r#"{{"eventID":"e{n}","eventName":"MODIFY","eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/Things/stream/x","dynamodb":{{"ApproximateCreationDateTime":{time},"Keys":{{{key}}},"NewImage":{{{key},"note":{note},"parts":{{"L":[{}]}}}},"SequenceNumber":"{}"}}}}"#,
        parts.join(","),
        1000 + n,
    )
}

pub fn ndjson(numbers: impl IntoIterator<Item = u64>) -> String {
    numbers.into_iter().map(|n| thing(n) + "\n").collect()
}

/// Changes of `Orders`: believable, with duplicates and broken records.
pub fn order_changes(count: u64, days: u32) -> Vec<u8> {
    let mut out = Vec::new();
    Shop::new(
        7,
        Options {
            days,
            ..Options::default()
        },
    )
    .write_orders(&mut out, count)
    .unwrap();
    out
}

pub fn input(text: impl Into<Vec<u8>>) -> Vec<Input> {
    vec![Input::reader("test", Cursor::new(text.into()))]
}

pub fn land(store: &dyn Store, plan: &Arc<Plan>, text: impl Into<Vec<u8>>) -> Landed {
    land_with(store, plan, text, LandOptions::default())
}

pub fn land_with(
    store: &dyn Store,
    plan: &Arc<Plan>,
    text: impl Into<Vec<u8>>,
    options: LandOptions,
) -> Landed {
    let landed = Lander::new(store, Arc::clone(plan), options)
        .land(input(text))
        .unwrap();
    assert!(landed.ledger.balances(), "{}", landed.ledger.to_json());
    landed
}

/// Every object of the lake with its bytes.
pub fn objects(store: &dyn Store) -> BTreeMap<String, Vec<u8>> {
    store
        .list("")
        .unwrap()
        .into_iter()
        .map(|object| (object.key.clone(), store.get(&object.key).unwrap()))
        .collect()
}

/// Every row of the lake as text with its folder, and how often it is there.
pub fn rows(store: &LocalStore) -> BTreeMap<String, usize> {
    let mut rows = BTreeMap::new();
    for object in store.list("data/").unwrap() {
        let folder = object.key.rsplit_once('/').unwrap().0;
        for batch in read(&store.path(&object.key).unwrap()) {
            for row in 0..batch.num_rows() {
                *rows
                    .entry(format!("{folder} {}", row_text(&batch, row)))
                    .or_default() += 1;
            }
        }
    }
    rows
}

pub fn read(path: &Path) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap())
        .unwrap()
        .build()
        .unwrap();
    reader.map(Result::unwrap).collect()
}

pub fn row_text(batch: &RecordBatch, row: usize) -> String {
    let options = FormatOptions::default().with_null("∅");
    let cell = |column| {
        ArrayFormatter::try_new(column, &options)
            .unwrap()
            .value(row)
            .to_string()
    };
    batch
        .columns()
        .iter()
        .map(|column| cell(column.as_ref()))
        .collect::<Vec<_>>()
        .join(" | ")
}

/// The quarantine's lines.
pub fn quarantine(store: &dyn Store) -> Vec<serde_json::Value> {
    let objects = store.list("quarantine/").unwrap();
    let texts = objects
        .into_iter()
        .map(|object| String::from_utf8(store.get(&object.key).unwrap()).unwrap());
    texts
        .flat_map(|text| {
            text.lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The example program that lands files, which cargo builds before it runs tests.
pub fn land_command(lake: &Path, table: &str, threads: usize) -> Command {
    let tests = std::env::current_exe().unwrap();
    let program = tests
        .parent()
        .unwrap()
        .parent()
        .unwrap()
        .join("examples")
        .join("land");
    let mut command = Command::new(program);
    command
        .arg(lake)
        .arg(table_file(table))
        .args(["--threads", &threads.to_string()]);
    command
}
