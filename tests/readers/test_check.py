#!/usr/bin/env python3
"""The checker checked: the rows it expects against rows written by hand, and that it sees what is made wrong.

    .venv/bin/python -m unittest discover -s tests/readers
"""

import contextlib
import copy
import datetime
import decimal
import io
import json
import os
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import check  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
import source  # noqa: E402

DEFINITION = """
name = "things"
source = "Things"
primary_key = ["id"]
kind = "entity"
partition = ["dt"]
[[column]]
name = "id"
type = "string"
from = "Id"
[[column]]
name = "price"
type = "decimal(6,2)"
[[column]]
name = "n"
type = "int"
[[column]]
name = "at"
type = "timestamp"
unit = "ms"
[[column]]
name = "f"
type = "float"
[[column]]
name = "lines"
type = "array<struct<sku:string,qty:int>>"
[[column]]
name = "place"
type = "struct<city:string>"
from = "Place"
[[column]]
name = "street"
type = "string"
from = ["Home", "street"]
[[column]]
name = "facts"
type = "map<string,string>"
[[column]]
name = "doc"
type = "json"
[[column]]
name = "blob"
type = "binary"
[[column]]
name = "day"
type = "date"
"""

EXACT = decimal.Decimal


def record(image, **more):
    image = {"Id": {"S": "a"}, **image}
    return {
        "eventID": more.pop("id", "e1"),
        "eventName": "INSERT",
        "dynamodb": {
            "ApproximateCreationDateTime": 1480642020,
            "Keys": {"Id": image["Id"]},
            "NewImage": image,
            "SequenceNumber": "1405400000000002063282832",
        },
        "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/Things/stream/2026-01-01T00:00:00.000",
        **more,
    }


def row_of(image, **more):
    made = record(image, **more)
    return source.row_of(definition(), json.dumps(made).encode(), made)


def definition():
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
        file.write(DEFINITION)
        file.flush()
        return source.Definition(file.name)


