//! `lakebed export`: a query's result into a file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use futures::StreamExt;
use lakebed_query::arrow::datatypes::SchemaRef;
use lakebed_query::arrow::record_batch::RecordBatch;
use lakebed_query::{
    Argument, EmbeddedEngine, Format, Look, ParquetWriter, QueryEngine, ResultWriter, SavedQuery,
};
use tempfile::NamedTempFile;

use super::query::{bind, open_engine, told};
use crate::args::ExportArgs;
use crate::exit::{Exit, Trouble};
use crate::output::{grouped, megabytes, note};
use crate::progress::{Meter, Unit};
use crate::settings::{Settings, Source};
use crate::sources;

pub fn run(args: &ExportArgs, settings: &Settings) -> Result<Exit> {
    let start = Instant::now();
    let shape = shape(&args.to, settings)?;
    let target = Target::new(&args.to, args.force)?;
    let query = sources::query(settings, &args.name)?;
    let arguments = bind(&query, &args.params)?;
    let meter = Meter::new(settings, "exporting", None, Unit::Records);
    let rows = super::block_on(async {
        let engine = open_engine(settings).await?;
        export(&engine, &query, &arguments, shape, target, &meter).await
    })
    .inspect_err(|_| meter.clear())?;
    meter.clear();
    let bytes = fs::metadata(&args.to).map_or(0, |file| file.len());
    let s = if rows == 1 { "" } else { "s" };
    note(&format!(
        "{} row{s}, {}, in {} ms: {}",
        grouped(rows),
        megabytes(bytes),
        start.elapsed().as_millis(),
        args.to.display()
    ));
    Ok(Exit::Done)
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text(Format),
    Parquet,
}

/// The flag's format, then that of the file's name, then that of the other settings.
fn shape(to: &Path, settings: &Settings) -> Result<Shape> {
    if settings.parquet {
        return Ok(Shape::Parquet);
    }
    let extension = to
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase());
    let named = match extension.as_deref() {
        Some("csv") => Some(Shape::Text(Format::Csv)),
        Some("json") => Some(Shape::Text(Format::Json)),
        Some("ndjson" | "jsonl") => Some(Shape::Text(Format::Ndjson)),
        Some("parquet") => Some(Shape::Parquet),
        _ => None,
    };
    let flag = settings.format.source == Source::Flag;
    match (flag, settings.format.value, named) {
        (true, Format::Table, _) => Err(Trouble::new(
            "a table is for people, not for a file",
            "write --format csv, json, ndjson or parquet; or `lakebed query run` for the table",
        )
        .into()),
        (true, format, _) => Ok(Shape::Text(format)),
        (false, _, Some(shape)) => Ok(shape),
        (false, Format::Table, None) => {
            let message = format!("the name of {} tells no format", to.display());
            let hint = "end it in .csv, .json, .ndjson or .parquet, or write --format";
            Err(Trouble::new(message, hint).into())
        }
        (false, format, None) => Ok(Shape::Text(format)),
    }
}

/// A file in the making, beside the one that it becomes.
struct Target {
    file: NamedTempFile,
    to: PathBuf,
    force: bool,
}

impl Target {
    fn new(to: &Path, force: bool) -> Result<Self> {
        if to.to_str().is_some_and(|text| text.contains("://")) {
            let message = format!("{} is no file on this machine", to.display());
            return Err(Trouble::new(message, "name a file with --to").into());
        }
        if to.is_dir() {
            let message = format!("{} is a folder", to.display());
            return Err(Trouble::new(message, "name a file in it with --to").into());
        }
        if !force && to.symlink_metadata().is_ok() {
            return Err(taken(to).into());
        }
        let folder = match to.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".lakebed-export-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: the process's mask takes off what it should.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).with_context(|| {
            let message = format!("could not write to the folder {}", folder.display());
            Trouble::new(
                message,
                "make the folder, or check your right to write there",
            )
        })?;
        Ok(Self {
            file,
            to: to.into(),
            force,
        })
    }

    fn publish(self) -> Result<()> {
        let failed = || {
            let message = format!("could not write {}", self.to.display());
            Trouble::new(
                message,
                "check the room on the disk and your right to write there",
            )
        };
        self.file.as_file().sync_all().with_context(failed)?;
        let named = if self.force {
            self.file.persist(&self.to)
        } else {
            self.file.persist_noclobber(&self.to)
        };
        match named {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(taken(&self.to).into())
            }
            Err(error) => Err(anyhow::Error::new(error.error).context(failed())),
        }
    }
}

fn taken(to: &Path) -> Trouble {
    let message = format!("{} is there already", to.display());
    Trouble::new(message, "--force replaces it")
}

async fn export(
    engine: &EmbeddedEngine,
    query: &SavedQuery,
    arguments: &[Argument],
    shape: Shape,
    target: Target,
    meter: &Meter,
) -> Result<u64> {
    let mut answer = engine
        .run(query, arguments)
        .await
        .map_err(|error| told(error, engine))?;
    let out = BufWriter::with_capacity(1 << 16, target.file.reopen()?);
    let failed = || {
        let message = format!("could not write {}", target.to.display());
        Trouble::new(message, "check the room on the disk")
    };
    let mut sink = Sink::new(out, shape, answer.schema.clone())?;
    let mut rows = 0;
    while let Some(batch) = answer.batches.next().await {
        let batch = batch
            .map_err(anyhow::Error::new)
            .with_context(|| format!("query `{}` stopped; no file was written", query.name))?;
        sink.write(&batch).with_context(failed)?;
        rows += batch.num_rows() as u64;
        meter.at(rows, String::new());
    }
    sink.finish().with_context(failed)?;
    target.publish()?;
    Ok(rows)
}

/// A file that takes batches.
enum Sink {
    Text(ResultWriter<BufWriter<File>>),
    Parquet(Box<ParquetWriter<BufWriter<File>>>),
}

impl Sink {
    fn new(out: BufWriter<File>, shape: Shape, schema: SchemaRef) -> Result<Self> {
        Ok(match shape {
            Shape::Text(format) => {
                Self::Text(ResultWriter::new(out, format, Look::default(), schema)?)
            }
            Shape::Parquet => Self::Parquet(Box::new(ParquetWriter::new(out, &schema)?)),
        })
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        match self {
            Self::Text(writer) => writer.write(batch)?,
            Self::Parquet(writer) => writer.write(batch)?,
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        match self {
            Self::Text(writer) => drop(writer.finish()?),
            Self::Parquet(writer) => writer.finish()?.0.flush()?,
        }
        Ok(())
    }
}
