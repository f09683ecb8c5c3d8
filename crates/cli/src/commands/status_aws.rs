//! `lakebed status` with `--target aws`: files of the lake by their listing, what is packed, and which saved queries would gain.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use lakebed_catalog::{
    Catalog, GlueCatalog, HISTORY_OF, PrestoView, READS, Stored, TableInput, history_table,
};
use lakebed_query::{Format, SavedQuery, tables_of, tables_of_view};
use lakebed_record::definition::TableDefinition;
use serde_json::json;

use super::iceberg::{self, LATE_DAYS};
use super::packed;
use crate::args::{StatusArgs, ViewsRead};
use crate::aws::{Place, Session, open};
use crate::exit::Exit;
use crate::output::{Column, Printer, note};
use crate::settings::Settings;
use crate::sources;

/// A table as S3 and Glue have it.
#[derive(Debug, Default)]
struct Table {
    name: String,
    days: u64,
    files: u64,
    small: u64,
    bytes: u64,
    /// Small files of days that are closed.
    closed_small: u64,
    /// The day before which changes are packed, when some are.
    packed_to: Option<String>,
    /// Files of packed days that may have come since.
    late: u64,
    /// The view of the current state reads packed changes.
    by_view: bool,
}

/// A saved query that reads small files of closed days, and how it would not.
#[derive(Debug, PartialEq, Eq)]
struct Gain {
    query: String,
    table: String,
    how: String,
}

pub fn run(args: &StatusArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definitions = match &args.table {
        Some(name) => vec![sources::definition(settings, name)?],
        None => sources::definitions(settings)?,
    };
    let saved = sources::all_queries(settings)?.queries;
    let (tables, gains) = super::block_on(async {
        let session = open(settings, &[Place::Lake, Place::Database]).await?;
        let database = &session.place(Place::Database)?.value;
        let catalog = GlueCatalog::new(&session.connection, None);
        let mut tables = Vec::new();
        for definition in &definitions {
            let found = table(definition, args.target_size << 20, &catalog, &session).await?;
            tables.push(found);
        }
        let mut reads = Reads::new(&catalog, database);
        let mut gains = Vec::new();
        for query in &saved {
            for (definition, table) in definitions.iter().zip(&tables) {
                gains.extend(reads.gain(query, definition, table).await?);
            }
        }
        Ok((tables, gains))
    })?;
    print(&tables, &gains, printer)?;
    printer.flush()?;
    for table in tables.iter().filter(|table| table.late > 0) {
        let s = if table.late == 1 { "" } else { "s" };
        note(&format!(
            "{} file{s} of packed days of `{}` may have come since: the next `lakebed compact --target aws` takes them in",
            table.late, table.name
        ));
    }
    Ok(Exit::Done)
}

async fn table(
    definition: &TableDefinition,
    target_bytes: u64,
    catalog: &GlueCatalog,
    session: &Session,
) -> Result<Table> {
    let database = &session.place(Place::Database)?.value;
    let days = packed::days(&packed::objects(definition, session).await?);
    let name = history_table(definition);
    let history = iceberg::view(catalog, database, &name, HISTORY_OF, definition).await?;
    let state = catalog.table(database, &definition.name).await?;
    let closed = iceberg::before(&iceberg::today(), LATE_DAYS);
    let packed_to = iceberg::merged_to(history.as_ref()).map(String::from);
    let since = history.as_ref().and_then(packed::packed_at);
    let mut table = Table {
        name: definition.name.clone(),
        days: days.len() as u64,
        by_view: state.is_some_and(|view| reads_history(&view.table, &name)),
        ..Table::default()
    };
    for (day, files) in &days {
        let small = files.bytes.iter().filter(|b| **b < target_bytes / 2);
        let small = small.count() as u64;
        table.files += files.bytes.len() as u64;
        table.bytes += files.bytes.iter().sum::<u64>();
        table.small += small;
        if *day < closed {
            table.closed_small += small;
        }
        if packed_to.as_ref().is_some_and(|to| day < to) {
            table.late += files.since(since);
        }
    }
    table.packed_to = packed_to;
    Ok(table)
}

/// What its entry says may wait for a compaction: the text of the view tells.
fn reads_history(view: &TableInput, history: &str) -> bool {
    let wished = view.parameters.get(READS).map(String::as_str) == Some(ViewsRead::History.name());
    wished && below(view).iter().any(|name| name == history)
}

fn below(view: &TableInput) -> Vec<String> {
    let text = PrestoView::of(view).map(|view| view.original_sql);
    text.map(|sql| tables_of_view(&sql)).unwrap_or_default()
}

