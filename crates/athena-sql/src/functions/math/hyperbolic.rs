//! `sinh`, `cosh` and `tanh` as fdlibm computes them, and Java with it: to the last digit, which others round otherwise.

use libm::{exp, expm1};

/// From here on the smaller of e^x and e^-x adds nothing to the greater.
const ONE_SIDED: f64 = 22.0;
/// The logarithm of the greatest double: e^x has no end behind it, half of it has.
const GREATEST: f64 = 709.782_712_893_384;

pub(super) fn sinh(x: f64) -> f64 {
    let size = x.abs();
    let half = 0.5_f64.copysign(x);
    if !x.is_finite() || size < 2_f64.powi(-28) {
        x
    } else if size < ONE_SIDED {
        let t = expm1(size);
        if size < 1.0 {
            half * (2.0 * t - t * t / (t + 1.0))
        } else {
            half * (t + t / (t + 1.0))
        }
    } else {
        of_one_side(size, half)
    }
}

pub(super) fn cosh(x: f64) -> f64 {
    let size = x.abs();
    if size < 0.5 * std::f64::consts::LN_2 {
        let t = expm1(size);
        let w = 1.0 + t;
        if size < 2_f64.powi(-55) {
            return w;
        }
        1.0 + (t * t) / (w + w)
    } else if size < ONE_SIDED {
        let t = exp(size);
        0.5 * t + 0.5 / t
    } else if x.is_nan() {
        x
    } else {
        of_one_side(size, 0.5)
    }
}

pub(super) fn tanh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size < 2_f64.powi(-55) {
        return x;
    }
    let z = if size >= ONE_SIDED {
        1.0
    } else if size >= 1.0 {
        1.0 - 2.0 / (expm1(2.0 * size) + 2.0)
    } else {
        let t = expm1(-2.0 * size);
        -t / (t + 2.0)
    };
    z.copysign(x)
}

/// Half of e^x, with the half's sign.
fn of_one_side(size: f64, half: f64) -> f64 {
    if size < GREATEST {
        return half * exp(size);
    }
    let w = exp(0.5 * size);
    half * w * w
}
