"""A page is taken from the last build as long as all that it looked at is as it was, and is rendered otherwise."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.corpus import Corpus
from generator.publish.writing import write_docs
from generator.render import kept_pages
from generator.render.data import files
from generator.render.data.table import Filled, Table
from generator.render.data.table import filled as fill
from generator.render.depending import Values
from generator.render.pages import render_report
from generator.render.site import Site
from tests.render.figures.corpora import card, corpus, run
from tests.render.small_site import citing, claim, reference, write

PAGES = {
    "index.md": "# Home\n\nAs [@paper] has it.\n",
    "method.md": "# Method\n\nNothing of the data.\n",
    "all.md": "# All\n\n{{ models | length }} models, {{ runs | length }} runs\n",
    "first.md": "# First\n\n{{ models['Small'].name }}\n",
    "parts.md": "# Parts\n\n{% include 'parts/_note.txt' %}\n",
    "parts/_note.txt": "a note",
    "models/_model.md": "# {{ model.name }}\n\n{{ model_facts(model.id) }}\n{{ model_runs(model.id) }}\n",
    "claims/_claim.md": "# {{ claim.id }}\n\n{{ claim_body(claim.id) }}\n",
    "references.md": "# References\n\n{{ bibliography() }}\n",
}
REPORT = citing(
    replace(
        corpus([card("Small", 2e9), card("Large", 70e9)], (), [run("Small", 40), run("Large", 60)]),
        claims=(claim("A"), claim("B", same_sentence_as="A")),
    ),
    reference("paper", "Ada"),
    reference("harness2024", "Eve"),
)
ALL = {
    "index.md",
    "method.md",
    "all.md",
    "first.md",
    "parts.md",
    "models/Small.md",
    "models/Large.md",
    "claims/A.md",
    "claims/B.md",
    "references.md",
}
SMALL, LARGE = REPORT.runs[0], REPORT.runs[1]
if SMALL.model != "Small":
    SMALL, LARGE = LARGE, SMALL


def rendered_again(folder: Path, report: Corpus) -> set[str]:
    """Render a report beside the last build of it, and say which pages were not taken from there."""
    last = kept_pages.kept_pages(folder / "build")
    made = render_report(report, folder / "site_src", last=last)
    alone = render_report(report, folder / "site_src")
    assert made.findings == alone.findings
    assert {file.path: (file.content, file.source) for file in made.files} == {
        file.path: (file.content, file.source) for file in alone.files
    }
    write_docs(made.files, folder / "build")
    made.keep()
    assert last.now.keys() == ALL
    return {path for path, page in last.now.items() if page is not last.last.get(path)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, PAGES)
    assert rendered_again(tmp_path, REPORT) == ALL
    return tmp_path


def named(report: Corpus, model: str, name: str) -> Corpus:
    cards = {
        each.id: replace(each, name=name) if each.id == model else each for each in report.models.values()
    }
    return replace(report, models=cards)


@pytest.mark.parametrize(
    ("report", "again"),
    [
        (REPORT, set()),
        (replace(REPORT, runs=(SMALL, replace(LARGE, timed_out=1))), {"models/Large.md", "all.md"}),
        (replace(REPORT, runs=(SMALL,)), {"models/Large.md", "all.md", "references.md"}),
        (named(REPORT, "Large", "Larger"), {"models/Large.md", "all.md", "references.md"}),
        (named(REPORT, "Small", "Smaller"), {"models/Small.md", "all.md", "first.md", "references.md"}),
        (
            replace(REPORT, claims=(claim("A", "It shrinks."), REPORT.claims[1])),
            {"claims/A.md", "references.md"},
        ),
        (
            replace(REPORT, claims=(REPORT.claims[0], claim("B"))),
            {"claims/A.md", "claims/B.md", "references.md"},
        ),
        (
            citing(REPORT, reference("paper", "Bea"), reference("harness2024", "Eve")),
            ALL - {"method.md", "all.md", "first.md", "parts.md"},
        ),
    ],
)
def test_only_pages_that_look_at_what_changed_are_rendered(
    folder: Path, report: Corpus, again: set[str]
) -> None:
    assert rendered_again(folder, report) == again


def edit(name: str) -> Callable[[Path], None]:
    return lambda folder: write(folder, {name: f"{PAGES[name]}More.\n"})


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (edit("method.md"), {"method.md"}),
        (edit("models/_model.md"), {"models/Small.md", "models/Large.md"}),
        (edit("parts/_note.txt"), {"parts.md"}),
        (
            lambda folder: write(folder, {"index.md": "# At home\n\n[@paper]\n"}),
            {"index.md", "references.md"},
        ),
        (lambda folder: write(folder, {"index.md": "# Home\n"}), {"index.md", "references.md"}),
        (
            lambda folder: (folder / "build/docs/method.md").write_text("# Method\n\nAnother.\n"),
            {"method.md"},
        ),
        (lambda folder: (folder / "build/docs/data/v1/claims/A.json").unlink(), {"claims/A.md"}),
        (lambda folder: (folder / "build/cache/markdown/pages").write_bytes(b"\0" * 99), ALL),
    ],
)
def test_only_pages_whose_files_changed_are_rendered(
    folder: Path, change: Callable[[Path], object], again: set[str]
) -> None:
    change(folder)
    assert rendered_again(folder, REPORT) == again


def test_pages_that_stay_out_of_the_search_are_kept_and_made_anew_where_that_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.render.searching.MOST_SEARCHED", 1)
    items = {"models/Small.md", "models/Large.md", "claims/A.md", "claims/B.md"}
    assert rendered_again(folder, REPORT) == items
    assert (
        (folder / "build/docs/claims/A.md").read_text().startswith("---\nsearch: {exclude: true}\n---\n# A\n")
    )
    assert rendered_again(folder, REPORT) == set()
    monkeypatch.undo()
    assert rendered_again(folder, REPORT) == items


def test_a_new_page_makes_those_anew_that_would_lead_to_it(folder: Path) -> None:
    (folder / "site_src/references.md").unlink()
    made = render_report(REPORT, folder / "site_src", last=kept_pages.kept_pages(folder / "build"))
    alone = render_report(REPORT, folder / "site_src")
    assert {file.path: file.content for file in made.files} == {
        file.path: file.content for file in alone.files
    }


TABLES = ("data/v1/models.csv", "data/v1/runs.csv")


def made_again(folder: Path, report: Corpus, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Render a report whose two pages link to its tables, and say which tables were made."""
    made = set[str]()

    def filled(table: Table, site: Site) -> Filled:
        made.add(table.name)
        return fill(table, site)

    last = kept_pages.kept_pages(folder / "build")
    with monkeypatch.context() as patch:
        patch.setattr(files, "filled", filled)
        rendered = render_report(report, folder / "site_src", last=last)
    alone = {file.path: file.content for file in render_report(report, folder / "site_src").files}
    assert {file.path: file.content for file in rendered.files} == alone
    assert alone.keys() >= {*TABLES}
    assert last.parts.now.keys() == {*TABLES}
    write_docs(rendered.files, folder / "build")
    rendered.keep()
    return made


