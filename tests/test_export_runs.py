"""Runs leave a report as files of other programs, and come back as they were."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.errors import Place
from generator.load.adapters import read_results
from generator.load.adapters.protocol import ResultFile
from generator.load.corpus import read_corpus
from generator.load.problems import Problems
from generator.model.catalogue import Benchmark, ModelCard
from generator.model.run import Decoding, Provenance, Run, SourceFile
from generator.render.data.every_eval_ever import every_eval_ever
from generator.render.data.exported_run import ExportedRun

FIXTURES = Path(__file__).parent / "fixtures" / "runs"
SCHEMAS = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set")) / "harnesses" / "every_eval_ever"
FREE = ("--new-models", "--model-from-name", "--versions-from-hash")


def gen(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def fresh(folder: Path) -> Path:
    """Make a report that holds nothing yet."""
    gen("init", folder, "--title", "T")
    for name in ("runs", "published", "claims.yaml", "models.yaml", "benchmarks.yaml"):
        path = folder / "results" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return folder


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hold the runs of our fixtures, with base tests, plus tests, both and plus tests alone."""
    folder = fresh(tmp_path_factory.mktemp("export") / "report")
    files = [
        *FIXTURES.glob("*_eval_results.json"),
        *FIXTURES.glob("*.eval_results.json"),
        *FIXTURES.glob("arena*"),
    ]
    code, said, errors = gen("-C", folder, "add", *sorted(files), *FREE)
    assert (code, errors) == (0, ""), said
    return folder


def tallies(folder: Path) -> set[tuple[object, ...]]:
    runs = read_corpus(folder).runs
    return {
        (
            run.benchmark,
            run.dataset_version,
            run.decoding,
            run.tasks,
            *(
                None if row is None else tuple(row.tolist())
                for row in (run.samples, run.base, run.plus, run.plus_alone)
            ),
        )
        for run in runs
    }


def test_no_tally_is_lost_on_the_way_out_and_back(report: Path, tmp_path: Path) -> None:
    code, said, errors = gen(
        "-C", report, "export", "--format", "every-eval-ever", "--output", tmp_path / "out"
    )
    number = len(read_corpus(report).runs)
    assert (code, said, errors) == (0, f"{tmp_path / 'out'}: {2 * number} files written\n", "")
    back = fresh(tmp_path / "back")
    code, said, errors = gen("-C", back, "add", tmp_path / "out", *FREE)
    assert (code, said.splitlines()[-1], errors) == (0, f"{number} runs stored in results/runs/", "")
    assert tallies(back) == tallies(report)


def test_the_same_runs_are_the_same_bytes_and_say_what_they_hold(report: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        gen("-C", report, "export", "--format", "every-eval-ever", "--output", tmp_path / name)
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.json*")}
        for name in ("a", "b")
    )
    assert first == second
    for path, content in first.items():
        if path.suffix == ".json":
            beside = json.loads(content)["detailed_evaluation_results"]
            lines = first[Path(beside["file_path"])]
            assert beside["checksum"] == hashlib.sha256(lines).hexdigest()
            assert beside["total_rows"] == len(lines.splitlines())


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="SCALEBOOK_CORPUS names no folder of published schemas")
def test_records_and_lines_are_valid_by_their_published_schemas(report: Path, tmp_path: Path) -> None:
    gen("-C", report, "export", "--format", "every-eval-ever", "--output", tmp_path)
    record, line = (
        jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text()))
        for name in ("eval", "instance_level_eval")
    )
    files = sorted(tmp_path.rglob("*.json"))
    assert len(files) == len(read_corpus(report).runs)
    for file in files:
        record.validate(json.loads(file.read_text()))
    for text in (text for file in tmp_path.rglob("*.jsonl") for text in file.read_text().splitlines()):
        line.validate(json.loads(text))


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=6))
def test_any_tally_comes_back(rows: list[tuple[int, int, int]]) -> None:
    samples = np.array([n for n, _, _ in rows], dtype=np.int32)
    base = np.array([min(n, c) for n, c, _ in rows], dtype=np.int32)
    plus = np.array([min(n, c, p) for n, c, p in rows], dtype=np.int32)
    run = Run(
        id="toy--v1--greedy--00000000",
        model="toy",
        benchmark="humaneval",
        dataset_version="v1",
        decoding=Decoding("sampling", 0.8, 0.95),
        provenance=Provenance((SourceFile("r.json", "0" * 64),), date="2026-02", harness="evalplus"),
        tasks=tuple(f"HumanEval/{number}" for number in range(len(rows))),
        samples=samples,
        base=base,
        plus=plus,
    )
    card, benchmark = ModelCard("toy", "Toy"), Benchmark("humaneval", "HumanEval", plus_name="HumanEval+")
    files = every_eval_ever([ExportedRun(run, card, benchmark)])
    opened = [ResultFile(path, content, Place(path), "0" * 64) for path, content in files.items()]
    (back,) = read_results(opened, problems := Problems())
    assert problems.found == []
    assert (back.tasks, back.decoding, back.date) == (run.tasks, run.decoding, "2026-02-01")
    assert back.base is not None
    assert back.plus is not None
    assert (back.samples.tolist(), back.base.tolist(), back.plus.tolist()) == (
        samples.tolist(),
        base.tolist(),
        plus.tolist(),
    )


def test_a_model_has_a_list_of_results_for_its_repository(report: Path, tmp_path: Path) -> None:
    words = ("--format", "eval-results", "--only", "model=toy-7b-instruct", "--output", tmp_path)
    code, said, errors = gen("-C", report, "export", *words)
    assert (code, said, errors) == (0, f"{tmp_path}: 1 file written\n", "")
    (file,) = tmp_path.iterdir()
    assert file.name == "toy-7b-instruct.yaml"
    assert yaml.safe_load(file.read_text())[0] == {
        "dataset": {"id": "google-research-datasets/mbpp", "task_id": "mbpp"},
        "value": 75.0,
        "date": "2026-04-29",
        "notes": (
            "pass@1, 2 tasks of 2 samples, decoding t0.8, 95% interval 24.2 to 96.6, dataset v0.2.0, "
            "evalplus after 0.3.1"
        ),
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("tallies", "--output", "x"),
            "every-eval-ever writes runs as they are; expected neither TABLE nor --columns",
        ),
        (
            ("--columns", "k", "--output", "x"),
            "every-eval-ever writes runs as they are; expected neither TABLE nor --columns",
        ),
        ((), "every-eval-ever has a file for each run or model; expected --output FOLDER"),
        (
            ("--only", "modle=x", "--output", "x"),
            "Invalid value for '--only': there is no column `modle`: did you mean `model`?",
        ),
    ],
)
def test_what_runs_do_not_have_is_wrong_usage(report: Path, words: tuple[str, ...], said: str) -> None:
    code, out, errors = gen("-C", report, "export", "--format", "every-eval-ever", *words)
    assert (code, out, errors.splitlines()[-1]) == (2, "", f"Error: {said}")
