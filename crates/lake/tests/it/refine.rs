//! Definitions that change under a lake: what drift proposes, and that refined rows are those that landing by the new definition gives.

use std::sync::Arc;

use lakebed_lake::compact::{CompactOptions, compact};
use lakebed_lake::drift::leftovers;
use lakebed_lake::refine::refine;
use lakebed_lake::{LocalStore, ObjectError, Store};
use lakebed_record::definition::TableDefinition;
use lakebed_record::infer::{Change, edit};
use lakebed_record::plan::Plan;
use tempfile::TempDir;

use crate::support::{land, objects, order_changes, plan_of, rows, table_file};

fn orders_toml() -> String {
    std::fs::read_to_string(table_file("orders")).unwrap()
}

/// The orders' definition as it was when less was known: columns missing, types narrower, structs with fewer fields.
fn young() -> String {
    let text = orders_toml();
    let mut parts: Vec<&str> = text.split("\n[[column]]\n").collect();
    parts.retain(|part| {
        ![
            "is_gift",
            "created_at",
            "coupon_ids",
            "attributes",
            "payment",
            "signature",
            "shipping_city",
            "discount",
        ]
        .iter()
        .any(|name| part.starts_with(&format!("name = \"{name}\"")))
    });
    let young = parts.join("\n[[column]]\n");
    let mut narrow = young.clone();
    for (new, old) in [
        (
            "name = \"version\"\ntype = \"bigint\"",
            "name = \"version\"\ntype = \"int\"",
        ),
        (
            "name = \"amount\"\ntype = \"decimal(12,2)\"",
            "name = \"amount\"\ntype = \"decimal(3,1)\"",
        ),
        (
            "struct<product_id:string,name:string,quantity:int,price:decimal(12,2)>",
            "struct<product_id:string>",
        ),
        (
            "struct<name:string,street:string,city:string,postal_code:string,country:string>",
            "struct<city:string>",
        ),
    ] {
        assert!(narrow.contains(new), "{new}");
        narrow = narrow.replace(new, old);
    }
    narrow
}

/// Fails with the first rows that are different.
fn same_rows(found: &LocalStore, expected: &LocalStore) {
    let (found, expected) = (rows(found), rows(expected));
    let mut differing: Vec<_> = found
        .iter()
        .filter(|row| !expected.contains(row))
        .take(2)
        .collect();
    differing.extend(expected.iter().filter(|row| !found.contains(row)).take(2));
    assert!(differing.is_empty(), "{differing:#?}");
}

trait Contains {
    fn contains(&self, row: &(&String, &usize)) -> bool;
}

impl Contains for std::collections::BTreeMap<String, usize> {
    fn contains(&self, (row, count): &(&String, &usize)) -> bool {
        self.get(*row) == Some(*count)
    }
}

/// Compaction by the newer definition gives old rows its columns, empty; their values are still to be moved.
#[test]
fn what_was_compacted_in_between_is_refined_too() {
    // So many that the objects go through memory in parts.
    let changes = order_changes(300_000, 2);
    let lines: Vec<&[u8]> = changes.split_inclusive(|byte| *byte == b'\n').collect();
    let mut parts: Vec<String> = orders_toml()
        .split("\n[[column]]\n")
        .map(Into::into)
        .collect();
    parts.retain(|part| !part.starts_with("name = \"customer_id\""));
    let (old, new) = (
        plan_of(&parts.join("\n[[column]]\n")),
        plan_of(&orders_toml()),
    );
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    for (run, part) in lines.chunks(lines.len() / 4 + 1).enumerate() {
        land(&store, if run < 3 { &old } else { &new }, part.concat());
    }
    let options = CompactOptions::default();
    let compacted = compact(&store, &new, &options, &mut |_| {}).unwrap();
    assert!(
        compacted
            .iter()
            .all(|p| p.foreign == 0 && p.objects_before > 2),
        "{compacted:?}"
    );
    let done = refine(&store, &new, false, |_| {}).unwrap();
    assert!(done.moved > 150_000 && done.rewritten == 2, "{done:?}");
    let fresh = TempDir::new().unwrap();
    let expected = LocalStore::open(fresh.path());
    land(&expected, &new, changes);
    same_rows(&store, &expected);
    assert_eq!(refine(&store, &new, false, |_| {}).unwrap().rewritten, 0);
}

