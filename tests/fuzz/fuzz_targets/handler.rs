//! The whole handler: whatever the bytes are, it ends, and what it answers is an answer.
//!
//! The first byte chooses what the rest is: a request, or the data of a record in a request, and which limit the reply has.

#![no_main]

use std::sync::Arc;

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Options, Skipped};
use lakebed_record::plan::Plan;
use lakebed_transform::{REPLY_LIMIT, Transform, handler};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const ORDERS: &str = include_str!("../../../infra/tables/orders.toml");

fn transform(skipped: Skipped, limit: usize) -> Transform {
    let definition = TableDefinition::parse(ORDERS, "orders.toml").expect("the sample definition");
    Transform::new(Arc::new(Plan::compile(&definition)), Options { skipped })
        .with_reply_limit(limit)
}

fuzz_target!(|input: &[u8]| {
    let Some((&choice, input)) = input.split_first() else {
        return;
    };
    let skipped = if choice & 1 == 0 {
        Skipped::Validated
    } else {
        Skipped::Balanced
    };
    let limit = if choice & 2 == 0 {
        REPLY_LIMIT
    } else {
        14 + usize::from(choice) * 8
    };
    let request = if choice & 4 == 0 {
        input.to_vec()
    } else {
        let data = base64_simd::STANDARD.encode_to_string(input);
        let record = format!(
            r#"{{"recordId":"a","approximateArrivalTimestamp":1795176000000,"data":"{data}"}}"#
        );
        format!(r#"{{"records":[{record},{record}]}}"#).into_bytes()
    };

    let mut transform = transform(skipped, limit);
    let mut out = Vec::new();
    let Ok(summary) = handler(&mut transform, &request, &mut out) else {
        return;
    };
    assert!(
        out.len() <= limit,
        "{} bytes for a limit of {limit}",
        out.len()
    );
    assert_eq!(
        summary.records,
        summary.ok + summary.dropped + summary.failed_total()
    );
    let reply: Value = serde_json::from_slice(&out).expect("a reply is JSON");
    let records = reply["records"].as_array().expect("a reply has records");
    assert!(records.len() as u64 <= summary.records);
    let mut ok = 0;
    for record in records {
        assert!(record["recordId"].is_string());
        let data = record["data"].as_str().expect("an answer has data");
        match record["result"].as_str() {
            Some("Ok") => {
                let row = base64_simd::STANDARD
                    .decode_to_vec(data)
                    .expect("a row is base64");
                // A value that only stands between balanced brackets is copied nowhere: rows are JSON either way.
                let row: Value =
                    serde_json::from_slice(row.strip_suffix(b"\n").expect("a row is a line"))
                        .expect("a row is JSON");
                assert!(row["order_id"].is_string() && row["change_time"].is_string());
                assert!(
                    record["metadata"]["partitionKeys"]["dt"]
                        .as_str()
                        .is_some_and(|dt| dt.len() == 10)
                );
                ok += 1;
            }
            Some("Dropped" | "ProcessingFailed") => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(ok, summary.ok);

    // What was learned from the first time changes nothing.
    let mut again = Vec::new();
    let second = handler(&mut transform, &request, &mut again).expect("it was answered before");
    assert_eq!((again, second), (out, summary));
});
