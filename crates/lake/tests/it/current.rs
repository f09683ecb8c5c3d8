//! The current state kept by merging equals the newest change of every key, whatever came before.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use lakebed_lake::compact::{CompactOptions, compact};
use lakebed_lake::current::{Current, CurrentOptions, clean, rows_folder, update};
use lakebed_lake::erase::{self, erase};
use lakebed_lake::refine::refine;
use lakebed_lake::{LocalStore, MergeError, Store, StoreErrorKind};
use lakebed_record::plan::Plan;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{DAY, land, order_changes, orders, plan_of, read};

const SMALL: &str = r#"
name = "t"
source = "T"
primary_key = ["k"]
partition = ["dt", "region"]
[[column]]
name = "k"
type = "string"
[[column]]
name = "region"
type = "string"
[[column]]
name = "v"
type = "int"
"#;

/// The same with a column that `undeclared` held so far, and a wider one.
fn grown() -> String {
    SMALL.replace("\"int\"", "\"bigint\"") + "[[column]]\nname = \"more\"\ntype = \"string\"\n"
}

/// A change of an item, by what the order of changes looks at.
#[derive(Debug, Clone)]
struct Event {
    key: u8,
    second: u64,
    /// Of a stream, or else of an export.
    sequence: Option<u64>,
    value: Option<i32>,
    region: u8,
}

