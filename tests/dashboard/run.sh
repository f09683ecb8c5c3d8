#!/usr/bin/env bash
# Has a headless browser look at the dashboard of the sample shop. Usage: run.sh [--pictures]
# With --pictures it also takes those of the documentation: docs/images/dashboard-*.png.
# Exit 0: all is well; 1: something is wrong; 3: a browser or Node.js is missing, and nothing was looked at (never where CI is set).
set -euo pipefail
cd "$(dirname "$0")/../.."
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
missing=
[ -n "$browser" ] || missing="chromium (apt-get install chromium; CHROMIUM names another)"
command -v npm >/dev/null || missing="Node.js 18 or newer with npm"
if [ -n "$missing" ]; then
  echo "NOT DONE: no browser looked at the dashboard: $missing is missing" >&2
  [ -z "${CI:-}" ] || exit 1
  exit 3
fi
"${CARGO:-cargo}" build --locked --quiet -p lakebed-cli
bin=${CARGO_TARGET_DIR:-target}/debug/lakebed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin" demo --lake "$work/lake" >/dev/null 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
"$bin" dashboard --lake "$work/lake" --to "$work/dashboard.html" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
(cd tests/dashboard && npm ci --ignore-scripts --no-audit --no-fund --silent)
pictures=
if [ "${1:-}" = --pictures ]; then
  pictures=$PWD/docs/images
  mkdir -p "$pictures"
fi
export FONTCONFIG_FILE=$PWD/tests/dashboard/fonts.conf
node tests/dashboard/look.mjs "$browser" "$work/dashboard.html" $pictures
