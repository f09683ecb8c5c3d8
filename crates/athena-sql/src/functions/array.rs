//! Arrays: sets, order, search, construction.

use std::collections::HashSet;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Int64Array, ListArray, PrimitiveArray, StringArray,
    StructArray, UInt32Array,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::compute::{SortOptions, concat as arrow_concat, take};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Field, Float32Type, Float64Type, Int64Type, TimestampMillisecondType,
};
use datafusion::arrow::row::{RowConverter, Rows, SortField};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::{common_of, common_type};
use crate::error::{Result, SqlError};
use crate::functions::{cast, datetime};
use crate::kernel::Inputs;
use crate::types::{self, DAY_TO_SECOND, TIMESTAMP, VARCHAR, YEAR_TO_MONTH, item_of};

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
        "array_distinct" => one(call, false, |item, _| {
            let mut seen = HashSet::new();
            Ok(Some(
                item.span().filter(|i| seen.insert(item.key(*i))).collect(),
            ))
        })?,
        "array_sort" => {
            call.arity(1..=1)?;
            orderable(call)?;
            one(call, false, |item, _| {
                let mut order: Vec<u32> = item.span().collect();
                order.sort_by(|a, b| item.rows.row(*a as usize).cmp(&item.rows.row(*b as usize)));
                Ok(Some(order))
            })?
        }
        "reverse" => {
            call.arity(1..=1)?;
            one(call, false, |item, _| Ok(Some(item.span().rev().collect())))?
        }
        "array_min" | "array_max" => {
            call.arity(1..=1)?;
            orderable(call)?;
            let least = call.name == "array_min";
            one(call, true, move |item, _| {
                // NaN counts only where there is nothing else.
                let numbers: Vec<u32> = item
                    .span()
                    .filter(|i| !is_nan(item.values, *i as usize))
                    .collect();
                if item.span().any(|i| item.values.is_null(i as usize)) {
                    return Ok(None);
                }
                let order =
                    |a: &u32, b: &u32| item.rows.row(*a as usize).cmp(&item.rows.row(*b as usize));
                let found = match (numbers.is_empty(), least) {
                    (true, _) => item.span().next(),
                    (false, true) => numbers.into_iter().min_by(order),
                    (false, false) => numbers.into_iter().max_by(order),
                };
                Ok(found.map(|i| vec![i]))
            })?
        }
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
            let args = vec![call.args[0].clone(), call.arg(1, &DataType::Int64)?];
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
        Some(DataType::Map(..) | DataType::LargeUtf8) | None => Err(call.no_match()),
        Some(_) => Ok(()),
    }
}

fn span(lists: &ListArray, row: usize) -> impl DoubleEndedIterator<Item = u32> + use<> {
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
    Ok(converter.convert_columns(&[Arc::clone(values)])?)
}

/// A function of one array that picks elements: an array of them, or (`single`) the one.
fn one(
    call: &Call,
    single: bool,
    pick: impl Fn(&Items, usize) -> Result<Option<Vec<u32>>> + Send + Sync + 'static,
) -> Result<Expr> {
    let kind = list_type(call, 0)?;
    let returns = if single {
        item_of(&kind).cloned().unwrap_or(DataType::Null)
    } else {
        kind
    };
    Ok(
        call.kernel(returns, vec![call.args[0].clone()], move |inputs| {
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
            if single {
                let indices: UInt32Array = picked
                    .into_iter()
                    .map(|row| row.and_then(|row| row.first().copied()))
                    .collect();
                return Ok(take(lists.values(), &indices, None)?);
            }
            lists_of(lists.values(), picked)
        }),
    )
}

/// An array and an element in their common type.
fn element_args(call: &Call) -> Result<Vec<Expr>> {
    call.arity(2..=2)?;
    let item = item_of(&call.types[0]).ok_or_else(|| call.no_match())?;
    let item = common_type(item, &call.types[1]).ok_or_else(|| call.no_match())?;
    Ok(vec![
        call.arg(0, &types::array(item.clone()))?,
        call.arg(1, &item)?,
    ])
}

