#!/usr/bin/env python3
"""Asks Trino every statement of the corpus and records what it answers.

    record.py                  writes corpus/<topic>.expected
    record.py --check          changes nothing; exit 1 where Trino's answers differ from what is committed
    record.py --topic json     one topic alone (may be given several times)
"""

import argparse
import sys

import corpus
from trino.server import Server, StartFailed


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="compare with the committed answers")
    arguments.add_argument("--topic", action="append", help="only this topic")
    options = arguments.parse_args()
    try:
        topics = {topic: corpus.read(topic) for topic in options.topic or corpus.topics()}
        with Server() as client:
            wrong = sum(record(client, topic, cases, options.check) for topic, cases in topics.items())
    except (StartFailed, corpus.CorpusError, FileNotFoundError) as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2
    total = sum(len(cases) for cases in topics.values())
    verdict = "differ from what is committed" if options.check else "could not be recorded"
    print(f"{total} cases in {len(topics)} topics, {wrong} {verdict}", file=sys.stderr)
    return 1 if wrong else 0


def record(client, topic, cases, check):
    """Returns how many cases are wrong. A topic with a wrong case keeps its old file."""
    wrong, lines = 0, []
    committed = corpus.expected(topic).splitlines(keepends=True)
    recorded = set(committed)
    for case in cases:
        answer = client.answer(case.statement)
        line = corpus.line(case, answer)
        problem = corpus.complaint(case, answer)
        if problem is None and check and line not in recorded:
            problem = f"now answers {line.rstrip()}"
        if problem is not None:
            wrong += 1
            print(f"corpus/{topic}.sql:{case.line}: {case.name} {problem}", file=sys.stderr)
        lines.append(line)
    if check and wrong == 0 and lines != committed:
        print(f"corpus/{topic}.expected holds cases that the .sql file does not, or in another order", file=sys.stderr)
        return 1
    if not check and wrong == 0:
        (corpus.CORPUS / f"{topic}.expected").write_text("".join(lines))
    return wrong


if __name__ == "__main__":
    sys.exit(main())
