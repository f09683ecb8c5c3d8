//! Failed records again: from Firehose's error objects, from backups, from the quarantine.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use lakebed_lake::compact::{CompactOptions, compact};
use lakebed_lake::{Input, LakeRows, LandOptions, Lander, LocalStore, Replay, Replayed, Store};
use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Arrival, Flattener, Options, Outcome};
use lakebed_record::json::JsonSink;
use lakebed_record::plan::Plan;
use tempfile::TempDir;

use crate::support::{
    self, input, land, ndjson, objects, order_changes, orders, quarantine, rows, thing, things,
};

fn replay(store: &LocalStore, plan: &Arc<Plan>, files: &[&Path]) -> Replayed {
    let files: Vec<_> = files.iter().map(|file| file.to_path_buf()).collect();
    let replayed = Replay::new(store, Arc::clone(plan), LandOptions::default())
        .files(&files)
        .unwrap();
    assert!(replayed.ledger.balances(), "{}", replayed.ledger.to_json());
    replayed
}

fn replay_quarantine(store: &LocalStore, plan: &Arc<Plan>) -> Replayed {
    let replayed = Replay::new(store, Arc::clone(plan), LandOptions::default())
        .quarantine()
        .unwrap();
    assert!(replayed.ledger.balances(), "{}", replayed.ledger.to_json());
    replayed
}

fn base64(bytes: &[u8]) -> String {
    base64_simd::STANDARD.encode_to_string(bytes)
}

#[test]
fn error_objects_of_both_spellings_land_once() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path().join("lake"));
    land(&store, &things(), ndjson(0..50));
    let before = rows(&store);
    // Documented spelling with texts, captured spelling with numbers, conversion failures of both pages; some are in the lake already.
    let errors: String = (40..80)
        .map(|n| {
            let raw = base64(thing(n).as_bytes());
            match n % 4 {
                0 => format!("{{\"rawData\":\"{raw}\",\"errorCode\":\"Lambda.FunctionError\",\"errorMessage\":\"m\",\"attemptsMade\":\"4\",\"arrivalTimestamp\":\"1789014240448\",\"lambdaArn\":\"arn\"}}\n"),
                1 => format!("{{\"attemptsMade\":1,\"arrivalTimestamp\":1789014240448,\"errorCode\":\"Lambda.ProcessingFailedStatus\",\"errorMessage\":\"m\",\"attemptEndingTimestamp\":1789014301529,\"rawData\":\"{raw}\",\"lambdaARN\":\"arn\"}}\n"),
                2 => format!("{{\"attemptsMade\":1,\"lastErrorCode\":\"activePartitionExceeded\",\"lastErrorMessage\":\"m\",\"rawData\":\"{raw}\",\"sequenceNumber\":\"49\",\"subSequenceNumber\":0,\"dataCatalogTable\":null}}\n"),
                _ => format!("{{\"ErrorCode\":\"DataFormatConversion.ParseError\",\"ErrorMessage\":\"m\",\"rawData\":\"{raw}\"}}\n"),
            }
        })
        .collect();
    let file = folder.path().join("orders-1-2026-11-20-07-00-00-uuid");
    fs::write(&file, errors).unwrap();
    let replayed = replay(&store, &things(), &[&file]);
    assert_eq!(
        (
            replayed.ledger.read,
            replayed.ledger.landed,
            replayed.ledger.dropped_by.get("present")
        ),
        (40, 30, Some(&10))
    );
    let after = rows(&store);
    let all = TempDir::new().unwrap();
    let expected = LocalStore::open(all.path());
    land(&expected, &things(), ndjson(0..80));
    assert!(before.len() < after.len());
    assert_eq!(after, rows(&expected));

    let found = objects(&store);
    let again = replay(&store, &things(), &[&file]);
    assert_eq!((again.ledger.landed, again.written), (0, 0));
    assert_eq!(again.ledger.dropped_by["present"], 40);
    let data = |found: BTreeMap<String, Vec<u8>>| -> Vec<String> {
        found
            .into_keys()
            .filter(|key| key.starts_with("data/"))
            .collect()
    };
    assert_eq!(data(objects(&store)), data(found));
}

/// Rows of the transform's own JSON come back as the rows that landing the changes makes.
fn rows_come_back(definition: &TableDefinition, records: &[u8]) -> usize {
    let plan = Arc::new(Plan::compile(definition));
    let mut sink = JsonSink::new(&plan);
    let mut flattener = Flattener::new(Arc::clone(&plan), Options::default());
    let mut good = Vec::new();
    let mut errors = String::new();
    for line in records
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
    {
        let start = sink.lines().len();
        let outcome = flattener.flatten(line, 0..line.len(), &Arrival::default(), &mut sink);
        if let Outcome::Row(_) = outcome {
            errors += &format!(
                "{{\"lastErrorCode\":\"DataFormatConversion.MalformedData\",\"rawData\":\"{}\"}}\n",
                base64(&sink.lines()[start..])
            );
            good.extend_from_slice(line);
            good.push(b'\n');
        }
    }
    let folder = TempDir::new().unwrap();
    let (direct, replayed) = (
        LocalStore::open(folder.path().join("a")),
        LocalStore::open(folder.path().join("b")),
    );
    Lander::new(&direct, Arc::clone(&plan), LandOptions::default())
        .land(input(good))
        .unwrap();
    let file = folder.path().join("errors");
    fs::write(&file, errors).unwrap();
    let done = replay(&replayed, &plan, &[&file]);
    assert_eq!(done.ledger.quarantined, 0, "{}", done.ledger.to_json());
    let expected = rows(&direct);
    assert_eq!(rows(&replayed), expected);
    expected.len()
}

