//! `lakebed alert`: the saved queries that declare an alert, those that fire, and who is told.

#[cfg(feature = "aws")]
mod topic;

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use futures::StreamExt;
use lakebed_query::arrow::datatypes::SchemaRef;
use lakebed_query::{Alert, Argument, Format, Look, ResultWriter, SavedQuery, Verdict, Watch};
use serde_json::json;

use super::engine::Engine;
use super::explain::{shown, values};
use super::query::{given_to, shared_params};
use crate::args::AlertArgs;
use crate::exit::{self, Exit};
use crate::output::{Column, Printer, grouped, note};
use crate::settings::Settings;
use crate::sources;

/// An alert that fires.
struct Fired<'a> {
    query: &'a SavedQuery,
    alert: &'a Alert,
    arguments: Vec<Argument>,
    schema: SchemaRef,
    verdict: Verdict,
}

/// Who was told of the alerts that fire.
#[derive(Default)]
struct Told {
    /// What to say of it.
    note: Option<String>,
    /// Alerts that could not be told.
    failed: usize,
}

pub fn run(args: &AlertArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let (queries, broken) = sources::declaring(
        settings,
        &args.names,
        |q| q.alert.is_some(),
        "an alert",
        HEADER,
    )?;
    let given = shared_params(&args.params, &queries)?;
    let mut failed = broken.iter().count();
    let (fired, told, account) = super::block_on(async {
        // Before anything is paid for.
        #[cfg(feature = "aws")]
        let topic = topic::Topic::open(args, settings).await?;
        let engine = Engine::open(settings, &args.athena).await?;
        let mut fired = Vec::new();
        for (query, alert) in queries.iter().filter_map(|q| Some((q, q.alert.as_ref()?))) {
            match look(&engine, query, alert, &given, args.rows).await {
                Ok(found) => fired.extend(found),
                // One that cannot be run must not hide the others.
                Err(error) => {
                    failed += 1;
                    exit::report(&error.context(format!("alert `{}` was not run", query.name)));
                }
            }
        }
        #[cfg(feature = "aws")]
        let told = match &topic {
            Some(topic) => topic.tell(&fired).await,
            None => Told::default(),
        };
        #[cfg(not(feature = "aws"))]
        let told = Told::default();
        Ok((fired, told, engine.account()))
    })?;
    print(&fired, printer)?;
    printer.flush()?;
    account.iter().chain(&told.note).for_each(|line| note(line));
    if let Some(trouble) = broken {
        exit::report(&trouble.into());
    }
    let s = if queries.len() == 1 { "" } else { "s" };
    let fire = if fired.len() == 1 { "fires" } else { "fire" };
    let not_run = match failed {
        0 => String::new(),
        n => format!(", {n} could not be run"),
    };
    let not_told = match told.failed {
        0 => String::new(),
        n => format!(", {n} could not be told"),
    };
    note(&format!(
        "{} alert{s}: {} {fire}{not_run}{not_told}",
        queries.len(),
        fired.len()
    ));
    Ok(match (failed + told.failed, fired.is_empty()) {
        (0, true) => Exit::Done,
        (0, false) => Exit::Partial,
        _ => Exit::Failed,
    })
}

const HEADER: &str = "write -- alert: when rows > 0 in a query's header";

async fn look<'a>(
    engine: &Engine,
    query: &'a SavedQuery,
    alert: &'a Alert,
    given: &BTreeMap<String, String>,
    rows: usize,
) -> Result<Option<Fired<'a>>> {
    let arguments = given_to(query, given)?;
    let mut answer = engine.run(query, &arguments).await?;
    let mut watch = Watch::new(alert, &answer.schema, rows)?;
    while let Some(batch) = answer.batches.next().await {
        watch.push(&batch?)?;
    }
    let verdict = watch.finish();
    Ok(verdict.fires.then_some(Fired {
        query,
        alert,
        arguments,
        schema: answer.schema,
        verdict,
    }))
}

