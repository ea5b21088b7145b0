"""Decide which model, benchmark and dataset version the tallies of a file belong to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from generator.load.adapters.protocol import RawRun
from generator.load.metadata import Metadata
from generator.load.naming import read_file_name
from generator.load.problems import Problems, meant, shortened
from generator.model.catalogue import UNSTATED, Benchmark, DatasetVersion, ModelCard
from generator.model.run import Decoding, Provenance, Run, SourceFile, StatedScore

_HINTED = 50  # problems; to look for near names takes a while, and of so many nobody reads every one


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The models and benchmarks that a report knows, and the names that sources use for models."""

    models: Mapping[str, ModelCard] = field(default_factory=dict)
    benchmarks: Mapping[str, Benchmark] = field(default_factory=dict)
    identities: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def find_model(self, name: str, source: str) -> str | None:
        """Find the id behind a name: a source's alias, an id, a model's name, or its `owner/name` on Hugging Face."""
        if (source, name) in self.identities:
            return self.identities[source, name]
        if name in self.models:
            return name
        page = f"https://huggingface.co/{name}"
        named = [
            card.id for card in self.models.values() if name == card.name or page == card.url.rstrip("/")
        ]
        return named[0] if len(named) == 1 else None

    def benchmark_of(self, task: str) -> Benchmark | None:
        """Find the benchmark whose task ids start like this one."""
        known = (each for each in self.benchmarks.values() if each.task_prefix)
        return next((each for each in known if task.startswith(each.task_prefix)), None)


def stated_name(raw: RawRun, metadata: Metadata) -> str | None:
    """Give the model's name: as stated, as the file says, or as its name says."""
    return metadata.model or raw.model or read_file_name(raw.files[0].name).model


def place_run(raw: RawRun, metadata: Metadata, catalogue: Catalogue, problems: Problems) -> Run | None:
    """Make a run of what a file says and what is stated of it; None, and problems, where something is missing."""
    model = _model(raw, metadata, catalogue, problems)
    benchmark = _benchmark(raw, catalogue, problems)
    version = _version(raw, metadata, benchmark, problems) if benchmark else None
    decoding = metadata.decoding or raw.decoding or read_file_name(raw.files[0].name).decoding or Decoding()
    impossible = tuple(_impossible(decoding, raw.stated))
    for text in impossible:
        problems.add(raw.files[0].place, "value", text)
    if impossible or not (model and benchmark and version):
        return None
    provenance = _provenance(raw, metadata)
    return Run(
        id=f"{model}--{version}--{decoding.slug}--{provenance.files[0].sha256[:8]}",
        model=model,
        benchmark=benchmark.id,
        dataset_version=version,
        decoding=decoding,
        provenance=provenance,
        tasks=raw.tasks,
        samples=raw.samples,
        base=raw.base,
        plus=raw.plus,
        plus_alone=raw.plus_alone,
        timed_out=raw.timed_out,
        plus_without_base=raw.plus_without_base,
        stated=raw.stated,
        place=raw.files[0].place,
    )


def _impossible(drawn: Decoding, stated: Iterable[StatedScore]) -> Iterator[str]:
    """Say what cannot be: a stored run that held it could not be read again."""
    if drawn.contradiction:
        yield f"decoding: {drawn.contradiction}"
    for name, value, most in (("temperature", drawn.temperature, 10), ("top_p", drawn.top_p, 1)):
        if value is not None and not 0 <= value <= most:
            yield f"{name}: found {value:g}; expected between 0 and {most}"
    for score in stated:
        if score.k < 1 or not 0 <= score.value <= 1:
            yield f"states a pass@{score.k} of {score.value:g}; expected k from 1, and a share between 0 and 1"


def _provenance(raw: RawRun, metadata: Metadata) -> Provenance:
    known = raw.provenance or Provenance(
        files=tuple(SourceFile(file.name, file.sha256) for file in raw.files),
        harness=raw.harness,
        harness_version=raw.harness_version,
        dataset_md5=raw.dataset_md5,
        date=raw.date,
        named_as=stated_name(raw, metadata) or "",
    )
    if metadata == Metadata():
        return known  # as most are, and there may be thousands
    return replace(
        known,
        harness=metadata.harness or known.harness,
        harness_version=metadata.harness_version or known.harness_version,
        date=metadata.date or known.date,
        source=metadata.source or known.source,
        url=metadata.url or known.url,
        note=metadata.note or known.note,
    )


