//! `lakebed query list|show|check|explain|run|materialize|render`

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context, Result};
use futures::StreamExt;
use lakebed_catalog::{Catalog, CatalogError, EmbeddedCatalog};
use lakebed_query::{
    Answer, Argument, EmbeddedEngine, Format, Problem, QueryEngine, QueryError, SavedQuery,
    arguments, notes, render,
};
use serde_json::json;

use super::{explain, materialize, register};
use crate::args::{BoundArgs, CheckArgs, QueryCommand, RunArgs};
use crate::exit::{Exit, Trouble};
use crate::output::{Column, Printer, grouped, note};
use crate::settings::{Settings, Target};
use crate::sources;

pub fn run(command: QueryCommand, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    match command {
        QueryCommand::List => list(settings, printer),
        QueryCommand::Show { name } => show(&sources::query(settings, &name)?, printer),
        QueryCommand::Check(args) => check(&args, settings, printer),
        QueryCommand::Explain(args) => explain::run(&args, settings, printer),
        QueryCommand::Materialize(args) => materialize::run(&args, settings, printer),
        QueryCommand::Run(args) => run_one(&args, settings, printer),
        #[cfg(feature = "aws")]
        QueryCommand::Publish { dry_run, prune } => {
            super::athena::publish(dry_run, prune, settings, printer)
        }
        QueryCommand::Render(args) => {
            let query = sources::query(settings, &args.name)?;
            printer.line(render(&query, &bind(&query, &args.params)?)?.trim_end())?;
            Ok(Exit::Done)
        }
    }
}

fn list(settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let mut all = sources::queries(settings)?;
    let folder = |query: &SavedQuery| sources::folder(settings, query);
    all.queries.sort_by_key(|q| (folder(q), q.name.clone()));
    let parameters = |query: &SavedQuery| {
        query
            .parameters
            .iter()
            .map(declaration)
            .collect::<Vec<_>>()
            .join(", ")
    };
    printer.listing(vec![
        Column::Text(
            "name",
            all.queries.iter().map(|q| Some(q.name.clone())).collect(),
        ),
        Column::Text(
            "folder",
            all.queries.iter().map(|q| Some(folder(q))).collect(),
        ),
        Column::Text(
            "description",
            all.queries
                .iter()
                .map(|q| Some(q.description.clone()))
                .collect(),
        ),
        Column::Text(
            "parameters",
            all.queries.iter().map(|q| Some(parameters(q))).collect(),
        ),
    ])?;
    printer.flush()?;
    if all.problems.is_empty() {
        return Ok(Exit::Done);
    }
    Err(sources::problems_of_queries(&all.problems).into())
}

/// `n=10`, `status=null`; a name alone must be given.
fn declaration(parameter: &lakebed_query::Parameter) -> String {
    match parameter.default_text() {
        Some(default) => format!("{}={default}", parameter.name),
        None => parameter.name.clone(),
    }
}

fn show(query: &SavedQuery, printer: &mut Printer) -> Result<Exit> {
    let sql = body(&query.text);
    if matches!(printer.format(), Format::Json | Format::Ndjson) {
        let parameter = |p: &lakebed_query::Parameter| {
            json!({
                "name": p.name, "type": p.ty.to_string(), "nullable": p.nullable, "required": p.default.is_none(),
                "default": p.default.clone().flatten().map(|v| v.to_string()), "rules": p.rules_text(),
            })
        };
        let parameters: Vec<_> = query.parameters.iter().map(parameter).collect();
        let alert = query.alert.as_ref().map(|alert| format!("when {alert}"));
        let table = query.materialize.as_ref();
        let table =
            table.map(|t| json!({"table": t.table, "partition": t.partition, "key": t.key}));
        let object = json!({
            "name": query.name, "description": query.description, "file": query.file, "parameters": parameters, "alert": alert,
            "materialize": table, "sql": sql,
        });
        printer.line(&object.to_string())?;
        return Ok(Exit::Done);
    }
    printer.line(&format!(
        "{}: {}\n{}\n",
        query.name, query.description, query.file
    ))?;
    for parameter in &query.parameters {
        let nullable = if parameter.nullable { "?" } else { "" };
        let default = parameter
            .default_text()
            .map_or("must be given".into(), |default| {
                format!("default {default}")
            });
        let rules = parameter.rules_text();
        let comma = if rules.is_empty() { "" } else { "; " };
        printer.line(&format!(
            "  :{} {}{nullable}, {default}{comma}{rules}",
            parameter.name, parameter.ty
        ))?;
    }
    if let Some(alert) = &query.alert {
        printer.line(&format!("  alert when {alert}"))?;
    }
    if let Some(table) = &query.materialize {
        let by = match table.partition.is_empty() {
            true => String::new(),
            false => format!(", partitioned by {}", table.partition.join(", ")),
        };
        let key = table.key.join(", ");
        printer.line(&format!("  makes the table {}{by}, key {key}", table.table))?;
    }
    if !query.parameters.is_empty() || query.alert.is_some() || query.materialize.is_some() {
        printer.line("")?;
    }
    printer.line(sql)?;
    Ok(Exit::Done)
}

