"""The order of the stages: read, check, render, publish. Each step imports what it needs when it is taken."""

# ruff: noqa: PLC0415 - `gen --help` and a step that is not taken pay for no library of theirs

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.errors import InputError, Problem
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.render.files import Rendered, RenderedFile

_NO_DATE = "1980-01-01"  # the first day that ZIP files know, where no input has a date


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many files of `build/docs` changed, and the pages of the live site."""

    changed: int
    pages: int
    findings: tuple[Finding, ...] = ()
    refused: bool = False  # because of its findings, nothing was written


def check(root: Path) -> tuple[Finding, ...]:
    """Read and render without writing; raises `InputError` with every problem, gives the findings."""
    return _findings(*_rendered(root))


def render(root: Path, waiting: Callable[[], None]) -> Built:
    """Write `build/docs` and its configuration; `waiting` is called where another build has to end first."""
    from generator.publish.site import About, write_markdown
    from generator.publish.stamp import imprint_of, read_inputs

    read = read_inputs(root)
    corpus, rendered = _rendered(root)
    about = About(corpus.report, imprint_of(root, read, _newest(corpus)), _epoch(corpus))
    changes = write_markdown(root, rendered.files, about, waiting)
    return Built(changes.written + changes.removed, _pages(rendered.files), _findings(corpus, rendered))


def build(
    root: Path, waiting: Callable[[], None], *, refuses: Callable[[Sequence[Finding]], bool] = lambda _: False
) -> Built:
    """Do it all, from `results/` to `site/`; nothing is written where `refuses` says so of the findings."""
    from generator.publish.site import About, publish_site
    from generator.publish.stamp import imprint_of, read_inputs

    read = read_inputs(root)  # before anything else: what changes from here on is not in the site
    corpus, rendered = _rendered(root)
    findings = _findings(corpus, rendered)
    if refuses(findings):
        return Built(0, 0, findings, refused=True)
    about = About(corpus.report, imprint_of(root, read, _newest(corpus)), _epoch(corpus))
    changes, _ = publish_site(root, rendered.files, about=about, read=read, waiting=waiting)
    return Built(changes.written + changes.removed, _pages(rendered.files), findings)


def _rendered(root: Path) -> tuple[Corpus, Rendered]:
    """Read and render; where the data are not in order, the mistakes of pages and settings are told as well."""
    from generator.load.corpus import read_corpus
    from generator.publish.config import derive_config
    from generator.render.pages import render_report, template_problems

    site_src = root / "site_src"
    try:
        corpus = read_corpus(root)
    except InputError as error:
        raise InputError(*error.problems, *template_problems(site_src), *_settings_problems(root)) from None
    try:
        rendered = render_report(corpus, site_src)
    except InputError as error:
        raise InputError(*error.problems, *_settings_problems(root)) from None
    derive_config(root, [file.path for file in rendered.files])
    return corpus, rendered


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
