"""Holds the generator to what its statements must be. Needs no Trino.

    python3 tests/conformance/test_generator.py
"""

import re
import unittest

import corpus
from generator import borders, statement
from generator.types import NESTED, SQL

STATEMENTS = [statement(f"test-{number}") for number in range(400)]

# Each must stand in a few of the statements.
CONSTRUCTS = {
    "outer join": r"\b(LEFT|RIGHT|FULL) JOIN r?\w",
    "full join": r"FULL (OUTER )?JOIN",
    "join of a subquery": r"(LEFT|RIGHT|FULL) JOIN \(SELECT",
    "USING": r" USING \(",
    "cross join": r"CROSS JOIN \w+ ",
    "comma": r"FROM \w+ (AS )?r\d+, ",
    "UNNEST": r"JOIN UNNEST\(",
    "outer UNNEST": r"LEFT JOIN UNNEST\(",
    "ORDINALITY": r"WITH ORDINALITY",
    "LATERAL of expressions": r"LATERAL \(SELECT (?:(?! FROM ).)*\) AS l\d",
    "LATERAL of aggregates": r"LATERAL \(SELECT \w+\(.* FROM ",
    "LATERAL with LIMIT": r"LATERAL \(SELECT r\d+\.\w+ AS la FROM .* LIMIT 1\)",
    "UNION ALL": r" UNION ALL ",
    "UNION": r" UNION (?!ALL)",
    "EXCEPT ALL": r" EXCEPT ALL ",
    "EXCEPT": r" EXCEPT (?!ALL)",
    "INTERSECT": r" INTERSECT ",
    "ROLLUP": r"ROLLUP \(",
    "CUBE": r"CUBE \(",
    "GROUPING SETS": r"GROUPING SETS \(\(",
    "empty grouping set": r"GROUPING SETS \(.*\(\)",
    "grouping()": r"\bgrouping\(",
    "GROUP BY positions": r"GROUP BY \d",
    "GROUP BY an expression": r"GROUP BY (r\d+\.\w+, )*\(?\w+\(",
    "HAVING": r" HAVING ",
    "filter of an aggregate": r"FILTER \(WHERE",
    "DISTINCT of an aggregate": r"count\(DISTINCT ",
    "array_agg in order": r"array_agg\([^()]* ORDER BY",
    "listagg": r"WITHIN GROUP",
    "max_by": r"(max|min)_by\(",
    "scalar subquery": r"\(SELECT (coalesce\()?(sum|min|max|count|avg)\(.* WHERE \(r\d+\.\w+ \S+ r\d+\.",
    "EXISTS": r"EXISTS \(SELECT",
    "IN subquery": r" IN \(SELECT",
    "NOT IN subquery": r" NOT IN \(SELECT",
    "pairs IN subquery": r"\) (NOT )?IN \(SELECT",
    "quantified comparison": r" (ANY|ALL|SOME) \(SELECT",
    "ROWS frame": r"ROWS BETWEEN",
    "RANGE frame": r"RANGE BETWEEN \w+ PRECEDING|RANGE BETWEEN",
    "GROUPS frame": r"GROUPS BETWEEN",
    "several windows": r" OVER .* OVER ",
    "IGNORE NULLS": r"IGNORE NULLS OVER",
    "window over groups": r" OVER \(.* GROUP BY ",
    "first of each group": r" AS rn FROM .* WHERE rn ",
    "OFFSET": r" OFFSET \d",
    "OFFSET and LIMIT": r" OFFSET \d LIMIT \d",
    "FETCH": r"FETCH FIRST \d ROWS ONLY",
    "WITH TIES": r"ROWS WITH TIES",
    "SELECT DISTINCT": r"SELECT DISTINCT",
    "constant column of a subquery": r"\(SELECT .*(TRUE|FALSE|'|\d) AS \w+ FROM",
    "WITH of its own": r", c1 AS \(",
    "WITH inside": r"\(WITH n\d+ AS",
    "star": r"SELECT r\d+\.\*, ",
    "minus zero": r"VALUES .*-0e0",
    "REAL": r"REAL '",
    "lambda": r"\w -> ",
    "lambda of two": r"\(x\d+, x\d+\) -> ",
    "row": r"CAST\(ROW\(",
    "map": r"MAP\(ARRAY\[",
    "json": r"json_extract_scalar\(",
    "IS DISTINCT FROM": r"IS (NOT )?DISTINCT FROM",
}
COLUMN = r"\b(?!NULL\b|TRUE\b|FALSE\b|DATE\b|TIMESTAMP\b|DECIMAL\b|REAL\b|BIGINT\b|SMALLINT\b|TINYINT\b)[A-Za-z]\w*"


def without_texts(text):
    return re.sub(r"'(?:[^']|'')*'", "''", text)


