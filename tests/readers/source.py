"""What every row of a table must be, worked out from the change records alone.

Written from the documentation, in plain Python, with no code of the product: exact numbers by decimal.Decimal and
fractions.Fraction, JSON by json, moments by datetime. Values have one canonical form per type:

    string str, boolean bool, int and bigint int, float and double float, decimal Decimal, date datetime.date,
    timestamp int (milliseconds since the epoch), binary bytes, array list, map dict, struct dict, json parsed JSON
"""

import base64
import binascii
import datetime
import decimal
import gzip
import json
import re
import struct
import tomllib
from fractions import Fraction

import xxhash

CHANGE_COLUMNS = [
    ("change_type", ("string",)),
    ("change_time", ("timestamp",)),
    ("change_id", ("string",)),
    ("change_sequence", ("string",)),
    ("change_expired", ("boolean",)),
]
KEPT_COLUMNS = [("undeclared", ("kept",)), ("rescued", ("kept",))]

UNKNOWN = object()  # a value that the record alone does not determine
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MILLISECOND = datetime.timedelta(milliseconds=1)
decimal.getcontext().prec = 400  # more than any number of DynamoDB has digits


class Misfit(Exception):
    """The value does not fit the column's type."""


class Broken(Exception):
    """The record cannot become a row."""


class Doubtful(Broken):
    """Nothing that DynamoDB writes: whether it becomes a row is for the product to say."""


class Repeated(dict):
    """A JSON object with a member twice."""


# --- definitions -----------------------------------------------------------------------------------------------------


def parse_type(text):
    """`array<struct<a:int>>` as ("array", ("struct", [("a", ("int",))]))"""
    tokens = re.findall(r"[a-z0-9_]+|[<>(),:]", text.replace(" ", "").lower())

    def take(expected=None):
        token = tokens.pop(0)
        if expected is not None and token != expected:
            raise ValueError(f"type {text!r}: expected {expected!r}, found {token!r}")
        return token

    def one():
        name = take()
        if name == "array":
            take("<")
            element = one()
            take(">")
            return ("array", element)
        if name == "map":
            take("<")
            take("string")
            take(",")
            value = one()
            take(">")
            return ("map", value)
        if name == "struct":
            take("<")
            fields = []
            while True:
                field = take()
                take(":")
                fields.append((field, one()))
                if take() == ">":
                    return ("struct", fields)
        if name == "decimal":
            take("(")
            precision = int(take())
            take(",")
            scale = int(take())
            take(")")
            return ("decimal", precision, scale)
        return (name,)

    parsed = one()
    if tokens:
        raise ValueError(f"type {text!r}: {tokens[0]!r} is left over")
    return parsed


class Definition:
    def __init__(self, path):
        with open(path, "rb") as file:
            raw = tomllib.load(file)
        self.name = raw["name"]
        self.source = raw["source"]
        self.primary_key = raw["primary_key"]
        self.partition = raw.get("partition", ["dt"])
        self.filter = raw.get("filter")
        self.columns = []
        for column in raw["column"]:
            path = column.get("from", column["name"])
            path = [path] if isinstance(path, str) else path
            self.columns.append((column["name"], parse_type(column["type"]), path, column.get("unit")))
        self.paths = {name: path for name, _, path, _ in self.columns}

    def file_columns(self):
        """Name and type of every column in the files, in order."""
        own = [(name, kind) for name, kind, _, _ in self.columns if name not in self.partition]
        return CHANGE_COLUMNS + own + KEPT_COLUMNS


# --- reading ---------------------------------------------------------------------------------------------------------


def read_records(path):
    """Every record of a file as (bytes, parsed or None): lines, several on a line, arrays, and Lambda events."""
    with open(path, "rb") as file:
        plain = file.read(2) != b"\x1f\x8b"
    with open(path, "rb") if plain else gzip.open(path, "rb") as file:
        start = file.read(1)
        file.seek(0)
        if start == b"[":
            yield from unwrap(file.read())
            return
        for line in file:
            line = line.strip()
            if line:
                yield from unwrap(line)


