#!/usr/bin/env bash
# The whole way on emulators of AWS (`make e2e`): DynamoDB Local, ministack and moto, started and stopped by the tests.
# Needs Rust, Python 3.11, Java 17 and Maven. Installs its pinned tools into .venv-e2e and .cache by itself; what cannot start, fails.
# Arguments go to pytest: tests/e2e/run.sh -k kill
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
for tool in java mvn; do
  command -v $tool >/dev/null || { echo "error: $tool is missing: DynamoDB Local runs on Java 17 and comes through Maven" >&2; exit 1; }
done
tests/prerequisites.sh rust
python=$(tests/venv.sh .venv-e2e tests/e2e/requirements.txt)
cargo=${CARGO:-cargo}

echo "e2e: building the helper, the transform and the tests of their clients" >&2
"$cargo" build --locked -p lakebed-cli
"$cargo" build --locked -p lakebed-transform
"$cargo" test --locked --workspace --test glue --test aws --test engine --no-run
PYTHONDONTWRITEBYTECODE=1 exec "$python" -m pytest -q -p no:cacheprovider --rootdir tests/e2e tests/e2e "$@"
