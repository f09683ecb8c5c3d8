"""Kinesis, Firehose, this Lambda, Parquet: firehose.py ZIP, which holds a bootstrap; runtime.sh does it all.

The services are ministack's. Its Firehose calls the real bootstrap, follows its partition keys, and converts its rows to Parquet
against the Glue table; pyarrow reads the objects back, and they are compared with what `tests/golden` expects of the same changes.
It sends one record with each call and drops failed ones: the error paths are tested elsewhere.
Fails when something cannot start or does not arrive.
"""

import collections
import datetime
import decimal
import io
import json
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time
import tomllib
import unittest
import uuid
import zipfile
from pathlib import Path

import boto3
import pyarrow.parquet

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden"
PATIENCE_SECONDS = 90
PACKAGE = ""
# Cases, and how many of their changes: the emulator refuses a struct that lacks a field, which the second of every-type has.
CASES = {
    "streams-insert-modify-remove": None,
    "every-type": 1,
    "numbers-exact": None,
    "undeclared": None,
    "rescued": None,
    "partitions": None,
    "filter": None,
}
CHANGE_COLUMNS = [
    ("change_type", "string"),
    ("change_time", "timestamp"),
    ("change_id", "string"),
    ("change_sequence", "string"),
    ("change_expired", "boolean"),
]
KEPT_COLUMNS = [("undeclared", "string"), ("rescued", "string")]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def glue_columns(definition: dict) -> list[dict]:
    partition = definition.get("partition", ["dt"])
    declared = [(c["name"], c["type"].replace("json", "string")) for c in definition["column"] if c["name"] not in partition]
    return [{"Name": name, "Type": kind} for name, kind in CHANGE_COLUMNS + declared + KEPT_COLUMNS]


def plain(value: object) -> object:
    """A value read back from Parquet, as the row's JSON has it. The emulator keeps a binary's base64 as it comes."""
    match value:
        case dict():
            return {k: plain(v) for k, v in value.items() if v is not None}
        case list():
            if value and all(isinstance(v, tuple) for v in value):
                return {k: plain(v) for k, v in value}
            return [plain(v) for v in value]
        case bytes():
            return value.decode()
        case datetime.datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        case datetime.date():
            return value.isoformat()
    return value


def same(read: object, expected: object) -> bool:
    """Equal values: numbers that the row writes as text are compared as numbers."""
    if isinstance(read, dict) and isinstance(expected, dict):
        return read.keys() == expected.keys() and all(same(read[k], expected[k]) for k in read)
    if isinstance(read, list) and isinstance(expected, list):
        return len(read) == len(expected) and all(map(same, read, expected))
    if isinstance(read, decimal.Decimal):
        return read == decimal.Decimal(str(expected))
    if isinstance(read, float):
        return read == float(str(expected))
    return read == expected