def unwrap(text):
    try:
        decoded = text.decode("utf-8")
        value, end = DECODER.raw_decode(decoded)
    except (ValueError, RecursionError):
        yield text, None
        return
    values = [value]
    while end < len(decoded):
        end += len(decoded[end:]) - len(decoded[end:].lstrip())
        try:
            value, end = DECODER.raw_decode(decoded, end)
        except (ValueError, RecursionError):
            yield decoded[end:].encode(), None
            break
        values.append(value)
    alone = len(values) == 1
    for value in values:
        if isinstance(value, dict) and isinstance(value.get("Records"), list):
            value = value["Records"]
        if isinstance(value, list):
            for inner in value:
                yield None, inner
        else:
            yield text if alone else None, value


def to_object(pairs):
    members = dict(pairs)
    return members if len(members) == len(pairs) else Repeated(members)


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


DECODER = json.JSONDecoder(parse_float=decimal.Decimal, parse_constant=no_constant, object_pairs_hook=to_object)


# --- one record ------------------------------------------------------------------------------------------------------


class Row:
    __slots__ = ("id", "values", "partition")

    def __init__(self, id, values, partition):
        self.id, self.values, self.partition = id, values, partition


def row_of(definition, text, record):
    """The row of a record; None for one that the definition filters out. Raises Broken."""
    try:
        if text is None or re.search(rb"\\u[dD][89a-fA-F]", text):
            json.dumps(record, ensure_ascii=False, default=str).encode()  # half a surrogate pair is a ValueError
        return well_formed_row(definition, text, record)
    except (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise Doubtful(f"not well formed ({type(error).__name__})") from None


def well_formed_row(definition, text, record):
    change = envelope(definition, text, record)
    keys, image = change["keys"], change["image"]
    if definition.filter:
        value = (keys or image or {}).get(definition.filter["attribute"], {})
        if not value.get("S", "").startswith(definition.filter["prefix"]):
            return None
    names = {definition.paths[column][0] for column in definition.primary_key}
    twice = change["binary_twice"]
    if keys is None and image is not None:
        keys = {name: image[name] for name in names if name in image}
    if not keys or not names <= keys.keys():
        raise Broken("without its key")
    check_attributes(keys, twice)
    if image is not None:
        check_attributes(image, twice)
        if change["type"] != "remove" and not names <= image.keys():
            raise Doubtful("an image without its key")
    elif change["type"] != "remove":
        raise Doubtful("without its new image")
    item = keys if change["type"] == "remove" or image is None else {**keys, **image}
    values, rescued, misfits = {}, {}, set()
    for name, kind, path, unit in definition.columns:
        values[name] = None
        if item is keys and path[0] not in keys:
            continue
        attribute, found = reach(item, path)
        if not found:
            if attribute is not None:  # something that is not a map stands in the way
                keep(rescued, path[:attribute], at(item, path[:attribute]))
            continue
        try:
            values[name] = convert(attribute, kind, unit, twice)
        except Misfit:
            if name in definition.primary_key:
                raise Broken("with a key that does not fit") from None
            keep(rescued, path, attribute)
            misfits.add(tuple(path))
    undeclared = {}
    if item is not keys:
        undeclared = left_over(definition, item, misfits)
    for name in definition.partition:
        if values.get(name) and not is_partition_value(values[name]):
            keep(rescued, definition.paths[name], at(item, definition.paths[name]))
    if twice:
        undeclared, rescued = encoded_once({"M": undeclared})["M"], encoded_once({"M": rescued})["M"]
    values["undeclared"] = undeclared or None
    values["rescued"] = rescued or None
    for name in ("type", "time", "id", "sequence", "expired"):
        values["change_" + name] = change[name]
    return Row(change["id"], values, partition_of(definition, values, misfits))


def envelope(definition, text, record):
    if not isinstance(record, dict):
        raise Broken("not a change")
    if "Item" in record:
        return {
            "type": "insert",
            "time": UNKNOWN,
            "id": own_id(text),
            "sequence": UNKNOWN,
            "expired": False,
            "keys": None,
            "image": record["Item"],
            "binary_twice": False,
        }
    if "Metadata" in record and "Keys" in record:
        micros = int(record["Metadata"]["WriteTimestampMicros"]["N"])
        image = record.get("NewImage")
        kind = "remove" if image is None else "modify" if record.get("OldImage") else "insert"
        return {
            "type": kind,
            "time": micros // 1000,
            "id": own_id(text),
            "sequence": str(micros).zfill(40),
            "expired": False,
            "keys": record["Keys"],
            "image": image,
            "binary_twice": False,
        }
    kinds = {"INSERT": "insert", "MODIFY": "modify", "REMOVE": "remove"}
    body = record.get("dynamodb")
    if record.get("eventName") not in kinds or not isinstance(body, dict):
        raise Broken("not a change")
    kinesis = "recordFormat" in record or "tableName" in record
    if kinesis:
        table = record.get("tableName")
    else:
        arn = re.fullmatch(r"arn:[^:]*:dynamodb:[^:]*:[^:]*:table/([^/]+)/stream/.*", record.get("eventSourceARN", ""))
        table = arn and arn.group(1)
    if not table:
        raise Doubtful("of no table")
    if table != definition.source:
        raise Broken("of another table")
    micros = to_micros(body.get("ApproximateCreationDateTime"))
    kind = kinds[record["eventName"]]
    user = record.get("userIdentity") or {}
    expired = user.get("type") == "Service" and user.get("principalId") == "dynamodb.amazonaws.com"
    sequence = body.get("SequenceNumber")
    if sequence is not None and not re.fullmatch(r"\d{1,40}", sequence, re.ASCII):
        raise Doubtful("without a sequence number")
    return {
        "type": kind,
        "time": micros // 1000,
        "id": record.get("eventID") or own_id(text),
        "sequence": (sequence or str(micros)).zfill(40),
        "expired": kind == "remove" and expired,
        "keys": body.get("Keys"),
        "image": body.get("NewImage"),
        "binary_twice": kinesis,
    }


def own_id(text):
    return UNKNOWN if text is None else xxhash.xxh3_128_hexdigest(text)


def to_micros(time):
    """Microseconds since the epoch, from seconds, milliseconds or microseconds, told apart by their size."""
    if isinstance(time, bool) or not isinstance(time, (int, decimal.Decimal)):
        raise Broken("without a time")
    if decimal.Decimal(time).adjusted() > 20:
        raise Doubtful("of a time that no calendar has")
    time = Fraction(time)
    scale = 10**6 if time < 10**11 else 10**3 if time < 10**14 else 1
    if not 0 <= time * scale < LAST_MILLI * 1000:
        raise Doubtful("of a time that no calendar has")
    return time * scale // 1


PAYLOADS = {"S": str, "N": str, "B": str, "BOOL": bool, "NULL": bool, "SS": list, "NS": list, "BS": list, "L": list, "M": dict}


def check_attributes(image, twice):
    """Raises for what DynamoDB cannot hold: numbers beyond 38 digits, deep nesting, attributes that are none."""
    if isinstance(image, Repeated):
        raise Doubtful("with a member twice")
    stack = [(attribute, 1) for attribute in image.values()]
    doubt = None
    while stack:
        attribute, depth = stack.pop()
        if not isinstance(attribute, dict) or len(attribute) != 1:
            raise Doubtful("not an attribute value")
        [(tag, payload)] = attribute.items()
        if not isinstance(payload, PAYLOADS.get(tag, ())) or payload is False and tag == "NULL":
            raise Doubtful("not an attribute value")
        if isinstance(attribute, Repeated) or isinstance(payload, Repeated):
            raise Doubtful("with a member twice")
        if depth > 40:
            raise Broken("nested too deep")
        if depth > 32:
            doubt = Doubtful("nested a little too deep")
        if tag == "M":
            stack += [(inner, depth + 1) for inner in payload.values()]
        elif tag == "L":
            stack += [(inner, depth + 1) for inner in payload]
        elif tag not in ("BOOL", "NULL"):
            for text in payload if isinstance(payload, list) else [payload]:
                check_text(tag[0], text, twice)
    if doubt:
        raise doubt


def check_text(tag, text, twice):
    if tag == "N":
        number = to_decimal(text)
        if number and not -130 <= number.adjusted() <= 125:
            raise Doubtful("a number of a size that DynamoDB does not know")
        if len("".join(map(str, number.as_tuple().digits)).strip("0")) > 38:
            raise Broken("a number beyond 38 digits")
    elif tag == "B":
        for _ in range(2 if twice else 1):
            plain = base64.b64decode(text, validate=True)
            if base64.b64encode(plain).decode() != text:
                raise Doubtful("binary that is not base64")
            text = plain.decode("latin-1")


def to_decimal(text):
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,9})?", text, re.ASCII):
        raise Doubtful("not a number")
    return decimal.Decimal(text)


