use std::io::Read;

use super::shop::Shop;

#[test]
fn alone_it_prints_a_short_guide() {
    let ran = Shop::new().run(&[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.contains("lakebed demo") && ran.out.lines().count() <= 12,
        "{}",
        ran.out
    );
}

#[test]
fn help_tells_of_units_defaults_and_exit_codes() {
    let shop = Shop::new();
    let help = shop.run(&["--help"]);
    assert_eq!(help.code, 0);
    for text in [
        "demo",
        "table",
        "land",
        "register",
        "query",
        "docs",
        "config",
        "LAKEBED_LAKE",
        "Exit codes: 0 done",
    ] {
        assert!(help.out.contains(text), "{text}\n{}", help.out);
    }
    let land = shop.run(&["land", "--help"]).out;
    assert!(
        land.contains("in MiB") && land.contains("[default: 512]"),
        "{land}"
    );
}

#[test]
fn a_wrong_flag_is_exit_2_on_stderr() {
    let ran = Shop::new().run(&["land", "--tabel", "orders"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.starts_with("error: ") && ran.err.contains("--table"),
        "{}",
        ran.err
    );
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let shop = Shop::open();
    shop.write("queries/many.sql", "-- name: many\n-- description: Many rows\nSELECT a.n AS x, b.n AS y FROM UNNEST(sequence(1, 2000)) AS a(n) CROSS JOIN UNNEST(sequence(1, 200)) AS b(n)\n");
    let mut child = shop
        .command(&["query", "run", "many", "--format", "ndjson"], &[])
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut first = [0; 10];
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
