"""What every page carries beside its Markdown: in the head, below the text and in the footer."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from generator.model.report import DataLicence, Report
from generator.publish.imprint import Imprint, Source
from generator.publish.overrides import dataset, stated, values
from generator.publish.site import About, publish_site
from generator.render.files import RenderedFile
from tests.publish.toy_report import MATERIAL, content, page, published, toy_report

IMPRINT = Imprint("2026-01-02", "0123456789", "0.1")
HOSTILE = '</script><b> "it\'s" {{ 7 * 7 }} {% raw %} שלום 🤖'
HOME = page("index.md", "# Toy\n")
NUMBERS = page("data/v1/scores.csv", "model\n")
FROM_HEAD = re.compile(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">')


def site(
    root: Path,
    *files: RenderedFile,
    settings: str = MATERIAL,
    report: Report | None = None,
    imprint: Imprint = IMPRINT,
) -> Path:
    """Publish pages of a report with Material."""
    toy_report(root, settings)
    about = About(report or Report("Toy"), imprint)
    publish_site(root, files, about=about, waiting=lambda _: None, then=lambda _: None)
    return root / "site"


def cards(file: Path) -> dict[str, str]:
    """Give what a page says of itself to those who preview it."""
    found = FROM_HEAD.findall(file.read_text(encoding="utf-8"))
    return {name: html.unescape(value) for name, value in found}


def words(file: Path, opening: str, closing: str) -> str:
    """Give the words of a part of a page."""
    part = file.read_text(encoding="utf-8").partition(opening)[2].partition(closing)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", part)).split())


def test_a_page_says_what_it_is_how_it_is_cited_and_what_it_was_made_from(tmp_path: Path) -> None:
    made = site(tmp_path / "toy", HOME, page("a.md", "---\ndescription: All of A\n---\n# A & B\n"))
    assert cards(made / "a/index.html") == {
        "og:type": "website",
        "og:site_name": "Toy",
        "og:title": "A & B",
        "og:description": "All of A",
        "og:url": "https://example.org/toy/a/",
        "twitter:card": "summary",
        "twitter:title": "A & B",
        "twitter:description": "All of A",
    }
    assert words(made / "a/index.html", '<div class="sb-imprint">', "</div>") == (
        "Data as of 2026-01-02 · Inputs 0123456789 · Scalebook 0.1"
    )
    assert words(made / "a/index.html", "<summary>Cite this page</summary>", "</details>") == (
        "A & B. In: Toy. Data as of 2026-01-02. https://example.org/toy/a/ "
        r"@misc{toy-a, title = {A \& B}, howpublished = {In: Toy}, year = {2026}, "
        "note = {Data as of 2026-01-02}, url = {https://example.org/toy/a/}, }"
    )


def test_without_an_address_of_the_site_a_page_names_none(tmp_path: Path) -> None:
    settings = MATERIAL.replace("site_url: https://example.org/toy/\n", "")
    made = site(tmp_path / "toy", HOME, settings=settings)
    assert [name for name in cards(made / "index.html") if "url" in name] == []
    assert (
        words(made / "index.html", "<summary>Cite this page</summary>", "<pre")
        == "Toy. Data as of 2026-01-02."
    )
    assert "https://example.org" not in (made / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (Source("c0ffee"), "Commit <code>c0ffee</code> ·"),
        (
            Source("c0ffee", "https://github.com/a/b/commit/c0ffee", changed=True),
            'Commit <a href="https://github.com/a/b/commit/c0ffee"><code>c0ffee</code></a>, with changes not committed ·',
        ),
    ],
)
def test_the_footer_tells_the_commit(tmp_path: Path, source: Source, told: str) -> None:
    made = site(tmp_path / "toy", HOME, imprint=replace(IMPRINT, source=source))
    assert told in (made / "index.html").read_text(encoding="utf-8")


def test_no_title_does_anything_but_show(tmp_path: Path) -> None:
    escaped = html.escape(HOSTILE).replace("{", "&#123;").replace("*", "&#42;")
    report = Report(HOSTILE, abstract=HOSTILE, authors=(HOSTILE,))
    made = site(tmp_path / "toy", page("index.md", f"# {escaped}\n"), report=report)
    home = made / "index.html"
    assert cards(home)["og:title"] == HOSTILE
    assert words(home, "<summary>Cite this page</summary>", "<pre").startswith(f"{HOSTILE}. {HOSTILE}. Data")
    described = home.read_text(encoding="utf-8").partition('ld+json">')[2].partition("</script>")[0]
    assert json.loads(described)["creator"] == [{"@type": "Organization", "name": HOSTILE}]


def test_the_values_are_read_as_they_were_written() -> None:
    text = values(stated([page("a.md", "# A\n"), NUMBERS], Report(HOSTILE), IMPRINT, ""))
    module = jinja2.Environment(autoescape=False).from_string(text).make_module()  # noqa: S701 - as MkDocs reads it
    read = vars(module)
    assert (read["imprint"]["as_of"], list(read["pages"])) == ("2026-01-02", ["a/"])
    assert read["pages"]["a/"]["text"] == f"A. In: {HOSTILE}. Data as of 2026-01-02."


def test_the_data_are_described_with_all_that_catalogues_ask_for() -> None:
    licence = DataLicence("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
    report = Report("Toy", "Does it grow?", ("Ada",), data_licence=licence)
    assert json.loads(dataset([HOME, NUMBERS], report, IMPRINT, "https://example.org/toy/")) == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Toy",
        "description": "Does it grow? Scores of models with their intervals, and the claims and sources that belong to them.",
        "url": "https://example.org/toy/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": [{"@type": "Organization", "name": "Ada"}],
        "dateModified": "2026-01-02",
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": "https://example.org/toy/data/v1/scores.csv",
                "encodingFormat": "text/csv",
            }
        ],
    }


@pytest.mark.parametrize("abstract", ["", "It does.", "It does. " * 1000])
def test_a_description_is_neither_shorter_nor_longer_than_catalogues_take(abstract: str) -> None:
    described = json.loads(dataset([HOME], Report("Toy", abstract=abstract), IMPRINT, ""))
    assert 50 <= len(described["description"]) <= 5000


def test_the_overrides_of_a_report_lie_over_ours(tmp_path: Path) -> None:
    root = tmp_path / "toy"
    settings = MATERIAL.replace("name: material", "name: material, custom_dir: theme")
    toy_report(root, settings, main_html='{% extends "scalebook.html" %}{% block footer %}MINE{% endblock %}')
    (root / "theme/404.html").unlink()
    (root / "theme/partials").mkdir()
    (root / "theme/partials/copyright.html").write_text("never shown")
    published(root, HOME)
    home = (root / "site/index.html").read_text(encoding="utf-8")
    assert ("MINE" in home, "Cite this page" in home, "og:title" in home) == (True, True, True)
    assert "There is no page here" in (root / "site/404.html").read_text(encoding="utf-8")
    overrides = content(root / "build/overrides")
    assert overrides["partials/copyright.html"] == b"never shown"

    (root / "theme/partials/copyright.html").unlink()
    (root / "theme/main.html").write_text('{% extends "base.html" %}')
    published(root, HOME)
    home = (root / "site/index.html").read_text(encoding="utf-8")
    assert ("sb-imprint" in home, "Cite this page" in home) == (True, False)


def test_another_theme_gets_none_of_ours(tmp_path: Path) -> None:
    root = toy_report(tmp_path / "toy", MATERIAL)
    published(root, HOME)
    assert (root / "build/overrides/main.html").exists()
    (root / "mkdocs.yml").write_text("site_name: Toy\ntheme: {name: null, custom_dir: theme}\n")
    published(root, HOME)
    assert not (root / "build/overrides").exists()


def test_the_page_for_what_is_not_there_leads_to_the_sections_from_any_depth(tmp_path: Path) -> None:
    nav = "nav: [index.md, a.md, {B & C: [b/index.md, b/c.md]}, {Far: 'https://example.net/'}]\n"
    pages = (page(f"{name}.md", f"# {name}\n") for name in ("a", "b/index", "b/c"))
    made = site(tmp_path / "toy", HOME, *pages, settings=MATERIAL + nav)
    lost = (made / "404.html").read_text(encoding="utf-8").partition("The sections of this site")[2]
    found = re.findall(r'<li><a href="([^"]*)">([^<]*)</a>', lost.partition("</ul>")[0])
    assert found == [
        ("/toy/.", "Home"),
        ("/toy/a/", "a"),
        ("/toy/b/", "B &amp; C"),
    ]
