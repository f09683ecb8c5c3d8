"""kill -9 at random moments of land, register, compact, replay, backfill and materialize.

After each kill: every row that is to be seen is one of the expected ones, none twice; where rows are only moved (compact) all are there;
ledgers balance. Then the same command again, to its end: the lake is what it would be without the kill, and a further run changes nothing.
"""

import argparse
import base64
import gzip
import hashlib
import json
import pathlib
import random
import shutil
import tempfile
import time

from lake import Lake, generate, main, must

MOMENT = "2026-11-20T00:00:05Z"


def export(folder, items):
    """A full export of DynamoDB, as it lays it out."""
    lines = items.read_bytes().splitlines(keepends=True)
    (folder / "data").mkdir(parents=True)
    manifest = ""
    for n in range(4):
        part = lines[n::4]
        bytes = gzip.compress(b"".join(part), compresslevel=1)
        name = f"part{n}.json.gz"
        (folder / "data" / name).write_bytes(bytes)
        manifest += json.dumps({"itemCount": len(part), "md5Checksum": base64.b64encode(hashlib.md5(bytes).digest()).decode(),
                                "etag": "x-1", "dataFileS3Key": f"AWSDynamoDB/0169/data/{name}"}) + "\n"
    arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/Orders"
    summary = json.dumps({"version": "2020-06-30", "exportArn": f"{arn}/export/0169", "startTime": MOMENT, "endTime": MOMENT, "tableArn": arn,
                          "tableId": "x", "exportTime": MOMENT, "s3Bucket": "b", "s3Prefix": None, "s3SseAlgorithm": "AES256",
                          "s3SseKmsKeyId": None, "manifestFilesS3Key": "k", "billedSizeBytes": 0, "itemCount": len(lines),
                          "outputFormat": "DYNAMODB_JSON", "exportType": "FULL_EXPORT"})
    for name, text in (("manifest-files", manifest), ("manifest-summary", summary)):
        (folder / f"{name}.json").write_text(text)
        (folder / f"{name}.md5").write_text(base64.b64encode(hashlib.md5(text.encode()).digest()).decode())


