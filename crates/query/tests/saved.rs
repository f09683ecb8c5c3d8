//! Saved queries' headers: what is read, what is refused and where.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use lakebed_query::{SavedQuery, arguments};
use proptest::prelude::*;

const TOP: &str = "-- name: top
-- description: Top products
-- description: by revenue
-- Free words.
-- param: from_dt  string = '2026-01-01'  pattern=\\d{4}-\\d{2}-\\d{2}
-- param: status   string? = null         enum=new|paid|shipped
-- param: price    decimal(12, 2) = 9.9   min=0
-- param: n        integer = 10           min=1 max=1000
-- param: key      string
SELECT 1 -- param: not a header
";

#[test]
fn a_header_is_read() {
    let top = SavedQuery::parse(TOP, "queries/shop/top.sql").unwrap();
    assert_eq!(
        (top.name.as_str(), top.description.as_str()),
        ("top", "Top products by revenue")
    );
    let parameters: Vec<_> = top
        .parameters
        .iter()
        .map(|p| {
            format!(
                "{} {}{} {:?} {}",
                p.name,
                p.ty,
                if p.nullable { "?" } else { "" },
                p.default_text(),
                p.rules_text()
            )
        })
        .collect();
    assert_eq!(
        parameters,
        [
            "from_dt string Some(\"2026-01-01\") like \\d{4}-\\d{2}-\\d{2}",
            "status string? Some(\"null\") one of new, paid, shipped",
            "price decimal(12,2) Some(\"9.90\") at least 0.00",
            "n integer Some(\"10\") at least 1; at most 1000",
            "key string None ",
        ]
    );
}

/// The problems of TOP with one text replaced.
fn check(from: &str, to: &str, problems: &[&str]) {
    assert!(TOP.contains(from), "{from}");
    let found = match SavedQuery::parse(&TOP.replacen(from, to, 1), "top.sql") {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .iter()
            .map(|p| p.to_string().replace("top.sql:", ""))
            .collect(),
    };
    assert_eq!(found, problems, "{from} -> {to}");
}

#[test]
fn problems_have_place_and_remedy() {
    check("", "", &[]);
    check(
        "-- name: top\n",
        "",
        &["1: the header has no name; write -- name: top"],
    );
    check(
        "name: top",
        "name: tops",
        &[
            "1: name `tops` is not the file's name; write -- name: top, or rename the file to tops.sql",
        ],
    );
    check(
        "name: top",
        "name: Top!",
        &["1: name `Top!` is not a-z 0-9 _ or starts with a digit; write -- name: top_products"],
    );
    check(
        "-- Free",
        "-- name: top\n-- Free",
        &["4: `name` stands twice; keep one of them"],
    );
    check(
        "-- Free words.",
        "-- parm: x int",
        &[
            "4: unknown header `parm`; write one of name, description, param, alert, materialize; or take the colon out of a free comment",
        ],
    );
    check(
        "SELECT 1 -- param: not a header\n",
        "",
        &["9: there is no statement after the header; write one SELECT"],
    );
    check(
        "'2026-01-01'",
        "2026-01-01",
        &["5:29: default of `from_dt` is not in single quotes; write = '2026-01-01'"],
    );
    check(
        "'2026-01-01'",
        "'2026'",
        &["5:29: default of `from_dt` breaks its own rule; it matches \\d{4}-\\d{2}-\\d{2}"],
    );
    check(
        "'2026-01-01'",
        "'2026-01-01",
        &["5:29: a single quote is not closed; write '' for a single quote inside"],
    );
    check(
        "string? = null",
        "string = null",
        &["6:29: default of `status` is null; write string? to allow null"],
    );
    check(
        "integer = 10 ",
        "number = 10 ",
        &[
            "8:20: unknown type `number` of parameter `n`; write string, integer, bigint, double, decimal(p,s), boolean, date or timestamp",
        ],
    );
    check(
        "integer = 10 ",
        "integer = ten",
        &[
            "8:30: default of `n` is not a value of integer; write a whole number of 32 bits, like 10",
        ],
    );
    check(
        "= 10 ",
        "= 0",
        &["8:30: default of `n` breaks its own rule; it is at least 1"],
    );
    check(
        "max=1000",
        "maximum=1000",
        &["8:49: unknown rule `maximum`; write pattern=, enum=, min= or max="],
    );
    check(
        "max=1000",
        "!",
        &["8:49: unexpected `!`; after the default: pattern=, enum=, min= or max="],
    );
    check(
        "max=1000",
        "max=",
        &["8:53: a value is missing; write -- param: n integer = 10 max=1000"],
    );
    check(
        "enum=new|paid|shipped",
        "max=3",
        &["6:43: `max` does not go with string; write pattern= or enum="],
    );
    check(
        "-- param: key ",
        "-- param: n ",
        &["9: parameter `n` stands twice; rename one of them"],
    );
    check(
        "\\d{4}-",
        "(",
        &[
            "5:51: `pattern` is not a regular expression: error: unclosed group; write pattern=\\d{4}-\\d{2}-\\d{2}",
        ],
    );
}

