//! Small objects into large ones: the same rows, in one step, at any moment.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use lakebed_lake::compact::{CompactOptions, Partition, compact};
use lakebed_lake::health::health;
use lakebed_lake::{LandOptions, Lander, LocalStore, MergeError, Store, StoreErrorKind};
use tempfile::TempDir;

use crate::support::{
    self, input, land, ndjson, objects, order_changes, orders, read, rows, things,
};

fn run(
    store: &LocalStore,
    plan: &Arc<lakebed_record::plan::Plan>,
    options: &CompactOptions,
) -> Vec<Partition> {
    compact(store, plan, options, &mut |_| {}).unwrap()
}

/// Lands changes in many runs, so that every day has many objects.
fn land_in_parts(store: &LocalStore, changes: &[u8], parts: usize) {
    let lines: Vec<&[u8]> = changes.split_inclusive(|byte| *byte == b'\n').collect();
    for part in lines.chunks(lines.len().div_ceil(parts)) {
        land(store, &orders(), part.concat());
    }
}

/// Each row once: what compaction has to leave.
fn once(rows: &BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    rows.keys().map(|row| (row.clone(), 1)).collect()
}

#[test]
fn a_partition_has_the_same_rows_in_few_sorted_objects_and_landing_again_adds_nothing() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    let changes = order_changes(12_000, 3);
    land_in_parts(&store, &changes, 9);
    let before = rows(&store);
    assert!(
        before.values().any(|count| *count > 1),
        "changes come twice"
    );
    let small = health(&store, &orders(), 128 << 20).unwrap();
    assert!(small.sum(|p| p.small) >= 9);

    let done = run(&store, &orders(), &CompactOptions::default());
    assert!(!done.is_empty());
    assert_eq!(rows(&store), once(&before));
    let after = health(&store, &orders(), 128 << 20).unwrap();
    assert_eq!(after.sum(|p| p.small), 0);
    assert!(
        after
            .partitions
            .iter()
            .all(|p| p.files == 1 && p.unreadable.is_empty())
    );
    assert_eq!(after.newest(), small.newest());
    for object in store.list("data/").unwrap() {
        let mut last = (String::new(), String::new());
        for batch in read(&store.path(&object.key).unwrap()) {
            use arrow::array::AsArray;
            let text = |name: &str| {
                batch
                    .column_by_name(name)
                    .unwrap()
                    .as_string::<i32>()
                    .clone()
            };
            let (keys, sequences) = (text("order_id"), text("change_sequence"));
            for row in 0..batch.num_rows() {
                let here = (
                    keys.value(row).to_string(),
                    sequences.value(row).to_string(),
                );
                assert!(last <= here);
                last = here;
            }
        }
    }

    // Nothing more to do, and the same input again finds its rows.
    let found = objects(&store);
    assert_eq!(run(&store, &orders(), &CompactOptions::default()), []);
    land_in_parts(&store, &changes, 9);
    assert!(objects(&store) == found);
}

#[test]
fn targets_cut_objects_and_all_merges_large_ones_too() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    land_in_parts(&store, &order_changes(40_000, 1), 4);
    let before = rows(&store);
    let cut = CompactOptions {
        target_bytes: 400 << 10,
        all: true,
        ..CompactOptions::default()
    };
    let done = run(&store, &orders(), &cut);
    assert!(done[0].objects_after.unwrap() > 2, "{done:?}");
    assert_eq!(rows(&store), once(&before));
    let whole = CompactOptions {
        all: true,
        ..CompactOptions::default()
    };
    assert_eq!(run(&store, &orders(), &whole)[0].objects_after, Some(1));
    assert_eq!(rows(&store), once(&before));
    assert_eq!(run(&store, &orders(), &whole), []);
    // Cut, put together, cut again: the record goes in circles, and landing finds its way.
    run(&store, &orders(), &cut);
    run(&store, &orders(), &whole);
    let found = objects(&store);
    land_in_parts(&store, &order_changes(40_000, 1), 4);
    assert_eq!(objects(&store), found);
}