#[test]
fn refined_rows_are_those_that_landing_gives() {
    let changes = order_changes(20_000, 2);
    let (old, new) = (plan_of(&young()), plan_of(&orders_toml()));
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    land(&store, &old, changes.clone());
    let before = objects(&store);

    let dry = refine(&store, &new, true, |_| {}).unwrap();
    assert_eq!(objects(&store), before);
    let done = refine(&store, &new, false, |_| {}).unwrap();
    assert_eq!(done, dry);
    assert!(done.rewritten == 2 && done.moved > 15_000, "{done:?}");

    let fresh = TempDir::new().unwrap();
    let expected = LocalStore::open(fresh.path());
    land(&expected, &new, changes.clone());
    same_rows(&store, &expected);

    // Killed between publishing and deleting, both objects are there: the next run leaves the new ones.
    let refined = objects(&store);
    for (key, bytes) in before.iter().filter(|(key, _)| key.starts_with("data/")) {
        store.put(key, bytes).unwrap();
    }
    assert_eq!(refine(&store, &new, false, |_| {}).unwrap().rewritten, 2);
    assert_eq!(objects(&store), refined);
    // Once more: nothing to do, and landing the same input again adds nothing but the ledger.
    assert_eq!(refine(&store, &new, false, |_| {}).unwrap().rewritten, 0);
    assert_eq!(land(&store, &new, changes).written, 0);
    same_rows(&store, &expected);
}

#[test]
fn drift_proposes_what_makes_the_leftovers_go_away() {
    let changes = order_changes(5_000, 1);
    let young = young();
    let definition = TableDefinition::parse(&young, "orders.toml").unwrap();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let landed = land(
        &store,
        &Arc::new(Plan::compile(&definition)),
        changes.clone(),
    );
    assert!(landed.ledger.undeclared > 5_000 && landed.ledger.rescued > 1_000);
    let (found, scanned) = leftovers(&store, &definition, |_| {}).unwrap();
    assert_eq!(scanned.rows, landed.ledger.landed);
    assert!(scanned.undeclared > 4_000 && scanned.rescued > 1_000);

    let drift = found.drift(&definition);
    let told: Vec<_> = drift
        .proposals
        .iter()
        .map(|proposal| match &proposal.change {
            Change::Add(column) => format!("add {} {}", column.name, column.ty),
            Change::Widen { column, from, to } => format!("widen {column} {from} {to}"),
            Change::Beside { column, add } => format!("beside {column} {} {}", add.name, add.ty),
        })
        .collect();
    for expected in [
        "add is_gift boolean",
        "add coupon_ids array<bigint>",
        "add signature binary",
        "widen shipping struct<city:string> struct<city:string,country:string,floor:bigint,name:string,postal_code:string,street:string>",
    ] {
        assert!(
            told.iter().any(|line| line == expected),
            "{expected}\n{told:#?}"
        );
    }

    // Applied, everything has a place: landing by it keeps nothing aside that it could have taken, and refining brings history along.
    let edited = edit(&young, "orders.toml", &drift.proposals).unwrap();
    for line in young
        .lines()
        .filter(|line| line.starts_with('#') || line.starts_with("comment"))
    {
        assert!(edited.contains(line), "{line}");
    }
    let newer = TableDefinition::parse(&edited, "orders.toml").unwrap();
    let plan = Arc::new(Plan::compile(&newer));
    refine(&store, &plan, false, |_| {}).unwrap();
    let (left, _) = leftovers(&store, &newer, |_| {}).unwrap();
    let left = left.drift(&newer);
    assert_eq!(left.proposals, [], "{left:#?}");
    assert_eq!(left.refinable, []);
    let fresh = TempDir::new().unwrap();
    let expected = LocalStore::open(fresh.path());
    land(&expected, &plan, changes);
    let held = |store: &LocalStore| {
        leftovers(store, &newer, |_| {})
            .unwrap()
            .0
            .drift(&newer)
            .held
    };
    assert_eq!(held(&store), held(&expected));
}

