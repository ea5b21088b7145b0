"""Addresses are what the built site serves, as seen from the page that links."""

import string
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.links import page_url, relative_url, slug


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", ""),
        ("README.md", ""),
        ("a.md", "a/"),
        ("models/index.md", "models/"),
        ("models/README.md", "models/"),
        ("models/a.md", "models/a/"),
        ("models/qwen2.5.md", "models/qwen2.5/"),
        ("models/readme.md", "models/readme/"),
        ("models/a..md", "models/a./"),
        ("a/b/c.md", "a/b/c/"),
        ("figures/x.csv", "figures/x.csv"),
        ("index.html", "index.html"),
        ("CNAME", "CNAME"),
    ],
)
def test_a_page_is_served_as_a_folder_and_a_file_as_itself(path: str, url: str) -> None:
    assert page_url(path) == url


@pytest.mark.parametrize(
    ("source", "target", "url"),
    [
        ("index.md", "index.md", "./"),
        ("index.md", "index.md#a", "./#a"),
        ("index.md", "#a", "#a"),
        ("index.md", "a.md", "a/"),
        ("index.md", "models/index.md", "models/"),
        ("index.md", "models/a.md#run-1", "models/a/#run-1"),
        ("index.md", "figures/x.csv", "figures/x.csv"),
        ("a.md", "index.md", "../"),
        ("a.md", "a.md", "./"),
        ("a.md", "b.md", "../b/"),
        ("a.md", "figures/x.csv", "../figures/x.csv"),
        ("models/index.md", "index.md", "../"),
        ("models/index.md", "models/a.md", "a/"),
        ("models/index.md", "models/x.csv", "x.csv"),
        ("models/a.md", "models/index.md", "../"),
        ("models/a.md", "models/b.md", "../b/"),
        ("models/a.md", "index.md#top", "../../#top"),
        ("models/a.md", "references.md#bai2022hh", "../../references/#bai2022hh"),
        ("results/index.md", "results/DBLP:x.md", "./DBLP:x/"),
        ("index.md", "a:b.csv", "./a:b.csv"),
        ("a.md", "b:c.md", "../b:c/"),
    ],
)
def test_an_address_is_relative_to_the_page_that_links(source: str, target: str, url: str) -> None:
    assert relative_url(source, target) == url


NAMES = st.text(string.ascii_letters + string.digits + ".:+-_", min_size=1, max_size=6).filter(
    lambda name: name.strip(".")
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PAGES = PATHS.map(lambda path: f"{path}.md") | st.just("index.md")


@given(PAGES, PAGES | PATHS.map(lambda path: f"{path}.csv"))
def test_a_browser_finds_the_page_that_is_meant(source: str, target: str) -> None:
    site = "https://example.org/sub/"
    found = urljoin(site + page_url(source), relative_url(source, f"{target}#part"))
    assert found == f"{site}{page_url(target)}#part"


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("HumanEval+", "humaneval-plus"),
        ("HumanEval", "humaneval"),
        ("Qwen2.5-7B", "qwen2.5-7b"),
        ("a_b  c/d", "a-b-c-d"),
        ("m--v0.1.10--t0.8--ab12", "m-v0.1.10-t0.8-ab12"),
        ("<script>", "script"),
        ("..", "unnamed"),
        ("日本", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_slug_is_plain_enough_for_a_path_and_an_anchor(name: str, anchor: str) -> None:
    assert slug(name) == anchor
