"""What stands after FROM: tables, subqueries, joins, UNNEST, LATERAL."""

from . import aggregates, conditions, expressions, queries, subqueries
from .scope import Column, Scope, Source, all_scalar, ordered
from .types import ELEMENTS, ENTRIES, FIELDS, NUMBERS, SCALARS, literal

MOST_PAIRS = 1500  # rows that a join may look at
MOST_PRODUCTS = 400  # rows that a cross join may give
OUTER = ["LEFT JOIN", "JOIN", "FULL JOIN", "RIGHT JOIN"]


def item(context, depth):
    """A table or a subquery; at times a table by its own name, whose columns may have the names of those around it."""
    draw = context.draw
    if draw.chance(0.12):
        found = draw.one(context.tables)
        before = draw.one([f"{found.text}.", ""])
        columns = [Column(f"{before}{name}", kind) for name, kind in found.columns]
        return Source(found.text, columns, found.rows, [f"{before}{name}" for name in found.key] if found.key else None)
    alias = draw.name("r")
    if depth <= 0 or draw.chance(0.6):
        found = draw.one(context.tables)
        text = f"{found.text}{draw.one([' AS ', ' ', ' '])}{alias}"
    else:
        found = queries.query(context, depth - 1)
        text = f"({found.text}) AS {alias}"
    order = None
    if found.key is not None:
        order = [f"{alias}.{name}" for name in found.key]
    elif all_scalar(found.columns):
        order = [f"{alias}.{name}" for name, _ in found.columns]
    return Source(text, [Column(f"{alias}.{name}", kind) for name, kind in found.columns], found.rows, order)


def source(context, depth):
    """All that stands after FROM."""
    left = item(context, depth)
    form = context.draw.weighted([(38, None), (42, _join), (10, _unnest), (5, _lateral_row), (5, _lateral_query)])
    return left if form is None else form(context, left, depth)


def _both(*orders):
    return None if None in orders else sum(orders, [])


def _join(context, left, depth):
    draw = context.draw
    right = item(context, max(depth - 1, 0))
    if left.rows * right.rows > MOST_PAIRS:
        return left
    kind = draw.one([*OUTER, "LEFT JOIN", "FULL OUTER JOIN", "CROSS", "USING", "USING", "THREE"])
    columns, order = left.columns + right.columns, _both(left.order, right.order)
    if kind == "CROSS" and left.rows * right.rows <= MOST_PRODUCTS:
        return Source(f"{left.text}{draw.one([' CROSS JOIN ', ', '])}{right.text}", columns, left.rows * right.rows, order)
    if kind == "USING" and (names := _shared_names(left, right)):
        return _using(context, left, right, names)
    if kind in ("CROSS", "USING"):
        kind = "FULL JOIN"
    if kind == "THREE":
        joined = _on(context, Source(left.text, left.columns, left.rows, left.order), right, draw.one(OUTER), 0)
        return _on(context, joined, item(context, 0), draw.one(OUTER), 0)
    return _on(context, left, right, kind, depth)


def _on(context, left, right, kind, depth):
    text = f"{left.text} {kind} {right.text} ON {_join_condition(context, left, right, depth)}"
    return Source(text, left.columns + right.columns, (left.rows + right.rows) * 3, _both(left.order, right.order))


def _join_condition(context, left, right, depth):
    draw = context.draw
    pairs = [(a, b) for a in left.columns for b in right.columns if a.kind == b.kind and a.kind in SCALARS and a.kind != "bool"]
    coerced = [(a, b) for a in left.columns for b in right.columns if a.kind in NUMBERS and b.kind in NUMBERS and a.kind != b.kind]
    found = []
    if coerced and draw.chance(0.1):
        a, b = draw.one(coerced)
        found.append(f"{a.text} = {b.text}")
    elif pairs and draw.chance(0.08):
        a, b = draw.one(pairs)
        found.append(f"coalesce({a.text}, {literal(draw, a.kind)}) = {expressions.value(Scope(context, right.columns), b.kind, 1)}")
    elif pairs:
        a, b = draw.one(pairs)
        found.append(f"{a.text} {draw.one(['=', '=', '=', '=', '=', '<', '<=', 'IS NOT DISTINCT FROM'])} {b.text}")
        if draw.chance(0.15):
            a, b = draw.one(pairs)
            found.append(f"{a.text} = {b.text}")
    scope = Scope(context, left.columns + right.columns, depth > 0 and draw.chance(0.12))
    if not found or draw.chance(0.22):
        found.append(conditions.condition(scope, draw.one([0, 1, 1, 2])))
    if draw.chance(0.08):
        return f"({found[0]} OR {conditions.condition(scope.without_subqueries(), 1)})"
    return " AND ".join(found)


