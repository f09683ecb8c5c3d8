use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;

use super::shop::{Shop, files, lines};

/// `days` partitions of `rows` rows each; every row holds `stamp`.
const DAYS: &str = "-- name: days_table
-- description: The table days
-- param: first integer = 1
-- param: days integer = 3
-- param: rows integer = 50
-- param: stamp integer = 0
-- materialize: days partition=dt key=n
SELECT n, :stamp AS stamp, CAST(n AS decimal(38,9)) / 4 AS quarter, '2026-01-' || lpad(CAST(d AS varchar), 2, '0') AS dt
FROM UNNEST(sequence(:first, :first + :days - 1)) AS a(d) CROSS JOIN UNNEST(sequence(1, :rows)) AS b(n)
WHERE d >= :first AND d < :first + :days
";
const LOOK: &str = "-- name: look
-- description: What a reader sees of the table days
SELECT count(*) AS n, count(DISTINCT dt) AS days, min(stamp) AS low, max(stamp) AS high FROM days
";

fn shop() -> Shop {
    let shop = Shop::open();
    shop.write("queries/tables/days_table.sql", DAYS);
    shop.write("queries/look.sql", LOOK);
    shop
}

fn materialize(shop: &Shop, arguments: &[&str]) -> Value {
    let mut all = vec!["query", "materialize", "days_table", "--format", "json"];
    for argument in arguments {
        if !argument.starts_with("--") {
            all.push("-p");
        }
        all.push(argument);
    }
    let ran = shop.run(&all);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    let done: Value = serde_json::from_str(&ran.out).unwrap();
    done[0].clone()
}

