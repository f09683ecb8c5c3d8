use std::fs;

use serde_json::Value;

use super::shop::{BY_STATUS, Shop, files, lines};

#[test]
fn queries_are_listed_shown_and_rendered() {
    let shop = Shop::new();
    shop.write(
        "queries/a/deep/all.sql",
        "-- name: all\n-- description: All orders\nSELECT * FROM orders\n",
    );
    let list = shop.run(&["query", "list", "--format", "csv"]);
    assert_eq!(
        lines(&list.out),
        [
            "name,folder,description,parameters",
            "by_status,\"\",Orders by status,\"status=null, n=10\"",
            "all,a/deep,All orders,\"\"",
        ]
    );
    let show = shop.run(&["query", "show", "by_status"]).out;
    assert!(show.contains("  :status string?, default null; one of new, paid\n  :n integer, default 10; at least 1; at most 1000\n"), "{show}");
    assert!(
        show.ends_with("LIMIT :n\n") && !show.contains("-- param"),
        "{show}"
    );
    let render = shop.run(&[
        "query",
        "render",
        "by_status",
        "-p",
        "status=paid",
        "-p",
        "n=3",
    ]);
    assert_eq!(render.code, 0);
    assert!(
        render
            .out
            .contains("WHERE CAST('paid' AS varchar) IS NULL OR status = 'paid'"),
        "{}",
        render.out
    );
    assert!(render.out.ends_with("LIMIT 3\n"), "{}", render.out);
}

