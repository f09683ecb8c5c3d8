"""Random statements of Athena SQL: typed, valid for the most part, with one answer each.

A statement is a function of its seed. The modules call each other as the grammar does: queries hold relations, relations hold queries,
expressions hold both.
"""

from . import borders
from .statements import statement

__all__ = ["borders", "statement"]
