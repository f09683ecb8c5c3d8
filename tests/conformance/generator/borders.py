"""Every function of Trino called with borders of its types: 0 and its neighbours, the ends of integers, NaN, blanks, leap days, nothing at all.

TRY makes a failure NULL, so that one row that fails leaves the others to be compared.
"""

import random
import re

ROWS = 20  # calls of a function in one statement
GROUPS = 6  # of an aggregate

VALUES = {
    "bigint": "0 1 -1 2 3 7 36 63 64 100 2147483647 2147483648 -2147483648 9223372036854775807 -9223372036854775807 NULL".split(),
    "integer": "0 1 -1 2 5 10 16 31 32 37 100 2147483647 -2147483648 NULL".split(),
    "smallint": "0 1 -1 7 15 16 32767 -32768 NULL".split(),
    "tinyint": "0 1 -1 7 8 127 -128 NULL".split(),
    "double": "0e0 1e0 -1e0 0.5e0 1.5e0 2.5e0 -2.5e0 1e-3 0.1e0 100e0 1e15 1e16 1.7976931348623157e308 nan() infinity() -infinity() NULL".split(),
    "real": "REAL'0' REAL'1' REAL'-1' REAL'0.5' REAL'2.5' REAL'0.1' REAL'16777216' REAL'3.4028235e38' NULL".split(),
    "decimal(10,2)": "0.00 1.25 -1.25 1.50 2.50 -0.01 99999999.99 -99999999.99 7.00 NULL".split(),
    "decimal(38,0)": ["0", "5", "-5", *(f"DECIMAL '{sign}{'9' * 38}'" for sign in ("", "-")), "NULL"],
    "boolean": ["true", "false", "NULL"],
    "varchar": [
        *("''", "' '", "'a'", "'abc'", "'ABC def'", "'a,b,,c'", "'é'", "'ß'", "'😀x'", "'x=1&y=2'", "'12'", "'-7.5'", "'1e3'"),
        *("'2020-02-29'", "'2020-02-29 12:34:56'", "'http://u:p@h.com:80/p?q=1&r=#f'", "'%_'", "'a1b22c'", "'abcabc'", "'  pad  '"),
        *("','", "'b'", "'$.a'", "'day'", "'yyyy-MM-dd'", "'[0-9]+'", "'0'", "'ff'", """'{"a": [1, null, "x"]}'""", "NULL"),
    ],
    "varbinary": "X'' X'00' X'FF' X'61' X'0102030405060708' X'F09F9880' X'C328' X'3FF0000000000000' X'7FC00000' NULL".split(),
    "date": [f"DATE '{day}'" for day in ("1970-01-01", "2020-02-29", "1969-12-31", "2024-01-31", "0001-01-01", "9999-12-31", "2021-01-03")] + ["NULL"],
    "timestamp(3)": [
        *(f"TIMESTAMP '{time}'" for time in ("1970-01-01 00:00:00.000", "2020-02-29 23:59:59.999", "1969-12-31 23:59:59.001")),
        *(f"TIMESTAMP '{time}'" for time in ("2024-01-31 12:34:56.789", "0001-01-01 00:00:00.000", "9999-12-31 23:59:59.999")),
        "NULL",
    ],
    "timestamp(3) with time zone": ["TIMESTAMP '1970-01-01 00:00:00.000 UTC'", "TIMESTAMP '2020-02-29 23:59:59.999 UTC'", "NULL"],
    "time(3)": ["TIME '00:00:00.000'", "TIME '23:59:59.999'", "TIME '12:34:56.789'", "NULL"],
    "json": ["JSON 'null'", "JSON '1'", "JSON '\"a\"'", "JSON '[1,2,null]'", "JSON '{\"a\":1,\"b\":[true]}'", "JSON '1.50'", "JSON '[]'", "NULL"],
}

# What type variables stand for, one after the other.
MEANINGS = (
    {"T": "bigint", "K": "varchar", "V": "double", "E": "varchar", "decimal": "decimal(10,2)"},
    {"T": "varchar", "K": "bigint", "V": "varchar", "E": "double", "decimal": "decimal(38,0)"},
    {"T": "double", "K": "date", "V": "array(bigint)", "E": "bigint", "decimal": "decimal(10,2)"},
)

