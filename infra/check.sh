#!/usr/bin/env bash
# Checks the infrastructure: templates, policies, scripts, and a deployment into an emulator of AWS (`make infra-check`).
# Needs Python 3.11 and Rust. Installs its pinned tools into .venv-infra by itself, and builds the helper and the transform; nothing is
# skipped, what cannot run fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

venv=.venv-infra
pins=$(cat tests/infra/requirements.txt tests/infra/constraints.txt | python3 -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')
if [ "$(cat "$venv/pins" 2>/dev/null)" != "$pins" ]; then
  echo "infra-check: installing tools into $venv" >&2
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "error: Python 3.11 or newer is needed")'
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r tests/infra/requirements.txt -c tests/infra/constraints.txt
  echo "$pins" >"$venv/pins"
fi
PATH=$PWD/$venv/bin:$PATH
export PATH PYTHONDONTWRITEBYTECODE=1

echo "infra-check: shellcheck" >&2
shellcheck --external-sources infra/*.sh
echo "infra-check: cfn-lint" >&2
cfn-lint infra/*.yaml
echo "infra-check: checkov" >&2
checkov --directory infra --framework cloudformation --compact --quiet --skip-download
echo "infra-check: building the helper" >&2
tests/prerequisites.sh rust
"${CARGO:-cargo}" build --locked -p lakebed-cli
echo "infra-check: tests" >&2
exec pytest -q -p no:cacheprovider --rootdir tests/infra tests/infra "$@"
