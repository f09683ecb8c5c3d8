"""A disk that fills, a folder that turns read-only, files cut short, a clock that jumps, two writers at once: with the helper itself.

The superuser gets a small file system of its own to fill and to turn read-only; others get a limit of file sizes and a folder's rights.
"""

import argparse
import contextlib
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from lake import Lake, generate, main, must

# Beside the interpreter's other packages; there is none for systems that are not Linux.
CLOCK = next(pathlib.Path(sys.prefix).rglob("libfaketime.so.1"), None)


@contextlib.contextmanager
def small_disk(folder, size):
    """A file system of `size` in memory; none where mounting is not allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
    mounted = os.geteuid() == 0 and subprocess.run(mount, stderr=subprocess.DEVNULL).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)
        shutil.rmtree(folder, ignore_errors=True)


def remount(folder, option):
    subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)


class Faults:
    def __init__(self, work, changes):
        self.work, self.changes = work, changes
        self.orders, self.events = work / "orders.ndjson", work / "events.ndjson"
        generate(self.orders, "--table", "orders", "--count", changes, "--days", 3)
        generate(self.events, "--table", "user_events", "--count", changes, "--days", 3)
        self.clean = Lake(work / "clean")
        for n, part in enumerate(self.parts(4)):
            self.clean.run("land", "--table", "orders", part)
        self.land = ["land", "--table", "orders", "--memory", 16, self.orders]
        whole = Lake(work / "whole")
        whole.run(*self.land)
        self.expected, self.whole = whole.files(), whole
        self.size = sum(len(bytes) for bytes in self.expected.values())

    def parts(self, count):
        """The orders in files of their own, without what comes twice."""
        lines = list(dict.fromkeys(self.orders.read_bytes().splitlines(keepends=True)))
        for n in range(count):
            part = self.work / f"part-{n}-of-{count}.ndjson"
            part.write_bytes(b"".join(lines[n::count]))
            yield part

    def refused(self, lake, words, *command, **options):
        """The command ends with 2, one error and one hint."""
        _, err = lake.run(*command, codes=(2,), **options)
        lines = err.splitlines()
        must(sum(line.startswith("error: ") for line in lines) == 1, err)
        must(any(line.startswith("hint: ") for line in lines), "no hint:", err)
        must(any(word in err for word in words), words, "not in", err)

    def full_disk(self):
        tried = 0
        disk = self.work / "disk"
        for share in (0.02, 0.3, 0.6, 0.9):
            room = max(int(self.size * share), 65536)
            with small_disk(disk, room) as mounted:
                lake = Lake(disk / "lake")
                if mounted:
                    self.refused(lake, ["room"], *self.land)
                else:
                    limit = lambda room=room: resource.setrlimit(resource.RLIMIT_FSIZE, (room // 8, room // 8))
                    self.refused(lake, ["large", "room"], *self.land, preexec_fn=limit)
                found = lake.files()
                must(all(self.expected.get(key) == bytes for key, bytes in found.items()), "a partial object")
                must(not any(key.startswith("ledger/") for key in found), "a ledger of a run that failed")
                must(not lake.leftovers(), lake.leftovers())
                if mounted:
                    remount(disk, f"size={self.size * 4 + (1 << 20)}")
                lake.run(*self.land)
                must(lake.files() == self.expected, "other files than without the fault")
            tried += 1
        if not mounted:
            return (f"land, {tried} limits of a file's size (a full disk needs the right to mount): refused, whole objects alone, "
                    "then as without the fault")
        # Compaction needs room for its new files beside the old ones; registering and exporting need a little.
        with small_disk(disk, self.size * 4 + (1 << 20)):
            lake = self.clean.copy(disk / "lake")
            rows = lake.rows()
            lake.run("register")
            used = int(subprocess.run(["df", "--output=used", "-B1", disk], stdout=subprocess.PIPE, check=True).stdout.split()[1])
            remount(disk, f"size={used + 4096}")
            for words, command in [(["room"], ["compact", "--table", "orders"]),
                                   (["room"], ["export", "orders_by_status", "--to", disk / "out.parquet"]),
                                   (["room"], ["query", "materialize", "hourly_metrics_table"])]:
                filler = disk / "filler"
                with contextlib.suppress(OSError), open(filler, "wb", buffering=0) as out:
                    while True:
                        out.write(bytes(4096))
                self.refused(lake, words, *command)
                must(lake.rows() == rows, f"{command[0]} changed rows")
                must(not (disk / "out.parquet").exists(), "part of an export")
                filler.unlink()
                tried += 1
            remount(disk, f"size={self.size * 8}")
            lake.run("compact", "--table", "orders")
            must(lake.rows() == rows, "rows after compaction")
        return f"{tried} full disks: each refused with a hint, whole objects alone, then as without the fault"

    def read_only(self):
        disk = self.work / "readonly"
        with small_disk(disk, self.size * 4 + (1 << 20)) as mounted:
            lake = self.clean.copy(disk / "lake")
            lake.run("register")
            rows, before = lake.rows(), lake.files()
            if mounted:
                remount(disk, "ro")
            else:
                for folder, _, _ in os.walk(lake.path):
                    os.chmod(folder, 0o555)
            commands = [self.land, ["register"], ["compact", "--table", "orders"], ["query", "materialize", "hourly_metrics_table"],
                        ["erase", "--table", "orders", "o-1"], ["replay", "--table", "orders", self.orders]]
            if not mounted:
                commands.remove(["register"])  # changes nothing here, so it is not refused
            for command in commands:
                if command == ["register"]:
                    lake.run(*command)  # nothing to change
                else:
                    self.refused(lake, ["read-only", "permission", "right to write"], *command)
            # Who only reads is not bothered.
            out, _ = lake.run("query", "run", "orders_by_status", "--format", "csv", codes=(0,))
            must(len(out.splitlines()) > 2, out)
            lake.run("status", codes=(0,))
            must(lake.rows() == rows and lake.files() == before, "a read-only lake changed")
            if mounted:
                remount(disk, "rw")
            else:
                for folder, _, _ in os.walk(lake.path):
                    os.chmod(folder, 0o755)
            lake.run("compact", "--table", "orders")
            must(lake.rows() == rows, "rows")
        how = "file system" if mounted else "folder"
        return f"{len(commands)} commands on a read-only {how}: refused with a hint, nothing changed; queries and status answer"

    def cut_short(self):
        lake = self.whole.copy(self.work / "cut")
        lake.run("register")
        data = [key for key in lake.files("data")]
        cut = lake.path / data[0]
        bytes = cut.read_bytes()
        for length in (0, 3, len(bytes) // 2, len(bytes) - 1):
            cut.write_bytes(bytes[:length])
            if length:  # an empty file has no rows to an engine; status and landing find it
                self.refused(lake, [cut.name], "query", "run", "orders_by_status")
            _, err = lake.run("status", "--table", "orders", codes=(1,))
            must(cut.name in err, "status does not name the file:", err)
            self.refused(lake, [cut.name], *self.land)
        cut.write_bytes(bytes)
        catalog = lake.path / "catalog/lakebed/orders_changes.json"
        text = catalog.read_bytes()
        catalog.write_bytes(text[: len(text) // 2])
        self.refused(lake, ["orders_changes.json"], "query", "run", "orders_by_status")
        catalog.write_bytes(text)
        quarantine = lake.path / next(iter(lake.files("quarantine")))
        text = quarantine.read_bytes()
        quarantine.write_bytes(text[: len(text) - 20])
        # A line that is cut is itself a bad record; the other lines are read.
        out, _ = lake.run("replay", "--table", "orders", "--quarantine", "--dry-run", "--format", "json", codes=(0, 1, 2))
        quarantine.write_bytes(text)
        rows = lake.rows()
        lake.run(*self.land)
        must(lake.rows() == rows == self.whole.rows(), "rows")
        return "4 lengths of a data file, a catalog entry, a quarantine: named, none answered from"

    def clock(self):
        """The same lake whatever the clock says, and while it jumps."""
        if CLOCK is None:
            return "NOT DONE: there is no clock to set on this system"
        jumps = self.work / "clock"
        trees = {}
        for name, clock in [("now", None), ("1980", "1980-01-01 00:00:00"), ("2100", "2100-01-01 00:00:00"), ("jumping", "jumping")]:
            # In one place, since the catalog knows where its lake is.
            place = self.work / "clocked"
            shutil.rmtree(place, ignore_errors=True)
            lake = Lake(place)
            if clock:
                lake.extra = {"LD_PRELOAD": str(CLOCK), "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
                lake.extra |= {"FAKETIME_TIMESTAMP_FILE": str(jumps), "FAKETIME_NO_CACHE": "1"} if clock == "jumping" else {"FAKETIME": clock}
                jumps.write_text("2026-01-01 00:00:00")
                shown = subprocess.run(["date", "-u", "+%F"], env=lake.environment(), stdout=subprocess.PIPE, check=True).stdout.decode()
                wanted = jumps.read_text() if clock == "jumping" else clock
                must(shown.strip() == wanted[:10], "the clock is not another one:", shown)
            parts = list(self.parts(3))
            for command in [["land", "--table", "orders", parts[0]], ["land", "--table", "orders", parts[1]],
                            ["land", "--table", "user_events", self.events], ["replay", "--table", "orders", parts[2]],
                            ["register"], ["compact", "--table", "orders"],
                            ["query", "materialize", "hourly_metrics_table"], ["erase", "--table", "orders", "nobody"]]:
                process = lake.start(*command)
                while process.poll() is None and clock == "jumping":
                    for moment in ("2100-01-01 00:00:00", "1980-01-01 00:00:00"):
                        jumps.write_text(moment)
                        time.sleep(0.005)
                out, err = process.communicate()
                must(process.returncode < 2, command[0], "with the clock at", name, err.decode()[-500:])
            trees[name] = lake.files()
        first = trees.pop("now")
        for name, tree in trees.items():
            other = sorted(key for key in set(first) | set(tree) if first.get(key) != tree.get(key))
            must(not other, f"with the clock at {name} these differ:", other[:5])
        return f"8 commands with the clock in 1980, in 2100 and jumping between them: the same {len(first)} files to the byte"

    def writers(self):
        """Landing, compaction, registration and materialization of one lake, all at once, while others read."""
        lake = Lake(self.work / "busy")
        parts = list(self.parts(6))
        lake.run("land", "--table", "user_events", self.events)
        lake.run("register")
        # Two begin with each round; the last ones land what the first ones did, which may be compacted by then.
        waiting, running = parts + parts[:2], []
        turns, reads, refused = 0, 0, 0
        while waiting or any(process.poll() is None for process in running):
            running += [lake.start("land", "--table", "orders", "--threads", 1, part) for part in waiting[:2]]
            waiting = waiting[2:]
            side = [lake.start("compact", "--table", "orders"), lake.start("compact", "--table", "orders"), lake.start("register"),
                    lake.start("query", "materialize", "hourly_metrics_table"), lake.start("query", "materialize", "hourly_metrics_table")]
            out, _ = lake.run("query", "run", "hourly_changes", "--format", "json", codes=(0,))
            reads += 1
            for number, process in enumerate(side):
                out, err = process.communicate(timeout=600)
                # Compactions take turns: one that meets the other is refused, by name where that had the time to write it down.
                met = number < 2 and process.returncode == 2 and b"is being rewritten by" in err
                must(process.returncode == 0 or met, process.args, err.decode()[-500:])
                refused += met
            turns += 1
        for process in running:
            out, err = process.communicate()
            must(process.returncode < 2, err.decode()[-500:])
        count, different, print = lake.rows()
        must(count == different, f"{count - different} rows twice")
        must((count, print) == self.clean.rows()[::2], "not the rows of one run after the other")
        lake.ledgers_balance()
        lake.run("compact", "--table", "orders")
        must(lake.rows()[::2] == (count, print), "rows after compaction")
        must(not lake.leftovers(), lake.leftovers())
        return (f"{len(running)} landings beside {turns} rounds of 2 compactions ({refused} refused), 2 materializations and a registration, "
                f"{reads} queries: every row once")


def faults():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=40_000)
    parser.add_argument("--only", action="append", default=[], help="full_disk, read_only, cut_short, clock, writers [default: all]")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lakebed-soak-") as work:
        world = Faults(pathlib.Path(work), arguments.changes)
        names = ["full_disk", "read_only", "cut_short", "clock", "writers"]
        main([(name.replace("_", " "), getattr(world, name)) for name in names if not arguments.only or name in arguments.only])


if __name__ == "__main__":
    faults()
