"""Puts a bootstrap and the table definitions into a zip, after a look at what the bootstrap needs of the machine.

Usage: package.py BOOTSTRAP TABLES ZIP ARCHITECTURE. The same input gives the same bytes.
"""

import re
import sys
import zipfile
from pathlib import Path

# Amazon Linux 2023's.
GLIBC = (2, 34)
MACHINES = {"x86_64": 62, "arm64": 183}


def check(binary: bytes, architecture: str) -> str:
    if binary[:5] != b"\x7fELF\x02" or int.from_bytes(binary[18:20], "little") != MACHINES[architecture]:
        sys.exit(f"the bootstrap is no {architecture} program")
    versions = {tuple(map(int, version)) for version in re.findall(rb"\0GLIBC_(\d+)\.(\d+)(?:\.\d+)?(?=\0)", binary)}
    newest = max(versions, default=(0, 0))
    if newest > GLIBC:
        sys.exit(f"the bootstrap needs glibc {newest[0]}.{newest[1]}, and Amazon Linux 2023 has {GLIBC[0]}.{GLIBC[1]}")
    return f"{newest[0]}.{newest[1]}"


def main() -> None:
    bootstrap, tables, target, architecture = sys.argv[1:]
    binary = Path(bootstrap).read_bytes()
    glibc = check(binary, architecture)
    files = {"bootstrap": (binary, 0o755)}
    for table in sorted(Path(tables).glob("*.toml")):
        files[f"tables/{table.name}"] = (table.read_bytes(), 0o644)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, (content, mode) in files.items():
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    size = Path(target).stat().st_size
    print(f"{target}: {size:,} bytes, bootstrap {len(binary):,} bytes, glibc {glibc}, {len(files) - 1} tables")


main()
