//! The price of one Athena query.

use crate::bill::ATHENA_MINIMUM;
use crate::{TIB, price};

const MEGABYTE: u64 = 1_000_000;

/// What Athena charges one query for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Charge {
    /// Bytes after rounding up to whole megabytes, 10 of them at least.
    pub billed_bytes: u64,
    /// US dollars.
    pub usd: f64,
}

/// The price of a query that scans so many bytes.
#[must_use]
pub fn athena_query(scanned_bytes: u64) -> Charge {
    let whole = scanned_bytes.div_ceil(MEGABYTE).saturating_mul(MEGABYTE);
    let billed_bytes = whole.max(ATHENA_MINIMUM as u64);
    Charge {
        billed_bytes,
        usd: billed_bytes as f64 / TIB * price::ATHENA_TB.usd,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_charged_whole_megabytes_and_ten_at_least() {
        for (scanned, billed) in [
            (0, 10_000_000),
            (10_000_000, 10_000_000),
            (10_000_001, 11_000_000),
            (1 << 40, 1_099_512_000_000),
        ] {
            assert_eq!(athena_query(scanned).billed_bytes, billed);
        }
        assert!((athena_query(1 << 40).usd - 5.0).abs() < 1e-5);
    }
}
