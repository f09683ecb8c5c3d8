#!/usr/bin/env python3
"""Reads JSON lines as Firehose's converter would (Trino's OpenX JSON reader) under a Glue table's columns, prints exact rows.

    openx.py TABLE.json ROWS                one JSON line {"columns": …, "rows": …}
    openx.py TABLE.json ROWS --lake LAKE    compares them with the landed table of the same name; exit 1 when they differ

TABLE.json is a Glue TableInput, ROWS a directory of files with one JSON object per line. Partition keys take no part: in a stream they
travel beside the row. Rows come in an order that depends on the rows alone.
"""

import argparse
import collections
import json
import pathlib
import sys

from trino import hive
from trino.client import QueryFailed
from trino.server import Server, StartFailed

DATABASE = "openx"
SHOWN = 20


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("table", type=pathlib.Path, help="a Glue TableInput as JSON")
    arguments.add_argument("rows", type=pathlib.Path, help="a directory of JSON lines")
    arguments.add_argument("--lake", type=pathlib.Path, help="a landed lake to compare with")
    arguments.add_argument("--database", help="the landed table's database; needed when the lake has several")
    arguments.add_argument("--prefix", help="what the lake's root is called in its catalog, such as s3://bucket/root")
    options = arguments.parse_args()
    try:
        if not options.rows.is_dir():
            raise hive.LakeError(f"{options.rows} is not a directory")
        with Server() as client:
            return run(client, options)
    except (StartFailed, hive.LakeError, QueryFailed, OSError) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2


def run(client, options):
    definition = hive.read_definition(options.table)
    name = definition["Name"].lower()
    columns, rows = openx_rows(client, definition, options.rows)
    if options.lake is None:
        print(json.dumps({"columns": columns, "rows": rows}, ensure_ascii=False))
        return 0
    databases = hive.register_lake(client, options.lake, options.prefix, projection=False)
    homes = [database for database, tables in databases.items() if name in tables and options.database in (None, database)]
    if len(homes) != 1:
        raise hive.LakeError(f"table {name} is in {len(homes)} databases of the lake; choose one with --database")
    names = [column["name"] for column in columns]
    landed = hive.table_dump(client, homes[0], name, names)
    return compare((columns, rows), landed)


def openx_rows(client, definition, directory):
    """The directory's rows as (columns, rows), read under the definition's columns."""
    unpartitioned = {**definition, "PartitionKeys": [], "TableType": "EXTERNAL_TABLE", "Parameters": {"EXTERNAL": "TRUE"}}
    directory = directory.resolve()
    hive.register_table(client, DATABASE, unpartitioned, lambda _: directory, hive.OPENX_JSON)
    return hive.table_dump(client, DATABASE, definition["Name"].lower())


def compare(sent, landed):
    """Prints the differences of two (columns, rows), column by column for each differing row. Returns the exit code."""
    if sent[0] != landed[0]:
        print(f"columns differ: OpenX JSON {sent[0]}, landed {landed[0]}")
        return 1
    counts = collections.Counter(map(json.dumps, sent[1]))
    counts.subtract(map(json.dumps, landed[1]))
    alone = [json.loads(row) for row, count in counts.items() for _ in range(count)]
    extra = [json.loads(row) for row, count in counts.items() for _ in range(-count)]
    for row in alone[:SHOWN]:
        nearest = min(extra, key=lambda other: sum(a != b for a, b in zip(row, other)), default=None)
        print(f"not landed so: {json.dumps(row, ensure_ascii=False)}")
        for column, a, b in zip(sent[0], row, nearest or []):
            if a != b:
                print(f"    {column['name']} {column['type']}: OpenX JSON {json.dumps(a)}, landed {json.dumps(b)}")
    for row in extra[:SHOWN]:
        print(f"landed, not sent so: {json.dumps(row, ensure_ascii=False)}")
    print(f"{len(sent[1])} rows as OpenX JSON, {len(landed[1])} landed, {len(alone)} + {len(extra)} differ in {len(sent[0])} columns")
    return 1 if alone or extra else 0


if __name__ == "__main__":
    sys.exit(main())
