//! The manifest against a recount of what was written, by a JSON parser that knows nothing of how it was made.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use lakebed_testkit::{Envelope, Manifest, Options, SAMPLE_DAY, Shop};
use serde_json::Value;

const TABLES: [(&str, &[&str]); 2] = [
    ("Orders", &["OrderID"]),
    ("UserEvents", &["SessionID", "EventID"]),
];

fn written(source: &str, seed: u64, options: Options, records: u64) -> (Vec<u8>, Manifest) {
    let mut out = Vec::new();
    let shop = Shop::new(seed, options);
    let manifest = match source {
        "Orders" => shop.write_orders(&mut out, records),
        _ => shop.write_user_events(&mut out, records),
    };
    (out, manifest.unwrap())
}

fn lines(out: &[u8]) -> Vec<&[u8]> {
    let mut lines: Vec<&[u8]> = out.split(|&b| b == b'\n').collect();
    assert!(lines.pop().unwrap().is_empty(), "the last line has its end");
    lines
}

fn key(value: &Value, names: &[&str]) -> String {
    let parts: Vec<&str> = names
        .iter()
        .map(|n| value[n]["S"].as_str().unwrap())
        .collect();
    parts.join("/")
}

/// A record that a reader ought to accept: JSON, a change of this table, with its key, numbers and depth in bounds.
fn good(line: &[u8], source: &str, names: &[&str]) -> Option<Value> {
    let record: Value = serde_json::from_slice(line).ok()?;
    let table = match record["tableName"].as_str() {
        Some(name) => name.to_owned(),
        None => record["eventSourceARN"]
            .as_str()?
            .split('/')
            .nth(1)?
            .to_owned(),
    };
    let text = String::from_utf8_lossy(line);
    let whole = table == source
        && names
            .iter()
            .all(|n| record["dynamodb"]["Keys"][n].is_object())
        && !text.contains("123456789123456789123456789123456789123456789")
        && !text.contains(&r#"{"L":["#.repeat(40));
    whole.then_some(record)
}

#[test]
fn every_count_is_that_of_the_records() {
    for (source, names) in TABLES {
        for envelope in [Envelope::Streams, Envelope::Kinesis] {
            let options = Options {
                envelope,
                days: 2,
                track_state: true,
                ..Options::default()
            };
            let (out, manifest) = written(source, 11, options, 6_000);
            let lines = lines(&out);
            assert_eq!(manifest.records, 6_000);
            assert_eq!(lines.len(), 6_000);
            assert_eq!(manifest.bytes, out.len() as u64);

            let good: Vec<Value> = lines
                .iter()
                .filter_map(|line| good(line, source, names))
                .collect();
            let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
            let mut ids = BTreeSet::new();
            let mut expired = 0;
            for record in &good {
                if ids.insert(record["eventID"].as_str().unwrap().to_owned()) {
                    *kinds
                        .entry(record["eventName"].as_str().unwrap().to_owned())
                        .or_default() += 1;
                    expired += u64::from(
                        record["userIdentity"]["principalId"] == "dynamodb.amazonaws.com",
                    );
                }
            }
            assert_eq!(manifest.changes, ids.len() as u64);
            assert_eq!(manifest.duplicates, (good.len() - ids.len()) as u64);
            assert_eq!(manifest.broken_total(), (lines.len() - good.len()) as u64);
            assert_eq!(manifest.broken.len(), 7);
            assert_eq!(
                [manifest.inserts, manifest.modifies, manifest.removes].map(Some),
                ["INSERT", "MODIFY", "REMOVE"].map(|kind| kinds.get(kind).copied())
            );
            assert_eq!(manifest.expired, expired);
            assert_eq!(manifest.by_day.len(), 2);
            assert!(manifest.by_day.contains_key(SAMPLE_DAY));
            assert_eq!(manifest.by_day.values().sum::<u64>(), manifest.changes);
            assert!(manifest.duplicates > 0 && manifest.late > 0 && manifest.with_misfit > 0);
        }
    }
}

#[test]
fn the_state_is_what_the_newest_sequence_number_says() {
    for (source, names) in TABLES {
        let options = Options {
            track_state: true,
            ..Options::default()
        };
        let (out, manifest) = written(source, 5, options, 6_000);
        let mut newest: BTreeMap<String, (u128, Value)> = BTreeMap::new();
        for record in lines(&out)
            .iter()
            .filter_map(|line| good(line, source, names))
        {
            if source == "UserEvents" && record["eventName"] != "INSERT" {
                continue;
            }
            let sequence: u128 = record["dynamodb"]["SequenceNumber"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap();
            let entry = newest.entry(key(&record["dynamodb"]["Keys"], names));
            let last = entry.or_insert((0, Value::Null));
            if sequence > last.0 {
                *last = (sequence, record["dynamodb"]["NewImage"].clone());
            }
        }
        assert_eq!(newest.len(), manifest.state.len());
        let mut live = 0;
        for (key, (sequence, image)) in &newest {
            let state = &manifest.state[key];
            assert_eq!(state.sequence, *sequence);
            let expected = state
                .image
                .as_deref()
                .map(|i| serde_json::from_str(i).unwrap());
            assert_eq!(*image, expected.unwrap_or(Value::Null));
            live += u64::from(image.is_object());
        }
        assert_eq!(manifest.live_keys, live);
        assert_eq!(manifest.removed_keys, newest.len() as u64 - live);
    }
}

#[test]
fn sequence_numbers_have_21_to_25_digits_and_images_follow_each_other() {
    let (out, _) = written("Orders", 3, Options::clean(), 5_000);
    let mut widths = BTreeSet::new();
    let mut images: BTreeMap<String, Value> = BTreeMap::new();
    let mut last = 0;
    for line in lines(&out) {
        let record: Value = serde_json::from_slice(line).unwrap();
        let change = &record["dynamodb"];
        let text = change["SequenceNumber"].as_str().unwrap();
        widths.insert(text.len());
        let sequence: u128 = text.parse().unwrap();
        assert!(sequence > last);
        last = sequence;
        let key = key(&change["Keys"], &["OrderID"]);
        match (record["eventName"].as_str().unwrap(), images.get(&key)) {
            ("INSERT", before) => {
                assert!(before.is_none_or(Value::is_null) && change["OldImage"].is_null())
            }
            (_, Some(before)) => assert_eq!(*before, change["OldImage"]),
            // An order of an earlier day.
            (_, None) => assert!(change["OldImage"].is_object()),
        }
        images.insert(key, change["NewImage"].clone());
    }
    assert_eq!(widths, BTreeSet::from([21, 22, 23, 24, 25]));
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for (source, _) in TABLES {
        let (first, manifest) = written(source, 9, Options::default(), 3_000);
        assert_eq!(
            (first.clone(), manifest),
            written(source, 9, Options::default(), 3_000)
        );
        assert_ne!(first, written(source, 10, Options::default(), 3_000).0);
    }
}

#[test]
fn any_count_is_met() {
    for (source, _) in TABLES {
        for records in [0, 1, 2, 7, 100, 1_000] {
            let (out, manifest) = written(source, 1, Options::default(), records);
            assert_eq!(lines(&out).len() as u64, records);
            assert_eq!(manifest.records, records);
        }
    }
}

#[test]
fn exports_hold_the_same_items() {
    let of = |envelope| {
        let options = Options {
            envelope,
            track_state: true,
            ..Options::clean()
        };
        written("Orders", 21, options, 4_000)
    };
    let (_, stream) = of(Envelope::Streams);
    let (full, _) = of(Envelope::ExportFull);
    let items: BTreeSet<String> = lines(&full)
        .iter()
        .map(|line| {
            let value: Value = serde_json::from_slice(line).unwrap();
            value["Item"].to_string()
        })
        .collect();
    let live = stream
        .state
        .values()
        .filter_map(|state| state.image.as_deref());
    let expected: BTreeSet<String> = live
        .map(|image| serde_json::from_str::<Value>(image).unwrap().to_string())
        .collect();
    assert_eq!(items, expected);

    let (incremental, manifest) = of(Envelope::ExportIncremental);
    assert_eq!(manifest.records as usize, stream.state.len());
    assert!(manifest.inserts > 0 && manifest.modifies > 0 && manifest.removes > 0);
    for line in lines(&incremental) {
        let value: Value = serde_json::from_slice(line).unwrap();
        let state = &stream.state[&key(&value["Keys"], &["OrderID"])];
        let micros = value["Metadata"]["WriteTimestampMicros"]["N"]
            .as_str()
            .unwrap();
        assert_eq!(micros, state.change_time_us.to_string());
        assert_eq!(value["NewImage"].is_object(), state.image.is_some());
    }
}

#[test]
fn an_order_change_is_of_the_size_that_benchmarks_use() {
    let (out, _) = written("Orders", 2, Options::clean(), 10_000);
    let mean = out.len() / 10_000;
    assert!((1_100..1_250).contains(&mean), "{mean} bytes");
}
