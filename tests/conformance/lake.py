#!/usr/bin/env python3
"""Reads a landed lake with Trino, as Athena would: registers its catalog, runs saved queries, prints exact rows.

    lake.py LAKE                            what is registered, with row counts
    lake.py LAKE top_products.sql …         each file's statement (parameters already rendered), one JSON line each
    lake.py LAKE --table orders_changes     all rows of a table or view, in an order that depends on the rows alone
    lake.py LAKE *.sql --compare ANSWERS    nothing but the differences from another engine's lines in the file ANSWERS

Each line is {"query": NAME, "columns": …, "rows": …} or {"query": NAME, "error": …}, as README.md describes. Exit 1 when a statement failed
or an answer differs.
"""

import argparse
import json
import pathlib
import re
import sys

from trino import hive
from trino.client import QueryFailed
from trino.server import Server, StartFailed


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("lake", type=pathlib.Path, help="the lake's root, which holds catalog/ and data/")
    arguments.add_argument("queries", nargs="*", type=pathlib.Path, help="files of one statement each")
    arguments.add_argument("--table", action="append", default=[], help="dump this table or view")
    arguments.add_argument("--compare", type=pathlib.Path, help="another engine's answers to the same queries and tables")
    arguments.add_argument("--database", help="what unqualified names belong to; needed when the lake has several")
    arguments.add_argument("--prefix", help="what the lake's root is called in the catalog, such as s3://bucket/root")
    arguments.add_argument("--no-projection", action="store_true", help="take the partitions that exist, not the projected ones")
    options = arguments.parse_args()
    try:
        with Server() as client:
            return run(client, options)
    except (StartFailed, hive.LakeError, QueryFailed, OSError) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2


def run(client, options):
    databases = hive.register_lake(client, options.lake, options.prefix, not options.no_projection)
    database = options.database or (next(iter(databases)) if len(databases) == 1 else None)
    if database not in databases:
        raise hive.LakeError(f"the lake has the databases {', '.join(databases)}; choose one with --database")
    client.catalog, client.schema = hive.CATALOG, database
    answers = {path.stem: client.answer(path.read_text().strip().removesuffix(";")) for path in options.queries}
    for table in options.table:
        columns, rows = hive.table_dump(client, database, table)
        answers[table] = {"columns": columns, "rows": rows}
    if not answers:
        for name in databases[database]:
            answers[name] = client.answer(f'SELECT count(*) AS "rows" FROM "{name.lower()}"')
    if options.compare is not None:
        return compare(answers, options.compare)
    for name, answer in answers.items():
        print(json.dumps({"query": name, **answer}, ensure_ascii=False))
    return 1 if any("error" in answer for answer in answers.values()) else 0


def compare(answers, path):
    """Prints where another engine's answers differ from Trino's. Returns the exit code."""
    others = {}
    for line in path.read_text().splitlines():
        answer = json.loads(line)
        others[answer.pop("query")] = answer
    wrong = 0
    for name, answer in answers.items():
        problems = list(differences(answer, others.get(name)))
        wrong += bool(problems)
        for problem in problems:
            print(f"{name}: {problem}")
    print(f"{len(answers)} compared, {wrong} differ")
    return 1 if wrong else 0


def differences(trino, other):
    """Each difference of two answers as a sentence. The length of a varchar is no difference: Athena shows it to nobody."""
    if other is None:
        yield "not answered"
        return
    if "error" in trino or "error" in other:
        if "error" in trino:
            yield f"Trino fails with {trino['error']}: {trino.get('message')}"
        if "error" in other:
            yield f"the other engine fails with {other['error']}: {other.get('message')}"
        return
    described = [[(column["name"], re.sub(r"varchar\(\d+\)", "varchar", column["type"])) for column in side["columns"]] for side in (trino, other)]
    if described[0] != described[1]:
        yield f"columns {described[0]} in Trino, {described[1]} in the other engine"
        return
    if len(trino["rows"]) != len(other["rows"]):
        yield f"{len(trino['rows'])} rows in Trino, {len(other['rows'])} in the other engine"
    for number, (row, found) in enumerate(zip(trino["rows"], other["rows"]), 1):
        for (name, type_), a, b in zip(described[0], row, found):
            if a != b:
                yield f"row {number}, {name} {type_}: {json.dumps(a)} in Trino, {json.dumps(b)} in the other engine"


if __name__ == "__main__":
    sys.exit(main())
