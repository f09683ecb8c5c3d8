//! What is refused: the message, the place, the kind.

use lakebed_athena_sql::{ErrorKind, Options, SqlError, Statement, plan, session_context};

async fn error(sql: &str) -> SqlError {
    let statement = match Statement::parse(sql) {
        Ok(statement) => statement,
        Err(error) => return error,
    };
    let context = session_context(&Options::default());
    let frame = match plan(&context, &statement).await {
        Ok(frame) => frame,
        Err(error) => return error,
    };
    match frame.collect().await {
        Ok(_) => panic!("runs: {sql}"),
        Err(error) => error.into(),
    }
}

fn check(cases: &[(&str, ErrorKind, &str, u64)]) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for (sql, kind, message, column) in cases {
        let error = runtime.block_on(error(sql));
        assert!(error.message.contains(message), "{sql}: {error}");
        assert_eq!(error.kind, *kind, "{sql}: {error}");
        assert_eq!(
            error.location.map_or(0, |place| place.column),
            *column,
            "{sql}: {error}"
        );
    }
}

#[test]
fn what_athena_refuses() {
    use ErrorKind::{Refused, Syntax};
    check(&[
        ("SELECT 1::varchar", Refused, "`::`", 9),
        ("SELECT a FROM t QUALIFY a > 1", Refused, "QUALIFY", 25),
        ("SELECT a FROM t GROUP BY ALL", Refused, "GROUP BY ALL", 1),
        (
            "SELECT a + 1 FROM t GROUP BY ROLLUP (a + 1)",
            Refused,
            "CUBE and GROUPING SETS take columns",
            38,
        ),
        ("SELECT a FROM t WHERE a ILIKE 'x'", Refused, "ILIKE", 23),
        ("SELECT a FROM t LIMIT 1, 2", Syntax, "expected", 24),
        (
            "SELECT a FROM t LIMIT 5 OFFSET 2",
            Refused,
            "LIMIT before OFFSET",
            23,
        ),
        (
            "SELECT CAST('2' AS map(varchar, bigint))",
            Refused,
            "cannot cast varchar to map(varchar",
            13,
        ),
        (
            "SELECT TRY_CAST('2' AS row(a bigint))",
            Refused,
            "cannot cast varchar to row(",
            17,
        ),
        (
            "SELECT 'a' = 1",
            Refused,
            "cannot apply operator: varchar = integer",
            8,
        ),
        (
            "SELECT x AS y FROM (VALUES 1) t(x) GROUP BY y",
            Refused,
            "output alias",
            45,
        ),
        ("SELECT b FROM (VALUES 1) t(a)", Refused, "b", 8),
        (
            "SELECT nvl(1, 2)",
            Refused,
            "function 'nvl' is not registered",
            8,
        ),
        (
            "SELECT 1 UNION SELECT 'a'",
            Refused,
            "incompatible types",
            0,
        ),
        (
            "SELECT a, count(*) FROM (VALUES 1) t(a)",
            Refused,
            "column 't.a' is neither in GROUP BY nor in an aggregate",
            8,
        ),
        (
            "SELECT a FROM (VALUES 1) t(a) WHERE row_number() OVER (ORDER BY a) = 1",
            Refused,
            "WHERE cannot contain the window function row_number",
            37,
        ),
        (
            "SELECT a FROM (VALUES 1) t(a) WHERE a",
            Refused,
            "the condition of WHERE or HAVING is no boolean",
            0,
        ),
        (
            "SELECT max(count(*)) FROM (VALUES 1) t(a)",
            Refused,
            "an aggregate within an aggregate",
            0,
        ),
        (
            "SELECT grouping(a) FROM (VALUES 1) t(a)",
            Refused,
            "grouping takes columns of GROUP BY",
            0,
        ),
        (
            "WITH q AS (SELECT 1 AS a), Q AS (SELECT 2 AS a) SELECT a FROM q",
            Refused,
            "WITH names 'Q' more than once",
            28,
        ),
        (
            "SELECT r.* FROM (VALUES ROW(ROW(1, 2))) t(r)",
            Refused,
            "table 'r' of r.* is not in FROM",
            0,
        ),
        (
            "SELECT sum(a) OVER w FROM (VALUES 1) t(a)",
            Refused,
            "window 'w' is not defined",
            20,
        ),
        (
            "SELECT sum(a) OVER (ORDER BY a ROWS 1.5 PRECEDING) FROM (VALUES 1) t(a)",
            Refused,
            "ROWS reaches as far as a whole number",
            37,
        ),
    ]);
}

#[test]
fn what_fails_while_running() {
    use ErrorKind::Execution;
    check(&[
        ("SELECT 9223372036854775807 + 1", Execution, "overflow", 0),
        ("SELECT 1 / 0", Execution, "division by zero", 0),
        ("SELECT ARRAY[1][4]", Execution, "array subscript", 0),
        (
            "SELECT map(ARRAY['a'], ARRAY[1])['z']",
            Execution,
            "key not present",
            0,
        ),
        (
            "SELECT sum(x) FROM (VALUES 9223372036854775807, 1) t(x)",
            Execution,
            "overflow",
            0,
        ),
    ]);
}

#[test]
fn what_is_not_here_is_named() {
    use ErrorKind::Unsupported;
    check(&[
        (
            "SELECT x FROM json_table('{}', 'lax $' COLUMNS (x integer PATH '$.x'))",
            Unsupported,
            "JSON_TABLE",
            15,
        ),
        (
            "SELECT regexp_like('a', '(?!b)')",
            Unsupported,
            "look-ahead",
            8,
        ),
        (
            "SELECT x FROM (VALUES 1) t(x) TABLESAMPLE SYSTEM (10)",
            Unsupported,
            "TABLESAMPLE",
            23,
        ),
        ("INSERT INTO t SELECT 1", Unsupported, "INSERT", 0),
    ]);
}

#[test]
fn a_caret_points_into_the_text() {
    let sql = "SELECT 1,\n       'a' + 1";
    let error = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(error(sql));
    assert_eq!(
        error.render(sql),
        "cannot apply operator: varchar + integer\n  |\n2 |        'a' + 1\n  |        ^"
    );
}
