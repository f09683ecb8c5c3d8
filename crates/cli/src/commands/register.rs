//! `lakebed register`

use anyhow::Result;
use lakebed_catalog::{
    Catalog, CatalogError, Change, EmbeddedCatalog, Stored, TableInput, apply, file_location,
    inputs, plan,
};
use lakebed_query::Format;
use lakebed_record::definition::TableDefinition;
use serde_json::json;

use super::breakage;
use super::replace::TRIES;
use crate::args::RegisterArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Printer, note};
use crate::settings::{Settings, Target};
use crate::sources;

pub fn run(args: &RegisterArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let mut definitions = sources::definitions(settings)?;
    for name in &args.names {
        if !definitions.iter().any(|d| d.name == *name) {
            sources::definition(settings, name)?;
        }
    }
    definitions.retain(|d| args.names.is_empty() || args.names.contains(&d.name));
    match settings.target.value {
        Target::Local if args.partitions => {
            let message = "the catalog of this machine has no partitions: its engine finds the folders by itself";
            Err(Trouble::new(message, "leave --partitions out, or name --target aws").into())
        }
        Target::Local if args.views_read.is_some() => {
            let message = "--views-read is for --target aws: files of a lake in a folder are put together in place";
            Err(Trouble::new(message, "run `lakebed compact`, and leave it out").into())
        }
        Target::Local => {
            let catalog = EmbeddedCatalog::new(&settings.lake_root()?);
            let desired = desired(&definitions, settings)?;
            super::block_on(register(
                &catalog,
                &settings.database.value,
                &desired,
                args,
                settings,
                printer,
            ))
        }
        #[cfg(feature = "aws")]
        Target::Aws => super::block_on(glue(&definitions, args, settings, printer)),
        #[cfg(not(feature = "aws"))]
        Target::Aws => Err(super::without_aws()),
    }
}

