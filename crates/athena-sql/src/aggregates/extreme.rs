//! `max_by(x, y)` and `min_by(x, y)`: x of the row whose y is greatest or least; rows whose y is NULL do not count.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, make_comparator};
use datafusion::arrow::compute::SortOptions;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::AggregateOrderSensitivity;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, GroupsAccumulator, Signature, Volatility,
};

use crate::error::SqlError;
use crate::zeros::{comparable, nan_below};

mod groups;
mod ranks;

pub(super) fn by(greatest: bool, returns: &DataType) -> Arc<AggregateUDF> {
    Arc::new(AggregateUDF::new_from_impl(By {
        greatest,
        returns: returns.clone(),
        signature: Signature::any(2, Volatility::Immutable),
    }))
}

/// The values to compare by: NaN is less than all numbers where the greatest is wanted, and greater where the least is.
pub(super) fn ranked(values: &ArrayRef, greatest: bool) -> Result<ArrayRef> {
    match greatest {
        true => nan_below(values),
        false => comparable(values),
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct By {
    greatest: bool,
    returns: DataType,
    signature: Signature,
}

impl By {
    fn of_groups(&self, args: &AccumulatorArgs) -> Option<Box<dyn GroupsAccumulator>> {
        let [value, by] = args.expr_fields else {
            return None;
        };
        groups::bests(self.greatest, value.data_type(), by.data_type())
    }
}

impl AggregateUDFImpl for By {
    fn name(&self) -> &str {
        if self.greatest { "max_by" } else { "min_by" }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, kinds: &[DataType]) -> Result<DataType> {
        Ok(kinds
            .first()
            .cloned()
            .unwrap_or_else(|| self.returns.clone()))
    }

    fn accumulator(&self, args: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        let kind = |i: usize| {
            args.expr_fields
                .get(i)
                .map_or(DataType::Null, |field| field.data_type().clone())
        };
        Ok(Box::new(Best {
            greatest: self.greatest,
            value: ScalarValue::try_from(&kind(0))?,
            by: ScalarValue::try_from(&kind(1))?,
        }))
    }

    fn groups_accumulator_supported(&self, args: AccumulatorArgs) -> bool {
        !args.is_distinct && self.of_groups(&args).is_some()
    }

    fn create_groups_accumulator(
        &self,
        args: AccumulatorArgs,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        self.of_groups(&args)
            .ok_or_else(|| SqlError::execution("no accumulator of groups").into())
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let field = |i: usize, name: &str| {
            let kind = args
                .input_fields
                .get(i)
                .map_or(DataType::Null, |field| field.data_type().clone());
            Arc::new(Field::new(format!("{}[{name}]", args.name), kind, true))
        };
        Ok(vec![field(0, "value"), field(1, "by")])
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }
}

#[derive(Debug)]
struct Best {
    greatest: bool,
    value: ScalarValue,
    by: ScalarValue,
}

impl Accumulator for Best {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let by = &ranked(&values[1], self.greatest)?;
        let compare = make_comparator(by, by, SortOptions::default())?;
        let mut best: Option<usize> = None;
        for row in 0..by.len() {
            if by.is_null(row) {
                continue;
            }
            let wins = best.is_none_or(|best| {
                let order = compare(row, best);
                if self.greatest {
                    order.is_gt()
                } else {
                    order.is_lt()
                }
            });
            if wins {
                best = Some(row);
            }
        }
        let Some(row) = best else { return Ok(()) };
        let candidate = ScalarValue::try_from_array(by, row)?;
        let wins = self.by.is_null() || {
            let pair = ScalarValue::iter_to_array([candidate.clone(), self.by.clone()])?;
            let order = make_comparator(&pair, &pair, SortOptions::default())?(0, 1);
            if self.greatest {
                order.is_gt()
            } else {
                order.is_lt()
            }
        };
        if wins {
            self.by = candidate;
            self.value = ScalarValue::try_from_array(&values[0], row)?;
            // A slice would keep the whole batch alive.
            self.by.compact();
            self.value.compact();
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(self.value.clone())
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.value.size() + self.by.size()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![self.value.clone(), self.by.clone()])
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.update_batch(states)
    }
}