/// The statement without the header.
pub fn body(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() && !trimmed.starts_with("--") {
            break;
        }
        at += line.len();
    }
    text.get(at..).unwrap_or(text).trim_end()
}

fn check(args: &CheckArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let names = &args.names;
    let sources::Queries {
        mut queries,
        mut problems,
    } = sources::queries(settings)?;
    if !names.is_empty() {
        for name in names {
            let broken = problems.iter().any(|p| {
                std::path::Path::new(&p.file)
                    .file_stem()
                    .is_some_and(|stem| stem == name.as_str())
            });
            if !broken {
                sources::query(settings, name)?;
            }
        }
        let wanted = |name: &str| names.iter().any(|n| n == name);
        queries.retain(|q| wanted(&q.name));
        problems.retain(|p| {
            std::path::Path::new(&p.file)
                .file_stem()
                .is_some_and(|stem| wanted(&stem.to_string_lossy()))
        });
    }
    #[cfg(feature = "aws")]
    if settings.target.value == Target::Aws {
        problems.extend(super::block_on(super::athena::check(&queries, settings))?);
        return checked(problems, queries.len(), "Athena", "", printer);
    }
    let mut bill = explain::Bill::new(args)?;
    let (found, against) = super::block_on(async {
        let (engine, against) = engine_for_checks(settings).await?;
        let mut found = Vec::new();
        for query in &queries {
            let problems = engine.check(query).await;
            if problems.is_empty() {
                found.extend(bill.hold(&engine, query).await?);
            }
            found.extend(problems);
        }
        Ok((found, against))
    })?;
    problems.extend(found);
    problems.extend(materialize::clashes(&queries, settings));
    checked(problems, queries.len(), against, &bill.summary(), printer)
}

fn checked(
    mut problems: Vec<Problem>,
    queries: usize,
    against: &str,
    bill: &str,
    printer: &mut Printer,
) -> Result<Exit> {
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    print_problems(&problems, printer)?;
    if problems.is_empty() {
        note(&format!(
            "{queries} queries are good, checked against {against}{bill}"
        ));
        return Ok(Exit::Done);
    }
    note(&format!(
        "{} problems, checked against {against}",
        problems.len()
    ));
    Ok(Exit::Partial)
}

fn print_problems(problems: &[Problem], printer: &mut Printer) -> Result<()> {
    if printer.format() == Format::Table {
        for problem in problems {
            printer.line(&problem.to_string())?;
        }
    } else {
        printer.listing(vec![
            Column::Text(
                "file",
                problems.iter().map(|p| Some(p.file.clone())).collect(),
            ),
            Column::Count("line", problems.iter().map(|p| p.line as u64).collect()),
            Column::Count(
                "column",
                problems
                    .iter()
                    .map(|p| p.column.unwrap_or(1) as u64)
                    .collect(),
            ),
            Column::Text(
                "message",
                problems.iter().map(|p| Some(p.message.clone())).collect(),
            ),
            Column::Text("hint", problems.iter().map(|p| p.hint.clone()).collect()),
        ])?;
    }
    printer.flush()?;
    Ok(())
}

/// The registered tables; where nothing is registered, those that the definitions would register.
async fn engine_for_checks(settings: &Settings) -> Result<(EmbeddedEngine, &'static str)> {
    let lake = settings.lake_root()?;
    let database = &settings.database.value;
    let catalog = EmbeddedCatalog::new(&lake);
    match catalog.tables(database).await {
        Ok(tables) if !tables.is_empty() => Ok((
            EmbeddedEngine::open(&catalog, database, &lake).await?,
            "the registered tables",
        )),
        Ok(_) | Err(CatalogError::NoDatabase { .. }) => {
            let tables = register::desired(&sources::definitions(settings)?, settings)?;
            Ok((
                EmbeddedEngine::over(tables, database, &lake).await?,
                "the table definitions, since nothing is registered",
            ))
        }
        Err(error) => Err(error.into()),
    }
}

/// The arguments of a run.
///
/// # Errors
/// A parameter that is given twice, is not known, is missing, or has a value that does not fit.
pub fn bind(query: &SavedQuery, params: &[(String, String)]) -> Result<Vec<Argument>> {
    let mut given = BTreeMap::new();
    for (name, value) in params {
        if given.insert(name.clone(), value.clone()).is_some() {
            return Err(
                Trouble::new(format!("parameter `{name}` is given twice"), "give it once").into(),
            );
        }
    }
    Ok(arguments(&query.parameters, &given)?)
}

/// Values that several queries are given: each name is a parameter of one of them at least.
pub fn shared_params(
    params: &[(String, String)],
    queries: &[SavedQuery],
) -> Result<BTreeMap<String, String>> {
    let mut given = BTreeMap::new();
    for (name, value) in params {
        let mut parameters = queries.iter().flat_map(|q| &q.parameters);
        if !parameters.any(|parameter| parameter.name == *name) {
            let message = format!("none of the queries has a parameter `{name}`");
            return Err(Trouble::new(message, "see `lakebed query list`").into());
        }
        if given.insert(name.clone(), value.clone()).is_some() {
            let message = format!("parameter `{name}` is given twice");
            return Err(Trouble::new(message, "give it once").into());
        }
    }
    Ok(given)
}

