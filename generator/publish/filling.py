"""What every page says of the whole report is filled in last: where only that changed, no page is made again.

That is the footer, which names the state of all inputs, and how to cite the page, which names the date of its data.
"""

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class Filling:
    """The state of a report, as its pages state it."""

    imprint: str
    citation: jinja2.Template

    def of(self, html: str, url: str | None) -> str:
        """Fill in the page of this address; None = the page that stands for those that are not there."""
        page = None if url is None else SimpleNamespace(url=url)
        return html.replace(_IMPRINT, self.imprint).replace(_CITATION, self.citation.render(page=page))


def filling(overrides: Path, pages: Stated) -> Filling:
    """Make ready what fills pages in, of our templates in `build/overrides`."""
    files = jinja2.FileSystemLoader(overrides)
    loader = jinja2.ChoiceLoader([jinja2.DictLoader({VALUES: _TAKEN}), files])
    env = jinja2.Environment(loader=loader, autoescape=False)  # noqa: S701 - as MkDocs has it: our templates escape
    env.globals["given"] = {"imprint": asdict(pages.imprint), "pages": pages.pages, "dataset": ""}
    return Filling(
        env.get_template("scalebook/imprint.html").render(), env.get_template("scalebook/cite.html")
    )
