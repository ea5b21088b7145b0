"""The order of the stages: read, check, render, publish. Each step imports what it needs when it is taken."""

# ruff: noqa: PLC0415 - `gen --help` and a step that is not taken pay for no library of theirs

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from generator.analyse.changes import Changes
    from generator.holder import Waiting
    from generator.load.reading_cache import ReadingCache
    from generator.model.corpus import Corpus
    from generator.model.finding import Finding
    from generator.model.state import Snapshot, State
    from generator.publish.site import SiteBuild
    from generator.render.data.exported_run import RunFiles
    from generator.render.data.table import Filled, Table
    from generator.render.files import Rendered, RenderedFile
    from generator.render.kept_pages import KeptPages

_READING = "reading results/"
_TURNS = 10  # of reading, where others go on storing
_NO_DATE = "1980-01-01"  # the first day that ZIP files know, where no input has a date


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many files of `build/docs` changed, and the pages of the live site."""

    changed: int
    pages: int
    findings: tuple[Finding, ...] = ()
    refused: bool = False  # because of its findings, nothing was written
    unchanged: bool = False  # the site is as it would be made, and was left alone


def check(root: Path) -> tuple[Finding, ...]:
    """Read and render without writing; raises `InputError` with every problem, gives the findings."""
    from generator.load.reading_cache import results_cache

    return _findings(*_rendered(root, readings=results_cache(root, keeps=False)))


def render(root: Path, waiting: Waiting) -> Built:
    """Write `build/docs` and its configuration; `waiting` is called where another build has to end first."""
    from generator.load.reading_cache import results_cache
    from generator.publish.imprint import imprint_of
    from generator.publish.site import About, write_markdown
    from generator.publish.stamp import read_inputs

    read = read_inputs(root)
    corpus, rendered = _rendered(root, readings=results_cache(root))
    about = About(corpus.report, imprint_of(root, read, _newest(corpus)), _epoch(corpus))
    changes = write_markdown(root, rendered.files, about, waiting)
    return Built(changes.written + changes.removed, _pages(rendered.files), _findings(corpus, rendered))


def build(
    root: Path,
    waiting: Waiting,
    *,
    refuses: Callable[[Sequence[Finding]], bool] = lambda _: False,
    fresh: bool = False,
    stage: Callable[[str], None] = lambda _: None,
) -> Built:
    """Do it all, from `results/` to `site/`; nothing is written where `refuses` says so of the findings.

    Where the site that is live would be made again, it is left as it is, unless `fresh` is asked for. `stage` is called
    with what is done next, and with how far that is, after its name and a colon.
    """
    from generator.publish.digests import Digests
    from generator.publish.outcome import Outcome, key_of, remember, remembered
    from generator.publish.stamp import as_read, read_inputs, write_stamp
    from generator.publish.watching import inputs, look_at

    stage("looking for what changed")
    seen = look_at(inputs(root))  # before anything else: what changes from here on is not in the site
    read = read_inputs(root, Digests(root / "build", fresh))
    key = key_of(root, read)
    last = None if fresh else remembered(root, key)
    if last is not None and not refuses(last.findings):
        return Built(0, last.pages, last.findings, unchanged=True)
    from generator.load.reading_cache import results_cache
    from generator.publish.imprint import imprint_of
    from generator.publish.site import About, publish_site
    from generator.render.kept_pages import kept_pages

    readings, pages = results_cache(root, recalls=not fresh), kept_pages(root / "build", fresh=fresh)
    corpus, rendered = _rendered(root, stage, pages, readings=readings)
    stage("checking the data")
    findings = _findings(corpus, rendered)
    if refuses(findings):
        return Built(0, 0, findings, refused=True)
    about = About(corpus.report, imprint_of(root, read, _newest(corpus)), _epoch(corpus), fresh=fresh)
    outcome = Outcome(_pages(rendered.files), findings)

    def then(built: SiteBuild) -> None:
        made_from = as_read(root, read, seen)
        write_stamp(root, made_from, built.files)
        rendered.keep()
        remember(root, key if made_from == read else None, outcome)

    stage("making the site with MkDocs")
    changes, _ = publish_site(root, rendered.files, about=about, waiting=waiting, then=then)
    return Built(changes.written + changes.removed, outcome.pages, findings)


def compare(root: Path, before: str | None, after: str | None) -> Changes:
    """Say what changed between two states of a report.

    Each is an address, a file or folder, or a revision. None is at first the newest snapshot, or the last commit where
    there is none, and then the report as it is.
    """
    from generator.analyse.changes import changes

    now = state(root, after)
    return changes(state(root, before or _last(root)), now)


def snapshot(root: Path, date: str | None = None) -> Snapshot:
    """Give what a report says with the day that it is of: that of its newest input, where none is given."""
    from generator.model.state import Snapshot

    day = date or _newest(_read(root))
    if not day:
        text = "no input has a whole day as its date; expected one, such as `date` in results/report.yaml, or --date"
        raise InputError(Problem(Place("results"), "no-date", text))
    return Snapshot(day, _state_of_results(root))


def table(root: Path, wanted: Table) -> Filled:
    """Compute a table of a report's data."""
    from generator.render.data.table import filled
    from generator.render.engine import environment
    from generator.render.site import Site

    return filled(wanted, Site(_read(root), environment(root / "site_src")))


