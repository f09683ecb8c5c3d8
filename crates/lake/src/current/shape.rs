//! The columns of a current state, and rows of other files with these columns.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, ListArray, MapArray, RecordBatch, RecordBatchOptions, StringArray,
    StructArray, new_null_array,
};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef, TimestampMillisecondType};
use arrow::error::ArrowError;
use lakebed_record::definition::{
    CHANGE_EXPIRED, CHANGE_ID, CHANGE_SEQUENCE, CHANGE_TIME, CHANGE_TYPE,
};
use lakebed_record::plan::Plan;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use super::manifest::REMOVED;
use crate::definition_version;
use crate::identity::write_value;
use crate::land::ObjectFormat;
use crate::merge::MergeError;
use crate::rows::open;
use crate::store::{LocalStore, StoreError};

/// Rows that are read at a time.
const BATCH_ROWS: usize = 8_192;

/// What stands in `change_type` of a removal.
pub(super) const REMOVE: &str = "remove";

/// The columns of a table's current state.
pub(super) struct Shape {
    /// All columns: `change_type` first, then those of [`Shape::rows`].
    pub schema: SchemaRef,
    /// The columns of an item that is there: the view's, and its place in the order of changes.
    pub rows: Vec<usize>,
    /// The columns of an item that was removed: the key, and its place in the order.
    pub removed: Vec<usize>,
    /// The columns of the key.
    pub keys: Vec<usize>,
    /// `change_time`, `change_sequence`, `change_id`.
    pub order: [usize; 3],
    /// Names of the columns that stand in the path.
    partitions: Vec<String>,
    /// Table and version of the definition, for the files.
    pub labels: [(&'static str, String); 2],
}

/// Places in the order of changes of the rows of a batch.
pub(super) struct Order<'a> {
    times: &'a arrow::array::TimestampMillisecondArray,
    sequences: &'a StringArray,
    ids: &'a StringArray,
}

impl Order<'_> {
    /// Greater is newer: the order of changes in docs/definitions.md.
    pub fn of(&self, row: usize) -> (i64, &str, &str) {
        let second = self.times.value(row).div_euclid(1000);
        (second, self.sequences.value(row), self.ids.value(row))
    }
}

impl Shape {
    pub fn new(plan: &Arc<Plan>) -> Result<Self, MergeError> {
        let failed = |source| MergeError::Parquet {
            path: "a schema".into(),
            source,
        };
        let definition = plan.definition();
        let format = ObjectFormat::new(Arc::clone(plan)).map_err(failed)?;
        let files = format.read_schema();
        let partitions: Vec<String> = definition
            .partition_schema()
            .into_iter()
            .map(|column| column.name)
            .collect();
        let in_files = files
            .fields()
            .iter()
            .filter(|field| ![CHANGE_TYPE, CHANGE_EXPIRED].contains(&field.name().as_str()))
            .map(|field| field.as_ref().clone().with_nullable(true));
        let in_path = partitions
            .iter()
            .map(|name| Field::new(name, DataType::Utf8, true));
        let fields: Vec<Field> = std::iter::once(Field::new(CHANGE_TYPE, DataType::Utf8, true))
            .chain(in_files)
            .chain(in_path)
            .collect();
        let schema = Schema::new(fields);
        let place = |name: &str| schema.index_of(name).map_err(|e| failed(e.into()));
        let keys = definition
            .primary_key
            .iter()
            .map(|name| place(name))
            .collect::<Result<Vec<_>, _>>()?;
        let order = [
            place(CHANGE_TIME)?,
            place(CHANGE_SEQUENCE)?,
            place(CHANGE_ID)?,
        ];
        Ok(Self {
            rows: (1..schema.fields().len()).collect(),
            removed: keys.iter().copied().chain(order).collect(),
            keys,
            order,
            partitions,
            labels: [
                ("lakebed.table", definition.current_table()),
                ("lakebed.definition", definition_version(definition)),
            ],
            schema: Arc::new(schema),
        })
    }

