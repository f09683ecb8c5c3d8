#!/usr/bin/env python3
"""Random change records of any definition, most of which fit it somewhere and miss it somewhere else.

    random_changes.py --definition infra/tables/orders.toml --count 2000 --seed 7 > changes.ndjson

For use with check.py: whatever comes out must land as source.py says. Keys are text, numbers and binary within what
DynamoDB takes; attributes are sometimes of the column's type, sometimes of any type, with names that are declared,
declared in another case, or not declared; texts hold escapes, controls and characters beyond the basic plane.
"""

import argparse
import base64
import json
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import source  # noqa: E402

TEXTS = ["", "a", "Ünïcode", "🎂👩‍👧", "\"quoted\"", "back\\slash", "tab\tline\n", "\u0001\u001f\u007f", "\u2028", "مرحبا",
         "null", "1.50", "true", "{\"S\":\"x\"}", " x ", "/", "e\u0301", "\ufeff", "\U0010ffff", "x" * 300]
NUMBERS = ["0", "-0", "1", "-1", "1.0", "1.50", "19.99", "0.001", "2147483647", "-2147483648", "2147483648", "1E+2",
           "1.5E-3", "9223372036854775807", "9223372036854775808", "0.1", "1E-130", "9.9E+125", "123456789012.34",
           "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001", "-1795046400123.999",
           "1795046400", "1795046400123", "1795046400123456", "00012", "1e5", "12345678901234567890123456789.123456789",
           "-5E-1", "3.4028235E38", "3.5E38", "16777217", "0.30000000000000004", "1E37", "-1E+18"]
MOMENTS = ["2026-11-19T08:15:30.123Z", "2026-11-19T08:15:30", "2026-11-19 08:15", "2026-11-19", "2026-02-30T00:00:00Z",
           "2026-11-19T24:00:00Z", "2026-11-19T08:15:30.123456789+05:30", "2026-11-19T08:15:30.1234567891Z", "soon",
           "1969-12-31T23:59:59.9999Z", "0001-01-01T00:00:00+01:00", "2026-11-19T08:15:30-0800", "2026-1-1", "+2026-11-19",
           "2026-11-19T08:15:30,5Z", "2026-11-19t08:15:30z", "2026-11-19T08:15:60Z", "12026-11-19", "2024-02-29"]


