"""Small reports with what a check is about."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from generator.errors import Place
from generator.model.catalogue import Benchmark, DatasetVersion, ModelCard
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.model.report import Report
from generator.model.run import Decoding, Provenance, Run, SourceFile, Strategy

HUMANEVAL = Benchmark(
    "humaneval",
    "HumanEval",
    plus_name="HumanEval+",
    versions=(DatasetVersion("v1", 164, "ab"), DatasetVersion("subset-150", 150)),
    place=Place("results/benchmarks.yaml", 2),
)
MBPP = Benchmark(
    "mbpp",
    "MBPP",
    plus_name="MBPP+",
    versions=(DatasetVersion("v0.2.0", 378, "cd"), DatasetVersion("v0.1.0", 399, "ef")),
)


def score(printed: str, **fields: Any) -> PublishedScore:
    stated: dict[str, Any] = {
        "id": "s1",
        "source": "paper",
        "model": "Toy",
        "benchmark": "humaneval",
        "plus": False,
        "dataset_version": "",
        "tasks": 164,
        "harness": "",
        "k": 1,
        "estimand": "greedy",
        "temperature": None,
        "samples": None,
        "ci95_half": None,
        "read": "printed",
        "locator": "Table 1",
        "url": "",
        "note": "",
        "place": Place("results/published/paper.csv", 2),
    }
    return PublishedScore(**(stated | fields), printed=printed, share=float(printed) / 100)


def run(
    base: Sequence[int],
    *,
    name: str = "toy--v1",
    model: str = "toy",
    plus: Sequence[int] | None = None,
    version: str = "v1",
    tasks: Sequence[str] | None = None,
    samples: int = 1,
    strategy: Strategy = "greedy",
    plus_without_base: int = 0,
    **origin: str,
) -> Run:
    return Run(
        id=name,
        model=model,
        benchmark="humaneval",
        dataset_version=version,
        decoding=Decoding(strategy),
        provenance=Provenance((SourceFile("r.json", "ab"),), **origin),
        tasks=tuple(tasks or (f"HumanEval/{at}" for at in range(len(base)))),
        samples=np.full(len(base), samples, dtype=np.int32),
        base=np.array(base, dtype=np.int32),
        plus=None if plus is None else np.array(plus, dtype=np.int32),
        plus_without_base=plus_without_base,
        place=Place(f"results/runs/humaneval/{name}.json"),
    )


def corpus(*items: PublishedScore | Run) -> Corpus:
    """Put scores and runs into a report that knows the model `toy`, called `Toy` by every source."""
    scores = tuple(item for item in items if isinstance(item, PublishedScore))
    return Corpus(
        Report("R"),
        models={"toy": ModelCard("toy", "Toy"), "other": ModelCard("other", "Other")},
        benchmarks={"humaneval": HUMANEVAL, "mbpp": MBPP},
        runs=tuple(item for item in items if isinstance(item, Run)),
        published=scores,
        identities={(each.source, "Toy"): "toy" for each in scores},
    )
