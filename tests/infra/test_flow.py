"""The real transform, deployed as the templates say: the code, the template and the definition agree, shown by a change.

Builds `lakebed-transform` with cargo. What the emulator's Firehose proves is the happy path: it sends one record a
call, does not buffer, and checks less than AWS does.
"""

import base64
import datetime
import json
import re
import subprocess
import time
import tomllib

import pytest
import template as t
from test_agreement import definition

ENV = "flow"
DEFINITIONS = sorted(path.stem for path in t.TABLES.glob("*.toml"))
MOMENT = datetime.datetime(2026, 11, 20, 7, 30, tzinfo=datetime.UTC)


def split(arguments):
    """Top-level parts of `a:int,b:array<string>`."""
    parts, depth, start = [], 0, 0
    for i, c in enumerate(arguments):
        depth += (c in "<(") - (c in ">)")
        if c == "," and depth == 0:
            parts.append(arguments[start:i])
            start = i + 1
    return [*parts, arguments[start:]]


def attribute(kind, unit=None):
    """A DynamoDB attribute value that fits a column type."""
    if kind.startswith("array<"):
        return {"L": [attribute(kind[6:-1])]}
    if kind.startswith("map<"):
        return {"M": {"k": attribute(split(kind[4:-1])[1])}}
    if kind.startswith("struct<"):
        return {"M": {name: attribute(inner) for name, inner in (part.split(":", 1) for part in split(kind[7:-1]))}}
    if kind == "timestamp":
        scale = {"s": 1, "ms": 1_000, "us": 1_000_000}
        return {"N": str(int(MOMENT.timestamp()) * scale[unit])} if unit else {"S": MOMENT.isoformat()}
    simple = {"string": {"S": "text"}, "json": {"M": {"a": {"N": "1"}}}, "boolean": {"BOOL": True}}
    simple |= {"date": {"S": "2026-11-20"}, "binary": {"B": "AAEC"}}
    return simple.get(kind, {"N": "7"})


def full_item(toml):
    """An item with a value for every column, in column order."""
    item = {}
    for column in toml["column"]:
        source = column.get("from", column["name"])
        path = [source] if isinstance(source, str) else source
        place = item
        for step in path[:-1]:
            place = place.setdefault(step, {"M": {}})["M"]
        place.setdefault(path[-1], attribute(column["type"], column.get("unit")))
    return item


def change(toml, item, name="INSERT"):
    """A change record as it arrives behind a pipe."""
    parameters = definition.parameters(toml)
    keys = [parameters[k] for k in ("SourceHashKey", "SourceRangeKey") if k in parameters]
    return {
        "eventID": "f07f8ca4b0b26cb9c4e5e77e69f274ee",
        "eventName": name,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "ApproximateCreationDateTime": int(MOMENT.timestamp()),
            "Keys": {key: item[key] for key in keys},
            "NewImage": item,
            "SequenceNumber": "1405400000000002063282832",
            "SizeBytes": 154,
            "StreamViewType": "NEW_IMAGE",
        },
        "eventSourceARN": f"arn:aws:dynamodb:us-east-1:000000000000:table/{toml['source']}/stream/2026-01-01T00:00:00.000",
    }


def columns_of(toml):
    change_columns = {"change_type", "change_time", "change_id", "change_sequence", "change_expired"}
    return change_columns | {c["name"] for c in toml["column"]} - set(toml["partition"])


