#!/usr/bin/env python3
"""Do independent readers find in a lake what its source records say?

    check.py --lake DIR --definition infra/tables/orders.toml CHANGES...

Works out every row of the table from the change records (source.py) and compares it with what pyarrow and what DuckDB
read from DIR/data/<table>_changes/: values, nulls, types, order of columns, partitions. Rows are matched by change_id.
Prints counts; exit 0 they agree, 1 they differ (the first differences are shown: change ids and columns, with --show
values too), 2 the check could not be made.
"""

import argparse
import collections
import datetime
import decimal
import json
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import source  # noqa: E402

try:
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    print(f"error: {error}", file=sys.stderr)
    print("hint: python3 -m venv .venv && .venv/bin/pip install -r tests/requirements.txt", file=sys.stderr)
    sys.exit(2)

UTC = datetime.timezone.utc


class Differences:
    """Counts all, shows the first."""

    def __init__(self, show, most):
        self.total, self.show, self.most = 0, show, most
        self.by_kind = collections.Counter()

    def add(self, reader, kind, id, column=None, expected=None, found=None):
        self.total += 1
        self.by_kind[(reader, kind, column or "-")] += 1
        if self.by_kind[(reader, kind, column or "-")] <= self.most:
            line = f"{reader}: {kind}: change {id}" + (f", column {column}" if column else "")
            if self.show:
                line += f"\n    expected {expected!r}\n    found    {found!r}"
            print(line, file=sys.stderr)


class Expected:
    """All rows that the sources call for."""

    def __init__(self, definition, paths):
        self.rows, self.times = {}, collections.Counter()
        self.records, self.filtered, self.unknown = 0, 0, 0
        self.broken = collections.Counter()
        self.doubtful = set()
        for path in paths:
            for text, record in source.read_records(path):
                self.records += 1
                try:
                    if record is None:
                        raise source.Broken("not JSON")
                    row = source.row_of(definition, text, record)
                except source.Broken as why:
                    self.broken[str(why)] += 1
                    if isinstance(why, source.Doubtful):
                        self.doubtful.add(record.get("eventID") if isinstance(record, dict) else None)
                    continue
                if row is None:
                    self.filtered += 1
                elif row.id is source.UNKNOWN:
                    self.unknown += 1
                else:
                    self.rows[row.id] = row
                    self.times[row.id] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lake", required=True)
    parser.add_argument("--definition", required=True)
    parser.add_argument("--show", action="store_true", help="print the values that differ, which are data")
    parser.add_argument("--most", type=int, default=3, help="differences to print of each kind")
    parser.add_argument("changes", nargs="+", help="the files that were landed")
    arguments = parser.parse_args()

    definition = source.Definition(arguments.definition)
    folder = os.path.join(arguments.lake, "data", definition.name + "_changes")
    objects = sorted(
        os.path.join(parent, name)
        for parent, _, names in os.walk(folder)
        for name in names
        if name.endswith(".parquet")
    )
    if not objects:
        print(f"error: no Parquet objects under {folder}", file=sys.stderr)
        return 2
    expected = Expected(definition, arguments.changes)
    print(
        f"source: {expected.records} records, {len(expected.rows)} distinct changes, "
        f"{expected.filtered} filtered, {sum(expected.broken.values())} broken"
    )
    for why, count in sorted(expected.broken.items()):
        print(f"    {count} {why}")

    differences = Differences(arguments.show, arguments.most)
    check_schemas(definition, objects, differences)
    for reader, rows in [("pyarrow", by_pyarrow(folder, objects)), ("duckdb", by_duckdb(folder))]:
        check_rows(reader, definition, expected, rows, differences)
    if expected.unknown:
        print(f"not checked: {expected.unknown} records without an id of their own")
    if differences.total:
        print(f"{differences.total} differences", file=sys.stderr)
        for (reader, kind, column), count in differences.by_kind.most_common():
            print(f"    {count} {reader} {kind} {column}", file=sys.stderr)
        return 1
    if not expected.rows:
        print("error: the sources hold no change: nothing was compared", file=sys.stderr)
        return 2
    print("both readers agree with the source")
    return 0


def check_rows(reader, definition, expected, rows, differences):
    columns = definition.file_columns()
    seen, values, kept = collections.Counter(), 0, collections.Counter()
    for found, partition in rows:
        id = found.get("change_id")
        row = expected.rows.get(id)
        if row is None and id in expected.doubtful:
            continue
        if row is None:
            differences.add(reader, "row without a source", id)
            continue
        seen[id] += 1
        for name, kind in columns:
            want = row.values[name]
            if want is source.UNKNOWN:
                continue
            got = canonical(found[name], kind)
            values += 1
            if name in ("undeclared", "rescued") and want is not None:
                kept[name] += 1
            if not same(want, got, kind):
                differences.add(reader, "value", id, name, want, got)
        for name, want in row.partition.items():
            if want is not source.UNKNOWN and partition.get(name) != want:
                differences.add(reader, "partition", id, name, want, partition.get(name))
    for id in expected.rows:
        if not seen[id]:
            differences.add(reader, "row is missing", id)
        elif seen[id] > expected.times[id]:
            differences.add(reader, "row too often", id, None, expected.times[id], seen[id])
    print(
        f"{reader}: {sum(seen.values())} rows, {values} values compared, "
        f"{kept['undeclared']} with undeclared, {kept['rescued']} with rescued"
    )


