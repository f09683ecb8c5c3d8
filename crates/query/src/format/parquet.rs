//! A result as one Parquet file.
//!
//! Row groups are written as they fill, so that memory does not grow with the result. Types are the query's own: decimals, dates,
//! timestamps and nested values as Parquet's.

use std::io::Write;

use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_writer::ArrowWriterOptions;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::{WriterProperties, WriterVersion};

use crate::problem::QueryError;
use crate::storable;

/// Rows of a row group at most.
const ROW_GROUP_ROWS: usize = 131_072;
/// Bytes of a row group in memory at most, so that long texts do not pile up.
const ROW_GROUP_BYTES: usize = 64 << 20;

/// Writes batches of one result into a Parquet file. Nothing is complete before [`ParquetWriter::finish`].
pub struct ParquetWriter<W: Write + Send> {
    writer: ArrowWriter<W>,
    schema: SchemaRef,
    rows: u64,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// A writer of results of one schema.
    ///
    /// # Errors
    /// [`QueryError::Result`] for a type that Parquet does not have; the output takes nothing.
    pub fn new(out: W, schema: &Schema) -> Result<Self, QueryError> {
        let schema = storable::schema(schema)?;
        let properties = WriterProperties::builder()
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_created_by("lakebed".into())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
            .build();
        // Parquet's own types say it all; Arrow's would bring this engine's into every reader.
        let options = ArrowWriterOptions::new()
            .with_properties(properties)
            .with_skip_arrow_metadata(true);
        let writer =
            ArrowWriter::try_new_with_options(out, schema.clone(), options).map_err(failure)?;
        Ok(Self {
            writer,
            schema,
            rows: 0,
        })
    }

    /// Writes the rows of a batch of this schema.
    ///
    /// # Errors
    /// The output takes no more.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), QueryError> {
        let batch = storable::batch(batch, &self.schema)
            .map_err(|error| QueryError::Engine(error.to_string()))?;
        self.writer.write(&batch).map_err(failure)?;
        if self.writer.in_progress_size() > ROW_GROUP_BYTES {
            self.writer.flush().map_err(failure)?;
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Writes what is left and the footer, and answers the output and the number of rows.
    ///
    /// # Errors
    /// The output takes no more.
    pub fn finish(self) -> Result<(W, u64), QueryError> {
        let out = self.writer.into_inner().map_err(failure)?;
        Ok((out, self.rows))
    }
}

fn failure(error: ParquetError) -> QueryError {
    match error {
        ParquetError::External(source) => match source.downcast::<std::io::Error>() {
            Ok(error) => QueryError::Write(*error),
            Err(other) => QueryError::Engine(other.to_string()),
        },
        other => QueryError::Engine(other.to_string()),
    }
}
