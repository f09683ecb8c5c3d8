//! What it takes to plan each saved query of `queries/`, from its text to operators that are ready to run, over a lake without a row.
//!
//! ```sh
//! cargo run --release -p lakebed-query -p lakebed-cli --example planning -- [part of a name]
//! ```
//!
//! Prints the least and the median of 20 plannings in milliseconds, the slowest query last. The least is what the work takes
//! where the machine does other things, too.
#![expect(clippy::print_stdout, reason = "an example reports by printing")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use lakebed_catalog::{file_location, inputs};
use lakebed_query::{EmbeddedEngine, QueryEngine, SavedQuery, arguments};
use lakebed_record::definition::TableDefinition;

/// The allocator of `lakebed`.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const TIMES: usize = 20;
const DATABASE: &str = "shop";

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Fallible<()> {
    // Plans recurse.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_stack_size(8 << 20)
        .build()?;
    runtime.block_on(runtime.spawn(report()))?
}

async fn report() -> Fallible<()> {
    let only = std::env::args().nth(1).unwrap_or_default();
    let root = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))?;
    let folder = tempfile::tempdir()?;
    let lake = fs::canonicalize(folder.path())?;
    let mut tables = Vec::new();
    for table in ["orders", "user_events"] {
        let text = fs::read_to_string(root.join(format!("infra/tables/{table}.toml")))?;
        let definition = TableDefinition::parse(&text, table).map_err(first)?;
        tables.extend(inputs(&definition, &file_location(&lake), DATABASE));
    }
    let engine = EmbeddedEngine::over(tables, DATABASE, &lake).await?;
    let mut files = Vec::new();
    common::find(&root.join("queries"), &mut files)?;
    let mut rows = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let query = SavedQuery::parse(&text, &file.to_string_lossy()).map_err(first)?;
        if !query.name.contains(&only) {
            continue;
        }
        let arguments = arguments(&query.parameters, &BTreeMap::new())?;
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let started = Instant::now();
            // The answer is dropped before it reads.
            let answer = engine.run(&query, &arguments).await?;
            times.push(started.elapsed());
            drop(answer);
        }
        times.sort();
        rows.push((times[0], times[TIMES / 2], query.name));
    }
    rows.sort();
    println!("{:<30} {:>9} {:>9}", "saved query", "least ms", "median ms");
    for (least, median, name) in rows {
        let millis = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
        println!("{name:<30} {:>9.2} {:>9.2}", millis(least), millis(median));
    }
    folder.close()?;
    Ok(())
}

fn first<T: ToString>(problems: Vec<T>) -> String {
    problems.first().map(T::to_string).unwrap_or_default()
}
