"""Builds of whole reports: from nothing, after an edit, and of nothing new; beside what others take for the same pages."""

import importlib.util
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.results import Reach, Result, Row
from benchmarks.watching import Watched, watch

_LIMIT = 1_800  # seconds, after which a program is stopped
_PATIENCE = 400  # seconds: where a turn took longer, there is no other
_TURNS = 3
MKDOCS = "mkdocs build of the same Markdown"


@dataclass(frozen=True, slots=True)
class Subject:
    """A report to build: how it is made in a folder, and what happens to it; edits are told for which time it is."""

    title: str
    make: Callable[[Path], object]
    add_run: Callable[[Path], Path]  # gives the file that it added
    edit_claim: Callable[[Path, int], None]
    edit_page: Callable[[Path, int], None]
    reaches: Mapping[str, Reach]  # by the work


@dataclass(frozen=True, slots=True)
class Work:
    """A program that is watched, and what it needs and nobody times."""

    what: str
    words: tuple[str | Path, ...]
    folder: Path
    before: Callable[[int], object]  # takes the turn


def measured(subject: Subject, folder: Path) -> Result:
    """Build a report in every way, in turns; gives a row for each."""
    root = folder / "report"
    subject.make(root)
    works = tuple(_works(subject, root, folder / "plain"))
    taken: dict[str, list[Watched]] = {work.what: [] for work in works}
    for turn in range(_TURNS):
        start = time.monotonic()
        for work in works:
            if not _is_possible(work, taken):
                continue
            work.before(turn)
            taken[work.what].append(watch(*work.words, folder=work.folder, limit=_LIMIT))
        if time.monotonic() - start > _PATIENCE:
            break
    return Result(_counted(subject.title, root), tuple(_rows(works, taken, subject.reaches)))


def _is_possible(work: Work, taken: Mapping[str, list[Watched]]) -> bool:
    """Say whether there is a build for this work, which itself has not failed to end."""
    needed = (*taken["from nothing"], *taken[work.what])
    return all(one.ended for one in needed)


def _works(subject: Subject, root: Path, plain: Path) -> Iterator[Work]:
    """List what is done in a turn, in this order; a turn starts with the report as it was made."""
    build = (sys.executable, "-m", "generator", "-C", root, "build", "--verbose")
    by_mkdocs = plain.with_name("by-mkdocs")
    added: list[Path] = []

    def start(turn: int) -> None:
        _put_aside((root / "build", root / "site"), turn)
        for path in added:
            path.unlink(missing_ok=True)

    def copy(turn: int) -> None:
        _put_aside((plain, by_mkdocs), turn)
        shutil.copytree(root / "build", plain, ignore=shutil.ignore_patterns("cache"))

    def rewrite(turn: int) -> None:
        with (plain / "docs" / "limitations.md").open("a", encoding="utf-8") as page:
            page.write(f"\nWritten again, for time {turn}.\n")

    def nothing(_: int) -> None:
        """Leave everything as it is."""

    yield Work("from nothing", (*build, "--fresh"), root, start)
    yield Work("nothing to do", build, root, nothing)
    yield Work("one edited page", build, root, partial(subject.edit_page, root))
    yield Work("one edited claim", build, root, partial(subject.edit_claim, root))
    yield Work("one new run", build, root, lambda _: added.append(subject.add_run(root)))
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", plain / "mkdocs.yml")
    yield Work(MKDOCS, (*mkdocs, "-d", by_mkdocs), plain, copy)
    if importlib.util.find_spec("zensical"):
        zensical = (Path(sys.executable).with_name("zensical"), "build", "-f", "mkdocs.yml")
        yield Work("Zensical, from nothing", (*zensical, "--clean"), plain, nothing)
        yield Work("Zensical, one edited page", zensical, plain, rewrite)
    floor = (sys.executable, "-m", "benchmarks.floor")
    yield Work("Python-Markdown alone", (*floor, "markdown", plain / "docs"), Path.cwd(), nothing)
    yield Work("json.load of all runs", (*floor, "json", root / "results" / "runs"), Path.cwd(), nothing)


def _put_aside(folders: Iterable[Path], turn: int) -> None:
    """Move folders away until the end: for minutes after thousands of files were removed, ext4 is slow at making new ones."""
    for folder in folders:
        if folder.exists():
            folder.rename(folder.with_name(f"{folder.name}-{turn}"))


def _rows(
    works: tuple[Work, ...], taken: Mapping[str, list[Watched]], reaches: Mapping[str, Reach]
) -> Iterator[Row]:
    """Give a row for each work that was done, compared with MkDocs where it ended."""
    known = [one.seconds for one in taken[MKDOCS] if one.ended]
    for work in works:
        if not (done := taken[work.what]):
            continue
        best = min(done, key=lambda one: one.seconds)
        yield Row(
            what=work.what,
            seconds=tuple(one.seconds for one in done),
            memory=max(one.peak for one in done),
            cpu=min(one.cpu for one in done),
            ratio=best.seconds / min(known) if known else None,
            stages=best.stages,
            reach=reaches.get(work.what),
            ended=all(one.ended for one in done),
        )


def _counted(title: str, root: Path) -> str:
    pages = sum(1 for _ in (root / "build" / "docs").rglob("*.md"))
    return f"{title}, {pages:,} pages" if pages else title
