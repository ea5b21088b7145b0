"""Read models.yaml and benchmarks.yaml."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.load.located import Located
from generator.load.problems import Problems, shortened
from generator.load.schema import Day, Id, Key, Many, Name, Strict, Text, Url, check
from generator.model.catalogue import Alias, Benchmark, DatasetVersion, ModelCard, Training


def _counted(value: object) -> object:
    if not isinstance(value, str):
        return value
    raise ValueError(f"found {shortened(value)}; expected a number of parameters such as 7e9")


_Count = Annotated[float, Field(ge=1, le=1e15)]
ParameterCount = Annotated[_Count | None, BeforeValidator(_counted)]


class _Parameters(Strict):
    total: ParameterCount = None
    active: ParameterCount = None

    @model_validator(mode="after")
    def _active_are_some_of_total(self) -> Self:
        if self.active is not None and (self.total is None or self.active > self.total):
            total = "no total" if self.total is None else f"a total of {self.total:g}"
            raise ValueError(f"found {self.active:g} active for {total}; expected at most the total")
        return self


class _Alias(Strict):
    source: Key
    name: Name


class _Model(Strict):
    id: Id
    name: Name
    family: Text = ""
    parameters: _Parameters = _Parameters()
    training: Training = "unknown"
    base_model: Id | None = None
    url: Url | None = None
    reference: Key | None = None
    aliases: Many[_Alias] = ()
    unconfirmed: bool = False
    note: Text = ""


class ModelsFile(Strict):
    """The keys of models.yaml."""

    models: Many[_Model]


class _Version(Strict):
    id: Id
    tasks: Annotated[int, Field(ge=1)] | None = None
    md5: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = None
    note: Text = ""


class _Benchmark(Strict):
    id: Id
    name: Name
    plus_name: Text = ""
    task_prefix: Text = ""
    released: Day = ""
    reference: Key | None = None
    plus_reference: Key | None = None
    versions: Many[_Version] = ()


class BenchmarksFile(Strict):
    """The keys of benchmarks.yaml."""

    benchmarks: Many[_Benchmark]


def read_models(located: Located, problems: Problems) -> tuple[ModelCard, ...]:
    """Make models of a parsed models.yaml; none, and problems, where they cannot be made."""
    file = check(located, ModelsFile, problems)
    return tuple(_card(each, at, located) for at, each in enumerate(file.models)) if file else ()


def _card(model: _Model, at: int, located: Located) -> ModelCard:
    return ModelCard(
        id=model.id,
        name=model.name,
        family=model.family,
        parameters=model.parameters.total,
        active_parameters=model.parameters.active,
        training=model.training,
        base_model=model.base_model,
        url=model.url or "",
        reference=model.reference or "",
        aliases=tuple(Alias(alias.source, alias.name) for alias in model.aliases),
        unconfirmed=model.unconfirmed,
        note=model.note,
        place=located.place(("models", at, "id")),
    )


def read_benchmarks(located: Located, problems: Problems) -> tuple[Benchmark, ...]:
    """Make benchmarks of a parsed benchmarks.yaml; none, and problems, where they cannot be made."""
    file = check(located, BenchmarksFile, problems)
    return tuple(_benchmark(each, at, located) for at, each in enumerate(file.benchmarks)) if file else ()


def _benchmark(benchmark: _Benchmark, at: int, located: Located) -> Benchmark:
    return Benchmark(
        id=benchmark.id,
        name=benchmark.name,
        plus_name=benchmark.plus_name,
        task_prefix=benchmark.task_prefix,
        released=benchmark.released,
        reference=benchmark.reference or "",
        plus_reference=benchmark.plus_reference or "",
        versions=tuple(DatasetVersion(v.id, v.tasks, v.md5 or "", v.note) for v in benchmark.versions),
        place=located.place(("benchmarks", at, "id")),
    )
