"""What a part of a statement may name: tables, columns."""

import dataclasses

from .draw import Draw
from .types import SCALARS, is_scalar


@dataclasses.dataclass
class Relation:
    """A table's name or the text of a query, with its columns as (name, type).

    `rows` is an estimate, which keeps joins small. `key` are names of columns that decide the whole row, None where none are known.
    A text that is `limited` ends with ORDER BY and LIMIT.
    """

    text: str
    columns: list
    rows: int
    key: list | None = None
    limited: bool = False


@dataclasses.dataclass(frozen=True)
class Column:
    """An expression that a scope offers as a column. One that is not `plain` is an aggregate, a window or a GROUP BY expression:
    it must not stand in lambdas and subqueries."""

    text: str
    kind: str
    plain: bool = True

    @property
    def name(self):
        return self.text.rpartition(".")[2]


@dataclasses.dataclass
class Source:
    """What stands after FROM. `order` are columns that decide the whole row, None where none are known."""

    text: str
    columns: list
    rows: int
    order: list | None

    @property
    def key(self):
        """The column that alone decides the row, None where there is none."""
        return self.order[0] if self.order and len(self.order) == 1 else None


@dataclasses.dataclass
class Context:
    """What the whole statement has: its choices and the tables that are known so far."""

    draw: Draw
    tables: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Scope:
    """The columns that an expression may name, and whether it may hold subqueries."""

    context: Context
    columns: list
    subqueries: bool = False

    @property
    def draw(self):
        return self.context.draw

    def of(self, kind):
        return [column for column in self.columns if column.kind == kind]

    def scalars(self):
        return [column for column in self.columns if column.kind in SCALARS]

    def without_subqueries(self):
        return Scope(self.context, self.columns)

    def in_lambda(self, parameters):
        return Scope(self.context, [column for column in self.columns if column.plain] + parameters)


def all_scalar(columns):
    """True when all (name, type) columns can stand in an ORDER BY: Trino refuses to order maps, and arrays and rows that hold NULL."""
    return all(is_scalar(kind) for _, kind in columns)


def ordered(draw, text):
    """An item of an ORDER BY."""
    return text + draw.one(["", "", " DESC", " NULLS FIRST", " DESC NULLS LAST", " DESC NULLS FIRST", " ASC"])
