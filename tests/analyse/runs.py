"""Runs made of what a test is about."""

from collections.abc import Sequence

import numpy as np

from generator.model.run import Counts, Decoding, Provenance, Run, SourceFile, Strategy


def run(
    name: str = "toy",
    base: Sequence[int] | None = (1, 0),
    *,
    plus: Sequence[int] | None = None,
    samples: Sequence[int] | int = 1,
    tasks: Sequence[str] | None = None,
    benchmark: str = "humaneval",
    version: str = "v1",
    strategy: Strategy = "greedy",
    harness: str = "evalplus",
    source: str = "paper",
) -> Run:
    measured = base if base is not None else plus
    size = len(measured) if measured is not None else 1
    drawn = [samples] * size if isinstance(samples, int) else samples
    return Run(
        id=name,
        model=name,
        benchmark=benchmark,
        dataset_version=version,
        decoding=Decoding(strategy),
        provenance=Provenance((SourceFile(f"{name}.json", "ab"),), harness=harness, source=source),
        tasks=tuple(tasks or (f"HumanEval/{at}" for at in range(size))),
        samples=counts(drawn),
        base=None if base is None else counts(base),
        plus=None if plus is None else counts(plus),
    )


def counts(values: Sequence[int]) -> Counts:
    return np.array(values, dtype=np.int32)