fn with_element(
    call: &Call,
    pick: impl Fn(&Items, Option<&Vec<u8>>) -> Result<Option<Vec<u32>>> + Send + Sync + 'static,
) -> Result<Expr> {
    let args = element_args(call)?;
    let item = item_of(&call.types[0])
        .and_then(|item| common_type(item, &call.types[1]))
        .ok_or_else(|| call.no_match())?;
    Ok(call.kernel(types::array(item), args, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let wanted = inputs.array(1)?;
        let (rows, wanted_rows) = both_keys(lists.values(), &wanted)?;
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
            let key = wanted
                .is_valid(row)
                .then(|| wanted_rows.row(row).as_ref().to_vec());
            picked.push(pick(&items, key.as_ref())?);
        }
        lists_of(lists.values(), picked)
    }))
}

fn both_keys(a: &ArrayRef, b: &ArrayRef) -> Evaluated<(Rows, Rows)> {
    let b = datafusion::arrow::compute::cast(b, a.data_type())?;
    Ok((keys(a)?, keys(&b)?))
}

fn search(call: &Call) -> Result<Expr> {
    let args = element_args(call)?;
    let contains = call.name == "contains";
    let returns = if contains {
        DataType::Boolean
    } else {
        DataType::Int64
    };
    Ok(call.kernel(returns, args, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let wanted = inputs.array(1)?;
        let (rows, wanted_rows) = both_keys(lists.values(), &wanted)?;
        let found = |row: usize| -> Option<(i64, bool)> {
            (lists.is_valid(row) && wanted.is_valid(row)).then_some(())?;
            let mut has_null = false;
            let mut at = 0;
            for (position, i) in (1..).zip(span(lists, row)) {
                if lists.values().is_null(i as usize) {
                    has_null = true;
                } else if rows.row(i as usize) == wanted_rows.row(row) {
                    at = position;
                    break;
                }
            }
            Some((at, has_null))
        };
        if contains {
            let answers = (0..inputs.rows).map(|row| match found(row)? {
                (0, true) => None,
                (at, _) => Some(at > 0),
            });
            return Ok(Arc::new(answers.collect::<BooleanArray>()) as ArrayRef);
        }
        Ok(Arc::new(
            (0..inputs.rows)
                .map(|row| found(row).map(|(at, _)| at))
                .collect::<Int64Array>(),
        ))
    }))
}

/// Two arrays of one type with the keys of their elements.
struct Pair {
    left: ArrayRef,
    right: ArrayRef,
    left_keys: Rows,
    right_keys: Rows,
}

impl Pair {
    fn read(inputs: &Inputs) -> Evaluated<Self> {
        let left = inputs.array(0)?;
        let right = datafusion::arrow::compute::cast(&inputs.array(1)?, left.data_type())?;
        let left_keys = keys(left.as_list::<i32>().values())?;
        let right_keys = keys(right.as_list::<i32>().values())?;
        Ok(Self {
            left,
            right,
            left_keys,
            right_keys,
        })
    }

    fn side(lists: &ListArray, rows: &Rows, row: usize) -> Option<Vec<Vec<u8>>> {
        lists.is_valid(row).then(|| {
            span(lists, row)
                .map(|i| rows.row(i as usize).as_ref().to_vec())
                .collect()
        })
    }

    fn left(&self, row: usize) -> Option<Vec<Vec<u8>>> {
        Self::side(self.left.as_list::<i32>(), &self.left_keys, row)
    }

    fn right(&self, row: usize) -> Option<Vec<Vec<u8>>> {
        Self::side(self.right.as_list::<i32>(), &self.right_keys, row)
    }
}

fn sets(call: &Call) -> Result<Expr> {
    call.arity(2..=2)?;
    let kind = common_type(&call.types[0], &call.types[1])
        .filter(|kind| item_of(kind).is_some())
        .ok_or_else(|| call.no_match())?;
    let name = call.name.to_owned();
    Ok(call.kernel(
        kind.clone(),
        vec![call.arg(0, &kind)?, call.arg(1, &kind)?],
        move |inputs| {
            let pair = Pair::read(inputs)?;
            let (left, right) = (pair.left.as_list::<i32>(), pair.right.as_list::<i32>());
            let values = arrow_concat(&[left.values().as_ref(), right.values().as_ref()])?;
            let base = u32::try_from(left.values().len()).unwrap_or(0);
            let rows = (0..inputs.rows).map(|row| {
                let (a, b) = (pair.left(row)?, pair.right(row)?);
                let mut seen: HashSet<Vec<u8>> = HashSet::new();
                let from_left = span(left, row).zip(a.iter());
                Some(match name.as_str() {
                    "array_union" => {
                        let from_right = span(right, row).map(|i| i + base).zip(b.iter());
                        from_left
                            .chain(from_right)
                            .filter(|(_, key)| seen.insert((*key).clone()))
                            .map(|(i, _)| i)
                            .collect()
                    }
                    "array_intersect" => {
                        let other: HashSet<&Vec<u8>> = b.iter().collect();
                        from_left
                            .filter(|(_, key)| other.contains(key) && seen.insert((*key).clone()))
                            .map(|(i, _)| i)
                            .collect()
                    }
                    _ => {
                        let other: HashSet<&Vec<u8>> = b.iter().collect();
                        from_left
                            .filter(|(_, key)| !other.contains(key) && seen.insert((*key).clone()))
                            .map(|(i, _)| i)
                            .collect()
                    }
                })
            });
            lists_of(&values, rows.collect())
        },
    ))
}

