"""Every link of a site leads somewhere, and dead ones are told with what was meant."""

from pathlib import Path

import pytest

from generator.errors import Place
from generator.publish.links import check_links

SOURCES = {
    "index.md": Place("site_src/index.md"),
    "a/index.md": Place("site_src/a/index.md"),
    "models/toy.md": Place("site_src/models/_model.md"),
    "models/big.md": Place("site_src/models/_model.md"),
    "style.css": Place("site_src/style.css"),
    "data.csv": Place("results/claims.yaml", 3),
}
PAGES = {
    "index.html": '<h1 id="top-model">Home</h1>',
    "a/index.html": '<h1 id="räte">A</h1><a name="old"></a>',
    "models/toy/index.html": "",
    "models/big/index.html": "",
    "style.css": "",
    "data.csv": "",
    "404.html": "",
}


def told(site: Path, **content: str) -> list[str]:
    """Build the pages, those named with other content, and give what is wrong in their links."""
    named = {name.replace("__", "/").replace("_", "."): text for name, text in content.items()}
    for name, text in (PAGES | named).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    return [str(problem) for problem in check_links(site, SOURCES)]


@pytest.mark.parametrize(
    "link",
    [
        "./",
        "../",
        "../a/",
        "../index.html",
        "../a/index.html#r%C3%A4te",
        "#räte",
        "#old",
        "#top",
        "#",
        "",
        "?x=1#old",
        "../#top-model",
        "../?q=a/b",
        "../data.csv",
        "../data.csv#anything",
        "../%64ata.csv",
        "../models/toy/",
        "../#:~:text=Home",
        "../#top-model:~:text=Home",
        "https://example.org/x",
        "//example.org/x",
        "mailto:a@example.org",
    ],
)
def test_links_that_lead_somewhere_are_left_alone(tmp_path: Path, link: str) -> None:
    assert told(tmp_path, a__index_html=f'{PAGES["a/index.html"]}<a href="{link}">') == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("../modles/toy/", "the site has no such page; nearest: ../models/toy/"),
        ("../models/toy", "the site has no such page; nearest: ../models/toy/"),
        ("../models/toy.md", "the site has no such page; nearest: ../models/toy/"),
        ("toy.md", "the site has no such page"),
        ("../dota.csv", "the site has no such file; nearest: ../data.csv"),
        ("../zzz/", "the site has no such page"),
        ("index.md", "the site has no such page; nearest: ./"),
        ("../#top-modle", "the page has no such anchor; nearest: #top-model"),
        ("#Old", "the page has no such anchor; nearest: #old"),
        ("../#zzz", "the page has no such anchor"),
        ("../models/toy/#x", "the page has no such anchor"),
        ("../../x/", "leads out of the site; expected a page or file of it"),
        ("../..", "leads out of the site; expected a page or file of it"),
        ("/a/", "an absolute path breaks where the site lies under a sub-path; expected a relative one"),
        (
            "javascript:alert(1)",
            "has the scheme `javascript`; expected https, http, mailto, tel or a relative path",
        ),
        ("http://[x", "cannot be read as an address: Invalid IPv6 URL"),
    ],
)
def test_a_dead_link_is_told_with_what_was_meant(tmp_path: Path, link: str, message: str) -> None:
    page = f'{PAGES["a/index.html"]}<a href="{link}">'
    assert told(tmp_path, a__index_html=page) == [f"site_src/a/index.md: link to {link}: {message}"]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="{}"></script>',
        '<img src="{}">',
        '<img src="data.csv" srcset="data.csv 1x, {} 2x">',
        '<link rel="stylesheet" href="{}">',
        '<iframe src="{}"></iframe>',
        '<svg><image href="{}"/></svg>',
        '<svg><use xlink:href="{}"/></svg>',
        "<style>@import '{}';</style>",
        "<style>a {{ background: url({}) }}</style>",
        '<p style="background: url({})">',
    ],
)
@pytest.mark.parametrize("address", ["https://cdn.example/x", "//cdn.example/x"])
def test_no_page_asks_another_host(tmp_path: Path, html: str, address: str) -> None:
    message = "the page would ask another host for it; expected a file of this site"
    assert told(tmp_path, index_html=html.format(address)) == [
        f"site_src/index.md: link to {address}: {message}"
    ]


