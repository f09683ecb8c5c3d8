"""Puts the VALUES of a statement into tables before Trino answers it.

Trino computes over VALUES while it plans, with an interpreter of its own; over tables, as Athena's are, with compiled code. The two differ at
times: `(2, NULL) IN ((7, 'a'), (0, 'b'))` is false over VALUES and NULL over a table.
"""

import itertools
import os
import re

OPENING = re.compile(r"(?:WITH|,) \w+(\([\w, ]+\)) AS (?=\(VALUES )")


class Stored:
    """A client whose answers come from tables, each made once. The tables go when this is closed."""

    def __init__(self, client):
        self.client = client
        self._tables = {}
        self._numbers = itertools.count(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for name in filter(None, self._tables.values()):
            self.client.answer(f"DROP TABLE {name}")
        self._tables.clear()

    def answer(self, statement):
        return self.client.answer(self.over_tables(statement))

    def over_tables(self, statement):
        """The statement with a table for each VALUES of its WITH. VALUES that no table can hold (a column of NULL alone) stay."""
        parts, place = [], 0
        while opening := OPENING.search(statement, place):
            end = closing(statement, opening.end())
            name = self._table(opening[1], statement[opening.end() : end])
            parts.append(statement[place : opening.end()])
            parts.append(f"(SELECT * FROM {name})" if name else statement[opening.end() : end])
            place = end
        return "".join(parts) + statement[place:]

    def _table(self, columns, values):
        if (columns, values) not in self._tables:
            name = f"stored_{os.getpid()}_{next(self._numbers)}"
            made = self.client.answer(f"CREATE TABLE {name} AS SELECT * FROM {values} AS t{columns}")
            self._tables[columns, values] = None if "error" in made else name
        return self._tables[columns, values]


def closing(statement, place):
    """The place behind the parenthesis that closes the one at `place`."""
    depth = 0
    for token in re.finditer(r"'(?:[^']|'')*'|[()]", statement[place:]):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if depth == 0:
            return place + token.end()
    raise ValueError("a parenthesis is not closed")