fn overlap(call: &Call) -> Result<Expr> {
    call.arity(2..=2)?;
    let kind = common_type(&call.types[0], &call.types[1])
        .filter(|kind| item_of(kind).is_some())
        .ok_or_else(|| call.no_match())?;
    Ok(call.kernel(
        DataType::Boolean,
        vec![call.arg(0, &kind)?, call.arg(1, &kind)?],
        |inputs| {
            let pair = Pair::read(inputs)?;
            let (left, right) = (pair.left.as_list::<i32>(), pair.right.as_list::<i32>());
            let has_null = |lists: &ListArray, row: usize| {
                span(lists, row).any(|i| lists.values().is_null(i as usize))
            };
            let rows = (0..inputs.rows).map(|row| {
                let (a, b) = (pair.left(row)?, pair.right(row)?);
                let known: HashSet<&Vec<u8>> = span(right, row)
                    .zip(&b)
                    .filter(|(i, _)| right.values().is_valid(*i as usize))
                    .map(|(_, key)| key)
                    .collect();
                let common = span(left, row)
                    .zip(&a)
                    .any(|(i, key)| left.values().is_valid(i as usize) && known.contains(key));
                if common {
                    return Some(true);
                }
                let unknown = (has_null(left, row) && !b.is_empty())
                    || (has_null(right, row) && !a.is_empty());
                if unknown { None } else { Some(false) }
            });
            Ok(Arc::new(rows.collect::<BooleanArray>()))
        },
    ))
}

