//! What the rows of a table kept beside their columns, counted for [`Leftovers`].

use arrow::array::AsArray;
use lakebed_record::definition::{RESCUED, TableDefinition, UNDECLARED};
use lakebed_record::infer::Leftovers;
use parquet::arrow::ProjectionMask;

use crate::objects::{ObjectError, Open, damaged, of_table};
use crate::store::Store;

/// What was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Data objects of the table.
    pub objects: u64,
    /// Of those, the ones that had something kept aside.
    pub opened: u64,
    /// Rows in all objects.
    pub rows: u64,
    /// Rows with something in `undeclared`.
    pub undeclared: u64,
    /// Rows with something in `rescued`.
    pub rescued: u64,
}

/// Reads `undeclared` and `rescued` of every row of the table. Objects whose statistics say that both are null are not read further.
/// `report` hears how far it is after every object.
///
/// # Errors
/// A lake that cannot be read, or an object that is damaged.
pub fn leftovers(
    store: &dyn Store,
    definition: &TableDefinition,
    mut report: impl FnMut(Scanned),
) -> Result<(Leftovers, Scanned), ObjectError> {
    let mut leftovers = Leftovers::new();
    let mut scanned = Scanned::default();
    for object in of_table(store, definition)? {
        let open = Open::new(store, &object.key)?;
        scanned.objects += 1;
        scanned.rows += open.builder.metadata().file_metadata().num_rows() as u64;
        if !(open.is_empty(UNDECLARED) && open.is_empty(RESCUED)) {
            scanned.opened += 1;
            read(open, &mut leftovers, &mut scanned)?;
        }
        report(scanned);
    }
    Ok((leftovers, scanned))
}

fn read(open: Open, leftovers: &mut Leftovers, scanned: &mut Scanned) -> Result<(), ObjectError> {
    let Open { key, builder } = open;
    let columns = ProjectionMask::columns(builder.parquet_schema(), [UNDECLARED, RESCUED]);
    let reader = builder
        .with_projection(columns)
        .build()
        .map_err(|e| damaged(&key, e))?;
    for batch in reader {
        let batch = batch.map_err(|e| damaged(&key, e.into()))?;
        for column in [UNDECLARED, RESCUED] {
            let array = batch.column_by_name(column);
            let Some(texts) = array.and_then(|array| array.as_string_opt::<i32>()) else {
                continue;
            };
            for text in texts.iter().flatten() {
                let added = if column == UNDECLARED {
                    scanned.undeclared += 1;
                    leftovers.undeclared(text)
                } else {
                    scanned.rescued += 1;
                    leftovers.rescued(text)
                };
                added.map_err(|_| ObjectError::NotAnItem {
                    key: key.clone(),
                    column,
                })?;
            }
        }
    }
    Ok(())
}
