"""Expressions of arrays, maps and rows."""

from . import templates
from .types import ELEMENTS, ENTRIES, is_scalar

ARRAYS = [
    (2, "ARRAY[{element}]"),
    (2, "ARRAY[{element}, {element}]"),
    (2, "filter({self}, {element -> bool})"),
    (1, "({self} || {self})"),
    (0.7, "slice({self}, {1|2|-1}, {0|1|2})"),
    (0.5, "reverse({self})"),
    (0.5, "repeat({element}, {0|1|2})"),
    (0.5, "trim_array({self}, 0)"),
    (1.2, "transform({ints}, {int -> element})"),
    (1.2, "transform({texts}, {text -> element})"),
]
# What sets of elements give has no order in Trino: it is sorted.
ARRAYS_OF_SCALARS = [
    (1, "array_distinct({self})"),
    (1, "array_sort({self})"),
    (0.7, "array_sort(array_{union|intersect|except}({self}, {self}))"),
    (0.5, "array_remove({self}, {element})"),
    (0.5, "zip_with({ints}, {self}, {int element -> element})"),
    (0.5, "zip_with({texts}, {self}, {text element -> element})"),
]
OF_TYPE = {
    "ints": [
        (0.8, "sequence({1|0|-1}, {1|3|4})"),
        (0.6, "array_sort(map_values({counts}))"),
        (0.5, "array_sort(map_keys({labels}))"),
    ],
    "texts": [
        (0.8, "split({text}, '{,|b| }')"),
        (0.7, "array_sort(map_keys({counts}))"),
        (0.4, "regexp_extract_all({text}, '[a-z]')"),
    ],
    "counts": [(1, "MAP(ARRAY[{text'}], ARRAY[{int}])"), (1, "map_from_entries(ARRAY[ROW({text'}, {int})])")],
    "labels": [(1, "MAP(ARRAY[3], ARRAY[{text}])"), (1, "map_from_entries(ARRAY[ROW(2, {text})])")],
    "pair": [(1, "CAST(ROW({int}, {text}) AS row(i bigint, w varchar))")],
}
MAPS = [
    (2, "map_filter({self}, {key item -> bool})"),
    (2, "transform_values({self}, {key item -> item})"),
    (1, "map_concat({self}, {self})"),
    (0.1, "map_zip_with({self}, {self}, {key item item -> item})"),
]


def value(scope, kind, depth):
    """An expression of the type, which is one of NESTED."""
    options, words = list(OF_TYPE.get(kind, [])), {"self": kind}
    if kind in ELEMENTS:
        words["element"] = ELEMENTS[kind]
        options += ARRAYS
        if is_scalar(ELEMENTS[kind]):
            options += ARRAYS_OF_SCALARS
    elif kind in ENTRIES:
        words["key"], words["item"] = ENTRIES[kind]
        options += MAPS
    return templates.draw_and_fill(options, scope, depth, words)
