#!/usr/bin/env bash
# Measures the transform against other ways, on one core: tests/transform/bench/run.sh [--records N] [--rounds N] [--quick]
# Needs Node.js with npm, and Python, for the peers.
set -euo pipefail
cd "$(dirname "$0")/../../.."
target=${CARGO_TARGET_DIR:-target}
bench=tests/transform/bench

# For the processor that cargo-lambda names when it builds the package: what is measured is what is deployed.
build=(build --locked --release)
case $(uname -m) in
  x86_64) build+=(--config 'build.rustflags=["-C", "target-cpu=haswell"]') ;;
  aarch64) build+=(--config 'build.rustflags=["-C", "target-cpu=neoverse-n1"]') ;;
esac
"${CARGO:-cargo}" "${build[@]}" -p lakebed-transform
CARGO_TARGET_DIR="$target/transform-bench" "${CARGO:-cargo}" "${build[@]}" --manifest-path "$bench/Cargo.toml"
npm ci --silent --prefix "$bench/peers"
python=$(tests/venv.sh .venv tests/requirements.txt)

# The functions and their Runtime API share the core as well: CPU time is what is compared.
exec env PYTHON="$PWD/$python" BOOTSTRAP="$target/release/bootstrap" taskset -c "${CORE:-0}" "$target/transform-bench/release/bench" "$@"
