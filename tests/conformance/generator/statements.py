"""Whole statements: small tables of VALUES, queries above them, one order of the result."""

import itertools
import re

from .draw import Draw
from .queries import limit, query
from .scope import Context, Relation, all_scalar, ordered
from .types import DOUBLES, INTEGERS, NESTED, REALS, is_scalar, literal

LONGEST = 1700  # characters; longer ones are slow and nobody wants to read them
COLUMNS = [
    *[("a", "int"), ("b", "int"), ("s", "text"), ("x", "double"), ("y", "double")],
    *[("q", "decimal"), ("d", "date"), ("z", "time"), ("f", "bool")],
]
NESTED_NAMES = {"ints": "xs", "texts": "ss", "doubles": "ys", "counts": "mc", "labels": "ml", "pair": "r", "pairs": "rs"}


def statement(seed):
    """A SELECT that depends on the seed alone."""
    for attempt in itertools.count():
        text = _statement(Draw(f"{seed}-{attempt}"))
        if len(text) <= LONGEST:
            return text


def _statement(draw):
    context = Context(draw)
    tables = {name: _table(context, name) for name in draw.some(["t", "u", "v", "w"], draw.one([1, 2, 2, 3]))}
    derived = []
    for number in range(draw.one([0, 0, 0, 1, 1, 2])):
        name, below = f"c{number + 1}", query(context, draw.one([0, 1, 1]))
        derived.append(f"{name} AS ({below.text})")
        context.tables += [Relation(name, below.columns, min(below.rows, 60), below.key)] * 2
    text = _in_order(draw, query(context, draw.one([0, 1, 1, 1, 2])))
    used = [table for name, table in tables.items() if re.search(rf"(?:FROM|JOIN|,) {name}\b", " ".join([*derived, text]))]
    tables = used + derived
    return f"WITH {', '.join(tables)} {text}" if tables else text


def _table(context, name):
    """Adds a table of VALUES; `id` is its key, every other column may be NULL, and a double -0."""
    draw = context.draw
    columns = [("id", "int"), *draw.some([("g", draw.one(["text", "int", "double"])), *COLUMNS], draw.one([2, 3, 3, 4]))]
    if draw.chance(0.35):
        kind = draw.one(NESTED)
        columns.append((NESTED_NAMES[kind], kind))
    if draw.chance(0.12):
        columns.append(("j", "json"))
    count = draw.one([4, 5, 5, 6, 7])
    cells = [[str(number) for number in draw.some(range(-2, 12), count)]]
    cells += [_cells(draw, kind, count) for _, kind in columns[1:]]
    context.tables.append(Relation(name, columns, count, ["id"]))
    rows = ", ".join(f"({', '.join(row)})" for row in zip(*cells))
    return f"{name}({', '.join(name for name, _ in columns)}) AS (VALUES {rows})"


def _cells(draw, kind, count):
    """The column of a table: integers of one width or of several, doubles or reals."""
    if kind == "int":
        form = draw.one(["", "", "", "BIGINT", "SMALLINT", "TINYINT", "mixed"])
        cells = [literal(draw, "int") if form == "mixed" else _integer(draw, form) for _ in range(count)]
    elif kind == "double":
        pool = draw.one([DOUBLES, DOUBLES, DOUBLES, REALS])
        cells = [draw.one(pool) for _ in range(count)]
    else:
        cells = [literal(draw, kind) for _ in range(count)]
    return ["NULL" if draw.chance(0.17) else cell for cell in cells]


def _integer(draw, form):
    number = draw.one(INTEGERS)
    return f"{form} '{number}'" if form else str(number)


def _in_order(draw, relation):
    """The query with an ORDER BY that leaves no two different rows in doubt."""
    text = relation.text
    if all_scalar(relation.columns) and draw.chance(0.8):
        items = [str(position + 1) for position in range(len(relation.columns))]
        if draw.chance(0.1):
            items = [name for name, _ in relation.columns]
        if draw.chance(0.5):
            items = draw.shuffled(items)
        if relation.limited:
            text = f"SELECT * FROM ({text})"
        return f"{text} ORDER BY {', '.join(ordered(draw, item) for item in items)}{limit(draw) if draw.chance(0.06) else ''}"
    alias = draw.name("r")
    keys = [(name, kind) for name, kind in relation.columns if relation.key is None or name in relation.key]
    order = ", ".join(ordered(draw, _comparable(f"{alias}.{name}", kind)) for name, kind in keys)
    selected = draw.one(["*", ", ".join(f"{alias}.{name}" for name, _ in relation.columns)])
    return f"SELECT {selected} FROM ({text}) AS {alias} ORDER BY {order}"


def _comparable(text, kind):
    """Trino refuses to order maps, and fails for arrays and rows that hold NULL."""
    return text if is_scalar(kind) else f"json_format(CAST({text} AS json))"