/// `concat` and `||` of arrays, also with single elements beside them.
pub(super) fn concat(call: &Call) -> Result<Expr> {
    call.arity(2..=usize::MAX)?;
    let list = call
        .types
        .iter()
        .find(|kind| item_of(kind).is_some())
        .ok_or_else(|| call.no_match())?;
    // Beside an array, what is no array is an element.
    let elements = call.types.len() == 2;
    let depth_of = |kind: &DataType| {
        let mut depth = 0;
        let mut kind = kind.clone();
        while let Some(item) = item_of(&kind) {
            depth += 1;
            kind = item.clone();
        }
        depth
    };
    let deepest = call.types.iter().map(depth_of).max().unwrap_or(1);
    let is_element = |kind: &DataType| {
        elements
            && *kind != DataType::Null
            && depth_of(kind) + 1 == deepest
            && item_of(list).is_some()
    };
    let wrapped: Vec<DataType> = call
        .types
        .iter()
        .map(|kind| {
            if is_element(kind) {
                types::array(kind.clone())
            } else {
                kind.clone()
            }
        })
        .collect();
    let kind = common_of(wrapped.iter())
        .filter(|kind| item_of(kind).is_some())
        .ok_or_else(|| {
            call.refuse(format!(
                "cannot concatenate {}",
                call.types
                    .iter()
                    .map(types::display)
                    .collect::<Vec<_>>()
                    .join(" and ")
            ))
        })?;
    let item = item_of(&kind).cloned().unwrap_or(DataType::Null);
    let mut args = Vec::new();
    let mut single = Vec::new();
    for (i, given) in call.types.iter().enumerate() {
        let element = is_element(given);
        single.push(element);
        args.push(call.arg(i, if element { &item } else { &kind })?);
    }
    let detail = format!("{single:?}");
    Ok(crate::kernel::Kernel::new("concat", kind, move |inputs| {
        let arrays: Vec<ArrayRef> = (0..inputs.args.len())
            .map(|i| inputs.array(i))
            .collect::<Evaluated<_>>()?;
        let values: Vec<ArrayRef> = arrays
            .iter()
            .zip(&single)
            .map(|(array, single)| {
                if *single {
                    Arc::clone(array)
                } else {
                    Arc::clone(array.as_list::<i32>().values())
                }
            })
            .collect();
        let mut bases = vec![0_u32];
        for part in &values {
            let last = bases.last().copied().unwrap_or(0);
            bases.push(last + u32::try_from(part.len()).unwrap_or(0));
        }
        let parts: Vec<&dyn Array> = values.iter().map(AsRef::as_ref).collect();
        let all = arrow_concat(&parts)?;
        let rows = (0..inputs.rows).map(|row| {
            let mut picked = Vec::new();
            for ((array, single), base) in arrays.iter().zip(&single).zip(&bases) {
                if *single {
                    picked.push(base + u32::try_from(row).ok()?);
                } else {
                    array.is_valid(row).then_some(())?;
                    picked.extend(span(array.as_list::<i32>(), row).map(|i| i + base));
                }
            }
            Some(picked)
        });
        lists_of(&all, rows.collect())
    })
    .detail(detail)
    .call(args))
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

const LONGEST: i64 = 10_000;

fn sequence(call: &Call) -> Result<Expr> {
    call.arity(2..=3)?;
    let kind = common_type(&call.types[0], &call.types[1]).ok_or_else(|| call.no_match())?;
    if types::is_integer(&kind) {
        let args = (0..call.args.len())
            .map(|i| call.arg(i, &DataType::Int64))
            .collect::<Result<Vec<_>>>()?;
        return Ok(call.kernel(types::array(DataType::Int64), args, |inputs| {
            let (start, stop) = (
                inputs.values::<Int64Type>(0)?,
                inputs.values::<Int64Type>(1)?,
            );
            let step = if inputs.args.len() > 2 {
                Some(inputs.values::<Int64Type>(2)?)
            } else {
                None
            };
            let mut rows = Vec::with_capacity(inputs.rows);
            for row in 0..inputs.rows {
                let step = step.as_ref().map(|step| step.get(row));
                rows.push(match (start.get(row), stop.get(row), step) {
                    (Some(start), Some(stop), None) => Some(numbers(
                        start,
                        stop,
                        if start <= stop { 1 } else { -1 },
                        |at, step| at.checked_add(step),
                    )?),
                    (Some(start), Some(stop), Some(Some(step))) => {
                        Some(numbers(start, stop, step, |at, step| at.checked_add(step))?)
                    }
                    _ => None,
                });
            }
            sequence_lists(rows, &DataType::Int64)
        }));
    }
    let date = kind == DataType::Date32;
    if !date && !types::is_timestamp(&kind) {
        return Err(call.no_match());
    }
    let months = call.types.get(2) == Some(&YEAR_TO_MONTH);
    if call.args.len() == 2 && !date
        || call.args.len() == 3 && !months && call.types[2] != DAY_TO_SECOND
    {
        return Err(call.no_match());
    }
    let mut args = vec![call.arg(0, &TIMESTAMP)?, call.arg(1, &TIMESTAMP)?];
    args.extend(call.args.get(2).cloned());
    let item = kind.clone();
    Ok(call.kernel(types::array(item.clone()), args, move |inputs| {
        use datafusion::arrow::datatypes::{DurationMillisecondType, IntervalYearMonthType};
        let (start, stop) = (inputs.values::<TimestampMillisecondType>(0)?, inputs.values::<TimestampMillisecondType>(1)?);
        let step_of = |row: usize| -> Evaluated<Option<i64>> {
            if inputs.args.len() < 3 {
                return Ok(Some(86_400_000));
            }
            if months {
                return Ok(inputs.values::<IntervalYearMonthType>(2)?.get(row).map(i64::from));
            }
            Ok(inputs.values::<DurationMillisecondType>(2)?.get(row))
        };
        let mut rows = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            rows.push(match (start.get(row), stop.get(row), step_of(row)?) {
                (Some(start), Some(stop), Some(step)) => {
                    let step = if inputs.args.len() < 3 && stop < start { -step } else { step };
                    if date && !months && step % 86_400_000 != 0 {
                        return Err(SqlError::execution("sequence step must be a day interval if start and end values are dates").into());
                    }
                    let mut count = 0;
                    Some(numbers(start, stop, step, |at, step| {
                        if months {
                            count += step;
                            return datetime::add_months(start, count).ok();
                        }
                        at.checked_add(step)
                    })?)
                }
                _ => None,
            });
        }
        sequence_lists(rows, &item)
    }))
}

