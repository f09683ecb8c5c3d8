#!/usr/bin/env bash
# Makes or refreshes a Python environment from pinned requirements, and prints its python. Usage: venv.sh FOLDER REQUIREMENTS
set -euo pipefail
folder=$1 requirements=$2
stamp="$folder/.installed-$(cksum <"$requirements" | tr ' ' -)"
if [ ! -e "$stamp" ]; then
  "${PYTHON:-python3}" -m venv "$folder" >&2
  if ! "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$requirements" >&2; then
    echo "error: the packages of $requirements could not be installed into $folder" >&2
    echo "hint: a Python package index must be reachable, once" >&2
    exit 1
  fi
  rm -f "$folder"/.installed-*
  touch "$stamp"
fi
echo "$folder/bin/python"