def test_what_is_loaded_from_the_site_or_the_page_itself_is_fine(tmp_path: Path) -> None:
    html = '<h1 id="a">A</h1><img src="data.csv"><img src="data:image/png;base64,AA=="><svg><use href="#a"/></svg>'
    assert told(tmp_path, index_html=html) == []


def test_stylesheets_are_checked_from_where_they_lie(tmp_path: Path) -> None:
    css = "@import 'https://cdn.example/x'; a { b: url(a/); c: url(#d); e: url(data:x); f: url(a/no.woff) }"
    assert told(tmp_path, style_css=css) == [
        (
            "site_src/style.css: link to https://cdn.example/x: "
            "the page would ask another host for it; expected a file of this site"
        ),
        "site_src/style.css: link to a/no.woff: the site has no such file",
    ]


def test_the_not_found_page_has_absolute_links_since_it_is_served_at_any_depth(tmp_path: Path) -> None:
    links = '<a href="/"></a><a href="/a/"></a><img src="/data.csv"><a href="/no/"></a><a href="gone/"></a>'
    assert told(tmp_path, **{"404_html": links}) == [
        "mkdocs.yml: 404.html: link to /no/: the site has no such page",
        "mkdocs.yml: 404.html: link to gone/: the site has no such page",
    ]


def test_absolute_links_of_the_not_found_page_are_checked_under_the_path_of_the_site(tmp_path: Path) -> None:
    told(tmp_path, **{"404_html": '<a href="/my/a/"></a><a href="/my/no/"></a><a href="/other/"></a>'})
    problems = check_links(tmp_path, SOURCES, "/my/")
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml: 404.html: link to /my/no/: the site has no such page"
    ]


def test_a_page_of_a_template_is_named_and_the_same_fault_told_once(tmp_path: Path) -> None:
    dead = '<a href="../../no/"></a>'
    assert told(tmp_path, models__toy__index_html=dead) == [
        "site_src/models/_model.md: models/toy/: link to ../../no/: the site has no such page"
    ]
    assert told(tmp_path, models__toy__index_html=dead, models__big__index_html=dead) == [
        (
            "site_src/models/_model.md: models/big/: link to ../../no/: "
            "the site has no such page (and on 1 more page)"
        )
    ]
    pages = dict.fromkeys(("models__toy__index_html", "models__big__index_html", "index_html"), dead)
    assert told(tmp_path, **(pages | {"index_html": '<a href="no/"></a>'})) == [
        "site_src/index.md: link to no/: the site has no such page",
        (
            "site_src/models/_model.md: models/big/: link to ../../no/: "
            "the site has no such page (and on 1 more page)"
        ),
    ]


def test_what_the_theme_puts_on_every_page_is_told_once(tmp_path: Path) -> None:
    font = '<link rel="preconnect" href="https://fonts.example">'
    assert told(tmp_path, index_html=font, a__index_html=font, **{"404_html": font}) == [
        (
            "mkdocs.yml: 404.html: link to https://fonts.example: the page would ask another host for it; "
            "expected a file of this site (and on 2 more pages)"
        )
    ]


def test_a_file_that_the_theme_names_on_every_page_is_missed_once(tmp_path: Path) -> None:
    pages = {
        "index_html": '<link rel="stylesheet" href="stile.css">',
        "a__index_html": '<link rel="stylesheet" href="../stile.css">',
        "404_html": '<link rel="stylesheet" href="/stile.css">',
    }
    assert told(tmp_path, **pages) == [
        (
            "mkdocs.yml: 404.html: link to /stile.css: the site has no such file; nearest: style.css "
            "(and on 2 more pages)"
        )
    ]


def test_a_page_made_from_data_is_named(tmp_path: Path) -> None:
    (tmp_path / "claims" / "one").mkdir(parents=True)
    (tmp_path / "claims" / "one" / "index.html").write_text('<a href="../../zzz">')
    problems = check_links(tmp_path, {"claims/one.md": Place("results/claims.yaml", 3, 1)})
    assert [str(problem) for problem in problems] == [
        "results/claims.yaml:3:1: claims/one/: link to ../../zzz: the site has no such page"
    ]
