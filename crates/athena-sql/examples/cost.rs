//! What the layer costs: planning against 5 ms, running against the nearest statement in plain DataFusion SQL.
//!
//! ```sh
//! cargo run --release -p lakebed-athena-sql --example cost -- 1000000 [part of a name]
//! ```
//!
//! Prints one line a statement: milliseconds to plan on each side (least of 20: what the work takes where the machine does other
//! things, too), to run on each side (median of 7), and the ratio of these.
#![expect(clippy::print_stdout, reason = "an example reports by printing")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Decimal128Array, Int64Array, ListArray, RecordBatch, StringArray,
    StructArray, TimestampMillisecondArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Int64Type};
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::prelude::{SessionConfig, SessionContext};
use lakebed_athena_sql::{Options, Statement, plan, session_context};

type Error = Box<dyn std::error::Error>;

/// Statements in Athena SQL and the nearest in DataFusion's; empty where the text is the same.
const PAIRS: &[(&str, &str, &str)] = &[
    (
        "filter and group",
        "SELECT status, count(*) AS n, count_if(gift) AS gifts, sum(amount) AS total FROM orders WHERE amount > 10 GROUP BY status ORDER BY status",
        "SELECT status, count(*) AS n, count(*) FILTER (WHERE gift) AS gifts, sum(amount) AS total FROM orders WHERE amount > 10 GROUP BY status ORDER BY status",
    ),
    (
        "integers",
        "SELECT sum(id * 3 + quantity % 7) AS s FROM orders WHERE id / 2 > 10",
        "",
    ),
    (
        "decimals",
        "SELECT sum(amount * 3 - 1.50) AS s, max(amount / 7) AS m FROM orders",
        "",
    ),
    (
        "decimal average",
        "SELECT status, avg(amount) AS a FROM orders GROUP BY status",
        "",
    ),
    (
        "doubles",
        "SELECT sum(CAST(amount AS double) * 1.5e0) AS s FROM orders",
        "SELECT sum(CAST(amount AS double) * 1.5) AS s FROM orders",
    ),
    (
        "abs, round, mod",
        "SELECT sum(abs(id - 500)) AS a, sum(mod(id, 7)) AS m, sum(round(CAST(id AS double) / 3, 2)) AS r FROM orders",
        "SELECT sum(abs(id - 500)) AS a, sum(id % 7) AS m, sum(round(CAST(id AS double) / 3, 2)) AS r FROM orders",
    ),
    (
        "conditions",
        "SELECT sum(if(gift, quantity, 0)) AS a, sum(coalesce(nullif(quantity, 3), 1)) AS b, sum(greatest(quantity, 4)) AS c, count_if(status IN ('new', 'paid')) AS d FROM orders",
        "SELECT sum(CASE WHEN gift THEN quantity ELSE 0 END) AS a, sum(coalesce(nullif(quantity, 3), 1)) AS b, sum(greatest(quantity, 4)) AS c, count(*) FILTER (WHERE status IN ('new', 'paid')) AS d FROM orders",
    ),
    (
        "try",
        "SELECT sum(try(id / quantity)) AS s FROM orders",
        "SELECT sum(CASE WHEN quantity <> 0 THEN id / quantity END) AS s FROM orders",
    ),
    (
        "by day",
        "SELECT date_trunc('day', placed) AS day, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
        "",
    ),
    (
        "times of texts, compared",
        "SELECT count(*) AS n FROM orders WHERE from_iso8601_timestamp(told) > TIMESTAMP '2026-01-15 00:00:00 UTC'",
        "SELECT count(*) AS n FROM orders WHERE to_timestamp_millis(told) > TIMESTAMP '2026-01-15 00:00:00'",
    ),
    (
        "times of texts, by day",
        "SELECT CAST(from_iso8601_timestamp(told) AS date) AS day, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
        "SELECT CAST(to_timestamp_millis(told) AS date) AS day, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
    ),
    (
        "times of texts, hours",
        "SELECT sum(hour(from_iso8601_timestamp(told))) AS h FROM orders",
        "SELECT sum(date_part('hour', to_timestamp_millis(told))) AS h FROM orders",
    ),
    (
        "by month",
        "SELECT date_trunc('month', placed) AS month, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
        "",
    ),
    (
        "fields of times",
        "SELECT sum(year(placed)) AS y, sum(month(placed)) AS m, sum(hour(placed)) AS h FROM orders",
        "SELECT sum(date_part('year', placed)) AS y, sum(date_part('month', placed)) AS m, sum(date_part('hour', placed)) AS h FROM orders",
    ),
    (
        "date_add, date_diff",
        "SELECT max(date_add('day', 3, placed)) AS m, sum(date_diff('hour', TIMESTAMP '2026-01-01 00:00:00', placed)) AS s FROM orders",
        "SELECT max(placed + INTERVAL '3' DAY) AS m, sum(CAST(date_part('epoch', placed - TIMESTAMP '2026-01-01 00:00:00') / 3600 AS bigint)) AS s FROM orders",
    ),
    (
        "date_format",
        "SELECT date_format(placed, '%Y-%m-%d') AS d, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
        "SELECT to_char(placed, '%Y-%m-%d') AS d, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
    ),
    (
        "CAST AS date",
        "SELECT CAST(placed AS date) AS d, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
        "",
    ),
    (
        "CAST AS varchar",
        "SELECT max(CAST(id AS varchar)) AS a, max(CAST(amount AS varchar)) AS b FROM orders",
        "",
    ),
    (
        "CAST of text",
        "SELECT sum(CAST(code AS bigint)) AS s, max(TRY_CAST(code AS double)) AS d FROM orders",
        "",
    ),
    (
        "case and parts",
        "SELECT upper(status) AS u, max(substr(city, 2, 3)) AS m, count(*) AS n FROM orders WHERE city LIKE 'Be%' GROUP BY 1 ORDER BY 1",
        "",
    ),
    (
        "text",
        "SELECT max(concat(status, '-', city)) AS a, sum(length(trim(city))) AS b, max(replace(city, 'e', 'o')) AS c, sum(strpos(city, 'r')) AS d, max(split_part(status, 'e', 2)) AS e FROM orders",
        "",
    ),
    (
        "regexp_like",
        "SELECT count(*) AS n FROM orders WHERE regexp_like(city, '^B.*n$')",
        "",
    ),
    (
        "regexp_extract",
        "SELECT regexp_extract(city, '([A-Z])(.)', 2) AS g, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
        "SELECT regexp_match(city, '([A-Z])(.)')[2] AS g, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
    ),
    (
        "regexp_replace",
        "SELECT max(regexp_replace(city, '[aeiou]', '_')) AS m FROM orders",
        "SELECT max(regexp_replace(city, '[aeiou]', '_', 'g')) AS m FROM orders",
    ),
    (
        "json_extract_scalar",
        "SELECT sum(CAST(json_extract_scalar(note, '$.n') AS bigint)) AS s FROM orders",
        "SELECT sum(CAST(regexp_match(note, '\"n\":([0-9]+)')[1] AS bigint)) AS s FROM orders",
    ),
    (
        "UNNEST",
        "SELECT t.sku, count(*) AS n FROM orders CROSS JOIN UNNEST(skus) AS t(sku) GROUP BY t.sku ORDER BY 1",
        "SELECT sku, count(*) AS n FROM (SELECT unnest(skus) AS sku FROM orders) GROUP BY sku ORDER BY 1",
    ),
    (
        "arrays",
        "SELECT sum(cardinality(skus)) AS n, count_if(contains(skus, 7)) AS c, sum(element_at(skus, 1)) AS f, sum(array_max(skus)) AS m FROM orders",
        "SELECT sum(array_length(skus)) AS n, count(*) FILTER (WHERE array_has(skus, 7)) AS c, sum(skus[1]) AS f, sum(array_max(skus)) AS m FROM orders",
    ),
    (
        "lambdas",
        "SELECT sum(cardinality(filter(transform(skus, x -> x + 1), x -> x > 9))) AS n FROM orders",
        "SELECT count(*) AS n FROM (SELECT unnest(skus) + 1 AS x FROM orders) WHERE x > 9",
    ),
    (
        "reduce",
        "SELECT sum(reduce(skus, 0, (s, x) -> s + x, s -> s)) AS n FROM orders",
        "SELECT sum(x) AS n FROM (SELECT unnest(skus) AS x FROM orders)",
    ),
    (
        "rows",
        "SELECT status, sum(place.zip) AS z, max(place.town) AS t FROM orders GROUP BY status",
        "SELECT status, sum(place['zip']) AS z, max(place['town']) AS t FROM orders GROUP BY status",
    ),
    (
        "aggregates",
        "SELECT status, max(amount) AS a, stddev(quantity) AS b, bool_or(gift) AS c, count(DISTINCT city) AS d, any_value(city) AS e FROM orders GROUP BY status",
        "SELECT status, max(amount) AS a, stddev(quantity) AS b, bool_or(gift) AS c, count(DISTINCT city) AS d, first_value(city) AS e FROM orders GROUP BY status",
    ),
    (
        "max_by",
        "SELECT customer, max_by(status, placed) AS s FROM orders GROUP BY customer",
        "SELECT customer, last_value(status ORDER BY placed) AS s FROM orders GROUP BY customer",
    ),
    (
        "approx_percentile",
        "SELECT status, approx_percentile(quantity, 0.9) AS p FROM orders GROUP BY status",
        "SELECT status, percentile_cont(quantity, 0.9) AS p FROM orders GROUP BY status",
    ),
    (
        "array_agg, listagg",
        "SELECT customer, array_agg(quantity) AS q, listagg(status, ',') WITHIN GROUP (ORDER BY placed) AS l FROM orders GROUP BY customer",
        "SELECT customer, array_agg(quantity) AS q, string_agg(status, ',' ORDER BY placed) AS l FROM orders GROUP BY customer",
    ),
    (
        "newest per key",
        "SELECT count(*) AS n FROM (SELECT row_number() OVER (PARTITION BY customer ORDER BY placed DESC) AS r FROM orders) WHERE r = 1",
        "",
    ),
    (
        "windows",
        "SELECT sum(s) AS s FROM (SELECT sum(quantity) OVER (PARTITION BY customer ORDER BY placed) + lag(quantity, 1, 0) OVER (PARTITION BY customer ORDER BY placed) AS s FROM orders)",
        "",
    ),
    (
        "moving averages",
        "SELECT sum(s) AS s FROM (SELECT avg(CAST(quantity AS double)) OVER (PARTITION BY customer ORDER BY placed ROWS 6 PRECEDING) AS s FROM orders)",
        "",
    ),
    (
        "moving deviations",
        "SELECT sum(s) AS s FROM (SELECT stddev(quantity) OVER (PARTITION BY customer ORDER BY placed ROWS 6 PRECEDING) AS s FROM orders)",
        "",
    ),
    (
        "corr, covar_samp, regr_slope",
        "SELECT status, corr(CAST(amount AS double), quantity) AS a, covar_samp(CAST(amount AS double), quantity) AS b, regr_slope(CAST(amount AS double), quantity) AS c FROM orders GROUP BY status",
        "",
    ),
];

