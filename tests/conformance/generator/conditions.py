"""Boolean expressions."""

from . import subqueries, templates
from .types import SCALARS

SHORT = [(3, "({t.} {compare} {t.})"), (1, "({t.} IS {|NOT }NULL)"), (1, "{bool*}")]

# `t` and `u` are scalar types, `a` and `b` two that are compared after a coercion, `array` and `nested` types that can be compared.
# Not here, since Trino's own answers are odd: lists with both NULL and a column (`3 IN (NULL, 4, d)` is FALSE instead of NULL where d
# is 1), lists of rows, which lose their NULL under NOT, and a row against a constant one, where Trino refuses a NULL in it.
LONG = [
    (6, "({t} {compare} {t})"),
    (2, "({t} IS {|NOT }NULL)"),
    (1.5, "({t} IS {|NOT }DISTINCT FROM {t})"),
    (0.7, "({t} {|NOT }IN ({t'}))"),
    (0.7, "({t} {|NOT }IN ({t'}, {t'}))"),
    (0.7, "({t} {|NOT }IN ({t'}, {t*}, {t'}))"),
    (0.1, "({t*} {|NOT }IN ({t'}, NULL))"),
    (1, "({t} {|NOT }BETWEEN {t} AND {t})"),
    (3, "({bool} {AND|OR} {bool})"),
    (1.2, "(NOT {bool})"),
    (1.2, "({text} {|NOT }LIKE '{%a%|a%|_|%b|%|}')"),
    (0.5, "regexp_like({text}, '{[ab]|^.$|[0-9]|[aé]}')"),
    (0.4, "starts_with({text}, {text'})"),
    (0.4, "{any|all|none}_match({ints}, {int -> bool})"),
    (0.4, "{any|all|none}_match({texts}, {text -> bool})"),
    (0.6, "contains({ints}, {int})"),
    (0.5, "(try({ints*}[{1|2}]) {compare} {int.})"),
    (0.3, "(({t}, {u}) {=|<>} ({t}, {u.}))"),
    (0.3, "({array} {=|<>} {array})"),
    (0.1, "({pair*} {=|<>} {pair*})"),
    (0.2, "(ROW({int*}, {text*}) {=|<>} ROW({int*}, {text*}))"),
    (0.4, "({nested} IS {|NOT }DISTINCT FROM {nested})"),
    (0.6, "({a} {compare} {b})"),
    (0.2, "({a} {|NOT }IN ({a'}, {b'}, {b*}))"),
    (0.2, "({a} BETWEEN {b.} AND {a'})"),
    (0.2, "({a} IS NOT DISTINCT FROM {b.})"),
]
# What a planner may take for TRUE, FALSE or NULL. Most are true of most rows, so that a result is seldom empty.
SIMPLE_FOR_A_PLANNER = [
    (2, "({y:t.} = {y})"),
    (2, "({y:t.} IS NULL OR {bool})"),
    (1, "({y:t.} IS NOT NULL OR {bool})"),
    (2, "(1 = 1)"),
    (2, "({y:t.} IS NOT DISTINCT FROM {y})"),
    (2, "({bool} OR TRUE)"),
    (1, "(coalesce({t.} = {t'}, TRUE))"),
    (1, "({y:t.} = {y} OR {y} IS NULL)"),
    (1, "(NOT ({y:t.} <> {y}))"),
    (1, "({y:t.} >= {z:t'} OR {y} < {z})"),
    (1, "(({t.} = {t'}) IS NULL OR {bool})"),
    (1, "(CASE WHEN {y:t.} IS NULL THEN TRUE ELSE {y} = {y} END)"),
    (0.5, "({y:t.} <> {y})"),
    (0.5, "(1 = 2)"),
    (0.5, "(NULL = {t.})"),
    (0.5, "({y:t.} <= {y} AND {bool})"),
    (0.5, "({bool} AND NULL)"),
    (0.5, "({y:t.} = {t'} AND {y} = {t'})"),
    (0.5, "({y:t.} > {t'} AND {y} < {t'})"),
    (0.5, "(NOT ({y:t.} = {y}))"),
    (0.5, "({y:t.} IS NULL AND {y} IS NOT NULL)"),
    (0.5, "coalesce({t.} = {t'}, FALSE)"),
    (0.5, "(({t.} = {t'}) IS NOT NULL)"),
]
COERCED = [
    ("int", "decimal"),
    ("int", "double"),
    ("decimal", "double"),
    ("double", "int"),
    ("date", "time"),
    ("time", "date"),
    ("decimal", "int"),
]


def condition(scope, depth):
    """An expression of type boolean, in parentheses where it needs them."""
    draw = scope.draw
    a, b = draw.one(COERCED)
    array = draw.one(["ints", "texts"])
    words = {"t": _kind(scope), "u": draw.one(["int", "text"]), "a": a, "b": b, "array": array, "nested": draw.one([array, array, "pair"])}
    if depth <= 0:
        return templates.draw_and_fill(SHORT, scope, depth, words)
    form = draw.weighted([(28, LONG), (1.8, SIMPLE_FOR_A_PLANNER), (6 if scope.subqueries else 0, None)])
    if form is None:
        return subqueries.boolean(scope, depth - 1)
    return templates.draw_and_fill(form, scope, depth, words)


def _kind(scope):
    """A type that the scope has columns of, for the most part."""
    columns = scope.scalars()
    return scope.draw.one(columns).kind if columns and scope.draw.chance(0.85) else scope.draw.one(SCALARS)
