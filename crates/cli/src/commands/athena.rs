//! What `lakebed query` does with `--target aws`.

use std::sync::atomic::Ordering;

use anyhow::{Context, Result};
use lakebed_catalog::GlueCatalog;
use lakebed_query::{
    Argument, AthenaEngine, AthenaOptions, Billed, Execution, NamedChange, Problem, QueryEngine,
    RunWatch, SavedQuery, State, Status, render,
};

use super::query::{bind, print_answer};
use crate::args::{AthenaArgs, MaterializeArgs, RunArgs, ScanArgs};
use crate::aws::{Place, Session, open};
use crate::exit::Exit;
use crate::output::{Column, Printer, grouped, megabytes, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &RunArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let query = sources::query(settings, &args.query.name)?;
    let sql = render(&query, &bind(&query, &args.query.params)?)?;
    let wished = super::stop::on_interrupt()?;
    let meter = Meter::new(settings, &query.name, None, Unit::Bytes);
    let (execution, rows) = super::block_on(async {
        let engine = engine(settings, &args.athena).await?;
        let on_status = |status: &Status| meter.at(status.scanned, state(status).into());
        let stop = || wished.load(Ordering::SeqCst);
        let watch = RunWatch {
            on_status: Some(&on_status),
            stop: Some(&stop),
        };
        let ran = engine.execute(&sql, &watch).await;
        meter.clear();
        let execution = ran.with_context(|| format!("query `{}` failed", query.name))?;
        let answer = engine.answer(&execution).await?;
        let rows = print_answer(answer, &query.name, u64::MAX, printer).await?;
        Ok((execution, rows))
    })?;
    printer.flush()?;
    note(&account(&execution, rows));
    Ok(Exit::Done)
}

/// Has Athena check queries, one after the other; answers what is wrong with them.
///
/// # Errors
/// Athena cannot be asked.
pub async fn check(queries: &[SavedQuery], settings: &Settings) -> Result<Vec<Problem>> {
    let engine = engine(settings, &AthenaArgs::default()).await?;
    let mut problems = Vec::new();
    for query in queries {
        problems.extend(engine.check(query).await);
    }
    Ok(problems)
}

pub fn publish(
    dry_run: bool,
    prune: bool,
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Exit> {
    let all = sources::queries(settings)?;
    if !all.problems.is_empty() {
        return Err(sources::problems_of_queries(&all.problems).into());
    }
    let changes = super::block_on(async {
        let engine = engine(settings, &AthenaArgs::default()).await?;
        let publication = engine.plan_named(&all.queries).await?;
        let changes = publication.changes().to_vec();
        if !dry_run {
            engine.publish(&publication, prune).await?;
        }
        Ok(changes)
    })?;
    let action = |change: &NamedChange| match change {
        NamedChange::Create(_) => "create",
        NamedChange::Update(_) => "update",
        NamedChange::Unchanged(_) => "unchanged",
        NamedChange::Orphan(_) if prune => "delete",
        NamedChange::Orphan(_) => "orphan",
    };
    printer.listing(vec![
        Column::Text(
            "query",
            changes.iter().map(|c| Some(c.name().into())).collect(),
        ),
        Column::Text(
            "action",
            changes.iter().map(|c| Some(action(c).into())).collect(),
        ),
    ])?;
    printer.flush()?;
    let orphans = changes
        .iter()
        .filter(|c| matches!(c, NamedChange::Orphan(_)))
        .count();
    if dry_run {
        note("nothing was changed, since this is a dry run");
    } else if orphans > 0 && !prune {
        note(&format!(
            "{orphans} named queries have no file: --prune deletes them"
        ));
    }
    Ok(Exit::Done)
}

async fn engine(settings: &Settings, args: &AthenaArgs) -> Result<AthenaEngine> {
    let session = open(settings, &[Place::Database, Place::Workgroup]).await?;
    engine_of(&session, &args.scan, args.reuse)
}

/// Athena in the workgroup and database of a session, which was asked for both.
///
/// # Errors
/// It was not.
pub fn engine_of(session: &Session, scan: &ScanArgs, reuse: u32) -> Result<AthenaEngine> {
    let options = AthenaOptions {
        max_scan: scan.max_scan,
        reuse_minutes: reuse,
        output: scan.results.clone(),
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

pub fn state(status: &Status) -> &'static str {
    match status.state {
        State::Queued => "queued",
        State::Running => "running",
        State::Succeeded => "done",
    }
}

/// Rows, time, bytes and cost of a run.
fn account(execution: &Execution, rows: u64) -> String {
    let s = if rows == 1 { "" } else { "s" };
    format!("{} row{s} in {}", grouped(rows), cost(execution))
}

/// Time, bytes and cost of a run.
pub fn cost(execution: &Execution) -> String {
    let reused = if execution.reused {
        ", an earlier result"
    } else {
        ""
    };
    format!(
        "{}.{} s ({}.{} s queued), {} scanned, {:.4} USD{reused}; run {}",
        execution.millis / 1000,
        execution.millis % 1000 / 100,
        execution.queued_millis / 1000,
        execution.queued_millis % 1000 / 100,
        megabytes(execution.scanned),
        execution.cost_usd(),
        execution.id
    )
}

/// Computes a query that declares a table, and switches the table in Glue.
///
/// # Errors
/// Those of [`AthenaEngine::materialize`].
pub async fn materialize(
    session: &Session,
    query: &SavedQuery,
    arguments: &[Argument],
    args: &MaterializeArgs,
    watch: &RunWatch<'_>,
) -> Result<Billed> {
    let engine = engine_of(session, &args.scan, 0)?;
    let catalog = GlueCatalog::new(&session.connection, None);
    let lake = session.lake()?.place();
    let made = engine.materialize(query, arguments, &catalog, &lake, args.whole, watch);
    Ok(made.await?)
}
