"""`build/mkdocs.yml` is the user's mkdocs.yml for what was rendered."""

from pathlib import Path

import pytest

from generator.errors import InputError, Place
from generator.publish.config import (
    derive_config,
    looks_at_pages_only,
    own_files,
    read_config,
    setting_place,
    site_path,
)

HEAD = "# Made from mkdocs.yml; edits in here are lost.\n"
DOCS = "docs_dir: docs\nsite_dir: site\n"


def report(root: Path, settings: str | bytes, *templates: str) -> Path:
    for name in templates:
        file = root / "site_src" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (root / "mkdocs.yml").write_bytes(settings if isinstance(settings, bytes) else settings.encode())
    return root


def problems(root: Path, *pages: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        derive_config(root, pages)
    return [str(problem) for problem in caught.value.problems]


def derived(root: Path, *pages: str) -> str:
    text = derive_config(root, pages).decode()
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def test_the_folders_are_ours_and_all_else_is_the_users(tmp_path: Path) -> None:
    settings = """site_name: Été  # mine
docs_dir: elsewhere
site_dir: elsewhere
extra: {token: !ENV [TOKEN, none], on: yes, version: 1.10}
markdown_extensions:
- pymdownx.emoji:
    emoji_index: !!python/name:material.extensions.emoji.twemoji ''
"""
    assert derived(report(tmp_path, settings)) == (
        "site_name: Été\n"
        "extra: {token: !ENV [TOKEN, none], on: yes, version: 1.10}\n"
        "markdown_extensions:\n"
        "- pymdownx.emoji:\n"
        "    emoji_index: !!python/name:material.extensions.emoji.twemoji ''\n" + DOCS
    )


def test_the_navigation_keeps_what_was_rendered(tmp_path: Path) -> None:
    nav = """nav:
- index.md
- unused.md
- Unused: unused.md
- Elsewhere: https://example.org/
- Top: /x/
- A section:
  - a/index.md
  - One: ./a/../unused.md
- Another: [unused.md, deeper: [unused.md]]
- {Kept: a/index.md, Unused: unused.md}
"""
    root = report(tmp_path, nav, "unused.md")
    assert derived(root, "index.md", "a/index.md") == (
        DOCS + "nav:\n"
        "- index.md\n"
        "- Elsewhere: https://example.org/\n"
        "- Top: /x/\n"
        "- A section:\n"
        "  - a/index.md\n"
        "- {Kept: a/index.md}\n"
    )


@pytest.mark.parametrize(
    "nav", ["", "nav:\n", "nav: []\n", "nav: [unused.md]\n", "nav: [a.md]\nnav: [unused.md]\n"]
)
def test_without_pages_there_is_no_navigation(tmp_path: Path, nav: str) -> None:
    assert derived(report(tmp_path, nav + "x: 1\n", "unused.md"), "a.md") == "x: 1\n" + DOCS


@pytest.mark.parametrize(
    "address", ["example.org", "htps://example.org", "https://", "ftp://a.b", "http://[a"]
)
def test_an_address_that_is_none_is_told(tmp_path: Path, address: str) -> None:
    assert problems(report(tmp_path, f"site_url: {address}\n", "index.md"), "index.md") == [
        f"mkdocs.yml:1:11: site_url: found `{address}`; expected an address such as https://example.org/report/"
    ]


def test_all_mistakes_are_told_at_once_and_in_place(tmp_path: Path) -> None:
    settings = """site_url: example.org
use_directory_urls: No
nav:
- indx.md
- Mistyped: metod.md
- Nothing:
- Empty: ''
- ../README.md
- [index.md]
- Address: "http://["
- Anchor: index.md#top
- Part: _model.md
- No template:
    a: b
"""
    root = report(tmp_path, settings, "index.md", "method.md", "_model.md", "_page.md")
    assert problems(root, "index.md") == [
        "mkdocs.yml:1:11: site_url: found `example.org`; expected an address such as https://example.org/report/",
        (
            "mkdocs.yml:2:21: use_directory_urls: found false; "
            "expected true, since the links of the pages are made for folders"
        ),
        "mkdocs.yml:4:3: nav: found no page `indx.md`; expected a file of site_src/; did you mean `index.md`?",
        "mkdocs.yml:5:13: nav: found no page `metod.md`; expected a file of site_src/; did you mean `method.md`?",
        "mkdocs.yml:6:11: nav: found a title without a page; expected a file of site_src/",
        "mkdocs.yml:7:10: nav: found a title without a page; expected a file of site_src/",
        "mkdocs.yml:8:3: nav: found no page `../README.md`; expected a file of site_src/",
        "mkdocs.yml:9:3: nav: found a list; expected a page, or a title and what it leads to",
        "mkdocs.yml:10:12: nav: found no page `http://[`; expected a file of site_src/",
        (
            "mkdocs.yml:11:11: nav: found no page `index.md#top`; expected a file of site_src/; "
            "did you mean `index.md`?"
        ),
        "mkdocs.yml:14:5: nav: found a mapping; expected a list of pages",
    ]


@pytest.mark.parametrize(
    ("nav", "message"),
    [
        ("nav: index.md", "mkdocs.yml:1:6: nav: found `index.md`; expected a list of pages"),
        ("nav: {a: index.md}", "mkdocs.yml:1:6: nav: found a mapping; expected a list of pages"),
    ],
)
def test_a_navigation_that_is_no_list_is_a_problem(tmp_path: Path, nav: str, message: str) -> None:
    assert problems(report(tmp_path, nav), "index.md") == [message]


def test_files_beside_the_configuration_are_found_from_build(tmp_path: Path) -> None:
    settings = """INHERIT: base.yml
theme: {name: material, custom_dir: overrides}
hooks: [a.py, /b.py]
"""
    root = report(tmp_path, settings)
    assert own_files(root, read_config(root)) == (
        root / "base.yml",
        root / "overrides",
        root / "a.py",
        Path("/b.py"),
    )
    assert derived(root) == (
        "INHERIT: ../base.yml\n"
        "theme: {name: material, custom_dir: overrides}\n"
        "hooks: [../a.py, /b.py]\n" + DOCS
    )


def test_a_theme_that_is_only_named_brings_no_files(tmp_path: Path) -> None:
    root = report(tmp_path, "theme: material\nhooks: none\n")
    assert own_files(root, read_config(root)) == ()
    assert derived(root) == ("theme: {name: material, custom_dir: overrides}\nhooks: none\n" + DOCS)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("# nothing\n", ": holds no settings; expected lines such as `site_name: My report`"),
        ("- a\n", ": holds no settings; expected lines such as `site_name: My report`"),
        ("a: [\n", ":2:1: the YAML cannot be read: expected the node content, but found '<stream end>'"),
        ("a: *x\n", ":1:4: the YAML cannot be read: found undefined alias 'x'"),
        ("a: 1\n---\nb: 1\n", ":2:1: the YAML cannot be read: but found another document"),
        ("a: \x07", ":1:4: found the control character U+0007; expected text without it"),
        ("a: 1\n? [b]\n: c\n", ":2:3: found a list as the name of a setting; expected a word"),
        (
            "[" * 1000,
            ": the YAML is nested too deeply to be read; expected settings as MkDocs knows them",
        ),
        ("", ": is empty; expected content, or no file"),
        (
            b"a: \xff",
            ":1:4: found the byte 0xff, which is “ÿ” in Latin-1 or Windows-1252; expected UTF-8: save the file as UTF-8",
        ),
    ],
)
def test_a_configuration_that_cannot_be_read_is_told(
    tmp_path: Path, settings: str | bytes, message: str
) -> None:
    assert problems(report(tmp_path, settings)) == [f"mkdocs.yml{message}"]