def _model(raw: RawRun, metadata: Metadata, catalogue: Catalogue, problems: Problems) -> str | None:
    file, name = raw.files[0], stated_name(raw, metadata)
    if name is None:
        text = (
            "no model is named; give --model NAME, write `model: NAME` into "
            f"{file.name}.meta.yaml beside the file, or name the file as EvalPlus does (MODEL_vllm_temp_0.0_eval_results.json)"
        )
        problems.add(file.place, "no-model", text)
        return None
    if len(name) > 300 or not name.isprintable():
        text = f"the model's name is {shortened(ascii(name))}; expected at most 300 characters, without control characters"
        problems.add(file.place, "model-name", text)
        return None
    found = catalogue.find_model(name, metadata.source or "")
    if found is None:
        names = (*catalogue.models, *(card.name for card in catalogue.models.values()))
        hint = meant(name, names) if len(problems.found) < _HINTED else ""
        text = (
            f"a run of the unknown model {shortened(name)}; expected one of results/models.yaml{hint}"
            " (`gen add --new-models` drafts what is missing there)"
        )
        problems.add(file.place, "unknown-model", text)
    return found


def _benchmark(raw: RawRun, catalogue: Catalogue, problems: Problems) -> Benchmark | None:
    place, stated = raw.files[0].place, catalogue.benchmarks.get(raw.benchmark)
    if stated is not None and not stated.task_prefix:
        return stated  # its tasks are those of other benchmarks, and only the file can say so
    starts = tuple((each.task_prefix, each.id) for each in catalogue.benchmarks.values() if each.task_prefix)
    foreign, found = _belonging(raw.tasks, starts)
    if foreign is not None and raw.benchmark and stated is None:
        hint = meant(raw.benchmark, catalogue.benchmarks)
        text = (
            f"is of {shortened(raw.benchmark)}, which results/benchmarks.yaml does not hold{hint}; "
            "expected an entry with this id there, and without task_prefix (`gen add --new-benchmarks` drafts it)"
        )
        problems.add(place, "unknown-benchmark", text)
        return None
    if foreign is not None:
        shown = ", ".join(f"{start}…" for start, _ in starts)
        listed = f"ids that start as {shown}" if starts else "a benchmark in results/benchmarks.yaml"
        text = f"has the task {shortened(foreign)} of no known benchmark; expected {listed}"
        problems.add(place, "foreign-task", text)
        return None
    if len(found) != 1:
        its = f", and says that it is of {shortened(raw.benchmark)}" if raw.benchmark else ""
        text = f"mixes tasks of {' and '.join(sorted(found))}{its}; expected one benchmark a run, or one in results/benchmarks.yaml that has no task_prefix"
        problems.add(place, "mixed-benchmarks", text)
        return None
    benchmark = catalogue.benchmarks[found[0]]
    if raw.benchmark not in {"", benchmark.id}:
        text = f"says that it is of {shortened(raw.benchmark)}, but its tasks are of `{benchmark.id}`; expected one"
        problems.add(place, "other-benchmark", text)
        return None
    return benchmark


@lru_cache(maxsize=64)  # many runs share their tasks
def _belonging(
    tasks: tuple[str, ...], starts: tuple[tuple[str, str], ...]
) -> tuple[str | None, tuple[str, ...]]:
    """Give the first task of no benchmark, and the ids of the benchmarks whose tasks start as some of these."""
    known = {task: next((name for start, name in starts if task.startswith(start)), None) for task in tasks}
    foreign = next((task for task, name in known.items() if name is None), None)
    return foreign, tuple(dict.fromkeys(name for name in known.values() if name))


def _version(raw: RawRun, metadata: Metadata, benchmark: Benchmark, problems: Problems) -> str | None:
    place, versions = raw.files[0].place, {version.id: version for version in benchmark.versions}
    by_hash = next((v.id for v in benchmark.versions if raw.dataset_md5 and v.md5 == raw.dataset_md5), None)
    stated = metadata.dataset_version or raw.dataset_version or by_hash
    if stated is None and [*versions] == [UNSTATED] and not raw.dataset_md5:
        stated = UNSTATED  # there is nothing to choose from
    listed = ", ".join(versions) or "none"
    if stated is None:
        text = (
            f"{_unknown_dataset(raw, benchmark)} ({listed}); say which it is with --dataset-version VERSION, "
            "after adding it to results/benchmarks.yaml if it is new, or add it with --versions-from-hash"
        )
        problems.add(place, "unknown-dataset", text)
        return None
    if stated not in versions:
        text = f"{shortened(stated)} is no version of {benchmark.name} in results/benchmarks.yaml; expected one of {listed}, or add it there"
        problems.add(place, "unknown-version", text)
        return None
    if _contradicts(raw, versions[stated]):
        its = f"that of {by_hash}" if by_hash else f"not that of {stated}"
        text = f"is said to be of {benchmark.name} {stated}, but the md5 of its dataset, {raw.dataset_md5}, is {its}"
        problems.add(place, "other-version", text)
        return None
    return stated


def _contradicts(raw: RawRun, version: DatasetVersion) -> bool:
    return bool(raw.dataset_md5 and version.md5) and raw.dataset_md5 != version.md5


def _unknown_dataset(raw: RawRun, benchmark: Benchmark) -> str:
    if raw.dataset_md5:
        return f"dataset md5 {raw.dataset_md5} is of none of {benchmark.name}'s known versions"
    return f"does not say which of {benchmark.name}'s known versions its dataset is"