class Soak:
    def __init__(self, work, changes, seed):
        self.work, self.random = work, random.Random(seed)
        orders = work / "orders.ndjson"
        generate(orders, "--table", "orders", "--count", changes, "--days", 3, "--seed", seed)
        generate(work / "events.ndjson", "--table", "user_events", "--count", changes, "--days", 3, "--seed", seed)
        generate(work / "items.ndjson", "--table", "orders", "--count", changes, "--days", 2, "--envelope", "export-full", "--clean")
        export(work / "export", work / "items.ndjson")
        # What comes twice in different batches stands twice, by design: here nothing comes twice.
        lines = list(dict.fromkeys(orders.read_bytes().splitlines(keepends=True)))
        orders.write_bytes(b"".join(lines))
        # Firehose failed on every third change; the others come in eight batches.
        failed = lines[::3]
        with open(work / "errors.ndjson", "w") as out:
            for line in failed:
                out.write(json.dumps({"rawData": base64.b64encode(line.rstrip()).decode(), "errorCode": "Lambda.FunctionError"}) + "\n")
        good = [line for n, line in enumerate(lines) if n % 3]
        batches = []
        for n in range(8):
            batches.append(work / f"batch-{n}.ndjson")
            batches[-1].write_bytes(b"".join(good[n::8]))
        # Always in one place, since the catalog knows where its lake is.
        self.place = Lake(work / "lake")
        empty = self.place.copy(work / "empty")
        for batch in batches:
            self.place.run("land", "--table", "orders", batch)
        landed = self.place.copy(work / "landed")
        shutil.rmtree(self.place.path, ignore_errors=True)
        self.place.run("land", "--table", "user_events", work / "events.ndjson")
        self.place.run("register")
        shop = self.place.copy(work / "shop")
        # Command, the lake before it, and whether its rows must all be there at every moment.
        self.jobs = {
            "land": (["land", "--table", "orders", "--memory", 16, orders], empty, False),
            "register": (["register"], landed, True),
            "compact": (["compact", "--table", "orders"], landed, True),
            "replay": (["replay", "--table", "orders", work / "errors.ndjson"], landed, False),
            "backfill": (["backfill", "--table", "orders", work / "export"], landed, False),
            "materialize": (["query", "materialize", "hourly_metrics_table"], shop, True),
        }

    def kills(self, name, times):
        command, before, moves = self.jobs[name]
        clean = before.copy(self.place.path)
        begin = time.monotonic()
        clean.run(*command)
        took = time.monotonic() - begin
        expected = self.seen(clean, name)
        whole = self.whole(clean, name)
        lake, killed, between = None, 0, 0
        tries = 0
        while killed < times:
            tries += 1
            must(tries < 20 * times + 50, name, "ends before it can be killed")
            # On from where the last one was killed, half of the time.
            if lake is None or self.random.random() < 0.5:
                lake = before.copy(self.place.path)
            # Half of the kills aim at the end, where what was made becomes visible.
            if not lake.killed(self.random.uniform(self.random.choice((0, 0.75)), 1) * took, *command):
                took = max(took * 0.95, 0.01)
                lake = None
                continue
            killed += 1
            count, different, print = self.rows(lake, name)
            must(count == different, f"{count - different} rows twice after kill {killed} of {name}")
            must(count <= max(expected[0][0], self.rows(before, name)[0]), f"rows that nobody wrote after kill {killed} of {name}")
            if moves:
                must((count, print) in ((expected[0][0], expected[0][2]), self.pair(before, name)), f"rows are missing after kill {killed} of {name}")
            between += count not in (0, expected[0][0])
            lake.ledgers_balance()
            if self.random.random() < 0.5 or killed == times:
                lake.run(*command)
                found = self.seen(lake, name)
                must(found == expected, f"after kill {killed} of {name} and another run: {found} instead of {expected}")
                # A compaction that was killed and begun again may have grouped files otherwise; the others name what they write by what it holds.
                must(name == "compact" or self.whole(lake, name) == whole, f"other files after kill {killed} of {name}")
                lake.run(*command)
                must(self.seen(lake, name) == expected, f"one more run of {name} changes rows")
                must(not lake.leftovers(), f"left behind after {name}: {lake.leftovers()[:3]}")
        return f"{killed} kills in {tries} runs, {between} with part of the rows there; all as without a kill"

    @staticmethod
    def rows(lake, name):
        if name != "materialize":
            return lake.rows()
        # The table is where the catalog says.
        entry = lake.path / "catalog/lakebed/hourly_metrics.json"
        if not entry.exists():
            return (0, 0, 0)
        location = json.loads(entry.read_text())["StorageDescriptor"]["Location"]
        return lake.rows("hourly_metrics/" + location.rstrip("/").rsplit("/", 1)[1])

    def pair(self, lake, name):
        count, _, print = self.rows(lake, name)
        return count, print

    def seen(self, lake, name):
        lake.ledgers_balance()
        return self.rows(lake, name), lake.quarantined()

    @staticmethod
    def whole(lake, name):
        below = {"register": "catalog", "materialize": "data/hourly_metrics"}.get(name, "data")
        return lake.files(below)


def soak():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200, help="kills in all, shared by the commands")
    parser.add_argument("--changes", type=int, default=60_000)
    parser.add_argument("--only", action="append", default=[], help="land, register, compact, replay, backfill, materialize [default: all]")
    parser.add_argument("--seed", type=int, default=None, help="moments and sample [default: another one each time]")
    arguments = parser.parse_args()
    seed = arguments.seed if arguments.seed is not None else random.randrange(1 << 32)
    print(f"kill -9: {arguments.kills} kills, {arguments.changes} changes, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="lakebed-soak-") as work:
        world = Soak(pathlib.Path(work), arguments.changes, seed)
        names = [name for name in world.jobs if not arguments.only or name in arguments.only]
        share = [arguments.kills // len(names) + (n < arguments.kills % len(names)) for n in range(len(names))]
        main([(name, lambda name=name, times=times: world.kills(name, times)) for name, times in zip(names, share) if times])


if __name__ == "__main__":
    soak()
