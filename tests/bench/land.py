"""Landing order changes: `lakebed land` against DuckDB, chDB, Polars and PyArrow, NDJSON file to Parquet by day, reading included, zstd, pinned
to one core and to two, in alternation. And how the time of a change grows with their number: `--scaling`.

The peers (peers.py) write the same columns; they do less: no `undeclared`, no `rescued`, no quarantine, no dedupe, no sort. The input is free
of broken records, since they have no place to put them. Before it is timed, what each wrote is compared by sums over its columns.
"""

import argparse
import importlib.metadata
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import time

import duckdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / os.environ.get("PROFILE", "release")
HELPER = RELEASE / "lakebed"
GENERATOR = RELEASE / "lakebed-generate"
PEERS = ["duckdb", "chdb", "polars", "pyarrow"]
SUMS = """SELECT count(*), count(DISTINCT order_id), sum(amount), sum(discount), sum(exchange_rate), sum(item_count), sum(version), count(created_at),
  count(updated_at), count(order_date), count(is_gift), sum(len(items)), sum(list_sum([i.price for i in items])), sum(epoch_ms(change_time)),
  sum(epoch_ms(created_at)), sum(epoch_ms(expires_at)), min(change_sequence), max(change_sequence) FROM read_parquet(?, union_by_name=true)"""


def run(command, cores, stdin=subprocess.DEVNULL):
    """Seconds, CPU seconds and peak memory (MiB) of a command on the first `cores` cores."""
    pinned = ["taskset", "-c", ",".join(map(str, range(cores)))] + command
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LAKEBED_", "AWS_"))}
    environment |= {"POLARS_MAX_THREADS": str(cores), "OMP_NUM_THREADS": str(cores)}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(pinned, env=environment, stdin=stdin, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode != 0:
            said.seek(0)
            sys.exit(f"error: {' '.join(command)} failed: {said.read().decode(errors='replace')[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size(folder):
    files = [f for f in pathlib.Path(folder).rglob("*.parquet")]
    return sum(f.stat().st_size for f in files), len(files)


def command(name, source, target, cores):
    if name == "lakebed":
        return [str(HELPER), "land", "--lake", str(target), "--tables", str(ROOT / "infra/tables"), "--table", "orders", "--threads", str(cores),
                str(source)]
    return [sys.executable, str(ROOT / "tests/bench/peers.py"), name, str(source), str(target), str(cores)]


def generator(changes):
    return [str(GENERATOR), "--table", "orders", "--count", str(changes), "--days", "11", "--clean"]


def processor():
    """The processor's name, as the system knows it."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def peers(work, changes, rounds):
    source = work / "orders.ndjson"
    with source.open("wb") as out:
        subprocess.run(generator(changes), stdout=out, stderr=subprocess.DEVNULL, check=True)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PEERS)
    print(f"{changes:,} changes, {source.stat().st_size / changes:.0f} bytes each; {processor()}, {os.cpu_count()} cores; Python "
          f"{platform.python_version()}, {versions}; best of {rounds} rounds in alternation\n")
    print("| | changes/s | × DuckDB | × its own 1 core | CPU s | MiB | bytes out | of DuckDB's | files |\n|---|" + "---:|" * 8)
    alone, sums = {}, {}
    for cores in (1, 2):
        best = {}
        for round in range(rounds):
            for name in ["lakebed"] + PEERS:
                target = work / name
                shutil.rmtree(target, ignore_errors=True)
                data = target / "data" if name == "lakebed" else target
                measured = run(command(name, source, target, cores), cores) + size(data)
                best[name] = min(best.get(name, measured), measured)
                if round == 0:
                    sums[name] = duckdb.execute(SUMS, [str(data / "**/*.parquet")]).fetchone()
        for name, found in sums.items():
            if found != sums["lakebed"]:
                sys.exit(f"error: {name} wrote other values than lakebed:\n{found}\n{sums['lakebed']}")
        for name, (wall, cpu, memory, written, files) in best.items():
            if cores == 1:
                alone[name] = wall
            label = f"{name}, {cores} core{'s' * (cores > 1)}"
            print(f"| {label} | {changes / wall:,.0f} | {best['duckdb'][0] / wall:.2f} | {alone[name] / wall:.2f} | {cpu:.2f} | {memory:.0f} | "
                  f"{written:,} | {written / best['duckdb'][3]:.2f} | {files} |", flush=True)


def piped(work, changes):
    """Landing of changes that come through a pipe, so that ten million need no room for their file; the generator has the other cores."""
    target = work / "lake"
    shutil.rmtree(target, ignore_errors=True)
    source = subprocess.Popen(generator(changes), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    measured = run(command("lakebed", "-", target, 1), 1, stdin=source.stdout)
    source.stdout.close()
    if source.wait() != 0:
        sys.exit("error: the generator stopped early")
    shutil.rmtree(target, ignore_errors=True)
    return measured


def scaling(work, sizes, rounds):
    # What a process costs before its first change, in CPU seconds.
    start = min(piped(work, 1)[1] for _ in range(10))
    print(f"changes through a pipe, 1 core of {processor()}; a process that lands one change takes {start * 1e3:.0f} ms of CPU; "
          f"best of {rounds} runs\n")
    base = min(sizes, key=lambda changes: abs(changes - 1_000_000))
    print(f"| changes | changes/s of CPU | µs of CPU per change | without the start | against {base:,} | MiB |\n|---:|" + "---:|" * 5)
    found = {}
    for changes in sizes:
        # A small input is landed as often as it takes to measure more than noise, a large one once.
        times = 1 if changes > 2_000_000 else max(rounds, 200_000 // changes)
        found[changes] = min((piped(work, changes) for _ in range(times)), key=lambda measured: measured[1])
    each = {changes: (cpu - start) / changes * 1e6 for changes, (_, cpu, _) in found.items()}
    for changes, (_, cpu, memory) in found.items():
        rate, plain, alone = changes / cpu, cpu / changes * 1e6, each[changes]
        print(f"| {changes:,} | {rate:,.0f} | {plain:.2f} | {alone:.2f} | {alone / each[base]:.2f} | {memory:.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scaling", type=int, nargs="+", metavar="CHANGES", help="numbers of changes to land, one after the other")
    arguments = parser.parse_args()
    if shutil.which("taskset") is None:
        sys.exit("error: taskset is missing (util-linux): the runs could not be pinned to cores")
    with tempfile.TemporaryDirectory(prefix="lakebed-bench-") as work:
        if arguments.scaling:
            scaling(pathlib.Path(work), arguments.scaling, arguments.rounds)
        else:
            peers(pathlib.Path(work), arguments.changes, arguments.rounds)


if __name__ == "__main__":
    main()
