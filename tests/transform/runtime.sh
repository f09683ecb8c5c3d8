#!/usr/bin/env bash
# The transform's bootstrap behind emulators of AWS: emulator.py (Lambda) and firehose.py (Kinesis, Firehose, Glue, S3).
# Usage: runtime.sh [--package]   with --package what `make lambda` makes, else a development build.
# Anything that cannot be installed or does not start is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-target}
python=$(tests/venv.sh .venv tests/requirements.txt)
tests/venv.sh target/tools/lambda crates/transform/package-requirements.txt >/dev/null

if [ "${1:-}" = --package ]; then
  architecture=$(uname -m | sed 's/aarch64/arm64/')
  crates/transform/package.sh "$architecture"
  bootstrap=$target/lambda/$architecture/bootstrap/bootstrap
else
  "${CARGO:-cargo}" build --locked --quiet -p lakebed-transform
  bootstrap=$target/debug/bootstrap
fi
zip=$(mktemp -d)/transform.zip
trap 'rm -rf "$(dirname "$zip")"' EXIT
"$python" -m zipfile -c "$zip" "$bootstrap"

"$python" tests/transform/emulator.py "$bootstrap"
"$python" tests/transform/firehose.py "$zip"
