"""Items put into DynamoDB Local -> the pump in place of the pipe -> Kinesis -> Firehose with our Lambda -> Parquet in S3, against the items."""

import collections
import datetime
import json
import random
from decimal import Decimal

import capture
import delivery
import pytest
from pump import pump

ITEMS = 80


def order(dice, n, version):
    """An item with a value in columns of every shape, one attribute without a column and one that does not fit its column."""
    cents = dice.randrange(10**11)
    return {
        "OrderID": {"S": f"o-{n:03} \u00e4\"\\"},
        "Status": {"S": dice.choice(["new", "paid", "shipped"])},
        "Amount": {"N": f"{cents // 100}.{cents % 100:02}"},
        "ExchangeRate": {"N": f"{dice.randrange(10**28)}.{dice.randrange(1, 10**9):09}"},
        "Version": {"N": str(2**62 + version)},
        "CreatedAt": {"N": str(1_795_132_800_123 + n)},
        "OrderDate": {"S": "2026-11-20"},
        "IsGift": {"BOOL": n % 2 == 0},
        "WeightKg": {"N": "0.1"},
        "Items": {"L": [{"M": {"product_id": {"S": f"p-{i}"}, "name": {"S": "\U0001f6f6"}, "quantity": {"N": str(i)}, "price": {"N": "19.9"}}} for i in range(n % 3)]},
        "Shipping": {"M": {key: {"S": f"{key} {n}"} for key in ("name", "street", "city", "postal_code", "country")}},
        "Attributes": {"M": {"channel": {"S": "web"}, "Campaign": {"S": f"c-{n}"}}},
        "Payment": {"M": {"Provider": {"S": "x"}, "fee": {"N": "0.30"}}},
        "Note": {"S": f"undeclared {version}"},
        "ItemCount": {"S": "three"},
    }  # fmt: skip


def row_of(item):
    """What the row of an item must hold, as pyarrow gives it."""
    millis = int(item["CreatedAt"]["N"])
    return {
        "status": item["Status"]["S"],
        "amount": Decimal(item["Amount"]["N"]),
        "exchange_rate": Decimal(item["ExchangeRate"]["N"]),
        "version": int(item["Version"]["N"]),
        "created_at": datetime.datetime.fromtimestamp(millis // 1000, datetime.UTC).replace(tzinfo=None, microsecond=millis % 1000 * 1000),
        "order_date": datetime.date(2026, 11, 20),
        "is_gift": item["IsGift"]["BOOL"],
        "weight_kg": 0.1,
        "item_count": None,
        "items": [
            {"product_id": i["M"]["product_id"]["S"], "name": "\U0001f6f6", "quantity": int(i["M"]["quantity"]["N"]), "price": Decimal("19.90")}
            for i in item["Items"]["L"]
        ],
        "shipping": {key: value["S"] for key, value in item["Shipping"]["M"].items()},
        "shipping_city": item["Shipping"]["M"]["city"]["S"],
        "attributes": {"channel": "web", "Campaign": item["Attributes"]["M"]["Campaign"]["S"]},
    }


@pytest.fixture(scope="module")
def chain(mini, tmp_path_factory):
    """Items written, changed and removed; answers what was written for each key, in order (None is a removal), and the delivered rows."""
    capture.install()
    kinesis = mini.stream("delivery", 1)
    s3 = mini.bucket("delivery-lake")
    mini.lakebed("register", "--target", "aws", "--lake", "s3://delivery-lake", "--database", "delivery")
    delivery.deploy(mini, "orders", "delivery", "delivery-lake", "delivery", tmp_path_factory.mktemp("package"))
    dice = random.Random(11)
    written = collections.defaultdict(list)
    with capture.dynamodb_local() as (database, streams):
        arn = capture.create(database, "Orders", [("OrderID", "S")])
        for version, n in enumerate([*range(ITEMS), *dice.sample(range(ITEMS), ITEMS // 2)]):
            item = order(dice, n, version)
            database.put_item(TableName="Orders", Item=item)
            written[item["OrderID"]["S"]].append(item)
        for key in dice.sample(sorted(written), ITEMS // 8):
            database.delete_item(TableName="Orders", Key={"OrderID": {"S": key}})
            written[key].append(None)
        # The emulator calls the Lambda while it is written to, record by record: small batches are answered in time.
        carried = pump(streams, arn, kinesis, "delivery", batch=20)
    assert carried == sum(map(len, written.values()))
    return written, delivery.delivered(s3, "delivery-lake", "orders_changes", carried)


def test_every_change_is_a_row_below_the_prefix_of_its_day(chain):
    written, found = chain
    assert sum(map(len, found.values())) == sum(map(len, written.values()))
    for path, rows in found.items():
        for row in rows:
            assert path == f"dt={row['change_time']:%Y-%m-%d}"


def test_rows_hold_the_values_of_the_items(chain):
    written, found = chain
    by_key = collections.defaultdict(list)
    for rows in found.values():
        for row in rows:
            by_key[row["order_id"]].append(row)
    assert by_key.keys() == written.keys()
    for key, items in written.items():
        rows = sorted(by_key[key], key=lambda row: row["change_sequence"])
        kinds = ["remove" if item is None else "modify" if n else "insert" for n, item in enumerate(items)]
        assert [row["change_type"] for row in rows] == kinds
        for item, row in zip(items, rows, strict=True):
            if item is None:
                assert row["status"] is None and row["undeclared"] is None
                continue
            expected = row_of(item)
            assert {name: plain(row[name]) for name in expected} == expected
            assert json.loads(row["undeclared"]) == {"Note": item["Note"]}
            assert json.loads(row["rescued"]) == {"ItemCount": {"S": "three"}}
            assert json.loads(row["payment"], parse_float=str) == {"Provider": "x", "fee": item["Payment"]["M"]["fee"]["N"]}


def plain(value):
    """Maps come as lists of pairs."""
    if isinstance(value, list) and value and all(isinstance(v, tuple) for v in value):
        return dict(value)
    return value


def test_what_the_helper_lands_of_the_same_stream_is_the_same(mini, chain):
    """Branch (b) over the stream of branch (a): as many rows, with the same identities and times."""
    from lake import rows

    _, found = chain
    mini.bucket("delivery-landed")
    mini.land("--table", "orders", "--from", "kinesis:delivery", "--lake", "s3://delivery-landed")
    names = ["change_id", "change_sequence", "change_time", "change_type", "order_id", "amount", "created_at", "version", "undeclared", "rescued", "payment"]
    landed = {row["change_id"]: row for row in rows(mini.client("s3"), "delivery-landed", "orders_changes", names)}
    through_firehose = {row["change_id"]: {name: row[name] for name in names} for part in found.values() for row in part}
    assert landed == through_firehose
