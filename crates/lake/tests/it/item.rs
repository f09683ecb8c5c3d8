//! Items out of the lake: equal to what went in, for every attribute type.

use std::collections::BTreeMap;
use std::sync::Arc;

use lakebed_lake::LocalStore;
use lakebed_lake::item::{Found, Key, item};
use lakebed_record::infer::{Known, Sample};
use lakebed_record::plan::Plan;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::support::{land, orders, plan_of};

fn look(store: &LocalStore, plan: &Arc<Plan>, key: &[&str], as_of: Option<i64>) -> Found {
    let key: Vec<String> = key.iter().map(|k| (*k).to_string()).collect();
    item(
        store,
        plan.definition(),
        &Key::parse(plan, &key).unwrap(),
        as_of,
    )
    .unwrap()
}

/// The same item but for how numbers are written and sets are ordered, which DynamoDB does not keep either.
fn normal(value: &Value) -> Value {
    let Some((tag, payload)) = value.as_object().and_then(|object| object.iter().next()) else {
        return value.clone();
    };
    match (tag.as_str(), payload) {
        ("N", Value::String(text)) => json!({ "N": number(text) }),
        ("NS", Value::Array(all)) => {
            let mut all: Vec<_> = all.iter().filter_map(Value::as_str).map(number).collect();
            all.sort();
            json!({ "NS": all })
        }
        ("SS" | "BS", Value::Array(all)) => {
            let mut all: Vec<_> = all.iter().filter_map(Value::as_str).collect();
            all.sort_unstable();
            json!({ tag: all })
        }
        ("L", Value::Array(all)) => json!({ "L": all.iter().map(normal).collect::<Vec<_>>() }),
        ("M", Value::Object(all)) => json!({ "M": normal_item(all) }),
        _ => value.clone(),
    }
}

fn normal_item(item: &Map<String, Value>) -> Value {
    Value::from(
        item.iter()
            .map(|(k, v)| (k.clone(), normal(v)))
            .collect::<Map<_, _>>(),
    )
}

/// Digits and exponent of a number, without zeros at either end.
fn number(text: &str) -> String {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |rest| ("-", rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let trimmed = digits.trim_end_matches('0');
    let exponent = exponent.parse::<i64>().unwrap() - fraction.len() as i64
        + (digits.len() - trimmed.len()) as i64;
    match trimmed.trim_start_matches('0') {
        "" => "0".into(),
        digits => format!("{sign}{digits}e{exponent}"),
    }
}

const KEYED: &str = "name = \"t\"\nsource = \"T\"\nprimary_key = [\"k\", \"n\"]\n[[column]]\nname = \"k\"\ntype = \"string\"\nfrom = \"K\"\n[[column]]\nname = \"n\"\ntype = \"bigint\"\n";

/// A definition with a column of each type, all over the attributes `a0` to `a13`, and the original beside each when `originals`.
fn every_type(originals: bool) -> Arc<Plan> {
    let types = [
        "string",
        "boolean",
        "int",
        "bigint",
        "float",
        "double",
        "decimal(20,5)",
        "date",
        "timestamp",
        "binary",
        "json",
        "array<json>",
        "map<string,string>",
        "struct<x:string,y:array<bigint>>",
    ];
    let mut toml = KEYED.to_string();
    for (at, ty) in types.iter().enumerate() {
        toml.push_str(&format!(
            "[[column]]\nname = \"c{at}\"\ntype = \"{ty}\"\nfrom = \"a{at}\"\n"
        ));
        if originals {
            toml.push_str(&format!(
                "[[column]]\nname = \"o{at}\"\ntype = \"dynamodb\"\nfrom = \"a{at}\"\n"
            ));
        }
    }
    plan_of(&toml)
}

fn change(id: u64, event: &str, image: Option<&Map<String, Value>>) -> String {
    let n = image
        .and_then(|image| image.get("n").cloned())
        .unwrap_or(json!({ "N": "7" }));
    let keys = json!({ "K": { "S": "k" }, "n": n });
    let mut record = json!({
        "eventID": id.to_string(), "eventName": event, "tableName": "T",
        "dynamodb": { "ApproximateCreationDateTime": 1_795_132_800_000_u64 + id * 1000, "Keys": keys, "SequenceNumber": id.to_string() }
    });
    if let Some(image) = image {
        record["dynamodb"]["NewImage"] = Value::from(image.clone());
    }
    // Streams' envelope, in which binary is encoded once.
    record.as_object_mut().unwrap().remove("tableName");
    format!("{record}\n")
}

fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        "-?[1-9][0-9]{0,18}(\\.[0-9]{1,10})?",
        "-?[1-9]\\.[0-9]{1,30}E[+-][1-9][0-9]?",
        Just("0".to_string()),
    ];
    let leaf = prop_oneof![
        "[ -~é🎂]{0,12}".prop_map(|s| json!({ "S": s })),
        "2026-1[0-2]-2[0-9](T0[0-9]:00:0[0-9](\\.[0-9]{1,6})?(Z|\\+01:00)?)?"
            .prop_map(|s| json!({ "S": s })),
        number.clone().prop_map(|n| json!({ "N": n })),
        any::<bool>().prop_map(|b| json!({ "BOOL": b })),
        Just(json!({ "NULL": true })),
        Just(json!({ "B": "AP8=" })),
        prop::collection::btree_set("[a-z]{0,3}", 1..4).prop_map(|s| json!({ "SS": s })),
        prop::collection::btree_set("[1-9][0-9]{0,3}", 1..4).prop_map(|s| json!({ "NS": s })),
        prop::collection::btree_set(prop_oneof![Just("AP8="), Just("")], 1..3)
            .prop_map(|s| json!({ "BS": s })),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|l| json!({ "L": l })),
            prop::collection::btree_map("[xyXY ]{1,2}", inner, 0..4)
                .prop_map(|m| json!({ "M": m.into_iter().collect::<Map<String, Value>>() })),
        ]
    })
}

