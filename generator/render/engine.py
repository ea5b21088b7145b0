"""Run the templates of `site_src/`: Jinja in its sandbox, every value escaped, every mistake at its line."""

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, meta, nodes
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.errors import InputError, Place, Problem
from generator.render import formats
from generator.render.citations import expand_citations
from generator.render.escape import HasHtml, escape
from generator.render.links import slug

PARTIALS = Path(__file__).parent / "templates"
_NAMES_OF_JINJA = frozenset(
    {"range", "dict", "lipsum", "cycler", "joiner", "namespace", "loop", "caller", "varargs"}
)


class PageError(ValueError):
    """A template asks for something that cannot be had; the message says what and what there is instead."""


class Missing(StrictUndefined):
    """A name that a template uses and nothing has, with the nearest one that exists."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_obj is not None and not isinstance(self._undefined_obj, type(None)):
            owner = type(self._undefined_obj).__name__
            known = [each for each in dir(self._undefined_obj) if not each.startswith("_")]
            return f"a {owner} has no `{name}`{nearest(name, known)}"
        return f"there is no `{name}` here"


class SiteLoader(FileSystemLoader):
    """Pages of `site_src/`, with their citations made into calls, so that a wrong key is a mistake at its line."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a page."""
        source, filename, fresh = super().get_source(environment, template)
        return expand_citations(source), filename, fresh


def nearest(name: str, known: list[str] | tuple[str, ...]) -> str:
    """Say which known name is meant, where one is near; otherwise list them."""
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f": did you mean `{near[0]}`?"
    return f"; there are {formats.listed([f'`{each}`' for each in sorted(known)])}" if known else ""


def environment(site_src: Path) -> Environment:
    """Build the one environment of a build; pages come from `site_src`, partials under `scalebook/`."""
    loader: BaseLoader = PrefixLoader({"scalebook": FileSystemLoader(PARTIALS)})
    env = ImmutableSandboxedEnvironment(
        loader=_FirstOf(SiteLoader(site_src), loader),
        autoescape=True,  # what macros and blocks yield counts as safe, because `finalize` has escaped its parts
        undefined=Missing,
        finalize=_finalize,
        comment_start_string="{%#",
        comment_end_string="#%}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {
        "percent": formats.percent,
        "points": formats.points,
        "interval": formats.interval_ends,
        "parameters": formats.parameters,
        "plural": formats.plural,
        "listed": formats.listed,
        "decimal": formats.decimal,
        "words": formats.words,
        "slug": slug,
    }
    return env


class _FirstOf(BaseLoader):
    def __init__(self, pages: SiteLoader, partials: BaseLoader) -> None:
        self._pages, self._partials = pages, partials

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        chosen = self._partials if template.startswith("scalebook/") else self._pages
        return chosen.get_source(environment, template)


def _finalize(value: object) -> Markup:
    if isinstance(value, HasHtml):
        return Markup(value.__html__())  # noqa: S704 - made safe where it was made
    if isinstance(value, float):
        raise PageError(f"a bare number {value!r}: say how it reads with a filter such as `percent`")
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(f"{value:,}")  # noqa: S704 - digits
    return escape("" if value is None else str(value))


def partial(env: Environment, name: str, values: Mapping[str, Any]) -> Markup:
    """Render one of the packaged partials to one block of HTML without blank lines, as Markdown needs it."""
    text = env.get_template(f"scalebook/{name}").render(values)
    lines = (line.strip() for line in text.splitlines())
    return Markup("\n".join(line for line in lines if line))  # noqa: S704 - a template of ours


def render_page(env: Environment, name: str, values: Mapping[str, Any]) -> str:
    """Render a page of `site_src`; raises `InputError` with the file's line for every mistake that is found."""
    check_page(env, name, values)
    with _mistakes_at_lines(f"site_src/{name}"):
        return env.get_template(name).render(values)


def check_page(env: Environment, name: str, known: Collection[str]) -> None:
    """See that a page can be parsed and uses known names only; raises `InputError` with all that is not so."""
    file = f"site_src/{name}"
    with _mistakes_at_lines(file):
        unknown = _unknown_names(env, name, known)
    if unknown:
        raise InputError(*(Problem(Place(file, line), "unknown-name", text) for line, text in unknown))


@contextmanager
def _mistakes_at_lines(file: str) -> Iterator[None]:
    """Turn what Jinja raises into problems of a file of `site_src`, at the line that it happens in."""
    try:
        yield
    except TemplateSyntaxError as error:
        where = f"site_src/{error.name}" if error.name else file
        raise InputError(Problem(Place(where, error.lineno), "template-syntax", _syntax(error))) from None
    except TemplateNotFound as error:
        text = f"there is no template `{error.name}` in site_src/"
        raise InputError(Problem(_place(error.__traceback__, file), "unknown-template", text)) from None
    except UnicodeDecodeError as error:
        text = f"byte {error.start} is not UTF-8: save the file as UTF-8"
        raise InputError(Problem(Place(file), "not-utf-8", text)) from None
    except (PageError, UndefinedError, SecurityError, TypeError, ZeroDivisionError) as error:
        place = _place(error.__traceback__, file)
        raise InputError(Problem(place, "template", _plain(str(error)))) from None


def _unknown_names(env: Environment, name: str, known_names: Collection[str]) -> list[tuple[int, str]]:
    source, _, _ = env.loader.get_source(env, name) if env.loader else ("", None, None)
    tree = env.parse(source, name)
    unknown = meta.find_undeclared_variables(tree) - set(known_names) - _NAMES_OF_JINJA
    known = sorted(known_names)
    found = {(node.lineno, node.name) for node in tree.find_all(nodes.Name) if node.name in unknown}
    return [(line, f"there is no `{each}`{nearest(each, known)}") for line, each in sorted(found)]


def _syntax(error: TemplateSyntaxError) -> str:
    return f"the template cannot be read: {(error.message or 'a mark is not closed').rstrip('.')}"


def _plain(message: str) -> str:
    return re.sub(r"^\w+\.<locals>\.|^[\w.]*\.<locals>\.", "", message)


def _place(trace: TracebackType | None, file: str) -> Place:
    """Find the innermost template line of site_src in a traceback that Jinja has rewritten."""
    place = Place(file)
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if "site_src" in Path(name).parts and name.endswith(".md"):
            parts = Path(name).parts
            start = len(parts) - 1 - parts[::-1].index("site_src")
            place = Place("/".join(parts[start:]), trace.tb_lineno)
        trace = trace.tb_next
    return place
