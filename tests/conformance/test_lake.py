"""Holds lake.py and openx.py to a small lake whose Parquet pyarrow wrote and whose values are stated here.

    .venv/bin/python -m unittest discover -s tests/conformance
"""

import argparse
import base64
import contextlib
import datetime
import decimal
import io
import json
import pathlib
import tempfile
import unittest

import pyarrow as pa
import pyarrow.parquet as pq

import lake as lake_tool
import openx as openx_tool
from trino import hive
from trino.server import Server

COLUMNS = [
    ("order_id", "string", pa.string()),
    ("paid", "boolean", pa.bool_()),
    ("lines", "int", pa.int32()),
    ("points", "bigint", pa.int64()),
    ("weight", "double", pa.float64()),
    ("ratio", "float", pa.float32()),
    ("amount", "decimal(12,2)", pa.decimal128(12, 2)),
    ("huge", "decimal(38,9)", pa.decimal128(38, 9)),
    ("day", "date", pa.date32()),
    ("at", "timestamp", pa.timestamp("ms")),
    ("tags", "array<string>", pa.list_(pa.string())),
    ("attributes", "map<string,int>", pa.map_(pa.string(), pa.int32())),
    (
        "items",
        "array<struct<product_id:string,quantity:int,price:decimal(12,2)>>",
        pa.list_(pa.struct([("product_id", pa.string()), ("quantity", pa.int32()), ("price", pa.decimal128(12, 2))])),
    ),
]

JSON_ROWS = [
    {
        "order_id": "é1",
        "paid": True,
        "lines": -7,
        "points": 9223372036854775807,
        "weight": 0.1,
        "ratio": 1.5,
        "amount": "19.90",
        "huge": "12345678901234567890123456789.123456789",
        "day": "2026-01-05",
        "at": "2026-01-05 10:11:12.345",
        "tags": ["a", None],
        "attributes": {"size": 42},
        "items": [{"product_id": "p1", "quantity": 2, "price": "1.50"}],
    },
    {"order_id": "2", "paid": None, "tags": []},
]

EXACT_ROWS = [
    ["2", *[None] * 9, [], None, None],
    [
        "é1",
        "true",
        "-7",
        "9223372036854775807",
        "1e-1",
        "1.5e0",
        "19.90",
        "12345678901234567890123456789.123456789",
        "2026-01-05",
        "2026-01-05 10:11:12.345",
        ["a", None],
        [["size", "42"]],
        [["p1", "2", "1.50"]],
    ],
]


def arrow_row(row):
    """The same values as Python objects that pyarrow takes."""
    row = {name: row.get(name) for name, _, _ in COLUMNS}
    for name in ("amount", "huge"):
        row[name] = row[name] and decimal.Decimal(row[name])
    row["day"] = row["day"] and datetime.date.fromisoformat(row["day"])
    row["at"] = row["at"] and datetime.datetime.fromisoformat(row["at"])
    row["attributes"] = row["attributes"] and list(row["attributes"].items())
    row["items"] = row["items"] and [{**item, "price": decimal.Decimal(item["price"])} for item in row["items"]]
    return row


def write_lake(root, location):
    """A lake with the table `orders_changes` in two partitions and the view `orders`."""
    definition = {
        "Name": "orders_changes",
        "Description": "Every change",
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {
            "EXTERNAL": "TRUE",
            "classification": "parquet",
            "projection.enabled": "true",
            "projection.dt.type": "date",
            "projection.dt.format": "yyyy-MM-dd",
            "projection.dt.range": "2026-01-01,NOW",
            "storage.location.template": f"{location}data/orders_changes/dt=${{dt}}/",
        },
        "PartitionKeys": [{"Name": "dt", "Type": "string"}],
        "StorageDescriptor": {
            "Columns": [{"Name": name, "Type": type_, "Comment": f"the {name}"} for name, type_, _ in COLUMNS],
            "Location": f"{location}data/orders_changes/",
            "InputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "OutputFormat": "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "SerdeInfo": {
                "SerializationLibrary": "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                "Parameters": {"serialization.format": "1"},
            },
        },
    }
    view = {
        "originalSql": "SELECT order_id, amount FROM orders_changes WHERE paid",
        "catalog": "awsdatacatalog",
        "schema": "shop",
        "columns": [{"name": "order_id", "type": "varchar"}, {"name": "amount", "type": "decimal(12,2)"}],
    }
    view_definition = {
        "Name": "orders",
        "TableType": "VIRTUAL_VIEW",
        "Parameters": {"presto_view": "true", "comment": "Presto View"},
        "PartitionKeys": [],
        "StorageDescriptor": {
            "Columns": [{"Name": "order_id", "Type": "string"}, {"Name": "amount", "Type": "decimal(12,2)"}],
            "Location": "",
            "SerdeInfo": {},
        },
        "ViewOriginalText": f"/* Presto View: {base64.b64encode(json.dumps(view).encode()).decode()} */",
        "ViewExpandedText": "/* Presto View */",
    }
    catalog = root / "catalog" / "shop"
    catalog.mkdir(parents=True)
    (catalog / "orders_changes.json").write_text(json.dumps(definition))
    (catalog / "orders.json").write_text(json.dumps(view_definition))
    schema = pa.schema([(name, type_) for name, _, type_ in COLUMNS])
    for day, row in zip(("2026-01-05", "2026-01-06"), JSON_ROWS):
        directory = root / "data" / "orders_changes" / f"dt={day}"
        directory.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist([arrow_row(row)], schema), directory / "rows.parquet")
    return catalog / "orders_changes.json"


class LakeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.client = cls.server.__enter__()
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = pathlib.Path(directory.name)
        self.client.query("DROP SCHEMA IF EXISTS awsdatacatalog.shop CASCADE")
        self.client.query("DROP SCHEMA IF EXISTS awsdatacatalog.openx CASCADE")

    def lake(self, location, **options):
        self.definition = write_lake(self.root / "lake", location)
        settings = {"lake": self.root / "lake", "queries": [], "table": [], "database": None, "prefix": None, "no_projection": False, "compare": None}
        return self.printed(lake_tool.run, argparse.Namespace(**{**settings, **options}))

    def printed(self, run, options):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            code = run(self.client, options)
        return code, output.getvalue()

    def openx(self, rows):
        directory = self.root / "json"
        directory.mkdir()
        (directory / "rows.json").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        options = argparse.Namespace(table=self.definition, rows=directory, lake=self.root / "lake", database=None, prefix=None)
        return self.printed(openx_tool.run, options)

    def test_parquet_rows_are_exact(self):
        code, printed = self.lake("", table=["orders_changes"])
        answer = json.loads(printed)
        self.assertEqual(code, 0)
        self.assertEqual([row[:-1] for row in answer["rows"]], EXACT_ROWS)
        self.assertEqual([row[-1] for row in answer["rows"]], ["2026-01-06", "2026-01-05"])
        self.assertEqual(answer["columns"][9:11], [{"name": "at", "type": "timestamp(3)"}, {"name": "tags", "type": "array(varchar)"}])

    def test_locations_in_a_bucket_and_partitions_that_exist(self):
        code, printed = self.lake("s3://bucket/root/", prefix="s3://bucket/root", no_projection=True)
        self.assertEqual(code, 0)
        counts = {line["query"]: line["rows"] for line in map(json.loads, printed.splitlines())}
        self.assertEqual(counts, {"orders": [["1"]], "orders_changes": [["2"]]})

    def test_location_in_a_bucket_needs_a_prefix(self):
        with self.assertRaisesRegex(hive.LakeError, "--prefix"):
            self.lake("s3://bucket/root/")

    def test_saved_query_over_view_and_unnest(self):
        query = self.root / "top.sql"
        query.write_text(
            "SELECT o.order_id, t.product_id, t.quantity * t.price AS revenue FROM orders_changes o "
            "CROSS JOIN UNNEST(o.items) AS t(product_id, quantity, price) "
            "JOIN orders v ON v.order_id = o.order_id WHERE o.dt >= '2026-01-01';\n"
        )
        code, printed = self.lake("", queries=[query])
        self.assertEqual(code, 0)
        self.assertEqual(json.loads(printed)["rows"], [["é1", "p1", "3.00"]])

    def test_another_engines_answers_are_compared(self):
        answers = self.root / "answers.ndjson"
        columns = [{"name": "order_id", "type": "varchar(3)"}, {"name": "amount", "type": "decimal(12,2)"}]
        answers.write_text(json.dumps({"query": "orders", "columns": columns, "rows": [["é1", "19.90"]]}))
        code, printed = self.lake("", table=["orders"], compare=answers)
        self.assertEqual((code, printed), (0, "1 compared, 0 differ\n"))
        answers.write_text(json.dumps({"query": "orders", "columns": columns, "rows": [["é1", "19.9"]]}))
        options = argparse.Namespace(
            lake=self.root / "lake", queries=[], table=["orders"], database=None, prefix=None, no_projection=False, compare=answers
        )
        code, printed = self.printed(lake_tool.run, options)
        self.assertEqual(code, 1)
        self.assertIn('row 1, amount decimal(12,2): "19.90" in Trino, "19.9" in the other engine', printed)

    def test_failing_query_is_reported(self):
        query = self.root / "bad.sql"
        query.write_text("SELECT nope FROM orders")
        code, printed = self.lake("", queries=[query])
        self.assertEqual(code, 1)
        self.assertEqual(json.loads(printed)["error"], "COLUMN_NOT_FOUND")

    def test_openx_json_equals_parquet(self):
        self.lake("")
        code, printed = self.openx(JSON_ROWS)
        self.assertEqual((code, printed), (0, "2 rows as OpenX JSON, 2 landed, 0 + 0 differ in 13 columns\n"))

    def test_openx_difference_is_found(self):
        self.lake("")
        code, printed = self.openx([{**JSON_ROWS[0], "amount": "19.91"}, JSON_ROWS[1]])
        self.assertEqual(code, 1)
        self.assertIn('amount decimal(12,2): OpenX JSON "19.91", landed "19.90"', printed)


if __name__ == "__main__":
    unittest.main()
