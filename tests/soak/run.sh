#!/usr/bin/env bash
# Faults and bad input for the helper itself: kills, full disks, read-only folders, cut files, a jumping clock, writers at once, poison.
#   tests/soak/run.sh --short   about a minute and a half: part of `make test`
#   tests/soak/run.sh           KILLS=200 GOOD=10000000 BAD=1000000: as much as a night takes on a busy machine, 15 minutes on a quiet one
#   tests/soak/run.sh PART…     kills, faults or poison alone. PROFILE=release takes the optimised helper; SEED= repeats a run of the kills.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PROFILE=${PROFILE:-debug}
kills=${KILLS:-200} good=${GOOD:-10000000} bad=${BAD:-1000000} changes=60000
if [ "${1:-}" = --short ]; then
  kills=${KILLS:-10} good=${GOOD:-200000} bad=${BAD:-20000} changes=12000
  shift
fi
parts=("${@:-kills faults poison}")
read -ra parts <<<"${parts[*]}"
python=$(tests/venv.sh .venv-soak tests/soak/requirements.txt)
build=(build --locked --quiet -p lakebed-cli -p lakebed-testkit)
# As the benchmarks build it: the AWS SDKs take no part in this.
[ "$PROFILE" = debug ] || build+=(--release --no-default-features --features lakebed-cli/embedded)
"${CARGO:-cargo}" "${build[@]}"
failed=0
for part in "${parts[@]}"; do
  case $part in
    kills) "$python" tests/soak/kills.py --kills "$kills" --changes "$changes" ${SEED:+--seed "$SEED"} || failed=1 ;;
    faults) "$python" tests/soak/faults.py --changes "$changes" || failed=1 ;;
    poison) "$python" tests/soak/poison.py --good "$good" --bad "$bad" || failed=1 ;;
    *)
      echo "error: the soak has no part $part" >&2
      echo "hint: there are kills, faults, poison" >&2
      exit 2
      ;;
  esac
done
exit $failed
