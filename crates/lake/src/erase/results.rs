//! A key out of results that queries left in the lake: Parquet, CSV, JSON and NDJSON below `results/` and `exports/`, tables made of results
//! and the current state below `data/` are rewritten; a file without the key's columns cannot be told to be of anyone, and is named.

use std::collections::BTreeSet;
use std::fs::File;

use arrow::array::BooleanArray;
use arrow::compute::filter_record_batch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;

use super::{EraseError, Erased, Key, texts};
use crate::current::MANIFEST;
use crate::land::ROW_GROUP_ROWS;
use crate::store::{LocalStore, Store, StoreError};

/// Goes through all results, and the versions of the table `current`.
pub(super) fn erase(
    store: &LocalStore,
    current: &str,
    keys: &[Key],
    dry_run: bool,
    erased: &mut Erased,
) -> Result<(), EraseError> {
    let mut objects = store.list("results/")?;
    objects.extend(store.list("exports/")?);
    let data = store.list("data/")?;
    let manifests: BTreeSet<String> = data
        .iter()
        .filter(|o| o.key.rsplit('/').next() == Some(MANIFEST))
        .map(|o| o.key.clone())
        .collect();
    let table = |key: &str| key.split('/').nth(1).unwrap_or_default().to_string();
    // Current states of other tables hold no row of this one.
    let other_state = |key: &str| {
        let version: Vec<&str> = key.split('/').take(3).collect();
        let manifest = format!("{}/{MANIFEST}", version.join("/"));
        table(key) != current && manifests.contains(&manifest)
    };
    objects.extend(data.into_iter().filter(|o| {
        let changes = table(&o.key).ends_with("_changes");
        !changes && !manifests.contains(&o.key) && !other_state(&o.key)
    }));
    for object in objects {
        let extension = object.key.rsplit('.').next().unwrap_or_default();
        let rows = match extension {
            "parquet" => parquet(store, &object.key, keys, dry_run),
            "json" | "ndjson" => texts::json(store, &object.key, keys, dry_run),
            "csv" => texts::csv(store, &object.key, keys, dry_run),
            _ => Ok(None),
        };
        let rows = match rows {
            // An older version of a result table goes when a newer one is made.
            Err(_) if !store.path(&object.key)?.exists() => continue,
            rows => rows?,
        };
        match rows {
            Some(0) => {}
            Some(rows) => {
                erased.results += rows;
                erased.result_files += 1;
            }
            None => erased.unknown.push(object.key),
        }
    }
    Ok(())
}

/// Rows of the keys in a Parquet file; none when it does not have their columns.
fn parquet(
    store: &LocalStore,
    key: &str,
    keys: &[Key],
    dry_run: bool,
) -> Result<Option<u64>, EraseError> {
    let path = store.path(key)?;
    let failed = |reason: String| EraseError::Unreadable {
        key: key.into(),
        reason,
    };
    let open = || {
        let file = File::open(&path).map_err(|e| failed(e.to_string()))?;
        ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| failed(e.to_string()))
    };
    let builder = open()?;
    let schema = builder.schema().clone();
    let names: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
    if !keys.iter().all(|key| key.known_in(&names)) {
        return Ok(None);
    }
    let mut rows = 0;
    let compression = builder
        .metadata()
        .row_groups()
        .first()
        .map(|g| g.column(0).compression());
    let mut writer = None;
    if !dry_run {
        let properties = WriterProperties::builder()
            .set_compression(compression.unwrap_or(parquet::basic::Compression::UNCOMPRESSED))
            .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
            .build();
        let beside = store.scratch()?;
        let file = File::create_new(&beside)
            .map_err(|e| StoreError::io(beside.display().to_string(), "write", e))?;
        let new = ArrowWriter::try_new(file, schema.clone(), Some(properties));
        writer = Some((new.map_err(|e| failed(e.to_string()))?, beside));
    }
    for batch in builder.build().map_err(|e| failed(e.to_string()))? {
        let batch = batch.map_err(|e| failed(e.to_string()))?;
        let mut stay = vec![true; batch.num_rows()];
        for key in keys {
            key.mark(&batch, &mut stay)
                .map_err(|e| failed(e.to_string()))?;
        }
        rows += stay.iter().filter(|stay| !**stay).count() as u64;
        if let Some((writer, _)) = &mut writer {
            let left = filter_record_batch(&batch, &BooleanArray::from(stay));
            let left = left.map_err(|e| failed(e.to_string()))?;
            writer.write(&left).map_err(|e| failed(e.to_string()))?;
        }
    }
    if let Some((writer, beside)) = writer {
        let file = writer.into_inner().map_err(|e| failed(e.to_string()))?;
        let done = match rows {
            0 => std::fs::remove_file(&beside),
            _ => file
                .sync_all()
                .and_then(|()| std::fs::rename(&beside, &path)),
        };
        done.map_err(|e| StoreError::io(path.display().to_string(), "write", e))?;
    }
    Ok(Some(rows))
}
