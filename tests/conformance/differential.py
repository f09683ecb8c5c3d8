#!/usr/bin/env python3
"""Random statements: Trino and the engine answer each, and every difference is told.

    differential.py --seed 7 --count 300      a batch; the same seed makes the same statements
    differential.py --seeds 1..9              several
    differential.py --borders --seed 7        every function, called with borders of its types
    differential.py --shrink FILE             the smallest part of the statement in FILE that still differs in the same way

Exit 1 where the engine has wrong rows or columns, answers what Trino refuses, or fails without a clear refusal.
"""

import argparse
import collections
import concurrent.futures
import contextlib
import json
import pathlib
import re
import sys
import time

import corpus
import engine
import shrink
from generator import borders, statement
from stored import Stored
from trino.client import Client
from trino.server import Server, StartFailed

PORTION = 25  # statements that the engine judges in one run
UNANSWERED = ("EXCEEDED_TIME_LIMIT", "GENERIC_INTERNAL_ERROR")  # late, or Trino's own mistake: nothing to compare with
RIGHT = ("agree", "both fail", "unanswered", "unstable")
# Told, but not wrong: the engine says what it does not support, and the last digit of a double and the sign of a zero depend on the order
# of the rows at times, in Trino as well.
TOLERATED = ("refused", "digits", "zero")
SAYS_BOTH = ("rows", "order", "columns", "digits", "zero")  # verdicts whose text holds both answers


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--seeds", metavar="A..B", help="every seed from A to B")
    arguments.add_argument("--count", type=int, default=150, help="statements of a seed")
    arguments.add_argument("--borders", action="store_true", help="calls of every function that Trino shows, instead of statements")
    arguments.add_argument("--port", type=int, help="asks the server that runs on this port of 127.0.0.1 and starts none")
    arguments.add_argument("--seconds", type=int, default=20, help="what Trino may take for a statement")
    arguments.add_argument("--engine", type=pathlib.Path, help="the engine's built test `it`; otherwise cargo builds it")
    arguments.add_argument("--keep", type=pathlib.Path, metavar="FOLDER", help="keeps statements and answers as a corpus")
    arguments.add_argument("--shrink", type=pathlib.Path, metavar="FILE")
    options = arguments.parse_args()
    try:
        test = options.engine.resolve() if options.engine else engine.build()
        with contextlib.nullcontext(Client(options.port)) if options.port else Server() as client:
            client.session["query_max_run_time"] = f"{options.seconds}s"
            if options.shrink:
                with Stored(client) as tables:
                    return shrunk(tables, test, options.shrink.read_text())
            wrong = 0
            for seed in seeds(options):
                cases = calls(client, seed) if options.borders else drawn(seed, options.count)
                with Stored(client) as tables:
                    wrong += batch(tables, test, seed, cases, options.keep)
    except (StartFailed, engine.EngineFailed, OSError) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2
    return 1 if wrong else 0


def seeds(options):
    if options.seeds is None:
        return [options.seed]
    first, _, last = options.seeds.partition("..")
    return range(int(first), int(last or first) + 1)


def drawn(seed, count):
    return [corpus.Case(f"s{seed}_{number}", 0, statement(f"{seed}-{number}")) for number in range(1, count + 1)]


def calls(client, seed):
    _, functions = client.query("SHOW FUNCTIONS")
    return [corpus.Case(name, 0, call) for name, call in borders.statements(functions, seed)]


def batch(client, test, seed, cases, keep):
    """Compares the statements of one seed, prints what it found, and returns how many are wrong."""
    started = time.monotonic()
    numbers = collections.Counter()
    answered, verdicts = answer_and_judge(client, test, cases, numbers)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        engine.write(keep, f"seed_{seed}", answered)
    findings = []
    for case, answer in answered:
        verdict, how = refined(client, case, answer, *verdicts[case.name])
        numbers[verdict] += 1
        if verdict not in RIGHT:
            findings.append((verdict, case, how, answer))
    wrong = sum(verdict not in TOLERATED for verdict, *_ in findings)
    told = ", ".join(f"{number} {verdict}" for verdict, number in sorted(numbers.items()) if number)
    print(f"seed {seed}: {len(cases)} statements, {wrong} wrong ({told}), {time.monotonic() - started:.0f} s")
    for verdict, case, how, answer in findings:
        print(f"{verdict}: {case.name}\n   {case.statement}\n   engine {how}{trinos(verdict, answer)}")
    sys.stdout.flush()
    return wrong


