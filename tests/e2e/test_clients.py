"""The Rust tests of the clients, against each emulator: the conformance suites, races, partitions, streams."""

import subprocess

import pytest

from servers import ROOT

# ministack forgets a shard with all its records when it is split.
BEYOND_MINISTACK = ["--skip", "children_are_read_after_their_parents"]


def cargo(aws, target, *arguments):
    env = aws.env() | {"LAKEBED_TEST_BUCKET": "clients", "LAKEBED_TEST_WORKGROUP": "clients"}
    command = ["cargo", "test", "--locked", "--workspace", "--test", target, "--", "--ignored", *arguments]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=900)
    print(done.stdout + done.stderr)
    assert done.returncode == 0
    assert " 0 passed" not in done.stdout, "the tests were not found"


@pytest.mark.parametrize("name", ["mini", "other"])
def test_glue(name, request):
    cargo(request.getfixturevalue(name), "glue")


@pytest.mark.parametrize("name", ["mini", "other"])
def test_s3_and_kinesis(name, request):
    aws = request.getfixturevalue(name)
    aws.bucket("clients")
    cargo(aws, "aws", *(BEYOND_MINISTACK if name == "mini" else []))


def test_athena(mini):
    """Rows, types, arguments and failures; moto answers no query."""
    mini.bucket("clients-results")
    mini.client("athena").create_work_group(
        Name="clients", Configuration={"ResultConfiguration": {"OutputLocation": "s3://clients-results/"}}
    )
    cargo(mini, "engine")
