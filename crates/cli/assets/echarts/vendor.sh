#!/usr/bin/env bash
# Fetches Apache ECharts from npm at the version of package-lock.json and puts the parts that bundle.js names into echarts.min.js; and
# world-atlas (Natural Earth, public domain), out of which world.js makes the countries of world.json.
# Run it after a change of bundle.js or of the version; its results are kept in the repository, so that a build needs no network.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --ignore-scripts --no-audit --no-fund
npx esbuild bundle.js --bundle --minify --format=iife --global-name=echarts --legal-comments=none --target=es2019 --outfile=echarts.min.js
node world.js
cp node_modules/echarts/LICENSE LICENSE
cp node_modules/echarts/licenses/LICENSE-d3 LICENSE-d3
cp node_modules/echarts/NOTICE NOTICE
cp node_modules/zrender/LICENSE LICENSE-zrender
cp node_modules/world-atlas/LICENSE LICENSE-world-atlas
rm -rf node_modules