# --- attributes to values --------------------------------------------------------------------------------------------


def reach(item, path):
    """(attribute, True), or (None, False) where there is none, or (depth, False) where no map stands at path[:depth]."""
    members = item
    for depth, name in enumerate(path, 1):
        if name not in members:
            return None, False
        attribute = members[name]
        if depth == len(path):
            return attribute, True
        if "NULL" in attribute:
            return None, False
        if "M" not in attribute:
            return depth, False
        members = attribute["M"]


def at(item, path):
    attribute = {"M": item}
    for name in path:
        attribute = attribute["M"][name]
    return attribute


def keep(kept, path, attribute):
    """Puts the attribute into DynamoDB JSON at its path, beside what is there already."""
    for depth, name in enumerate(path, 1):
        if depth == len(path):
            kept[name] = attribute
        elif name in kept and kept[name] is not None:
            if "M" not in kept[name]:
                return
            kept = kept[name]["M"]
        else:
            inner = {}
            kept[name] = {"M": inner}
            kept = inner


def convert(attribute, kind, unit, twice):
    [(tag, payload)] = attribute.items()
    if tag == "NULL":
        return None
    if kind[0] == "json":
        return plain(tag, payload, twice)
    converted = CONVERT[kind[0]](tag, payload, kind, unit, twice)
    return converted