fn orders(rows: usize) -> Result<MemTable, Error> {
    let size = 8192;
    let mut batches = Vec::new();
    for start in (0..rows).step_by(size) {
        let ids: Vec<i64> = (start..rows.min(start + size))
            .map(i64::try_from)
            .collect::<Result<_, _>>()?;
        let pick = |names: &'static [&'static str]| -> ArrayRef {
            let texts = ids.iter().map(|id| names[(id % 97) as usize % names.len()]);
            Arc::new(StringArray::from_iter_values(texts))
        };
        let amounts: Decimal128Array = ids
            .iter()
            .map(|id| Some(i128::from(id * 37 % 9000)))
            .collect();
        let skus = ids
            .iter()
            .map(|id| Some((0..id % 4).map(move |n| Some((id + n) % 500))));
        let columns: Vec<(&str, ArrayRef)> = vec![
            (
                "id",
                Arc::new(Int64Array::from_iter_values(ids.iter().copied())),
            ),
            (
                "customer",
                Arc::new(
                    ids.iter()
                        .map(|id| Some(id * 7919 % 50_000))
                        .collect::<Int64Array>(),
                ),
            ),
            (
                "quantity",
                Arc::new(ids.iter().map(|id| Some(id % 9)).collect::<Int64Array>()),
            ),
            (
                "status",
                pick(&["new", "paid", "packed", "shipped", "delivered"]),
            ),
            (
                "city",
                pick(&["Bern", "Berlin", "Basel", "Zürich", "Genève", "Bellinzona"]),
            ),
            (
                "gift",
                Arc::new(
                    ids.iter()
                        .map(|id| Some(id % 11 == 0))
                        .collect::<BooleanArray>(),
                ),
            ),
            ("amount", Arc::new(amounts.with_precision_and_scale(12, 2)?)),
            (
                "placed",
                Arc::new(
                    ids.iter()
                        .map(|id| Some(1_767_225_600_000 + id * 61_000))
                        .collect::<TimestampMillisecondArray>(),
                ),
            ),
            (
                "told",
                Arc::new(StringArray::from_iter_values(ids.iter().map(|id| {
                    let (day, minute) = (id / 1440 % 28 + 1, id % 1440);
                    format!("2026-01-{day:02}T{:02}:{:02}:00Z", minute / 60, minute % 60)
                }))),
            ),
            (
                "code",
                Arc::new(StringArray::from_iter_values(
                    ids.iter().map(|id| (id * 31).to_string()),
                )),
            ),
            (
                "note",
                Arc::new(StringArray::from_iter_values(ids.iter().map(|id| {
                    format!("{{\"kind\":\"gift\",\"n\":{id},\"tags\":[\"a\",\"b\"]}}")
                }))),
            ),
            (
                "place",
                Arc::new(StructArray::from(vec![
                    (
                        Arc::new(Field::new("zip", DataType::Int64, true)),
                        Arc::new(Int64Array::from_iter_values(ids.iter().map(|id| id % 9000)))
                            as ArrayRef,
                    ),
                    (
                        Arc::new(Field::new("town", DataType::Utf8, true)),
                        pick(&["Bern", "Berlin", "Basel"]),
                    ),
                ])),
            ),
            (
                "skus",
                Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>(skus)),
            ),
        ];
        batches.push(RecordBatch::try_from_iter(columns)?);
    }
    let schema = batches.first().ok_or("no rows")?.schema();
    Ok(MemTable::try_new(schema, vec![batches])?)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn least(times: &[Duration]) -> f64 {
    let least = times.iter().min().copied().unwrap_or_default();
    least.as_secs_f64() * 1000.0
}

