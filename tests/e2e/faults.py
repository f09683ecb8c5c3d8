"""A proxy that makes the faults of AWS, which no emulator makes.

Throttles, connections that are reset, slow answers, objects whose bytes change on their way, and PutRecords that take a part of a batch.
"""

import collections
import contextlib
import http.client
import http.server
import json
import random
import socket
import struct
import threading
import time
import urllib.parse

# What a service says when it is called too often.
THROTTLES = {"Kinesis": "ProvisionedThroughputExceededException", "AWSGlue": "ThrottlingException", "AmazonSSM": "ThrottlingException"}


class Proxy:
    """Forwards to `target`; the rest are shares of all calls.

    throttles  are refused.
    resets     lose their connection; half of them after the call was done: the caller cannot know that it was.
    slow       are answered only after one to three seconds.
    damaged    is the share of calls with an object's bytes and their checksum of which one bit is changed, on the way to S3 or back.
    partial    is the share of the records of a PutRecords call that are refused, the others being taken.

    With `in_turn` one PutRecords call at a time reaches the target: moto's shards lose records of calls at the same time, as its source says.
    """

    def __init__(self, target, throttles=0.2, resets=0.05, slow=0.0, damaged=0.0, partial=0.0, in_turn=False, seed=1):
        self.target = urllib.parse.urlsplit(target)
        self.shares = [("throttle", throttles), ("reset", resets), ("slow", slow)]
        self.damaged, self.partial = damaged, partial
        self.turn = threading.Lock() if in_turn else contextlib.nullcontext()
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.count = collections.Counter()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do(self):
                proxy.serve(self)

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def choose(self):
        with self.lock:
            dice = self.random.random()
            fault = "none"
            for name, share in self.shares:
                if 0 <= dice < share:
                    fault = name
                dice -= share
            if fault == "reset":
                fault = self.random.choice(["reset before", "reset after"])
            self.count[fault] += 1
            return fault

    def answer(self, target, body):
        """What the proxy answers by itself; None hands the call on."""

    def say(self, request, answer):
        data = json.dumps(answer).encode()
        request.send_response(200)
        request.send_header("Content-Type", "application/x-amz-json-1.1")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    def serve(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        own = self.answer(request.headers.get("X-Amz-Target"), body)
        if own is not None:
            return self.say(request, own)
        fault = self.choose()
        if fault == "throttle":
            return self.refuse(request)
        if fault == "reset before":
            return self.reset(request)
        if fault == "slow":
            time.sleep(1 + 2 * self.random.random())
        if request.command == "PUT":
            body = self.maybe_damaged(request.headers, body)
        if self.partial and request.headers.get("X-Amz-Target", "").endswith(".PutRecords"):
            status, headers, data = self.put_some(request, body)
        else:
            status, headers, data = self.forward(request, body)
        if fault == "reset after":
            return self.reset(request)
        sent = self.maybe_damaged(dict(headers), data) if request.command == "GET" else data
        request.send_response(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                request.send_header(name, value)
        # The answer to HEAD has the length of what GET would answer.
        length = dict(headers).get("Content-Length") if request.command == "HEAD" else None
        request.send_header("Content-Length", length or str(len(sent)))
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(sent)

    def forward(self, request, body):
        """Status, headers and body of what the target answers."""
        connection = http.client.HTTPConnection(self.target.hostname, self.target.port, timeout=60)
        try:
            headers = {k: v for k, v in request.headers.items() if k.lower() not in ("connection", "content-length")}
            connection.request(request.command, request.path, body, headers | {"Content-Length": str(len(body))})
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def put_some(self, request, body):
        """PutRecords of some of the records; the others are refused as a shard without capacity refuses them."""
        call = json.loads(body)
        with self.lock:
            refused = [self.random.random() < self.partial for _ in call["Records"]]
            self.count["partial"] += sum(refused)
        some = [record for record, no in zip(call["Records"], refused) if not no]
        code, text = THROTTLES["Kinesis"], "Rate exceeded for shard shardId-000000000000"
        answer, status, headers = {"Records": []}, 200, [("Content-Type", "application/x-amz-json-1.1")]
        if some:
            with self.turn:
                status, headers, data = self.forward(request, json.dumps(call | {"Records": some}).encode())
            if status != 200:
                return status, headers, data
            answer = json.loads(data)
        taken = iter(answer["Records"])
        answer["Records"] = [{"ErrorCode": code, "ErrorMessage": text} if no else next(taken) for no in refused]
        answer["FailedRecordCount"] = sum("ErrorCode" in record for record in answer["Records"])
        return status, headers, json.dumps(answer).encode()

    def maybe_damaged(self, headers, body):
        """The bytes, or by chance one bit of them another. What has no checksum stays as it is, and so do the frames of a chunked body."""
        names = [name.lower() for name in headers]
        chunked = "x-amz-trailer" in names
        # A checksum of the parts' checksums says nothing to who reads the whole.
        telling = any(name.startswith("x-amz-checksum-crc") and "-" not in headers[key] for name, key in zip(names, headers))
        if not (chunked or telling):
            return body
        start = body.index(b"\r\n") + 2 if chunked else 0
        length = int(body[: start - 2].split(b";")[0], 16) if chunked else len(body)
        with self.lock:
            if not length or self.random.random() >= self.damaged:
                return body
            self.count["damaged"] += 1
        middle = start + length // 2
        return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]

    def refuse(self, request):
        service = (request.headers.get("X-Amz-Target") or "").split(".")[0].split("_")[0]
        if service:
            code = THROTTLES.get(service, "ThrottlingException")
            status, kind, body = 400, "application/x-amz-json-1.1", json.dumps({"__type": code, "message": "Rate exceeded"})
        else:
            status, kind = 503, "application/xml"
            body = "<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(body.encode())

    def reset(self, request):
        """Ends the connection with RST instead of FIN."""
        request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.close_connection = True
        request.connection.close()
        # What the handler would still write has nowhere to go.
        request.wfile = open("/dev/null", "wb")  # noqa: SIM115
