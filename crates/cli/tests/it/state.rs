//! The current state is the same whatever the order in which changes arrive, and is what the generator says it must be.

use std::collections::BTreeMap;

use lakebed_testkit::{Options, Shop as Generator};
use serde_json::{Value, json};

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

/// A change of a stream at a second, or an item of an incremental export at a second.
fn change(stream: bool, id: &str, second: u32, status: &str) -> String {
    let key = json!({ "OrderID": { "S": id } });
    let image = json!({ "OrderID": { "S": id }, "Status": { "S": status } });
    let time = 1_795_132_800 + u64::from(second);
    let record = if stream {
        json!({
            "eventID": format!("{id}-{second}"), "eventName": "MODIFY",
            "eventSourceARN": "arn:aws:dynamodb:eu-west-1:1:table/Orders/stream/x",
            "dynamodb": {
                "ApproximateCreationDateTime": time, "Keys": key, "NewImage": image,
                "SequenceNumber": format!("49{time}00000000000"),
            },
        })
    } else {
        let micros = (time * 1_000_000 + 250_000).to_string();
        json!({ "Metadata": { "WriteTimestampMicros": { "N": micros } }, "Keys": key, "NewImage": image })
    };
    record.to_string() + "\n"
}

/// Exports have no sequence numbers: the view, the saved queries and `item` all have to put them in their place by time.
#[test]
fn the_view_the_queries_and_items_have_one_order_of_changes() {
    let shop = Shop::new();
    shop.write(
        "infra/tables/orders.toml",
        include_str!("../../../../infra/tables/orders.toml"),
    );
    for (name, text) in [
        (
            "orders_as_of",
            include_str!("../../../../queries/orders/orders_as_of.sql"),
        ),
        (
            "order_state",
            include_str!("../../../../queries/orders/order_state.sql"),
        ),
        (
            "order_history",
            include_str!("../../../../queries/orders/order_history.sql"),
        ),
        (
            "status_as_of",
            include_str!("../../../../queries/orders/status_as_of.sql"),
        ),
        (
            "changed_between",
            include_str!("../../../../queries/orders/changed_between.sql"),
        ),
    ] {
        shop.write(&format!("queries/{name}.sql"), text);
    }
    shop.write("queries/state.sql", STATE);
    shop.write(
        "changes.ndjson",
        &[
            change(true, "export-newer", 10, "new"),
            change(false, "export-newer", 20, "paid"),
            change(true, "stream-newer", 30, "paid"),
            change(false, "stream-newer", 20, "new"),
            // Within a second the stream wins.
            change(false, "same-second", 40, "new"),
            change(true, "same-second", 40, "paid"),
        ]
        .concat(),
    );
    assert_eq!(
        shop.run(&["land", "--table", "orders", "changes.ndjson"])
            .code,
        0
    );
    assert_eq!(shop.run(&["register"]).code, 0);
    let csv = |query: &str, parameters: &[&str]| -> Vec<String> {
        let mut arguments = vec!["query", "run", query, "--format", "csv"];
        for parameter in parameters {
            arguments.extend(["--param", parameter]);
        }
        let ran = shop.run(&arguments);
        assert_eq!(ran.code, 0, "{query}: {}", ran.err);
        lines(&ran.out)[1..]
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let keys = ["export-newer", "same-second", "stream-newer"];
    assert_eq!(csv("state", &[]), keys.map(|key| format!("{key},paid,")));
    let (from, to) = ("from_dt=2026-11-20", "to_dt=2026-11-20");
    for key in keys {
        let id = format!("order_id={key}");
        let as_of = csv("orders_as_of", &["moment=2026-11-20 00:01:00", &id]);
        assert!(
            as_of.len() == 1 && as_of[0].contains(",paid,"),
            "{key}: {as_of:?}"
        );
        let state = csv("order_state", &[&id, from, to]);
        assert!(
            state.len() == 1 && state[0].contains(",paid,"),
            "{key}: {state:?}"
        );
        let history = csv("order_history", &[&id, from, to]);
        assert!(
            history.len() == 2 && history[0].contains(",paid,"),
            "{key}: {history:?}"
        );
        let item = shop.run(&["item", "--table", "orders", key]);
        assert!(item.out.contains("\"paid\""), "{key}: {item:?}");
    }
    let counted = csv("status_as_of", &["moment=2026-11-20 00:01:00"]);
    assert!(
        counted.len() == 1 && counted[0].starts_with("paid,3,"),
        "{counted:?}"
    );
    let changed = csv(
        "changed_between",
        &["since=2026-11-20 00:00:05", "until=2026-11-20 00:01:00"],
    );
    assert!(
        changed.len() == 3 && changed.iter().all(|row| row.contains(",paid,")),
        "{changed:?}"
    );
}