class Rows(unittest.TestCase):
    def test_values(self):
        for name, attribute, expected in [
            ("price", {"N": "19.9"}, EXACT("19.90")),
            ("price", {"N": "1.999E1"}, EXACT("19.99")),
            ("price", {"NULL": True}, None),
            ("n", {"N": "2.50E1"}, 25),
            ("n", {"N": "-2147483648"}, -(2**31)),
            ("at", {"N": "1480642020123.9"}, 1480642020123),
            ("at", {"N": "-1.5"}, -2),
            ("at", {"S": "2016-12-02T01:27:00.1239Z"}, 1480642020123),
            ("at", {"S": "2016-12-02 02:27:00+01:00"}, 1480642020000),
            ("f", {"N": "0.1"}, 0.10000000149011612),
            # Just above the middle of two floats: by way of a double it would go to the even one below.
            ("f", {"N": "1.00000005960464477539062500000000001"}, 1.00000011920928955078125),
            # Just below the middle of the largest one and infinity.
            ("f", {"N": "340282356779733660000000000000000000000"}, 3.4028234663852886e38),
            ("at", {"S": "2016-12-02"}, 1480636800000),
            ("facts", {"M": {"a": {"S": "x"}, "b": {"N": "1.0"}}}, {"a": "x", "b": "1.0"}),
            ("doc", {"L": [{"N": "1E+2"}, {"BOOL": True}, {"NULL": True}]}, [EXACT(100), True, None]),
            ("blob", {"B": "AAEqQQ=="}, b"\0\1*A"),
            ("day", {"S": "2024-02-29"}, datetime.date(2024, 2, 29)),
            ("lines", {"L": [{"M": {"SKU": {"S": "x"}}}]}, [{"sku": "x", "qty": None}]),
        ]:
            with self.subTest(name=name, attribute=attribute):
                row = row_of({name: attribute})
                self.assertEqual(row.values[name], expected)
                self.assertIsNone(row.values["rescued"])
                self.assertIsNone(row.values["undeclared"])

    def test_misfits_are_rescued(self):
        for name, attribute in [
            ("price", {"N": "19.999"}),
            ("price", {"N": "10000"}),
            ("price", {"S": "19.99"}),
            ("n", {"N": "2147483648"}),
            ("n", {"N": "1.5"}),
            ("at", {"S": "yesterday"}),
            ("at", {"S": "2016-13-02T00:00:00Z"}),
            ("f", {"N": "1E100"}),
            ("f", {"N": "1E-130"}),
            ("at", {"S": "9999-12-31T23:59:59-01:00"}),
            ("facts", {"M": {"a": {"BOOL": True}}}),
            ("day", {"S": "2023-02-29"}),
            ("lines", {"L": [{"M": {"qty": {"S": "two"}}}]}),
            ("lines", {"L": [{"M": {"qty": {"S": "two"}, "extra": {"S": "not in undeclared too"}}}]}),
            ("lines", {"L": [{"M": {"qty": {"N": "2"}, "Qty": {"N": "3"}}}]}),
        ]:
            with self.subTest(name=name, attribute=attribute):
                row = row_of({name: attribute})
                self.assertIsNone(row.values[name])
                self.assertEqual(row.values["rescued"], {name: attribute})
                self.assertIsNone(row.values["undeclared"])

    def test_what_is_left_over(self):
        lines = {"L": [{"M": {"sku": {"S": "x"}, "extra": {"N": "1"}}}]}
        for image, expected in [
            ({"New": {"N": "1.50"}}, {"New": {"N": "1.50"}}),
            ({"lines": lines}, {"lines": lines}),
            ({"Place": {"M": {"City": {"S": "x"}, "zip": {"S": "1"}}}}, {"Place": {"M": {"zip": {"S": "1"}}}}),
            ({"Home": {"M": {"street": {"S": "x"}, "door": {"N": "1"}}}}, {"Home": {"M": {"door": {"N": "1"}}}}),
        ]:
            with self.subTest(image=image):
                self.assertEqual(row_of(image).values["undeclared"], expected)

    def test_the_change_columns(self):
        row = row_of({})
        self.assertEqual(row.values["change_sequence"], "0" * 15 + "1405400000000002063282832")
        self.assertEqual(row.values["change_time"], 1480642020000)
        self.assertEqual(row.partition, {"dt": "2016-12-02"})

    def test_broken_records(self):
        deep = {"NULL": True}
        for _ in range(60):
            deep = {"L": [deep]}
        for image, more in [
            ({"x": {"N": "1" * 39}}, {}),
            ({"x": deep}, {}),
            ({}, {"eventName": "RENAME"}),
            ({}, {"eventSourceARN": "arn:aws:dynamodb:eu-west-1:1:table/Other/stream/x"}),
        ]:
            with self.subTest(image=list(image), more=more), self.assertRaises(source.Broken):
                row_of(image, **more)

    def test_records_are_found_in_every_wrapping(self):
        one = json.dumps({"a": 1})
        for text, expected in [
            (one + "\n" + one + "\n", [{"a": 1}, {"a": 1}]),
            (one + one, [{"a": 1}, {"a": 1}]),
            (f"[{one},\n{one}]", [{"a": 1}, {"a": 1}]),
            (f'{{"Records":[{one}]}}', [{"a": 1}]),
            ("nonsense\n" + one, [None, {"a": 1}]),
        ]:
            with self.subTest(text=text), tempfile.NamedTemporaryFile("w") as file:
                file.write(text)
                file.flush()
                self.assertEqual([value for _, value in source.read_records(file.name)], expected)


# --- a lake of its own -----------------------------------------------------------------------------------------------


