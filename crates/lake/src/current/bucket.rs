//! The newest change of each key of a bucket, as the files of the next version.

use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, Int64Array, RecordBatch};
use arrow::compute::interleave_record_batch;
use arrow::datatypes::TimestampMillisecondType;
use arrow::row::{RowConverter, Rows, SortField};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{WriterProperties, WriterVersion};

use super::shape::{REMOVE, Shape, damaged};
use crate::land::{CREATED_BY, PAGE_ROWS, ROW_GROUP_ROWS};
use crate::merge::MergeError;

/// Rows that are written at a time.
const OUTPUT_ROWS: usize = 8_192;

/// A bucket in memory.
pub(super) struct Bucket<'a> {
    shape: &'a Shape,
    batches: Vec<RecordBatch>,
    /// Key, and place in the order of changes, of each row.
    rows: Vec<(Rows, Rows)>,
    converters: Option<(RowConverter, RowConverter)>,
}

impl<'a> Bucket<'a> {
    pub fn new(shape: &'a Shape) -> Self {
        Self {
            shape,
            batches: Vec::new(),
            rows: Vec::new(),
            converters: None,
        }
    }

    /// Of equal places in the order, what comes later counts.
    pub fn add(&mut self, batch: RecordBatch) -> Result<(), MergeError> {
        let rows = self.convert(&batch).map_err(bucket_failed)?;
        self.rows.push(rows);
        self.batches.push(batch);
        Ok(())
    }

    fn convert(&mut self, batch: &RecordBatch) -> Result<(Rows, Rows), ParquetError> {
        let keys: Vec<ArrayRef> = self
            .shape
            .keys
            .iter()
            .map(|at| Arc::clone(batch.column(*at)))
            .collect();
        let [time, sequence, id] = self.shape.order.map(|at| Arc::clone(batch.column(at)));
        let seconds: Int64Array = time
            .as_primitive::<TimestampMillisecondType>()
            .unary(|millis| millis.div_euclid(1000));
        let order: Vec<ArrayRef> = vec![Arc::new(seconds), sequence, id];
        let converter = |arrays: &[ArrayRef]| {
            let fields = arrays.iter().map(|a| SortField::new(a.data_type().clone()));
            RowConverter::new(fields.collect())
        };
        let (of_keys, of_order) = match &mut self.converters {
            Some(converters) => converters,
            none => none.insert((converter(&keys)?, converter(&order)?)),
        };
        Ok((
            of_keys.convert_columns(&keys)?,
            of_order.convert_columns(&order)?,
        ))
    }

    /// The files of the items that are there and of those that were removed, sorted by key.
    pub fn newest(self) -> Result<[Option<Vec<u8>>; 2], MergeError> {
        let mut places: Vec<(usize, usize)> = self
            .batches
            .iter()
            .enumerate()
            .flat_map(|(batch, rows)| (0..rows.num_rows()).map(move |row| (batch, row)))
            .collect();
        let key = |place: &(usize, usize)| self.rows[place.0].0.row(place.1);
        let order = |place: &(usize, usize)| self.rows[place.0].1.row(place.1);
        places.sort_unstable_by(|a, b| {
            let newer = || order(b).cmp(&order(a)).then_with(|| b.cmp(a));
            key(a).cmp(&key(b)).then_with(newer)
        });
        places.dedup_by(|next, first| key(next) == key(first));
        let kinds: Vec<_> = self
            .batches
            .iter()
            .map(|batch| batch.column(0).as_string::<i32>())
            .collect();
        let (removed, rows): (Vec<_>, Vec<_>) = places.into_iter().partition(|(batch, row)| {
            use arrow::array::Array;
            kinds[*batch].is_valid(*row) && kinds[*batch].value(*row) == REMOVE
        });
        Ok([
            self.file(&rows, &self.shape.rows).map_err(bucket_failed)?,
            self.file(&removed, &self.shape.removed)
                .map_err(bucket_failed)?,
        ])
    }

    fn file(
        &self,
        places: &[(usize, usize)],
        columns: &[usize],
    ) -> Result<Option<Vec<u8>>, ParquetError> {
        if places.is_empty() {
            return Ok(None);
        }
        let schema = Arc::new(self.shape.schema.project(columns)?);
        let batches = self
            .batches
            .iter()
            .map(|batch| batch.project(columns))
            .collect::<Result<Vec<_>, _>>()?;
        let batches: Vec<&RecordBatch> = batches.iter().collect();
        let options = ArrowWriterOptions::new()
            .with_properties(self.properties(columns))
            .with_skip_arrow_metadata(true);
        let mut writer = ArrowWriter::try_new_with_options(Vec::new(), schema, options)?;
        for part in places.chunks(OUTPUT_ROWS) {
            writer.write(&interleave_record_batch(&batches, part)?)?;
        }
        writer.into_inner().map(Some)
    }

    fn properties(&self, columns: &[usize]) -> WriterProperties {
        let keys = self.shape.keys.iter().map(|key| {
            let field = self.shape.schema.field(*key);
            let before = columns.iter().take_while(|column| **column != *key);
            // Keys are no lists or structs, but what stands before them may be.
            let leaves = before.map(|column| leaves(self.shape.schema.field(*column).data_type()));
            (field.name(), leaves.sum::<usize>())
        });
        let labels = self.shape.labels.iter();
        let mut properties = WriterProperties::builder()
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_created_by(CREATED_BY.into())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
            .set_data_page_row_count_limit(PAGE_ROWS)
            .set_key_value_metadata(Some(
                labels
                    .map(|(name, value)| KeyValue::new((*name).to_string(), value.clone()))
                    .collect(),
            ))
            .set_sorting_columns(Some(
                keys.clone()
                    .map(|(_, leaf)| SortingColumn {
                        column_idx: leaf as i32,
                        descending: false,
                        nulls_first: true,
                    })
                    .collect(),
            ));
        for (name, _) in keys {
            properties = properties.set_column_bloom_filter_enabled(name.as_str().into(), true);
        }
        properties.build()
    }
}

fn leaves(ty: &arrow::datatypes::DataType) -> usize {
    use arrow::datatypes::DataType;
    match ty {
        DataType::List(inner) | DataType::Map(inner, _) => leaves(inner.data_type()),
        DataType::Struct(fields) => fields.iter().map(|field| leaves(field.data_type())).sum(),
        _ => 1,
    }
}

fn bucket_failed(source: ParquetError) -> MergeError {
    damaged("the current state", source)
}
