"""What MkDocs builds, Zensical builds as well."""

from pathlib import Path

import pytest

from generator.publish.markup import Markup, read_markup
from tests.publish.toy_report import MATERIAL, page, published, toy_report
from tests.publish.with_zensical import built_with_zensical, skip_without_zensical

TABLE = """<table class="board"><thead><tr><th scope="col">Model</th></tr></thead><tbody>
<tr><td><a href="models/toy/#size">A &amp; B*c*</a></td></tr></tbody></table>"""
SVG = """<svg viewBox="0 0 9 9" role="img" aria-label="Dot"><a href="models/toy/"><circle r="2"/></a></svg>"""
FORMULA = "<math><mfrac><mi>c</mi><mi>n</mi></mfrac></math>"
HOME = f"""# Home

See [the model](models/toy.md#size) and [the numbers](data/toy.csv).

{TABLE}

{SVG}

The rate is {FORMULA}.
"""
SETTINGS = f"""{MATERIAL}
markdown_extensions:
- attr_list
- tables
- toc: {{permalink: true}}
extra_javascript:
- assets/toy.js
nav:
- Home: index.md
not_in_nav: /models/*
"""


def article(site: Path, name: str) -> str:
    """Cut out what stands between the heading and the end of the article."""
    text = (site / name).read_text()
    return text[text.index("<h1") : text.index("</article>")]


@pytest.mark.slow
def test_zensical_builds_the_same_pages_without_complaint(tmp_path: Path) -> None:
    skip_without_zensical()
    root = toy_report(tmp_path, SETTINGS)
    toy = page(
        "models/toy.md", "# Toy\n\n## How large {#size}\n\n| a | b |\n|---|---|\n| 1 | [up](../index.md) |\n"
    )
    published(
        root, page("index.md", HOME), toy, page("data/toy.csv", "a\n1\n"), page("assets/toy.js", "// x\n")
    )
    zensical = built_with_zensical(root)

    home = article(zensical, "index.html")
    assert [part for part in (TABLE, SVG, FORMULA) if part not in home] == []
    links = ("#home", "models/toy/#size", "data/toy.csv", "models/toy/")
    found = read_markup(home)
    assert [link.target for link in found.links] == list(links)
    assert (zensical / "data/toy.csv").read_text() == "a\n1\n"
    for folder in (zensical, root / "site"):
        text = (folder / "models/toy/index.html").read_text()
        shown = ('content="Toy"', "Cite this page", "<code>0123456789</code>")
        assert [words for words in shown if words not in text] == []
        assert '<script src="../../assets/toy.js"></script>' in (folder / "models/toy/index.html").read_text()
    for name in ("index.html", "models/toy/index.html"):
        mkdocs = read_markup(article(root / "site", name))
        assert read_markup(article(zensical, name)) == mkdocs != Markup((), frozenset())
