//! Bad records of every kind: each has its reason, its bytes and its place, and its neighbours land.

use std::io::Write;

use base64_simd::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use lakebed_lake::input::{MAX_KEPT_BYTES, MAX_RECORD_BYTES};
use lakebed_lake::{LandOptions, Lander, LocalStore, Store};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{input, land, ndjson, quarantine, rows, thing, things};

fn raw(line: &Value) -> Vec<u8> {
    STANDARD
        .decode_to_vec(line["rawData"].as_str().unwrap())
        .unwrap()
}

fn nested(depth: usize) -> String {
    let deep = format!(
        "{}{{\"NULL\":true}}{}",
        "{\"L\":[".repeat(depth),
        "]}".repeat(depth)
    );
    thing(1).replace(
        "\"NewImage\":{",
        &format!("\"NewImage\":{{\"deep\":{deep},"),
    )
}

#[test]
fn every_kind_is_kept_with_its_reason_and_its_place() {
    let table = [
        ("not json at all".to_string(), "not_json"),
        ("{\"eventID\":\"x\",".to_string(), "not_json"),
        (thing(1)[..200].to_string(), "not_json"),
        (thing(1).replace("\"eventID\":", "\"eventID\""), "not_json"),
        ("{\"message\":\"hello\"}".to_string(), "not_a_change"),
        ("42".to_string(), "not_a_change"),
        (
            thing(1).replace("table/Things/", "table/Others/"),
            "wrong_table",
        ),
        (thing(1).replace("\"id\":", "\"ix\":"), "missing_key"),
        (
            thing(1).replace("\"price\"", "\"price_\"").replace(
                "{\"S\":\"größe",
                "{\"N\":\"1234567890123456789012345678901234567890\"},\"y\":{\"S\":\"",
            ),
            "number_too_precise",
        ),
        (nested(100), "nested_too_deep"),
    ];
    for (poison, code) in &table {
        let text = ndjson(0..3) + poison + "\n" + &ndjson(3..6);
        for block_bytes in [4 << 20, 64] {
            let lake = TempDir::new().unwrap();
            let store = LocalStore::open(lake.path());
            let landed = Lander::new(&store, things(), LandOptions::default())
                .block_bytes(block_bytes)
                .land(input(text.clone()))
                .unwrap();
            let ledger = landed.ledger;
            assert!(ledger.balances());
            assert_eq!(
                (ledger.read, ledger.landed, ledger.quarantined),
                (7, 6, 1),
                "{poison}: {:?}",
                quarantine(&store)
            );
            let lines = quarantine(&store);
            assert_eq!(raw(&lines[0]), poison.as_bytes());
            assert_eq!(lines[0]["errorCode"], *code, "{poison}");
            assert_eq!(
                (lines[0]["line"].as_u64(), lines[0]["offset"].as_u64()),
                (Some(4), Some(ndjson(0..3).len() as u64)),
                "{poison}"
            );
            assert_eq!(lines[0]["source"], "test");
            assert_eq!(lines[0]["attemptsMade"], 1);
            let message = lines[0]["errorMessage"].as_str().unwrap();
            assert!(
                !message.is_empty() && !message.contains("key-"),
                "{message}"
            );
        }
    }
}

#[test]
fn bytes_that_are_not_text_are_kept() {
    let mut poison = thing(1).into_bytes();
    let place = poison
        .windows(5)
        .position(|w| w == "größ".as_bytes())
        .unwrap_or(100);
    poison[place] = 0xff;
    let text = [
        ndjson(0..3).as_bytes(),
        &poison,
        b"\n",
        ndjson(3..6).as_bytes(),
    ]
    .concat();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    assert_eq!(
        land(&store, &things(), text).ledger.quarantined_by["bad_utf8"],
        1
    );
    assert_eq!(raw(&quarantine(&store)[0]), poison);
}

