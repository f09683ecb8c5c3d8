//! Landing, seen from outside: what is in the lake afterwards, and what is not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]
#![forbid(unsafe_code)]

mod compact;
mod current;
mod erase;
mod faults;
mod forms;
mod item;
mod kill;
mod layout;
mod memory;
mod once;
mod poison;
mod refine;
mod replay;
mod routing;
mod support;
mod values;
