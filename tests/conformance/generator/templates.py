"""Fills the places of a template, which is SQL with words in braces.

    {int}          an expression of the type           {int.}   a column or a literal of it
    {int*}         a column of it                      {int'}   a literal of it
    {any}          an expression of any scalar type, also with the same endings
    {x:int}        remembers the text as x, which {x} then repeats
    {+|-}          one of these texts                  {compare}   a comparison
    {int -> bool}  a lambda of an int with an expression of type bool; several parameters stand one after the other

The caller may give words of its own: a type's name, or a function that makes the text.
"""

import re

from . import expressions
from .scope import Column
from .types import SCALARS, literal

PLACE = re.compile(r"\{([^{}]*)\}")
REMEMBERED = re.compile(r"([a-z]):([a-z]+[.*']?)")
NEEDED = re.compile(r"\{(?:[a-z]:)?([a-z]+)\*\}")
COMPARISONS = ["=", "=", "=", "<", ">", "<=", ">=", "<>"]


def possible(options, scope, words):
    """Those of the options (weight, template) whose columns the scope has."""

    def has(word):
        kind = words.get(word, word)
        return bool(scope.scalars() if kind == "any" else scope.of(kind))

    return [option for option in options if callable(option[1]) or all(has(word) for word in NEEDED.findall(option[1]))]


def draw_and_fill(options, scope, depth, words=None):
    """One of the options (weight, template or function of the scope and the depth), filled; None where none is possible."""
    words = words or {}
    options = possible(options, scope, words)
    if not options:
        return None
    option = scope.draw.weighted(options)
    return option(scope, depth) if callable(option) else fill(option, scope, depth, words)


def fill(template, scope, depth, words=None):
    """The template with all places filled. Expressions in it are of the depth below `depth`."""
    words = words or {}
    remembered = {}

    def replace(match):
        content = match[1]
        if content in remembered:
            return remembered[content]
        named = REMEMBERED.fullmatch(content)
        if named is None:
            return _place(content, scope, depth - 1, words)
        remembered[named[1]] = _place(named[2], scope, depth - 1, words)
        return remembered[named[1]]

    return PLACE.sub(replace, template)


def _place(content, scope, depth, words):
    draw = scope.draw
    if "->" in content:
        return _lambda(content, scope, depth, words)
    if "|" in content:
        return draw.one(content.split("|"))
    if content == "compare":
        return draw.one(COMPARISONS)
    word = content.rstrip(".*'")
    kind = words.get(word, word)
    if callable(kind):
        return kind()
    if kind == "any":
        kind = draw.one(scope.scalars()).kind if content.endswith("*") else draw.one(SCALARS)
    if content.endswith("*"):
        return draw.one(scope.of(kind)).text
    if content.endswith("'"):
        return literal(draw, kind)
    if content.endswith("."):
        return expressions.leaf(scope, kind)
    return expressions.value(scope, kind, depth)


def _lambda(content, scope, depth, words):
    kinds, result = content.split(" -> ")
    parameters = [Column(scope.draw.name("x"), words.get(kind, kind)) for kind in kinds.split()]
    body = expressions.value(scope.in_lambda(parameters), words.get(result, result), depth)
    names = ", ".join(parameter.text for parameter in parameters)
    return f"{names} -> {body}" if len(parameters) == 1 else f"({names}) -> {body}"