def _shared_names(left, right):
    """Names that USING can take: on each side once, of one type."""

    def unique(side):
        names = [column.name for column in side.columns]
        return {column.name: column.kind for column in side.columns if names.count(column.name) == 1}

    shared = unique(left).items() & unique(right).items()
    return sorted(name for name, kind in shared if kind in SCALARS and kind != "bool")


def _using(context, left, right, names):
    draw = context.draw
    used = draw.some(names, 2 if draw.chance(0.25) else 1)
    kinds = {column.name: column.kind for column in left.columns}
    columns = [Column(name, kinds[name]) for name in used]
    columns += [column for column in left.columns + right.columns if column.name not in used]
    order = _both(left.order, right.order)
    if order is not None:
        order = list(dict.fromkeys(text.rpartition(".")[2] if text.rpartition(".")[2] in used else text for text in order))
    text = f"{left.text} {draw.one(OUTER)} {right.text} USING ({', '.join(used)})"
    return Source(text, columns, max(left.rows, right.rows) * 3, order)


def _unnest(context, left, _):
    """Arrays, arrays of rows and maps; WITH ORDINALITY makes the order of equal elements known. A map's entries have no order."""
    draw = context.draw
    found = [column for column in left.columns if column.kind in ELEMENTS or column.kind in ENTRIES]
    alias, scope = draw.name("w"), Scope(context, left.columns)
    if found and draw.chance(0.8):
        column = draw.one(found)
        text, kind = column.text, column.kind
    else:
        kind = draw.one(["ints", "texts"])
        text = expressions.value(scope, kind, 1)
    if kind in ENTRIES:
        columns = list(zip(["e", "f"], ENTRIES[kind]))
    elif ELEMENTS[kind] in FIELDS:
        columns = [(name, field) for name, (_, field) in zip(["e", "f"], FIELDS[ELEMENTS[kind]])]
    else:
        columns = [("e", ELEMENTS[kind])]
        if draw.chance(0.15):
            text += f", {expressions.value(scope, 'ints', 1)}"
            columns.append(("f", "int"))
    new = [name for name, _ in columns]
    ordinality = ""
    if kind not in ENTRIES and draw.chance(0.7):
        ordinality = " WITH ORDINALITY"
        columns.append(("o", "int"))
        new = ["o"]
    join, on = draw.one([("CROSS JOIN", ""), ("CROSS JOIN", ""), ("LEFT JOIN", " ON TRUE")])
    text = f"{left.text} {join} UNNEST({text}){ordinality} AS {alias}({', '.join(name for name, _ in columns)}){on}"
    order = _both(left.order, [f"{alias}.{name}" for name in new])
    return Source(text, left.columns + [Column(f"{alias}.{name}", kind) for name, kind in columns], left.rows * 3, order)


def _lateral_row(context, left, _):
    """LATERAL without FROM: one row of expressions."""
    draw = context.draw
    alias, scope = draw.name("l"), Scope(context, left.columns)
    columns = list(zip(["la", "lb"], draw.some(SCALARS, draw.one([1, 2]))))
    items = ", ".join(f"{expressions.value(scope, kind, 2)} AS {name}" for name, kind in columns)
    text = f"{left.text} CROSS JOIN LATERAL (SELECT {items}) AS {alias}"
    return Source(text, left.columns + [Column(f"{alias}.{name}", kind) for name, kind in columns], left.rows, left.order)


def _lateral_query(context, left, _):
    """LATERAL over another table: aggregates, or the first row. It gives one row or none, so that the order on the left still decides."""
    draw = context.draw
    alias, inner = draw.name("l"), item(context, 0)
    scope, inner_scope = Scope(context, left.columns), Scope(context, inner.columns)
    join, on = draw.one([("CROSS JOIN", ""), ("LEFT JOIN", " ON TRUE")])
    if draw.chance(0.25) and inner.order is not None and inner_scope.scalars():
        column = draw.one(inner_scope.scalars())
        columns = [("la", column.kind)]
        order = ", ".join(ordered(draw, text) for text in [draw.one(inner_scope.scalars()).text, *inner.order])
        condition = subqueries.where(scope, inner, 1, 1, ["="])  # with LIMIT, Trino answers no other comparison
        query = f"SELECT {column.text} AS la FROM {inner.text}{condition} ORDER BY {order} LIMIT 1"
    else:
        columns = list(zip(["la", "lb"], draw.some(["int", "text", "double", "date", "decimal"], draw.one([1, 2]))))
        items = [f"{aggregates.aggregate(inner_scope, inner, kind)} AS {name}" for name, kind in columns]
        query = f"SELECT {', '.join(items)} FROM {inner.text}{subqueries.where(scope, inner, 1, 0.9)}"
    text = f"{left.text} {join} LATERAL ({query}) AS {alias}{on}"
    return Source(text, left.columns + [Column(f"{alias}.{name}", kind) for name, kind in columns], left.rows, left.order)
