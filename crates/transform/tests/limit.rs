//! The reply never grows past its limit, and what does not fit waits for a replay.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use common::{answered, change, encode, ids, record, request, request_of, result, transform};
use lakebed_transform::{REPLY_LIMIT, handler};
use serde_json::{Value, json};

/// An order whose row is about twice as large as the item: the same text is a column and, in `undeclared`, JSON in JSON.
fn large_change(id: &str, bytes: usize) -> String {
    change(
        id,
        &format!(r#""Note":{{"S":"{}"}}"#, "\\\"".repeat(bytes / 2)),
    )
}

#[test]
fn a_row_that_does_not_fit_fails_alone() {
    // 12 rows that together are far beyond 6 MB, between small ones.
    let changes: Vec<String> = (0..60)
        .map(|i| {
            if i % 5 == 2 {
                large_change(&format!("O-{i}"), 320_000)
            } else {
                change(&format!("O-{i}"), "")
            }
        })
        .collect();
    let request = request(&changes);
    assert!(request.len() < REPLY_LIMIT, "{}", request.len());
    let mut transform = transform(common::ORDERS);
    let (answers, summary) = answered(&mut transform, &request);
    assert_eq!(
        ids(&answers),
        (0..60).map(|i| format!("id-{i}")).collect::<Vec<_>>()
    );
    assert!(summary.ok >= 48 + 4, "{summary:?}");
    assert_eq!(
        summary
            .failed
            .iter()
            .map(|(f, _)| f.code())
            .collect::<Vec<_>>(),
        ["row_too_large"]
    );
    assert_eq!(summary.ok + summary.failed_total(), 60);
    for (i, answer) in answers.iter().enumerate() {
        match result(answer) {
            "Ok" => {}
            // Whole or not at all: half a record could be taken for one.
            "ProcessingFailed" => assert!(
                i % 5 == 2 && (answer.data.0.is_empty() || answer.data.0 == changes[i].as_bytes()),
                "{i}"
            ),
            other => panic!("{other}"),
        }
    }
    // The room is used: one more large row would not have fitted.
    assert!(
        summary.bytes_out as usize > REPLY_LIMIT - 1_800_000,
        "{}",
        summary.bytes_out
    );
}

#[test]
fn failed_records_lose_their_data_before_good_ones_lose_their_row() {
    let broken = "x".repeat(700_000);
    let mut data: Vec<Vec<u8>> = (0..6).map(|_| broken.clone().into_bytes()).collect();
    data.extend((0..8).map(|i| {
        change(
            &format!("O-{i}"),
            &format!(r#""Status":{{"S":"{}"}}"#, "s".repeat(200_000)),
        )
        .into_bytes()
    }));
    let (answers, summary) = answered(&mut transform(common::ORDERS), &request(&data));
    assert_eq!((summary.ok, summary.failed_total()), (8, 6));
    assert_eq!(summary.failed[0].0.code(), "not_json");
    let with_data = answers[..6]
        .iter()
        .filter(|a| a.data.0 == broken.as_bytes())
        .count();
    let without = answers[..6].iter().filter(|a| a.data.0.is_empty()).count();
    assert_eq!(
        (with_data + without, without > 0, with_data > 0),
        (6, true, true),
        "{with_data} {without}"
    );
}

/// Every limit from nothing to enough: valid JSON, within the limit, ids in order, and more room is never worse.
#[test]
fn every_limit_is_kept() {
    let broken = [b'x'; 90];
    let data: Vec<Vec<u8>> = vec![
        change("O-1", "").into_bytes(),
        broken.to_vec(),
        change(
            "O-2",
            r#""Status":{"S":"a rather long status, so that this row is larger than the others"}"#,
        )
        .into_bytes(),
        change("O-3", "").into_bytes(),
    ];
    let request = request(&data);
    let mut whole = Vec::new();
    handler(&mut transform(common::ORDERS), &request, &mut whole).unwrap();
    let (mut best_ok, mut best_answered) = (0, 0);
    for limit in 0..=whole.len() {
        let mut out = Vec::new();
        let summary = handler(
            &mut transform(common::ORDERS).with_reply_limit(limit),
            &request,
            &mut out,
        )
        .unwrap();
        if limit >= r#"{"records":[]}"#.len() {
            assert!(out.len() <= limit, "{limit}");
        }
        let reply: Value = serde_json::from_slice(&out).unwrap();
        let ids: Vec<&str> = reply["records"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["recordId"].as_str().unwrap())
            .collect();
        assert!(ids.is_sorted());
        assert!(
            summary.ok >= best_ok && ids.len() >= best_answered,
            "{limit}: {summary:?}"
        );
        (best_ok, best_answered) = (summary.ok, ids.len());
        assert_eq!(summary.records, 4);
        assert_eq!(summary.ok + summary.failed_total(), 4);
        let unanswered: u64 = summary
            .failed
            .iter()
            .filter(|(f, _)| f.code() == "reply_full")
            .map(|(_, n)| n)
            .sum();
        assert_eq!(unanswered as usize, 4 - ids.len());
        assert_eq!(
            limit == whole.len(),
            out == whole,
            "{limit} of {}",
            whole.len()
        );
    }
    assert_eq!(best_ok, 3);
}

/// 6 MB of the smallest records there are: more ids than a reply can hold.
#[test]
fn more_ids_than_fit_leave_the_last_ones_unanswered() {
    let records: Vec<Value> = (0..100_000)
        .map(|i| json!({"recordId": format!("{i:06}"), "data": ""}))
        .collect();
    let (answers, summary) = answered(&mut transform(common::ORDERS), &request_of(records));
    assert_eq!(summary.records, 100_000);
    assert!(answers.len() > 50_000 && answers.len() < 100_000);
    assert!(summary.bytes_out as usize > REPLY_LIMIT - 200);
    for (i, answer) in answers.iter().enumerate() {
        assert_eq!(answer.record_id, Some(format!("{i:06}")));
        assert_eq!(result(answer), "ProcessingFailed");
    }
}

/// The largest request that Lambda passes on, all of it broken: it comes back whole or without data, never too large.
#[test]
fn a_full_request_of_broken_records_fits() {
    for size in [30, 1_000, 40_000, 1_000_000] {
        let data = json!(encode(&vec![b'x'; size]));
        let n = REPLY_LIMIT
            / (serde_json::to_vec(&record("id", data.clone()))
                .unwrap()
                .len()
                + 8);
        let request = request_of(
            (0..n)
                .map(|i| record(&format!("{i:07}"), data.clone()))
                .collect(),
        );
        assert!(request.len() <= REPLY_LIMIT + 1000);
        let (answers, _) = answered(&mut transform(common::ORDERS), &request);
        assert_eq!(answers.len(), n);
    }
}
