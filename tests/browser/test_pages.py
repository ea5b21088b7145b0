"""What readers meet: every kind of page of the report in this repository, under a sub-path as on GitHub Pages."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from generator.store.scaffolding import scaffold
from tests.browser.sites import built, reading, serving, trouble

ROOT = Path(__file__).parents[2]
AUDIT = (ROOT / "tests/browser/audit.js").read_text(encoding="utf-8")
PAGES = (
    "",
    "results/",
    "results/pairs/",
    "results/evalplus_leaderboard/",
    "scaling/",
    "sampling/",
    "benchmarks/humaneval-unstated/",
    "data-check/",
    "data/",
    "changes/",
    "models/",
    "models/codet5p-2b/",
    "models/codet5p-16b/",
    "claims/",
    "claims/S1/",
    "claims/not-claims/",
    "references/",
    "method/",
    "limitations/",
    "404.html",
)
A4 = {"width": 718, "height": 1047}  # in CSS pixels, without the margins that browsers leave
PATIENCE = 20_000  # milliseconds for what takes one
HOSTILE = "</title><script>alert(1)</script>|[x](javascript:1)"
pytestmark = pytest.mark.browser


def faults(page: Page, *duties: str) -> list[str]:
    """Give what is wrong with the open page, said with the page's path."""
    path = page.evaluate("location.pathname")
    return [f"{path}: {fault}" for duty in duties for fault in page.evaluate(AUDIT, duty)]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def search(page: Page, words: str) -> list[str]:
    """Search for words; gives the pages that are found, by their headings."""
    box, results = page.locator(".md-search__input"), page.locator(".md-search-result__item h1")
    box.press_sequentially(words)
    try:
        expect(results.first).to_be_visible(timeout=PATIENCE / 4)
    except AssertionError:  # a page that is not ready yet clears its field
        box.fill("")
        box.press_sequentially(words)
        expect(results.first).to_be_visible(timeout=PATIENCE)
    return results.all_inner_texts()


def test_pages_ask_nothing_of_other_hosts_and_miss_nothing(browser: Browser, site: str) -> None:
    with reading(browser) as page:
        found = trouble(page.context, site)
        for path in PAGES:
            page.goto(site + path)
            page.locator("label[title^='Switch to']:visible").click()
        for path in ("", "models/codet5p-16b/", "404.html"):
            page.goto(site + path)
            search(page, "HumanEval")
        assert found == []


def test_no_page_scrolls_sideways_and_each_frame_that_does_is_named_and_reached_by_keyboard(
    browser: Browser, site: str
) -> None:
    found = []
    with reading(browser) as page:
        for path in PAGES:
            page.goto(site + path)
            unfold(page)
            for width in (1280, 768, 390, 320):
                page.set_viewport_size({"width": width, "height": 800})
                found += [f"{width}: {fault}" for fault in faults(page, "overflow", "frames")]
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_and_the_keyboards_focus_stand_out(browser: Browser, site: str, scheme: str) -> None:
    found = []
    with reading(browser, color_scheme=scheme) as page:
        for path in PAGES:
            page.goto(site + path)
            unfold(page)
            found += faults(page, "contrast")
            page.keyboard.press("Tab")  # browsers show the focus of those who use a keyboard
            found += faults(page, "focus")
    assert found == []


def test_figures_follow_the_switch_of_the_theme(browser: Browser, site: str) -> None:
    colours = """(names) => [...document.querySelectorAll('svg.sb-plot [style*="var("]')].map((each) =>
        names.map((name) => each.style[name].startsWith("var") ? getComputedStyle(each)[name] : "").join(" "))"""
    with reading(browser, color_scheme="light") as page:
        page.goto(f"{site}scaling/")
        light = page.evaluate(colours, ["fill", "stroke"])
        page.get_by_title("Switch to dark mode").click()
        dark = page.evaluate(colours, ["fill", "stroke"])
        page.get_by_title("Switch to light mode").click()
        assert page.evaluate(colours, ["fill", "stroke"]) == light
    kept = [one for one, other in zip(light, dark, strict=True) if one == other]
    assert (len(light) > 100, kept) == (True, [])


def test_pages_are_made_of_what_screen_readers_understand(browser: Browser, site: str) -> None:
    found = []
    with reading(browser) as page:
        for path in PAGES:
            page.goto(site + path)
            found += faults(page, "structure", "tables")
    assert found == []


def test_without_scripts_the_same_can_be_read(browser: Browser, site: str) -> None:
    seen = """() => [document.querySelector("article").innerText,
        [...document.querySelectorAll("article :is(table, svg[role=img], math)")].filter((each) =>
            each.checkVisibility() && each.getBoundingClientRect().height > 10).length]"""
    with reading(browser) as page, reading(browser, java_script_enabled=False) as plain:
        different = []
        for path in PAGES:
            page.goto(site + path)
            plain.goto(site + path)
            page.evaluate("document.querySelectorAll('.sb-filter').forEach((each) => each.remove())")
            if page.evaluate(seen) != plain.evaluate(seen):
                different.append(path)
    assert different == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_nothing_is_cut_off_or_faint(browser: Browser, site: str, scheme: str) -> None:
    found = []
    with reading(browser, color_scheme=scheme, viewport=A4) as page:
        page.emulate_media(media="print")
        for path in PAGES:
            page.goto(site + path)
            unfold(page)
            found += faults(page, "cut", "overflow", "contrast")
    assert found == []


def test_the_search_finds_a_model_by_its_name(page: Page, site: str) -> None:
    page.goto(site)
    assert search(page, "InstructCodeT5+ 16B")[0] == "InstructCodeT5+ 16B"
    page.locator(".md-search-result__item").first.locator("a").first.click()
    expect(page).to_have_url(f"{site}models/instructcodet5p-16b/?h=instructcodet5%2B+16b")
    expect(page.locator("h1")).to_contain_text("InstructCodeT5+ 16B")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("codet5p-16b", "models/codet5p-16b/"),
        ("S5", "claims/S5/"),
        ("Kompatscher", "references/"),
        ("pass@k", "method/"),
    ],
)
def test_the_search_finds_models_claims_and_authors(page: Page, site: str, words: str, path: str) -> None:
    page.goto(site)
    search(page, words)
    found = page.locator(".md-search-result__item").locator("a")
    firsts = [each.get_attribute("href") or "" for each in found.all()[:5]]
    assert any(path in each for each in firsts), firsts


def test_a_hostile_name_is_shown_to_the_letter_and_does_nothing(page: Page, tmp_path: Path) -> None:
    report = tmp_path / "report"
    scaffold(report, "Toy")
    models = report / "results" / "models.yaml"
    text = models.read_text(encoding="utf-8")
    models.write_text(
        text.replace("name: CodeT5+ 2B\n  family", f"name: '{HOSTILE}'\n  family"), encoding="utf-8"
    )
    with serving(built(report, tmp_path / "served" / "toy")) as site:
        found = trouble(page.context, site)
        page.on("dialog", lambda dialog: told(dialog, found))
        for path in ("models/", "results/"):
            page.goto(site + path)
            link = page.locator("tbody th a[href$='codet5p-2b/']").first
            expect(link).to_have_text(HOSTILE)
        link.click()
        expect(page.locator("h1")).to_have_text(f"{HOSTILE}¶")
        expect(page).to_have_title(f"{HOSTILE} - Toy")
        search(page, "CodeT5")
        assert page.locator("article script, a[href^='javascript']").count() == 0
        assert found == []


def told(dialog: Dialog, found: list[str]) -> None:
    """Note that a page has opened a dialog, and close it."""
    found.append(dialog.message)
    dialog.dismiss()