def arrow_type(kind):
    match kind[0]:
        case "decimal":
            return pa.decimal128(kind[1], kind[2])
        case "array":
            return pa.list_(arrow_type(kind[1]))
        case "map":
            return pa.map_(pa.string(), arrow_type(kind[1]))
        case "struct":
            return pa.struct([(name, arrow_type(inner)) for name, inner in kind[1]])
    return {
        "int": pa.int32(),
        "bigint": pa.int64(),
        "boolean": pa.bool_(),
        "float": pa.float32(),
        "double": pa.float64(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("ms"),
        "binary": pa.binary(),
    }.get(kind[0], pa.string())


def json_text(value):
    """JSON with the digits of its numbers as they are, which json.dumps cannot write."""
    match value:
        case dict():
            return "{" + ",".join(f"{json.dumps(k)}:{json_text(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ",".join(map(json_text, value)) + "]"
        case decimal.Decimal():
            return str(value)
    return json.dumps(value)


def arrow_value(value, kind):
    if value is None:
        return None
    match kind[0]:
        case "json" | "kept":
            return json_text(value)
        case "map":
            return [(name, arrow_value(inner, kind[1])) for name, inner in value.items()]
        case "array":
            return [arrow_value(element, kind[1]) for element in value]
        case "struct":
            return {name: arrow_value(value[name], inner) for name, inner in kind[1]}
    return value


def write_lake(lake, table, rows):
    """Writes rows of source.py the way a lake keeps them."""
    by_partition = {}
    for row in rows:
        by_partition.setdefault(tuple(row.partition.items()), []).append(row)
    for partition, members in by_partition.items():
        folder = os.path.join(lake, "data", table.name + "_changes", *(f"{k}={v}" for k, v in partition))
        os.makedirs(folder, exist_ok=True)
        columns = table.file_columns()
        arrays = [
            pa.array([arrow_value(row.values[name], kind) for row in members], arrow_type(kind))
            for name, kind in columns
        ]
        pq.write_table(pa.table(arrays, names=[name for name, _ in columns]), os.path.join(folder, "part.parquet"))


class Lake(unittest.TestCase):
    IMAGES = [
        {"price": {"N": "1.5"}, "lines": {"L": [{"M": {"qty": {"N": "2"}}}]}, "f": {"N": "0.1"}},
        {"facts": {"M": {"k": {"S": "é🎂"}}}, "at": {"N": "1480642020123"}, "blob": {"B": "AAE="}},
        {"doc": {"M": {"a": {"N": "12345678901234567890.123456789"}, "b": {"L": [{"N": "-1E-9"}]}}}},
        {"n": {"S": "misfit"}, "New": {"SS": ["u", "v"]}, "Place": {"M": {"city": {"S": "x"}}}},
    ]

    def run_check(self, change):
        """The exit code for a lake in which `change` altered the rows, and what was printed."""
        records = [record(image, id=f"e{at}") for at, image in enumerate(self.IMAGES)]
        table = definition()
        rows = [source.row_of(table, b"", made) for made in records]
        rows = change(copy.deepcopy(rows)) or rows
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "things.toml"), "w") as file:
                file.write(DEFINITION)
            with open(os.path.join(folder, "changes.ndjson"), "w") as file:
                file.writelines(json.dumps(made) + "\n" for made in records)
            write_lake(folder, table, rows)
            arguments = ["check.py", "--lake", folder, "--definition", f"{folder}/things.toml"]
            arguments.append(f"{folder}/changes.ndjson")
            printed = io.StringIO()
            with mock.patch.object(sys, "argv", arguments), contextlib.redirect_stderr(printed):
                with contextlib.redirect_stdout(printed):
                    return check.main(), printed.getvalue()

    def test_an_equal_lake_passes(self):
        code, printed = self.run_check(lambda rows: None)
        self.assertEqual(code, 0, printed)
        self.assertIn("4 rows", printed)

    def test_every_difference_is_seen(self):
        def alter(at, name, value):
            def change(rows):
                rows[at].values[name] = value
                return rows

            return change

        def move(rows):
            rows[0].partition = {"dt": "2016-12-03"}
            return rows

        for what, change in [
            ("price", alter(0, "price", EXACT("1.51"))),
            ("price", alter(1, "price", EXACT("0"))),
            ("lines", alter(0, "lines", [{"sku": "", "qty": 2}])),
            ("lines", alter(0, "lines", [])),
            ("f", alter(0, "f", 0.2)),
            ("facts", alter(1, "facts", {"k": "e🎂"})),
            ("at", alter(1, "at", 1480642020124)),
            ("blob", alter(1, "blob", b"\0")),
            ("rescued", alter(3, "rescued", None)),
            ("undeclared", alter(3, "undeclared", {"New": {"SS": ["u"]}})),
            ("place", alter(3, "place", {"city": None})),
            ("change_expired", alter(0, "change_expired", True)),
            ("change_sequence", alter(0, "change_sequence", "1")),
            ("doc", alter(2, "doc", {"a": EXACT("12345678901234567890.123456788"), "b": [EXACT("-1E-9")]})),
            ("dt", move),
            ("row is missing", lambda rows: rows[:3]),
            ("row too often", lambda rows: rows + rows[:1]),
            ("without a source", alter(0, "change_id", "other")),
        ]:
            with self.subTest(what=what):
                code, printed = self.run_check(change)
                self.assertEqual(code, 1, printed)
                for reader in ("pyarrow", "duckdb"):
                    self.assertRegex(printed, f"{reader}: .*{what}")


if __name__ == "__main__":
    unittest.main()
