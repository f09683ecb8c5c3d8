use std::path::Path;

use super::shop::{Shop, files};

fn project(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
        .to_string_lossy()
        .into_owned()
}

#[test]
fn the_demo_goes_all_the_way_and_again() {
    let shop = Shop::new();
    let (tables, queries) = (project("infra/tables"), project("queries"));
    let arguments = [
        "demo",
        "--changes",
        "3000",
        "--tables",
        &tables,
        "--queries",
        &queries,
        "--lake",
        "demo",
    ];
    let first = shop.run(&arguments);
    assert_eq!(first.code, 0, "{first:?}");
    assert!(
        first
            .out
            .contains("\nLedger: every record has one outcome\n"),
        "{}",
        first.out
    );
    let timed: Vec<_> = first.out.lines().filter(|l| l.ends_with(" ms)")).collect();
    assert_eq!(timed.len(), 8, "{timed:?}");
    assert!(!timed.iter().any(|l| l.starts_with("(0 rows")), "{timed:?}");
    for table in ["orders", "user_events"] {
        let row = first
            .out
            .lines()
            .rfind(|line| line.starts_with(&format!("{table} ")))
            .unwrap();
        let counts: Vec<u64> = row
            .split_whitespace()
            .skip(1)
            .map(|n| n.parse().unwrap())
            .collect();
        assert_eq!(counts[0], 3000);
        assert_eq!(counts[0], counts[1] + counts[2] + counts[3], "{row}");
        assert!(counts[3] > 0, "the shop has broken records: {row}");
    }
    assert!(
        first.err.contains("the lake is in demo\n")
            && first.err.contains("lakebed --lake demo query list"),
        "{}",
        first.err
    );
    let data = |shop: &Shop| files(&shop.path("demo/data"));
    let before = data(&shop);
    assert!(before.len() >= 2);
    let second = shop.run(&arguments);
    assert_eq!(second.code, 0, "{second:?}");
    assert_eq!(data(&shop), before, "the same seed makes the same lake");
}

#[test]
fn a_folder_that_is_not_a_demos_is_left_alone() {
    let shop = Shop::new();
    shop.write("mine/notes.txt", "keep me");
    let (tables, queries) = (project("infra/tables"), project("queries"));
    let ran = shop.run(&[
        "demo",
        "--tables",
        &tables,
        "--queries",
        &queries,
        "--lake",
        "mine",
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        ran.err,
        "error: mine is not empty, and not an earlier demo's lake\nhint: name an empty folder with --lake\n"
    );
    assert_eq!(files(&shop.path("mine")).len(), 1);
}
