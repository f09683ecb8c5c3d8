//! Doing it again changes nothing, and how it is done does not show.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use lakebed_lake::compact::{CompactOptions, compact};
use lakebed_lake::{Input, LandOptions, Lander, Ledger, LocalStore, Store};
use lakebed_testkit::{Options, Shop};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{
    input, land, land_with, ndjson, objects, order_changes, orders, quarantine, rows, thing, things,
};

fn files(folder: &Path) -> BTreeMap<String, SystemTime> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            found.insert(
                entry.path().display().to_string(),
                entry.metadata().unwrap().modified().unwrap(),
            );
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    found
}

#[test]
fn a_second_run_changes_nothing() {
    let lake = TempDir::new().unwrap();
    let text = order_changes(5_000, 3);
    let first = land(&LocalStore::open(lake.path()), &orders(), text.clone());
    assert!(
        first.written > 2
            && first.ledger.quarantined > 0
            && first.ledger.dropped_by["duplicate"] > 0
    );
    let before = files(lake.path());
    let second = land(&LocalStore::open(lake.path()), &orders(), text);
    assert_eq!(files(lake.path()), before);
    assert_eq!(
        (second.ledger, second.ledger_key, second.written),
        (first.ledger, first.ledger_key, 0)
    );
}

#[test]
fn the_ledger_says_what_the_generator_knows() {
    let mut text = Vec::new();
    let manifest = Shop::new(
        11,
        Options {
            days: 3,
            ..Options::default()
        },
    )
    .write_orders(&mut text, 20_000)
    .unwrap();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let ledger = land(&store, &orders(), text).ledger;
    assert_eq!(ledger.read, manifest.records);
    assert_eq!(
        ledger.quarantined,
        manifest.broken_total(),
        "{:?} {:?}",
        ledger.quarantined_by,
        manifest.broken
    );
    // Whether a copy meets its original depends on the day alone here: all of a day are in one object.
    assert_eq!(ledger.landed, manifest.changes);
    assert_eq!(
        ledger.dropped_by,
        BTreeMap::from([("duplicate".to_string(), manifest.duplicates)])
    );
    let days: BTreeMap<_, _> =
        rows(&store)
            .into_iter()
            .fold(BTreeMap::new(), |mut days, (row, count)| {
                *days
                    .entry(row["data/orders_changes/dt=".len()..][..10].to_string())
                    .or_default() += count as u64;
                days
            });
    assert_eq!(days, manifest.by_day);
    let kept = store.get(&store.list("ledger/").unwrap()[0].key).unwrap();
    assert_eq!(
        Ledger::from_json(std::str::from_utf8(&kept).unwrap()),
        Some(ledger.clone())
    );
    assert_eq!(quarantine(&store).len() as u64, ledger.quarantined);
}

#[test]
fn threads_do_not_show() {
    let text = order_changes(8_000, 4);
    let mut found = Vec::new();
    for (threads, memory_budget) in [
        (1, 512 << 20),
        (2, 512 << 20),
        (7, 512 << 20),
        (1, 2 << 20),
        (2, 2 << 20),
        (5, 2 << 20),
    ] {
        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        let options = LandOptions {
            threads,
            memory_budget,
            ..LandOptions::default()
        };
        let landed = Lander::new(&store, orders(), options)
            .block_bytes(100_000)
            .land(input(text.clone()))
            .unwrap();
        assert!(landed.ledger.balances());
        found.push((memory_budget, landed.ledger.objects, objects(&store)));
    }
    for pair in found.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        assert!(
            pair[0].2 == pair[1].2,
            "{:?} {:?}",
            pair[0].2.keys(),
            pair[1].2.keys()
        );
    }
    assert!(
        found[5].1 > found[0].1,
        "a small budget makes more objects: {} and {}",
        found[5].1,
        found[0].1
    );
}

#[test]
fn a_small_budget_loses_nothing() {
    let text = order_changes(8_000, 4);
    let whole = TempDir::new().unwrap();
    let whole_store = LocalStore::open(whole.path());
    let expected = land(&whole_store, &orders(), text.clone()).ledger;
    for memory_budget in [1, 300_000, 3_000_000] {
        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        let options = LandOptions {
            threads: 2,
            memory_budget,
            ..LandOptions::default()
        };
        let ledger = Lander::new(&store, orders(), options)
            .block_bytes(50_000)
            .land(input(text.clone()))
            .unwrap()
            .ledger;
        assert!(ledger.balances());
        assert_eq!(
            (ledger.read, ledger.quarantined),
            (expected.read, expected.quarantined)
        );
        // Copies in different objects are kept: the rows are the same, some of them more often.
        let (found, single) = (rows(&store), rows(&whole_store));
        assert!(found.keys().eq(single.keys()), "{memory_budget}");
        assert_eq!(found.values().sum::<usize>() as u64, ledger.landed);
        if memory_budget == 1 {
            assert!(ledger.landed > expected.landed, "no copy is kept");
        }
        let all = CompactOptions {
            all: true,
            ..CompactOptions::default()
        };
        compact(&store, &orders(), &all, &mut |_| {}).unwrap();
        assert!(rows(&store) == single, "compaction leaves each once");
    }
}

