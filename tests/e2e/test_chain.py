"""The whole way: items in DynamoDB Local -> the pump in place of the pipe -> Kinesis -> land -> S3 -> Glue -> Athena's API."""

import json
import random

import capture
import pytest
from lake import current, doubled, rows
from pump import pump

ITEMS = 600


@pytest.fixture(scope="module")
def chain(mini):
    """Items put, changed and removed in DynamoDB Local, and landed; answers the items that are left."""
    capture.install()
    kinesis = mini.stream("chain")
    mini.bucket("chain-lake")
    dice = random.Random(3)
    left = {}
    with capture.dynamodb_local() as (database, streams):
        arn = capture.create(database, "Orders", [("OrderID", "S")])

        def put(n):
            key = f"o-{n:04}"
            left[key] = {
                "OrderID": {"S": key},
                "Status": {"S": dice.choice(["new", "paid", "shipped"])},
                "Amount": {"N": f"{dice.randrange(10**9)}.{dice.randrange(100):02}"},
                "CreatedAt": {"N": str(1_795_132_800_000 + n)},
            }
            database.put_item(TableName="Orders", Item=left[key])

        for n in range(ITEMS):
            put(n)
        for n in dice.sample(range(ITEMS), ITEMS // 2):
            put(n)
        for n in dice.sample(range(ITEMS), ITEMS // 10):
            key = f"o-{n:04}"
            database.delete_item(TableName="Orders", Key={"OrderID": {"S": key}})
            left.pop(key)
        carried = pump(streams, arn, kinesis, "chain")
    assert carried >= ITEMS + ITEMS // 2
    where = ["--lake", "s3://chain-lake"]
    ledger = mini.land("--table", "orders", "--from", "kinesis:chain", *where)
    assert (ledger["read"], ledger["landed"], ledger["quarantined"]) == (carried, carried, 0)
    assert mini.land("--table", "orders", "--from", "kinesis:chain", *where)["read"] == 0
    mini.lakebed("register", "--target", "aws", *where, "--database", "chain", "--partitions")
    return left, carried


def test_the_lake_holds_the_items(mini, chain):
    left, carried = chain
    found = rows(mini.client("s3"), "chain-lake", "orders_changes")
    assert len(found) == carried and not doubled(found)
    state = current(found, "order_id")
    assert state.keys() == left.keys()
    for key, item in left.items():
        row = state[key]
        assert (row["status"], str(row["amount"])) == (item["Status"]["S"], item["Amount"]["N"])


def test_glue_knows_tables_views_and_partitions(mini, chain):
    glue = mini.client("glue")
    table = glue.get_table(DatabaseName="chain", Name="orders_changes")["Table"]
    assert table["StorageDescriptor"]["Location"] == "s3://chain-lake/data/orders_changes/"
    assert glue.get_table(DatabaseName="chain", Name="orders")["Table"]["TableType"] == "VIRTUAL_VIEW"
    partitions = glue.get_partitions(DatabaseName="chain", TableName="orders_changes")["Partitions"]
    assert len(partitions) == 1
    assert partitions[0]["StorageDescriptor"]["Location"].startswith("s3://chain-lake/data/orders_changes/dt=")


def test_a_saved_query_answers_through_athena(mini, chain, tmp_path):
    """Athena's API with another SQL behind it: the emulator has no views, so the query asks the table of changes."""
    left, _ = chain
    mini.client("athena").create_work_group(
        Name="chain", Configuration={"ResultConfiguration": {"OutputLocation": "s3://chain-lake/results/"}}
    )
    (tmp_path / "kinds.sql").write_text(
        "-- name: kinds\n-- description: Changes by kind\n-- param: least integer = 0\n"
        "SELECT change_type, count(*) AS changes FROM orders_changes GROUP BY change_type HAVING count(*) > :least ORDER BY change_type\n"
    )
    where = ["--target", "aws", "--database", "chain", "--workgroup", "chain", "--queries", tmp_path]
    out = mini.lakebed("query", "run", "kinds", *where, "--param", "least=1", "--format", "json")
    counts = {row["change_type"]: row["changes"] for row in json.loads(out)}
    assert counts["insert"] == ITEMS and counts["remove"] == ITEMS - len(left)
    mini.lakebed("query", "publish", *where)
    named = mini.client("athena").list_named_queries(WorkGroup="chain")["NamedQueryIds"]
    assert len(named) == 1
