"""A report and `gen add` are the same whether result files are read, or known from the last time."""

import json
import os
import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.errors import InputError
from generator.store.adding import AddOptions, carry_out, plan_additions
from generator.store.scaffolding import scaffold

FIXTURES = Path(__file__).parent / "fixtures" / "runs"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Make a report with a raw file of more than a megabyte, that nobody changed of late."""
    scaffold(tmp_path / "report", "Toy")
    results = tmp_path / "report" / "results"
    raw = json.loads((FIXTURES / "flat_eval_results.json").read_bytes())
    for sample in (sample for samples in raw["eval"].values() for sample in samples):
        sample["solution"] = "x" * 2**19
    with (results / "models.yaml").open("a") as models:
        models.write("- {id: toy, name: Toy}\n")
    (results / "runs" / "raw.json").write_text(json.dumps(raw))
    (results / "runs" / "raw.json.meta.yaml").write_text("model: toy\n")
    return tmp_path / "report"


def rendered(root: Path) -> dict[str, bytes]:
    pipeline.render(root, lambda _: None)
    docs = root / "build" / "docs"
    return {str(path.relative_to(docs)): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def kept(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "build" / "cache" / "reading").glob("*"))


def refused(root: Path) -> str:
    with pytest.raises(InputError) as raised:
        pipeline.check(root)
    return str(raised.value)


def test_pages_are_the_same(report: Path) -> None:
    first = rendered(report)
    assert kept(report) != []
    assert rendered(report) == first
    shutil.rmtree(report / "build")
    assert rendered(report) == first
    assert "toy" in str(first)


def test_problems_are_the_same_and_so_is_their_end(report: Path) -> None:
    raw = report / "results" / "runs" / "raw.json"
    sound = raw.read_bytes()
    raw.write_bytes(sound.replace(b'"pass"', b'"passed"', 1))
    expected = refused(report)
    assert "found `passed`" in expected
    with pytest.raises(InputError):
        rendered(report)
    assert kept(report) != []
    assert refused(report) == expected
    (report / "results" / "runs" / "raw.json.meta.yaml").write_text("model: tyo\n")
    assert "tyo" not in refused(report), "a run that cannot be read has no model"
    raw.write_bytes(sound)
    assert "unknown model `tyo`" in refused(report)


def test_checking_writes_nothing(report: Path) -> None:
    pipeline.check(report)
    assert not (report / "build").exists()


def test_what_a_dry_run_read_is_added_as_it_would_be_without(report: Path, tmp_path: Path) -> None:
    given = report / "results" / "runs" / "raw.json"
    moved = tmp_path / "given.json"
    given.rename(moved)
    (report / "results" / "runs" / "raw.json.meta.yaml").unlink()
    moved.with_name("given.json.meta.yaml").write_text("model: toy\n")
    other = tmp_path / "other"
    shutil.copytree(report, other)
    first = plan_additions([moved], report, AddOptions())
    assert kept(report) != []
    stored = [carry_out(plan_additions([moved], root, AddOptions())) for root in (report, other)]
    assert [[path.read_bytes() for path in paths] for paths in stored] == [
        [path.read_bytes() for path in stored[1]]
    ] * 2
    assert [str(each) for each in first.additions] == [
        f"{moved}: toy on humaneval v0.1.10 (unknown): 3 tasks, 1 to 2 samples each, base and plus tests (EvalPlus 0.2.1 and later)"
    ]
    seen = moved.stat()
    moved.write_bytes(moved.read_bytes().replace(b'"pass"', b'"fail"', 2))
    os.utime(moved, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    again = plan_additions([moved], report, AddOptions())
    assert [each.code for each in again.refusals] == ["same-run"]


def test_a_build_says_how_many_files_it_has_read(report: Path) -> None:
    told: list[str] = []
    (report / "site_src" / "index.md").write_text("{{ mistake }}\n")
    with pytest.raises(InputError, match="mistake"):
        pipeline.build(report, lambda _: None, stage=told.append)
    assert told == [
        "looking for what changed",
        "reading results/",
        "reading results/: 1 of 2 files",
        "reading results/: 2 of 2 files",
        "computing and drawing",
    ]
