//! `skewness` and `kurtosis`, by the running moments that Trino keeps.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, Float64Array};
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::logical_expr::Expr;

use crate::kernel::Kernel;

/// The statistic over an array of all values.
pub(super) fn over(name: &str, all: Expr) -> Expr {
    let kurtosis = name == "kurtosis";
    Kernel::new(format!("${name}"), DataType::Float64, move |inputs| {
        let lists = inputs.array(0)?;
        let lists = lists.as_list::<i32>();
        let rows = (0..inputs.rows).map(|row| {
            lists.is_valid(row).then_some(())?;
            let values = lists.value(row);
            let mut moments = Moments::default();
            for value in values.as_primitive::<Float64Type>().iter().flatten() {
                moments.add(value);
            }
            if kurtosis {
                moments.kurtosis()
            } else {
                moments.skewness()
            }
        });
        Ok(Arc::new(rows.collect::<Float64Array>()))
    })
    .call(vec![all])
}

#[derive(Debug, Default)]
struct Moments {
    n: f64,
    mean: f64,
    second: f64,
    third: f64,
    fourth: f64,
}

impl Moments {
    fn add(&mut self, value: f64) {
        let before = self.n;
        self.n += 1.0;
        let n = self.n;
        let delta = value - self.mean;
        let step = delta / n;
        let step2 = step * step;
        let spread = delta * step * before;
        self.mean += step;
        // From left to right, as Trino adds: another order has other last digits.
        self.fourth =
            self.fourth + spread * step2 * (n * n - 3.0 * n + 3.0) + 6.0 * step2 * self.second
                - 4.0 * step * self.third;
        self.third = self.third + spread * step * (n - 2.0) - 3.0 * step * self.second;
        self.second += spread;
    }

    fn skewness(&self) -> Option<f64> {
        (self.n >= 3.0).then(|| self.n.sqrt() * self.third / self.second.powf(1.5))
    }

    fn kurtosis(&self) -> Option<f64> {
        let n = self.n;
        (n >= 4.0).then(|| {
            ((n - 1.0) * n * (n + 1.0)) / ((n - 2.0) * (n - 3.0)) * self.fourth
                / (self.second * self.second)
                - 3.0 * ((n - 1.0) * (n - 1.0)) / ((n - 2.0) * (n - 3.0))
        })
    }
}
