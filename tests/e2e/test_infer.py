"""A definition from a live table: what the helper's Scan of DynamoDB Local gives is what an export of the same items gives."""

import base64
import json

import capture
import cases
import pytest
from conftest import Aws


class Local(Aws):
    """DynamoDB Local, which has tables for each access key."""

    def env(self, url=None):
        return super().env(url) | {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}


@pytest.fixture(scope="module")
def live():
    """DynamoDB Local with the items of the fixtures, and a second table of 2,500 small ones."""
    capture.install()
    with capture.dynamodb_local() as (database, _):
        capture.create(database, cases.TABLE, cases.KEYS)
        capture.write(database, cases.TABLE, cases.writes())
        capture.create(database, "Orders", [("OrderID", "S")])
        for n in range(0, 2500, 25):
            items = [{"OrderID": {"S": f"o-{n + i}"}, "Amount": {"N": f"{n}.{i:02}"}} for i in range(25)]
            database.batch_write_item(RequestItems={"Orders": [{"PutRequest": {"Item": item}} for item in items]})
        yield Local(database.meta.endpoint_url), database


def export(database, table, file):
    """The table's items as lines of an export to S3."""

    def plain(value):
        return base64.b64encode(value).decode() if isinstance(value, bytes) else list(value)

    pages = database.get_paginator("scan").paginate(TableName=table)
    items = [item for page in pages for item in page["Items"]]
    file.write_text("".join(json.dumps({"Item": item}, default=plain) + "\n" for item in items))
    return len(items)


@pytest.mark.parametrize("table, keys", [(cases.TABLE, "Case,No"), ("Orders", "OrderID")])
def test_live_and_export_give_the_same_definition(live, tmp_path, table, keys):
    aws, database = live
    count = export(database, table, tmp_path / "export.json")
    assert count > 20
    inferred = aws.lakebed("table", "infer", "--from", f"dynamodb:{table}")
    assert inferred == aws.lakebed("table", "infer", tmp_path / "export.json", "--source", table, "--key", keys)
    assert "primary_key" in inferred


def test_a_limit_is_kept(live):
    aws, _ = live
    inferred = aws.lakebed("table", "infer", "--from", "dynamodb:Orders", "--limit", "1200")
    assert "1200" in inferred.replace(",", "")
    assert "2500" not in inferred.replace(",", "")
