"""What analysts get on AWS: result tables, exports with links, pages, alerts, large results.

Statements that write are run by `writing.Writing` in Athena's place; SELECT is ministack's, which is DuckDB. So the clients, the order of
their calls and what they leave behind are proved here, and nothing of Athena's SQL.
"""

import csv
import gzip
import io
import json
import random
import time
import urllib.request
from collections import Counter
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from test_faults import change
from writing import Writing

CHANGES = 3000
BUCKET = "analysts"
WHERE = ["--target", "aws", "--lake", f"s3://{BUCKET}", "--database", "analysts", "--workgroup", "analysts"]

QUERIES = {
    "per_day_table": """-- description: Changes by day and digit
-- param: from_dt string = '2026-01-01'
-- param: stamp integer = 0
-- materialize: per_day partition=dt key=digit
SELECT substr(order_id, length(order_id), 1) AS digit, count(*) AS changes, sum(amount) AS amount, :stamp AS stamp, dt
FROM orders_changes WHERE dt >= :from_dt GROUP BY substr(order_id, length(order_id), 1), dt ORDER BY dt
""",
    "wide_table": """-- description: More partitions than a statement writes
-- materialize: wide partition=bucket key=order_id
SELECT order_id, amount, lpad(CAST(CAST(substr(order_id, 3) AS integer) % 250 AS varchar), 3, '0') AS bucket FROM orders_changes
""",
    "twice_table": """-- description: Rows that the key does not tell apart
-- materialize: twice key=status
SELECT status, order_id FROM orders_changes
""",
    "none_table": """-- description: No rows, no partitions
-- materialize: none key=order_id
SELECT order_id, amount FROM orders_changes WHERE order_id = 'nobody'
""",
    "taken_table": """-- description: A table of somebody else's name
-- materialize: orders_changes key=order_id
SELECT order_id FROM orders_changes
""",
    "all_rows": """-- description: Every change; the emulator says of every decimal that it has no fraction
SELECT order_id, CAST(amount AS varchar) AS amount, status, dt FROM orders_changes ORDER BY order_id
""",
    "many": """-- description: Too many changes
-- param: most integer = 100
-- alert: when changes > 0
SELECT dt, count(*) AS changes FROM orders_changes GROUP BY dt HAVING count(*) > :most ORDER BY dt
""",
    "per_day": """-- description: Changes by day
SELECT dt, count(*) AS changes FROM orders_changes GROUP BY dt ORDER BY dt
""",
}
LAYOUT = """title = "Orders"
[[chart]]
title = "Changes"
query = "per_day"
kind = "bar"
x = "dt"
y = ["changes"]
"""


class Place:
    def __init__(self, mini, writing, queries):
        self.mini, self.writing, self.queries = mini, writing, queries
        self.s3, self.glue = mini.client("s3"), mini.client("glue")

    def run(self, *arguments, **options):
        return self.mini.lakebed(*arguments, *WHERE, "--queries", self.queries, url=self.writing.url, **options)

    def materialize(self, *arguments, **options):
        out = self.run("query", "materialize", *arguments, "--format", "json", **options)
        return json.loads(out)[0] if options.get("code", 0) == 0 else None

    def table(self, name):
        return self.glue.get_table(DatabaseName="analysts", Name=name)["Table"]

    def names(self):
        return {t["Name"] for t in self.glue.get_tables(DatabaseName="analysts")["TableList"]}

    def keys(self, prefix):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    def rows(self, name):
        """What a reader sees that goes where the catalog says."""
        table = self.table(name)
        prefix = table["StorageDescriptor"]["Location"].removeprefix(f"s3://{BUCKET}/")
        found = []
        for key in self.keys(prefix):
            values = dict(step.split("=", 1) for step in key.removeprefix(prefix).split("/")[:-1])
            body = self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()
            part = pq.read_table(io.BytesIO(body), partitioning=None)
            assert part.column_names == [c["Name"] for c in table["StorageDescriptor"]["Columns"]]
            found += [row | values for row in part.to_pylist()]
        return found


@pytest.fixture(scope="module")
def place(mini, tmp_path_factory):
    folder = tmp_path_factory.mktemp("queries")
    for name, text in QUERIES.items():
        (folder / f"{name}.sql").write_text(f"-- name: {name}\n{text}")
    (folder / "dashboard.toml").write_text(LAYOUT)
    mini.bucket(BUCKET)
    changes = tmp_path_factory.mktemp("changes") / "changes.ndjson"
    changes.write_text("".join(json.dumps(change(n * 61)) + "\n" for n in range(CHANGES)))
    mini.land("--table", "orders", changes, "--lake", f"s3://{BUCKET}")
    mini.client("athena").create_work_group(
        Name="analysts", Configuration={"ResultConfiguration": {"OutputLocation": f"s3://{BUCKET}/results/"}}
    )
    with Writing(mini, f"s3://{BUCKET}/results/") as writing:
        at = Place(mini, writing, folder)
        at.run("register", "--partitions")
        yield at


