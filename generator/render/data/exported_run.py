"""A run with what its report knows of it, as other programs want to be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.catalogue import Benchmark, ModelCard
from generator.model.report import Report
from generator.model.run import Run


@dataclass(frozen=True, slots=True)
class ExportedRun:
    """A run, its model, its benchmark and its report."""

    run: Run
    card: ModelCard
    benchmark: Benchmark
    report: Report


@dataclass(frozen=True, slots=True)
class RunFiles:
    """Files by their paths in a folder, and what is left out of them and why, in words for the user."""

    files: Mapping[str, bytes]
    left_out: tuple[str, ...] = ()