def to_string(tag, payload, *_):
    if tag not in ("S", "N"):
        raise Misfit
    return payload


def to_boolean(tag, payload, *_):
    if tag != "BOOL":
        raise Misfit
    return payload


def to_integer(tag, payload, kind, *_):
    if tag != "N":
        raise Misfit
    value = Fraction(to_decimal(payload))
    bits = 31 if kind[0] == "int" else 63
    if value.denominator != 1 or not -(2**bits) <= value < 2**bits:
        raise Misfit
    return int(value)


def to_exact(tag, payload, kind, *_):
    if tag != "N":
        raise Misfit
    _, precision, scale = kind
    scaled = Fraction(to_decimal(payload)) * 10**scale
    if scaled.denominator != 1 or abs(scaled) >= 10**precision:
        raise Misfit
    return decimal.Decimal(int(scaled)).scaleb(-scale)


def to_float(tag, payload, kind, *_):
    if tag != "N":
        raise Misfit
    return nearest_single(payload) if kind[0] == "float" else float(payload)


SINGLE_MAX = struct.unpack("<f", b"\xff\xff\x7f\x7f")[0]
# Half a step beyond the largest 32 bit float: from here on the nearest is infinity.
SINGLE_LIMIT = Fraction(SINGLE_MAX) + Fraction(2) ** 103


def nearest_single(text):
    """The 32 bit float nearest to the text, which is not always the one nearest to its 64 bit float."""
    exact = Fraction(to_decimal(text))
    if abs(exact) >= SINGLE_LIMIT:
        raise Misfit
    [bits] = struct.unpack("<I", struct.pack("<f", max(-SINGLE_MAX, min(SINGLE_MAX, float(text)))))
    candidates = {bits, bits + 1} | ({bits - 1} if bits & 0x7FFFFFFF else set())
    values = [(struct.unpack("<f", struct.pack("<I", b))[0], b) for b in candidates]
    finite = [(v, b) for v, b in values if abs(v) <= SINGLE_MAX]
    nearest = min(finite, key=lambda vb: (abs(Fraction(vb[0]) - exact), vb[1] & 1))[0]
    if nearest == 0 and exact != 0:  # nothing of the value is left
        raise Misfit
    return nearest


