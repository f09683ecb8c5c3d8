//! What holds for every request.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use common::{answered, change, encode, ids, record, request_of, result, transform};
use lakebed_transform::handler;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Data of a record and whether it is a row.
fn data() -> impl Strategy<Value = (Vec<u8>, bool)> {
    prop_oneof![
        4 => "[a-zA-Z0-9 é\\\\\"/😀]{0,20}".prop_map(|text| {
            let text = serde_json::to_string(&text).unwrap();
            (change("O-1", &format!(r#""Status":{{"S":{text}}},"Unknown":{{"M":{{"a":{{"S":{text}}}}}}}"#)).into_bytes(), true)
        }),
        1 => any::<i64>().prop_map(|n| (change("O-2", &format!(r#""Version":{{"N":"{n}"}}"#)).into_bytes(), true)),
        1 => Just((b"{\"eventName\":\"INSERT\"".to_vec(), false)),
        2 => vec(any::<u8>(), 0..60).prop_map(|bytes| (bytes, false)),
        1 => (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(at, byte)| {
            let mut bytes = change("O-3", "").into_bytes();
            let at = at.index(bytes.len());
            // A control character is JSON nowhere but between tokens, where it is none either.
            bytes[at] = byte & 7;
            (bytes, false)
        }),
    ]
}

fn shuffled(value: &Value, seed: u64) -> String {
    // White space and the order of members, chosen by a small generator.
    fn write(value: &Value, state: &mut u64, out: &mut String) {
        let mut roll = |n: u64| {
            *state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (*state >> 33) % n
        };
        let space = [" ", "\n", "\t\r ", "", "", ""][roll(6) as usize];
        out.push_str(space);
        match value {
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                let by = roll(members.len().max(1) as u64) as usize;
                members.rotate_left(by);
                out.push('{');
                for (i, (name, value)) in members.into_iter().enumerate() {
                    out.push_str(if i > 0 { "," } else { "" });
                    out.push_str(&format!("{space}{}{space}:", Value::from(name.as_str())));
                    write(value, state, out);
                }
                out.push('}');
            }
            Value::Array(elements) => {
                out.push('[');
                for (i, value) in elements.iter().enumerate() {
                    out.push_str(if i > 0 { "," } else { "" });
                    write(value, state, out);
                }
                out.push(']');
            }
            scalar => out.push_str(&scalar.to_string()),
        }
        out.push_str(space);
    }
    let (mut state, mut out) = (seed, String::new());
    write(value, &mut state, &mut out);
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_id_is_answered_once_and_in_order(records in vec(("[ -~]{1,60}|[a-z😀\\\\\"]{1,9}", data()), 0..12), seed in any::<u64>()) {
        let all = records.iter().map(|(id, (data, _))| record(id, json!(encode(data)))).collect();
        let request = request_of(all);
        let (answers, summary) = answered(&mut transform(common::ORDERS), &request);
        prop_assert_eq!(ids(&answers), records.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>());
        for (answer, (_, (data, is_row))) in answers.iter().zip(&records) {
            prop_assert_eq!(result(answer), if *is_row { "Ok" } else { "ProcessingFailed" });
            if !is_row {
                prop_assert_eq!(&answer.data.0, data);
            }
        }
        // The same with odd white space and order, through a transform that has seen others before.
        let odd = shuffled(&serde_json::from_slice(&request).unwrap(), seed);
        let mut used = transform(common::ORDERS);
        answered(&mut used, &request);
        let (again, again_summary) = answered(&mut used, odd.as_bytes());
        prop_assert_eq!(again, answers);
        prop_assert_eq!((summary.ok, summary.failed, summary.rescued, summary.undeclared), (again_summary.ok, again_summary.failed, again_summary.rescued, again_summary.undeclared));
    }

    #[test]
    fn a_small_limit_is_kept(records in vec(("[a-z]{1,40}", data()), 1..12), part in 0.0..1.0f64) {
        let request = request_of(records.iter().map(|(id, (data, _))| record(id, json!(encode(data)))).collect());
        let mut whole = Vec::new();
        handler(&mut transform(common::ORDERS), &request, &mut whole).unwrap();
        let limit = ((whole.len() as f64 * part) as usize).max(14);
        let mut out = Vec::new();
        let summary = handler(&mut transform(common::ORDERS).with_reply_limit(limit), &request, &mut out).unwrap();
        prop_assert!(out.len() <= limit);
        let reply: Value = serde_json::from_slice(&out).unwrap();
        let answered: Vec<&str> = reply["records"].as_array().unwrap().iter().map(|r| r["recordId"].as_str().unwrap()).collect();
        let mut asked = records.iter().map(|(id, _)| id.as_str());
        prop_assert!(answered.iter().all(|id| asked.any(|a| a == *id)), "ids are not in order");
        prop_assert_eq!(summary.records, summary.ok + summary.dropped + summary.failed_total());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..300)) {
        let _ = handler(&mut transform(common::ORDERS), &bytes, &mut Vec::new());
    }

    /// Requests with a few bytes changed, removed or doubled: an error, or a reply that is JSON.
    #[test]
    fn damaged_requests_never_break_the_reply(records in vec(data(), 1..4), damage in vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 1..4)) {
        let mut request = common::request(records.iter().map(|(data, _)| data));
        for (at, byte, how) in damage {
            let at = at.index(request.len());
            match how {
                0 => request[at] = byte,
                1 => { request.remove(at); }
                _ => request.insert(at, b"{}[]\":,\\"[usize::from(byte) % 8]),
            }
        }
        let mut out = Vec::new();
        if handler(&mut transform(common::ORDERS), &request, &mut out).is_ok() {
            let reply: Value = serde_json::from_slice(&out).unwrap();
            prop_assert!(reply["records"].as_array().unwrap().len() <= records.len() + 2);
        }
    }
}