#[test]
fn broken_records_of_other_forms_leave_their_neighbours_whole() {
    let broken = &thing(1)[..200];
    let (a, b) = (thing(2), thing(3));
    let pretty = |text: &str| {
        serde_json::to_string_pretty(&serde_json::from_str::<Value>(text).unwrap()).unwrap()
    };
    let (pretty_a, pretty_b) = (pretty(&a), pretty(&b));
    let cut = &pretty_a[..pretty_a.len() / 2];
    for (form, text, quarantined) in [
        ("concatenated", format!("{a}{broken}{b}"), 1),
        ("array", format!("[{a},{broken},{b}]"), 1),
        ("array over lines", format!("[{a},\n{broken},\n{b}]\n"), 1),
        ("garbage in an array", format!("[{a}, oops, {b}]"), 1),
        ("event", format!("{{\"Records\":[{a},{broken},{b}]}}"), 1),
        ("pretty", format!("{pretty_a}\n{cut}\n{pretty_b}\n"), 1),
        ("cut off in the end", format!("{a}\n{b}\n{broken}"), 1),
        ("an array without its end", format!("[{a},{b}"), 0),
        ("garbage after a record", format!("{a} oops\n{b}\n"), 1),
        (
            "a truncated record before another on its line",
            format!("{a}\n{broken}{b}\n"),
            1,
        ),
    ] {
        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        let ledger = land(&store, &things(), text).ledger;
        assert_eq!(
            (ledger.landed, ledger.quarantined),
            (2, quarantined),
            "{form}: {:?}",
            quarantine(&store)
        );
        assert_eq!(rows(&store).values().sum::<usize>(), 2, "{form}");
    }
}

#[test]
fn long_records_are_kept_and_the_rest_lands() {
    let long = |bytes: usize| thing(1).replace("größe", &"x".repeat(bytes));
    for (form, poison, quarantined) in [
        ("10 MB", long(10_000_000), 1),
        (
            "10 MB, truncated",
            long(10_000_000)[..9_000_000].to_string(),
            1,
        ),
        (
            "a line longer than is kept whole",
            "y".repeat(2 * MAX_KEPT_BYTES + 5),
            3,
        ),
        (
            "a record longer than is kept whole",
            long(MAX_KEPT_BYTES + 5),
            2,
        ),
    ] {
        let text = ndjson(0..3) + &poison + "\n" + &ndjson(3..6);
        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        let ledger = land(&store, &things(), text).ledger;
        assert_eq!(
            (ledger.landed, ledger.quarantined),
            (6, quarantined),
            "{form}"
        );
        let kept: Vec<u8> = quarantine(&store).iter().flat_map(raw).collect();
        assert!(kept == poison.as_bytes(), "{form}");
        if form == "10 MB" {
            assert_eq!(ledger.quarantined_by["too_large"], 1);
        }
    }
    // What is just not too long lands.
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    assert_eq!(
        land(&store, &things(), long(MAX_RECORD_BYTES - 2000))
            .ledger
            .landed,
        1
    );
}

#[test]
fn a_gzip_file_cut_short_lands_up_to_there() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(ndjson(0..2000).as_bytes()).unwrap();
    let whole = encoder.finish().unwrap();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let ledger = land(&store, &things(), whole[..whole.len() / 2].to_vec()).ledger;
    assert!(ledger.landed > 500, "{}", ledger.to_json());
    assert_eq!(
        ledger
            .quarantined_by
            .iter()
            .map(|(code, count)| (code.as_str(), *count))
            .collect::<Vec<_>>(),
        [("bad_gzip", 1)]
    );

    let mut damaged = whole;
    let middle = damaged.len() / 2;
    damaged[middle..].fill(0x55);
    let ledger = land(&store, &things(), damaged).ledger;
    assert_eq!(ledger.quarantined_by["bad_gzip"], 1, "{}", ledger.to_json());
}

#[test]
fn the_quarantine_lands_again_once_its_cause_is_gone() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let text: String = (0..5)
        .map(|n| thing(n).replace("table/Things/", "table/Others/") + "\n")
        .collect();
    assert_eq!(land(&store, &things(), text.clone()).ledger.quarantined, 5);
    let object = store.list("quarantine/").unwrap().remove(0);
    let lines = store.get(&object.key).unwrap();

    // Landing the quarantine under the same definition keeps the same bytes.
    let again = TempDir::new().unwrap();
    let store = LocalStore::open(again.path());
    land(&store, &things(), lines.clone());
    assert_eq!(
        quarantine(&store).iter().map(raw).collect::<Vec<_>>(),
        text.lines()
            .map(|l| l.as_bytes().to_vec())
            .collect::<Vec<_>>()
    );

    let others = crate::support::plan_of(
        &crate::support::THINGS.replace("source = \"Things\"", "source = \"Others\""),
    );
    let ledger = land(&store, &others, lines).ledger;
    assert_eq!((ledger.landed, ledger.quarantined), (5, 0));
}
