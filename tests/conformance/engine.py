"""Lets the engine answer cases whose answers are known: it runs the Rust test `agrees_with_trino` over a folder of them."""

import json
import os
import pathlib
import re
import resource
import subprocess
import tempfile

import corpus
from trino.server import die_with_parent

CRATE = pathlib.Path(__file__).resolve().parents[2] / "crates" / "athena-sql"
TEST = "conformance::agrees_with_trino"
TOPIC = "random"
SECONDS = 60  # for one run of the test
ADDRESS_SPACE = 14 << 30  # bytes; a statement that asks for more ends its run alone
# How the test begins to say what differs, and what that is called here.
DIFFERENCES = {"rows": "rows", "columns": "columns", "fails:": "fails", "answers": "answers"}
# Words of DataFusion's own. A refusal says what is not supported without them.
UNCLEAR = re.compile(r"internal error|datafusion|arrow error|physical plan|logical plan|sanity|schema error", re.IGNORECASE)


class EngineFailed(Exception):
    """The test could not be built or does not speak as expected."""


def build():
    """The path of the built test."""
    cargo = os.environ.get("CARGO", "cargo")
    command = [cargo, "test", "--locked", "-p", "lakebed-athena-sql", "-p", "lakebed-cli", "--test", "it", "--no-run"]
    done = subprocess.run([*command, "--message-format=json"], cwd=CRATE, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        for line in done.stdout.splitlines():
            artifact = json.loads(line)
            if artifact.get("executable") and pathlib.Path(artifact["manifest_path"]).parent.name == CRATE.name:
                return artifact["executable"]
    raise EngineFailed("the engine's test could not be built, see above")


def judge(test, cases):
    """What became of each (case, answer), as {name: (verdict, how)}.

    The verdicts: agree, refused, unclear (refused with words of DataFusion's own), rows, columns, fails, answers (where Trino fails),
    crash, hang. A run that crashes or hangs is split until it is one case.
    """
    if not cases:
        return {}
    with tempfile.TemporaryDirectory(prefix="lakebed-differential-") as folder:
        write(pathlib.Path(folder), TOPIC, cases)
        found = _run(test, folder, cases)
    if isinstance(found, dict):
        return found
    if len(cases) == 1:
        return {cases[0][0].name: found}
    step = max(1, len(cases) // 4)
    verdicts = {}
    for start in range(0, len(cases), step):
        verdicts.update(judge(test, cases[start : start + step]))
    return verdicts


def write(folder, topic, cases):
    """The (case, answer) pairs as a topic of a corpus."""
    parts = []
    for case, answer in cases:
        fails = f"-- fails: {answer['error']}\n" if "error" in answer else ""
        parts.append(f"-- case: {case.name}\n{fails}{case.statement}\n")
    (folder / f"{topic}.sql").write_text("\n".join(parts))
    (folder / f"{topic}.expected").write_text("".join(corpus.line(case, answer) for case, answer in cases))


def _limits():
    """Runs in the child."""
    die_with_parent()
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def _run(test, folder, cases):
    """One run over all cases: their verdicts, or a crash or a hang of the whole."""
    environment = {**os.environ, "CONFORMANCE_CORPUS": str(folder), "CONFORMANCE_REFUSED": "1", "RUST_BACKTRACE": "0"}
    command = [test, TEST, "--exact", "--nocapture"]
    try:
        done = subprocess.run(
            command,
            cwd=CRATE,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            preexec_fn=_limits,
        )
    except subprocess.TimeoutExpired:
        return "hang", f"no answer after {SECONDS} s"
    return read(done.stdout.decode(errors="replace"), [case.name for case, _ in cases])


def read(output, names):
    """The verdicts that the test's output tells."""
    verdicts = {name: ("agree", "") for name in names}
    for name, how in re.findall(rf"^refused {TOPIC}/(\w+): (.*)$", output, re.MULTILINE):
        verdicts[name] = ("unclear" if UNCLEAR.search(how) else "refused", how)
    head, differ, body = output.partition(" differ:\n")
    if not differ:
        return verdicts if "test result: ok. 1 passed" in output else ("crash", output[-600:].strip())
    count = int(head.rsplit(" ", 1)[1])
    body = re.split(r"^(?:note: run with|test conformance)", body, maxsplit=1, flags=re.MULTILINE)[0]
    parts = re.split(rf"^{TOPIC}/(\w+)$", body, flags=re.MULTILINE)
    for name, text in zip(parts[1::2], parts[2::2]):
        how = text.strip("\n").partition("\n")[2].strip()
        verdicts[name] = (DIFFERENCES.get(how.split(" ", 1)[0]), how)
    if len(parts[1::2]) != count or set(verdicts) != set(names) or any(verdict is None for verdict, _ in verdicts.values()):
        raise EngineFailed(f"the test tells of {count} differences in a way that is not understood:\n{output}")
    return verdicts