#[test]
fn objects_of_an_older_definition_get_the_new_columns_and_foreign_ones_are_left() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    land(&store, &things(), ndjson((0..60).step_by(5)));
    let wider = support::plan_of(
        &(support::THINGS.to_string() + "\n[[column]]\nname = \"extra\"\ntype = \"bigint\"\n"),
    );
    land(&store, &wider, ndjson((100..160).step_by(5)));
    let done = run(&store, &wider, &CompactOptions::default());
    assert_eq!(
        (
            done[0].objects_before,
            done[0].objects_after,
            done[0].foreign
        ),
        (2, Some(1), 0)
    );
    let expected = LocalStore::open(folder.path().join("expected"));
    land(
        &expected,
        &wider,
        ndjson((0..60).chain(100..160).step_by(5)),
    );
    assert_eq!(rows(&store), rows(&expected));

    // With the old definition the new column would be lost: such files stay.
    land(&store, &things(), ndjson((200..260).step_by(5)));
    let found = objects(&store);
    let done = run(&store, &things(), &CompactOptions::default());
    assert!(
        done.iter().all(|p| p.foreign == 1 && p.objects_before == 0),
        "{done:?}"
    );
    assert!(objects(&store) == found);
}

#[test]
fn whoever_lists_the_folder_in_the_middle_sees_every_row_once() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    let changes = ndjson((0..4_000).step_by(5));
    for part in changes.split_inclusive('\n').collect::<Vec<_>>().chunks(20) {
        land(&store, &things(), part.concat());
    }
    let least: usize = rows(&store).values().sum();
    let landed = AtomicUsize::new(least);
    let day = fs::read_dir(folder.path().join("data/things_changes"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let stop = AtomicBool::new(false);
    let looks = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut looks = 0;
            while !stop.load(Ordering::Relaxed) {
                // A reader that knows nothing of locks: it lists, then opens, and begins again when a file is gone.
                let names: Vec<_> = fs::read_dir(&day)
                    .unwrap()
                    .map(|e| e.unwrap().path())
                    .collect();
                let files: Vec<_> = names
                    .iter()
                    .map_while(|name| fs::File::open(name).ok())
                    .collect();
                // Nothing at all: the folder was swapped, and emptied, between being opened and being read.
                if !files.is_empty() && files.len() == names.len() {
                    let count: usize = files
                        .into_iter()
                        .map(|file| {
                            let reader =
                                parquet::file::reader::SerializedFileReader::new(file).unwrap();
                            use parquet::file::reader::FileReader;
                            reader.metadata().file_metadata().num_rows() as usize
                        })
                        .sum();
                    assert!(
                        least <= count && count <= landed.load(Ordering::Relaxed),
                        "{count}"
                    );
                    looks += 1;
                }
            }
            looks
        });
        let mut swaps = 0;
        for round in 0..12 {
            // Something small and new each time, or there would be nothing to put together.
            landed.fetch_add(1, Ordering::Relaxed);
            land(&store, &things(), ndjson([5_000 + 5 * round]));
            swaps += run(&store, &things(), &CompactOptions::default()).len();
        }
        assert!(swaps > 5, "{swaps}");
        stop.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(looks > 10, "{looks}");
}

/// The objects that a run found to be there, or had staged, are gone by the time it publishes.
#[test]
fn what_is_compacted_while_its_input_is_landed_again_is_not_doubled() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    let parts = [ndjson((0..400).step_by(5)), ndjson((400..800).step_by(5))];
    for part in &parts {
        land(&store, &things(), part.clone());
    }
    let expected = rows(&store);
    let compacted = AtomicBool::new(false);
    let compact_once = |_| {
        if !compacted.swap(true, Ordering::Relaxed) {
            let store = LocalStore::open(folder.path());
            let done = run(&store, &things(), &CompactOptions::default());
            assert_eq!(done[0].objects_before, 2);
        }
    };
    let landed = Lander::new(&store, things(), LandOptions::default())
        .progress(&compact_once)
        .land(input(parts[0].clone()))
        .unwrap();
    assert!(compacted.into_inner());
    assert_eq!(landed.written, 0);
    assert_eq!(rows(&store), expected);
}

