//! `lakebed current` with `--target aws`: Athena merges what is new into an Iceberg table.

use anyhow::Result;
use lakebed_catalog::{
    CURRENT_OF, GlueCatalog, TableInput, create_newest, current_view, ddl, merge_newest,
    newest_columns, newest_table, widen_newest,
};
use lakebed_record::definition::TableDefinition;

use super::iceberg::{self, LATE_DAYS};
use crate::args::CurrentArgs;
use crate::aws::{Place, Session, open};
use crate::exit::Exit;
use crate::output::{Column, Printer, megabytes, note};
use crate::settings::Settings;

pub fn run(
    args: &CurrentArgs,
    definitions: &[TableDefinition],
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Exit> {
    definitions.iter().try_for_each(iceberg::check)?;
    let scanned = super::block_on(async {
        let session = open(settings, &[Place::Lake, Place::Database, Place::Workgroup]).await?;
        let database = &session.place(Place::Database)?.value;
        let catalog = GlueCatalog::new(&session.connection, None);
        let mut scanned = Vec::new();
        for definition in definitions {
            let (statements, view) = steps(args, definition, &catalog, &session).await?;
            if args.dry_run {
                for statement in statements.iter().chain([&ddl(&view)]) {
                    printer.line(&format!("{statement};\n"))?;
                }
                continue;
            }
            let what = format!("the current state of `{}` was not merged", definition.name);
            let bytes =
                iceberg::execute(&statements, args.results.as_ref(), &session, &what).await?;
            iceberg::switch(&catalog, database, CURRENT_OF, definition, &view).await?;
            scanned.push(bytes);
        }
        Ok(scanned)
    })?;
    if args.dry_run {
        printer.flush()?;
        note("nothing was changed: without --dry-run Athena runs these, and Glue gets the view");
        return Ok(Exit::Done);
    }
    let names = definitions.iter().map(|d| Some(d.current_table()));
    printer.listing(vec![
        Column::Text("table", names.collect()),
        Column::Count("scanned_bytes", scanned.clone()),
    ])?;
    printer.flush()?;
    note(&format!("{} scanned", megabytes(scanned.iter().sum())));
    Ok(Exit::Done)
}

/// What Athena has to run, in order, and the view that is there then.
async fn steps(
    args: &CurrentArgs,
    definition: &TableDefinition,
    catalog: &GlueCatalog,
    session: &Session,
) -> Result<(Vec<String>, TableInput)> {
    let lake = session.lake()?;
    let database = &session.place(Place::Database)?.value;
    let columns = newest_columns(definition);
    let there = iceberg::present(catalog, database, &newest_table(definition), &columns).await?;
    let name = definition.current_table();
    let view = iceberg::view(catalog, database, &name, CURRENT_OF, definition).await?;
    let mut statements = Vec::new();
    match &there {
        None => statements.push(create_newest(definition, &lake.url())),
        Some(stored) => statements.extend(widen_newest(definition, &iceberg::columns(stored))),
    }
    // Without a table, or a word on what was merged: all.
    let last = iceberg::merged_to(view.as_ref()).filter(|_| there.is_some() && !args.whole);
    let from = last.map(|last| {
        let late = iceberg::before(last, LATE_DAYS);
        args.from_dt.iter().cloned().fold(late, String::min)
    });
    statements.push(merge_newest(definition, from.as_deref(), args.whole));
    let view = current_view(definition, database, &iceberg::today());
    Ok((statements, view))
}
