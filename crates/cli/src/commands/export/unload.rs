//! A result into a folder of S3, which Athena writes by itself.

use std::sync::atomic::Ordering;

use anyhow::{Context, Result};
use lakebed_aws::{Objects, S3Place};
use lakebed_query::{Format, RunWatch, Status, UnloadFormat};

use crate::args::ExportArgs;
use crate::aws::{Place, open};
use crate::commands::query::bind;
use crate::commands::{athena, stop};
use crate::exit::{Exit, Trouble};
use crate::output::{Printer, grouped, megabytes, note};
use crate::progress::{Meter, Unit};
use crate::settings::{Settings, Source, Target};
use crate::sources;

pub fn run(
    args: &ExportArgs,
    to: &S3Place,
    settings: &Settings,
    printer: &mut Printer,
) -> Result<Exit> {
    if settings.target.value != Target::Aws {
        let message = format!("{to} is a folder, which only Athena writes");
        let hint = format!(
            "name an object: {to}{}.parquet; or write --target aws",
            args.name
        );
        return Err(Trouble::new(message, hint).into());
    }
    let format = format(settings)?;
    let query = sources::query(settings, &args.name)?;
    let arguments = bind(&query, &args.params)?;
    let wished = stop::on_interrupt()?;
    let meter = Meter::new(settings, &query.name, None, Unit::Bytes);
    let (execution, objects, links) = crate::commands::block_on(async {
        let session = open(settings, &[Place::Database, Place::Workgroup]).await?;
        let engine = athena::engine_of(&session, &args.athena.scan, 0)?;
        let on_status = |status: &Status| meter.at(status.scanned, athena::state(status).into());
        let stop = || wished.load(Ordering::SeqCst);
        let watch = RunWatch {
            on_status: Some(&on_status),
            stop: Some(&stop),
        };
        let written = engine.unload(&query, &arguments, to, format, &watch).await;
        meter.clear();
        let (execution, objects) =
            written.with_context(|| format!("query `{}` was not exported", query.name))?;
        let s3 = Objects::new(&session.connection);
        let mut links = Vec::new();
        for object in &objects {
            links.push(s3.link(&to.join(&object.name), args.expires).await?);
        }
        Ok((execution, objects, links))
    })?;
    for link in &links {
        printer.line(link)?;
    }
    printer.flush()?;
    let s = if objects.len() == 1 { "" } else { "s" };
    note(&format!(
        "{} object{s}, {}: {to}",
        grouped(objects.len() as u64),
        megabytes(objects.iter().map(|o| o.bytes).sum())
    ));
    note(&athena::cost(&execution));
    Ok(Exit::Done)
}

/// What Athena writes of the formats that can be asked for.
fn format(settings: &Settings) -> Result<UnloadFormat> {
    let asked = settings.format.source == Source::Flag;
    match settings.format.value {
        _ if settings.parquet || !asked => Ok(UnloadFormat::Parquet),
        Format::Ndjson => Ok(UnloadFormat::Json),
        _ => {
            let message = "Athena writes parquet and ndjson into a folder";
            let hint = "write --format parquet or ndjson; or name one object: s3://BUCKET/KEY.csv";
            Err(Trouble::new(message, hint).into())
        }
    }
}
