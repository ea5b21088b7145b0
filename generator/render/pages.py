"""Pages of `site_src/` become Markdown."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.check.conditions import decoding, version
from generator.errors import InputError, Place, Problem
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.render import blocks, quoting
from generator.render.bibliography import uncited_references
from generator.render.depending import Notes, Values, noted_site
from generator.render.engine import Texts, callable_on, check_page, environment, render_page, texts_of
from generator.render.escape import outward_link
from generator.render.files import Rendered, RenderedFile
from generator.render.kept_pages import KeptPages, Rendering, key_of_page
from generator.render.page_list import Page, calling, item_pages, pages_of
from generator.render.scope import NeedsAllPages, PageScope, citations, cite_one, href, item_href
from generator.render.searching import out_of_search, too_many
from generator.render.site import Site
from generator.render.titles import body_of, title_of
from generator.render.views import (
    change_log,
    claim,
    claims,
    conclusions,
    data_check,
    data_files,
    literature,
    models,
    pairs,
    resolution,
    sample_tables,
    sampling,
    scaling,
    tuning,
)
from generator.render.views.benchmark import benchmark_body
from generator.render.views.benchmarks import benchmarks_table

LISTS = ("runs", "published", "claims")  # of the report, which templates may use
_ITEMS = ("model", "claim", "source", "benchmark")  # what the page of one item is about
ASSETS = Path(__file__).parent / "assets"
FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "benchmark_body": benchmark_body,
        "benchmarks_table": benchmarks_table,
        "bibliography": blocks.bibliography,
        "board_pairs": pairs.board_pairs,
        "boards_not_compared": pairs.boards_not_compared,
        "changes_log": change_log.changes_log,
        "citations": citations,
        "cite": cite_one,
        "claim_body": claim.claim_body,
        "claims_checked": claims.claims_checked,
        "claims_table": claims.claims_table,
        "compares": pairs.compares,
        "conclusions_table": conclusions.conclusions_table,
        "curve_pair": sampling.curve_pair,
        "data_check": data_check.data_check,
        "data_files": data_files.data_files,
        "data_links": data_files.data_links,
        "difference": quoting.difference,
        "equivalent_table": sampling.equivalent_table,
        "families_table": tuning.families_table,
        "figure": blocks.figure,
        "formula": blocks.formula,
        "growth_table": tuning.growth_table,
        "has_figure": blocks.has_figure,
        "href": href,
        "item_href": item_href,
        "k_fits_table": sample_tables.k_fits_table,
        "leaderboards": blocks.leaderboards,
        "literature": literature.literature,
        "model_facts": blocks.model_facts,
        "model_printed": blocks.model_printed,
        "model_runs": blocks.model_runs,
        "models_table": models.models_table,
        "non_claims": claims.non_claims,
        "printed_by_k": sample_tables.printed_by_k,
        "printed_index": blocks.printed_index,
        "printed_scores": blocks.printed_scores,
        "prints": blocks.prints,
        "ran": blocks.ran,
        "resampling_tables": sample_tables.resampling_tables,
        "resolution_table": resolution.resolution_table,
        "score": quoting.score,
        "size_fits_table": scaling.size_fits_table,
        "tuned_pairs": pairs.tuned_pairs,
        "verified_table": sample_tables.verified_table,
    }
)


def render_site(corpus: Corpus, site_src: Path) -> tuple[RenderedFile, ...]:
    """Render every page, figure and asset; raises `InputError` with the mistakes of all pages."""
    return render_report(corpus, site_src).files


def render_report(
    corpus: Corpus, site_src: Path, address: str = "", last: KeptPages | None = None
) -> Rendered:
    """Render every file of the site, and tell what no page cites; raises `InputError` as `render_site` does.

    `address` is where the site will lie, where that is known; `last` has the pages of the last build, which are taken
    where all that they depend on is as it was.
    """
    templates, others = _sources(site_src)
    shared = calling("non_claims()", templates, site_src)
    pages = tuple(page for template in templates for page in pages_of(template, corpus, shared))
    last = last or KeptPages(None)
    paths = item_pages(pages, corpus, site_src)
    site = Site(
        corpus, environment(site_src), paths, drawings=last.drawings, parts=last.parts, address=address
    )
    rendered = _render_all(site, pages, last)
    copied = (
        RenderedFile(name, (site_src / name).read_bytes(), Place(f"site_src/{name}")) for name in others
    )
    assets = (
        RenderedFile(f"assets/{file.name}", file.read_bytes(), Place(f"assets/{file.name}"))
        for file in sorted(ASSETS.iterdir())
    )
    files = sorted((*rendered, *copied, *assets, *site.extra_files.values()), key=lambda file: file.path)
    found = tuple(uncited_references(corpus, site.cited_by))
    return Rendered(tuple(files), found, last.save)


def template_problems(site_src: Path) -> tuple[Problem, ...]:
    """Find the mistakes that pages have whatever the data: syntax, and names that nothing has."""
    try:
        templates, _ = _sources(site_src)
    except InputError as error:
        return error.problems
    env = environment(site_src)
    empty = PageScope(Site(Corpus(Report("")), env), "", "")
    known = {*page_values(empty), *_ITEMS}
    problems: list[Problem] = []
    for template in templates:
        try:
            check_page(env, template, known)
        except InputError as error:
            problems += error.problems
    return tuple(problems)


def _sources(site_src: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not site_src.is_dir():
        text = "there is no folder of pages; `gen init` makes one"
        raise InputError(Problem(Place("site_src"), "no-pages", text))
    files = [file for file in sorted(site_src.rglob("*")) if file.is_file() and not _hidden(file, site_src)]
    foreign = [file for file in files if not file.resolve().is_relative_to(site_src.resolve())]
    if foreign:
        text = "is a link that leads out of site_src/; expected a file"
        raise InputError(
            *(
                Problem(Place(f"site_src/{f.relative_to(site_src).as_posix()}"), "link-outside", text)
                for f in foreign
            )
        )
    names = [file.relative_to(site_src).as_posix() for file in files]
    return tuple(n for n in names if n.endswith(".md")), tuple(n for n in names if not n.endswith(".md"))


def _hidden(file: Path, top: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(top).parts)


def _render_all(site: Site, pages: tuple[Page, ...], last: KeptPages) -> tuple[RenderedFile, ...]:
    rendered: list[RenderedFile] = []
    unreadable = _unreadable(site, pages)
    problems = [problem for found in unreadable.values() for problem in found]
    waiting = deque((page, 0) for page in pages if page.template not in unreadable)
    last.parts.values = values = Values(site)
    renderer = _Renderer(site, last, values, too_many(pages))
    while waiting:
        page, turn = waiting.popleft()
        try:
            made = renderer.rendering(page, turn)
        except NeedsAllPages:
            waiting.append((page, turn + 1))
            continue
        except InputError as error:
            problems += error.problems
            continue
        text = made.text
        if body_of(text).strip():
            title = title_of(text, page.path)
            for key in sorted(made.cited):
                site.cited_by.note(key, page.path, title)
            for name, (words, keys) in made.figures.items():
                for key in sorted(keys):
                    site.cited_by.note_figure(key, words, f"{page.path}#fig-{name}")
            rendered.append(RenderedFile(page.path, text.encode(), Place(f"site_src/{page.template}")))
    if problems:
        raise InputError(*problems)
    return tuple(rendered)


@dataclass(frozen=True, slots=True)
class _Renderer:
    """Renders pages, or takes them from the last build."""

    site: Site
    last: KeptPages
    values: Values
    unsearched: Collection[str]  # templates
    texts: dict[str, Texts] = field(default_factory=dict)  # by template

    def rendering(self, page: Page, turn: int) -> Rendering:
        """Give what a page comes to; raises `NeedsAllPages` where others have to be rendered before it."""
        kept = self.last.build is not None and not turn
        searched = {"": "" if page.template in self.unsearched else "searched"}  # no template has this name
        texts = self._texts(page).templates
        key = key_of_page(searched | dict(texts), page.item) if kept else None
        if key is None:
            return self._rendered(PageScope(self.site, page.path, page.template, turn=turn), page)
        known = self.last.again(page.path, key, self.values)
        if known is not None:
            return known
        notes = Notes()
        made = self._rendered(PageScope(noted_site(self.values, notes), page.path, page.template), page)
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


def page_values(scope: PageScope, lists: Iterable[str] = LISTS) -> dict[str, Any]:
    """Give the names that a page can use: the report's values, and the functions bound to the page.

    `lists` says which of the lists are among them: to have all runs is to depend on each of them.
    """
    corpus = scope.site.corpus
    return {
        "report": corpus.report,
        "models": corpus.models,
        "benchmarks": corpus.benchmarks,
        "references": corpus.references,
        **{name: getattr(corpus, name) for name in lists},
        "generator_version": scope.site.generator_version,
        "printed_by": scope.site.printed_by,
        "decoding": decoding,
        "version": version,
        "outward": outward_link,
        **{name: callable_on(scope, name, function) for name, function in FUNCTIONS.items()},
    }
