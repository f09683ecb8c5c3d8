//! Properties of flattening, over items that DynamoDB could hold and over bytes that it could not.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

use std::sync::Arc;

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Arrival, Flattener, Options, Outcome, Skipped};
use lakebed_record::json::JsonSink;
use lakebed_record::plan::Plan;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const TABLE: &str = r#"
name = "things"
source = "Things"
primary_key = ["id"]
[[column]]
name = "id"
type = "string"
[[column]]
name = "a"
type = "string"
[[column]]
name = "b"
type = "decimal(38,9)"
[[column]]
name = "c"
type = "array<struct<x:int,y:map<string,json>>>"
[[column]]
name = "d"
type = "struct<x:string,y:struct<z:boolean>>"
[[column]]
name = "d_w"
type = "bigint"
from = ["d", "w"]
[[column]]
name = "e"
type = "binary"
[[column]]
name = "f"
type = "json"
"#;

fn flattener(skipped: Skipped) -> Flattener {
    let definition = TableDefinition::parse(TABLE, "things.toml").unwrap();
    Flattener::new(Arc::new(Plan::compile(&definition)), Options { skipped })
}

/// The row as parsed JSON, or the reason why there is none.
fn flatten(flattener: &mut Flattener, record: &[u8]) -> Result<Value, String> {
    let mut sink = JsonSink::new(flattener.plan());
    match flattener.flatten(
        record,
        0..record.len(),
        &Arrival {
            time_micros: Some(1),
        },
        &mut sink,
    ) {
        Outcome::Row(_) => Ok(serde_json::from_slice(sink.lines()).expect("a row is JSON")),
        Outcome::Dropped(rule) => Err(rule.code().into()),
        Outcome::Rejected(reject) => {
            assert!(
                sink.lines().is_empty(),
                "a rejected record leaves nothing behind"
            );
            Err(reject.kind.code().into())
        }
    }
}

/// Attribute names that columns have, that differ in case, and that need escapes.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec!["a", "b", "c", "d", "e", "f", "x", "y", "z", "w", "X", "é", "q\"\\", ""]).prop_map(String::from),
        1 => ".{0,8}",
    ]
}

fn attribute() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i32>().prop_map(|n| n.to_string()),
        "-?[1-9][0-9]{0,28}\\.[0-9]{1,9}",
        "[1-9]E-?[1-9][0-9]?"
    ];
    let leaf = prop_oneof![
        ".{0,40}".prop_map(|s| json!({"S": s})),
        number.clone().prop_map(|n| json!({"N": n})),
        any::<bool>().prop_map(|b| json!({"BOOL": b})),
        Just(json!({"NULL": true})),
        Just(json!({"B": "AAEqQQ=="})),
        prop::collection::vec(".{0,5}", 1..4).prop_map(|s| json!({"SS": s})),
        prop::collection::vec(number, 1..4).prop_map(|n| json!({"NS": n})),
        Just(json!({"BS": ["AA==", "AQ=="]})),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|l| json!({"L": l})),
            prop::collection::btree_map(name(), inner, 0..5).prop_map(|m| json!({"M": m})),
        ]
    })
}

fn item() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map(name(), attribute(), 0..8).prop_map(|attributes| {
        let mut item: Map<String, Value> = attributes.into_iter().collect();
        item.insert("id".into(), json!({"S": "k"}));
        item
    })
}

