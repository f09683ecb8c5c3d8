"""Subqueries in expressions, most of them correlated with the columns around them."""

from . import aggregates, conditions, expressions, relations, templates
from .scope import Scope
from .types import literal

CORRELATIONS = ["=", "=", "=", "=", "<", ">=", "<>", "IS NOT DISTINCT FROM"]


def scalar(scope, kind, depth):
    """A subquery of one row: an aggregate without GROUP BY."""
    draw = scope.draw
    source = _source(scope, depth)
    text = aggregates.aggregate(Scope(scope.context, source.columns), source, kind)
    if text is None:
        return expressions.leaf(scope, kind)
    if draw.chance(0.25):
        text = f"coalesce({text}, {literal(draw, kind)})"
    return f"(SELECT {text} FROM {source.text}{where(scope, source, depth)})"


def boolean(scope, depth):
    """EXISTS, IN, a comparison with ANY or ALL, or one with a scalar subquery."""
    source = _source(scope, depth)
    kinds = [column.kind for column in source.columns if column.kind in ("int", "decimal", "double", "text", "date", "time")]
    forms = [(4, _exists), (1, _compared)]
    if kinds:
        forms += [(3, _in), (1, _pair_in), (2, _quantified), (1, _in_groups)]
    return scope.draw.weighted(forms)(scope, source, kinds, depth)


def _exists(scope, source, _, depth):
    draw = scope.draw
    return f"({draw.one(['', 'NOT '])}EXISTS (SELECT {draw.one(['1', '*', 'NULL'])} FROM {source.text}{where(scope, source, depth, 0.9)}))"


def _compared(scope, _source, _kinds, depth):
    return f"({scalar(scope, 'int', depth)} {scope.draw.one(templates.COMPARISONS)} {expressions.leaf(scope, 'int')})"


def _in(scope, source, kinds, depth):
    draw = scope.draw
    kind = draw.one(kinds)
    left = expressions.value(scope.without_subqueries(), kind, 1)
    right = expressions.value(Scope(scope.context, source.columns), kind, 1)
    return f"({left} {draw.one(['IN', 'NOT IN', 'IN'])} (SELECT {right} FROM {source.text}{where(scope, source, depth, 0.25)}))"


def _pair_in(scope, source, kinds, depth):
    draw = scope.draw
    pair, inner = [draw.one(kinds), draw.one(kinds)], Scope(scope.context, source.columns)
    left = ", ".join(expressions.leaf(scope, kind) for kind in pair)
    right = ", ".join(expressions.leaf(inner, kind) for kind in pair)
    return f"(({left}) {draw.one(['IN', 'NOT IN'])} (SELECT {right} FROM {source.text}{where(scope, source, depth, 0)}))"


def _quantified(scope, source, kinds, depth):
    draw = scope.draw
    kind = draw.one(kinds)
    comparison = f"{draw.one(templates.COMPARISONS)} {draw.one(['ANY', 'ALL', 'SOME', 'ALL'])}"
    right = expressions.leaf(Scope(scope.context, source.columns), kind)
    return f"({expressions.leaf(scope, kind)} {comparison} (SELECT {right} FROM {source.text}{where(scope, source, depth, 0)}))"


def _in_groups(scope, source, kinds, depth):
    draw = scope.draw
    kind = draw.one(kinds)
    key = draw.one([column.text for column in source.columns if column.kind == kind])
    having = draw.one(["count(*) > 1", "count(*) = 1", f"count(DISTINCT {key}) >= 0", f"max({key}) IS NOT NULL"])
    groups = f"SELECT {key} FROM {source.text}{where(scope, source, depth, 0)} GROUP BY {key} HAVING {having}"
    return f"({expressions.leaf(scope, kind)} {draw.one(['IN', 'NOT IN'])} ({groups}))"


def _source(scope, depth):
    if depth > 0 and scope.draw.chance(0.35):
        return relations.source(scope.context, depth - 1)
    return relations.item(scope.context, depth)


def where(scope, source, depth, correlated=0.6, comparisons=CORRELATIONS):
    """The WHERE of a subquery over the source; `correlated` is the share that names a column of the scope."""
    draw = scope.draw
    found = [_correlation(scope, source, comparisons)] if draw.chance(correlated) else []
    if draw.chance(0.35):
        inner = Scope(scope.context, source.columns, draw.chance(0.15))
        found.append(conditions.condition(inner, min(depth, 1)))
    found = [condition for condition in found if condition is not None]
    return f" WHERE {' AND '.join(found)}" if found else ""


def _correlation(scope, source, comparisons):
    pairs = [(outer, inner) for outer in scope.scalars() if outer.plain for inner in source.columns if inner.kind == outer.kind]
    if not pairs:
        return None
    outer, inner = scope.draw.one(pairs)
    return f"({inner.text} {scope.draw.one(comparisons)} {outer.text})"