    /// Reads the rows of an object of changes.
    pub fn changes(
        &self,
        store: &LocalStore,
        key: &str,
        each: &mut dyn FnMut(RecordBatch) -> Result<(), MergeError>,
    ) -> Result<(), MergeError> {
        let value = |name: &String| {
            key.split('/')
                .find_map(|step| step.strip_prefix(name)?.strip_prefix('='))
        };
        let constants: Vec<_> = self
            .partitions
            .iter()
            .map(|name| (name.as_str(), value(name)))
            .collect();
        let builder = open(store, key)?.map_err(|e| damaged(key, e))?;
        self.read(builder, key, &constants, each)
    }

    /// Reads the rows of a file of a current state, of items that are there or that were removed.
    pub fn kept(
        &self,
        path: &Path,
        folder: &str,
        each: &mut dyn FnMut(RecordBatch) -> Result<(), MergeError>,
    ) -> Result<(), MergeError> {
        let shown = path.display().to_string();
        let file = File::open(path).map_err(|e| StoreError::io(shown.clone(), "read", e))?;
        let builder =
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| damaged(&shown, e))?;
        let kind = (folder == REMOVED).then_some(REMOVE);
        self.read(builder, &shown, &[(CHANGE_TYPE, kind)], each)
    }

    fn read(
        &self,
        builder: ParquetRecordBatchReaderBuilder<File>,
        path: &str,
        constants: &[(&str, Option<&str>)],
        each: &mut dyn FnMut(RecordBatch) -> Result<(), MergeError>,
    ) -> Result<(), MergeError> {
        let names = self
            .schema
            .fields()
            .iter()
            .map(|field| field.name().as_str());
        let mask = ProjectionMask::columns(builder.parquet_schema(), names);
        let reader = builder
            .with_projection(mask)
            .with_batch_size(BATCH_ROWS)
            .build()
            .map_err(|e| damaged(path, e))?;
        for batch in reader {
            let batch = batch
                .and_then(|batch| self.complete(&batch, constants))
                .map_err(|e| damaged(path, e.into()))?;
            each(batch)?;
        }
        Ok(())
    }

    /// The batch with all columns, those of older definitions in the types that they have by now.
    fn complete(
        &self,
        batch: &RecordBatch,
        constants: &[(&str, Option<&str>)],
    ) -> Result<RecordBatch, ArrowError> {
        let count = batch.num_rows();
        let column = |field: &Arc<Field>| -> Result<ArrayRef, ArrowError> {
            let constant = constants.iter().find(|(name, _)| name == field.name());
            match (constant, batch.column_by_name(field.name())) {
                (Some((_, Some(value))), _) => {
                    let values = std::iter::repeat_n(Some(*value), count);
                    Ok(Arc::new(StringArray::from_iter(values)))
                }
                (None, Some(array)) => fit(array, field.data_type()),
                _ => Ok(new_null_array(field.data_type(), count)),
            }
        };
        let columns = self.schema.fields().iter().map(column);
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(count));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
    }

    /// Appends the bytes of a row's key, the same ones for ever: they say which bucket it is in.
    pub fn key(&self, batch: &RecordBatch, row: usize, out: &mut Vec<u8>) {
        for column in &self.keys {
            write_value(batch.column(*column).as_ref(), row, out);
        }
    }

    pub fn order<'b>(&self, batch: &'b RecordBatch) -> Result<Order<'b>, ArrowError> {
        let [time, sequence, id] = self.order;
        let text = |at: usize| {
            let texts = batch.column(at).as_string_opt::<i32>();
            texts.ok_or_else(|| ArrowError::SchemaError("a change's column is no text".into()))
        };
        let times = batch
            .column(time)
            .as_primitive_opt::<TimestampMillisecondType>();
        Ok(Order {
            times: times
                .ok_or_else(|| ArrowError::SchemaError("`change_time` is no time".into()))?,
            sequences: text(sequence)?,
            ids: text(id)?,
        })
    }
}

