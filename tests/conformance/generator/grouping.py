"""Queries with aggregates: GROUP BY, ROLLUP, CUBE, GROUPING SETS, HAVING."""

from . import aggregates, conditions, expressions, queries, relations, windows
from .scope import Column, Relation, Scope, all_scalar
from .types import SCALARS, is_scalar


def grouped(context, depth, want):
    """A query of groups, or of all rows. Where `want` asks for types, expressions of the groups have them."""
    draw = context.draw
    source = relations.source(context, depth)
    keys, clause, sets = _group_by(context, source)
    results = _results(context, source, keys, sets)
    above = Scope(context, keys + results or [Column("count(*)", "int", False)])
    having = f" HAVING {conditions.condition(above, draw.one([0, 1, 1, 2]))}" if draw.chance(0.22) else ""
    items = queries.items_of(above, want, 1, 0) if want is not None else _items(context, above, keys, results, sets)
    text, columns = queries.named(draw, items)
    if keys and not sets and draw.chance(0.12):
        clause = _by_position(keys, items) or clause
    distinct = "DISTINCT " if draw.chance(0.08) else ""
    text = f"SELECT {distinct}{text} FROM {source.text}{queries.where(context, source, depth)}{clause}{having}"
    relation = Relation(text, columns, source.rows if keys else 1)
    return queries.limited(draw, relation, None) if draw.chance(0.12) else relation


def _group_by(context, source):
    """The columns that are grouped by, the clause, and whether it has grouping sets."""
    draw = context.draw
    scalars = [column for column in source.columns if column.kind in SCALARS]
    form = draw.weighted([(12, "all"), (56, "columns"), (32, "sets")]) if scalars else "all"
    if form == "all":
        return [], "", False
    if form == "sets":
        keys = list(dict.fromkeys(draw.some(scalars, draw.one([1, 2, 2, 3]))))
        return keys, f" GROUP BY {_sets(draw, [key.text for key in keys])}", True
    nested = [column for column in source.columns if not is_scalar(column.kind) and column.kind != "json"]
    keys = {}
    for _ in range(draw.one([1, 1, 2, 2, 3])):
        form = draw.weighted([(72, "column"), (6, "nested"), (22, "expression")])
        if form == "column" or form == "nested" and not nested:
            key = draw.one(scalars)
        elif form == "nested":
            key = draw.one(nested)
        else:
            key = _expression(context, source)
        if key is not None:
            keys[key.text] = key
    return list(keys.values()), f" GROUP BY {', '.join(keys)}" if keys else "", False


def _expression(context, source):
    """An expression to group by. It names a column: a number alone would be a position."""
    kind = context.draw.one(["int", "text", "double", "date", "bool", "decimal"])
    text = expressions.value(Scope(context, source.columns), kind, 2)
    return Column(text, kind, False) if any("." in column.text and column.text in text for column in source.columns) else None


def _sets(draw, keys):
    kind = draw.one(["ROLLUP", "CUBE", "SETS", "SETS", "MIXED"])
    if kind in ("ROLLUP", "CUBE"):
        return f"{kind} ({', '.join(keys)})"
    if kind == "MIXED":
        return f"{keys[0]}, {draw.one(['ROLLUP', 'CUBE'])} ({', '.join(keys[1:])})" if keys[1:] else keys[0]
    sets = [[key for key in keys if draw.chance(0.55)] for _ in range(draw.one([2, 2, 3, 4]))]
    if {key for some in sets for key in some} != set(keys):
        sets.append(keys)
    texts = [f"({', '.join(some)})" for some in sets]
    return f"GROUPING SETS ({', '.join(texts)})"


def _results(context, source, keys, sets):
    """The aggregates as columns."""
    draw, scope = context.draw, Scope(context, source.columns)
    kinds = [draw.one(aggregates.KINDS) for _ in range(draw.one([1, 1, 2, 3]))]
    texts = [(aggregates.aggregate(scope, source, kind), kind) for kind in kinds]
    if sets and draw.chance(0.5):
        texts.append((f"grouping({', '.join(key.text for key in keys)})", "int"))
    return [Column(text, kind, False) for text, kind in texts if text is not None]


def _items(context, above, keys, results, sets):
    draw = context.draw
    items = [(column.text, column.kind) for column in above.columns if draw.chance(0.8)]
    if draw.chance(0.6) or not items:
        items += queries.items_of(above, None, 1, draw.one([1, 2]))
    if draw.chance(0.3):
        # The keys decide a group, but not where several sets give the same ones.
        decided = keys and not sets and all_scalar((key.text, key.kind) for key in keys)
        items.append(windows.window(above, [key.text for key in keys] if decided else None))
    return draw.shuffled(items) if draw.chance(0.4) else items


def _by_position(keys, items):
    """GROUP BY with the positions of the keys, where all of them are selected and nothing is computed over the groups' windows."""
    texts = [text for text, _ in items]
    if any(key.text not in texts for key in keys) or any(" OVER " in text for text in texts):
        return None
    return f" GROUP BY {', '.join(str(texts.index(key.text) + 1) for key in keys)}"
