//! The normal distribution: `normal_cdf` and `inverse_normal_cdf`, to the digits of the library that Trino takes them from.

use std::sync::Arc;

use datafusion::arrow::array::Float64Array;
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::logical_expr::Expr;

use crate::call::Call;
use crate::error::{Result, SqlError};

/// Of mean, standard deviation and value (or probability).
pub(super) fn plan(call: &Call) -> Result<Expr> {
    call.arity(3..=3)?;
    let inverse = call.name == "inverse_normal_cdf";
    let doubles = (0..3).map(|i| call.arg(i, &DataType::Float64));
    let args = doubles.collect::<Result<Vec<_>>>()?;
    Ok(call.kernel(DataType::Float64, args, move |inputs| {
        let (means, deviations) = (
            inputs.values::<Float64Type>(0)?,
            inputs.values::<Float64Type>(1)?,
        );
        let values = inputs.values::<Float64Type>(2)?;
        let rows = (0..inputs.rows).map(|row| {
            let (Some(mean), Some(deviation), Some(value)) =
                (means.get(row), deviations.get(row), values.get(row))
            else {
                return Ok(None);
            };
            if inverse && !(value > 0.0 && value < 1.0) {
                return Err(SqlError::execution("p must be 0 > p > 1"));
            }
            if deviation.is_nan() || deviation <= 0.0 {
                let name = if inverse { "sd" } else { "standardDeviation" };
                return Err(SqlError::execution(format!("{name} must be > 0")));
            }
            Ok(Some(match inverse {
                true => {
                    mean + deviation * std::f64::consts::SQRT_2 * erf_inverse(2.0 * value - 1.0)
                }
                false => 0.5 * (1.0 + erf((value - mean) / (deviation * 2_f64.sqrt()))),
            }))
        });
        Ok(Arc::new(rows.collect::<Result<Float64Array>>()?))
    }))
}

/// The error function, by the incomplete gamma function of one half.
fn erf(x: f64) -> f64 {
    if x.abs() > 40.0 {
        return 1_f64.copysign(x);
    }
    let square = x * x;
    let gamma = if square == 0.0 || square.is_nan() {
        square
    } else if square < 1.5 {
        series(square)
    } else {
        1.0 - fraction(square)
    };
    gamma.copysign(x)
}

/// The share of a sum, or of a fraction, that its next step may leave out.
const ENOUGH: f64 = 1e-15;
/// The most steps.
const STEPS: u32 = 10_000;

/// ln Γ(½).
const LN_GAMMA: f64 = 0.572_364_942_924_700_1;

/// The lower part, as a sum of shrinking terms.
fn series(x: f64) -> f64 {
    let mut term: f64 = 2.0;
    let mut sum = term;
    for n in 1..=STEPS {
        if (term / sum).abs() <= ENOUGH {
            break;
        }
        term *= x / (0.5 + f64::from(n));
        sum += term;
    }
    (-x + 0.5 * x.ln() - LN_GAMMA).exp() * sum
}

/// The upper part, as a continued fraction (Lentz).
fn fraction(x: f64) -> f64 {
    let mut whole = 0.5 + x;
    let (mut c, mut d) = (whole, 0.0_f64);
    for n in 1..STEPS {
        let n = f64::from(n);
        let (a, b) = (2.0 * n + 1.0 - 0.5 + x, n * (0.5 - n));
        d = 1.0 / (a + b * d);
        c = a + b / c;
        let step = c * d;
        whole *= step;
        if (step - 1.0).abs() < ENOUGH {
            break;
        }
    }
    (-x + 0.5 * x.ln() - LN_GAMMA).exp() * (1.0 / whole)
}

/// Mike Giles, "Approximating the erfinv function" (GPU Computing Gems, 2011): one polynomial for the middle and two for the tails.
fn erf_inverse(x: f64) -> f64 {
    let w = -((1.0 - x) * (1.0 + x)).ln();
    let of = |polynomial: &[f64], w: f64| polynomial.iter().fold(0.0, |p, c| c + p * w);
    let p = if w < 6.25 {
        of(&MIDDLE, w - 3.125)
    } else if w < 16.0 {
        of(&TAIL, w.sqrt() - 3.25)
    } else if w.is_finite() {
        of(&FAR_TAIL, w.sqrt() - 5.0)
    } else {
        f64::INFINITY
    };
    p * x
}

const MIDDLE: [f64; 23] = [
    -3.644_412_064_017_82e-21,
    -1.685_059_138_182_016_6e-19,
    1.285_848_071_525_64e-18,
    1.115_787_767_802_518_1e-17,
    -1.333_171_662_854_621e-16,
    2.097_276_787_596_856_2e-17,
    6.637_638_134_358_324e-15,
    -4.054_566_272_975_207e-14,
    -8.151_934_197_605_472e-14,
    2.633_509_315_308_232_3e-12,
    -1.297_513_325_345_353_2e-11,
    -5.415_412_054_294_628e-11,
    1.051_212_273_321_532_3e-9,
    -4.112_633_980_346_984e-9,
    -2.907_036_995_788_200_5e-8,
    4.234_787_782_793_240_4e-7,
    -1.365_469_200_083_467_9e-6,
    -1.388_252_336_278_646_9e-5,
    1.867_342_080_340_571_4e-4,
    -7.407_025_341_662_67e-4,
    -0.006_033_670_871_430_149,
    0.240_158_182_425_589_62,
    1.653_654_562_683_102_7,
];

const TAIL: [f64; 19] = [
    2.213_737_692_177_578_7e-9,
    9.075_656_193_888_539e-8,
    -2.751_740_629_706_454_5e-7,
    1.823_962_921_438_922_8e-8,
    1.502_740_396_890_982_8e-6,
    -4.013_867_526_981_546e-6,
    2.923_444_908_995_544_6e-6,
    1.247_530_448_167_177_9e-5,
    -4.731_822_900_905_573_4e-5,
    6.828_485_145_957_318e-5,
    2.403_111_038_709_789_4e-5,
    -3.550_375_203_628_475e-4,
    9.532_893_797_373_805e-4,
    -0.001_688_275_556_023_504_7,
    0.002_491_442_096_107_851,
    -0.003_751_208_507_569_241,
    0.005_370_914_553_590_064,
    1.005_258_967_694_159_2,
    3.083_885_610_492_220_8,
];

const FAR_TAIL: [f64; 17] = [
    -2.710_992_061_643_857_3e-11,
    -2.555_641_816_996_525e-10,
    1.507_657_269_350_054_8e-9,
    -3.789_465_440_126_737e-9,
    7.615_701_208_078_34e-9,
    -1.496_002_662_714_924e-8,
    2.914_795_345_090_108e-8,
    -6.771_199_775_845_234e-8,
    2.290_048_222_802_665_5e-7,
    -9.929_827_294_231_7e-7,
    4.526_062_597_223_154e-6,
    -1.968_177_810_553_167e-5,
    7.599_527_703_001_776e-5,
    -2.150_301_193_004_447_7e-4,
    -1.387_193_183_362_312_2e-4,
    1.010_300_464_864_534_4,
    4.849_906_401_408_584,
];
