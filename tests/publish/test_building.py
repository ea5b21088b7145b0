"""What MkDocs warns of becomes problems, at the place that a user can mend."""

from pathlib import Path

import pytest

from generator.errors import InputError, Place, Problem
from generator.publish.building import Warnings, run_mkdocs
from generator.publish.writing import write_docs
from tests.publish.toy_report import SETTINGS, WARNS_OF_OMISSIONS, page, problems, published, toy_report

HOME = page("index.md", "# Home\n")


def test_both_kinds_of_warnings_are_told_apart(tmp_path: Path) -> None:
    root = toy_report(tmp_path)
    files = [
        page("index.md", "[gone](gone.md)\n", "results/report.yaml"),
        page("other.md", "# Other\n"),
    ]
    write_docs(files, root / "build")
    (root / "build/mkdocs.yml").write_text(SETTINGS.replace(": theme,", ": ../theme,") + WARNS_OF_OMISSIONS)
    sources = {file.path: file.source for file in files}
    link = (
        "MkDocs says: Doc file 'index.md' contains a link 'gone.md', but the target is not found among "
        "documentation files."
    )
    omitted = (
        "MkDocs says: The following pages exist in the docs directory, but are not included in the "
        '"nav" configuration:\n  - other.md'
    )
    assert run_mkdocs(root, root / "out", sources, 0) == Warnings(
        links=(Problem(Place("results/report.yaml"), "mkdocs", link),),
        others=(Problem(Place("mkdocs.yml"), "mkdocs", omitted),),
    )


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            "nonsense: 1\n",
            "5:1: MkDocs says: Config value 'nonsense': Unrecognised configuration name: nonsense",
        ),
        (
            "\n\nmarkdown_extensions: [nonsense]\n",
            (
                "7:1: MkDocs says: Config value 'markdown_extensions': Failed to load extension 'nonsense'.\n"
                "ModuleNotFoundError: No module named 'nonsense'"
            ),
        ),
        (
            "hooks: [no.py]\n",
            "5:1: MkDocs says: Config value 'hooks': The path 'ROOT/build/../no.py' isn't an existing file.",
        ),
    ],
)
def test_settings_that_mkdocs_refuses_are_told_at_their_line(
    tmp_path: Path, settings: str, message: str
) -> None:
    assert problems(toy_report(tmp_path, SETTINGS + settings), HOME) == [f"mkdocs.yml:{message}"]


def test_a_page_that_cannot_be_built_is_told_by_its_template(tmp_path: Path) -> None:
    root = toy_report(tmp_path, main_html="{{ nothing.x }}")
    assert problems(root, HOME) == [
        "site_src/index.md: MkDocs says: Error building page 'index.md': 'nothing' is undefined"
    ]


def test_where_mkdocs_gives_up_the_pages_that_are_not_there_are_no_dead_links(tmp_path: Path) -> None:
    root = toy_report(tmp_path, main_html="{% if page.title == 'B' %}{{ nothing.x }}{% endif %}<a href='b/'>")
    assert problems(root, page("index.md", "[none](none.md)\n"), page("b.md", "# B\n")) == [
        "site_src/b.md: MkDocs says: Error building page 'b.md': 'nothing' is undefined",
        (
            "site_src/index.md: MkDocs says: Doc file 'index.md' contains a link 'none.md', "
            "but the target is not found among documentation files."
        ),
    ]


def test_the_end_of_a_crash_is_told(tmp_path: Path) -> None:
    root = toy_report(tmp_path, SETTINGS + "hooks: [crash.py]\n")
    (root / "crash.py").write_text("def on_config(config):\n    raise ZeroDivisionError('of a hook')\n")
    assert problems(root, HOME) == ["mkdocs.yml: MkDocs says: ZeroDivisionError: of a hook"]


def test_warnings_of_the_shell_do_not_break_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    root = toy_report(tmp_path, SETTINGS + "hooks: [warns.py]\n")
    (root / "warns.py").write_text(
        "import warnings\nwarnings.warn('old', DeprecationWarning, stacklevel=1)\n"
    )
    assert problems(root, HOME) == []


def test_a_date_that_is_no_number_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2026-01-01")
    with pytest.raises(InputError) as caught:
        published(toy_report(tmp_path), HOME, epoch=86400)
    assert str(caught.value) == (
        "SOURCE_DATE_EPOCH: found `2026-01-01`; expected a number of seconds since 1970, such as 86400"
    )