class Generator(unittest.TestCase):
    def test_a_seed_makes_one_statement(self):
        self.assertEqual(STATEMENTS[:50], [statement(f"test-{number}") for number in range(50)])
        self.assertEqual(len(set(STATEMENTS)), len(STATEMENTS))

    def test_parentheses_and_quotes_are_closed(self):
        for text in STATEMENTS:
            opened = []
            for character in without_texts(text):
                if character in "([":
                    opened.append(character)
                elif character in ")]":
                    self.assertEqual(opened.pop(), {")": "(", "]": "["}[character], text)
            self.assertEqual(opened, [], text)
            self.assertNotIn("'", without_texts(text).replace("''", ""), text)
            self.assertIsNone(re.search(r"[{}\n]", without_texts(text)), text)

    def test_the_result_has_one_order(self):
        for text in STATEMENTS:
            self.assertIsNone(corpus.complaint(corpus.Case("one", 1, text), {"rows": [[], []]}), text)

    def test_a_limit_has_an_order(self):
        for text in STATEMENTS:
            inner = without_texts(text)
            while (outer := re.sub(r"\(([^()]*)\)", self.without_limit_or_order, inner)) != inner:
                inner = outer

    def without_limit_or_order(self, match):
        if re.search(r" (LIMIT|OFFSET|FETCH) ", match[1]):
            self.assertIn(" ORDER BY ", match[1])
        return "#"

    def test_each_construct_occurs(self):
        for name, pattern in CONSTRUCTS.items():
            with self.subTest(name):
                self.assertGreaterEqual(sum(re.search(pattern, text) is not None for text in STATEMENTS), 2)

    def test_each_nested_type_occurs_in_a_table(self):
        for kind in NESTED:
            with self.subTest(kind):
                self.assertTrue(any(SQL[kind] in text for text in STATEMENTS))

    def test_no_list_holds_null_and_a_column(self):
        for text in STATEMENTS:
            for items in re.findall(r" IN \((?!SELECT)([^()]*)\)", without_texts(text)):
                self.assertFalse("NULL" in items and re.search(COLUMN, items), text)

    def test_no_list_of_rows(self):
        for text in STATEMENTS:
            self.assertIsNone(re.search(r" IN \(\(", text), text)

    def test_distinct_aggregates_are_of_columns(self):
        for text in STATEMENTS:
            for argument in re.findall(r"(?:count|sum|avg)\(DISTINCT \(?([^,)]*)", without_texts(text)):
                self.assertRegex(argument, rf"^(?!CAST\b){COLUMN}(\.\w+)?$", text)

    def test_no_real_is_zero(self):
        for text in STATEMENTS:
            self.assertIsNone(re.search(r"REAL '-?0'", text), text)

    def test_nothing_is_ordered_by_an_array_a_map_or_a_row(self):
        for text in STATEMENTS:
            for items in re.findall(r"ORDER BY ((?:r\d+\.\w+[A-Z ]*(?:, )?)*)", text):
                self.assertIsNone(re.search(r"\.(xs|ss|ys|mc|ml|r|rs)\b", items), text)


FUNCTIONS = [
    ["substr", "varchar(x)", "varchar(x), bigint", "scalar", True, ""],
    ["avg", "double", "bigint", "aggregate", True, ""],
    ["map_remove_null_values", "map(K,V)", "map(K,V)", "scalar", True, ""],
    ["round", "decimal(rp,rs)", "decimal(p,s), integer", "scalar", True, ""],
    ["row_number", "bigint", "", "window", True, ""],
    ["random", "double", "", "scalar", False, ""],
    ["transform", "array(U)", "array(T), function(T,U)", "scalar", True, ""],
    ["array_agg", "array(T)", "T", "aggregate", True, ""],
]


class Borders(unittest.TestCase):
    def setUp(self):
        self.calls = dict(borders.statements(FUNCTIONS, 1))

    def test_what_has_borders_is_called(self):
        names = {name.rpartition("_")[0] for name in self.calls}
        self.assertEqual(names, {"substr", "avg", "map_remove_null_values", "round"})

    def test_a_seed_makes_the_same_calls(self):
        self.assertEqual(self.calls, dict(borders.statements(FUNCTIONS, 1)))
        self.assertNotEqual(self.calls, dict(borders.statements(FUNCTIONS, 2)))

    def test_types_have_no_variables(self):
        self.assertIn("AS decimal(38,0))", " ".join(self.calls.values()))
        self.assertIn("AS map(varchar,double))", " ".join(self.calls.values()))
        self.assertEqual(borders.split("map(K,V), decimal(p,s), T"), ["map(K,V)", "decimal(p,s)", "T"])

    def test_every_border_is_drawn(self):
        calls = " ".join(call for seed in range(40) for name, call in borders.statements(FUNCTIONS, seed) if name.startswith("substr"))
        for value in borders.VALUES["varchar"] + borders.VALUES["bigint"]:
            self.assertIn(f"CAST({value} AS", calls)


if __name__ == "__main__":
    unittest.main()
