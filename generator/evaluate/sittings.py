"""The exams of a dataset's tasks, each with all that a solution needs to sit it."""

import marshal
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from generator.evaluate.backends.backend import Backend
from generator.evaluate.datasets import Dataset, Task
from generator.evaluate.expected import Answers, Expected, inputs_of, reference_answers
from generator.evaluate.inside.request import Trial
from generator.evaluate.judging import Exam, counts_off, exam
from generator.evaluate.sandbox import Sandbox

_SHORTEST, _TIMES_REFERENCE = (
    1.0,
    4.0,
)  # seconds of a test, and how much longer than the reference it may take
_LONGEST = 60.0  # seconds of a set of tests
_GRACE = 2.0  # seconds that EvalPlus waits longer
_MORE_ANSWERS, _FREE = 4, 2**20  # how much longer answers may be than those of the reference, in bytes
_KEPT = 4  # exams with whole answers, which may be large


@dataclass(frozen=True, slots=True, eq=False)
class Sitting:
    """An exam with all that a trial of it needs beside the solution."""

    exam: Exam
    inputs: bytes
    seconds: tuple[float, ...]
    whole: float
    most: int
    digests: bool = True

    def trial(self, solution: str) -> Trial:
        """Let a solution sit the exam."""
        return Trial(
            code=solution,
            entry_point=self.exam.entry_point,
            inputs=self.inputs,
            seconds=self.seconds,
            whole=self.whole,
            most=self.most,
            listed=counts_off(self.exam.entry_point),
            digests=self.digests,
        )


@dataclass(slots=True, eq=False)
class Sittings:
    """Prepares each exam when it is first asked for; `longest`: seconds of a set of tests."""

    dataset: Dataset
    expected: Expected
    longest: float
    _prepared: dict[tuple[str, str], Sitting] = field(default_factory=dict, init=False)
    _whole: dict[tuple[str, str], Sitting] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def __reduce__(self) -> tuple[Callable[..., "Sittings"], tuple[object, ...]]:
        """Travel without what was prepared, to be prepared anew."""
        return Sittings, (self.dataset, self.expected, self.longest)

    def of(self, name: str, part: str) -> Sitting:
        """Give the exam of a task; of long answers it has the digest only."""
        if (name, part) not in self._prepared:
            task = self.dataset.tasks[name]
            known = self.expected[name][part]
            self._prepared[name, part] = self._sitting(task, part, known, known.answers)
        return self._prepared[name, part]

    def with_whole_answers(self, name: str, part: str, backend: Backend) -> Sitting:
        """Give the same exam with all answers; raises `SandboxError` where they cannot be had."""
        with self._lock:
            if (name, part) not in self._whole:
                while len(self._whole) >= _KEPT:
                    del self._whole[next(iter(self._whole))]
                self._whole[name, part] = self._with_whole_answers(name, part, backend)
            return self._whole[name, part]

    def _with_whole_answers(self, name: str, part: str, backend: Backend) -> Sitting:
        task, sandbox = self.dataset.tasks[name], Sandbox(backend)  # one that no sample sees
        try:
            answers = reference_answers(sandbox, task, inputs_of(task, part), digests=False)
        finally:
            sandbox.close()
        lines = () if isinstance(answers, str) else answers.answers  # it has answered before
        return replace(self._sitting(task, part, self.expected[name][part], lines), digests=False)

    def _sitting(self, task: Task, part: str, known: Answers, answers: Sequence[str]) -> Sitting:
        """Give each test and the whole the time that EvalPlus gives them."""
        inputs = inputs_of(task, part)
        seconds = tuple(max(_SHORTEST, _TIMES_REFERENCE * took) for took in known.seconds)
        return Sitting(
            exam=exam(self.dataset.benchmark, task, inputs, answers),
            inputs=marshal.dumps(list(inputs)),
            seconds=seconds,
            whole=min(self.longest, sum(seconds)) + _GRACE,
            most=_MORE_ANSWERS * sum(map(len, answers)) + _FREE,
        )


def longest_allowed() -> float:
    """Give the seconds that a set of tests may take; raises `ValueError` for a setting that is none."""
    seconds = float(os.environ.get("EVALPLUS_TIMEOUT_PER_TASK") or _LONGEST)
    if not 0 < seconds < float("inf"):
        raise ValueError("not a length of time")
    return seconds
