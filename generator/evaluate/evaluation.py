"""Evaluate the samples that a journal does not know yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.evaluate.journal import Journal
from generator.evaluate.running import in_sandboxes
from generator.evaluate.samples import Sample
from generator.evaluate.sandbox import Backend, Sandbox
from generator.evaluate.sittings import Sittings
from generator.evaluate.verdicts import Outcome, judged


@dataclass(frozen=True, slots=True)
class Setting:
    """Where samples run, how many at a time, on what, and for how long."""

    backend: Backend
    workers: int
    plus: bool  # on the plus tests too
    longest: float  # seconds of a set of tests


def unknown(samples: Sequence[Sample], journal: Journal) -> tuple[Sample, ...]:
    """List the samples without a verdict, each text once."""
    return tuple({each.key: each for each in samples if each.key not in journal.known}.values())


def evaluate(
    samples: Sequence[Sample],
    sittings: Sittings,
    setting: Setting,
    *,
    journal: Journal,
    told: Callable[[], None],
) -> None:
    """Give each sample a verdict, and write it down at once; `told` is called after each."""

    def work(sandbox: Sandbox, sample: Sample) -> Outcome:
        return judged(sandbox, sample, sittings, plus=setting.plus)

    for sample, outcome in in_sandboxes(setting.backend, setting.workers, samples, work):
        journal.add(sample.key, outcome)
        told()
