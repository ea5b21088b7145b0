"""Small reports through the whole render stage, and the HTML that a page becomes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import markdown
import pytest
import yaml

from generator.errors import InputError
from generator.model.claim import Claim, Evidence
from generator.model.corpus import Corpus
from generator.model.reference import Author, Reference
from generator.model.report import Report
from generator.render.pages import render_site

ROOT = Path(__file__).parents[2]
EMPTY = Corpus(Report("A report"))


def extensions() -> dict[str, dict[str, Any]]:
    """Give what `mkdocs.yml` turns on, and what MkDocs turns on by itself."""
    stated = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    found: dict[str, dict[str, Any]] = {"toc": {}, "tables": {}, "fenced_code": {}}
    for each in stated:
        found |= {each: {}} if isinstance(each, str) else each
    return found


EXTENSIONS = extensions()


def reference(
    key: str, *families: str, title: str = "On Scaling", year: str = "2024", **fields: Any
) -> Reference:
    return Reference(key, "article", title, tuple(Author(each) for each in families), year=year, **fields)


def claim(name: str, text: str = "It grows.", *, evidence: Iterable[Evidence] = (), **fields: Any) -> Claim:
    stated: dict[str, Any] = {"source": "paper", "kind": "finding", "verdict": "supported"}
    return Claim(name, text, evidence=tuple(evidence), **(stated | fields))


def citing(corpus: Corpus, *references: Reference) -> Corpus:
    return replace(corpus, references={each.key: each for each in references})


def rendered(folder: Path, pages: Mapping[str, str], corpus: Corpus = EMPTY) -> dict[str, str]:
    """Render pages; gives the text of each file, assets aside."""
    write(folder, pages)
    files = render_site(corpus, folder / "site_src")
    return {file.path: file.content.decode() for file in files if not file.path.startswith("assets/")}


def refused(folder: Path, pages: Mapping[str, str], corpus: Corpus = EMPTY) -> list[str]:
    """Render pages that cannot be rendered; gives the problems."""
    write(folder, pages)
    with pytest.raises(InputError) as caught:
        render_site(corpus, folder / "site_src")
    return [str(problem) for problem in caught.value.problems]


def write(folder: Path, pages: Mapping[str, str]) -> None:
    for name, text in pages.items():
        path = folder / "site_src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def shown(text: str) -> ET.Element:
    """Make the body of a page as the published site has it, without marks that link to headings and hidden cards."""
    made = markdown.markdown(text, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
    body: ET.Element = html5lib.parse(made, namespaceHTMLElements=False).find("body")
    for parent in list(body.iter()):
        for link in parent.findall("a[@class='headerlink']"):
            parent.remove(link)
        for card in parent.findall("span[@class='sb-card']"):
            parent.remove(card)  # the last in its parent, so that no text follows
    return body


def words(element: ET.Element) -> str:
    """Give the text of an element as a reader sees it."""
    return " ".join("".join(element.itertext()).split())
