//! `lakebed erase`

use std::sync::Arc;

use anyhow::Result;
use lakebed_lake::LocalStore;
use lakebed_lake::erase::{Erased, Key, erase};
use lakebed_query::Format;
use lakebed_record::plan::Plan;
use serde_json::json;

use crate::args::EraseArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, note};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &EraseArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    let store = LocalStore::open(super::local::root(settings, "erase")?);
    let keys = args
        .keys
        .iter()
        .map(|text| Key::parse(&definition, text))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| {
            let hint = "write a value of the partition key, or a JSON object of key columns";
            Trouble::new(error.to_string(), hint)
        })?;
    let erased = erase(
        &store,
        &Arc::new(Plan::compile(&definition)),
        &keys,
        args.dry_run,
    )?;
    print(&erased, printer)?;
    printer.flush()?;
    for file in &erased.unknown {
        note(&format!(
            "cannot tell whose rows these are, look yourself: {file}"
        ));
    }
    if erased.left > 0 {
        note(&format!(
            "{} rows or records of the key are there again: run it once more",
            erased.left
        ));
    }
    if args.dry_run {
        note("nothing was changed: without --dry-run it is");
    }
    let whole = erased.left == 0 && erased.unknown.is_empty();
    Ok(if whole { Exit::Done } else { Exit::Partial })
}

fn print(erased: &Erased, printer: &mut Printer) -> Result<()> {
    if matches!(printer.format(), Format::Json | Format::Ndjson) {
        let object = json!({
            "rows": erased.rows, "files": erased.files, "quarantined": erased.quarantined, "results": erased.results,
            "result_files": erased.result_files, "unknown_files": erased.unknown, "left": erased.left, "receipt": erased.receipt,
        });
        printer.line(&object.to_string())?;
        return Ok(());
    }
    printer.listing(vec![
        Column::Count("rows", vec![erased.rows]),
        Column::Count("files", vec![erased.files]),
        Column::Count("quarantined", vec![erased.quarantined]),
        Column::Count("results", vec![erased.results]),
        Column::Count("left", vec![erased.left]),
        Column::Text("receipt", vec![erased.receipt.clone()]),
    ])
}
