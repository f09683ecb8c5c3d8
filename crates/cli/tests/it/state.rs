//! The current state is the same whatever the order in which changes arrive, and is what the generator says it must be.

use std::collections::BTreeMap;

use lakebed_testkit::{Options, Shop as Generator};
use serde_json::Value;

use super::shop::{Shop, lines};

const STATE: &str = "-- name: state
-- description: The current state
SELECT order_id, status, version FROM orders ORDER BY order_id
";

/// Order, status and version of every order that is there, as the query writes them.
fn expected(seed: u64, records: &mut Vec<u8>) -> Vec<String> {
    let options = Options {
        days: 2,
        track_state: true,
        broken: Some(3),
        ..Options::default()
    };
    let manifest = Generator::new(seed, options)
        .write_orders(records, 3000)
        .unwrap();
    assert!(manifest.removed_keys > 50 && manifest.duplicates > 0 && manifest.late > 0);
    let mut rows = BTreeMap::new();
    for image in manifest
        .state
        .values()
        .filter_map(|key| key.image.as_deref())
    {
        let image: Value = serde_json::from_str(image).unwrap();
        let text =
            |name: &str, tag: &str| image[name][tag].as_str().unwrap_or_default().to_string();
        let id = text("OrderID", "S");
        rows.insert(
            id.clone(),
            format!("{id},{},{}", text("Status", "S"), text("Version", "N")),
        );
    }
    rows.into_values().collect()
}

#[test]
fn any_order_of_arrival_gives_the_same_state() {
    let mut records = Vec::new();
    let expected = expected(7, &mut records);
    assert!(expected.len() > 500);
    let text = String::from_utf8(records).unwrap();
    let changes: Vec<&str> = text.lines().collect();

    let forwards = changes.clone();
    let backwards: Vec<_> = changes.iter().rev().copied().collect();
    // 1,009 has no factor in common with the number of changes: every one comes, far from its neighbours.
    let shuffled: Vec<_> = (0..changes.len())
        .map(|i| changes[i * 1009 % changes.len()])
        .collect();
    for (name, order, runs) in [
        ("forwards", forwards, 1),
        ("backwards", backwards, 2),
        ("shuffled", shuffled, 5),
    ] {
        let shop = Shop::new();
        shop.write(
            "infra/tables/orders.toml",
            include_str!("../../../../infra/tables/orders.toml"),
        );
        shop.write("queries/state.sql", STATE);
        for (run, part) in order.chunks(order.len().div_ceil(runs)).enumerate() {
            let file = format!("part-{run}.ndjson");
            shop.write(&file, &(part.join("\n") + "\n"));
            let landed = shop.run(&["land", "--table", "orders", &file]);
            assert!(landed.code < 2, "{name}: {landed:?}");
        }
        // The first part once more: it is there already.
        assert!(
            shop.run(&["land", "--table", "orders", "part-0.ndjson"])
                .code
                < 2
        );
        assert_eq!(shop.run(&["register"]).code, 0);
        let ran = shop.run(&["query", "run", "state", "--format", "csv"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        assert_eq!(lines(&ran.out)[1..], expected, "{name}");
    }
}
