"""Chromium for the tests of what only a real browser shows."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.sites import deployed, serving

ROOT = Path(__file__).parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one headless Chromium to all tests; without any on PATH they are skipped."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip(f"no browser on PATH; expected one of {', '.join(_NAMES)}")
    # Chromium refuses its sandbox to root, as whom containers run.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=flags)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page of its own to a test, without cookies and cache of the others."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The report of this repository as `gen deploy` leaves it on a branch, served; first of all a browser, without which nothing is built."""
    assert browser.is_connected()
    report = tmp_path_factory.mktemp("pages") / "report"
    report.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", report)
    for name in ("results", "site_src"):
        shutil.copytree(ROOT / name, report / name)
    with serving(deployed(report, report.parent / "served" / "scalebook")) as address:
        yield address
