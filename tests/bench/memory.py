#!/usr/bin/env python3
"""Peak memory of what works on whole tables, over a lake of many rows: does it stay flat?

    memory.py [--rows 10000000] [--runs 20] [--build debug] [--keep] [STEP…]     steps: land current compact merge query refine erase replay quarantine backfill

Changes are generated into a pipe, landed in runs, and gone through by every command, each a process of its own. A line each: rows, seconds, rows a
second, peak resident memory. 10 million order changes take some 2 GB of disk, twice that while they are compacted.
"""

import argparse
import base64
import gzip
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
STEPS = ["land", "current", "compact", "merge", "query", "refine", "erase", "replay", "quarantine", "backfill"]
TABLE = (ROOT / "infra/tables/orders.toml").read_text()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, default=10_000_000, help="changes that are landed")
    arguments.add_argument("--runs", type=int, default=20, help="runs of landing, which make as many files a day")
    arguments.add_argument("--build", default="debug", help="folder of the built programs below target/")
    arguments.add_argument("--keep", action="store_true", help="leave the lake behind, and say where")
    arguments.add_argument("steps", nargs="*", metavar="STEP", help="all of them by default; land always runs")
    options = arguments.parse_args()
    if unknown := set(options.steps) - set(STEPS):
        arguments.error(f"no such step: {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}")
    steps = [step for step in STEPS if step == "land" or not options.steps or step in options.steps]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lakebed-memory-", dir=os.environ.get("TMPDIR")))
    bench = Bench(folder, options)
    try:
        print(f"{'step':<10} {'rows':>12} {'seconds':>8} {'rows/s':>10} {'peak MiB':>9}")
        for step in steps:
            getattr(bench, step)()
    finally:
        if options.keep:
            print(f"the lake is {folder / 'lake'}", file=sys.stderr)
        else:
            shutil.rmtree(folder)
    return 0


