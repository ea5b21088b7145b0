"""From rendered files to a live site, or to problems and the old site."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.publish.site import SiteBuild, write_markdown
from generator.publish.writing import Changes
from tests.publish.toy_report import (
    ABOUT,
    MATERIAL,
    SETTINGS,
    WARNS_OF_OMISSIONS,
    content,
    page,
    problems,
    published,
    toy_report,
)

HOME, OTHER = page("index.md", "# Home\n\n[other](other.md)\n"), page("other.md", "# Other\n")
DATED = "<lastmod>1970-01-02</lastmod>"


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "build").iterdir() if path.is_dir())


def test_a_report_becomes_a_site(tmp_path: Path) -> None:
    root = toy_report(tmp_path)
    assert published(root, HOME, OTHER, epoch=86400) == (Changes(written=2), SiteBuild(root / "site", 2))
    site = content(root / "site")
    assert set(site) == {
        ".nojekyll",
        "404.html",
        "index.html",
        "other/index.html",
        "search/lunr.js",
        "search/main.js",
        "search/search_index.json",
        "search/worker.js",
        "sitemap.xml",
        "sitemap.xml.gz",
    }
    assert site["index.html"] == (
        b'<!doctype html><title>Home</title><h1 id="home">Home</h1>\n<p><a href="other/">other</a></p>'
    )
    assert site["404.html"] == b'<a href="/toy/">Home</a>'
    assert site["sitemap.xml"].decode().split() == [
        *'<?xml version="1.0" encoding="UTF-8"?>'.split(),
        *'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'.split(),
        *f"<url> <loc>https://example.org/toy/</loc> {DATED} </url>".split(),
        *f"<url> <loc>https://example.org/toy/other/</loc> {DATED} </url>".split(),
        "</urlset>",
    ]
    assert folders(root) == ["docs"]


def test_the_date_of_the_output_is_that_of_the_environment_where_it_says_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(365 * 86400))
    root = toy_report(tmp_path)
    published(root, HOME, OTHER, epoch=86400)
    sitemap = (root / "site/sitemap.xml").read_text()
    assert sitemap.count("<lastmod>1971-01-01</lastmod>") == sitemap.count("<lastmod>") == 2


def test_with_a_problem_the_old_site_stays_as_it_was(tmp_path: Path) -> None:
    root = toy_report(tmp_path, SETTINGS + WARNS_OF_OMISSIONS)
    published(root, page("index.md", "# Home\n"))
    before, number = content(root / "site"), (root / "site").stat().st_ino
    dead = page("index.md", "[gone](gone.md) [far](other.md#far)\n")
    assert problems(root, dead, OTHER) == [
        (
            "mkdocs.yml: MkDocs says: The following pages exist in the docs directory, but are not included in the "
            '"nav" configuration:\n  - other.md'
        ),
        "site_src/index.md: link to other/#far: the page has no such anchor",
        "site_src/index.md: link to gone.md: the site has no such page",
    ]
    assert (content(root / "site"), (root / "site").stat().st_ino) == (before, number)
    assert folders(root) == ["docs"]


def test_nothing_is_written_when_the_settings_are_wrong(tmp_path: Path) -> None:
    root = toy_report(tmp_path, SETTINGS + "nav: [homme.md, index.md]\n")
    assert problems(root, HOME) == [
        "mkdocs.yml:5:7: nav: found no page `homme.md`; expected a file of site_src/"
    ]
    assert sorted(path.name for path in root.iterdir()) == ["mkdocs.yml", "site_src", "theme"]


def test_the_markdown_can_be_had_without_a_site(tmp_path: Path) -> None:
    root = toy_report(tmp_path)
    assert write_markdown(root, [HOME, OTHER], ABOUT, lambda _: None) == Changes(written=2)
    assert set(content(root / "build")) == {
        ".lock",
        "CACHEDIR.TAG",
        "docs/index.md",
        "docs/other.md",
        "mkdocs.yml",
    }
    assert write_markdown(root, [HOME], ABOUT, lambda _: None) == Changes(unchanged=1, removed=1)


def test_a_report_in_another_folder_is_built_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy_report(tmp_path / "toy")
    monkeypatch.chdir(tmp_path)
    published(Path("toy"), HOME, OTHER)
    assert "index.html" in content(tmp_path / "toy/site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["toy"]
    assert sorted(path.name for path in (tmp_path / "toy").iterdir()) == [
        "build",
        "mkdocs.yml",
        "site",
        "site_src",
        "theme",
    ]


def test_the_same_report_gives_the_same_bytes_wherever_and_whenever_it_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = toy_report(tmp_path / "one", MATERIAL), toy_report(tmp_path / "deep/er/two", MATERIAL)
    published(first, HOME, OTHER, epoch=86400)
    for name, value in {
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    os.utime(second / "mkdocs.yml", (0, 0))
    published(second, OTHER, HOME, epoch=86400)
    assert content(first / "site") == content(second / "site")


# Stops MkDocs in the middle, once a page is written.
HOOK = """
import time
from pathlib import Path

def on_post_page(output, page, config):
    here = Path(__file__).parent
    if (here / "slow").exists():
        Path(config["site_dir"], "half.html").write_text("half")
        (here / "reached").touch()
        time.sleep(60)
"""


def test_a_build_that_is_killed_leaves_the_old_site_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    root = toy_report(tmp_path / "toy", SETTINGS + "hooks: [hook.py]\n")
    (root / "hook.py").write_text(HOOK)
    published(root, page("index.md", "# Old"))
    before = content(root / "site")
    (root / "slow").touch()
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("toy_report.py")), str(root)], start_new_session=True
    )
    try:
        while not (root / "reached").exists():
            assert process.poll() is None
            time.sleep(0.01)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)
    new = f"site.new-{process.pid}"
    assert content(root / "site") == before
    assert folders(root) == ["docs", new]
    assert (root / "build" / new / "half.html").read_text() == "half"

    (root / "slow").unlink()
    published(root, page("index.md", "# New"))
    assert (root / "site/index.html").read_bytes() == (
        b'<!doctype html><title>New</title><h1 id="new">New</h1>'
    )
    assert folders(root) == ["docs"]
