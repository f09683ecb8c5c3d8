//! The format of an export, and the writer of it.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use lakebed_query::arrow::datatypes::SchemaRef;
use lakebed_query::arrow::record_batch::RecordBatch;
use lakebed_query::{Format, Look, ParquetWriter, ResultWriter};

use crate::exit::Trouble;
use crate::settings::{Settings, Source};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text(Format),
    Parquet,
}

/// The flag's format, then that of the file's name, then that of the other settings.
pub fn shape(to: &Path, settings: &Settings) -> Result<Shape> {
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

/// What takes batches.
pub enum Sink<W: Write + Send> {
    Text(ResultWriter<W>),
    Parquet(Box<ParquetWriter<W>>),
}

impl<W: Write + Send> Sink<W> {
    pub fn new(out: W, shape: Shape, schema: SchemaRef) -> Result<Self> {
        Ok(match shape {
            Shape::Text(format) => {
                Self::Text(ResultWriter::new(out, format, Look::default(), schema)?)
            }
            Shape::Parquet => Self::Parquet(Box::new(ParquetWriter::new(out, &schema)?)),
        })
    }

    pub fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        match self {
            Self::Text(writer) => writer.write(batch)?,
            Self::Parquet(writer) => writer.write(batch)?,
        }
        Ok(())
    }

    pub fn finish(self) -> Result<()> {
        match self {
            Self::Text(writer) => drop(writer.finish()?),
            Self::Parquet(writer) => writer.finish()?.0.flush()?,
        }
        Ok(())
    }
}
