#!/usr/bin/env python3
"""The captured fixtures: the change records hold the items as they were written, and the checker can read them."""

import contextlib
import decimal
import io
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import check  # noqa: E402
import source  # noqa: E402
from test_check import write_lake  # noqa: E402

FIXTURES = HERE.parent / "fixtures" / "dynamodb-local"
TABLES = [
    ("every_type", ["changes.ndjson", "big.ndjson.gz"], ["items.ndjson", "big_items.ndjson.gz"]),
    ("expiring", ["expiring.ndjson"], ["expiring_items.ndjson"]),
    ("binary_keyed", ["binary_keyed.ndjson"], ["binary_keyed_items.ndjson"]),
]


def values(attribute):
    """An attribute in a form in which equal values are equal: exact numbers, sets without order."""
    [(tag, payload)] = attribute.items()
    match tag:
        case "N":
            return tag, number(payload)
        case "NS":
            return tag, frozenset(map(number, payload))
        case "SS" | "BS":
            return tag, frozenset(payload)
        case "L":
            return tag, [values(inner) for inner in payload]
        case "M":
            return tag, {name: values(inner) for name, inner in payload.items()}
    return tag, payload


def number(text):
    """The number without zeros at its end, exactly."""
    with decimal.localcontext(prec=400):
        return decimal.Decimal(text).normalize()


def image(item):
    return item and {name: values(attribute) for name, attribute in item.items()}


def replay(lines, keys):
    """(key, item before, item after) of every write that changes something, in order."""
    table = {}
    for line in lines:
        item = line.get("item") or line.get("key") or line["Key"]
        key = repr([values(item[name]) for name in keys])
        before = table.get(key)
        after = None
        if line["write"] == "PutItem":
            after = image(line["item"])
        elif line["write"] == "UpdateItem":
            after = dict(before or image(line["Key"]))
            for change in line["UpdateExpression"].split(" REMOVE "):
                if change.startswith("SET "):
                    name, _, value = change[4:].partition(" = ")
                    name = line["ExpressionAttributeNames"].get(name, name)
                    after[name] = values(line["ExpressionAttributeValues"][value])
                else:
                    after.pop(change, None)
        if before != after:
            table[key] = after
            yield key, before, after


class Fixtures(unittest.TestCase):
    def read(self, names):
        return [record for name in names for _, record in source.read_records(FIXTURES / name)]

    def test_the_records_are_what_was_written(self):
        for table, changes, items in TABLES:
            with self.subTest(table=table):
                definition = source.Definition(FIXTURES / "tables" / f"{table}.toml")
                keys = [definition.paths[name][0] for name in definition.primary_key]
                records = [record["dynamodb"] for record in self.read(changes)]
                expected = list(replay(self.read(items), keys))
                self.assertEqual(len(records), len(expected))
                for record, (key, before, after) in zip(records, expected):
                    self.assertEqual(repr([values(record["Keys"][name]) for name in keys]), key)
                    self.assertEqual(image(record.get("OldImage")), before)
                    self.assertEqual(image(record.get("NewImage")), after)

    def test_all_three_events_and_every_type_are_there(self):
        records = self.read(TABLES[0][1])
        self.assertEqual({record["eventName"] for record in records}, {"INSERT", "MODIFY", "REMOVE"})
        tags = {tag for r in records for a in r["dynamodb"].get("NewImage", {}).values() for tag in a}
        self.assertEqual(tags, {"S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"})

    def test_only_the_time_to_live_expires(self):
        definition = source.Definition(FIXTURES / "tables" / "expiring.toml")
        records = source.read_records(FIXTURES / "expiring.ndjson")
        rows = [source.row_of(definition, *pair).values for pair in records]
        removed = [(row["id"], row["change_expired"]) for row in rows if row["change_type"] == "remove"]
        self.assertEqual(removed, [("removed", False), ("expired", True)])

    def test_a_lake_of_their_rows_passes_the_check(self):
        for table, changes, _ in TABLES:
            with self.subTest(table=table), tempfile.TemporaryDirectory() as lake:
                path = FIXTURES / "tables" / f"{table}.toml"
                definition = source.Definition(path)
                files = [str(FIXTURES / name) for name in changes]
                records = [pair for name in files for pair in source.read_records(name)]
                write_lake(lake, definition, [source.row_of(definition, *pair) for pair in records])
                printed = io.StringIO()
                arguments = ["check.py", "--lake", lake, "--definition", str(path), *files]
                with mock.patch.object(sys, "argv", arguments), contextlib.redirect_stdout(printed):
                    self.assertEqual(check.main(), 0)
                self.assertIn(f"{len(records)} rows", printed.getvalue())


if __name__ == "__main__":
    unittest.main()
