"""What readers meet: every kind of page of the report in this repository, under a sub-path as on GitHub Pages."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from generator.pipeline import build
from generator.store.scaffolding import scaffold

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
HOSTILE = "<script>|[x](javascript:1)"
pytestmark = pytest.mark.browser


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing about it."""

    def log_message(self, *_: object) -> None:
        pass


def built(report: Path, served: Path) -> Path:
    """Build a report, and put its site where it will be served from."""

    def waiting() -> None:
        raise AssertionError

    build(report, waiting)
    served.parent.mkdir(parents=True)
    return (report / "site").rename(served)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder under its name; gives the address."""
    handler = functools.partial(Quiet, directory=str(folder.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{folder.name}/"
        server.shutdown()


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The report of this repository, built and served; first of all a browser, without which nothing is built."""
    assert browser.is_connected()
    report = tmp_path_factory.mktemp("pages") / "report"
    report.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", report)
    for name in ("results", "site_src"):
        shutil.copytree(ROOT / name, report / name)
    with serving(built(report, report.parent / "served" / "scalebook")) as address:
        yield address


@contextmanager
def reading(browser: Browser, **settings: Any) -> Iterator[Page]:
    """Open a page with settings of its own."""
    context = browser.new_context(**settings)
    yield context.new_page()
    context.close()


def faults(page: Page, *duties: str) -> list[str]:
    """Give what is wrong with the open page, said with the page's path."""
    path = page.evaluate("location.pathname")
    return [f"{path}: {fault}" for duty in duties for fault in page.evaluate(AUDIT, duty)]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def trouble(context: BrowserContext, site: str) -> list[str]:
    """Give the list to which all will be added that pages should not do."""
    found: list[str] = []
    context.on("request", lambda asked: None if asked.url.startswith(site) else found.append(asked.url))
    context.on(
        "response", lambda told: found.append(f"{told.status} {told.url}") if told.status >= 400 else None
    )
    context.on("requestfailed", lambda asked: found.append(f"failed: {asked.url}"))
    context.on("console", lambda said: found.append(said.text) if said.type in {"error", "warning"} else None)
    context.on("weberror", lambda raised: found.append(str(raised.error)))
    return found


def search(page: Page, words: str) -> list[str]:
    """Search for words; gives the pages that are found, by their headings."""
    page.locator(".md-search__input").press_sequentially(words)
    results = page.locator(".md-search-result__item h1")
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


def test_the_search_finds_a_model_by_its_name(page: Page, site: str) -> None:
    page.goto(site)
    assert search(page, "InstructCodeT5+ 16B")[0] == "InstructCodeT5+ 16B"
    page.locator(".md-search-result__item").first.locator("a").first.click()
    expect(page).to_have_url(f"{site}models/instructcodet5p-16b/?h=instructcodet5%2B+16b")
    expect(page.locator("h1")).to_contain_text("InstructCodeT5+ 16B")


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
