"""What the parts of the soak share: a folder with definitions, queries and changes; the helper run in it; an independent look at its lake."""

import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import duckdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILT = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / os.environ.get("PROFILE", "debug")
HELPER = BUILT / "lakebed"


class Failed(Exception):
    """Something that must hold does not."""


def must(holds, *what):
    if not holds:
        raise Failed(" ".join(map(str, what)))


def generate(path, *arguments):
    """Sample changes into `path`; answers what they are."""
    with open(path, "wb") as out:
        done = subprocess.run([BUILT / "lakebed-generate", *map(str, arguments)], stdout=out, stderr=subprocess.PIPE, check=True)
    return json.loads(done.stderr)


class Lake:
    """A lake and the helper over it."""

    def __init__(self, path, extra=None):
        self.path = pathlib.Path(path)
        self.extra = extra or {}

    def command(self, *arguments):
        return [str(HELPER), "--lake", str(self.path), "--tables", str(ROOT / "infra/tables"), "--queries", str(ROOT / "queries"),
                *map(str, arguments)]

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LAKEBED_", "AWS_"))}
        return kept | self.extra

    def start(self, *arguments, **options):
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.Popen(self.command(*arguments), env=self.environment(), cwd=self.path.parent, **pipes)

    def run(self, *arguments, codes=(0, 1), **options):
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=600)
        out, err = (out or b"").decode(), (err or b"").decode()
        must(process.returncode in codes, "exit", process.returncode, "of", arguments[0], err[-1000:])
        must("panicked" not in err, err)
        return out, err

    def killed(self, delay, *arguments):
        """Kills a run after `delay` seconds with a signal that cannot be caught; true when it was still at work."""
        process = self.start(*arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=delay)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return process.wait() == -signal.SIGKILL

    def copy(self, path):
        shutil.rmtree(path, ignore_errors=True)
        if self.path.exists():
            shutil.copytree(self.path, path, copy_function=shutil.copy2)
        return Lake(path, self.extra)

    def files(self, below=""):
        """All that is there, but for what belongs to live runs: key and bytes."""
        found = {}
        base = self.path / below
        for path in sorted(base.rglob("*")):
            key = path.relative_to(self.path)
            if path.is_file() and not key.parts[0].startswith("."):
                found[str(key)] = path.read_bytes()
        return found

    def rows(self, table="orders_changes"):
        """Number of rows, number of different ones, and a fingerprint of them all, read by DuckDB."""
        # A reader lists a folder and opens what it saw. Names that begin with a dot or an underscore are nobody's data.
        folder = self.path / "data" / table
        files = [str(p) for p in folder.rglob("*.parquet") if not any(s[0] in "._" for s in p.relative_to(folder).parts)]
        if not files:
            return (0, 0, 0)
        query = ("SELECT count(*), count(DISTINCT hash(t)), coalesce(sum(hash(t)::HUGEINT), 0) "
                 "FROM read_parquet(?, hive_partitioning=true, hive_types_autocast=false, union_by_name=true) t")
        with duckdb.connect() as db:
            db.execute("SET threads=1")
            return db.execute(query, [files]).fetchone()

    def ledgers_balance(self):
        for key, bytes in self.files("ledger").items():
            ledger = json.loads(bytes)
            must(ledger["read"] == ledger["landed"] + ledger["dropped"] + ledger["quarantined"], key, "does not balance")
            must(ledger["quarantined"] == sum(ledger["quarantined_by"].values()), key)
            must(ledger["dropped"] == sum(ledger["dropped_by"].values()), key)

    def quarantined(self):
        """Records in the quarantine, by their bytes."""
        found = {}
        for key, bytes in self.files("quarantine").items():
            for line in bytes.splitlines():
                raw = json.loads(line)["rawData"]
                digest = hashlib.md5(raw.encode()).hexdigest()
                found[digest] = found.get(digest, 0) + 1
        return found

    def leftovers(self):
        """What runs have left in the folders that are nobody's data; files that are locked are there for good."""
        files = (path for folder in self.path.glob(".*") for path in folder.rglob("*") if path.is_file())
        return [str(p.relative_to(self.path)) for p in files if p.name not in ("lock", "readers") and p.stem != "upkeep"]


def told(name, begin, text):
    print(f"{name:<22}{text}; {time.monotonic() - begin:.1f} s", flush=True)


def main(parts):
    """Runs the parts (name, function) and tells of each; exit 1 when one failed."""
    failed = 0
    for name, part in parts:
        begin = time.monotonic()
        try:
            told(name, begin, part())
        except (Failed, subprocess.TimeoutExpired, duckdb.Error) as error:
            failed += 1
            print(f"{name:<22}FAILED: {error}", flush=True)
    sys.exit(1 if failed else 0)
