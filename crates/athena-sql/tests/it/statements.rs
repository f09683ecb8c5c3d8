//! Parameters, tables and the text for Athena.

use std::collections::BTreeMap;

use lakebed_athena_sql::{Statement, Type, Value};

fn bind(sql: &str, values: &[(&str, Value)]) -> String {
    let values: BTreeMap<String, Value> = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let bound = Statement::parse(sql).unwrap().bind(&values).unwrap();
    let text = bound.to_athena_sql();
    // What Athena gets is again one statement, without parameters.
    assert!(
        Statement::parse(&text).unwrap().parameters().is_empty(),
        "{text}"
    );
    text
}

#[test]
fn literals_are_typed() {
    let cases = [
        (Value::Varchar("it's".to_owned()), "'it''s'"),
        (Value::Integer(-5), "(-5)"),
        (Value::Bigint(7), "BIGINT '7'"),
        (Value::Double(1.5), "DOUBLE '1.5'"),
        (Value::Decimal("1.50".to_owned()), "DECIMAL '1.50'"),
        (Value::Boolean(true), "true"),
        (
            Value::parse(Type::Date, "2026-01-31").unwrap(),
            "DATE '2026-01-31'",
        ),
        (
            Value::parse(Type::Timestamp, "2026-01-31T10:00").unwrap(),
            "TIMESTAMP '2026-01-31 10:00:00.000'",
        ),
        (Value::Null(Type::Varchar), "CAST(NULL AS varchar)"),
    ];
    for (value, literal) in cases {
        assert_eq!(
            bind("SELECT :v AS v -- :v stays", &[("v", value)]),
            format!("SELECT {literal} AS v -- :v stays")
        );
    }
}

#[test]
fn parameters_are_found_and_held_to() {
    let statement =
        Statement::parse("SELECT ':no', \"a:b\" FROM t WHERE é = :day\n AND y > :n LIMIT :n")
            .unwrap();
    let names: Vec<(String, u64, u64)> = statement
        .parameters()
        .into_iter()
        .map(|(name, place)| (name, place.line, place.column))
        .collect();
    assert_eq!(names, [("day".to_owned(), 1, 38), ("n".to_owned(), 2, 10)]);
    assert!(
        statement
            .bind(&BTreeMap::new())
            .unwrap_err()
            .message
            .contains(":day has no value")
    );
    let bound = bind(
        statement.text(),
        &[
            ("day", Value::Varchar("x".to_owned())),
            ("n", Value::Integer(3)),
        ],
    );
    assert_eq!(
        bound,
        "SELECT ':no', \"a:b\" FROM t WHERE é = 'x'\n AND y > 3 LIMIT 3"
    );
}

#[test]
fn tables_leave_ctes_out() {
    let sql = "WITH a AS (SELECT * FROM Orders) SELECT * FROM a JOIN shop.items i ON true
               WHERE x IN (SELECT y FROM b) AND z = (SELECT max(z) FROM a)";
    assert_eq!(
        Statement::parse(sql).unwrap().tables(),
        ["b", "orders", "shop.items"]
    );
}

#[test]
fn a_bad_decimal_is_no_literal() {
    let values = BTreeMap::from([("v".to_owned(), Value::Decimal("1' OR '1".to_owned()))]);
    assert!(
        Statement::parse("SELECT :v")
            .unwrap()
            .bind(&values)
            .is_err()
    );
}

#[test]
fn what_athena_may_answer_otherwise_is_told_once() {
    let told = |sql: &str| -> Vec<String> {
        let notes = Statement::parse(sql).unwrap().notes();
        notes
            .into_iter()
            .map(|note| format!("{}: {}", note.location.unwrap(), note.message))
            .collect()
    };
    assert!(told("SELECT avg(x), sqrt(2), count(*) FROM t").is_empty());
    let notes = told(
        "WITH a AS (SELECT EXP(x) AS e FROM t)\nSELECT approx_percentile(e, 0.5), approx_percentile(e, 0.9)\nFROM a WHERE EXISTS (SELECT approx_distinct(y) FROM u)",
    );
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert!(notes[0].starts_with("line 1, column 19: exp may end in another digit"));
    assert!(notes[1].starts_with("line 2, column 8: approx_percentile is exact here"));
    assert!(notes[2].starts_with("line 3, column 29: approx_distinct counts exactly here"));
}
