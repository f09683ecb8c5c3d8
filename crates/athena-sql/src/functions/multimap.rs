//! Functions that group or combine the elements of arrays and maps.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Float64Array, Int64Array, ListArray, StringArray,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field, Float64Type, Int64Type};
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;
use xxhash_rust::xxh64::xxh64;

use crate::call::Call;
use crate::error::{Result, SqlError};
use crate::functions::array::lists_of;
use crate::functions::map::{Duplicates, maps_of};
use crate::types::{self, VARCHAR, entries_of, item_of};
use crate::zeros::comparable;

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "array_histogram" => histogram(call)?,
        "multimap_from_entries" => from_entries(call)?,
        "split_to_multimap" => split(call)?,
        "ngrams" | "combinations" => parts(call)?,
        "cosine_similarity" => cosine(call)?,
        _ => return Ok(None),
    }))
}

/// A key by which equal values are found.
fn keys_of(values: &ArrayRef) -> Evaluated<Vec<Vec<u8>>> {
    let converter = RowConverter::new(vec![SortField::new(values.data_type().clone())])?;
    let rows = converter.convert_columns(&[comparable(values)?])?;
    Ok(rows.iter().map(|row| row.as_ref().to_vec()).collect())
}

fn span(lists: &ListArray, row: usize) -> impl DoubleEndedIterator<Item = u32> + use<> {
    let at = |i: usize| u32::try_from(lists.value_offsets()[i]).unwrap_or(0);
    at(row)..at(row + 1)
}

/// The elements of each group, keys in order of their first element.
fn grouped(elements: impl Iterator<Item = u32>, keys: &[Vec<u8>]) -> Vec<Vec<u32>> {
    let mut seen: HashMap<&[u8], usize> = HashMap::new();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for i in elements {
        let at = *seen.entry(&keys[i as usize]).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(i),
            None => groups.push(vec![i]),
        }
    }
    groups
}

fn histogram(call: &Call) -> Result<Expr> {
    call.arity(1..=1)?;
    let item = match &call.types[0] {
        DataType::Null => DataType::Null,
        kind => item_of(kind).cloned().ok_or_else(|| call.no_match())?,
    };
    let kind = types::map(item.clone(), DataType::Int64);
    let args = vec![call.arg(0, &types::array(item))?];
    Ok(call.kernel(kind.clone(), args, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let keys = keys_of(lists.values())?;
        let mut counts: Vec<i64> = Vec::new();
        let mut rows = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            if lists.is_null(row) {
                rows.push(None);
                continue;
            }
            let known = span(lists, row).filter(|i| lists.values().is_valid(*i as usize));
            let mut entries = Vec::new();
            for group in grouped(known, &keys) {
                entries.push((group[0], u32::try_from(counts.len()).unwrap_or(0)));
                counts.push(i64::try_from(group.len()).unwrap_or(i64::MAX));
            }
            rows.push(Some(entries));
        }
        let counts: ArrayRef = Arc::new(Int64Array::from(counts));
        maps_of(&kind, lists.values(), &counts, rows, Duplicates::Refuse)
    }))
}

/// Maps from each key to the array of its values, where `rows` holds the elements of each row.
fn multimaps(
    kind: &DataType,
    keys: &ArrayRef,
    values: &ArrayRef,
    rows: Vec<Option<Vec<u32>>>,
) -> Evaluated<ArrayRef> {
    let key_bytes = keys_of(keys)?;
    let mut lists: Vec<Option<Vec<u32>>> = Vec::new();
    let rows = rows
        .into_iter()
        .map(|row| {
            row.map(|elements| {
                grouped(elements.into_iter(), &key_bytes)
                    .into_iter()
                    .map(|group| {
                        let entry = (group[0], u32::try_from(lists.len()).unwrap_or(0));
                        lists.push(Some(group));
                        entry
                    })
                    .collect()
            })
        })
        .collect();
    let lists = lists_of(values, lists)?;
    maps_of(kind, keys, &lists, rows, Duplicates::Refuse)
}

