"""Run the templates of `site_src/`: Jinja in its sandbox, every value escaped, every mistake at its line."""

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from numbers import Integral, Real
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Undefined,
    meta,
    nodes,
)
from jinja2.exceptions import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError
from jinja2.utils import missing
from markupsafe import Markup

from generator.errors import InputError, Place, Problem, nearest
from generator.render import formats
from generator.render.citations import expand_citations
from generator.render.escape import escape
from generator.render.links import slug
from generator.render.sandbox import Sandbox

PARTIALS = Path(__file__).parent / "templates"
_FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "percent": formats.percent,
        "points": formats.points,
        "interval": formats.interval_ends,
        "parameters": formats.parameters,
        "plural": formats.plural,
        "listed": formats.listed,
        "decimal": formats.decimal,
        "size_class": formats.size_class,
        "bare": formats.bare,
        "words": formats.words,
        "slug": slug,
    }
)


class PageError(ValueError):
    """A template asks for something that cannot be had; the message says what and what there is instead."""


class Missing(StrictUndefined):
    """A name that a template uses and nothing has, with the nearest one that exists."""

    @property
    def _undefined_message(self) -> str:
        name: object = self._undefined_name  # an attribute, a key or an index
        owner = self._undefined_obj
        if self._undefined_hint:  # of the sandbox, which refuses it
            return self._undefined_hint.rstrip(".")
        if owner is missing:
            return f"there is no `{name}` here"
        if owner is None:
            return (
                f"found None, which has no `{name}`; expected a condition around it, such as `{{% if ... %}}`"
            )
        if isinstance(owner, Mapping):
            return f"there is no `{name}` in it{nearest(str(name), [str(key) for key in owner])}"
        if isinstance(name, int) and isinstance(owner, Sequence):
            return f"there is no item {name} in it, which has {len(owner)}"
        known = [each for each in dir(owner) if not each.startswith("_")]
        return f"a {type(owner).__name__} has no `{name}`{nearest(str(name), known)}"


class SiteLoader(FileSystemLoader):
    """Pages of `site_src/`, with their citations made into calls, so that a wrong key is a mistake at its line.

    Each is read once: what a build knows of a page and what it renders are the same text, whoever saves another meanwhile.
    """

    def __init__(self, site_src: Path) -> None:
        """Read from this folder."""
        super().__init__(site_src, encoding="utf-8-sig")
        self._read: dict[str, str] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a page; it is called as messages name it."""
        if template not in self._read:
            self._read[template] = expand_citations(super().get_source(environment, template)[0])
        return self._read[template], f"site_src/{template}", lambda: True


_signature = cache(inspect.signature)  # pages by the thousand call the same functions


def callable_on(scope: object, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Bind a function to the page that calls it, so that a wrong argument is a mistake of the page."""
    signature = _signature(function)

    def call(*args: Any, **named: Any) -> Any:
        try:
            signature.bind(scope, *args, **named)
        except TypeError as error:
            raise PageError(f"{name}(...): {error}") from None
        return function(scope, *args, **named)

    return call


def environment(site_src: Path) -> Environment:
    """Build the one environment of a build; pages come from `site_src`, partials under `scalebook/`."""
    loader: BaseLoader = PrefixLoader({"scalebook": FileSystemLoader(PARTIALS)})
    env = Sandbox(
        shown=_shown,
        loader=_FirstOf(SiteLoader(site_src), loader),
        autoescape=True,  # what macros and blocks yield counts as safe, because `_shown` has escaped its parts
        undefined=Missing,
        comment_start_string="{%#",
        comment_end_string="#%}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # or each use of a template asks the disk whether it changed; a build has its own environment
    )
    env.filters |= {name: _checked(name, function) for name, function in _FILTERS.items()}
    return env


def _checked(name: str, function: Callable[..., str]) -> Callable[..., str]:
    """Make a filter say what it cannot take; each of them is one expression over its value."""

    def filtered(value: Any, *words: str) -> str:
        try:
            return function(value, *words)
        except (AttributeError, TypeError, ValueError):
            raise PageError(f"the filter `{name}` cannot take {_shortened(value)}") from None

    return filtered


class _FirstOf(BaseLoader):
    def __init__(self, pages: SiteLoader, partials: BaseLoader) -> None:
        self._pages, self._partials = pages, partials

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        chosen = self._partials if template.startswith("scalebook/") else self._pages
        return chosen.get_source(environment, template)

    def list_templates(self) -> list[str]:
        return self._pages.list_templates()


def _shown(value: object) -> Markup:
    if isinstance(value, Markup):  # made safe where it was made
        return value
    if value is None or isinstance(value, str | bool | Undefined):  # an undefined one raises
        return escape("" if value is None else str(value))
    if isinstance(value, Integral):
        return Markup(f"{int(value):,}")  # noqa: S704 - digits
    if isinstance(value, Real):
        raise PageError(f"a bare number {float(value)!r}: say how it reads with a filter such as `percent`")
    raise PageError(f"found {_shortened(value)}; expected text or a number")


