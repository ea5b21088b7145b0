"""The table of claims, narrowed by choice and words: with a script, without one, and on paper."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sites import reading, trouble

pytestmark = pytest.mark.browser


def rows_shown(page: Page) -> list[str]:
    return page.locator("table[data-filter] tbody tr:visible > th").all_inner_texts()


def test_a_table_of_claims_is_narrowed_by_choice_and_words_and_the_address_keeps_it(
    page: Page, site: str
) -> None:
    found = trouble(page.context, site)
    page.goto(f"{site}claims/")
    everything = rows_shown(page)
    told = page.get_by_role("form", name="Filter the claims").get_by_role("status")
    expect(told).to_have_text(f"{len(everything)} of {len(everything)} claims shown")
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
    page.get_by_label("Verdict stated").select_option("supported with limits")
    page.get_by_label("Words").fill("VIRTUALLY  all")
    expect(page).to_have_url(f"{site}claims/?verdict=supported+with+limits&text=VIRTUALLY++all")
    assert rows_shown(page) == ["S5"]
    expect(told).to_have_text(
        f"1 of {len(everything)} claims shown (verdict stated: supported with limits; words: VIRTUALLY all)"
    )
    page.reload()
    assert rows_shown(page) == ["S5"]
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(f"{site}claims/")
    assert rows_shown(page) == everything
    expect(page.get_by_label("Source")).to_be_focused()
    assert found == []


def test_a_link_to_a_row_shows_it_and_a_choice_that_no_row_has_is_none(page: Page, site: str) -> None:
    page.goto(f"{site}claims/?verdict=nonsense&source=%3Cb%3E")
    everything = rows_shown(page)
    assert "S5" in everything
    page.goto(f"{site}claims/?text=S1#s5")
    assert rows_shown(page) == everything


def test_a_narrowed_table_says_on_paper_how_and_shows_no_controls(page: Page, site: str) -> None:
    page.goto(f"{site}claims/?verdict=supported")
    page.emulate_media(media="print")
    expect(page.locator(".sb-filter :is(select, input, button):visible")).to_have_count(0)
    expect(page.get_by_text("(verdict stated: supported)")).to_be_visible()


def test_without_scripts_the_table_is_whole_and_has_no_controls(browser: Browser, site: str) -> None:
    with reading(browser, java_script_enabled=False) as page:
        page.goto(f"{site}claims/?verdict=mixed")
        assert "S5" in rows_shown(page)
        expect(page.locator(".sb-filter")).to_have_count(0)
