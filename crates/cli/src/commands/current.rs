//! `lakebed current`: tables of the current state, kept by merging what is new.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use lakebed_catalog::{
    CURRENT_OF, Catalog, EmbeddedCatalog, Stored, TableInput, current_input, file_location,
    file_path,
};
use lakebed_lake::LocalStore;
use lakebed_lake::current::{Current, CurrentOptions, clean, rows_folder, update};
use lakebed_record::definition::{Kind, TableDefinition};
use lakebed_record::plan::Plan;

use super::replace::replace;
use crate::args::CurrentArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, grouped, note};
use crate::progress::{Meter, Unit};
use crate::settings::{Settings, Target};
use crate::sources;

pub fn run(args: &CurrentArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definitions = chosen(args, settings)?;
    if settings.target.value == Target::Aws {
        #[cfg(feature = "aws")]
        return super::newest::run(args, &definitions, settings, printer);
        #[cfg(not(feature = "aws"))]
        return Err(super::without_aws());
    }
    let lake = super::local::root(settings, "current")?;
    if args.from_dt.is_some() || args.results.is_some() {
        let message =
            "--from-dt and --results are for --target aws: here it is known which files are new";
        return Err(Trouble::new(message, "leave them out").into());
    }
    let options = CurrentOptions {
        whole: args.whole,
        dry_run: args.dry_run,
        ..CurrentOptions::default()
    };
    let mut done = Vec::new();
    for definition in &definitions {
        done.push(one(definition, &lake, &options, settings)?);
    }
    print(&definitions, &done, printer)?;
    if args.dry_run {
        note("nothing was changed: without --dry-run it is");
    }
    Ok(Exit::Done)
}

/// The definitions that are asked for.
fn chosen(args: &CurrentArgs, settings: &Settings) -> Result<Vec<TableDefinition>> {
    let all = sources::definitions(settings)?;
    let mut chosen = Vec::new();
    for name in &args.names {
        let definition = sources::definition(settings, name)?;
        if definition.kind == Kind::Event {
            let message =
                format!("`{name}` holds events, which do not change: there is no current state");
            let hint = format!("read the view `{name}`");
            return Err(Trouble::new(message, hint).into());
        }
        chosen.push(definition);
    }
    if args.names.is_empty() {
        chosen = all
            .iter()
            .filter(|d| d.kind == Kind::Entity)
            .cloned()
            .collect();
    }
    for definition in &chosen {
        let name = definition.current_table();
        if let Some(other) = all.iter().find(|d| d.name == name) {
            let message = format!("table `{name}` is that of the definition `{}`", other.name);
            let hint = format!(
                "give that definition another name, or leave `{}` out",
                definition.name
            );
            return Err(Trouble::new(message, hint).into());
        }
    }
    Ok(chosen)
}

fn one(
    definition: &TableDefinition,
    lake: &Path,
    options: &CurrentOptions,
    settings: &Settings,
) -> Result<Current> {
    let table = definition.current_table();
    let store = LocalStore::open(lake);
    let held = store.upkeep(&definition.changes_table(), "current")?;
    let catalog = EmbeddedCatalog::new(lake);
    let database = &settings.database.value;
    let stored = super::block_on(present(&catalog, database, definition))?;
    let version = stored.and_then(|stored| version_of(&stored.table, lake, &table));
    let meter = Meter::new(settings, &format!("merging {table}"), None, Unit::Records);
    let made = update(
        &store,
        &held,
        &Arc::new(Plan::compile(definition)),
        version.as_deref(),
        options,
        &mut |changes| meter.at(changes, String::new()),
    )
    .inspect_err(|_| meter.clear())?;
    meter.done(&format!(
        "{} changes in {} files",
        grouped(made.changes),
        grouped(made.objects)
    ));
    let Some(name) = made.version.as_deref().filter(|_| !options.dry_run) else {
        return Ok(made);
    };
    let location = file_location(&lake.join(rows_folder(definition, name)));
    let desired = current_input(definition, location);
    super::block_on(replace(&catalog, database, &desired, async || {
        present(&catalog, database, definition).await
    }))?;
    let keep: Vec<&str> = version.as_deref().into_iter().chain([name]).collect();
    clean(&store, &held, definition, &keep)?;
    Ok(made)
}

/// The table as the catalog has it; an error when it is another one.
async fn present<C: Catalog>(
    catalog: &C,
    database: &str,
    definition: &TableDefinition,
) -> Result<Option<Stored>> {
    let table = definition.current_table();
    match catalog.table(database, &table).await? {
        Some(stored) if stored.table.parameters.get(CURRENT_OF) != Some(&definition.name) => {
            let message = format!(
                "table `{table}` is in the catalog already, and is not the current state of `{}`",
                definition.name
            );
            Err(Trouble::new(message, "give that table another name").into())
        }
        stored => Ok(stored),
    }
}

/// The version that the catalog points at, when it is one of this lake's.
fn version_of(table: &TableInput, lake: &Path, name: &str) -> Option<String> {
    let rows = file_path(&table.storage_descriptor.location)?;
    let version = rows.strip_prefix(lake.join("data").join(name)).ok()?;
    let version = version.iter().next()?.to_str()?;
    rows.is_dir().then(|| version.to_string())
}

fn print(definitions: &[TableDefinition], done: &[Current], printer: &mut Printer) -> Result<()> {
    let count = |pick: fn(&Current) -> u64| done.iter().map(pick).collect();
    let names = definitions.iter().map(|d| Some(d.current_table()));
    let how = |current: &Current| match (current.whole, current.objects) {
        (_, 0) => "nothing new",
        (true, _) => "whole",
        (false, _) => "merged",
    };
    printer.listing(vec![
        Column::Text("table", names.collect()),
        Column::Text("how", done.iter().map(|c| Some(how(c).into())).collect()),
        Column::Count("files_read", count(|c| c.objects)),
        Column::Count("changes", count(|c| c.changes)),
        Column::Count("rewritten", count(|c| c.rewritten)),
        Column::Count("buckets", count(|c| c.buckets)),
        Column::Count("items", count(|c| c.items)),
        Column::Count("removed", count(|c| c.removed)),
        Column::Count("bytes", count(|c| c.bytes)),
    ])?;
    printer.flush()?;
    Ok(())
}
