"""Emulators of AWS as processes of the tests: each on a free port of the loopback interface, each stopped at the end."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
REGION = "eu-central-1"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def process(name, command, health, home, **env):
    """A server that is ready: `health` answers. One that does not start is a failure that says so."""
    log = home / f"{name}.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            command, env=os.environ | env, cwd=home, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        deadline = time.monotonic() + 60
        while True:
            if server.poll() is not None:
                raise RuntimeError(f"{name} ended with {server.returncode}: {log.read_text()[-2000:]}")
            try:
                urllib.request.urlopen(health, timeout=2).read()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise RuntimeError(f"{name} did not start within 60 s: {log.read_text()[-2000:]}") from None
                time.sleep(0.2)
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@contextlib.contextmanager
def ministack(home):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0", "HOME": str(home)}
    with process("ministack", [sys.executable, "-m", "ministack"], f"{url}/_ministack/health", home, **env):
        yield url


@contextlib.contextmanager
def moto(home):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with process("moto", command, f"{url}/moto-api/data.json", home):
        yield url
