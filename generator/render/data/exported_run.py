"""A run with what its report knows of it, as other programs want to be told."""

from dataclasses import dataclass

from generator.model.catalogue import Benchmark, ModelCard
from generator.model.run import Run


@dataclass(frozen=True, slots=True)
class ExportedRun:
    """A run, its model and its benchmark."""

    run: Run
    card: ModelCard
    benchmark: Benchmark