@pytest.mark.parametrize(
    ("report", "again"),
    [
        (REPORT, set()),
        (replace(REPORT, claims=()), set()),
        (named(REPORT, "Large", "Larger"), {"models"}),
        (replace(REPORT, runs=(SMALL, replace(LARGE, timed_out=1))), {"models", "runs"}),  # which counts runs
    ],
)
def test_data_files_are_made_again_where_what_they_hold_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: Corpus, again: set[str]
) -> None:
    links = "{{ data_links('models') }}\n{{ data_links('runs') }}\n"
    write(tmp_path, {"index.md": f"# Home\n\n{links}", "more.md": f"# More\n\n{links}"})
    assert made_again(tmp_path, REPORT, monkeypatch) == {"models", "runs"}
    assert made_again(tmp_path, report, monkeypatch) == again
    (tmp_path / "build/docs/data/v1/runs.csv").write_text("id\n")
    assert made_again(tmp_path, report, monkeypatch) == {"runs"}


def both(folder: Path, report: Corpus) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Render a report with what the last build kept, which this one keeps in turn, and without."""
    last = kept_pages.kept_pages(folder / "build")
    made = render_report(report, folder / "site_src", last=last)
    write_docs(made.files, folder / "build")
    made.keep()
    alone = render_report(report, folder / "site_src")
    with_last, without = ({file.path: file.content for file in each.files} for each in (made, alone))
    return with_last, without


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'none' if published == () else 'some' }}, {{ (runs + published) | length }}",
        "{{ runs[0].model }} {{ claims | map(attribute='id') | join(' ') }}",
        "{% include ['parts/_note.txt', 'parts/_other.txt'] %}",
        "{% include 'parts/' ~ '_note.txt' ignore missing %}",
        "{{ model_facts('derived') }}{{ models['derived'].name }}",
    ],
)
def test_pages_read_alike_whatever_is_kept(tmp_path: Path, text: str) -> None:
    report = corpus([card("Small", 2e9), card("derived", 7e9)], (), [run("Small", 40)])
    report = citing(report, reference("paper", "Ada"), reference("harness2024", "Eve"))
    write(tmp_path, {"index.md": f"# Home\n\n{text}\n", "parts/_note.txt": "a note"})
    for _ in range(2):
        kept, alone = both(tmp_path, report)
        assert kept == alone
    parts = tmp_path / "site_src/parts"
    (parts / "_note.txt").rename(parts / "_other.txt")
    kept, alone = both(tmp_path, report)
    assert kept == alone


def test_a_page_that_is_saved_while_it_is_rendered_is_rendered_again(tmp_path: Path) -> None:
    page = "# {{ model.name }}\n\n{{ model_facts(model.id) }}\n"
    write(tmp_path, {"models/_model.md": page, "index.md": "# Home\n"})
    last = kept_pages.kept_pages(tmp_path / "build")
    again = kept_pages.KeptPages.again

    def saved(path: str, key: str, values: Values) -> kept_pages.Rendering | None:
        write(tmp_path, {"models/_model.md": page + "More.\n"})
        return again(last, path, key, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_pages.KeptPages, "again", lambda _, *given: saved(*given))
        made = render_report(REPORT, tmp_path / "site_src", last=last)
    write_docs(made.files, tmp_path / "build")
    made.keep()
    kept, alone = both(tmp_path, REPORT)
    assert kept == alone
    assert kept["models/Large.md"].endswith(b"More.\n")