fn numbers(
    start: i64,
    stop: i64,
    step: i64,
    mut next: impl FnMut(i64, i64) -> Option<i64>,
) -> Result<Vec<i64>> {
    if step == 0 {
        return Err(SqlError::execution("step must not be zero"));
    }
    if (step > 0) != (stop >= start) && stop != start {
        return Err(SqlError::execution(
            "sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start",
        ));
    }
    let mut out = Vec::new();
    let mut at = start;
    while if step > 0 { at <= stop } else { at >= stop } {
        out.push(at);
        if i64::try_from(out.len()).unwrap_or(i64::MAX) > LONGEST {
            return Err(SqlError::execution(
                "result of sequence function must not have more than 10000 entries",
            ));
        }
        let Some(following) = next(at, step) else {
            break;
        };
        at = following;
    }
    Ok(out)
}

fn sequence_lists(rows: Vec<Option<Vec<i64>>>, item: &DataType) -> Evaluated<ArrayRef> {
    let nulls: NullBuffer = rows
        .iter()
        .map(Option::is_some)
        .collect::<Vec<bool>>()
        .into();
    let offsets =
        OffsetBuffer::from_lengths(rows.iter().map(|row| row.as_ref().map_or(0, Vec::len)));
    let flat = rows.into_iter().flatten().flatten();
    let values: ArrayRef = match item {
        DataType::Date32 => Arc::new(
            flat.map(|millis| i32::try_from(millis.div_euclid(86_400_000)).ok())
                .collect::<PrimitiveArray<Date32Type>>(),
        ),
        DataType::Timestamp(..) => {
            let millis: ArrayRef = Arc::new(
                flat.map(Some)
                    .collect::<PrimitiveArray<TimestampMillisecondType>>(),
            );
            datafusion::arrow::compute::cast(&millis, item)?
        }
        _ => Arc::new(flat.map(Some).collect::<Int64Array>()),
    };
    let field = Arc::new(Field::new("item", item.clone(), true));
    Ok(Arc::new(ListArray::try_new(
        field,
        offsets,
        values,
        Some(nulls),
    )?))
}

fn zip(call: &Call) -> Result<Expr> {
    call.arity(2..=5)?;
    let items = call
        .types
        .iter()
        .map(|kind| item_of(kind).cloned().ok_or_else(|| call.no_match()))
        .collect::<Result<Vec<_>>>()?;
    let kind = types::row(items.into_iter().map(|item| (None, item)).collect());
    let DataType::Struct(fields) = kind.clone() else {
        return Err(call.no_match());
    };
    Ok(
        call.kernel(types::array(kind), call.args.clone(), move |inputs| {
            let arrays: Vec<ArrayRef> = (0..inputs.args.len())
                .map(|i| inputs.array(i))
                .collect::<Evaluated<_>>()?;
            let longest = |row: usize| {
                arrays.iter().all(|array| array.is_valid(row)).then(|| {
                    arrays
                        .iter()
                        .map(|array| array.as_list::<i32>().value_length(row))
                        .max()
                        .unwrap_or(0)
                })
            };
            let lengths: Vec<Option<i32>> = (0..inputs.rows).map(longest).collect();
            let mut columns = Vec::new();
            for array in &arrays {
                let list = array.as_list::<i32>();
                let mut picked: Vec<Option<u32>> = Vec::new();
                for (row, length) in lengths.iter().enumerate() {
                    let Some(length) = length else { continue };
                    let start = list.value_offsets()[row];
                    picked.extend((0..*length).map(|i| {
                        (i < list.value_length(row))
                            .then(|| u32::try_from(start + i).ok())
                            .flatten()
                    }));
                }
                columns.push(take(list.values(), &UInt32Array::from(picked), None)?);
            }
            let rows: ArrayRef = Arc::new(StructArray::try_new(fields.clone(), columns, None)?);
            let offsets = OffsetBuffer::from_lengths(
                lengths
                    .iter()
                    .map(|length| usize::try_from(length.unwrap_or(0)).unwrap_or(0)),
            );
            let nulls: NullBuffer = lengths
                .iter()
                .map(Option::is_some)
                .collect::<Vec<bool>>()
                .into();
            let field = Arc::new(Field::new("item", rows.data_type().clone(), true));
            Ok(Arc::new(ListArray::try_new(
                field,
                offsets,
                rows,
                Some(nulls),
            )?))
        }),
    )
}
