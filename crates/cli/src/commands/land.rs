//! `lakebed land`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use lakebed_lake::{Input, LandOptions, Landed, Lander, Ledger, Phase, Store};
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
    let definitions = tables(args, settings)?;
    #[cfg(feature = "aws")]
    if let Some(stream) = &args.aws.from {
        let [definition] = definitions.as_slice() else {
            let message = "a stream is landed in one table";
            return Err(Trouble::new(
                message,
                "run it for each table: each run keeps its own place",
            )
            .into());
        };
        let landed = super::stream::land(definition, stream, args, settings)?;
        return finish(&[landed], printer);
    }
    let inputs = inputs(&args.files, "there is nothing to land")?;
    let store = super::store::open_with(settings, args)?;
    let landed = land_in(
        store.as_ref(),
        &definitions,
        inputs,
        options(args),
        settings,
    )?;
    finish(&landed, printer)
}

/// How a run of `lakebed land` works.
pub fn options(args: &LandArgs) -> LandOptions {
    LandOptions {
        threads: args.threads,
        memory_budget: usize::try_from(args.memory << 20).unwrap_or(usize::MAX),
        as_of: args.as_of,
    }
}

fn finish(landed: &[Landed], printer: &mut Printer) -> Result<Exit> {
    print_ledgers(landed, printer)?;
    let good = landed.iter().all(|landed| landed.ledger.quarantined == 0);
    Ok(if good { Exit::Done } else { Exit::Partial })
}

/// The definitions to land by, told apart by filters when there are several.
fn tables(args: &LandArgs, settings: &Settings) -> Result<Vec<TableDefinition>> {
    let mut found: Vec<TableDefinition> = Vec::new();
    for name in &args.table {
        let definition = sources::definition(settings, name)?;
        if found.iter().any(|other| other.name == definition.name) {
            let message = format!("--table {name} stands twice");
            return Err(Trouble::new(message, "name each table once").into());
        }
        if let Some(other) = found
            .first()
            .filter(|other| other.source != definition.source)
        {
            let message = format!(
                "`{}` is of the source `{}`, and `{name}` of `{}`",
                other.name, other.source, definition.source
            );
            return Err(
                Trouble::new(message, "land the changes of each source by themselves").into(),
            );
        }
        if let Some(all) = found.last().filter(|other| other.filter.is_none()) {
            let message = format!(
                "`{}` has no filter, and would take every change before `{name}`",
                all.name
            );
            return Err(
                Trouble::new(message, "name it last, or give its definition a [filter]").into(),
            );
        }
        found.push(definition);
    }
    Ok(found)
}

/// Lands inputs of one table, or of several, with progress.
pub fn land(
    definitions: &[TableDefinition],
    inputs: Vec<Input>,
    options: LandOptions,
    settings: &Settings,
) -> Result<Vec<Landed>> {
    let store = super::store::open(settings)?;
    land_in(store.as_ref(), definitions, inputs, options, settings)
}

fn land_in(
    store: &dyn Store,
    definitions: &[TableDefinition],
    inputs: Vec<Input>,
    options: LandOptions,
    settings: &Settings,
) -> Result<Vec<Landed>> {
    let plans = definitions
        .iter()
        .map(|definition| Arc::new(Plan::compile(definition)));
    let total = inputs.iter().map(Input::size).sum::<Option<u64>>();
    let names: Vec<_> = definitions.iter().map(|d| d.name.as_str()).collect();
    let meter = Meter::new(
        settings,
        &format!("landing {}", names.join(", ")),
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
    let landed = Lander::routing(store, plans.collect(), options)
        .progress(&report)
        .land_each(inputs)
        .inspect_err(|_| meter.clear())?;
    let sum = |count: fn(&Ledger) -> u64| landed.iter().map(|l| count(&l.ledger)).sum::<u64>();
    meter.done(&format!(
        "{} read, {} landed, {} in {} objects",
        grouped(sum(|l| l.read)),
        grouped(sum(|l| l.landed)),
        megabytes(sum(|l| l.bytes)),
        sum(|l| l.objects)
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

fn print_ledgers(landed: &[Landed], printer: &mut Printer) -> Result<()> {
    let objects: Vec<_> = landed
        .iter()
        .map(|landed| landed.ledger.to_json())
        .collect();
    match (printer.format(), objects.as_slice()) {
        (Format::Json | Format::Ndjson, [one]) => printer.line(one)?,
        (Format::Json, _) => printer.line(&format!("[{}]", objects.join(",")))?,
        (Format::Ndjson, _) => printer.line(&objects.join("\n"))?,
        (Format::Table | Format::Csv, _) => {
            ledger_listing(&landed.iter().collect::<Vec<_>>(), printer)?;
        }
    }
    printer.flush()?;
    if printer.format() == Format::Table {
        for landed_table in landed {
            let name = if landed.len() > 1 {
                format!("{}: ", landed_table.ledger.table)
            } else {
                String::new()
            };
            for line in remarks(landed_table) {
                note(&format!("{name}{line}"));
            }
        }
    }
    Ok(())
}

/// The counts of runs, one row each.
pub fn ledger_listing(runs: &[&Landed], printer: &mut Printer) -> Result<()> {
    let count = |pick: fn(&Ledger) -> u64| runs.iter().map(|landed| pick(&landed.ledger)).collect();
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
        let place = match ledger.quarantine_keys.as_slice() {
            // A stream's are in the ledgers of its batches.
            [] => format!("quarantine/{}_changes/", ledger.table),
            keys => keys.join(", "),
        };
        lines.push(format!(
            "quarantined: {}; their bytes are in the lake, {place}",
            by(&ledger.quarantined_by),
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
