#!/usr/bin/env bash
# Lands generated and captured changes with the helper, and has pyarrow and DuckDB compare the files with their source;
# then works the expected rows of saved queries, and the current state, out from the changes.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=$(tests/venv.sh .venv tests/requirements.txt)
"${CARGO:-cargo}" build --locked --quiet -p lakebed-cli -p lakebed-testkit
bin=${CARGO_TARGET_DIR:-target}/debug
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Lands FILES of a definition into a lake of their own and compares; quarantined records (exit 1) are part of the sample.
agree() {
  local tables=$1 table=$2; shift 2
  local lake=$work/lake-$((++count))
  "$bin/lakebed" land --lake "$lake" --tables "$tables" --table "$table" "$@" >/dev/null 2>"$work/log" || [ $? -eq 1 ] || { cat "$work/log" >&2; exit 1; }
  "$python" tests/readers/check.py --lake "$lake" --definition "$tables/$table.toml" "$@"
}
count=0

"$python" -m unittest --quiet tests/readers/test_check.py tests/readers/test_fixtures.py
# What compares the engine with Trino, without Trino.
"$python" tests/conformance/test_generator.py --quiet
"$python" tests/conformance/test_differential.py --quiet
for table in orders user_events; do
  for envelope in streams kinesis export-incremental; do
    "$bin/lakebed-generate" --table $table --count 5000 --days 3 --envelope $envelope >"$work/$table-$envelope.ndjson" 2>/dev/null
    agree infra/tables $table "$work/$table-$envelope.ndjson"
  done
done
fixtures=tests/fixtures/dynamodb-local
agree $fixtures/tables every_type $fixtures/changes.ndjson $fixtures/big.ndjson.gz
agree $fixtures/tables binary_keyed $fixtures/binary_keyed.ndjson
agree $fixtures/tables expiring $fixtures/expiring.ndjson
echo "$count lakes: pyarrow and DuckDB agree with the source"
# The sample of crates/query/tests/library.rs.
"$bin/lakebed-generate" --table orders --seed 1 --count 4000 --days 7 >"$work/orders.ndjson" 2>/dev/null
"$bin/lakebed-generate" --table user_events --seed 1 --count 8000 --days 7 >"$work/user_events.ndjson" 2>/dev/null
"$python" tests/readers/library.py "$work/orders.ndjson" "$work/user_events.ndjson"
# The current state kept by merging.
mkdir "$work/state"
"$python" tests/readers/current.py "$bin/lakebed" "$work/state" "$work/orders.ndjson"
# All changes packed by Athena's statements.
mkdir "$work/packed"
"$python" tests/readers/packed.py "$bin/lakebed" "$work/packed" "$work/orders.ndjson"
# Result tables and exports of the sample shop.
"$bin/lakebed" demo --lake "$work/shop" --changes 6000 >/dev/null 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
"$python" tests/readers/results.py "$bin/lakebed" "$work/shop"
