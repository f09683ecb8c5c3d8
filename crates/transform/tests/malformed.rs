//! Everything that can be wrong with a record, each with its category; its neighbours never notice.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use common::{answered, change, encode, ids, record, request_of, result, row, transform};
use lakebed_record::reject::RejectKind;
use lakebed_transform::{Transform, handler};
use serde_json::{Value, json};

/// Puts a record between two good ones and returns its answer's data, and the category; `None` when it was not answered.
fn between_good_ones(bad: Value) -> (Option<Vec<u8>>, &'static str) {
    let good = |id: &str| record(id, json!(encode(change(id, "").as_bytes())));
    let request = request_of(vec![good("first"), bad, good("last")]);
    let (answers, summary) = answered(&mut transform(common::ORDERS), &request);
    assert_eq!(
        (summary.ok, summary.failed.len(), summary.failed_total()),
        (2, 1, 1),
        "{:?}",
        summary.failed
    );
    let (first, last) = (answers.first().unwrap(), answers.last().unwrap());
    assert_eq!(
        (
            row(first)["order_id"].as_str(),
            row(last)["order_id"].as_str()
        ),
        (Some("first"), Some("last"))
    );
    let answer = (answers.len() == 3).then(|| {
        assert_eq!(ids(&answers)[1], "bad");
        assert_eq!(result(&answers[1]), "ProcessingFailed");
        assert!(answers[1].metadata.partition_keys.is_empty());
        answers[1].data.0.clone()
    });
    (answer, summary.failed[0].0.code())
}

#[test]
fn bad_records_of_the_request() {
    for (bad, category) in [
        (json!(null), "no_record_id"),
        (json!("bad"), "no_record_id"),
        (json!([{"recordId": "bad"}]), "no_record_id"),
        (json!({}), "no_record_id"),
        (json!({"data": "QQ=="}), "no_record_id"),
        (json!({"recordId": 7, "data": "QQ=="}), "no_record_id"),
    ] {
        assert_eq!(between_good_ones(bad), (None, category));
    }
    for (bad, category) in [
        (json!({"recordId": "bad"}), "no_data"),
        (json!({"recordId": "bad", "data": null}), "no_data"),
        (json!({"recordId": "bad", "data": 7}), "no_data"),
        (json!({"recordId": "bad", "data": {"S": "QQ=="}}), "no_data"),
    ] {
        assert_eq!(between_good_ones(bad), (Some(Vec::new()), category));
    }
}

/// Data that is not base64 goes back as it came, which AWS's type cannot hold: the reply is read as plain JSON.
#[test]
fn bad_base64() {
    for (data, echoed) in [
        ("Q", "Q"),
        ("QQ", "QQ"),
        ("QQ=", "QQ="),
        ("QR==", "QR=="),
        ("QQ==\n", "QQ==\n"),
        ("_-8=", "_-8="),
        ("QQ==QQ==", "QQ==QQ=="),
        ("é", "é"),
        ("\"", "\""),
        ("\\u0100", "\\u0100"),
    ] {
        let request = request_of(vec![
            record("bad", json!(data)),
            record("good", json!(encode(change("O-1", "").as_bytes()))),
        ]);
        let mut out = Vec::new();
        let summary = handler(&mut transform(common::ORDERS), &request, &mut out).unwrap();
        let reply: Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(
            (summary.ok, summary.failed[0].0.code()),
            (1, "bad_base64"),
            "{data}"
        );
        assert_eq!(
            (&reply["records"][0]["result"], &reply["records"][0]["data"]),
            (&json!("ProcessingFailed"), &json!(echoed)),
            "{data}"
        );
        assert_eq!(reply["records"][1]["result"], "Ok", "{data}");
    }
}

