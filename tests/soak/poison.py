"""Poisoned records of fifty kinds among good ones: every one is accounted for by its reason, and its bytes are in the quarantine.

The sample goes through a pipe, so that its size is bounded by time alone. Sums over all records, sent and kept, are compared.
"""

import argparse
import base64
import json
import pathlib
import subprocess
import tempfile
import threading
import time
import zlib

from lake import BUILT, Lake, main, must

HEAD = '{"eventID":"%s","eventName":"INSERT","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-west-1",'
TAIL = '"SequenceNumber":"1000000000000000000646","SizeBytes":100,"StreamViewType":"NEW_AND_OLD_IMAGES"},' \
       '"eventSourceARN":"arn:aws:dynamodb:eu-west-1:123456789012:table/Orders/stream/2026-01-01T00:00:00.000"}'
BODY = '"dynamodb":{"ApproximateCreationDateTime":1795176000,"Keys":{"OrderID":{"S":"o-%s"}},"NewImage":{"OrderID":{"S":"o-%s"}%s},'
GOOD = HEAD + BODY % ("%s", "%s", "") + TAIL


def image(more):
    """A change whose new image has `more` beside its key."""
    return HEAD + (BODY % ("%s", "%s", "," + more.replace("%", "%%"))) + TAIL


def swap(old, new):
    must(old in GOOD, old)
    return GOOD.replace(old, new)


DEEP = '"x":' + '{"L":[' * 40 + '{"NULL":true}' + "]}" * 40
MAPS = '"x":' + '{"M":{"a":' * 40 + '{"NULL":true}' + "}}" * 40
# What is sent, %s being its number, and the reason that it must get.
KINDS = [
    # no JSON
    ("oops %s", "not_json"), ("<xml n='%s'/>", "not_json"), ('{"eventID":"%s",', "not_json"), (GOOD[:150], "not_json"), (GOOD[:300], "not_json"),
    (GOOD[:-1], "not_json"), (swap('"eventName":', '"eventName"'), "not_json"), (swap('"INSERT"', "INSERT"), "not_json"),
    (swap('"eventName":"INSERT",', '"eventName":"INSERT",,'), "not_json"), (swap(":1795176000", ":01795176000"), "not_json"),
    (swap('"INSERT"', '"INS\\xERT"'), "not_json"), (image('"x":{"S":"\\ud800 %"}').replace("%%", "\\u12"), "not_json"),
    (GOOD[30:], "not_json"), (swap('"dynamodb":', "dynamodb:"), "not_json"), (swap("{\"S\":\"o-%s\"}}", "{\"S\":\"o-%s\"]}"), "not_json"),
    ("'%s'", "not_json"),
    ("{eventID:'%s'}", "not_json"), ("\\u0000%s", "not_json"),
    # JSON, but no change
    ('{"message":"%s"}', "not_a_change"), ('"%s"', "not_a_change"), ("1%s", "not_a_change"), ("{}", "not_a_change"),
    ('{"eventID":"%s","eventName":"INSERT"}', "not_a_change"), (swap('"INSERT"', '"UPSERT"'), "not_a_change"),
    ('{"Records":"%s"}', "not_a_change"), ("true", "not_a_change"), ("null", "not_a_change"),
    # a change of something else, or without what every change has
    (swap("table/Orders/", "table/Customers/"), "wrong_table"), (swap("table/Orders/", "table/orders/"), "wrong_table"),
    (GOOD.replace('"OrderID"', '"orderid"'), "missing_key"), (GOOD.replace('{"S":"o-%s"}', '{"BOOL":true}'), "missing_key"),
    (GOOD.replace('{"S":"o-%s"}', '{"NULL":true}'), "missing_key"), (swap('"NewImage":{', '"NoImage":{'), "no_new_image"),
    (swap('"ApproximateCreationDateTime":1795176000,', ""), "no_time"),
    (swap("1795176000", "1795176000000000000"), "bad_time"), (swap("1795176000", "-1"), "bad_time"),
    (swap("1000000000000000000646", "1e21"), "bad_sequence"), (swap("1000000000000000000646", ""), "bad_sequence"),
    (swap("1000000000000000000646", "1" * 41), "bad_sequence"),
    # attributes that are none
    (image('"Amount":{"Z":"1"}'), "not_an_attribute"), (image('"Amount":19.9'), "not_an_attribute"), (image('"Amount":{}'), "not_an_attribute"),
    (image('"IsGift":{"BOOL":"yes"}'), "not_an_attribute"), (image('"Amount":{"N":"nineteen"}'), "bad_number"),
    (image('"Amount":{"N":""}'), "bad_number"), (image('"Amount":{"N":"' + "1" * 39 + '"}'), "number_too_precise"),
    (image('"Amount":{"N":"1E200"}'), "number_too_precise"), (image(DEEP), "nested_too_deep"), (image(MAPS), "nested_too_deep"),
    (image('"Status":{"S":"new"},"Status":{"S":"paid"}'), "duplicate_attribute"),
]


