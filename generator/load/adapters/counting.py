"""Tasks in the order in which people count, and counts over them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from generator.model.run import Counts

MOST_SAMPLES = 1_000_000  # of one task: more is a mistake, not a result


def natural_order(tasks: Iterable[str]) -> list[str]:
    """Sort task ids as people count: `HumanEval/2` before `HumanEval/10`."""
    return sorted(tasks, key=_natural)


def _natural(task: str) -> list[tuple[bool, str]]:
    parts = re.split(r"(\d+)", task)
    return [(not part.isdigit(), part.zfill(12) if part.isdigit() else part) for part in parts]


def counts(values: Iterable[int]) -> Counts:
    """Make an array of counts; they fit, being at most `MOST_SAMPLES`."""
    return np.fromiter(values, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Tally:
    """Samples of tasks and how many of them pass, noted while a file is read."""

    samples: Counter[str] = field(default_factory=Counter)
    passes: Counter[str] = field(default_factory=Counter)

    def note(self, task: str, passed: int, of: int = 1) -> None:
        """Count samples of a task, and those among them that pass."""
        self.samples[task] += of
        self.passes[task] += passed


def share(percent: float) -> float:
    """Divide percent by 100 in decimal: 78.8 is 0.788, to the last digit."""
    return float(Decimal(repr(percent)) / 100)
