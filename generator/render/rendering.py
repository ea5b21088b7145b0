"""Pages are rendered, or taken from the last build; on two cores by two processes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from generator.copies import can_copy, shared_out
from generator.errors import InputError, Place, Problem
from generator.render.depending import Notes, Values, noted_site
from generator.render.engine import Texts, check_page, render_page, texts_of
from generator.render.files import RenderedFile
from generator.render.kept_pages import KeptPages, Rendering, key_of_page
from generator.render.page_list import Page
from generator.render.page_names import LISTS, page_values
from generator.render.scope import NeedsAllPages, PageScope
from generator.render.searching import out_of_search, too_many
from generator.render.site import Site
from generator.render.titles import body_of, title_of

# Pages of one template that are rendered in a row; those that are alone are rendered first. Where most are known, they
# are of one process at best: what all of them are compared with, such as all claims' results, is computed once then.
_BATCH, _KNOWN_BATCH = 32, 512
# Pages that show much of the same, by the beginnings of their paths: one process renders them, and computes it once.
_TOGETHER = (("data.md", "results/", "index.md"), ("benchmarks/",), ("claims/", "data-check.md"))

Outcome = Rendering | tuple[Problem, ...] | None  # None: other pages have to be rendered before it


def rendered_pages(
    site: Site, pages: tuple[Page, ...], last: KeptPages, processes: int
) -> tuple[RenderedFile, ...]:
    """Render every page that has something on it; raises `InputError` with the mistakes of all pages."""
    rendered: list[RenderedFile] = []
    unreadable = _unreadable(site, pages)
    problems = [problem for found in unreadable.values() for problem in found]
    waiting = [page for page in pages if page.template not in unreadable]
    values, turn = Values(site), 0
    renderer = _Renderer(site, last, values, too_many(pages))
    while waiting:
        last.parts.values = values = values.in_turn(turn)
        outcomes = replace(renderer, values=values).outcomes(waiting, turn, 1 if turn else processes)
        later = []
        for page, outcome in zip(waiting, outcomes, strict=True):
            if outcome is None:
                later.append(page)
            elif not isinstance(outcome, Rendering):
                problems += outcome
            elif body_of(outcome.text).strip():
                _note_citations(site, page, outcome)
                source = Place(f"site_src/{page.template}")
                rendered.append(RenderedFile(page.path, outcome.text.encode(), source))
        waiting, turn = later, turn + 1
    if problems:
        raise InputError(*problems)
    return tuple(rendered)


def _note_citations(site: Site, page: Page, made: Rendering) -> None:
    title = title_of(made.text, page.path)
    for key in sorted(made.cited):
        site.cited_by.note(key, page.path, title)
    for name, (words, keys) in made.figures.items():
        for key in sorted(keys):
            site.cited_by.note_figure(key, words, f"{page.path}#fig-{name}")


@dataclass(frozen=True, slots=True)
class _Renderer:
    """Renders pages, or takes them from the last build."""

    site: Site
    last: KeptPages
    values: Values
    unsearched: Collection[str]  # templates
    texts: dict[str, Texts] = field(default_factory=dict)  # by template

    def outcomes(self, pages: Sequence[Page], turn: int, processes: int) -> Sequence[Outcome]:
        """Say what each page comes to."""
        if processes == 1 or not can_copy():
            return [self._outcome(page, turn) for page in pages]
        batches = _batches(pages, _KNOWN_BATCH if self.last.last else _BATCH)
        done, gathered = shared_out(
            len(batches),
            lambda at: [self._outcome(pages[number], turn) for number in batches[at]],
            self._gathered,
            processes - 1,
        )
        for theirs in gathered:
            for own, more in zip(self._gathered(), theirs, strict=True):
                own.update(more)
        outcomes = dict(zip(chain.from_iterable(batches), chain.from_iterable(done), strict=True))
        return [outcomes[number] for number in range(len(pages))]

    def _gathered(self) -> tuple[dict[Any, Any] | set[Any], ...]:
        """Give all that is filled while pages are rendered, and that the site or the next build needs."""
        site, last = self.site, self.last
        of_site = (
            site.extra_files,
            site.held,
            site.drawings.drawn,
            site.parts.made,
            site.corpus.memory.asked,
        )
        return (*of_site, last.now, last.parts.now, last.drawings.now)

    def _outcome(self, page: Page, turn: int) -> Outcome:
        try:
            return self._rendering(page, turn)
        except NeedsAllPages:
            return None
        except InputError as error:
            return error.problems

    def _rendering(self, page: Page, turn: int) -> Rendering:
        searched = "" if page.template in self.unsearched else "searched"
        made_of = {"": f"turn {turn} {searched}", **self._texts(page).templates}  # no template has this name
        key = None if self.last.build is None else key_of_page(made_of, page.item)
        if key is None:
            return self._rendered(PageScope(self.site, page.path, page.template, turn=turn), page)
        known = self.last.again(page.path, key, self.values)
        if known is not None:
            return known
        notes = Notes()
        scope = PageScope(noted_site(self.values, notes), page.path, page.template, turn=turn)
        made = self._rendered(scope, page)
        self.last.note(page.path, key, made, notes)
        return made

    def _texts(self, page: Page) -> Texts:
        if page.template not in self.texts:
            self.texts[page.template] = texts_of(self.site.env, page.template)
        return self.texts[page.template]

    def _rendered(self, scope: PageScope, page: Page) -> Rendering:
        lists = [name for name in LISTS if name in self._texts(page).names]
        values = page_values(scope, lists) | dict(page.item)
        text = render_page(scope.site.env, page.template, values)
        written = out_of_search(text) if page.template in self.unsearched else text
        return Rendering(written, frozenset(scope.cited), scope.figures)


def _batches(pages: Sequence[Page], size: int) -> Sequence[Sequence[int]]:
    """Share pages out by their places: those that show all of the report take longest, and come first, with their like."""
    numbers: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        numbers.setdefault(page.template, []).append(number)
    alone = [number for those in numbers.values() if len(those) <= _BATCH for number in those]
    together = [[number for number in alone if pages[number].path.startswith(those)] for those in _TOGETHER]
    grouped = set(chain.from_iterable(together))
    others = [[number] for number in alone if number not in grouped]
    many = (those for those in numbers.values() if len(those) > _BATCH)
    return together + others + [those[at : at + size] for those in many for at in range(0, len(those), size)]


def _unreadable(site: Site, pages: tuple[Page, ...]) -> Mapping[str, tuple[Problem, ...]]:
    """Find the templates that cannot be rendered, each looked at once however many pages it makes."""
    found: dict[str, tuple[Problem, ...]] = {}
    for page in {page.template: page for page in pages}.values():
        try:
            known = {*page_values(PageScope(site, page.path, page.template)), *dict(page.item)}
            check_page(site.env, page.template, known)
        except InputError as error:
            found[page.template] = error.problems
    return found
