//! Statements beside their rows: `|` between columns, `;` between rows.

use lakebed_athena_sql::{Options, SqlError, Statement, plan, session_context};

use crate::render;

async fn run(sql: &str) -> Result<String, SqlError> {
    let context = session_context(&Options::default());
    let frame = plan(&context, &Statement::parse(sql)?).await?;
    let mut rows = Vec::new();
    for batch in frame.collect().await? {
        for row in 0..batch.num_rows() {
            let values = batch
                .columns()
                .iter()
                .map(|column| match render::value(column, row) {
                    serde_json::Value::Null => "NULL".to_owned(),
                    serde_json::Value::String(text) => text,
                    other => other.to_string().replace('"', ""),
                });
            rows.push(values.collect::<Vec<_>>().join("|"));
        }
    }
    Ok(rows.join(";"))
}

fn check(cases: &[(&str, &str)]) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for (sql, expected) in cases {
        match runtime.block_on(run(sql)) {
            Ok(rows) => assert_eq!(rows, *expected, "{sql}"),
            Err(error) => panic!("{sql}\n{}", error.render(sql)),
        }
    }
}

#[test]
fn numbers() {
    check(&[
        (
            "SELECT 7 / 2, 1.0 * 1 / 3, CAST(2.5e0 AS integer), CAST(-2.5e0 AS integer)",
            "3|0.3|3|-3",
        ),
        (
            "SELECT round(2.345, 2), round(-2.5e0), truncate(2.7e0), mod(-7, 3)",
            "2.350|-3e0|2e0|-1",
        ),
        (
            "SELECT avg(x), sum(x) FROM (VALUES DECIMAL '0.01', DECIMAL '0.02') AS t(x)",
            "0.02|0.03",
        ),
        (
            "SELECT CAST(0.125 AS decimal(3,2)), DECIMAL '10.50' / DECIMAL '4.0'",
            "0.13|2.63",
        ),
        ("SELECT TRY(1 / 0), TRY(10 / 2)", "NULL|5"),
    ]);
}

#[test]
fn nulls_and_order() {
    check(&[
        (
            "SELECT x FROM (VALUES 2, NULL, 1) AS t(x) ORDER BY x DESC",
            "2;1;NULL",
        ),
        (
            "SELECT concat('a', NULL), greatest(1, NULL, 3), coalesce(NULL, 2)",
            "NULL|NULL|2",
        ),
        (
            "SELECT x FROM (VALUES 1, 2, 3, 4) AS t(x) ORDER BY x OFFSET 1 FETCH FIRST 2 ROWS ONLY",
            "2;3",
        ),
    ]);
}

#[test]
fn times() {
    check(&[
        (
            "SELECT TIMESTAMP '2026-01-01 10:00:00.000' AT TIME ZONE 'Europe/Paris'",
            "2026-01-01 11:00:00.000 Europe/Paris",
        ),
        (
            "SELECT date_add('month', 1, DATE '2026-01-31'), extract(dow FROM DATE '2026-01-04')",
            "2026-02-28|7",
        ),
        (
            "SELECT date_diff('month', DATE '2026-01-31', DATE '2026-02-28')",
            "1",
        ),
        (
            "SELECT date_format(date_parse('5/Jan/2026', '%e/%b/%Y'), '%W %M %Y')",
            "Monday January 2026",
        ),
        (
            "SELECT DATE '2026-01-05' - DATE '2026-01-01'",
            "4 00:00:00.000",
        ),
        (
            "SELECT from_iso8601_timestamp(x) AT TIME ZONE 'UTC' FROM (VALUES '2026-01-01T10:00:00+02:00') AS t(x)",
            "2026-01-01 08:00:00.000 UTC",
        ),
    ]);
}

