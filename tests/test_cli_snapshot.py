"""`gen snapshot`, as a shell sees it, on the example report."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.cli import main

NAME = "results/snapshots/2024-01-29.json"


def gen(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    gen("init", tmp_path / "report")
    return tmp_path / "report"


def test_a_snapshot_is_of_the_newest_input_and_the_same_whenever_it_is_taken(root: Path) -> None:
    assert gen("-C", root, "snapshot") == (0, f"{NAME}: 1 run, 1 claim recorded\n", "")
    content = (root / NAME).read_bytes()
    assert gen("-C", root, "snapshot") == (0, f"{NAME}: holds this state already\n", "")
    assert (root / NAME).read_bytes() == content
    assert gen("-C", root, "diff") == (0, "Nothing changed.\n", "")
    assert pipeline.state(root, str(root / NAME)) == pipeline.state(root, None)


def test_a_state_that_another_would_replace_is_kept_unless_forced(root: Path) -> None:
    gen("-C", root, "snapshot")
    claims = root / "results/claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("verdict: supported_with_limits\n", "verdict: mixed\n"), encoding="utf-8")
    said = (
        "holds another state of 2024-01-29; expected none: `--date` names another day, such as that on which "
        "the results came in, `--force` writes over it"
    )
    assert gen("-C", root, "snapshot") == (1, "", f"{NAME}: {said}\n1 problem; nothing was written\n")
    later = "results/snapshots/2024-02-01.json: 1 run, 1 claim recorded\n"
    assert gen("-C", root, "snapshot", "--date", "2024-02-01") == (0, later, "")
    changed = "Claims whose verdict or drift changed:\n  C1: stated supported with limits → mixed"
    assert gen("-C", root, "diff", root / NAME)[1].startswith(changed)
    assert gen("-C", root, "snapshot", "--force") == (0, f"{NAME}: 1 run, 1 claim recorded\n", "")
    assert gen("-C", root, "diff", root / NAME) == (0, "Nothing changed.\n", "")


def test_without_a_date_in_the_data_one_has_to_be_given(root: Path) -> None:
    shutil.rmtree(root / "results/runs")
    report = root / "results/report.yaml"
    report.write_text(
        report.read_text(encoding="utf-8").replace("date: 2024-01-29", "date: 2024"), encoding="utf-8"
    )
    said = (
        "no input has a whole day as its date; expected one, such as `date` in results/report.yaml, or --date"
    )
    assert gen("-C", root, "snapshot") == (1, "", f"results: {said}\n1 problem; nothing was written\n")
    code, _, said = gen("-C", root, "snapshot", "--date", "2024-02-30")
    assert (code, said.splitlines()[-1]) == (
        2,
        "Error: Invalid value for '--date': found `2024-02-30`; expected a day such as 2026-06-12",
    )


def test_a_mistake_in_a_snapshot_stops_every_command(root: Path) -> None:
    gen("-C", root, "snapshot")
    (root / NAME).write_bytes((root / NAME).read_bytes().replace(b'"snapshot": 1', b'"snapshot": 2'))
    said = f"{NAME}:2:13: snapshot: found `2`; expected at most 1\n1 problem; nothing was written\n"
    assert gen("-C", root, "render") == (1, "", said)


def test_a_state_from_before_the_newest_is_refused(root: Path) -> None:
    assert gen("-C", root, "snapshot", "--date", "2026-01-02")[0] == 0
    assert gen("-C", root, "snapshot", "--date", "2026-01-01") == (
        1,
        "",
        (
            "results/snapshots/2026-01-01.json: would come before 2026-01-02, which is recorded already; "
            "expected a later day: `--date` names one\n1 problem; nothing was written\n"
        ),
    )
