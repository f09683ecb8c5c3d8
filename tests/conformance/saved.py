#!/usr/bin/env python3
"""Lands sample changes, and has Trino and the embedded engine answer every saved query over the same files.

    saved.py LAKEBED ROWS         LAKEBED and ROWS are the built helper and the built example `rows` of lakebed-record

For each query: the same column names, the same rows in the same order, every value equal (decimals with their scale, doubles to the bit,
timestamps to the millisecond). Then, for each table, the transform's JSON rows as OpenX reads them against the landed Parquet.
"""

import argparse
import decimal
import json
import pathlib
import subprocess
import sys
import tempfile

import openx
from trino import exact, hive
from trino.client import QueryFailed
from trino.server import Server, StartFailed

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHANGES = 20_000


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("lakebed", type=pathlib.Path)
    arguments.add_argument("rows", type=pathlib.Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="lakebed-conformance-") as folder:
        lake = pathlib.Path(folder).resolve() / "lake"
        helper = Helper(options.lakebed.resolve(), lake)
        helper.run("demo", "--changes", str(CHANGES))
        try:
            with Server() as client:
                wrong = compare_queries(client, helper)
                for table in ("orders", "user_events"):
                    wrong += compare_rows(client, helper, options.rows.resolve(), table, pathlib.Path(folder))
        except (StartFailed, hive.LakeError, QueryFailed) as failure:
            print(f"error: {failure}", file=sys.stderr)
            return 2
    return 1 if wrong else 0


class Helper:
    """The helper over one lake."""

    def __init__(self, program, lake):
        self.program, self.lake = program, lake

    def run(self, *arguments):
        command = [self.program, "--lake", self.lake, *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(f"error: {' '.join(map(str, command))}\n{done.stderr}")
        return done.stdout


def compare_queries(client, helper):
    databases = hive.register_lake(client, helper.lake, None, True)
    client.catalog, client.schema = hive.CATALOG, next(iter(databases))
    names = [query["name"] for query in json.loads(helper.run("query", "list", "--format", "json"))]
    wrong, values = 0, 0
    for name in names:
        answer = client.answer(helper.run("query", "render", name).strip().removesuffix(";"))
        found = json.loads(helper.run("query", "run", name, "--format", "json"), parse_float=decimal.Decimal)
        problems = list(differences(answer, found))
        values += sum(len(row) for row in answer.get("rows", []))
        wrong += bool(problems)
        for problem in problems[:5]:
            print(f"{name}: {problem}")
    print(f"{len(names)} saved queries, {values} values: {wrong} differ from Trino")
    return wrong


def differences(trino, found):
    if "error" in trino:
        yield f"Trino fails with {trino['error']}: {trino.get('message')}"
        return
    columns = trino["columns"]
    if len(trino["rows"]) != len(found):
        yield f"{len(trino['rows'])} rows in Trino, {len(found)} in the embedded engine"
    for number, (expected, row) in enumerate(zip(trino["rows"], found), 1):
        if list(row) != [column["name"] for column in columns]:
            yield f"columns {[column['name'] for column in columns]} in Trino, {list(row)} in the embedded engine"
            return
        for column, value, other in zip(columns, expected, row.values()):
            if value != textual(other, column["type"]):
                yield f"row {number}, {column['name']} {column['type']}: {value!r} in Trino, {other!r} in the embedded engine"


def textual(value, kind):
    """A JSON value of the helper in the exact form of a type."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if kind == "double":
        return exact.double(str(value))
    if isinstance(value, (list, dict)):
        raise SystemExit(f"error: no comparison for {kind} yet; unnest it in the query, or add it here")
    return format(value, "f") if isinstance(value, decimal.Decimal) else str(value)


def compare_rows(client, helper, rows, table, folder):
    """The transform's rows through OpenX against the landed table; exact copies of a change are landed once."""
    lines = subprocess.run([rows, ROOT / f"infra/tables/{table}.toml", helper.lake / f"changes/{table}.ndjson"], check=True, capture_output=True).stdout
    directory = folder / f"rows-{table}"
    directory.mkdir()
    (directory / "rows.json").write_bytes(b"\n".join(dict.fromkeys(lines.splitlines())) + b"\n")
    definition = hive.read_definition(next(helper.lake.glob(f"catalog/*/{table}_changes.json")))
    read = openx.openx_rows(client, definition, directory)
    databases = hive.register_lake(client, helper.lake, None, False)
    landed = hive.table_dump(client, next(iter(databases)), f"{table}_changes", [column["name"] for column in read[0]])
    print(f"{table}_changes through OpenX: ", end="", flush=True)
    return openx.compare(read, landed)


if __name__ == "__main__":
    sys.exit(main())