/// What one of these queries takes of the values, and its defaults.
pub fn given_to(query: &SavedQuery, given: &BTreeMap<String, String>) -> Result<Vec<Argument>> {
    let own = |name: &str| query.parameters.iter().any(|p| p.name == name);
    let given = given.iter().filter(|(name, _)| own(name));
    let given = given.map(|(name, value)| (name.clone(), value.clone()));
    Ok(arguments(&query.parameters, &given.collect())?)
}

fn run_one(args: &RunArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    match settings.target.value {
        Target::Local => run_here(&args.query, settings, printer),
        #[cfg(feature = "aws")]
        Target::Aws => super::athena::run(args, settings, printer),
        #[cfg(not(feature = "aws"))]
        Target::Aws => Err(super::without_aws()),
    }
}

fn run_here(args: &BoundArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let query = sources::query(settings, &args.name)?;
    let arguments = bind(&query, &args.params)?;
    let start = Instant::now();
    let rows = super::block_on(async {
        let engine = open_engine(settings).await?;
        print_rows(&engine, &query, &arguments, u64::MAX, printer).await
    })?;
    tell_notes(&query, settings);
    if printer.format() == Format::Table {
        let s = if rows == 1 { "" } else { "s" };
        note(&format!(
            "{} row{s} in {} ms",
            grouped(rows),
            start.elapsed().as_millis()
        ));
    }
    Ok(Exit::Done)
}

/// Says which numbers of a run on this machine may be others on Athena.
pub fn tell_notes(query: &SavedQuery, settings: &Settings) {
    if settings.target.value != Target::Local {
        return;
    }
    for told in notes(query) {
        note(&format!("note: {told}"));
    }
}

/// The engine over what is registered.
///
/// # Errors
/// Nothing is registered, or the catalog cannot be read.
pub async fn open_engine(settings: &Settings) -> Result<EmbeddedEngine> {
    let lake = settings.lake_root()?;
    // Before files are listed, so that `lakebed compact` does not replace them in the meantime.
    #[cfg(feature = "embedded")]
    let reading = lakebed_lake::LocalStore::open(&lake).reading();
    let opened = EmbeddedEngine::open(
        &EmbeddedCatalog::new(&lake),
        &settings.database.value,
        &lake,
    )
    .await;
    #[cfg(feature = "embedded")]
    let opened = opened.map(|engine| engine.holding(reading));
    opened.map_err(|error| match error {
        QueryError::Catalog(CatalogError::NoDatabase { database }) => {
            let message = format!("nothing is registered in the lake {}: there is no database `{database}`", lake.display());
            Trouble::new(message, "run `lakebed register`, or name another lake or database with --lake and --database").into()
        }
        other => other.into(),
    })
}

/// Runs a query and prints its rows as they come, `most` of them; answers how many there are.
pub async fn print_rows(
    engine: &EmbeddedEngine,
    query: &SavedQuery,
    arguments: &[Argument],
    most: u64,
    printer: &mut Printer,
) -> Result<u64> {
    let answer = engine
        .run(query, arguments)
        .await
        .map_err(|error| told(error, engine))?;
    print_answer(answer, &query.name, most, printer).await
}

/// Prints the rows of an answer as they come, `most` of them; answers how many there are.
pub async fn print_answer(
    mut answer: Answer,
    name: &str,
    most: u64,
    printer: &mut Printer,
) -> Result<u64> {
    let mut writer = printer.result(answer.schema.clone())?;
    let mut rows = 0;
    while let Some(batch) = answer.batches.next().await {
        let batch = batch
            .map_err(anyhow::Error::new)
            .with_context(|| format!("query `{name}` stopped"))?;
        let shown = usize::try_from(most.saturating_sub(rows))
            .unwrap_or(usize::MAX)
            .min(batch.num_rows());
        writer.write(&batch.slice(0, shown))?;
        rows += batch.num_rows() as u64;
    }
    writer.finish()?;
    Ok(rows)
}

/// A missing table has its hint, whatever the planner says of it.
pub fn told(error: QueryError, engine: &EmbeddedEngine) -> anyhow::Error {
    if let QueryError::Problem(problem) = &error
        && problem.hint.is_none()
        && problem.message.contains("table")
    {
        let hint = format!(
            "the catalog has {}; `lakebed register` adds what is defined",
            engine.tables().join(", ")
        );
        let message = Problem {
            hint: None,
            ..problem.clone()
        }
        .to_string();
        return Trouble::new(message, hint).into();
    }
    if let QueryError::Problem(problem) = error {
        let message = Problem {
            hint: None,
            ..problem.clone()
        }
        .to_string();
        return Trouble {
            message,
            details: Vec::new(),
            hint: problem.hint,
        }
        .into();
    }
    error.into()
}
