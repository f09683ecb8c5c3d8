"""Saved queries over a landed lake: the helper against DuckDB on the same files, and against DuckDB on the change records as they came.

The helper's time is that of its whole process, DuckDB's that of its connection and its query. DuckDB gets each query in its own words; the
answers are compared. Bytes are those that `lakebed query explain` says the query reads, and those of the change file.
"""

import argparse
import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import duckdb

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILT = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / os.environ.get("PROFILE", "release")
PERIOD = "dt BETWEEN '2026-11-09' AND '2026-11-19'"
PARAMETERS = ["-p", "from_dt=2026-11-09", "-p", "to_dt=2026-11-19"]

# The raw records, with what each query needs of them: a lake without this pipeline parses all of a record to get at it.
S, N = "STRUCT(S VARCHAR)", "STRUCT(N VARCHAR)"
EVENT_IMAGE = f"STRUCT(SessionID {S}, EventID {S}, EventType {S}, UserID {S}, Price {N}, Quantity {N}, Platform {S})"
ITEM = f"STRUCT(M STRUCT(product_id {S}, quantity {N}, price {N}))"
ORDER_IMAGE = f"STRUCT(CustomerID {S}, Status {S}, Currency {S}, IsGift STRUCT(BOOL BOOLEAN), CreatedAt {N}, Items STRUCT(L {ITEM}[]))"
ORDER_CHANGE = f"""STRUCT(ApproximateCreationDateTime DOUBLE, SequenceNumber VARCHAR, Keys STRUCT(OrderID {S}), NewImage {ORDER_IMAGE})"""
TIME = "make_timestamp(CAST(c.ApproximateCreationDateTime * 1e6 AS BIGINT))"
RAW = """(SELECT dynamodb AS c, dynamodb.NewImage AS n, eventName FROM read_json('{{source}}', format='newline_delimited',
  columns={{{{eventName: 'VARCHAR', dynamodb: '{}'}}}}))"""
RAW_EVENTS = f"""(SELECT strftime({TIME}, '%Y-%m-%d') AS dt, {TIME} AS change_time, c.SequenceNumber AS change_sequence,
  n.SessionID.S AS session_id, n.EventID.S AS event_id, n.EventType.S AS event_type, n.UserID.S AS user_id,
  TRY_CAST(n.Price.N AS DECIMAL(12,2)) AS price, TRY_CAST(n.Quantity.N AS INTEGER) AS quantity, n.Platform.S AS platform
  FROM {RAW.format(f'STRUCT(ApproximateCreationDateTime DOUBLE, SequenceNumber VARCHAR, NewImage {EVENT_IMAGE})')} WHERE eventName = 'INSERT')"""
RAW_ORDERS = f"""(SELECT lower(eventName) AS change_type, {TIME} AS change_time, lpad(c.SequenceNumber, 40, '0') AS change_sequence,
  c.Keys.OrderID.S AS order_id, n.CustomerID.S AS customer_id, n.Status.S AS status, n.Currency.S AS currency, n.IsGift.BOOL AS is_gift,
  make_timestamp(TRY_CAST(n.CreatedAt.N AS BIGINT) * 1000) AS created_at,
  list_transform(n.Items.L, lambda i: {{{{'product_id': i.M.product_id.S, 'quantity': TRY_CAST(i.M.quantity.N AS INTEGER),
    'price': TRY_CAST(i.M.price.N AS DECIMAL(12,2))}}}}) AS items FROM {RAW.format(ORDER_CHANGE)})"""
PARQUET = "read_parquet('{lake}/data/%s/**/*.parquet', hive_partitioning=true, hive_types_autocast=false)"
# An event counts once, however often it came, as in the view: the same work for both.
ONCE = """(SELECT * FROM {} WHERE TRUE QUALIFY row_number() OVER (PARTITION BY dt, session_id, event_id
  ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC) = 1)"""
EVENTS = ONCE.format(f"(SELECT * FROM {PARQUET % 'user_events_changes'} WHERE change_type = 'insert')")
CHANGES = PARQUET % "orders_changes"
# The newest change of a key is its state.
STATE = """(SELECT * FROM {changes}
  QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC) = 1
  AND change_type <> 'remove')"""

