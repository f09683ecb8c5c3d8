//! Number 1 of `row_number()` is found without a sort, and is the row that a sort would find.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray,
};
use datafusion::datasource::MemTable;
use datafusion::physical_plan::displayable;
use datafusion::prelude::SessionContext;
use lakebed_athena_sql::{CATALOG, Options, Statement, plan, session_context};

/// `k`, `day`: the key; `at`, `id`: the order; `f` is a number with a fraction.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    k: Option<String>,
    day: Option<i64>,
    at: Option<i64>,
    id: i64,
}

/// Numbers of one seed, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn rows(count: usize, keys: u64, seed: u64) -> Vec<Row> {
    let mut random = Random(seed);
    let row = |id| Row {
        k: (random.below(20) > 0).then(|| format!("key {}", random.below(keys))),
        day: (random.below(10) > 0).then(|| random.below(3) as i64),
        at: (random.below(10) > 0).then(|| random.below(50) as i64),
        id,
    };
    (0..count as i64).map(row).collect()
}

fn batch(rows: &[Row]) -> RecordBatch {
    let numbers = |pick: fn(&Row) -> Option<i64>| -> ArrayRef {
        Arc::new(rows.iter().map(pick).collect::<Int64Array>())
    };
    let text: StringArray = rows.iter().map(|row| row.k.clone()).collect();
    let fractions: Float64Array = rows
        .iter()
        .map(|row| row.day.map(|day| day as f64))
        .collect();
    RecordBatch::try_from_iter_with_nullable([
        ("k", Arc::new(text) as ArrayRef, true),
        ("day", numbers(|row| row.day), true),
        ("at", numbers(|row| row.at), true),
        ("id", numbers(|row| Some(row.id)), true),
        ("f", Arc::new(fractions), true),
    ])
    .unwrap()
}

/// A session over the rows, in batches of `size` dealt out to `partitions`.
fn session(rows: &[Row], size: usize, partitions: usize) -> SessionContext {
    let mut options = Options::default();
    options.target_partitions = Some(partitions);
    let context = session_context(&options);
    let mut dealt = vec![Vec::new(); partitions];
    for (i, chunk) in rows.chunks(size).enumerate() {
        dealt[i % partitions].push(batch(chunk));
    }
    let table = MemTable::try_new(batch(&[]).schema(), dealt).unwrap();
    let name = format!("{CATALOG}.default.t");
    context
        .register_table(name.as_str(), Arc::new(table))
        .unwrap();
    context
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(future)
}

/// The plan, and the ids that a statement answers, sorted.
fn run(context: &SessionContext, sql: &str) -> (String, Vec<i64>) {
    block_on(async {
        let frame = plan(context, &Statement::parse(sql).unwrap())
            .await
            .unwrap();
        let physical = frame.clone().create_physical_plan().await.unwrap();
        let shown = displayable(physical.as_ref()).indent(false).to_string();
        let mut ids = Vec::new();
        for batch in frame.collect().await.unwrap() {
            let column = batch.column_by_name("id").unwrap();
            let column = column.as_any().downcast_ref::<Int64Array>().unwrap();
            ids.extend(column.iter().map(Option::unwrap));
        }
        ids.sort_unstable();
        (shown, ids)
    })
}

/// The ids of the rows that a sort would put first.
fn expected(rows: &[Row]) -> Vec<i64> {
    let mut first: BTreeMap<(Option<String>, Option<i64>), &Row> = BTreeMap::new();
    for row in rows {
        let order = |row: &Row| (row.at.is_none(), row.at.map(|at| -at), -row.id);
        let found = first.entry((row.k.clone(), row.day)).or_insert(row);
        if order(row) < order(found) {
            *found = row;
        }
    }
    let mut ids: Vec<_> = first.values().map(|row| row.id).collect();
    ids.sort_unstable();
    ids
}

const NEWEST: &str = "SELECT id, k FROM (SELECT *, row_number() OVER (PARTITION BY k, day ORDER BY at DESC NULLS LAST, id DESC) AS n FROM t) AS x WHERE ";