def trinos(verdict, answer):
    """Trino's answer where `how` does not hold it."""
    return "" if "error" in answer or verdict in SAYS_BOTH else f"\n   trino {json.dumps(answer['rows'], ensure_ascii=False)}"


def answer_and_judge(client, test, cases, numbers):
    """The (case, answer) pairs that Trino answered or refused, and the engine's verdicts. The engine judges while Trino answers."""
    answered, judging = [], []
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as judges:
        for start in range(0, len(cases), PORTION):
            portion = [(case, client.answer(case.statement)) for case in cases[start : start + PORTION]]
            comparable = [(case, answer) for case, answer in portion if answer.get("error") not in UNANSWERED]
            numbers["unanswered"] += len(portion) - len(comparable)
            numbers["without rows"] += sum(answer.get("rows") == [] for _, answer in comparable)
            answered += comparable
            judging.append(judges.submit(engine.judge, test, comparable))
        verdicts = {}
        for judged in judging:
            verdicts.update(judged.result())
    return answered, verdicts


def refined(client, case, answer, verdict, how):
    """The verdict, told more closely: agreement in failing, differences of digits and zeros, Trino's own changes of mind."""
    if verdict == "agree":
        return ("both fail" if "error" in answer else "agree"), how
    if verdict != "rows":
        return verdict, how
    found, expected = re.fullmatch(r"rows (.*)\n +trino (.*)", how, re.DOTALL).groups()
    closer = closeness(json.loads(found), json.loads(expected))
    if any(client.answer(case.statement) != answer for _ in range(2)):
        return "unstable", how
    return closer, how


def closeness(found, expected):
    """zero: equal but for the signs of zeros; digits: equal but for the last digits of doubles; order: the same rows elsewhere."""
    if list(map(unsigned, found)) == list(map(unsigned, expected)):
        return "zero"
    if near(found, expected):
        return "digits"
    return "order" if sorted(map(json.dumps, found)) == sorted(map(json.dumps, expected)) else "rows"


def unsigned(row):
    return json.dumps(row).replace('"-0e0"', '"0e0"')


def near(found, expected):
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(near, found, expected))
    if found == expected:
        return True
    if not (isinstance(found, str) and isinstance(expected, str) and "e" in found and "e" in expected):
        return False
    try:
        a, b = float(found), float(expected)
    except ValueError:
        return False
    return abs(a - b) <= 1e-12 * max(abs(a), abs(b))


def shrunk(client, test, text):
    """Prints the smallest statement that was found, and how it differs."""

    def verdicts(texts):
        cases = [corpus.Case(f"s{number}", 0, text) for number, text in enumerate(texts)]
        answered = [(case, answer) for case in cases if (answer := client.answer(case.statement)).get("error") not in UNANSWERED]
        judged = engine.judge(test, answered)
        return {case.statement: refined(client, case, answer, *judged[case.name]) for case, answer in answered}

    text = text.strip().removesuffix(";")
    verdict, how = verdicts([text]).get(text, ("unanswered", ""))
    if verdict in RIGHT:
        print(f"nothing to shrink: {verdict}")
        return 0
    for text, how in shrink.smaller(text, (verdict, how), verdicts):
        print(f"{len(text)}: {text}", file=sys.stderr)  # so that what is found so far is there when this is interrupted
    print(f"{verdict}\n   {text}\n   engine {how}")
    return 0 if verdict in TOLERATED else 1


if __name__ == "__main__":
    sys.exit(main())