#[cfg(feature = "aws")]
async fn glue(
    definitions: &[TableDefinition],
    args: &RegisterArgs,
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Exit> {
    use crate::aws::{Place, open};

    let session = open(settings, &[Place::Lake, Place::Database]).await?;
    let lake = session.lake()?;
    let database = &session.place(Place::Database)?.value;
    let location = format!("{}/data/", lake.url());
    let catalog = lakebed_catalog::GlueCatalog::new(&session.connection, Some(location));
    let mut desired = tables_and_views(definitions, &lake.url(), database);
    super::views::choose(
        args.views_read,
        definitions,
        &catalog,
        database,
        &mut desired,
    )
    .await?;
    let exit = register(&catalog, database, &desired, args, settings, printer).await?;
    if args.partitions {
        let partitioned = |t: &&TableInput| !t.is_view() && !t.partition_keys.is_empty();
        let tables: Vec<_> = desired.iter().filter(partitioned).collect();
        super::partitions::register(&catalog, &session, &tables, args.dry_run).await?;
    }
    Ok(exit)
}

/// Brings a catalog up to date, or shows what that would take.
async fn register<C: Catalog>(
    catalog: &C,
    database: &str,
    desired: &[TableInput],
    args: &RegisterArgs,
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Exit> {
    let mut shown = Vec::new();
    let mut tries = 1;
    loop {
        let current = current(catalog, database, desired).await?;
        let changes = plan(&current, desired);
        if shown != changes {
            print(&changes, printer)?;
        }
        if args.dry_run {
            for line in breakage::lines(settings, database, &current, &changes).await? {
                note(&line);
            }
            note(&format!(
                "{}; nothing was written, since this is a dry run",
                summary(&changes, true)
            ));
            return Ok(Exit::Done);
        }
        match apply(catalog, database, &changes, args.allow_breaking).await {
            Ok(_) => {
                note(&summary(&changes, false));
                return Ok(Exit::Done);
            }
            Err(CatalogError::Conflict { .. }) if tries < TRIES => tries += 1,
            Err(error @ CatalogError::Breaking { .. }) => {
                let details = breakage::lines(settings, database, &current, &changes).await?;
                let trouble = Trouble::new(
                    error.to_string(),
                    "if that is what you want: lakebed register --allow-breaking",
                );
                return Err(Trouble { details, ..trouble }.into());
            }
            Err(error) => return Err(error.into()),
        }
        shown = changes;
    }
}

/// What the catalog lacks of what the definitions say.
pub async fn difference(
    definitions: &[TableDefinition],
    settings: &Settings,
) -> Result<Vec<Change>> {
    let catalog = EmbeddedCatalog::new(&settings.lake_root()?);
    let desired = desired(definitions, settings)?;
    let current = current(&catalog, &settings.database.value, &desired).await?;
    Ok(plan(&current, &desired))
}

/// The tables of the catalog that have the names of desired ones.
async fn current<C: Catalog>(
    catalog: &C,
    database: &str,
    desired: &[TableInput],
) -> Result<Vec<Stored>> {
    let mut current = Vec::new();
    for table in desired {
        current.extend(catalog.table(database, &table.name).await?);
    }
    Ok(current)
}

/// Tables and views of every definition, for the lake on this machine.
pub fn desired(definitions: &[TableDefinition], settings: &Settings) -> Result<Vec<TableInput>> {
    let lake = settings.lake_root()?;
    if lake.to_str().is_none() {
        return Err(Trouble::new(
            format!("the path of the lake is not UTF-8: {}", lake.display()),
            "name another folder with --lake",
        )
        .into());
    }
    let location = file_location(&lake);
    Ok(tables_and_views(
        definitions,
        &location,
        &settings.database.value,
    ))
}

/// Table and view of every definition, for a lake at a location.
pub fn tables_and_views(
    definitions: &[TableDefinition],
    location: &str,
    database: &str,
) -> Vec<TableInput> {
    definitions
        .iter()
        .flat_map(|d| inputs(d, location, database))
        .collect()
}

fn print(changes: &[Change], printer: &mut Printer) -> Result<()> {
    match printer.format() {
        Format::Table => {
            for change in changes {
                printer.line(&text(change))?;
            }
        }
        Format::Json => {
            let objects: Vec<_> = changes.iter().map(object).collect();
            printer.line(&serde_json::to_string(&objects)?)?;
        }
        Format::Ndjson => {
            for change in changes {
                printer.line(&object(change).to_string())?;
            }
        }
        Format::Csv => {
            use crate::output::Column;
            let parts: Vec<_> = changes.iter().map(action).collect();
            printer.listing(vec![
                Column::Text(
                    "table",
                    changes.iter().map(|c| Some(c.table().into())).collect(),
                ),
                Column::Text(
                    "action",
                    parts
                        .iter()
                        .map(|(action, _)| Some((*action).into()))
                        .collect(),
                ),
                Column::Text(
                    "differences",
                    parts
                        .iter()
                        .map(|(_, differences)| Some(differences.join("; ")))
                        .collect(),
                ),
            ])?;
        }
    }
    printer.flush()?;
    Ok(())
}

fn action(change: &Change) -> (&'static str, Vec<String>) {
    match change {
        Change::Create(_) => ("create", Vec::new()),
        Change::Update { differences, .. } => (
            "update",
            differences.iter().map(ToString::to_string).collect(),
        ),
        Change::Unchanged(_) => ("unchanged", Vec::new()),
    }
}

fn object(change: &Change) -> serde_json::Value {
    let (action, differences) = action(change);
    let breaking: Vec<_> = change.breaking().iter().map(ToString::to_string).collect();
    json!({"table": change.table(), "action": action, "differences": differences, "breaking": breaking})
}

fn text(change: &Change) -> String {
    match change {
        Change::Create(table) if table.is_view() => format!(
            "create     view  {}, {} columns",
            table.name,
            table.storage_descriptor.columns.len()
        ),
        Change::Create(table) => {
            let keys: Vec<_> = table
                .partition_keys
                .iter()
                .map(|key| key.name.as_str())
                .collect();
            let columns = table.storage_descriptor.columns.len();
            let mut text = format!("create     table {}, {columns} columns", table.name);
            if !keys.is_empty() {
                text.push_str(&format!(", partitions {}", keys.join(", ")));
            }
            text
        }
        Change::Update {
            table, differences, ..
        } => {
            let kind = if table.is_view() { "view " } else { "table" };
            let mut text = format!("update     {kind} {}", table.name);
            for difference in differences {
                let breaking = if difference.is_breaking() {
                    "   (breaking)"
                } else {
                    ""
                };
                text.push_str(&format!("\n           {difference}{breaking}"));
            }
            text
        }
        Change::Unchanged(name) => format!("unchanged  {name}"),
    }
}

fn summary(changes: &[Change], dry_run: bool) -> String {
    let count = |of: &str| {
        changes
            .iter()
            .filter(|change| action(change).0 == of)
            .count()
    };
    let done = if dry_run { "to create" } else { "created" };
    let updated = if dry_run { "to update" } else { "updated" };
    format!(
        "{} {done}, {} {updated}, {} unchanged",
        count("create"),
        count("update"),
        count("unchanged")
    )
}
