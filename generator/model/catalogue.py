"""What runs and scores refer to: models by their identity, benchmarks by their versions."""

from dataclasses import dataclass, field
from typing import Literal

from generator.errors import Place

UNSTATED = "unstated"  # id of the version of runs and scores whose source does not state it
Training = Literal["base", "sft", "rlhf", "instruct", "unknown"]


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that one source uses for a model; the same spelling elsewhere may be another model."""

    source: str
    name: str


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model's identity; parameter counts are numbers of parameters, None = not known."""

    id: str
    name: str
    family: str = ""
    parameters: float | None = None  # total
    active_parameters: float | None = None  # of a mixture of experts; None = the same as total
    training: Training = "unknown"
    base_model: str | None = None
    url: str = ""
    reference: str = ""
    aliases: tuple[Alias, ...] = ()
    unconfirmed: bool = False
    note: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class DatasetVersion:
    """One state of a benchmark's data; `md5` is that of the decompressed dataset, empty = not known."""

    id: str
    tasks: int | None = None
    md5: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A set of tasks with base tests and, where `plus_name` is given, stricter plus tests."""

    id: str
    name: str
    plus_name: str = ""
    task_prefix: str = ""
    released: str = ""
    reference: str = ""
    plus_reference: str = ""
    versions: tuple[DatasetVersion, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    def tasks_of(self, version: str) -> int | None:
        """Give the number of tasks of a dataset version; None where it is not known."""
        return next((each.tasks for each in self.versions if each.id == version), None)
