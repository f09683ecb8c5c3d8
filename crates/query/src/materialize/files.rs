//! Sorted rows into the files of their partitions, named by what they hold.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::compute::{BatchCoalescer, cast, partition};
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::row::{OwnedRow, RowConverter, SortField};
use lakebed_record::layout::is_partition_value;
use xxhash_rust::xxh3::xxh3_128;

use super::shape::Shape;
use super::version::Version;
use crate::format::ParquetWriter;
use crate::problem::QueryError;

/// Rows of a file at most: what is written is in memory until its name is known.
const FILE_ROWS: usize = 1_000_000;
/// Rows that reach the writer at once, so that equal rows make equal bytes however they came.
const BATCH_ROWS: usize = 8_192;

/// Writes rows that come sorted by partition and key.
pub(super) struct Files<'a> {
    shape: &'a Shape,
    folder: PathBuf,
    made: Version,
    rows: u64,
    open: Option<Open>,
    keys: Option<(RowConverter, Option<OwnedRow>)>,
}

/// The partition that is being written.
struct Open {
    path: String,
    waiting: BatchCoalescer,
    writer: ParquetWriter<Vec<u8>>,
    rows: usize,
}

impl<'a> Files<'a> {
    /// Files below `folder`, which is empty.
    pub fn new(shape: &'a Shape, folder: PathBuf) -> Self {
        let made = Version {
            root: folder.clone(),
            ..Version::default()
        };
        Self {
            shape,
            folder,
            made,
            rows: 0,
            open: None,
            keys: None,
        }
    }

