"""Expressions of scalar types; nested.py has arrays, maps and rows, conditions.py has booleans."""

from . import conditions, nested, subqueries, templates
from .scope import Column
from .types import NUMBERS, SCALARS, SQL, is_scalar, literal

# What stands for a column of the type (the key) where a scope has none.
CONVERSIONS = {
    "int": [
        (1, "length({text*})"),
        (1, "CAST(floor({double*}) AS bigint)"),
        (1, "month({date*})"),
        (1, "CAST({decimal*} AS integer)"),
        (1, "if({bool*}, 1, 0)"),
        (1, "day({time*})"),
        (1, "cardinality({ints*})"),
        (1, "cardinality({texts*})"),
    ],
    "decimal": [(1, "({int*} * 0.5)"), (1, "CAST({int*} AS decimal(10,2))")],
    "double": [(1, "CAST({int*} AS double)"), (1, "({int*} / 2e0)"), (1, "CAST({decimal*} AS double)")],
    "text": [
        (1, "CAST({int*} AS varchar)"),
        (1, "CAST({date*} AS varchar)"),
        (1, "CAST({decimal*} AS varchar)"),
        (1, "CAST({bool*} AS varchar)"),
        (1, "array_join({ints*}, ',')"),
        (1, "array_join({texts*}, ',', '?')"),
    ],
    "bool": [
        (1, "({int*} > 1)"),
        (1, "({text*} < 'b')"),
        (1, "({double*} = 0e0)"),
        (1, "({int*} IS NULL)"),
        (1, "({date*} >= DATE '2024-01-15')"),
    ],
    "date": [(1, "CAST({time*} AS date)"), (1, "date_add('day', {int*}, DATE '2024-02-28')")],
    "time": [(1, "CAST({date*} AS timestamp(3))"), (1, "date_add('hour', {int*}, TIMESTAMP '2024-02-28 12:30:00.250')")],
}

ANY_TYPE = [
    (3, "coalesce({self}, {self})"),
    (3, "CASE WHEN {bool} THEN {self} ELSE {self} END"),
    (2, "CASE WHEN {bool} THEN {self} WHEN {bool} THEN {self} END"),
    (2, "CASE {other} WHEN {other'} THEN {self} WHEN {other.} THEN {self} ELSE {self} END"),
    (2, "if({bool}, {self})"),
    (2, "if({bool}, {self}, {self})"),
    (1, "try({self})"),
]
SCALAR_TYPE = [(2, "nullif({self}, {self})")]
ORDERED_TYPE = [(1.5, "{greatest|least}({self}, {self})")]
ELEMENT_OF = {
    "int": [(1.5, "element_at({ints}, {1|1|2|-1})"), (1, "element_at({counts}, {text})")],
    "text": [(1.5, "element_at({texts}, {1|1|2|-1})"), (1, "element_at({labels}, {0|1|2|3|-1})")],
}

