"""Reads and writes the corpus: `corpus/<topic>.sql` holds the cases, `corpus/<topic>.expected` what Trino answered."""

import dataclasses
import json
import pathlib
import re

CORPUS = pathlib.Path(__file__).resolve().parent / "corpus"
HEADER = re.compile(r"-- (case|fails|note): *(.*)")


class CorpusError(Exception):
    """A corpus file that does not keep to the format; the message says where."""


@dataclasses.dataclass
class Case:
    """One statement. `fails` says why Trino must refuse or fail it; None where it must answer with rows."""

    name: str
    line: int
    statement: str = ""
    fails: str | None = None


def topics():
    return sorted(path.stem for path in CORPUS.glob("*.sql"))


def read(topic):
    """The cases of a topic, in the order of the file."""
    path = CORPUS / f"{topic}.sql"
    cases, seen = [], set()
    for number, line in enumerate(path.read_text().splitlines(), 1):
        header = HEADER.fullmatch(line.rstrip())
        if header is None:
            if cases:
                cases[-1].statement += line + "\n"
            continue
        key, text = header.groups()
        if key == "case":
            if text in seen or not re.fullmatch(r"[a-z0-9_]+", text):
                raise CorpusError(f"{path}:{number}: `{text}` is taken or not a name of a-z, 0-9 and _")
            seen.add(text)
            cases.append(Case(text, number))
        elif key == "fails":
            cases[-1].fails = text
    for case in cases:
        case.statement = case.statement.strip().removesuffix(";").rstrip()
        if not case.statement:
            raise CorpusError(f"{path}:{case.line}: case `{case.name}` has no statement")
    return cases


def expected(topic):
    """The recorded text, empty where nothing is recorded yet."""
    path = CORPUS / f"{topic}.expected"
    return path.read_text() if path.exists() else ""


def line(case, answer):
    """One line of an `.expected` file. What is another in each run is left out of messages: the order of candidates, addresses of tasks."""
    if answer.get("message"):
        message = answer["message"].split("\nCandidates are:")[0]
        answer = {**answer, "message": re.sub(r"http://127\.0\.0\.1:\S+", "http://127.0.0.1", message)}
    return json.dumps({"case": case.name, **answer}, ensure_ascii=False) + "\n"


def complaint(case, answer):
    """Why the answer cannot be recorded, or None. It keeps typing errors and unstable orders out of the corpus."""
    if case.fails is None and "error" in answer:
        return f"failed with {answer['error']}: {answer['message']}"
    if case.fails is not None and "error" not in answer:
        return f"was to fail ({case.fails}), but answered {json.dumps(answer['rows'])}"
    if len(answer.get("rows", [])) > 1 and not _is_ordered(case.statement):
        return "has several rows and no ORDER BY"
    return None


def _is_ordered(statement):
    """True when an ORDER BY stands outside of all parentheses, where it orders the result."""
    while (outer := re.sub(r"\([^()]*\)", " ", statement)) != statement:
        statement = outer
    return re.search(r"\border\s+by\b", statement, re.IGNORECASE) is not None
