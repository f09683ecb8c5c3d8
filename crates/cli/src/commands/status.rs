//! `lakebed status`

use std::time::SystemTime;

use anyhow::Result;
use lakebed_lake::LocalStore;
use lakebed_lake::health::{TableHealth, health};
use lakebed_query::{Format, Value};
use lakebed_record::plan::Plan;
use serde_json::json;

use crate::args::StatusArgs;
use crate::exit::Exit;
use crate::output::{Column, Printer, grouped, note};
use crate::settings::Settings;
#[cfg(feature = "aws")]
use crate::settings::Target;
use crate::sources;

pub fn run(args: &StatusArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    #[cfg(feature = "aws")]
    if settings.target.value == Target::Aws {
        return super::status_aws::run(args, settings, printer);
    }
    let definitions = match &args.table {
        Some(name) => vec![sources::definition(settings, name)?],
        None => sources::definitions(settings)?,
    };
    let store = LocalStore::open(super::local::root(settings, "status")?);
    let tables = definitions
        .iter()
        .map(|definition| health(&store, &Plan::compile(definition), args.target_size << 20))
        .collect::<Result<Vec<_>, _>>()?;
    match printer.format() {
        Format::Json => {
            printer.line(&json!(tables.iter().map(object).collect::<Vec<_>>()).to_string())?
        }
        Format::Ndjson => {
            for table in &tables {
                printer.line(&object(table).to_string())?;
            }
        }
        Format::Csv => printer.listing(partitions(&tables, |_| true))?,
        Format::Table => people(&tables, printer)?,
    }
    printer.flush()?;
    let broken = tables
        .iter()
        .flat_map(|t| &t.partitions)
        .flat_map(|p| &p.unreadable);
    let mut exit = Exit::Done;
    for key in broken {
        exit = Exit::Partial;
        note(&format!("not readable as Parquet: {key}"));
    }
    Ok(exit)
}

fn people(tables: &[TableHealth], printer: &mut Printer) -> Result<()> {
    let text =
        |pick: &dyn Fn(&TableHealth) -> String| tables.iter().map(|t| Some(pick(t))).collect();
    let count = |pick: fn(&TableHealth) -> u64| tables.iter().map(pick).collect();
    printer.heading("Tables")?;
    printer.listing(vec![
        Column::Text("table", text(&|t| t.table.clone())),
        Column::Count("partitions", count(|t| t.partitions.len() as u64)),
        Column::Count("files", count(|t| t.sum(|p| p.files))),
        Column::Count("bytes", count(|t| t.sum(|p| p.bytes))),
        Column::Count("rows", count(|t| t.sum(|p| p.rows))),
        Column::Text(
            "newest_change",
            text(&|t| t.newest().map_or_else(String::new, time)),
        ),
        Column::Text("age", text(&|t| t.newest().map_or_else(String::new, age))),
        Column::Count("quarantined", count(|t| t.quarantine.records)),
    ])?;
    if tables.iter().any(|t| t.sum(|p| p.small) > 0) {
        printer.heading("Partitions that would gain from `lakebed compact`")?;
        printer.listing(partitions(tables, |small| small > 0))?;
    }
    if tables.iter().any(|t| t.quarantine.records > 0) {
        let rows: Vec<_> = tables
            .iter()
            .flat_map(|t| {
                t.quarantine
                    .by_reason
                    .iter()
                    .map(|(reason, n)| (&t.table, reason, *n))
            })
            .collect();
        printer.heading("Quarantine by reason: `lakebed replay --quarantine` tries again")?;
        printer.listing(vec![
            Column::Text("table", rows.iter().map(|r| Some(r.0.clone())).collect()),
            Column::Text("reason", rows.iter().map(|r| Some(r.1.clone())).collect()),
            Column::Count("records", rows.iter().map(|r| r.2).collect()),
        ])?;
    }
    printer.heading("Ledger: all runs")?;
    printer.listing(vec![
        Column::Text("table", text(&|t| t.table.clone())),
        Column::Count("runs", count(|t| t.runs)),
        Column::Count("read", count(|t| t.ledger.read)),
        Column::Count("landed", count(|t| t.ledger.landed)),
        Column::Count("dropped", count(|t| t.ledger.dropped)),
        Column::Count("quarantined", count(|t| t.ledger.quarantined)),
    ])
}

/// A row for each partition whose count of small files passes.
fn partitions(tables: &[TableHealth], passes: fn(u64) -> bool) -> Vec<Column> {
    let rows: Vec<_> = tables
        .iter()
        .flat_map(|table| table.partitions.iter().map(|p| (&table.table, p)))
        .filter(|(_, partition)| passes(partition.small))
        .collect();
    vec![
        Column::Text("table", rows.iter().map(|r| Some(r.0.clone())).collect()),
        Column::Text(
            "partition",
            rows.iter().map(|r| Some(r.1.name.clone())).collect(),
        ),
        Column::Count("files", rows.iter().map(|r| r.1.files).collect()),
        Column::Count("small_files", rows.iter().map(|r| r.1.small).collect()),
        Column::Count("bytes", rows.iter().map(|r| r.1.bytes).collect()),
        Column::Count("rows", rows.iter().map(|r| r.1.rows).collect()),
        Column::Text(
            "newest_change",
            rows.iter().map(|r| r.1.newest.map(time)).collect(),
        ),
    ]
}

fn object(table: &TableHealth) -> serde_json::Value {
    let partitions: Vec<_> = table
        .partitions
        .iter()
        .map(|p| {
            json!({ "partition": p.name, "files": p.files, "bytes": p.bytes, "rows": p.rows, "small_files": p.small,
                "newest_change": p.newest.map(time), "unreadable": p.unreadable })
        })
        .collect();
    let ledger = &table.ledger;
    json!({
        "table": table.table,
        "files": table.sum(|p| p.files),
        "bytes": table.sum(|p| p.bytes),
        "rows": table.sum(|p| p.rows),
        "newest_change": table.newest().map(time),
        "partitions": partitions,
        "quarantine": { "records": table.quarantine.records, "bytes": table.quarantine.bytes, "by_reason": table.quarantine.by_reason },
        "ledger": { "runs": table.runs, "read": ledger.read, "landed": ledger.landed, "dropped": ledger.dropped,
            "quarantined": ledger.quarantined },
    })
}

fn time(millis: i64) -> String {
    Value::Timestamp(millis).to_string()
}

/// How long ago that was, to the largest unit.
fn age(millis: i64) -> String {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |now| i64::try_from(now.as_millis()).unwrap_or(i64::MAX));
    let seconds = (now - millis) / 1000;
    match seconds {
        ..0 => "in the future".into(),
        0..120 => format!("{seconds} s"),
        120..7_200 => format!("{} min", seconds / 60),
        7_200..172_800 => format!("{} h", seconds / 3_600),
        _ => format!("{} days", grouped((seconds / 86_400).unsigned_abs())),
    }
}
