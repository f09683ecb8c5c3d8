#!/usr/bin/env python3
"""The current state kept by merging, embedded and by Athena's statement, against the newest change of each key as DuckDB finds it.

    current.py LAKEBED FOLDER CHANGES       LAKEBED is the built helper, FOLDER an empty one, CHANGES a file of order changes

The changes come in parts, the late ones last. After each the helper merges, and DuckDB runs the MERGE statement that Athena would get, over the files
of that part alone. Then both are compared with all changes so far.
"""

import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading

import duckdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
PARTS = [3, 0, 4, 1, 2, 0]  # of five; the last one once more


def main():
    lakebed, folder, changes = map(pathlib.Path, sys.argv[1:])
    statements = athena_statements(lakebed.resolve())
    create, merge, view = statements
    lines = changes.read_bytes().splitlines(keepends=True)
    db = duckdb.connect()
    db.execute("SET preserve_insertion_order = false")
    seen, made, items = set(), False, 0
    for run, part in enumerate(PARTS):
        file = folder / f"part-{run}.ndjson"
        file.write_bytes(b"".join(lines[part * len(lines) // 5 : (part + 1) * len(lines) // 5]))
        helper(lakebed, folder, "land", "--table", "orders", file.resolve())
        helper(lakebed, folder, "register")
        helper(lakebed, folder, "current")
        files = sorted(map(str, folder.glob("lake/data/orders_changes/*/*.parquet")))
        if new := [name for name in files if name not in seen]:
            changes_of(db, new)
            if not made:
                columns = ", ".join(line.split("`")[1] for line in create.splitlines() if line.startswith("  `"))
                db.execute(f"CREATE TABLE orders_newest AS SELECT {columns} FROM orders_changes LIMIT 0")
                made = True
            db.execute(merge)
        seen.update(files)
        changes_of(db, files)
        db.execute(view)
        db.execute(f"CREATE OR REPLACE VIEW embedded AS SELECT * FROM read_parquet('{location(folder)}*.parquet')")
        names = [row[0] for row in db.execute("DESCRIBE orders_current").fetchall()]
        wanted = ", ".join(f'"{name}"' for name in names)
        expected = f"""SELECT {wanted} FROM orders_changes
            QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC, change_id DESC) = 1
            AND change_type <> 'remove'"""
        items = db.execute(f"SELECT count(*) FROM ({expected})").fetchone()[0]
        for found in ("embedded", "orders_current"):
            query = f"SELECT {wanted} FROM {found}"
            count = db.execute(f"SELECT count(*) FROM {found}").fetchone()[0]
            differing = db.execute(f"({expected}) EXCEPT ({query})").fetchall() + db.execute(f"({query}) EXCEPT ({expected})").fetchall()
            if differing or count != items:
                print(f"error: after part {run} {found} has {count} items and not {items}, {len(differing)} differ", file=sys.stderr)
                return 1
    removed = db.execute("SELECT count(*) FROM orders_newest WHERE change_type = 'remove'").fetchone()[0]
    if not (items > 100 and removed > 10):
        print(f"error: {items} items and {removed} removed ones prove little", file=sys.stderr)
        return 1
    print(f"{items} items, {removed} removed: the merged current state, embedded and by Athena's statement, is what DuckDB finds")
    return 0


def changes_of(db, files):
    db.execute(f"CREATE OR REPLACE VIEW orders_changes AS SELECT * FROM read_parquet({files!r}, hive_partitioning = true, hive_types_autocast = false)")


def location(folder):
    table = json.loads(next(folder.glob("lake/catalog/*/orders_current.json")).read_text())
    return table["StorageDescriptor"]["Location"].removeprefix("file://")


def helper(lakebed, folder, *arguments):
    command = [lakebed.resolve(), "--lake", "lake", "--tables", ROOT / "infra/tables", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"error: {' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


class NoTables(http.server.BaseHTTPRequestHandler):
    """A Glue that has no tables."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"__type": "EntityNotFoundException", "Message": "Table not found."}).encode()
        self.answer(400, "application/x-amz-json-1.1", body)

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def environment(server):
    """Of a helper that talks to this server and to nobody else."""
    return {
        **os.environ, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true", "NO_PROXY": "127.0.0.1",
    }  # fmt: skip


def athena_statements(lakebed):
    """What Athena would get: the table, the merge, the view."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), NoTables)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = [lakebed, "current", "orders", "--target", "aws", "--lake", "s3://lake", "--database", "shop", "--workgroup", "w", "--dry-run"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment(server))
    server.shutdown()
    if done.returncode:
        raise SystemExit(f"error: {done.stderr}")
    return [statement for statement in done.stdout.split(";\n") if statement.strip()]


if __name__ == "__main__":
    sys.exit(main())
