"""Faults: throttles, resets, slow answers, damaged bytes, and kill -9 at random moments. Nothing is lost and nothing is doubled."""

import json
import random
import time

from faults import Proxy
from lake import doubled, rows
from pump import put_all

WHERE = "arn:aws:dynamodb:eu-central-1:1:table/Orders/stream/x"


def change(n):
    key = {"OrderID": {"S": f"o-{n}"}}
    image = key | {"Status": {"S": "new"}, "Amount": {"N": f"{n}.25"}}
    record = {"ApproximateCreationDateTime": 1_795_132_800 + n % 200_000, "Keys": key, "NewImage": image, "SequenceNumber": str(10**20 + n)}
    return {"eventID": f"e{n}", "eventName": "INSERT", "eventSourceARN": WHERE, "dynamodb": record}


def fill(kinesis, stream, numbers):
    put_all(kinesis, stream, [{"Data": json.dumps(change(n)), "PartitionKey": str(n)} for n in numbers])


def landed(aws, bucket):
    found = rows(aws.client("s3"), bucket, "orders_changes", ["change_id"])
    assert not doubled(found)
    return {row["change_id"] for row in found}


def test_throttles_and_resets_lose_and_double_nothing(mini):
    count = 50_000
    fill(mini.stream("faults", 4), "faults", range(count))
    mini.bucket("faults-lake")
    with Proxy(mini.url) as proxy:
        arguments = ["--table", "orders", "--from", "kinesis:faults", "--lake", "s3://faults-lake", "--batch", "4"]
        ledger = mini.land(*arguments, url=proxy.url)
        mini.lakebed("register", "--target", "aws", "--lake", "s3://faults-lake", "--database", "faults", "--partitions", url=proxy.url)
        print(dict(proxy.count))
        assert min(proxy.count["throttle"], proxy.count["reset before"] + proxy.count["reset after"]) > 0
    assert (ledger["read"], ledger["landed"]) == (count, count)
    assert landed(mini, "faults-lake") == {f"e{n}" for n in range(count)}


def test_slow_answers_and_damaged_bytes_lose_and_double_nothing(mini):
    """A bit of every fourth object is another after its way to S3 or back: what is in the lake, and what is read of it, is what was sent."""
    count, rounds = 20_000, 10
    kinesis = mini.stream("damaged", 2)
    s3 = mini.bucket("damaged-lake")
    arguments = ["--table", "orders", "--from", "kinesis:damaged", "--lake", "s3://damaged-lake", "--batch", "1"]
    with Proxy(mini.url, throttles=0.02, resets=0.02, slow=0.05, damaged=0.25, seed=2) as proxy:
        for at in range(0, count, count // rounds):
            fill(kinesis, "damaged", range(at, at + count // rounds))
            ledger = mini.land(*arguments, url=proxy.url)
            assert (ledger["read"], ledger["landed"]) == (count // rounds, count // rounds)
        print(dict(proxy.count))
        assert min(proxy.count["slow"], proxy.count["damaged"]) > 5
    assert landed(mini, "damaged-lake") == {f"e{n}" for n in range(count)}
    # The accounts are whole too: each is JSON that balances.
    for entry in s3.list_objects_v2(Bucket="damaged-lake", Prefix="ledger/")["Contents"]:
        account = json.loads(s3.get_object(Bucket="damaged-lake", Key=entry["Key"])["Body"].read())
        assert account.get("read", 0) == sum(account.get(name, 0) for name in ("landed", "dropped", "quarantined"))


def test_kill_9_at_any_moment_loses_and_doubles_nothing(mini):
    kinesis = mini.stream("kill", 3)
    mini.bucket("kill-lake")
    arguments = ["land", "--table", "orders", "--from", "kinesis:kill", "--lake", "s3://kill-lake", "--batch", "1"]
    dice = random.Random(5)
    put, killed = 0, 0
    while killed < 10:
        fill(kinesis, "kill", range(put, put + 8000))
        put += 8000
        child = mini.start(*arguments)
        time.sleep(dice.uniform(0.2, 2.5))
        child.kill()
        child.communicate()
        killed += child.returncode == -9
        assert put <= 400_000, "runs end before they are killed"
    mini.lakebed(*arguments)
    assert landed(mini, "kill-lake") == {f"e{n}" for n in range(put)}
    mini.lakebed(*arguments)
    assert len(landed(mini, "kill-lake")) == put
