"""The types that statements are made of, by a word of their own, and literals of them.

A word stands for what is compared and computed together: `int` is every integer type, `double` is REAL too, `time` is a timestamp.
"""

SQL = {
    "int": "bigint",
    "decimal": "decimal(12,3)",
    "double": "double",
    "text": "varchar",
    "bool": "boolean",
    "date": "date",
    "time": "timestamp(3)",
    "json": "varchar",
    "ints": "array(bigint)",
    "texts": "array(varchar)",
    "doubles": "array(double)",
    "counts": "map(varchar, bigint)",
    "labels": "map(bigint, varchar)",
    "pair": "row(i bigint, w varchar)",
    "pairs": "array(row(i bigint, w varchar))",
}
SCALARS = ["int", "decimal", "double", "text", "bool", "date", "time"]
NUMBERS = ["int", "decimal", "double"]
ELEMENTS = {"ints": "int", "texts": "text", "doubles": "double", "pairs": "pair"}
ENTRIES = {"counts": ("text", "int"), "labels": ("int", "text")}
FIELDS = {"pair": (("i", "int"), ("w", "text"))}
NESTED = [*ELEMENTS, *ENTRIES, *FIELDS]

INTEGERS = [0, 0, 1, 1, 2, 2, 3, 4, 5, -1, -2, 7, 10]
DECIMALS = ["1.50", "-2.25", "0.00", "1.00", "10.0", "0.5", "3.10", "-0.75", "2.", "100.125", "DECIMAL '7'", "-0.05"]
# Exact in binary, so that a sum does not depend on the order of the rows.
DOUBLES = ["0e0", "-0e0", "0e0", "1.5e0", "-2.25e0", "1e1", "2e0", "1e0", "0.5e0", "-1e0", "3e0"]
# No zero: which of 0 and -0 Trino finds in a join of REAL depends on the side that it builds its table from.
REALS = [f"REAL '{number}'" for number in ("0.25", "1.5", "-2.25", "1", "2", "3", "-1", "10", "0.5")]
TEXTS = ["'a'", "'b'", "'ab'", "'A'", "''", "'é'", "'日本'", "'x y'", "'b,c'", "'10'", "'-3'", "'ß'", "' a '", "'😀z'"]
DATES = ["2024-01-01", "2024-01-31", "2024-02-29", "2023-12-31", "2024-03-10", "1969-12-31", "2024-01-15"]
TIMES = [
    "2024-01-31 23:59:59.999",
    "2024-02-29 12:00:00.000",
    "2023-12-31 00:00:00.001",
    "1969-12-31 23:59:59.500",
    "2024-01-15 08:30:15.250",
    "2024-03-10 02:30:00.000",
]
# Of another precision than the rest.
ODD_TIMES = ["2024-02-29 12:00:00", "2024-01-31 23:59:59.999123"]
JSONS = [
    """'{"a": 1, "b": "x", "c": [1, 2]}'""",
    """'{"a": null, "b": "é"}'""",
    """'{"a": -2.5}'""",
    """'[1, {"a": 2}]'""",
    """'{"a": true, "c": []}'""",
    "'not json'",
]
PLAIN = {"decimal": DECIMALS, "double": [*DOUBLES, "REAL '1.5'"], "text": TEXTS, "bool": ["TRUE", "FALSE"], "json": JSONS}


def is_scalar(kind):
    return kind not in NESTED


def literal(draw, kind):
    """A constant of the type, not NULL; nested ones may hold NULL."""
    if kind == "int":
        text = str(draw.one(INTEGERS))
        form = draw.weighted([(72, None), (12, "BIGINT"), (8, "SMALLINT"), (8, "TINYINT")])
        return f"{form} '{text}'" if form else text
    if kind == "date":
        return f"DATE '{draw.one(DATES)}'"
    if kind == "time":
        return f"TIMESTAMP '{draw.one(TIMES if draw.chance(0.93) else ODD_TIMES)}'"
    if kind in PLAIN:
        return draw.one(PLAIN[kind])
    if kind in ELEMENTS:
        return _array(draw, kind)
    if kind in ENTRIES:
        return _map(draw, kind)
    return f"CAST(ROW({', '.join(_or_null(draw, field) for _, field in FIELDS[kind])}) AS {SQL[kind]})"


def _or_null(draw, kind):
    return "NULL" if draw.chance(0.15) else literal(draw, kind)


def _array(draw, kind):
    length = draw.one([0, 1, 2, 2, 3, 3, 4])
    if length == 0:
        return f"CAST(ARRAY[] AS {SQL[kind]})"
    first = literal(draw, ELEMENTS[kind])  # gives the array its type
    return f"ARRAY[{', '.join([first, *(_or_null(draw, ELEMENTS[kind]) for _ in range(length - 1))])}]"


def _map(draw, kind):
    key, value = ENTRIES[kind]
    pool = [str(number) for number in INTEGERS] if key == "int" else TEXTS
    keys = list(dict.fromkeys(draw.one(pool) for _ in range(draw.one([0, 1, 2, 3]))))
    if not keys:
        return f"CAST(MAP() AS {SQL[kind]})"
    values = [literal(draw, value), *(_or_null(draw, value) for _ in keys[1:])]
    return f"MAP(ARRAY[{', '.join(keys)}], ARRAY[{', '.join(values)}])"
