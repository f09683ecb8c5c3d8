//! Every way in which records are strung together gives the same rows.

use std::io::Write;

use base64_simd::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use lakebed_lake::{LandOptions, Lander, LocalStore, Store};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{input, land, ndjson, quarantine, rows, thing, things};

const COUNT: u64 = 60;

fn values() -> Vec<Value> {
    (0..COUNT)
        .map(|n| serde_json::from_str(&thing(n)).unwrap())
        .collect()
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn kinesis(n: u64) -> Value {
    json!({"eventSource": "aws:kinesis", "kinesis": {"partitionKey": "x", "data": STANDARD.encode_to_string(thing(n)), "approximateArrivalTimestamp": 1795132800.5}})
}

fn firehose(n: u64) -> Value {
    json!({"recordId": n.to_string(), "approximateArrivalTimestamp": 1_795_132_800_500_u64, "data": STANDARD.encode_to_string(thing(n))})
}

/// Lands `text` whole and in small blocks; both must hold what NDJSON of the same records does.
fn check(form: &str, text: impl Into<Vec<u8>>) {
    let text = text.into();
    let expected_lake = TempDir::new().unwrap();
    let expected_store = LocalStore::open(expected_lake.path());
    land(&expected_store, &things(), ndjson(0..COUNT));
    let expected = rows(&expected_store);
    for block_bytes in [4 << 20, 3000, 100] {
        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        let landed = Lander::new(&store, things(), LandOptions::default())
            .block_bytes(block_bytes)
            .land(input(text.clone()))
            .unwrap();
        assert!(landed.ledger.balances());
        assert_eq!(
            (landed.ledger.read, landed.ledger.quarantined),
            (COUNT, 0),
            "{form}, blocks of {block_bytes}: {:?}",
            quarantine(&store)
        );
        assert_eq!(rows(&store), expected, "{form}, blocks of {block_bytes}");
    }
}

#[test]
fn lines() {
    check("NDJSON", ndjson(0..COUNT));
    check("no last line end", ndjson(0..COUNT).trim_end());
    check("CRLF", ndjson(0..COUNT).replace('\n', "\r\n"));
    check(
        "blank lines and indents",
        format!("\n\n  {}", ndjson(0..COUNT).replace('\n', "\n\n \t")),
    );
    check("byte order mark", format!("\u{feff}{}", ndjson(0..COUNT)));
    check("spaces around", ndjson(0..COUNT).replace('\n', "  \n "));
}

#[test]
fn objects() {
    check("concatenated", ndjson(0..COUNT).replace('\n', ""));
    check(
        "concatenated with spaces",
        ndjson(0..COUNT).replace('\n', " "),
    );
    check(
        "pretty",
        values().iter().map(pretty).collect::<Vec<_>>().join("\n"),
    );
    check(
        "pretty and concatenated",
        values().iter().map(pretty).collect::<String>(),
    );
    let mixed = (0..COUNT).map(|n| {
        if n % 2 == 0 {
            thing(n) + "\n"
        } else {
            pretty(&values()[n as usize]) + "\n"
        }
    });
    check("mixed", mixed.collect::<String>());
    let pairs = (0..COUNT).map(|n| thing(n) + if n % 2 == 0 { "" } else { "\n" });
    check("two to a line", pairs.collect::<String>());
}

#[test]
fn arrays() {
    check("array", json!(values()).to_string());
    check("pretty array", pretty(&json!(values())));
    let lines: Vec<_> = values()
        .chunks(7)
        .map(|chunk| json!(chunk).to_string())
        .collect();
    check("array per line", lines.join("\n"));
}

#[test]
fn wrappers() {
    check("DynamoDB event", json!({"Records": values()}).to_string());
    check(
        "pretty DynamoDB event",
        pretty(&json!({"Records": values()})),
    );
    check(
        "GetRecords of a stream",
        json!({"Records": values(), "ZNextShardIterator": {"a": [1, "]}"]}}).to_string() + "\n",
    );
    let events: Vec<_> = values()
        .chunks(7)
        .map(|chunk| json!({"Records": chunk}).to_string())
        .collect();
    check("event per line", events.join("\n"));
    check("events concatenated", events.concat());
    let kinesis: Vec<_> = (0..COUNT).map(kinesis).collect();
    check("Kinesis event", json!({"Records": kinesis}).to_string());
    check("pretty Kinesis event", pretty(&json!({"Records": kinesis})));
    check(
        "Kinesis records",
        kinesis
            .iter()
            .map(Value::to_string)
            .collect::<Vec<_>>()
            .join("\n"),
    );
    let firehose: Vec<_> = (0..COUNT).map(firehose).collect();
    check(
        "Firehose request",
        json!({"invocationId": "i", "records": firehose, "region": "eu-west-1"}).to_string(),
    );
    let get = (0..COUNT).map(|n| json!({"SequenceNumber": "1", "Data": STANDARD.encode_to_string(thing(n)), "PartitionKey": "x"}));
    let get: Vec<_> = get.collect();
    check(
        "GetRecords of Kinesis",
        json!({"MillisBehindLatest": 0, "Records": get}).to_string(),
    );
    let errors: Vec<_> = (0..COUNT)
        .map(|n| {
            json!({"rawData": STANDARD.encode_to_string(thing(n)), "errorCode": "x"}).to_string()
        })
        .collect();
    check("error objects", errors.join("\n"));
}

#[test]
fn compressed() {
    let text = ndjson(0..COUNT);
    check("gzip", gzip(text.as_bytes()));
    let (head, tail) = text.as_bytes().split_at(text.len() / 3);
    check("gzip in two members", [gzip(head), gzip(tail)].concat());
    check(
        "gzip of an array",
        gzip(json!(values()).to_string().as_bytes()),
    );
    check(
        "gzip of a byte order mark",
        gzip(format!("\u{feff}{text}").as_bytes()),
    );
}

#[test]
fn arrival_is_the_time_of_a_change_without_one() {
    let mut change: Value = serde_json::from_str(&thing(1)).unwrap();
    change["dynamodb"]
        .as_object_mut()
        .unwrap()
        .remove("ApproximateCreationDateTime");
    let data = STANDARD.encode_to_string(change.to_string());
    let event = json!({"Records": [{"kinesis": {"data": data, "approximateArrivalTimestamp": 1795219200.25}}]}).to_string();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    assert_eq!(land(&store, &things(), event).ledger.landed, 1);
    assert!(
        store
            .list("data/things_changes/dt=2026-11-21/")
            .unwrap()
            .len()
            == 1
    );

    // Without it, the run's own time counts, and without that it is no row.
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    assert_eq!(
        land(&store, &things(), change.to_string())
            .ledger
            .quarantined_by["no_time"],
        1
    );
    let options = LandOptions {
        as_of: Some(1_795_132_800_000_000),
        ..LandOptions::default()
    };
    let landed = Lander::new(&store, things(), options)
        .land(input(change.to_string()))
        .unwrap();
    assert_eq!(landed.ledger.landed, 1);
    assert!(landed.ledger.object_keys[0].starts_with("data/things_changes/dt=2026-11-20/"));
}

#[test]
fn nothing_is_read_as_nothing() {
    for text in ["", "\n\n", "[]", "{\"Records\":[]}", "\u{feff}", "  [ ] "] {
        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        let ledger = land(&store, &things(), text).ledger;
        assert_eq!((ledger.read, ledger.objects), (0, 0), "{text:?}");
    }
}
