"""What every page says of the whole report is filled in last: where only that changed, no page is made again.

That is the footer, which names the state of all inputs, and how to cite the page, which names the date of its data.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import SimpleNamespace

import jinja2

from generator.publish.overrides import VALUES, Stated

# What stands in a page until then; no text of a report holds it by chance.
_IMPRINT, _CITATION = "<!--imprint:5b1f0c7d9e2a4836-->", "<!--citation:5b1f0c7d9e2a4836-->"
# Values come as they are: as text of a template, they take 0.9 s to read for 1,000 pages.
_TAKEN = "".join(f"{{% set {name} = given.{name} %}}" for name in ("imprint", "pages", "dataset"))
UNFILLED: Mapping[str, str] = {
    VALUES: _TAKEN,
    "scalebook/imprint.html": _IMPRINT,
    "scalebook/cite.html": _CITATION,
}


_MARKS = re.compile(f"{_IMPRINT}|{_CITATION}".encode())

Filled = tuple[str, int, int]  # what is filled in, and the bytes of a page where it stands: from, to


@dataclass(frozen=True, slots=True)
class Filling:
    """The state of a report, as its pages state it."""

    imprint: str
    citation: jinja2.Template

    def of(self, html: bytes, url: str | None) -> tuple[bytes, list[Filled]]:
        """Fill in the page of this address, and say where; None = the page that stands for those that are not there."""
        marks = [(found.group().decode(), *found.span()) for found in _MARKS.finditer(html)]
        return self.again(html, url, marks)

    def again(self, html: bytes, url: str | None, filled: Sequence[Filled]) -> tuple[bytes, list[Filled]]:
        """Fill in a page anew that was filled in before, and say where that is now."""
        parts, places, at, length = [], [], 0, 0
        for what, start, end in filled:
            value = self._value(what, url)
            parts += [html[at:start], value]
            length += start - at + len(value)
            places.append((what, length - len(value), length))
            at = end
        return b"".join((*parts, html[at:])), places

    def _value(self, what: str, url: str | None) -> bytes:
        if what == _IMPRINT:
            return self.imprint.encode()
        page = None if url is None else SimpleNamespace(url=url)
        return self.citation.render(page=page).encode()


def filling(overrides: Path, pages: Stated) -> Filling:
    """Make ready what fills pages in, of our templates in `build/overrides`."""
    files = jinja2.FileSystemLoader(overrides)
    loader = jinja2.ChoiceLoader([jinja2.DictLoader({VALUES: _TAKEN}), files])
    env = jinja2.Environment(loader=loader, autoescape=False)  # noqa: S701 - as MkDocs has it: our templates escape
    env.globals["given"] = {"imprint": asdict(pages.imprint), "pages": pages.pages, "dataset": ""}
    return Filling(
        env.get_template("scalebook/imprint.html").render(), env.get_template("scalebook/cite.html")
    )