#[test]
fn rows_that_firehose_could_not_convert_become_changes_again() {
    let shop = TableDefinition::parse(
        &fs::read_to_string(support::table_file("orders")).unwrap(),
        "orders.toml",
    )
    .unwrap();
    assert!(rows_come_back(&shop, &order_changes(3_000, 2)) > 2_500);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden");
    let mut seen = 0;
    for case in [
        "every-type",
        "rescued",
        "undeclared",
        "streams-insert-modify-remove",
    ] {
        let text = fs::read_to_string(golden.join(case).join("table.toml")).unwrap();
        let definition = TableDefinition::parse(&text, case).unwrap();
        seen += rows_come_back(
            &definition,
            &fs::read(golden.join(case).join("input.ndjson")).unwrap(),
        );
    }
    assert!(seen >= 10, "{seen}");
}

const NARROW: &str = r#"
name = "things"
source = "Gadgets"
primary_key = ["id", "n"]
[[column]]
name = "id"
type = "string"
[[column]]
name = "n"
type = "int"
"#;

#[test]
fn the_quarantine_is_emptied_of_what_is_good_and_keeps_the_rest_with_its_new_reason() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    // All but the broken one are of another table for this definition.
    let narrow = support::plan_of(NARROW);
    let text = ndjson(0..30) + "{\"broken\":\n";
    let landed = land(&store, &narrow, text.clone());
    assert_eq!(landed.ledger.quarantined_by["wrong_table"], 30);
    assert_eq!(quarantine(&store).len(), 31);
    let entry = quarantine(&store).pop().unwrap();

    // Nothing has changed: the quarantine stays to the byte.
    let before = objects(&store);
    let same = replay_quarantine(&store, &narrow);
    assert_eq!((same.ledger.quarantined, same.retired), (31, 0));
    let quarantined = |found: &BTreeMap<String, Vec<u8>>| -> Vec<(String, Vec<u8>)> {
        let kept = found
            .iter()
            .filter(|(key, _)| key.starts_with("quarantine/"));
        kept.map(|(key, bytes)| (key.clone(), bytes.clone()))
            .collect()
    };
    assert_eq!(quarantined(&objects(&store)), quarantined(&before));

    let dry = Replay::new(&store, things(), LandOptions::default())
        .dry_run(true)
        .quarantine()
        .unwrap();
    assert_eq!(
        (dry.ledger.landed, dry.ledger.quarantined, dry.retired),
        (30, 1, 1)
    );
    assert_eq!(quarantined(&objects(&store)), quarantined(&before));
    assert!(rows(&store).is_empty());

    let real = replay_quarantine(&store, &things());
    assert_eq!(
        (real.ledger.landed, real.ledger.quarantined, real.retired),
        (30, 1, 1)
    );
    let left = quarantine(&store);
    assert_eq!(left.len(), 1);
    // Where it stood and what it was is kept.
    for name in ["rawData", "source", "offset", "line"] {
        assert_eq!(left[0][name], entry[name], "{name}");
    }
    let expected = LocalStore::open(folder.path().join("expected"));
    land(&expected, &things(), ndjson(0..30));
    assert_eq!(rows(&store), rows(&expected));
}

#[test]
fn a_replay_that_was_killed_before_it_cleared_the_quarantine_doubles_nothing() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path().join("lake"));
    let narrow = support::plan_of(NARROW);
    land(&store, &narrow, ndjson(0..20) + "{\"broken\":\n");
    let before: Vec<_> = store
        .list("quarantine/")
        .unwrap()
        .into_iter()
        .map(|object| (object.key.clone(), store.get(&object.key).unwrap()))
        .collect();
    replay_quarantine(&store, &things());
    let (data, left) = (rows(&store), quarantine(&store));
    // As if it had been killed with everything written and nothing removed.
    for (key, bytes) in &before {
        store.put(key, bytes).unwrap();
    }
    assert_eq!(quarantine(&store).len(), 22);
    let again = replay_quarantine(&store, &things());
    assert_eq!(again.ledger.dropped_by["present"], 20);
    assert_eq!(again.ledger.dropped_by["duplicate"], 1);
    assert_eq!((rows(&store), quarantine(&store)), (data, left));
}

