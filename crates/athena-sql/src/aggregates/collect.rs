//! `map_agg`, `multimap_agg`, `histogram` and `map_union`: planned over arrays of entries, built into maps at the end.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Int64Array, ListArray, MapArray, StructArray, UInt32Array,
    new_empty_array,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::compute::{concat, take};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::common::ScalarValue;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::error::Result as PlanResult;
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, Expr, GroupsAccumulator, LogicalPlan, Signature,
    Volatility,
};
use datafusion_functions_aggregate_common::aggregate::groups_accumulator::GroupsAccumulatorAdapter;

use super::hash_order;
use crate::error::{Result, SqlError};
use crate::kernel::Kernel;
use crate::types;
use crate::zeros::comparable;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    /// The first value of a key stays.
    One,
    /// All values of a key.
    Many,
    /// How often a key occurs.
    Count,
    /// The entries of maps.
    Union,
}

/// What `name` collects over keys of type `key`, and the map that it gives.
fn shape(name: &str, key: &DataType, value: &DataType) -> Result<(Form, DataType)> {
    Ok(match name {
        "map_agg" => (Form::One, types::map(key.clone(), value.clone())),
        "multimap_agg" => (
            Form::Many,
            types::map(key.clone(), types::array(value.clone())),
        ),
        "histogram" => (Form::Count, types::map(key.clone(), DataType::Int64)),
        _ => {
            let (key, value) = types::entries_of(key)
                .ok_or_else(|| SqlError::refused(format!("{name} takes a map")))?;
            (Form::Union, types::map(key.clone(), value.clone()))
        }
    })
}

/// The aggregate `name` over keys of type `key`.
pub(super) fn into_map(name: &str, key: &DataType, value: &DataType) -> Result<Arc<AggregateUDF>> {
    let (form, returns) = shape(name, key, value)?;
    let into = IntoMap::new(name, form, returns);
    Ok(Arc::new(AggregateUDF::new_from_impl(into)))
}

/// `map_agg` and `multimap_agg` with ORDER BY: of the entries as `array_agg` has ordered them.
pub(super) fn ordered(name: &str, key: &DataType, value: &DataType, entries: Expr) -> Result<Expr> {
    let (_, returns) = shape(name, key, value)?;
    Ok(maps_of_lists(name, returns, entries, Place::Slot))
}

/// A node above GROUP BY: the maps that it makes of ordered entries have their keys from the last to the first, as in Trino.
pub(crate) fn of_groups(node: LogicalPlan) -> PlanResult<LogicalPlan> {
    let makes = |part: &Expr| matches!(part, Expr::ScalarFunction(call) if is_ordered(call));
    let mut grouped = false;
    if node
        .expressions()
        .iter()
        .any(|expr| expr.exists(|part| Ok(makes(part))).unwrap_or(false))
    {
        let mut below = node.inputs();
        while let [input] = below.as_slice() {
            if let LogicalPlan::Aggregate(aggregate) = input {
                grouped = !aggregate.group_expr.is_empty();
                break;
            }
            below = input.inputs();
        }
    }
    if !grouped {
        return Ok(node);
    }
    let changed = node.map_expressions(|expr| {
        expr.transform_up(|part| match part {
            Expr::ScalarFunction(mut call) if is_ordered(&call) => {
                let (name, returns) = (call.func.name(), call.func.return_type(&[])?);
                let entries = call.args.remove(0);
                let maps = maps_of_lists(name, returns, entries, Place::Reversed);
                Ok(Transformed::yes(maps))
            }
            other => Ok(Transformed::no(other)),
        })
    })?;
    Ok(changed.data)
}

/// Whether a function makes a map of entries in order.
fn is_ordered(call: &ScalarFunction) -> bool {
    call.args.len() == 1 && matches!(call.func.name(), "map_agg" | "multimap_agg")
}

fn maps_of_lists(name: &str, returns: DataType, entries: Expr, place: Place) -> Expr {
    let form = match name {
        "map_agg" => Form::One,
        "histogram" => Form::Count,
        _ => Form::Many,
    };
    let into = IntoMap::new(name, form, returns.clone());
    Kernel::new(name, returns.clone(), move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let maps = (0..inputs.rows).map(|row| {
            let mut all = into.entries(place);
            if lists.is_valid(row) {
                let entries = lists.value(row);
                let entries = entries.as_struct();
                all.push(entries.column(0), entries.column(1))?;
            }
            all.evaluate()
        });
        let maps = maps.collect::<PlanResult<Vec<ScalarValue>>>()?;
        match maps.is_empty() {
            true => Ok(new_empty_array(&returns)),
            false => ScalarValue::iter_to_array(maps),
        }
    })
    .call(vec![entries])
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct IntoMap {
    name: String,
    form: Form,
    returns: DataType,
    signature: Signature,
}