async fn athena(context: &SessionContext, sql: &str) -> Result<(Duration, Duration), Error> {
    let started = Instant::now();
    let frame = plan(context, &Statement::parse(sql)?).await?;
    let task = frame.task_ctx();
    let physical = frame.create_physical_plan().await?;
    let planned = started.elapsed();
    let started = Instant::now();
    datafusion::physical_plan::collect(physical, Arc::new(task)).await?;
    Ok((planned, started.elapsed()))
}

async fn plain(context: &SessionContext, sql: &str) -> Result<Duration, DataFusionError> {
    let frame = context.sql(sql).await?;
    let task = frame.task_ctx();
    let physical = frame.create_physical_plan().await?;
    let started = Instant::now();
    datafusion::physical_plan::collect(physical, Arc::new(task)).await?;
    Ok(started.elapsed())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let rows = match std::env::args().nth(1) {
        Some(rows) => rows.parse()?,
        None => 1_000_000,
    };
    let table = Arc::new(orders(rows)?);
    let mut options = Options::default();
    options.target_partitions = Some(1);
    let layered = session_context(&options);
    layered.register_table("orders", table.clone())?;
    let native = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
    native.register_table("orders", table)?;
    println!("{rows} rows, one partition");
    println!(
        "{:<20} {:>9} {:>10} {:>9} {:>9} {:>6}",
        "statement", "plan ms", "plain plan", "run ms", "plain ms", "ratio"
    );
    let only = std::env::args().nth(2);
    for (name, ours, theirs) in PAIRS {
        if only.as_ref().is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let theirs = if theirs.is_empty() { ours } else { theirs };
        let (mut plans, mut plain_plans) = (Vec::new(), Vec::new());
        for _ in 0..20 {
            let started = Instant::now();
            plan(&layered, &Statement::parse(ours)?)
                .await?
                .create_physical_plan()
                .await?;
            plans.push(started.elapsed());
            let started = Instant::now();
            let frame = native.sql(theirs).await?;
            frame.create_physical_plan().await?;
            plain_plans.push(started.elapsed());
        }
        let (mut runs, mut others) = (Vec::new(), Vec::new());
        for _ in 0..7 {
            runs.push(athena(&layered, ours).await?.1);
            others.push(plain(&native, theirs).await?);
        }
        let (run, other) = (median(runs), median(others));
        println!(
            "{name:<20} {:>9.2} {:>10.2} {run:>9.2} {other:>9.2} {:>6.2}",
            least(&plans),
            least(&plain_plans),
            run / other
        );
    }
    Ok(())
}
