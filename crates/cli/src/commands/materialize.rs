//! `lakebed query materialize`: saved queries whose rows are kept as tables.

use std::collections::BTreeMap;

use anyhow::Result;
use lakebed_catalog::EmbeddedCatalog;
use lakebed_query::{Materialized, Problem, SavedQuery};

use super::query::{given_to, open_engine, shared_params, tell_notes, told};
use crate::args::MaterializeArgs;
use crate::exit::{self, Exit};
use crate::output::{Column, Printer, note};
use crate::settings::{Settings, Target};
use crate::sources;

const HEADER: &str = "write -- materialize: table_name partition=dt key=column in a query's header";

pub fn run(args: &MaterializeArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let (queries, broken) = sources::declaring(
        settings,
        &args.names,
        |q| q.materialize.is_some(),
        "a table",
        HEADER,
    )?;
    let clashes = clashes(&queries, settings);
    if !clashes.is_empty() {
        return Err(sources::problems_of_queries(&clashes).into());
    }
    let given = shared_params(&args.params, &queries)?;
    let outcomes = match settings.target.value {
        Target::Local => here(&queries, &given, args.whole, settings)?,
        #[cfg(feature = "aws")]
        Target::Aws => on_aws(&queries, &given, args, settings)?,
        #[cfg(not(feature = "aws"))]
        Target::Aws => return Err(super::without_aws()),
    };
    let mut failed = 0;
    let mut done = Vec::new();
    for (query, outcome) in queries.iter().zip(outcomes) {
        match outcome {
            Ok(materialized) => {
                tell_notes(query, settings);
                done.push((query, materialized));
            }
            // One that cannot be computed must not keep the others from it.
            Err(error) => {
                failed += 1;
                let what = format!("query `{}` was not materialized", query.name);
                exit::report(&error.context(what));
            }
        }
    }
    print(&done, printer)?;
    if let Some(trouble) = broken {
        failed += 1;
        exit::report(&trouble.into());
    }
    if failed == 0 {
        return Ok(Exit::Done);
    }
    let s = if done.len() == 1 { "" } else { "s" };
    note(&format!(
        "{} table{s} written, {failed} could not be",
        done.len()
    ));
    Ok(Exit::Failed)
}

/// One outcome for each query.
type Outcomes = Vec<Result<Materialized>>;

fn here(
    queries: &[SavedQuery],
    given: &BTreeMap<String, String>,
    whole: bool,
    settings: &Settings,
) -> Result<Outcomes> {
    super::block_on(async {
        let engine = open_engine(settings).await?;
        let lake = settings.lake_root()?;
        let catalog = EmbeddedCatalog::new(&lake);
        let database = &settings.database.value;
        let mut outcomes = Vec::new();
        for query in queries {
            let outcome = match given_to(query, given) {
                Ok(arguments) => engine
                    .materialize(query, &arguments, &catalog, database, &lake, whole)
                    .await
                    .map_err(|error| told(error, &engine)),
                Err(error) => Err(error),
            };
            outcomes.push(outcome);
        }
        Ok(outcomes)
    })
}

#[cfg(feature = "aws")]
fn on_aws(
    queries: &[SavedQuery],
    given: &BTreeMap<String, String>,
    args: &MaterializeArgs,
    settings: &Settings,
) -> Result<Outcomes> {
    use std::sync::atomic::Ordering;

    use lakebed_query::{RunWatch, Status};

    use super::athena;
    use crate::aws::{Place, open};
    use crate::exit::Trouble;
    use crate::output::megabytes;
    use crate::progress::{Meter, Unit};

    let wished = super::stop::on_interrupt()?;
    super::block_on(async {
        let session = open(settings, &[Place::Lake, Place::Database, Place::Workgroup]).await?;
        let mut outcomes = Vec::new();
        for query in queries {
            let meter = Meter::new(settings, &query.name, None, Unit::Bytes);
            let on_status =
                |status: &Status| meter.at(status.scanned, athena::state(status).into());
            let stop = || wished.load(Ordering::SeqCst);
            let watch = RunWatch {
                on_status: Some(&on_status),
                stop: Some(&stop),
            };
            let outcome = match given_to(query, given) {
                _ if stop() => Err(Trouble::new("it was stopped", "run the command again").into()),
                Ok(arguments) => {
                    athena::materialize(&session, query, &arguments, args, &watch).await
                }
                Err(error) => Err(error),
            };
            meter.clear();
            outcomes.push(outcome.map(|billed| {
                note(&format!(
                    "{}: {} statements, {} scanned, {:.4} USD",
                    query.name,
                    billed.statements,
                    megabytes(billed.scanned),
                    billed.cost_usd
                ));
                billed.done
            }));
        }
        Ok(outcomes)
    })
}

fn print(done: &[(&SavedQuery, Materialized)], printer: &mut Printer) -> Result<()> {
    let count = |of: fn(&Materialized) -> u64| done.iter().map(|(_, m)| of(m)).collect();
    let table = |q: &SavedQuery| q.materialize.as_ref().map(|m| m.table.clone());
    printer.listing(vec![
        Column::Text("table", done.iter().map(|(q, _)| table(q)).collect()),
        Column::Text(
            "query",
            done.iter().map(|(q, _)| Some(q.name.clone())).collect(),
        ),
        Column::Count("rows", count(|m| m.rows)),
        Column::Count("replaced", count(|m| m.replaced)),
        Column::Count("unchanged", count(|m| m.unchanged)),
        Column::Count("kept", count(|m| m.kept)),
        Column::Count("removed", count(|m| m.removed)),
        Column::Count("objects", count(|m| m.objects)),
        Column::Count("bytes", count(|m| m.bytes)),
    ])?;
    printer.flush()?;
    Ok(())
}

/// Queries that declare a table that another query, or a definition, already has.
pub fn clashes(queries: &[SavedQuery], settings: &Settings) -> Vec<Problem> {
    // Definitions with problems are told by whatever needs them.
    let definitions = sources::definitions(settings).unwrap_or_default();
    let mut problems = Vec::new();
    for (at, query) in queries.iter().enumerate() {
        let Some(target) = &query.materialize else {
            continue;
        };
        let twin = queries[..at]
            .iter()
            .find(|q| {
                q.materialize
                    .as_ref()
                    .is_some_and(|m| m.table == target.table)
            })
            .map(|q| format!("query `{}`", q.name));
        let definition = definitions
            .iter()
            .find(|d| d.name == target.table || d.changes_table() == target.table)
            .map(|d| format!("the definition `{}`", d.name));
        if let Some(owner) = twin.or(definition) {
            problems.push(Problem {
                file: query.file.clone(),
                line: target.line,
                column: None,
                message: format!("table `{}` is that of {owner}", target.table),
                hint: Some("declare another table name".into()),
            });
        }
    }
    problems
}