fn bind(given: &[(&str, &str)]) -> Result<Vec<String>, String> {
    let top = SavedQuery::parse(TOP, "top.sql").unwrap();
    let given: BTreeMap<_, _> = given
        .iter()
        .map(|(k, v)| (k.to_string(), v.to_string()))
        .collect();
    let bound = arguments(&top.parameters, &given)
        .map_err(|e| format!("{e}; {}", e.hint().unwrap_or_default()))?;
    Ok(bound
        .into_iter()
        .map(|a| {
            format!(
                "{}={}",
                a.name,
                a.value.map_or("NULL".into(), |v| v.to_string())
            )
        })
        .collect())
}

#[test]
fn arguments_are_typed_and_checked() {
    assert_eq!(
        bind(&[("key", "'; DROP TABLE x --"), ("n", "7")]).unwrap(),
        [
            "from_dt=2026-01-01",
            "status=NULL",
            "price=9.90",
            "n=7",
            "key='; DROP TABLE x --"
        ]
    );
    assert_eq!(
        bind(&[("key", "null"), ("status", "paid")]).unwrap()[1..],
        ["status=paid", "price=9.90", "n=10", "key=null"]
    );
    let refused =
        |given: &[(&str, &str)], expected: &str| assert_eq!(bind(given).unwrap_err(), expected);
    refused(
        &[],
        "parameter `key` has no value; give one with --param key=<string>",
    );
    refused(
        &[("kee", "1")],
        "there is no parameter `kee`; the query takes from_dt, status, price, n, key",
    );
    refused(
        &[("key", "1"), ("n", "1001")],
        "parameter `n` cannot be `1001`; it is at most 1000",
    );
    refused(
        &[("key", "1"), ("n", "x")],
        "parameter `n` cannot be `x`; integer is a whole number of 32 bits, like 10",
    );
    refused(
        &[("key", "1"), ("status", "lost")],
        "parameter `status` cannot be `lost`; it is one of new, paid, shipped",
    );
    refused(
        &[("key", "1"), ("from_dt", "2026-01-01 or more")],
        "parameter `from_dt` cannot be `2026-01-01 or more`; it matches \\d{4}-\\d{2}-\\d{2}",
    );
    refused(
        &[("key", "1"), ("price", "1.999")],
        "parameter `price` cannot be `1.999`; decimal(12,2) is a number that fits the decimal's digits, like 12.50",
    );
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC*", lines in proptest::collection::vec("-- (name|description|param|x): [ -~é'=?|(),\u{a0}]{0,40}", 0..6)) {
        let _ = SavedQuery::parse(&text, "t.sql");
        let _ = SavedQuery::parse(&format!("{}\n{text}", lines.join("\n")), "t.sql");
    }
}
