#!/usr/bin/env bash
# Speed against peers, side by side in one run. Usage: run.sh [land] [transform]   (both when none is named)
#   CHANGES=500000 records, ROUNDS=3 rounds in alternation; ratios first, since machines differ.
set -euo pipefail
cd "$(dirname "$0")/../.."
for part in "${@:-land transform}"; do
  for name in $part; do
    case $name in
      land)
        "${CARGO:-cargo}" build --locked --release -p lakebed-lake --example land
        "${CARGO:-cargo}" build --locked --release -p lakebed-testkit
        "$(tests/venv.sh .venv tests/requirements.txt)" tests/bench/land.py --changes "${CHANGES:-500000}" --rounds "${ROUNDS:-3}"
        ;;
      transform) tests/transform/bench/run.sh ;;
      *) echo "error: no benchmark is named $name; there are land and transform" >&2; exit 2 ;;
    esac
  done
done