/// Rows, days, lowest and highest stamp.
fn look(shop: &Shop) -> String {
    let ran = shop.run(&["query", "run", "look", "--format", "csv"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    lines(&ran.out)[1].to_string()
}

fn counts(done: &Value, names: &[&str]) -> Vec<u64> {
    names.iter().map(|n| done[n].as_u64().unwrap()).collect()
}

const COUNTS: [&str; 6] = [
    "rows",
    "replaced",
    "unchanged",
    "kept",
    "removed",
    "objects",
];

fn versions(shop: &Shop) -> BTreeSet<PathBuf> {
    fs::read_dir(shop.path("lake/data/days"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect()
}

#[test]
fn partitions_are_replaced_and_the_others_stay() {
    let shop = shop();
    assert_eq!(
        counts(&materialize(&shop, &[]), &COUNTS),
        [150, 3, 0, 0, 0, 3]
    );
    assert_eq!(look(&shop), "150,3,0,0");
    // Days 3 and 4: one is replaced, one is new, two stay.
    let done = materialize(&shop, &["first=3", "days=2", "rows=10", "stamp=7"]);
    assert_eq!(counts(&done, &COUNTS), [20, 2, 0, 2, 0, 4]);
    assert_eq!(look(&shop), "120,4,0,7");
    let done = materialize(
        &shop,
        &["--whole", "first=4", "days=1", "rows=10", "stamp=7"],
    );
    assert_eq!(counts(&done, &COUNTS), [10, 0, 1, 0, 3, 1]);
    assert_eq!(look(&shop), "10,1,7,7");
}

#[test]
fn a_query_is_shown_with_its_table() {
    let shop = shop();
    let show = shop.run(&["query", "show", "days_table"]).out;
    assert!(
        show.contains("  makes the table days, partitioned by dt, key n\n\nSELECT"),
        "{show}"
    );
}

#[test]
fn doing_it_again_changes_nothing() {
    let shop = shop();
    materialize(&shop, &[]);
    let before = files(&shop.path("lake"));
    let done = materialize(&shop, &[]);
    assert_eq!(counts(&done, &COUNTS), [150, 0, 3, 0, 0, 3]);
    assert!(files(&shop.path("lake")) == before);
    // A partition that is computed as it was, beside one that is not.
    let done = materialize(&shop, &["days=1"]);
    assert_eq!(counts(&done, &COUNTS), [50, 0, 1, 2, 0, 3]);
    assert!(files(&shop.path("lake")) == before);
}

#[test]
fn the_table_is_in_the_catalog_with_its_types() {
    let shop = shop();
    materialize(&shop, &[]);
    let text = fs::read_to_string(shop.path("lake/catalog/lakebed/days.json")).unwrap();
    let table: Value = serde_json::from_str(&text).unwrap();
    let columns: Vec<_> = table["StorageDescriptor"]["Columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| {
            format!(
                "{} {}",
                c["Name"].as_str().unwrap(),
                c["Type"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(columns, ["n bigint", "stamp int", "quarter decimal(38,9)"]);
    assert_eq!(table["PartitionKeys"][0]["Name"], "dt");
    assert_eq!(table["Description"], "The table days");
    assert_eq!(
        table["Parameters"]["projection.dt.range"],
        "2026-01-01,2026-01-03"
    );
    let location = table["StorageDescriptor"]["Location"].as_str().unwrap();
    assert_eq!(
        table["Parameters"]["storage.location.template"]
            .as_str()
            .unwrap(),
        format!("{location}dt=${{dt}}/")
    );
    // Registering the definitions leaves it alone.
    assert_eq!(shop.run(&["register"]).code, 0);
    assert_eq!(
        fs::read_to_string(shop.path("lake/catalog/lakebed/days.json")).unwrap(),
        text
    );
    let day = "-- name: day\n-- description: x\nSELECT sum(quarter) AS q FROM days WHERE dt = '2026-01-02'\n";
    shop.write("queries/day.sql", day);
    let ran = shop.run(&["query", "run", "day", "--format", "csv"]);
    assert_eq!(lines(&ran.out), ["q", "318.750000000"], "{ran:?}");
    let explained = shop.run(&["query", "explain", "day"]).out;
    assert!(explained.contains("reads    1 of 3 files"), "{explained}");
}

#[test]
fn what_a_table_cannot_hold_changes_nothing() {
    let shop = shop();
    materialize(&shop, &[]);
    let before = files(&shop.path("lake"));
    let refused = |sql: &str, from: &str, to: &str, error: &str, hint: &str| {
        assert!(sql.contains(from), "{from}");
        shop.write("queries/tables/days_table.sql", &sql.replace(from, to));
        let ran = shop.run(&["query", "materialize"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(
            ran.err
                .starts_with("error: query `days_table` was not materialized\n"),
            "{}",
            ran.err
        );
        assert!(
            ran.err.contains(error) && ran.err.contains(&format!("hint: {hint}")),
            "{}",
            ran.err
        );
        assert!(files(&shop.path("lake")) == before, "{to}");
    };
    refused(
        DAYS,
        "sequence(1, :rows)",
        "ARRAY[:rows, 2, 2]",
        "rows of the result have the same key (dt, n)",
        "name in key=",
    );
    refused(
        DAYS,
        "'2026-01-' ||",
        "'2026/01' ||",
        "partition column `dt` has a value that a path cannot hold",
        "filter such rows",
    );
    refused(
        DAYS,
        "'2026-01-' || lpad(CAST(d AS varchar), 2, '0') AS dt",
        "d AS dt",
        "partition column `dt` is not varchar (Int64)",
        "write CAST(dt AS varchar) AS dt",
    );
    refused(
        DAYS,
        "SELECT n,",
        "SELECT n AS m,",
        "the result has no column `n`, which the key names",
        "it has m, stamp",
    );
    refused(
        DAYS,
        "AS quarter",
        "AS \"a quarter\"",
        "a table cannot have a column named `a quarter`",
        "name the expression with AS",
    );
    refused(
        &DAYS.replace("days integer = 3", "days integer = 1"),
        "AS decimal(38,9)) / 4 AS quarter",
        "AS decimal(38,9)) / 4 AS quart",
        "table `days` has column quarter otherwise in the partitions that would stay",
        "compute all of the table and say so with --whole",
    );
    refused(
        DAYS,
        ":stamp AS stamp",
        "DATE '2026-01-02' - DATE '2026-01-01' AS stamp, :stamp AS s",
        "a table has no type for column `stamp`",
        "cast it",
    );
}

#[test]
fn other_peoples_tables_are_left_alone() {
    let shop = shop();
    materialize(&shop, &[]);
    shop.write("queries/other.sql", &DAYS.replace("days_table", "other"));
    let ran = shop.run(&["query", "check"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out
            .contains("queries/other.sql:7: table `days` is that of query `days_table`; "),
        "{}",
        ran.out
    );
    let ran = shop.run(&["query", "materialize", "other"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err.contains(
            "table `days` is in the catalog already and is the result of query `days_table`"
        ),
        "{}",
        ran.err
    );
    shop.write(
        "queries/other.sql",
        &DAYS
            .replace("days_table", "other")
            .replace("materialize: days", "materialize: orders"),
    );
    let ran = shop.run(&["query", "materialize", "other"]);
    assert!(
        ran.err
            .contains("queries/other.sql:7: table `orders` is that of the definition `orders`"),
        "{}",
        ran.err
    );
    let ran = shop.run(&["query", "materialize", "look"]);
    assert_eq!(
        lines(&ran.err)[0],
        "error: query `look` does not declare a table"
    );
}

/// Else the partitions that a run does not compute would be gone.
#[test]
fn a_lake_that_was_moved_keeps_its_partitions() {
    let shop = shop();
    materialize(&shop, &[]);
    fs::rename(shop.path("lake"), shop.path("moved")).unwrap();
    let again = |more: &[&str]| {
        let arguments = ["query", "materialize", "--lake", "moved", "-p", "days=1"];
        shop.run(&[&arguments[..], more].concat())
    };
    assert_eq!(
        shop.run(&["register", "--lake", "moved", "--allow-breaking"])
            .code,
        0
    );
    let ran = again(&[]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err
            .contains("table `days` is registered at file://SHOP/lake/data/days/")
            && ran
                .err
                .contains("hint: compute all of the table and say so with --whole"),
        "{}",
        ran.err
    );
    let ran = again(&["--whole"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = shop.run(&["query", "run", "look", "--lake", "moved", "--format", "csv"]);
    assert_eq!(lines(&ran.out)[1], "50,1,0,0", "{ran:?}");
}

#[test]
fn an_empty_result_makes_an_empty_table() {
    let shop = shop();
    assert_eq!(
        counts(&materialize(&shop, &["days=0", "first=2"]), &COUNTS),
        [0, 0, 0, 0, 0, 0]
    );
    assert_eq!(look(&shop), "0,0,,");
    assert_eq!(
        counts(&materialize(&shop, &[]), &COUNTS),
        [150, 3, 0, 0, 0, 3]
    );
    assert_eq!(look(&shop), "150,3,0,0");
    shop.write(
        "queries/tables/flat.sql",
        "-- name: flat\n-- description: No partition\n-- param: n integer = 2\n-- materialize: flat_table key=x\nSELECT x FROM UNNEST(sequence(1, 5)) AS t(x) WHERE x > :n\n",
    );
    shop.write(
        "queries/flats.sql",
        "-- name: flats\n-- description: x\nSELECT count(*) AS n FROM flat_table\n",
    );
    for (n, rows) in [("2", "3"), ("9", "0"), ("0", "5")] {
        let ran = shop.run(&["query", "materialize", "flat", "-p", &format!("n={n}")]);
        assert_eq!(ran.code, 0, "{ran:?}");
        let ran = shop.run(&["query", "run", "flats", "--format", "csv"]);
        assert_eq!(lines(&ran.out)[1], rows, "{ran:?}");
    }
}

#[test]
fn versions_that_nobody_reads_are_removed_the_last_one_stays() {
    let shop = shop();
    let mut seen = Vec::new();
    for stamp in ["stamp=1", "stamp=2", "stamp=3"] {
        materialize(&shop, &[stamp]);
        let new: Vec<_> = versions(&shop)
            .into_iter()
            .filter(|v| !seen.contains(v))
            .collect();
        seen.extend(new);
        // As if all that was long ago.
        let old = SystemTime::now() - Duration::from_secs(7200);
        for version in versions(&shop) {
            fs::File::open(version).unwrap().set_modified(old).unwrap();
        }
    }
    assert_eq!(seen.len(), 3);
    assert_eq!(versions(&shop), seen[1..].iter().cloned().collect());
    assert_eq!(look(&shop), "150,3,3,3");
}

/// Runs are killed at any moment while readers look: they see one version or the other, whole; and the next run goes through.
#[test]
fn killed_at_any_moment_readers_see_one_version_whole() {
    let shop = shop();
    let begun = Instant::now();
    materialize(&shop, &["stamp=0"]);
    let whole_run = begun.elapsed();
    let (mut killed, mut finished) = (0, 0);
    for round in 1..=24_u32 {
        let stamp = format!("stamp={round}");
        let mut run = shop
            .command(&["query", "materialize", "days_table", "-p", &stamp], &[])
            .spawn()
            .unwrap();
        std::thread::sleep(whole_run * (round * 7 % 24) / 20);
        let _ = run.kill();
        match run.wait().unwrap().success() {
            true => finished += 1,
            false => killed += 1,
        }
        let seen = look(&shop);
        let stamps: Vec<u32> = seen
            .split(',')
            .skip(2)
            .map(|n| n.parse().unwrap())
            .collect();
        assert!(seen.starts_with("150,3,"), "{seen}");
        assert!(stamps[0] == stamps[1] && stamps[0] <= round, "{seen}");
    }
    assert!(
        killed >= 5,
        "{killed} runs were killed, {finished} were not"
    );
    let done = materialize(&shop, &["stamp=99"]);
    assert_eq!(counts(&done, &COUNTS), [150, 3, 0, 0, 0, 3]);
    assert_eq!(look(&shop), "150,3,99,99");
    assert_eq!(
        fs::read_dir(shop.path("lake/.materialize/days"))
            .unwrap()
            .count(),
        1,
        "the lock alone"
    );
}

/// Two writers take turns and lose nothing of each other; readers in between see whole versions.
#[test]
fn writers_take_turns() {
    let shop = shop();
    let start = |first: &str| {
        shop.command(
            &[
                "query",
                "materialize",
                "days_table",
                "-p",
                first,
                "-p",
                "days=1",
            ],
            &[],
        )
        .spawn()
        .unwrap()
    };
    let runs: Vec<_> = ["first=1", "first=2", "first=3", "first=4"]
        .map(start)
        .into();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(look(&shop), "200,4,0,0");
}