# Their answers depend on the order of rows or on more than their arguments, they are another system's, they render for a terminal, or they
# take something else than SHOW FUNCTIONS says.
LEFT_OUT = re.compile(
    r"concat|map_concat|codepoint|array_agg|arbitrary|any_value|map_agg|multimap_agg|approx_most_frequent|shuffle|checksum|map_union|listagg|bar|rgb|color|render|fail|"
    r"numeric_histogram|current_.*|learn_.*|classify|regress|features|st_.*|geometry.*|bing_.*|great_circle.*|spatial.*|line_.*|\$.*"
)


def statements(functions, seed):
    """(name, statement) for the rows of SHOW FUNCTIONS, at most three of a signature. The same seed gives the same."""
    made = set()
    for name, returns, arguments, kind, deterministic, _ in functions:
        if kind not in ("scalar", "aggregate") or deterministic in (False, "false") or LEFT_OUT.fullmatch(name):
            continue
        for meaning in MEANINGS:
            types = tuple(concrete(argument, meaning) for argument in split(arguments))
            if (name, types) in made or any(values(each, random.Random(0)) is None for each in types):
                continue
            made.add((name, types))
            draw = random.Random(f"{seed} {name} {types}")
            calls = aggregated if kind == "aggregate" else called
            yield f"{name}_{len(made)}", calls(name, returns, types, draw)


def called(name, _, types, draw):
    rows = [[str(number), *drawn(types, draw)] for number in range(ROWS if types else 1)]
    columns = [f"a{place}" for place in range(len(types))]
    return f"SELECT i, TRY({name}({', '.join(columns)})) AS r FROM {table(rows, ['i', *columns])} ORDER BY i"


def aggregated(name, returns, types, draw):
    rows = [[str(group), *drawn(types, draw)] for group in range(GROUPS) for _ in range(draw.randint(1, 5))]
    columns = [f"a{place}" for place in range(len(types))]
    call = f"{name}({', '.join(columns) or ('*' if name == 'count' else '')})"
    if returns in ("double", "real"):
        call = f"format('%.9e', CAST({call} AS double))"
    return f"SELECT g, {call} AS r FROM {table(rows, ['g', *columns])} GROUP BY g ORDER BY g"


def table(rows, columns):
    tuples = ", ".join(f"({', '.join(row)})" for row in rows)
    return f"(VALUES {tuples}) AS t ({', '.join(columns)})"


def drawn(types, draw):
    return [f"CAST({draw.choice(values(each, draw))} AS {each})" for each in types]


def values(kind, draw):
    """Literals of a type; none where it has no borders here."""
    if kind in VALUES:
        return VALUES[kind]
    if item := re.fullmatch(r"array\((.*)\)", kind):
        items = values(item[1], draw)
        return items and ["NULL", *(f"ARRAY[{', '.join(draw.choices(items, k=size))}]" for size in (0, 1, 2, 3, 5))]
    if entry := re.fullmatch(r"map\(([^(,]*(?:\([^)]*\))?), ?(.*)\)", kind):
        keys, items = values(entry[1], draw), values(entry[2], draw)
        if not keys or not items:
            return None
        keys = [key for key in keys if key not in ("NULL", "nan()")]
        picks = [draw.sample(keys, size) for size in (0, 1, 2, 3)]
        return ["NULL", *(f"MAP(ARRAY[{', '.join(pick)}], ARRAY[{', '.join(draw.choices(items, k=len(pick)))}])" for pick in picks)]
    return None


def concrete(kind, meaning):
    """A type of SHOW FUNCTIONS without variables."""
    kind = re.sub(r"\b(?:var)?char\(\w+\)", "varchar", kind)
    kind = re.sub(r"decimal\(\w+, ?\w+\)", meaning["decimal"], kind)
    kind = re.sub(r"\b(timestamp|time)\(\w+\)", r"\1(3)", kind)
    return re.sub(r"\b([TKVEUABNF])\d?\b", lambda variable: meaning.get(variable[1], "bigint"), kind)


def split(arguments):
    """Types at the commas that stand in no parenthesis."""
    parts, depth = [""], 0
    for character in arguments:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]
