"""What the benchmarks measure on reads as a report, and is always the same."""

import json
import re
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import GROUPS, NAMES, main
from benchmarks.corpora import edit_claim, edit_page, new_run, report_of
from benchmarks.results import Reach, Result, Row, record, shown
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


def test_what_came_out_is_kept_with_what_it_ran_on_and_replaces_its_last(tmp_path: Path) -> None:
    record("builds", Result("Old", (Row("old", (9.0,), 1.0),)), load=0.1, folder=tmp_path)
    record("another", Result("Another", (Row("one", (1.0, 3.0), 12.0, pieces=4),)), load=0.1, folder=tmp_path)
    record("builds", _result(), load=7.25, folder=tmp_path)

    kept = json.loads((tmp_path / "bench.json").read_bytes())
    assert [(name, entry["title"]) for name, entry in kept.items()] == [
        ("another", "Another"),
        ("builds", "Some builds"),
    ]
    assert sorted(kept["builds"]["on"]) == ["cpus", "load", "packages", "python", "system"]
    assert kept["builds"]["rows"][1] == {
        "what": "gen",
        "seconds": [2.0, 1.25],
        "memory": 310.4,
        "cpu": 1.5,
        "ratio": 0.312,
        "stages": [
            {"name": "reading", "seconds": 0.25, "peak": 120.0},
            {"name": "drawing", "seconds": 1.5, "peak": 310.4},
        ],
        "reach": "under 1 s",
        "reached": False,
        "ended": True,
        "shown": {
            "min": "1.25 s",
            "median": "1.62 s",
            "CPU": "1.50 s",
            "ratio": "0.31",
            "memory": "310 MB",
            "each": "",
            "reach": "under 1 s, missed",
        },
    }
    tables = (tmp_path / "bench.md").read_text(encoding="utf-8")
    another, builds = tables.split("\n## ")[1:]
    assert another.splitlines()[:6] == [
        "another",
        "",
        "Another.",
        "",
        "|  | time | median | CPU | ratio | memory | each | reach |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    assert another.splitlines()[6] == "| one | 1.00 s | 2.00 s |  |  | 12 MB | 250 ms |  |"
    assert "| gen | drawing | 1.50 s | 310 MB |" in builds.splitlines()
    assert "(busy: 7.2 processes wanted one)" in builds
    assert "busy" not in another


def test_names_that_are_not_measured_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["start", "nothing", "no"]) == 2
    assert capsys.readouterr().err == f"found nothing, no; expected some of {', '.join((*NAMES, *GROUPS))}\n"
