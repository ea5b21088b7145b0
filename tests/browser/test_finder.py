"""The finder of many models: by words, by heading, some rows at a time, by keyboard, and by its address."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sites import serving

ASSETS = Path(__file__).parents[2] / "generator/render/assets"
pytestmark = pytest.mark.browser


@pytest.fixture
def finder(tmp_path: Path) -> Iterator[str]:
    """Serve a page with a finder of 120 models; gives its address."""
    columns = [{"name": "Model", "number": False}, {"name": "Score, %", "number": True}]
    rows: list[list[object]] = [
        [f"m{at}/", f"Modèle {at}", [f"{at / 2}", at / 200, "1.0–2.0"]] for at in range(119)
    ]
    rows.append(["x/", "<img src=x onerror=alert(1)>", ["–", None, ""]])
    (tmp_path / "list.json").write_text(json.dumps({"columns": columns, "rows": rows}), encoding="utf-8")
    script = (ASSETS / "finder.js").read_text(encoding="utf-8")
    (tmp_path / "finder.js").write_text(script, encoding="utf-8")
    place = '<div class="sb-finder" data-list="list.json" data-noun="models"></div>'
    text = (
        f'<!doctype html><meta charset="utf-8"><title>T</title>{place}<script src="finder.js" defer></script>'
    )
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    with serving(tmp_path) as address:
        yield address


def test_words_find_models_without_regard_to_accents_and_case(page: Page, finder: str) -> None:
    page.goto(finder)
    expect(page.get_by_role("status")).to_have_text("1 to 50 of 120 models")
    page.get_by_label("Words").fill("MODELE 11")
    expect(page.get_by_role("status")).to_have_text("1 to 10 of 10 models, of 120 in all")
    expect(page.locator("tbody a").first).to_have_attribute("href", f"{finder.rstrip('/')}/m11/")
    page.get_by_label("Words").fill("onerror")
    expect(page.locator("tbody th")).to_have_text(["<img src=x onerror=alert(1)>"])
    page.get_by_label("Words").fill("nothing like it")
    expect(page.get_by_role("status")).to_have_text("0 models, of 120 in all")


def test_rows_come_some_at_a_time_by_keyboard_and_stay_in_the_address(page: Page, finder: str) -> None:
    page.goto(finder)
    page.get_by_role("button", name="Score, %").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[aria-sort]")).to_have_attribute("aria-sort", "descending")
    expect(page.locator("tbody tr").first).to_have_text("Modèle 11859.0 1.0–2.0")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text("101 to 120 of 120 models")
    expect(page.locator("tbody th").last).to_have_text("<img src=x onerror=alert(1)>")
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.reload()
    expect(page.get_by_role("status")).to_have_text("101 to 120 of 120 models")
    expect(page.locator("[aria-sort]")).to_have_attribute("aria-sort", "descending")


def test_a_list_that_cannot_be_read_leads_to_the_links_below(page: Page, finder: str, tmp_path: Path) -> None:
    (tmp_path / "list.json").unlink()
    page.goto(finder)
    expect(page.locator(".sb-finder")).to_have_text(
        "The list could not be read here; everything is listed below."
    )
