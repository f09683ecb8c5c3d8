//! `sum` and `avg` of doubles, added one after the other as Trino adds them: in another order the last digits are others.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Float64Type, UInt64Type};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::functions_aggregate as native;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::AggregateOrderSensitivity;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, GroupsAccumulator, Signature, Volatility,
};

use crate::types;

pub(super) fn sum() -> Arc<AggregateUDF> {
    running(native::sum::sum_udaf(), false)
}

pub(super) fn average() -> Arc<AggregateUDF> {
    running(native::average::avg_udaf(), true)
}

fn running(of_groups: Arc<AggregateUDF>, average: bool) -> Arc<AggregateUDF> {
    Arc::new(AggregateUDF::new_from_impl(Running {
        of_groups,
        average,
        signature: Signature::exact(vec![DataType::Float64], Volatility::Immutable),
    }))
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Running {
    /// DataFusion's own, which adds the values of each group in their order.
    of_groups: Arc<AggregateUDF>,
    average: bool,
    signature: Signature,
}

impl AggregateUDFImpl for Running {
    fn name(&self) -> &str {
        self.of_groups.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        let total = Total::new(self.average);
        Ok(match args.is_distinct {
            true => Box::new(Distinct {
                total,
                ..Distinct::default()
            }),
            false => Box::new(total),
        })
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        if !args.is_distinct {
            return self.of_groups.state_fields(args);
        }
        let name = format!("{}[values]", args.name);
        let values = types::array(DataType::Float64);
        Ok(vec![Arc::new(Field::new(name, values, true))])
    }

    fn groups_accumulator_supported(&self, args: AccumulatorArgs) -> bool {
        !args.is_distinct
    }

    fn create_groups_accumulator(
        &self,
        args: AccumulatorArgs,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        self.of_groups.create_groups_accumulator(args)
    }

    fn create_sliding_accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Sliding {
            total: Total::new(self.average),
            frame: VecDeque::new(),
            summed: 0,
            left: Vec::new(),
        }))
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Total {
    average: bool,
    sum: f64,
    count: u64,
}

impl Total {
    fn new(average: bool) -> Self {
        Self {
            average,
            ..Self::default()
        }
    }

    fn add(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            self.sum += value;
            self.count += 1;
        }
    }

    fn remove(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            self.sum -= value;
            self.count -= 1;
        }
    }

    fn value(&self) -> Option<f64> {
        let whole = match self.average {
            true => self.sum / self.count as f64,
            false => self.sum,
        };
        (self.count > 0).then_some(whole)
    }
}

impl Accumulator for Total {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let values = values[0].as_primitive::<Float64Type>();
        if values.null_count() == 0 {
            // Kept apart from the loop below, which tests every value.
            self.sum = values.values().iter().fold(self.sum, |sum, v| sum + v);
            self.count += values.len() as u64;
        } else {
            values.iter().for_each(|value| self.add(value));
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::Float64(self.value()))
    }

    fn size(&self) -> usize {
        size_of_val(self)
    }

    /// As the accumulators of groups: they may hand their states to this one.
    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let sum = ScalarValue::Float64((self.count > 0).then_some(self.sum));
        Ok(match self.average {
            true => vec![ScalarValue::UInt64(Some(self.count)), sum],
            false => vec![sum],
        })
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        if !self.average {
            return self.update_batch(states);
        }
        let counts = states[0].as_primitive::<UInt64Type>();
        for (count, sum) in counts.iter().zip(states[1].as_primitive::<Float64Type>()) {
            if let (Some(count), Some(sum)) = (count, sum) {
                self.count += count;
                self.sum += sum;
            }
        }
        Ok(())
    }
}

/// Each value once, in the order in which they came first.
#[derive(Debug, Default)]
struct Distinct {
    total: Total,
    values: Vec<f64>,
    seen: HashSet<u64>,
}

impl Distinct {
    fn add(&mut self, value: f64) {
        // One zero and one NaN, whatever their signs.
        let bits = if value.is_nan() {
            f64::NAN.to_bits()
        } else {
            (value + 0.0).to_bits()
        };
        if self.seen.insert(bits) {
            self.values.push(value);
            self.total.add(Some(value));
        }
    }
}

impl Accumulator for Distinct {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        for value in values[0].as_primitive::<Float64Type>().iter().flatten() {
            self.add(value);
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.total.evaluate()
    }

    fn size(&self) -> usize {
        size_of_val(self) + (self.values.capacity() + self.seen.capacity()) * size_of::<f64>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let values: Vec<ScalarValue> = self.values.iter().copied().map(Into::into).collect();
        let list = ScalarValue::new_list_nullable(&values, &DataType::Float64);
        Ok(vec![ScalarValue::List(list)])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        for state in states[0].as_list::<i32>().iter().flatten() {
            self.update_batch(&[state])?;
        }
        Ok(())
    }
}

/// The total of a frame that moves. Trino subtracts what has left before it adds what has come, and starts afresh unless more
/// stays than leaves.
#[derive(Debug)]
struct Sliding {
    total: Total,
    frame: VecDeque<Option<f64>>,
    /// How many rows the frame had when the total was last settled.
    summed: usize,
    /// What has left it since.
    left: Vec<Option<f64>>,
}

impl Sliding {
    fn settle(&mut self) {
        let stays = self.summed.saturating_sub(self.left.len());
        let counted = if self.left.is_empty() || stays > self.left.len() {
            for value in &self.left {
                self.total.remove(*value);
            }
            stays
        } else {
            self.total = Total::new(self.total.average);
            0
        };
        for value in self.frame.range(counted..) {
            self.total.add(*value);
        }
        self.left.clear();
        self.summed = self.frame.len();
    }
}

impl Accumulator for Sliding {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.frame
            .extend(values[0].as_primitive::<Float64Type>().iter());
        Ok(())
    }

    fn retract_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.left.extend(self.frame.drain(..values[0].len()));
        Ok(())
    }

    fn supports_retract_batch(&self) -> bool {
        true
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.settle();
        self.total.evaluate()
    }

    fn size(&self) -> usize {
        size_of_val(self)
            + (self.frame.capacity() + self.left.capacity()) * size_of::<Option<f64>>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        self.settle();
        self.total.state()
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.total.merge_batch(states)
    }
}
