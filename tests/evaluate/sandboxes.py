"""Sandboxes for tests: each kind that this machine can make; where one cannot be made, tests say why and are skipped."""

import marshal
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from generator.evaluate.backends import BACKENDS
from generator.evaluate.backends.backend import Backend
from generator.evaluate.choosing import fault_of
from generator.evaluate.inside.request import Trial
from generator.evaluate.sandbox import Sandbox


@cache
def faults() -> tuple[str, ...]:
    """What is wrong with each kind; empty for one that works."""
    return tuple(fault_of(backend) for backend in BACKENDS)


def need_a_sandbox() -> None:
    """Skip a test where EvalPlus is missing or nothing makes a sandbox."""
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    if all(faults()):
        pytest.skip(f"no sandbox works here: {'; '.join(faults())}")


def sandboxes(backend: Backend) -> Iterator[Sandbox]:
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    if fault := faults()[BACKENDS.index(backend)]:
        pytest.skip(f"{backend.name} makes no sandbox here: {fault}")
    sandbox = Sandbox(backend)
    yield sandbox
    sandbox.close()


@pytest.fixture(scope="module", params=BACKENDS, ids=lambda backend: backend.name)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    yield from sandboxes(request.param)


def tried(
    sandbox: Sandbox,
    code: str,
    *arguments: Sequence[object],
    seconds: float = 20.0,
    most: int = 10**6,
    digests: bool = False,
) -> tuple[str, list[str]]:
    """How a trial of `f` ends, and the lines of its answers but the times at the end."""
    inputs = arguments or ([],)
    trial = Trial(
        code,
        "f",
        marshal.dumps([list(each) for each in inputs]),
        (seconds,) * len(inputs),
        seconds + 1,
        most,
        digests=digests,
    )
    how, answers = sandbox.heard(trial)
    return how, [line[:1] if line[:1] == "." else line for line in answers.decode().splitlines()]
