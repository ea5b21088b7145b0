"""What the reference solutions of a dataset answer and how long they take, worked out once and kept.

A dataset may come from anybody, so its solutions run in the sandbox too: in one of their own, before any sample.
"""

import hashlib
import json
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.evaluate.datasets import Dataset, Task
from generator.evaluate.inside.request import DONE, Trial
from generator.evaluate.judging import counts_off
from generator.evaluate.running import Crew
from generator.evaluate.sandbox import Sandbox
from generator.load.problems import Problems

PARTS = ("base", "plus")
_FORMAT = 1
_LONGEST = 600.0  # seconds of one test of a reference solution
_MOST = 2**30  # bytes of its answers
EVALPLUS = "0.3.1"


class Answers(msgspec.Struct, frozen=True):
    """What a reference solution answers to each test, as text, and the seconds that it takes."""

    answers: tuple[str, ...]
    seconds: tuple[float, ...]


Expected = Mapping[str, Mapping[str, Answers]]  # by task and by set of tests


def expected_answers(
    dataset: Dataset, crew: Crew, problems: Problems, *, told: Callable[[], None]
) -> Expected:
    """Work out the answers of a dataset and keep them; `told` is called after each task.

    A reference solution that fails is a problem: its task cannot be judged.
    """
    found: dict[str, dict[str, Answers]] = {}
    jobs = tuple(dataset.tasks.values())
    for task, answers in crew.share_out(jobs, _of_task):
        found[task.id] = {part: each for part, each in answers.items() if isinstance(each, Answers)}
        for part, said in answers.items():
            if isinstance(said, str):
                text = f"`{task.id}`: its canonical solution fails a {part} test: {said}; expected one that passes"
                problems.add(task.place, "reference", text)
        told()
    if not problems:
        _keep(dataset, found)
    return found


def _of_task(sandbox: Sandbox, task: Task) -> dict[str, Answers | str]:
    """Answer both sets of tests, or say why there is no answer."""
    return {part: reference_answers(sandbox, task, inputs_of(task, part)) for part in PARTS}


def inputs_of(task: Task, part: str) -> Sequence[Sequence[Any]]:
    """Give the arguments of each test of a set: `base` or `plus`."""
    return task.base if part == "base" else task.plus


def reference_answers(
    sandbox: Sandbox, task: Task, inputs: Sequence[Sequence[Any]], *, digests: bool = True
) -> Answers | str:
    """Run a reference solution and give its answers, of long ones only the digest, or say why there are none."""
    trial = Trial(
        code=task.reference,
        entry_point=task.entry_point,
        inputs=marshal.dumps(list(inputs)),
        seconds=(_LONGEST,) * len(inputs),
        whole=_LONGEST,
        most=_MOST,
        listed=counts_off(task.entry_point),
        digests=digests,
    )
    how, content = sandbox.heard(trial)
    *answers, last = content.decode().splitlines() or [""]
    if not last.startswith(DONE):
        return last[1:] or how
    return Answers(tuple(answers), tuple(json.loads(last[1:])))


def _file_of(dataset: Dataset) -> Path:
    """Name the file by all that the answers depend on."""
    python = sys.version_info[:2]
    tasks = hashlib.sha256(repr((_FORMAT, dataset.benchmark, EVALPLUS, python)).encode()).hexdigest()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "scalebook" / "expected" / f"{dataset.benchmark}-{dataset.md5}-{tasks[:8]}.json"


def kept_answers(dataset: Dataset) -> Expected | None:
    """Give the answers that are kept for a dataset; None where there are none."""
    try:
        content = _file_of(dataset).read_bytes()
        return msgspec.json.decode(content, type=dict[str, dict[str, Answers]])
    except (OSError, msgspec.MsgspecError):
        return None  # never written, or not by this program: worked out anew


def _keep(dataset: Dataset, expected: Expected) -> None:
    """Write the file whole or not at all; a cache that cannot be written to is done without."""
    file = _file_of(dataset)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as part:
            part.write(msgspec.json.encode(expected, order="sorted"))
        Path(part.name).replace(file)
    except OSError:
        return
