//! A sample shop: seeded, believable DynamoDB change records whose every count is known.
//!
//! [`Shop`] writes the changes of two tables, `Orders` and `UserEvents`, for one day (or several, the last of them
//! [`SAMPLE_DAY`]) to any [`std::io::Write`], and hands back a [`Manifest`]: how many records it made, how many of them
//! are distinct changes, which are broken and how, and what every key holds in the end. The same seed, options and
//! count give the same bytes on every machine.
//!
//! ```
//! use lakebed_testkit::{Options, Shop};
//!
//! let mut out = Vec::new();
//! let manifest = Shop::new(7, Options::default()).write_orders(&mut out, 5_000)?;
//! assert_eq!(manifest.records, 5_000);
//! assert_eq!(manifest.records, manifest.changes + manifest.duplicates + manifest.broken_total());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Nothing here depends on the other crates: what reads these records is tested against text it had no part in.

#![forbid(unsafe_code)]

mod calendar;
mod catalogue;
mod change;
mod delivery;
mod events;
mod json;
mod manifest;
mod order;
mod orders;
mod rng;
mod shop;

pub use calendar::{SAMPLE_DAY, SAMPLE_DAY_START_MS};
pub use manifest::{KeyState, Manifest};
pub use shop::{Envelope, Options, Shop};
