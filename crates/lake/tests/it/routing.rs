//! Several tables of one source, landed in one run.

use std::sync::Arc;

use lakebed_lake::{LandOptions, Lander, LocalStore};
use lakebed_record::plan::Plan;
use tempfile::TempDir;

use crate::support::{input, land, plan_of, rows};

const COUNT: u64 = 30_000;

fn entity(name: &str, filter: &str, column: &str) -> Arc<Plan> {
    plan_of(&format!(
        "name = \"{name}\"\nsource = \"App\"\nprimary_key = [\"pk\", \"sk\"]\n{filter}\n[[column]]\nname = \"pk\"\ntype = \"string\"\n[[column]]\nname = \"sk\"\ntype = \"string\"\n{column}"
    ))
}

fn tables() -> Vec<Arc<Plan>> {
    let column = |name: &str, ty: &str| format!("[[column]]\nname = \"{name}\"\ntype = \"{ty}\"\n");
    vec![
        entity(
            "items",
            "[filter]\nattribute = \"sk\"\npattern = \"ORDER#*#ITEM#*\"",
            &column("qty", "int"),
        ),
        entity(
            "orders",
            "[filter]\nattribute = \"sk\"\npattern = \"ORDER#*\"",
            &column("total", "decimal(12,2)"),
        ),
        entity(
            "admins",
            "[[filter]]\nattribute = \"sk\"\nprefix = \"PROFILE\"\n[[filter]]\nattribute = \"pk\"\nprefix = \"ADMIN#\"",
            "",
        ),
    ]
}

/// Items, orders, admins, users (of no table), and every 1,000th is no change.
fn changes() -> String {
    let change = |n: u64| {
        if n % 1000 == 7 {
            return format!("broken {n}\n");
        }
        let (pk, sk, image) = match n % 4 {
            0 => (
                format!("USER#{n}"),
                format!("ORDER#{n}#ITEM#1"),
                format!(",\"qty\":{{\"N\":\"{n}\"}}"),
            ),
            1 => (
                format!("USER#{n}"),
                format!("ORDER#{n}"),
                format!(",\"total\":{{\"N\":\"{n}.5\"}}"),
            ),
            2 => (format!("ADMIN#{n}"), "PROFILE".into(), String::new()),
            _ => (format!("USER#{n}"), "PROFILE".into(), String::new()),
        };
        let keys = format!(r#""pk":{{"S":"{pk}"}},"sk":{{"S":"{sk}"}}"#);
        let time = 1_795_132_800 + n % 200_000;
        // A removal is judged by its keys, as its insert was.
        let (event, image) = if n.is_multiple_of(5) {
            ("REMOVE", String::new())
        } else {
            ("INSERT", format!(r#","NewImage":{{{keys}{image}}}"#))
        };
        format!(
            r#"{{"eventID":"e{n}","eventName":"{event}","eventSourceARN":"arn:aws:dynamodb:eu-west-1:1:table/App/stream/x","dynamodb":{{"ApproximateCreationDateTime":{time},"Keys":{{{keys}}}{image},"SequenceNumber":"{n}"}}}}"#
        ) + "\n"
    };
    (0..COUNT).map(change).collect()
}

#[test]
fn each_change_goes_to_its_table_and_every_record_is_accounted_for_once() {
    let text = changes();
    let lake = TempDir::new().unwrap();
    let store = LocalStore::open(lake.path());
    let lander = Lander::routing(&store, tables(), LandOptions::default()).block_bytes(100_000);
    let landed = lander.land_each(input(text.clone())).unwrap();
    for landed in &landed {
        assert!(landed.ledger.balances(), "{}", landed.ledger.to_json());
    }
    let ledgers: Vec<_> = landed.iter().map(|landed| &landed.ledger).collect();
    assert_eq!(ledgers.iter().map(|l| l.read).sum::<u64>(), COUNT);
    assert_eq!(
        ledgers.iter().map(|l| l.quarantined).collect::<Vec<_>>(),
        [COUNT / 1000, 0, 0]
    );
    // Users' profiles are of no table: every fourth, but for the broken records, which stand in their places.
    assert_eq!(ledgers[0].dropped_by["filtered"], COUNT / 4 - COUNT / 1000);
    assert_eq!(
        ledgers.iter().map(|l| l.landed).collect::<Vec<_>>(),
        [COUNT / 4; 3]
    );

    // One after the other they give the same rows.
    let apart = TempDir::new().unwrap();
    let single = LocalStore::open(apart.path());
    for plan in tables() {
        land(&single, &plan, text.clone());
    }
    assert_eq!(rows(&store), rows(&single));

    // Again, with another number of threads: nothing new.
    let options = LandOptions {
        threads: 3,
        ..LandOptions::default()
    };
    let lander = Lander::routing(&store, tables(), options).block_bytes(100_000);
    let again = lander.land_each(input(text)).unwrap();
    assert_eq!(again.iter().map(|landed| landed.written).sum::<usize>(), 0);
}
