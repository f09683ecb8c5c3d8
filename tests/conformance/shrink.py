"""Makes a statement smaller as long as a verdict stays: it leaves out and replaces parts, whatever they mean, and keeps what still differs.

Most of what it tries is no SQL. Trino refuses that at once, and the engine is asked for the rest alone.
"""

import re

import corpus

NAME = r"[A-Za-z_]\w*"
NUMBER = r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?"
TOKEN = re.compile(rf"'(?:[^']|'')*'|{NAME}(?:\.{NAME})*|{NUMBER}|->|<=|>=|<>|\|\||\S")
WORDS = """
    WITH SELECT DISTINCT FROM WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH UNION INTERSECT EXCEPT LEFT RIGHT FULL CROSS JOIN ON USING
    VALUES FILTER OVER PARTITION ROWS RANGE GROUPS AS CASE WHEN THEN ELSE END AND OR NOT IN IS BETWEEN LIKE IGNORE NULLS DESC ASC
    , + - || = < >
"""
BORDERS = frozenset(WORDS.split())
NEEDS_ORDER = re.compile(r"OVER|LIMIT|OFFSET|FETCH|array_agg|listagg")  # what needs an ORDER BY to have one result
INSTEAD = ["NULL", "1", "TRUE", "'a'"]
CLOSING = {"(": ")", "[": "]"}
LONGEST_CUT = 9  # borders that one cut may cross
AT_ONCE = 40  # candidates that are judged together


def smaller(text, verdict, judge):
    """Ever smaller statements, each with how it differs; the last is the smallest that is found.

    `verdict` is that of the whole statement, (verdict, how); `judge` gives those of a list of statements as {statement: verdict}.
    """
    found = _joined(TOKEN.findall(text)), verdict
    while found is not None:
        text, verdict = found
        yield text, verdict[1]
        candidates = sorted({candidate for candidate in _candidates(text) if _is_safe(text, candidate, verdict[0])}, key=len)
        found = _first(candidates, verdict, judge)


def _first(candidates, verdict, judge):
    """The shortest candidate with the verdict, and its own one."""
    for start in range(0, len(candidates), AT_ONCE):
        for candidate, other in judge(candidates[start : start + AT_ONCE]).items():
            if other[0] == verdict[0] and _cause(other) == _cause(verdict):
                return candidate, other
    return None


def _cause(verdict):
    """What must stay the same besides the verdict: the message, without names and numbers."""
    name, how = verdict
    return re.sub(r"\w*[0-9]\w*(\.\w+)?", "#", how)[:70] if name in ("fails", "refused", "unclear", "crash") else None


def _is_safe(text, candidate, verdict):
    """False where the candidate may have several results: an ORDER BY is gone, but not what needs it."""
    if corpus.complaint(corpus.Case("", 0, candidate), {"rows": [[], []]}) is not None:
        return False
    if verdict == "order" and text.rpartition("ORDER BY")[2] != candidate.rpartition("ORDER BY")[2]:
        return False
    orders = text.count("ORDER BY") - candidate.count("ORDER BY")
    return orders <= 0 or orders <= len(NEEDS_ORDER.findall(text)) - len(NEEDS_ORDER.findall(candidate))


def _candidates(text):
    """All shorter texts that one step can make."""
    tokens = TOKEN.findall(text)
    ends = _ends(tokens)
    for start, stop, instead in _steps(tokens, ends):
        candidate = _joined(tokens[:start] + instead + tokens[stop:])
        if len(candidate) < len(text):
            yield candidate


def _ends(tokens):
    """The place of the closing parenthesis by the place of the opening one."""
    ends, opened = {}, []
    for place, token in enumerate(tokens):
        if token in CLOSING:
            opened.append(place)
        elif token in CLOSING.values():
            ends[opened.pop()] = place
    return ends


def _steps(tokens, ends):
    """(start, stop, what stands there instead): each step takes whole pairs of parentheses."""
    for opening, closing in [(-1, len(tokens)), *ends.items()]:
        borders = _borders(tokens, ends, opening, closing)
        for first, start in enumerate(borders):
            for stop in borders[first + 1 : first + 1 + LONGEST_CUT] + [closing]:
                yield start, stop, []
                yield start + 1, min(stop + 1, closing), []
            yield opening + 1, start + 1, []
            yield opening + 1, start, []
        if opening < 0:
            continue
        is_call = opening > 0 and re.match(NAME, tokens[opening - 1]) and tokens[opening - 1] not in BORDERS
        start = opening - 1 if is_call else opening
        items = [opening, *(border for border in borders if tokens[border] == ","), closing]
        for left, right in zip(items, items[1:]):
            yield start, closing + 1, tokens[left + 1 : right]
        for instead in INSTEAD:
            yield start, closing + 1, [instead]


def _borders(tokens, ends, opening, closing):
    """The places of border words inside of one pair of parentheses, without those of inner pairs."""
    borders, place = [], opening + 1
    while place < closing:
        if tokens[place] in BORDERS:
            borders.append(place)
        place = ends.get(place, place) + 1
    return borders


def _joined(tokens):
    text = re.sub(r" ([,)\]])", r"\1", " ".join(tokens))
    text = re.sub(r"([(\[]) ", r"\1", text)
    return re.sub(r"\b(\w+) (?=[(\[])", lambda word: word[1] if word[1] not in BORDERS else word[0], text)
