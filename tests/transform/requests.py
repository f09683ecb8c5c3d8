"""What a request costs the function by its size, for choosing memory and timeout: requests.py BOOTSTRAP [ROUNDS]

    cargo build --release -p lakebed-transform && python3 tests/transform/requests.py target/release/bootstrap

Serves the Lambda Runtime API to the built function and sends it requests of order changes, up to Lambda's limit of 6 MB. CPU time and memory
are the process's own, from /proc, so that a busy machine matters little. Standard library only; Linux.
"""

import base64
import http.server
import json
import os
import pathlib
import queue
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Megabytes of changes before base64, which is how Firehose counts; the last one is as much as a request can hold.
SIZES = (0.2, 1, 2, 3, 4.4)
LIMIT = 6_291_456


def change(n):
    """An order with both images, about as large as those of docs/benchmarks.md."""
    key = {"OrderID": {"S": f"order-{n:08}"}}
    item = key | {
        "CustomerID": {"S": f"customer-{n % 997:05}"}, "Status": {"S": "paid"}, "Amount": {"N": f"{n % 100_000}.25"},
        "Currency": {"S": "EUR"}, "CreatedAt": {"N": str(1_795_132_800_000 + n)}, "Version": {"N": "3"}, "IsGift": {"BOOL": False},
        "Items": {"L": [{"M": {"product_id": {"S": f"p-{i}"}, "name": {"S": "A thing"}, "quantity": {"N": "1"}, "price": {"N": "9.95"}}} for i in range(2)]},
        "Shipping": {"M": {k: {"S": f"{k} of somebody"} for k in ("name", "street", "city", "postal_code", "country")}},
    }  # fmt: skip
    record = {
        "ApproximateCreationDateTime": 1_795_132_800, "Keys": key, "NewImage": item, "OldImage": item | {"Status": {"S": "new"}},
        "SequenceNumber": str(10**20 + n), "SizeBytes": 600, "StreamViewType": "NEW_AND_OLD_IMAGES",
    }  # fmt: skip
    arn = "arn:aws:dynamodb:us-east-1:123456789012:table/Orders/stream/x"
    return json.dumps({"eventID": f"{n:032x}", "eventName": "MODIFY", "eventSourceARN": arn, "dynamodb": record}, separators=(",", ":")).encode()


def request(megabytes):
    """A Firehose request, and its number of records."""
    records, size, n = [], 0, 0
    while True:
        data = change(n)
        if size + len(data) > megabytes * 1e6:
            break
        records.append({"recordId": str(n), "approximateArrivalTimestamp": 1_795_132_800_000, "data": base64.b64encode(data).decode()})
        size, n = size + len(data), n + 1
    body = json.dumps({"invocationId": "i", "deliveryStreamArn": "a", "region": "r", "records": records}, separators=(",", ":"))
    assert len(body) <= LIMIT, f"{len(body)} bytes are more than Lambda takes"
    return body.encode(), n


class Server(http.server.ThreadingHTTPServer):
    """The Runtime API of one function: requests to hand out, and answers."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.waiting, self.answers = queue.Queue(), queue.Queue()

    def handle_error(self, *_):
        """A connection that ends with its function."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.server.waiting.get()
        self.send_response(200)
        for name, value in (("Lambda-Runtime-Aws-Request-Id", "r"), ("Lambda-Runtime-Deadline-Ms", str(int(time.time() * 1000) + 60_000))):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        chunked = self.headers.get("Transfer-Encoding") == "chunked"
        body = self.chunks() if chunked else self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.answers.put((self.path, body))

    def chunks(self):
        body = b""
        while length := int(self.rfile.readline(), 16):
            body += self.rfile.read(length)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, *_):
        pass


def cpu_ms(pid):
    fields = pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()
    return int(fields[0]) / 1e6


def peak_mib(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def measure(bootstrap, megabytes, rounds):
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    env = os.environ | {
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}", "AWS_LAMBDA_FUNCTION_NAME": "f", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
        "AWS_LAMBDA_FUNCTION_VERSION": "1", "LAKEBED_TABLE": "orders", "LAKEBED_TABLES": str(ROOT / "infra/tables"),
    }  # fmt: skip
    function = subprocess.Popen([bootstrap], env=env, stdout=subprocess.DEVNULL)
    try:
        body, records = request(megabytes)
        took = []
        for _ in range(rounds + 1):
            before = cpu_ms(function.pid)
            server.waiting.put(body)
            path, reply = server.answers.get(timeout=60)
            assert path.endswith("/response"), reply
            took.append(cpu_ms(function.pid) - before)
        answered = json.loads(reply)["records"]
        assert len(answered) == records and all(record["result"] == "Ok" for record in answered)
        took = sorted(took[1:])  # the first one learns the order of the attributes
        print(f"| {megabytes} | {records} | {len(body) / 1e6:.1f} | {len(reply) / 1e6:.1f} | {took[len(took) // 2]:.1f} | {took[-1]:.1f} | {peak_mib(function.pid):.0f} |")
    finally:
        function.kill()
        function.wait()
        server.shutdown()
        server.server_close()


def main():
    if len(sys.argv) < 2 or not pathlib.Path(sys.argv[1]).is_file():
        sys.exit("usage: requests.py BOOTSTRAP [ROUNDS]")
    print("| changes, MB | records | request, MB | reply, MB | CPU, ms | at most | peak memory, MiB |\n|---:|---:|---:|---:|---:|---:|---:|")
    for megabytes in SIZES:
        measure(str(pathlib.Path(sys.argv[1]).resolve()), megabytes, int(sys.argv[2]) if len(sys.argv) > 2 else 20)


if __name__ == "__main__":
    main()
