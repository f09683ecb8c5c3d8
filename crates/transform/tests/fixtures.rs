//! Every Firehose, Kinesis and DynamoDB event that ships with AWS's Rust types, as they stand in that crate's source.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use std::path::PathBuf;

use common::{
    answered, change, decode, encode, ids, parse, record, request_of, result, row, transform,
};
use lakebed_transform::{BatchError, handler};
use serde_json::{Value, json};

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder: PathBuf = common::package_source("aws_lambda_events").join("src/fixtures");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            ["firehose", "kinesis", "dynamodb"]
                .iter()
                .any(|service| name.contains(service))
        })
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                std::fs::read(entry.path()).unwrap(),
            )
        })
        .collect();
    found.sort();
    assert!(found.len() >= 8, "{}", found.len());
    found
}

/// A definition for a table of which only the key's name and type are known.
fn definition(source: &str, key: &str, ty: &str) -> String {
    format!(
        "name = \"events\"\nsource = \"{source}\"\nprimary_key = [\"k\"]\nkind = \"entity\"\npartition = [\"dt\"]\n\
         [[column]]\nname = \"k\"\ntype = \"{ty}\"\nfrom = \"{key}\"\n"
    )
}

#[test]
fn firehose_events_are_answered_and_other_events_are_refused() {
    let mut answered_events = 0;
    for (name, event) in fixtures() {
        let mut out = Vec::new();
        let outcome = handler(&mut transform(common::ORDERS), &event, &mut out);
        let event: Value = serde_json::from_slice(&event).unwrap();
        let Some(records) = event["records"].as_array() else {
            assert_eq!(outcome, Err(BatchError::NoRecords), "{name}");
            continue;
        };
        // The example of a response is a request too, as far as ids and data go.
        let answers = parse(&out, &outcome.unwrap());
        let asked: Vec<&str> = records
            .iter()
            .map(|r| r["recordId"].as_str().unwrap())
            .collect();
        assert_eq!(ids(&answers), asked, "{name}");
        for (answer, asked) in answers.iter().zip(records) {
            assert_eq!(
                (result(answer), answer.data.0.as_slice()),
                ("ProcessingFailed", &b"Hello World"[..]),
                "{name}"
            );
            assert_eq!(encode(&answer.data.0), asked["data"], "{name}");
        }
        answered_events += 1;
    }
    assert!(answered_events >= 3, "{answered_events}");
}

#[test]
fn firehose_events_with_changes_in_them_become_rows() {
    for (name, event) in fixtures() {
        let mut event: Value = serde_json::from_slice(&event).unwrap();
        let Some(records) = event["records"].as_array_mut() else {
            continue;
        };
        for (i, record) in records.iter_mut().enumerate() {
            record["data"] = encode(change(&format!("O-{i}"), "").as_bytes()).into();
        }
        // As it stands in the file, white space included, and as short as can be.
        for request in [
            serde_json::to_vec_pretty(&event).unwrap(),
            serde_json::to_vec(&event).unwrap(),
        ] {
            let (answers, summary) = answered(&mut transform(common::ORDERS), &request);
            assert_eq!(summary.ok, summary.records, "{name}");
            for (i, answer) in answers.iter().enumerate() {
                assert_eq!(row(answer)["order_id"], format!("O-{i}"), "{name}");
                assert_eq!(answer.metadata.partition_keys["dt"], "2026-11-19", "{name}");
            }
        }
    }
}

#[test]
fn kinesis_events_are_answered_as_what_they_hold() {
    for (name, event) in fixtures() {
        let event: Value = serde_json::from_slice(&event).unwrap();
        let Some(records) = event["Records"]
            .as_array()
            .filter(|records| records[0]["kinesis"].is_object())
        else {
            continue;
        };
        let request = request_of(
            records
                .iter()
                .map(|r| record("id", r["kinesis"]["data"].clone()))
                .collect(),
        );
        let (answers, summary) = answered(&mut transform(common::ORDERS), &request);
        assert_eq!(answers.len(), records.len(), "{name}");
        assert_eq!(summary.failed_total(), summary.records, "{name}");
        for (answer, record) in answers.iter().zip(records) {
            assert_eq!(
                answer.data.0,
                decode(record["kinesis"]["data"].as_str().unwrap()),
                "{name}"
            );
        }
    }
}

#[test]
fn dynamodb_events_become_rows_record_by_record() {
    let mut rows = 0;
    for (name, event) in fixtures() {
        let event: Value = serde_json::from_slice(&event).unwrap();
        let changes: Vec<&Value> = match event["Records"].as_array() {
            Some(records) => records
                .iter()
                .filter(|r| r["dynamodb"].is_object())
                .collect(),
            None => Vec::from_iter(event["dynamodb"].is_object().then_some(&event)),
        };
        for change in changes {
            // One event has null for its keys and images.
            let key = change["dynamodb"]["Keys"]
                .as_object()
                .and_then(|keys| keys.iter().next());
            let (key, value) = key.map_or(("k", json!({"S": "none"})), |(key, value)| {
                (key, value.clone())
            });
            let (tag, value) = value.as_object().unwrap().iter().next().unwrap();
            let arn = change["eventSourceARN"].as_str().unwrap_or_default();
            let source = change["tableName"]
                .as_str()
                .or_else(|| arn.split(":table/").nth(1)?.split('/').next())
                .unwrap_or("ExampleTable");
            let ty = if tag == "B" { "binary" } else { "string" };
            let mut transform = transform(&definition(source, key, ty));
            let request = request_of(vec![record(
                "id",
                json!(encode(&serde_json::to_vec(change).unwrap())),
            )]);
            let (answers, summary) = answered(&mut transform, &request);
            if change["dynamodb"]["NewImage"].is_object() || change["eventName"] == "REMOVE" {
                let row = row(&answers[0]);
                assert_eq!(&row["k"], value, "{name}");
                assert_eq!(
                    row["change_type"],
                    change["eventName"].as_str().unwrap().to_lowercase(),
                    "{name}"
                );
                assert_eq!(row["change_id"], change["eventID"], "{name}");
                rows += 1;
            } else {
                assert_eq!(
                    (result(&answers[0]), summary.failed[0].0.code()),
                    ("ProcessingFailed", "no_new_image"),
                    "{name}"
                );
            }
        }
    }
    assert!(rows >= 3, "{rows}");
}
