//! Prints the generated part of `docs/cost.md`.
//!
//! `cargo run -p lakebed-cost --example tables`; a test compares the page with it.
#![expect(clippy::print_stdout, reason = "its output is what it is for")]

fn main() {
    print!("{}", lakebed_cost::tables());
}
