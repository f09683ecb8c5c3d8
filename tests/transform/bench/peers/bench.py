"""The usual Python transform: base64, json, boto3's TypeDeserializer. Prints records per CPU second."""

import base64
import datetime
import decimal
import json
import sys
import time

from boto3.dynamodb.types import Binary, TypeDeserializer


def plain(value: object) -> object:
    match value:
        case decimal.Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Binary():
            return base64.b64encode(value.value).decode()
        case set():
            return list(value)
    raise TypeError(type(value))


class Deserializer(TypeDeserializer):
    """boto3's, which wants bytes where a change has base64."""

    def _deserialize_b(self, value: str) -> Binary:
        return Binary(base64.b64decode(value))


deserializer = Deserializer()


def handler(event: dict) -> dict:
    records = []
    for record in event["records"]:
        change = json.loads(base64.b64decode(record["data"]))
        image = change["dynamodb"]
        seconds = image["ApproximateCreationDateTime"]
        row = {
            "change_type": change["eventName"].lower(),
            "change_time": seconds,
            "change_id": change["eventID"],
            "change_sequence": image["SequenceNumber"],
        }
        for name, value in (image.get("NewImage") or image["Keys"]).items():
            row[name.lower()] = deserializer.deserialize(value)
        line = json.dumps(row, default=plain, separators=(",", ":")) + "\n"
        day = datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%d")
        records.append(
            {
                "recordId": record["recordId"],
                "result": "Ok",
                "data": base64.b64encode(line.encode()).decode(),
                "metadata": {"partitionKeys": {"dt": day}},
            }
        )
    return {"records": records}


with open(sys.argv[1], encoding="utf-8") as file:
    bodies = file.read().split("\n")
handler(json.loads(bodies[0]))
start, done = time.process_time(), 0
for body in bodies:
    reply = handler(json.loads(body))
    json.dumps(reply)
    done += len(reply["records"])
print(done / (time.process_time() - start))
