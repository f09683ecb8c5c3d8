//! Lambdas evaluated over all elements of a batch at once.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, ListArray, ListBuilder, MapArray, StringArray,
    StringBuilder, StructArray, UInt32Array, make_comparator,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::compute::{SortOptions, cast as arrow_cast, concat, filter, take};
use datafusion::arrow::datatypes::{ArrowNativeType, DataType, Field};
use datafusion::arrow::error::ArrowError;
use datafusion::error::Result as Evaluated;
use datafusion::logical_expr::LambdaArgument;

use super::Arguments;
use crate::error::{Result, SqlError};
use crate::functions::cast::cast_array;
use crate::functions::map::{Duplicates, maps_of};
use crate::functions::regexp_pattern::Pattern;
use crate::types;
use crate::zeros::comparable;

/// The elements of all lists; those under a NULL list belong to none and are left out.
pub(super) struct Elements {
    offsets: OffsetBuffer<i32>,
    values: Vec<ArrayRef>,
}

impl Elements {
    fn of(
        offsets: &OffsetBuffer<i32>,
        nulls: Option<&NullBuffer>,
        values: &[&ArrayRef],
    ) -> Evaluated<Self> {
        let at = |i: usize| usize::try_from(offsets[i]).unwrap_or(0);
        let (rows, first) = (offsets.len() - 1, at(0));
        let stray = |nulls: &NullBuffer| {
            (0..rows).any(|row| nulls.is_null(row) && offsets[row] < offsets[row + 1])
        };
        if !nulls.is_some_and(stray) {
            // One run of the values as they are.
            let count = at(rows) - first;
            let offsets = if first == 0 {
                offsets.clone()
            } else {
                OffsetBuffer::from_lengths(offsets.lengths())
            };
            let values = values.iter().map(|values| values.slice(first, count));
            return Ok(Self {
                offsets,
                values: values.collect(),
            });
        }
        let mut picked = Vec::new();
        let mut lengths = Vec::new();
        for row in 0..rows {
            let span = if nulls.is_none_or(|nulls| nulls.is_valid(row)) {
                offsets[row]..offsets[row + 1]
            } else {
                0..0
            };
            lengths.push(span.len());
            picked.extend(span.map(|i| u32::try_from(i).unwrap_or(0)));
        }
        let picked = UInt32Array::from(picked);
        let values = values
            .iter()
            .map(|values| take(values, &picked, None))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            offsets: OffsetBuffer::from_lengths(lengths),
            values,
        })
    }

    fn evaluate(&self, lambda: &LambdaArgument) -> Evaluated<ArrayRef> {
        let count = self.values.first().map_or(0, |values| values.len());
        run(lambda, &self.values, count, |capture| {
            let mut owners = Vec::with_capacity(count);
            for (row, length) in (0..).zip(self.offsets.lengths()) {
                owners.extend(std::iter::repeat_n(row, length));
            }
            take(capture, &UInt32Array::from(owners), None)
        })
    }
}

/// The lambda over columns of parameters; row i of them sees the captured row `rows[i]`.
pub(super) fn evaluate(
    lambda: &LambdaArgument,
    columns: &[ArrayRef],
    rows: &UInt32Array,
) -> Evaluated<ArrayRef> {
    run(lambda, columns, rows.len(), |capture| {
        take(capture, rows, None)
    })
}

/// The lambda over `count` rows of parameters; `spread` gives what of a captured column belongs to them.
pub(super) fn run(
    lambda: &LambdaArgument,
    columns: &[ArrayRef],
    count: usize,
    spread: impl Fn(&ArrayRef) -> std::result::Result<ArrayRef, ArrowError>,
) -> Evaluated<ArrayRef> {
    let getters: Vec<Box<dyn Fn() -> Evaluated<ArrayRef>>> = columns
        .iter()
        .map(|column| {
            let column = Arc::clone(column);
            Box::new(move || Ok(Arc::clone(&column))) as Box<dyn Fn() -> Evaluated<ArrayRef>>
        })
        .collect();
    let getters: Vec<&dyn Fn() -> Evaluated<ArrayRef>> =
        getters.iter().map(AsRef::as_ref).collect();
    lambda
        .evaluate(&getters, |captures| {
            captures
                .iter()
                .map(|capture| Ok(spread(capture)?))
                .collect()
        })?
        .into_array(count)
}

