//! Statistics of two columns (`corr`, `covar_pop`, `regr_slope` …), by the running means and squares that Trino keeps: numbers
//! that lie far from zero keep their digits, and the last ones are Trino's.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Float64Array, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Float64Type, UInt64Type};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::AggregateOrderSensitivity;
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};

/// The statistic of this name, of y and x.
pub(super) fn statistic(name: &str) -> Arc<AggregateUDF> {
    let kinds = vec![DataType::Float64, DataType::Float64];
    Arc::new(AggregateUDF::new_from_impl(Pairs {
        statistic: match name {
            "corr" => Statistic::Correlation,
            "covar_pop" => Statistic::Covariance,
            "covar_samp" => Statistic::CovarianceOfSample,
            "regr_slope" => Statistic::Slope,
            _ => Statistic::Intercept,
        },
        name: name.to_owned(),
        signature: Signature::exact(kinds, Volatility::Immutable),
    }))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Statistic {
    Correlation,
    Covariance,
    CovarianceOfSample,
    Slope,
    Intercept,
}

impl Statistic {
    fn of(self, moments: &Moments) -> Option<f64> {
        let n = moments.count as f64;
        let slope = moments.both / moments.square_x;
        let finite = |value: f64| value.is_finite().then_some(value);
        match self {
            Self::Correlation => {
                finite(moments.both / moments.square_x.sqrt() / moments.square_y.sqrt())
            }
            Self::Covariance => (n > 0.0).then(|| moments.both / n),
            Self::CovarianceOfSample => (n > 1.0).then(|| moments.both / (n - 1.0)),
            Self::Slope => finite(slope),
            Self::Intercept => finite(moments.mean_y - slope * moments.mean_x),
        }
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Pairs {
    statistic: Statistic,
    name: String,
    signature: Signature,
}

impl AggregateUDFImpl for Pairs {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(One {
            statistic: self.statistic,
            moments: Moments::default(),
        }))
    }

    fn groups_accumulator_supported(&self, args: AccumulatorArgs) -> bool {
        !args.is_distinct
    }

    fn create_groups_accumulator(&self, _: AccumulatorArgs) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(Groups {
            statistic: self.statistic,
            moments: Vec::new(),
        }))
    }

    fn state_fields(&self, args: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let parts = ["count", "mean_x", "mean_y", "both", "square_x", "square_y"];
        let field = |(i, part)| {
            let kind = match i {
                0 => DataType::UInt64,
                _ => DataType::Float64,
            };
            Arc::new(Field::new(format!("{}[{part}]", args.name), kind, true))
        };
        Ok(parts.iter().enumerate().map(field).collect())
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }
}

/// Sums of products are of distances from the means.
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    count: u64,
    mean_x: f64,
    mean_y: f64,
    both: f64,
    square_x: f64,
    square_y: f64,
}

impl Moments {
    fn add(&mut self, y: f64, x: f64) {
        self.count += 1;
        let n = self.count as f64;
        let (from_x, from_y) = (x - self.mean_x, y - self.mean_y);
        self.mean_x += from_x / n;
        self.mean_y += from_y / n;
        self.both += from_x * (y - self.mean_y);
        self.square_x += from_x * (x - self.mean_x);
        self.square_y += from_y * (y - self.mean_y);
    }

    fn merge(&mut self, other: &Self) {
        if other.count == 0 {
            return;
        }
        let (here, there) = (self.count as f64, other.count as f64);
        let n = here + there;
        let (x, y) = (other.mean_x - self.mean_x, other.mean_y - self.mean_y);
        self.square_x += other.square_x + here * there * (x * x) / n;
        self.square_y += other.square_y + here * there * (y * y) / n;
        self.both += other.both + x * y * here * there / n;
        self.mean_x += x * there / n;
        self.mean_y += y * there / n;
        self.count += other.count;
    }
}

#[derive(Debug)]
struct One {
    statistic: Statistic,
    moments: Moments,
}

impl Accumulator for One {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let (ys, xs) = (
            values[0].as_primitive::<Float64Type>(),
            values[1].as_primitive::<Float64Type>(),
        );
        for (y, x) in ys.iter().zip(xs) {
            if let (Some(y), Some(x)) = (y, x) {
                self.moments.add(y, x);
            }
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::Float64(self.statistic.of(&self.moments)))
    }

    fn size(&self) -> usize {
        size_of_val(self)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let states = states(&[self.moments]);
        (states.iter())
            .map(|state| ScalarValue::try_from_array(state, 0))
            .collect()
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        each_state(states, |_, state| self.moments.merge(&state));
        Ok(())
    }
}

#[derive(Debug)]
struct Groups {
    statistic: Statistic,
    moments: Vec<Moments>,
}

impl GroupsAccumulator for Groups {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        self.moments.resize(total, Moments::default());
        let (ys, xs) = (
            values[0].as_primitive::<Float64Type>(),
            values[1].as_primitive::<Float64Type>(),
        );
        for (row, group) in groups.iter().enumerate() {
            let wanted = filter.is_none_or(|filter| filter.is_valid(row) && filter.value(row));
            if wanted && ys.is_valid(row) && xs.is_valid(row) {
                self.moments[*group].add(ys.value(row), xs.value(row));
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let groups = emit_to.take_needed(&mut self.moments);
        let values = groups.iter().map(|group| self.statistic.of(group));
        Ok(Arc::new(values.collect::<Float64Array>()))
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(states(&emit_to.take_needed(&mut self.moments)))
    }

    fn merge_batch(&mut self, states: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        self.moments.resize(total, Moments::default());
        each_state(states, |row, state| self.moments[groups[row]].merge(&state));
        Ok(())
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let rows: Vec<usize> = (0..values[0].len()).collect();
        let mut each = Self {
            statistic: self.statistic,
            moments: Vec::new(),
        };
        each.update_batch(values, &rows, filter, rows.len())?;
        each.state(EmitTo::All)
    }

    fn size(&self) -> usize {
        self.moments.capacity() * size_of::<Moments>()
    }
}

fn states(moments: &[Moments]) -> Vec<ArrayRef> {
    let column = |part: fn(&Moments) -> f64| -> ArrayRef {
        Arc::new(Float64Array::from_iter_values(moments.iter().map(part)))
    };
    vec![
        Arc::new(UInt64Array::from_iter_values(
            moments.iter().map(|m| m.count),
        )),
        column(|m| m.mean_x),
        column(|m| m.mean_y),
        column(|m| m.both),
        column(|m| m.square_x),
        column(|m| m.square_y),
    ]
}

fn each_state(states: &[ArrayRef], mut take: impl FnMut(usize, Moments)) {
    let counts = states[0].as_primitive::<UInt64Type>();
    let part = |i: usize| states[i].as_primitive::<Float64Type>();
    let (mean_x, mean_y, both) = (part(1), part(2), part(3));
    let (square_x, square_y) = (part(4), part(5));
    for row in 0..counts.len() {
        take(
            row,
            Moments {
                count: counts.value(row),
                mean_x: mean_x.value(row),
                mean_y: mean_y.value(row),
                both: both.value(row),
                square_x: square_x.value(row),
                square_y: square_y.value(row),
            },
        );
    }
}
