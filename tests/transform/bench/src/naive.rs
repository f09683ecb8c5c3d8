//! What is usually written: AWS's event types, and JSON values for everything.

use std::collections::HashMap;

use aws_lambda_events::firehose::{
    KinesisFirehoseEvent, KinesisFirehoseResponse, KinesisFirehoseResponseRecord,
    KinesisFirehoseResponseRecordMetadata,
};
use serde_json::{Map, Value};

/// One record after the other: parse, unmarshal the new image, add the change's columns, serialise.
pub fn transform(event: KinesisFirehoseEvent) -> KinesisFirehoseResponse {
    let mut reply = KinesisFirehoseResponse::default();
    for record in event.records {
        let mut answer = KinesisFirehoseResponseRecord::default();
        answer.record_id = record.record_id;
        match row(&record.data.0) {
            Some((row, day)) => {
                answer.result = Some("Ok".into());
                answer.data.0 = row;
                let mut metadata = KinesisFirehoseResponseRecordMetadata::default();
                metadata.partition_keys = HashMap::from([("dt".to_string(), day)]);
                answer.metadata = metadata;
            }
            None => {
                answer.result = Some("ProcessingFailed".into());
                answer.data = record.data;
            }
        }
        reply.records.push(answer);
    }
    reply
}

fn row(data: &[u8]) -> Option<(Vec<u8>, String)> {
    let change: Value = serde_json::from_slice(data).ok()?;
    let seconds = change["dynamodb"]["ApproximateCreationDateTime"].as_f64()? as i64;
    let image = change["dynamodb"]["NewImage"]
        .as_object()
        .or_else(|| change["dynamodb"]["Keys"].as_object())?;
    let mut row = Map::new();
    row.insert(
        "change_type".into(),
        change["eventName"].as_str()?.to_lowercase().into(),
    );
    row.insert("change_time".into(), seconds.into());
    row.insert("change_id".into(), change["eventID"].clone());
    row.insert(
        "change_sequence".into(),
        change["dynamodb"]["SequenceNumber"].clone(),
    );
    for (name, value) in image {
        row.insert(name.to_lowercase(), plain(value)?);
    }
    let mut line = serde_json::to_vec(&row).ok()?;
    line.push(b'\n');
    Some((line, day(seconds)))
}

fn plain(value: &Value) -> Option<Value> {
    let (tag, value) = value.as_object()?.iter().next()?;
    Some(match tag.as_str() {
        "N" => serde_json::from_str(value.as_str()?).ok()?,
        "NULL" => Value::Null,
        "M" => Value::Object(
            value
                .as_object()?
                .iter()
                .map(|(k, v)| Some((k.clone(), plain(v)?)))
                .collect::<Option<_>>()?,
        ),
        "L" => Value::Array(value.as_array()?.iter().map(plain).collect::<Option<_>>()?),
        "NS" => Value::Array(
            value
                .as_array()?
                .iter()
                .map(|n| serde_json::from_str(n.as_str()?).ok())
                .collect::<Option<_>>()?,
        ),
        _ => value.clone(),
    })
}

/// `2026-11-20` of seconds since the epoch.
fn day(seconds: i64) -> String {
    let z = seconds.div_euclid(86_400) + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year}-{month:02}-{:02}", doy - (153 * mp + 2) / 5 + 1)
}