# What `lakebed current` keeps of the same state.
KEPT = "read_parquet('{lake}/data/orders_current/*/rows/**/*.parquet')"

QUERIES = {
    "hourly counts": ("hourly_metrics", PARAMETERS, "events", f"""
SELECT date_trunc('hour', change_time) AS hour_start, event_type, count(*) AS events, count(DISTINCT session_id) AS sessions,
  count(DISTINCT user_id) AS known_users,
  sum(CASE WHEN event_type = 'purchase' THEN price * quantity WHEN event_type = 'donation' THEN price END) AS amount
FROM {{events}} WHERE {PERIOD} GROUP BY ALL ORDER BY hour_start, event_type NULLS LAST"""),
    "funnel": ("funnel", PARAMETERS, "events", f"""
WITH sessions AS (SELECT session_id, min(platform) AS platform, max(event_type = 'view')::INT AS looked, max(event_type = 'cart')::INT AS chose,
  max(event_type = 'purchase')::INT AS bought FROM {{events}} WHERE {PERIOD} GROUP BY session_id)
SELECT platform, count(*) AS sessions, sum(looked), sum(chose), sum(bought), round(100::DOUBLE * sum(chose) / count(*), 2),
  round(100::DOUBLE * sum(bought) / nullif(sum(chose), 0), 2), round(100::DOUBLE * sum(bought) / count(*), 2)
FROM sessions GROUP BY platform ORDER BY sessions DESC, platform NULLS LAST"""),
    "top products": ("top_products", [], "orders", """
WITH ordered AS (SELECT order_id, customer_id, coalesce(currency, 'USD') AS currency, unnest(items) AS i FROM {orders}
  WHERE status IN ('paid', 'packed', 'shipped', 'delivered')),
products AS (SELECT i.product_id AS product_id, count(DISTINCT order_id) AS orders, count(DISTINCT customer_id) AS customers,
  sum(i.quantity) AS pieces, sum(CASE WHEN currency = 'USD' THEN i.quantity * i.price END) AS revenue
  FROM ordered WHERE i.product_id IS NOT NULL AND i.quantity IS NOT NULL GROUP BY ALL)
SELECT row_number() OVER (ORDER BY pieces DESC, product_id) AS place, product_id, orders, customers, pieces, revenue,
  round(100::DOUBLE * pieces / sum(pieces) OVER (), 2) FROM products ORDER BY place LIMIT 10"""),
    "latest state": ("orders_by_status", [], "orders", """
SELECT status, count(*) AS orders, count(*) FILTER (WHERE is_gift) AS gifts, min(created_at), min(change_time), max(change_time)
FROM {orders} GROUP BY status ORDER BY orders DESC, status NULLS LAST"""),
}
# The same over the table of the current state, whose rows nobody has to compare.
QUERIES |= {f"{title}, kept": (name, parameters, "kept", sql) for title, (name, parameters, of, sql) in QUERIES.items() if of == "orders"}


def helper(lake, *arguments, queries=ROOT / "queries"):
    return [str(BUILT / "lakebed"), "--lake", str(lake), "--tables", str(ROOT / "infra/tables"), "--queries", str(queries), *arguments]


def output(command, cores):
    """Seconds, what a command says, and its peak memory (MiB)."""
    pinned = ["taskset", "-c", ",".join(map(str, range(cores)))] + command
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LAKEBED_", "AWS_"))}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(pinned, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        if process.returncode != 0:
            sys.exit(f"error: {' '.join(command[-6:])} failed: {err.read().decode(errors='replace')[-2000:]}")
        return wall, out.read().decode(), usage.ru_maxrss / 1024


def peer(sql, cores):
    """DuckDB in a process of its own, which measures itself."""
    script = ("import sys, time, json, duckdb\nbegin = time.perf_counter()\ndb = duckdb.connect()\n"
              f"db.execute('SET threads={cores}; SET enable_progress_bar=false')\nrows = db.execute(sys.argv[1]).fetchall()\n"
              "json.dump([time.perf_counter() - begin, [[None if v is None else str(v) for v in row] for row in rows]], sys.stdout)")
    _, text, _ = output([sys.executable, "-c", script, sql], cores)
    return json.loads(text)


