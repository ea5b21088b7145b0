"""Pages of `site_src/` become Markdown."""

from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.render.bibliography import uncited_references
from generator.render.engine import check_page, environment
from generator.render.files import Rendered, RenderedFile
from generator.render.kept_pages import KeptPages
from generator.render.page_list import calling, item_pages, pages_of
from generator.render.page_names import ITEMS, page_values
from generator.render.rendering import rendered_pages
from generator.render.scope import PageScope
from generator.render.site import Site

ASSETS = Path(__file__).parent / "assets"


def render_site(corpus: Corpus, site_src: Path) -> tuple[RenderedFile, ...]:
    """Render every page, figure and asset; raises `InputError` with the mistakes of all pages."""
    return render_report(corpus, site_src).files


def render_report(
    corpus: Corpus, site_src: Path, address: str = "", last: KeptPages | None = None, *, processes: int = 1
) -> Rendered:
    """Render every file of the site, and tell what no page cites; raises `InputError` as `render_site` does.

    `address` is where the site will lie, where that is known; `last` has the pages of the last build, which are taken
    where all that they depend on is as it was. `processes` of them render at a time, where this one can be copied.
    """
    templates, others = _sources(site_src)
    shared = calling("non_claims()", templates, site_src)
    pages = tuple(page for template in templates for page in pages_of(template, corpus, shared))
    last = last or KeptPages(None)
    paths = item_pages(pages, corpus, site_src)
    site = Site(
        corpus, environment(site_src), paths, drawings=last.drawings, parts=last.parts, address=address
    )
    rendered = rendered_pages(site, pages, last, processes)
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
    known = {*page_values(empty), *ITEMS}
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
