//! From a sample to the items: 100,000 changes landed by a definition that nobody wrote, and the items out of the lake again.

use lakebed_testkit::{Options, Shop as Generator};
use serde_json::{Map, Value};

use super::shop::Shop;

/// A value without what DynamoDB does not tell apart: zeros behind a number, the order of sets.
fn normal(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                let value = match (name.as_str(), value) {
                    ("N", Value::String(text)) if text.contains('.') => {
                        Value::from(text.trim_end_matches('0').trim_end_matches('.'))
                    }
                    ("SS" | "NS" | "BS", Value::Array(set)) => {
                        let mut set = set.clone();
                        set.sort_by_key(Value::to_string);
                        Value::Array(set)
                    }
                    (_, value) => normal(value),
                };
                (name.clone(), value)
            };
            Value::Object(members.iter().map(member).collect::<Map<_, _>>())
        }
        Value::Array(values) => values.iter().map(normal).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_hundred_thousand_changes_land_by_what_they_show_and_give_the_items_back() {
    let mut out = Vec::new();
    let options = Options {
        days: 3,
        track_state: true,
        ..Options::default()
    };
    let manifest = Generator::new(7, options)
        .write_orders(&mut out, 100_000)
        .unwrap();
    let shop = Shop::new();
    shop.write("changes.ndjson", &String::from_utf8(out).unwrap());
    std::fs::remove_file(shop.path("infra/tables/orders.toml")).unwrap();
    let infer = [
        "table",
        "infer",
        "--originals",
        "changes.ndjson",
        "--to",
        "infra/tables",
    ];
    let mut killed = 0;
    for kill in 1..=5 {
        killed += shop.killed(&infer, 1, 60 * kill);
        // Each definition is there whole, or not at all: a kill may fall between two of them.
        let written = std::fs::read_dir(shop.path("infra/tables"));
        for entry in written.into_iter().flatten() {
            assert_eq!(shop.run(&["table", "check"]).code, 0);
            std::fs::remove_file(entry.unwrap().path()).unwrap();
        }
    }
    assert!(killed > 1, "{killed} of 5");
    let inferred = shop.run(&infer);
    // Some of the sample is broken.
    assert_eq!(inferred.code, 1, "{}", inferred.err);
    assert!(inferred.err.contains("left out: "), "{}", inferred.err);

    let land = [
        "land",
        "--table",
        "orders",
        "changes.ndjson",
        "--format",
        "json",
    ];
    let killed = shop.killed(&land, 5, 60);
    assert!(killed > 1, "{killed} of 5");
    let ran = shop.run(&land);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let ledger: Value = serde_json::from_str(&ran.out).unwrap();
    let count = |name: &str| ledger[name].as_u64().unwrap();
    assert_eq!(
        count("read"),
        count("landed") + count("dropped") + count("quarantined")
    );
    // All that could be read has a column of its type.
    assert_eq!(
        (count("landed"), count("rescued"), count("undeclared")),
        (manifest.changes, 0, 0)
    );
    assert_eq!(shop.run(&["register"]).code, 0);
    let there = manifest
        .state
        .values()
        .filter(|key| key.image.is_some())
        .count();
    assert_eq!(
        shop.ask("SELECT count(*) AS n FROM orders")[1],
        there.to_string()
    );

    let (mut items, mut removed) = (0, 0);
    for (key, state) in manifest.state.iter().step_by(manifest.state.len() / 40) {
        let ran = shop.run(&["item", "--table", "orders", key]);
        let Some(image) = &state.image else {
            assert!(
                ran.code == 1 && ran.err.contains("it was removed"),
                "{ran:?}"
            );
            removed += 1;
            continue;
        };
        let found: Value = serde_json::from_str(&ran.out).unwrap();
        let image: Value = serde_json::from_str(image).unwrap();
        assert_eq!(normal(&found), normal(&image), "{key}");
        items += 1;
    }
    assert!(items > 10 && removed > 2, "{items} and {removed}");
}