fn any_item() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map("a1?[0-9]", value(), 0..12).prop_map(
        |attributes: BTreeMap<String, Value>| {
            let mut item: Map<String, Value> = attributes.into_iter().collect();
            item.insert("K".into(), json!({ "S": "k" }));
            item.insert("n".into(), json!({ "N": "7" }));
            item
        },
    )
}

fn json_of(found: Found) -> Map<String, Value> {
    match found {
        Found::Item { json, .. } => serde_json::from_str(&json).unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Several items, told apart by `n`.
fn any_items() -> impl Strategy<Value = Vec<Map<String, Value>>> {
    prop::collection::vec(any_item(), 1..12).prop_map(|mut items| {
        for (at, item) in items.iter_mut().enumerate() {
            item.insert("n".into(), json!({ "N": at.to_string() }));
        }
        items
    })
}

/// A lake of the items, and each as it comes back.
fn back(plan: &Arc<Plan>, items: &[Map<String, Value>]) -> Vec<Found> {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let lines: String = (1..)
        .zip(items)
        .map(|(id, item)| change(id, "INSERT", Some(item)))
        .collect();
    land(&store, plan, lines);
    (0..items.len())
        .map(|at| look(&store, plan, &["k", &at.to_string()], None))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// With originals beside the columns, and without any columns, an item comes back as it was, whatever it holds.
    #[test]
    fn items_are_equal_to_their_source(items in any_items()) {
        for plan in [every_type(true), plan_of(KEYED)] {
            for (item, found) in items.iter().zip(back(&plan, &items)) {
                prop_assert!(matches!(&found, Found::Item { inexact, .. } if inexact.is_empty()), "{found:?}");
                prop_assert_eq!(normal_item(&json_of(found)), normal_item(item));
            }
        }
    }

    /// Columns alone keep what the table of types says; what is told to be exact is.
    #[test]
    fn columns_alone_give_back_all_that_they_say(items in any_items()) {
        let plan = every_type(false);
        for (item, found) in items.iter().zip(back(&plan, &items)) {
            let Found::Item { json, inexact, .. } = found else { panic!("{found:?}") };
            let back: Map<String, Value> = serde_json::from_str(&json).unwrap();
            for (name, value) in item {
                // Null is absent, and a number in a text column is text: the only two things that are not told.
                let null = value.get("NULL").is_some();
                let number_as_text = name == "a0" && value.get("N").is_some();
                let told = inexact.iter().any(|(other, _)| other == name);
                if !null && !number_as_text && !told {
                    prop_assert_eq!(back.get(name).map(normal), Some(normal(value)), "{}", name);
                }
                prop_assert!(null || back.contains_key(name), "{}", name);
            }
            prop_assert!(back.keys().all(|name| item.contains_key(name)));
        }
    }
}

#[test]
fn an_item_is_as_it_was_at_any_time() {
    let plan = plan_of(KEYED);
    let image = |n: u64| {
        let item = json!({ "K": { "S": "k" }, "n": { "N": "7" }, "v": { "N": n.to_string() } });
        item.as_object().cloned().unwrap()
    };
    // Late and twice: order of arrival does not matter.
    let text = [
        change(4, "INSERT", Some(&image(4))),
        change(1, "INSERT", Some(&image(1))),
        change(3, "REMOVE", None),
        change(2, "MODIFY", Some(&image(2))),
        change(2, "MODIFY", Some(&image(2))),
    ];
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    for part in text {
        land(&store, &plan, part);
    }
    // Streams carry seconds; these are milliseconds by their size.
    let at = |second: i64| 1_795_132_800_000 + second * 1000;
    let value = |as_of| match look(&store, &plan, &["k", "7"], as_of) {
        Found::Item { json, .. } => serde_json::from_str::<Value>(&json).unwrap()["v"]["N"]
            .as_str()
            .unwrap()
            .to_string(),
        Found::Removed { at_millis } => format!("removed {at_millis}"),
        Found::Absent => "absent".into(),
    };
    assert_eq!(value(None), "4");
    assert_eq!(
        [0, 1, 2, 3, 4].map(|s| value(Some(at(s)))),
        [
            "absent".to_string(),
            "1".into(),
            "2".into(),
            format!("removed {}", at(3)),
            "4".into()
        ]
    );
    assert_eq!(look(&store, &plan, &["k", "8"], None), Found::Absent);
    for wrong in [vec![], vec!["k"], vec!["k", "seven"], vec!["k", "7", "8"]] {
        let wrong: Vec<String> = wrong.into_iter().map(String::from).collect();
        assert!(Key::parse(&plan, &wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn every_order_of_the_shop_comes_back() {
    let mut out = Vec::new();
    let options = lakebed_testkit::Options {
        days: 3,
        track_state: true,
        ..Default::default()
    };
    let manifest = lakebed_testkit::Shop::new(5, options)
        .write_orders(&mut out, 3_000)
        .unwrap();
    let plan = orders();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    land(&store, &plan, out);
    let mut items = 0;
    for (key, state) in manifest.state.iter().step_by(9) {
        let found = look(&store, &plan, &[key], None);
        let Some(image) = &state.image else {
            assert!(matches!(found, Found::Removed { .. }), "{key} {found:?}");
            continue;
        };
        items += 1;
        let Found::Item { json, inexact, .. } = found else {
            panic!("{key} {found:?}")
        };
        let back: Map<String, Value> = serde_json::from_str(&json).unwrap();
        let image: Map<String, Value> = serde_json::from_str(image).unwrap();
        for (name, value) in &image {
            let told = inexact
                .iter()
                .any(|(other, _)| other.split('.').next() == Some(name));
            if !told && value.get("NULL").is_none() {
                assert_eq!(
                    back.get(name).map(normal),
                    Some(normal(value)),
                    "{key} {name}"
                );
            }
        }
    }
    assert!(items > 30, "{items}");
}

#[test]
fn what_dynamodb_local_wrote_comes_back_by_an_inferred_definition() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/dynamodb-local");
    let text = std::fs::read_to_string(folder.join("changes.ndjson")).unwrap();
    for originals in [true, false] {
        let mut sample = Sample::new(Known {
            originals,
            ..Known::default()
        });
        for line in text.lines() {
            sample.add(line.as_bytes(), 0..line.len()).unwrap();
        }
        let inferred = sample.definitions().unwrap().remove(0);
        let plan = plan_of(&inferred.toml);
        let lake = TempDir::new().unwrap();
        let store = LocalStore::open(lake.path());
        land(&store, &plan, text.clone());
        let mut last: BTreeMap<String, Value> = BTreeMap::new();
        for line in text.lines() {
            let change: Value = serde_json::from_str(line).unwrap();
            last.insert(
                change["dynamodb"]["Keys"].to_string(),
                change["dynamodb"]["NewImage"].clone(),
            );
        }
        assert!(last.len() > 90, "{}", last.len());
        for (key, image) in last {
            let (found, image) = (look(&store, &plan, &[&key], None), image.as_object());
            match (found, image) {
                (Found::Item { json, inexact, .. }, Some(image)) if originals => {
                    assert_eq!(inexact, [], "{key}");
                    let back: Map<String, Value> = serde_json::from_str(&json).unwrap();
                    assert_eq!(normal_item(&back), normal_item(image), "{key}");
                }
                (Found::Item { json, .. }, Some(image)) => {
                    let back: Map<String, Value> = serde_json::from_str(&json).unwrap();
                    let missing: Vec<_> = image
                        .iter()
                        .filter(|(name, value)| {
                            value.get("NULL").is_none() && !back.contains_key(*name)
                        })
                        .collect();
                    assert!(missing.is_empty(), "{key} {missing:?}");
                }
                (Found::Removed { .. }, None) => {}
                (found, image) => panic!("{key} {found:?} {image:?}"),
            }
        }
    }
}