#[test]
fn unnest_in_its_forms() {
    let orders = "(VALUES (1, ARRAY[10, 20]), (2, ARRAY[]), (3, NULL)) AS o(id, items)";
    check(&[
        (
            &format!(
                "SELECT id, i, n FROM {orders} CROSS JOIN UNNEST(items) WITH ORDINALITY AS t(i, n)"
            ),
            "1|10|1;1|20|2",
        ),
        (
            &format!(
                "SELECT id, i FROM {orders} LEFT JOIN UNNEST(items) AS t(i) ON true ORDER BY id, i"
            ),
            "1|10;1|20;2|NULL;3|NULL",
        ),
        (
            &format!("SELECT id, i FROM {orders}, UNNEST(o.items) AS t(i) WHERE i > 10"),
            "1|20",
        ),
        (
            "SELECT a, b FROM UNNEST(ARRAY[1, 2, 3], ARRAY['x']) AS t(a, b)",
            "1|x;2|NULL;3|NULL",
        ),
        (
            "SELECT k, v FROM UNNEST(map(ARRAY['a', 'b'], ARRAY[1, 2])) AS t(k, v) ORDER BY k",
            "a|1;b|2",
        ),
        (
            "SELECT sku, qty FROM UNNEST(ARRAY[CAST(ROW('p', 2) AS row(sku varchar, qty integer))])",
            "p|2",
        ),
    ]);
}

#[test]
fn arrays_maps_and_lambdas() {
    check(&[
        (
            "SELECT transform(ARRAY[1, 2], x -> x * 2), filter(ARRAY[1, NULL, 3], x -> x > 1)",
            "[2,4]|[3]",
        ),
        (
            "SELECT reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + coalesce(x, 0), s -> s)",
            "75",
        ),
        (
            "SELECT zip_with(ARRAY[1, 2], ARRAY['a'], (x, y) -> concat(CAST(x AS varchar), coalesce(y, '-')))",
            "[1a,2-]",
        ),
        (
            "SELECT element_at(map(ARRAY['a'], ARRAY[1]), 'z'), ARRAY[1, 2][2], contains(ARRAY[1, NULL], 2)",
            "NULL|2|NULL",
        ),
        (
            "SELECT map_agg(k, v), histogram(k) FROM (VALUES ('a', 1), ('b', 2)) AS t(k, v)",
            "[[a,1],[b,2]]|[[a,1],[b,1]]",
        ),
        (
            "SELECT sequence(DATE '2026-01-30', DATE '2026-02-01')",
            "[2026-01-30,2026-01-31,2026-02-01]",
        ),
    ]);
}

#[test]
fn text_and_json() {
    check(&[
        (
            "SELECT regexp_replace('a1b2', '\\d', 'X'), regexp_extract('k=v', '(\\w)=(\\w)', 2)",
            "aXbX|v",
        ),
        (
            "SELECT 'a\\b' LIKE 'a\\b', 'a_b' LIKE 'a$_b' ESCAPE '$', substr('hello', -3, 2)",
            "true|true|ll",
        ),
        (
            "SELECT json_extract_scalar('{\"a\": [{\"b\": 1.5}]}', '$.a[0].b'), json_extract('{\"a\": {\"z\": 1}}', '$.a')",
            "1.5|{\"z\":1}",
        ),
        (
            "SELECT CAST(json_parse('[1, 2]') AS array(bigint)), split_part('a/b', '/', 3)",
            "[1,2]|NULL",
        ),
    ]);
}

#[test]
fn sets_and_values_meet_in_one_type() {
    check(&[
        (
            "SELECT x + 1 FROM (SELECT 1 AS x UNION ALL SELECT 2.5) ORDER BY 1",
            "2.0;3.5",
        ),
        (
            "SELECT x FROM (VALUES 1, 2.5, 3e0) AS t(x) ORDER BY x",
            "1e0;2.5e0;3e0",
        ),
        (
            "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT sum(n) FROM t",
            "6",
        ),
    ]);
}

