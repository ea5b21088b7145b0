"""What the benchmarks measure on reads as a report, and is always the same."""

from pathlib import Path

from benchmarks.corpora import edit_claim, edit_page, new_run, report_of
from generator.load.corpus import read_corpus


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_report_made_up_reads_and_lacks_the_run_that_is_added(tmp_path: Path) -> None:
    folder = report_of(tmp_path / "report", 12, claims=7, references=9)
    corpus = read_corpus(folder)
    found = (len(corpus.models), len(corpus.runs), len(corpus.claims), len(corpus.references))
    assert found == (12, 27, 7, 9)

    new_run(folder, 12)
    added = {run.id for run in read_corpus(folder).runs} - {run.id for run in corpus.runs}
    assert added == {"sonimtu-0.5b-instruct--v0.1.10--greedy--8803d8c8"}


def test_a_report_made_up_again_has_the_same_bytes(tmp_path: Path) -> None:
    assert _bytes(report_of(tmp_path / "a", 3)) == _bytes(report_of(tmp_path / "b", 3))


def test_an_edit_changes_one_file_at_every_turn_and_leaves_a_report(tmp_path: Path) -> None:
    folder = report_of(tmp_path / "report", 4)
    for edit, changed in (
        (edit_claim, "results/claims/part-000.yaml"),
        (edit_page, "site_src/limitations.md"),
    ):
        for turn in range(2):
            before = _bytes(folder)
            edit(folder, turn)
            after = _bytes(folder)
            assert {name for name in after if after[name] != before.get(name)} == {changed}
    assert [claim.why for claim in read_corpus(folder).claims][2] == "Read again, for time 1."
