#!/usr/bin/env bash
# Builds the fuzz target and replays its corpus: tests/fuzz/run.sh
# Looks for more: tests/fuzz/run.sh SECONDS [libFuzzer's flags]. What fails is written to tests/fuzz/artifacts/.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$root/target}/fuzz"
seconds=${1:-0}
[ $# -gt 0 ] && shift

# Coverage counters, as cargo-fuzz asks the compiler for them; they need no nightly.
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
# With a target named, build scripts and macros are left as they are.
target=$(rustc -vV | sed -n 's/^host: //p')
cargo build --release --locked --target "$target" --manifest-path "$here/Cargo.toml"
fuzz=$CARGO_TARGET_DIR/$target/release/handler
mkdir -p "$here/artifacts"

if [ "$seconds" -eq 0 ]; then
    "$fuzz" -runs=0 -artifact_prefix="$here/artifacts/" "$here/corpus/handler"
else
    # New inputs go to a folder of their own; the kept corpus is small and chosen.
    found=$CARGO_TARGET_DIR/corpus
    mkdir -p "$found"
    "$fuzz" -max_total_time="$seconds" -max_len=4096 -artifact_prefix="$here/artifacts/" -dict="$here/handler.dict" "$@" "$found" "$here/corpus/handler"
fi
