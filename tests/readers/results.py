"""What the helper made of queries, read by others: result tables against DuckDB's own answer, exports against each other.

Usage: results.py HELPER LAKE, a lake of the sample shop with its tables registered.
"""

import csv
import json
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

FIRST, LAST = "2026-11-13", "2026-11-19"

# Every event once: the newest of the changes that inserted it, as the view `user_events` has it.
EVENTS = f"""
SELECT * FROM (
  SELECT *, row_number() OVER (
    PARTITION BY dt, session_id, event_id ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC, change_id DESC
  ) AS place
  FROM read_parquet('{{lake}}/data/user_events_changes/*/*.parquet', hive_partitioning = true, hive_types_autocast = false)
  WHERE change_type = 'insert' AND dt BETWEEN '{FIRST}' AND '{LAST}'
) WHERE place = 1
"""

TABLES = {
    "hourly_metrics": """
        SELECT dt, date_trunc('hour', change_time) AS hour_start, event_type, count(*) AS events, count(DISTINCT session_id) AS sessions,
          count(DISTINCT user_id) AS known_users, sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS revenue
        FROM events GROUP BY ALL""",
    "product_metrics": """
        SELECT dt, product_id, min(category) AS category, count_if(event_type = 'view') AS views, count_if(event_type = 'cart') AS carts,
          count_if(event_type = 'purchase') AS purchases, sum(CASE WHEN event_type = 'purchase' THEN quantity ELSE 0 END) AS pieces,
          sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS revenue
        FROM events WHERE product_id IS NOT NULL GROUP BY ALL""",
    "user_metrics": """
        SELECT dt, user_id, count(*) AS events, count(DISTINCT session_id) AS sessions,
          count(DISTINCT date_trunc('hour', change_time)) AS active_hours, count_if(event_type = 'purchase') AS purchases,
          sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS spent, min(change_time) AS first_seen,
          max(change_time) AS last_seen
        FROM events WHERE user_id IS NOT NULL GROUP BY ALL""",
}


def run(helper, *arguments):
    done = subprocess.run([helper, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"error: {' '.join(map(str, arguments))}\n{done.stderr}")
    return done.stdout


def same(what, one, other):
    if one != other:
        where = next((i for i, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), min(len(one), len(other)))
        sys.exit(f"error: {what}: {len(one)} and {len(other)} rows, which differ from row {where} on")
    if not one:
        sys.exit(f"error: {what}: there are no rows to compare")


def tables(helper, lake):
    run(helper, "query", "materialize", "--lake", lake, "--whole")
    connection = duckdb.connect()
    connection.execute("CREATE VIEW events AS " + EVENTS.format(lake=lake))
    for name, sql in TABLES.items():
        catalog = json.loads((lake / "catalog" / "lakebed" / f"{name}.json").read_text())
        folder = catalog["StorageDescriptor"]["Location"].removeprefix("file://")
        columns = ", ".join(["dt"] + [column["Name"] for column in catalog["StorageDescriptor"]["Columns"]])
        read = f"read_parquet('{folder}*/*.parquet', hive_partitioning = true, hive_types_autocast = false)"
        kept = connection.execute(f"SELECT {columns} FROM {read} ORDER BY ALL").fetchall()
        expected = connection.execute(f"SELECT {columns} FROM ({sql}) ORDER BY ALL").fetchall()
        same(f"table {name}", kept, expected)
        print(f"{name}: {len(kept)} rows are DuckDB's own")


def exports(helper, lake, query):
    with tempfile.TemporaryDirectory() as folder:
        for extension in ("csv", "json", "ndjson", "parquet"):
            run(helper, "export", query, "--lake", lake, "--to", f"{folder}/a.{extension}")
        table = pq.read_table(f"{folder}/a.parquet")

        def text(value):
            if hasattr(value, "isoformat"):
                written = value.isoformat(sep=" ", timespec="milliseconds") if hasattr(value, "hour") else value.isoformat()
                return written
            return None if value is None else str(value)

        rows = [[text(value) for value in row.values()] for row in table.to_pylist()]
        with open(f"{folder}/a.csv", newline="") as file:
            as_csv = [[value or None for value in row] for row in csv.reader(file)]
        same(f"{query}.csv", as_csv[1:], rows)
        plain = {"parse_float": Decimal}
        as_json = json.loads(Path(folder, "a.json").read_text(), **plain)
        as_lines = [json.loads(line, **plain) for line in Path(folder, "a.ndjson").read_text().splitlines()]
        same(f"{query}.ndjson", as_lines, as_json)
        same(f"{query}.json", [[text(value) for value in row.values()] for row in as_json], rows)
        if table.column_names != as_csv[0]:
            sys.exit(f"error: {query}: the columns have other names in CSV")
        print(f"{query}: {len(rows)} rows are the same in CSV, JSON, NDJSON and Parquet")


if __name__ == "__main__":
    helper, lake = sys.argv[1], Path(sys.argv[2]).resolve()
    tables(helper, lake)
    exports(helper, lake, "hourly_changes")
    exports(helper, lake, "top_customers")
