//! A key out of results that queries left in the lake: Parquet and NDJSON below `results/` and `exports/`, and tables made of results below
//! `data/` are rewritten; a file without the key's columns cannot be told to be of anyone, and is named.

use std::fs::File;

use arrow::array::BooleanArray;
use arrow::compute::filter_record_batch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use super::{EraseError, Erased, Key, rewrite};
use crate::store::{LocalStore, Store};

/// Goes through all results.
pub(super) fn erase(
    store: &LocalStore,
    keys: &[Key],
    dry_run: bool,
    erased: &mut Erased,
) -> Result<(), EraseError> {
    let mut objects = store.list("results/")?;
    objects.extend(store.list("exports/")?);
    let changes = |key: &str| {
        key.split('/')
            .nth(1)
            .is_some_and(|t| t.ends_with("_changes"))
    };
    objects.extend(
        store
            .list("data/")?
            .into_iter()
            .filter(|o| !changes(&o.key)),
    );
    for object in objects {
        let extension = object.key.rsplit('.').next().unwrap_or_default();
        let rows = match extension {
            "parquet" => parquet(store, &object.key, keys, dry_run)?,
            "ndjson" => ndjson(store, &object.key, keys, dry_run)?,
            _ => None,
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
            .build();
        let new = ArrowWriter::try_new(Vec::new(), schema.clone(), Some(properties));
        writer = Some(new.map_err(|e| failed(e.to_string()))?);
    }
    for batch in builder.build().map_err(|e| failed(e.to_string()))? {
        let batch = batch.map_err(|e| failed(e.to_string()))?;
        let mut stay = vec![true; batch.num_rows()];
        for key in keys {
            key.mark(&batch, &mut stay)
                .map_err(|e| failed(e.to_string()))?;
        }
        rows += stay.iter().filter(|stay| !**stay).count() as u64;
        if let Some(writer) = &mut writer {
            let left = filter_record_batch(&batch, &BooleanArray::from(stay));
            let left = left.map_err(|e| failed(e.to_string()))?;
            writer.write(&left).map_err(|e| failed(e.to_string()))?;
        }
    }
    if let Some(writer) = writer {
        let kept = writer.into_inner().map_err(|e| failed(e.to_string()))?;
        if rows > 0 {
            rewrite(store, key, &kept)?;
        }
    }
    Ok(Some(rows))
}

/// Lines of the keys in a file of JSON objects; none when they do not have the key's columns.
fn ndjson(
    store: &LocalStore,
    key: &str,
    keys: &[Key],
    dry_run: bool,
) -> Result<Option<u64>, EraseError> {
    let bytes = store.get(key)?;
    let (mut kept, mut rows) = (Vec::new(), 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(line) else {
            return Ok(None);
        };
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        if !keys.iter().all(|key| key.known_in(&names)) {
            return Ok(None);
        }
        let value = |name: &str| match &object[name] {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        if keys.iter().any(|key| key.is(value)) {
            rows += 1;
        } else {
            kept.extend_from_slice(line);
        }
    }
    if rows > 0 && !dry_run {
        rewrite(store, key, &kept)?;
    }
    Ok(Some(rows))
}
