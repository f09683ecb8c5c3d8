"""Queries, each of which can be a subquery of another."""

from . import conditions, expressions, grouping, relations, windows
from .scope import Column, Context, Relation, Scope, all_scalar, ordered
from .types import NESTED, SCALARS, literal

NAMES = ["a", "b", "c", "d", "e", "f", "g", "h", "k", "n", "p", "s", "v", "x", "y", "z", "q", "total"]
SET_OPERATIONS = [
    *["UNION", "UNION", "UNION ALL", "UNION ALL", "UNION ALL", "INTERSECT", "INTERSECT ALL"],
    *["EXCEPT", "EXCEPT", "EXCEPT ALL", "EXCEPT ALL"],
]
# Under EXCEPT ALL and INTERSECT ALL, Trino refuses some arrays that hold NULL.
FOR_ARRAYS = ["UNION", "UNION ALL", "INTERSECT", "EXCEPT"]
# What a set operation takes beside the type of the column.
COERCED_TO = {"double": ["double", "int", "decimal"], "decimal": ["decimal", "int"], "time": ["time", "date"]}


def query(context, depth, want=None):
    """A query. `want` are the types that its columns must have, where a set operation asks for some."""
    forms = [(2.4, _simple), (3.4, grouping.grouped), (2.7, _windowed), (0.25, _values)]
    if depth > 0:
        forms += [(2, _combined), (0.5, _with)]
    if want is None:
        forms += [(0.6, _everything), (0.6, _with_star), (0.6, _first_of_each)]
    return context.draw.weighted(forms)(context, depth, want)


def where(context, source, depth):
    draw = context.draw
    if not draw.chance(0.38):
        return ""
    return f" WHERE {conditions.condition(Scope(context, source.columns, depth > 0 or draw.chance(0.5)), draw.one([1, 1, 2, 2]))}"


def items_of(scope, want, depth, count):
    """What a SELECT may list, as (text, type): columns, constants, expressions, at times one of them twice."""
    draw = scope.draw
    if want is not None:
        return [(expressions.value(scope, kind, depth), kind) for kind in want]
    columns = [column for column in scope.columns if column.kind != "json"]
    items = []
    for _ in range(count):
        form = draw.weighted([(45, "column"), (8, "constant"), (7, "again"), (32, "scalar"), (8, "nested")])
        kind = draw.one(NESTED if form == "nested" else SCALARS)
        if form == "column" and columns:
            column = draw.one(columns)
            items.append((column.text, column.kind))
        elif form == "constant":
            items.append((literal(draw, kind), kind))
        elif form == "again" and items:
            items.append(draw.one(items))
        else:
            items.append((expressions.value(scope, kind, depth), kind))
    return items


def named(draw, items):
    """The text of a SELECT list, and its columns as (name, type)."""
    columns, texts = [], []
    for text, kind in items:
        used = [name for name, _ in columns]
        alias, _, name = text.rpartition(".")
        if alias.isidentifier() and name.isidentifier() and name not in used and draw.chance(0.65):
            texts.append(text if draw.chance(0.7) else f"{text} AS {name}")
        else:
            name = draw.one([name for name in NAMES if name not in used])
            texts.append(f"{text} AS {name}")
        columns.append((name, kind))
    return ", ".join(texts), columns


def limit(draw):
    count = draw.one([1, 2, 3, 5])
    return draw.one(
        [
            *[f" LIMIT {count}"] * 4,
            f" OFFSET {draw.one([1, 2])}",
            f" OFFSET {draw.one([1, 2])} LIMIT {count}",
            f" FETCH FIRST {count} ROWS ONLY",
            f" FETCH FIRST {count} ROWS WITH TIES",
        ]
    )


def limited(draw, relation, order):
    """The relation with an ORDER BY that decides every row, and a limit; unchanged where no such order is known."""
    if order and draw.chance(0.5):
        items = draw.shuffled(order)
    elif all_scalar(relation.columns):
        items = draw.shuffled([str(position + 1) for position in range(len(relation.columns))])
    else:
        return relation
    tail = limit(draw)
    if tail.endswith("TIES"):
        items = items[: draw.one([1, 1, 2])]  # which rows it takes is decided without a total order
    text = f"{relation.text} ORDER BY {', '.join(ordered(draw, item) for item in items)}{tail}"
    return Relation(text, relation.columns, relation.rows, relation.key, True)


def _simple(context, depth, want):
    draw = context.draw

    def items(scope, _):
        return items_of(scope, want, draw.one([1, 2, 2, 3]), draw.one([1, 2, 2, 3, 3, 4]))

    return _selected(context, depth, want, items)


def _windowed(context, depth, want):
    draw = context.draw

    def items(scope, source):
        scope = scope.without_subqueries()
        found = [windows.window(scope, source.order) for _ in range(draw.one([1, 1, 2, 2, 3]))]
        columns = [Column(text, kind, False) for text, kind in found]
        above = Scope(context, scope.columns + columns + columns)
        if want is not None:
            return items_of(above, want, 1, 0)
        return [item for item in found if draw.chance(0.8)] + items_of(above, None, 1, draw.one([1, 2]))

    return _selected(context, depth, want, items)


