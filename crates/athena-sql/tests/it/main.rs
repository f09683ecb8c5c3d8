//! The crate from outside: SQL in, rows out.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking and report by printing"
)]

mod conformance;
mod coverage;
mod errors;
mod render;
mod rows;
mod statements;
