//! `lakebed docs`: a data dictionary in one page, from definitions, catalog, lake and saved queries.

mod facts;
mod page;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use lakebed_catalog::{Catalog, CatalogError, EmbeddedCatalog, PrestoView, TableInput, inputs};
#[cfg(feature = "aws")]
use lakebed_query::is_working_table;
use lakebed_query::{EmbeddedEngine, Format, SavedQuery, tables_of, tables_of_view};
use lakebed_record::definition::TableDefinition;
use serde_json::json;

use self::facts::{Facts, Source};
use super::destination::Destination;
use super::register;
use crate::args::DocsArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Printer, grouped, note};
use crate::settings::{Settings, Target};
use crate::sources::{self, Queries};

/// Everything that the page says.
struct Dictionary {
    database: String,
    lake: String,
    /// Where the page goes when nobody says.
    default_to: String,
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
    let to = match &args.to {
        Some(to) => Some(Destination::of(to)?),
        None => None,
    };
    let (dictionary, account) = super::block_on(gather(settings, args))?;
    let to = match to {
        Some(to) => to,
        None => Destination::of(Path::new(&dictionary.default_to))?,
    };
    let html = page::html(&dictionary).into_string();
    let file = to.join("index.html");
    let link = match &file {
        Destination::File(file) => {
            write(file, &html)?;
            None
        }
        #[cfg(feature = "aws")]
        Destination::S3(place) => super::destination::publish(place, &html, args.expires)?,
    };
    let queries: usize = dictionary.queries.values().map(Vec::len).sum();
    match printer.format() {
        Format::Json | Format::Ndjson => printer.line(
            &json!({"page": file.to_string(), "tables": dictionary.tables.len(), "queries": queries, "link": link}).to_string(),
        )?,
        _ => printer.line(&link.unwrap_or_else(|| file.to_string()))?,
    }
    printer.flush()?;
    account.iter().for_each(|account| note(account));
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

/// Tables of the catalog, and who can say what they hold.
struct Gathered {
    /// Where the lake is, for people.
    lake: String,
    database: String,
    default_to: String,
    /// What the definitions describe.
    desired: Vec<TableInput>,
    registered: Vec<TableInput>,
    /// Tables of the catalog that are none, with the reason.
    broken: Vec<(String, String)>,
    source: Source,
}

async fn gather(settings: &Settings, args: &DocsArgs) -> Result<(Dictionary, Option<String>)> {
    let definitions = sources::definitions(settings)?;
    let found = match settings.target.value {
        Target::Local => here(&definitions, settings).await?,
        #[cfg(feature = "aws")]
        Target::Aws => on_aws(&definitions, settings, args).await?,
        #[cfg(not(feature = "aws"))]
        Target::Aws => return Err(super::without_aws()),
    };
    let is_registered = |name: &str| {
        found.registered.iter().any(|t| t.name == name)
            || found.broken.iter().any(|(n, _)| n == name)
    };
    let mut inputs = found.registered.clone();
    for table in found.desired {
        if !inputs.iter().any(|known| known.name == table.name) {
            inputs.push(table);
        }
    }
    let mut tables = Vec::new();
    for input in inputs {
        let broken = found.broken.iter().find(|(name, _)| *name == input.name);
        let counted = !args.no_view_counts || !input.is_view();
        let facts = match broken {
            Some((_, reason)) => Err(reason.clone()),
            None if counted && found.source.has(is_registered(&input.name)) => {
                facts::of(&found.source, &input).await
            }
            None => Ok(Facts::default()),
        };
        tables.push(Table {
            definition: definition_of(&definitions, &input.name).cloned(),
            is_registered: is_registered(&input.name),
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
    let dictionary = Dictionary {
        lake: found.lake,
        default_to: found.default_to,
        database: found.database,
        tables,
        problems: all.problems.iter().map(ToString::to_string).collect(),
        queries: by_folder(all, settings),
    };
    Ok((dictionary, found.source.account()))
}

/// The embedded catalog; what is not registered yet can be read all the same.
async fn here(definitions: &[TableDefinition], settings: &Settings) -> Result<Gathered> {
    let lake = settings.lake_root()?;
    let database = settings.database.value.clone();
    let (registered, broken) = tables_of_catalog(&EmbeddedCatalog::new(&lake), &database).await?;
    let desired = register::desired(definitions, settings)?;
    let mut all = registered.clone();
    all.extend(
        desired
            .iter()
            .filter(|d| !registered.iter().any(|r| r.name == d.name))
            .cloned(),
    );
    Ok(Gathered {
        lake: settings.lake.value.display().to_string(),
        default_to: settings.lake.value.join("docs").display().to_string(),
        source: Source::Here(EmbeddedEngine::over(all, &database, &lake).await?),
        database,
        desired,
        registered,
        broken,
    })
}

/// Glue, and Athena for what is registered there.
#[cfg(feature = "aws")]
async fn on_aws(
    definitions: &[TableDefinition],
    settings: &Settings,
    args: &DocsArgs,
) -> Result<Gathered> {
    use super::on_aws::OnAws;
    use crate::aws::{Place, open};

    let session = open(settings, &[Place::Lake, Place::Database, Place::Workgroup]).await?;
    let lake = session.lake()?.url();
    let source = OnAws::open(settings, &args.athena).await?;
    let database = source.database.clone();
    let (mut registered, broken) = tables_of_catalog(&source.catalog, &database).await?;
    registered.retain(|table| !is_working_table(&table.name));
    Ok(Gathered {
        desired: register::tables_and_views(definitions, &lake, &database),
        default_to: format!("{lake}/exports/docs"),
        lake,
        database,
        registered,
        broken,
        source: Source::Athena(source),
    })
}

type Broken = Vec<(String, String)>;

async fn tables_of_catalog<C: Catalog>(
    catalog: &C,
    database: &str,
) -> Result<(Vec<TableInput>, Broken)> {
    let names = match catalog.tables(database).await {
        Ok(names) => names,
        Err(CatalogError::NoDatabase { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let (mut tables, mut broken) = (Vec::new(), Vec::new());
    for name in names {
        match catalog.table(database, &name).await {
            Ok(Some(stored)) => tables.push(stored.table),
            Ok(None) => {} // dropped in between
            Err(error @ (CatalogError::Broken { .. } | CatalogError::Foreign { .. })) => {
                broken.push((name, error.to_string()));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok((tables, broken))
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
fn write(file: &Path, html: &str) -> Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let partial = folder.join(".index.html.partial");
    let written = fs::create_dir_all(folder)
        .and_then(|()| fs::write(&partial, html))
        .and_then(|()| fs::rename(&partial, file));
    written.with_context(|| {
        Trouble::new(
            format!("could not write {}", file.display()),
            "--to names another folder",
        )
    })
}
