"""Statements that write, which no emulator of Athena runs: CREATE TABLE AS, INSERT INTO, UNLOAD.

A stand-in between the helper and the emulator: it runs these with DuckDB over the emulator's Glue tables and S3 objects, under Athena's
documented rules (a hundred partitions, empty folders, a workgroup that enforces its place), and hands everything else on. It proves the
order of the calls and what is left behind when they end anywhere; that the statements are Athena's is for the unit tests and for Athena.
"""

import gzip
import io
import json
import re
import time
import uuid

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from faults import Proxy

MOST_PARTITIONS = 100
HIVE = {"VARCHAR": "string", "BIGINT": "bigint", "HUGEINT": "decimal(38,0)", "INTEGER": "int", "SMALLINT": "smallint", "DOUBLE": "double",
        "DATE": "date", "BOOLEAN": "boolean", "TIMESTAMP": "timestamp"}  # fmt: skip
CTAS = re.compile(r'\s*CREATE TABLE "(\w+)" WITH \(([^)]*)\) AS\n(.*)', re.S)
INSERT = re.compile(r'\s*INSERT INTO "(\w+)" \(([^)]*)\)\n(.*)', re.S)
UNLOAD = re.compile(r"\s*UNLOAD \(\n(.*)\n\)\nTO '([^']*)'\nWITH \(([^)]*)\)", re.S)


class Refused(Exception):
    pass


class Writing(Proxy):
    """`aws` is the emulator, `results` where its workgroup keeps results: s3://bucket/prefix/."""

    def __init__(self, aws, results, delay=0.0):
        super().__init__(aws.url, throttles=0, resets=0)
        self.glue, self.s3 = aws.client("glue"), aws.client("s3")
        self.results, self.delay, self.runs = results, delay, {}

    def answer(self, target, body):
        if target == "AmazonAthena.StartQueryExecution":
            asked = json.loads(body)
            return self.start(asked["QueryString"], asked["QueryExecutionContext"]["Database"])
        if target == "AmazonAthena.GetQueryExecution":
            return self.runs.get(json.loads(body)["QueryExecutionId"])
        return None

    def start(self, sql, database):
        name = str(uuid.uuid4())
        steps = [(CTAS, self.create), (INSERT, self.insert), (UNLOAD, self.unload)]
        for pattern, step in steps:
            if match := pattern.match(sql):
                break
        else:
            return None
        time.sleep(self.delay)
        status = {"State": "SUCCEEDED"}
        try:
            step(name, database, *match.groups())
        except (Refused, duckdb.Error) as error:
            status = {"State": "FAILED", "StateChangeReason": str(error)}
        self.count[step.__name__] += 1
        statistics = {"DataScannedInBytes": 1_000_000, "TotalExecutionTimeInMillis": 10}
        self.runs[name] = {"QueryExecution": {"QueryExecutionId": name, "StatementType": "DDL", "Status": status, "Statistics": statistics}}
        return {"QueryExecutionId": name}

    def create(self, name, database, table, properties, sql):
        if "external_location" in properties:
            raise Refused("the workgroup enforces its place: external_location is refused")
        if self.find(database, table):
            raise Refused(f"TABLE_ALREADY_EXISTS: {table}")
        rows = self.select(database, sql)
        location = f"{self.results}tables/{name}"
        columns = [{"Name": c, "Type": hive(t)} for c, t in rows[1]]
        storage = {"Columns": columns, "Location": location, **PARQUET}
        self.glue.create_table(
            DatabaseName=database,
            TableInput={"Name": table, "TableType": "EXTERNAL_TABLE", "PartitionKeys": [], "StorageDescriptor": storage,
                        "Parameters": {"EXTERNAL": "TRUE", "classification": "parquet"}},
        )  # fmt: skip
        if rows[0].num_rows:
            self.put(f"{location}/{uuid.uuid4()}", parquet(rows[0]))

    def insert(self, _, database, table, names, sql):
        found = self.find(database, table)
        rows, _ = self.select(database, sql)
        rows = rows.rename_columns([name.strip().strip('"') for name in names.split(",")])
        keys = [key["Name"] for key in found["PartitionKeys"]]
        data = [name for name in rows.column_names if name not in keys]
        assert data == [c["Name"] for c in found["StorageDescriptor"]["Columns"]], "INSERT goes by position"
        groups = rows.select(keys).group_by(keys).aggregate([]).to_pylist() if keys else [{}]
        if len(groups) > MOST_PARTITIONS:
            raise Refused(f"HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of {MOST_PARTITIONS} open writers for partitions")
        for group in groups:
            part = rows
            for key, value in group.items():
                part = part.filter(pc.equal(part[key], value))
            path = "".join(f"{key}={group[key]}/" for key in keys)
            self.put(f"{found['StorageDescriptor']['Location']}{path}{uuid.uuid4()}", parquet(part.select(data)))

    def unload(self, _, database, sql, to, properties):
        bucket, _, prefix = to.removeprefix("s3://").partition("/")
        if self.s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("KeyCount"):
            raise Refused("HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists")
        rows, _ = self.select(database, sql)
        half = rows.num_rows // 2
        for part in (rows.slice(0, half), rows.slice(half)):
            if "'PARQUET'" in properties:
                self.put(f"{to}{uuid.uuid4()}", parquet(part))
            else:
                lines = "".join(json.dumps(row, default=str) + "\n" for row in part.to_pylist())
                self.put(f"{to}{uuid.uuid4()}.gz", gzip.compress(lines.encode()))

    def select(self, database, sql):
        """Rows, and names and DuckDB's types of their columns."""
        with duckdb.connect() as connection:
            for name in set(re.findall(r"\b(?:FROM|JOIN)\s+\"?(\w+)", sql)):
                if found := self.find(database, name):
                    connection.register(name, self.read(found))
            answer = connection.sql(sql.rstrip().rstrip(";"))
            return answer.to_arrow_table(), list(zip(answer.columns, map(str, answer.types)))

    def read(self, table):
        """The objects below a table's location, with the values of their paths."""
        bucket, _, prefix = table["StorageDescriptor"]["Location"].removeprefix("s3://").partition("/")
        keys = [key["Name"] for key in table.get("PartitionKeys", [])]
        parts = []
        for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
            for entry in page.get("Contents", []):
                part = pq.read_table(io.BytesIO(self.s3.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read()))
                values = dict(step.split("=", 1) for step in entry["Key"].split("/") if "=" in step)
                for key in keys:
                    part = part.append_column(key, pa.array([values[key]] * part.num_rows, pa.string()))
                parts.append(part)
        empty = pa.schema([(c["Name"], pa.string()) for c in table["StorageDescriptor"]["Columns"]])
        return pa.concat_tables(parts, promote_options="permissive") if parts else empty.empty_table()

    def find(self, database, name):
        try:
            return self.glue.get_table(DatabaseName=database, Name=name)["Table"]
        except self.glue.exceptions.EntityNotFoundException:
            return None

    def put(self, url, body):
        bucket, _, key = url.removeprefix("s3://").partition("/")
        self.s3.put_object(Bucket=bucket, Key=key, Body=body)


PARQUET = {
    "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    "SerdeInfo": {"SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"},
}


def hive(duckdb_type):
    return HIVE.get(duckdb_type) or duckdb_type.lower().replace(" ", "")


def parquet(rows):
    out = io.BytesIO()
    pq.write_table(rows, out)
    return out.getvalue()
