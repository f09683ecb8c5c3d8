//! Arrays made of others, or of nothing: concatenation, sequences, zips.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Int64Array, ListArray, PrimitiveArray, StructArray, UInt32Array,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::compute::{concat as arrow_concat, take};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Field, Int64Type, TimestampMillisecondType,
};
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::Expr;

use super::{lists_of, span};
use crate::call::Call;
use crate::coercion::{common_of, common_type, in_one_array};
use crate::error::{Result, SqlError};
use crate::functions::datetime;
use crate::types::{self, DAY_TO_SECOND, TIMESTAMP, YEAR_TO_MONTH, item_of};

/// `concat` and `||` of arrays, also with single elements beside them.
pub(crate) fn concat(call: &Call) -> Result<Expr> {
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
    in_one_array(&wrapped).map_err(|error| error.at(call.location))?;
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
                    // As Trino has it, a NULL beside an array is no element: the whole is NULL.
                    array.is_valid(row).then_some(())?;
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
    .of_nested(&call.types)
    .detail(detail)
    .call(args))
}

pub(super) const LONGEST: i64 = 10_000;

pub(super) fn sequence(call: &Call) -> Result<Expr> {
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

pub(super) fn numbers(
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

pub(super) fn sequence_lists(rows: Vec<Option<Vec<i64>>>, item: &DataType) -> Evaluated<ArrayRef> {
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

pub(super) fn zip(call: &Call) -> Result<Expr> {
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