pub(super) fn damaged(path: &str, source: ParquetError) -> MergeError {
    MergeError::Parquet {
        path: path.into(),
        source,
    }
}

/// An array in a wider type, or in one with more fields, as engines read older files.
fn fit(array: &ArrayRef, ty: &DataType) -> Result<ArrayRef, ArrowError> {
    match (array.data_type(), ty) {
        (same, ty) if same == ty => Ok(Arc::clone(array)),
        (DataType::List(_), DataType::List(element)) => {
            let list = array.as_list::<i32>();
            let values = fit(list.values(), element.data_type())?;
            let (offsets, nulls) = (list.offsets().clone(), list.nulls().cloned());
            let list = ListArray::try_new(Arc::clone(element), offsets, values, nulls)?;
            Ok(Arc::new(list))
        }
        (DataType::Map(..), DataType::Map(entries, sorted)) => {
            let map = array.as_map();
            let inner = fit(
                &(Arc::new(map.entries().clone()) as ArrayRef),
                entries.data_type(),
            )?;
            let (offsets, nulls) = (map.offsets().clone(), map.nulls().cloned());
            let inner = inner.as_struct().clone();
            let map = MapArray::try_new(Arc::clone(entries), offsets, inner, nulls, *sorted)?;
            Ok(Arc::new(map))
        }
        (DataType::Struct(old), DataType::Struct(fields)) => {
            let structs = array.as_struct();
            let columns = fit_fields(structs, old, fields)?;
            let nulls = structs.nulls().cloned();
            let structs =
                StructArray::try_new_with_length(fields.clone(), columns, nulls, array.len())?;
            Ok(Arc::new(structs))
        }
        _ => {
            let exact = CastOptions {
                safe: false,
                ..CastOptions::default()
            };
            cast_with_options(array, ty, &exact)
        }
    }
}

fn fit_fields(
    structs: &StructArray,
    old: &Fields,
    fields: &Fields,
) -> Result<Vec<ArrayRef>, ArrowError> {
    let column = |field: &Arc<Field>| match old.iter().position(|o| o.name() == field.name()) {
        Some(at) => fit(structs.column(at), field.data_type()),
        None => Ok(new_null_array(field.data_type(), structs.len())),
    };
    fields.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Int32Array, Int64Array};

    #[test]
    fn older_types_become_wider_ones_inside_of_lists_and_structs_too() {
        let int = Arc::new(Field::new("n", DataType::Int32, true));
        let structs = StructArray::from(vec![(
            int,
            Arc::new(Int32Array::from(vec![Some(1), None, Some(3)])) as ArrayRef,
        )]);
        let old = Arc::new(Field::new("item", structs.data_type().clone(), true));
        let offsets = arrow::buffer::OffsetBuffer::from_lengths([2, 0, 1]);
        let list: ArrayRef =
            Arc::new(ListArray::try_new(old, offsets, Arc::new(structs), None).unwrap());
        let fields: Fields = vec![
            Field::new("added", DataType::Utf8, true),
            Field::new("n", DataType::Int64, true),
        ]
        .into();
        let element = Field::new("element", DataType::Struct(fields), true);
        let ty = DataType::List(Arc::new(element));
        let found = fit(&list, &ty).unwrap();
        assert_eq!(*found.data_type(), ty);
        let structs = found.as_list::<i32>().values().as_struct().clone();
        assert_eq!(structs.column(0).null_count(), 3);
        assert_eq!(
            structs
                .column(1)
                .as_primitive::<arrow::datatypes::Int64Type>(),
            &Int64Array::from(vec![Some(1), None, Some(3)])
        );
    }

    #[test]
    fn a_value_that_does_not_fit_is_an_error_and_no_null() {
        let wide: ArrayRef = Arc::new(Int64Array::from(vec![1 << 40]));
        assert!(fit(&wide, &DataType::Int32).is_err());
    }
}
