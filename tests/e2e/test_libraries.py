"""The lake and its tables through the libraries that analysts write Python with: PyAthena and awswrangler.

Both also take results from the object that Athena leaves in S3 (PyAthena's pandas and arrow cursors, awswrangler's read_sql_query). The
emulator does not put it where it says, so that they cannot be asked here.
"""

import json

import awswrangler as wr
import boto3
import pyathena
import pytest
from pyathena.cursor import DictCursor
from servers import REGION
from test_faults import change

CHANGES = 1500
BUCKET = "libraries"


@pytest.fixture(scope="module")
def lake(mini, tmp_path_factory):
    mini.bucket(BUCKET)
    changes = tmp_path_factory.mktemp("changes") / "changes.ndjson"
    changes.write_text("".join(json.dumps(change(n * 97)) + "\n" for n in range(CHANGES)))
    where = ["--lake", f"s3://{BUCKET}", "--database", "libraries"]
    mini.land("--table", "orders", changes, "--lake", f"s3://{BUCKET}")
    mini.lakebed("register", "--target", "aws", *where, "--partitions")
    results = {"ResultConfiguration": {"OutputLocation": f"s3://{BUCKET}/results/"}, "EnforceWorkGroupConfiguration": False}
    mini.client("athena").create_work_group(Name="libraries", Configuration=results)
    return f"s3://{BUCKET}/data/orders_changes/"


@pytest.fixture()
def connection(mini):
    with pyathena.connect(
        s3_staging_dir=f"s3://{BUCKET}/results/", schema_name="libraries", work_group="libraries", endpoint_url=mini.url,
        region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test", poll_interval=0.05,
    ) as connection:  # fmt: skip
        yield connection


@pytest.fixture()
def session(mini):
    wr.config.s3_endpoint_url = wr.config.glue_endpoint_url = wr.config.athena_endpoint_url = mini.url
    yield boto3.Session(region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test")
    wr.config.reset()


SQL = "SELECT dt, count(*) AS changes, min(order_id) AS first_order FROM orders_changes GROUP BY dt ORDER BY dt"


def test_pyathena_reads_the_tables(lake, connection):
    rows = connection.cursor().execute(SQL).fetchall()
    assert sum(row[1] for row in rows) == CHANGES and len(rows) > 1
    named = connection.cursor(DictCursor).execute(SQL).fetchall()
    assert [(row["dt"], row["changes"], row["first_order"]) for row in named] == rows


def test_pyathena_reads_large_results_page_by_page(lake, connection):
    rows = connection.cursor().execute("SELECT order_id FROM orders_changes ORDER BY order_id").fetchall()
    assert [row[0] for row in rows] == sorted(f"o-{n * 97}" for n in range(CHANGES))


def test_awswrangler_reads_the_lake_and_the_catalog(lake, session):
    frame = wr.s3.read_parquet(lake, dataset=True, boto3_session=session)
    assert len(frame) == CHANGES and set(frame["order_id"]) == {f"o-{n * 97}" for n in range(CHANGES)}
    types = wr.catalog.get_table_types("libraries", "orders_changes", boto3_session=session)
    assert (types["order_id"], types["change_time"], types["dt"]) == ("string", "timestamp", "string")
    frame = wr.s3.read_parquet_table(table="orders_changes", database="libraries", boto3_session=session)
    assert len(frame) == CHANGES
    assert wr.catalog.get_table_description("libraries", "orders_changes", boto3_session=session)
