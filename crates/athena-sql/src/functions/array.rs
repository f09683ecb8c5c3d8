//! Arrays: sets, order, search, construction.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Array, ListArray, StringArray, UInt32Array,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::compute::{SortOptions, take};
use datafusion::arrow::datatypes::{DataType, Field, Float32Type, Float64Type, Int64Type};
use datafusion::arrow::row::{RowConverter, Rows, SortField};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::common_type;
use crate::error::{Result, SqlError};
use crate::functions::cast;
use crate::types::{self, VARCHAR, item_of};
use crate::zeros::comparable;

mod build;
mod extreme;
mod nested;
mod search;
mod sets;

pub(crate) use build::concat;
use build::{sequence, zip};
use search::{search, with_element};
use sets::{Pair, overlap, sets};

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "cardinality" => {
            call.arity(1..=1)?;
            let is_map = matches!(call.types[0], DataType::Map(..));
            if !is_map && item_of(&call.types[0]).is_none() {
                return Err(call.no_match());
            }
            call.kernel(DataType::Int64, call.args.clone(), move |inputs| {
                let array = inputs.array(0)?;
                let offsets = if is_map {
                    array.as_map().offsets().clone()
                } else {
                    array.as_list::<i32>().offsets().clone()
                };
                let rows = (0..inputs.rows).map(|row| {
                    array
                        .is_valid(row)
                        .then(|| i64::from(offsets[row + 1] - offsets[row]))
                });
                Ok(Arc::new(rows.collect::<Int64Array>()))
            })
        }
        "array_distinct" => one(call, |item, _| {
            let mut seen = HashSet::new();
            Ok(Some(
                item.span().filter(|i| seen.insert(item.key(*i))).collect(),
            ))
        })?,
        "array_sort" => {
            call.arity(1..=1)?;
            orderable(call)?;
            if item_of(&call.types[0]).is_some_and(DataType::is_nested) {
                return Ok(Some(nested::sort(call)?));
            }
            one(call, |item, _| {
                let mut order: Vec<u32> = item.span().collect();
                order.sort_by(|a, b| item.rows.row(*a as usize).cmp(&item.rows.row(*b as usize)));
                Ok(Some(order))
            })?
        }
        "reverse" => {
            call.arity(1..=1)?;
            one(call, |item, _| Ok(Some(item.span().rev().collect())))?
        }
        "array_min" | "array_max" => extreme::plan(call)?,
        "array_remove" => with_element(call, |item, wanted| {
            let Some(wanted) = wanted else {
                return Ok(None);
            };
            Ok(Some(
                item.span()
                    .filter(|i| item.values.is_null(*i as usize) || item.key(*i) != *wanted)
                    .collect(),
            ))
        })?,
        "array_position" | "contains" => search(call)?,
        "array_union" | "array_intersect" | "array_except" => sets(call)?,
        "arrays_overlap" => overlap(call)?,
        "concat" => return Ok(None),
        "flatten" => {
            call.arity(1..=1)?;
            let inner = item_of(&call.types[0])
                .filter(|inner| item_of(inner).is_some())
                .ok_or_else(|| call.no_match())?
                .clone();
            call.kernel(inner, call.args.clone(), |inputs| {
                let outer = inputs.array(0)?;
                let outer = outer.as_list::<i32>();
                let inner = outer.values().as_list::<i32>();
                let rows = (0..inputs.rows).map(|row| {
                    outer.is_valid(row).then(|| {
                        (outer.value_offsets()[row]..outer.value_offsets()[row + 1])
                            .filter_map(|i| usize::try_from(i).ok())
                            .filter(|i| inner.is_valid(*i))
                            .flat_map(|i| inner.value_offsets()[i]..inner.value_offsets()[i + 1])
                            .filter_map(|i| u32::try_from(i).ok())
                            .collect::<Vec<u32>>()
                    })
                });
                lists_of(inner.values(), rows.collect())
            })
        }
        "slice" => slice(call)?,
        "trim_array" => {
            call.arity(2..=2)?;
            let kind = list_type(call, 0)?;
            call.kernel(
                kind,
                vec![call.args[0].clone(), call.arg(1, &DataType::Int64)?],
                |inputs| {
                    let lists = inputs.array(0)?;
                    let lists = lists.as_list::<i32>();
                    let count = inputs.values::<Int64Type>(1)?;
                    let mut rows = Vec::with_capacity(inputs.rows);
                    for row in 0..inputs.rows {
                        rows.push(match count.get(row) {
                            Some(count) if lists.is_valid(row) => {
                                let length = i64::from(lists.value_length(row));
                                if !(0..=length).contains(&count) {
                                    return Err(SqlError::execution(
                                        "size must not exceed array cardinality",
                                    )
                                    .into());
                                }
                                let keep = usize::try_from(length - count).unwrap_or(0);
                                Some(span(lists, row).take(keep).collect())
                            }
                            _ => None,
                        });
                    }
                    lists_of(lists.values(), rows)
                },
            )
        }
        "array_join" => join(call)?,
        "sequence" => sequence(call)?,
        "repeat" => {
            call.arity(2..=2)?;
            let item = call.types[0].clone();
            let args = vec![call.args[0].clone(), call.integer(1)?];
            call.kernel(types::array(item), args, |inputs| {
                let (values, counts) = (inputs.array(0)?, inputs.values::<Int64Type>(1)?);
                let mut rows = Vec::with_capacity(inputs.rows);
                for row in 0..inputs.rows {
                    rows.push(match counts.get(row) {
                        None => None,
                        Some(count) if (0..=10_000).contains(&count) => {
                            let row = u32::try_from(row).unwrap_or(0);
                            Some(vec![row; usize::try_from(count).unwrap_or(0)])
                        }
                        Some(_) => {
                            return Err(SqlError::execution(
                                "count of repeat must be between 0 and 10000",
                            )
                            .into());
                        }
                    });
                }
                lists_of(&values, rows)
            })
        }
        "zip" => zip(call)?,
        "contains_sequence" => {
            call.arity(2..=2)?;
            let kind =
                common_type(&call.types[0], &call.types[1]).ok_or_else(|| call.no_match())?;
            if item_of(&kind).is_none() {
                return Err(call.no_match());
            }
            call.kernel(
                DataType::Boolean,
                vec![call.arg(0, &kind)?, call.arg(1, &kind)?],
                |inputs| {
                    let pair = Pair::read(inputs)?;
                    let rows = (0..inputs.rows).map(|row| {
                        let (a, b) = (pair.left(row)?, pair.right(row)?);
                        Some(b.is_empty() || a.windows(b.len()).any(|part| part == b))
                    });
                    Ok(Arc::new(rows.collect::<BooleanArray>()))
                },
            )
        }
        _ => return Ok(None),
    }))
}

