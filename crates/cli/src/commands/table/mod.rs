//! `lakebed table list|show|check|ddl|infer|drift|refine`

#[cfg(feature = "embedded")]
mod drift;
#[cfg(feature = "embedded")]
mod infer;
#[cfg(feature = "aws")]
mod live;
#[cfg(feature = "embedded")]
mod refine;

use anyhow::{Context, Result};
use lakebed_catalog::{ddl, file_location, inputs};
use lakebed_query::Format;
use lakebed_record::definition::{Kind, TableDefinition};

use crate::args::TableCommand;
use crate::exit::Exit;
use crate::output::{Column, Printer, note};
use crate::settings::Settings;
use crate::sources;

pub fn run(command: TableCommand, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    match command {
        TableCommand::List => list(settings, printer),
        TableCommand::Show { name } => show(&sources::definition(settings, &name)?, printer),
        TableCommand::Check => check(settings),
        #[cfg(feature = "embedded")]
        TableCommand::Infer(args) => infer::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        TableCommand::Drift(args) => drift::run(&args, settings, printer),
        #[cfg(feature = "embedded")]
        TableCommand::Refine(args) => refine::run(&args, settings, printer),
        TableCommand::Ddl { name } => {
            show_ddl(&sources::definition(settings, &name)?, settings, printer)
        }
    }
}

fn list(settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let definitions = sources::definitions(settings)?;
    let text =
        |pick: fn(&TableDefinition) -> String| definitions.iter().map(|d| Some(pick(d))).collect();
    printer.listing(vec![
        Column::Text("name", text(|d| d.name.clone())),
        Column::Text("kind", text(|d| kind(d).into())),
        Column::Text("source", text(|d| d.source.clone())),
        Column::Text("key", text(|d| d.primary_key.join(", "))),
        Column::Text("partition", text(|d| d.partition_names().join(", "))),
        Column::Count(
            "columns",
            definitions.iter().map(|d| d.columns.len() as u64).collect(),
        ),
        Column::Text(
            "description",
            definitions.iter().map(|d| d.description.clone()).collect(),
        ),
    ])?;
    Ok(Exit::Done)
}

fn show(definition: &TableDefinition, printer: &mut Printer) -> Result<Exit> {
    if printer.format() == Format::Table {
        printer.line(&format!(
            "{}: {}",
            definition.name,
            definition
                .description
                .as_deref()
                .unwrap_or("no description")
        ))?;
        printer.line(&format!(
            "{} of {}, key {}, partitions {}; table {}, view {}\n",
            kind(definition),
            definition.source,
            definition.primary_key.join(", "),
            definition.partition_names().join(", "),
            definition.changes_table(),
            definition.name,
        ))?;
    }
    let columns: Vec<_> = definition
        .file_schema()
        .into_iter()
        .chain(definition.partition_schema())
        .collect();
    let from = |name: &str| definition.column(name).map(|c| c.from.join("."));
    let role = |name: &str| {
        let key = definition
            .primary_key
            .iter()
            .any(|k| k == name)
            .then_some("key");
        key.or_else(|| {
            definition
                .partition_names()
                .contains(&name)
                .then_some("partition")
        })
        .map(String::from)
    };
    printer.listing(vec![
        Column::Text(
            "column",
            columns.iter().map(|c| Some(c.name.clone())).collect(),
        ),
        Column::Text(
            "type",
            columns.iter().map(|c| Some(c.ty.to_string())).collect(),
        ),
        Column::Text("role", columns.iter().map(|c| role(&c.name)).collect()),
        Column::Text("attribute", columns.iter().map(|c| from(&c.name)).collect()),
        Column::Text(
            "comment",
            columns.iter().map(|c| c.comment.clone()).collect(),
        ),
    ])?;
    Ok(Exit::Done)
}

fn check(settings: &Settings) -> Result<Exit> {
    let definitions = sources::definitions(settings)?;
    let names: Vec<_> = definitions.iter().map(|d| d.name.as_str()).collect();
    note(&format!(
        "{} definitions are good: {}",
        names.len(),
        names.join(", ")
    ));
    Ok(Exit::Done)
}

fn show_ddl(
    definition: &TableDefinition,
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Exit> {
    let lake = settings
        .lake_root()
        .context("could not find out where the lake is")?;
    let statements: Vec<_> = inputs(definition, &file_location(&lake), &settings.database.value)
        .iter()
        .map(|table| format!("{};", ddl(table)))
        .collect();
    printer.line(&statements.join("\n\n"))?;
    Ok(Exit::Done)
}

fn kind(definition: &TableDefinition) -> &'static str {
    match definition.kind {
        Kind::Entity => "entity",
        Kind::Event => "event",
    }
}
