"""How much a reader has to load."""

import gzip
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Response

HOME, INDEX, REQUESTS = 250_000, 100_000, 25  # an almost empty page of the theme is 97 kB in 10 requests
pytestmark = pytest.mark.browser


def zipped(response: Response) -> int:
    """Give the bytes of a response as GitHub Pages sends it."""
    return len(gzip.compress(response.body(), 6))


def test_home_is_loaded_within_its_budget(page: Page, site: str) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda told: sizes.update({told.url.removeprefix(site): zipped(told)}))
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) < HOME, sizes
    assert len(sizes) <= REQUESTS, sizes


def test_the_index_of_the_search_is_loaded_within_its_budget(page: Page, site: str) -> None:
    response = page.goto(urljoin(site, "search/search_index.json"))
    assert response is not None
    assert zipped(response) < INDEX