/// Which queries read which tables; Glue is asked once for each name.
struct Reads<'a> {
    catalog: &'a GlueCatalog,
    database: &'a str,
    known: BTreeMap<String, Option<Stored>>,
}

impl<'a> Reads<'a> {
    fn new(catalog: &'a GlueCatalog, database: &'a str) -> Self {
        Self {
            catalog,
            database,
            known: BTreeMap::new(),
        }
    }

    /// How a query would read fewer and larger files of a table.
    async fn gain(
        &mut self,
        query: &SavedQuery,
        definition: &TableDefinition,
        table: &Table,
    ) -> Result<Option<Gain>> {
        if table.closed_small < 2 || iceberg::check(definition).is_err() {
            return Ok(None);
        }
        let named = tables_of(query);
        let history = history_table(definition);
        let itself = named.contains(&definition.changes_table());
        let by_view = !table.by_view && self.reaches(&named, &definition.name, &history).await?;
        let how = match (&table.packed_to, itself, by_view) {
            (_, false, false) => return Ok(None),
            (None, ..) => format!("lakebed compact --target aws --table {}", table.name),
            (Some(_), true, _) => format!(
                "write {history} in the place of {}",
                definition.changes_table()
            ),
            (Some(_), false, true) => format!(
                "lakebed register --target aws --views-read history {}",
                table.name
            ),
        };
        Ok(Some(Gain {
            query: query.name.clone(),
            table: table.name.clone(),
            how,
        }))
    }

    /// True when one of the names is `wanted`, or a view that reads it and does not read `but_not` for it.
    async fn reaches(&mut self, names: &[String], wanted: &str, but_not: &str) -> Result<bool> {
        let mut waiting = names.to_vec();
        let mut seen = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if name == wanted {
                return Ok(true);
            }
            if name == but_not || !seen.insert(name.clone()) {
                continue;
            }
            if !self.known.contains_key(&name) {
                let stored = self.catalog.table(self.database, &name).await?;
                self.known.insert(name.clone(), stored);
            }
            if let Some(Some(stored)) = self.known.get(&name)
                && stored.table.is_view()
            {
                waiting.extend(below(&stored.table));
            }
        }
        Ok(false)
    }
}

fn print(tables: &[Table], gains: &[Gain], printer: &mut Printer) -> Result<()> {
    let object = |table: &Table| {
        let gains: Vec<_> = gains
            .iter()
            .filter(|gain| gain.table == table.name)
            .map(|gain| json!({ "query": gain.query, "how": gain.how }))
            .collect();
        json!({ "table": table.name, "days": table.days, "files": table.files, "bytes": table.bytes, "small_files": table.small,
            "packed_to": table.packed_to, "late_files": table.late, "view_reads": reads(table), "queries_that_would_gain": gains })
    };
    match printer.format() {
        Format::Json => {
            let objects: Vec<_> = tables.iter().map(object).collect();
            return Ok(printer.line(&json!(objects).to_string())?);
        }
        Format::Ndjson => {
            for table in tables {
                printer.line(&object(table).to_string())?;
            }
            return Ok(());
        }
        Format::Table => printer.heading("Tables")?,
        Format::Csv => {}
    }
    let count = |pick: fn(&Table) -> u64| tables.iter().map(pick).collect();
    let text = |pick: fn(&Table) -> Option<String>| tables.iter().map(pick).collect::<Vec<_>>();
    printer.listing(vec![
        Column::Text("table", text(|t| Some(t.name.clone()))),
        Column::Count("days", count(|t| t.days)),
        Column::Count("files", count(|t| t.files)),
        Column::Count("small_files", count(|t| t.small)),
        Column::Count("bytes", count(|t| t.bytes)),
        Column::Text("packed_to", text(|t| t.packed_to.clone())),
        Column::Count("late_files", count(|t| t.late)),
        Column::Text("view_reads", text(|t| Some(reads(t).into()))),
    ])?;
    if gains.is_empty() || printer.format() != Format::Table {
        return Ok(());
    }
    printer.heading("Saved queries that would read fewer, larger files")?;
    let text = |pick: fn(&Gain) -> &String| gains.iter().map(|g| Some(pick(g).clone())).collect();
    printer.listing(vec![
        Column::Text("query", text(|g| &g.query)),
        Column::Text("table", text(|g| &g.table)),
        Column::Text("how", text(|g| &g.how)),
    ])
}

fn reads(table: &Table) -> &'static str {
    match table.by_view {
        true => ViewsRead::History.name(),
        false => ViewsRead::Changes.name(),
    }
}
