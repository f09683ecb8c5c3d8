//! Maps.

use std::collections::HashSet;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, ListArray, MapArray, StringArray, StructArray, UInt32Array,
    new_empty_array,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::compute::{concat as arrow_concat, take};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::multimap::entries;
use crate::call::Call;
use crate::coercion::{common_of, in_one_array};
use crate::error::{Result, SqlError};
use crate::kernel::Kernel;
use crate::types::{self, VARCHAR, entries_of, item_of};
use crate::zeros::comparable;

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "map" if call.args.is_empty() => {
            let kind = types::map(DataType::Null, DataType::Null);
            let empty = kind.clone();
            Kernel::new("map", kind, move |inputs| {
                let nothing = new_empty_array(&DataType::Null);
                maps_of(
                    &empty,
                    &nothing,
                    &nothing,
                    vec![Some(vec![]); inputs.rows],
                    Duplicates::Refuse,
                )
            })
            .call(vec![])
        }
        "map" => {
            call.arity(2..=2)?;
            let (Some(key), Some(value)) = (item_of(&call.types[0]), item_of(&call.types[1]))
            else {
                return Err(call.no_match());
            };
            let kind = types::map(key.clone(), value.clone());
            call.kernel(kind.clone(), call.args.clone(), move |inputs| {
                let (keys, values) = (inputs.array(0)?, inputs.array(1)?);
                let (keys, values) = (keys.as_list::<i32>(), values.as_list::<i32>());
                let mut rows = Vec::with_capacity(inputs.rows);
                for row in 0..inputs.rows {
                    if keys.is_null(row) || values.is_null(row) {
                        rows.push(None);
                        continue;
                    }
                    if keys.value_length(row) != values.value_length(row) {
                        return Err(SqlError::execution(
                            "key and value arrays must be the same length",
                        )
                        .into());
                    }
                    let at = |list: &ListArray, i: i32| {
                        u32::try_from(list.value_offsets()[row] + i).unwrap_or(0)
                    };
                    rows.push(Some(
                        (0..keys.value_length(row))
                            .map(|i| (at(keys, i), at(values, i)))
                            .collect(),
                    ));
                }
                maps_of(
                    &kind,
                    keys.values(),
                    values.values(),
                    rows,
                    Duplicates::Refuse,
                )
            })
        }
        "map_keys" | "map_values" => {
            call.arity(1..=1)?;
            let (key, value) = entries_of(&call.types[0]).ok_or_else(|| call.no_match())?;
            let keys = call.name == "map_keys";
            let item = if keys { key.clone() } else { value.clone() };
            call.kernel(
                types::array(item.clone()),
                call.args.clone(),
                move |inputs| {
                    let maps = inputs.array(0)?;
                    let maps = maps.as_map();
                    let items = if keys { maps.keys() } else { maps.values() };
                    let field = Arc::new(Field::new("item", item.clone(), true));
                    let list = ListArray::try_new(
                        field,
                        maps.offsets().clone(),
                        Arc::clone(items),
                        maps.nulls().cloned(),
                    );
                    Ok(Arc::new(list?))
                },
            )
        }
        "map_entries" => {
            call.arity(1..=1)?;
            let kind = call.types[0].clone();
            let (key, value) = entries_of(&kind).ok_or_else(|| call.no_match())?;
            let row = types::row(vec![(None, key.clone()), (None, value.clone())]);
            entries_as(call.args[0].clone(), row)
        }
        "map_from_entries" => {
            call.arity(1..=1)?;
            // ARRAY[] is an array of entries too.
            let unknown = || types::row(vec![(None, DataType::Null), (None, DataType::Null)]);
            let entry = match item_of(&call.types[0]) {
                Some(DataType::Null) => unknown(),
                Some(entry) => entry.clone(),
                None => return Err(call.no_match()),
            };
            let fields = match &entry {
                DataType::Struct(fields) if fields.len() == 2 => fields.clone(),
                _ => return Err(call.no_match()),
            };
            let entries = vec![call.arg(0, &types::array(entry))?];
            let kind = types::map(fields[0].data_type().clone(), fields[1].data_type().clone());
            call.kernel(kind.clone(), entries, move |inputs| {
                let lists = inputs.array(0)?;
                let lists = lists.as_list::<i32>();
                let entries = lists.values().as_struct();
                let mut rows = Vec::with_capacity(inputs.rows);
                for row in 0..inputs.rows {
                    if lists.is_null(row) {
                        rows.push(None);
                        continue;
                    }
                    let span = lists.value_offsets()[row]..lists.value_offsets()[row + 1];
                    let picked: Vec<u32> = span.filter_map(|i| u32::try_from(i).ok()).collect();
                    if picked.iter().any(|i| entries.is_null(*i as usize)) {
                        return Err(SqlError::execution("map entry cannot be null").into());
                    }
                    rows.push(Some(picked.into_iter().map(|i| (i, i)).collect()));
                }
                maps_of(
                    &kind,
                    entries.column(0),
                    entries.column(1),
                    rows,
                    Duplicates::Refuse,
                )
            })
        }
        "map_concat" => {
            call.arity(2..=usize::MAX)?;
            in_one_array(&call.types).map_err(|error| error.at(call.location))?;
            let kind = common_of(call.types.iter())
                .filter(|kind| entries_of(kind).is_some())
                .ok_or_else(|| call.no_match())?;
            let args = (0..call.args.len())
                .map(|i| call.arg(i, &kind))
                .collect::<Result<Vec<_>>>()?;
            call.kernel(kind.clone(), args, move |inputs| {
                // The last map comes first, and of each one before it what is new.
                let maps: Vec<ArrayRef> = (0..inputs.args.len())
                    .rev()
                    .map(|i| inputs.array(i))
                    .collect::<Evaluated<_>>()?;
                let keys: Vec<&dyn Array> = maps
                    .iter()
                    .map(|map| map.as_map().keys().as_ref())
                    .collect();
                let values: Vec<&dyn Array> = maps
                    .iter()
                    .map(|map| map.as_map().values().as_ref())
                    .collect();
                let rows = (0..inputs.rows).map(|row| {
                    let mut picked = Vec::new();
                    let mut base = 0;
                    for map in &maps {
                        let map = map.as_map();
                        map.is_valid(row).then_some(())?;
                        let span = map.value_offsets()[row]..map.value_offsets()[row + 1];
                        picked.extend(
                            span.filter_map(|i| u32::try_from(i).ok())
                                .map(|i| (i + base, i + base)),
                        );
                        base += u32::try_from(map.keys().len()).ok()?;
                    }
                    Some(picked)
                });
                maps_of(
                    &kind,
                    &arrow_concat(&keys)?,
                    &arrow_concat(&values)?,
                    rows.collect(),
                    Duplicates::First,
                )
            })
        }
        "split_to_map" => {
            call.arity(3..=3)?;
            let kind = types::map(VARCHAR, VARCHAR);
            let args = (0..3)
                .map(|i| call.arg(i, &VARCHAR))
                .collect::<Result<Vec<_>>>()?;
            call.kernel(kind.clone(), args, move |inputs| {
                let (text, entry, pair) = (inputs.text(0)?, inputs.text(1)?, inputs.text(2)?);
                let (mut keys, mut values, mut rows) = (Vec::new(), Vec::new(), Vec::new());
                for row in 0..inputs.rows {
                    let (Some(text), Some(entry), Some(pair)) =
                        (text.get(row), entry.get(row), pair.get(row))
                    else {
                        rows.push(None);
                        continue;
                    };
                    let mut picked = Vec::new();
                    for (key, value) in entries(text, entry, pair)? {
                        let number = u32::try_from(keys.len()).unwrap_or(0);
                        keys.push(key);
                        values.push(value);
                        picked.push((number, number));
                    }
                    rows.push(Some(picked));
                }
                let keys: ArrayRef = Arc::new(StringArray::from(keys));
                let values: ArrayRef = Arc::new(StringArray::from(values));
                maps_of(&kind, &keys, &values, rows, Duplicates::Refuse)
            })
        }
        _ => return Ok(None),
    }))
}

