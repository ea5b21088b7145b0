"""What is asked for: a dataset and samples of its tasks, with EvalPlus there to run them."""

import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.errors import Place
from generator.evaluate.datasets import Benchmark, Dataset, read_dataset
from generator.evaluate.expected import EVALPLUS
from generator.evaluate.samples import Sample, read_samples
from generator.evaluate.sittings import longest_allowed
from generator.load.problems import Problems, shortened


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Samples and the dataset that they are of, both in order; and the seconds that a set of tests may take."""

    samples: tuple[Sample, ...]
    dataset: Dataset
    longest: float


def read_asked(samples: Path, benchmark: Benchmark, dataset_file: Path | None, root: Path) -> Asked:
    """Read all that is asked for; raises `InputError` with every mistake."""
    problems = Problems()
    _check_evalplus(problems)
    longest = _longest(problems)
    dataset = read_dataset(benchmark, dataset_file, root, problems)
    read = read_samples(samples, dataset, root, problems) if dataset else ()
    problems.raise_if_any()
    assert dataset is not None  # noqa: S101 - its absence is a problem
    return Asked(read, dataset, longest)


def _check_evalplus(problems: Problems) -> None:
    try:
        found = version("evalplus")
    except PackageNotFoundError:
        found = ""
    if found != EVALPLUS:
        what = f"is of version {found}" if found else "is not installed"
        text = f"{what}; expected {EVALPLUS}: pip install 'scalebook[evaluate]'"
        problems.add(Place("evalplus"), "no-evalplus", text)
        problems.raise_if_any()  # nothing else can be read without it


def _longest(problems: Problems) -> float:
    try:
        return longest_allowed()
    except ValueError:
        found = shortened(os.environ["EVALPLUS_TIMEOUT_PER_TASK"])
        text = f"found {found}; expected seconds, such as 60"
        problems.add(Place("EVALPLUS_TIMEOUT_PER_TASK"), "seconds", text)
        return 0
