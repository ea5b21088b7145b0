"""Every score leads in two clicks to what it rests on: a run's file and harness, or a place in a publication."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.scores_on_pages import article, classes, text
from tests.test_report import built

VALUES = {"sb-value", "sb-score"}
RUN_FACTS = ("Outcomes from", "Harness", "Dataset", "Date of the file")
SHA256 = re.compile(r"\bsha256 [0-9a-f]{64}\b")
Pages = dict[Path, ET.Element]


def pages_of(site: Path) -> Pages:
    return {path: article(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def score_links(tree: ET.Element) -> Iterator[tuple[str, str]]:
    """Give each score that leads somewhere, with its address."""
    for each in tree.iter():
        if classes(each) & VALUES:
            links = [each] if each.tag == "a" else each.findall(".//a")
            yield from ((text(each), link.get("href", "")) for link in links)


def untraced(pages: Pages) -> Iterator[str]:
    """Say which links of scores lead to something that does not say where the score comes from."""
    found = {page: {each.get("id"): each for each in tree.iter()} for page, tree in pages.items()}
    for page, tree in pages.items():
        for shown, link in score_links(tree):
            address = urlsplit(link)
            target = (page.parent / unquote(address.path)).resolve() / "index.html" if address.path else page
            origin = found.get(target, {}).get(unquote(address.fragment))
            missing = ["an element"] if origin is None else list(missing_facts(origin))
            yield from (f"{page}: {shown} leads to {link}, which lacks {fact}" for fact in missing)


def missing_facts(origin: ET.Element) -> Iterator[str]:
    """Say what an element does not tell of a score that comes from it."""
    if "sb-run" in classes(origin):
        facts = {text(dt): text(dd) for dt, dd in zip(origin.iter("dt"), origin.iter("dd"), strict=True)}
        yield from (name for name in RUN_FACTS if not facts.get(name))
        if not SHA256.search(facts.get("Outcomes from", "")):
            yield "a sha256"
    else:
        places = [each for each in origin.iter("td") if "sb-where" in classes(each)]
        if origin.tag != "tr" or not places or not text(places[0]):
            yield "a place in its source"
        elif not any(urlsplit(link.get("href", "")).netloc for link in places[0].iter("a")):
            yield "a link to its source"


def untraceable(pages: Pages) -> Iterator[str]:
    """Say which scores of leaderboards lead nowhere."""
    for page, tree in pages.items():
        for table in tree.iter("table"):
            for cell in table.iter("td") if table.get("data-filter") == "runs" else ():
                values = [each for each in cell.iter() if classes(each) & VALUES]
                yield from (f"{page}: {text(each)}" for each in values if each.find("a") is None)


@pytest.mark.slow
def test_every_score_of_the_report_leads_to_what_it_rests_on(tmp_path: Path) -> None:
    pages = pages_of(built(tmp_path / "report") / "site")
    assert list(untraced(pages)) == []
    assert list(untraceable(pages)) == []
    assert sum(1 for tree in pages.values() for _ in score_links(tree)) > 800


@pytest.mark.slow
def test_every_score_of_a_new_report_leads_to_what_it_rests_on(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    for command in (["init", str(folder)], ["-C", str(folder), "build"]):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
    pages = pages_of(folder / "site")
    assert list(untraced(pages)) == []
    assert list(untraceable(pages)) == []


RUN = (
    '<section class="sb-run" id="r"><dl><dt>Outcomes from</dt><dd>x.json sha256 {sha}</dd><dt>Harness</dt><dd>evalplus</dd>'
    "<dt>Dataset</dt><dd>HumanEval, v0.1.10</dd><dt>Date of the file</dt><dd>{date}</dd></dl></section>"
)
ROW = '<table><tbody><tr id="r"><td class="sb-where">{place}</td></tr></tbody></table>'


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (RUN.format(sha="0" * 64, date="not stated"), []),
        (RUN.format(sha="0" * 63, date="not stated"), ["a sha256"]),
        (RUN.format(sha="0" * 64, date=""), ["Date of the file"]),
        (ROW.format(place='<a href="https://example.org">Table 1</a>'), []),
        (ROW.format(place="Table 1"), ["a link to its source"]),
        (ROW.format(place=""), ["a place in its source"]),
        ('<p id="r">A run.</p>', ["a place in its source"]),
        ("<p>No anchor.</p>", ["an element"]),
    ],
)
def test_what_an_origin_lacks_is_found(origin: str, said: list[str], tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(f'<p><a class="sb-score" href="#r">26.8%</a></p>{origin}', encoding="utf-8")
    told = [f"{page}: 26.8% leads to #r, which lacks {fact}" for fact in said]
    assert list(untraced(pages_of(tmp_path))) == told
