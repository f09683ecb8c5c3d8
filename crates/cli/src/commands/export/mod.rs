//! `lakebed export`: a query's result into a file or an object of S3, which is there whole or not at all.

mod file;
#[cfg(feature = "aws")]
mod object;
mod shape;
#[cfg(feature = "aws")]
mod unload;

use std::time::Instant;

use anyhow::{Context, Result};
use lakebed_query::QueryError;
use lakebed_query::arrow::record_batch::RecordBatch;

use self::file::Target;
use self::shape::shape;
use super::destination::Destination;
use super::engine::Engine;
use super::query::{bind, tell_notes};
use crate::args::ExportArgs;
use crate::exit::Exit;
use crate::output::{Printer, grouped, megabytes, note};
use crate::progress::{Meter, Unit};
use crate::settings::Settings;
use crate::sources;

pub fn run(args: &ExportArgs, settings: &Settings, printer: &mut Printer) -> Result<Exit> {
    let start = Instant::now();
    let to = Destination::of(&args.to)?;
    #[cfg(feature = "aws")]
    if let Destination::S3(place) = &to
        && place.is_folder()
    {
        return unload::run(args, place, settings, printer);
    }
    let shape = shape(&args.to, settings)?;
    let file = match &to {
        Destination::File(file) => Some(Target::new(file, args.force)?),
        #[cfg(feature = "aws")]
        Destination::S3(_) => None,
    };
    let query = sources::query(settings, &args.name)?;
    let arguments = bind(&query, &args.params)?;
    let meter = Meter::new(settings, "exporting", None, Unit::Records);
    let done = super::block_on(async {
        #[cfg(feature = "aws")]
        let object = match &to {
            Destination::S3(place) => Some(object::Target::open(place, args.force).await?),
            Destination::File(_) => None,
        };
        let engine = Engine::open(settings, &args.athena).await?;
        let answer = engine.run(&query, &arguments).await?;
        let name = query.name.as_str();
        let done = match file {
            Some(file) => {
                let (rows, bytes) = file.take(answer, name, shape, &meter).await?;
                Done {
                    rows,
                    bytes,
                    link: None,
                }
            }
            #[cfg(feature = "aws")]
            None => match object {
                Some(object) => {
                    object
                        .take(answer, name, shape, &meter, args.expires)
                        .await?
                }
                None => anyhow::bail!("there is nothing to write to"),
            },
            #[cfg(not(feature = "aws"))]
            None => anyhow::bail!("there is nothing to write to"),
        };
        Ok((done, engine.account()))
    })
    .inspect_err(|_| meter.clear());
    let (done, account) = done?;
    meter.clear();
    tell_notes(&query, settings);
    let s = if done.rows == 1 { "" } else { "s" };
    note(&format!(
        "{} row{s}, {}, in {} ms: {to}",
        grouped(done.rows),
        megabytes(done.bytes),
        start.elapsed().as_millis(),
    ));
    account.iter().for_each(|account| note(account));
    if let Some(link) = &done.link {
        printer.line(link)?;
    }
    Ok(Exit::Done)
}

/// What an export came to.
struct Done {
    rows: u64,
    bytes: u64,
    /// Where anyone can read it for a while.
    link: Option<String>,
}

/// A batch of the answer, or what to say when there is none.
fn batch_of(batch: Result<RecordBatch, QueryError>, name: &str) -> Result<RecordBatch> {
    batch
        .map_err(anyhow::Error::new)
        .with_context(|| format!("query `{name}` stopped; no file was written"))
}
