"""Scores without outcomes become rows of `results/published/`, as figures of the source that states them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import Place
from generator.load.adapters.protocol import Aside
from generator.load.metadata import Metadata
from generator.load.placing import Catalogue
from generator.load.problems import Problems, meant, shortened
from generator.load.published import SCORE_COLUMNS, read_published
from generator.model.catalogue import Benchmark
from generator.model.published import PublishedScore
from generator.model.run import Decoding, StatedScore

_ESTIMANDS = {"greedy": "greedy", "sampling": "sampled"}
_SAME = (
    "model",
    "benchmark",
    "k",
    "value",
    "estimand",
    "temperature",
)  # of two rows of one source: one figure
Row = Mapping[str, str]  # by column


@dataclass(frozen=True, slots=True)
class ScoresOfFile:
    """What one file states: rows that are new to its source, and how many stand there already."""

    file: str
    format: str
    source: str
    rows: tuple[Row, ...]
    there: int

    def __str__(self) -> str:
        """Write the line that tells the user how a file was understood."""
        number, models = len(self.rows) + self.there, {row["model"] for row in self.rows}
        benchmarks = ", ".join(dict.fromkeys(row["benchmark"] for row in self.rows))
        whose = next(iter(models)) if len(models) == 1 else f"{len(models):,} models"
        of = f" of {whose} on {benchmarks}" if models else ""
        known = f", {self.there:,} of them there already" if self.there else ""
        scores = f"{number:,} score{'s' * (number != 1)}"
        return f"{self.file}: {scores}{of}{known}, without outcomes: figures of {self.source} ({self.format})"


def plan_scores(
    found: Sequence[tuple[Aside, Metadata]], root: Path, known: Catalogue, problems: Problems
) -> tuple[ScoresOfFile, ...]:
    """Make rows of what files state; problems name what cannot be placed."""
    _check_benchmarks(found, known, problems)
    stored = read_published(root / "results" / "published", root, problems)
    keys = {_key_of(score) for score in stored}
    number = max(
        (int(each.id[1:]) for each in stored if each.id[:1] == "r" and each.id[1:].isdigit()), default=0
    )
    files: dict[tuple[str, str, str], tuple[list[Row], list[Row]]] = {}
    for aside, metadata in found:
        for score in aside.scores if _can_be_placed(aside, metadata, known, problems) else ():
            row = _row(aside, _with_version(metadata, aside, known), score, problems)
            new, there = files.setdefault(
                (aside.file.place.file, aside.format, metadata.source or ""), ([], [])
            )
            key = (metadata.source or "", *(row[name] for name in _SAME))
            if key in keys:
                there.append(row)
                continue
            keys.add(key)
            number += 1
            new.append({"id": f"r{number:04d}", **row})
    return tuple(
        ScoresOfFile(file, form, source, tuple(new), len(there))
        for (file, form, source), (new, there) in files.items()
    )


def published_files(root: Path, scores: Iterable[ScoresOfFile]) -> dict[Path, bytes | None]:
    """Give each CSV file of `published/` that gains rows, with its whole new content."""
    gained: dict[Path, list[Row]] = {}
    for each in scores:
        if each.rows:
            file = root / "results" / "published" / f"{each.source}.csv"
            gained.setdefault(file, []).extend(each.rows)
    return {path: _with_rows(path, rows) for path, rows in gained.items()}


def _benchmark_of(aside: Aside, known: Catalogue) -> Benchmark | None:
    """Find the benchmark of a score, with plus tests where it is of them."""
    benchmark = known.benchmarks.get(aside.benchmark)
    plus = any(score.plus for score in aside.scores)
    return None if benchmark and plus and not benchmark.plus_name else benchmark


def _check_benchmarks(found: Iterable[tuple[Aside, Metadata]], known: Catalogue, problems: Problems) -> None:
    """Name for each file the benchmarks that the catalogue does not hold."""
    strangers: dict[Place, dict[str, None]] = {}
    for aside, _ in found:
        if _benchmark_of(aside, known) is None:
            plus = any(score.plus for score in aside.scores)
            strangers.setdefault(aside.file.place, {})[aside.benchmark + "+" * plus] = None
    for place, names in strangers.items():
        first, more = shortened(next(iter(names))), f" and {len(names) - 1:,} more" if len(names) > 1 else ""
        text = f"is of {first}{more}, which results/benchmarks.yaml does not hold; expected an entry there (`gen add --new-benchmarks` drafts it)"
        problems.add(place, "unknown-benchmark", text + meant(next(iter(names)), known.benchmarks))


def _can_be_placed(aside: Aside, metadata: Metadata, known: Catalogue, problems: Problems) -> bool:
    before, place = len(problems.found), aside.file.place
    if not metadata.source:
        text = "states scores without outcomes, which are figures of a source; expected --source KEY, an entry of results/references.bib"
        problems.add(place, "no-source", text)
    elif "/" in metadata.source:
        text = f"is of {shortened(metadata.source)}; expected a key without `/`, since a file is called by it"
        problems.add(place, "source-name", text)
    if not (metadata.model or aside.model):
        problems.add(place, "no-model", "no model is named; give --model NAME")
    benchmark = _benchmark_of(aside, known)
    if benchmark is None:
        return False  # told once for all scores of the file
    if metadata.dataset_version not in {None, *(version.id for version in benchmark.versions)}:
        listed = ", ".join(version.id for version in benchmark.versions)
        text = f"{shortened(metadata.dataset_version or '')} is no version of {benchmark.name} in results/benchmarks.yaml; expected one of {listed}"
        problems.add(place, "unknown-version", text)
    return len(problems.found) == before


def _with_version(metadata: Metadata, aside: Aside, known: Catalogue) -> Metadata:
    """Take the version that a file states, where nobody states another and the catalogue holds it."""
    versions = {version.id for version in known.benchmarks[aside.benchmark].versions}
    if metadata.dataset_version is None and aside.dataset_version in versions:
        return replace(metadata, dataset_version=aside.dataset_version)
    return metadata


def _row(aside: Aside, metadata: Metadata, score: StatedScore, problems: Problems) -> Row:
    decoding = metadata.decoding or aside.decoding or Decoding()
    samples = aside.samples if aside.samples is not None and aside.samples >= score.k else None
    if not 0 <= score.value <= 1:
        text = f"pass@{score.k}: found {score.value:g}; expected a share from 0 to 1"
        problems.add(aside.file.place, "score", text)
    values = {
        "model": metadata.model or aside.model,
        "benchmark": aside.benchmark + "+" * score.plus,
        "dataset_version": metadata.dataset_version,
        "tasks": aside.tasks,
        "harness": metadata.harness or aside.harness,
        "k": score.k,
        "value": f"{100 * score.value:.10g}",
        "estimand": _ESTIMANDS.get(decoding.strategy, "unknown"),
        "temperature": None if decoding.temperature is None else f"{decoding.temperature:g}",
        "samples": samples,
        "read": "printed",
        "locator": aside.file.name,
        "url": metadata.url,
        "note": metadata.note,
    }
    return {
        name: "" if values.get(name) is None else str(values[name]) for name in SCORE_COLUMNS if name != "id"
    }


def _key_of(score: PublishedScore) -> tuple[str, ...]:
    temperature = "" if score.temperature is None else f"{score.temperature:g}"
    benchmark = score.benchmark + "+" * score.plus
    return (score.source, score.model, benchmark, str(score.k), score.printed, score.estimand, temperature)


def _with_rows(path: Path, rows: Iterable[Row]) -> bytes:
    old = path.read_text(encoding="utf-8") if path.exists() else ",".join(SCORE_COLUMNS) + "\n"
    text = io.StringIO()
    writer = csv.DictWriter(text, SCORE_COLUMNS, lineterminator="\n")
    writer.writerows(rows)
    return (old if old.endswith("\n") else f"{old}\n").encode() + text.getvalue().encode()
