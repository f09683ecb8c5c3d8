"""What is in a lake, read by pyarrow: nothing of ours takes part."""

import collections
import io

import pyarrow.parquet as pq


def rows(s3, bucket, table, columns=None):
    """All rows of a table of changes."""
    found = []
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"data/{table}/")
    for page in pages:
        for entry in page.get("Contents", []):
            body = s3.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read()
            found += pq.read_table(io.BytesIO(body), columns=columns, partitioning=None).to_pylist()
    return found


def doubled(rows, key="change_id"):
    counts = collections.Counter(row[key] for row in rows)
    return [value for value, count in counts.items() if count > 1]


def current(rows, key):
    """The newest change of each key, without removed items."""
    newest = {}
    for row in sorted(rows, key=lambda row: row["change_sequence"]):
        newest[row[key]] = row
    return {k: row for k, row in newest.items() if row["change_type"] != "remove"}
