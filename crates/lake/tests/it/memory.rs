//! Memory does not grow with the input.

use std::io::{BufWriter, Read};
use std::process::Stdio;

use lakebed_testkit::{Options, Shop};
use tempfile::TempDir;

use crate::support::land_command;

/// Peak resident memory in MiB of a run over generated changes on its standard input, and the bytes of these.
fn peak(records: u64) -> (u64, u64) {
    let lake = TempDir::new().unwrap();
    let mut child = land_command(lake.path(), "orders", 1)
        .args(["--memory", "8", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdin = child.stdin.take().unwrap();
    let manifest = Shop::new(
        3,
        Options {
            days: 4,
            ..Options::default()
        },
    )
    .write_orders(BufWriter::new(stdin), records)
    .unwrap();
    let mut report = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut report)
        .unwrap();
    assert!(child.wait().unwrap().success(), "{report}");
    let peak = report
        .split(", ")
        .nth(2)
        .and_then(|part| part.split(' ').next())
        .unwrap()
        .parse()
        .unwrap();
    (peak, manifest.bytes >> 20)
}

#[test]
fn memory_is_flat_in_the_size_of_the_input() {
    let (small, small_input) = peak(40_000);
    let (large, large_input) = peak(160_000);
    assert!(
        large_input > 3 * small_input && large_input > 100,
        "{small_input} and {large_input} MiB"
    );
    assert!(
        large < small + small / 4 + 8,
        "{small} MiB for {small_input} MiB, {large} MiB for {large_input} MiB"
    );
    assert!(large < 64, "{large} MiB with a budget of 8 MiB");
}
