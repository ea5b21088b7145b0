"""From rendered files to the live site: write, build beside it, check, exchange."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.holder import Waiting
from generator.model.report import Report
from generator.publish.building import Warnings, environment_of, run_mkdocs
from generator.publish.by_page import made_by_page
from generator.publish.config import FILE, derive_config, read_config, site_path, site_url, uses_material
from generator.publish.elements import check_elements, problems_of
from generator.publish.exchange import clean_up, exchange, new_folder
from generator.publish.imprint import Imprint
from generator.publish.links import check_links
from generator.publish.locking import build_lock
from generator.publish.making import Making, sha256
from generator.publish.overrides import Stated, stated, write_overrides
from generator.publish.policy import write_policies
from generator.publish.writing import Changes, write_changed, write_docs
from generator.render.files import RenderedFile

_PLAIN = ".nojekyll"


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """A site that is live now: its folder, how many pages it has, and the sha256 of its files where they are known."""

    folder: Path
    pages: int
    files: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What every page says of itself: the report that it belongs to, and the state of its data."""

    report: Report
    imprint: Imprint
    epoch: int = 0  # the date that the output carries, unless SOURCE_DATE_EPOCH is set
    fresh: bool = False  # nothing is taken from the last build


def write_markdown(root: Path, files: Sequence[RenderedFile], about: About, waiting: Waiting) -> Changes:
    """Write `build/docs` and its configuration; `waiting` is called where another build has to end first."""
    config = derive_config(root, [file.path for file in files])
    with build_lock(root / "build", waiting):
        return _write(root, files, config, _stated(root, files, about))


def publish_site(
    root: Path,
    files: Sequence[RenderedFile],
    *,
    about: About,
    waiting: Waiting,
    then: Callable[[SiteBuild], None],
) -> tuple[Changes, SiteBuild]:
    """Write the rendered files and make `site/` from them; the old site stays where there is a problem.

    `then` is called once the new site is live, before another build can take its place: to write what it was made from.
    """
    config = derive_config(root, [file.path for file in files])
    with build_lock(root / "build", waiting):
        pages = _stated(root, files, about)
        changes = _write(root, files, config, pages)
        built = _build_site(root, files, about, pages)
        then(built)
        return changes, built


def _build_site(root: Path, files: Sequence[RenderedFile], about: About, pages: Stated) -> SiteBuild:
    """Build `build/docs`, which holds these files, and put it in the place of `site/`; needs the lock of `build/`.

    Raises `InputError` with what MkDocs warns of and with every dead link.
    """
    live, new = root / "site", new_folder(root / "build")
    making = Making(root / "build", live, read_config(root), files, pages, environment_of(about.epoch))
    clean_up(root / "build", live)
    sources = {file.path: file.source for file in files}
    try:
        made = made_by_page(making, new, fresh=about.fresh)
        if made is None:
            shutil.rmtree(new, ignore_errors=True)
            problems = _made_whole(root, new, sources, about.epoch)
        else:
            problems = problems_of(root, made.pages, sources)
        if problems:
            raise InputError(*problems)
        (new / _PLAIN).touch()  # GitHub Pages leaves out files that start with `_` otherwise
        exchange(new, live, None if made is None else making.spare)
    finally:
        clean_up(root / "build", live)
    sums = None if made is None else {**made.files, _PLAIN: sha256(b"")}
    return SiteBuild(live, len(pages.pages), sums)


def _stated(root: Path, files: Sequence[RenderedFile], about: About) -> Stated:
    return stated(files, about.report, about.imprint, site_url(read_config(root)))


def _made_whole(root: Path, new: Path, sources: Mapping[str, Place], epoch: int) -> tuple[Problem, ...]:
    """Let MkDocs make the whole site at once; gives all that is wrong with it."""
    warnings = run_mkdocs(root, new, sources, epoch)
    found = () if warnings.cut_short else _finished(root, new, sources)
    return tuple(_problems(warnings, found))


def _write(root: Path, files: Sequence[RenderedFile], config: bytes, pages: Stated) -> Changes:
    changes = write_docs(files, root / "build")
    write_overrides(root, pages)
    write_changed(root / "build" / FILE, config)
    return changes


def _finished(root: Path, site: Path, sources: Mapping[str, Place]) -> tuple[Problem, ...]:
    """Check what MkDocs made, and write into each page which scripts may run in it."""
    config = read_config(root)
    base = site_path(config)
    faults = (*check_elements(root, site, sources), *check_links(site, sources, base))
    return (*faults, *(write_policies(site, sources) if uses_material(config) else ()))


def _problems(warnings: Warnings, found: Sequence[Problem]) -> Iterator[Problem]:
    """Join both views; a link that MkDocs warns of is left to our check, which says what would be right."""
    yield from found
    yield from warnings.others
    ours = {problem.place for problem in found}
    yield from (problem for problem in warnings.links if problem.place not in ours)
