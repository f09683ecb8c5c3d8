"""Makes the Lambda package: the built bootstrap, and the table definitions under `tables/`.

    python3 infra/package.py --bootstrap bootstrap.zip --output transform.zip [--tables infra/tables]

Prints the package's SHA-256. The same input gives the same bytes (fixed order and times), so that a deployment without
a change uploads nothing and updates no function.
"""

import argparse
import hashlib
import pathlib
import sys
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time that a zip can hold


def bootstrap(path: pathlib.Path) -> bytes:
    """The executable, from a zip that holds it or from the bare file."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        if "bootstrap" not in archive.namelist():
            sys.exit(f"error: {path}: holds no `bootstrap`; build it with `make lambda`")
        return archive.read("bootstrap")


def build(executable: bytes, definitions: dict[str, bytes], output: pathlib.Path) -> str:
    """Writes the package and returns its SHA-256 in hex."""
    entries = [("bootstrap", executable, 0o755)]
    entries += [(f"tables/{name}", content, 0o644) for name, content in sorted(definitions.items())]
    with zipfile.ZipFile(output, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content, mode in entries:
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.external_attr = (0o100000 | mode) << 16
            entry.create_system = 3  # Unix, else the mode is not read
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return hashlib.sha256(output.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--tables", type=pathlib.Path, default=pathlib.Path(__file__).parent / "tables")
    arguments = parser.parse_args()
    if not arguments.bootstrap.is_file():
        sys.exit(f"error: {arguments.bootstrap}: no such file; build it with `make lambda`")
    definitions = {path.name: path.read_bytes() for path in arguments.tables.glob("*.toml")}
    if not definitions:
        sys.exit(f"error: {arguments.tables}: no table definitions")
    print(build(bootstrap(arguments.bootstrap), definitions, arguments.output))


if __name__ == "__main__":
    main()
