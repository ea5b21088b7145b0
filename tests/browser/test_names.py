"""Names of any length and script leave pages readable, on a telephone too, and a site without an address works."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.store.scaffolding import scaffold
from tests.browser.sites import built, reading, serving, trouble
from tests.browser.test_pages import faults, unfold

NAMES = {"CodeT5+ 2B": "M" * 300, "CodeT5+ 16B": "🤖🧑‍🚀 نموذج الشفرة ٢"}
KINDS = ("", "results/", "models/", "models/codet5p-2b/", "models/codet5p-16b/", "claims/")
pytestmark = pytest.mark.browser


def test_long_right_to_left_and_emoji_names_show_and_no_page_scrolls_sideways(
    browser: Browser, tmp_path: Path
) -> None:
    report = tmp_path / "report"
    scaffold(report, "Toy")
    models, settings = report / "results/models.yaml", report / "mkdocs.yml"
    text = models.read_text(encoding="utf-8")
    for old, new in NAMES.items():
        text = text.replace(f"name: {old}\n", f"name: '{new}'\n")
    models.write_text(text, encoding="utf-8")
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if "site_url" not in line), encoding="utf-8")
    wide: list[str] = []
    with serving(built(report, tmp_path / "served" / "toy")) as site, reading(browser) as page:
        found = trouble(page.context, site)
        for path in KINDS:
            page.goto(site + path)
            unfold(page)
            for width in (1280, 640, 390, 320):
                page.set_viewport_size({"width": width, "height": 800})
                wide += [f"{width}: {fault}" for fault in faults(page, "overflow")]
        page.goto(f"{site}models/")
        for name in NAMES.values():
            expect(page.locator("tbody th a").get_by_text(name, exact=True).first).to_be_attached()
        assert (wide, found) == ([], [])
