"""Window functions: aggregates over frames, ranks, row numbers, neighbours."""

from . import expressions, templates
from .scope import ordered
from .types import NUMBERS, SCALARS, literal

AGGREGATES = [
    ("int", "sum({int})"),
    ("int", "sum({int})"),
    ("int", "count(*)"),
    ("int", "count({any})"),
    ("int", "max({int})"),
    ("int", "count_if({bool})"),
    ("decimal", "{sum|avg}({decimal})"),
    ("double", "sum({double.})"),
    ("double", "min({double})"),
    ("double", "avg({int})"),
    ("text", "{min|max}({text})"),
    ("bool", "bool_or({bool})"),
    ("date", "min({date})"),
]
ODD_FRAMES = [
    "ROWS 1 PRECEDING",
    "ROWS UNBOUNDED PRECEDING",
    "ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING",
    "ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING",
]
VALUE_FRAMES = [
    "",
    "",
    "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
    "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING",
    "ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING",
    "RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
]
# How far a RANGE frame reaches, by the type of its ORDER BY.
REACH = {"int": ["1", "2"], "decimal": ["1"], "double": ["1", "1.5e0"], "date": ["INTERVAL '10' DAY"]}


def window(scope, order):
    """A window function as (text, type). `order` decides the row, None where nothing does: what asks for one row then is a rank."""
    return _Window(scope.without_subqueries(), order).function()


class _Window:
    """One PARTITION BY, and the orders that go with it."""

    def __init__(self, scope, order):
        self.scope, self.draw = scope, scope.draw
        self.keys = scope.scalars()
        self.partition = self._partition()
        self.order = None if order is None else self._total(order)
        self.any_order = [ordered(self.draw, self.draw.one(self.keys).text) for _ in range(self.draw.one([1, 1, 2])) if self.keys]

    def _partition(self):
        draw = self.draw
        if not self.keys or draw.chance(0.35):
            return []
        return [
            draw.one(self.keys).text if draw.chance(0.8) else expressions.value(self.scope, draw.one(SCALARS), 1)
            for _ in range(draw.one([1, 1, 2]))
        ]

    def _total(self, order):
        items = self.draw.shuffled(order)
        if self.keys and self.draw.chance(0.5):
            items.insert(0, self.draw.one(self.keys).text)
        return [ordered(self.draw, item) for item in dict.fromkeys(items)]

    def _over(self, order, frame=""):
        parts = [f"PARTITION BY {', '.join(self.partition)}"] if self.partition else []
        parts += [f"ORDER BY {', '.join(order)}"] if order else []
        parts += [frame] if frame else []
        return f" OVER ({' '.join(parts)})"

    def _frame(self, unit, reach):
        start = self.draw.one(["UNBOUNDED PRECEDING", f"{self.draw.one(reach)} PRECEDING", "CURRENT ROW"])
        end = self.draw.one(["UNBOUNDED FOLLOWING", f"{self.draw.one(reach)} FOLLOWING", "CURRENT ROW"])
        return f"{unit} BETWEEN {start} AND {end}"

    def function(self):
        if not self.any_order:
            return "count(*)" + self._over([]), "int"
        options = [(5, self._aggregate), (2, self._rank)]
        if self.order:
            options += [(2.5, self._number), (2.5, self._neighbour), (0.4, self._array)]
        return self.draw.weighted(options)()

    def _aggregate(self):
        draw = self.draw
        kind, template = draw.one(AGGREGATES)
        text = templates.fill(template, self.scope, 2 if draw.chance(0.35) else 1)
        forms = [(2.5, self._over([])), (2.5, self._over(self.any_order))]
        forms.append((1.4, self._over(self.any_order, self._frame("GROUPS", ["1"]))))
        if self.order:
            frame = self._frame("ROWS", ["1", "2"]) if draw.chance(0.8) else draw.one(ODD_FRAMES)
            forms.append((2.2, self._over(self.order, frame)))
        distances = [column for column in self.keys if column.kind in REACH and column.plain]
        if distances:
            column = draw.one(distances)
            forms.append((1.4, self._over([ordered(draw, column.text)], self._frame("RANGE", REACH[column.kind]))))
        return text + draw.weighted(forms), kind

    def _rank(self):
        name = self.draw.one(["rank", "dense_rank", "percent_rank", "cume_dist"])
        return f"{name}(){self._over(self.any_order)}", "int" if name in ("rank", "dense_rank") else "double"

    def _number(self):
        function = self.draw.one(["row_number()", "row_number()", f"ntile({self.draw.one([2, 3])})"])
        return function + self._over(self.order), "int"

    def _neighbour(self):
        draw = self.draw
        kind = draw.one(SCALARS)
        item = expressions.column_or_value(self.scope, kind, 1)
        # Numbers of a scope may be of another type than a literal, and the default of lag must have the type of its first argument.
        default = item if kind in NUMBERS or draw.chance(0.5) else literal(draw, kind)
        function, framed = draw.one(
            [
                (f"lag({item})", False),
                (f"lead({item})", False),
                (f"lag({item}, {draw.one([1, 2])}, {default})", False),
                (f"lead({item}, {draw.one([0, 1, 2])})", False),
                (f"first_value({item})", True),
                (f"last_value({item})", True),
                (f"nth_value({item}, {draw.one([1, 2])})", True),
            ]
        )
        # Not beside a default that is computed, which the engine refuses and says so.
        nulls = " IGNORE NULLS" if draw.chance(0.25) and function.count(item) == 1 else ""
        return function + nulls + self._over(self.order, draw.one(VALUE_FRAMES) if framed else ""), kind

    def _array(self):
        kind, result = self.draw.one([("int", "ints"), ("text", "texts")])
        frame = self.draw.one(["", self._frame("ROWS", ["1"])])
        return f"array_agg({expressions.leaf(self.scope, kind)}){self._over(self.order, frame)}", result
