//! Definitions out of samples: what is written, that it is read back, and that the sample lands by it without anything left over.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::path::Path;
use std::sync::Arc;

use lakebed_record::definition::{KeyText, TableDefinition};
use lakebed_record::flatten::{Arrival, Flattener, Outcome};
use lakebed_record::infer::{InferError, Inferred, Known, Sample};
use lakebed_record::json::JsonSink;
use lakebed_record::plan::Plan;
use lakebed_record::reject::RejectKind;
use lakebed_record::route::Router;
use lakebed_testkit::{Options, Shop};
use proptest::prelude::*;

fn infer(lines: &[String], known: Known) -> Result<Vec<Inferred>, InferError> {
    let mut sample = Sample::new(known);
    for line in lines {
        sample.add(line.as_bytes(), 0..line.len()).unwrap();
    }
    sample.definitions()
}

fn one(lines: &[String]) -> (Inferred, TableDefinition) {
    let mut all = infer(lines, Known::default()).unwrap();
    assert_eq!(all.len(), 1);
    let inferred = all.remove(0);
    let definition = parse(&inferred);
    (inferred, definition)
}

fn parse(inferred: &Inferred) -> TableDefinition {
    TableDefinition::parse(&inferred.toml, "inferred.toml")
        .unwrap_or_else(|problems| panic!("{problems:?}\n{}", inferred.toml))
}

/// Rows, and attributes that found no place; panics when a record is rejected.
fn land(definition: &TableDefinition, lines: &[String]) -> (usize, u32) {
    let plan = Arc::new(Plan::compile(definition));
    let mut sink = JsonSink::new(&plan);
    let mut flattener = Flattener::new(plan, lakebed_record::flatten::Options::default());
    let arrival = Arrival {
        time_micros: Some(1_795_132_800_000_000),
    };
    let (mut rows, mut left) = (0, 0);
    for line in lines {
        match flattener.flatten(line.as_bytes(), 0..line.len(), &arrival, &mut sink) {
            Outcome::Row(row) => {
                rows += 1;
                left += row.undeclared + row.rescued;
            }
            Outcome::Dropped(_) => {}
            Outcome::Rejected(reject) => panic!("{reject}: {line}"),
        }
    }
    (rows, left)
}

fn change(keys: &str, image: &str) -> String {
    format!(
        r#"{{"eventID":"e","eventName":"INSERT","tableName":"Things","dynamodb":{{"ApproximateCreationDateTime":1795132800000,"Keys":{{{keys}}},"NewImage":{{{keys}{image}}}}}}}"#
    )
}

