#!/usr/bin/env bash
# Speed against peers, side by side in one run. Usage: run.sh [land] [scaling] [queries] [transform]   (all when none is named)
#   CHANGES=500000 records, ROUNDS=3 rounds in alternation, SCALING="10000 … 10000000"; ratios first, since machines differ.
# What comes out are the tables of docs/benchmarks.md. About a quarter of an hour on two quiet cores, builds not counted.
set -euo pipefail
cd "$(dirname "$0")/../.."
parts=("${@:-land scaling queries transform}")
read -ra parts <<<"${parts[*]}"
for part in "${parts[@]}"; do
  case $part in
    land | scaling | queries | transform) ;;
    *)
      echo "error: no benchmark is named $part" >&2
      echo "hint: there are land, scaling, queries, transform" >&2
      exit 2
      ;;
  esac
done
if [ "${parts[*]}" != transform ]; then
  if ! command -v taskset >/dev/null; then
    echo "error: taskset is missing: the runs could not be pinned to cores" >&2
    echo "hint: apt-get install util-linux; it is there on Linux alone" >&2
    exit 1
  fi
  # The AWS SDKs are not measured, and minutes of compiling.
  "${CARGO:-cargo}" build --locked --release -p lakebed-cli -p lakebed-testkit --no-default-features --features lakebed-cli/embedded
  python=$(tests/venv.sh .venv-bench tests/bench/requirements.txt)
fi
for part in "${parts[@]}"; do
  commit=$(git describe --always --dirty 2>/dev/null || echo "no git")
  printf '\n## %s: %s, %s, load %s\n' "$part" "$(date -u +%F)" "$commit" "$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime)"
  case $part in
    land) "$python" tests/bench/land.py --changes "${CHANGES:-500000}" --rounds "${ROUNDS:-3}" ;;
    scaling)
      # From less than a run's memory holds to a hundred times as much.
      read -ra sizes <<<"${SCALING:-10000 100000 1000000 10000000}"
      "$python" tests/bench/land.py --scaling "${sizes[@]}" --rounds "${ROUNDS:-3}"
      ;;
    queries) "$python" tests/bench/queries.py --changes "${CHANGES:-500000}" --rounds "${ROUNDS:-3}" ;;
    transform) tests/transform/bench/run.sh ;;
  esac
done