impl Event {
    fn record(&self) -> String {
        let Self {
            key,
            second,
            region,
            ..
        } = self;
        let time = DAY + second;
        let keys = format!(r#"{{"k":{{"S":"key-{key}"}}}}"#);
        let image = self.value.map(|value| {
            format!(r#"{{"k":{{"S":"key-{key}"}},"region":{{"S":"r{region}"}},"v":{{"N":"{value}"}},"more":{{"S":"m{value}"}}}}"#)
        });
        let new = image
            .map(|image| format!(r#","NewImage":{image}"#))
            .unwrap_or_default();
        match self.sequence {
            Some(sequence) => {
                let name = if self.value.is_some() {
                    "MODIFY"
                } else {
                    "REMOVE"
                };
                format!(
                    r#"{{"eventID":"{key}-{second}-{sequence}","eventName":"{name}","eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/T/stream/x","dynamodb":{{"ApproximateCreationDateTime":{time},"Keys":{keys}{new},"SequenceNumber":"10000000000000000000{sequence:04}"}}}}"#
                )
            }
            None => format!(
                r#"{{"Metadata":{{"WriteTimestampMicros":{{"N":"{}"}}}},"Keys":{keys}{new}}}"#,
                time * 1_000_000 + 7
            ),
        }
    }

    /// Greater is newer.
    fn order(&self) -> (u64, u64) {
        (self.second, self.sequence.map_or(0, |s| s + 1))
    }
}

/// What is done to a lake.
#[derive(Debug, Clone)]
enum Step {
    Land(Vec<Event>),
    /// Part of what was landed before comes again, in another batch.
    Again(usize),
    Merge,
    /// Killed after the version is made, before the catalog knows.
    Killed,
    Whole,
    Compact(bool),
    Erase(u8),
    Grow,
}

fn event() -> impl Strategy<Value = Event> {
    let sequence = proptest::option::weighted(0.8, 0..40_u64);
    let value = proptest::option::weighted(0.75, 0..1000_i32);
    // Three days, so that what comes is late and lies in several partitions.
    (0..12_u8, 0..200_u64, sequence, value, 0..2_u8).prop_map(
        |(key, at, sequence, value, region)| Event {
            key,
            second: at * 1200,
            sequence,
            value,
            region,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => prop::collection::vec(event(), 1..25).prop_map(Step::Land),
        1 => (1..20_usize).prop_map(Step::Again),
        4 => Just(Step::Merge),
        1 => Just(Step::Killed),
        1 => Just(Step::Whole),
        2 => any::<bool>().prop_map(Step::Compact),
        1 => (0..12_u8).prop_map(Step::Erase),
        1 => Just(Step::Grow),
    ]
}

struct Lake {
    folder: TempDir,
    store: LocalStore,
    plan: Arc<Plan>,
    version: Option<String>,
    /// Everything that was landed and not erased, by what tells changes apart.
    landed: BTreeMap<(u8, u64, Option<u64>), Event>,
}

fn options(whole: bool) -> CurrentOptions {
    CurrentOptions {
        whole,
        // So little that there are several buckets, which are outgrown now and then.
        bucket_bytes: 2048,
        ..CurrentOptions::default()
    }
}

impl Lake {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        Self {
            store: LocalStore::open(folder.path().join("lake")),
            folder,
            plan: plan_of(SMALL),
            version: None,
            landed: BTreeMap::new(),
        }
    }

    fn merge(&mut self, whole: bool) -> Current {
        fs::create_dir_all(self.store.root()).unwrap();
        let held = self.store.upkeep("t_changes", "current").unwrap();
        let made = update(
            &self.store,
            &held,
            &self.plan,
            self.version.as_deref(),
            &options(whole),
            &mut |_| {},
        )
        .unwrap();
        let before = self.version.clone();
        self.version.clone_from(&made.version);
        let keep: Vec<&str> = before
            .iter()
            .chain(&self.version)
            .map(String::as_str)
            .collect();
        clean(&self.store, &held, self.plan.definition(), &keep).unwrap();
        made
    }

    fn run(&mut self, step: &Step) {
        match step {
            Step::Land(events) => {
                let mut lines = String::new();
                for event in events {
                    let place = (event.key, event.second, event.sequence);
                    // Two changes of one place in the order would be one change.
                    if self.landed.contains_key(&place) {
                        continue;
                    }
                    lines += &(event.record() + "\n");
                    self.landed.insert(place, event.clone());
                }
                let landed = land(&self.store, &self.plan, lines);
                assert_eq!(landed.ledger.quarantined, 0, "{}", landed.ledger.to_json());
            }
            Step::Again(count) => {
                let events = self.landed.values().take(*count);
                let lines: String = events.map(|event| event.record() + "\n").collect();
                land(&self.store, &self.plan, lines);
            }
            Step::Merge => drop(self.merge(false)),
            Step::Killed => {
                let before = self.version.clone();
                self.merge(false);
                self.version = before;
            }
            Step::Whole => drop(self.merge(true)),
            Step::Compact(all) => {
                let options = CompactOptions {
                    all: *all,
                    ..CompactOptions::default()
                };
                compact(&self.store, &self.plan, &options, &mut |_| {}).unwrap();
            }
            Step::Erase(key) => {
                let name = format!("key-{key}");
                let erased = erase::Key::parse(self.plan.definition(), &name).unwrap();
                let done = erase(&self.store, &self.plan, &[erased], false).unwrap();
                assert_eq!((done.left, done.unknown), (0, Vec::new()));
                self.landed.retain(|(of, ..), _| of != key);
                self.nowhere(&name);
            }
            Step::Grow => {
                self.plan = plan_of(&grown());
                refine(&self.store, &self.plan, false, |_| {}).unwrap();
            }
        }
    }

    /// No Parquet file of any version has the key.
    fn nowhere(&self, key: &str) {
        for object in self.store.list("data/").unwrap() {
            if object.key.ends_with(".parquet") {
                for batch in read(&self.store.path(&object.key).unwrap()) {
                    let column = batch.column_by_name("k").unwrap();
                    let texts = arrow::array::AsArray::as_string::<i32>(column);
                    assert!(texts.iter().all(|text| text != Some(key)), "{}", object.key);
                }
            }
        }
    }

    /// Key, value, region, day and the grown column of each item, as files have them.
    fn found(&self) -> Vec<String> {
        let Some(version) = &self.version else {
            return Vec::new();
        };
        let folder = self
            .folder
            .path()
            .join("lake")
            .join(rows_folder(self.plan.definition(), version));
        let mut rows = Vec::new();
        for file in fs::read_dir(folder).unwrap() {
            for batch in read(&file.unwrap().path()) {
                for row in 0..batch.num_rows() {
                    let cell = |name: &str| {
                        let column = batch.column_by_name(name).unwrap();
                        arrow::util::display::array_value_to_string(column, row).unwrap()
                    };
                    let more = batch.column_by_name("more").map(|_| cell("more"));
                    rows.push(format!(
                        "{} {} {} {} {more:?}",
                        cell("k"),
                        cell("v"),
                        cell("region"),
                        cell("dt")
                    ));
                }
            }
        }
        rows.sort();
        rows
    }

    fn expected(&self) -> Vec<String> {
        let mut newest: BTreeMap<u8, &Event> = BTreeMap::new();
        for event in self.landed.values() {
            let known = newest.entry(event.key).or_insert(event);
            if event.order() > known.order() {
                *known = event;
            }
        }
        let grown = self.plan.definition().column("more").is_some();
        let mut rows: Vec<String> = newest
            .values()
            .filter_map(|event| {
                let value = event.value?;
                let day = 20 + event.second / 86_400;
                let more = grown.then(|| format!("m{value}"));
                Some(format!(
                    "key-{} {value} r{} 2026-11-{day} {more:?}",
                    event.key, event.region
                ))
            })
            .collect();
        rows.sort();
        rows
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn it_is_the_newest_change_of_every_key_after_any_steps(steps in prop::collection::vec(step(), 1..18)) {
        let mut lake = Lake::new();
        for step in steps.iter().chain([&Step::Merge]) {
            lake.run(step);
            if matches!(step, Step::Merge | Step::Whole) {
                prop_assert_eq!(lake.found(), lake.expected());
            }
        }
        let again = lake.merge(false);
        prop_assert_eq!((again.objects, again.rewritten), (0, 0));
        prop_assert_eq!(lake.found(), lake.expected());
    }
}

fn stream(key: u8, second: u64, sequence: u64, value: Option<i32>) -> Event {
    Event {
        key,
        second,
        sequence: Some(sequence),
        value,
        region: 0,
    }
}

#[test]
fn only_what_is_new_is_read_and_only_its_buckets_are_written() {
    let mut lake = Lake::new();
    let all = (0..200)
        .map(|n| stream(n, u64::from(n), 1, Some(1)))
        .collect();
    lake.run(&Step::Land(all));
    let names = |lake: &Lake| -> Vec<String> {
        let version = lake.version.as_deref().unwrap();
        let folder = rows_folder(lake.plan.definition(), version) + "/";
        let files = lake.store.list(&folder).unwrap().into_iter();
        files.map(|o| o.key[folder.len()..].to_string()).collect()
    };
    let made = lake.merge(false);
    assert!(made.whole && made.buckets >= 2, "{made:?}");
    assert_eq!((made.items, made.changes), (200, 200));
    let before = names(&lake);
    assert_eq!(before.len() as u64, made.buckets);

    lake.run(&Step::Land(vec![stream(7, 1000, 2, Some(2))]));
    let merged = lake.merge(false);
    assert!(!merged.whole, "{merged:?}");
    assert_eq!((merged.objects, merged.changes), (1, 1));
    assert_eq!((merged.rewritten, merged.items), (1, 200));
    assert_eq!(lake.found(), lake.expected());
    let after = names(&lake);
    let linked = after.iter().filter(|name| before.contains(name));
    assert_eq!(linked.count() + 1, before.len());

    // A change that is older than what is there: the same bytes, the same names.
    lake.run(&Step::Land(vec![stream(8, 2, 0, Some(3))]));
    let merged = lake.merge(false);
    assert_eq!((merged.changes, names(&lake)), (1, after));
    assert_eq!(lake.found(), lake.expected());

    // What compaction makes of merged files holds nothing new.
    lake.run(&Step::Compact(true));
    let nothing = lake.merge(false);
    assert_eq!((nothing.objects, &nothing.version), (0, &merged.version));
    // A file that is gone for no known reason took rows with it.
    let gone = lake.store.list("data/t_changes/").unwrap().remove(0);
    lake.store.delete(&gone.key).unwrap();
    assert!(lake.merge(false).whole);
}

#[test]
fn a_removed_item_does_not_come_back_with_a_late_change() {
    let mut lake = Lake::new();
    lake.run(&Step::Land(vec![
        stream(1, 10, 1, Some(1)),
        stream(1, 100, 2, None),
    ]));
    let made = lake.merge(false);
    assert_eq!((made.items, made.removed), (0, 1));
    lake.run(&Step::Land(vec![stream(1, 50, 9, Some(2))]));
    assert_eq!(lake.merge(false).items, 0);
    lake.run(&Step::Land(vec![stream(1, 150, 3, Some(3))]));
    let back = lake.merge(false);
    assert_eq!((back.items, back.removed), (1, 0));
    assert_eq!(lake.found(), lake.expected());
}

#[test]
fn commands_that_rewrite_a_table_take_turns() {
    let mut lake = Lake::new();
    lake.run(&Step::Land(vec![
        stream(1, 10, 1, Some(1)),
        stream(2, 10, 1, Some(1)),
    ]));
    lake.run(&Step::Land(vec![stream(3, 10, 1, Some(1))]));
    let held = lake.store.upkeep("t_changes", "compact").unwrap();
    let other = LocalStore::open(lake.store.root());
    let taken = |error: &lakebed_lake::StoreError| {
        assert_eq!(error.kind(), StoreErrorKind::Taken);
        let text = error.to_string();
        assert!(text.contains("by lakebed compact, process "), "{text}");
        assert!(error.hint().is_some());
    };
    taken(&other.upkeep("t_changes", "current").unwrap_err());
    match compact(&other, &lake.plan, &CompactOptions::default(), &mut |_| {}) {
        Err(MergeError::Store(error)) => taken(&error),
        other => panic!("{other:?}"),
    }
    match refine(&other, &lake.plan, false, |_| {}) {
        Err(lakebed_lake::ObjectError::Store(error)) => taken(&error),
        other => panic!("{other:?}"),
    }
    let key = erase::Key::parse(lake.plan.definition(), "key-1").unwrap();
    match erase(&other, &lake.plan, std::slice::from_ref(&key), false) {
        Err(erase_error) => assert!(
            erase_error.to_string().contains("is being rewritten"),
            "{erase_error}"
        ),
        Ok(done) => panic!("{done:?}"),
    }
    // Looking is no rewriting, another table is another table, and landing only adds.
    let dry = CompactOptions {
        dry_run: true,
        ..CompactOptions::default()
    };
    compact(&other, &lake.plan, &dry, &mut |_| {}).unwrap();
    refine(&other, &lake.plan, true, |_| {}).unwrap();
    erase(&other, &lake.plan, &[key], true).unwrap();
    other.upkeep("u_changes", "compact").unwrap();
    lake.run(&Step::Land(vec![stream(4, 10, 1, Some(1))]));
    drop(held);
    assert_eq!(
        compact(&other, &lake.plan, &CompactOptions::default(), &mut |_| {})
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn rows_that_exceed_memory_go_through_the_disk() {
    let folder = TempDir::new().unwrap();
    let store = LocalStore::open(folder.path());
    // Some 200 MB of rows in memory.
    land(&store, &orders(), order_changes(300_000, 3));
    let held = store.upkeep("orders_changes", "current").unwrap();
    let made = |options: &CurrentOptions| {
        update(&store, &held, &orders(), None, options, &mut |_| {}).unwrap()
    };
    let several = made(&CurrentOptions {
        bucket_bytes: 256 << 10,
        ..CurrentOptions::default()
    });
    assert!(several.buckets > 16, "{several:?}");
    let one = made(&CurrentOptions {
        bucket_bytes: u64::MAX,
        ..CurrentOptions::default()
    });
    assert_eq!(
        (one.buckets, one.items, one.removed),
        (1, several.items, several.removed)
    );
    let rows = |current: &Current| {
        let folder = rows_folder(orders().definition(), current.version.as_deref().unwrap());
        let mut rows: Vec<String> = Vec::new();
        for object in store.list(&(folder + "/")).unwrap() {
            for batch in read(&store.path(&object.key).unwrap()) {
                rows.extend((0..batch.num_rows()).map(|row| crate::support::row_text(&batch, row)));
            }
        }
        rows.sort();
        rows
    };
    assert!(rows(&one) == rows(&several));
}
