//! Keys out of what queries left in the lake: every form of result, verified by reading.

use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use lakebed_lake::LocalStore;
use lakebed_lake::Store;
use lakebed_lake::current::{CurrentOptions, rows_folder, update};
use lakebed_lake::erase::{EraseError, Key, erase};
use lakebed_lake::refine::refine;
use tempfile::TempDir;

use crate::support::{land, ndjson, read, things};

/// A lake with a file below `exports/`, from which `key-7` is erased; what is there then.
fn after(name: &str, text: &str) -> (Result<lakebed_lake::erase::Erased, EraseError>, String) {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    land(&store, &things(), ndjson(0..10));
    let file = folder.path().join("exports").join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, text).unwrap();
    let key = Key::parse(things().definition(), r#"{"id":"key-7","n":2}"#).unwrap();
    let dry = erase(&store, &things(), std::slice::from_ref(&key), true);
    assert_eq!(fs::read_to_string(&file).unwrap(), text, "a dry run");
    let done = erase(&store, &things(), &[key], false);
    if let (Ok(dry), Ok(done)) = (&dry, &done) {
        assert_eq!(
            (dry.results, dry.result_files),
            (done.results, done.result_files)
        );
        assert_eq!(done.left, 0);
    }
    // What was staged on the way is not left behind, and nothing of it is anywhere else.
    drop(store);
    for entry in fs::read_dir(folder.path().join(".staging")).unwrap() {
        assert!(entry.unwrap().path().is_file());
    }
    (done, fs::read_to_string(&file).unwrap())
}

