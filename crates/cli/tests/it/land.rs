use serde_json::Value;

use super::shop::{Shop, changes, files, lines};

#[test]
fn the_ledger_is_one_json_object() {
    let shop = Shop::new();
    let input = format!("{}not json\n", changes());
    let ran = shop.run_with(
        &["land", "--table", "orders", "--format", "json"],
        &[],
        input.as_bytes(),
    );
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.out.lines().count(), 1);
    let ledger: Value = serde_json::from_str(&ran.out).unwrap();
    for (key, expected) in [
        ("read", 6),
        ("landed", 5),
        ("dropped", 0),
        ("quarantined", 1),
    ] {
        assert_eq!(ledger[key], expected, "{key} {ledger}");
    }
    assert_eq!(ledger["table"], "orders");
    assert!(
        ledger["objects"].as_u64().unwrap() >= 1 && ledger["bytes"].as_u64().unwrap() > 100,
        "{ledger}"
    );
}

#[test]
fn landing_again_changes_nothing() {
    let shop = Shop::new();
    shop.write("c.ndjson", &changes());
    let first = shop.run(&["land", "--table", "orders", "c.ndjson", "--format", "json"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    let before = files(&shop.path("lake"));
    assert!(
        before.iter().any(|(path, _)| path
            .to_string_lossy()
            .contains("data/orders_changes/dt=2025-11-20/")),
        "{before:?}"
    );
    let second = shop.run(&["land", "--table", "orders", "c.ndjson", "--format", "json"]);
    assert_eq!((second.code, second.out), (0, first.out));
    assert_eq!(files(&shop.path("lake")), before);
}

#[test]
fn people_get_a_table_and_the_reasons() {
    let shop = Shop::new();
    let ran = shop.run_with(
        &["land", "--table", "orders", "-"],
        &[],
        format!("{}{{}}\n", changes()).as_bytes(),
    );
    assert_eq!(ran.code, 1);
    let header: Vec<_> = lines(&ran.out)[0].split_whitespace().collect();
    assert_eq!(
        header,
        [
            "table",
            "read",
            "landed",
            "dropped",
            "quarantined",
            "objects",
            "bytes"
        ]
    );
    let row: Vec<_> = lines(&ran.out)[2].split_whitespace().collect();
    assert_eq!(row[..5], ["orders", "6", "5", "0", "1"]);
    assert!(
        ran.err.contains("quarantined: ")
            && ran
                .err
                .contains("their bytes are in the lake, quarantine/orders_changes/"),
        "{}",
        ran.err
    );
}

#[test]
fn progress_goes_to_stderr_when_asked() {
    let shop = Shop::new();
    shop.write("c.ndjson", &changes());
    let ran = shop.run(&[
        "land",
        "--table",
        "orders",
        "c.ndjson",
        "--progress",
        "--format",
        "json",
    ]);
    assert_eq!(ran.out.lines().count(), 1);
    assert!(
        ran.err.starts_with("landing orders: 5 read, 5 landed"),
        "{}",
        ran.err
    );
}

#[test]
fn a_missing_file_leaves_no_lake() {
    let shop = Shop::new();
    shop.write("c.ndjson", &changes());
    let ran = shop.run(&["land", "--table", "orders", "c.ndjson", "missing.ndjson"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.starts_with("error: ")
            && ran.err.contains("missing.ndjson")
            && ran.err.contains("\nhint: "),
        "{}",
        ran.err
    );
    assert!(!shop.path("lake").exists());
}

#[test]
fn a_lake_that_cannot_be_written_is_told() {
    let shop = Shop::new();
    shop.write("c.ndjson", &changes());
    shop.write("taken", "a file");
    for command in [
        &[
            "land",
            "--table",
            "orders",
            "c.ndjson",
            "--lake",
            "taken/lake",
        ][..],
        &["register", "--lake", "taken/lake"],
    ] {
        let ran = shop.run(command);
        assert_eq!(ran.code, 2, "{ran:?}");
        let said = lines(&ran.err);
        assert!(said[0].starts_with("error: "), "{said:?}");
        assert_eq!(said.iter().filter(|l| l.starts_with("error: ")).count(), 1);
        assert!(said.last().unwrap().starts_with("hint: "), "{said:?}");
        assert!(ran.err.contains("SHOP/taken"), "{said:?}");
    }
    assert_eq!(
        std::fs::read_to_string(shop.path("taken")).unwrap(),
        "a file"
    );
}
