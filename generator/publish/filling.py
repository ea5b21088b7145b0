"""What every page says of the whole report is filled in last: where only that changed, no page is made again.

That is the footer, which names the state of all inputs, and how to cite the page, which names the date of its data.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

from generator.publish.imprint import Imprint

VALUES = "scalebook/values.html"
# What stands in a page until then; no text of a report holds it by chance.
_MARKS = {
    "scalebook/imprint.html": "<!--imprint:5b1f0c7d9e2a4836-->",
    "scalebook/cite.html": "<!--citation:5b1f0c7d9e2a4836-->",
}
# Values come as they are: as text of a template, they take 0.9 s to read for 1,000 pages.
_TAKEN = "".join(f"{{% set {name} = given.{name} %}}" for name in ("imprint", "pages", "dataset"))
UNFILLED: Mapping[str, str] = {VALUES: _TAKEN, **_MARKS}


@dataclass(frozen=True, slots=True)
class Filling:
    """The state of a report, as its pages state it."""

    env: jinja2.Environment

    def of(self, html: str, url: str | None) -> str:
        """Fill in the page of this address; None = the page that stands for those that are not there."""
        for name, mark in _MARKS.items():
            page = None if url is None else SimpleNamespace(url=url)
            html = html.replace(mark, self.env.get_template(name).render(page=page))
        return html


def filling(overrides: Path, imprint: Imprint, pages: Mapping[str, Mapping[str, Any]]) -> Filling:
    """Make ready what fills pages in; `pages` has the values of each page by its address."""
    files = jinja2.FileSystemLoader(overrides)
    loader = jinja2.ChoiceLoader([jinja2.DictLoader({VALUES: _TAKEN}), files])
    env = jinja2.Environment(loader=loader, autoescape=False)  # noqa: S701 - as MkDocs has it: our templates escape
    env.globals["given"] = {"imprint": asdict(imprint), "pages": pages, "dataset": ""}
    return Filling(env)
