"""Runs: one model on one benchmark under one decoding, as per-task outcomes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from generator.errors import Place

Counts = NDArray[np.int32]
Strategy = Literal["greedy", "sampling", "unknown"]


@dataclass(frozen=True, slots=True)
class Decoding:
    """How samples were drawn; what the source does not state is `unknown` or None, never assumed."""

    strategy: Strategy = "unknown"
    temperature: float | None = None
    top_p: float | None = None

    @classmethod
    def at(cls, temperature: float, top_p: float | None = None) -> "Decoding":
        """Give the decoding at a temperature, which is greedy at 0, whatever `top_p` is."""
        return cls("sampling", temperature, top_p) if temperature else cls("greedy", 0.0)

    @property
    def contradiction(self) -> str:
        """Say what cannot both be, in the words of a problem; empty where nothing is wrong."""
        if self.strategy == "greedy" and self.temperature:
            return f"found greedy with a temperature of {self.temperature:g}; expected 0, or none"
        if self.strategy == "sampling" and self.temperature == 0:
            return "found sampling with a temperature of 0; expected more, or none"
        return ""

    @property
    def slug(self) -> str:
        """Name the decoding in run ids: `greedy`, `t0.8`, `sampling` or `unknown`."""
        if self.strategy == "sampling" and self.temperature is not None:
            return f"t{self.temperature:g}"
        return self.strategy


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A raw result file by its name and the sha256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a run's outcomes come from; empty text = not stated."""

    files: tuple[SourceFile, ...]
    harness: str = ""
    harness_version: str = ""
    dataset_md5: str = ""
    date: str = ""
    source: str = ""  # citation key
    url: str = ""
    named_as: str = ""  # the model's name in the raw file or its name
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatedScore:
    """A pass@k that a result file states beside its samples: compared with them, never used."""

    plus: bool
    k: int
    value: float


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One model on one benchmark under one decoding; arrays over `tasks`, compared by `digest`."""

    id: str
    model: str  # id in models.yaml
    benchmark: str  # id in benchmarks.yaml: `humaneval`, `mbpp`
    dataset_version: str  # version id in benchmarks.yaml
    decoding: Decoding
    provenance: Provenance
    tasks: tuple[str, ...]
    samples: Counts  # n per task, at least 1
    base: Counts | None  # samples that pass the base tests; None = not measured
    plus: Counts | None  # samples that pass base and plus tests; None = not measured
    plus_alone: Counts | None = (
        None  # samples that pass the plus tests, base outcome of the same samples unknown
    )
    timed_out: int = 0  # samples whose base tests timed out, where the source tells
    plus_without_base: int = (
        0  # samples that pass the plus tests and fail the base tests; in none of the counts
    )
    stated: tuple[StatedScore, ...] = ()
    place: Place = field(default=Place(""))

    def __post_init__(self) -> None:
        """Refuse tallies that cannot be: wrong lengths, no samples, more passes than samples, plus without base."""
        if len(set(self.tasks)) != len(self.tasks) or not self.tasks:
            raise ValueError("a run needs at least one task, each once")
        if self.samples.shape != (len(self.tasks),) or self.samples.min() < 1:
            raise ValueError("samples needs one count of at least 1 for each task")
        for name, passes in (("base", self.base), ("plus", self.plus), ("plus_alone", self.plus_alone)):
            if passes is not None and not _possible(passes, self.samples):
                raise ValueError(f"{name} needs one count for each task, between 0 and its samples")
        if self.base is not None and self.plus is not None and bool((self.plus > self.base).any()):
            raise ValueError("plus counts samples that pass base and plus: it cannot exceed base")

    def missing(self, k: int, *, plus: bool) -> str:
        """Say why these tallies give no pass@k on the base tests, or on base and plus tests; empty where they do."""
        if plus and self.plus is None and self.plus_alone is not None:
            return "plus tests alone: which of these samples pass base too is not known"
        if (self.plus if plus else self.base) is None:
            return "not measured"
        fewest = int(self.samples.min())
        return f"needs {k} samples a task, this run has {fewest}" if k > fewest else ""

    @property
    def digest(self) -> str:
        """Identify the tallies, whatever the run is called: sha256 over tasks and counts."""
        return tallies_digest(self.tasks, (self.samples, self.base, self.plus, self.plus_alone))


def tallies_digest(tasks: Iterable[str], rows: Iterable[Counts | None]) -> str:
    """Identify tallies: sha256 over tasks and rows of counts, None where one was not measured."""
    counts = (b"-" if row is None else row.astype("<i4").tobytes() for row in rows)
    return hashlib.sha256(b"\0".join(("\n".join(tasks).encode(), *counts))).hexdigest()


def _possible(passes: Counts, samples: Counts) -> bool:
    return passes.shape == samples.shape and bool((passes >= 0).all()) and bool((passes <= samples).all())
