"""Branch (a) of the way: the built Lambda behind an emulator of Firehose, configured from the table's definition as infra/ does it.

What ministack's Firehose proves: the bootstrap starts from its package under Lambda's runtime interface, understands Firehose's requests and
answers them; its rows convert to Parquet against the Glue table that `lakebed register` made; its partition keys fill the prefix.
What it does not: one request and one object for each record instead of batches, no record metadata of Kinesis, no retries, no error
objects for refused records (it drops them), no backup. Those are tested against the documented contract (crates/transform/tests).
It adds the hour of delivery, yyyy/MM/dd/HH/, to every prefix without a timestamp; AWS does not beside partition keys.
"""

import collections
import io
import re
import sys
import time
import zipfile

import pyarrow.parquet as pq

from servers import ROOT

sys.path.insert(0, str(ROOT / "infra"))
import definition  # noqa: E402
import package  # noqa: E402

TABLES = ROOT / "infra/tables"
BOOTSTRAP = ROOT / "target/debug/bootstrap"
ROLE = "arn:aws:iam::000000000000:role/e2e"
PATIENCE_SECONDS = 120


def deploy(aws, table, stream, bucket, database, folder):
    """A function with the real code and a delivery stream from `stream` to `bucket`. The Glue table must be there."""
    found = definition.parameters(definition.read(TABLES, table))
    built = folder / "transform.zip"
    package.build(BOOTSTRAP.read_bytes(), {path.name: path.read_bytes() for path in TABLES.glob("*.toml")}, built)
    with zipfile.ZipFile(built) as archive:
        assert "bootstrap" in archive.namelist()
    function = aws.client("lambda").create_function(
        FunctionName=f"{stream}-transform", Runtime="provided.al2023", Handler="bootstrap", Role=ROLE, MemorySize=256, Timeout=60,
        Code={"ZipFile": built.read_bytes()},
        Environment={"Variables": {"LAKEBED_TABLE": table, "LAKEBED_TABLES": "tables", "LAKEBED_SKIPPED": "validated"}},
    )  # fmt: skip
    source = aws.client("kinesis").describe_stream(StreamName=stream)["StreamDescription"]["StreamARN"]
    processor = {"Type": "Lambda", "Parameters": [{"ParameterName": "LambdaArn", "ParameterValue": function["FunctionArn"]}]}
    aws.client("firehose").create_delivery_stream(
        DeliveryStreamName=stream,
        DeliveryStreamType="KinesisStreamAsSource",
        KinesisStreamSourceConfiguration={"KinesisStreamARN": source, "RoleARN": ROLE},
        ExtendedS3DestinationConfiguration={
            "RoleARN": ROLE,
            "BucketARN": f"arn:aws:s3:::{bucket}",
            "Prefix": found["PartitionPrefix"],
            "ErrorOutputPrefix": f"errors/{table}/!{{firehose:error-output-type}}/",
            "BufferingHints": {"SizeInMBs": 64, "IntervalInSeconds": 60},
            "DynamicPartitioningConfiguration": {"Enabled": True},
            "ProcessingConfiguration": {"Enabled": True, "Processors": [processor]},
            "DataFormatConversionConfiguration": {
                "Enabled": True,
                "SchemaConfiguration": {"RoleARN": ROLE, "DatabaseName": database, "TableName": found["ChangesTable"]},
                "InputFormatConfiguration": {"Deserializer": {"OpenXJsonSerDe": {"CaseInsensitive": True}}},
                "OutputFormatConfiguration": {"Serializer": {"ParquetSerDe": {"Compression": "SNAPPY"}}},
            },
        },
    )


def delivered(s3, bucket, table, expected):
    """The rows by partition path, once there are as many objects as changes; anything outside of the table's prefix is an error."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
        if len(keys) >= expected or time.monotonic() > deadline:
            break
        time.sleep(0.5)
    prefix = f"data/{table}/"
    assert [key for key in keys if not key.startswith(prefix)] == [], "Firehose made error objects"
    assert len(keys) == expected, f"{len(keys)} objects of {expected} changes"
    found = collections.defaultdict(list)
    for key in keys:
        path = re.sub(r"(/\d+){4}$", "", key.removeprefix(prefix).rsplit("/", 1)[0])
        body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        found[path] += pq.ParquetFile(io.BytesIO(body)).read().to_pylist()
    return found
