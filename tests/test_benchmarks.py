"""What the benchmarks measure on reads as a report, and is always the same."""

import re
import sys
from pathlib import Path

import pytest

from benchmarks.corpora import edit_claim, edit_page, new_run, report_of
from benchmarks.results import Reach, Result, Row, shown
from benchmarks.watching import Stage, watch
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


def test_a_program_is_watched_with_what_it_starts_and_by_the_stages_that_it_tells(tmp_path: Path) -> None:
    started = "import time; held = bytearray(80_000_000); time.sleep(0.4)"
    program = (
        "import subprocess, sys\n"
        f"subprocess.run([sys.executable, '-c', {started!r}])\n"
        "print('   0.50 s  starting another', flush=True)\n"
        "print('something else', flush=True)\n"
    )
    watched = watch(sys.executable, "-c", program, folder=tmp_path, limit=60)
    assert [(stage.name, stage.seconds) for stage in watched.stages] == [("starting another", 0.5)]
    assert watched.ended
    assert 80 < watched.stages[0].peak == watched.peak < 160


def test_a_program_that_takes_too_long_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    watched = watch("sh", "-c", "sleep 60 & sleep 60", folder=tmp_path, limit=0.2)
    assert (watched.ended, watched.stages, 0.2 <= watched.seconds < 30) == (False, (), True)


def test_a_program_that_fails_is_quoted(tmp_path: Path) -> None:
    message = re.escape("('sh', '-c', 'echo so; exit 3') ends with 3: so\n")
    with pytest.raises(RuntimeError, match=f"^{message}$"):
        watch("sh", "-c", "echo so; exit 3", folder=tmp_path, limit=60)


def _result() -> Result:
    stages = (Stage("reading", 0.25, 120.0), Stage("drawing", 1.5, 310.4))
    rows = (
        Row("mkdocs", (4.0, 5.0), 90.0, cpu=4.2, ratio=1.0),
        Row("gen", (2.0, 1.25), 310.4, 1.5, 0.3125, stages=stages, reach=Reach("seconds", 1)),
        Row("another", (1800.0,), 5_000.0, reach=Reach("ratio", 1.25), ended=False),
        Row("each page", (0.5,), 20.0, pieces=100, reach=Reach("seconds", 3)),
    )
    return Result("Some builds", rows)


def test_a_table_tells_what_was_reached_and_what_was_not() -> None:
    assert shown(_result()) == (
        "                                                       min    median       CPU   ratio    memory  each, reach\n"
        "  mkdocs                                            4.00 s    4.50 s    4.20 s    1.00     90 MB\n"
        "  gen                                               1.25 s    1.62 s    1.50 s    0.31    310 MB  under 1 s, missed\n"
        "    reading                                         250 ms                                120 MB\n"
        "    drawing                                         1.50 s                                310 MB\n"
        "  another                                        over 1800.00 s over 1800.00 s                    5,000 MB  at most 1.25 ×, missed\n"
        "  each page                                         500 ms    500 ms                       20 MB  5 ms under 3 s"
    )
