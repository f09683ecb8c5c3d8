//! The cases of `tests/golden`: what the handler answers is what stands in their `expected.ndjson`, byte for byte.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use std::path::Path;

use common::{answered, encode, request_of, result};
use lakebed_record::definition::TableDefinition;
use serde_json::json;

/// When records arrived that carry no time: 2026-11-20 12:00, UTC.
const ARRIVAL_MILLIS: u64 = 1_795_176_000_000;

#[test]
fn rows_and_partition_keys_are_the_expected_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden");
    let mut records = 0;
    for case in std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
    {
        let read = |name: &str| std::fs::read(case.join(name)).unwrap();
        let text = String::from_utf8(read("table.toml")).unwrap();
        let definition = TableDefinition::parse(&text, "table.toml").unwrap();
        let mut transform = common::transform(&text);
        let (input, expected) = (
            read("input.ndjson"),
            String::from_utf8(read("expected.ndjson")).unwrap(),
        );
        let lines: Vec<&[u8]> = input
            .strip_suffix(b"\n")
            .unwrap_or(&input)
            .split(|&b| b == b'\n')
            .collect();
        assert_eq!(lines.len(), expected.lines().count(), "{}", case.display());
        for (line, expected) in lines.iter().zip(expected.lines()) {
            let record = json!({"recordId": "id", "approximateArrivalTimestamp": ARRIVAL_MILLIS, "data": encode(line)});
            let request = request_of(vec![record]);
            let (answers, summary) = answered(&mut transform, &request);
            let found = match result(&answers[0]) {
                "Ok" => {
                    let value = |name: &&str| {
                        format!("{name}={}", answers[0].metadata.partition_keys[*name])
                    };
                    let path: Vec<String> =
                        definition.partition_names().iter().map(value).collect();
                    assert_eq!(answers[0].metadata.partition_keys.len(), path.len());
                    format!(
                        "{} {}",
                        path.join("/"),
                        String::from_utf8_lossy(&answers[0].data.0).trim_end_matches('\n')
                    )
                }
                "Dropped" => "dropped".into(),
                _ => {
                    assert_eq!(answers[0].data.0, *line);
                    format!("rejected {}:", summary.failed[0].0.code())
                }
            };
            if expected.starts_with(['d', 'r']) && !expected.starts_with("dt=") {
                assert!(
                    expected.starts_with(&found),
                    "{}: {found} is not {expected}",
                    case.display()
                );
            } else {
                assert_eq!(found, expected, "{}", case.display());
            }
            records += 1;
        }
    }
    assert!(records > 30, "{records}");
}
