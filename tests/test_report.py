"""The report that this repository carries: built as a stranger would, twice, and by MkDocs' successor."""

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

ROOT = Path(__file__).parent.parent
ADDRESS = "https://scalebook.github.io/scalebook/"  # site_url of mkdocs.yml
pytestmark = pytest.mark.slow


def built(folder: Path, **environment: str) -> Path:
    """Build a copy of the report in this folder, as a process of its own."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("results", "site_src"):
        shutil.copytree(ROOT / name, folder / name)
    command = [sys.executable, "-m", "generator", "-C", str(folder), "build"]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=folder, env=os.environ | environment
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("one") / "report", TZ="UTC", LC_ALL="C.UTF-8")


def contents(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_in_different_folders_give_the_same_bytes(
    report: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("another place") / "with a longer name"
    built(other, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7", COLUMNS="20")
    first, second = contents(report / "site"), contents(other / "site")
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []


def test_zensical_builds_the_same_pages_from_the_same_markdown(report: Path) -> None:
    zensical = Path(sys.executable).with_name("zensical")
    if not zensical.exists():
        pytest.skip("zensical is not installed: make test installs it")
    command = [str(zensical), "build", "--strict", "-f", "build/mkdocs.yml"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=report)
    assert (done.returncode, "No issues found" in done.stdout + done.stderr) == (0, True)
    ours, theirs = report / "site", report / "build" / "site"
    pages = [path.relative_to(ours).as_posix() for path in sorted(ours.rglob("*.html"))]
    assert [path.relative_to(theirs).as_posix() for path in sorted(theirs.rglob("*.html"))] == pages
    different = [name for name in pages if parts(ours / name) != parts(theirs / name)]
    assert different == []


def parts(page: Path) -> list[str]:
    """The parts of a page that the generator wrote, in their order: table cells, figures, formulas."""
    text = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    return re.findall(r'<(?:td|th|svg|math|figcaption|dd)\b[^>]*>|class="sb-[\w -]+"', text)


def test_every_page_is_html_without_a_fault(report: Path) -> None:
    found = []
    for page in sorted((report / "site").rglob("*.html")):
        parser = html5lib.HTMLParser()
        parser.parse(page.read_text(encoding="utf-8"))
        found += [(page.relative_to(report).as_posix(), fault) for fault in parser.errors]
    assert found == []


def test_the_home_page_says_which_data_and_which_generator_it_rests_on(report: Path) -> None:
    home = html.unescape((report / "site" / "index.html").read_text(encoding="utf-8"))
    assert re.findall(r"This report is\s+of [\d-]+; made by Scalebook \d+\.\d+\.\d+", home) == [
        "This report is of 2026-11-24; made by Scalebook 0.1.0"
    ]


def test_nothing_in_the_site_names_the_folder_that_it_was_built_in(report: Path) -> None:
    assert [name for name, text in contents(report / "site").items() if str(report).encode() in text] == []


def test_every_link_of_the_site_leads_to_a_file_and_an_element_of_it(report: Path) -> None:
    site = report / "site"
    pages = {page: page_links(page) for page in sorted(site.rglob("*.html"))}
    ids = {page: found for page, (found, _) in pages.items()}
    dead = [
        f"{page.relative_to(site)}: {link}"
        for page, (_, links) in pages.items()
        for link in links
        if not leads_somewhere(site, page, link, ids)
    ]
    assert dead == []
    assert sum(len(links) for _, links in pages.values()) > 8_000


def page_links(page: Path) -> tuple[set[str], set[str]]:
    """The ids of a page, and the addresses that it names."""
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    ids = {element.get(name) for element in tree.iter() for name in ("id", "name") if element.get(name)}
    return ids, {
        element.get(name) for element in tree.iter() for name in ("href", "src") if element.get(name)
    }


def leads_somewhere(site: Path, page: Path, link: str, ids: Mapping[Path, set[str]]) -> bool:
    """Say whether a browser would find what a link names; what lies outside of the site is not asked for."""
    address = urlsplit(link)
    home = "/scalebook/"
    if address.scheme or address.netloc:
        ours = f"{address.scheme}://{address.netloc}" == ADDRESS.removesuffix(home)
        if not ours or not address.path.startswith(home):
            return True
    path = unquote(address.path)
    start = site if path.startswith(home) else page.parent
    target = (start / path.removeprefix(home)).resolve() if path else page
    if target.is_dir():
        target /= "index.html"
    fragment = unquote(address.fragment)
    return target.is_file() and (not fragment or target not in ids or fragment in ids[target])
