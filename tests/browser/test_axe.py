"""On every kind of page, with all that folds open and in both themes, axe-core finds no fault by WCAG 2.2 AA."""

from importlib.resources import files

import pytest
from playwright.sync_api import Browser

from tests.browser.sites import reading
from tests.browser.test_pages import PAGES, unfold

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
# Of rows and entries that are made alike, the first ones are enough: axe takes milliseconds for each.
SHORTEN = "document.querySelectorAll('tbody tr:nth-child(n + 4), li:nth-child(n + 9)').forEach((each) => each.remove())"
ASK = """async (only) => {
    const found = await axe.run({ runOnly: only, resultTypes: ["violations"] });
    const theme = document.body.dataset.mdColorScheme;
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) =>
        `${location.pathname} (${theme}): ${id}: ${target}: ${html.slice(0, 120)}`));
}"""
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, site: str, path: str) -> None:
    with reading(browser, color_scheme="light", reduced_motion="reduce") as page:
        page.goto(site + path)
        unfold(page)
        page.evaluate(SHORTEN)
        page.evaluate(AXE)
        found = page.evaluate(ASK, RULES)
        page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
        assert found + page.evaluate(ASK, OF_COLOURS) == []
