#!/usr/bin/env bash
# Has a headless browser look at the dashboard of the sample shop. Usage: run.sh [--pictures]
# With --pictures it also takes those of the documentation: docs/images/dashboard-*.png.
# The browser is the machine's own (CHROMIUM names another), else the one that an npm package carries for x86-64 Linux.
# Exit 0: all is well; 1: something is wrong; 3: a browser or Node.js is missing, and nothing was looked at (never where CI is set).
set -euo pipefail
cd "$(dirname "$0")/../.."
missing() {
  echo "NOT DONE: no browser looked at the dashboard: $1 is missing" >&2
  [ -z "${CI:-}" ] || exit 1
  exit 3
}
command -v npm >/dev/null && node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || missing "Node.js 20 or newer with npm"
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$browser" ] || [ "$(uname -sm)" = "Linux x86_64" ] || missing "chromium (CHROMIUM names the program)"
"${CARGO:-cargo}" build --locked --quiet -p lakebed-cli
target=${CARGO_TARGET_DIR:-target}
bin=$target/debug/lakebed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd tests/dashboard && npm ci --ignore-scripts --no-audit --no-fund --silent)
if [ -z "$browser" ]; then
  mkdir -p "$target/browser"
  # The package unpacks its browser into the folder for temporary files, once.
  browser=$(TMPDIR=$(realpath "$target/browser") node --input-type=module --eval \
    'console.log(await (await import(process.argv[1])).default.executablePath())' "$PWD/tests/dashboard/node_modules/@sparticuz/chromium/build/esm/index.js")
fi
"$bin" demo --lake "$work/lake" >/dev/null 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
"$bin" dashboard --lake "$work/lake" --to "$work/dashboard.html" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
pictures=
if [ "${1:-}" = --pictures ]; then
  pictures=$PWD/docs/images
  mkdir -p "$pictures"
fi
export FONTCONFIG_FILE=$PWD/tests/dashboard/fonts.conf
node tests/dashboard/look.mjs "$browser" "$work/dashboard.html" $pictures
