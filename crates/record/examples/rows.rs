//! Rows of change records as Firehose's converter gets them from the transform: NDJSON in, JSON lines out.
//!
//! `cargo run -p lakebed-record --example rows -- infra/tables/orders.toml changes.ndjson > rows.json`

use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::sync::Arc;

use lakebed_record::definition::TableDefinition;
use lakebed_record::flatten::{Arrival, Flattener, Options};
use lakebed_record::json::JsonSink;
use lakebed_record::plan::Plan;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, definition, changes] = &arguments[..] else {
        return Err("usage: rows DEFINITION.toml CHANGES.ndjson".into());
    };
    let text = std::fs::read_to_string(definition)?;
    let definition =
        TableDefinition::parse(&text, definition).map_err(|problems| problems[0].to_string())?;
    let plan = Arc::new(Plan::compile(&definition));
    let mut flattener = Flattener::new(plan.clone(), Options::default());
    let mut sink = JsonSink::new(&plan);
    let mut out = BufWriter::new(std::io::stdout());
    for line in BufReader::new(std::fs::File::open(changes)?).split(b'\n') {
        let line = line?;
        // What is no row leaves no line.
        flattener.flatten(&line, 0..line.len(), &Arrival::default(), &mut sink);
        out.write_all(sink.lines())?;
        sink.clear();
    }
    Ok(out.flush()?)
}
