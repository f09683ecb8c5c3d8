//! The rows of a lake on this machine: which objects a folder has, and what identifies their rows.

use std::collections::BTreeSet;
use std::fs::File;

use lakebed_record::definition::TableDefinition;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use crate::identity::{Present, PresentError, batch_identities, identity_columns};
use crate::store::{LocalStore, Object, Store, StoreError, StoreErrorKind};

/// Rows that are read at a time when only identifying columns are looked at.
const BATCH_ROWS: usize = 16_384;

/// The rows that a lake holds of one table.
pub struct LakeRows<'a> {
    store: &'a LocalStore,
    columns: Vec<String>,
}

impl<'a> LakeRows<'a> {
    /// The rows of `definition` in `store`.
    #[must_use]
    pub fn new(store: &'a LocalStore, definition: &TableDefinition) -> Self {
        Self {
            store,
            columns: identity_columns(definition),
        }
    }

    fn object(&self, key: &str, each: &mut dyn FnMut(u128)) -> Result<(), PresentError> {
        let failed = |source| PresentError::Object {
            key: key.into(),
            source,
        };
        let builder = open(self.store, key)?.map_err(failed)?;
        let mask = ProjectionMask::columns(
            builder.parquet_schema(),
            self.columns.iter().map(String::as_str),
        );
        let reader = builder
            .with_projection(mask)
            .with_batch_size(BATCH_ROWS)
            .build()
            .map_err(failed)?;
        for batch in reader {
            let batch = batch.map_err(|e| failed(e.into()))?;
            batch_identities(&batch, &self.columns, each).map_err(failed)?;
        }
        Ok(())
    }
}

impl Present for LakeRows<'_> {
    fn identities(&self, folder: &str, each: &mut dyn FnMut(u128)) -> Result<(), PresentError> {
        let mut read = BTreeSet::new();
        loop {
            let mut replaced = false;
            for Object { key, .. } in objects(self.store, folder)? {
                if read.contains(&key) {
                    continue;
                }
                match self.object(&key, each) {
                    // Its rows are in others by now, which the next listing has.
                    Err(PresentError::Store(error))
                        if error.kind() == StoreErrorKind::Missing
                            && self.store.size(&key)?.is_none() =>
                    {
                        replaced = true;
                    }
                    done => {
                        done?;
                        read.insert(key);
                    }
                }
            }
            if !replaced {
                return Ok(());
            }
        }
    }
}

/// The Parquet objects directly in a folder.
pub(crate) fn objects(store: &dyn Store, folder: &str) -> Result<Vec<Object>, StoreError> {
    let prefix = format!("{folder}/");
    let mut objects = store.list(&prefix)?;
    objects.retain(|object| {
        let name = &object.key[prefix.len()..];
        name.ends_with(".parquet") && !name.contains('/')
    });
    Ok(objects)
}

/// Opens an object for reading; its own result says whether it is Parquet.
#[allow(clippy::type_complexity)]
pub(crate) fn open(
    store: &LocalStore,
    key: &str,
) -> Result<Result<ParquetRecordBatchReaderBuilder<File>, ParquetError>, StoreError> {
    let path = store.path(key)?;
    let file =
        File::open(&path).map_err(|e| StoreError::io(path.display().to_string(), "read", e))?;
    Ok(ParquetRecordBatchReaderBuilder::try_new(file))
}
