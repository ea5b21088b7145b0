"""Which runs are new to a report, which are there already, and which of them cannot stand beside the others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.check.between_runs import doubled_run
from generator.check.oddities import run_oddities
from generator.errors import Place
from generator.load.adapters.protocol import RawRun
from generator.load.problems import Problems
from generator.model.catalogue import Benchmark
from generator.model.finding import Finding
from generator.model.run import Run
from generator.store.known import bytes_of, says_the_same
from generator.store.runs import run_path


@dataclass(frozen=True, slots=True, eq=False)
class Addition:
    """A run to be stored, the format that it was read from, what is odd about it, and the files it replaces."""

    run: Run
    format: str
    has_plus: bool  # the benchmark has plus tests
    oddities: tuple[Finding, ...] = ()
    replaces: tuple[str, ...] = ()  # below the report's folder
    twin: str = ""  # what another run is called that was read from the same bytes

    def __str__(self) -> str:
        """Write the line that tells the user how a file was understood."""
        run = self.run
        low, high = int(run.samples.min()), int(run.samples.max())
        samples = f"{low} sample{'s' * (low > 1)}" if low == high else f"{low} to {high} samples"
        return f"{run.place}: {_called(run)}: {len(run.tasks)} tasks, {samples} each, {_measured(run, has_plus=self.has_plus)} ({self.format})"


@dataclass(frozen=True, slots=True)
class There:
    """A file that is stored already, or given twice, and of which nothing else is stated now."""

    file: str
    stored: str  # below the report's folder, or the file that comes first


def distinct(
    placed: Iterable[tuple[RawRun, Run]],
    stored: Iterable[Run],
    problems: Problems,
    *,
    benchmarks: Mapping[str, Benchmark],
    may_replace: bool,
) -> Iterator[Addition | There]:
    """Let each model stand once on a benchmark version under one decoding, for each source and harness."""
    known, new = _Runs(), _Runs()
    for run in stored:
        known.add(run)
    for raw, run in placed:
        before, first = known.same_as(run), new.same_as(run)
        there = next((old for old in (*before, *first) if says_the_same(old, run)), None)
        new.add(run)
        if there:
            yield There(run.place.file, there.place.file)
        elif first:
            text = f"is a second run of {_called(run)}; {first[0].place} is the first, {_alike(first[0], run)}; expected one"
            problems.add(run.place, "same-run", text)
        elif before and not may_replace:
            text = f"is a run of {_called(run)}, which {before[0].place} holds, {_alike(before[0], run)}; --replace replaces it"
            problems.add(run.place, "same-run", text)
        elif any(Path(old.place.file).name != f"{old.id}.json" for old in before):
            text = f"would replace {before[0].place}, a file of its harness; expected a stored run: remove the file first"
            problems.add(run.place, "not-stored", text)
        else:
            stored_as = replace(run, place=Place(run_path(Path("results"), run).as_posix()))
            replaced = tuple(old.place.file for old in before)
            benchmark = benchmarks[run.benchmark]
            twin = _another(bytes_of(run), (run, *before), known, new)
            alike = None if twin else _another(_tallies(run), (run, *before), known, new)
            odd = (*run_oddities(stored_as, benchmark), *(doubled_run(stored_as, alike) if alike else ()))
            called = _called(twin) if twin else ""
            yield Addition(run, raw.format, bool(benchmark.plus_name), odd, replaced, called)


@dataclass(frozen=True, slots=True)
class _Runs:
    """Runs by what they are of, by id, and by bytes: a model's same bytes are one run, whatever else is said of them."""

    found: dict[object, list[Run]] = field(default_factory=dict)

    def add(self, run: Run) -> None:
        for key in (*_keys(run), bytes_of(run), _tallies(run)):
            self.found.setdefault(key, []).append(run)

    def same_as(self, run: Run) -> tuple[Run, ...]:
        found = (each for key in _keys(run) for each in self.found.get(key, ()))
        return tuple({each.place: each for each in found}.values())


def _another(key: object, but: tuple[Run, ...], *among: _Runs) -> Run | None:
    """Find a run by what others share with it, such as its tallies; none of those that are left out."""
    found = (run for runs in among for run in runs.found.get(key, ()))
    return next((run for run in found if run not in but), None)


def _tallies(run: Run) -> tuple[object, ...]:
    return run.benchmark, run.digest


def _keys(run: Run) -> tuple[object, ...]:
    origin = run.provenance
    same = (run.model, run.benchmark, run.dataset_version, run.decoding, origin.source, origin.harness)
    return run.id, (run.model, bytes_of(run)), same


def _called(run: Run) -> str:
    return f"{run.model} on {run.benchmark} {run.dataset_version} ({run.decoding.slug})"


def _measured(run: Run, *, has_plus: bool) -> str:
    if not has_plus:
        return "one set of tests"
    if run.plus is not None:
        return "base and plus tests"
    if run.plus_alone is not None:
        return "plus tests alone" if run.base is None else "base tests, and plus tests alone"
    return "base tests only"


def _alike(first: Run, second: Run) -> str:
    if [file.sha256 for file in first.provenance.files] == [file.sha256 for file in second.provenance.files]:
        source = first.provenance.source
        stored_as = f" and stored as of {source}" if source else " and stored without a source"
        return f"read from the same bytes{'' if source == second.provenance.source else stored_as}"
    return "with the same tallies" if first.digest == second.digest else "with other tallies"
