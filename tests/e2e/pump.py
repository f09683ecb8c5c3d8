"""A pump: it carries change records from DynamoDB Streams to Kinesis, as an EventBridge Pipe does on AWS.

It stands in for the pipe, which no emulator runs: same records, same JSON, PutRecords with the item's key as partition key.
"""

import base64
import json


def json_of(record, arn):
    """The record in the JSON that arrives behind a pipe."""

    def plain(value):
        if isinstance(value, bytes):
            return base64.b64encode(value).decode()
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items()}
        if isinstance(value, (list, tuple, set)):
            return [plain(v) for v in value]
        return int(value.timestamp()) if hasattr(value, "timestamp") else value

    return json.dumps(plain(record) | {"eventSourceARN": arn}, separators=(",", ":"))


def pump(streams, arn, kinesis, stream, batch=500):
    """Carries everything that is in the stream now, `batch` records at a time; answers how many records that were."""
    carried = 0
    for shard in streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        iterator = streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        empty = 0
        while iterator and empty < 2:
            answer = streams.get_records(ShardIterator=iterator, Limit=1000)
            entries = [
                {"Data": json_of(r, arn), "PartitionKey": json.dumps(r["dynamodb"]["Keys"], sort_keys=True, default=str)}
                for r in answer["Records"]
            ]
            put_all(kinesis, stream, entries, batch)
            carried += len(entries)
            empty = 0 if entries else empty + 1
            iterator = answer.get("NextShardIterator")
    return carried


def put_all(kinesis, stream, entries, size=500):
    """PutRecords in batches; what is refused of one is sent again, alone."""
    for at in range(0, len(entries), size):
        batch = entries[at : at + size]
        while batch:
            answer = kinesis.put_records(StreamName=stream, Records=batch)
            batch = [entry for entry, result in zip(batch, answer["Records"]) if "ErrorCode" in result]