fn is_nan(values: &ArrayRef, i: usize) -> bool {
    match values.data_type() {
        DataType::Float64 => values.as_primitive::<Float64Type>().value(i).is_nan(),
        DataType::Float32 => values.as_primitive::<Float32Type>().value(i).is_nan(),
        _ => false,
    }
}

fn list_type(call: &Call, i: usize) -> Result<DataType> {
    item_of(&call.types[i])
        .map(|item| types::array(item.clone()))
        .ok_or_else(|| call.no_match())
}

fn orderable(call: &Call) -> Result<()> {
    match item_of(&call.types[0]) {
        Some(item) if types::is_orderable(item) => Ok(()),
        _ => Err(call.no_match()),
    }
}

fn span(lists: &ListArray, row: usize) -> Range<u32> {
    let offsets = lists.value_offsets();
    let at = |i: usize| u32::try_from(offsets[i]).unwrap_or(0);
    at(row)..at(row + 1)
}

/// Lists of picked elements.
pub(crate) fn lists_of(values: &ArrayRef, rows: Vec<Option<Vec<u32>>>) -> Evaluated<ArrayRef> {
    let nulls: NullBuffer = rows
        .iter()
        .map(Option::is_some)
        .collect::<Vec<bool>>()
        .into();
    let offsets =
        OffsetBuffer::from_lengths(rows.iter().map(|row| row.as_ref().map_or(0, Vec::len)));
    let picked: UInt32Array = rows.into_iter().flatten().flatten().collect();
    let values = take(values, &picked, None)?;
    let field = Arc::new(Field::new("item", values.data_type().clone(), true));
    Ok(Arc::new(ListArray::try_new(
        field,
        offsets,
        values,
        Some(nulls),
    )?))
}

/// The elements of one row's list, comparable by key.
struct Items<'a> {
    values: &'a ArrayRef,
    rows: &'a Rows,
    start: u32,
    end: u32,
}

