//! What a pipeline costs on AWS, which settings are cheapest, and which AWS limit comes first.
//!
//! Pure arithmetic over published prices: no I/O, no dependencies. Start with [`bill`]:
//!
//! ```
//! use lakebed_cost::{Settings, Workload, bill};
//!
//! let workload = Workload::per_second(100.0, 650.0);
//! let bill = bill(&workload, &Settings::default());
//! println!("{:.2} USD a month, {:.6} per 1,000 events", bill.total(), bill.per_thousand());
//! ```
//!
//! A month is [`HOURS_PER_MONTH`] hours. Free tiers are left out, so a bill is what the pipeline adds to an account that
//! has used them up. GB and TB are binary, as AWS meters them. `docs/cost.md` is the output of
//! `cargo run -p lakebed-cost --example tables`.
#![forbid(unsafe_code)]

mod athena;
mod bill;
mod cheapest;
mod limits;
pub mod price;
mod report;
mod workload;

pub use athena::{Charge, athena_query};
pub use bill::{Bill, LineItem, Service, bill};
pub use cheapest::{Choice, Constraints, cheapest};
pub use limits::{Limit, limits};
pub use report::tables;
pub use workload::{PipeBilling, Settings, StreamMode, Transport, Workload};

/// Hours that AWS counts for a month.
pub const HOURS_PER_MONTH: f64 = 730.0;
/// Seconds of such a month.
pub const SECONDS_PER_MONTH: f64 = HOURS_PER_MONTH * 3600.0;

pub(crate) const KIB: f64 = 1024.0;
pub(crate) const MIB: f64 = KIB * KIB;
pub(crate) const GIB: f64 = MIB * KIB;
pub(crate) const TIB: f64 = GIB * KIB;
