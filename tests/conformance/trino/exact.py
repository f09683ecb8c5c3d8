"""The exact textual form of a value: JSON null, a string, or an array. ../README.md describes it type by type."""

import base64
import re
import struct

PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]*")


def type_name(signature):
    """The type as Trino's typeof() writes it: `decimal(12,2)`, `array(row(a integer))`, `timestamp(3) with time zone`."""
    kind = signature["rawType"]
    arguments = [argument["value"] for argument in signature.get("arguments", [])]
    if kind == "decimal":
        return f"decimal({arguments[0]},{arguments[1]})"
    if kind in ("array", "map"):
        return f"{kind}({', '.join(type_name(argument) for argument in arguments)})"
    if kind == "row":
        return f"row({', '.join(_field(argument) for argument in arguments)})"
    if kind == "varchar" and arguments and int(arguments[0]) == UNBOUNDED:
        return "varchar"
    if arguments:
        first, _, rest = kind.partition(" ")
        return f"{first}({arguments[0]}){' ' + rest if rest else ''}"
    return kind


UNBOUNDED = 2**31 - 1


def _field(argument):
    name = (argument.get("fieldName") or {}).get("name")
    if name is None:
        return type_name(argument["typeSignature"])
    quoted = name if PLAIN_NAME.fullmatch(name) else '"' + name.replace('"', '""') + '"'
    return f"{quoted} {type_name(argument['typeSignature'])}"


def value(raw, signature):
    """Turns a cell of Trino's protocol (numbers kept as text) into its exact form. `signature` is the column's typeSignature."""
    if raw is None:
        return None
    kind = signature["rawType"]
    inner = [argument["value"] for argument in signature.get("arguments", [])]
    if kind == "array":
        return [value(element, inner[0]) for element in raw]
    if kind == "row":
        return [value(field, part["typeSignature"]) for field, part in zip(raw, inner)]
    if kind == "map":
        pairs = [[value(key, inner[0]), value(element, inner[1])] for key, element in raw.items()]
        return sorted(pairs, key=lambda pair: pair[0])
    if kind == "boolean":
        return raw if isinstance(raw, str) else ("true" if raw else "false")
    if kind == "double":
        return double(raw)
    if kind == "real":
        return real(raw)
    if kind == "varbinary":
        return base64.b64decode(raw).hex()
    if not isinstance(raw, str):
        raise TypeError(f"no exact form for a {kind}: {raw!r}")
    return raw


def double(text):
    """The shortest digits that give the same 64 bits, as d.ddde[-]x."""
    number = float(text)
    return _special(number) or _scientific(repr(number))


def real(text):
    """The shortest digits that give the same 32 bits, as d.ddde[-]x."""
    number = _to_f32(float(text))
    special = _special(number)
    if special:
        return special
    for digits in range(9):
        shortest = f"{number:.{digits}e}"
        if _to_f32(float(shortest)) == number:
            return _scientific(shortest)
    raise ValueError(f"{text} has no 32-bit form")


def _to_f32(number):
    return struct.unpack("f", struct.pack("f", number))[0]


def _special(number):
    if number != number:
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    return None


def _scientific(text):
    """Rewrites any decimal notation as one digit, an optional fraction without trailing zeros, `e` and the exponent."""
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return sign + "0e0"
    leading_zeros = len(whole + fraction) - len(digits)
    point = int(exponent or 0) + len(whole) - leading_zeros - 1
    digits = digits.rstrip("0")
    return f"{sign}{digits[0]}{'.' + digits[1:] if len(digits) > 1 else ''}e{point}"
