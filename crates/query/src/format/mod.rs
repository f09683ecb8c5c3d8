//! Results as text: aligned for people, or CSV, JSON and NDJSON for programs. Values keep every digit.
//!
//! | | table | CSV | JSON, NDJSON |
//! |---|---|---|---|
//! | NULL | `NULL` | nothing | `null` |
//! | empty text | nothing | `""` | `""` |
//! | numbers | right aligned | digits | numbers, every digit; NaN and infinities as text |
//! | timestamp | `2026-11-20 07:30:00.123` | the same | the same as text |
//! | binary | base64 | base64 | base64 as text |
//! | list, map, struct | JSON | JSON | JSON |

mod cell;
mod csv;
mod json;
mod parquet;
mod table;

use std::io::{self, Write};

use datafusion::arrow::array::Array;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;

pub(crate) use json::names;
pub use parquet::ParquetWriter;

/// The value of a row as text, every digit of it; lists, maps and structs as JSON, binary as base64. None for NULL.
#[must_use]
pub fn cell_text(column: &dyn Array, row: usize) -> Option<String> {
    let mut text = String::new();
    (cell::write_value(&mut text, column, row) != cell::Kind::Null).then_some(text)
}

/// A format of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Aligned columns for people.
    #[default]
    Table,
    /// RFC 4180 with a header, lines ended by LF.
    Csv,
    /// One array of objects.
    Json,
    /// One object on each line.
    Ndjson,
}

/// How a table for people looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Columns of the terminal; none when there is no terminal: then each cell has its own limit.
    pub width: Option<usize>,
    /// Escape sequences for faint and bold text.
    pub styled: bool,
}

/// Writes batches of one result in a format. Nothing is complete before [`ResultWriter::finish`].
pub struct ResultWriter<W: Write> {
    out: W,
    schema: SchemaRef,
    layout: Layout,
    rows: u64,
}

enum Layout {
    Table(table::Table),
    Csv,
    Json { names: Vec<String>, array: bool },
}

impl<W: Write> ResultWriter<W> {
    /// A writer of results of one schema.
    ///
    /// # Errors
    /// The header cannot be written.
    pub fn new(mut out: W, format: Format, look: Look, schema: SchemaRef) -> io::Result<Self> {
        let layout = match format {
            Format::Table => Layout::Table(table::Table::new(&schema, look)),
            Format::Csv => {
                csv::write_header(&mut out, &schema)?;
                Layout::Csv
            }
            Format::Json | Format::Ndjson => Layout::Json {
                names: names(&schema),
                array: format == Format::Json,
            },
        };
        Ok(Self {
            out,
            schema,
            layout,
            rows: 0,
        })
    }

    /// Writes the rows of a batch of this schema.
    ///
    /// # Errors
    /// The output takes no more.
    pub fn write(&mut self, batch: &RecordBatch) -> io::Result<()> {
        match &mut self.layout {
            Layout::Table(table) => table.write(&mut self.out, batch)?,
            Layout::Csv => csv::write_rows(&mut self.out, batch)?,
            Layout::Json { names, array } => {
                json::write_rows(&mut self.out, batch, names, *array, self.rows)?
            }
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Writes what is left and answers the number of rows.
    ///
    /// # Errors
    /// The output takes no more.
    pub fn finish(mut self) -> io::Result<u64> {
        self.end()?;
        Ok(self.rows)
    }

    /// Writes what is left and answers the output.
    ///
    /// # Errors
    /// The output takes no more.
    pub fn into_inner(mut self) -> io::Result<W> {
        self.end()?;
        Ok(self.out)
    }

    fn end(&mut self) -> io::Result<()> {
        match &mut self.layout {
            Layout::Table(table) => table.finish(&mut self.out)?,
            Layout::Csv => {}
            Layout::Json { array: false, .. } => {}
            Layout::Json { array: true, .. } => {
                self.out
                    .write_all(if self.rows == 0 { b"[]\n" } else { b"\n]\n" })?
            }
        }
        self.out.flush()
    }

    /// The schema of the result.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }
}
