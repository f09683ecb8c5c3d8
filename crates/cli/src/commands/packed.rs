//! `lakebed compact` with `--target aws`: Athena packs the changes of closed days into an Iceberg table.

use anyhow::Result;
use lakebed_catalog::{
    GlueCatalog, HISTORY_OF, TableInput, create_packed, ddl, history_table, history_view,
    merge_packed, optimize_packed, packed_columns, packed_table, widen_packed,
};
use lakebed_lake::S3Store;
use lakebed_record::definition::TableDefinition;

use super::iceberg::{self, LATE_DAYS};
use crate::args::CompactArgs;
use crate::aws::{Place, Session, open};
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, megabytes, note};
use crate::settings::Settings;
use crate::sources;

/// Days of one statement: Athena writes to 100 partitions at a time.
const DAYS_AT_ONCE: usize = 90;

pub fn run(args: &CompactArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definition = sources::definition(settings, &args.table)?;
    if args.partition.is_some() || args.all {
        let message = "--partition and --all are for a lake in a folder: Athena packs whole days";
        return Err(Trouble::new(message, "say which with --from-dt and --before").into());
    }
    iceberg::check(&definition)?;
    let (days, scanned) = super::block_on(async {
        let session = open(settings, &[Place::Lake, Place::Database, Place::Workgroup]).await?;
        let database = &session.place(Place::Database)?.value;
        let catalog = GlueCatalog::new(&session.connection, None);
        let (days, statements, view) = steps(args, &definition, &catalog, &session).await?;
        if args.dry_run {
            for statement in statements.iter().chain([&ddl(&view)]) {
                printer.line(&format!("{statement};\n"))?;
            }
            return Ok((days, 0));
        }
        if days == 0 {
            return Ok((0, 0));
        }
        let what = format!("the changes of `{}` were not packed", definition.name);
        let results = args.athena.results.as_ref();
        let bytes = iceberg::execute(&statements, results, &session, &what).await?;
        iceberg::switch(&catalog, database, HISTORY_OF, &definition, &view).await?;
        Ok((days, bytes))
    })?;
    if args.dry_run {
        printer.flush()?;
        note("nothing was changed: without --dry-run Athena runs these, and Glue gets the view");
        return Ok(Exit::Done);
    }
    printer.listing(vec![
        Column::Text("table", vec![Some(history_table(&definition))]),
        Column::Count("days", vec![days]),
        Column::Count("scanned_bytes", vec![scanned]),
    ])?;
    printer.flush()?;
    match days {
        0 => note("nothing to pack: no day is closed that was not packed"),
        _ => note(&format!("{} scanned", megabytes(scanned))),
    }
    Ok(Exit::Done)
}

/// How many days are packed, what Athena has to run, in order, and the view that is there then.
async fn steps(
    args: &CompactArgs,
    definition: &TableDefinition,
    catalog: &GlueCatalog,
    session: &Session,
) -> Result<(u64, Vec<String>, TableInput)> {
    let lake = session.lake()?;
    let database = &session.place(Place::Database)?.value;
    let (table, columns) = (packed_table(definition), packed_columns(definition));
    let there = iceberg::present(catalog, database, &table, &columns).await?;
    let name = history_table(definition);
    let view = iceberg::view(catalog, database, &name, HISTORY_OF, definition).await?;
    let last = iceberg::merged_to(view.as_ref()).filter(|_| there.is_some());
    let closed = iceberg::before(&iceberg::today(), LATE_DAYS);
    let wanted = args.athena.before.clone().unwrap_or(closed);
    // Never back: what is packed stays in sight.
    let to = last.map_or(wanted.clone(), |last| last.to_string().max(wanted));
    let from = last.map(|last| {
        let late = iceberg::before(last, LATE_DAYS);
        args.athena.from_dt.iter().cloned().fold(late, String::min)
    });
    let mut days = days(definition, session).await?;
    days.retain(|day| *day < to && from.as_ref().is_none_or(|from| day >= from));

    let mut statements = Vec::new();
    match &there {
        None => statements.push(create_packed(definition, &lake.url())),
        Some(stored) => statements.extend(widen_packed(definition, &iceberg::columns(stored))),
    }
    let parts: Vec<_> = days.chunks(DAYS_AT_ONCE).collect();
    for (at, part) in parts.iter().enumerate() {
        let end = parts.get(at + 1).map_or(&to, |next| &next[0]);
        statements.push(merge_packed(definition, &part[0], end));
        statements.push(optimize_packed(definition, &part[0], end));
    }
    let view = history_view(definition, database, &to);
    Ok((days.len() as u64, statements, view))
}

/// Days of which there are changes, by the lake's folders.
async fn days(definition: &TableDefinition, session: &Session) -> Result<Vec<String>> {
    let (connection, lake) = (session.connection.clone(), session.lake()?);
    let prefix = format!("data/{}/", definition.changes_table());
    // The store works for threads without a runtime.
    let folders = tokio::task::spawn_blocking(move || {
        let store = S3Store::open(&connection, &lake.bucket, &lake.prefix)?;
        let folders = store.folders(&prefix)?;
        let day = |folder: &String| {
            let name = folder.strip_prefix(&prefix)?.strip_prefix("dt=")?;
            Some(name.trim_end_matches('/').to_string())
        };
        Ok::<_, lakebed_lake::StoreError>(folders.iter().filter_map(day).collect())
    });
    Ok(folders.await??)
}