/// What becomes of a key that occurs twice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Duplicates {
    Refuse,
    /// The first stays.
    First,
}

/// Maps of picked keys and values.
pub(crate) fn maps_of(
    kind: &DataType,
    keys: &ArrayRef,
    values: &ArrayRef,
    mut rows: Vec<Option<Vec<(u32, u32)>>>,
    duplicates: Duplicates,
) -> Evaluated<ArrayRef> {
    if keys.data_type() != &DataType::Null {
        let converter = RowConverter::new(vec![SortField::new(keys.data_type().clone())])?;
        let encoded = converter.convert_columns(&[comparable(keys)?])?;
        for row in rows.iter_mut().flatten() {
            let mut seen: HashSet<Vec<u8>> = HashSet::with_capacity(row.len());
            let mut kept: Vec<(u32, u32)> = Vec::with_capacity(row.len());
            for (key, value) in row.iter() {
                if keys.is_null(*key as usize) {
                    return Err(SqlError::execution("map key cannot be null").into());
                }
                let bytes = encoded.row(*key as usize).as_ref().to_vec();
                if seen.insert(bytes) {
                    kept.push((*key, *value));
                } else if duplicates == Duplicates::Refuse {
                    return Err(SqlError::execution("duplicate map keys are not allowed").into());
                }
            }
            *row = kept;
        }
    }
    let nulls: NullBuffer = rows
        .iter()
        .map(Option::is_some)
        .collect::<Vec<bool>>()
        .into();
    let offsets =
        OffsetBuffer::from_lengths(rows.iter().map(|row| row.as_ref().map_or(0, Vec::len)));
    let picked: Vec<(u32, u32)> = rows.into_iter().flatten().flatten().collect();
    let picked_keys: UInt32Array = picked.iter().map(|(key, _)| *key).collect();
    let picked_values: UInt32Array = picked.iter().map(|(_, value)| *value).collect();
    let DataType::Map(field, sorted) = kind else {
        return Err(SqlError::execution("not a map").into());
    };
    let DataType::Struct(fields) = field.data_type() else {
        return Err(SqlError::execution("not a map").into());
    };
    let keys =
        datafusion::arrow::compute::cast(&take(keys, &picked_keys, None)?, fields[0].data_type())?;
    let values = datafusion::arrow::compute::cast(
        &take(values, &picked_values, None)?,
        fields[1].data_type(),
    )?;
    let entries = StructArray::try_new(fields.clone(), vec![keys, values], None)?;
    Ok(Arc::new(MapArray::try_new(
        Arc::clone(field),
        offsets,
        entries,
        Some(nulls),
        *sorted,
    )?))
}

/// A map as the array of its entries, each a row `key, value`.
pub(crate) fn entries_list(expr: Expr, kind: &DataType) -> Result<Expr> {
    let (key, value) = entries_of(kind)
        .ok_or_else(|| SqlError::refused(format!("not a map: {}", types::display(kind))))?;
    let item = types::row(vec![
        (Some("key".to_owned()), key.clone()),
        (Some("value".to_owned()), value.clone()),
    ]);
    Ok(entries_as(expr, item))
}

fn entries_as(expr: Expr, item: DataType) -> Expr {
    Kernel::new("map_entries", types::array(item.clone()), move |inputs| {
        let maps = inputs.array(0)?;
        let maps = maps.as_map();
        let DataType::Struct(fields) = &item else {
            return Err(SqlError::execution("not a row").into());
        };
        let columns = vec![Arc::clone(maps.keys()), Arc::clone(maps.values())];
        let entries = StructArray::try_new(fields.clone(), columns, None)?;
        Ok(Arc::new(ListArray::try_new(
            Arc::new(Field::new("item", item.clone(), true)),
            maps.offsets().clone(),
            Arc::new(entries),
            maps.nulls().cloned(),
        )?))
    })
    .call(vec![expr])
}
