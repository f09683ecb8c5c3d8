//! All values of a group that are not NULL, as a list of doubles.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Float64Array, ListArray};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Float64Type};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::AggregateOrderSensitivity;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};

use crate::types;

pub(super) fn doubles() -> Arc<AggregateUDF> {
    Arc::new(AggregateUDF::new_from_impl(Doubles {
        signature: Signature::any(1, Volatility::Immutable),
    }))
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Doubles {
    signature: Signature,
}

impl AggregateUDFImpl for Doubles {
    fn name(&self) -> &str {
        "$doubles"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(types::array(DataType::Float64))
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(All::default()))
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(Groups::default()))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format!("{}[values]", args.name);
        Ok(vec![Arc::new(Field::new(
            name,
            types::array(DataType::Float64),
            true,
        ))])
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }
}

/// The values of one group for all rows.
#[derive(Debug, Default)]
struct All(Vec<f64>);

impl Accumulator for All {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let values = as_doubles(&values[0])?;
        match values.null_count() {
            0 => self.0.extend_from_slice(values.values()),
            _ => self.0.extend(values.iter().flatten()),
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let list = lists(vec![std::mem::take(&mut self.0)])?;
        Ok(ScalarValue::List(Arc::new(list)))
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.0.capacity() * size_of::<f64>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![self.evaluate()?])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let states = states[0].as_list::<i32>();
        for state in states.iter().flatten() {
            self.0
                .extend_from_slice(state.as_primitive::<Float64Type>().values());
        }
        Ok(())
    }
}

/// The values of each group.
#[derive(Debug, Default)]
struct Groups {
    values: Vec<Vec<f64>>,
    /// How many all of them have room for.
    room: usize,
}

impl Groups {
    fn add(&mut self, group: usize, more: &[f64]) {
        let values = &mut self.values[group];
        let before = values.capacity();
        values.extend_from_slice(more);
        self.room += values.capacity() - before;
    }

    fn take(&mut self, emit_to: EmitTo) -> Result<ListArray> {
        let values = emit_to.take_needed(&mut self.values);
        self.room -= values.iter().map(Vec::capacity).sum::<usize>();
        lists(values)
    }
}

impl GroupsAccumulator for Groups {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        self.values.resize_with(total, Vec::new);
        let values = as_doubles(&values[0])?;
        for (row, group) in groups.iter().enumerate() {
            let wanted = filter.is_none_or(|filter| filter.is_valid(row) && filter.value(row));
            if wanted && values.is_valid(row) {
                self.add(*group, &[values.value(row)]);
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        Ok(Arc::new(self.take(emit_to)?))
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![self.evaluate(emit_to)?])
    }

    fn merge_batch(&mut self, states: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        self.values.resize_with(total, Vec::new);
        let states = states[0].as_list::<i32>();
        for (state, group) in states.iter().zip(groups) {
            if let Some(state) = state {
                self.add(*group, state.as_primitive::<Float64Type>().values());
            }
        }
        Ok(())
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let rows: Vec<usize> = (0..values[0].len()).collect();
        let mut each = Self::default();
        each.update_batch(values, &rows, filter, rows.len())?;
        each.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        self.room * size_of::<f64>() + self.values.capacity() * size_of::<Vec<f64>>()
    }
}

pub(super) fn as_doubles(values: &ArrayRef) -> Result<Float64Array> {
    if let Some(doubles) = values.as_primitive_opt::<Float64Type>() {
        return Ok(doubles.clone());
    }
    let doubles = arrow_cast(values, &DataType::Float64)?;
    Ok(doubles.as_primitive::<Float64Type>().clone())
}

fn lists(values: Vec<Vec<f64>>) -> Result<ListArray> {
    let offsets = OffsetBuffer::from_lengths(values.iter().map(Vec::len));
    let field = Arc::new(Field::new("item", DataType::Float64, true));
    let all = Arc::new(Float64Array::from(values.concat()));
    Ok(ListArray::try_new(field, offsets, all, None)?)
}
