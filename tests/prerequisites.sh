#!/usr/bin/env bash
# Says plainly what is missing. Usage: prerequisites.sh rust | prerequisites.sh python-or-skip "what is then not done"
# Exit 0: all there; 1: missing; 3: Python is missing and that is acceptable here (never where CI is set).
set -euo pipefail

need=1.94
case "$1" in
  rust)
    if ! command -v "${CARGO:-cargo}" >/dev/null; then
      echo "error: cargo is missing" >&2
      echo "hint: install Rust $need or newer: https://rustup.rs" >&2
      exit 1
    fi
    have=$("${CARGO:-cargo}" --version | awk '{print $2}')
    if [ "$(printf '%s\n%s\n' "$need" "$have" | sort -V | head -n 1)" != "$need" ]; then
      echo "error: Rust $have is too old, $need or newer is needed" >&2
      echo "hint: rustup update stable" >&2
      exit 1
    fi
    if ! command -v cc >/dev/null; then
      echo "error: a C compiler is missing (cc), which zstd is built with" >&2
      echo "hint: apt-get install build-essential, or xcode-select --install" >&2
      exit 1
    fi
    ;;
  python-or-skip)
    if ! "${PYTHON:-python3}" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "NOT DONE: $2: python3 3.11 or newer with venv is missing" >&2
      [ -z "${CI:-}" ] || exit 1
      exit 3
    fi
    ;;
esac