const SMALL: &str = "name = \"t\"\nsource = \"T\"\nprimary_key = [\"k\"]\n[[column]]\nname = \"k\"\ntype = \"string\"\n";

fn change(n: u32, image: &str) -> String {
    format!(
        r#"{{"eventID":"{n}","eventName":"INSERT","tableName":"T","dynamodb":{{"ApproximateCreationDateTime":1795132800000,"Keys":{{"k":{{"S":"{n}"}}}},"NewImage":{{"k":{{"S":"{n}"}}{image}}}}}}}"#
    ) + "\n"
}

#[test]
fn a_column_beside_another_gets_history_too() {
    let old = format!(
        "{SMALL}[[column]]\nname = \"n\"\ntype = \"int\"\n[[column]]\nname = \"m\"\ntype = \"struct<a:int>\"\n# last words\n"
    );
    let text = [
        change(1, r#","n":{"N":"5"},"m":{"M":{"a":{"N":"1"}}}"#),
        change(2, r#","n":{"S":"five"},"m":{"M":{"a":{"S":"one"}}}"#),
        change(3, ""),
    ]
    .concat();
    let definition = TableDefinition::parse(&old, "t.toml").unwrap();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    land(&store, &Arc::new(Plan::compile(&definition)), text.clone());
    let drift = leftovers(&store, &definition, |_| {})
        .unwrap()
        .0
        .drift(&definition);
    let edited = edit(&old, "t.toml", &drift.proposals).unwrap();
    assert!(
        edited.starts_with(old.trim_end_matches("# last words\n")),
        "{edited}"
    );
    assert!(edited.contains("# last words"), "{edited}");
    let newer = plan_of(&edited);
    let names: Vec<_> = newer
        .definition()
        .columns
        .iter()
        .map(|c| format!("{} {}", c.name, c.ty))
        .collect();
    assert_eq!(
        names,
        [
            "k string",
            "n int",
            "m struct<a:int>",
            "m_json json",
            "n_text string"
        ]
    );
    refine(&store, &newer, false, |_| {}).unwrap();
    let fresh = TempDir::new().unwrap();
    let expected = LocalStore::open(fresh.path());
    land(&expected, &newer, text);
    same_rows(&store, &expected);
    assert!(
        rows(&store)
            .keys()
            .any(|row| row.ends_with(r#"| 5 | {a: 1} | {"a":1} | 5 | ∅ | ∅"#)),
        "{:?}",
        rows(&store)
    );
    // What another column holds whole is no drift any more.
    let drift = leftovers(&store, newer.definition(), |_| {})
        .unwrap()
        .0
        .drift(newer.definition());
    assert_eq!((drift.proposals, drift.refinable), (vec![], vec![]));
    assert_eq!(drift.held, [("m".to_string(), 1), ("n".to_string(), 1)]);
}

#[test]
fn a_column_that_the_definition_lost_stops_the_run_before_anything_is_lost() {
    let old = plan_of(&format!(
        "{SMALL}[[column]]\nname = \"n\"\ntype = \"int\"\n"
    ));
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    land(&store, &old, change(1, r#","n":{"N":"5"}"#));
    let before = objects(&store);
    let error = refine(&store, &plan_of(SMALL), false, |_| {}).unwrap_err();
    assert!(
        matches!(&error, ObjectError::UnknownColumn { column, .. } if column == "n"),
        "{error}"
    );
    assert!(error.hint().is_some());
    assert_eq!(objects(&store), before);
    // An empty lake and a damaged object.
    let empty = TempDir::new().unwrap();
    assert_eq!(
        refine(&LocalStore::open(empty.path()), &old, false, |_| {})
            .unwrap()
            .objects,
        0
    );
    store
        .put("data/t_changes/dt=2026-11-20/x.parquet", b"oops")
        .unwrap();
    assert!(matches!(
        refine(&store, &old, false, |_| {}),
        Err(ObjectError::Damaged { .. })
    ));
}
