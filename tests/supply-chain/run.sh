#!/usr/bin/env bash
# What Lakebed is made of: licences, bans and sources (cargo-deny), no unsafe code, a bill of materials, and no secret in any output.
#   tests/supply-chain/run.sh                writes target/sbom/lakebed.cdx.json
#   ADVISORIES=1 tests/supply-chain/run.sh   known vulnerabilities too: fetches the RustSec database from GitHub
#   tests/supply-chain/run.sh --secrets      unsafe code and secrets alone, which need no packages: part of `make test`
set -euo pipefail
cd "$(dirname "$0")/../.."
secrets() {
  "${PYTHON:-python3}" tests/supply-chain/unsafe.py
  "${CARGO:-cargo}" build --locked --quiet -p lakebed-cli -p lakebed-testkit
  "${PYTHON:-python3}" tests/supply-chain/no_secret.py "${CARGO_TARGET_DIR:-target}/debug/lakebed"
}
if [ "${1:-}" = --secrets ]; then
  secrets
  exit
fi
python=$(tests/venv.sh .venv-supply-chain tests/supply-chain/requirements.txt)
deny=("${python%/*}/cargo-deny" --locked --config tests/supply-chain/deny.toml check --deny unmatched-skip)
# The fuzz targets and the peers of the transform's benchmark are workspaces of their own, and ship nothing.
"${deny[@]}" licenses bans sources
if [ -n "${ADVISORIES:-}" ]; then
  "${deny[@]}" advisories
else
  echo "advisories UNCHECKED: the RustSec database comes from GitHub; ADVISORIES=1 tests/supply-chain/run.sh checks them where that is reachable"
fi
"$python" tests/supply-chain/sbom.py "${CARGO_TARGET_DIR:-target}/sbom/lakebed.cdx.json"
secrets