def to_date(tag, payload, *_):
    if tag != "S" or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", payload, re.ASCII):
        raise Misfit
    try:
        return datetime.date.fromisoformat(payload)
    except ValueError:
        raise Misfit from None


FIRST_MILLI = (datetime.datetime.min.replace(tzinfo=datetime.timezone.utc) - EPOCH) // MILLISECOND
LAST_MILLI = (datetime.datetime.max.replace(tzinfo=datetime.timezone.utc) - EPOCH) // MILLISECOND
MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII | re.IGNORECASE,
)


def to_timestamp(tag, payload, _kind, unit, _twice):
    if tag == "N" and unit is not None:
        millis = Fraction(to_decimal(payload)) * {"s": 1000, "ms": 1, "us": Fraction(1, 1000)}[unit] // 1
        return within_calendar(millis)
    match = tag == "S" and MOMENT.fullmatch(payload)
    if not match:
        raise Misfit
    day, hour, minute, second, fraction, zone = match.groups()
    try:
        moment = datetime.datetime.fromisoformat(f"{day}T{hour or '00'}:{minute or '00'}:{second or '00'}+00:00")
    except ValueError:
        raise Misfit from None
    millis = (moment - EPOCH) // MILLISECOND + int((fraction or "").ljust(3, "0")[:3])
    if zone and zone not in "Zz":
        hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
        millis -= (1 if zone[0] == "+" else -1) * (hours * 60 + minutes) * 60_000
    return within_calendar(millis)


def within_calendar(millis):
    """Engines know the years 1 to 9999."""
    if not FIRST_MILLI <= millis <= LAST_MILLI:
        raise Misfit
    return millis


def to_binary(tag, payload, _kind, _unit, twice):
    if tag != "B":
        raise Misfit
    return decode_base64(payload, twice)


def decode_base64(text, twice):
    try:
        once = base64.b64decode(text, validate=True)
        return base64.b64decode(once, validate=True) if twice else once
    except (binascii.Error, ValueError):
        raise Misfit from None


def to_array(tag, payload, kind, unit, twice):
    if tag == "L":
        elements = payload
    elif tag in ("SS", "NS", "BS"):
        elements = [{tag[0]: element} for element in payload]
    else:
        raise Misfit
    return [convert(element, kind[1], unit, twice) for element in elements]


def to_map(tag, payload, kind, unit, twice):
    if tag != "M":
        raise Misfit
    return {name: convert(value, kind[1], unit, twice) for name, value in payload.items()}


def to_struct(tag, payload, kind, unit, twice):
    if tag != "M":
        raise Misfit
    names = [name for name, _ in kind[1]]
    folded = [name.lower() for name in payload]
    if any(folded.count(name) > 1 for name in names):  # they differ in case alone: neither is the field
        raise Misfit
    members = match_fields(payload, names)
    return {
        name: None if members[name] is None else convert(payload[members[name]], inner, unit, twice)
        for name, inner in kind[1]
    }


def match_fields(payload, fields):
    """Field to the attribute's name, or None: exactly, else in lower case."""
    matched = {}
    for field in fields:
        folded = [name for name in payload if name.lower() == field]
        matched[field] = field if field in payload else folded[0] if folded else None
    return matched


CONVERT = {
    "string": to_string,
    "boolean": to_boolean,
    "int": to_integer,
    "bigint": to_integer,
    "decimal": to_exact,
    "float": to_float,
    "double": to_float,
    "date": to_date,
    "timestamp": to_timestamp,
    "binary": to_binary,
    "array": to_array,
    "map": to_map,
    "struct": to_struct,
}


