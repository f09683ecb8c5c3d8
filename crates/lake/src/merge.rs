//! Sorted objects into one sorted stream of rows, and that into new objects: memory stays flat, whatever the size.

mod output;
mod sorted;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{Array, BooleanArray, RecordBatch};
use arrow::compute::{filter_record_batch, interleave_record_batch};
use arrow::datatypes::SchemaRef;
use parquet::errors::ParquetError;

use crate::land::ObjectFormat;
use crate::store::{LocalStore, StoreError};

use output::Output;
pub(crate) use output::Written;
use sorted::{Cursor, Heap};

/// Rows that are written at a time.
const OUTPUT_ROWS: usize = 8_192;

/// Objects that are read at once; of more, parts are merged first.
const FAN_IN: usize = 128;

/// Objects could not be merged; nothing in the lake has changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file that cannot be read or written as Parquet.
    #[error("cannot rewrite {path}: {source}")]
    Parquet {
        /// The file.
        path: String,
        /// The decoder's or encoder's reason.
        source: ParquetError,
    },
    /// The new objects do not have the rows that they should.
    #[error("{folder}: {before} rows were read and {after} would be written")]
    Count {
        /// The folder.
        folder: String,
        /// Rows read, without those that were left out on purpose.
        before: u64,
        /// Rows written.
        after: u64,
    },
}

/// Says which rows of a batch stay.
pub(crate) type Keep<'a> = &'a dyn Fn(&RecordBatch) -> Result<BooleanArray, ParquetError>;

/// What a merge came to.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    /// The new files, in the order of their rows.
    pub files: Vec<Written>,
    /// Rows read.
    pub read: u64,
    /// Rows that were there already, equal in every column.
    pub duplicates: u64,
    /// Rows that were not to stay.
    pub left_out: u64,
}

/// Merges objects of one table.
pub(crate) struct Merger<'a> {
    pub store: &'a LocalStore,
    pub format: &'a ObjectFormat,
    /// Bytes at which a new file ends.
    pub target_bytes: u64,
    pub keep: Option<Keep<'a>>,
}

