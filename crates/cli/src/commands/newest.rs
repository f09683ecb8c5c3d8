//! `lakebed current` with `--target aws`: Athena merges what is new into an Iceberg table.

use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use lakebed_catalog::{
    CURRENT_OF, Catalog, GlueCatalog, create_newest, current_view, ddl, merge_newest,
    newest_columns, newest_table, widen_newest,
};
use lakebed_query::{AthenaEngine, AthenaOptions, RunWatch};
use lakebed_record::definition::TableDefinition;

use crate::args::CurrentArgs;
use crate::aws::{Place, Session, open};
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, megabytes, note};
use crate::settings::Settings;

/// Changes this old are taken for possibly new, when nobody says otherwise: Firehose retries for a day at most.
const DAYS: u64 = 2;

pub fn run(
    args: &CurrentArgs,
    definitions: &[TableDefinition],
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Exit> {
    let wished = super::stop::on_interrupt()?;
    let scanned = super::block_on(async {
        let session = open(settings, &[Place::Lake, Place::Database, Place::Workgroup]).await?;
        let stop = || wished.load(Ordering::SeqCst);
        let watch = RunWatch {
            stop: Some(&stop),
            ..RunWatch::default()
        };
        let mut scanned = Vec::new();
        for definition in definitions {
            let statements = statements(args, definition, &session).await?;
            if args.dry_run {
                for statement in &statements {
                    printer.line(&format!("{statement};\n"))?;
                }
                continue;
            }
            let engine = engine(args, &session)?;
            let mut bytes = 0;
            for statement in &statements {
                let ran = engine.execute(statement, &watch).await;
                let ran = ran.with_context(|| {
                    format!("the current state of `{}` was not merged", definition.name)
                })?;
                bytes += ran.scanned;
            }
            scanned.push(bytes);
        }
        Ok(scanned)
    })?;
    if args.dry_run {
        printer.flush()?;
        note("nothing was changed: without --dry-run Athena runs these");
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

/// What Athena has to run, in order.
async fn statements(
    args: &CurrentArgs,
    definition: &TableDefinition,
    session: &Session,
) -> Result<Vec<String>> {
    let lake = session.lake()?;
    let database = &session.place(Place::Database)?.value;
    let catalog = GlueCatalog::new(&session.connection, None);
    let table = newest_table(definition);
    let mut statements = Vec::new();
    let there = catalog.table(database, &table).await?;
    match &there {
        None => statements.push(create_newest(definition, &lake.url())),
        Some(stored) => {
            let columns = &stored.table.storage_descriptor.columns;
            for wanted in newest_columns(definition) {
                let found = columns.iter().find(|c| c.name == wanted.name);
                if let Some(found) = found.filter(|c| c.ty != wanted.ty.glue()) {
                    let message = format!(
                        "table `{table}` has column `{}` as {}, and the definition says {}",
                        found.name,
                        found.ty,
                        wanted.ty.glue()
                    );
                    let hint = format!(
                        "DROP TABLE {table} in Athena, and run again: it is made anew from all changes"
                    );
                    return Err(Trouble::new(message, hint).into());
                }
            }
            let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
            statements.extend(widen_newest(definition, &names));
        }
    }
    let view = current_view(definition, database);
    if let Some(other) = catalog.table(database, &view.name).await?
        && (!other.table.is_view() || other.table.parameters.contains_key(CURRENT_OF))
    {
        let message = format!(
            "table `{}` is in the catalog already, and is no view",
            view.name
        );
        return Err(Trouble::new(message, "give that table another name").into());
    }
    let all = args.whole || there.is_none();
    let from = match &args.from_dt {
        Some(day) => Some(day.clone()),
        None if all => None,
        None => Some(days_ago(DAYS)),
    };
    statements.push(merge_newest(definition, from.as_deref(), args.whole));
    statements.push(ddl(&view));
    Ok(statements)
}

fn engine(args: &CurrentArgs, session: &Session) -> Result<AthenaEngine> {
    let options = AthenaOptions {
        output: args.results.clone(),
        ..AthenaOptions::default()
    };
    let database = &session.place(Place::Database)?.value;
    let workgroup = &session.place(Place::Workgroup)?.value;
    Ok(AthenaEngine::new(
        &session.connection,
        database,
        workgroup,
        options,
    ))
}

/// The UTC day before today, as partitions name it.
fn days_ago(days: u64) -> String {
    let then = SystemTime::now() - Duration::from_secs(days * 86_400);
    let millis = then
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_millis();
    let text = lakebed_record::time::iso_text(i64::try_from(millis).unwrap_or(0));
    text[..10].to_string()
}
