"""Evaluate the samples that a journal does not know yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.evaluate.journal import Journal
from generator.evaluate.running import Crew
from generator.evaluate.samples import Sample
from generator.evaluate.sandbox import Sandbox
from generator.evaluate.sittings import Sittings
from generator.evaluate.verdicts import Outcome, judged


def unknown(samples: Sequence[Sample], journal: Journal) -> tuple[Sample, ...]:
    """List the samples without a verdict, each text once."""
    return tuple({each.key: each for each in samples if each.key not in journal.known}.values())


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The work on a sample, which may travel to where it is done."""

    sittings: Sittings
    plus: bool  # on the plus tests too

    def __call__(self, sandbox: Sandbox, sample: Sample) -> Outcome:
        """Judge a sample."""
        return judged(sandbox, sample, self.sittings, plus=self.plus)


def evaluate(
    samples: Sequence[Sample],
    evaluation: Evaluation,
    crew: Crew,
    *,
    journal: Journal,
    told: Callable[[], None],
) -> None:
    """Give each sample a verdict, and write it down at once; `told` is called after each."""
    for sample, outcome in crew.share_out(samples, evaluation):
        journal.add(sample.key, outcome)
        told()