pub(super) fn flags(array: &ArrayRef) -> Evaluated<BooleanArray> {
    Ok(arrow_cast(array, &DataType::Boolean)?.as_boolean().clone())
}

pub(super) fn over_list(name: &str, (values, lambdas): &Arguments) -> Evaluated<ArrayRef> {
    let lists = values[0].as_list::<i32>();
    let elements = Elements::of(lists.offsets(), lists.nulls(), &[lists.values()])?;
    let results = elements.evaluate(lambdas[0])?;
    let nulls = lists.nulls().cloned();
    if name == "transform" {
        let field = Arc::new(Field::new("item", results.data_type().clone(), true));
        return Ok(Arc::new(ListArray::try_new(
            field,
            elements.offsets,
            results,
            nulls,
        )?));
    }
    let results = flags(&results)?;
    let span = |row: usize| {
        let at = |i: usize| usize::try_from(elements.offsets[i]).unwrap_or(0);
        at(row)..at(row + 1)
    };
    if name == "filter" {
        let wanted = match results.nulls() {
            Some(known) => results.values() & known.inner(),
            None => results.values().clone(),
        };
        let lengths: Vec<usize> = (0..lists.len())
            .map(|row| span(row).filter(|i| wanted.value(*i)).count())
            .collect();
        let items = filter(&elements.values[0], &BooleanArray::new(wanted, None))?;
        let field = Arc::new(Field::new("item", items.data_type().clone(), true));
        return Ok(Arc::new(ListArray::try_new(
            field,
            OffsetBuffer::from_lengths(lengths),
            items,
            nulls,
        )?));
    }
    let answers = (0..lists.len()).map(|row| {
        lists.is_valid(row).then_some(())?;
        let decisive = name != "all_match";
        let mut unknown = false;
        for i in span(row) {
            if results.is_null(i) {
                unknown = true;
            } else if results.value(i) == decisive {
                return Some(name == "any_match");
            }
        }
        if unknown {
            None
        } else {
            Some(name != "any_match")
        }
    });
    Ok(Arc::new(answers.collect::<BooleanArray>()))
}

pub(super) fn over_map(
    name: &str,
    (values, lambdas): &Arguments,
    returns: &DataType,
) -> Evaluated<ArrayRef> {
    let maps: &MapArray = values[0].as_map();
    let elements = Elements::of(maps.offsets(), maps.nulls(), &[maps.keys(), maps.values()])?;
    let results = elements.evaluate(lambdas[0])?;
    let (keys, items) = (&elements.values[0], &elements.values[1]);
    if name == "transform_values" {
        let DataType::Map(field, sorted) = returns else {
            return Err(SqlError::execution("not a map").into());
        };
        let DataType::Struct(fields) = field.data_type() else {
            return Err(SqlError::execution("not a map").into());
        };
        let entries = StructArray::try_new(fields.clone(), vec![Arc::clone(keys), results], None)?;
        let map = MapArray::try_new(
            Arc::clone(field),
            elements.offsets,
            entries,
            maps.nulls().cloned(),
            *sorted,
        )?;
        return Ok(Arc::new(map));
    }
    let keep = if name == "map_filter" {
        Some(flags(&results)?)
    } else {
        None
    };
    let rows = (0..maps.len())
        .map(|row| {
            maps.is_valid(row).then(|| {
                (elements.offsets[row]..elements.offsets[row + 1])
                    .filter_map(|i| u32::try_from(i).ok())
                    .filter(|i| {
                        keep.as_ref().is_none_or(|keep| {
                            keep.is_valid(*i as usize) && keep.value(*i as usize)
                        })
                    })
                    .map(|i| (i, i))
                    .collect()
            })
        })
        .collect();
    let keys = if name == "transform_keys" {
        &results
    } else {
        keys
    };
    maps_of(returns, keys, items, rows, Duplicates::Refuse)
}

