//! The Lambda that Firehose calls: DynamoDB changes in, rows and partition keys out.
//!
//! [`handler`] does all of it, without the runtime: one request in, one reply out. [`settings`] says how it is set up,
//! [`runtime`] lets AWS Lambda call it, [`report`] is what it says of itself. `docs/wire-formats.md` describes the
//! bytes on both sides.
#![forbid(unsafe_code)]

mod base64;
mod cursor;
mod failure;
mod handler;
pub mod report;
mod request;
mod respond;
pub mod runtime;
pub mod settings;
mod squeeze;

pub use failure::Failure;
pub use handler::{Summary, Transform, handler};
pub use request::{BatchError, Records, Requested};
pub use respond::REPLY_LIMIT;