def run_files(root: Path, form: str, only: Mapping[str, Collection[str]]) -> RunFiles:
    """Write runs as files of another program; `only` chooses them by columns of the table of runs."""
    from generator.render.data.export import fitting
    from generator.render.data.run_files import run_files as written
    from generator.render.data.runs import RUNS
    from generator.render.data.table import filled
    from generator.render.engine import environment
    from generator.render.site import Site

    corpus = _read(root)
    table = filled(RUNS, Site(corpus, environment(root / "site_src")))
    return written(corpus, {str(row[0]) for row in fitting(table, only)}, form)


def state(root: Path, name: str | None) -> State:
    """Give what a report said, or says; raises `InputError` where the name leads to nothing that tells it."""
    from generator.load.files import place_of, read_bytes
    from generator.load.problems import Problems
    from generator.load.report_json import fetch
    from generator.publish.revision import results_at

    if name is None:
        return _state_of_results(root)
    if name.startswith(("http://", "https://")):
        return _state_of_file(fetch(name), Place(name))
    path = Path(name)
    if not path.exists():
        with results_at(root, name) as folder, _problems_at(name):
            return _state_of_results(folder)
    file = path / "data" / "v1" / "report.json" if path.is_dir() else path
    # The site comes first: it has a page `results/` of its own.
    if not file.exists() and (path / "results").is_dir():
        return _state_of_results(path)
    if path.is_dir() and not file.exists():
        text = "holds neither `results/` nor `data/v1/report.json`; expected a report, or a site that was built of one"
        raise InputError(Problem(Place(name), "no-operand", text))
    content = read_bytes(file, root, problems := Problems())
    problems.raise_if_any()
    return _state_of_file(content or b"", place_of(file, root))


@contextmanager
def _problems_at(revision: str) -> Iterator[None]:
    """Name files of a revision as git does: `main:results/claims.yaml`."""
    try:
        yield
    except InputError as error:
        named = (
            replace(each, place=replace(each.place, file=f"{revision}:{each.place.file}"))
            for each in error.problems
        )
        raise InputError(*named) from None


def _state_of_results(root: Path) -> State:
    """Compute the numbers of a report, without its pages."""
    from generator.render.data.state import current_state
    from generator.render.engine import environment
    from generator.render.site import Site

    return current_state(Site(_read(root.absolute()), environment(root / "site_src")))


