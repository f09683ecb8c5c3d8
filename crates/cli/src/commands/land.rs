//! `lakebed land`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use lakebed_lake::{Input, LandOptions, Landed, Lander, LocalStore, Phase};
use lakebed_query::Format;
use lakebed_record::definition::TableDefinition;
use lakebed_record::plan::Plan;

use crate::args::LandArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, grouped, megabytes, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &LandArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    let inputs = inputs(&args.files, "there is nothing to land")?;
    let options = LandOptions {
        threads: args.threads,
        memory_budget: usize::try_from(args.memory << 20).unwrap_or(usize::MAX),
        as_of: args.as_of,
    };
    let landed = land(&definition, inputs, options, settings)?;
    print_ledger(&landed, printer)?;
    Ok(if landed.ledger.quarantined == 0 {
        Exit::Done
    } else {
        Exit::Partial
    })
}

/// Lands inputs of one table, with progress.
pub fn land(
    definition: &TableDefinition,
    inputs: Vec<Input>,
    options: LandOptions,
    settings: &Settings,
) -> Result<Landed> {
    let store = LocalStore::open(settings.lake_root()?);
    let plan = Arc::new(Plan::compile(definition));
    let total = inputs.iter().map(Input::size).sum::<Option<u64>>();
    let meter = Meter::new(
        settings,
        &format!("landing {}", definition.name),
        total,
        Unit::Bytes,
    );
    let report = |progress: lakebed_lake::Progress| {
        let phase = if progress.phase == Phase::Writing {
            "writing"
        } else {
            "reading"
        };
        meter.at(
            progress.bytes_read,
            format!("{} changes, {phase}", grouped(progress.records)),
        );
    };
    let landed = Lander::new(&store, plan, options)
        .progress(&report)
        .land(inputs)
        .inspect_err(|_| meter.clear())?;
    let ledger = &landed.ledger;
    meter.done(&format!(
        "{} read, {} landed, {} in {} objects",
        grouped(ledger.read),
        grouped(ledger.landed),
        megabytes(ledger.bytes),
        ledger.objects
    ));
    Ok(landed)
}

/// The files that a command names, or stdin; `nothing` says what is missing when neither has anything.
pub fn inputs(files: &[PathBuf], nothing: &str) -> Result<Vec<Input>> {
    let is_stdin = |file: &PathBuf| file.as_path() == Path::new("-");
    if files.iter().filter(|file| is_stdin(file)).count() > 1 {
        return Err(Trouble::new("`-` stands twice", "stdin can be read once").into());
    }
    if files.is_empty() && std::io::stdin().is_terminal() {
        return Err(Trouble::new(nothing, "name files of change records, or pipe them in").into());
    }
    if files.is_empty() {
        return Ok(vec![Input::stdin()]);
    }
    let input = |file| {
        if is_stdin(file) {
            Input::stdin()
        } else {
            Input::file(file)
        }
    };
    Ok(files.iter().map(input).collect())
}

fn print_ledger(landed: &Landed, printer: &mut Printer) -> Result<()> {
    match printer.format() {
        Format::Json | Format::Ndjson => printer.line(landed.ledger.to_json().trim_end())?,
        Format::Table | Format::Csv => ledger_listing(&[landed], printer)?,
    }
    printer.flush()?;
    if printer.format() == Format::Table {
        for line in remarks(landed) {
            note(&line);
        }
    }
    Ok(())
}

/// The counts of runs, one row each.
pub fn ledger_listing(runs: &[&Landed], printer: &mut Printer) -> Result<()> {
    let count = |pick: fn(&lakebed_lake::Ledger) -> u64| {
        runs.iter().map(|landed| pick(&landed.ledger)).collect()
    };
    printer.listing(vec![
        Column::Text(
            "table",
            runs.iter()
                .map(|landed| Some(landed.ledger.table.clone()))
                .collect(),
        ),
        Column::Count("read", count(|l| l.read)),
        Column::Count("landed", count(|l| l.landed)),
        Column::Count("dropped", count(|l| l.dropped)),
        Column::Count("quarantined", count(|l| l.quarantined)),
        Column::Count("objects", count(|l| l.objects)),
        Column::Count("bytes", count(|l| l.bytes)),
    ])
}

/// What is worth saying of a run besides its counts.
pub fn remarks(landed: &Landed) -> Vec<String> {
    let ledger = &landed.ledger;
    let by = |counts: &std::collections::BTreeMap<String, u64>| {
        counts
            .iter()
            .map(|(reason, count)| format!("{reason} {}", grouped(*count)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut lines = Vec::new();
    if ledger.dropped > 0 {
        lines.push(format!("dropped: {}", by(&ledger.dropped_by)));
    }
    if ledger.quarantined > 0 {
        lines.push(format!(
            "quarantined: {}; their bytes are in the lake, {}",
            by(&ledger.quarantined_by),
            ledger.quarantine_keys.join(", ")
        ));
    }
    if ledger.undeclared + ledger.rescued > 0 {
        lines.push(format!(
            "kept aside: {} attributes without a column (undeclared), {} that did not fit theirs (rescued)",
            grouped(ledger.undeclared),
            grouped(ledger.rescued)
        ));
    }
    if landed.written == 0 && ledger.read > 0 {
        lines.push("the lake had all of it already: nothing was written".into());
    }
    lines
}
