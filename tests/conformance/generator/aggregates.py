"""Aggregates by the type of their result."""

from . import conditions, templates
from .types import SCALARS

# DISTINCT is given columns alone: of a constant, Trino counts each row (`avg(z), count(DISTINCT 5)`). What is made in some order of the
# rows (array_agg, listagg) says that order.
OF_TYPE = {
    "int": [
        (2, "count(*)"),
        (1, "count(*){filter}"),
        (1, "count({any}){filter}"),
        (1, "count(DISTINCT {any*}){filter}"),
        (0.3, "count(DISTINCT ({int*}, {text*}))"),
        (1, "sum({int}){filter}"),
        (1, "sum(DISTINCT {int*})"),
        (1, "{min|max}({int}){filter}"),
        (1, "count_if({bool})"),
        (0.6, "bitwise_or_agg({int})"),
    ],
    "decimal": [
        (1, "sum({decimal}){filter}"),
        (1, "avg({decimal})"),
        (2, "{min|max}({decimal})"),
        (1, "sum(DISTINCT {decimal*})"),
    ],
    "double": [
        # Not of any expression: the root of a number is not exact in binary.
        (1, "{sum|avg}({double.}){filter}"),
        (0.6, "{sum|avg}({double.} {+|-|*} {double.})"),
        (1, "avg({int})"),
        (2, "{min|max}({double}){filter}"),
        (1, "{stddev|variance|var_pop|stddev_pop}({int.})"),
        (1, "avg(DISTINCT {int*})"),
    ],
    "text": [
        (2, "{min|max}({text}){filter}"),
        (1, "listagg({x:text.}, ',') WITHIN GROUP (ORDER BY {x})"),
        (1, "array_join(array_agg({x:text.} ORDER BY {x}), chr(44))"),
    ],
    "bool": [
        (1, "bool_or({bool})"),
        (1, "bool_and({bool}){filter}"),
        (1, "every({bool})"),
        (1, "(count(*) > 1)"),
    ],
    "date": [(1, "{min|max}({date}){filter}")],
    "time": [(1, "{min|max}({time}){filter}")],
    "ints": [
        (1, "array_agg({x:int} ORDER BY {x}{| DESC| NULLS FIRST}){filter}"),
        (1, "array_agg(DISTINCT {x:int*} ORDER BY {x})"),
        (1, "{min|max}({int.}, 2)"),
    ],
    "texts": [
        (1, "array_agg({x:text} ORDER BY {x}{| DESC| NULLS FIRST}){filter}"),
        (1, "array_agg(DISTINCT {x:text*} ORDER BY {x})"),
        (1, "{min|max}({text.}, 2)"),
    ],
    "counts": [(1, "histogram({text.})")],
}
# Where one column decides the row.
WITH_KEY = {
    "ints": [(1, "array_agg({int} ORDER BY {key}{| DESC}){filter}")],
    "texts": [(1, "array_agg({text} ORDER BY {key}{| DESC}){filter}")],
    "labels": [(1, "map_agg({key}, {text})")],
}
BEST = [(1, "{max_by|min_by}({self}, {key}){filter}")]
KINDS = ["int", "int", "int", "decimal", "double", "text", "bool", "date", "time", "ints", "texts", "counts", "labels"]


def aggregate(scope, source, kind):
    """An aggregate over the rows of the source; None where there is none of the type. Trino allows no subqueries in it."""
    scope = scope.without_subqueries()
    options, words = list(OF_TYPE.get(kind, [])), {"self": kind, "filter": lambda: _filter(scope)}
    if source.key is not None:
        words["key"] = lambda: source.key
        if kind != "labels" or source.key in [column.text for column in scope.of("int")]:
            options += WITH_KEY.get(kind, [])
        if kind in SCALARS:
            options += BEST
    depth = 2 if scope.draw.chance(0.4) else 1  # columns for the most part
    return templates.draw_and_fill(options, scope, depth, words)


def _filter(scope):
    return f" FILTER (WHERE {conditions.condition(scope, 1)})" if scope.draw.chance(0.18) else ""
