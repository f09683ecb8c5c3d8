//! `sum` of long decimals in 256 bits, which do not overflow.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Decimal256Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    DataType, Decimal128Type, Decimal256Type, Field, FieldRef, i256,
};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::AggregateOrderSensitivity;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};

use super::sum::filtered;

/// The sum of decimals of this scale, as one of 76 digits.
pub(super) fn sum(scale: i8) -> Arc<AggregateUDF> {
    Arc::new(AggregateUDF::new_from_impl(WideSum {
        scale,
        signature: Signature::any(1, Volatility::Immutable),
    }))
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct WideSum {
    scale: i8,
    signature: Signature,
}

impl AggregateUDFImpl for WideSum {
    fn name(&self) -> &str {
        "sum"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Decimal256(76, self.scale))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let kind = DataType::Decimal256(76, self.scale);
        let field = Field::new(format!("{}[sum]", args.name), kind, true);
        Ok(vec![Arc::new(field)])
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Sum {
            sum: i256::ZERO,
            count: 0,
            scale: self.scale,
        }))
    }

    fn create_sliding_accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        self.accumulator(args)
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs) -> bool {
        true
    }

    fn create_groups_accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(GroupSums {
            sums: Vec::new(),
            seen: Vec::new(),
            scale: self.scale,
        }))
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }
}

#[derive(Debug)]
struct Sum {
    sum: i256,
    /// How many values it is of.
    count: i64,
    scale: i8,
}

/// The sum of a batch and the number of its values.
fn total(values: &ArrayRef) -> (i256, i64) {
    let values = values.as_primitive::<Decimal128Type>();
    let mut sum = i256::ZERO;
    for value in values.iter().flatten() {
        sum = sum.wrapping_add(i256::from_i128(value));
    }
    (sum, (values.len() - values.null_count()) as i64)
}

/// Whether the values are sums already: a rule makes a sum of sums beside one aggregate of DISTINCT.
fn are_sums(values: &[ArrayRef]) -> bool {
    matches!(values[0].data_type(), DataType::Decimal256(..))
}

impl Accumulator for Sum {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        if are_sums(values) {
            return self.merge_batch(values);
        }
        let (sum, count) = total(&values[0]);
        self.sum = self.sum.wrapping_add(sum);
        self.count += count;
        Ok(())
    }

    fn retract_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let (sum, count) = total(&values[0]);
        self.sum = self.sum.wrapping_sub(sum);
        self.count -= count;
        Ok(())
    }

    fn supports_retract_batch(&self) -> bool {
        true
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let sum = (self.count > 0).then_some(self.sum);
        Ok(ScalarValue::Decimal256(sum, 76, self.scale))
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![self.evaluate()?])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        for sum in states[0].as_primitive::<Decimal256Type>().iter().flatten() {
            self.sum = self.sum.wrapping_add(sum);
            self.count += 1;
        }
        Ok(())
    }

    fn size(&self) -> usize {
        size_of_val(self)
    }
}

#[derive(Debug)]
struct GroupSums {
    sums: Vec<i256>,
    seen: Vec<bool>,
    scale: i8,
}

impl GroupSums {
    fn grow(&mut self, total: usize) {
        self.sums.resize(total, i256::ZERO);
        self.seen.resize(total, false);
    }

    fn add(&mut self, group: usize, value: i256) {
        self.sums[group] = self.sums[group].wrapping_add(value);
        self.seen[group] = true;
    }
}

impl GroupsAccumulator for GroupSums {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        if are_sums(values) {
            return self.merge_batch(&[filtered(&values[0], filter)?], groups, total);
        }
        self.grow(total);
        let values = values[0].as_primitive::<Decimal128Type>();
        if values.null_count() == 0 && filter.is_none() {
            for (group, value) in groups.iter().zip(values.values()) {
                self.add(*group, i256::from_i128(*value));
            }
            return Ok(());
        }
        for (row, group) in groups.iter().enumerate() {
            let wanted = filter.is_none_or(|filter| filter.is_valid(row) && filter.value(row));
            if wanted && values.is_valid(row) {
                self.add(*group, i256::from_i128(values.value(row)));
            }
        }
        Ok(())
    }

    fn merge_batch(&mut self, states: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        self.grow(total);
        let sums = states[0].as_primitive::<Decimal256Type>();
        for (sum, group) in sums.iter().zip(groups) {
            if let Some(sum) = sum {
                self.add(*group, sum);
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let sums = emit_to.take_needed(&mut self.sums);
        let seen = emit_to.take_needed(&mut self.seen);
        let sums = Decimal256Array::new(sums.into(), Some(seen.into()));
        Ok(Arc::new(sums.with_precision_and_scale(76, self.scale)?))
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![self.evaluate(emit_to)?])
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let kind = DataType::Decimal256(76, self.scale);
        Ok(vec![cast(&filtered(&values[0], filter)?, &kind)?])
    }

    fn size(&self) -> usize {
        self.sums.capacity() * size_of::<i256>() + self.seen.capacity()
    }
}
