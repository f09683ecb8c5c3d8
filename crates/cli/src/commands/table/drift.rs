//! `lakebed table drift`

use std::fs;

use anyhow::{Context, Result};
use lakebed_lake::LocalStore;
use lakebed_lake::drift::{Scanned, leftovers};
use lakebed_query::{Format, SavedQuery};
use lakebed_record::definition::TableDefinition;
use lakebed_record::infer::{Change, Drift, Proposal, edit};

use crate::args::drift::DriftArgs;
use crate::exit::{Exit, Trouble};
use crate::files::write_whole;
use crate::output::{Column, Printer, grouped, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &DriftArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    let store = LocalStore::open(settings.lake_root()?);
    // Nothing is replaced between the listing and the reading.
    let reading = store.reading();
    let meter = Meter::new(settings, "reading what was kept aside", None, Unit::Records);
    let (found, scanned) = leftovers(&store, &definition, |scanned| {
        meter.at(
            scanned.rows,
            format!("{} objects", grouped(scanned.objects)),
        );
    })
    .inspect_err(|_| meter.clear())?;
    drop(reading);
    meter.done(&format!(
        "{} rows in {} objects",
        grouped(scanned.rows),
        grouped(scanned.objects)
    ));
    let drift = found.drift(&definition);
    let queries = sources::queries(settings)
        .map(|all| all.queries)
        .unwrap_or_default();
    if !drift.proposals.is_empty() || printer.format() != Format::Table {
        listing(&drift, &definition, &queries, printer)?;
    }
    printer.flush()?;
    remarks(&drift, &scanned);
    if drift.proposals.is_empty() {
        return Ok(Exit::Done);
    }
    if !args.apply {
        note(&format!(
            "make these changes in the definition: lakebed table drift --table {} --apply",
            args.table
        ));
        return Ok(Exit::Partial);
    }
    let file = settings
        .tables
        .value
        .join(format!("{}.toml", definition.name));
    let shown = file.display().to_string();
    let text = fs::read_to_string(&file).with_context(|| format!("could not read {shown}"))?;
    let edited = edit(&text, &shown, &drift.proposals).map_err(|problems| {
        let pairs = problems
            .into_iter()
            .map(|p| (format!("{}:{}: {}", p.file, p.line, p.message), p.hint));
        Trouble::of_problems("the changed definition", pairs.collect())
    })?;
    write_whole(&file, &edited, true)?;
    note(&format!("changed {shown}"));
    note(&format!(
        "next: lakebed register {0}, then lakebed table refine --table {0} for the rows that are there",
        args.table
    ));
    Ok(Exit::Done)
}

fn listing(
    drift: &Drift,
    definition: &TableDefinition,
    queries: &[SavedQuery],
    printer: &mut Printer,
) -> Result<()> {
    let proposals = &drift.proposals;
    let text = |pick: &dyn Fn(&Proposal) -> Option<String>| proposals.iter().map(pick).collect();
    let change = |p: &Proposal| match &p.change {
        Change::Add(_) => "add",
        Change::Widen { .. } => "widen",
        Change::Beside { .. } => "add beside",
    };
    let column = |p: &Proposal| match &p.change {
        Change::Add(add) | Change::Beside { add, .. } => add.name.clone(),
        Change::Widen { column, .. } => column.clone(),
    };
    let ty = |p: &Proposal| match &p.change {
        Change::Add(add) | Change::Beside { add, .. } => match add.unit {
            Some(unit) => format!("{}, unit {}", add.ty, unit.as_str()),
            None => add.ty.to_string(),
        },
        Change::Widen { to, .. } => to.to_string(),
    };
    let was = |p: &Proposal| match &p.change {
        Change::Add(_) => None,
        Change::Widen { from, .. } => Some(from.to_string()),
        Change::Beside { column, .. } => Some(format!("column {column} stays")),
    };
    let touched = |p: &Proposal| {
        let names: Vec<_> = queries
            .iter()
            .filter(|q| touches(q, definition, p))
            .map(|q| q.name.as_str())
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    printer.listing(vec![
        Column::Text("change", text(&|p| Some(change(p).into()))),
        Column::Text("column", text(&|p| Some(column(p)))),
        Column::Text("type", text(&|p| Some(ty(p)))),
        Column::Text("was", text(&was)),
        Column::Text("attribute", text(&|p| Some(p.path.join(".")))),
        Column::Count("rows", proposals.iter().map(|p| p.rows).collect()),
        Column::Text("shape", text(&|p| Some(p.shape.clone()))),
        Column::Text("view", text(&|_| Some(definition.name.clone()))),
        Column::Text("queries", text(&touched)),
    ])
}

/// True when a saved query reads the table and speaks of the column, or of what is kept aside where the column's values are now.
fn touches(query: &SavedQuery, definition: &TableDefinition, proposal: &Proposal) -> bool {
    let text = query.text.to_lowercase();
    let speaks = |name: &str| {
        let name = name.to_lowercase();
        text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .any(|word| word == name)
    };
    if !speaks(&definition.name) && !speaks(&definition.changes_table()) {
        return false;
    }
    match &proposal.change {
        Change::Add(_) => speaks("undeclared"),
        Change::Widen { column, .. } => speaks(column) || speaks("undeclared") || speaks("rescued"),
        Change::Beside { column, .. } => speaks(column) || speaks("rescued"),
    }
}

fn remarks(drift: &Drift, scanned: &Scanned) {
    note(&format!(
        "{} rows in {} objects: {} with attributes without a column (undeclared), {} with values that did not fit (rescued)",
        grouped(scanned.rows),
        grouped(scanned.objects),
        grouped(scanned.undeclared),
        grouped(scanned.rescued)
    ));
    for proposal in &drift.proposals {
        for line in &proposal.notes {
            note(&format!("  `{}`: {line}", proposal.path.join(".")));
        }
    }
    let listed = |all: &[(String, u64)]| {
        let each: Vec<_> = all
            .iter()
            .map(|(name, rows)| format!("`{name}` in {} rows", grouped(*rows)))
            .collect();
        each.join(", ")
    };
    if !drift.refinable.is_empty() {
        note(&format!(
            "have a column by now, and `lakebed table refine` moves them: {}",
            listed(&drift.refinable)
        ));
    }
    if !drift.held.is_empty() {
        note(&format!(
            "did not fit one column, and are whole in another: {}",
            listed(&drift.held)
        ));
    }
}
