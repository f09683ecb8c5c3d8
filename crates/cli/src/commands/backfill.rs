//! `lakebed backfill`

use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use lakebed_lake::backfill::{ExportKind, backfill, open};
use lakebed_lake::{LandOptions, Landed, LocalStore, Progress};
use lakebed_query::Format;
use lakebed_record::plan::Plan;

use super::land::{ledger_listing, remarks};
use crate::args::BackfillArgs;
use crate::exit::Exit;
use crate::output::{Printer, grouped, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &BackfillArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    let store = LocalStore::open(super::local::root(settings, "backfill")?);
    let export = open(&args.export)?;
    let options = LandOptions {
        threads: args.threads,
        memory_budget: usize::try_from(args.memory << 20).unwrap_or(usize::MAX),
        as_of: None,
    };
    let meter = Meter::new(
        settings,
        &format!("backfilling {}", definition.name),
        Some(export.bytes()),
        Unit::Bytes,
    );
    let start = Instant::now();
    let rate = |records: u64| (records as f64 / start.elapsed().as_secs_f64().max(0.001)) as u64;
    let report = |at: Progress| {
        let text = format!(
            "{} items, {} a second",
            grouped(at.records),
            grouped(rate(at.records))
        );
        meter.at(at.bytes_read, text);
    };
    let done = backfill(
        &store,
        &Arc::new(Plan::compile(&definition)),
        &export,
        &options,
        &report,
    )
    .inspect_err(|_| meter.clear())?;
    meter.done(&format!("{} items", grouped(done.ledger.read)));
    let ledger = done.ledger.clone();
    let landed = Landed {
        written: ledger.object_keys.len(),
        ledger,
        ledger_key: String::new(),
    };
    match printer.format() {
        Format::Json | Format::Ndjson => printer.line(&landed.ledger.to_json())?,
        Format::Table | Format::Csv => ledger_listing(&[&landed], printer)?,
    }
    printer.flush()?;
    if printer.format() == Format::Table {
        let kind = match export.kind {
            ExportKind::Full => "full",
            ExportKind::Incremental => "incremental",
        };
        note(&format!(
            "{kind} export {}: {} items in {} files",
            export.id,
            grouped(done.items),
            grouped(export.files.len() as u64)
        ));
        if done.resumed > 0 {
            note(&format!(
                "{} of {} runs were done before",
                done.resumed,
                done.resumed + done.runs
            ));
        }
        for manifest in &export.unchecked {
            note(&format!(
                "not verified, since there is no checksum beside it: {manifest}"
            ));
        }
        for line in remarks(&landed) {
            note(&line);
        }
    }
    for line in &done.miscounted {
        note(&format!("another count: {line}"));
    }
    let whole = done.ledger.quarantined == 0 && done.miscounted.is_empty();
    Ok(if whole { Exit::Done } else { Exit::Partial })
}
