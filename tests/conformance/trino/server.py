"""Starts the pinned Trino on 127.0.0.1 for as long as a `with` block lasts.

Everything the server writes (logs, its file metastore) lies in a temporary directory that goes away with it. It cannot outlive
this process: the kernel kills it when the process dies, whatever the reason.

    python3 tests/conformance/trino/server.py 'SELECT 1'      one statement, rows as NDJSON
    python3 tests/conformance/trino/server.py -               each line of the standard input is a statement
    python3 tests/conformance/trino/server.py                 stays up until interrupted, prints the address
"""

import ctypes
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from trino.client import Client, QueryFailed  # noqa: E402
from trino.hive import CATALOG as HIVE_CATALOG  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
START_TIMEOUT_SECONDS = 180
HEAP = os.environ.get("LAKEBED_TRINO_HEAP", "2G")

CONFIG = """\
coordinator=true
node-scheduler.include-coordinator=true
http-server.http.port={port}
discovery.uri=http://127.0.0.1:{port}
node.id=conformance
node.environment=conformance
node.bind-ip=127.0.0.1
node.internal-address=127.0.0.1
plugin.dir={runtime}/plugin
catalog.config-dir={work}/catalog
catalog.management=static
query.max-memory=512MB
query.max-memory-per-node=512MB
memory.heap-headroom-per-node=512MB
task.concurrency=2
task.max-worker-threads=4
"""

# The file metastore keeps table definitions as files, which hive.py writes (hence the open version check); the data stays
# where the lake has it.
HIVE = """\
connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=local://{work}/metastore
hive.metastore.disable-location-checks=true
hive.metastore.version-compatibility=UNSAFE_ASSUME_COMPATIBILITY
hive.non-managed-table-writes-enabled=true
hive.parquet.time-zone=UTC
hive.storage-format=PARQUET
hive.partition-projection-enabled=true
hive.ignore-absent-partitions=true
hive.max-partitions-per-scan=100000
hive.security=allow-all
"""

JVM = """\
-server
-Xmx{heap}
-XX:+UseG1GC
-XX:G1HeapRegionSize=8M
-XX:+ExitOnOutOfMemoryError
-XX:ReservedCodeCacheSize=256M
-XX:TieredStopAtLevel=1
-Djdk.attach.allowAttachSelf=true
-Dfile.encoding=UTF-8
-Duser.timezone=UTC
-Duser.language=en
-Duser.country=US
"""


class StartFailed(Exception):
    """The server could not be installed or did not become ready."""


def install():
    """Returns the directory of the installed runtime, fetching it the first time."""
    done = subprocess.run([HERE / "install.sh"], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise StartFailed("trino could not be installed, see above")
    return pathlib.Path(done.stdout.strip().splitlines()[-1])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def die_with_parent():
    """Runs in the child: asks Linux to kill it when its parent ends."""
    ctypes.CDLL("libc.so.6", use_errno=True).prctl(1, signal.SIGKILL)


class Server:
    """`with Server() as client:` gives a connected Client and stops the server at the end of the block."""

    def __init__(self):
        self.process = None
        self.work = None

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        runtime = install()
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="trino-"))
        try:
            return self._start(runtime)
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_):
        self.stop()

    def _start(self, runtime):
        port = free_port()
        names = {"port": port, "work": self.work, "runtime": runtime, "heap": HEAP}
        (self.work / "catalog").mkdir()
        (self.work / "metastore").mkdir()
        (self.work / "config.properties").write_text(CONFIG.format(**names))
        (self.work / "catalog" / f"{HIVE_CATALOG}.properties").write_text(HIVE.format(**names))
        (self.work / "catalog" / "memory.properties").write_text("connector.name=memory\n")
        (self.work / "log.properties").write_text("io.trino=WARN\nio.airlift=WARN\n")
        java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin" / "java" if "JAVA_HOME" in os.environ else "java"
        command = [
            java,
            *JVM.format(**names).split(),
            f"-Dtrino.version={runtime.name.split('-')[1]}",
            f"-Dconfig={self.work}/config.properties",
            f"-Dlog.levels-file={self.work}/log.properties",
            "-cp",
            f"{runtime}/classes:{runtime}/lib/*",
            "Launcher",
        ]
        log = open(self.work / "server.log", "wb")
        self.process = subprocess.Popen(
            command, cwd=self.work, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=die_with_parent
        )
        log.close()
        return self._wait_until_ready(port)

    def _wait_until_ready(self, port):
        client = Client(port, self.work / "metastore")
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise StartFailed(f"trino stopped while starting (exit {self.process.returncode}):\n{self._log_tail()}")
            try:
                if client.is_started():
                    client.query("SELECT 1")
                    return client
            except (OSError, QueryFailed):
                pass
            time.sleep(0.5)
        raise StartFailed(f"trino was not ready after {START_TIMEOUT_SECONDS} s:\n{self._log_tail()}")

    def _log_tail(self):
        lines = (self.work / "server.log").read_text(errors="replace").splitlines()
        return "\n".join(lines[-40:])

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.work is not None and "LAKEBED_TRINO_KEEP" not in os.environ:
            shutil.rmtree(self.work, ignore_errors=True)


def main():
    try:
        with Server() as client:
            if len(sys.argv) == 1:
                print(f"http://127.0.0.1:{client.port}", flush=True)
                signal.pause()
            statements = sys.stdin if sys.argv[1:] == ["-"] else sys.argv[1:]
            for statement in filter(None, map(str.strip, statements)):
                print(json.dumps(client.answer(statement), ensure_ascii=False), flush=True)
    except KeyboardInterrupt:
        return 0
    except StartFailed as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
