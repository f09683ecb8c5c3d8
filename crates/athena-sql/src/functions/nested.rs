//! Rows, array literals and subscripts.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Int64Array, ListArray, StructArray, UInt32Array, make_comparator,
};
use datafusion::arrow::buffer::{OffsetBuffer, ScalarBuffer};
use datafusion::arrow::compute::{SortOptions, take};
use datafusion::arrow::datatypes::{DataType, Field, Int64Type};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::coercion::{common_of, common_type, in_one_array};
use crate::error::{Result, SqlError};
use crate::functions::literal::{constant_i64, literal};
use crate::kernel::{Inputs, Kernel};
use crate::types;
use crate::zeros::comparable;

pub(super) fn plan(call: &Call) -> Result<Option<Expr>> {
    Ok(Some(match call.name {
        "$field" => field(call.args[0].clone(), &call.types[0], call.payload)?.0,
        "$output_field" => {
            let found = field(call.args[0].clone(), &call.types[0], call.payload);
            let clear = |error: SqlError| {
                error.hint("a name in ORDER BY is a column of the output before it is a table: give one of them another name")
            };
            found.map_err(clear)?.0
        }
        "$array" => array_literal(call)?,
        "row" => {
            call.arity(1..=usize::MAX)?;
            let mut names = call
                .payload
                .split(',')
                .map(|name| (!name.is_empty()).then(|| name.to_owned()));
            let fields = call
                .types
                .iter()
                .map(|kind| (names.next().flatten(), kind.clone()));
            let kind = types::row(fields.collect());
            let DataType::Struct(fields) = kind.clone() else {
                return Err(call.no_match());
            };
            let args = (0..call.args.len())
                .map(|i| call.arg(i, &call.types[i]))
                .collect::<Result<_>>()?;
            call.kernel(kind, args, move |inputs| {
                let columns = (0..fields.len())
                    .map(|i| inputs.array(i))
                    .collect::<datafusion::error::Result<_>>()?;
                Ok(Arc::new(StructArray::try_new(
                    fields.clone(),
                    columns,
                    None,
                )?))
            })
        }
        "$subscript" => subscript(call)?,
        "element_at" => {
            call.arity(2..=2)?;
            if types::item_of(&call.types[0]).is_some() {
                element(call, false)?
            } else {
                map_element(call, false)?
            }
        }
        _ => return Ok(None),
    }))
}

/// A row's field by name, in whatever case the file writes it.
pub(crate) fn field(expr: Expr, kind: &DataType, name: &str) -> Result<(Expr, DataType)> {
    let DataType::Struct(fields) = kind else {
        return Err(SqlError::refused(format!(
            "expression of type {} has no field '{name}'",
            types::display(kind)
        )));
    };
    let Some(found) = fields
        .iter()
        .find(|field| field.name().to_lowercase() == name)
    else {
        let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        return Err(SqlError::refused(format!("row has no field '{name}'"))
            .hint(format!("its fields are {}", names.join(", "))));
    };
    let kind = found.data_type().clone();
    Ok((
        datafusion::functions::core::expr_fn::get_field(expr, found.name().as_str()),
        kind,
    ))
}

fn array_literal(call: &Call) -> Result<Expr> {
    in_one_array(&call.types).map_err(|error| error.at(call.location))?;
    let item = common_of(call.types.iter()).ok_or_else(|| {
        let kinds: Vec<String> = call.types.iter().map(types::display).collect();
        call.refuse(format!(
            "all elements of ARRAY must be of one type: {}",
            kinds.join(", ")
        ))
    })?;
    if call.args.is_empty() {
        return Ok(literal(ScalarValue::List(ScalarValue::new_list_nullable(
            &[],
            &DataType::Null,
        ))));
    }
    let args: Vec<Expr> = (0..call.args.len())
        .map(|i| call.arg(i, &item))
        .collect::<Result<_>>()?;
    let count = args.len();
    let returns = types::array(item.clone());
    Ok(call.kernel(returns, args, move |inputs| {
        let columns: Vec<ArrayRef> = (0..count)
            .map(|i| inputs.array(i))
            .collect::<datafusion::error::Result<_>>()?;
        let columns: Vec<&dyn Array> = columns.iter().map(AsRef::as_ref).collect();
        let order: Vec<(usize, usize)> = (0..inputs.rows)
            .flat_map(|row| (0..count).map(move |i| (i, row)))
            .collect();
        let values = datafusion::arrow::compute::interleave(&columns, &order)?;
        let field = Arc::new(Field::new("item", item.clone(), true));
        Ok(Arc::new(ListArray::try_new(
            field,
            OffsetBuffer::from_repeated_length(count, inputs.rows),
            values,
            None,
        )?))
    }))
}

fn subscript(call: &Call) -> Result<Expr> {
    match &call.types[0] {
        DataType::Struct(fields) => {
            let index = constant_i64(call, 1)
                .and_then(|i| usize::try_from(i - 1).ok())
                .ok_or_else(|| call.refuse("a row takes a constant subscript, from 1"))?;
            let name = fields
                .get(index)
                .ok_or_else(|| {
                    call.refuse(format!(
                        "row has {} fields, subscript is {}",
                        fields.len(),
                        index + 1
                    ))
                })?
                .name()
                .clone();
            Ok(datafusion::functions::core::expr_fn::get_field(
                call.args[0].clone(),
                name.as_str(),
            ))
        }
        DataType::Map(..) => map_element(call, true),
        kind if types::item_of(kind).is_some() => element(call, true),
        kind => Err(call.refuse(format!("cannot use [] on {}", types::display(kind)))),
    }
}

