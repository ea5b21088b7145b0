"""A site whose data are full of attacks is walked: nothing runs, nothing is asked of others, and every page is whole."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from tests.browser.sites import built, reading, serving, trouble
from tests.browser.test_pages import search
from tests.hostile_report import MARK, hostile_report

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# By what they start with, since a start decides most: of an attribute's end, an address, a formula, a block of Markdown.
ATTACKS = {
    "markup": (
        "\"'><script>alert(1)</script><img/src=//evil.example/i onerror=alert(1)>{{7*7}}{%raw%}]]></style>"
        "</title></script>--><svg/onload=alert(1)>"
    ),
    "markdown": (
        "javascript:alert(1)//[x](javascript:alert(1))![x](//evil.example/i)<javascript:alert(1)>|*c*_d_`e`$f$^2"
        "{: onclick=alert(1) }[^1]:"
    ),
    "spreadsheet": (
        "=HYPERLINK(\"//evil.example\")+cmd|'/c_calc'!A0\u202egnp.\u2066x\u200f\u061c{#id}~~~&lt;b&gt;&#60;"
        "\\u003cscript\\u003e\\<"
    ),
    "lines": "# h\n\n```\n    <script>alert(1)</script>\n***\n!!!note\n\nER  - \n> q",
}
# What a page is made of; inside of figures, texts are broken into lines as their length wants it.
ELEMENTS = """() => {
  const counts = {};
  for (const each of document.querySelectorAll("*"))
    if (!each.parentElement?.closest("svg")) counts[each.localName] = (counts[each.localName] ?? 0) + 1;
  return counts;
}"""
ACTIVE = """() => [...document.querySelectorAll("*")].flatMap((each) => [...each.attributes]
    .filter(({ name, value }) => name.startsWith("on") || /^\\s*(javascript|vbscript|data:text)/i.test(value)
        && ["href", "src", "action", "formaction", "xlink:href", "srcdoc", "data"].includes(name))
    .map(({ name, value }) => `<${each.localName} ${name}="${value}">`))"""
NOTICED = """
window.noticed = [];
for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => window.noticed.push(name);
addEventListener("securitypolicyviolation", (event) => window.noticed.push(event.violatedDirective), true);
"""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def harmless(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, int]]:
    """Give the elements of each page of the same report with a text that harms nobody."""
    folder = tmp_path_factory.mktemp("harmless")
    with serving(built(hostile_report(folder / "toy", MARK), folder / "served" / "toy")) as address:
        elements, found = walked(browser, address, folder / "served" / "toy")
    assert found == []
    return elements


def walked(browser: Browser, address: str, folder: Path) -> tuple[dict[str, dict[str, int]], list[str]]:
    """Look at every page; gives the elements of each, and all that no page should do or hold."""
    elements = {}
    with reading(browser) as page:
        page.add_init_script(NOTICED)
        found = trouble(page.context, address)
        for path in pages(folder):
            page.goto(address + path)
            elements[path] = page.evaluate(ELEMENTS)
            found += [f"{path}: {each}" for each in page.evaluate(ACTIVE)]
            linked = page.locator("script[type='application/ld+json']").all_text_contents()
            found += [f"{path}: {each}" for each in linked if json.loads(each)["@type"] != "Dataset"]
            if path in {"", "models/", "claims/C1/"}:
                page.keyboard.press("/")
                found += [] if search(page, "toy report humaneval") else [f"{path}: nothing found"]
                page.wait_for_load_state("networkidle")
                found += [f"{path}: {each}" for each in page.evaluate(ACTIVE)]
            found += [f"{path}: {each}" for each in page.evaluate("window.noticed")]
    return elements, found


def different(
    elements: Mapping[str, Mapping[str, int]], meant: Mapping[str, Mapping[str, int]]
) -> dict[str, set[tuple[str, int]]]:
    """Give, for each page that is made of others than it should be, those that it has and those that it lacks."""
    return {
        path: set(elements.get(path, {}).items()) ^ set(meant.get(path, {}).items())
        for path in elements.keys() | meant.keys()
        if elements.get(path) != meant.get(path)
    }


def pages(folder: Path) -> list[str]:
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return sorted(name.removesuffix("index.html") for name in files)


def cells(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((path.name, cell) for row in csv.reader(file) for cell in row)


def is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d[\d.e+-]*", text) is not None


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_a_site_of_hostile_data_does_nothing_and_is_whole(
    browser: Browser, tmp_path: Path, harmless: Mapping[str, Mapping[str, int]], text: str
) -> None:
    folder = built(hostile_report(tmp_path / "toy", text), tmp_path / "served" / "toy")
    with serving(folder) as address:
        elements, found = walked(browser, address, folder)
    assert found == []
    assert different(elements, harmless) == {}
    assert [
        cell for cell in cells(folder) if cell[1].startswith(tuple("=+-@\t\r")) and not is_number(cell[1])
    ] == []
    for path in folder.rglob("*.json"):
        json.loads(path.read_bytes())
    for path in (*folder.rglob("*.xml"), *folder.rglob("*.svg")):
        ET.parse(path)  # noqa: S314 - we wrote it, from texts of ours
    turned = [
        path.name for path in folder.rglob("*.html") if TURNING.search(path.read_text(encoding="utf-8"))
    ]
    assert turned == []
