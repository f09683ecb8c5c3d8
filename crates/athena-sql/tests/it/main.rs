//! The crate from outside: SQL in, rows out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod conformance;
mod coverage;
mod errors;
mod first_row;
mod render;
mod rows;
mod statements;
