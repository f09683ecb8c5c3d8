//! Values in the files, read back.

use lakebed_lake::LocalStore;
use tempfile::TempDir;

use crate::support::{land, ndjson, plan_of, rows, thing, things};

#[test]
fn rows_are_what_the_changes_say_in_the_order_of_their_keys() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    land(&store, &things(), ndjson([5, 1, 2, 3]));
    let found: Vec<_> = rows(&store).into_keys().collect();
    let sequence = |n: u64| format!("{:040}", 1000 + n);
    let row = |day: u32, time: &str, n: u64, rest: &str| {
        format!(
            "data/things_changes/dt=2026-11-{day} modify | 2026-11-{day}T{time} | e{n} | {} | false | {rest} | ∅ | ∅",
            sequence(n)
        )
    };
    assert_eq!(
        found,
        [
            row(
                20,
                "00:00:00",
                5,
                r#"key-595 | 2 | größe "5" 🦀 | [{sku: s0, price: 5.50, tags: {t0: 0}}, {sku: s1, price: 5.50, tags: {t1: 1}}]"#
            ),
            row(
                20,
                "11:06:40",
                1,
                r#"key-919 | 1 | größe "1" 🦀 | [{sku: s0, price: 1.50, tags: {t0: 0}}]"#
            ),
            row(
                20,
                "22:13:20",
                2,
                r#"key-838 | 2 | größe "2" 🦀 | [{sku: s0, price: 2.50, tags: {t0: 0}}, {sku: s1, price: 2.50, tags: {t1: 1}}]"#
            ),
            row(21, "09:20:00", 3, r#"key-757 | 0 | größe "3" 🦀 | []"#),
        ]
    );
}

const WIDE: &str = r#"
name = "wide"
source = "Wide"
primary_key = ["k"]
partition = ["dt", "hour", "region"]
[[column]]
name = "k"
type = "decimal(38,0)"
[[column]]
name = "region"
type = "string"
[[column]]
name = "exact"
type = "decimal(38,9)"
[[column]]
name = "short"
type = "decimal(5,2)"
[[column]]
name = "i"
type = "int"
[[column]]
name = "f"
type = "float"
[[column]]
name = "d"
type = "double"
[[column]]
name = "day"
type = "date"
[[column]]
name = "at"
type = "timestamp"
[[column]]
name = "b"
type = "binary"
[[column]]
name = "yes"
type = "boolean"
[[column]]
name = "plain"
type = "json"
[[column]]
name = "deep"
type = "array<array<struct<a:int,b:map<string,array<int>>>>>"
[[column]]
name = "place"
type = "struct<city:string,at:struct<lat:double>>"
"#;

fn wide(name: &str, keys: &str, image: &str) -> String {
    format!(
        r#"{{"eventID":"w","eventName":"{name}","eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/Wide/stream/x","dynamodb":{{"ApproximateCreationDateTime":1795132800,"Keys":{{"k":{{"N":"{keys}"}}}},"NewImage":{{"k":{{"N":"{keys}"}}{image}}},"SequenceNumber":"7"}}}}"#
    )
}

#[test]
fn every_type_comes_out_as_it_went_in() {
    let image = r#","region":{"S":"eu"},"exact":{"N":"12345678901234567890123456789.123456789"},"short":{"N":"-1.5"},"i":{"N":"-2147483648"},
        "f":{"N":"0.5"},"d":{"N":"1e100"},"day":{"S":"1969-12-31"},"at":{"S":"2026-11-20T07:08:09.123Z"},"b":{"B":"AP8="},"yes":{"BOOL":true},
        "plain":{"M":{"x":{"L":[{"N":"1"},{"NULL":true}]}}},
        "deep":{"L":[{"L":[{"M":{"a":{"N":"1"},"b":{"M":{"k":{"L":[{"N":"2"},{"NULL":true}]}}}}},{"NULL":true}]},{"L":[]},{"NULL":true}]},
        "place":{"M":{"at":{"M":{"lat":{"N":"1.25"}}}}}"#
        .replace('\n', "");
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let text = [
        wide("INSERT", "99999999999999999999999999999999999999", &image),
        wide("INSERT", "-3", ""),
        // Nothing of what came before the misfit stays in the column.
        wide(
            "INSERT",
            "4",
            r#","deep":{"L":[{"L":[{"M":{"a":{"N":"1"}}}]},{"L":[{"S":"x"}]}]},"place":{"M":{"city":{"S":"Rome"}}}"#,
        ),
    ];
    land(&store, &plan_of(WIDE), text.join("\n"));
    let found: Vec<_> = rows(&store)
        .into_keys()
        .map(|row| row.split_once("wide_changes/").unwrap().1.to_string())
        .collect();
    let change = format!("insert | 2026-11-20T00:00:00 | w | {:040} | false", 7);
    let nulls = ["∅"; 11].join(" | ");
    assert_eq!(
        found,
        [
            format!("dt=2026-11-20/hour=00/region=__none__ {change} | -3 | {nulls} | ∅ | ∅ | ∅"),
            format!(
                "dt=2026-11-20/hour=00/region=__none__ {change} | 4 | {nulls} | {{city: Rome, at: ∅}} | ∅ | {}",
                r#"{"deep":{"L":[{"L":[{"M":{"a":{"N":"1"}}}]},{"L":[{"S":"x"}]}]}}"#
            ),
            format!(
                "dt=2026-11-20/hour=00/region=eu {change} | 99999999999999999999999999999999999999 | 12345678901234567890123456789.123456789 | -1.50 | \
                 -2147483648 | 0.5 | 1e100 | 1969-12-31 | 2026-11-20T07:08:09.123 | 00ff | true | {} | {} | {{city: ∅, at: {{lat: 1.25}}}} | ∅ | ∅",
                r#"{"x":[1,null]}"#, "[[{a: 1, b: {k: [2, ∅]}}, ∅], [], ∅]"
            ),
        ]
    );
}

#[test]
fn removals_hold_their_keys() {
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let removal = thing(5)
        .replace("MODIFY", "REMOVE")
        .replace("NewImage", "OldImage");
    assert_eq!(land(&store, &things(), removal).ledger.landed, 1);
    let row = rows(&store).into_keys().next().unwrap();
    assert!(
        row.ends_with("| false | key-595 | 2 | ∅ | ∅ | ∅ | ∅"),
        "{row}"
    );
}