OF_TYPE = {
    "int": [
        (4, "({int} {+|-} {int})"),
        (1, "({int} * {2|3|-1|10})"),
        (1, "({int} % {2|3|4})"),
        (1, "({int} / {2|3|-2})"),
        (1, "abs({int})"),
        (0.5, "(- {int.})"),
        (0.5, "sign({int})"),
        (0.3, "mod({int}, {3|5})"),
        (0.3, "bitwise_{and|or|xor}({int}, {int})"),
        (1.5, "length({text})"),
        (0.7, "strpos({text}, {text'})"),
        (0.3, "levenshtein_distance({text}, {text})"),
        (0.6, "cardinality({ints})"),
        (0.6, "cardinality({texts})"),
        (0.9, lambda scope, depth: _reduced(scope, depth)),  # defined below
        (0.5, "array_position({ints}, {int})"),
        (0.3, "array_max({ints})"),
        (0.8, "{year|month|day|day_of_week|week|quarter|day_of_year}({date})"),
        (0.4, "{year|month|day|hour|second}({time})"),
        (0.9, "date_diff('{day|month|week|year}', {date}, {date})"),
        (0.5, "date_diff('{hour|minute|second}', {time}, {time})"),
        (0.6, "try_cast({text} AS integer)"),
        (0.7, "try_cast(json_extract_scalar({json.}, '$.{a|b|c}') AS bigint)"),
        (0.2, "CAST({decimal} AS {bigint|integer})"),
        (0.2, "CAST({double} AS {bigint|integer})"),
        (0.2, "CAST({bool} AS {bigint|integer})"),
        (0.4, "width_bucket({double}, 0e0, 1e1, 4)"),
        (0.5, "{pair*}.i"),
    ],
    "decimal": [
        (3, "({decimal} {+|-} {decimal})"),
        (1, "({decimal.} * {decimal.})"),
        (1, "({decimal.} / {3|2.5|0.4})"),
        (0.7, "({decimal.} + {int.})"),
        (0.5, "({decimal.} % 0.7)"),
        (0.4, "(- {decimal.})"),
        (1, "round({decimal}, {0|1|2|-1})"),
        (2, "{abs|abs|floor|truncate}({decimal})"),
        (0.6, "CAST({int} AS decimal({10,2|18,3|20,1|38,4}))"),
        (0.4, "CAST({double} AS decimal({10,2|18,3|20,1|38,4}))"),
        (0.4, "try_cast({text} AS decimal(8,2))"),
    ],
    "double": [
        (3, "({double} {+|-} {double})"),
        (1.5, "({double} * {2e0|-1e0|0.5e0|0e0})"),
        (1, "({double} / {2e0|4e0|-8e0})"),
        (0.3, "({double.} % 2e0)"),
        (1, "(- {double.})"),
        (1.5, "round({double}{||, 1})"),
        (0.6, "{floor|ceil|abs|truncate|sign}({double})"),
        (0.4, "sqrt(abs({double}))"),
        (0.4, "power({double.}, 2)"),
        (0.5, "CAST({int} AS {double|double|real})"),
        (0.5, "CAST({decimal} AS {double|double|real})"),
        (0.3, "({double.} + {int.})"),
        (0.3, "({double.} + {decimal.})"),
        (0.2, "0.1e0"),
        (0.3, "{nan()|infinity()|-infinity()}"),
        (0.4, "try_cast({text} AS double)"),
        (0.3, "to_unixtime({time.})"),
    ],
    "text": [
        (2.5, "({text} || {text})"),
        (1, "{upper|lower|reverse|trim|ltrim}({text})"),
        (1, "substr({text}, {1|2|-1|-2}{|, 1|, 2})"),
        (1, "replace({text}, {text'}, {text'})"),
        (0.3, "translate({text}, 'ab', 'x')"),
        (1, "{lpad|rpad}({text}, {0|2|4}, '*')"),
        (0.7, "concat_ws('-', {text}, {text})"),
        (0.7, "split_part({text}, '{,| |b}', {1|2})"),
        (0.6, "regexp_replace({text}, '{[ab]|b+|^.|[^a-z]}', '{_||<$0>}')"),
        (0.3, "regexp_extract({text}, '{[a-z]|(.)b|[0-9]+}')"),
        (2, "CAST({number} AS varchar)"),
        (0.6, "CAST({date} AS varchar)"),
        (0.6, "CAST({time} AS varchar)"),
        (0.3, "CAST({bool} AS varchar)"),
        (0.4, "array_join({ints}, ','{||, '?'})"),
        (0.4, "array_join({texts}, ','{||, '?'})"),
        (0.8, "json_extract_scalar({json.}, '$.{a|b|c}')"),
        (0.3, "json_format(CAST({ints} AS json))"),
        (0.6, "date_format({time}, '{%Y-%m|%H:%i|%a %d}')"),
        (0.6, "format('%s{/|-}%s', {text}, {int})"),
        (0.3, "to_hex(to_utf8({text}))"),
        (0.3, "typeof({number})"),
        (0.3, "chr({65|233|8364})"),
        (0.5, "{pair*}.w"),
    ],
    "date": [
        (2, "date_add('{day|month|week|year}', {int.}, {date})"),
        (2, "date_trunc('{month|week|year|quarter}', {date})"),
        (1, "CAST({time} AS date)"),
        (1, "({date} {+|-} INTERVAL '{1|2|30}' {DAY|MONTH})"),
        (0.5, "last_day_of_month({date})"),
        (0.3, "try_cast({text} AS date)"),
    ],
    "time": [
        (2, "date_add('{day|month|hour|millisecond|second}', {int.}, {time})"),
        (2, "date_trunc('{month|day|hour|minute|second}', {time})"),
        (1, "CAST({date} AS timestamp(3))"),
        (1, "({time} {+|-} INTERVAL '{1|2|90}' {DAY|MONTH|HOUR|SECOND})"),
    ],
}


def leaf(scope, kind):
    """A column or a constant."""
    draw = scope.draw
    columns = scope.of(kind)
    if columns and draw.chance(0.88):
        return draw.one(columns).text
    if not columns and kind in CONVERSIONS and draw.chance(0.6):
        converted = templates.draw_and_fill(CONVERSIONS[kind], scope, 0)
        if converted is not None:
            return converted
    return f"CAST(NULL AS {SQL[kind]})" if draw.chance(0.06) else literal(draw, kind)


def value(scope, kind, depth):
    """An expression of the type."""
    draw = scope.draw
    if depth <= 0 and kind == "bool":
        return conditions.condition(scope, depth)
    if depth <= 0 or kind == "json" or draw.chance(0.22):
        return leaf(scope, kind)
    if draw.chance(0.16):
        return _of_any_type(scope, kind, depth)
    if kind == "bool":
        return conditions.condition(scope, depth)
    if not is_scalar(kind):
        return nested.value(scope, kind, depth)
    return templates.draw_and_fill(OF_TYPE[kind], scope, depth, {"number": draw.one(NUMBERS)})


def _of_any_type(scope, kind, depth):
    options = ANY_TYPE + ELEMENT_OF.get(kind, [])
    if kind in SCALARS:
        options = options + SCALAR_TYPE
        if kind != "bool":
            options = options + ORDERED_TYPE
        if scope.subqueries:
            options = options + [(2.5, lambda scope, depth: subqueries.scalar(scope, kind, depth - 1))]
    return templates.draw_and_fill(options, scope, depth, {"self": kind, "other": scope.draw.one(["int", "text", "int", "date", "double"])})


def _reduced(scope, depth):
    """The sum of an array with something for its NULLs."""
    total, item = scope.draw.name("x"), scope.draw.name("x")
    instead = value(scope.in_lambda([Column(item, "int")]), "int", depth - 2)
    step = f"({total}, {item}) -> {total} + coalesce({item}, {instead})"
    return f"reduce({value(scope, 'ints', depth - 1)}, BIGINT '0', {step}, {total} -> {total})"


def column_or_value(scope, kind, depth):
    """What an aggregate or a window function is given: a column for the most part."""
    return value(scope, kind, depth) if scope.draw.chance(0.4) else leaf(scope, kind)


