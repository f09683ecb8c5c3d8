//! Files as sorted streams of rows.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, UInt32Array, new_null_array};
use arrow::compute::{concat_batches, take_record_batch};
use arrow::datatypes::SchemaRef;
use arrow::row::{RowConverter, Rows, SortField};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;

use super::MergeError;
use super::output::Output;
use crate::land::ObjectFormat;
use crate::store::{LocalStore, StoreError};

/// Rows of a file that are in memory at a time.
const BATCH_ROWS: usize = 1_024;

/// A place in a file.
pub(super) struct Cursor {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    converter: RowConverter,
    order: Vec<usize>,
    rows: Option<Rows>,
    pub at: usize,
    /// Place of the batch among those that the merge holds.
    pub slot: usize,
    pub ended: bool,
}

impl Cursor {
    pub fn open(path: &Path, format: &ObjectFormat) -> Result<Self, MergeError> {
        let failed = |source| MergeError::Parquet {
            path: path.display().to_string(),
            source,
        };
        let file =
            File::open(path).map_err(|e| StoreError::io(path.display().to_string(), "read", e))?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file)
            .and_then(|builder| builder.with_batch_size(BATCH_ROWS).build())
            .map_err(failed)?;
        Ok(Self {
            path: path.into(),
            reader,
            converter: converter(format).map_err(failed)?,
            order: format.order_columns(),
            rows: None,
            at: 0,
            slot: 0,
            ended: false,
        })
    }

    /// The next rows, with all columns of the table.
    pub fn next_batch(&mut self, schema: &SchemaRef) -> Result<Option<RecordBatch>, MergeError> {
        match self.reader.next() {
            Some(batch) => {
                let batch = batch.map_err(|e| self.failed(e.into()))?;
                let whole = complete(&batch, schema).map_err(|e| self.failed(e))?;
                Ok(Some(whole))
            }
            None => {
                self.ended = true;
                Ok(None)
            }
        }
    }

    /// Puts the cursor on the first row of a batch.
    pub fn stand(&mut self, batch: &RecordBatch, slot: usize) -> Result<(), MergeError> {
        let columns: Vec<ArrayRef> = self
            .order
            .iter()
            .map(|c| Arc::clone(batch.column(*c)))
            .collect();
        let rows = self.converter.convert_columns(&columns);
        self.rows = Some(rows.map_err(|e| self.failed(e.into()))?);
        (self.at, self.slot) = (0, slot);
        Ok(())
    }

    /// The row's place in the order.
    pub fn key(&self) -> &[u8] {
        match &self.rows {
            Some(rows) => rows.row(self.at).data(),
            None => &[],
        }
    }

    pub fn key_copy(&self) -> Vec<u8> {
        self.key().to_vec()
    }

    /// Goes to the next row: false after the batch's last, none when it comes before this one.
    pub fn step(&mut self) -> Option<bool> {
        let Some(rows) = &self.rows else {
            return Some(false);
        };
        if self.at + 1 == rows.num_rows() {
            return Some(false);
        }
        let sorted = rows.row(self.at + 1) >= rows.row(self.at);
        self.at += 1;
        sorted.then_some(true)
    }

    pub fn failed(&self, source: ParquetError) -> MergeError {
        MergeError::Parquet {
            path: self.path.display().to_string(),
            source,
        }
    }
}

fn converter(format: &ObjectFormat) -> Result<RowConverter, ParquetError> {
    let schema = format.read_schema();
    let fields = format
        .order_columns()
        .into_iter()
        .map(|column| SortField::new(schema.field(column).data_type().clone()))
        .collect();
    Ok(RowConverter::new(fields)?)
}

/// The batch with the table's columns in their order; nulls for those that the file is too old to have.
fn complete(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ParquetError> {
    let columns = schema
        .fields()
        .iter()
        .map(|field| match batch.column_by_name(field.name()) {
            Some(column) => Arc::clone(column),
            None => new_null_array(field.data_type(), batch.num_rows()),
        })
        .collect();
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    Ok(RecordBatch::try_new_with_options(
        Arc::clone(schema),
        columns,
        &options,
    )?)
}

/// A file's rows, sorted, in a file of this run. It takes the memory of the whole file.
pub(super) fn sort_file(
    store: &LocalStore,
    format: &ObjectFormat,
    path: &Path,
) -> Result<PathBuf, MergeError> {
    let schema = format.read_schema();
    let mut cursor = Cursor::open(path, format)?;
    let mut batches = Vec::new();
    while let Some(batch) = cursor.next_batch(&schema)? {
        batches.push(batch);
    }
    let failed = |e: arrow::error::ArrowError| cursor.failed(e.into());
    let all = concat_batches(&schema, &batches).map_err(failed)?;
    drop(batches);
    let columns: Vec<ArrayRef> = cursor
        .order
        .iter()
        .map(|c| Arc::clone(all.column(*c)))
        .collect();
    let rows = cursor.converter.convert_columns(&columns).map_err(failed)?;
    let mut order: Vec<u32> = (0..all.num_rows() as u32).collect();
    order.sort_by(|a, b| rows.row(*a as usize).cmp(&rows.row(*b as usize)));
    let files = [path.to_path_buf()];
    let mut output = Output::new(store, format, u64::MAX, &files, true);
    for part in order.chunks(super::OUTPUT_ROWS) {
        let batch = take_record_batch(&all, &UInt32Array::from(part.to_vec())).map_err(failed)?;
        output.write(&batch)?;
    }
    let file = output.finish()?.pop();
    Ok(file.map_or_else(|| path.to_path_buf(), |file| file.path))
}

/// Places of cursors, the one with the least row first; of equal rows that of the first cursor.
#[derive(Default)]
pub(super) struct Heap {
    places: Vec<usize>,
}

impl Heap {
    pub fn first(&self) -> Option<usize> {
        self.places.first().copied()
    }

    pub fn push(&mut self, place: usize, cursors: &[Cursor]) {
        self.places.push(place);
        let mut at = self.places.len() - 1;
        while at > 0 && self.less(at, (at - 1) / 2, cursors) {
            self.places.swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    /// The first has moved on.
    pub fn sift(&mut self, cursors: &[Cursor]) {
        let mut at = 0;
        loop {
            let mut least = at;
            for child in [2 * at + 1, 2 * at + 2] {
                if child < self.places.len() && self.less(child, least, cursors) {
                    least = child;
                }
            }
            if least == at {
                return;
            }
            self.places.swap(at, least);
            at = least;
        }
    }

    /// The first has ended.
    pub fn pop(&mut self, cursors: &[Cursor]) {
        self.places.swap_remove(0);
        self.sift(cursors);
    }

    fn less(&self, a: usize, b: usize, cursors: &[Cursor]) -> bool {
        let (a, b) = (self.places[a], self.places[b]);
        cursors[a]
            .key()
            .cmp(cursors[b].key())
            .then(a.cmp(&b))
            .is_lt()
    }
}
