"""A proxy that makes the faults of AWS, which no emulator makes: throttles, and connections that are reset."""

import collections
import http.client
import http.server
import json
import random
import socket
import struct
import threading
import urllib.parse

# What a service says when it is called too often.
THROTTLES = {"Kinesis": "ProvisionedThroughputExceededException", "AWSGlue": "ThrottlingException", "AmazonSSM": "ThrottlingException"}


class Proxy:
    """Forwards to `target`; of all calls `throttles` are refused, and `resets` lose their connection.

    Half of the resets come after the call was done: the caller cannot know that it was.
    """

    def __init__(self, target, throttles=0.2, resets=0.05, seed=1):
        self.target = urllib.parse.urlsplit(target)
        self.throttles, self.resets = throttles, resets
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
            if dice < self.throttles:
                fault = "throttle"
            elif dice < self.throttles + self.resets:
                fault = "reset before" if self.random.random() < 0.5 else "reset after"
            self.count[fault] += 1
            return fault

    def serve(self, request):
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        fault = self.choose()
        if fault == "throttle":
            return self.refuse(request)
        if fault == "reset before":
            return self.reset(request)
        connection = http.client.HTTPConnection(self.target.hostname, self.target.port, timeout=60)
        try:
            headers = {k: v for k, v in request.headers.items() if k.lower() != "connection"}
            connection.request(request.command, request.path, body, headers)
            answer = connection.getresponse()
            data = answer.read()
        finally:
            connection.close()
        if fault == "reset after":
            return self.reset(request)
        request.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                request.send_header(name, value)
        # The answer to HEAD has the length of what GET would answer.
        length = answer.getheader("Content-Length") if request.command == "HEAD" else None
        request.send_header("Content-Length", length or str(len(data)))
        request.end_headers()
        if request.command != "HEAD":
            request.wfile.write(data)

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