/// Failures in some rows, in all, in none, deep inside, and where the NULL of a failure is not the whole's.
#[test]
fn tries() {
    check(&[
        (
            "SELECT try(x / y), try(x % y), try(1.5 / y) FROM (VALUES (7, 2), (1, 0), (NULL, 0), (9, -1)) AS t(x, y)",
            "3|1|0.8;NULL|NULL|NULL;NULL|NULL|NULL;-9|0|-1.5",
        ),
        (
            "SELECT try(CAST(t AS bigint) / 2 + 1), try(CAST(t AS decimal(3, 1))) FROM (VALUES '8', 'x', '1000', NULL) AS v(t)",
            "5|8.0;NULL|NULL;501|NULL;NULL|NULL",
        ),
        (
            "SELECT try(x * 2), try(-x) FROM (VALUES BIGINT '9223372036854775807', BIGINT '-9223372036854775807' - 1, 3) AS t(x)",
            "NULL|-9223372036854775807;NULL|NULL;6|-3",
        ),
        (
            "SELECT try(if(x = 0, 1, 20 / x)), try(if(x = 0, 20 / x, 1)) FROM (VALUES 0, NULL, 2) AS t(x)",
            "1|NULL;NULL|1;10|1",
        ),
        (
            "SELECT coalesce(try(10 / x), 5) FROM (VALUES 0, NULL, 2) AS t(x)",
            "5;5;5",
        ),
        (
            "SELECT count(*), count(try(if(x > 0, 100 / (x % 7)))), sum(try(if(x > 0, x / (x % 1000)))) FROM (SELECT a * 5000 + b AS x FROM UNNEST(sequence(0, 3)) AS t(a) CROSS JOIN UNNEST(sequence(1, 5000)) AS u(b))",
            "20000|17143|1433061",
        ),
        (
            "SELECT transform(ARRAY[1, 0, 5], x -> try(10 / x)), try(CAST(ARRAY['1', 'x'] AS array(bigint))) IS NULL",
            "[10,null,2]|true",
        ),
    ]);
}

/// Lists of unlike lengths, without elements, NULL, and with a captured column.
#[test]
fn lambdas() {
    check(&[
        (
            "SELECT reduce(a, n, (s, x) -> s + x * n, s -> s + n) FROM (VALUES (1, ARRAY[1, 2, 3]), (2, ARRAY[]), (3, NULL), (4, ARRAY[5])) AS t(n, a)",
            "8;4;NULL;28",
        ),
        (
            "SELECT filter(a, x -> x > n), transform(a, x -> x + n) FROM (VALUES (1, ARRAY[1, 2, NULL]), (2, NULL), (3, ARRAY[9])) AS t(n, a)",
            "[2]|[2,3,null];NULL|NULL;[9]|[12]",
        ),
        (
            "SELECT n, filter(a, x -> x <> n) FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[2, 3]), (3, ARRAY[3, 4]), (4, ARRAY[])) AS t(n, a) WHERE n > 1 ORDER BY n DESC LIMIT 2",
            "4|[];3|[4]",
        ),
    ]);
}

/// Groups whose value is NULL, that have no row that counts, and many more values than groups.
#[test]
fn extremes_by_another() {
    check(&[
        (
            "SELECT g, max_by(v, b), min_by(v, b) FROM (VALUES ('a', 'x', 1), ('a', 'y', 3), ('a', NULL, 2), ('b', 'z', NULL), ('c', NULL, 1), ('c', 'q', 0), ('d', 'first', 5), ('d', 'second', 5)) AS t(g, v, b) GROUP BY g ORDER BY g",
            "a|y|x;b|NULL|NULL;c|NULL|q;d|first|first",
        ),
        (
            "SELECT g, max_by(v, b) FILTER (WHERE v <> 'y'), min_by(v, b) FROM (VALUES (1, 'x', nan()), (1, 'y', 2e0), (1, 'w', -1e0), (2, 'n', nan())) AS t(g, v, b) GROUP BY g ORDER BY g",
            "1|w|w;2|n|n",
        ),
        (
            "SELECT count(*), sum(CAST(best AS bigint)), sum(worst) FROM (SELECT x % 100 AS g, max_by(CAST(x AS varchar), x) AS best, min_by(x, -x) AS worst FROM (SELECT a * 10000 + b AS x FROM UNNEST(sequence(0, 5)) AS t(a) CROSS JOIN UNNEST(sequence(1, 10000)) AS u(b)) GROUP BY 1)",
            "100|5995050|5995050",
        ),
        (
            "SELECT g, max_by(v, b) FROM (VALUES (1, 'x', DATE '2026-01-01'), (1, 'y', DATE '2026-01-02'), (2, 'z', NULL)) AS t(g, v, b) GROUP BY g ORDER BY g",
            "1|y;2|NULL",
        ),
    ]);
}
