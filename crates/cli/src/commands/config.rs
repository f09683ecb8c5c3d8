//! `lakebed config show`

use anyhow::Result;
use lakebed_query::Format;

use crate::exit::Exit;
use crate::output::{Column, Printer, note};
use crate::settings::{
    ENV_CONFIG, ENV_DATABASE, ENV_FORMAT, ENV_LAKE, ENV_NO_COLOR, ENV_QUERIES, ENV_TABLES,
    ENV_TARGET, Setting, Settings, Target, format_text,
};

pub fn show(settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let Settings {
        target,
        tables,
        queries,
        format,
        ..
    } = settings;
    let target_text = match target.value {
        Target::Local => "local",
        Target::Aws => "aws",
    };
    let mut rows = vec![row("target", target, target_text.into(), ENV_TARGET)];
    let failed = match target.value {
        Target::Local => {
            local(settings, &mut rows);
            None
        }
        Target::Aws => aws(settings, &mut rows).err(),
    };
    rows.extend([
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
    ]);
    let column = |index: usize| rows.iter().map(|row| Some(row[index].clone())).collect();
    printer.listing(vec![
        Column::Text("setting", column(0)),
        Column::Text("value", column(1)),
        Column::Text("source", column(2)),
        Column::Text("variable", column(3)),
    ])?;
    printer.flush()?;
    // What is known is shown before what stands against the rest.
    if let Some(error) = failed {
        return Err(error);
    }
    if printer.format() == Format::Table {
        note(&format!(
            "{ENV_CONFIG} names another settings file than ./lakebed.toml; {ENV_NO_COLOR} takes colours away"
        ));
    }
    Ok(Exit::Done)
}

fn local(settings: &Settings, rows: &mut Vec<[String; 4]>) {
    let Settings { lake, database, .. } = settings;
    rows.push(row(
        "lake",
        lake,
        lake.value.display().to_string(),
        ENV_LAKE,
    ));
    rows.push(row(
        "database",
        database,
        database.value.clone(),
        ENV_DATABASE,
    ));
}

#[cfg(feature = "aws")]
fn aws(settings: &Settings, rows: &mut Vec<[String; 4]>) -> Result<()> {
    use crate::aws::{Place, open};
    use crate::settings::{ENV_ENV, ENV_WORKGROUP, Source};

    let env = &settings.aws.env;
    rows.push(row("env", env, env.value.clone(), ENV_ENV));
    let session = super::block_on(open(
        settings,
        &[Place::Lake, Place::Database, Place::Workgroup],
    ));
    let places = [
        ("lake", Place::Lake, &settings.aws.lake, ENV_LAKE),
        (
            "database",
            Place::Database,
            &settings.aws.database,
            ENV_DATABASE,
        ),
        (
            "workgroup",
            Place::Workgroup,
            &settings.aws.workgroup,
            ENV_WORKGROUP,
        ),
    ];
    for (name, place, set, variable) in places {
        let setting = match &session {
            Ok(session) => Some(session.place(place)?),
            Err(_) => set.as_ref(),
        };
        match setting {
            Some(setting) => rows.push(row(name, setting, setting.value.clone(), variable)),
            None => rows.push([
                name.into(),
                String::new(),
                "not set".into(),
                variable.into(),
            ]),
        }
    }
    let set = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let profile = std::env::var("AWS_PROFILE").unwrap_or_else(|_| "default".into());
    let connection = &session?.connection;
    let region_source = ["AWS_REGION", "AWS_DEFAULT_REGION"]
        .into_iter()
        .find(|name| set(name));
    let region = Setting {
        value: connection.region.clone(),
        source: Source::Aws(
            region_source.map_or(format!("profile {profile}, or the instance"), String::from),
        ),
    };
    rows.push(row("region", &region, region.value.clone(), "AWS_REGION"));
    let key_source = if set("AWS_ACCESS_KEY_ID") {
        "AWS_ACCESS_KEY_ID".into()
    } else {
        format!("profile {profile}, or the machine's role")
    };
    let key = Setting {
        value: connection.access_key.clone(),
        source: Source::Aws(key_source),
    };
    rows.push(row("access key", &key, key.value.clone(), "AWS_PROFILE"));
    Ok(())
}

#[cfg(not(feature = "aws"))]
fn aws(_: &Settings, _: &mut Vec<[String; 4]>) -> Result<()> {
    Err(super::without_aws())
}

fn row<T>(name: &str, setting: &Setting<T>, value: String, variable: &str) -> [String; 4] {
    [
        name.into(),
        value,
        setting.source.to_string(),
        variable.into(),
    ]
}
