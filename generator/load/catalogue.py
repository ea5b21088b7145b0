"""Read models.yaml and benchmarks.yaml."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.load.located import Located
from generator.load.problems import Problems, shortened
from generator.load.schema import Day, Id, Key, Label, Many, Name, Strict, Text, Url, check
from generator.model.catalogue import Alias, Benchmark, DatasetVersion, ModelCard, Training


def _counted(value: object) -> object:
    if not isinstance(value, str):
        return value
    raise ValueError(f"found {shortened(value)}; expected a number of parameters such as 7e9")


_Count = Annotated[float, Field(ge=1, le=1e15)]
ParameterCount = Annotated[_Count | None, BeforeValidator(_counted)]


class _Parameters(Strict):
    total: ParameterCount = Field(default=None, description="Number of parameters, such as 7e9.")
    active: ParameterCount = Field(
        default=None, description="Those active at a time, of a mixture of experts."
    )

    @model_validator(mode="after")
    def _active_are_some_of_total(self) -> Self:
        if self.active is not None and (self.total is None or self.active > self.total):
            total = "no total" if self.total is None else f"a total of {self.total:g}"
            raise ValueError(f"found {self.active:g} active for {total}; expected at most the total")
        return self


class _Alias(Strict):
    source: Key = Field(description="Citation key of the source that uses the name.")
    name: Name = Field(description="The name as it stands there.")


class _Model(Strict):
    id: Id = Field(description="Id of the model, unique in the report.")
    name: Name = Field(description="Its name for readers.")
    family: Label = Field(default="", description="Models that differ by size and training only.")
    parameters: _Parameters = Field(default=_Parameters(), description="Its size.")
    training: Training = Field(default="unknown", description="What is known of its training.")
    base_model: Id | None = Field(default=None, description="Id of the model that it was tuned from.")
    url: Url | None = Field(default=None, description="Where it is published.")
    reference: Key | None = Field(default=None, description="Citation key.")
    aliases: Many[_Alias] = Field(default=(), description="The names that sources use for it.")
    unconfirmed: bool = Field(default=False, description="True while nobody has looked at a drafted entry.")
    note: Text = Field(default="", description="What a reader should know of it.")


class ModelsFile(Strict):
    """The keys of models.yaml."""

    models: Many[_Model] = Field(description="The models.")


class _Version(Strict):
    id: Id = Field(description="Name of the version.")
    tasks: Annotated[int, Field(ge=1)] | None = Field(default=None, description="Number of tasks.")
    md5: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = Field(
        default=None, description="Hash of the dataset as EvalPlus writes it."
    )
    note: Text = Field(default="", description="What a reader should know of it.")


class _Benchmark(Strict):
    id: Id = Field(description="Id of the benchmark.")
    name: Name = Field(description="Its name for readers.")
    plus_name: Label = Field(default="", description="Name of its plus score.")
    task_prefix: Label = Field(default="", description="How every task id starts.")
    released: Day = Field(default="", description="When it was published.")
    reference: Key | None = Field(default=None, description="Citation key.")
    plus_reference: Key | None = Field(default=None, description="Citation key of the plus tests.")
    versions: Many[_Version] = Field(default=(), description="Versions of the dataset.")


class BenchmarksFile(Strict):
    """The keys of benchmarks.yaml."""

    benchmarks: Many[_Benchmark] = Field(description="The benchmarks.")


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