fn from_entries(call: &Call) -> Result<Expr> {
    call.arity(1..=1)?;
    let fields = match item_of(&call.types[0]) {
        Some(DataType::Struct(fields)) if fields.len() == 2 => fields.clone(),
        _ => return Err(call.no_match()),
    };
    let kind = types::map(
        fields[0].data_type().clone(),
        types::array(fields[1].data_type().clone()),
    );
    Ok(call.kernel(kind.clone(), call.args.clone(), move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let entries = lists.values().as_struct();
        let mut rows = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            if lists.is_null(row) {
                rows.push(None);
                continue;
            }
            if span(lists, row).any(|i| entries.is_null(i as usize)) {
                return Err(SqlError::execution("map entry cannot be null").into());
            }
            rows.push(Some(span(lists, row).collect()));
        }
        multimaps(&kind, entries.column(0), entries.column(1), rows)
    }))
}

fn split(call: &Call) -> Result<Expr> {
    call.arity(3..=3)?;
    let kind = types::map(VARCHAR, types::array(VARCHAR));
    let args = (0..3)
        .map(|i| call.arg(i, &VARCHAR))
        .collect::<Result<Vec<_>>>()?;
    Ok(call.kernel(kind.clone(), args, move |inputs| {
        let (text, entry, pair) = (inputs.text(0)?, inputs.text(1)?, inputs.text(2)?);
        let (mut keys, mut values, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        for row in 0..inputs.rows {
            let (Some(text), Some(entry), Some(pair)) =
                (text.get(row), entry.get(row), pair.get(row))
            else {
                rows.push(None);
                continue;
            };
            let first = u32::try_from(keys.len()).unwrap_or(0);
            for (key, value) in entries(text, entry, pair)? {
                keys.push(key);
                values.push(value);
            }
            rows.push(Some(
                (first..u32::try_from(keys.len()).unwrap_or(0)).collect(),
            ));
        }
        let keys: ArrayRef = Arc::new(StringArray::from(keys));
        let values: ArrayRef = Arc::new(StringArray::from(values));
        multimaps(&kind, &keys, &values, rows)
    }))
}

/// The keys and values of a text, in the order of Trino's maps. Nothing behind the last delimiter is no entry.
pub(super) fn entries<'a>(
    text: &'a str,
    entry: &str,
    pair: &str,
) -> Result<Vec<(&'a str, &'a str)>> {
    if entry.is_empty() || pair.is_empty() || entry == pair {
        return Err(SqlError::execution(
            "the delimiters must differ and must not be empty",
        ));
    }
    let mut parts: Vec<&str> = text.split(entry).collect();
    parts.pop_if(|last| last.is_empty());
    let read = |part: &'a str| {
        part.split_once(pair)
            .filter(|(_, value)| !value.contains(pair))
            .ok_or_else(|| {
                SqlError::execution("key-value delimiter must appear exactly once in each entry")
            })
    };
    let mut entries = parts.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    in_buckets(&mut entries);
    Ok(entries)
}

/// Puts entries in the order of Java's HashMap: by the lowest bits of the key's hash, the more of them the more keys there are.
fn in_buckets(entries: &mut [(&str, &str)]) {
    let keys: HashSet<&str> = entries.iter().map(|(key, _)| *key).collect();
    // A table of 16 buckets doubles beyond three keys for four of them.
    let mut buckets: u64 = 16;
    while keys.len() as u64 > buckets / 4 * 3 {
        buckets *= 2;
    }
    entries.sort_by_cached_key(|(key, _)| {
        let hash = xxh64(key.as_bytes(), 0) & u64::from(u32::MAX);
        (hash ^ (hash >> 16)) & (buckets - 1)
    });
}

/// The most arrays that one row of `combinations` or `ngrams` may give.
const MOST: usize = 100_000;