def source(place):
    """The changes as they landed: by pyarrow, from the table of changes."""
    return place.rows("orders_changes")


def expected_days(place):
    days = Counter((row["dt"], row["order_id"][-1]) for row in source(place))
    amounts = Counter()
    for row in source(place):
        amounts[row["dt"], row["order_id"][-1]] += row["amount"]
    return {key: (count, amounts[key]) for key, count in days.items()}


def seen_days(place):
    return {(row["dt"], row["digit"]): (row["changes"], row["amount"]) for row in place.rows("per_day")}


def test_a_result_table_is_a_version_that_glue_points_at(place):
    done = place.materialize("per_day_table")
    expected = expected_days(place)
    days = {dt for dt, _ in expected}
    assert (done["rows"], done["replaced"], done["kept"]) == (len(expected), len(days), 0)
    assert seen_days(place) == expected
    first = place.table("per_day")
    assert first["Parameters"]["projection.enabled"] == "true"
    assert first["Parameters"]["projection.dt.range"] == f"{min(days)},{max(days)}"
    assert first["Parameters"]["storage.location.template"] == first["StorageDescriptor"]["Location"] + "dt=${dt}/"
    types = {c["Name"]: c["Type"] for c in first["StorageDescriptor"]["Columns"]}
    assert (types["digit"], types["changes"], types["stamp"]) == ("string", "bigint", "int")
    # The last day alone: the others are copied into the new version, and the old one stays for its readers.
    done = place.materialize("per_day_table", "--param", f"from_dt={max(days)}", "--param", "stamp=1")
    assert (done["replaced"], done["kept"], done["removed"]) == (1, len(days) - 1, 0)
    assert seen_days(place) == expected
    assert {row["dt"] for row in place.rows("per_day") if row["stamp"] == 1} == {max(days)}
    second = place.table("per_day")
    assert second["StorageDescriptor"]["Location"] != first["StorageDescriptor"]["Location"]
    assert place.keys(first["StorageDescriptor"]["Location"].removeprefix(f"s3://{BUCKET}/"))
    # With --whole it is all of the table.
    done = place.materialize("per_day_table", "--param", f"from_dt={max(days)}", "--whole")
    assert (done["kept"], done["removed"]) == (0, len(days) - 1)
    assert {row["dt"] for row in place.rows("per_day")} == {max(days)}
    # Nothing of the runs is left.
    assert not {name for name in place.names() if name.startswith("lakebed_")}
    assert not place.keys("results/tables/")


def test_more_partitions_than_a_statement_writes(place):
    before = place.writing.count["insert"]
    done = place.materialize("wide_table")
    assert (done["rows"], done["replaced"], done["objects"]) == (CHANGES, 250, 250)
    assert place.writing.count["insert"] - before == 3
    seen = {row["order_id"]: (row["amount"], row["bucket"]) for row in place.rows("wide")}
    assert seen == {row["order_id"]: (row["amount"], f"{int(row['order_id'][2:]) % 250:03}") for row in source(place)}


def test_what_does_not_fit_changes_nothing(place):
    before = place.names()
    place.materialize("twice_table", code=2)
    place.materialize("taken_table", code=2)
    assert place.names() == before
    done = place.materialize("none_table")
    assert (done["rows"], done["objects"]) == (0, 0)
    assert place.rows("none") == [] and "none" in place.names()


def test_kill_9_at_any_moment_leaves_one_version(place):
    place.materialize("per_day_table", "--whole", "--param", "stamp=1000")
    expected = expected_days(place)
    dice = random.Random(7)
    place.writing.delay = 0.1
    killed = 0
    for stamp in range(1001, 1041):
        child = place.mini.start(
            "query", "materialize", "per_day_table", "--param", f"stamp={stamp}", *WHERE, "--queries", place.queries, url=place.writing.url
        )
        time.sleep(dice.uniform(0.1, 1.6))
        child.kill()
        child.communicate()
        killed += child.returncode == -9
        assert seen_days(place) == expected
        assert len({row["stamp"] for row in place.rows("per_day")}) == 1
        if killed == 10:
            break
    place.writing.delay = 0
    assert killed == 10, "runs end before they are killed"
    place.materialize("per_day_table", "--param", "stamp=2000")
    assert {row["stamp"] for row in place.rows("per_day")} == {2000} and seen_days(place) == expected


def fetch(link):
    with urllib.request.urlopen(link.strip()) as answer:
        return answer.read()


