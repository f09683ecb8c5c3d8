//! Data objects that are read back: their batches in the types that landing writes.

use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Fields};
use arrow::error::ArrowError;
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use bytes::Bytes;
use lakebed_record::definition::TableDefinition;
use lakebed_record::layout::data_prefix;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use crate::store::{Object, Store, StoreError};

/// Objects of a table could not be read, or not be rewritten.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ObjectError {
    /// The lake cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An object is no Parquet file of ours.
    #[error("cannot read {key}: {source}")]
    Damaged {
        /// The object.
        key: String,
        /// The reader's reason.
        source: ParquetError,
    },
    /// Rows could not be encoded.
    #[error("cannot encode {key}: {source}")]
    Encode {
        /// The object whose rows they are.
        key: String,
        /// The encoder's reason.
        source: ParquetError,
    },
    /// An object has a column that the definition does not have.
    #[error("{key} has a column `{column}` that the definition does not have")]
    UnknownColumn {
        /// The object.
        key: String,
        /// The column.
        column: String,
    },
    /// What a row kept aside is no DynamoDB JSON.
    #[error("{key} holds in `{column}` what is no item in DynamoDB JSON")]
    NotAnItem {
        /// The object.
        key: String,
        /// `undeclared` or `rescued`.
        column: &'static str,
    },
}

impl ObjectError {
    /// What to do about it, when that is known.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Store(error) => error.hint().map(Into::into),
            Self::Damaged { .. } => {
                Some("move the file out of the lake and land its input again".into())
            }
            Self::UnknownColumn { .. } => Some(
                "put the column back into the definition: without its attribute's name its values would be lost".into(),
            ),
            Self::NotAnItem { .. } | Self::Encode { .. } => None,
        }
    }
}

/// The data objects of a table, in the order of their keys.
pub(crate) fn of_table(
    store: &dyn Store,
    definition: &TableDefinition,
) -> Result<Vec<Object>, StoreError> {
    let mut objects = store.list(&data_prefix(definition))?;
    objects.retain(|object| object.key.ends_with(".parquet"));
    Ok(objects)
}

/// An object opened for reading; its footer is read.
pub(crate) struct Open {
    pub key: String,
    pub builder: ParquetRecordBatchReaderBuilder<Bytes>,
}

impl Open {
    pub fn new(store: &dyn Store, key: &str) -> Result<Self, ObjectError> {
        let bytes = Bytes::from(store.get(key)?);
        let builder = ParquetRecordBatchReaderBuilder::try_new(bytes)
            .map_err(|source| damaged(key, source))?;
        Ok(Self {
            key: key.into(),
            builder,
        })
    }

    /// The text under a key of the footer.
    pub fn metadata(&self, name: &str) -> Option<&str> {
        let pairs = self
            .builder
            .metadata()
            .file_metadata()
            .key_value_metadata()?;
        let pair = pairs.iter().find(|pair| pair.key == name)?;
        pair.value.as_deref()
    }

    /// True when the statistics say that the column is null in every row of every row group.
    pub fn is_empty(&self, column: &str) -> bool {
        let footer = self.builder.metadata();
        let leaves = footer.file_metadata().schema_descr();
        let Some(leaf) = leaves
            .columns()
            .iter()
            .position(|leaf| leaf.path().string() == column)
        else {
            return true;
        };
        footer.row_groups().iter().all(|group| {
            let statistics = group.column(leaf).statistics();
            statistics.and_then(|s| s.null_count_opt()) == Some(group.num_rows() as u64)
        })
    }
}

pub(crate) fn damaged(key: &str, source: ParquetError) -> ObjectError {
    ObjectError::Damaged {
        key: key.into(),
        source,
    }
}

/// The batch with decimals as wide as landing makes them; readers give all of them 128 bits.
pub(crate) fn as_landed(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
        let ty = narrow(field.data_type());
        let same = ty == *field.data_type();
        arrays.push(if same {
            Arc::clone(array)
        } else {
            cast(array, &ty)?
        });
        fields.push(Arc::new(Field::new(field.name(), ty, field.is_nullable())));
    }
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    let schema = arrow::datatypes::Schema::new(fields);
    RecordBatch::try_new_with_options(Arc::new(schema), arrays, &options)
}

fn narrow(ty: &DataType) -> DataType {
    let inner = |field: &Arc<Field>| {
        let ty = narrow(field.data_type());
        Arc::new(field.as_ref().clone().with_data_type(ty))
    };
    match ty {
        DataType::Decimal128(precision @ ..=18, scale) | DataType::Decimal32(precision, scale) => {
            DataType::Decimal64(*precision, *scale)
        }
        DataType::List(element) => DataType::List(inner(element)),
        DataType::Map(entries, sorted) => DataType::Map(inner(entries), *sorted),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(inner).collect::<Fields>()),
        other => other.clone(),
    }
}
