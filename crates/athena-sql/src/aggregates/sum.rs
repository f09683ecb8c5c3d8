//! `sum` of bigint: an error where 64 bits do not suffice, instead of a wrapped number.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::function::AccumulatorArgs;
use datafusion::logical_expr::utils::AggregateOrderSensitivity;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};

use crate::error::SqlError;

pub(super) fn checked_sum() -> Arc<AggregateUDF> {
    Arc::new(AggregateUDF::new_from_impl(CheckedSum {
        signature: Signature::exact(vec![DataType::Int64], Volatility::Immutable),
    }))
}

fn overflow() -> SqlError {
    SqlError::execution("bigint addition overflow in sum")
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct CheckedSum {
    signature: Signature,
}

impl AggregateUDFImpl for CheckedSum {
    fn name(&self) -> &str {
        "sum"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        if args.is_distinct {
            return Ok(Box::new(DistinctSum::default()));
        }
        Ok(Box::new(Sum::default()))
    }

    fn state_fields(
        &self,
        args: datafusion::logical_expr::function::StateFieldsArgs,
    ) -> Result<Vec<datafusion::arrow::datatypes::FieldRef>> {
        use datafusion::arrow::datatypes::Field;
        let kind = if args.is_distinct {
            crate::types::array(DataType::Int64)
        } else {
            DataType::Int64
        };
        Ok(vec![Arc::new(Field::new(
            format!("{}[sum]", args.name),
            kind,
            true,
        ))])
    }

    fn groups_accumulator_supported(&self, args: AccumulatorArgs) -> bool {
        !args.is_distinct
    }

    fn create_groups_accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(GroupSums::default()))
    }

    fn create_sliding_accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Sum::default()))
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }
}

#[derive(Debug, Default)]
struct Sum {
    // Wide enough for what a window adds before it takes away.
    sum: i128,
    count: i64,
}

impl Sum {
    fn add(&mut self, values: &ArrayRef, sign: i64) {
        let array = values.as_primitive::<Int64Type>();
        let (values, nulls) = (array.values().iter().copied(), array.null_count());
        let sum = match array.nulls().filter(|_| nulls > 0) {
            None => total(values),
            Some(known) => total(
                values
                    .zip(known)
                    .map(|(v, known)| if known { v } else { 0 }),
            ),
        };
        self.sum += i128::from(sign) * sum;
        self.count += sign * (array.len() - nulls) as i64;
    }

    fn value(&self) -> Result<ScalarValue> {
        if self.count == 0 {
            return Ok(ScalarValue::Int64(None));
        }
        Ok(ScalarValue::Int64(Some(
            i64::try_from(self.sum).map_err(|_| overflow())?,
        )))
    }
}

impl Accumulator for Sum {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.add(&values[0], 1);
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.value()
    }

    fn size(&self) -> usize {
        size_of_val(self)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![self.value()?])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.update_batch(states)
    }

    fn retract_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.add(&values[0], -1);
        Ok(())
    }

    fn supports_retract_batch(&self) -> bool {
        true
    }
}

/// The sum of a batch: upper and lower halves apart, so that nothing carries from one value to the next.
fn total(values: impl Iterator<Item = i64>) -> i128 {
    let (upper, lower) = values.fold((0, 0), |(upper, lower), value| {
        (upper + (value >> 32), lower + (value & 0xFFFF_FFFF))
    });
    (i128::from(upper) << 32) + i128::from(lower)
}

#[derive(Debug, Default)]
struct DistinctSum {
    values: std::collections::HashSet<i64>,
}

impl Accumulator for DistinctSum {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.values
            .extend(values[0].as_primitive::<Int64Type>().iter().flatten());
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let mut sum = Sum::default();
        sum.add(
            &(Arc::new(
                self.values
                    .iter()
                    .copied()
                    .map(Some)
                    .collect::<Int64Array>(),
            ) as ArrayRef),
            1,
        );
        sum.value()
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.values.capacity() * size_of::<i64>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let values: Vec<ScalarValue> = self
            .values
            .iter()
            .map(|value| ScalarValue::Int64(Some(*value)))
            .collect();
        Ok(vec![ScalarValue::List(ScalarValue::new_list_nullable(
            &values,
            &DataType::Int64,
        ))])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let lists = states[0].as_list::<i32>();
        for row in 0..lists.len() {
            if lists.is_valid(row) {
                self.values.extend(
                    lists
                        .value(row)
                        .as_primitive::<Int64Type>()
                        .iter()
                        .flatten(),
                );
            }
        }
        Ok(())
    }
}

/// The values, with NULL for those that a FILTER leaves out.
pub(super) fn filtered(values: &ArrayRef, filter: Option<&BooleanArray>) -> Result<ArrayRef> {
    use datafusion::arrow::compute::{is_null, not, nullif, or};
    let Some(filter) = filter else {
        return Ok(Arc::clone(values));
    };
    let known = BooleanArray::new(filter.values().clone(), None);
    Ok(nullif(values, &or(&is_null(filter)?, &not(&known)?)?)?)
}

#[derive(Debug, Default)]
struct GroupSums {
    sums: Vec<i64>,
    seen: Vec<bool>,
}

impl GroupsAccumulator for GroupSums {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        self.sums.resize(total, 0);
        self.seen.resize(total, false);
        let values = values[0].as_primitive::<Int64Type>();
        let mut overflowed = false;
        let mut add = |group: usize, value: i64| {
            let (sum, over) = self.sums[group].overflowing_add(value);
            self.sums[group] = sum;
            self.seen[group] = true;
            overflowed |= over;
        };
        if values.null_count() == 0 && filter.is_none() {
            for (group, value) in groups.iter().zip(values.values()) {
                add(*group, *value);
            }
        } else {
            for (row, group) in groups.iter().enumerate() {
                let wanted = filter.is_none_or(|filter| filter.is_valid(row) && filter.value(row));
                if wanted && values.is_valid(row) {
                    add(*group, values.value(row));
                }
            }
        }
        if overflowed {
            Err(overflow().into())
        } else {
            Ok(())
        }
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let sums = emit_to.take_needed(&mut self.sums);
        let seen = emit_to.take_needed(&mut self.seen);
        Ok(Arc::new(Int64Array::new(sums.into(), Some(seen.into()))))
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![self.evaluate(emit_to)?])
    }

    fn merge_batch(&mut self, values: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        self.update_batch(values, groups, None, total)
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        Ok(vec![filtered(&values[0], filter)?])
    }

    fn size(&self) -> usize {
        self.sums.capacity() * size_of::<i64>() + self.seen.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_by_halves_is_the_sum() {
        let mut number = 1_i64;
        let mut values = vec![0, 1, -1, i64::MAX, i64::MIN, 1 << 32, -(1 << 32)];
        values.extend((0..5_000).map(|shift| {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            number >> (shift % 64)
        }));
        values.extend([i64::MAX; 1_000]);
        for known in [vec![true, true, true], vec![true, false, true]] {
            let array: Int64Array = (values.iter().zip(known.iter().cycle()))
                .map(|(value, known)| known.then_some(*value))
                .collect();
            let expected: i128 = array.iter().flatten().map(i128::from).sum();
            let mut sum = Sum::default();
            sum.add(&(Arc::new(array.clone()) as ArrayRef), 1);
            assert_eq!(sum.sum, expected);
            assert_eq!(sum.count as usize, array.len() - array.null_count());
            sum.add(&(Arc::new(array) as ArrayRef), -1);
            assert_eq!((sum.sum, sum.count), (0, 0));
        }
    }
}