class Maker:
    def __init__(self, definition, seed, kinesis):
        self.definition, self.rng, self.kinesis = definition, random.Random(seed), kinesis
        self.names = sorted({name for _, _, path, _ in definition.columns for name in path})

    def text(self):
        rng = self.rng
        return rng.choice(TEXTS) if rng.random() < 0.8 else "".join(rng.choice(TEXTS) for _ in range(rng.randrange(4)))

    def number(self):
        if self.rng.random() < 0.6:
            return self.rng.choice(NUMBERS)
        digits = "".join(self.rng.choice("0123456789") for _ in range(self.rng.randint(1, 38)))
        at = self.rng.randint(0, len(digits))
        point = digits if self.rng.random() < 0.5 else f"{digits[:at] or '0'}.{digits[at:] or '0'}"
        return self.rng.choice(["", "", "-"]) + point

    def binary(self):
        text = base64.b64encode(self.rng.randbytes(self.rng.choice([0, 1, 2, 3, 40]))).decode()
        return base64.b64encode(text.encode()).decode() if self.kinesis else text

    def any(self, depth=0):
        rng = self.rng
        tag = rng.choice(["S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS"] + ["L", "M"] * (3 if depth < 4 else 0))
        few = range(rng.randint(1, 3))
        payload = {
            "S": self.text,
            "N": self.number,
            "B": self.binary,
            "BOOL": lambda: rng.random() < 0.5,
            "NULL": lambda: True,
            "SS": lambda: sorted({self.text() for _ in few}),
            "NS": lambda: sorted({self.number() for _ in few}),
            "BS": lambda: sorted({self.binary() for _ in few}),
            "L": lambda: [self.any(depth + 1) for _ in range(rng.randrange(4))],
            "M": lambda: {self.name(): self.any(depth + 1) for _ in range(rng.randrange(4))},
        }[tag]()
        return {tag: payload}

    def name(self):
        rng = self.rng
        name = rng.choice(self.names) if rng.random() < 0.4 else rng.choice(TEXTS[1:])
        return rng.choice([name, name, name.upper(), name.lower()])

    def fitting(self, kind):
        """An attribute that fits the type, unless the numbers and texts at hand do not."""
        rng = self.rng
        if rng.random() < 0.06:
            return {"NULL": True}
        if rng.random() < 0.04:
            return self.any()
        match kind[0]:
            case "string":
                return {"N": self.number()} if rng.random() < 0.1 else {"S": self.text()}
            case "boolean":
                return {"BOOL": rng.random() < 0.5}
            case "date":
                return {"S": rng.choice(["2026-11-19", "2024-02-29", "0001-01-01", "9999-12-31", "2023-02-29", "x"])}
            case "timestamp":
                return {"S": rng.choice(MOMENTS)} if rng.random() < 0.5 else {"N": self.number()}
            case "binary":
                return {"B": self.binary()}
            case "json":
                return self.any()
            case "array":
                if rng.random() < 0.2 and kind[1][0] in ("string", "int", "bigint", "decimal", "double", "binary"):
                    tag = {"string": "SS", "binary": "BS"}.get(kind[1][0], "NS")
                    one = {"SS": self.text, "NS": self.number, "BS": self.binary}[tag]
                    return {tag: sorted({one() for _ in range(rng.randint(1, 3))})}
                return {"L": [self.fitting(kind[1]) for _ in range(rng.randrange(4))]}
            case "map":
                return {"M": {self.text(): self.fitting(kind[1]) for _ in range(rng.randrange(4))}}
            case "struct":
                fields = {}
                for name, inner in kind[1]:
                    if rng.random() < 0.8:
                        fields[rng.choice([name] * 6 + [name.upper(), name.title()])] = self.fitting(inner)
                if rng.random() < 0.15:
                    fields[self.name()] = self.any(2)
                return {"M": fields}
        small = rng.random() < 0.5
        return {"N": str(rng.randint(-99_999, 99_999) / rng.choice([1, 1, 10, 100])) if small else self.number()}

    def image(self, keys):
        rng, image = self.rng, {}
        for _, kind, path, _ in self.definition.columns:
            if rng.random() < 0.3 or path[0] in keys:
                continue
            members = image
            for name in path[:-1]:
                inner = members.setdefault(name, {"M": {}})
                if "M" not in inner:
                    break
                members = inner["M"]
            else:
                members.setdefault(path[-1], self.fitting(kind))
        for _ in range(rng.choice([0, 0, 0, 1, 2])):
            image.setdefault(self.name(), self.any())
        pairs = [*keys.items(), *((name, value) for name, value in image.items() if name not in keys)]
        rng.shuffle(pairs)
        return dict(pairs)

    def keys(self):
        keys = {}
        for column in self.definition.primary_key:
            kind = next(kind for name, kind, _, _ in self.definition.columns if name == column)
            name, text = self.definition.paths[column][0], self.text() or "key"
            if self.definition.filter and self.definition.filter["attribute"] == name and self.rng.random() < 0.9:
                text = self.definition.filter["prefix"] + text
            keys[name] = {"B": self.binary()} if kind[0] == "binary" else {"S": text}
        return keys

    def record(self, at):
        rng, keys = self.rng, self.keys()
        kind = rng.choice(["INSERT", "INSERT", "MODIFY", "REMOVE"])
        seconds = 1795046400 + rng.randrange(2 * 86_400)
        change = {"ApproximateCreationDateTime": seconds, "Keys": keys}
        if kind != "REMOVE":
            change["NewImage"] = self.image(keys)
        if kind != "INSERT":
            change["OldImage"] = self.image(keys)
        record = {"eventID": f"random-{at}", "eventName": kind, "dynamodb": change}
        if kind == "REMOVE" and rng.random() < 0.3:
            record["userIdentity"] = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
        if self.kinesis:
            change["ApproximateCreationDateTime"] = seconds * 1000 + rng.randrange(1000)
            record |= {"recordFormat": "application/json", "tableName": self.definition.source}
        else:
            change["SequenceNumber"] = str(10**20 + rng.randrange(10**24))
            stream = f"table/{self.definition.source}/stream/2026-01-01T00:00:00.000"
            record["eventSourceARN"] = f"arn:aws:dynamodb:eu-central-1:123456789012:{stream}"
        if rng.random() < 0.2:
            # The members in another order.
            record = dict(sorted(record.items(), key=lambda _: rng.random()))
            record["dynamodb"] = dict(sorted(change.items(), key=lambda _: rng.random()))
        return record


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--definition", required=True)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinesis", action="store_true", help="as Kinesis Data Streams for DynamoDB writes them")
    arguments = parser.parse_args()
    maker = Maker(source.Definition(arguments.definition), arguments.seed, arguments.kinesis)
    for at in range(arguments.count):
        spaced = maker.rng.random() < 0.1
        separators = (", ", ": ") if spaced else (",", ":")
        print(json.dumps(maker.record(at), ensure_ascii=maker.rng.random() < 0.3, separators=separators))


if __name__ == "__main__":
    main()
