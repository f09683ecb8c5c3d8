//! One source, several tables: 100,000 changes of a single-table design, landed by runs that are killed at random.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::shop::Shop;

const CHANGES: u64 = 100_000;
/// Keys of each entity, so that each is changed many times.
const KEYS: u64 = 4_000;
const ENTITIES: [&str; 3] = ["lines", "orders", "users"];

fn definition(name: &str, filter: &str) -> String {
    let column = |name: &str, ty: &str| format!("[[column]]\nname = \"{name}\"\ntype = \"{ty}\"\n");
    format!(
        "name = \"{name}\"\nsource = \"App\"\nprimary_key = [\"pk\", \"sk\"]\n[filter]\nattribute = \"sk\"\n{filter}\n{}{}{}",
        column("pk", "string"),
        column("sk", "string"),
        column("n", "bigint")
    )
}

/// Keys and the number of the last change of what is there in the end, by entity.
type State = [BTreeMap<String, u64>; 3];

/// The changes, in three files, and what they come to. Every 997th record is no change, every 11th is of no table.
fn changes(shop: &Shop) -> (State, u64, u64) {
    let (mut state, mut text) = (State::default(), String::new());
    let (mut broken, mut of_none, mut seed) = (0, 0, 7_u64);
    for n in 0..CHANGES {
        // Knuth's generator: enough to mix keys and events.
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let (random, key) = (seed >> 33, (seed >> 40) % KEYS);
        let entity = (random % 3) as usize;
        let (pk, sk) = match entity {
            _ if n % 11 == 3 => (format!("USER#{key}"), "SESSION#1".to_string()),
            0 => (format!("USER#{key}"), format!("ORDER#{key}#LINE#1")),
            1 => (format!("USER#{key}"), format!("ORDER#{key}")),
            _ => (format!("USER#{key}"), "PROFILE".to_string()),
        };
        if n % 997 == 5 {
            broken += 1;
            text.push_str("{\"broken\":\n");
        } else {
            let removed = random.is_multiple_of(5);
            let keys = format!(r#""pk":{{"S":"{pk}"}},"sk":{{"S":"{sk}"}}"#);
            let (event, image) = match removed {
                true => ("REMOVE", String::new()),
                false => (
                    "MODIFY",
                    format!(r#","NewImage":{{{keys},"n":{{"N":"{n}"}}}}"#),
                ),
            };
            let time = 1_795_132_800 + n;
            text.push_str(&format!(
                r#"{{"eventID":"e{n}","eventName":"{event}","tableName":"App","dynamodb":{{"ApproximateCreationDateTime":{time},"Keys":{{{keys}}}{image},"SequenceNumber":"{n:021}"}}}}"#
            ));
            text.push('\n');
            match (n % 11 == 3, removed) {
                (true, _) => of_none += 1,
                (_, true) => drop(state[entity].remove(&format!("{pk}|{sk}"))),
                _ => drop(state[entity].insert(format!("{pk}|{sk}"), n)),
            }
        }
        if n % (CHANGES / 3) == CHANGES / 3 - 1 || n + 1 == CHANGES {
            shop.write(&format!("in/{n:06}.ndjson"), &std::mem::take(&mut text));
        }
    }
    (state, broken, of_none)
}

#[test]
fn killed_at_random_each_change_is_in_its_table_once() {
    let shop = Shop::new();
    std::fs::remove_file(shop.path("infra/tables/orders.toml")).unwrap();
    for (name, filter) in [
        ("lines", "pattern = \"ORDER#*#LINE#*\""),
        ("orders", "pattern = \"ORDER#*\""),
        ("users", "prefix = \"PROFILE\""),
    ] {
        shop.write(
            &format!("infra/tables/{name}.toml"),
            &definition(name, filter),
        );
    }
    let (state, broken, of_none) = changes(&shop);
    let mut inputs: Vec<_> = std::fs::read_dir(shop.path("in"))
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .collect();
    inputs.sort();
    let mut land = vec!["land", "--format", "json"];
    land.extend(ENTITIES.iter().flat_map(|name| ["--table", name]));
    land.extend(inputs.iter().map(String::as_str));

    let begun = Instant::now();
    let mut elsewhere = land.clone();
    elsewhere.extend(["--lake", "elsewhere"]);
    assert_eq!(shop.run(&elsewhere).code, 1);
    let took = begun.elapsed();
    let mut killed = 0;
    for kill in 1..=8 {
        let mut child = shop.command(&land, &[]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(5) + took * kill / 9);
        let _ = child.kill();
        killed += u32::from(child.wait().unwrap().code().is_none());
    }
    assert!(killed > 3, "{killed} of 8");

    let ran = shop.run(&land);
    assert_eq!(ran.code, 1, "broken records are kept: {}", ran.err);
    let ledgers: Vec<Value> = match serde_json::from_str(&ran.out).unwrap() {
        Value::Array(ledgers) => ledgers,
        one => panic!("{one}"),
    };
    assert_eq!(ledgers.len(), 3);
    let sum = |name: &str| {
        ledgers
            .iter()
            .map(|ledger| ledger[name].as_u64().unwrap())
            .sum::<u64>()
    };
    for ledger in &ledgers {
        let count = |name: &str| ledger[name].as_u64().unwrap();
        assert_eq!(
            count("read"),
            count("landed") + count("dropped") + count("quarantined"),
            "{ledger}"
        );
    }
    assert_eq!(
        (sum("read"), sum("quarantined"), sum("dropped")),
        (CHANGES, broken, of_none)
    );

    assert_eq!(shop.run(&["register"]).code, 0);
    let mut landed = 0;
    for (name, state) in ENTITIES.iter().zip(&state) {
        assert!(state.len() > 2_000, "{name}: {}", state.len());
        let rows = shop.ask(&format!(
            "SELECT pk || '|' || sk AS key, n FROM {name} ORDER BY 1"
        ));
        let expected: Vec<_> = state.iter().map(|(key, n)| format!("{key},{n}")).collect();
        assert!(
            rows[1..] == expected,
            "{name}: {} rows, {} expected",
            rows.len() - 1,
            expected.len()
        );
        let counts = shop.ask(&format!(
            "SELECT count(*) AS all_rows, count(DISTINCT change_id) AS changes FROM {name}_changes"
        ));
        let (all, changes) = counts[1].split_once(',').unwrap();
        assert_eq!(all, changes, "{name}");
        landed += all.parse::<u64>().unwrap();
    }
    assert_eq!(landed, CHANGES - broken - of_none);
}