def _selected(context, depth, want, items):
    """SELECT … FROM … WHERE, with the column that decides the row at its front in many."""
    draw = context.draw
    source = relations.source(context, depth)
    listed = items(Scope(context, source.columns, depth > 0 or draw.chance(0.3)), source)
    keyed = want is None and source.key is not None and draw.chance(0.55) and all(text != source.key for text, _ in listed)
    if keyed:
        listed.insert(0, next((column.text, column.kind) for column in source.columns if column.text == source.key))
    text, columns = named(draw, listed)
    distinct = draw.chance(0.15)
    text = f"SELECT {'DISTINCT ' if distinct else ''}{text} FROM {source.text}{where(context, source, depth)}"
    relation = Relation(text, columns, source.rows, [columns[0][0]] if keyed else None)
    return limited(draw, relation, None if distinct else source.order) if draw.chance(0.15) else relation


def _values(context, _, want):
    draw = context.draw
    kinds = want or [draw.one(SCALARS) for _ in range(draw.one([1, 2, 3]))]
    count = draw.one([1, 2, 3, 4])
    columns = list(zip(draw.some(NAMES, len(kinds)), kinds))
    rows = ", ".join(f"({', '.join(_cell(draw, kind, row) for kind in kinds)})" for row in range(count))
    names = ", ".join(name for name, _ in columns)
    return Relation(f"SELECT * FROM (VALUES {rows}) AS {draw.name('r')}({names})", columns, count)


def _cell(draw, kind, row):
    return "NULL" if row > 0 and draw.chance(0.12) else literal(draw, kind)


def _star_key(source):
    return None if source.order is None else [text.rpartition(".")[2] for text in source.order]


def _unique(columns):
    return len({name for name, _ in columns}) == len(columns)


def _everything(context, depth, _):
    """SELECT * of a join, as long as its names differ."""
    source = relations.source(context, depth)
    columns = [(column.name, column.kind) for column in source.columns]
    if not _unique(columns):
        return _simple(context, depth, None)
    return Relation(f"SELECT * FROM {source.text}{where(context, source, depth)}", columns, source.rows, _star_key(source))


def _with_star(context, depth, _):
    """SELECT *, and one column more."""
    draw = context.draw
    source = relations.item(context, depth)
    scope = Scope(context, source.columns, draw.chance(0.5))
    kind = draw.one(SCALARS)
    text, kind = (expressions.value(scope, kind, 2), kind) if draw.chance(0.5) else windows.window(scope, source.order)
    columns = [*((column.name, column.kind) for column in source.columns), ("more", kind)]
    if not _unique(columns):
        return _simple(context, depth, None)
    star = draw.one(["*", f"{source.columns[0].text.rpartition('.')[0]}.*"])
    text = f"SELECT {star}, {text} AS more FROM {source.text}{where(context, source, depth)}"
    return Relation(text, columns, source.rows, _star_key(source))


def _first_of_each(context, depth, _):
    """The first rows of each group: a condition over a window."""
    draw = context.draw
    source = relations.item(context, depth)
    keys = Scope(context, source.columns).scalars()
    columns = [*((column.name, column.kind) for column in source.columns), ("rn", "int")]
    if not keys or source.order is None or not _unique(columns):
        return _simple(context, depth, None)
    order = ", ".join(ordered(draw, text) for text in dict.fromkeys([draw.one(keys).text, *source.order]))
    partition = f"PARTITION BY {draw.one(keys).text} " if draw.chance(0.75) else ""
    function = draw.one(["row_number()", "rank()", "dense_rank()", "count(*)"])
    star = f"{source.columns[0].text.rpartition('.')[0]}.*"
    inner = f"SELECT {star}, {function} OVER ({partition}ORDER BY {order}) AS rn FROM {source.text}"
    kept = draw.one(["= 1", "<= 2", "> 1", "= 2", "BETWEEN 1 AND 2"])
    return Relation(f"SELECT * FROM ({inner}) WHERE rn {kept}", columns, source.rows, _star_key(source))


def _with(context, depth, want):
    """A WITH inside of a subquery; its table is seen there alone."""
    name, table = context.draw.name("n"), query(context, depth - 1)
    known = Relation(name, table.columns, table.rows, table.key)
    inner = query(Context(context.draw, context.tables + [known] * 6), depth - 1, want)
    return Relation(f"SELECT * FROM (WITH {name} AS ({table.text}) {inner.text})", inner.columns, inner.rows, inner.key)


def _combined(context, depth, want):
    """UNION, INTERSECT, EXCEPT of queries whose columns have the same types, or such as Trino coerces."""
    draw = context.draw
    kinds = want or [draw.one([*SCALARS, "int", "text"]) for _ in range(draw.one([1, 2, 2, 3]))]
    if want is None and draw.chance(0.12):
        kinds = [*kinds, draw.one(["ints", "texts"])]
    operations = SET_OPERATIONS if all(kind in SCALARS for kind in kinds) else FOR_ARRAYS
    text, members = "", []
    for _ in range(draw.one([2, 2, 2, 3])):
        asked = [draw.one(COERCED_TO[kind]) if kind in COERCED_TO and draw.chance(0.25) else kind for kind in kinds]
        member = query(context, depth - 1, asked)
        member_text = f"({member.text})" if member.limited or draw.chance(0.3) else member.text
        text = f"{text} {draw.one(operations)} {member_text}" if members else member_text
        members.append(member)
    columns = [(name, kind) for (name, _), kind in zip(members[0].columns, kinds)]
    return Relation(text, columns, sum(member.rows for member in members))