#[test]
fn the_first_row_of_each_key_is_that_of_a_sort() {
    for (count, keys, size, partitions) in [
        (0, 1, 1, 1),
        (1, 1, 1, 2),
        (5_000, 1, 100, 1),
        (5_000, 50, 999, 3),
        (20_000, 1 << 40, 8_192, 2),
        // So many replaced rows that they are dropped on the way, more than once.
        (300_000, 30, 4_096, 1),
        (300_000, 20_000, 4_096, 2),
    ] {
        let rows = rows(count, keys, count as u64 + keys);
        let context = session(&rows, size, partitions);
        let (shown, ids) = run(&context, &format!("{NEWEST} n = 1"));
        assert!(
            shown.contains("FirstRowExec") && !shown.contains("Sort"),
            "{shown}"
        );
        assert_eq!(
            ids,
            expected(&rows),
            "{count} rows, {keys} keys, {partitions} partitions"
        );
    }
}

#[test]
fn other_ways_to_ask_for_number_one_are_found_too() {
    let rows = rows(3_000, 40, 7);
    let context = session(&rows, 500, 2);
    for predicate in ["n <= 1", "n < 2", "1 = n", "2 > n", "n = 1 AND n < 5"] {
        let (shown, ids) = run(&context, &format!("{NEWEST} {predicate}"));
        assert!(shown.contains("FirstRowExec"), "{predicate}\n{shown}");
        assert_eq!(ids, expected(&rows), "{predicate}");
    }
    // What else a filter asks of the row comes after the choice.
    let (shown, ids) = run(&context, &format!("{NEWEST} n = 1 AND id % 2 = 0"));
    assert!(shown.contains("FirstRowExec"), "{shown}");
    let even: Vec<i64> = expected(&rows)
        .into_iter()
        .filter(|id| id % 2 == 0)
        .collect();
    assert_eq!(ids, even);
    // A filter by a key comes before it.
    let (shown, ids) = run(&context, &format!("{NEWEST} n = 1 AND day = 2"));
    assert!(shown.contains("FirstRowExec"), "{shown}");
    let second: Vec<Row> = rows
        .iter()
        .filter(|row| row.day == Some(2))
        .cloned()
        .collect();
    assert_eq!(ids, expected(&second));
    // The number is a column like any other, and no order is an order too: any row of a key.
    let sql = "SELECT k, n AS id FROM (SELECT k, row_number() OVER (PARTITION BY k) AS n FROM t) AS x WHERE n = 1";
    let (shown, ids) = run(&context, sql);
    assert!(shown.contains("FirstRowExec"), "{shown}");
    let keys: std::collections::BTreeSet<_> = rows.iter().map(|row| &row.k).collect();
    assert_eq!(ids, vec![1; keys.len()]);
}

#[test]
fn what_needs_every_number_keeps_the_window() {
    let rows = rows(200, 5, 3);
    let context = session(&rows, 50, 2);
    let from =
        |window: &str| format!("SELECT id FROM (SELECT *, {window} AS n FROM t) AS x WHERE ");
    let numbered = from("row_number() OVER (PARTITION BY k, day ORDER BY at, id)");
    for sql in [
        format!("{numbered} n = 2"),
        format!("{numbered} n <= 3"),
        format!("{numbered} n > 1"),
        format!("{numbered} n = 1 OR id = 5"),
        from("rank() OVER (PARTITION BY k ORDER BY at)") + "n = 1",
        from("row_number() OVER (ORDER BY at)") + "n = 1",
        from("row_number() OVER (PARTITION BY f ORDER BY at)") + "n = 1",
        // Another function of the same window needs its neighbours.
        from(
            "lag(id) OVER (PARTITION BY k ORDER BY at, id) AS before, row_number() OVER (PARTITION BY k ORDER BY at, id)",
        ) + "n = 1 AND before IS NULL",
    ] {
        let (shown, ids) = run(&context, &sql);
        assert!(
            !shown.contains("FirstRowExec") && shown.contains("WindowAgg"),
            "{sql}\n{shown}"
        );
        assert!(!ids.is_empty(), "{sql}");
    }
}