fn change(item: &Map<String, Value>) -> Value {
    json!({"eventID": "e", "eventName": "INSERT", "dynamodb": {"ApproximateCreationDateTime": 1, "NewImage": item, "OldImage": item, "SequenceNumber": "7"}})
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    /// Whatever an item holds, it becomes a row, and nothing of it is lost: each attribute has a column, or is kept, or is null.
    #[test]
    fn every_item_becomes_a_row_and_keeps_everything(item in item()) {
        let row = flatten(&mut flattener(Skipped::Validated), change(&item).to_string().as_bytes()).expect("an item is a row");
        let kept = |column: &str| row.get(column).map_or(json!({}), |text| serde_json::from_str::<Value>(text.as_str().unwrap()).unwrap());
        let (undeclared, rescued) = (kept("undeclared"), kept("rescued"));
        for (name, value) in &item {
            let null = value.get("NULL").is_some();
            let in_column = row.get(name).is_some() || (name == "d" && row.get("d_w").is_some());
            let whole = rescued.get(name) == Some(value) || undeclared.get(name) == Some(value);
            prop_assert!(null || in_column || whole, "{name} is lost: {row}");
            if !["id", "a", "b", "c", "d", "e", "f"].contains(&name.as_str()) {
                prop_assert_eq!(undeclared.get(name), Some(value));
            }
        }
    }

    /// Order of attributes, white space and the way of skipping change nothing; nor does what was flattened before.
    #[test]
    fn spelling_does_not_matter(item in item(), before in item()) {
        let mut reversed = String::new();
        for (name, value) in &item {
            reversed.insert_str(0, &format!(",\n {} :\t{} ", Value::from(name.as_str()), serde_json::to_string_pretty(value).unwrap()));
        }
        let pretty = change(&Map::new()).to_string().replacen("\"NewImage\":{}", &format!("\"NewImage\" : {{{} }}", &reversed[1..]), 1);
        let sorted = |text: Option<&Value>| text.map(|t| serde_json::from_str::<Value>(t.as_str().unwrap()).unwrap());
        let parts = |row: &Value| {
            let mut columns = row.as_object().unwrap().clone();
            let (f, u, r) = (columns.remove("f"), columns.remove("undeclared"), columns.remove("rescued"));
            (columns, sorted(f.as_ref()), sorted(u.as_ref()), sorted(r.as_ref()))
        };
        let compact = flatten(&mut flattener(Skipped::Validated), change(&item).to_string().as_bytes()).unwrap();
        let mut learned = flattener(Skipped::Balanced);
        flatten(&mut learned, change(&before).to_string().as_bytes()).unwrap();
        let again = flatten(&mut learned, pretty.as_bytes()).unwrap();
        prop_assert_eq!(parts(&compact), parts(&again));
    }

    /// Anything at all has one outcome and no panic, also when it is nearly a change.
    #[test]
    fn damaged_records_have_an_outcome(item in item(), at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = change(&item).to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = flatten(&mut flattener(Skipped::Validated), &bytes);
        let _ = flatten(&mut flattener(Skipped::Balanced), &bytes);
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(flatten(&mut flattener(Skipped::Validated), &bytes).is_err(), "half a record is no row");
    }

    #[test]
    fn arbitrary_bytes_have_an_outcome(bytes in prop::collection::vec(any::<u8>(), 0..200), json in "[\\[\\]{}\",:a-z0-9\\\\ ]{0,80}") {
        prop_assert!(flatten(&mut flattener(Skipped::Validated), &bytes).is_err());
        let _ = flatten(&mut flattener(Skipped::Balanced), json.as_bytes());
    }

    /// An old image changes nothing, whatever it shares with the new one; and it is JSON or refused.
    #[test]
    fn old_images_are_only_passed(item in item(), other in item(), keep in any::<u16>(), at in any::<prop::sample::Index>(), with in prop::sample::select(b"\"{}[],:\\0 \n\x01".to_vec())) {
        let alone = flatten(&mut flattener(Skipped::Validated), change(&item).to_string().as_bytes());
        let mut old = other.clone();
        old.extend(item.iter().enumerate().filter(|(n, _)| keep >> (n % 16) & 1 == 1).map(|(_, (k, v))| (k.clone(), v.clone())));
        let mut record = change(&item);
        record["dynamodb"]["OldImage"] = Value::Object(old.clone());
        let text = record.to_string();
        for skipped in [Skipped::Validated, Skipped::Balanced] {
            prop_assert_eq!(&flatten(&mut flattener(skipped), text.as_bytes()), &alone);
        }
        let mut bytes = text.into_bytes();
        let image = Value::Object(old).to_string();
        let start = String::from_utf8_lossy(&bytes).rfind(&format!("\"OldImage\":{image}")).unwrap() + 11;
        bytes[start + at.index(image.len())] = with;
        let legal = serde_json::from_slice::<Value>(&bytes).is_ok();
        let found = flatten(&mut flattener(Skipped::Validated), &bytes);
        prop_assert!(legal || found.is_err(), "taken, but not JSON: {}", String::from_utf8_lossy(&bytes));
        prop_assert!(!legal || found != Err("not_json".into()), "refused, but JSON: {}", String::from_utf8_lossy(&bytes));
    }

    /// What is not validated is validated elsewhere: both agree on every record that serde_json takes.
    #[test]
    fn json_is_told_from_what_is_not(item in item(), at in any::<prop::sample::Index>(), with in prop::sample::select(b"\"{}[],:\\0 \n\x01".to_vec())) {
        let mut bytes = change(&item).to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = with;
        let legal = serde_json::from_slice::<Value>(&bytes).is_ok();
        let found = flatten(&mut flattener(Skipped::Validated), &bytes);
        prop_assert!(legal || found.is_err(), "taken, but not JSON: {}", String::from_utf8_lossy(&bytes));
        prop_assert!(!legal || found != Err("not_json".into()), "refused, but JSON: {}", String::from_utf8_lossy(&bytes));
    }
}