pub(super) fn zip_with((values, lambdas): &Arguments, rows: usize) -> Evaluated<ArrayRef> {
    let (a, b) = (values[0].as_list::<i32>(), values[1].as_list::<i32>());
    let mut picked: [Vec<Option<u32>>; 2] = [vec![], vec![]];
    let (mut owners, mut lengths, mut valid) = (Vec::new(), Vec::new(), Vec::new());
    for row in 0..rows {
        let both = a.is_valid(row) && b.is_valid(row);
        let longest = if both {
            a.value_length(row).max(b.value_length(row))
        } else {
            0
        };
        valid.push(both);
        lengths.push(usize::try_from(longest).unwrap_or(0));
        for i in 0..longest {
            owners.push(u32::try_from(row).unwrap_or(0));
            for (list, picked) in [a, b].iter().zip(&mut picked) {
                let inside = i < list.value_length(row);
                picked.push(
                    inside
                        .then(|| u32::try_from(list.value_offsets()[row] + i).ok())
                        .flatten(),
                );
            }
        }
    }
    let [left, right] = picked;
    let columns = [
        take(a.values(), &UInt32Array::from(left), None)?,
        take(b.values(), &UInt32Array::from(right), None)?,
    ];
    let results = evaluate(lambdas[0], &columns, &UInt32Array::from(owners))?;
    let field = Arc::new(Field::new("item", results.data_type().clone(), true));
    Ok(Arc::new(ListArray::try_new(
        field,
        OffsetBuffer::from_lengths(lengths),
        results,
        Some(valid.into()),
    )?))
}