def poison(number):
    text, reason = KINDS[number % len(KINDS)]
    return text.replace("%s", str(number)).replace("%%", "%").encode(), reason


class Feed(threading.Thread):
    """Good changes from the generator with a poisoned one after every few."""

    def __init__(self, out, good, bad):
        super().__init__()
        self.out, self.good, self.bad = out, good, bad
        self.reasons, self.sum, self.bytes, self.sent = {}, 0, 0, 0

    def run(self):
        command = [BUILT / "lakebed-generate", "--table", "orders", "--count", str(self.good), "--days", "11", "--clean"]
        generator = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        rest, lines = b"", 0
        while chunk := generator.stdout.read(1 << 22):
            chunk = rest + chunk
            whole, _, rest = chunk.rpartition(b"\n")
            block = whole.split(b"\n")
            lines += len(block)
            # As many poisoned ones as are due by now, spread over the block.
            due = min(self.bad, lines * self.bad // self.good) - self.sent
            step = max(len(block) // max(due, 1), 1)
            mixed = []
            for n in range(due):
                mixed += block[n * step : (n + 1) * step]
                mixed.append(self.next())
            mixed += block[due * step :]
            self.out.write(b"\n".join(mixed) + b"\n")
        while self.sent < self.bad:
            self.out.write(self.next() + b"\n")
        self.out.close()
        generator.wait()

    def next(self):
        bytes, reason = poison(self.sent)
        self.sent += 1
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        self.sum += zlib.crc32(bytes)
        self.bytes += len(bytes)
        return bytes


def soak(work, good, bad, memory):
    lake = Lake(work / "lake")
    process = lake.start("land", "--table", "orders", "--memory", memory, "--format", "json", "-", stdin=subprocess.PIPE)
    feed = Feed(process.stdin, good, bad)
    begin = time.monotonic()
    feed.start()
    out = process.stdout.read().decode()
    err = process.stderr.read().decode()
    feed.join()
    must(process.wait() == 1, "exit", process.returncode, err[-1000:])
    seconds = time.monotonic() - begin
    ledger = json.loads(out)
    must(ledger["quarantined_by"] == dict(sorted(feed.reasons.items())), f"reasons {ledger['quarantined_by']} instead of {feed.reasons}")
    must(ledger["read"] == good + bad and ledger["quarantined"] == bad, out[:300])
    must(ledger["landed"] + ledger["dropped"] == good and ledger["dropped"] == 0, out[:300])
    sum, bytes, count = 0, 0, 0
    for path in (lake.path / "quarantine").rglob("*.ndjson"):
        with open(path, "rb") as lines:
            for line in lines:
                raw = base64.b64decode(json.loads(line)["rawData"])
                sum, bytes, count = sum + zlib.crc32(raw), bytes + len(raw), count + 1
    must((count, bytes, sum) == (bad, feed.bytes, feed.sum), "the quarantine does not hold what was sent")
    must(lake.rows()[:2] == (good, good), lake.rows(), "rows instead of", good)
    return (f"{bad:,} records of {len(KINDS)} kinds among {good:,}: {len(feed.reasons)} reasons, all counted, all bytes kept; "
            f"{good:,} rows; {(good + bad) / seconds:,.0f} records/s from a pipe")


def start():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--good", type=int, default=10_000_000)
    parser.add_argument("--bad", type=int, default=1_000_000)
    parser.add_argument("--memory", type=int, default=512, help="of the helper, in MiB")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lakebed-soak-") as work:
        main([("poison", lambda: soak(pathlib.Path(work), arguments.good, arguments.bad, arguments.memory))])


if __name__ == "__main__":
    start()
