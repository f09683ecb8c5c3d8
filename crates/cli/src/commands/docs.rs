//! `lakebed docs`: a data dictionary in one page, from definitions, catalog, lake and saved queries.

mod facts;
mod page;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lakebed_catalog::{Catalog, CatalogError, EmbeddedCatalog, PrestoView, TableInput, inputs};
use lakebed_query::{EmbeddedEngine, Format, SavedQuery, tables_of, tables_of_view};
use lakebed_record::definition::TableDefinition;
use serde_json::json;

use self::facts::Facts;
use super::register;
use crate::args::DocsArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Printer, grouped, note};
use crate::settings::Settings;
use crate::sources::{self, Queries};

/// Everything that the page says.
struct Dictionary {
    database: String,
    lake: String,
    tables: Vec<Table>,
    /// Folder, then its queries.
    queries: BTreeMap<String, Vec<Query>>,
    /// Of saved queries that cannot be read.
    problems: Vec<String>,
}

/// A table or view.
struct Table {
    input: TableInput,
    /// The definition that it comes from; none for a table that others registered.
    definition: Option<TableDefinition>,
    is_registered: bool,
    /// A view's SQL.
    sql: Option<String>,
    /// Tables that a view reads.
    reads: Vec<String>,
    facts: Result<Facts, String>,
}

struct Query {
    saved: SavedQuery,
    /// The statement without its header.
    sql: String,
    reads: Vec<String>,
}

pub fn run(args: &DocsArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let dictionary = super::block_on(gather(settings, !args.no_view_counts))?;
    let folder = match &args.to {
        Some(folder) => folder.clone(),
        None => settings.lake.value.join("docs"),
    };
    let file = write(&folder, &page::html(&dictionary).into_string())?;
    let queries: usize = dictionary.queries.values().map(Vec::len).sum();
    match printer.format() {
        Format::Json | Format::Ndjson => printer.line(
            &json!({"page": file.to_string_lossy(), "tables": dictionary.tables.len(), "queries": queries}).to_string(),
        )?,
        _ => printer.line(&file.display().to_string())?,
    }
    printer.flush()?;
    note(&size(&dictionary));
    if dictionary.problems.is_empty() {
        return Ok(Exit::Done);
    }
    for problem in &dictionary.problems {
        note(problem);
    }
    note("the page shows which saved queries cannot be read: `lakebed query check` says more");
    Ok(Exit::Partial)
}

/// `9 tables and views, 47 saved queries`
fn size(dictionary: &Dictionary) -> String {
    let queries: usize = dictionary.queries.values().map(Vec::len).sum();
    format!(
        "{} and {}, {}",
        several(
            dictionary
                .tables
                .iter()
                .filter(|t| !t.input.is_view())
                .count(),
            "table",
            "tables"
        ),
        several(
            dictionary
                .tables
                .iter()
                .filter(|t| t.input.is_view())
                .count(),
            "view",
            "views"
        ),
        several(queries, "saved query", "saved queries"),
    )
}

/// `1 view`, `1,000 views`
fn several(count: usize, one: &str, many: &str) -> String {
    let name = if count == 1 { one } else { many };
    format!("{} {name}", grouped(count as u64))
}

async fn gather(settings: &Settings, count_views: bool) -> Result<Dictionary> {
    let lake = settings.lake_root()?;
    let database = settings.database.value.clone();
    let definitions = sources::definitions(settings)?;
    let catalog = EmbeddedCatalog::new(&lake);
    let desired = register::desired(&definitions, settings)?;
    let registered = match catalog.tables(&database).await {
        Ok(names) => names,
        Err(CatalogError::NoDatabase { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };

    let mut inputs = Vec::new();
    let mut broken = Vec::new();
    for name in &registered {
        match catalog.table(&database, name).await {
            Ok(Some(stored)) => inputs.push(stored.table),
            Ok(None) => {} // dropped in between
            Err(error @ CatalogError::Broken { .. }) => {
                broken.push((name.clone(), error.to_string()))
            }
            Err(error) => return Err(error.into()),
        }
    }
    for table in desired {
        if !inputs.iter().any(|known| known.name == table.name) {
            inputs.push(table);
        }
    }
    let engine = EmbeddedEngine::over(inputs.clone(), &database, &lake).await?;
    let mut tables = Vec::new();
    for input in inputs {
        let broken = broken.iter().find(|(name, _)| *name == input.name);
        let counted = count_views || !input.is_view();
        let facts = match broken {
            Some((_, reason)) => Err(reason.clone()),
            None if counted => facts::of(&engine, &input).await,
            None => Ok(Facts::default()),
        };
        tables.push(Table {
            definition: definition_of(&definitions, &input.name).cloned(),
            is_registered: registered.contains(&input.name),
            sql: PrestoView::of(&input).ok().map(|view| view.original_sql),
            reads: PrestoView::of(&input)
                .map(|view| tables_of_view(&view.original_sql))
                .unwrap_or_default(),
            facts,
            input,
        });
    }
    tables.sort_by_key(order);
    let all = sources::all_queries(settings)?;
    Ok(Dictionary {
        lake: settings.lake.value.display().to_string(),
        database,
        tables,
        problems: all.problems.iter().map(ToString::to_string).collect(),
        queries: by_folder(all, settings),
    })
}

/// The tables of a definition together: the view of the current state first, then its flat views, changes, quarantine.
fn order(table: &Table) -> (bool, String, u8, String) {
    let name = &table.input.name;
    let Some(definition) = &table.definition else {
        return (true, String::new(), 0, name.clone());
    };
    let place = match (table.input.is_view(), *name == definition.name) {
        (true, true) => 0,
        (true, false) => 1,
        (false, _) if *name == definition.changes_table() => 2,
        (false, _) => 3,
    };
    (false, definition.name.clone(), place, name.clone())
}

fn definition_of<'a>(
    definitions: &'a [TableDefinition],
    table: &str,
) -> Option<&'a TableDefinition> {
    definitions
        .iter()
        .find(|d| inputs(d, "", "").iter().any(|input| input.name == table))
}

fn by_folder(all: Queries, settings: &Settings) -> BTreeMap<String, Vec<Query>> {
    let mut groups: BTreeMap<String, Vec<Query>> = BTreeMap::new();
    for saved in all.queries {
        let query = Query {
            sql: super::query::body(&saved.text).to_string(),
            reads: tables_of(&saved),
            saved,
        };
        let folder = sources::folder(settings, &query.saved);
        groups.entry(folder).or_default().push(query);
    }
    groups
}

/// The page, whole or not at all.
fn write(folder: &Path, html: &str) -> Result<PathBuf> {
    let file = folder.join("index.html");
    let partial = folder.join(".index.html.partial");
    let written = fs::create_dir_all(folder)
        .and_then(|()| fs::write(&partial, html))
        .and_then(|()| fs::rename(&partial, &file));
    written.with_context(|| {
        Trouble::new(
            format!("could not write {}", file.display()),
            "--to names another folder",
        )
    })?;
    Ok(file)
}
