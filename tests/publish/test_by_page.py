"""A site made page by page has the bytes of one that MkDocs makes in one go."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from generator.publish import by_page, site
from generator.publish.imprint import Imprint, Source
from generator.publish.making import Making
from generator.publish.site import publish_site
from generator.render.files import RenderedFile
from tests.publish.toy_report import ABOUT, MATERIAL, content, page, problems, toy_report

NAV = "nav: [index.md, {Others: [b.md]}]\nnot_in_nav: /*\n"
HOME = page("index.md", "# Home\n\nSee [b](b.md#deep), [c](c/) and <b>raw</b>.\n")
B = page("b.md", "---\ndescription: All of b\n---\n# B & `b`\n\n## Deep\n\nWords of b.\n")
C = page("c.md", "# C\n\nBack [home](index.md).\n")
DATA = RenderedFile("data/v1/x.csv", b"a,b\n", B.source)
PAGES = (HOME, B, C, DATA)


class Built:
    """A report that is built again and again, with what MkDocs made each time."""

    def __init__(self, root: Path, settings: str = MATERIAL + NAV) -> None:
        self.root = toy_report(root, settings)
        self.made: list[set[str] | None] = []
        self.about = ABOUT

    def build(self, *files: RenderedFile, fresh: bool = False) -> dict[str, bytes]:
        """Build it, and give its files."""
        about = replace(self.about, fresh=fresh)
        publish_site(self.root, files, about=about, waiting=lambda _: None, then=self._compare)
        return content(self.root / "site")

    def _compare(self, built: site.SiteBuild) -> None:
        """What is said to be in the site is in it."""
        there = {name: sha256(each).hexdigest() for name, each in content(built.folder).items()}
        assert built.files in (None, there)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    made = by_page.made_by_page
    report = Built(tmp_path / "report")

    def noted(making: Making, new: Path, *, fresh: bool) -> by_page.Made | None:
        done = made(making, new, fresh=fresh)
        report.made.append(None if done is None else set(done.pages))
        return done

    monkeypatch.setattr(site, "made_by_page", noted)
    return report


def whole(
    root: Path, *files: RenderedFile, about: site.About = ABOUT, settings: str = MATERIAL + NAV
) -> dict[str, bytes]:
    """Build a report in one go."""
    report = Built(root, settings)
    report.about = about
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "made_by_page", lambda *_, **__: None)
        return report.build(*files)


def test_nothing_is_left_of_what_was_made_beside_a_site_that_is_stopped(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        beside.extend(sorted(path.name for path in (built.root / "build").glob("site.new-*")))
        raise KeyboardInterrupt

    beside: list[str] = []
    monkeypatch.setattr(by_page, "_lay_index", stopped)
    with pytest.raises(KeyboardInterrupt):
        built.build(*PAGES)
    assert beside == [f"site.new-{os.getpid()}", f"site.new-{os.getpid()}-0"]
    assert list((built.root / "build").glob("site.*-*")) == []


def test_only_what_changed_is_made_and_the_site_is_that_of_one_go(built: Built, tmp_path: Path) -> None:
    assert built.build(*PAGES) == whole(tmp_path / "1", *PAGES)
    new_c = page("c.md", "# C\n\n## More\n\n[deep](b.md#deep)\n")
    assert built.build(HOME, B, new_c, DATA) == whole(tmp_path / "2", HOME, B, new_c, DATA)
    d = page("d.md", "# D\n\nNew.\n")
    assert built.build(HOME, B, new_c, d, DATA) == whole(tmp_path / "3", HOME, B, new_c, d, DATA)
    assert built.build(*PAGES) == whole(tmp_path / "4", *PAGES)
    assert built.made == [{"index.md", "b.md", "c.md"}, {"c.md"}, {"d.md"}, {"c.md"}]
    kept = {Path(name).parts[0] for name in content(built.root / "build/cache/html")}
    assert kept == {"pages", "spare"}


def test_what_the_footer_says_makes_no_page_anew_but_the_one_that_describes_the_data(
    built: Built, tmp_path: Path
) -> None:
    built.build(*PAGES)
    source = Source("0123456789", "https://example.org/commit/0123456789", changed=True)
    built.about = replace(ABOUT, imprint=Imprint("2026-03-04", "9876543210", "0.2", source))
    assert built.build(*PAGES) == whole(tmp_path / "1", *PAGES, about=built.about)
    assert built.made[1] == {"index.md"}
    text = (built.root / "site/c/index.html").read_text()
    said = re.findall(r"Data as of \S+|2026-\d\d-\d\d</time>|Inputs <code>\w+</code>|with changes", text)
    assert said == [
        "Data as of 2026-03-04.",
        "Data as of 2026-03-04},",
        "Data as of <time",
        "2026-03-04</time>",
        "with changes",
        "Inputs <code>9876543210</code>",
    ]


def test_a_title_in_the_menu_makes_all_pages_anew(built: Built, tmp_path: Path) -> None:
    built.build(*PAGES)
    renamed = page("b.md", "# Another\n\n## Deep\n")
    assert built.build(HOME, renamed, C) == whole(tmp_path / "1", HOME, renamed, C)
    assert built.made[1] == {"index.md", "b.md", "c.md"}


def test_without_a_navigation_of_its_own_a_new_page_is_in_every_menu(tmp_path: Path, built: Built) -> None:
    (built.root / "mkdocs.yml").write_text(MATERIAL)
    built.build(HOME, B, C)
    d = page("d.md", "# D\n")
    assert built.build(HOME, B, C, d) == whole(tmp_path / "1", HOME, B, C, d, settings=MATERIAL)
    assert built.made[1] == {"index.md", "b.md", "c.md", "d.md"}


def test_a_page_that_becomes_that_of_a_folder_is_linked_by_another_name(built: Built) -> None:
    home = page("index.md", "# Home\n\n[c](c.md)\n")
    built.build(home, B, C)
    assert problems(built.root, home, B, page("c/index.md", "# C\n")) == [
        "site_src/index.md: link to c.md: the site has no such page; nearest: c/"
    ]


def test_settings_make_all_pages_anew(built: Built, tmp_path: Path) -> None:
    built.build(*PAGES)
    settings = MATERIAL.replace("Toy", "Toys") + NAV
    (built.root / "mkdocs.yml").write_text(settings)
    assert built.build(*PAGES) == whole(tmp_path / "1", *PAGES, settings=settings)
    assert built.made[1] == {"index.md", "b.md", "c.md"}


def test_what_is_fresh_takes_nothing_from_the_last_build(built: Built) -> None:
    first = built.build(*PAGES)
    assert built.build(*PAGES, fresh=True) == first
    assert built.made == [{"index.md", "b.md", "c.md"}] * 2


ALL = {"index.md", "b.md", "c.md"}


@pytest.mark.parametrize(
    ("damage", "made"),
    [("a page", {"c.md"}), ("no page", {"c.md"}), ("no site", ALL), ("what is known", ALL)],
)
def test_what_is_kept_is_never_trusted(built: Built, damage: str, made: set[str]) -> None:
    first = built.build(*PAGES)
    cache, live = built.root / "build/cache/html", built.root / "site"
    if damage == "a page":
        (live / "c/index.html").write_bytes(b"not this")
    elif damage == "no page":
        (live / "c/index.html").unlink()
    elif damage == "no site":
        shutil.rmtree(live)
    else:
        (cache / "pages").write_bytes((cache / "pages").read_bytes()[:-1] + b"?")
    assert built.build(*PAGES) == first
    assert built.build(*PAGES) == first
    assert built.made[1:] == [made, set()]


def test_many_pages_are_shared_out_among_processes(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publish.mkdocs_runs._WORTH_IT", 1)
    monkeypatch.setattr("generator.publish.mkdocs_runs._LARGEST", 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    several = (*PAGES, *(page(f"p{number}.md", f"# P{number}\n\n[b](b.md)\n") for number in range(4)))
    assert built.build(*several) == whole(tmp_path / "1", *several)
    assert len(built.made[0] or ()) == 7
    assert [path.name for path in (built.root / "build").iterdir() if path.name.startswith("site.")] == []


def test_mkdocs_ends_with_the_build_that_asked_for_pages(built: Built) -> None:
    built.build(*PAGES)
    root = built.root
    task = {
        "config": str(root / "build/mkdocs.yml"),
        "site": str(root / "new"),
        "told": str(root / "told"),
        "html": str(root / "html"),
        "wanted": ["index.md"],
        "looked_at": [],
        "named": {},
        "templates": {},
        "given": {},
    }
    done = subprocess.run(
        [sys.executable, "-m", "generator.publish.some_pages"],
        input=f"{json.dumps(task)}\n".encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, (root / "told").exists()) == (3, False)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ((HOME, B), "site_src/index.md: link to c/: the site has no such page"),
        (
            (HOME, page("b.md", "# B\n"), C),
            "site_src/index.md: link to b/#deep: the page has no such anchor",
        ),
        (
            (HOME, B, page("c.md", "# C\n\n<script>alert(1)</script>\n")),
            (
                "site_src/c.md: found a script within the page, `alert(1)`, which its Content-Security-Policy keeps "
                "from running; expected a file, named under extra_javascript in mkdocs.yml"
            ),
        ),
        (
            (HOME, B, page("c.md", "# C\n\n<img src='https://example.org/x.png'>\n")),
            (
                "site_src/c.md: link to https://example.org/x.png: the page would ask another host for it; "
                "expected a file of this site"
            ),
        ),
        (
            (HOME, B, page("c.md", "# C\n\n<div>\n")),
            "site_src/c.md:3:1: `<div>` is never closed; expected `</div>` within the same block",
        ),
    ],
)
def test_what_is_wrong_is_told_as_of_a_site_made_in_one_go(
    built: Built, files: tuple[RenderedFile, ...], message: str
) -> None:
    first = built.build(*PAGES)
    for file in files:
        (built.root / "site_src" / file.path).write_bytes(file.content)
    assert problems(built.root, *files)[-1] == message
    assert content(built.root / "site") == first


@pytest.mark.parametrize(
    "settings",
    [
        "markdown_extensions: [pymdownx.snippets]\n",
        "plugins: [search, tags]\n",
        "copyright: !ENV [USER, nobody]\n",
        "hooks: [hook.py]\n",
    ],
)
def test_where_a_page_may_depend_on_more_than_itself_all_is_made_in_one_go(
    built: Built, settings: str
) -> None:
    own = MATERIAL.replace("plugins: [search]\n", "") if "plugins" in settings else MATERIAL
    (built.root / "mkdocs.yml").write_text(own + settings)
    (built.root / "hook.py").write_text("")
    built.build(HOME, B, C)
    assert built.made == [None]
