"""Runs leave a report as files of other programs, and come back as they were."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.check.oddities import run_oddities
from generator.cli import main
from generator.errors import Place
from generator.load.adapters import read_results
from generator.load.adapters.counting import counts
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.corpus import read_corpus
from generator.load.problems import Problems
from generator.model.catalogue import Benchmark, ModelCard
from generator.model.report import Report
from generator.model.run import Counts, Decoding, Provenance, Run, SourceFile
from generator.render.data.eval_results import eval_results
from generator.render.data.every_eval_ever import every_eval_ever
from generator.render.data.exported_run import ExportedRun

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures" / "runs"
SCHEMAS = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set")) / "harnesses" / "every_eval_ever"
BENCHMARK = Benchmark("humaneval", "HumanEval", plus_name="HumanEval+")
BIGCODEBENCH = ("--new-benchmarks", "--dataset-version", "hard", "--temperature", "0")
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
            run.provenance,
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


@pytest.mark.slow
def test_the_runs_of_our_own_report_come_back_under_their_ids(tmp_path: Path) -> None:
    code, _, errors = gen("-C", ROOT, "export", "--format", "every-eval-ever", "--output", tmp_path / "out")
    assert (code, errors) == (0, "")
    back = tmp_path / "back"
    shutil.copytree(ROOT / "results", back / "results", ignore=shutil.ignore_patterns("runs", "claims*"))
    code, said, errors = gen("-C", back, "add", tmp_path / "out")
    assert (code, errors) == (0, ""), said
    before, after = (
        {one.id: (one.digest, one.timed_out, one.plus_without_base, one.provenance) for one in runs}
        for runs in (read_corpus(ROOT).runs, read_corpus(back).runs)
    )
    assert after == before


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
        jsonschema.Draft7Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text()))
        for name in ("eval", "instance_level_eval")
    )
    many = run((150_000, 7), benchmark="another", plus_alone=counts([3]))
    for path, content in exported(many).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    files = sorted(tmp_path.rglob("*.json"))
    assert len(files) == len(read_corpus(report).runs) + 1
    for file in files:
        record.validate(json.loads(file.read_text()))
    for text in (text for file in tmp_path.rglob("*.jsonl") for text in file.read_text().splitlines()):
        line.validate(json.loads(text))


def run(*rows: tuple[int, int], **others: Any) -> Run:
    """Make a run of n and base passes of each task."""
    whole: dict[str, Any] = {
        "id": "toy--v1--t0.8--00000000",
        "model": "toy",
        "benchmark": "humaneval",
        "dataset_version": "v1",
        "decoding": Decoding("sampling", 0.8, 0.95),
        "provenance": Provenance((SourceFile("r.json", "0" * 64),), date="2026-02-03", harness="evalplus"),
        "tasks": tuple(f"HumanEval/{number}" for number in range(len(rows))),
        "samples": counts(n for n, _ in rows),
        "base": counts(c for _, c in rows),
        "plus": None,
    }
    return Run(**whole | others)


def exported(one: Run, card: ModelCard | None = None, report: Report | None = None) -> dict[str, bytes]:
    benchmark = Benchmark(one.benchmark, "HumanEval", plus_name="HumanEval+")
    each = ExportedRun(one, card or ModelCard("toy", "Toy"), benchmark, report or Report("Toys"))
    return dict(every_eval_ever([each]).files)


def record_of(files: Mapping[str, bytes]) -> Any:
    return next(json.loads(content) for path, content in files.items() if path.endswith(".json"))


def read_again(files: Mapping[str, bytes]) -> RawRun:
    opened = [ResultFile(path, content, Place(path), "0" * 64) for path, content in files.items()]
    (back,) = read_results(opened, problems := Problems())
    assert problems.found == []
    return back


def said_of(one: Run | RawRun) -> tuple[object, ...]:
    rows = (one.samples, one.base, one.plus, one.plus_alone)
    return (
        one.tasks,
        *(None if row is None else row.tolist() for row in rows),
        (one.timed_out, one.plus_without_base, one.decoding, one.benchmark, one.dataset_version),
    )


SETS = st.sampled_from([{"base"}, {"base", "plus"}, {"plus"}, {"plus_alone"}, {"base", "plus_alone"}])


@given(
    st.lists(st.tuples(*[st.integers(0, 5)] * 4), min_size=1, max_size=6),
    SETS,
    st.integers(0, 6),
    st.sampled_from([(), ("unknown",), ("greedy",), ("greedy", 0.0), ("sampling",), ("sampling", 0.2, 0.9)]),
)
def test_any_tally_comes_back(
    rows: list[tuple[int, int, int, int]], sets: set[str], odd: int, decoding: tuple[Any, ...]
) -> None:
    n, base, plus, alone = zip(*rows, strict=True)
    samples = counts(each + 1 for each in n)
    passed = {"base": np.minimum(samples, counts(base)), "plus_alone": np.minimum(samples, counts(alone))}
    passed["plus"] = np.minimum(passed["base"], counts(plus))
    one = run(
        *rows_of(samples),
        **{name: passed[name] if name in sets else None for name in passed},
        samples=samples,
        decoding=Decoding(*decoding),
        timed_out=min(odd, len(rows)),
        plus_without_base=min(odd, len(rows)),
    )
    back = read_again(exported(one))
    assert said_of(back) == said_of(one)
    assert (back.model, back.provenance) == ("toy", one.provenance)
    if "plus_alone" not in sets:
        placed = replace(one, stated=back.stated)
        assert not [each for each in run_oddities(placed, BENCHMARK) if each.code == "stated-score"]


def test_a_record_that_does_not_tell_where_it_was_from_is_its_own_source() -> None:
    files = exported(run((1, 1)))
    path = next(path for path in files if path.endswith(".json"))
    for broken in ("", "[]", "[", '[{"name": "r", "sha256": "x"}]', "7"):
        said = record_of(files)
        said["source_metadata"]["additional_details"]["files"] = broken
        assert read_again(files | {path: json.dumps(said).encode()}).provenance is None


def rows_of(samples: Counts) -> list[tuple[int, int]]:
    return [(int(n), 0) for n in samples]


def test_where_samples_are_very_many_a_line_stands_for_all_of_a_task() -> None:
    one = run((150_000, 7), (1, 1), plus=counts((3, 0)))
    files = exported(one)
    lines = next(content for path, content in files.items() if path.endswith(".jsonl")).splitlines()
    outcomes = [json.loads(line)["evaluation"] | json.loads(line)["metadata"] for line in lines]
    assert outcomes == [
        {"score": 7 / 150_000, "is_correct": False, "samples": "150000", "passed": "7"},
        {"score": 1.0, "is_correct": True, "samples": "1", "passed": "1"},
        {"score": 3 / 150_000, "is_correct": False, "samples": "150000", "passed": "3"},
        {"score": 0.0, "is_correct": False, "samples": "1", "passed": "0"},
    ]
    assert said_of(read_again(files)) == said_of(one)


@pytest.mark.parametrize(
    ("date", "moment"),
    [("2026-02-03", "1770076800"), ("2026-02", "2026-02"), ("2026", "2026")],
)
def test_no_day_is_invented(date: str, moment: str) -> None:
    files = exported(run((1, 1), provenance=Provenance((SourceFile("r", "0" * 64),), date=date)))
    assert record_of(files)["evaluation_timestamp"] == moment
    assert read_again(files).date == date


def test_a_record_says_where_a_run_is_from() -> None:
    origin = Provenance(
        (SourceFile("r.json", "ab" * 32),), source="ada2026", url="https://x.y/r", named_as="T", note="n"
    )
    report = Report("Toys", authors=("Ada", "Bo"), date="2026-02-03")
    files = exported(run((1, 1), provenance=origin), report=report)
    said = record_of(files)
    assert read_again(files).provenance == origin
    assert "evaluation_timestamp" not in said
    assert said["retrieved_timestamp"] == "1770076800"
    assert said["source_metadata"] == {
        "source_name": "Toys",
        "source_type": "evaluation_run",
        "source_organization_name": "Ada, Bo",
        "evaluator_relationship": "other",
        "additional_details": {
            "run_id": "toy--v1--t0.8--00000000",
            "files": json.dumps([{"name": "r.json", "sha256": "ab" * 32}]),
            "source": "ada2026",
            "url": "https://x.y/r",
            "named_as": "T",
            "note": "n",
        },
    }
    assert said["evaluation_results"][0]["source_data"] == {
        "dataset_name": "HumanEval",
        "source_type": "hf_dataset",
        "hf_repo": "openai/openai_humaneval",
        "additional_details": {"version": "v1"},
    }


@pytest.mark.parametrize(
    ("url", "named_as", "folder"),
    [
        ("https://huggingface.co/ada/toy-7b/", "other", "ada/toy-7b"),
        ("https://huggingface.co/ada/toy-7b?x", "Ada/Toy", "Ada/Toy"),
        ("https://huggingface.co/datasets/toy", "", "unknown/con.1"),
        ("https://example.org/ada/toy", "../toy", "unknown/con.1"),
    ],
)
def test_a_folder_is_called_as_hugging_face_calls_the_model(url: str, named_as: str, folder: str) -> None:
    origin = Provenance((SourceFile("r", "0" * 64),), named_as=named_as)
    files = exported(run((1, 1), provenance=origin), ModelCard("con.1", "Toy", url=url))
    expected = folder.replace("con.1", "_con.1")  # a name that one system keeps to itself
    assert {path.rpartition("/")[0] for path in files} == {f"data/scalebook/{expected}"}
    assert record_of(files)["model_info"]["id"] == folder.removeprefix("unknown/")


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


def test_runs_whose_dataset_hugging_face_does_not_have_are_left_out(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "report")
    code, _, errors = gen("-C", folder, "add", FIXTURES / "bigcodebench.json", *FREE, *BIGCODEBENCH)
    assert (code, errors) == (0, "")
    code, said, errors = gen("-C", folder, "export", "--format", "eval-results", "--output", tmp_path / "out")
    assert (code, said.splitlines(), errors) == (
        0,
        [
            f"{tmp_path / 'out'}: 0 files written",
            "left out: 1 run of BigCodeBench, whose dataset on Hugging Face is not known here",
        ],
        "",
    )


def test_a_month_is_no_date_to_hugging_face() -> None:
    dated = run((1, 1), provenance=Provenance((SourceFile("r", "0" * 64),), date="2026-02"))
    each = ExportedRun(dated, ModelCard("toy", "Toy"), BENCHMARK, Report("Toys"))
    assert yaml.safe_load(eval_results([each]).files["toy.yaml"]) == [
        {
            "dataset": {"id": "openai/openai_humaneval", "task_id": "humaneval"},
            "value": 100.0,
            "notes": "pass@1, 1 task of 1 sample, decoding t0.8, 95% interval 20.7 to 100.0, dataset v1",
        }
    ]


def test_what_cannot_be_written_to_is_told(report: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    words = ("-C", report, "export", "--format", "eval-results", "--output")
    code, out, errors = gen(*words, tmp_path / "file")
    said = f"Error: Invalid value for '--output': {tmp_path / 'file'} is a file; expected a folder"
    assert (code, out, errors.splitlines()[-1]) == (2, "", said)
    code, out, errors = gen(*words, tmp_path / "file" / "in")
    assert (code, out) == (1, "")
    assert re.fullmatch(
        r".*/file/in/.*\.yaml: cannot be written \(Not a directory\); expected room, and leave to write there\n"
        r"1 problem; nothing was written\n",
        errors,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--only", "model=x", "--output", "x"),
            "Invalid value for '--only': no run is like this",
        ),
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
