#!/usr/bin/env bash
# Everything that a real Trino server can say: the recorded answers still hold, the saved queries and the transform's rows agree with it.
set -euo pipefail
cd "$(dirname "$0")/../.."
for tool in java mvn python3; do
  command -v $tool >/dev/null || { echo "error: $tool is missing: Trino runs on Java 17 and comes through Maven" >&2; exit 1; }
done
"${CARGO:-cargo}" build --locked --quiet -p lakebed-cli
"${CARGO:-cargo}" build --locked --quiet -p lakebed-record --example rows
built=${CARGO_TARGET_DIR:-target}/debug
failed=0
python3 tests/conformance/record.py --check || failed=1
python3 tests/conformance/saved.py "$built/lakebed" "$built/examples/rows" || failed=1
exit $failed
