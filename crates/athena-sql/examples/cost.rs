//! What the layer costs: planning against 5 ms, running against the nearest statement in plain DataFusion SQL.
//!
//! ```sh
//! cargo run --release -p lakebed-athena-sql --example cost -- 1000000
//! ```
//!
//! Prints one line a statement: milliseconds to plan (median of 20), to run on each side (median of 7), and the ratio.
#![expect(clippy::print_stdout, reason = "an example reports by printing")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Decimal128Array, Int64Array, ListArray, RecordBatch, StringArray,
    TimestampMillisecondArray,
};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::datasource::MemTable;
use datafusion::error::DataFusionError;
use datafusion::prelude::{SessionConfig, SessionContext};
use lakebed_athena_sql::{Options, Statement, plan, session_context};

type Error = Box<dyn std::error::Error>;

/// Statements in Athena SQL and the nearest in DataFusion's.
const PAIRS: &[(&str, &str, &str)] = &[
    (
        "filter and group",
        "SELECT status, count(*) AS n, count_if(gift) AS gifts, sum(amount) AS total FROM orders WHERE amount > 10 GROUP BY status ORDER BY status",
        "SELECT status, count(*) AS n, count(*) FILTER (WHERE gift) AS gifts, sum(amount) AS total FROM orders WHERE amount > 10 GROUP BY status ORDER BY status",
    ),
    (
        "by day",
        "SELECT date_trunc('day', placed) AS day, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
        "SELECT date_trunc('day', placed) AS day, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
    ),
    (
        "integer arithmetic",
        "SELECT sum(id * 3 + quantity % 7) AS s FROM orders WHERE id / 2 > 10",
        "SELECT sum(id * 3 + quantity % 7) AS s FROM orders WHERE id / 2 > 10",
    ),
    (
        "text",
        "SELECT upper(status) AS u, max(substr(city, 2, 3)) AS m, count(*) AS n FROM orders WHERE city LIKE 'Be%' GROUP BY 1 ORDER BY 1",
        "SELECT upper(status) AS u, max(substr(city, 2, 3)) AS m, count(*) AS n FROM orders WHERE city LIKE 'Be%' GROUP BY 1 ORDER BY 1",
    ),
    (
        "UNNEST",
        "SELECT t.sku, count(*) AS n FROM orders CROSS JOIN UNNEST(skus) AS t(sku) GROUP BY t.sku ORDER BY 1",
        "SELECT sku, count(*) AS n FROM (SELECT unnest(skus) AS sku FROM orders) GROUP BY sku ORDER BY 1",
    ),
    (
        "newest per key",
        "SELECT count(*) AS n FROM (SELECT row_number() OVER (PARTITION BY customer ORDER BY placed DESC) AS r FROM orders) WHERE r = 1",
        "SELECT count(*) AS n FROM (SELECT row_number() OVER (PARTITION BY customer ORDER BY placed DESC) AS r FROM orders) WHERE r = 1",
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
        "{:<20} {:>9} {:>9} {:>9} {:>6}",
        "statement", "plan ms", "run ms", "plain ms", "ratio"
    );
    for (name, ours, theirs) in PAIRS {
        let mut plans = Vec::new();
        for _ in 0..20 {
            let started = Instant::now();
            plan(&layered, &Statement::parse(ours)?)
                .await?
                .create_physical_plan()
                .await?;
            plans.push(started.elapsed());
        }
        let (mut runs, mut others) = (Vec::new(), Vec::new());
        for _ in 0..7 {
            runs.push(athena(&layered, ours).await?.1);
            others.push(plain(&native, theirs).await?);
        }
        let (run, other) = (median(runs), median(others));
        println!(
            "{name:<20} {:>9.2} {run:>9.2} {other:>9.2} {:>6.2}",
            median(plans),
            run / other
        );
    }
    Ok(())
}
