//! Changes per second through the flattening alone, into JSON lines: one thread, everything in memory.
//!
//! `cargo run --release -p lakebed-record --example throughput -- infra/tables/orders.toml orders.ndjson`

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Arrival, Flattener, Options, Outcome, PADDING, Skipped};
use lakebed_record::json::JsonSink;
use lakebed_record::plan::Plan;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, definition, changes] = &arguments[..] else {
        return Err("usage: throughput DEFINITION.toml CHANGES.ndjson".into());
    };
    let text = std::fs::read_to_string(definition)?;
    let definition =
        TableDefinition::parse(&text, definition).map_err(|problems| problems[0].to_string())?;
    let plan = Arc::new(Plan::compile(&definition));
    let mut buf = std::fs::read(changes)?;
    let length = buf.len();
    buf.resize(length + PADDING, 0);
    let mut records = Vec::new();
    let mut start = 0;
    for (at, _) in buf[..length]
        .iter()
        .enumerate()
        .filter(|(_, b)| **b == b'\n')
    {
        records.push(start..at);
        start = at + 1;
    }
    for skipped in [Skipped::Balanced, Skipped::Validated] {
        let mut flattener = Flattener::new(plan.clone(), Options { skipped });
        let mut sink = JsonSink::new(&plan);
        for _ in 0..3 {
            let (mut rows, mut others, mut bytes) = (0u64, 0u64, 0u64);
            let begin = Instant::now();
            for record in &records {
                match flattener.flatten(&buf, record.clone(), &Arrival::default(), &mut sink) {
                    Outcome::Row(_) => rows += 1,
                    _ => others += 1,
                }
                bytes += sink.lines().len() as u64;
                sink.clear();
            }
            let seconds = begin.elapsed().as_secs_f64();
            println!(
                "{skipped:?}: {:.0} changes/s, {rows} rows, {others} others, {bytes} bytes out",
                records.len() as f64 / seconds
            );
        }
    }
    Ok(())
}