def _shortened(value: object) -> str:
    text = f"{value!r}" if isinstance(value, str | Real | None) else f"a {type(value).__name__}"
    return f"{text[:60]}…" if len(text) > 60 else text


def partial(env: Environment, name: str, values: Mapping[str, Any]) -> Markup:
    """Render one of the packaged partials to one block of HTML without blank lines, as Markdown needs it."""
    text = env.get_template(f"scalebook/{name}").render(values)
    lines = (line.strip() for line in text.splitlines())
    return Markup("\n".join(line for line in lines if line))  # noqa: S704 - a template of ours


@dataclass(frozen=True, slots=True)
class Texts:
    """The templates that make a page, by their names: its own first; and the names that they take from the page."""

    templates: Mapping[str, str]
    names: Collection[str]


def texts_of(env: Environment, name: str) -> Texts:
    """Read a template and those that it includes or calls; all of `site_src` where it computes which."""
    found, names, waiting = dict[str, str](), set[str](), [name]
    while waiting:
        each = waiting.pop()
        if each in found:
            continue
        found[each] = _source(env, each)
        try:
            tree = env.parse(found[each], each)
            names |= meta.find_undeclared_variables(tree)
        except TemplateSyntaxError:
            continue  # a page that needs it is refused
        for other in meta.find_referenced_templates(tree):
            waiting += env.list_templates() if other is None else [other]
    return Texts(found, names)


def _source(env: Environment, name: str) -> str:
    try:
        return env.loader.get_source(env, name)[0] if env.loader else ""
    except (UnicodeDecodeError, TemplateNotFound):
        return ""  # as above


def render_page(env: Environment, name: str, values: Mapping[str, Any]) -> str:
    """Render a page of `site_src`; raises `InputError` with the file's line for the first mistake that it meets."""
    with _mistakes_at_lines(env, f"site_src/{name}"):
        return env.get_template(name).render(values)


def check_page(env: Environment, name: str, known: Collection[str]) -> None:
    """See that a page can be parsed and uses known names only; raises `InputError` with all that is not so."""
    file = f"site_src/{name}"
    with _mistakes_at_lines(env, file):
        unknown = _unknown_names(env, name, known)
    if unknown:
        raise InputError(*(Problem(Place(file, line), "unknown-name", text) for line, text in unknown))


@contextmanager
def _mistakes_at_lines(env: Environment, file: str) -> Iterator[None]:
    """Turn what Jinja raises into problems of a file of `site_src`, at the line that it happens in."""
    try:
        yield
    except TemplateSyntaxError as error:
        where = f"site_src/{error.name}" if error.name else file
        raise InputError(Problem(Place(where, error.lineno), "template-syntax", _syntax(error))) from None
    except TemplateNotFound as error:
        text = f"there is no template `{error.name}` in site_src/{nearest(str(error.name), env.list_templates())}"
        raise InputError(Problem(_place(error.__traceback__, file), "unknown-template", text)) from None
    except UnicodeDecodeError as error:
        text = f"byte {error.start} is not UTF-8: save the file as UTF-8"
        raise InputError(Problem(_place(error.__traceback__, file), "not-utf-8", text)) from None
    except RecursionError as error:
        text = "a template includes or calls itself without end"
        raise InputError(Problem(_place(error.__traceback__, file), "template", text)) from None
    except (PageError, TemplateRuntimeError, TypeError, ArithmeticError) as error:
        place = _place(error.__traceback__, file)
        raise InputError(Problem(place, "template", str(error).rstrip("."))) from None


def _unknown_names(env: Environment, name: str, known_names: Collection[str]) -> list[tuple[int, str]]:
    source, _, _ = env.loader.get_source(env, name) if env.loader else ("", None, None)
    tree = env.parse(source, name)
    found = {
        *_unknown_of(tree, nodes.Filter, "filter", env.filters),
        *_unknown_of(tree, nodes.Test, "test", env.tests),
    }
    names = tuple(tree.find_all(nodes.Name))
    set_somewhere = {
        node.name for node in names if node.ctx == "store"
    }  # whether it is in time shows at run time
    unknown = meta.find_undeclared_variables(tree) - set(known_names) - set_somewhere
    names = tuple(node for node in names if node.name in unknown)
    found |= {(each.lineno, f"there is no `{each.name}`{nearest(each.name, known_names)}") for each in names}
    return sorted(found)


def _unknown_of(
    tree: nodes.Template, kind: type[nodes.Filter | nodes.Test], word: str, known: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Tell unknown filters or tests, and let known ones stand in their places, so that the tree can be read on."""
    for node in tree.find_all(kind):
        if node.name not in known:
            yield node.lineno, f"there is no {word} `{node.name}`{nearest(node.name, known)}"
            node.name = "string"


def _syntax(error: TemplateSyntaxError) -> str:
    return f"the template cannot be read: {(error.message or 'a mark is not closed').rstrip('.')}"


def _place(trace: TracebackType | None, file: str) -> Place:
    """Find the innermost template line of site_src in a traceback that Jinja has rewritten."""
    place = Place(file)
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith("site_src/"):
            place = Place(name, trace.tb_lineno)
        trace = trace.tb_next
    return place