@pytest.mark.parametrize("name", ["all.csv", "all.parquet", "all.ndjson"])
def test_a_large_result_goes_into_one_object_with_a_link(place, name):
    """More rows than a page: they are streamed from the result object that Athena leaves."""
    to = f"s3://{BUCKET}/exports/{name}"
    body = fetch(place.run("export", "all_rows", "--to", to, "--expires", "10m"))
    if name.endswith("parquet"):
        rows = pq.read_table(io.BytesIO(body)).to_pylist()
    elif name.endswith("csv"):
        rows = list(csv.DictReader(io.StringIO(body.decode())))
    else:
        rows = [json.loads(line, parse_float=Decimal) for line in body.splitlines()]
    assert len(rows) == CHANGES
    wanted = {row["order_id"]: row["amount"] for row in source(place)}
    assert {row["order_id"]: Decimal(str(row["amount"])) for row in rows} == wanted
    assert [row["order_id"] for row in rows] == sorted(wanted)
    place.run("export", "all_rows", "--to", to, code=2)
    place.run("export", "all_rows", "--to", to, "--force")


def test_this_machine_exports_into_s3_too(mini, tmp_path):
    mini.bucket("exported")
    out = mini.lakebed("demo", "--changes", "1000", "--days", "2", "--lake", tmp_path / "lake")
    assert out
    query = "revenue_per_day"
    link = mini.lakebed("export", query, "--lake", tmp_path / "lake", "--to", "s3://exported/a.csv")
    here = tmp_path / "a.csv"
    mini.lakebed("export", query, "--lake", tmp_path / "lake", "--to", here)
    assert fetch(link) == here.read_bytes()


def test_athena_unloads_into_a_folder(place):
    to = f"s3://{BUCKET}/exports/all/"
    links = place.run("export", "all_rows", "--to", to).split()
    rows = [row for link in links for row in pq.read_table(io.BytesIO(fetch(link))).to_pylist()]
    assert len(links) == 2 and len({row["order_id"] for row in rows}) == CHANGES
    place.run("export", "all_rows", "--to", to, code=2)
    links = place.run("export", "all_rows", "--to", f"s3://{BUCKET}/exports/lines/", "--format", "ndjson").split()
    assert sum(len(gzip.decompress(fetch(link)).splitlines()) for link in links) == CHANGES
    place.run("export", "all_rows", "--to", f"s3://{BUCKET}/exports/text/", "--format", "csv", code=2)


def test_alerts_are_told_to_the_topic(place):
    sns, sqs = place.mini.client("sns"), place.mini.client("sqs")
    topic = sns.create_topic(Name="alerts")["TopicArn"]
    queue = sqs.create_queue(QueueName="alerts")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    place.run("alert", "--topic", topic, "--rows", "1", code=1)
    received = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=2)["Messages"]
    message = json.loads(received[0]["Body"])
    assert message["Subject"] == "lakebed alert: many"
    days = Counter(row["dt"] for row in source(place))
    first = min(days)
    lines = message["Message"].splitlines()
    assert lines[0] == "many: Too many changes" and "with:  most=100" in lines
    assert lines[lines.index("dt,changes") + 1] == f"{first},{days[first]}"
    assert lines[-1] == f"({len(days) - 1} more; --rows shows them)"
    # The topic of the environment, from where its stack keeps it.
    place.mini.client("ssm").put_parameter(Name="/lakebed/dev/alert-topic", Value=topic, Type="String")
    place.run("alert", code=1)
    assert sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=2)["Messages"]
    place.run("alert", "--no-topic", code=1)
    assert "Messages" not in sqs.receive_message(QueueUrl=queue)
    place.run("alert", "--param", f"most={CHANGES}", code=0)
    place.run("alert", "--topic", "alerts", code=2)


def test_pages_are_published(place):
    to = f"s3://{BUCKET}/exports/orders.html"
    page = fetch(place.run("dashboard", "--to", to, "--expires", "5m")).decode()
    days = Counter(row["dt"] for row in source(place))
    for day, changes in days.items():
        assert day in page and f"{changes}" in page
    newest = max(row["change_time"] for row in source(place))
    assert "Data up to" in page and newest.strftime("%Y-%m-%d %H:%M") in page
    place.run("dashboard", "--to", to)
    place.s3.put_object(Bucket=BUCKET, Key="exports/other.html", Body=b"<p>mine</p>")
    place.run("dashboard", "--to", f"s3://{BUCKET}/exports/other.html", code=2)
    # The emulator has no views, so their rows are not counted.
    out = place.run("docs", "--no-view-counts", "--to", f"s3://{BUCKET}/exports/docs/", "--format", "json")
    assert json.loads(out)["page"] == f"s3://{BUCKET}/exports/docs/index.html"
    page = place.s3.get_object(Bucket=BUCKET, Key="exports/docs/index.html")["Body"].read().decode()
    assert f"{CHANGES:,}" in page and "orders_changes" in page