def _read(
    root: Path, readings: ReadingCache | None = None, stage: Callable[[str], None] = lambda _: None
) -> Corpus:
    """Read `results/`, and once more where another command stored something meanwhile.

    It changes several files one after the other: who read one before and another after that has read no state of it.
    """
    from generator.load.corpus import read_corpus
    from generator.publish.watching import look_at

    for turn in range(_TURNS):
        seen = look_at([root / "results"])
        try:
            corpus = read_corpus(root, readings, lambda paths: _counted(paths, stage))
        except InputError:
            if turn == _TURNS - 1 or look_at([root / "results"]) == seen:
                raise
        else:
            if look_at([root / "results"]) == seen:
                break
    return corpus


def _state_of_file(content: bytes, place: Place) -> State:
    from generator.load.files import decode
    from generator.load.problems import Problems
    from generator.load.report_json import read_report_json
    from generator.load.snapshots import is_snapshot, read_snapshot
    from generator.model.state import State

    if not is_snapshot(content):
        return read_report_json(content, place)
    text = decode(content, place, problems := Problems())
    stored = None if text is None else read_snapshot(text, place.file, problems)
    problems.raise_if_any()
    return stored.state if stored else State()


def _last(root: Path) -> str:
    found = sorted((root / "results" / "snapshots").glob("[0-9]*.json"))
    return str(found[-1]) if found else "HEAD"


def _rendered(
    root: Path,
    stage: Callable[[str], None] = lambda _: None,
    last: KeptPages | None = None,
    *,
    readings: ReadingCache,
) -> tuple[Corpus, Rendered]:
    """Read and render; where the data are not in order, the mistakes of pages and settings are told as well.

    `last` has the pages of the last build, of which those are taken that would be rendered alike;
    `readings` what result files held the last time.
    """
    from generator.cores import cores
    from generator.publish.config import derive_config
    from generator.render.pages import render_report, template_problems

    site_src = root / "site_src"
    stage(_READING)
    try:
        corpus = _read(root, readings, stage)
    except InputError as error:
        raise InputError(*error.problems, *template_problems(site_src), *_settings_problems(root)) from None
    if last is not None:
        corpus = replace(corpus, memory=last.memory)
    stage("computing and drawing")
    try:
        rendered = render_report(corpus, site_src, _address(root), last, processes=cores())
    except InputError as error:
        raise InputError(*error.problems, *_settings_problems(root)) from None
    derive_config(root, [file.path for file in rendered.files])
    return corpus, rendered


def _counted(paths: Sequence[Path], stage: Callable[[str], None]) -> Iterator[Path]:
    """Tell how many files are read, a hundred times at most."""
    for at, path in enumerate(paths, start=1):
        if at % (len(paths) // 100 + 1) == 0:
            stage(f"{_READING}: {at:,} of {len(paths):,} files")
        yield path


def _address(root: Path) -> str:
    """Give the address that the settings state; what is wrong with them is told later."""
    from generator.publish.config import read_config, site_url

    try:
        return site_url(read_config(root))
    except InputError:
        return ""


def _settings_problems(root: Path) -> tuple[Problem, ...]:
    from generator.publish.config import read_config

    try:
        read_config(root)
    except InputError as error:
        return error.problems
    return ()


def _findings(corpus: Corpus, rendered: Rendered) -> tuple[Finding, ...]:
    """Give what the checks find in the data, and what showed when the pages were rendered."""
    from generator.check.findings import all_findings

    return tuple(sorted((*all_findings(corpus), *rendered.findings)))


def _pages(files: Sequence[RenderedFile]) -> int:
    return sum(file.path.endswith(".md") for file in files)


def _epoch(corpus: Corpus) -> int:
    """Date the output by its newest input, so that the same input gives the same bytes on any day."""
    newest = _newest(corpus) or _NO_DATE
    return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())


def _newest(corpus: Corpus) -> str:
    """Give the date of the newest input, "" where none has one."""
    dates = (corpus.report.date, *(run.provenance.date for run in corpus.runs))
    return max((date for date in dates if len(date) == len(_NO_DATE)), default="")