fn parts(call: &Call) -> Result<Expr> {
    call.arity(2..=2)?;
    let item = item_of(&call.types[0])
        .cloned()
        .ok_or_else(|| call.no_match())?;
    let kind = types::array(types::array(item));
    let args = vec![call.args[0].clone(), call.integer(1)?];
    let combine = call.name == "combinations";
    Ok(call.kernel(kind, args, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let sizes = inputs.values::<Int64Type>(1)?;
        let mut inner: Vec<Option<Vec<u32>>> = Vec::new();
        let (mut lengths, mut valid) = (Vec::new(), Vec::new());
        for row in 0..inputs.rows {
            let before = inner.len();
            let size = sizes.get(row).filter(|_| lists.is_valid(row));
            valid.push(size.is_some());
            if let Some(size) = size {
                let elements: Vec<u32> = span(lists, row).collect();
                let found = if combine {
                    combinations(&elements, size)?
                } else {
                    ngrams(&elements, size)?
                };
                inner.extend(found.into_iter().map(Some));
            }
            lengths.push(inner.len() - before);
        }
        let inner = lists_of(lists.values(), inner)?;
        let field = Arc::new(Field::new("item", inner.data_type().clone(), true));
        Ok(Arc::new(ListArray::try_new(
            field,
            OffsetBuffer::from_lengths(lengths),
            inner,
            Some(NullBuffer::from(valid)),
        )?))
    }))
}

fn ngrams(elements: &[u32], size: i64) -> Result<Vec<Vec<u32>>> {
    if size <= 0 {
        return Err(SqlError::execution("n must be positive"));
    }
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    if size >= elements.len() {
        return Ok(vec![elements.to_vec()]);
    }
    Ok(elements.windows(size).map(<[u32]>::to_vec).collect())
}

/// All selections of `size` elements, those with early elements first.
fn combinations(elements: &[u32], size: i64) -> Result<Vec<Vec<u32>>> {
    let size = usize::try_from(size)
        .map_err(|_| SqlError::execution("combination size must not be negative"))?;
    if size > 5 {
        return Err(SqlError::execution(format!(
            "combination size must not exceed 5: {size}"
        )));
    }
    if size > elements.len() {
        return Ok(vec![]);
    }
    let mut places: Vec<usize> = (0..size).collect();
    let mut found = Vec::new();
    loop {
        if found.len() >= MOST {
            return Err(SqlError::execution(
                "combinations exceed max number of entries 100000",
            ));
        }
        found.push(places.iter().map(|place| elements[*place]).collect());
        let limit = |i: usize| places.get(i + 1).copied().unwrap_or(elements.len());
        let Some(i) = (0..size).find(|i| places[*i] + 1 < limit(*i)) else {
            return Ok(found);
        };
        places[i] += 1;
        for (place, reset) in places[..i].iter_mut().zip(0..) {
            *place = reset;
        }
    }
}

fn cosine(call: &Call) -> Result<Expr> {
    call.arity(2..=2)?;
    let kind = types::map(VARCHAR, DataType::Float64);
    for given in &call.types {
        if entries_of(given).is_none() {
            return Err(call
                .unsupported("cosine_similarity takes two maps here")
                .hint("Athena knows no other form"));
        }
    }
    let args = vec![call.arg(0, &kind)?, call.arg(1, &kind)?];
    Ok(call.kernel(DataType::Float64, args, |inputs| {
        let (a, b) = (inputs.array(0)?, inputs.array(1)?);
        let read = |map: &ArrayRef, row: usize| -> Option<Vec<(String, f64)>> {
            let map = map.as_map();
            map.is_valid(row).then_some(())?;
            let entries = map.value(row);
            let (keys, values) = (
                entries.column(0).as_string::<i32>(),
                entries.column(1).as_primitive::<Float64Type>(),
            );
            (values.null_count() == 0).then(|| {
                keys.iter()
                    .zip(values.values())
                    .map(|(key, value)| (key.unwrap_or_default().to_owned(), *value))
                    .collect()
            })
        };
        let rows = (0..inputs.rows).map(|row| {
            let (a, b) = (read(&a, row)?, read(&b, row)?);
            // Not sum(), which begins at -0.
            let norm =
                |map: &[(String, f64)]| map.iter().fold(0.0, |sum, (_, v)| sum + v * v).sqrt();
            let other: HashMap<&str, f64> = b.iter().map(|(k, v)| (k.as_str(), *v)).collect();
            let dot: f64 = a
                .iter()
                .filter_map(|(key, value)| other.get(key.as_str()).map(|other| value * other))
                .fold(0.0, |sum, part| sum + part);
            Some(dot / (norm(&a) * norm(&b)))
        });
        Ok(Arc::new(rows.collect::<Float64Array>()))
    }))
}
