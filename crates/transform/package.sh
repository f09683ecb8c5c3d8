#!/usr/bin/env bash
# Builds what AWS Lambda runs: target/lambda/lakebed-transform-{x86_64,arm64}.zip with the bootstrap and the table definitions.
#
#   package.sh            both architectures; says so when Rust's arm64 target is not installed
#   package.sh x86_64     one architecture; fails when it cannot be built
#
# cargo-lambda and zig, which links against an old glibc, come from PyPI into target/tools/lambda.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-target}

has_target() {
  [ -d "$(rustc --print sysroot)/lib/rustlib/$1" ] && return
  echo "not built: no Rust target $1 here; install it with: rustup target add $1" >&2
  return 1
}

build() {
  local architecture=$1 flag=$2 tools python
  tools=$PWD/target/tools/lambda
  python=$(tests/venv.sh "$tools" crates/transform/package-requirements.txt)
  PATH="$tools/bin:$PATH" "$tools/bin/cargo-lambda" lambda build --locked --release "$flag" \
    -p lakebed-transform --bin bootstrap --lambda-dir "$target/lambda/$architecture" >&2
  "$python" crates/transform/package.py "$target/lambda/$architecture/bootstrap/bootstrap" infra/tables \
    "$target/lambda/lakebed-transform-$architecture.zip" "$architecture"
}

case ${1:-all} in
  x86_64)
    has_target x86_64-unknown-linux-gnu
    build x86_64 --x86-64
    ;;
  arm64)
    has_target aarch64-unknown-linux-gnu
    build arm64 --arm64
    ;;
  all)
    if has_target x86_64-unknown-linux-gnu; then build x86_64 --x86-64; fi
    if has_target aarch64-unknown-linux-gnu; then build arm64 --arm64; fi
    ;;
  *)
    echo "usage: package.sh [x86_64|arm64]" >&2
    exit 2
    ;;
esac
