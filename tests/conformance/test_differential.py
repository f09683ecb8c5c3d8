"""Holds the readers and comparers of differential.py to answers that are stated here. Needs neither Trino nor the engine.

    python3 tests/conformance/test_differential.py
"""

import pathlib
import tempfile
import unittest

import corpus
import differential
import engine
import shrink
import stored

# Stands for the engine's test: it ends early where a statement is SELECT 2.
ENGINE = """\
#!/bin/sh
grep -q 'SELECT 2' $CONFORMANCE_CORPUS/random.sql && exit 101
echo 'test result: ok. 1 passed'
"""
OUTPUT = """\
refused random/s7_2: UNNEST of a row is not supported
refused random/s7_3: Internal error: Uncomparable values
test conformance::agrees_with_trino ... thread 'conformance::agrees_with_trino' panicked at crates/athena-sql/tests/it/conformance.rs:194:5:
1 agree, 2 refused, 3 differ:
random/s7_4
   SELECT 1 AS a
   rows [["2"]]
   trino [["1"]]
random/s7_5
   SELECT 1 / 0
   answers [[null]]
   trino DIVISION_BY_ZERO
random/s7_6
   SELECT 2 AS a
   fails: two lines
of a message
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
test result: FAILED. 0 passed; 1 failed
"""


class FakeClient:
    """Answers every statement, and refuses tables whose only column is NULL."""

    def __init__(self):
        self.asked = []

    def answer(self, statement):
        self.asked.append(statement)
        return {"error": "COLUMN_TYPE_UNKNOWN"} if "(VALUES (NULL))" in statement else {"rows": []}


class Tables(unittest.TestCase):
    def test_hold_the_values_of_with(self):
        client = FakeClient()
        with stored.Stored(client) as tables:
            asked = tables.over_tables("WITH t(id, s) AS (VALUES (1, ')'), (2, 'it''s (')), u(x) AS (VALUES (NULL)), c AS (SELECT 1) SELECT 2")
            again = tables.over_tables("WITH t(id, s) AS (VALUES (1, ')'), (2, 'it''s (')) SELECT 3")
        name = client.asked[0].split()[2]
        self.assertEqual(asked, f"WITH t(id, s) AS (SELECT * FROM {name}), u(x) AS (VALUES (NULL)), c AS (SELECT 1) SELECT 2")
        self.assertEqual(again, f"WITH t(id, s) AS (SELECT * FROM {name}) SELECT 3")
        self.assertEqual(client.asked[0], f"CREATE TABLE {name} AS SELECT * FROM (VALUES (1, ')'), (2, 'it''s (')) AS t(id, s)")
        self.assertEqual(client.asked[2:], [f"DROP TABLE {name}"])


class Verdicts(unittest.TestCase):
    def test_of_each_case(self):
        found = engine.read(OUTPUT, [f"s7_{number}" for number in range(1, 7)])
        verdicts = {name: verdict for name, (verdict, _) in found.items()}
        expected = {"s7_1": "agree", "s7_2": "refused", "s7_3": "unclear", "s7_4": "rows", "s7_5": "answers", "s7_6": "fails"}
        self.assertEqual(verdicts, expected)
        self.assertEqual(found["s7_4"][1], 'rows [["2"]]\n   trino [["1"]]')
        self.assertEqual(found["s7_6"][1], "fails: two lines\nof a message")

    def test_of_a_run_that_ends_early(self):
        self.assertEqual(engine.read("thread 'main' has overflowed its stack\n", ["s7_1"])[0], "crash")
        self.assertEqual(engine.read("test result: ok. 1 passed; 0 failed", ["s7_1"]), {"s7_1": ("agree", "")})

    def test_that_are_not_understood(self):
        with self.assertRaises(engine.EngineFailed):
            engine.read(OUTPUT.replace("3 differ", "4 differ"), [f"s7_{number}" for number in range(1, 7)])
        with self.assertRaises(engine.EngineFailed):
            engine.read(OUTPUT.replace("   answers", "   replies"), [f"s7_{number}" for number in range(1, 7)])


class Judging(unittest.TestCase):
    def test_finds_the_one_case_that_ends_the_engine(self):
        answer = {"columns": [], "rows": []}
        cases = [(corpus.Case(f"s{number}", 0, "SELECT 2" if number == 17 else "SELECT 1"), answer) for number in range(25)]
        with tempfile.TemporaryDirectory() as folder:
            test = pathlib.Path(folder) / "it"
            test.write_text(ENGINE)
            test.chmod(0o755)
            verdicts = engine.judge(test, cases)
        self.assertEqual([name for name, (verdict, _) in verdicts.items() if verdict == "crash"], ["s17"])
        self.assertEqual(sum(verdict == "agree" for verdict, _ in verdicts.values()), 24)


class Closeness(unittest.TestCase):
    def test_tells_small_differences_from_wrong_rows(self):
        for found, expected, name in [
            ([["0e0", "a"]], [["-0e0", "a"]], "zero"),
            ([[["0e0", None]]], [[["-0e0", None]]], "zero"),
            ([["1.0000000000000002e0"]], [["1e0"]], "digits"),
            ([["1.1e0"]], [["1e0"]], "rows"),
            ([["1"], ["2"]], [["2"], ["1"]], "order"),
            ([["1"]], [["1"], ["1"]], "rows"),
            ([[None]], [["1e0"]], "rows"),
            ([["one"]], [["eleven"]], "rows"),
        ]:
            with self.subTest(name, found=found):
                self.assertEqual(differential.closeness(found, expected), name)


class Shrinking(unittest.TestCase):
    def test_keeps_what_differs_and_the_order(self):
        """The judge is one that finds `sum` wrong."""

        def judge(texts):
            return {text: ("rows" if "sum(a)" in text and text.startswith("SELECT") else "both fail", "") for text in texts}

        text = "SELECT sum(a) AS s, max(b) AS m FROM (VALUES (1, 2), (3, -4)) AS t(a, b) WHERE a > 1 AND b < 3 GROUP BY a ORDER BY 1, 2"
        *_, (smallest, _) = shrink.smaller(text, ("rows", ""), judge)
        self.assertEqual(smallest, "SELECT sum(a) ORDER BY 1")

    def test_keeps_the_order_of_a_limit(self):

        def judge(texts):
            return {text: ("rows" if "LIMIT 1)" in text else "agree", "") for text in texts}

        text = "SELECT a, b FROM (SELECT a, b FROM t WHERE a = 1 ORDER BY a LIMIT 1) AS l ORDER BY 1"
        *_, (smallest, _) = shrink.smaller(text, ("rows", ""), judge)
        self.assertIn("ORDER BY a LIMIT 1)", smallest)
        self.assertNotIn("WHERE", smallest)


if __name__ == "__main__":
    unittest.main()
