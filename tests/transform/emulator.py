"""The built bootstrap behind cargo-lambda's emulator of AWS Lambda: emulator.py BOOTSTRAP; runtime.sh does it all.

What comes back is compared with what the changes hold. Fails when the emulator or the function does not start.
"""

import base64
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CARGO_LAMBDA = ROOT / "target/tools/lambda/bin/cargo-lambda"
BOOTSTRAP = ""
PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def change(order: str, amount: str, name: str = "INSERT") -> bytes:
    item = {"OrderID": {"S": order}, "Amount": {"N": amount}, "Note": {"S": "undeclared"}}
    record = {
        "eventID": f"event-{order}",
        "eventName": name,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "dynamodb": {
            "ApproximateCreationDateTime": 1795082042,
            "Keys": {"OrderID": {"S": order}},
            "NewImage": item,
            "SequenceNumber": "111",
            "SizeBytes": 100,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
        },
        "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/2026-01-07T09:41:52.118",
    }
    return json.dumps(record).encode()


def request(payloads: list[bytes]) -> bytes:
    records = [
        {"recordId": f"id-{i}", "approximateArrivalTimestamp": 1795082042085, "data": base64.b64encode(data).decode()}
        for i, data in enumerate(payloads)
    ]
    return json.dumps({"invocationId": "i", "deliveryStreamArn": "arn", "region": "us-east-1", "records": records}).encode()


class Emulator(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.port, cls.folder = free_port(), tempfile.TemporaryDirectory()
        (Path(cls.folder.name) / "Cargo.toml").write_text(
            '[package]\nname = "nothing"\nversion = "0.1.0"\nedition = "2024"\n[[bin]]\nname = "nothing"\npath = "nothing.rs"\n'
        )
        (Path(cls.folder.name) / "nothing.rs").write_text("fn main() {}\n")
        watch = [CARGO_LAMBDA, "lambda", "watch", "--only-lambda-apis", "-A", "127.0.0.1", "-P", str(cls.port)]
        cls.emulator = subprocess.Popen(watch, cwd=cls.folder.name, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(cls.stop, cls.emulator)
        cls.wait_for_port()
        environment = {
            "AWS_LAMBDA_RUNTIME_API": f"http://127.0.0.1:{cls.port}/.rt",
            "AWS_LAMBDA_FUNCTION_NAME": "_",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
            "AWS_LAMBDA_FUNCTION_VERSION": "1",
            "LAKEBED_TABLE": "orders",
            "LAKEBED_TABLES": str(ROOT / "infra/tables"),
        }
        cls.output = tempfile.TemporaryFile("w+")
        cls.function = subprocess.Popen([BOOTSTRAP], env=environment, stdout=cls.output)
        cls.addClassCleanup(cls.stop, cls.function)

    @staticmethod
    def stop(process: subprocess.Popen) -> None:
        process.kill()
        process.wait()

    @classmethod
    def wait_for_port(cls) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if cls.emulator.poll() is not None:
                raise RuntimeError(f"cargo-lambda ended with {cls.emulator.returncode}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", cls.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("cargo-lambda did not open its port")

    def invoke(self, body: bytes) -> tuple[int, dict]:
        url = f"http://127.0.0.1:{self.port}/2015-03-31/functions/_/invocations"
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body), timeout=PATIENCE_SECONDS) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def test_changes_become_rows(self) -> None:
        payloads = [change("O-1", "12.50"), b"not a change", change("O-2", "99999999999999")]
        status, reply = self.invoke(request(payloads))
        self.assertEqual(status, 200)
        good, failed, misfit = reply["records"]
        self.assertEqual([good["recordId"], failed["recordId"], misfit["recordId"]], ["id-0", "id-1", "id-2"])
        self.assertEqual((good["result"], failed["result"], misfit["result"]), ("Ok", "ProcessingFailed", "Ok"))
        self.assertEqual(good["metadata"]["partitionKeys"], {"dt": "2026-11-19"})
        self.assertEqual(base64.b64decode(failed["data"]), payloads[1])
        row = json.loads(base64.b64decode(good["data"]))
        self.assertEqual((row["order_id"], row["amount"], row["change_type"]), ("O-1", "12.50", "insert"))
        self.assertEqual(json.loads(row["undeclared"]), {"Note": {"S": "undeclared"}})
        row = json.loads(base64.b64decode(misfit["data"]))
        self.assertEqual((row.get("amount"), json.loads(row["rescued"])), (None, {"Amount": {"N": "99999999999999"}}))

    def test_a_large_request_is_answered_whole(self) -> None:
        payloads = [change(f"O-{i}", f"{i}.25") for i in range(5000)]
        body = request(payloads)
        self.assertGreater(len(body), 3_000_000)
        status, reply = self.invoke(body)
        self.assertEqual(status, 200)
        self.assertEqual([r["recordId"] for r in reply["records"]], [f"id-{i}" for i in range(5000)])
        self.assertTrue(all(r["result"] == "Ok" for r in reply["records"]))

    def test_a_broken_request_is_an_error_and_the_function_lives_on(self) -> None:
        status, error = self.invoke(b'{"Records":[]}')
        self.assertEqual((status >= 400, error["errorType"]), (True, "Lakebed.no_records"))
        self.assertEqual(self.invoke(request([]))[1], {"records": []})
        self.assertIsNone(self.function.poll())

    def test_cargo_lambda_invoke_reads_the_reply(self) -> None:
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            file.write(request([change("O-3", "1")]))
            file.flush()
            invoke = [CARGO_LAMBDA, "lambda", "invoke", "-A", "127.0.0.1", "-P", str(self.port), "-F", file.name]
            output = subprocess.run(invoke, capture_output=True, check=True, timeout=PATIENCE_SECONDS, env={**os.environ, "NO_COLOR": "1"})
        self.assertEqual(json.loads(output.stdout)["records"][0]["result"], "Ok")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit("usage: emulator.py BOOTSTRAP (runtime.sh makes one)")
    if not CARGO_LAMBDA.is_file():
        sys.exit(f"{CARGO_LAMBDA} is missing: tests/transform/runtime.sh installs it")
    BOOTSTRAP = sys.argv.pop()
    unittest.main()
