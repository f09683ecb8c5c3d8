use serde_json::Value;

use super::shop::{Shop, lines};

fn query(name: &str, alert: &str, sql: &str) -> String {
    format!(
        "-- name: {name}\n-- description: About {name}\n-- param: n integer = 10\n-- alert: {alert}\n{sql}\n"
    )
}

fn shop() -> Shop {
    let shop = Shop::open();
    shop.write(
        "queries/alerts/large.sql",
        &query(
            "large",
            "when amount > 1.5",
            "SELECT order_id, amount FROM orders ORDER BY order_id LIMIT :n",
        ),
    );
    shop.write(
        "queries/alerts/none_paid.sql",
        &query(
            "none_paid",
            "when rows < 1",
            "SELECT order_id FROM orders WHERE status = 'paid' LIMIT :n",
        ),
    );
    shop
}

#[test]
fn what_fires_is_shown_with_its_rows() {
    let shop = shop();
    let ran = shop.run(&["alert"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(
        lines(&ran.out),
        [
            "",
            "large: About large",
            "fires: amount > 1.5, 1 row of 2",
            "with:  n=10",
            "query: queries/alerts/large.sql",
            "order_id                                   amount",
            "────────  ───────────────────────────────────────",
            "o1        12345678901234567890123456789.123456789",
        ]
    );
    assert_eq!(ran.err, "2 alerts: 1 fires\n");
    let ran = shop.run(&["alert", "none_paid"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (0, "", "1 alert: 0 fire\n")
    );
}

#[test]
fn programs_get_every_digit_of_the_rows() {
    let shop = shop();
    let ran = shop.run(&["alert", "--format", "ndjson"]);
    assert_eq!((ran.code, lines(&ran.out).len()), (1, 1), "{ran:?}");
    assert!(
        ran.out.contains(
            r#""rows":[{"order_id":"o1","amount":12345678901234567890123456789.123456789}]"#
        ),
        "{}",
        ran.out
    );
    let fired: Value = serde_json::from_str(&shop.run(&["alert", "--format", "json"]).out).unwrap();
    assert_eq!(
        (
            &fired[0]["alert"],
            &fired[0]["when"],
            &fired[0]["rows_fired"],
            &fired[0]["rows_total"],
            &fired[0]["parameters"]["n"]
        ),
        (
            &"large".into(),
            &"amount > 1.5".into(),
            &1.into(),
            &2.into(),
            &"10".into()
        )
    );
    let quiet = shop.run(&["alert", "none_paid", "--format", "json"]);
    assert_eq!((quiet.code, quiet.out.as_str()), (0, "[]\n"));
    let csv = shop.run(&["alert", "--format", "csv"]);
    assert!(
        lines(&csv.out)[1].starts_with("large,amount > 1.5,1,2,About large,"),
        "{}",
        csv.out
    );
}

#[test]
fn an_alert_that_cannot_run_does_not_hide_the_others() {
    let shop = shop();
    shop.write(
        "queries/alerts/divides.sql",
        &query("divides", "when rows > 0", "SELECT 1 / (:n - :n) AS x"),
    );
    let ran = shop.run(&["alert"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.out.contains("fires: amount > 1.5"), "{}", ran.out);
    assert!(
        ran.err.starts_with("error: alert `divides` was not run\n"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.ends_with("3 alerts: 1 fires, 1 could not be run\n"),
        "{}",
        ran.err
    );
    // Nor does a file that cannot be read, which may hold an alert.
    shop.write("queries/alerts/divides.sql", "-- name: divides\n");
    let ran = shop.run(&["alert"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err
            .contains("error: the saved queries have 2 problems\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_query_is_shown_with_its_alert() {
    let shop = shop();
    let show = shop.run(&["query", "show", "large"]).out;
    assert!(
        show.contains("  :n integer, default 10\n  alert when amount > 1.5\n\nSELECT"),
        "{show}"
    );
    let show = shop
        .run(&["query", "show", "large", "--format", "json"])
        .out;
    let show: Value = serde_json::from_str(&show).unwrap();
    assert_eq!(
        (&show["alert"], &show["materialize"]),
        (&"when amount > 1.5".into(), &Value::Null)
    );
}

#[test]
fn parameters_reach_the_alerts_that_have_them() {
    let shop = shop();
    let ran = shop.run(&["alert", "-p", "n=1", "--rows", "0"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("with:  n=1\n"), "{}", ran.out);
    assert!(!ran.out.contains("o1 "), "{}", ran.out);
    let ran = shop.run(&["alert", "-p", "m=1"]);
    assert_eq!(
        (ran.code, lines(&ran.err)[0]),
        (2, "error: none of the queries has a parameter `m`")
    );
    let ran = shop.run(&["alert", "by_status"]);
    assert_eq!(
        (ran.code, lines(&ran.err)[0]),
        (2, "error: query `by_status` does not declare an alert")
    );
    let ran = Shop::open().run(&["alert"]);
    assert_eq!(
        lines(&ran.err),
        [
            "error: no saved query in queries declares an alert",
            "hint: write -- alert: when rows > 0 in a query's header"
        ]
    );
}

#[test]
fn check_says_what_is_wrong_with_an_alert() {
    let shop = shop();
    let wrong = |alert: &str, expected: &str| {
        shop.write(
            "queries/wrong.sql",
            &query(
                "wrong",
                alert,
                "SELECT order_id, amount FROM orders LIMIT :n",
            ),
        );
        let ran = shop.run(&["query", "check", "wrong"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, expected), "{ran:?}");
    };
    wrong(
        "when value > 0",
        "queries/wrong.sql:4: the alert compares column `value`, which the result does not have; it has order_id, amount; `rows` is how many rows there are\n",
    );
    wrong(
        "when order_id > 0",
        "queries/wrong.sql:4: the alert compares column `order_id`, which holds no numbers (Utf8); name a column of numbers\n",
    );
    wrong(
        "rows > 0",
        "queries/wrong.sql:4: an alert begins with `when`; write -- alert: when rows > 0, or a column of the result: when percent < 99.5\n",
    );
}