/// What is not even a JSON string cannot be echoed without breaking the reply.
#[test]
fn data_that_is_no_json_text() {
    for data in [&b"\xff\xfe"[..], b"\\x", b"\\ud800", b"\x01", b"a\nb"] {
        let request = [
            br#"{"records":[{"recordId":"bad","data":""#,
            data,
            br#""}]}"#,
        ]
        .concat();
        let (answers, summary) = answered(&mut transform(common::ORDERS), &request);
        assert_eq!(summary.failed[0].0.code(), "bad_base64");
        assert_eq!(
            (result(&answers[0]), answers[0].data.0.as_slice()),
            ("ProcessingFailed", &b""[..])
        );
    }
}

#[test]
fn escaped_base64_is_base64() {
    let data = encode(change("O-1", "\"Tags\":{\"SS\":[\"???>>>\"]}").as_bytes());
    let escaped: String = data
        .chars()
        .map(|c| {
            if "/+=".contains(c) {
                format!("\\u{:04x}", u32::from(c))
            } else {
                c.to_string()
            }
        })
        .collect();
    for data in [data.replace('/', "\\/"), escaped] {
        let request = format!(r#"{{"records":[{{"recordId":"a","data":"{data}"}}]}}"#);
        let (answers, _) = answered(&mut transform(common::ORDERS), request.as_bytes());
        assert_eq!(row(&answers[0])["order_id"], "O-1");
    }
}

#[test]
fn bad_changes() {
    let image = |attributes: &str| change("O-1", attributes);
    let good = image("");
    let deep = format!(
        r#""Payment":{}{{"NULL":true}}{}"#,
        r#"{"L":["#.repeat(40),
        "]}".repeat(40)
    );
    let cases: Vec<(Vec<u8>, RejectKind)> = vec![
        (b"".to_vec(), RejectKind::NotJson),
        (b"Hello World".to_vec(), RejectKind::NotJson),
        (b"<html>503 Slow Down</html>".to_vec(), RejectKind::NotJson),
        (
            good.as_bytes()[..good.len() * 3 / 5].to_vec(),
            RejectKind::NotJson,
        ),
        (format!("{good}{good}").into_bytes(), RejectKind::NotJson),
        (
            good.replace("\"B\"", "")
                .replace("O-1", "O-\u{1}")
                .into_bytes(),
            RejectKind::NotJson,
        ),
        ([good.as_bytes(), b"\xff"].concat(), RejectKind::BadUtf8),
        (
            good.replace("O-1", "\u{fffd}")
                .into_bytes()
                .into_iter()
                .filter(|&b| b != 0xbd)
                .collect(),
            RejectKind::BadUtf8,
        ),
        (b"{}".to_vec(), RejectKind::NotAChange),
        (b"[]".to_vec(), RejectKind::NotAChange),
        (b"7".to_vec(), RejectKind::NotAChange),
        (
            br#"{"message":"order service restarted","level":"info"}"#.to_vec(),
            RejectKind::NotAChange,
        ),
        (
            good.replace("table/Orders/", "table/Customers/")
                .into_bytes(),
            RejectKind::WrongTable,
        ),
        (
            good.replace("\"INSERT\"", "\"UPSERT\"").into_bytes(),
            RejectKind::NotAChange,
        ),
        (
            image("")
                .replace("\"NewImage\"", "\"OldImage\"")
                .into_bytes(),
            RejectKind::NoNewImage,
        ),
        (
            good.replace("\"OrderID\"", "\"OrderNo\"").into_bytes(),
            RejectKind::MissingKey,
        ),
        (
            good.replace("{\"S\":\"O-1\"}", "{\"NULL\":true}")
                .into_bytes(),
            RejectKind::MissingKey,
        ),
        (
            image("\"Amount\":12").into_bytes(),
            RejectKind::NotAnAttribute,
        ),
        (
            image("\"Amount\":{\"X\":\"12\"}").into_bytes(),
            RejectKind::NotAnAttribute,
        ),
        (
            image("\"Amount\":{\"N\":\"12\",\"S\":\"12\"}").into_bytes(),
            RejectKind::NotAnAttribute,
        ),
        (
            image("\"Amount\":{\"N\":\"twelve\"}").into_bytes(),
            RejectKind::BadNumber,
        ),
        (
            image(&format!(
                "\"Amount\":{{\"N\":\"{}\"}}",
                "123456789".repeat(5)
            ))
            .into_bytes(),
            RejectKind::NumberTooPrecise,
        ),
        (
            image("\"Amount\":{\"N\":\"1E126\"}").into_bytes(),
            RejectKind::NumberTooPrecise,
        ),
        (image(&deep).into_bytes(), RejectKind::NestedTooDeep),
        (
            image("\"Amount\":{\"N\":\"1\"},\"Amount\":{\"N\":\"1\"}").into_bytes(),
            RejectKind::DuplicateAttribute,
        ),
        (
            good.replace("1795082042", "179508204200000000000")
                .into_bytes(),
            RejectKind::BadTime,
        ),
        (
            good.replace("342187500000001065803", "34x").into_bytes(),
            RejectKind::BadSequence,
        ),
    ];
    for (data, kind) in cases {
        let expected = (Some(data.clone()), kind.code());
        assert_eq!(
            between_good_ones(record("bad", json!(encode(&data)))),
            expected,
            "{}",
            String::from_utf8_lossy(&data)
        );
    }
}

/// A time that the change lacks is Firehose's; with neither there is none.
#[test]
fn a_change_without_a_time_happened_when_it_arrived() {
    let timeless = change("O-1", "").replace("\"ApproximateCreationDateTime\":1795082042,", "");
    let data = encode(timeless.as_bytes());
    let (answers, _) = answered(
        &mut transform(common::ORDERS),
        &request_of(vec![record("a", json!(data))]),
    );
    assert_eq!(row(&answers[0])["change_time"], "2026-11-19 09:54:02.085");
    let (answers, summary) = answered(
        &mut transform(common::ORDERS),
        &request_of(vec![json!({"recordId": "a", "data": data})]),
    );
    assert_eq!(
        (result(&answers[0]), summary.failed[0].0.code()),
        ("ProcessingFailed", "no_time")
    );
}

/// Records are decoded many at a time: what one of them is must not show in the answers of the others.
#[test]
fn records_of_one_request_are_answered_as_each_alone() {
    let data: Vec<Value> = (0..150)
        .map(|n| {
            let order = format!("o-{n}");
            let note = |bytes: usize| format!(r#""Note":{{"S":"{}"}}"#, "é".repeat(bytes / 2));
            match n % 15 {
                1 => json!(null),
                3 => json!("no base64"),
                5 => json!(encode(b"{\"eventID\":\"\xc3")),
                6 => json!(encode(change(&order, &note(200_000)).as_bytes())),
                8 => json!(""),
                9 => json!(encode(change(&order, r#""Amount":{"S":"x"}"#).as_bytes())),
                // Cut in the middle of a character.
                11 => {
                    let text = change("é", "");
                    let cut = text.find('é').unwrap() + 1;
                    json!(encode(&text.as_bytes()[..cut]))
                }
                _ => json!(encode(change(&order, &note(n)).as_bytes())),
            }
        })
        .collect();
    let one = |n: usize, data: &Value| record(&format!("id-{n}"), data.clone());
    // Not every data that is given back is base64, as AWS's own type asks for.
    let reply = |transform: &mut Transform, request: &[u8]| {
        let mut out = Vec::new();
        let summary = handler(transform, request, &mut out).unwrap();
        let mut reply: Value = serde_json::from_slice(&out).unwrap();
        let Value::Array(answers) = reply["records"].take() else {
            panic!("no records");
        };
        (answers, summary)
    };
    let all = request_of(data.iter().enumerate().map(|(n, d)| one(n, d)).collect());
    let (answers, summary) = reply(&mut transform(common::ORDERS), &all);
    assert_eq!(answers.len(), data.len());
    assert_eq!((summary.ok, summary.failed_total()), (100, 50));

    let mut alone = transform(common::ORDERS);
    for (n, (data, answer)) in data.iter().zip(&answers).enumerate() {
        let (expected, _) = reply(&mut alone, &request_of(vec![one(n, data)]));
        assert_eq!(answer, &expected[0], "{n}");
    }
}
