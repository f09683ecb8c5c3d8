#!/usr/bin/env bash
# Called by cargo in place of rustc for the workspace's own crates: with coverage counters, except for build scripts and macros.
set -euo pipefail
case " $* " in
  *" build_script_build "* | *" proc-macro "* | *" --print="* | *" -vV "*) exec "$@" ;;
esac
read -ra counters <<<"$SANCOV"
exec "$@" "${counters[@]}"
