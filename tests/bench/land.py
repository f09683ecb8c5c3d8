"""Landing order changes: `lakebed land` against DuckDB, file to partitioned Parquet, reading included, zstd, pinned to one core and to two.

DuckDB gets the same columns from the same file in one statement, with its own reader, and writes partitions by day; so it does less: no
`undeclared`, no `rescued`, no quarantine, no dedupe, no sort. Its input is free of broken records, since it has no place to put them.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
TABLE = ROOT / "infra/tables/orders.toml"

DUCKDB = r"""
import sys, duckdb
source, target, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
db = duckdb.connect()
db.execute(f"SET threads={threads}; SET preserve_insertion_order=false")
S, N = "STRUCT(S VARCHAR)", "STRUCT(N VARCHAR)"
item = ("STRUCT(L STRUCT(M STRUCT(product_id " + S + ", name " + S + ", quantity " + N + ", price " + N + "))[])")
image = ("STRUCT(OrderID " + S + ", CustomerID " + S + ", Status " + S + ", OrderDate " + S + ", CreatedAt " + N + ", UpdatedAt " + S
  + ", ExpiresAt " + N + ", Currency " + S + ", Amount " + N + ", Discount " + N + ", ExchangeRate " + N + ", ItemCount " + N
  + ", Version " + N + ", WeightKg " + N + ", IsGift STRUCT(BOOL BOOLEAN), Items " + item
  + ", Shipping STRUCT(M STRUCT(name " + S + ", street " + S + ", city " + S + ", postal_code " + S + ", country " + S + ")))")
dynamodb = "STRUCT(ApproximateCreationDateTime DOUBLE, Keys STRUCT(OrderID " + S + "), NewImage " + image + ", SequenceNumber VARCHAR)"
db.execute(f'''
COPY (
  SELECT lower(eventName) AS change_type, make_timestamp(CAST(d.ApproximateCreationDateTime * 1e6 AS BIGINT)) AS change_time, eventID AS change_id,
    lpad(d.SequenceNumber, 40, '0') AS change_sequence, userIdentity IS NOT NULL AS change_expired,
    coalesce(n.OrderID.S, d.Keys.OrderID.S) AS order_id, n.CustomerID.S AS customer_id, n.Status.S AS status, TRY_CAST(n.OrderDate.S AS DATE) AS order_date,
    make_timestamp(TRY_CAST(n.CreatedAt.N AS BIGINT) * 1000) AS created_at, TRY_CAST(n.UpdatedAt.S AS TIMESTAMP) AS updated_at,
    make_timestamp(TRY_CAST(n.ExpiresAt.N AS BIGINT) * 1000000) AS expires_at, n.Currency.S AS currency, TRY_CAST(n.Amount.N AS DECIMAL(12,2)) AS amount,
    TRY_CAST(n.Discount.N AS DECIMAL(12,2)) AS discount, TRY_CAST(n.ExchangeRate.N AS DECIMAL(38,9)) AS exchange_rate,
    TRY_CAST(n.ItemCount.N AS INTEGER) AS item_count, TRY_CAST(n.Version.N AS BIGINT) AS version, TRY_CAST(n.WeightKg.N AS DOUBLE) AS weight_kg,
    n.IsGift.BOOL AS is_gift,
    list_transform(n.Items.L, lambda i: {{'product_id': i.M.product_id.S, 'name': i.M.name.S, 'quantity': TRY_CAST(i.M.quantity.N AS INTEGER),
                                        'price': TRY_CAST(i.M.price.N AS DECIMAL(12,2))}}) AS items,
    {{'name': n.Shipping.M.name.S, 'street': n.Shipping.M.street.S, 'city': n.Shipping.M.city.S, 'postal_code': n.Shipping.M.postal_code.S,
     'country': n.Shipping.M.country.S}} AS shipping,
    n.Shipping.M.city.S AS shipping_city,
    strftime(make_timestamp(CAST(d.ApproximateCreationDateTime * 1e6 AS BIGINT)), '%Y-%m-%d') AS dt
  FROM (SELECT *, dynamodb AS d, dynamodb.NewImage AS n FROM read_json('{source}', format='newline_delimited', columns={{
    eventID: 'VARCHAR', eventName: 'VARCHAR', userIdentity: 'STRUCT(type VARCHAR)', dynamodb: '{dynamodb}'}}))
) TO '{target}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARTITION_BY (dt), OVERWRITE_OR_IGNORE)
''')
"""


def run(command, cores):
    """Seconds, CPU seconds and peak memory (MiB) of a command on the first `cores` cores."""
    pinned = ["taskset", "-c", ",".join(map(str, range(cores)))] + command
    start = time.perf_counter()
    process = subprocess.Popen(pinned, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"error: {command[0]} failed: {process.stderr.read().decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def size(folder):
    files = [f for f in pathlib.Path(folder).rglob("*.parquet")]
    return sum(f.stat().st_size for f in files), len(files)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if shutil.which("taskset") is None:
        sys.exit("error: taskset is missing (util-linux): the runs could not be pinned to cores")
    with tempfile.TemporaryDirectory(prefix="lakebed-bench-") as work:
        work = pathlib.Path(work)
        source = work / "orders.ndjson"
        with source.open("wb") as out:
            command = [RELEASE / "lakebed-generate", "--table", "orders", "--count", str(arguments.changes), "--days", "11", "--clean"]
            subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=True)
        print(f"{arguments.changes} changes, {source.stat().st_size / arguments.changes:.0f} bytes each; {platform.processor() or platform.machine()}, "
              f"{os.cpu_count()} cores; best of {arguments.rounds} rounds in alternation")
        print(f"{'':22}{'changes/s':>12}{'x DuckDB':>10}{'CPU s':>8}{'MiB':>7}{'bytes out':>13}{'files':>7}")
        for cores in (1, 2):
            best = {}
            for _ in range(arguments.rounds):
                for name in ("lakebed", "duckdb"):
                    target = work / name
                    shutil.rmtree(target, ignore_errors=True)
                    if name == "lakebed":
                        command = [str(RELEASE / "examples/land"), str(target), str(TABLE), "--threads", str(cores), str(source)]
                    else:
                        command = [sys.executable, "-c", DUCKDB, str(source), str(target), str(cores)]
                    measured = run(command, cores) + size(target / "data" if name == "lakebed" else target)
                    best[name] = min(best.get(name, measured), measured)
            for name, (wall, cpu, memory, written, files) in best.items():
                ratio = best["duckdb"][0] / wall
                print(f"{name + ', ' + str(cores) + ' core' + 's' * (cores > 1):22}{arguments.changes / wall:12,.0f}{ratio:10.2f}{cpu:8.2f}{memory:7.0f}{written:13,}{files:7}")


if __name__ == "__main__":
    main()
