//! Runs that are killed, and runs side by side: real processes over one lake.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, Stdio};
use std::time::Instant;

use lakebed_lake::{Ledger, LocalStore, Store};
use tempfile::TempDir;

use crate::support::{land, land_command, ndjson, objects, order_changes, rows, things};

const RECORDS: u64 = 6_000;

fn start(lake: &std::path::Path, file: &std::path::Path, threads: usize) -> Child {
    land_command(lake, "orders", threads)
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn finish(child: Child) -> Ledger {
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ledger::from_json(&String::from_utf8(output.stdout).unwrap()).unwrap()
}

/// Every object's name is the hash of its bytes, so that a partial one shows.
fn assert_whole(found: &BTreeMap<String, Vec<u8>>) {
    for (key, bytes) in found {
        let name = key.rsplit('/').next().unwrap().split('.').next().unwrap();
        let hashed = if key.starts_with("ledger/") {
            bytes.strip_suffix(b"\n").unwrap_or(b"")
        } else {
            bytes
        };
        assert_eq!(
            name,
            format!("{:032x}", xxhash_rust::xxh3::xxh3_128(hashed)),
            "{key}"
        );
    }
}

#[test]
fn a_killed_run_leaves_no_partial_object_and_the_next_one_finishes() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("orders.ndjson");
    fs::write(&file, order_changes(RECORDS, 5)).unwrap();
    let clean = folder.path().join("clean");
    let begin = Instant::now();
    let ledger = finish(start(&clean, &file, 2));
    let duration = begin.elapsed();
    let expected = objects(&LocalStore::open(&clean));
    let lake = folder.path().join("lake");
    let mut killed = 0;
    const KILLS: u32 = 24;
    for kill in 0..KILLS {
        // A lake of its own for every other one, so that all phases are hit on an empty lake too.
        if kill % 2 == 0 && lake.exists() {
            fs::remove_dir_all(&lake).unwrap();
        }
        let mut child = start(&lake, &file, 2);
        std::thread::sleep(duration * (kill + 1) / KILLS);
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        let store = LocalStore::open(&lake);
        let found = objects(&store);
        assert_whole(&found);
        assert!(
            found
                .iter()
                .all(|(key, bytes)| expected.get(key) == Some(bytes))
        );
        if found.keys().any(|key| key.starts_with("ledger/")) {
            assert!(found == expected, "the ledger comes last");
        }
    }
    assert!(
        killed > KILLS / 4,
        "{killed} of {KILLS} were killed while they worked"
    );
    assert_eq!(finish(start(&lake, &file, 2)), ledger);
    assert!(objects(&LocalStore::open(&lake)) == expected);
    let left: Vec<_> = fs::read_dir(lake.join(".staging"))
        .map(|d| d.map(|e| e.unwrap().file_name()).collect())
        .unwrap_or_default();
    assert!(left.iter().all(|name| name == "lock"), "{left:?}");
}

/// Killed between its last object and its end, a run leaves its staging folder and nothing to do.
#[test]
fn a_run_that_finds_all_done_removes_what_killed_ones_left() {
    let folder = TempDir::new().unwrap();
    let landed = land(&LocalStore::open(folder.path()), &things(), ndjson(0..20));
    let left = folder.path().join(".staging/1-0");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("lock"), "").unwrap();
    fs::write(left.join("0"), "an object that was never published").unwrap();
    let again = land(&LocalStore::open(folder.path()), &things(), ndjson(0..20));
    assert_eq!((again.ledger, again.written), (landed.ledger, 0));
    assert!(!left.exists());
}

#[test]
fn runs_side_by_side_do_not_harm_each_other() {
    let folder = TempDir::new().unwrap();
    let lake = folder.path().join("lake");
    let text = order_changes(RECORDS, 5);
    let (a, b) = (
        folder.path().join("a.ndjson"),
        folder.path().join("b.ndjson"),
    );
    let half = text
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\n')
        .nth(RECORDS as usize / 2)
        .unwrap()
        .0
        + 1;
    fs::write(&a, &text[..half]).unwrap();
    fs::write(&b, &text[half..]).unwrap();
    // Two over the same input, one over another.
    let runs = [
        start(&lake, &a, 1),
        start(&lake, &a, 2),
        start(&lake, &b, 1),
    ];
    let ledgers: Vec<_> = runs.into_iter().map(finish).collect();
    assert_eq!(ledgers[0], ledgers[1]);
    let store = LocalStore::open(&lake);
    let found = objects(&store);
    assert_whole(&found);
    assert_eq!(
        rows(&store).values().sum::<usize>() as u64,
        ledgers[0].landed + ledgers[2].landed
    );
    assert_eq!(store.list("ledger/").unwrap().len(), 2);

    // The same, one after the other.
    let serial = folder.path().join("serial");
    finish(start(&serial, &a, 2));
    finish(start(&serial, &b, 2));
    assert!(objects(&LocalStore::open(&serial)) == found);
}