@pytest.fixture(scope="module")
def bootstrap():
    """The transform, built by cargo; any other way to end than a built file fails."""
    command = ["cargo", "build", "--quiet", "--package", "lakebed-transform", "--message-format", "json"]
    done = subprocess.run(command, cwd=t.ROOT, capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, f"the transform does not build: {done.stderr[-2000:]}"
    messages = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    (path,) = [m["executable"] for m in messages if m.get("executable")]
    return path


@pytest.fixture(scope="module")
def deployed(aws, bootstrap):
    """Both definitions' pipelines, one after the other, in one environment."""
    for table in DEFINITIONS:
        created = set(aws.client("dynamodb").list_tables()["TableNames"])
        sample = [] if definition.read(t.TABLES, table)["source"] in created else ["--sample-table"]
        arguments = ["--table", table, "--env", ENV, "--zip", bootstrap, "--enable-stream", *sample]
        aws.run("deploy.sh", *arguments, "--set", "Architecture=x86_64")
    return aws


def invoke(aws, table, records):
    """The transform's answer to a Firehose request."""
    request = {
        "invocationId": "i", "deliveryStreamArn": "arn:aws:firehose:us-east-1:000000000000:deliverystream/d", "region": "us-east-1",
        "records": [
            {"recordId": str(i), "approximateArrivalTimestamp": 1, "data": base64.b64encode(json.dumps(r).encode()).decode()}
            for i, r in enumerate(records)
        ],
    }  # fmt: skip
    answer = aws.client("lambda").invoke(FunctionName=f"lakebed-{ENV}-{table}-transform", Payload=json.dumps(request).encode())
    payload = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, payload
    return payload["records"]


@pytest.mark.parametrize("table", DEFINITIONS)
def test_every_column_and_every_partition_key_comes_out(deployed, table):
    toml = tomllib.loads((t.TABLES / f"{table}.toml").read_text())
    item = full_item(toml)
    misfit = dict(item) | {"SurelyUndeclared": {"S": "x"}}
    keys = set(change(toml, item)["dynamodb"]["Keys"])
    spoilt = next(
        c.get("from", c["name"]) for c in toml["column"]
        if c["type"] not in ("string", "json") and isinstance(c.get("from", c["name"]), str) and c.get("from", c["name"]) not in keys
    )  # fmt: skip
    misfit[spoilt] = {"NULL": True} if item[spoilt] == {"S": "x"} else {"S": "not of this type at all"}
    full, odd = invoke(deployed, table, [change(toml, item), change(toml, misfit)])
    assert (full["result"], odd["result"]) == ("Ok", "Ok")

    row = json.loads(base64.b64decode(full["data"]))
    assert {k for k, v in row.items() if v is not None} == columns_of(toml)
    odd_row = json.loads(base64.b64decode(odd["data"]))
    assert "SurelyUndeclared" in odd_row["undeclared"] and spoilt in odd_row["rescued"]
    glue = deployed.client("glue").get_table(DatabaseName=f"lakebed_{ENV}", Name=f"{table}_changes")["Table"]
    assert {c["Name"] for c in glue["StorageDescriptor"]["Columns"]} == columns_of(toml) | {"undeclared", "rescued"}

    emitted = full["metadata"]["partitionKeys"]
    prefix = definition.parameters(toml)["PartitionPrefix"]
    assert set(re.findall(r"partitionKeyFromLambda:(\w+)", prefix)) == set(emitted) == {k["Name"] for k in glue["PartitionKeys"]}
    assert emitted["dt"] == "2026-11-20"


@pytest.mark.parametrize("table", DEFINITIONS)
def test_a_change_put_into_kinesis_lands_under_its_partition(deployed, table):
    toml = tomllib.loads((t.TABLES / f"{table}.toml").read_text())
    record = json.dumps(change(toml, full_item(toml))).encode()
    deployed.client("kinesis").put_record(StreamName=f"lakebed-{ENV}-{table}", Data=record, PartitionKey="p")
    bucket = deployed.client("ssm").get_parameter(Name=f"/lakebed/{ENV}/bucket")["Parameter"]["Value"]
    s3 = deployed.client("s3")
    parameters = definition.parameters(toml)
    for _ in range(120):
        found = [o["Key"] for o in s3.list_objects_v2(Bucket=bucket, Prefix=parameters["DataPrefix"]).get("Contents", [])]
        if found:
            break
        time.sleep(0.5)
    else:
        pytest.fail(f"nothing landed under {parameters['DataPrefix']} within a minute")
    (key,) = found
    values = {"dt": "2026-11-20", "hour": "07"}
    expected = re.sub(r"!\{partitionKeyFromLambda:(\w+)\}", lambda m: values[m[1]], parameters["PartitionPrefix"])
    assert key.startswith(expected), key
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read().startswith(b"PAR1")
