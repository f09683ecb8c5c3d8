//! `stddev` and `variance` over frames that move: the running mean and squares of each frame, added up from its first row.

use std::collections::VecDeque;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::Accumulator;

use super::afresh::out_of_frame;
use super::doubles::as_doubles;

/// The statistic of DataFusion's name over a frame, if it is one of these.
pub(super) fn over_frame(name: &str) -> Option<Box<dyn Accumulator>> {
    let (sample, root) = match name {
        "stddev" => (true, true),
        "stddev_pop" => (false, true),
        "var" => (true, false),
        "var_pop" => (false, false),
        _ => return None,
    };
    Some(Box::new(Frame {
        sample,
        root,
        values: VecDeque::new(),
        counted: 0,
        so_far: Spread::default(),
    }))
}

#[derive(Debug, Default)]
struct Spread {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Spread {
    fn add(&mut self, value: f64) {
        self.count += 1.0;
        let distance = value - self.mean;
        self.mean += distance / self.count;
        self.squares += distance * (value - self.mean);
    }
}

#[derive(Debug)]
struct Frame {
    sample: bool,
    root: bool,
    values: VecDeque<Option<f64>>,
    /// How many of the values are in `so_far`: none once the first has left.
    counted: usize,
    so_far: Spread,
}

impl Accumulator for Frame {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let values = as_doubles(&values[0])?;
        match values.null_count() {
            0 => self
                .values
                .extend(values.values().iter().copied().map(Some)),
            _ => self.values.extend(values.iter()),
        }
        Ok(())
    }

    fn retract_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.values.drain(..values[0].len());
        self.so_far = Spread::default();
        self.counted = 0;
        Ok(())
    }

    fn supports_retract_batch(&self) -> bool {
        true
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        for value in self.values.range(self.counted..).flatten() {
            self.so_far.add(*value);
        }
        self.counted = self.values.len();
        let freedom = self.so_far.count - if self.sample { 1.0 } else { 0.0 };
        let variance = (freedom > 0.0).then(|| self.so_far.squares / freedom);
        Ok(ScalarValue::Float64(match self.root {
            true => variance.map(f64::sqrt),
            false => variance,
        }))
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.values.capacity() * size_of::<Option<f64>>()
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Err(out_of_frame())
    }

    fn merge_batch(&mut self, _: &[ArrayRef]) -> Result<()> {
        Err(out_of_frame())
    }
}
