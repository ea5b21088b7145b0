"""Pages of `site_src/` become Markdown: one file a page, `_model.md` and its like one page an item."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.errors import InputError, Place, Problem
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.render import blocks, quoting
from generator.render.bibliography import uncited_references
from generator.render.cells import decoding, version
from generator.render.engine import callable_on, check_page, environment, render_page
from generator.render.escape import outward_link
from generator.render.files import Rendered, RenderedFile
from generator.render.scope import PageScope, citations, cite_one, href, item_href
from generator.render.site import Site
from generator.render.titles import body_of, title_of
from generator.render.views import (
    conclusions,
    data_check,
    pairs,
    resolution,
    sample_tables,
    sampling,
    scaling,
    tuning,
)
from generator.render.views.benchmark import benchmark_body
from generator.render.views.benchmarks import benchmarks_table, editions

_ITEMS = ("model", "claim", "source", "benchmark")  # what the page of one item is about
ASSETS = Path(__file__).parent / "assets"
FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "benchmark_body": benchmark_body,
        "benchmarks_table": benchmarks_table,
        "bibliography": blocks.bibliography,
        "board_pairs": pairs.board_pairs,
        "boards_not_compared": pairs.boards_not_compared,
        "citations": citations,
        "cite": cite_one,
        "claim_body": blocks.claim_body,
        "claims_table": blocks.claims_table,
        "compares": pairs.compares,
        "conclusions_table": conclusions.conclusions_table,
        "curve_pair": sampling.curve_pair,
        "data_check": data_check.data_check,
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
        "model_facts": blocks.model_facts,
        "model_printed": blocks.model_printed,
        "model_runs": blocks.model_runs,
        "models_table": blocks.models_table,
        "printed_by_k": sample_tables.printed_by_k,
        "printed_index": blocks.printed_index,
        "printed_scores": blocks.printed_scores,
        "prints": blocks.prints,
        "ran": blocks.ran,
        "resampling_tables": sample_tables.resampling_tables,
        "resolution_table": resolution.resolution_table,
        "score": quoting.score,
        "size_fits_table": scaling.size_fits_table,
        "synthesis_facts": blocks.synthesis_facts,
        "tuned_pairs": pairs.tuned_pairs,
        "verified_table": sample_tables.verified_table,
    }
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its template, its place in the site, and the item that it is about."""

    template: str  # path under site_src
    path: str  # docs path
    item: Mapping[str, Any] = field(default_factory=dict)


def render_site(corpus: Corpus, site_src: Path) -> tuple[RenderedFile, ...]:
    """Render every page, figure and asset; raises `InputError` with the mistakes of all pages."""
    return render_report(corpus, site_src).files


def render_report(corpus: Corpus, site_src: Path) -> Rendered:
    """Render every file of the site, and tell what no page cites; raises `InputError` as `render_site` does."""
    templates, others = _sources(site_src)
    pages = tuple(page for template in templates for page in _pages(template, corpus))
    site = Site(corpus, environment(site_src), _item_pages(pages, site_src))
    rendered = _render_all(site, pages)
    copied = (
        RenderedFile(name, (site_src / name).read_bytes(), Place(f"site_src/{name}")) for name in others
    )
    assets = (
        RenderedFile(f"assets/{file.name}", file.read_bytes(), Place(f"assets/{file.name}"))
        for file in sorted(ASSETS.iterdir())
    )
    files = sorted((*rendered, *copied, *assets, *site.extra_files.values()), key=lambda file: file.path)
    return Rendered(tuple(files), tuple(uncited_references(corpus, site.cited_by)))


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


def _pages(template: str, corpus: Corpus) -> Iterator[Page]:
    folder, _, name = template.rpartition("/")
    inside = f"{folder}/" if folder else ""
    if not name.startswith("_"):
        yield Page(template, template)
    elif name == "_model.md":
        yield from (
            Page(template, f"{inside}{key}.md", {"model": card}) for key, card in corpus.models.items()
        )
    elif name == "_claim.md":
        yield from (Page(template, f"{inside}{claim.id}.md", {"claim": claim}) for claim in corpus.claims)
    elif name == "_benchmark.md":
        found = editions(corpus)
        yield from (Page(template, f"{inside}{each.id}.md", {"benchmark": each}) for each in found)
    elif name == "_source.md":
        sources = dict.fromkeys(score.source for score in corpus.published)
        yield from (
            Page(template, f"{inside}{key}.md", {"source": corpus.references[key]}) for key in sources
        )


def _item_pages(pages: Iterable[Page], site_src: Path) -> Mapping[tuple[str, str], str]:
    found = {("page", page.path): page.path for page in pages}
    for page in pages:
        for kind, item in page.item.items():
            found[kind, item.key if kind == "source" else item.id] = page.path
    return found | _reference_anchors(pages, site_src)


def _reference_anchors(pages: Iterable[Page], site_src: Path) -> dict[tuple[str, str], str]:
    texts = (
        (page.path, (site_src / page.template).read_text(encoding="utf-8", errors="replace"))
        for page in pages
    )
    path = next((path for path, text in texts if "bibliography()" in text), None)
    return {("reference", ""): path} if path else {}


def _render_all(site: Site, pages: tuple[Page, ...]) -> tuple[RenderedFile, ...]:
    rendered: list[RenderedFile] = []
    unreadable = _unreadable(site, pages)
    problems = [problem for found in unreadable.values() for problem in found]
    waiting = [(page, False) for page in pages if page.template not in unreadable]
    while waiting:
        page, last_round = waiting.pop(0)
        scope = PageScope(site, page.path, page.template, last_round=last_round)
        try:
            text = render_page(site.env, page.template, _values(scope, page))
        except blocks.NeedsAllPages:
            waiting.append((page, True))
            continue
        except InputError as error:
            problems += error.problems
            continue
        if body_of(text).strip():
            title = title_of(text, page.path)
            for key in sorted(scope.cited):
                site.cited_by.note(key, page.path, title)
            for name, (words, keys) in scope.figures.items():
                for key in sorted(keys):
                    site.cited_by.note_figure(key, words, f"{page.path}#fig-{name}")
            rendered.append(RenderedFile(page.path, text.encode(), Place(f"site_src/{page.template}")))
    if problems:
        raise InputError(*problems)
    return tuple(rendered)


def _unreadable(site: Site, pages: tuple[Page, ...]) -> Mapping[str, tuple[Problem, ...]]:
    """Find the templates that cannot be rendered, each looked at once however many pages it makes."""
    found: dict[str, tuple[Problem, ...]] = {}
    for page in {page.template: page for page in pages}.values():
        try:
            check_page(site.env, page.template, _values(PageScope(site, page.path, page.template), page))
        except InputError as error:
            found[page.template] = error.problems
    return found


def _values(scope: PageScope, page: Page) -> dict[str, Any]:
    return page_values(scope) | dict(page.item)


def page_values(scope: PageScope) -> dict[str, Any]:
    """Give the names that a page can use: the report's values, and the functions bound to the page."""
    corpus = scope.site.corpus
    return {
        "report": corpus.report,
        "models": corpus.models,
        "benchmarks": corpus.benchmarks,
        "references": corpus.references,
        "runs": corpus.runs,
        "published": corpus.published,
        "claims": corpus.claims,
        "generator_version": scope.site.generator_version,
        "printed_by": scope.site.printed_by,
        "decoding": decoding,
        "version": version,
        "outward": outward_link,
        **{name: callable_on(scope, name, function) for name, function in FUNCTIONS.items()},
    }
