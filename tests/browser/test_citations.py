"""Citations show a card, and References gives its entries to the clipboard."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sites import reading

pytestmark = pytest.mark.browser


def test_a_citation_shows_its_card_on_hover_and_on_focus_until_escape(page: Page, site: str) -> None:
    page.goto(f"{site}method/")
    cited = page.locator(".sb-cited").first
    link, card = cited.locator(".sb-cite"), cited.locator(".sb-card")
    expect(card).to_be_hidden()
    link.hover()
    expect(card).to_be_visible()
    card.hover()  # the pointer may go there
    expect(card).to_be_visible()
    page.mouse.move(1, 1)
    expect(card).to_be_hidden()
    link.focus()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_card_of_a_citation_lies_within_the_window(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    outside = []
    for path in ("claims/", "method/"):
        page.goto(site + path)
        for cited in page.locator(".sb-cited").all()[:8]:
            cited.locator(".sb-cite").focus()
            box = cited.locator(".sb-card").bounding_box()
            if box is None or box["x"] < 0 or box["y"] < 0 or box["x"] + box["width"] > width:
                outside.append((path, box))
    assert outside == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_bibtex_of_a_reference_is_copied(browser: Browser, site: str) -> None:
    with reading(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{site}references/")
        entry = page.locator("#chen2021codex .sb-bibtex")
        entry.locator("summary").click()
        entry.get_by_role("button", name="Copy the BibTeX of Chen et al. 2021").click()
        expect(entry.locator(".sb-copy")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == entry.locator("code").inner_text() + "\n"
        assert copied.startswith("@misc{chen2021codex,\n  title = {Evaluating")


def test_without_scripts_the_bibtex_of_a_reference_is_text_without_a_button(
    browser: Browser, site: str
) -> None:
    with reading(browser, java_script_enabled=False) as page:
        page.goto(f"{site}references/")
        entry = page.locator("#chen2021codex .sb-bibtex")
        entry.locator("summary").click()
        expect(entry.locator("code")).to_be_visible()
        expect(entry.locator(".sb-copy")).to_be_hidden()