fn print(fired: &[Fired<'_>], printer: &mut Printer) -> Result<()> {
    match printer.format() {
        Format::Table => fired.iter().try_for_each(|one| text(one, printer)),
        Format::Json => {
            let objects = fired.iter().map(object).collect::<Result<Vec<_>>>()?;
            printer.line(&format!("[{}]", objects.join(",\n")))?;
            Ok(())
        }
        Format::Ndjson => {
            for one in fired {
                printer.line(&object(one)?)?;
            }
            Ok(())
        }
        Format::Csv => listing(fired, printer),
    }
}

fn text(fired: &Fired<'_>, printer: &mut Printer) -> Result<()> {
    let Fired { query, verdict, .. } = fired;
    printer.heading(&format!("{}: {}", query.name, query.description))?;
    for line in facts(fired) {
        printer.line(&line)?;
    }
    if verdict.sample.is_empty() {
        return Ok(());
    }
    let mut writer = printer.result(fired.schema.clone())?;
    for batch in &verdict.sample {
        writer.write(batch)?;
    }
    let shown = writer.finish()?;
    if let Some(more) = more(fired, shown) {
        printer.line(&more)?;
    }
    Ok(())
}

/// What fired, with which parameters, and where the query is.
fn facts(fired: &Fired<'_>) -> Vec<String> {
    let Fired {
        query,
        alert,
        verdict,
        ..
    } = fired;
    let rows = match verdict.fired {
        1 => "1 row".into(),
        n => format!("{} rows", grouped(n)),
    };
    let of = if verdict.fired < verdict.rows {
        format!(" of {}", grouped(verdict.rows))
    } else {
        String::new()
    };
    let mut lines = vec![format!("fires: {alert}, {rows}{of}")];
    if !fired.arguments.is_empty() {
        let one = |a: &Argument| format!("{}={}", a.name, shown(a));
        let parameters: Vec<_> = fired.arguments.iter().map(one).collect();
        lines.push(format!("with:  {}", parameters.join(", ")));
    }
    lines.push(format!("query: {}", query.file));
    lines
}

/// What is said when more rows fired than are shown.
fn more(fired: &Fired<'_>, shown: u64) -> Option<String> {
    let more = fired.verdict.fired.checked_sub(shown).filter(|n| *n > 0)?;
    Some(format!("({} more; --rows shows them)", grouped(more)))
}

/// The rows are written, not parsed: every digit stays.
fn object(fired: &Fired<'_>) -> Result<String> {
    let Fired { query, verdict, .. } = fired;
    let mut rows = ResultWriter::new(
        Vec::new(),
        Format::Ndjson,
        Look::default(),
        fired.schema.clone(),
    )?;
    for batch in &verdict.sample {
        rows.write(batch)?;
    }
    let rows = String::from_utf8(rows.into_inner()?).context("the rows are no UTF-8")?;
    let rows: Vec<_> = rows.lines().collect();
    let head = json!({
        "alert": query.name, "description": query.description, "file": query.file, "when": fired.alert.to_string(),
        "parameters": values(&fired.arguments), "rows_total": verdict.rows, "rows_fired": verdict.fired,
    });
    let head = head.to_string();
    let head = head.strip_suffix('}').unwrap_or(&head);
    Ok(format!("{head},\"rows\":[{}]}}", rows.join(",")))
}

fn listing(fired: &[Fired<'_>], printer: &mut Printer) -> Result<()> {
    let text = |of: fn(&Fired<'_>) -> String| fired.iter().map(|f| Some(of(f))).collect();
    printer.listing(vec![
        Column::Text("alert", text(|f| f.query.name.clone())),
        Column::Text("when", text(|f| f.alert.to_string())),
        Column::Count(
            "rows_fired",
            fired.iter().map(|f| f.verdict.fired).collect(),
        ),
        Column::Count("rows_total", fired.iter().map(|f| f.verdict.rows).collect()),
        Column::Text("description", text(|f| f.query.description.clone())),
        Column::Text("parameters", text(|f| values(&f.arguments).to_string())),
    ])
}
