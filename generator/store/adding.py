"""What `gen add` does: understand result files, say what cannot be placed, then store all of it or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.load.adapters.protocol import RawRun
from generator.load.corpus import read_catalogue
from generator.load.metadata import Metadata
from generator.load.problems import Problems
from generator.load.reading_cache import ReadingCache, results_cache
from generator.load.runs import read_given, read_runs
from generator.model.catalogue import Benchmark, ModelCard
from generator.store.additions import Addition, There, distinct
from generator.store.catalogue import (
    CatalogueFiles,
    Growth,
    check_source,
    expect_results,
    grown,
    with_default_benchmarks,
)
from generator.store.drafting import Draft
from generator.store.given import files_at
from generator.store.known import Stored
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

    Each file is taken through `noted` once it is read, which may show how far the reading is.
    """
    results, problems = root / "results", Problems()
    expect_results(root, problems)
    known = with_default_benchmarks(read_catalogue(root, problems), root)
    stored = read_runs(results / "runs", root, known, problems, cache=results_cache(root))
    problems.raise_if_any()
    draft, refused = Draft(known, options, Stored.of(stored)), Problems()
    passed_over: list[str] = []
    named = tuple(files_at(paths, root, refused, passed_over))
    given = read_given(named, root, refused, cache=ReadingCache(root / "build", "given"), noted=noted)
    placed = draft.place_all(_one_model_each(given.runs, options, refused), refused)
    stated = [(draft.place_score(aside), options.metadata.over(beside)) for aside, beside in given.scores]
    scores = plan_scores(stated, root, draft.catalogue, refused)
    check_source(
        {run.provenance.source for _, run in placed} | {each.source for each in scores}, root, refused
    )
    found = tuple(
        distinct(placed, stored, refused, benchmarks=draft.catalogue.benchmarks, may_replace=options.replace)
    )
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


def blocking(plan: Plan, *, partial: bool = False) -> tuple[Problem, ...]:
    """Give the refusals that keep a plan from being carried out: all of them, with `partial` those of the report."""
    return tuple(each for each in plan.refusals if not partial or each.code in _IN_THE_REPORT)


def carry_out(plan: Plan, *, partial: bool = False) -> tuple[Path, ...]:
    """Store what a plan adds and give the files of its runs; raises `InputError` for what it refuses.

    `partial` goes on without files that are refused, but not with a report that would not be in order afterwards.
    """
    if problems := blocking(plan, partial=partial):
        raise InputError(*problems)
    if not (plan.additions or plan.scores):
        return ()
    results = plan.root / "results"
    catalogue = {results / name: text.encode() for name, text in plan.catalogue.changed}
    written = {run_path(results, addition.run): compact_json(addition.run) for addition in plan.additions}
    replaced = {plan.root / old for addition in plan.additions for old in addition.replaces} - written.keys()
    # A reader may come in between: first the catalogue, so that no run is of an unknown model, and no run goes
    # before the one that replaces it is there.
    changes = catalogue | written | published_files(plan.root, plan.scores)
    write_together(changes | dict.fromkeys(sorted(replaced)))
    return tuple(written)


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