impl Items<'_> {
    fn span(&self) -> impl DoubleEndedIterator<Item = u32> + use<> {
        self.start..self.end
    }

    fn key(&self, i: u32) -> Vec<u8> {
        self.rows.row(i as usize).as_ref().to_vec()
    }
}

fn keys(values: &ArrayRef) -> Evaluated<Rows> {
    let options = SortOptions {
        descending: false,
        nulls_first: false,
    };
    let converter = RowConverter::new(vec![SortField::new_with_options(
        values.data_type().clone(),
        options,
    )])?;
    Ok(converter.convert_columns(&[comparable(values)?])?)
}

/// A function of one array that picks elements.
fn one(
    call: &Call,
    pick: impl Fn(&Items, usize) -> Result<Option<Vec<u32>>> + Send + Sync + 'static,
) -> Result<Expr> {
    let kind = list_type(call, 0)?;
    Ok(
        call.kernel(kind, vec![call.args[0].clone()], move |inputs| {
            let lists = inputs.array(0)?;
            let lists = lists.as_list::<i32>();
            let rows = keys(lists.values())?;
            let mut picked = Vec::with_capacity(inputs.rows);
            for row in 0..inputs.rows {
                if lists.is_null(row) {
                    picked.push(None);
                    continue;
                }
                let offsets = lists.value_offsets();
                let at = |i: usize| u32::try_from(offsets[i]).unwrap_or(0);
                let items = Items {
                    values: lists.values(),
                    rows: &rows,
                    start: at(row),
                    end: at(row + 1),
                };
                picked.push(pick(&items, row)?);
            }
            lists_of(lists.values(), picked)
        }),
    )
}

fn slice(call: &Call) -> Result<Expr> {
    call.arity(3..=3)?;
    let kind = list_type(call, 0)?;
    let args = vec![
        call.args[0].clone(),
        call.arg(1, &DataType::Int64)?,
        call.arg(2, &DataType::Int64)?,
    ];
    Ok(call.kernel(kind, args, |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let (start, count) = (
            inputs.values::<Int64Type>(1)?,
            inputs.values::<Int64Type>(2)?,
        );
        let mut rows = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            let (Some(start), Some(count), true) =
                (start.get(row), count.get(row), lists.is_valid(row))
            else {
                rows.push(None);
                continue;
            };
            if count < 0 {
                return Err(
                    SqlError::execution("length must be greater than or equal to 0").into(),
                );
            }
            if start == 0 {
                return Err(SqlError::execution("SQL array indices start at 1").into());
            }
            let length = i64::from(lists.value_length(row));
            let from = if start > 0 { start - 1 } else { length + start };
            let picked = usize::try_from(from).map_or_else(
                |_| vec![],
                |from| {
                    span(lists, row)
                        .skip(from)
                        .take(usize::try_from(count).unwrap_or(usize::MAX))
                        .collect()
                },
            );
            rows.push(Some(picked));
        }
        lists_of(lists.values(), rows)
    }))
}

fn join(call: &Call) -> Result<Expr> {
    call.arity(2..=3)?;
    let item = item_of(&call.types[0])
        .cloned()
        .ok_or_else(|| call.no_match())?;
    if item_of(&item).is_some() || matches!(item, DataType::Map(..) | DataType::Struct(_)) {
        return Err(call.refuse(format!(
            "input type {} not supported",
            types::display(&item)
        )));
    }
    let mut args = vec![call.args[0].clone(), call.arg(1, &VARCHAR)?];
    if call.args.len() == 3 {
        args.push(call.arg(2, &VARCHAR)?);
    }
    Ok(call.kernel(VARCHAR, args, |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let texts = cast::to_text(lists.values(), None, false)?;
        let separator = inputs.text(1)?;
        let missing = if inputs.args.len() > 2 {
            Some(inputs.text(2)?)
        } else {
            None
        };
        let rows = (0..inputs.rows).map(|row| {
            let separator = separator.get(row)?;
            lists.is_valid(row).then_some(())?;
            let missing = match &missing {
                Some(missing) => Some(missing.get(row)?),
                None => None,
            };
            let parts = span(lists, row).filter_map(|i| {
                if texts.is_valid(i as usize) {
                    Some(texts.value(i as usize))
                } else {
                    missing
                }
            });
            Some(parts.collect::<Vec<_>>().join(separator))
        });
        Ok(Arc::new(rows.collect::<StringArray>()))
    }))
}
