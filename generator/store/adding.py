"""What `gen add` does: understand result files, say what cannot be placed, then store all of it or nothing."""

import glob
import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.check.oddities import run_oddities
from generator.errors import InputError, Place, Problem
from generator.load.adapters.packed import GZIP
from generator.load.adapters.protocol import RawRun
from generator.load.adapters.recognising import holds_no_results
from generator.load.corpus import read_catalogue
from generator.load.files import place_of
from generator.load.metadata import Metadata
from generator.load.problems import Problems
from generator.load.runs import read_given, read_runs, result_paths
from generator.model.catalogue import Benchmark, ModelCard
from generator.model.finding import Finding
from generator.model.run import Run
from generator.store.catalogue import (
    CatalogueFiles,
    Growth,
    check_source,
    expect_results,
    grown,
    with_default_benchmarks,
)
from generator.store.drafting import Draft
from generator.store.published import ScoresOfFile, plan_scores, published_files
from generator.store.runs import compact_json, run_path
from generator.store.writing import write_together

_IN_THE_REPORT = frozenset(
    {"layout", "unknown-reference"}
)  # refusals that no other choice of files would lift


@dataclass(frozen=True, slots=True)
class AddOptions:
    """What is stated of the files, and how far the tool may help itself."""

    metadata: Metadata = field(default_factory=Metadata)
    replace: bool = False  # a stored run of the same model, benchmark, version and decoding
    new_models: bool = False  # draft what models.yaml does not hold
    new_benchmarks: bool = False  # draft what benchmarks.yaml does not hold
    model_from_name: bool = False  # a file that names no model is called by its own name
    versions_from_hash: bool = False  # an unknown dataset becomes a version of its own


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
    """A file whose run is stored already, to the last word."""

    file: str
    stored: str  # below the report's folder


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What would be stored, what is there already, and what is refused and why; nothing has been written."""

    root: Path
    additions: tuple[Addition, ...]
    there: tuple[There, ...]
    scores: tuple[ScoresOfFile, ...]  # of files without outcomes
    new_models: tuple[ModelCard, ...]
    new_benchmarks: tuple[Benchmark, ...]
    catalogue: CatalogueFiles  # models.yaml and benchmarks.yaml as they would be
    refusals: tuple[Problem, ...]  # in the order of their places
    passed_over: tuple[str, ...]  # files of tasks or samples that lay in a folder


def plan_additions(
    paths: Sequence[Path],
    root: Path,
    options: AddOptions,
    noted: Callable[[Sequence[Path]], Iterable[Path]] = iter,
) -> Plan:
    """Read files and folders of results; raises `InputError` where the report itself is not in order.

    Each file is taken through `noted` before it is read, which may show how far the reading is.
    """
    results, problems = root / "results", Problems()
    expect_results(root, problems)
    known = with_default_benchmarks(read_catalogue(root, problems), root)
    stored = read_runs(results / "runs", root, known, problems)
    problems.raise_if_any()
    draft, refused = Draft(known, options), Problems()
    passed_over: list[str] = []
    given = read_given(noted(tuple(_files(paths, root, refused, passed_over))), root, refused)
    placed = draft.place_all(_one_model_each(given.runs, options, refused), refused)
    stated = [(draft.place_score(aside), options.metadata.over(beside)) for aside, beside in given.scores]
    scores = plan_scores(stated, root, draft.catalogue, refused)
    check_source(
        {run.provenance.source for _, run in placed} | {each.source for each in scores}, root, refused
    )
    found = tuple(_distinct(placed, stored, options, refused, benchmarks=draft.catalogue.benchmarks))
    additions = tuple(each for each in found if isinstance(each, Addition))
    used = {addition.run.model for addition in additions}
    cards = tuple(card for card in draft.cards.values() if card.id in used)
    measured = {addition.run.benchmark for addition in additions}
    measured |= {row["benchmark"] for each in scores for row in each.rows}
    benchmarks = tuple(each for each in draft.benchmarks.values() if each.id in measured)
    return Plan(
        root=root,
        additions=additions,
        there=tuple(each for each in found if isinstance(each, There)),
        scores=scores,
        new_models=cards,
        new_benchmarks=benchmarks,
        catalogue=grown(root, known, Growth(cards, benchmarks, draft.versions), refused),
        refusals=tuple(sorted(set(refused.found))),
        passed_over=tuple(passed_over),
    )


def carry_out(plan: Plan, *, partial: bool = False) -> tuple[Path, ...]:
    """Store what a plan adds and give the files of its runs; raises `InputError` for what it refuses.

    `partial` goes on without files that are refused, but not with a report that would not be in order afterwards.
    """
    blocking = [each for each in plan.refusals if not partial or each.code in _IN_THE_REPORT]
    if blocking:
        raise InputError(*blocking)
    if not (plan.additions or plan.scores):
        return ()
    results = plan.root / "results"
    # The catalogue comes first, so that no run is ever of an unknown model.
    changes: dict[Path, bytes | None] = {
        results / name: text.encode() for name, text in plan.catalogue.changed
    }
    changes |= {plan.root / old: None for addition in plan.additions for old in addition.replaces}
    written = {run_path(results, addition.run): compact_json(addition.run) for addition in plan.additions}
    write_together(changes | written | published_files(plan.root, plan.scores))
    return tuple(written)


def _files(paths: Sequence[Path], root: Path, problems: Problems, passed_over: list[str]) -> Iterator[Path]:
    """Yield each file once, those of a folder in a fixed order; what lies beside results in a folder is passed over."""
    seen: set[Path] = set()
    for path in _expanded(paths, root, problems):
        inside = result_paths(path, root, problems) if path.is_dir() else [path]
        beside = {file for file in inside if path.is_dir() and _holds_no_results(file)}
        passed_over.extend(place_of(file, root).file for file in inside if file in beside)
        if len(beside) == len(inside):
            text = "holds no .json or .jsonl file of results; expected result files"
            problems.add(place_of(path, root), "no-files", text)
        for file in inside:
            if file not in beside and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _expanded(paths: Iterable[Path], root: Path, problems: Problems) -> Iterator[Path]:
    """Yield paths, and in the place of a pattern such as `runs/**/*.json` what it stands for."""
    for path in paths:
        if path.exists() or not glob.has_magic(str(path)):
            yield path
            continue
        found = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - a pattern may start at the root
        if not found:
            text = "stands for no file; expected a pattern of files or folders that are there"
            problems.add(place_of(path, root), "no-files", text)
        yield from map(Path, found)


def _holds_no_results(path: Path) -> bool:
    name = path.name.lower()
    if not name.removesuffix(GZIP).endswith(".jsonl"):
        return False
    try:
        with gzip.open(path) if name.endswith(GZIP) else path.open("rb") as file:
            return holds_no_results(file.readline(2**20))
    except (OSError, EOFError, zlib.error):
        return False  # reading it tells what is wrong


def _one_model_each(
    raws: Iterable[tuple[RawRun, Metadata]], options: AddOptions, problems: Problems
) -> Iterator[tuple[RawRun, Metadata]]:
    """Refuse to call many models of a file by one name."""
    listed = list(raws)
    names: dict[Place, set[str]] = {}
    for raw, _ in listed:
        names.setdefault(raw.files[0].place, set()).add(raw.model)
    for raw, metadata in listed:
        number = len(names[raw.files[0].place])
        if options.metadata.model and number > 1:
            text = f"holds runs of {number} models, but --model names one; expected no --model"
            problems.add(raw.files[0].place, "many-models", text)
        else:
            yield raw, metadata


def _distinct(
    placed: Iterable[tuple[RawRun, Run]],
    stored: Iterable[Run],
    options: AddOptions,
    problems: Problems,
    *,
    benchmarks: Mapping[str, Benchmark],
) -> Iterator[Addition | There]:
    """Let each model stand once on a benchmark version under one decoding, for each source and harness."""
    known, new = _Runs(), _Runs()
    for run in stored:
        known.add(run)
    for raw, run in placed:
        before, first = known.same_as(run), new.same_as(run)
        new.add(run)
        if first:
            text = f"is a second run of {_called(run)}; {first[0].place} is the first, {_alike(first[0], run)}; expected one"
            problems.add(run.place, "same-run", text)
        elif before and compact_json(before[0]) == compact_json(run):
            yield There(run.place.file, before[0].place.file)
        elif before and not options.replace:
            text = f"is a run of {_called(run)}, which {before[0].place} holds, {_alike(before[0], run)}; --replace replaces it"
            problems.add(run.place, "same-run", text)
        elif any(Path(old.place.file).name != f"{old.id}.json" for old in before):
            text = f"would replace {before[0].place}, a file of its harness; expected a stored run: remove the file first"
            problems.add(run.place, "not-stored", text)
        else:
            stored_as = replace(run, place=Place(run_path(Path("results"), run).as_posix()))
            replaced = tuple(old.place.file for old in before)
            benchmark = benchmarks[run.benchmark]
            odd = tuple(run_oddities(stored_as, benchmark))
            twins = [
                each for each in (*known.of_bytes(run), *new.of_bytes(run)) if each not in (run, *before)
            ]
            twin = _called(twins[0]) if twins else ""
            yield Addition(run, raw.format, bool(benchmark.plus_name), odd, replaced, twin)


@dataclass(frozen=True, slots=True)
class _Runs:
    """Runs by what they are of, and by id: the same bytes are one run, whichever source they are said to be from."""

    found: dict[object, list[Run]] = field(default_factory=dict)

    def add(self, run: Run) -> None:
        for key in (run.id, _same(run), _bytes_of(run)):
            self.found.setdefault(key, []).append(run)

    def of_bytes(self, run: Run) -> tuple[Run, ...]:
        return tuple(self.found.get(_bytes_of(run), ()))

    def same_as(self, run: Run) -> tuple[Run, ...]:
        both = (*self.found.get(run.id, ()), *self.found.get(_same(run), ()))
        return tuple({each.place: each for each in both}.values())


def _bytes_of(run: Run) -> tuple[object, ...]:
    return ("bytes", run.benchmark, *(file.sha256 for file in run.provenance.files))


def _same(run: Run) -> tuple[object, ...]:
    origin = run.provenance
    return (run.model, run.benchmark, run.dataset_version, run.decoding, origin.source, origin.harness)


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
