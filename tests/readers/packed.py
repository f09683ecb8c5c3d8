#!/usr/bin/env python3
"""Changes packed by Athena's statements, run by DuckDB: every change once, whatever came late or twice, at any moment.

    packed.py LAKEBED FOLDER CHANGES       LAKEBED is the built helper, FOLDER an empty one, CHANGES a file of order changes

The changes are landed in parts, the late ones last. After each, and before the merge too, the view has to have each change of the days that are
packed once, and of the days since what the files have; and the view of the current state over it has to be the one over all files.
"""

import pathlib
import subprocess
import sys
import threading
from http.server import ThreadingHTTPServer

import duckdb

from current import ROOT, NoTables, changes_of, environment, helper

PARTS = [0, 3, 1, 4, 2, 0.5]  # of five; the last one has nothing new, cut in another way
WRITTEN = "2026-01-01T00:00:00.000Z"
NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


class Lake(NoTables):
    """And an S3 with an object of each day."""

    days = []

    def do_GET(self):
        objects = "".join(
            f"<Contents><Key>data/orders_changes/dt={day}/a.parquet</Key><Size>1</Size><LastModified>{WRITTEN}</LastModified></Contents>"
            for day in self.days
        )
        text = f'<?xml version="1.0"?><ListBucketResult xmlns="{NAMESPACE}"><IsTruncated>false</IsTruncated>{objects}</ListBucketResult>'
        self.answer(200, "application/xml", text.encode())


def main():
    lakebed, folder, changes = map(pathlib.Path, sys.argv[1:])
    lines = changes.read_bytes().splitlines(keepends=True)
    db = duckdb.connect()
    made, changed = False, 0
    ddl = helper(lakebed, folder, "table", "ddl", "orders")
    state = next(text for text in ddl.split(";\n") if 'VIEW "orders" AS' in text)
    for run, part in enumerate(PARTS):
        file = folder / f"part-{run}.ndjson"
        file.write_bytes(b"".join(lines[int(part * len(lines) / 5) : int((part + 1) * len(lines) / 5)]))
        helper(lakebed, folder, "land", "--table", "orders", file.resolve())
        files = sorted(map(str, folder.glob("lake/data/orders_changes/*/*.parquet")))
        changes_of(db, files)
        days = sorted({path.split("dt=")[1][:10] for path in files})
        # Two days are open, and one less each time.
        to = days[min(len(days) - 1, 2 + run)]
        create, *merges, view = statements(lakebed.resolve(), days, to)
        if made:
            # Before the merge: late changes are not there yet, and nothing is there twice.
            doubled = db.execute("SELECT count(*) - count(DISTINCT (order_id, change_id)) FROM orders_history WHERE dt < ?", [last]).fetchone()[0]
            if doubled:
                return fail(f"{doubled} changes are there twice before run {run}")
        else:
            columns = [line.split("`")[1] for line in create.splitlines() if line.startswith("  `")]
            db.execute(f"CREATE TABLE orders_packed AS SELECT {', '.join(columns)} FROM orders_changes LIMIT 0")
            made = True
        before = db.execute("SELECT count(*) FROM orders_packed").fetchone()[0]
        for merge in merges:
            if not merge.lstrip().startswith("OPTIMIZE"):
                db.execute(merge)
        after = db.execute("SELECT count(*) FROM orders_packed").fetchone()[0]
        changed += after > before
        db.execute(view)
        last = to
        names = ", ".join(f'"{row[0]}"' for row in db.execute("DESCRIBE orders_history").fetchall())
        expected = f"SELECT DISTINCT {names} FROM orders_changes WHERE dt < '{to}' UNION ALL SELECT {names} FROM orders_changes WHERE dt >= '{to}'"
        found = f"SELECT {names} FROM orders_history"
        counts = [db.execute(f"SELECT count(*) FROM ({query})").fetchone()[0] for query in (expected, found)]
        differing = db.execute(f"({expected}) EXCEPT ALL ({found})").fetchall() + db.execute(f"({found}) EXCEPT ALL ({expected})").fetchall()
        if differing or counts[0] != counts[1]:
            return fail(f"after run {run} the view has {counts[1]} changes and not {counts[0]}, {len(differing)} differ")
        if not same_state(db, state):
            return fail(f"after run {run} the view of the current state differs over packed changes")
    doubled = db.execute("SELECT count(*) FROM orders_changes").fetchone()[0] - counts[1]
    if changed < 3 or doubled < 100:
        return fail(f"{changed} merges changed something, {doubled} changes were dropped: that proves little")
    print(f"{counts[1]} changes, {doubled} copies dropped: packed by Athena's statements, each is there once")
    return 0


def same_state(db, view):
    """Over all files, and over those that are packed with those that are not."""
    packed = view.replace('FROM "orders_changes"', 'FROM "orders_history"').replace('VIEW "orders"', 'VIEW "orders_over_packed"')
    assert packed.count("orders_history") == 1
    db.execute(view)
    db.execute(packed)
    items = db.execute("SELECT count(*) FROM orders").fetchone()[0]
    both = ["SELECT * FROM orders", "SELECT * FROM orders_over_packed"]
    return items > 100 and not any(db.execute(f"({a}) EXCEPT ALL ({b})").fetchall() for a, b in [both, both[::-1]])


def fail(message):
    print(f"error: {message}", file=sys.stderr)
    return 1


def statements(lakebed, days, to):
    """What Athena would get for a table that is new: the table, merges and rewritings, the view."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Days", (Lake,), {"days": days}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [lakebed, "compact", "--table", "orders", "--target", "aws", "--lake", "s3://lake", "--database", "shop", "--workgroup", "w",
               "--before", to, "--dry-run"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment(server))
    server.shutdown()
    if done.returncode:
        raise SystemExit(f"error: {done.stderr}")
    return [statement for statement in done.stdout.split(";\n") if statement.strip()]


if __name__ == "__main__":
    sys.exit(main())
