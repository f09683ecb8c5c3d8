//! What makes two rows the same change, across objects, runs and envelopes: the key and the place in its history.
//!
//! Where the stream numbers its changes, key and sequence number are enough. Where the sequence is made of the time (Kinesis Data Streams
//! for DynamoDB, exports), two changes of a key may share it, and the change's id is part of the identity too.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{
    DataType, Date32Type, Decimal64Type, Decimal128Type, Float32Type, Float64Type, Int32Type,
    Int64Type, TimestampMillisecondType,
};
use lakebed_record::definition::{CHANGE_ID, CHANGE_SEQUENCE, TableDefinition};
use parquet::errors::ParquetError;
use xxhash_rust::xxh3::xxh3_128;

use crate::store::StoreError;

/// The smallest sequence number of a stream (they have 21 digits and more), as rows hold it. What is below is a time in microseconds.
pub const FIRST_STREAM_SEQUENCE: &str = "0000000000000000000100000000000000000000";

/// Tells which rows a lake has, one folder at a time.
pub trait Present: Sync {
    /// Calls `each` with the identity of every row of a folder such as `data/orders_changes/dt=2026-11-20`.
    ///
    /// # Errors
    /// A folder or an object that cannot be read.
    fn identities(&self, folder: &str, each: &mut dyn FnMut(u128)) -> Result<(), PresentError>;
}

/// Rows of the lake could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PresentError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An object is no Parquet, or not of this table.
    #[error("cannot read {key}: {source}")]
    Object {
        /// Key of the object.
        key: String,
        /// The decoder's reason.
        source: ParquetError,
    },
}

/// Names of the columns that identify a change, the ones of the key first; partition columns are in the path and not among them.
#[must_use]
pub(crate) fn identity_columns(definition: &TableDefinition) -> Vec<String> {
    let in_file = |name: &String| {
        let place = definition.columns.iter().position(|c| c.name == *name);
        place.is_some_and(|index| !definition.is_partition_column(index))
    };
    let keys = definition.primary_key.iter().filter(|name| in_file(name));
    keys.cloned()
        .chain([CHANGE_SEQUENCE.into(), CHANGE_ID.into()])
        .collect()
}

/// The identity of the values of [`identity_columns`], given with their bytes.
pub(crate) struct Identity {
    bytes: Vec<u8>,
}

impl Identity {
    pub fn new() -> Self {
        Self { bytes: Vec::new() }
    }

    /// The identity of a row; `write` appends the value of the column of a place among `columns` identity columns.
    pub fn of(
        &mut self,
        columns: usize,
        sequence: &[u8],
        mut write: impl FnMut(usize, &mut Vec<u8>),
    ) -> u128 {
        self.bytes.clear();
        let numbered = sequence >= FIRST_STREAM_SEQUENCE.as_bytes();
        for column in 0..columns - usize::from(numbered) {
            write(column, &mut self.bytes);
        }
        xxh3_128(&self.bytes)
    }
}

/// Calls `each` with the identity of every row of a batch that has the columns `names`.
pub(crate) fn batch_identities(
    batch: &RecordBatch,
    names: &[String],
    each: &mut dyn FnMut(u128),
) -> Result<(), ParquetError> {
    let missing = |name: &String| ParquetError::General(format!("there is no column `{name}`"));
    let columns: Vec<&dyn Array> = names
        .iter()
        .map(|name| {
            batch
                .column_by_name(name)
                .map(AsRef::as_ref)
                .ok_or_else(|| missing(name))
        })
        .collect::<Result<_, _>>()?;
    let place = names.len() - 2;
    let sequences = columns[place]
        .as_string_opt::<i32>()
        .ok_or_else(|| ParquetError::General("`change_sequence` is no text".into()))?;
    let mut identity = Identity::new();
    for row in 0..batch.num_rows() {
        let sequence = if sequences.is_null(row) {
            ""
        } else {
            sequences.value(row)
        };
        each(
            identity.of(columns.len(), sequence.as_bytes(), |column, out| {
                write_value(columns[column], row, out);
            }),
        );
    }
    Ok(())
}

/// Appends a value as `Columns` does.
pub(crate) fn write_value(array: &dyn Array, row: usize, out: &mut Vec<u8>) {
    out.push(u8::from(array.is_valid(row)));
    if array.is_null(row) {
        return;
    }
    let mut text = |bytes: &[u8]| {
        out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        out.extend_from_slice(bytes);
    };
    match array.data_type() {
        DataType::Utf8 => text(array.as_string::<i32>().value(row).as_bytes()),
        DataType::Binary => text(array.as_binary::<i32>().value(row)),
        DataType::Boolean => out.push(u8::from(array.as_boolean().value(row))),
        DataType::Int32 => {
            out.extend_from_slice(&array.as_primitive::<Int32Type>().value(row).to_le_bytes());
        }
        DataType::Date32 => {
            out.extend_from_slice(&array.as_primitive::<Date32Type>().value(row).to_le_bytes());
        }
        DataType::Int64 => {
            out.extend_from_slice(&array.as_primitive::<Int64Type>().value(row).to_le_bytes());
        }
        DataType::Timestamp(arrow::datatypes::TimeUnit::Millisecond, _) => out.extend_from_slice(
            &array
                .as_primitive::<TimestampMillisecondType>()
                .value(row)
                .to_le_bytes(),
        ),
        DataType::Decimal64(..) => {
            out.extend_from_slice(
                &array
                    .as_primitive::<Decimal64Type>()
                    .value(row)
                    .to_le_bytes(),
            );
        }
        DataType::Decimal128(..) => {
            out.extend_from_slice(
                &array
                    .as_primitive::<Decimal128Type>()
                    .value(row)
                    .to_le_bytes(),
            );
        }
        DataType::Float32 => {
            out.extend_from_slice(&array.as_primitive::<Float32Type>().value(row).to_le_bytes());
        }
        DataType::Float64 => {
            out.extend_from_slice(&array.as_primitive::<Float64Type>().value(row).to_le_bytes());
        }
        // Definitions allow no other type in a key.
        _ => {}
    }
}