fn thing(image: &str) -> String {
    let comma = if image.is_empty() { "" } else { "," };
    change(r#""ThingID":{"S":"t-1"}"#, &format!("{comma}{image}"))
}

fn type_of(images: &[&str]) -> String {
    let lines: Vec<_> = images
        .iter()
        .map(|value| thing(&format!(r#""CreatedAt":{value}"#)))
        .collect();
    let (inferred, definition) = one(&lines);
    assert_eq!(
        land(&definition, &lines),
        (lines.len(), 0),
        "{}",
        inferred.toml
    );
    let column = definition.column("created_at").unwrap();
    match column.unit {
        Some(unit) => format!("{} {}", column.ty, unit.as_str()),
        None => column.ty.to_string(),
    }
}

#[test]
fn types_come_from_the_evidence() {
    for (values, expected) in [
        (
            vec![r#"{"N":"1"}"#, r#"{"N":"-9223372036854775808"}"#],
            "bigint",
        ),
        (
            vec![r#"{"N":"1"}"#, r#"{"N":"9223372036854775808"}"#],
            "decimal(38,0)",
        ),
        (vec![r#"{"N":"19.9"}"#, r#"{"N":"7"}"#], "decimal(18,2)"),
        (vec![r#"{"N":"123456789012345.123456"}"#], "decimal(38,6)"),
        (vec![r#"{"N":"1E-130"}"#, r#"{"N":"1"}"#], "string"),
        (vec![r#"{"N":"1E+125"}"#], "string"),
        (
            vec![r#"{"N":"1795132800"}"#, r#"{"NULL":true}"#],
            "timestamp s",
        ),
        (vec![r#"{"N":"1795132800123"}"#], "timestamp ms"),
        (vec![r#"{"N":"1795132800123456"}"#], "timestamp us"),
        (vec![r#"{"N":"1795132800"}"#, r#"{"N":"12"}"#], "bigint"),
        (vec![r#"{"S":"2026-11-20T07:00:00Z"}"#], "timestamp"),
        (vec![r#"{"S":"2026-11-20"}"#], "date"),
        (vec![r#"{"S":"2026-11-20"}"#, r#"{"S":"soon"}"#], "string"),
        (vec![r#"{"S":""}"#], "string"),
        (vec![r#"{"S":"1"}"#, r#"{"N":"1"}"#], "string"),
        (vec![r#"{"BOOL":true}"#, r#"{"NULL":true}"#], "boolean"),
        (vec![r#"{"NULL":true}"#], "json"),
        (vec![r#"{"B":"AP8="}"#], "binary"),
        (vec![r#"{"SS":["a"]}"#], "array<string>"),
        (vec![r#"{"NS":["1","2.5"]}"#], "array<decimal(18,2)>"),
        (vec![r#"{"BS":["AP8="]}"#], "array<binary>"),
        (vec![r#"{"L":[]}"#], "array<json>"),
        (
            vec![r#"{"L":[]}"#, r#"{"L":[{"NULL":true},{"N":"3"}]}"#],
            "array<bigint>",
        ),
        (
            vec![r#"{"L":[{"S":"a"},{"N":"3"},{"M":{}}]}"#],
            "array<json>",
        ),
        (vec![r#"{"M":{}}"#], "map<string,json>"),
        (
            vec![r#"{"M":{"City":{"S":"Bern"},"geo":{"M":{"lat":{"N":"1.5"}}}}}"#],
            "struct<city:string,geo:struct<lat:decimal(18,2)>>",
        ),
        (
            vec![r#"{"M":{"a b":{"S":"x"},"c":{"S":"y"}}}"#],
            "map<string,string>",
        ),
        (
            vec![r#"{"M":{"A":{"S":"x"},"a":{"N":"1"}}}"#],
            "map<string,string>",
        ),
        (
            vec![r#"{"M":{"A":{"S":"x"},"a":{"BOOL":true}}}"#],
            "map<string,json>",
        ),
        (
            vec![r#"{"L":[{"M":{"sku":{"S":"x"},"tags":{"SS":["a"]}}},{"M":{"qty":{"N":"2"}}}]}"#],
            "array<struct<qty:bigint,sku:string,tags:array<string>>>",
        ),
        (vec![r#"{"S":"x"}"#, r#"{"M":{}}"#], "json"),
    ] {
        assert_eq!(type_of(&values), expected, "{values:?}");
    }
}

#[test]
fn keys_of_maps_that_are_data_make_a_map() {
    let days: Vec<_> = (0..7)
        .map(|n| format!(r#""d2026{n}":{{"N":"{n}"}}"#))
        .collect();
    assert_eq!(
        type_of(&[&format!(r#"{{"M":{{{}}}}}"#, days.join(","))]),
        "map<string,bigint>"
    );
    let many: Vec<_> = (0..65u8)
        .map(|n| {
            format!(
                r#""{}{}":{{"M":{{"n":{{"N":"{n}"}}}}}}"#,
                char::from(b'a' + n / 10),
                char::from(b'a' + n % 10)
            )
        })
        .collect();
    assert_eq!(
        type_of(&[&format!(r#"{{"M":{{{}}}}}"#, many.join(","))]),
        "map<string,struct<n:bigint>>"
    );
}

#[test]
fn what_is_written_says_what_it_is_made_of() {
    let lines = vec![
        thing(
            r#""price":{"N":"19.9"},"ttl":{"N":"1795132800"},"select":{"S":"x"},"mixed":{"S":"2026-11-20"}"#,
        ),
        thing(r#""price":{"N":"5"},"mixed":{"S":"later"},"odd\n\"name":{"BOOL":true}"#),
        thing(""),
    ];
    let (inferred, definition) = one(&lines);
    assert_eq!(definition.name, "things");
    assert_eq!(definition.source, "Things");
    assert_eq!(definition.primary_key, ["thing_id"]);
    assert_eq!(definition.column("thing_id").unwrap().from, ["ThingID"]);
    assert_eq!(definition.column("item_select").unwrap().from, ["select"]);
    assert_eq!(definition.column("odd_name").unwrap().from, ["odd\n\"name"]);
    for part in [
        "# Inferred from 3 records, 3 whole items: 3 inserts.",
        "# To decide: only inserts came: if items never change, write kind = \"event\".",
        "# In 66.6 % of items: number 2; up to 2 digits before and 1 behind the point, 1 whole.",
        "# Looks like the table's time to live.",
        "# To decide: `mixed`: 1 of the texts are dates and 0 timestamps (ISO 8601), the others are not: as date or timestamp these would be rescued.",
    ] {
        assert!(inferred.toml.contains(part), "{part}\n{}", inferred.toml);
    }
    assert_eq!(inferred.undecided.len(), 2);
    assert_eq!(land(&definition, &lines), (3, 0));
}

#[test]
fn values_do_not_show() {
    let (inferred, _) = one(&[thing(
        r#""secret":{"S":"hunter2"},"pin":{"N":"48151623"},"deep":{"M":{"k":{"L":[{"S":"hunter3"}]}}}"#,
    )]);
    for value in ["hunter", "48151623", "t-1"] {
        assert!(!inferred.toml.contains(value), "{}", inferred.toml);
    }
}

#[test]
fn the_order_of_the_records_does_not_matter() {
    let mut lines: Vec<_> = (0..40)
        .map(|n| {
            thing(&format!(
                r#""a{}":{{"N":"{n}.5"}},"b":{{"M":{{"k{n}":{{"S":"x"}}}}}},"c":{{"{}":"1"}}"#,
                n % 7,
                if n % 2 == 0 { "S" } else { "N" }
            ))
        })
        .collect();
    let forwards = one(&lines).0;
    lines.reverse();
    assert_eq!(one(&lines).0, forwards);
}

fn shop(options: Options, orders: bool) -> Vec<String> {
    let mut out = Vec::new();
    let shop = Shop::new(3, options);
    if orders {
        shop.write_orders(&mut out, 5_000)
    } else {
        shop.write_user_events(&mut out, 5_000)
    }
    .unwrap();
    String::from_utf8(out)
        .unwrap()
        .lines()
        .map(String::from)
        .collect()
}

#[test]
fn the_shop_lands_by_what_it_shows() {
    use lakebed_testkit::Envelope::{ExportFull, ExportIncremental, Kinesis, Streams};
    for envelope in [Streams, Kinesis, ExportIncremental, ExportFull] {
        for orders in [true, false] {
            let lines = shop(
                Options {
                    envelope,
                    broken: Some(0),
                    ..Options::default()
                },
                orders,
            );
            let (source, key) = if orders {
                ("Orders", vec!["OrderID"])
            } else {
                ("UserEvents", vec!["SessionID", "EventID"])
            };
            let known = Known {
                source: Some(source.into()),
                key: key.iter().map(|k| (*k).to_string()).collect(),
                ..Known::default()
            };
            let all = infer(&lines, known).unwrap();
            let definition = parse(&all[0]);
            assert_eq!(definition.primary_key.len(), key.len());
            assert_eq!(
                land(&definition, &lines),
                (lines.len(), 0),
                "{envelope:?} {}",
                all[0].toml
            );
            assert_eq!(
                definition.name,
                if orders { "orders" } else { "user_events" }
            );
        }
    }
}

#[test]
fn a_shop_without_misfits_has_the_types_that_people_gave_it() {
    let types = |options, exceptions_per_mille| {
        let known = Known {
            exceptions_per_mille,
            ..Known::default()
        };
        let definition = parse(&infer(&shop(options, true), known).unwrap()[0]);
        let of = |name: &str| {
            let column = definition.column(name).unwrap();
            // Some addresses have a floor, which nobody declared; whether it is worth a field depends on how many.
            let ty = column.ty.to_string().replace("floor:bigint,", "");
            (ty, column.unit.map(|unit| unit.as_str()))
        };
        [
            "created_at",
            "expires_at",
            "updated_at",
            "order_date",
            "amount",
            "exchange_rate",
            "version",
            "is_gift",
            "tags",
            "coupon_ids",
            "signature",
            "shipping",
        ]
        .map(of)
    };
    let expected = [
        ("timestamp", Some("ms")),
        ("timestamp", Some("s")),
        ("timestamp", None),
        ("date", None),
        ("decimal(18,2)", None),
        ("decimal(18,9)", None),
        ("bigint", None),
        ("boolean", None),
        ("array<string>", None),
        ("array<bigint>", None),
        ("binary", None),
        (
            "struct<city:string,country:string,name:string,postal_code:string,street:string>",
            None,
        ),
    ]
    .map(|(ty, unit)| (ty.to_string(), unit));
    assert_eq!(types(Options::clean(), 0), expected);
    // With some misfits in the sample, types are the same when that many may be rescued.
    assert_eq!(
        types(
            Options {
                broken: Some(0),
                undeclared_ppm: 0,
                ..Options::default()
            },
            20
        ),
        expected
    );
}

#[test]
fn what_dynamodb_local_wrote_lands_by_what_it_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/dynamodb-local");
    for (file, rows) in [("changes", 109), ("binary_keyed", 6), ("expiring", 5)] {
        let text = std::fs::read_to_string(folder.join(format!("{file}.ndjson"))).unwrap();
        let lines: Vec<_> = text.lines().map(String::from).collect();
        let (inferred, definition) = one(&lines);
        assert_eq!(
            land(&definition, &lines),
            (rows, 0),
            "{file} {}",
            inferred.toml
        );
    }
}

const SINGLE: [(&str, &str, &str); 6] = [
    (
        "USER#1",
        "PROFILE",
        r#","name":{"S":"Ada"},"age":{"N":"36"}"#,
    ),
    ("USER#1", "ORDER#7", r#","total":{"N":"19.9"}"#),
    ("USER#2", "PROFILE", r#","name":{"S":"Bob"}"#),
    (
        "USER#2",
        "ORDER#8",
        r#","total":{"N":"5"},"paid":{"BOOL":true}"#,
    ),
    ("ORDER#7", "ITEM#1", r#","sku":{"S":"x1"},"qty":{"N":"2"}"#),
    ("ORDER#8", "ITEM#1", r#","sku":{"S":"x2"},"qty":{"N":"1"}"#),
];

#[test]
fn a_single_table_gives_a_definition_for_each_entity_and_every_change_has_one() {
    let lines: Vec<_> = SINGLE
        .iter()
        .map(|(pk, sk, image)| {
            change(
                &format!(r#""pk":{{"S":"{pk}"}},"sk":{{"S":"{sk}"}}"#),
                image,
            )
        })
        .collect();
    let all = infer(&lines, Known::default()).unwrap();
    let names: Vec<_> = all.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(
        names,
        ["things_item", "things_order", "things_user_profile"]
    );
    let definitions: Vec<_> = all.iter().map(parse).collect();
    for definition in &definitions {
        assert_eq!(definition.primary_key, ["pk", "sk"]);
        assert_eq!(land(definition, &lines), (2, 0));
    }
    let texts: Vec<_> = definitions
        .iter()
        .map(|d| match &d.filter.as_ref().unwrap().conditions[0].text {
            KeyText::Prefix(text) => text.clone(),
            KeyText::Pattern(pattern) => pattern.as_str().to_string(),
        })
        .collect();
    assert_eq!(texts, ["ITEM#", "ORDER#", "PROFILE"]);
    assert!(definitions[0].column("qty").is_some() && definitions[1].column("qty").is_none());

    let router = Router::new(&definitions);
    let routed: Vec<_> = lines
        .iter()
        .map(|line| router.route(line.as_bytes(), 0..line.len()))
        .collect();
    assert_eq!(routed, [2, 1, 2, 1, 0, 0].map(Some));
    let stranger = change(r#""pk":{"S":"x"},"sk":{"S":"y"}"#, "");
    assert_eq!(router.route(stranger.as_bytes(), 0..stranger.len()), None);
    assert_eq!(router.route(b"oops", 0..4), None);

    let whole = infer(
        &lines,
        Known {
            whole: true,
            ..Known::default()
        },
    )
    .unwrap();
    assert_eq!(whole.len(), 1);
    assert!(
        whole[0]
            .toml
            .contains("# Keys look like ORDER#* + ITEM#*, "),
        "{}",
        whole[0].toml
    );
    assert_eq!(land(&parse(&whole[0]), &lines), (6, 0));
}

#[test]
fn a_key_of_a_type_that_no_key_has_is_no_change() {
    let mut sample = Sample::new(Known::default());
    for value in [r#"{"NULL":true}"#, r#"{"M":{}}"#, r#"{"BOOL":true}"#] {
        let line = change(&format!(r#""pk":{value}"#), "");
        let reject = sample.add(line.as_bytes(), 0..line.len()).unwrap_err();
        assert_eq!(reject.kind, RejectKind::MissingKey, "{reject}");
    }
    let nameless = change(r#""":{"S":"1"},"pk":{"S":"2"}"#, "");
    let reject = sample.add(nameless.as_bytes(), 0..nameless.len());
    assert_eq!(reject.unwrap_err().kind, RejectKind::MissingKey);
    assert!(sample.definitions().is_err());
}

#[test]
fn what_no_record_says_has_to_be_named() {
    let export = vec![r#"{"Item":{"OrderID":{"S":"o"},"n":{"N":"1"}}}"#.to_string()];
    assert_eq!(infer(&[], Known::default()), Err(InferError::Empty));
    assert_eq!(infer(&export, Known::default()), Err(InferError::NoSource));
    // Nor is an empty name one.
    for nameless in [
        r#""tableName":"""#,
        r#""eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/""#,
    ] {
        let record = format!(
            r#"{{"eventName":"REMOVE",{nameless},"dynamodb":{{"Keys":{{"OrderID":{{"S":"o"}}}}}}}}"#
        );
        assert_eq!(
            infer(&[record], Known::default()),
            Err(InferError::NoSource)
        );
    }
    let known = Known {
        source: Some("Orders".into()),
        ..Known::default()
    };
    assert_eq!(infer(&export, known.clone()), Err(InferError::NoKey));
    let wrong = Known {
        key: vec!["id".into()],
        ..known.clone()
    };
    assert_eq!(infer(&export, wrong), Err(InferError::NotAKey("id".into())));
    let right = Known {
        key: vec!["OrderID".into()],
        ..known
    };
    let all = infer(&export, right).unwrap();
    assert_eq!(land(&parse(&all[0]), &export), (1, 0));
    let two = vec![thing(""), thing("").replace("Things", "Others")];
    assert_eq!(
        infer(
            &two,
            Known {
                name: Some("x".into()),
                ..Known::default()
            }
        ),
        Err(InferError::SeveralNames)
    );
    assert_eq!(infer(&two, Known::default()).unwrap().len(), 2);
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::{Value, json};
    let leaf = prop_oneof![
        "[ -~é]{0,12}".prop_map(|s| json!({ "S": s })),
        "2026-1[0-2]-2[0-9](T0[0-9]:00:0[0-9](\\.[0-9]{1,6})?(Z|\\+01:00)?)?"
            .prop_map(|s| json!({ "S": s })),
        "-?[1-9][0-9]{0,20}(\\.[0-9]{1,12})?".prop_map(|n| json!({ "N": n })),
        (0i64..4_000_000_000_000).prop_map(|n| json!({ "N": n.to_string() })),
        any::<bool>().prop_map(|b| json!({ "BOOL": b })),
        Just(json!({ "NULL": true })),
        Just(json!({ "B": "AP8=" })),
        prop::collection::btree_set("[a-z]{1,3}", 1..4).prop_map(|s| json!({ "SS": s })),
        prop::collection::btree_set("[1-9][0-9]{0,3}", 1..4).prop_map(|s| json!({ "NS": s })),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|l| json!({ "L": l })),
            prop::collection::btree_map("[a-zA-Z_ 0-9]{1,3}", inner, 0..5).prop_map(
                |m| json!({ "M": m.into_iter().collect::<serde_json::Map<String, Value>>() })
            ),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_sample_lands_by_what_it_shows(
        items in prop::collection::vec(prop::collection::btree_map("(CreatedAt|a|A|b c|ttl|select|x[0-9]|[é🎂]{1,2})", value(), 0..6), 1..12)
    ) {
        let lines: Vec<_> = items
            .iter()
            .map(|item| {
                let members: Vec<_> = item.iter().map(|(k, v)| format!("{}:{v}", serde_json::Value::from(k.as_str()))).collect();
                thing(&members.join(","))
            })
            .collect();
        let (inferred, definition) = one(&lines);
        prop_assert_eq!(land(&definition, &lines), (lines.len(), 0), "{}", inferred.toml);
    }
}
