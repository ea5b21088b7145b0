"""The points of a figure say what they are: to a pointer, to the keyboard, in forced colours, and without the script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sites import reading, trouble

FIGURE = "#fig-codet5p-scaling"
SMALLEST = (
    "CodeT5+ 220M: HumanEval pass@1 12.0% (7.9–17.9, Wilson over tasks, an upper bound); "
    "sampled at T=0.2; as printed; wang2023codet5plus, Table 1"
)
pytestmark = pytest.mark.browser


@pytest.fixture
def scaling(page: Page, site: str) -> Iterator[Page]:
    found = trouble(page.context, site)
    page.goto(f"{site}scaling/")
    yield page
    assert found == []


def test_arrow_keys_step_through_the_points_and_escape_puts_the_words_away(scaling: Page) -> None:
    panels, says = scaling.locator(f"{FIGURE} .sb-panels"), scaling.locator(f"{FIGURE} .sb-says")
    points = panels.locator(".sb-point")
    expect(panels).to_have_role("group")
    expect(panels).to_have_accessible_name(
        "Points of the figure. Arrow keys step through them, Escape puts the words away."
    )
    expect(says).to_be_hidden()
    panels.focus()
    scaling.keyboard.press("ArrowRight")
    expect(says).to_have_text(SMALLEST)
    for key, number in (
        ("ArrowDown", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("ArrowUp", 0),
        ("ArrowLeft", 0),
    ):
        scaling.keyboard.press(key)
        expect(points.nth(number)).to_have_class("sb-point sb-here")
        expect(panels.locator(".sb-here")).to_have_count(1)
    scaling.keyboard.press("End")
    expect(points.last).to_have_class("sb-point sb-here")
    scaling.keyboard.press("Home")
    expect(says).to_have_text(SMALLEST)
    scaling.keyboard.press("Escape")
    expect(says).to_be_hidden()
    expect(panels.locator(".sb-here")).to_have_count(0)


def test_a_point_says_its_model_value_and_interval_under_the_pointer(scaling: Page) -> None:
    point = scaling.locator(f"{FIGURE} .sb-point").first
    point.scroll_into_view_if_needed()
    point.hover()
    says = scaling.locator(f"{FIGURE} .sb-says")
    expect(says).to_have_text(SMALLEST)
    inside = says.evaluate(
        """(each, of) => {
          const [own, point] = [each, document.querySelector(of)].map((one) => one.getBoundingClientRect());
          return [own.left >= 0, own.right <= innerWidth, own.top >= 0, own.bottom <= point.top || own.top >= point.bottom];
        }""",
        f"{FIGURE} .sb-here",
    )
    assert inside == [True, True, True, True]
    scaling.keyboard.press("Escape")
    expect(says).to_be_hidden()


def test_a_touch_shows_the_words_and_a_touch_beside_puts_them_away(browser: Browser, site: str) -> None:
    with reading(browser, viewport={"width": 320, "height": 700}, has_touch=True) as page:
        page.goto(f"{site}scaling/")
        point = page.locator(f"{FIGURE} .sb-point").first
        says = page.locator(f"{FIGURE} .sb-says")
        point.tap()
        expect(says).to_have_text(SMALLEST)
        page.locator("h1").tap()
        expect(says).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_the_script_the_browser_has_the_words_and_all_numbers(browser: Browser, site: str) -> None:
    with reading(browser, java_script_enabled=False) as page:
        page.goto(f"{site}scaling/")
        titles = page.locator(f"{FIGURE} .sb-point > title").all_text_contents()
        assert titles[0] == SMALLEST
        expect(page.locator(f"{FIGURE} tbody tr")).to_have_count(19)


def test_where_colours_are_forced_every_mark_has_the_colour_of_text(browser: Browser, site: str) -> None:
    with reading(browser, forced_colors="active") as page:
        page.goto(f"{site}scaling/")
        inks = page.evaluate(
            """() => {
              const shade = (name) => {
                const each = document.createElement("i");
                each.style.color = name;
                document.querySelector(".sb-figure").append(each);
                return getComputedStyle(each).color;
              };
              return [...new Set([0, 1, 2, 3, 4, 5, 6, 7].map((n) => shade(`var(--sb-c${n})`))), shade("CanvasText")];
            }"""
        )
        assert len(set(inks)) == 1


def test_a_figure_leads_to_its_numbers_its_method_and_itself(scaling: Page, site: str) -> None:
    links = scaling.locator(f"{FIGURE} .sb-figure-links a")
    assert [link.inner_text() for link in links.all()] == [
        "Data (CSV)",
        "How this was computed",
        "Link to this figure",
    ]
    csv, method, itself = (link.evaluate("(each) => each.href") for link in links.all())
    assert scaling.request.get(csv).text().startswith("model,parameters,k,share,low,high,")
    assert itself == f"{site}scaling/{FIGURE}"
    scaling.goto(method)
    expect(scaling.locator(":target")).to_be_visible()
    assert Path(method.split("#")[0]).name == "method"