def plain(rows):
    """Values as they compare: numbers by what they are worth, times without a fraction of zeros."""
    def value(text):
        if text in (None, ""):
            return None
        try:
            return round(float(text), 6)
        except ValueError:
            return text.rstrip("0").rstrip(".") if "." in text and ":" in text else text

    return [[value(text) for text in row] for row in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=500_000, help="of each table")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lakebed-bench-") as work:
        work = pathlib.Path(work)
        lake, sources = work / "lake", {}
        for table in ("orders", "user_events"):
            sources[table] = work / f"{table}.ndjson"
            with sources[table].open("wb") as out:
                made = [BUILT / "lakebed-generate", "--table", table, "--count", str(arguments.changes), "--days", "11", "--clean"]
                subprocess.run(made, stdout=out, stderr=subprocess.DEVNULL, check=True)
            output(helper(lake, "land", "--table", table, str(sources[table])), 2)
        output(helper(lake, "register"), 2)
        wall, _, memory = output(helper(lake, "current", "orders"), 2)
        print(f"The current state of {arguments.changes:,} order changes as a table, 2 cores: {wall:.1f} s, {memory:.0f} MiB\n")
        kept = work / "queries"
        kept.mkdir()
        for name in {name for name, _, of, _ in QUERIES.values() if of == "kept"}:
            (saved,) = (ROOT / "queries").rglob(f"{name}.sql")
            (kept / saved.name).write_text(re.sub(r"\bFROM orders\b", "FROM orders_current", saved.read_text()))
        events = {"lake": EVENTS.format(lake=lake), "raw": ONCE.format(RAW_EVENTS.format(source=sources["user_events"]))}
        orders = {"lake": STATE.format(changes=CHANGES.format(lake=lake)), "raw": STATE.format(changes=RAW_ORDERS.format(source=sources["orders"]))}
        states = {"events": events, "orders": orders, "kept": {"lake": KEPT.format(lake=lake), "raw": orders["raw"]}}
        print(f"{arguments.changes:,} changes of each table; DuckDB {duckdb.__version__}; best of {arguments.rounds} rounds in alternation; "
              "milliseconds\n")
        print("| | lakebed | DuckDB, same files | ratio | DuckDB, change JSON | × faster | bytes read | bytes of JSON | 1/ | MiB |\n|---|"
              + "---:|" * 9)
        for cores in (1, 2):
            for title, (name, parameters, of, sql) in QUERIES.items():
                texts = {at: sql.format(events=events[at], orders=states[of][at]) for at in ("lake", "raw")}
                queries = kept if of == "kept" else ROOT / "queries"
                best = {}
                for round in range(arguments.rounds):
                    wall, text, memory = output(helper(lake, "query", "run", name, *parameters, "--format", "csv", queries=queries), cores)
                    best["lakebed"] = min(best.get("lakebed", wall), wall)
                    answer = plain(list(csv.reader(io.StringIO(text)))[1:])
                    for at in ("lake", "raw") if round < 2 else ("lake",):
                        wall, rows = peer(texts[at], cores)
                        best[at] = min(best.get(at, wall), wall)
                        if round == 0 and plain(rows) != answer:
                            different = next((pair for pair in zip(answer, plain(rows)) if pair[0] != pair[1]), (len(answer), len(rows)))
                            sys.exit(f"error: {name}: DuckDB on the {at} answers otherwise: {different}")
                _, text, _ = output(helper(lake, "query", "explain", name, *parameters, "--format", "json", queries=queries), cores)
                read = json.loads(text)["bytes"]
                raw = sources["user_events" if of == "events" else "orders"].stat().st_size
                label = f"{title}, {cores} core{'s' * (cores > 1)}"
                print(f"| {label} | {best['lakebed'] * 1e3:.0f} | {best['lake'] * 1e3:.0f} | {best['lakebed'] / best['lake']:.2f} | "
                      f"{best['raw'] * 1e3:.0f} | {best['raw'] / best['lakebed']:.1f} | {read:,} | {raw:,} | {raw / max(read, 1):.0f} | "
                      f"{memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
