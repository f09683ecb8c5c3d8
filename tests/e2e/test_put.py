"""`lakebed put` through a stream that refuses parts of batches: nothing lost, doubled, or out of its item's order."""

import collections
import gzip
import json

import pytest

from faults import Proxy
from lake import doubled, rows
from test_faults import WHERE

COUNT = 24_000
KEYS = 3_000


def change(n):
    """The n-th change; every fortieth is of one busy item."""
    key = {"OrderID": {"S": "busy" if n % 40 == 0 else f"o-{n * 7919 % KEYS}"}}
    image = key | {"Status": {"S": "new"}, "Amount": {"N": f"{n}.25"}}
    record = {"ApproximateCreationDateTime": 1_795_132_800, "Keys": key, "NewImage": image, "SequenceNumber": str(10**20 + n)}
    return {"eventID": f"e{n}", "eventName": "MODIFY", "eventSourceARN": WHERE, "dynamodb": record}


def by_key(changes):
    found = collections.defaultdict(list)
    for one in changes:
        found[one["dynamodb"]["Keys"]["OrderID"]["S"]].append(int(one["eventID"][1:]))
    return found


def in_stream(kinesis, stream):
    """Every record of the stream, shard by shard, in the order of each shard."""
    found = []
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        start = {"StreamName": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator, empty = kinesis.get_shard_iterator(**start)["ShardIterator"], 0
        while iterator and empty < 2:
            answer = kinesis.get_records(ShardIterator=iterator, Limit=10_000)
            found += [json.loads(record["Data"]) for record in answer["Records"]]
            empty = 0 if answer["Records"] else empty + 1
            iterator = answer.get("NextShardIterator")
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The changes in two files: lines, and a pretty-printed Lambda event in gzip."""
    folder = tmp_path_factory.mktemp("changes")
    changes = [change(n) for n in range(COUNT)]
    half = COUNT // 2
    (folder / "first.ndjson").write_text("".join(json.dumps(c) + "\n" for c in changes[:half]))
    with gzip.open(folder / "second.json.gz", "wt", compresslevel=1) as second:
        json.dump({"Records": changes[half:]}, second, indent=1)
    return [folder / "first.ndjson", folder / "second.json.gz"]


@pytest.mark.parametrize("name", ["mini", "other"])
def test_partial_failures_lose_double_and_reorder_nothing(name, request, files):
    aws = request.getfixturevalue(name)
    kinesis = aws.stream("put", 4)
    with Proxy(aws.url, throttles=0.1, resets=0, partial=0.2, in_turn=name == "other") as proxy:
        account = json.loads(aws.lakebed("put", "--stream", "put", *files, "--format", "json", url=proxy.url))
        print(dict(proxy.count))
        assert proxy.count["partial"] > COUNT // 10 and proxy.count["throttle"] > 0
    assert (account["read"], account["sent"], account["rejected"]) == (COUNT, COUNT, 0)
    assert account["retried"] == proxy.count["partial"]
    found = in_stream(kinesis, "put")
    assert len(found) == COUNT
    assert by_key(found) == by_key(change(n) for n in range(COUNT))
    assert len(kinesis.list_shards(StreamName="put")["Shards"]) == 4


def test_lost_answers_lose_and_reorder_nothing_and_land_once(mini, files):
    """Nobody knows of a lost answer whether its records were taken: they may be there twice, one behind the other, and land as one."""
    kinesis = mini.stream("put-lost", 2)
    mini.bucket("put-lake")
    with Proxy(mini.url, throttles=0.05, resets=0.1, slow=0.02, partial=0.1, seed=3) as proxy:
        account = json.loads(mini.lakebed("put", "--stream", "put-lost", *files, "--format", "json", url=proxy.url))
        print(dict(proxy.count))
        assert min(proxy.count["reset after"], proxy.count["reset before"], proxy.count["slow"]) > 0
    assert account["sent"] == COUNT
    found = by_key(in_stream(kinesis, "put-lost"))
    wanted = by_key(change(n) for n in range(COUNT))
    assert found.keys() == wanted.keys()
    for key, numbers in found.items():
        assert numbers == sorted(numbers) and sorted(set(numbers)) == wanted[key]
    ledger = mini.land("--table", "orders", "--from", "kinesis:put-lost", "--lake", "s3://put-lake")
    assert ledger["landed"] == COUNT and ledger["dropped"] == ledger["read"] - COUNT
    lake = rows(mini.client("s3"), "put-lake", "orders_changes", ["change_id"])
    assert not doubled(lake) and len(lake) == COUNT


def test_what_cannot_be_put_is_kept_and_can_be_put_later(mini, tmp_path):
    kinesis = mini.stream("put-rejected", 1)
    large = change(1)
    large["dynamodb"]["NewImage"]["Note"] = {"S": "x" * (1 << 20)}
    full_export = {"Item": {"OrderID": {"S": "o-1"}}}
    lines = [json.dumps(change(0)), "no json", json.dumps({"hello": 1}), json.dumps(large), json.dumps(full_export)]
    (tmp_path / "in").write_text("\n".join(lines))
    arguments = ["put", "--stream", "put-rejected", "--format", "json"]
    account = json.loads(mini.lakebed(*arguments, tmp_path / "in", "--rejected", tmp_path / "kept", code=1))
    by_reason = {"not_json": 1, "not_a_change": 1, "too_large": 1, "missing_key": 1}
    assert (account["sent"], account["rejected_by"]) == (1, by_reason)
    kept = [json.loads(line) for line in (tmp_path / "kept").read_text().splitlines()]
    assert [(k["line"], k["source"]) for k in kept] == [(n, str(tmp_path / "in")) for n in (2, 3, 4, 5)]
    again = json.loads(mini.lakebed(*arguments, tmp_path / "kept", "--table", "orders", code=1))
    assert (again["read"], again["sent"]) == (4, 1)
    assert len(in_stream(kinesis, "put-rejected")) == 2
    mini.lakebed(*arguments, tmp_path / "in", "--rejected", tmp_path / "kept", code=2)
