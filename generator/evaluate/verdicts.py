"""A sample is run on both sets of tests, its answers are judged as they come, and each set gets a verdict."""

from collections.abc import Callable
from functools import partial

import msgspec

from generator.evaluate.inside.request import DONE, NOT_LOADED, RAISED, WAITED
from generator.evaluate.judging import Exam, is_digest, says_what_it_equals
from generator.evaluate.samples import Sample
from generator.evaluate.sandbox import Sandbox, SandboxError
from generator.evaluate.sittings import Sitting, Sittings
from generator.load.problems import printable

_ATTEMPTS = 3
PASS, FAIL, TIMEOUT = "pass", "fail", "timeout"  # the words of EvalPlus


class Verdict(msgspec.Struct, frozen=True):
    """What became of a sample on one set of tests."""

    status: str
    test: int | None = None  # that it failed, from 0; None where it failed before any
    why: str = ""
    untrusted: str = ""  # the class that says by itself what it equals


class Outcome(msgspec.Struct, frozen=True):
    """What became of a sample; None = the plus tests were not asked for."""

    base: Verdict
    plus: Verdict | None

    @property
    def untrusted(self) -> str:
        """The class for which a verdict is not to be trusted; empty where there is none."""
        return self.base.untrusted or (self.plus.untrusted if self.plus else "")


def judged(sandbox: Sandbox, sample: Sample, sittings: Sittings, *, plus: bool) -> Outcome:
    """Run a sample on its tests; raises `SandboxError` where the sandbox is stopped."""
    return Outcome(
        base=_judged(sandbox, sample, sittings, "base"),
        plus=_judged(sandbox, sample, sittings, "plus") if plus else None,
    )


def _judged(sandbox: Sandbox, sample: Sample, sittings: Sittings, part: str) -> Verdict:
    """Compare long answers by their digests first: only one that is not the very same has to be seen."""
    name, backend = sample.task, sandbox.backend
    for prepared in (
        partial(sittings.of, name, part),
        partial(sittings.with_whole_answers, name, part, backend),
    ):
        verdict = _heard_again(sandbox, sample, prepared)
        if verdict is not None:
            return verdict
    return Verdict(FAIL, None, "answers otherwise each time")


def _heard_again(sandbox: Sandbox, sample: Sample, prepared: Callable[[], Sitting]) -> Verdict | None:
    """Try again where it may be for the machine and not for the sample that it failed.

    A machine that is short of memory may end a sandbox; one with much to do may leave a sample waiting.
    """
    verdict = None
    for _ in range(_ATTEMPTS):
        try:
            verdict = _heard(sandbox, sample, prepared())
        except SandboxError as error:
            if sandbox.stopped:
                raise
            verdict = Verdict(TIMEOUT, None, f"the sandbox ended each time: {error}")
        else:
            if verdict is None or verdict.why != WAITED:
                return verdict
    return verdict


def _heard(sandbox: Sandbox, sample: Sample, sitting: Sitting) -> Verdict | None:
    """Run a sample until its answers decide; None where an answer has to be seen whole."""
    hearing = _Hearing(sitting.exam)
    how = sandbox.carry_out(sitting.trial(sample.solution), hearing.take)
    if hearing.verdict or hearing.unclear:
        return hearing.verdict
    if how == "too much":
        return Verdict(FAIL, hearing.heard, f"answers more than {sitting.most:,} bytes")
    if how == "out of time":
        return Verdict(TIMEOUT, hearing.heard, f"took longer than {sitting.whole:g} s in all")
    return Verdict(TIMEOUT, hearing.heard, "its process ended before its tests did")


class _Hearing:
    """Listens to answers and judges each, until one decides."""

    def __init__(self, sat: Exam) -> None:
        self._exam, self._rest = sat, b""
        self.heard = 0  # answers that are right
        self.unclear = False  # the next one is long and not the very same
        self.verdict: Verdict | None = None

    def take(self, part: bytes) -> bool:
        """Judge what has come whole; true once there is nothing more to be heard."""
        *lines, self._rest = (self._rest + part).split(b"\n")
        for line in lines:
            if not self.verdict and not self.unclear:
                self.verdict = self._judge(line)
        return self.unclear or self.verdict is not None

    def _judge(self, line: bytes) -> Verdict | None:
        start, tests = line[:1].decode("latin-1"), len(self._exam.answers)
        if start == NOT_LOADED:
            return Verdict(FAIL, None, _words(line))
        if start == RAISED:
            return Verdict(FAIL, min(self.heard, tests - 1), _words(line))
        if start == DONE and self.heard == tests:
            return Verdict(PASS)
        if start == DONE or self.heard >= tests:
            return Verdict(FAIL, None, "gave other answers than it was asked for")
        if self._exam.accepts(self.heard, line):
            self.heard += 1
            return None
        self.unclear = is_digest(line) or is_digest(self._exam.answers[self.heard])
        return (
            None if self.unclear else Verdict(FAIL, self.heard, "a wrong answer", says_what_it_equals(line))
        )


def _words(line: bytes) -> str:
    return printable(line[1:].decode("utf-8", "replace"))[:300]
