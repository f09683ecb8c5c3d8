#!/usr/bin/env bash
# Fuzz targets: handler, decoder, definition (crate tests/fuzz), sql, header (crate tests/fuzz/sql).
#   tests/fuzz/run.sh [TARGET…]           builds them and replays their seeds and kept corpora, once
#   tests/fuzz/run.sh SECONDS [TARGET…]   looks for more, all side by side; what fails is written to tests/fuzz/artifacts/
#   tests/fuzz/run.sh --totals            executions so far, by target
#   tests/fuzz/run.sh --keep [TARGET…]    puts into the kept corpora what was found and reaches code that they do not
# With no target named, a replay leaves sql and header to `cargo test -p lakebed-fuzz-sql`, a part of `make test`: the same corpora
# through the same code, without building the engine's users once more for coverage counters.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cd "$root"
target_dir=${CARGO_TARGET_DIR:-$root/target}
fuzz=$target_dir/fuzz
seconds=0 mode=replay all="handler decoder definition sql header"
case "${1:-}" in
  --totals | --keep) mode=${1#--}; shift ;;
  [0-9]*) seconds=$1 mode=search; shift ;;
esac
[ $mode != replay ] || all="handler decoder definition"
targets=("${@:-$all}")
read -ra targets <<<"${targets[*]}"
artifacts=$here/artifacts
mkdir -p "$artifacts" "$fuzz/logs"

totals() {
  # The last count that each run wrote, added up. A run that was killed has written one at the last power of two.
  local all=0 target log count sum runs
  for target in handler decoder definition sql header; do
    sum=0 runs=0
    for log in "$fuzz/logs/$target".*; do
      [ -e "$log" ] || continue
      count=$({ grep -aoE '^(#|stat::number_of_executed_units: )[0-9]+' "$log" || true; } | grep -oE '[0-9]+' | sort -n | tail -1 || true)
      sum=$((sum + ${count:-0})) runs=$((runs + 1))
    done
    printf '%-12s %15d executions in %d runs\n' "$target" "$sum" "$runs"
    all=$((all + sum))
  done
  printf '%-12s %15d executions\n' total "$all"
}
if [ $mode = totals ]; then
  totals
  exit
fi

# Coverage counters, as cargo-fuzz asks the compiler for them; they need no nightly.
sancov="-Cpasses=sancov-module"
for option in level=4 inline-8bit-counters pc-table trace-compares; do sancov+=" -Cllvm-args=-sanitizer-coverage-$option"; done
build() {
  case $1 in
    sql | header)
      # In the workspace, so that DataFusion is the one of `make test`: only our own crates are built again, with counters.
      CARGO_TARGET_DIR=$target_dir SANCOV=$sancov RUSTC_WORKSPACE_WRAPPER=$here/counted.sh \
        cargo build --locked -p lakebed-fuzz-sql -p lakebed-cli --features lakebed-fuzz-sql/fuzz --bin fuzz-sql --bin fuzz-header
      ;;
    *)
      # With a target named, build scripts and macros are left as they are.
      RUSTFLAGS="$sancov -Ccodegen-units=1" CARGO_TARGET_DIR=$fuzz \
        cargo build --release --locked --target "$host" --manifest-path "$here/Cargo.toml"
      ;;
  esac
}
binary() {
  case $1 in
    sql | header) echo "$target_dir/debug/fuzz-$1" ;;
    *) echo "$fuzz/$host/release/$1" ;;
  esac
}

# Seeds are the samples that the project has anyway: golden cases, definitions, the conformance corpus, saved queries.
seeds() {
  local target=$1 folder=$fuzz/seeds/$1 n=0 table line
  rm -rf "$folder" && mkdir -p "$folder"
  case $target in
    handler) ;; # its kept corpus was made from them
    decoder)
      # The first byte chooses one of eight tables, and what else to do with the record.
      for table in {0..7} 16 18 32; do
        while IFS= read -r line; do
          printf "\\x$(printf %x "$table")%s" "$line" >"$folder/$((n += 1))"
        done < <(cat tests/golden/*/input.ndjson)
      done
      ;;
    definition)
      for line in infra/tables/*.toml tests/golden/*/table.toml tests/fixtures/*/tables/*.toml tests/fixtures/random/*.toml; do
        cp "$line" "$folder/$((n += 1))"
      done
      ;;
    sql)
      cat tests/conformance/corpus/*.sql | awk -v folder="$folder" '
        /^-- case:/ { file = folder "/" ++n; next }
        file && !/^-- (note|fails):/ { print > file }'
      for line in queries/*/*.sql; do cp "$line" "$folder/q$((n += 1))"; done
      ;;
    header) for line in queries/*/*.sql; do cp "$line" "$folder/$((n += 1))"; done ;;
  esac
}

host=$(rustc -vV | sed -n 's/^host: //p')
declare -A built=()
for target in "${targets[@]}"; do
  case $target in
    sql | header) crate=sql ;;
    handler | decoder | definition) crate=fuzz ;;
    *)
      echo "error: there is no fuzz target $target" >&2
      echo "hint: there are handler, decoder, definition, sql, header" >&2
      exit 2
      ;;
  esac
  [ -n "${built[$crate]:-}" ] || build "$target"
  built[$crate]=yes
done

declare -A dict=([handler]=change [decoder]=change [definition]=definition [sql]=sql [header]=header)
failed=0 pids=()
for target in "${targets[@]}"; do
  seeds "$target"
  corpus=$here/corpus/$target found=$fuzz/found/$target
  mkdir -p "$corpus" "$found"
  # A hang is more than ten seconds for one input, growth is more than a gigabyte.
  run=("$(binary "$target")" -timeout=10 -rss_limit_mb=1024 "-artifact_prefix=$artifacts/$target-" -print_final_stats=1)
  log=$fuzz/logs/$target.$(date -u +%Y%m%dT%H%M%SZ).$$
  case $mode in
    replay)
      if "${run[@]}" -runs=0 "$fuzz/seeds/$target" "$corpus" >"$log" 2>&1; then
        echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs replayed"
      else
        failed=1
        tail -n 30 "$log" >&2
        echo "error: fuzz target $target failed on an input of its corpus" >&2
        echo "hint: the input is in tests/fuzz/artifacts/" >&2
      fi
      ;;
    # What reaches new code is kept, not what runs the same code more often: a few hundred small files.
    keep) "${run[@]}" -set_cover_merge=1 -use_counters=0 -max_len=4096 "$corpus" "$found" 2>&1 | tail -n 1 ;;
    search)
      # Which code is reached, not how often: half as many executions again in the same time.
      "${run[@]}" -max_total_time="$seconds" -max_len=4096 -use_counters=0 -dict="$here/dict/${dict[$target]}.dict" \
        "$found" "$fuzz/seeds/$target" "$corpus" >"$log" 2>&1 &
      pids+=($!)
      ;;
  esac
done
for i in "${!pids[@]}"; do
  if ! wait "${pids[$i]}"; then
    failed=1
    echo "error: fuzz target ${targets[$i]} failed; the input is in tests/fuzz/artifacts/, the log in $fuzz/logs/" >&2
  fi
done
[ $mode != search ] || totals
exit $failed