impl Merger<'_> {
    /// Merges files whose columns are known to fit.
    pub fn merge(&self, files: &[PathBuf]) -> Result<Merged, MergeError> {
        let mut merged = Merged::default();
        let mut files = files.to_vec();
        while files.len() > FAN_IN {
            let mut parts = Vec::new();
            for group in files.chunks(FAN_IN) {
                let part = self.pass(group, u64::MAX, true)?;
                merged.read += part.read;
                merged.duplicates += part.duplicates;
                merged.left_out += part.left_out;
                parts.extend(part.files);
            }
            let last = files.len().div_ceil(FAN_IN) <= FAN_IN;
            files = parts.into_iter().map(|file| file.path).collect();
            if last {
                let end = Merger {
                    keep: None,
                    ..*self
                }
                .pass(&files, self.target_bytes, false)?;
                merged.duplicates += end.duplicates;
                merged.files = end.files;
                return Ok(merged);
            }
        }
        self.pass(&files, self.target_bytes, false)
    }

    fn pass(&self, files: &[PathBuf], target: u64, temporary: bool) -> Result<Merged, MergeError> {
        let mut files = files.to_vec();
        loop {
            match self.attempt(&files, target, temporary)? {
                Ok(merged) => return Ok(merged),
                // Written by others, or by an engine that does not sort.
                Err(unsorted) => {
                    files[unsorted] = sorted::sort_file(self.store, self.format, &files[unsorted])?;
                }
            }
        }
    }

    /// The place of a file that is not sorted, when there is one.
    fn attempt(
        &self,
        files: &[PathBuf],
        target: u64,
        temporary: bool,
    ) -> Result<Result<Merged, usize>, MergeError> {
        let schema = self.format.read_schema();
        let mut merged = Merged::default();
        let mut cursors = Vec::new();
        for file in files {
            cursors.push(Cursor::open(file, self.format)?);
        }
        let mut output = Output::new(self.store, self.format, target, files, temporary);
        let mut slots: Vec<RecordBatch> = Vec::new();
        let mut picks: Vec<(usize, usize)> = Vec::new();
        // The rows written last that are equal in all columns of the order.
        let mut tie: Vec<(usize, usize)> = Vec::new();
        let mut tie_key: Vec<u8> = Vec::new();
        let mut heap = Heap::default();
        for place in 0..cursors.len() {
            if self.load(&mut cursors[place], &mut slots, &mut merged, &schema)? {
                heap.push(place, &cursors);
            }
        }
        while let Some(place) = heap.first() {
            let (slot, row) = (cursors[place].slot, cursors[place].at);
            let key = cursors[place].key();
            if key == tie_key.as_slice() && !picks.is_empty() {
                if tie
                    .iter()
                    .any(|(s, r)| equal(&slots[*s], *r, &slots[slot], row))
                {
                    merged.duplicates += 1;
                } else {
                    picks.push((slot, row));
                    tie.push((slot, row));
                }
            } else {
                if picks.len() >= OUTPUT_ROWS {
                    write(&slots, &picks, &mut output)?;
                    picks.clear();
                    // What no cursor stands in is not needed any more.
                    let mut kept = Vec::with_capacity(cursors.len());
                    for cursor in cursors.iter_mut().filter(|cursor| !cursor.ended) {
                        kept.push(slots[cursor.slot].clone());
                        cursor.slot = kept.len() - 1;
                    }
                    slots = kept;
                }
                tie_key.clear();
                tie_key.extend_from_slice(cursors[place].key());
                let here = (cursors[place].slot, row);
                tie.clear();
                tie.push(here);
                picks.push(here);
            }
            match cursors[place].step() {
                None => return Ok(Err(place)),
                Some(true) => heap.sift(&cursors),
                Some(false) => {
                    let before = cursors[place].key_copy();
                    if self.load(&mut cursors[place], &mut slots, &mut merged, &schema)? {
                        if cursors[place].key() < before.as_slice() {
                            return Ok(Err(place));
                        }
                        heap.sift(&cursors);
                    } else {
                        heap.pop(&cursors);
                    }
                }
            }
        }
        if !picks.is_empty() {
            write(&slots, &picks, &mut output)?;
        }
        merged.files = output.finish()?;
        Ok(Ok(merged))
    }

    /// Puts the cursor on the first row of its next batch; false after the last.
    fn load(
        &self,
        cursor: &mut Cursor,
        slots: &mut Vec<RecordBatch>,
        merged: &mut Merged,
        schema: &SchemaRef,
    ) -> Result<bool, MergeError> {
        loop {
            let Some(batch) = cursor.next_batch(schema)? else {
                return Ok(false);
            };
            merged.read += batch.num_rows() as u64;
            let batch = match self.keep {
                Some(keep) => {
                    let failed = |source| cursor.failed(source);
                    let stay = keep(&batch).map_err(failed)?;
                    merged.left_out += (stay.len() - stay.true_count()) as u64;
                    filter_record_batch(&batch, &stay).map_err(|e| cursor.failed(e.into()))?
                }
                None => batch,
            };
            if batch.num_rows() > 0 {
                cursor.stand(&batch, slots.len())?;
                slots.push(batch);
                return Ok(true);
            }
        }
    }
}

fn write(
    slots: &[RecordBatch],
    picks: &[(usize, usize)],
    output: &mut Output<'_>,
) -> Result<(), MergeError> {
    let slots: Vec<&RecordBatch> = slots.iter().collect();
    for picks in picks.chunks(OUTPUT_ROWS) {
        let batch = interleave_record_batch(&slots, picks).map_err(|e| output.failed(e.into()))?;
        output.write(&batch)?;
    }
    Ok(())
}

/// True when two rows are equal in every column.
fn equal(a: &RecordBatch, a_row: usize, b: &RecordBatch, b_row: usize) -> bool {
    a.columns()
        .iter()
        .zip(b.columns())
        .all(|(a, b)| a.slice(a_row, 1).to_data() == b.slice(b_row, 1).to_data())
}

/// The reader of a file, when its columns fit those of the table.
pub(crate) fn fits(path: &Path, format: &ObjectFormat) -> Result<bool, MergeError> {
    let failed = |source| MergeError::Parquet {
        path: path.display().to_string(),
        source,
    };
    let file =
        File::open(path).map_err(|e| StoreError::io(path.display().to_string(), "read", e))?;
    let builder = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file)
        .map_err(failed)?;
    let schema = Arc::clone(builder.schema());
    let table = format.read_schema();
    let known = schema.fields().iter().all(|field| {
        let own = table.field_with_name(field.name());
        own.is_ok_and(|own| own.data_type() == field.data_type())
    });
    let missing = |name: &str| schema.field_with_name(name).is_err();
    Ok(known
        && table
            .fields()
            .iter()
            .all(|own| own.is_nullable() || !missing(own.name())))
}