    /// # Errors
    /// A key that stands twice, a partition value that a path cannot hold, a disk that takes no more.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), QueryError> {
        if batch.num_rows() == 0 {
            return Ok(());
        }
        self.check_keys(batch)?;
        self.rows += batch.num_rows() as u64;
        let values: Vec<ArrayRef> = self
            .shape
            .partition_at
            .iter()
            .map(|at| cast(batch.column(*at), &DataType::Utf8))
            .collect::<Result<_, _>>()
            .map_err(engine)?;
        let columns: Vec<ArrayRef> = self
            .shape
            .data
            .iter()
            .zip(self.shape.schema.fields())
            .map(|(at, field)| cast(batch.column(*at), field.data_type()))
            .collect::<Result<_, _>>()
            .map_err(engine)?;
        let data = RecordBatch::try_new(self.shape.schema.clone(), columns).map_err(engine)?;
        let ranges = if values.is_empty() {
            std::iter::once(0..batch.num_rows()).collect()
        } else {
            partition(&values).map_err(engine)?.ranges()
        };
        for range in ranges {
            let path = self.path(&values, range.start)?;
            self.append(path, data.slice(range.start, range.len()))?;
        }
        Ok(())
    }

    /// All files are on the disk.
    pub fn finish(mut self) -> Result<(Version, u64), QueryError> {
        if let Some(open) = self.open.take() {
            self.close(open)?;
        }
        // An empty result of a table without partitions is an empty table.
        if self.shape.partition.is_empty() {
            self.made.partitions.entry(String::new()).or_default();
        }
        Ok((self.made, self.rows))
    }

    /// Rows come sorted, so that equal keys are neighbours; also across batches.
    fn check_keys(&mut self, batch: &RecordBatch) -> Result<(), QueryError> {
        let at = || self.shape.partition_at.iter().chain(&self.shape.key_at);
        let columns: Vec<ArrayRef> = at().map(|i| batch.column(*i).clone()).collect();
        if columns.is_empty() {
            return Ok(());
        }
        let (converter, last) = match &mut self.keys {
            Some(keys) => keys,
            none => {
                let fields = columns
                    .iter()
                    .map(|c| SortField::new(c.data_type().clone()));
                let converter = RowConverter::new(fields.collect()).map_err(engine)?;
                none.insert((converter, None))
            }
        };
        let rows = converter.convert_columns(&columns).map_err(engine)?;
        let twice = (1..rows.num_rows()).any(|i| rows.row(i) == rows.row(i - 1))
            || last.as_ref().is_some_and(|last| last.row() == rows.row(0));
        if twice {
            let names: BTreeSet<_> = at()
                .map(|i| batch.schema().field(*i).name().clone())
                .collect();
            return Err(same_key(&names.into_iter().collect::<Vec<_>>()));
        }
        *last = Some(rows.row(rows.num_rows() - 1).owned());
        Ok(())
    }

    /// `dt=2026-11-20/region=eu` of a row.
    fn path(&self, values: &[ArrayRef], row: usize) -> Result<String, QueryError> {
        let mut path = String::new();
        for (name, values) in self.shape.partition.iter().zip(values) {
            use datafusion::arrow::array::cast::AsArray;
            let texts = values.as_string::<i32>();
            let value = if texts.is_null(row) {
                ""
            } else {
                texts.value(row)
            };
            if !is_partition_value(value) {
                return Err(no_path(name));
            }
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(&format!("{name}={value}"));
        }
        Ok(path)
    }

    fn append(&mut self, path: String, rows: RecordBatch) -> Result<(), QueryError> {
        let mut open = match self.open.take() {
            Some(open) if open.path == path => open,
            other => {
                if let Some(other) = other {
                    self.close(other)?;
                }
                self.begin(path)?
            }
        };
        open.waiting.push_batch(rows).map_err(engine)?;
        while let Some(batch) = open.waiting.next_completed_batch() {
            open.writer.write(&batch)?;
            open.rows += batch.num_rows();
            if open.rows + BATCH_ROWS > FILE_ROWS {
                let next = self.begin(open.path.clone())?;
                let full = std::mem::replace(&mut open.writer, next.writer);
                open.rows = 0;
                self.store(&open.path, full)?;
            }
        }
        self.open = Some(open);
        Ok(())
    }

    fn begin(&self, path: String) -> Result<Open, QueryError> {
        Ok(Open {
            path,
            waiting: BatchCoalescer::new(self.shape.schema.clone(), BATCH_ROWS),
            writer: ParquetWriter::new(Vec::new(), &self.shape.schema)?,
            rows: 0,
        })
    }

    fn close(&mut self, mut open: Open) -> Result<(), QueryError> {
        open.waiting.finish_buffered_batch().map_err(engine)?;
        while let Some(batch) = open.waiting.next_completed_batch() {
            open.writer.write(&batch)?;
            open.rows += batch.num_rows();
        }
        if open.rows > 0 {
            self.store(&open.path, open.writer)?;
        }
        Ok(())
    }

    /// The file is on the disk, not only in the system's memory, before anything points at it.
    fn store(&mut self, path: &str, writer: ParquetWriter<Vec<u8>>) -> Result<(), QueryError> {
        let (bytes, _) = writer.finish()?;
        let name = format!("{:032x}.parquet", xxh3_128(&bytes));
        let folder = self.folder.join(path);
        fs::create_dir_all(&folder).map_err(|e| QueryError::file("create", &folder, e))?;
        let file = folder.join(&name);
        File::create(&file)
            .and_then(|mut out| out.write_all(&bytes).and_then(|()| out.sync_all()))
            .map_err(|e| QueryError::file("write", &file, e))?;
        self.made
            .partitions
            .entry(path.into())
            .or_default()
            .insert(name);
        Ok(())
    }
}

/// Rows that the key does not tell apart.
pub(crate) fn same_key(names: &[String]) -> QueryError {
    QueryError::Result {
        message: format!(
            "rows of the result have the same key ({})",
            names.join(", ")
        ),
        hint: "name in key= all columns that tell rows apart, or group by them".into(),
    }
}

/// A value of a partition column that no path takes.
pub(crate) fn no_path(name: &str) -> QueryError {
    QueryError::Result {
        message: format!(
            "partition column `{name}` has a value that a path cannot hold: NULL, empty, longer than 64, or not of A-Z a-z 0-9 _ . -"
        ),
        hint: format!("filter such rows, or write coalesce({name}, 'none') AS {name}"),
    }
}

fn engine(error: ArrowError) -> QueryError {
    QueryError::Engine(error.to_string())
}