impl IntoMap {
    fn new(name: &str, form: Form, returns: DataType) -> Self {
        Self {
            name: name.to_owned(),
            form,
            returns,
            signature: Signature::variadic_any(Volatility::Immutable),
        }
    }

    fn entries(&self, place: Place) -> Entries {
        let (key, value) = self.parts();
        Entries {
            form: self.form,
            place,
            returns: self.returns.clone(),
            key,
            value,
            keys: vec![],
            values: vec![],
        }
    }

    fn parts(&self) -> (DataType, DataType) {
        match (types::entries_of(&self.returns), self.form) {
            (Some((key, value)), Form::Many) => (
                key.clone(),
                types::item_of(value).cloned().unwrap_or(DataType::Null),
            ),
            (Some((key, value)), _) => (key.clone(), value.clone()),
            (None, _) => (DataType::Null, DataType::Null),
        }
    }
}

impl AggregateUDFImpl for IntoMap {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> PlanResult<DataType> {
        Ok(self.returns.clone())
    }

    fn accumulator(&self, _: AccumulatorArgs) -> PlanResult<Box<dyn Accumulator>> {
        Ok(Box::new(self.entries(Place::Slot)))
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(
        &self,
        _: AccumulatorArgs,
    ) -> PlanResult<Box<dyn GroupsAccumulator>> {
        let this = self.clone();
        Ok(Box::new(GroupsAccumulatorAdapter::new(move || {
            Ok(Box::new(this.entries(Place::FirstSight)))
        })))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> PlanResult<Vec<FieldRef>> {
        let (key, value) = self.parts();
        let field = |name: &str, kind: DataType| {
            Arc::new(Field::new(
                format!("{}[{name}]", args.name),
                types::array(kind),
                true,
            ))
        };
        Ok(vec![field("keys", key), field("values", value)])
    }
}

/// Where Trino's maps have a key: the groups of GROUP BY share a table, in which each has a list of its keys, the last one first; and what
/// is not in order is collected in two steps, of which the second turns the list once more.
#[derive(Debug, Clone, Copy)]
enum Place {
    Slot,
    FirstSight,
    Reversed,
}

/// The entries seen so far, batch by batch.
#[derive(Debug)]
struct Entries {
    form: Form,
    place: Place,
    returns: DataType,
    key: DataType,
    value: DataType,
    keys: Vec<ArrayRef>,
    values: Vec<ArrayRef>,
}

impl Entries {
    fn push(&mut self, keys: &ArrayRef, values: &ArrayRef) -> PlanResult<()> {
        let keys = datafusion::arrow::compute::cast(keys, &self.key)?;
        let values = datafusion::arrow::compute::cast(values, &self.value)?;
        let known: UInt32Array = (0..keys.len())
            .filter(|row| keys.is_valid(*row))
            .filter_map(|row| u32::try_from(row).ok())
            .collect();
        // Also copies, so that a slice does not keep its batch alive.
        self.keys.push(take(&keys, &known, None)?);
        self.values.push(take(&values, &known, None)?);
        Ok(())
    }

    fn all(&self) -> PlanResult<(ArrayRef, ArrayRef)> {
        let join = |parts: &[ArrayRef], kind: &DataType| -> PlanResult<ArrayRef> {
            if parts.is_empty() {
                return Ok(new_empty_array(kind));
            }
            let parts: Vec<&dyn Array> = parts.iter().map(AsRef::as_ref).collect();
            Ok(concat(&parts)?)
        };
        Ok((
            join(&self.keys, &self.key)?,
            join(&self.values, &self.value)?,
        ))
    }
}

impl Accumulator for Entries {
    fn update_batch(&mut self, batch: &[ArrayRef]) -> PlanResult<()> {
        match self.form {
            Form::One | Form::Many => self.push(&batch[0], &batch[1]),
            Form::Count => {
                let ones: ArrayRef = Arc::new(Int64Array::from(vec![1; batch[0].len()]));
                self.push(&batch[0], &ones)
            }
            Form::Union => {
                let maps = batch[0].as_map();
                for row in 0..maps.len() {
                    if maps.is_valid(row) {
                        let entries = maps.value(row);
                        self.push(entries.column(0), entries.column(1))?;
                    }
                }
                Ok(())
            }
        }
    }

    fn evaluate(&mut self) -> PlanResult<ScalarValue> {
        let (keys, values) = self.all()?;
        if keys.is_empty() {
            return ScalarValue::try_from(&self.returns);
        }
        // The number of each row's key, in order of first sight.
        let converter = RowConverter::new(vec![SortField::new(self.key.clone())])?;
        let rows = converter.convert_columns(&[comparable(&keys)?])?;
        let mut numbers: std::collections::HashMap<Vec<u8>, usize> =
            std::collections::HashMap::new();
        let mut members: Vec<Vec<u32>> = Vec::new();
        for row in 0..keys.len() {
            let number = *numbers
                .entry(rows.row(row).as_ref().to_vec())
                .or_insert_with(|| {
                    members.push(vec![]);
                    members.len() - 1
                });
            members[number].push(u32::try_from(row).unwrap_or(u32::MAX));
        }
        match self.place {
            Place::Slot => members = by_slot(&keys, members)?,
            Place::FirstSight => {}
            Place::Reversed => members.reverse(),
        }
        let firsts = firsts(&members);
        let map_keys = take(&keys, &firsts, None)?;
        let map_values: ArrayRef = match self.form {
            Form::One | Form::Union => take(&values, &firsts, None)?,
            Form::Count => {
                let counts = values.as_primitive::<datafusion::arrow::datatypes::Int64Type>();
                let sum = |rows: &Vec<u32>| {
                    rows.iter()
                        .map(|row| counts.value(*row as usize))
                        .sum::<i64>()
                };
                Arc::new(members.iter().map(sum).collect::<Int64Array>())
            }
            Form::Many => {
                let order: UInt32Array = members.iter().flatten().copied().collect();
                Arc::new(ListArray::try_new(
                    Arc::new(Field::new("item", self.value.clone(), true)),
                    OffsetBuffer::from_lengths(members.iter().map(Vec::len)),
                    take(&values, &order, None)?,
                    None,
                )?)
            }
        };
        let DataType::Map(field, sorted) = &self.returns else {
            return Err(SqlError::execution("not a map").into());
        };
        let DataType::Struct(fields) = field.data_type() else {
            return Err(SqlError::execution("not a map").into());
        };
        let entries = StructArray::try_new(fields.clone(), vec![map_keys, map_values], None)?;
        let offsets = OffsetBuffer::from_lengths([entries.len()]);
        let map = MapArray::try_new(Arc::clone(field), offsets, entries, None, *sorted)?;
        Ok(ScalarValue::Map(Arc::new(map)))
    }

    fn size(&self) -> usize {
        size_of_val(self)
            + self
                .keys
                .iter()
                .chain(&self.values)
                .map(|array| array.get_array_memory_size())
                .sum::<usize>()
    }

    fn state(&mut self) -> PlanResult<Vec<ScalarValue>> {
        let (keys, values) = self.all()?;
        let list = |array: ArrayRef, kind: &DataType| -> PlanResult<ScalarValue> {
            let offsets = OffsetBuffer::from_lengths([array.len()]);
            let field = Arc::new(Field::new("item", kind.clone(), true));
            Ok(ScalarValue::List(Arc::new(ListArray::try_new(
                field, offsets, array, None,
            )?)))
        };
        Ok(vec![list(keys, &self.key)?, list(values, &self.value)?])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> PlanResult<()> {
        let (keys, values) = (states[0].as_list::<i32>(), states[1].as_list::<i32>());
        for row in 0..keys.len() {
            if keys.is_valid(row) && values.is_valid(row) {
                self.push(&keys.value(row), &values.value(row))?;
            }
        }
        Ok(())
    }
}

/// The first row of each key.
fn firsts(members: &[Vec<u32>]) -> UInt32Array {
    let firsts = members.iter().filter_map(|rows| rows.first().copied());
    firsts.collect()
}

/// The rows of each key, the keys in the order of Trino's hash table.
fn by_slot(keys: &ArrayRef, mut members: Vec<Vec<u32>>) -> PlanResult<Vec<Vec<u32>>> {
    let slots = hash_order::slots(&take(keys, &firsts(&members), None)?);
    let members = slots
        .into_iter()
        .map(|slot| std::mem::take(&mut members[slot as usize]));
    Ok(members.collect())
}
