"""Read `results/runs/`: stored runs, and files of any known harness with their sidecars."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Place
from generator.load.adapters import brought_together, compact, with_outcomes
from generator.load.adapters.hugging_face import RESULTS_FOLDER
from generator.load.adapters.packed import ARCHIVES, PACKED
from generator.load.adapters.protocol import Aside, RawRun
from generator.load.files import place_of, report_unreadable
from generator.load.many_files import read_many
from generator.load.metadata import Metadata, read_sidecar
from generator.load.placing import Catalogue, place_run
from generator.load.problems import Problems, printable
from generator.load.reading_cache import ReadingCache
from generator.load.readings import Reading
from generator.model.run import Run

Noted = Callable[
    [Sequence[Path]], Iterable[Path]
]  # takes each of them when it was read, to show how far it is

ENDINGS = (*(f"{plain}{packed}" for plain in (".json", ".jsonl") for packed in ("", *PACKED)), *ARCHIVES)


def result_paths(folder: Path, root: Path, problems: Problems) -> list[Path]:
    """List the result files below a folder in a fixed order, without hidden files; links to folders are problems."""
    found: list[Path] = []
    if not os.path.lexists(folder):
        return found

    def note(error: OSError) -> None:
        report_unreadable(Path(error.filename), root, error, problems)

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".") or name == RESULTS_FOLDER]
        for name in folders:
            path = Path(parent, name)
            if path.is_symlink():
                text = f"is a link to the folder {printable(str(path.resolve()))}; expected a folder, links are not followed"
                problems.add(place_of(path, root), "link-to-folder", text)
        endings = (".yaml", ".yml") if Path(parent).name == RESULTS_FOLDER else ENDINGS
        shown = (name for name in names if name.lower().endswith(endings) and not name.startswith("."))
        found.extend(Path(parent, name) for name in shown)
    return sorted(found)


def read_runs(  # noqa: PLR0913 - the last two are how to read, which each caller passes on
    folder: Path,
    root: Path,
    catalogue: Catalogue,
    problems: Problems,
    *,
    cache: ReadingCache | None = None,
    noted: Noted = iter,
) -> tuple[Run, ...]:
    """Read every run below `results/runs/`, sorted by id."""
    paths = result_paths(folder, root, problems)
    known = not paths or _has_catalogue(root, catalogue, problems)
    found = read_raw(
        paths, root, problems, cache=cache, noted=noted
    )  # a file that is cut off is told in any case
    if not known:
        return ()
    placed = (_stored(raw, metadata, catalogue, problems) for raw, metadata in found)
    return _distinct(sorted((run for run in placed if run), key=lambda run: run.id), problems)


def read_raw(
    paths: Sequence[Path],
    root: Path,
    problems: Problems,
    *,
    cache: ReadingCache | None = None,
    noted: Noted = iter,
) -> list[tuple[RawRun, Metadata]]:
    """Read result files, and what is stated beside each of them."""
    beside: dict[Place, Metadata] = {}
    parts = _parts(zip(read_many(paths, root, cache), noted(paths), strict=True), root, beside, problems)
    raws = with_outcomes(brought_together(parts, problems), problems)
    return [(raw, _beside(raw, beside)) for raw in raws]


@dataclass(frozen=True, slots=True)
class Given:
    """What files that are to be added hold, each with what is stated beside it."""

    runs: tuple[tuple[RawRun, Metadata], ...]
    scores: tuple[tuple[Aside, Metadata], ...]  # without outcomes


def read_given(
    paths: Sequence[Path],
    root: Path,
    problems: Problems,
    *,
    cache: ReadingCache | None = None,
    noted: Noted = iter,
) -> Given:
    """Read result files, of which no more than a few are ever held; each is taken through `noted` once it is read."""
    beside: dict[Place, Metadata] = {}
    parts = _parts(zip(read_many(paths, root, cache), noted(paths), strict=True), root, beside, problems)
    found = brought_together(parts, problems)
    return Given(
        tuple((raw, _beside(raw, beside)) for raw in found.runs),
        tuple((aside, beside[aside.file.place]) for aside in found.scores),
    )


def _parts(
    readings: Iterable[tuple[Reading, Path]], root: Path, beside: dict[Place, Metadata], problems: Problems
) -> Iterator[RawRun | Aside]:
    """Yield what files tell, and note what is stated beside each of them, and what is wrong."""
    for reading, path in readings:
        if reading.places:
            beside |= dict.fromkeys(reading.places, read_sidecar(path, root, problems))
        problems.found.extend(reading.problems)
        yield from reading.runs
        yield from reading.scores


def _beside(raw: RawRun, beside: Mapping[Place, Metadata]) -> Metadata:
    metadata = beside[raw.files[0].place]
    for file in raw.files[1:]:  # the first one wins
        metadata = metadata.over(beside[file.place])
    return metadata


def _has_catalogue(root: Path, catalogue: Catalogue, problems: Problems) -> bool:
    """Say what is missing or mistaken once, and not again at every run."""
    for name, known in (("models.yaml", catalogue.models), ("benchmarks.yaml", catalogue.benchmarks)):
        file = f"results/{name}"
        if not known and not (root / file).exists():
            text = "is missing, but there are runs; expected the file: `gen add --new-models` writes it"
            problems.add(Place(file), "no-catalogue", text)
        if not known and any(problem.place.file == file for problem in problems.found):
            return False
    return True


def _stored(raw: RawRun, metadata: Metadata, catalogue: Catalogue, problems: Problems) -> Run | None:
    run = place_run(raw, metadata, catalogue, problems)
    if run is not None and raw.format == compact.NAME:  # a stored run is named by what it holds
        expected = f"results/runs/{run.benchmark}/{run.id}.json"
        if run.place.file != expected:
            problems.add(
                run.place, "file-name", f"holds a run that belongs into {expected}; expected it there"
            )
            return None
    return run


def _distinct(runs: list[Run], problems: Problems) -> tuple[Run, ...]:
    first: dict[str, Place] = {}
    for run in runs:
        if run.id in first:
            text = f"holds the run {run.id}, which {first[run.id]} holds already; expected it once"
            problems.add(run.place, "same-run", text)
        first.setdefault(run.id, run.place)
    return tuple(runs)
