//! `lakebed register`

use anyhow::Result;
use lakebed_catalog::{
    Catalog, CatalogError, Change, EmbeddedCatalog, TableInput, apply, file_location, inputs, plan,
};
use lakebed_query::Format;
use lakebed_record::definition::TableDefinition;
use serde_json::json;

use crate::args::RegisterArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Printer, note};
use crate::settings::Settings;
use crate::sources;

/// Another run may write the catalog between our reading and our writing; then the difference is made again.
const TRIES: usize = 10;

pub fn run(args: &RegisterArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let mut definitions = sources::definitions(settings)?;
    for name in &args.names {
        if !definitions.iter().any(|d| d.name == *name) {
            sources::definition(settings, name)?;
        }
    }
    definitions.retain(|d| args.names.is_empty() || args.names.contains(&d.name));
    if args.dry_run {
        let changes = super::block_on(difference(&definitions, settings))?;
        print(&changes, printer)?;
        note(&format!(
            "{}; nothing was written, since this is a dry run",
            summary(&changes, true)
        ));
        return Ok(Exit::Done);
    }
    let mut shown = Vec::new();
    let changes = super::block_on(async {
        let mut tries = 1;
        loop {
            let changes = difference(&definitions, settings).await?;
            if shown != changes {
                print(&changes, printer)?;
            }
            let catalog = EmbeddedCatalog::new(&settings.lake_root()?);
            match apply(
                &catalog,
                &settings.database.value,
                &changes,
                args.allow_breaking,
            )
            .await
            {
                Ok(_) => return Ok(changes),
                Err(CatalogError::Conflict { .. }) if tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
            shown = changes;
        }
    })?;
    note(&summary(&changes, false));
    Ok(Exit::Done)
}

/// What the catalog lacks of what the definitions say.
pub async fn difference(
    definitions: &[TableDefinition],
    settings: &Settings,
) -> Result<Vec<Change>> {
    let lake = settings.lake_root()?;
    let catalog = EmbeddedCatalog::new(&lake);
    let database = &settings.database.value;
    let desired = desired(definitions, settings)?;
    let mut current = Vec::new();
    for table in &desired {
        current.extend(catalog.table(database, &table.name).await?);
    }
    Ok(plan(&current, &desired))
}

/// Tables and views of every definition.
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
    Ok(definitions
        .iter()
        .flat_map(|d| inputs(d, &location, &settings.database.value))
        .collect())
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