/// The keys of both maps, those of the first first, with the values that either has.
pub(super) fn map_zip_with(
    (values, lambdas): &Arguments,
    rows: usize,
    returns: &DataType,
) -> Evaluated<ArrayRef> {
    let (a, b): (&MapArray, &MapArray) = (values[0].as_map(), values[1].as_map());
    let keys = concat(&[a.keys().as_ref(), b.keys().as_ref()])?;
    let base = u32::try_from(a.keys().len()).unwrap_or(0);
    let same = make_comparator(
        &comparable(a.keys())?,
        &comparable(b.keys())?,
        SortOptions::default(),
    )?;
    let span = |map: &MapArray, row: usize| {
        let at = |i: usize| u32::try_from(map.value_offsets()[i]).unwrap_or(0);
        at(row)..at(row + 1)
    };
    let (mut keys_at, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    let mut owners: Vec<u32> = Vec::new();
    let mut entries: Vec<Option<Vec<(u32, u32)>>> = Vec::with_capacity(rows);
    for row in 0..rows {
        if a.is_null(row) || b.is_null(row) {
            entries.push(None);
            continue;
        }
        let first = keys_at.len();
        let mut matched = Vec::new();
        for i in span(a, row) {
            let found = span(b, row).find(|j| same(i as usize, *j as usize).is_eq());
            matched.extend(found);
            keys_at.push(i);
            left.push(Some(i));
            right.push(found);
        }
        for j in span(b, row).filter(|j| !matched.contains(j)) {
            keys_at.push(base + j);
            left.push(None);
            right.push(Some(j));
        }
        owners.resize(keys_at.len(), u32::try_from(row).unwrap_or(0));
        let number = |i: usize| u32::try_from(i).unwrap_or(0);
        entries.push(Some(
            (first..keys_at.len())
                .map(|i| (number(i), number(i)))
                .collect(),
        ));
    }
    let columns = [
        take(&keys, &UInt32Array::from(keys_at), None)?,
        take(a.values(), &UInt32Array::from(left), None)?,
        take(b.values(), &UInt32Array::from(right), None)?,
    ];
    let results = evaluate(lambdas[0], &columns, &UInt32Array::from(owners))?;
    maps_of(returns, &columns[0], &results, entries, Duplicates::Refuse)
}

/// Every match replaced by what the lambda makes of its groups; NULL where one result is.
pub(super) fn regexp_replace((values, lambdas): &Arguments, rows: usize) -> Evaluated<ArrayRef> {
    let (texts, patterns) = (values[0].as_string::<i32>(), values[1].as_string::<i32>());
    let mut last: Option<(&str, Pattern)> = None;
    let mut groups = ListBuilder::new(StringBuilder::new());
    let mut owners: Vec<u32> = Vec::new();
    // The places of the matches of each row.
    let mut places: Vec<Option<Vec<(usize, usize)>>> = Vec::with_capacity(rows);
    for row in 0..rows {
        if texts.is_null(row) || patterns.is_null(row) {
            places.push(None);
            continue;
        }
        let pattern = patterns.value(row);
        if last.as_ref().is_none_or(|(known, _)| *known != pattern) {
            last = Some((pattern, Pattern::compile(pattern)?));
        }
        let Some((_, compiled)) = &last else { continue };
        let mut found = Vec::new();
        for captures in compiled.captures_all(texts.value(row))? {
            for group in (1..captures.len()).map(|i| captures.get(i)) {
                groups
                    .values()
                    .append_option(group.map(|group| group.as_str()));
            }
            groups.append(true);
            owners.push(u32::try_from(row).unwrap_or(0));
            found.extend(captures.get(0).map(|whole| (whole.start(), whole.end())));
        }
        places.push(Some(found));
    }
    let groups: ArrayRef = Arc::new(groups.finish());
    let replacements = evaluate(lambdas[0], &[groups], &UInt32Array::from(owners))?;
    let replacements = arrow_cast(&replacements, &types::VARCHAR)?;
    let replacements = replacements.as_string::<i32>();
    let mut next = 0;
    let rows = places.into_iter().enumerate().map(|(row, found)| {
        let found = found?;
        let text = texts.value(row);
        let mut out = Some(String::with_capacity(text.len()));
        let mut from = 0;
        for (start, end) in found {
            let replacement = replacements
                .is_valid(next)
                .then(|| replacements.value(next));
            next += 1;
            out = match (out, replacement) {
                (Some(mut out), Some(replacement)) => {
                    out.push_str(&text[from..start]);
                    out.push_str(replacement);
                    Some(out)
                }
                _ => None,
            };
            from = end;
        }
        out.map(|out| out + &text[from..])
    });
    Ok(Arc::new(rows.collect::<StringArray>()))
}

/// One element of every list a step, the longest lists first: those that go on are a run from the start.
pub(super) fn reduce((values, lambdas): &Arguments, rows: usize) -> Evaluated<ArrayRef> {
    let lists = values[0].as_list::<i32>();
    let kind = values[1].data_type().clone();
    let lengths: Vec<usize> = (0..rows)
        .map(|row| match lists.is_valid(row) {
            true => lists.value_length(row).as_usize(),
            false => 0,
        })
        .collect();
    let longer = longer(&lengths);
    let mut next = longer.clone();
    let (mut order, mut places) = (vec![0_u32; rows], vec![0_u32; rows]);
    for (row, length) in (0..).zip(&lengths) {
        let place = &mut next[*length];
        order[*place as usize] = row;
        places[row as usize] = *place;
        *place += 1;
    }
    let order = UInt32Array::from(order);
    let mut state = take(&values[1], &order, None)?;
    let offsets = lists.value_offsets();
    let mut done = Vec::new();
    for (step, active) in (0..).zip(longer) {
        let active = active as usize;
        done.push(state.slice(active, state.len() - active));
        if active == 0 {
            break;
        }
        let owners = order.slice(0, active);
        let items: UInt32Array = owners
            .values()
            .iter()
            .filter_map(|row| u32::try_from(offsets[*row as usize] + step).ok())
            .collect();
        let columns = [state.slice(0, active), take(lists.values(), &items, None)?];
        state = cast_array(
            &evaluate(lambdas[0], &columns, &owners)?,
            &kind,
            None,
            false,
        )?;
    }
    let done: Vec<&dyn Array> = done.iter().rev().map(AsRef::as_ref).collect();
    let state = take(&concat(&done)?, &UInt32Array::from(places), None)?;
    let results = run(lambdas[1], &[state], rows, |capture| {
        Ok(Arc::clone(capture))
    })?;
    if lists.null_count() == 0 {
        return Ok(results);
    }
    // A NULL array gives NULL, whatever the state.
    let known: UInt32Array = (0..rows)
        .map(|row| {
            lists
                .is_valid(row)
                .then(|| u32::try_from(row).ok())
                .flatten()
        })
        .collect();
    Ok(take(&results, &known, None)?)
}

/// For each length up to the greatest, how many lists are longer.
fn longer(lengths: &[usize]) -> Vec<u32> {
    let greatest = lengths.iter().max().map_or(0, |greatest| *greatest);
    let mut longer = vec![0_u32; greatest + 1];
    for length in lengths {
        if let Some(shorter) = length.checked_sub(1) {
            longer[shorter] += 1;
        }
    }
    for length in (0..greatest).rev() {
        longer[length] += longer[length + 1];
    }
    longer
}