def test_a_missing_configuration_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path) == ["mkdocs.yml: there is none; `gen init` makes one"]


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ("a: 1", "/"),
        ("site_url:", "/"),
        ("site_url: null", "/"),
        ("site_url: ''", "/"),
        ("site_url: !ENV URL", "/"),
        ("site_url: [a]", "/"),
        ("site_url: https://example.org", "/"),
        ("site_url: https://example.org/", "/"),
        ("site_url: https://example.org/a/b", "/a/b/"),
        ("site_url: https://example.org//a/", "/a/"),
    ],
)
def test_the_path_of_the_site_is_that_of_its_address(tmp_path: Path, settings: str, path: str) -> None:
    root = report(tmp_path, settings)
    assert site_path(read_config(root)) == path
    assert derived(root).endswith(DOCS)  # and none is a problem
    assert derived(root) == derived(root)


def test_settings_have_places(tmp_path: Path) -> None:
    config = read_config(report(tmp_path, "a: 1\n\n  # x\nb: 2\n"))
    assert setting_place(config, "b") == Place("mkdocs.yml", 4, 1)
    assert setting_place(config, "c") == Place("mkdocs.yml")


@pytest.mark.parametrize(
    ("more", "alone"),
    [
        ("extra: {on: yes, version: 1.10, since: 2024-01-29, none: ~}\n", True),
        ("markdown_extensions: [toc: {permalink: true}]\n", True),
        ("copyright: !ENV [COPYRIGHT, ours]\n", False),
        ("markdown_extensions: [toc: {slugify: !!python/name:my_slugs.slug }]\n", False),
        ("markdown_extensions: [pymdownx.snippets]\n", False),
        ("hooks: [hook.py]\n", False),
    ],
)
def test_pages_are_made_alone_where_nothing_else_takes_part(
    tmp_path: Path, more: str, *, alone: bool
) -> None:
    config = read_config(report(tmp_path, f"site_name: Toy\ntheme: material\n{more}"))
    assert looks_at_pages_only(config) is alone