class Firehose(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        port = free_port()
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        environment = {**os.environ, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0", "TMPDIR": cls.folder.name}
        ministack = Path(sys.executable).with_name("ministack")
        cls.log = open(Path(cls.folder.name) / "ministack.log", "w")
        cls.server = subprocess.Popen([ministack], env=environment, cwd=cls.folder.name, stdout=cls.log, stderr=cls.log)
        cls.addClassCleanup(cls.stop)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if cls.server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("ministack did not start: is it installed in this venv?")
            time.sleep(0.1)
        session = boto3.Session("test", "test", region_name="us-east-1")
        cls.client = staticmethod(lambda service: session.client(service, endpoint_url=f"http://127.0.0.1:{port}"))

    @classmethod
    def stop(cls) -> None:
        cls.server.terminate()
        try:
            cls.server.wait(10)
        except subprocess.TimeoutExpired:
            cls.server.kill()
            cls.server.wait()

    def deploy(self, case: str, definition: dict) -> tuple[str, str]:
        """A stream, a delivery of it, and the function between them; names of the Kinesis stream and the bucket."""
        name = f"{case}-{uuid.uuid4().hex[:8]}"
        database, table = name.replace("-", "_"), f"{definition['name']}_changes"
        self.client("s3").create_bucket(Bucket=name)
        glue = self.client("glue")
        glue.create_database(DatabaseInput={"Name": database})
        partition = definition.get("partition", ["dt"])
        storage = {"Columns": glue_columns(definition), "Location": f"s3://{name}/data/{table}/"}
        keys = [{"Name": key, "Type": "string"} for key in partition]
        glue.create_table(DatabaseName=database, TableInput={"Name": table, "StorageDescriptor": storage, "PartitionKeys": keys})

        package = io.BytesIO()
        with zipfile.ZipFile(PACKAGE) as built, zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as deployed:
            deployed.writestr(built.getinfo("bootstrap"), built.read("bootstrap"))
            deployed.writestr(f"tables/{definition['name']}.toml", (GOLDEN / case / "table.toml").read_bytes())
        function = self.client("lambda").create_function(
            FunctionName=name,
            Runtime="provided.al2023",
            Handler="bootstrap",
            Role="arn:aws:iam::000000000000:role/transform",
            Code={"ZipFile": package.getvalue()},
            Environment={"Variables": {"LAKEBED_TABLE": definition["name"]}},
        )
        kinesis = self.client("kinesis")
        kinesis.create_stream(StreamName=name, ShardCount=1)
        kinesis.get_waiter("stream_exists").wait(StreamName=name)
        stream = kinesis.describe_stream(StreamName=name)["StreamDescription"]["StreamARN"]
        role = "arn:aws:iam::000000000000:role/delivery"
        prefix = f"data/{table}/" + "".join(f"{key}=!{{partitionKeyFromLambda:{key}}}/" for key in partition)
        parameters = [{"ParameterName": "LambdaArn", "ParameterValue": function["FunctionArn"]}]
        self.client("firehose").create_delivery_stream(
            DeliveryStreamName=name,
            DeliveryStreamType="KinesisStreamAsSource",
            KinesisStreamSourceConfiguration={"KinesisStreamARN": stream, "RoleARN": role},
            ExtendedS3DestinationConfiguration={
                "RoleARN": role,
                "BucketARN": f"arn:aws:s3:::{name}",
                "Prefix": prefix,
                "ErrorOutputPrefix": "errors/!{firehose:error-output-type}/",
                "BufferingHints": {"SizeInMBs": 64, "IntervalInSeconds": 60},
                "DynamicPartitioningConfiguration": {"Enabled": True},
                "ProcessingConfiguration": {"Enabled": True, "Processors": [{"Type": "Lambda", "Parameters": parameters}]},
                "DataFormatConversionConfiguration": {
                    "Enabled": True,
                    "SchemaConfiguration": {"RoleARN": role, "DatabaseName": database, "TableName": table},
                    "InputFormatConfiguration": {"Deserializer": {"OpenXJsonSerDe": {}}},
                    "OutputFormatConfiguration": {"Serializer": {"ParquetSerDe": {}}},
                },
            },
        )
        return name, name

    def objects(self, bucket: str, expected: int) -> dict[str, bytes]:
        """All objects, once there are as many as expected and no more come."""
        s3, deadline, found = self.client("s3"), time.monotonic() + PATIENCE_SECONDS, {}
        while len(found) < expected and time.monotonic() < deadline:
            time.sleep(0.2)
            found = {o["Key"]: b"" for o in s3.list_objects_v2(Bucket=bucket).get("Contents", [])}
        self.assertGreaterEqual(len(found), expected, f"objects of {bucket}: {sorted(found)}")
        return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read() for key in found}

    def check(self, case: str) -> None:
        definition = tomllib.loads((GOLDEN / case / "table.toml").read_text())
        changes = (GOLDEN / case / "input.ndjson").read_bytes().rstrip(b"\n").split(b"\n")[: CASES[case]]
        expected = (GOLDEN / case / "expected.ndjson").read_text().rstrip("\n").split("\n")[: CASES[case]]
        rows = [line.split(" ", 1) for line in expected if "=" in line.split(" ", 1)[0]]
        stream, bucket = self.deploy(case, definition)
        self.client("kinesis").put_records(StreamName=stream, Records=[{"Data": c, "PartitionKey": str(i)} for i, c in enumerate(changes)])
        objects = self.objects(bucket, len(rows))
        self.assertEqual([key for key in objects if not key.startswith("data/")], [], "an error output")

        read = collections.defaultdict(list)
        for key, body in objects.items():
            self.assertTrue(key.endswith(".parquet"), key)
            # The emulator appends the hour of delivery to prefixes without one; AWS does not beside dynamic keys.
            path = re.sub(r"(/\d+){4}$", "", key.removeprefix(f"data/{definition['name']}_changes/").rsplit("/", 1)[0])
            read[path] += pyarrow.parquet.ParquetFile(io.BytesIO(body)).read().to_pylist()
        wanted = collections.defaultdict(list)
        for path, row in rows:
            wanted[path].append(json.loads(row))
        self.assertEqual({path: len(found) for path, found in read.items()}, {path: len(found) for path, found in wanted.items()})
        floats = {c["name"] for c in definition["column"] if c["type"] == "float"}
        by_id = lambda row: (row["change_id"], row["change_sequence"])  # noqa: E731
        for path, found in read.items():
            for row, expected_row in zip(sorted(found, key=by_id), sorted(wanted[path], key=by_id), strict=True):
                row = plain({k: v for k, v in row.items() if v is not None})
                # A float column holds the nearest float to what the row says.
                expected_row |= {k: struct.unpack("f", struct.pack("f", float(expected_row[k])))[0] for k in floats & expected_row.keys()}
                for column in sorted(row.keys() | expected_row.keys()):
                    with self.subTest(case=case, column=column, order=row.get("order_id")):
                        self.assertTrue(same(row.get(column), expected_row.get(column)), f"{row.get(column)!r} is not {expected_row.get(column)!r}")


for _case in CASES:
    setattr(Firehose, "test_" + _case.replace("-", "_"), lambda self, case=_case: self.check(case))

if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_file():
        sys.exit("usage: firehose.py ZIP (runtime.sh makes it)")
    PACKAGE = sys.argv.pop(1)
    unittest.main()