#[test]
fn copies_are_dropped_and_different_rows_of_one_id_are_not() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let other = thing(1).replace("größe", "other");
    let text = [thing(1), other.clone(), thing(2), thing(1), other, thing(1)].join("\n");
    let ledger = land(&store, &things(), text).ledger;
    assert_eq!(
        (ledger.read, ledger.landed, ledger.dropped_by["duplicate"]),
        (6, 3, 3)
    );
    assert!(rows(&store).values().all(|count| *count == 1));
}

#[test]
fn the_filter_drops_and_is_counted() {
    let filtered = crate::support::plan_of(&format!(
        "{}\n[filter]\nattribute = \"id\"\nprefix = \"key-9\"\n",
        crate::support::THINGS
    ));
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let ledger = land(&store, &filtered, ndjson(0..200)).ledger;
    let expected = (0..200)
        .filter(|n| ((n * 7919) % 1000).to_string().starts_with('9'))
        .count() as u64;
    assert_eq!(
        (ledger.read, ledger.landed, ledger.dropped_by["filtered"]),
        (200, expected, 200 - expected)
    );
}

#[test]
fn objects_are_named_by_what_they_hold() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    land(&store, &things(), ndjson(0..100) + "oops\n");
    for (key, bytes) in objects(&store) {
        let name = key.rsplit('/').next().unwrap().split('.').next().unwrap();
        let hashed = if key.starts_with("ledger/") {
            bytes.strip_suffix(b"\n").unwrap()
        } else {
            &bytes
        };
        assert_eq!(
            name,
            format!("{:032x}", xxhash_rust::xxh3::xxh3_128(hashed)),
            "{key}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// However the input is split into files and blocks, and whatever poison is among it: every record has one outcome, the rows are the
    /// same, and landing everything twice is landing it once.
    #[test]
    fn every_split_gives_the_same_rows(
        numbers in prop::collection::vec(0_u64..300, 1..80),
        poison in prop::collection::vec(("[ -~]{1,40}", 0_usize..80), 0..5),
        cut in 0_usize..80,
        block_bytes in 50_usize..5000,
    ) {
        let mut lines: Vec<String> = numbers.iter().map(|n| thing(*n)).collect();
        for (text, at) in &poison {
            // A line that is blank is no record, one with brackets may be several.
            if !text.trim().is_empty() && !text.contains(['{', '[', ']', '}', ',']) {
                lines.insert((*at).min(lines.len()), text.trim().to_string());
            }
        }
        let text = |lines: &[String]| lines.iter().map(|line| line.clone() + "\n").collect::<String>();
        let reference = TempDir::new().unwrap();
        let reference_store = LocalStore::open(reference.path());
        let expected = land_with(&reference_store, &things(), text(&lines), LandOptions::default()).ledger;
        prop_assert_eq!(expected.read, lines.len() as u64);
        prop_assert_eq!(expected.read - expected.quarantined, numbers.len() as u64);

        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        let (first, second) = lines.split_at(cut.min(lines.len()));
        let inputs = || {
            let inputs = [("a", first), ("b", second)];
            inputs.map(|(name, lines)| Input::reader(name, Cursor::new(text(lines)))).into()
        };
        let run = || Lander::new(&store, things(), LandOptions { threads: 2, ..LandOptions::default() }).block_bytes(block_bytes).land(inputs()).unwrap();
        let once = run();
        prop_assert!(once.ledger.balances());
        prop_assert_eq!(once.ledger.read, expected.read);
        prop_assert_eq!(rows(&store), rows(&reference_store));
        prop_assert_eq!(quarantine(&store).len(), quarantine(&reference_store).len());
        let all = objects(&store);
        let again = run();
        prop_assert_eq!(again.written, 0);
        prop_assert!(objects(&store) == all);
    }

    /// No bytes whatever make it panic, lose track, or lose a byte of what is not white space.
    #[test]
    fn any_bytes_have_an_outcome(pieces in prop::collection::vec(fragment(), 0..30), block_bytes in 1_usize..200) {
        let text: Vec<u8> = pieces.concat();
        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        let landed = Lander::new(&store, things(), LandOptions { threads: 1, ..LandOptions::default() }).block_bytes(block_bytes).land(input(text)).unwrap();
        prop_assert!(landed.ledger.balances(), "{}", landed.ledger.to_json());
    }
}

/// What JSON is made of, and what it is not.
fn fragment() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\n",
            " ",
            "1",
            "null",
            "{}",
            "[]",
            "\"Records\":[",
            "{\"Records\":[",
            "{\"a\":1}",
            "}{",
            "\r\n"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        (0_u64..50).prop_map(|n| thing(n).into_bytes()),
        (0_u64..50, 1_usize..300).prop_map(|(n, cut)| thing(n).as_bytes()[..cut].to_vec()),
        prop::collection::vec(any::<u8>(), 0..20),
    ]
}

#[test]
fn one_plan_serves_many_runs() {
    let plan = things();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    land(&store, &plan, ndjson(0..10));
    land(&store, &plan, ndjson(10..20));
    assert_eq!(Arc::strong_count(&plan), 1);
    assert_eq!(store.list("ledger/").unwrap().len(), 2);
}
