//! `lakebed replay`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use lakebed_lake::{LandOptions, Ledger, LocalStore, Phase, Progress, Replay, Replayed};
use lakebed_query::Format;
use lakebed_record::plan::Plan;

use crate::args::ReplayArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, grouped, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &ReplayArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    let store = LocalStore::open(super::local::root(settings, "replay")?);
    let options = LandOptions {
        threads: args.threads,
        memory_budget: usize::try_from(args.memory << 20).unwrap_or(usize::MAX),
        as_of: None,
    };
    let files = files(&args.sources)?;
    let before = lakebed_lake::health::quarantine(&store, &definition.changes_table())?;
    let total = if args.quarantine {
        Some(before.bytes)
    } else {
        Some(
            files
                .iter()
                .filter_map(|f| f.metadata().ok())
                .map(|m| m.len())
                .sum(),
        )
    };
    let meter = Meter::new(
        settings,
        &format!("replaying {}", definition.name),
        total,
        Unit::Bytes,
    );
    let report = |progress: Progress| {
        let phase = if progress.phase == Phase::Writing {
            "writing"
        } else {
            "reading"
        };
        meter.at(
            progress.bytes_read,
            format!("{} records, {phase}", grouped(progress.records)),
        );
    };
    let replay = Replay::new(&store, Arc::new(Plan::compile(&definition)), options)
        .dry_run(args.dry_run)
        .progress(&report);
    let done = if args.quarantine {
        replay.quarantine()
    } else {
        replay.files(&files)
    };
    let done = done.inspect_err(|_| meter.clear())?;
    meter.done(&format!("{} read", grouped(done.ledger.read)));
    print(args, &done, &before.by_reason, printer)?;
    Ok(if done.ledger.quarantined == 0 {
        Exit::Done
    } else {
        Exit::Partial
    })
}

/// The account, and the records by reason before and after.
fn print(
    args: &ReplayArgs,
    done: &Replayed,
    before: &BTreeMap<String, u64>,
    printer: &mut Printer,
) -> Result<()> {
    let ledger = &done.ledger;
    match printer.format() {
        Format::Json | Format::Ndjson => printer.line(&ledger.to_json())?,
        Format::Table | Format::Csv => printer.listing(outcomes(ledger))?,
    }
    printer.flush()?;
    if printer.format() != Format::Table {
        return Ok(());
    }
    if args.quarantine && !before.is_empty() {
        note(&format!("in the quarantine before: {}", list(before)));
    }
    if args.dry_run {
        note("nothing was changed: without --dry-run it is");
    } else if args.quarantine {
        let objects = if done.retired == 1 {
            "object"
        } else {
            "objects"
        };
        note(&format!(
            "{} {objects} of the quarantine are done with",
            done.retired
        ));
    }
    if ledger.read == 0 {
        note("there was nothing to replay");
    }
    Ok(())
}

/// One row for each outcome and reason.
fn outcomes(ledger: &Ledger) -> Vec<Column> {
    let mut rows = vec![("landed", String::new(), ledger.landed)];
    rows.extend(
        ledger
            .dropped_by
            .iter()
            .map(|(rule, n)| ("dropped", rule.clone(), *n)),
    );
    let still = ledger.quarantined_by.iter();
    rows.extend(still.map(|(reason, n)| ("quarantined", reason.clone(), *n)));
    rows.push(("read", String::new(), ledger.read));
    vec![
        Column::Text(
            "outcome",
            rows.iter().map(|row| Some(row.0.into())).collect(),
        ),
        Column::Text(
            "reason",
            rows.iter()
                .map(|row| Some(row.1.clone()).filter(|r| !r.is_empty()))
                .collect(),
        ),
        Column::Count("records", rows.iter().map(|row| row.2).collect()),
    ]
}

fn list(counts: &BTreeMap<String, u64>) -> String {
    let each = counts
        .iter()
        .map(|(reason, count)| format!("{reason} {}", grouped(*count)));
    each.collect::<Vec<_>>().join(", ")
}

/// The files of the sources, those of folders in the order of their names; what is hidden is left out.
fn files(sources: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for source in sources {
        if source.is_dir() {
            let before = found.len();
            walk(source, &mut found)?;
            if found.len() == before {
                let message = format!("there is no file in {}", source.display());
                return Err(
                    Trouble::new(message, "name a folder with error objects or a backup").into(),
                );
            }
        } else {
            found.push(source.clone());
        }
    }
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let failed = || format!("could not read the folder {}", folder.display());
    let mut entries = std::fs::read_dir(folder)
        .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
        .with_context(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            walk(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