#[test]
fn rows_of_text_results_go_and_the_others_keep_their_bytes() {
    let cases = [
        (
            "a.csv",
            "id,n,note\nkey-7,2,x\n\"key-7\",\"2\",\"a \"\"b\"\",\nc\"\nkey-7,1,\"\"\nkey-70,2,\nother,2,\"key-7,2\"",
            "id,n,note\nkey-7,1,\"\"\nkey-70,2,\nother,2,\"key-7,2\"",
            2,
        ),
        (
            "b.csv",
            "\"note\",\"n\",\"id\"\r\n\"x\",\"2\",\"key-7\"\r\n,\"3\",\"key-7\"\r\n",
            "\"note\",\"n\",\"id\"\r\n,\"3\",\"key-7\"\r\n",
            1,
        ),
        (
            "c.json",
            "[\n{\"id\":\"key-7\",\"n\":2},\n{\"id\":\"key-7\",\"n\":1,\"note\":\"}\\\"{ [key-7]\"},\n{\"id\":\"key-7\",\"n\":\"2\"}\n]\n",
            "[\n{\"id\":\"key-7\",\"n\":1,\"note\":\"}\\\"{ [key-7]\"}\n]\n",
            2,
        ),
        (
            "d.json",
            "[{\"id\":\"key-7\",\"n\":2,\"parts\":[{\"sku\":\"s\"}]}]",
            "[]\n",
            1,
        ),
        ("e.json", "{\"n\":2,\"id\":\"key-7\"}\n", "", 1),
        (
            "f.ndjson",
            "{\"id\":\"key-7\",\"n\":2}\n{\"id\" : \"b\", \"n\" : 2}\n{\"id\":\"key-7\",\"n\":2}",
            "{\"id\" : \"b\", \"n\" : 2}\n",
            2,
        ),
        // Nothing of it, or nothing at all: not a byte changes.
        ("g.csv", "id,n\nkey-8,2\n", "id,n\nkey-8,2\n", 0),
        ("h.json", "[]\n", "[]\n", 0),
        ("i.ndjson", "", "", 0),
        ("j.csv", "amount\n", "amount\n", 0),
    ];
    for (name, text, expected, rows) in cases {
        let (done, found) = after(name, text);
        let done = done.unwrap();
        assert_eq!(found, expected, "{name}");
        assert_eq!(
            (done.results, done.result_files),
            (rows, u64::from(rows > 0)),
            "{name}"
        );
        assert_eq!(done.unknown, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_cannot_be_told_is_named_and_what_is_broken_stops_the_run() {
    for (name, text) in [
        ("a.csv", "amount\n1\n"),
        ("b.json", "[{\"id\":\"key-7\"}]"),
        ("c.ndjson", "{\"amount\":1}\n"),
        ("d.html", "<table>"),
    ] {
        let (done, found) = after(name, text);
        assert_eq!(done.unwrap().unknown, [format!("exports/{name}")]);
        assert_eq!(found, text);
    }
    for (name, text, expected) in [
        (
            "a.csv",
            "id,n\nkey-7,2,secret\n",
            "line 2 has another number of fields",
        ),
        ("b.json", "[{\"id\":\"secret", "has no end"),
        ("c.ndjson", "secret\n", "no row of JSON objects"),
    ] {
        let (done, found) = after(name, text);
        let error = done.unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains(&format!("exports/{name}")) && message.contains(expected),
            "{message}"
        );
        assert!(
            !message.contains("secret") && error.hint().is_some(),
            "{message}"
        );
        assert_eq!(found, text);
    }
}

/// Of the current state every version is rewritten, of its own table alone.
#[test]
fn no_version_of_the_current_state_keeps_an_item() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    let held = store.upkeep("things_changes", "current").unwrap();
    let mut version = None;
    for part in [0..20, 20..3040] {
        land(&store, &things(), ndjson(part));
        let options = CurrentOptions::default();
        let made = update(
            &store,
            &held,
            &things(),
            version.as_deref(),
            &options,
            &mut |_| {},
        );
        version = made.unwrap().version;
    }
    drop(held);
    // That of another table holds nothing of this one: it is neither read nor named.
    store
        .put("data/others_current/v/merged.json", b"{}")
        .unwrap();
    store
        .put("data/others_current/v/rows/000-x.parquet", b"oops")
        .unwrap();
    let items = |version: &str| -> Vec<String> {
        let folder = rows_folder(things().definition(), version) + "/";
        let files = store.list(&folder).unwrap().into_iter();
        let batches = files.flat_map(|object| read(&store.path(&object.key).unwrap()));
        let text = |batch: &arrow::array::RecordBatch, name: &str, row| {
            let column = batch.column_by_name(name).unwrap();
            arrow::util::display::array_value_to_string(column, row).unwrap()
        };
        batches
            .flat_map(|batch| {
                let rows = 0..batch.num_rows();
                rows.map(|row| text(&batch, "id", row) + "/" + &text(&batch, "n", row))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let versions: BTreeSet<String> = store
        .list("data/things_current/")
        .unwrap()
        .iter()
        .map(|object| object.key.split('/').nth(2).unwrap().to_string())
        .collect();
    assert_eq!(versions.len(), 2);
    let (victim, key) = ("key-838/2", r#"{"id":"key-838","n":2}"#);
    assert!(
        versions
            .iter()
            .all(|v| items(v).contains(&victim.to_string()))
    );
    let before: Vec<usize> = versions.iter().map(|v| items(v).len()).collect();
    let key = Key::parse(things().definition(), key).unwrap();
    let done = erase(&store, &things(), &[key], false).unwrap();
    assert_eq!((done.results, done.left), (2, 0));
    assert_eq!(done.unknown, Vec::<String>::new());
    for (version, count) in versions.iter().zip(before) {
        let left = items(version);
        assert_eq!(left.len(), count - 1);
        assert!(!left.contains(&victim.to_string()));
    }
}

/// A replay takes quarantine away and a query's new version takes the old one away while a key is erased: what is gone holds no key.
#[test]
fn what_others_remove_meanwhile_is_no_error() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    land(&store, &things(), ndjson(0..10));
    let key = Key::parse(things().definition(), r#"{"id":"key-7","n":2}"#).unwrap();
    let names = |n: usize| {
        [
            format!("quarantine/things_changes/{n}.ndjson"),
            format!("results/{n}.csv"),
            format!("exports/{n}.json"),
        ]
    };
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let store = LocalStore::open(folder.path());
            while !done.load(Ordering::Relaxed) {
                for [quarantined, csv, json] in (0..50).map(names) {
                    store.put(&quarantined, b"{\"rawData\":\"\"}\n").unwrap();
                    store.put(&csv, b"id,n\nother,1\n").unwrap();
                    store.put(&json, b"{\"id\":\"other\",\"n\":1}\n").unwrap();
                }
                for name in (0..50).flat_map(names) {
                    store.delete(&name).unwrap();
                }
            }
        });
        let ran: Vec<_> = (0..40)
            .map(|_| erase(&store, &things(), std::slice::from_ref(&key), false))
            .collect();
        done.store(true, Ordering::Relaxed);
        for ran in ran {
            assert_eq!(ran.unwrap().left, 0);
        }
    });
}

/// Dry runs look while partitions are exchanged: they see the one state or the other.
#[test]
fn who_looks_is_not_overtaken() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    for part in 0..20 {
        land(&store, &things(), ndjson(part * 20..part * 20 + 20));
    }
    let key = |n: u32| {
        let text = format!(r#"{{"id":"key-{}","n":{}}}"#, n * 7919 % 1000, n % 3);
        Key::parse(things().definition(), &text).unwrap()
    };
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let rewriting = scope.spawn(|| {
            let store = LocalStore::open(folder.path());
            let erased: Vec<_> = (0..40)
                .map(|n| erase(&store, &things(), &[key(n)], false))
                .collect();
            done.store(true, Ordering::Relaxed);
            erased
        });
        let mut looks = 0;
        while !done.load(Ordering::Relaxed) {
            erase(&store, &things(), &[key(60)], true).unwrap();
            refine(&store, &things(), true, |_| {}).unwrap();
            looks += 1;
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let erased = rewriting.join().unwrap();
        let files: u64 = erased.into_iter().map(|done| done.unwrap().files).sum();
        assert!(looks > 5 && files > 5, "{looks} looks, {files} files");
    });
}
