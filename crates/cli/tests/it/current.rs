//! `lakebed current`: a table that equals the view, for the price of what is new.

use std::time::Duration;

use lakebed_testkit::{Options, Shop as Generator};
use serde_json::Value;

use super::shop::{ORDERS as SMALL, Shop};

const ORDERS: &str = include_str!("../../../../infra/tables/orders.toml");

fn rows(shop: &Shop, table: &str) -> String {
    let sql = format!("SELECT * FROM {table} ORDER BY order_id");
    shop.write(
        "asked/all.sql",
        &format!("-- name: all\n-- description: All\n{sql}\n"),
    );
    let ran = shop.run(&[
        "--queries",
        "asked",
        "query",
        "run",
        "all",
        "--format",
        "ndjson",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

/// The view and the table, row by row; answers how many there are.
#[track_caller]
fn same(shop: &Shop) -> usize {
    let (view, table) = (rows(shop, "orders"), rows(shop, "orders_current"));
    let differs = view
        .lines()
        .zip(table.lines())
        .find(|(view, table)| view != table);
    assert_eq!(differs, None);
    assert_eq!(view.lines().count(), table.lines().count());
    view.lines().count()
}

#[track_caller]
fn current(shop: &Shop, more: &[&str]) -> Value {
    let arguments = [&["current", "--format", "json"], more].concat();
    let ran = shop.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str::<Value>(&ran.out).unwrap()[0].clone()
}

#[test]
fn a_hundred_thousand_changes_and_a_whole_life_give_what_the_view_gives() {
    let mut records = Vec::new();
    let options = Options {
        days: 3,
        track_state: true,
        ..Options::default()
    };
    let manifest = Generator::new(5, options)
        .write_orders(&mut records, 100_000)
        .unwrap();
    let text = String::from_utf8(records).unwrap();
    let all: Vec<&str> = text.lines().collect();
    let shop = Shop::new();
    // At first a column is missing, whose values wait in `undeclared`.
    let column = ORDERS.find("[[column]]\nname = \"customer_id\"").unwrap();
    let end = column + 10 + ORDERS[column + 10..].find("[[column]]").unwrap();
    shop.write(
        "infra/tables/orders.toml",
        &(ORDERS[..column].to_string() + &ORDERS[end..]),
    );
    assert_eq!(shop.run(&["register"]).code, 0);
    let mut killed = 0;
    // Late ones last: parts come in another order than the changes happened.
    for (run, part) in [3, 0, 4, 1].into_iter().enumerate() {
        let file = format!("part-{run}.ndjson");
        let lines = &all[part * all.len() / 5..(part + 1) * all.len() / 5];
        shop.write(&file, &(lines.join("\n") + "\n"));
        assert!(shop.run(&["land", "--table", "orders", &file]).code < 2);
        let mut finished = false;
        for kill in 0..3_u64 {
            let mut child = shop.command(&["current", "orders"], &[]).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(25 * (kill + 1) * (run as u64 + 1)));
            child.kill().unwrap();
            let done = child.wait().unwrap().success();
            killed += u32::from(!done);
            finished |= done;
        }
        let merged = current(&shop, &[]);
        // One that was killed behind its last step has left nothing to do, too.
        let whole_or_merged = if run == 0 { "whole" } else { "merged" };
        let left = !finished && merged["how"] == whole_or_merged;
        assert!(left || merged["how"] == "nothing new", "{merged}");
        assert!(same(&shop) > 1_000);
    }
    assert!(killed > 3, "{killed} of 12");
    let again = current(&shop, &[]);
    assert_eq!(
        (&again["how"], &again["rewritten"]),
        (&"nothing new".into(), &0.into())
    );

    // Compaction, then changes that were there before and some that were not.
    assert_eq!(shop.run(&["compact", "--table", "orders"]).code, 0);
    assert_eq!(current(&shop, &[])["how"], "nothing new");
    shop.write(
        "rest.ndjson",
        &(all[all.len() * 2 / 5..all.len() * 4 / 5].join("\n") + "\n"),
    );
    assert!(shop.run(&["land", "--table", "orders", "rest.ndjson"]).code < 2);
    assert_eq!(current(&shop, &[])["how"], "merged");
    same(&shop);

    // A new column, with history.
    shop.write("infra/tables/orders.toml", ORDERS);
    assert_eq!(shop.run(&["register"]).code, 0);
    assert_eq!(current(&shop, &[])["how"], "whole");
    same(&shop);
    assert_eq!(shop.run(&["table", "refine", "--table", "orders"]).code, 0);
    let refined = current(&shop, &[]);
    assert_eq!(refined["how"], "merged", "{refined}");
    same(&shop);
    let state = manifest
        .state
        .values()
        .filter(|key| key.image.is_some())
        .count();
    assert_eq!(refined["items"], state as u64);

    // Erased from the table and the version before it, not only from the changes.
    let (victim, _) = manifest
        .state
        .iter()
        .find(|(_, key)| key.image.is_some())
        .unwrap();
    let erased = shop.run(&["erase", "--table", "orders", victim]);
    assert_eq!(erased.code, 0, "{}", erased.err);
    assert!(!rows(&shop, "orders_current").contains(victim.as_str()));
    assert_eq!(same(&shop), state - 1);
    assert_eq!(current(&shop, &[])["how"], "nothing new");
    assert_eq!(same(&shop), state - 1);
}

#[test]
fn it_says_what_it_cannot_do() {
    let shop = Shop::new();
    // A lake that is not there has nothing, and is not made.
    let empty = current(&shop, &[]);
    assert_eq!(
        (&empty["how"], &empty["items"]),
        (&"nothing new".into(), &0.into())
    );
    assert!(!shop.path("lake").exists());

    let events = SMALL
        .replace("name = \"orders\"", "name = \"visits\"\nkind = \"event\"")
        .replace("source = \"Orders\"", "source = \"Visits\"");
    shop.write("infra/tables/visits.toml", &events);
    let refused = shop.run(&["current", "visits"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("holds events")
            && refused.err.contains("hint: read the view `visits`"),
        "{}",
        refused.err
    );
    let unknown = shop.run(&["current", "nobody"]);
    assert!(
        unknown.code == 2 && unknown.err.contains("hint:"),
        "{}",
        unknown.err
    );
    let flags = shop.run(&["current", "--from-dt", "2026-11-20"]);
    assert!(
        flags.code == 2 && flags.err.contains("are for --target aws"),
        "{}",
        flags.err
    );

    shop.write(
        "infra/tables/orders_current.toml",
        &SMALL.replace("name = \"orders\"", "name = \"orders_current\""),
    );
    let clash = shop.run(&["current", "orders"]);
    assert!(
        clash.code == 2
            && clash
                .err
                .contains("is that of the definition `orders_current`"),
        "{}",
        clash.err
    );
}

#[test]
fn a_table_of_another_kind_is_left_alone_and_a_dry_run_changes_nothing() {
    let shop = Shop::open();
    let dry = current(&shop, &["--dry-run"]);
    assert_eq!(
        (&dry["how"], &dry["files_read"]),
        (&"whole".into(), &1.into())
    );
    assert!(!shop.path("lake/data/orders_current").exists());
    shop.write("queries/kept.sql", "-- name: kept\n-- description: Kept\n-- materialize: orders_current key=order_id\nSELECT order_id FROM orders\n");
    assert_eq!(shop.run(&["query", "materialize", "kept"]).code, 0);
    let refused = shop.run(&["current"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused
            .err
            .contains("is in the catalog already, and is not the current state"),
        "{}",
        refused.err
    );
}
