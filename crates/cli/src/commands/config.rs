//! `lakebed config show`

use anyhow::Result;
use lakebed_query::Format;

use crate::exit::Exit;
use crate::output::{Column, Printer, note};
use crate::settings::{
    ENV_CONFIG, ENV_DATABASE, ENV_FORMAT, ENV_LAKE, ENV_NO_COLOR, ENV_QUERIES, ENV_TABLES, Setting,
    Settings, format_text,
};

pub fn show(settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let Settings {
        lake,
        database,
        tables,
        queries,
        format,
        ..
    } = settings;
    let rows = [
        row("lake", lake, lake.value.display().to_string(), ENV_LAKE),
        row("database", database, database.value.clone(), ENV_DATABASE),
        row(
            "tables",
            tables,
            tables.value.display().to_string(),
            ENV_TABLES,
        ),
        row(
            "queries",
            queries,
            queries.value.display().to_string(),
            ENV_QUERIES,
        ),
        row(
            "format",
            format,
            format_text(format.value).into(),
            ENV_FORMAT,
        ),
    ];
    let column = |index: usize| rows.iter().map(|row| Some(row[index].clone())).collect();
    printer.listing(vec![
        Column::Text("setting", column(0)),
        Column::Text("value", column(1)),
        Column::Text("source", column(2)),
        Column::Text("variable", column(3)),
    ])?;
    printer.flush()?;
    if printer.format() == Format::Table {
        note(&format!(
            "{ENV_CONFIG} names another settings file than ./lakebed.toml; {ENV_NO_COLOR} takes colours away"
        ));
    }
    Ok(Exit::Done)
}

fn row<T>(name: &str, setting: &Setting<T>, value: String, variable: &str) -> [String; 4] {
    [
        name.into(),
        value,
        setting.source.to_string(),
        variable.into(),
    ]
}
