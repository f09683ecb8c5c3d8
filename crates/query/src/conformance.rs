//! What every [`QueryEngine`] must do, to be run against each implementation.

use std::collections::BTreeMap;

use crate::engine::QueryEngine;
use crate::format::Format;
use crate::parameter::arguments;
use crate::saved::SavedQuery;

/// Runs every rule against `engine`. No rule reads a table.
///
/// # Panics
/// When a rule does not hold.
pub async fn suite<E: QueryEngine>(engine: &E) {
    rows(engine).await;
    decimals_are_exact(engine).await;
    checks_name_the_place(engine).await;
}

/// The rules that an engine keeps whose SQL is not Athena's: those of the emulators.
///
/// # Panics
/// When a rule does not hold.
pub async fn rows<E: QueryEngine>(engine: &E) {
    values_keep_their_types(engine).await;
    null_is_no_empty_text(engine).await;
    arguments_are_values(engine).await;
    rows_come_in_order_however_many(engine).await;
    no_rows_have_columns(engine).await;
    failures_are_told(engine).await;
}

async fn values_keep_their_types<E: QueryEngine>(engine: &E) {
    let sql = "SELECT * FROM (VALUES
        (1, CAST(9223372036854775807 AS bigint), CAST(1.5 AS double), 'é \"a\", b', true, DATE '2026-11-20', TIMESTAMP '2026-11-20 07:30:00.125'),
        (2, NULL, NULL, NULL, NULL, NULL, NULL)) AS t(n, big, half, note, yes, day, moment) ORDER BY n";
    let expected = "{\"n\":1,\"big\":9223372036854775807,\"half\":1.5,\"note\":\"é \\\"a\\\", b\",\"yes\":true,\
        \"day\":\"2026-11-20\",\"moment\":\"2026-11-20 07:30:00.125\"}\n\
        {\"n\":2,\"big\":null,\"half\":null,\"note\":null,\"yes\":null,\"day\":null,\"moment\":null}\n";
    assert_eq!(
        ask(engine, sql, Format::Ndjson).await.as_deref(),
        Ok(expected)
    );
}

async fn null_is_no_empty_text<E: QueryEngine>(engine: &E) {
    let sql = "SELECT * FROM (VALUES (1, ''), (2, NULL), (3, 'x')) AS t(n, note) ORDER BY n";
    let expected = "n,note\n1,\"\"\n2,\n3,x\n";
    assert_eq!(ask(engine, sql, Format::Csv).await.as_deref(), Ok(expected));
}

async fn arguments_are_values<E: QueryEngine>(engine: &E) {
    let text = "-- name: rule\n-- description: A rule\n-- param: word string\n-- param: n integer = 7\n-- param: none string? = null\n\
        SELECT :word AS word, :n + 1 AS next, CAST(:none AS varchar) AS none\n";
    let word = "it's; DROP TABLE x --\n:n";
    let given = BTreeMap::from([("word".to_string(), word.to_string())]);
    let found = run(engine, text, &given, Format::Ndjson).await;
    let expected = "{\"word\":\"it's; DROP TABLE x --\\n:n\",\"next\":8,\"none\":null}\n";
    assert_eq!(found.as_deref(), Ok(expected));
}

/// 2,744 rows: several pages, several batches.
async fn rows_come_in_order_however_many<E: QueryEngine>(engine: &E) {
    let numbers: Vec<_> = (0..14).map(|n| format!("({n})")).collect();
    let sql = format!(
        "WITH digits AS (SELECT * FROM (VALUES {}) AS t(n))\n\
         SELECT a.n * 196 + b.n * 14 + c.n AS n, CASE WHEN c.n > 0 THEN 'c' END AS note\n\
         FROM digits a CROSS JOIN digits b CROSS JOIN digits c ORDER BY n",
        numbers.join(", ")
    );
    let expected: String = (0..2744)
        .map(|n| format!("{n},{}\n", if n % 14 > 0 { "c" } else { "" }))
        .collect();
    let found = ask(engine, &sql, Format::Csv).await.unwrap_or_default();
    assert!(
        found == format!("n,note\n{expected}"),
        "{} rows",
        found.lines().count()
    );
}

async fn no_rows_have_columns<E: QueryEngine>(engine: &E) {
    let sql = "SELECT n, note FROM (VALUES (1, 'a')) AS t(n, note) WHERE n > 1";
    assert_eq!(
        ask(engine, sql, Format::Csv).await.as_deref(),
        Ok("n,note\n")
    );
}

async fn failures_are_told<E: QueryEngine>(engine: &E) {
    for (sql, named) in [
        (
            "SELECT * FROM there_is_no_such_table",
            "there_is_no_such_table",
        ),
        ("SELECT missing FROM (VALUES (1)) AS t(n)", "missing"),
        ("SELECT :n AS n", "n"),
    ] {
        let told = ask(engine, sql, Format::Csv)
            .await
            .err()
            .unwrap_or_default();
        assert!(told.contains(named), "{sql}: {told}");
    }
    let sql = "SELECT CAST(note AS integer) AS n FROM (VALUES ('1'), ('x')) AS t(note)";
    assert!(ask(engine, sql, Format::Csv).await.is_err(), "{sql}");
}

async fn decimals_are_exact<E: QueryEngine>(engine: &E) {
    let sql = "SELECT CAST('12345678901234567890123456789.123456789' AS decimal(38,9)) AS most, CAST('-0.05' AS decimal(4,2)) AS least";
    let expected = "{\"most\":12345678901234567890123456789.123456789,\"least\":-0.05}\n";
    assert_eq!(
        ask(engine, sql, Format::Ndjson).await.as_deref(),
        Ok(expected)
    );
}

async fn checks_name_the_place<E: QueryEngine>(engine: &E) {
    let good = saved(&with_header("SELECT 1 AS n")).ok();
    let wrong = saved(&with_header(
        "SELECT n,\n  missing\nFROM (VALUES (1)) AS t(n)",
    ))
    .ok();
    let (Some(good), Some(wrong)) = (good, wrong) else {
        unreachable!("the rules' queries can be read");
    };
    assert_eq!(engine.check(&good).await, []);
    let problems = engine.check(&wrong).await;
    let places: Vec<_> = problems.iter().map(|p| (p.line, p.column)).collect();
    assert_eq!(places, [(4, Some(3))], "{problems:?}");
    assert!(
        problems.iter().all(|p| p.message.contains("missing")),
        "{problems:?}"
    );
}

fn with_header(sql: &str) -> String {
    format!("-- name: rule\n-- description: A rule\n{sql}\n")
}

fn saved(text: &str) -> Result<SavedQuery, String> {
    SavedQuery::parse(text, "rule.sql").map_err(|problems| format!("{problems:?}"))
}

async fn ask<E: QueryEngine>(engine: &E, sql: &str, format: Format) -> Result<String, String> {
    run(engine, &with_header(sql), &BTreeMap::new(), format).await
}

async fn run<E: QueryEngine>(
    engine: &E,
    text: &str,
    given: &BTreeMap<String, String>,
    format: Format,
) -> Result<String, String> {
    let query = saved(text)?;
    let arguments = arguments(&query.parameters, given).map_err(|e| e.to_string())?;
    let answer = engine
        .run(&query, &arguments)
        .await
        .map_err(|e| e.to_string())?;
    let mut out = Vec::new();
    answer
        .write(&mut out, format)
        .await
        .map_err(|e| e.to_string())?;
    String::from_utf8(out).map_err(|e| e.to_string())
}
