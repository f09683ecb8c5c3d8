"""The emulators for the whole session, and the helper as a process that talks to them and to nobody else."""

import json
import os
import signal
import subprocess
import sys

import boto3
import pytest

from servers import REGION, ROOT, ministack, moto

sys.path.insert(0, str(ROOT / "tests/fixtures/dynamodb-local"))

HELPER = ROOT / "target/debug/lakebed"


class Aws:
    """An emulator: clients for tests, an environment for the helper."""

    def __init__(self, url):
        self.url = url

    def client(self, service):
        return boto3.client(
            service, endpoint_url=self.url, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test"
        )

    def env(self, url=None):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "LAKEBED"))}
        return kept | {
            "AWS_ENDPOINT_URL": url or self.url,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": "127.0.0.1",
        }

    def start(self, *arguments, url=None):
        return subprocess.Popen(
            [str(HELPER), *map(str, arguments)],
            env=self.env(url), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def lakebed(self, *arguments, url=None, code=0):
        """Runs the helper; its output goes to the failing test."""
        child = self.start(*arguments, url=url)
        out, err = child.communicate(timeout=600)
        print(f"$ lakebed {' '.join(map(str, arguments))}\n{out}{err}")
        assert child.returncode == code, f"exit {child.returncode}: {err}"
        return out

    def land(self, *arguments, **options):
        return json.loads(self.lakebed("land", *arguments, "--format", "json", **options))

    def stream(self, name, shards=2):
        kinesis = self.client("kinesis")
        kinesis.create_stream(StreamName=name, ShardCount=shards)
        kinesis.get_waiter("stream_exists").wait(StreamName=name, WaiterConfig={"Delay": 1})
        return kinesis

    def bucket(self, name):
        s3 = self.client("s3")
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        return s3


def pytest_configure():
    # A terminated run ends like an interrupted one, so that the emulators are stopped then too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def mini(tmp_path_factory):
    with ministack(tmp_path_factory.mktemp("ministack")) as url:
        yield Aws(url)


@pytest.fixture(scope="session")
def other(tmp_path_factory):
    with moto(tmp_path_factory.mktemp("moto")) as url:
        yield Aws(url)