#[test]
fn a_query_answers_the_current_state() {
    let shop = Shop::open();
    let ran = shop.run(&["query", "run", "by_status", "--format", "csv"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        lines(&ran.out),
        [
            "status,orders,amount",
            "new,1,0.500000000",
            "paid,1,12345678901234567890123456789.123456789"
        ]
    );
    let ran = shop.run(&[
        "query",
        "run",
        "by_status",
        "--format",
        "csv",
        "-p",
        "status=new",
    ]);
    assert_eq!(lines(&ran.out)[1..], ["new,1,0.500000000"]);
}

#[test]
fn a_table_without_files_is_empty_not_an_error() {
    let shop = Shop::new();
    shop.run(&["register"]);
    let ran = shop.run(&["query", "run", "by_status", "--format", "csv"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (0, "status,orders,amount\n", "")
    );
}

#[test]
fn arguments_are_checked() {
    let shop = Shop::open();
    let refused = |params: &[&str], expected: &[&str]| {
        let mut arguments = vec!["query", "run", "by_status"];
        arguments.extend(params.iter().flat_map(|p| ["--param", p]));
        let ran = shop.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert_eq!(lines(&ran.err), expected);
    };
    refused(
        &["m=1"],
        &[
            "error: there is no parameter `m`",
            "hint: the query takes status, n",
        ],
    );
    refused(
        &["n=0"],
        &[
            "error: parameter `n` cannot be `0`",
            "hint: it is at least 1",
        ],
    );
    refused(
        &["n=1; DROP TABLE orders"],
        &[
            "error: parameter `n` cannot be `1; DROP TABLE orders`",
            "hint: integer is a whole number of 32 bits, like 10",
        ],
    );
    refused(
        &["n=1", "n=2"],
        &["error: parameter `n` is given twice", "hint: give it once"],
    );
}

#[test]
fn missing_queries_and_catalogs_are_told() {
    let shop = Shop::new();
    let ran = shop.run(&["query", "run", "nothing"]);
    assert_eq!(
        lines(&ran.err),
        [
            "error: there is no saved query `nothing` in queries",
            "hint: see `lakebed query list`"
        ]
    );
    let ran = shop.run(&["query", "run", "by_status"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(
        lines(&ran.err),
        [
            "error: nothing is registered in the lake SHOP/lake: there is no database `lakebed`",
            "hint: run `lakebed register`, or name another lake or database with --lake and --database",
        ]
    );
}

#[test]
fn a_lake_that_was_moved_is_told_not_read_as_empty() {
    let shop = Shop::open();
    fs::rename(shop.path("lake"), shop.path("moved")).unwrap();
    let ran = shop.run(&["query", "run", "by_status", "--lake", "moved"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(
        ran.err.contains("run `lakebed register` for this lake"),
        "{}",
        ran.err
    );
    assert_eq!(
        shop.run(&["register", "--lake", "moved", "--allow-breaking"])
            .code,
        0
    );
    assert_eq!(
        shop.run(&["query", "run", "by_status", "--lake", "moved"])
            .code,
        0
    );
}

#[test]
fn check_finds_every_problem_with_its_place() {
    let shop = Shop::new();
    let good = shop.run(&["query", "check"]);
    assert_eq!((good.code, good.out.as_str()), (0, ""), "{good:?}");
    assert_eq!(
        good.err,
        "1 queries are good, checked against the table definitions, since nothing is registered\n"
    );
    shop.write(
        "queries/a/typo.sql",
        "-- name: typo\n-- description: A typo\nSELECT\n  statsu\nFROM orders\n",
    );
    shop.write(
        "queries/a/header.sql",
        "-- name: header\n-- description: A typo\n-- param: n integr = 1\nSELECT :n\n",
    );
    shop.write(
        "queries/unused.sql",
        "-- name: unused\n-- description: x\n-- param: n integer = 1\nSELECT :m\n",
    );
    shop.write(
        "queries/syntax.sql",
        "-- name: syntax\n-- description: x\nSELECT FROM WHERE\n",
    );
    let bad = shop.run(&["query", "check"]);
    assert_eq!(bad.code, 1);
    let places: Vec<_> = lines(&bad.out)
        .iter()
        .map(|l| l.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places[..2],
        ["queries/a/header.sql:3:13", "queries/a/typo.sql:4:3"],
        "{}",
        bad.out
    );
    assert!(
        bad.out
            .contains("queries/unused.sql:3: parameter `n` is not used; "),
        "{}",
        bad.out
    );
    assert!(bad.out.contains("queries/unused.sql:4:8: parameter `:m` is not declared; write -- param: m string in the header\n"), "{}", bad.out);
    assert!(bad.out.contains("queries/syntax.sql:3:"), "{}", bad.out);
    let json: Value = serde_json::from_str(
        &shop
            .run(&["query", "check", "typo", "--format", "json"])
            .out,
    )
    .unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
    assert_eq!(
        (&json[0]["line"], &json[0]["column"]),
        (&Value::from(4), &Value::from(3))
    );
}

#[test]
fn a_broken_query_does_not_stop_the_others() {
    let shop = Shop::open();
    shop.write("queries/broken.sql", "-- nothing\n");
    assert_eq!(shop.run(&["query", "run", "by_status"]).code, 0);
    let list = shop.run(&["query", "list"]);
    assert_eq!(list.code, 2);
    assert!(
        list.out.contains("by_status")
            && list
                .err
                .contains("queries/broken.sql:1: the header has no name"),
        "{list:?}"
    );
}

#[test]
fn a_failure_while_running_is_one_error() {
    let shop = Shop::open();
    shop.write(
        "queries/zero.sql",
        &BY_STATUS
            .replace("by_status", "zero")
            .replace("count(*)", "1 / (count(*) - count(*))"),
    );
    let ran = shop.run(&["query", "run", "zero"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(
        lines(&ran.err)
            .iter()
            .filter(|l| l.starts_with("error: "))
            .count(),
        1,
        "{}",
        ran.err
    );
    assert!(ran.err.to_lowercase().contains("zero"), "{}", ran.err);
}

#[test]
fn a_file_that_is_cut_short_is_named_and_not_answered_from() {
    let shop = Shop::open();
    let (path, bytes) = files(&shop.path("lake/data"))
        .into_iter()
        .find(|(path, _)| path.extension().is_some_and(|kind| kind == "parquet"))
        .unwrap();
    for length in [3, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&path, &bytes[..length]).unwrap();
        let ran = shop.run(&["query", "run", "by_status"]);
        let name = shop.without_paths(&path.to_string_lossy());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains(&name), "{name} is not in {}", ran.err);
        assert!(
            ran.err
                .contains("\nhint: `lakebed status` names every damaged file"),
            "{}",
            ran.err
        );
        let status = shop.run(&["status"]);
        let key = name.trim_start_matches("SHOP/lake/");
        assert!(status.code == 1 && status.err.contains(key), "{status:?}");
    }
}

#[test]
fn an_entry_of_the_catalog_that_is_cut_short_is_named_by_the_views_over_it() {
    let shop = Shop::open();
    let entry = shop.path("lake/catalog/lakebed/orders_changes.json");
    let text = fs::read(&entry).unwrap();
    fs::write(&entry, &text[..text.len() / 2]).unwrap();
    let ran = shop.run(&["query", "run", "by_status"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(
        ran.err.contains("lake/catalog/lakebed/orders_changes.json")
            && ran.err.contains("\nhint: delete the file"),
        "{}",
        ran.err
    );
}

#[test]
fn a_missing_table_is_told_with_its_place() {
    let shop = Shop::open();
    shop.write(
        "queries/lost.sql",
        "-- name: lost\n-- description: x\nSELECT *\nFROM customers\n",
    );
    let ran = shop.run(&["query", "run", "lost"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.starts_with("error: queries/lost.sql:4:6: ")
            && ran.err.contains("customers")
            && ran.err.contains("\nhint: "),
        "{}",
        ran.err
    );
}

/// A file that cannot be read stands in another partition: whoever does not need it must not look at it.
#[test]
fn a_filter_on_dt_leaves_other_partitions_unread() {
    let shop = Shop::open();
    shop.write(
        "lake/data/orders_changes/dt=2020-01-01/broken.parquet",
        "no parquet",
    );
    shop.write(
        "lake/data/orders_changes/dt=2025-11-20/.tmp-killed.partial",
        "left by a killed run",
    );
    let query = |name: &str, from: &str| {
        format!("-- name: {name}\n-- description: x\nSELECT count(*) AS n FROM {from}\n")
    };
    shop.write(
        "queries/day.sql",
        &query("day", "orders_changes WHERE dt = '2025-11-20'"),
    );
    shop.write(
        "queries/since.sql",
        &query("since", "orders_changes WHERE dt >= '2025-01-01'"),
    );
    shop.write("queries/all.sql", &query("all", "orders_changes"));
    for name in ["day", "since"] {
        let ran = shop.run(&["query", "run", name, "--format", "csv"]);
        assert_eq!((ran.code, ran.out.as_str()), (0, "n\n5\n"), "{ran:?}");
    }
    let ran = shop.run(&["query", "run", "all"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.starts_with("error: ") && ran.err.contains("broken.parquet"),
        "{}",
        ran.err
    );
}

#[test]
fn a_view_of_events_passes_the_filter_on_dt_to_the_partitions() {
    let shop = Shop::new();
    shop.write(
        "infra/tables/orders.toml",
        &super::shop::ORDERS.replace("primary_key", "kind = \"event\"\nprimary_key"),
    );
    shop.write(
        "changes.ndjson",
        &(super::shop::changes() + &super::shop::changes()),
    );
    assert_eq!(
        shop.run(&["land", "--table", "orders", "changes.ndjson"])
            .code,
        0
    );
    assert_eq!(shop.run(&["register"]).code, 0);
    shop.write(
        "lake/data/orders_changes/dt=2020-01-01/broken.parquet",
        "no parquet",
    );
    shop.write("queries/day.sql", "-- name: day\n-- description: x\nSELECT order_id, dt FROM orders WHERE dt = '2025-11-20' ORDER BY order_id\n");
    let ran = shop.run(&["query", "run", "day", "--format", "csv"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            0,
            "order_id,dt\no1,2025-11-20\no2,2025-11-20\no3,2025-11-20\n"
        ),
        "{ran:?}"
    );
}

#[test]
fn estimates_of_athena_are_told_beside_the_rows() {
    let shop = Shop::open();
    let header = "-- name: half\n-- description: What half of the orders come to\n";
    shop.write(
        "queries/half.sql",
        &format!(
            "{header}SELECT approx_percentile(CAST(amount AS double), 0.0) AS half FROM orders\n"
        ),
    );
    let ran = shop.run(&["query", "run", "half", "--format", "csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "half\n0.5\n"));
    let note = shop.without_paths(&ran.err);
    assert!(
        note.starts_with("note: ")
            && note.ends_with("half.sql:3:8: approx_percentile is exact here; Athena estimates\n"),
        "{note}"
    );
    let exported = shop.run(&["export", "half", "--to", "half.csv"]);
    assert!(exported.err.contains("note: "), "{}", exported.err);
    // What would say nothing new says nothing.
    assert_eq!(
        shop.run(&["query", "run", "by_status", "--format", "csv"])
            .err,
        ""
    );
}
