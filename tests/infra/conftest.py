"""An emulator for the whole session, and a deployment into it by the scripts that deploy to AWS."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile

import boto3
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
REGION = "us-east-1"


# Alarms over metric math, which the emulator's CloudFormation refuses. They are taken out of the staged template, and
# the tests compare with the rest; cfn-lint alone judges these.
BEYOND_THE_EMULATOR = {"PipeFailedAlarm", "StalledAlarm"}
# The helper that deploys: check.sh builds it.
HELPER = ROOT / "target/debug/lakebed"


def stage(home):
    """A copy of infra/ whose pipeline the emulator can deploy: the same but for BEYOND_THE_EMULATOR."""
    staged = home / "infra"
    shutil.copytree(ROOT / "infra", staged)
    text = (staged / "pipeline.yaml").read_text(encoding="utf-8")
    for logical_id in BEYOND_THE_EMULATOR:
        text, n = re.subn(rf"^  {logical_id}:\n(?:(?:    .*)?\n)+?(?=^  \S)", "", text, flags=re.MULTILINE)
        assert n == 1, f"{logical_id} is not in the template any more"
    (staged / "pipeline.yaml").write_text(text, encoding="utf-8")
    return staged


def noting(home):
    """A script that is the helper, and writes each call's arguments to $HELPER_CALLS where that is set."""
    script = home / "lakebed"
    script.write_text(f'#!/bin/sh\n[ -z "$HELPER_CALLS" ] || printf "%s\\n" "$*" >>"$HELPER_CALLS"\nexec "{HELPER}" "$@"\n')
    script.chmod(0o755)
    return script


class Aws:
    """The emulator as a pair of an environment for scripts and clients for tests."""

    def __init__(self, endpoint, home):
        self.endpoint = endpoint
        self.infra = stage(home)
        # Nothing of the person who runs this may be used by mistake: no profile, no credentials, no configuration.
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "LAKEBED"))}
        self.env = kept | {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
            "HOME": str(home),
            "LAKEBED": str(noting(home)),
            "NO_PROXY": "127.0.0.1",
        }

    def client(self, service):
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name=REGION, aws_access_key_id="test", aws_secret_access_key="test"
        )

    def run(self, script, *arguments, check=True, **env):
        """Runs a script of infra/; its output goes to the failing test."""
        done = subprocess.run(
            [str(self.infra / script), *arguments], env=self.env | env, capture_output=True, text=True, timeout=300
        )
        print(f"$ infra/{script} {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        assert not check or done.returncode == 0, f"{script} ended with {done.returncode}: {done.stderr}"
        return done


    def helper(self, *arguments):
        """Runs the helper as a person at the command line does."""
        done = subprocess.run([str(HELPER), *arguments], env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=300)
        print(f"$ lakebed {' '.join(arguments)}\n{done.stdout}{done.stderr}")
        assert done.returncode == 0, f"exit {done.returncode}: {done.stderr}"
        return done


def pytest_configure():
    if not HELPER.exists():
        pytest.exit(f"error: {HELPER} is missing\nhint: cargo build -p lakebed-cli; infra/check.sh does it", returncode=2)
    # A terminated run ends like an interrupted one, so that the emulator is stopped then too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def aws(tmp_path_factory):
    home = tmp_path_factory.mktemp("emulator")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (home / "log").open("w")
    env = os.environ | {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0", "HOME": str(home)}
    server = subprocess.Popen(
        [sys.executable, "-m", "ministack"], env=env, cwd=home, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        for _ in range(150):
            if server.poll() is not None:
                pytest.fail(f"ministack ended with {server.returncode}: {(home / 'log').read_text()[-2000:]}")
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.2)
        else:
            pytest.fail(f"ministack did not start within 30 s: {(home / 'log').read_text()[-2000:]}")
        yield Aws(f"http://127.0.0.1:{port}", home)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        log.close()


@pytest.fixture(scope="session")
def bootstrap_zip(tmp_path_factory):
    """A package with a bootstrap that does nothing: these tests are about what is deployed, not about what it computes."""
    path = tmp_path_factory.mktemp("lambda") / "bootstrap.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("bootstrap", "#!/bin/sh\nexit 1\n")
    return path