/// A run that was killed with everything published, and one behind it that finds nothing to do.
#[test]
fn what_a_killed_run_left_goes_with_the_next_that_has_nothing_to_do() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    land(&store, &things(), ndjson(0..20));
    let left = folder.path().join(".staging/4711-0");
    fs::create_dir_all(left.join("8")).unwrap();
    fs::write(left.join("8/part.parquet"), "moved").unwrap();
    let store = LocalStore::open(folder.path());
    assert!(run(&store, &things(), &CompactOptions::default()).is_empty());
    assert!(!left.exists());
}

/// 100,000 changes, killed while they are compacted, again and again.
#[test]
fn killed_at_random_and_run_again_it_is_right() {
    let folder = TempDir::new().unwrap();
    let lake = folder.path().join("lake");
    let changes = order_changes(100_000, 4);
    let store = LocalStore::open(&lake);
    land_in_parts(&store, &changes, 12);
    let before = rows(&store);
    let whole = folder.path().join("whole");
    let start = Instant::now();
    copy(&lake, &whole);
    let command = |lake: &std::path::Path| {
        let mut command = support::land_command(lake, "orders", 1);
        command
            .arg("--compact")
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    };
    let output = command(&whole).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let duration = start.elapsed();
    let data = |store: &LocalStore| -> BTreeMap<String, Vec<u8>> {
        objects(store)
            .into_iter()
            .filter(|(key, _)| key.starts_with("data/"))
            .collect()
    };
    let expected = data(&LocalStore::open(&whole));
    let mut killed = 0;
    const KILLS: u32 = 8;
    for kill in 0..KILLS {
        let mut child = command(&lake).spawn().unwrap();
        std::thread::sleep(duration * (kill + 1) / (KILLS + 2));
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        if kill % 3 == 0 {
            assert_eq!(once(&rows(&store)), once(&before), "no row is missing");
        }
    }
    assert!(killed > 1, "{killed} of {KILLS}");
    assert!(command(&lake).output().unwrap().status.success());
    assert_eq!(rows(&store), once(&before));
    assert!(data(&store) == expected);
    // A killed run's record does not stand in the way of landing the same input.
    land_in_parts(&store, &changes, 12);
    assert!(data(&store) == expected);
    let left = Lander::new(&store, orders(), LandOptions::default())
        .land(input(changes))
        .unwrap();
    assert!(left.ledger.balances());
}

#[test]
fn of_several_at_once_those_that_find_another_at_work_are_refused_and_each_row_is_there_once() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    for round in 0..4 {
        let changes = order_changes(6_000, 7 + round);
        land_in_parts(&store, &changes, 12);
        let before = rows(&store);
        let done: Vec<_> = std::thread::scope(|scope| {
            // A store of its own each, as processes have.
            let one = || {
                let store = LocalStore::open(folder.path());
                compact(&store, &orders(), &CompactOptions::default(), &mut |_| {})
            };
            let runs: Vec<_> = (0..4).map(|_| scope.spawn(one)).collect();
            runs.into_iter().map(|run| run.join().unwrap()).collect()
        });
        assert!(done.iter().any(Result::is_ok), "{done:?}");
        for error in done.into_iter().filter_map(Result::err) {
            assert!(
                matches!(&error, MergeError::Store(e) if e.kind() == StoreErrorKind::Taken),
                "{error:?}"
            );
        }
        assert_eq!(rows(&store), once(&before));
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            if entry.file_name() != ".staging" {
                copy(&entry.path(), &to.join(entry.file_name()));
            }
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}