/// `array[i]` (strict) or `element_at(array, i)`.
fn element(call: &Call, strict: bool) -> Result<Expr> {
    let item = types::item_of(&call.types[0])
        .cloned()
        .ok_or_else(|| call.no_match())?;
    let index = call.arg(1, &DataType::Int64)?;
    let args = vec![call.args[0].clone(), index];
    let name = if strict { "$subscript" } else { "element_at" };
    Ok(Kernel::new(name, item, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let index = inputs.values::<Int64Type>(1)?;
        let mut picked = Vec::with_capacity(inputs.rows);
        for row in 0..inputs.rows {
            picked.push(match index.get(row) {
                Some(i) if lists.is_valid(row) => position(lists, row, i, strict)?,
                _ => None,
            });
        }
        Ok(take(lists.values(), &UInt32Array::from(picked), None)?)
    })
    .of_nested(&call.types)
    .call(args))
}

fn position(lists: &ListArray, row: usize, index: i64, strict: bool) -> Result<Option<u32>> {
    let start = i64::from(lists.value_offsets()[row]);
    let length = i64::from(lists.value_length(row));
    if index == 0 {
        return Err(SqlError::execution("SQL array indices start at 1"));
    }
    if index < 0 && strict {
        return Err(SqlError::execution(format!(
            "array subscript is negative: {index}"
        )));
    }
    let offset = if index > 0 { index - 1 } else { length + index };
    if !(0..length).contains(&offset) {
        if strict {
            return Err(SqlError::execution(format!(
                "array subscript must be less than or equal to array length: {index} > {length}"
            )));
        }
        return Ok(None);
    }
    Ok(u32::try_from(start + offset).ok())
}

/// `map[k]` (strict) or `element_at(map, k)`.
fn map_element(call: &Call, strict: bool) -> Result<Expr> {
    let (key, value) = types::entries_of(&call.types[0])
        .map(|(key, value)| (key.clone(), value.clone()))
        .ok_or_else(|| call.no_match())?;
    let common = common_type(&key, &call.types[1]).ok_or_else(|| call.no_match())?;
    let wanted = call.arg(1, &common)?;
    let maps = match common == key {
        true => call.args[0].clone(),
        false => call.arg(0, &types::map(common, value.clone()))?,
    };
    let name = if strict { "$subscript" } else { "element_at" };
    Ok(
        Kernel::new(name, value, move |inputs| find_in_map(inputs, strict))
            .of_nested(&call.types)
            .call(vec![maps, wanted]),
    )
}

fn find_in_map(inputs: &Inputs, strict: bool) -> datafusion::error::Result<ArrayRef> {
    let maps = inputs.array(0)?;
    let maps = maps.as_map();
    let wanted = inputs.array(1)?;
    let wanted = if wanted.data_type() == maps.keys().data_type() {
        wanted
    } else {
        datafusion::arrow::compute::cast(&wanted, maps.keys().data_type())?
    };
    let compare = make_comparator(
        &comparable(maps.keys())?,
        &comparable(&wanted)?,
        SortOptions::default(),
    )?;
    let offsets = maps.value_offsets();
    let mut picked = Vec::with_capacity(inputs.rows);
    for row in 0..inputs.rows {
        if maps.is_null(row) || wanted.is_null(row) {
            picked.push(None);
            continue;
        }
        let (start, end) = (offsets[row], offsets[row + 1]);
        let found =
            (start..end).find(|i| usize::try_from(*i).is_ok_and(|i| compare(i, row).is_eq()));
        if found.is_none() && strict {
            let key = ScalarValue::try_from_array(&wanted, row)?;
            return Err(SqlError::execution(format!("key not present in map: {key}")).into());
        }
        picked.push(found.and_then(|i| u32::try_from(i).ok()));
    }
    Ok(take(maps.values(), &UInt32Array::from(picked), None)?)
}

/// For every row the numbers from 1 to the length of its longest list.
pub(crate) fn ordinals(lists: Vec<Expr>) -> Expr {
    let count = lists.len();
    Kernel::new("$ordinals", types::array(DataType::Int64), move |inputs| {
        let columns: Vec<ArrayRef> = (0..count)
            .map(|i| inputs.array(i))
            .collect::<datafusion::error::Result<_>>()?;
        let mut offsets = vec![0_i32];
        let mut values: Vec<i64> = Vec::new();
        for row in 0..inputs.rows {
            let longest = columns
                .iter()
                .filter_map(|column| column.as_list_opt::<i32>())
                .filter(|list| list.is_valid(row))
                .map(|list| list.value_length(row))
                .max()
                .unwrap_or(0);
            values.extend(1..=i64::from(longest));
            offsets.push(
                i32::try_from(values.len())
                    .map_err(|_| SqlError::execution("too many elements"))?,
            );
        }
        Ok(Arc::new(ListArray::try_new(
            Arc::new(Field::new("item", DataType::Int64, true)),
            OffsetBuffer::new(ScalarBuffer::from(offsets)),
            Arc::new(Int64Array::from(values)),
            None,
        )?))
    })
    .call(lists)
}
