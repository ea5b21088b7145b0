"""An open page of the live preview follows what happens to the files."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.publish.preview_program import MISTAKE, PROBLEM, Preview, previewed, report

pytestmark = pytest.mark.browser
TOLD = f"The site cannot be built; this is how it was before.{PROBLEM}"


def opened(page: Page, preview: Preview, path: str = "/") -> list[str]:
    """Open a page of the preview; give the list to which its errors will be added."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto(f"http://127.0.0.1:{preview.port}{path}")
    return errors


def test_an_open_page_reloads_itself_and_shows_mistakes_while_there_are_any(
    tmp_path: Path, page: Page
) -> None:
    with previewed(report(tmp_path / "toy", "one")) as preview:
        errors = opened(page, preview, "/below/")
        main, box = page.locator("main"), page.get_by_role("alert")
        expect(main).to_have_text("one")
        expect(box).to_have_count(0)

        preview.write("two")
        expect(main).to_have_text("two")

        preview.write(MISTAKE)
        expect(box).to_have_text(TOLD)
        expect(box.locator("b")).to_have_count(0)
        expect(main).to_have_text("two")

        page.reload()
        expect(box).to_have_text(TOLD)

        preview.write("three")
        expect(box).to_have_count(0)
        expect(main).to_have_text("three")
        assert errors == []


def test_the_page_of_a_failed_first_build_becomes_the_site(tmp_path: Path, page: Page) -> None:
    with previewed(report(tmp_path / "toy", MISTAKE)) as preview:
        errors = opened(page, preview)
        expect(page.locator("#preview-problems")).to_have_text(PROBLEM)
        expect(page.get_by_role("alert")).to_have_count(0)

        preview.write("fine")
        expect(page.locator("main")).to_have_text("fine")
        assert errors == []


def test_mistakes_show_on_pages_that_allow_no_inline_styles_or_scripts(tmp_path: Path, page: Page) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    with previewed(report(tmp_path / "toy", policy)) as preview:
        opened(page, preview)
        preview.write(MISTAKE)
        box = page.get_by_role("alert")
        expect(box).to_have_text(TOLD)
        expect(box).to_have_css("position", "fixed")


def test_many_open_pages_do_not_starve_each_other(tmp_path: Path, page: Page) -> None:
    with previewed(report(tmp_path / "toy", "one")) as preview:
        others = [page.context.new_page() for _ in range(7)]  # browsers hold six connections to a host
        for other in (*others, page):
            other.bring_to_front()
            opened(other, preview)
        preview.write("two")
        expect(page.locator("main")).to_have_text("two")