#[test]
fn a_backup_of_joined_records_fills_the_gaps_only() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path().join("lake"));
    let changes = order_changes(20_000, 3);
    let lines: Vec<&[u8]> = changes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .collect();
    let most: Vec<u8> = lines
        .iter()
        .enumerate()
        .filter(|(i, _)| i % 7 != 0)
        .flat_map(|(_, line)| [*line, b"\n"].concat())
        .collect();
    land(&store, &orders(), most);
    // The backup has no line ends, and every record twice.
    let backup = folder.path().join("backup");
    fs::write(&backup, [lines.concat(), lines.concat()].concat()).unwrap();
    // Small memory: the rows of a day go into several objects.
    let options = LandOptions {
        memory_budget: 4 << 20,
        ..LandOptions::default()
    };
    let replayed = Replay::new(&store, orders(), options)
        .files(&[backup])
        .unwrap();
    assert!(replayed.ledger.balances() && replayed.ledger.landed > 2_000);
    let expected = LocalStore::open(folder.path().join("expected"));
    Lander::new(&expected, orders(), LandOptions::default())
        .land(vec![Input::reader("all", std::io::Cursor::new(changes))])
        .unwrap();
    let found = rows(&store);
    assert!(found.values().all(|count| *count == 1));
    let missing = rows(&expected)
        .into_keys()
        .find(|row| !found.contains_key(row));
    assert_eq!(missing, None);
    assert_eq!(found.len(), rows(&expected).len());
}

#[test]
fn compaction_in_the_middle_neither_ends_a_replay_nor_doubles_a_row() {
    let folder = TempDir::new().unwrap();
    let lake = folder.path().join("lake");
    let store = LocalStore::open(&lake);
    let changes = ndjson((0..4_000).step_by(5));
    for part in changes.split_inclusive('\n').collect::<Vec<_>>().chunks(20) {
        land(&store, &things(), part.concat());
    }
    let expected = rows(&store);
    let backup = folder.path().join("backup");
    fs::write(&backup, changes).unwrap();
    let (done, swaps) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let compacting = scope.spawn(|| {
            let store = LocalStore::open(&lake);
            for round in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                // Something small and new each time, or there would be nothing to put together.
                land(&store, &things(), ndjson([5_000 + 5 * round]));
                let found = compact(&store, &things(), &CompactOptions::default(), &mut |_| {});
                swaps.fetch_add(found.unwrap().len(), Ordering::Relaxed);
            }
        });
        for round in 0.. {
            if round >= 20 && swaps.load(Ordering::Relaxed) >= 6 || compacting.is_finished() {
                break;
            }
            let replayed = Replay::new(&store, things(), LandOptions::default())
                .dry_run(round % 2 == 0)
                .files(std::slice::from_ref(&backup));
            let ledger = replayed.map(|replayed| replayed.ledger);
            let present = ledger.map(|ledger| ledger.dropped_by.get("present").copied());
            if !matches!(present, Ok(Some(800))) {
                done.store(true, Ordering::Relaxed);
            }
            assert_eq!(present.unwrap(), Some(800), "round {round}");
        }
        done.store(true, Ordering::Relaxed);
        compacting.join().unwrap();
    });
    let found = rows(&store);
    assert!(found.values().all(|count| *count == 1));
    assert!(expected.keys().all(|row| found.contains_key(row)));
    assert!(swaps.into_inner() >= 6);
}

#[test]
fn a_replay_in_many_runs_is_the_replay_in_one() {
    let folder = TempDir::new().unwrap();
    let changes = order_changes(20_000, 3);
    let replayed = |name: &str, bytes: u64| {
        let store = LocalStore::open(folder.path().join(name));
        let rows_there = LakeRows::new(&store, orders().definition());
        let lander = Lander::new(&store, orders(), LandOptions::default())
            .leave_out(&rows_there)
            .quarantine_once();
        let lander = lander.block_bytes(1 << 20);
        let (mut runs, mut all) = (0, lakebed_lake::Ledger::default());
        // Twice, so that what a run has published is left out by later ones.
        let twice = [changes.clone(), changes.clone()].concat();
        let count = |landed: lakebed_lake::Landed| {
            assert!(landed.ledger.balances());
            runs += 1;
            all.extend(landed.ledger);
        };
        lander.land_in_runs(input(twice), bytes, count).unwrap();
        (runs, all, rows(&store), quarantine(&store).len())
    };
    let (one, whole, expected, kept) = replayed("one", u64::MAX);
    let (many, parts, found, still) = replayed("many", 3 << 20);
    assert!(one == 1 && many > 5, "{one} and {many} runs");
    assert_eq!((parts.read, parts.landed), (whole.read, whole.landed));
    assert_eq!(parts.quarantined_by, whole.quarantined_by);
    assert_eq!(parts.dropped, whole.dropped);
    assert!(parts.dropped_by["present"] > 15_000);
    assert_eq!((found, still), (expected, kept));
}