# --- readers ---------------------------------------------------------------------------------------------------------


def by_pyarrow(folder, objects):
    for path in objects:
        partition = partition_in(folder, path)
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(8192):
                for row in batch.to_pylist():
                    yield row, partition


def by_duckdb(folder):
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    pattern = os.path.join(folder, "**", "*.parquet").replace("'", "''")
    cursor = connection.execute(
        f"SELECT * FROM read_parquet('{pattern}', hive_partitioning = true, hive_types_autocast = false)"
    )
    names = [column[0] for column in cursor.description]
    while batch := cursor.fetchmany(8192):
        for values in batch:
            row = dict(zip(names, values))
            yield row, row


def partition_in(folder, path):
    parts = os.path.dirname(os.path.relpath(path, folder)).split(os.sep)
    return {name: urllib.parse.unquote(value) for name, _, value in (part.partition("=") for part in parts)}


# --- values and types ------------------------------------------------------------------------------------------------


def canonical(value, kind):
    """What a reader gave, in the form of source.py."""
    if value is None:
        return None
    match kind[0]:
        case "timestamp":
            value = value.replace(tzinfo=UTC) if value.tzinfo is None else value
            millis, rest = divmod(value - source.EPOCH, source.MILLISECOND)
            return (millis, rest) if rest else millis
        case "json":
            # Parsed, with the text beside it when it is no JSON.
            try:
                return parse_json(value)
            except ValueError:
                return ("not JSON", value)
        case "kept":
            try:
                return json.loads(value)
            except ValueError:
                return ("not JSON", value)
        case "array":
            return [canonical(element, kind[1]) for element in value]
        case "map":
            pairs = list(value.items() if isinstance(value, dict) else value)
            return {name: canonical(inner, kind[1]) for name, inner in pairs}
        case "struct":
            return {name: canonical(value[name], inner) for name, inner in kind[1]}
        case "binary":
            return bytes(value)
        case _:
            return value


def parse_json(text):
    return json.loads(text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)


def same(want, got, kind):
    if want is None or got is None:
        return want is got
    match kind[0]:
        case "float" | "double":
            return want == got
        case "boolean" | "int" | "bigint":
            return type(want) is type(got) and want == got
        case "decimal":
            return isinstance(got, decimal.Decimal) and want == got
        case "array":
            return len(want) == len(got) and all(same(w, g, kind[1]) for w, g in zip(want, got))
        case "map":
            return want.keys() == got.keys() and all(same(want[k], got[k], kind[1]) for k in want)
        case "struct":
            return all(same(want[name], got[name], inner) for name, inner in kind[1])
        case "json":
            return same_json(want, got)
        case _:
            return type(want) is type(got) and want == got


def same_json(want, got):
    if isinstance(want, decimal.Decimal):
        return isinstance(got, decimal.Decimal) and want == got
    if type(want) is not type(got):
        return False
    if isinstance(want, list):
        return len(want) == len(got) and all(map(same_json, want, got))
    if isinstance(want, dict):
        return want.keys() == got.keys() and all(same_json(want[k], got[k]) for k in want)
    return want == got


def check_schemas(definition, objects, differences):
    """Names, order and types of the columns of every object, as pyarrow sees them."""
    columns = definition.file_columns()
    for path in objects:
        schema = pq.read_schema(path)
        if schema.names != [name for name, _ in columns]:
            name = os.path.basename(path)
            differences.add("pyarrow", "names of columns", name, None, [name for name, _ in columns], schema.names)
            continue
        for name, kind in columns:
            if not is_type(schema.field(name).type, kind):
                differences.add("pyarrow", "type", os.path.basename(path), name, kind, str(schema.field(name).type))
    print(f"pyarrow: {len(objects)} objects, {len(columns)} columns")


def is_type(found, kind):
    types = pa.types
    match kind[0]:
        case "string" | "json" | "kept":
            return types.is_string(found) or types.is_large_string(found) or types.is_string_view(found)
        case "boolean":
            return types.is_boolean(found)
        case "int":
            return types.is_int32(found)
        case "bigint":
            return types.is_int64(found)
        case "float":
            return types.is_float32(found)
        case "double":
            return types.is_float64(found)
        case "decimal":
            return types.is_decimal(found) and (found.precision, found.scale) == kind[1:]
        case "date":
            return types.is_date32(found)
        case "timestamp":
            return types.is_timestamp(found) and found.unit == "ms"
        case "binary":
            return types.is_binary(found) or types.is_large_binary(found) or types.is_binary_view(found)
        case "array":
            return types.is_list(found) and is_type(found.value_type, kind[1])
        case "map":
            return types.is_map(found) and types.is_string(found.key_type) and is_type(found.item_type, kind[1])
        case "struct":
            return (
                types.is_struct(found)
                and [f.name for f in found] == [name for name, _ in kind[1]]
                and all(is_type(f.type, inner) for f, (_, inner) in zip(found, kind[1]))
            )
    return False


if __name__ == "__main__":
    sys.exit(main())
