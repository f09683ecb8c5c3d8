//! Requests to build and replies to read, shared by the tests.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod runtime_api;

use std::path::PathBuf;
use std::sync::Arc;

use aws_lambda_events::firehose::{KinesisFirehoseResponse, KinesisFirehoseResponseRecord};
use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::Options;
use lakebed_record::plan::Plan;
use lakebed_transform::{Summary, Transform, handler};
use serde_json::{Value, json};

/// `infra/tables/orders.toml`.
pub const ORDERS: &str = include_str!("../../../../infra/tables/orders.toml");

pub fn transform(definition: &str) -> Transform {
    let definition = TableDefinition::parse(definition, "test.toml").unwrap();
    Transform::new(Arc::new(Plan::compile(&definition)), Options::default())
}

pub fn encode(data: &[u8]) -> String {
    base64_simd::STANDARD.encode_to_string(data)
}

pub fn decode(data: &str) -> Vec<u8> {
    base64_simd::STANDARD.decode_to_vec(data).unwrap()
}

/// A request as Firehose sends it when it reads a Kinesis stream; the ids are `id-0`, `id-1`, …
pub fn request<D: AsRef<[u8]>>(data: impl IntoIterator<Item = D>) -> Vec<u8> {
    let records = data
        .into_iter()
        .enumerate()
        .map(|(i, data)| record(&format!("id-{i}"), json!(encode(data.as_ref()))));
    request_of(records.collect())
}

pub fn request_of(records: Vec<Value>) -> Vec<u8> {
    // Members in Firehose's order, which serde_json's maps do not keep.
    const ORDER: [&str; 4] = [
        "recordId",
        "approximateArrivalTimestamp",
        "data",
        "kinesisRecordMetadata",
    ];
    let ordered = |record: &Value| match record.as_object() {
        Some(members) if members.keys().all(|name| ORDER.contains(&name.as_str())) => {
            let members: Vec<String> = ORDER
                .iter()
                .filter_map(|name| Some(format!("\"{name}\":{}", members.get(*name)?)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
        _ => record.to_string(),
    };
    let records: Vec<String> = records.iter().map(ordered).collect();
    format!(
        r#"{{"invocationId":"7d1fbb29-5a1f-4a9c-8f0d-5a9d0b2c1f00","deliveryStreamArn":"arn:aws:firehose:us-east-1:123456789012:deliverystream/orders","sourceKinesisStreamArn":"arn:aws:kinesis:us-east-1:123456789012:stream/orders","region":"us-east-1","records":[{}]}}"#,
        records.join(",")
    )
    .into_bytes()
}

pub fn record(id: &str, data: Value) -> Value {
    json!({
        "recordId": id,
        "approximateArrivalTimestamp": 1_795_082_042_085_u64,
        "data": data,
        "kinesisRecordMetadata": {
            "shardId": "shardId-000000000001",
            "partitionKey": "0AB18464EFEE6043E48DD4475DABA453",
            "sequenceNumber": "49628654765235663403446902955224362712470206619186102290",
            "subsequenceNumber": 0,
            "approximateArrivalTimestamp": 1_795_082_042_085_u64,
        },
    })
}

/// A change of the table `Orders` whose new image has the key and `attributes`, for example `"Amount":{"N":"1"}`.
pub fn change(order: &str, attributes: &str) -> String {
    let comma = if attributes.is_empty() { "" } else { "," };
    format!(
        r#"{{"eventID":"e-{order}","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{{"ApproximateCreationDateTime":1795082042,"Keys":{{"OrderID":{{"S":"{order}"}}}},"NewImage":{{"OrderID":{{"S":"{order}"}}{comma}{attributes}}},"SequenceNumber":"342187500000001065803","SizeBytes":213,"StreamViewType":"NEW_AND_OLD_IMAGES"}},"eventSourceARN":"arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-01-07T09:41:52.118"}}"#
    )
}

/// Calls the handler and reads its reply as AWS's own type; the limit holds and the summary adds up.
pub fn answered(
    transform: &mut Transform,
    request: &[u8],
) -> (Vec<KinesisFirehoseResponseRecord>, Summary) {
    let mut out = Vec::new();
    let summary = handler(transform, request, &mut out).unwrap();
    (parse(&out, &summary), summary)
}

pub fn parse(out: &[u8], summary: &Summary) -> Vec<KinesisFirehoseResponseRecord> {
    let reply: KinesisFirehoseResponse = serde_json::from_slice(out).unwrap();
    assert_eq!(out.len() as u64, summary.bytes_out);
    assert!(out.len() <= lakebed_transform::REPLY_LIMIT);
    assert_eq!(
        summary.records,
        summary.ok + summary.dropped + summary.failed_total()
    );
    for record in &reply.records {
        if result(record) == "Ok" {
            assert_eq!(record.data.0.last(), Some(&b'\n'));
            for value in record.metadata.partition_keys.values() {
                assert!(
                    !value.is_empty()
                        && value
                            .bytes()
                            .all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b)),
                    "{value}"
                );
            }
        }
    }
    reply.records
}

pub fn result(record: &KinesisFirehoseResponseRecord) -> &str {
    record.result.as_deref().unwrap()
}

pub fn ids(records: &[KinesisFirehoseResponseRecord]) -> Vec<&str> {
    records
        .iter()
        .map(|r| r.record_id.as_deref().unwrap())
        .collect()
}

pub fn row(record: &KinesisFirehoseResponseRecord) -> Value {
    assert_eq!(result(record), "Ok");
    serde_json::from_slice(&record.data.0).unwrap()
}

/// The folder of an installed package's source.
pub fn package_source(name: &str) -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = std::process::Command::new(cargo)
        .args([
            "metadata",
            "--format-version",
            "1",
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ])
        // Other platforms' packages need not be there.
        .args([
            "--filter-platform",
            &format!("{}-unknown-linux-gnu", std::env::consts::ARCH),
        ])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let package = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["name"] == name)
        .unwrap();
    PathBuf::from(package["manifest_path"].as_str().unwrap())
        .parent()
        .unwrap()
        .to_path_buf()
}