def plain(tag, payload, twice):
    """DynamoDB JSON as plain JSON, as json.loads with Decimal would give it back."""
    if tag == "N":
        return decimal.Decimal(payload)
    if tag == "B":
        return base64.b64encode(decode_base64(payload, twice)).decode()
    if tag == "NULL":
        return None
    if tag == "L":
        return [plain(*next(iter(element.items())), twice) for element in payload]
    if tag == "M":
        return {name: plain(*next(iter(value.items())), twice) for name, value in payload.items()}
    if tag in ("NS", "BS"):
        return [plain(tag[0], element, twice) for element in payload]
    return payload


# --- what no column takes --------------------------------------------------------------------------------------------


def left_over(definition, item, misfits):
    """Attributes and fields without a column, as DynamoDB JSON; none of what is rescued whole."""
    tree = {}
    for _, kind, path, _ in definition.columns:
        node = tree
        for name in path[:-1]:
            node = node.setdefault(name, {"types": [], "below": {}})["below"]
        node.setdefault(path[-1], {"types": [], "below": {}})["types"].append(kind)
    for path in misfits:
        # Like a column that takes anything.
        node = tree
        for name in path[:-1]:
            node = node[name]["below"]
        node[path[-1]]["types"].append(("rescued",))
    kept = {}
    for name, attribute in item.items():
        node = tree.get(name)
        rest = attribute if node is None else unread(attribute, node["types"], node["below"])
        if rest is not None:
            kept[name] = rest
    return kept


def unread(attribute, kinds, below):
    """What of the attribute neither a column of one of the types nor a path below it reads; None when nothing is left."""
    [(tag, payload)] = attribute.items()
    whole = [kind for kind in kinds if kind[0] not in ("struct", "array", "map")]
    if whole:
        return None
    if tag == "L":
        # Inside a list there is no path to keep a field by: the list is kept, or nothing of it.
        for kind in kinds:
            if kind[0] == "array":
                return attribute if any(unread(e, [kind[1]], {}) is not None for e in payload) else None
        return None
    if tag != "M":
        return None
    maps = [kind for kind in kinds if kind[0] == "map"]
    kept = {}
    if maps:
        for name, value in payload.items():
            rest = unread(value, [kind[1] for kind in maps], {})
            if rest is not None:
                kept[name] = rest
        return {"M": kept} if kept else None
    structs = [dict(kind[1]) for kind in kinds if kind[0] == "struct"]
    readers = {}
    for fields in structs:
        for field, name in match_fields(payload, fields).items():
            if name is not None:
                readers.setdefault(name, []).append(fields[field])
    for name, value in payload.items():
        if name in readers or name in below:
            node = below.get(name, {"types": [], "below": {}})
            rest = unread(value, readers.get(name, []) + node["types"], node["below"])
        else:
            rest = value
        if rest is not None:
            kept[name] = rest
    return {"M": kept} if kept else None


def encoded_once(attribute):
    """Kinesis sends binary in base64 twice; what is kept is DynamoDB JSON, with binary in base64 once."""
    [(tag, payload)] = attribute.items()
    if tag == "L":
        return {tag: [encoded_once(element) for element in payload]}
    if tag == "M":
        return {tag: {name: encoded_once(value) for name, value in payload.items()}}
    if tag in ("B", "BS"):
        try:
            texts = [base64.b64decode(text, validate=True).decode() for text in (payload if tag == "BS" else [payload])]
        except ValueError:
            return attribute
        return {tag: texts if tag == "BS" else texts[0]}
    return attribute


# --- where it lies ---------------------------------------------------------------------------------------------------


def is_partition_value(text):
    reserved = ("__none__", "__other__", ".", "..")
    return bool(re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", text, re.ASCII)) and text not in reserved


def partition_of(definition, values, misfits):
    partition = {}
    for name in definition.partition:
        if name in ("dt", "hour"):
            if values["change_time"] is UNKNOWN:
                partition[name] = UNKNOWN
                continue
            moment = EPOCH + values["change_time"] * MILLISECOND
            partition[name] = moment.strftime("%Y-%m-%d" if name == "dt" else "%H")
        elif tuple(definition.paths[name]) in misfits:
            partition[name] = "__other__"
        elif not values[name]:
            partition[name] = "__none__"
        else:
            partition[name] = values[name] if is_partition_value(values[name]) else "__other__"
    return partition
