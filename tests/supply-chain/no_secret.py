"""No secret in any output: commands run with marked secrets in every place that may hold one, against a server that plays AWS badly and
repeats what it was sent. Usage: no_secret.py HELPER"""

import base64
import http.server
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import urllib.parse

SECRETS = {
    "secret key": "wJalrXUtnFEMI/MARKEDSECRETKEY+EXAMPLEKEY",
    "session token": "MARKEDTOKEN/FQoGZXIvYXdzEBYaDF+token==",
    "secret key of a profile": "pRoFiLe/MARKEDPROFILEKEY+abcdefghijklmno",
    "password of a proxy": "MARKEDPROXYPASSWORD",
    "data of a record": "MARKEDCUSTOMERDATA",
}
ROOT = pathlib.Path(__file__).resolve().parents[2]
seen = []


class Parrot(http.server.BaseHTTPRequestHandler):
    """Refuses every call in one of several ways, each time with all that it was told."""

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode(errors="replace")
        seen.append(self.path)
        said = " ".join(f"{name}: {value}" for name, value in self.headers.items())
        token = self.headers.get("X-Amz-Security-Token", "")
        status, kind = [(403, "SignatureDoesNotMatch"), (400, "InvalidToken"), (400, "ExpiredTokenException"), (503, "SlowDown")][len(seen) % 4]
        if "json" in (self.headers.get("Content-Type") or ""):
            text = '{"__type":"%s","message":"%s"}' % (kind, (said + self.path).replace('"', "'").replace("\\", "/"))
            kind = "application/x-amz-json-1.1"
        else:
            text = f"<Error><Code>{kind}</Code><Message>{kind}</Message><Token-0>{token}</Token-0><StringToSign>{said}</StringToSign></Error>"
            kind = "application/xml"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = answer

    def log_message(self, *_):
        pass


def forms(secret):
    """The secret as it stands, percent-encoded, in base64."""
    yield secret
    yield urllib.parse.quote(secret, safe="")
    yield base64.b64encode(secret.encode()).decode().rstrip("=")[:-1]


def main():
    helper = str(pathlib.Path(sys.argv[1]).resolve())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Parrot)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory(prefix="lakebed-secrets-") as work:
        work = pathlib.Path(work)
        (work / "credentials").write_text(
            f"[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = {SECRETS['secret key of a profile']}\n")
        (work / "config").write_text("[default]\nregion = eu-central-1\n")
        mark = SECRETS["data of a record"]
        (work / "bad.ndjson").write_text(
            f'{{"eventID":"1","{mark}\n{{"message":"{mark}"}}\n'
            f'{{"eventID":"2","eventName":"INSERT","dynamodb":{{"ApproximateCreationDateTime":1,"Keys":{{"OrderID":{{"S":"{mark}"}}}},'
            f'"NewImage":{{"OrderID":{{"S":"{mark}"}},"Amount":{{"N":"{mark}"}}}},"SequenceNumber":"1"}}}}\n')
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LAKEBED_", "AWS_"))}
        base = kept | {"AWS_CONFIG_FILE": str(work / "config"), "AWS_SHARED_CREDENTIALS_FILE": str(work / "credentials"), "NO_PROXY": "127.0.0.1",
                       "AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "eu-central-1", "AWS_ENDPOINT_URL": endpoint, "AWS_MAX_ATTEMPTS": "1",
                       "HTTPS_PROXY": f"http://user:{SECRETS['password of a proxy']}@127.0.0.1:9", "RUST_LOG": "trace", "RUST_BACKTRACE": "full"}
        keys = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": SECRETS["secret key"],
                "AWS_SESSION_TOKEN": SECRETS["session token"]}
        ways = {"environment": base | keys, "profile": base, "https": base | keys | {"AWS_ENDPOINT_URL": "https://127.0.0.1:9"}}
        local = [["land", "--table", "orders", work / "bad.ndjson"], ["land", "--table", "orders", "--format", "json", work / "bad.ndjson"],
                 ["status", "--format", "json"], ["register"], ["query", "run", "orders_by_status"], ["replay", "--table", "orders", "--quarantine"],
                 ["erase", "--table", "orders", "--dry-run", mark], ["config", "show"], ["table", "infer", work / "bad.ndjson"]]
        remote = [["config", "show"], ["config", "show", "--format", "json"], ["register"], ["register", "--dry-run"], ["status"],
                  ["query", "run", "orders_by_status"], ["query", "publish", "--dry-run"],
                  ["land", "--table", "orders", work / "bad.ndjson"], ["land", "--table", "orders", "--from", "kinesis:orders"],
                  ["export", "orders_by_status", "--to", work / "out.csv"], ["query", "run", "orders_by_status", "--workgroup", "w"],
                  ["land", "--table", "orders", "--lake", "s3://bucket/lake", work / "bad.ndjson"]]
        runs, wrong, output = 0, [], 0
        for way, environment in ways.items():
            # Behind the proxy nothing answers, and each call is tried for seconds: one command for each of Glue, Athena and S3 will do.
            some = [remote[2], remote[6], remote[11]] if way == "https" else remote
            for target, commands in (("local", local), ("aws", some)):
                for command in commands:
                    full = [helper, *map(str, command), "--target", target, "--tables", str(ROOT / "infra/tables"),
                            "--queries", str(ROOT / "queries"), "--progress"] + ([] if target == "aws" else ["--lake", str(work / "lake")])
                    done = subprocess.run(full, env=environment, cwd=work, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
                    runs += 1
                    text = (done.stdout + done.stderr).decode(errors="replace")
                    output += len(text)
                    if done.returncode not in (0, 1, 2):
                        wrong.append(f"exit {done.returncode}: {command}")
                    # Whoever asks for a key by name may be told of it; here nothing of it is there.
                    for name, secret in SECRETS.items():
                        if any(form in text for form in forms(secret)):
                            line = next((line for line in text.splitlines() if any(form in line for form in forms(secret))), "")
                            wrong.append(f"{name} in the output of {' '.join(map(str, command))} ({way}): {line[:300]}")
        if len(seen) < 10 or output < 2000:
            wrong.append(f"the commands called AWS {len(seen)} times and wrote {output} bytes: nothing was tested")
        if wrong:
            sys.exit("\n".join(f"error: {line}" for line in wrong))
        print(f"no secret in {output} bytes of {runs} runs, {len(seen)} calls of which were refused by a server that repeats what it is sent")


if __name__ == "__main__":
    main()