class Bench:
    def __init__(self, folder, options):
        self.folder, self.rows, self.runs = folder, options.rows, options.runs
        self.programs = ROOT / "target" / options.build
        (folder / "tables").mkdir()
        # Without a column at first, so that there is something to refine.
        at = TABLE.index('[[column]]\nname = "customer_id"')
        end = TABLE.index("[[column]]", at + 1)
        self.define(TABLE[:at] + TABLE[end:])

    def define(self, text):
        (self.folder / "tables/orders.toml").write_text(text)

    def run(self, *arguments, stdin=None):
        """Runs the helper; seconds, peak memory in MiB, and what it printed."""
        command = [self.programs / "lakebed", "--tables", "tables", "--format", "json", *arguments]
        if "--lake" not in arguments:
            command += ["--lake", "lake"]
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=self.folder, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        # Both are short; the larger first.
        out, err = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise SystemExit(f"error: {' '.join(map(str, command))}\n{err.decode()}")
        return time.monotonic() - start, usage.ru_maxrss / 1024, json.loads(out) if out.strip() else None

    def generate(self, rows, seed, *more):
        command = [self.programs / "lakebed-generate", "--table", "orders", "--count", str(rows), "--seed", str(seed), "--days", "3", *more]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def report(self, step, rows, seconds, peak):
        print(f"{step:<10} {rows:>12,} {seconds:>8.1f} {rows / max(seconds, 1e-9):>10,.0f} {peak:>9.0f}", flush=True)

    def pour(self, step, rows, runs, first_seed):
        """Lands generated changes in runs."""
        total, most = 0.0, 0.0
        for seed in range(first_seed, first_seed + runs):
            with self.generate(rows // runs, seed) as changes:
                seconds, peak, _ = self.run("land", "--table", "orders", "-", stdin=changes.stdout)
            total, most = total + seconds, max(most, peak)
        self.report(step, rows, total, most)

    def land(self):
        self.pour("land", self.rows, self.runs, 1)
        self.run("register")

    def current(self):
        seconds, peak, [made] = self.run("current", "orders")
        self.report("current", made["changes"], seconds, peak)

    def compact(self):
        seconds, peak, made = self.run("compact", "--table", "orders")
        self.report("compact", sum(partition["rows"] for partition in made), seconds, peak)

    def merge(self):
        """One in a hundred changes is new."""
        self.pour("land 1 %", self.rows // 100, 1, 1000)
        seconds, peak, [made] = self.run("current", "orders")
        self.report("merge 1 %", made["changes"], seconds, peak)

    def query(self):
        """The same question to the view, which looks at every change, and to the table."""
        (self.folder / "queries").mkdir()
        for name, table in [("view", "orders"), ("table", "orders_current")]:
            sql = f"SELECT status, count(*) AS orders, sum(amount) AS amount FROM {table} GROUP BY status ORDER BY status"
            (self.folder / f"queries/{name}.sql").write_text(f"-- name: {name}\n-- description: Orders by status\n{sql}\n")
            seconds, peak, answer = self.run("query", "run", name, "--queries", "queries")
            self.report(f"ask {name}", sum(row["orders"] for row in answer), seconds, peak)

    def refine(self):
        self.define(TABLE)
        seconds, peak, [made] = self.run("table", "refine", "--table", "orders")
        self.report("refine", made["rows"], seconds, peak)

    def erase(self):
        with self.generate(10, 1) as changes:
            line = json.loads(changes.stdout.readline())
            changes.stdout.read()
        seconds, peak, made = self.run("erase", "--table", "orders", line["dynamodb"]["Keys"]["OrderID"]["S"])
        if made["left"] or not made["rows"]:
            raise SystemExit(f"error: erase left {made['left']} and found {made['rows']} rows")
        self.report("erase", self.rows, seconds, peak)

    def replay(self):
        """A source backup of all changes: of which the lake has all, and of which an empty one has none."""
        backup = self.folder / "backup"
        backup.mkdir()
        for seed in range(1, self.runs + 1):
            with self.generate(self.rows // self.runs, seed) as changes, gzip.open(backup / f"{seed:04}.gz", "wb", 1) as part:
                shutil.copyfileobj(changes.stdout, part, 1 << 20)
        for step, lake in [("replay", "lake"), ("replay new", "empty")]:
            seconds, peak, done = self.run("replay", "--table", "orders", "backup", "--lake", lake)
            if (done["landed"] == 0) == (lake == "empty"):
                raise SystemExit(f"error: {step} landed {done['landed']} rows")
            self.report(step, done["read"], seconds, peak)
        shutil.rmtree(backup)
        shutil.rmtree(self.folder / "empty")

    def quarantine(self):
        """One in twenty changes was of another table, and is none any more."""
        rows = self.rows // 20
        self.define(TABLE.replace('source = "Orders"', 'source = "Others"'))
        with self.generate(rows, 3000) as changes:
            self.run("land", "--table", "orders", "-", "--lake", "kept", stdin=changes.stdout)
        self.define(TABLE)
        seconds, peak, done = self.run("replay", "--table", "orders", "--quarantine", "--lake", "kept")
        if not done["landed"]:
            raise SystemExit("error: nothing of the quarantine landed")
        self.report("quarantine", done["read"], seconds, peak)
        shutil.rmtree(self.folder / "kept")

    def backfill(self):
        """A full export of as many items, in files of some 50,000."""
        export = self.folder / "export"
        (export / "data").mkdir(parents=True)
        files, items, seed = [], 0, 2000
        while items < self.rows:
            seed += 1
            with self.generate(min(self.rows * 4, 1_000_000), seed, "--envelope", "export-full") as lines:
                while part := lines.stdout.readlines(24 << 20):
                    name = f"part{len(files):04}.json.gz"
                    data = gzip.compress(b"".join(part), compresslevel=1)
                    (export / "data" / name).write_bytes(data)
                    items += len(part)
                    files.append({"itemCount": len(part), "md5Checksum": digest(data), "etag": "x", "dataFileS3Key": f"AWSDynamoDB/export/data/{name}"})
        moment = "2026-11-20T00:00:05.250Z"
        summary = {"version": "2020-06-30", "exportArn": "arn:aws:dynamodb:eu-west-1:1:table/Orders/export/1", "startTime": moment, "endTime": moment,
                   "tableArn": "arn:aws:dynamodb:eu-west-1:1:table/Orders", "exportTime": moment, "itemCount": items,
                   "outputFormat": "DYNAMODB_JSON", "exportType": "FULL_EXPORT", "manifestFilesS3Key": "k"}
        for name, text in [("manifest-files", "".join(json.dumps(f) + "\n" for f in files)), ("manifest-summary", json.dumps(summary))]:
            (export / f"{name}.json").write_text(text)
            (export / f"{name}.checksum").write_text(digest(text.encode()))
        seconds, peak, _ = self.run("backfill", "--table", "orders", "export")
        self.report("backfill", items, seconds, peak)
        shutil.rmtree(export)


def digest(data):
    return base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()


if __name__ == "__main__":
    sys.exit(main())
