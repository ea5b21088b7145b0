"""Samples are read as EvalPlus reads them, and what cannot be a sample is named with its place."""

import gzip
from pathlib import Path

import pytest

from generator.evaluate.datasets import BENCHMARKS, Dataset, read_dataset
from generator.evaluate.samples import Sample, read_samples
from generator.load.problems import Problems
from tests.evaluate.toys import RIGHT, TASKS, write_dataset, write_samples


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    read = read_dataset(BENCHMARKS["humaneval+"], write_dataset(tmp_path), tmp_path, Problems())
    assert read is not None
    return read


def read(path: Path, dataset: Dataset) -> tuple[tuple[Sample, ...], list[str]]:
    samples = read_samples(path, dataset, path.parent, problems := Problems())
    return samples, [str(problem) for problem in problems.found]


def told(tmp_path: Path, dataset: Dataset, text: str) -> list[str]:
    (tmp_path / "s.jsonl").write_text(text, encoding="utf-8")
    return read(tmp_path / "s.jsonl", dataset)[1]


def test_a_completion_follows_its_prompt_and_a_solution_is_whole(tmp_path: Path, dataset: Dataset) -> None:
    text = (
        '{"task_id": "HumanEval/10", "completion": "    return 1\\n", "model": "m"}\n\n'
        '{"task_id": "HumanEval/1", "solution": "x"}\n'
        '{"task_id": "HumanEval/10", "solution": "y", "completion": "z"}\n'
    )
    (tmp_path / "s.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    assert read(tmp_path / "s.jsonl.gz", dataset) == (
        (
            Sample("HumanEval/1", "x"),
            Sample("HumanEval/10", "def third(x):\n    return 1\n"),
            Sample("HumanEval/10", "y"),
        ),
        [],
    )


def test_a_folder_has_a_folder_for_each_task_and_files_are_counted_by_number(
    tmp_path: Path, dataset: Dataset
) -> None:
    for name in ("HumanEval_1/10.py", "HumanEval_1/9.py", "HumanEval_0/0.py", "HumanEval_0/notes.txt", "log"):
        (tmp_path / "s" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "s" / name).write_text(name, encoding="utf-8")
    assert read(tmp_path / "s", dataset) == (
        (
            Sample("HumanEval/0", "HumanEval_0/0.py"),
            Sample("HumanEval/1", "HumanEval_1/9.py"),
            Sample("HumanEval/1", "HumanEval_1/10.py"),
        ),
        [],
    )


def test_a_sample_is_known_by_its_task_and_its_text() -> None:
    keys = {Sample(task, text).key for task in ("HumanEval/0", "HumanEval/1") for text in ("a", "b")}
    assert (len(keys), {len(key) for key in keys}) == (4, {64})


def test_each_line_that_is_no_sample_is_named(tmp_path: Path, dataset: Dataset) -> None:
    lines = (
        '{"solution": "x"}',
        '{"task_id": "HumanEval/0"}',
        '{"task_id": "HumanEval/0", "solution": 5}',
        '{"task_id": "HumanEval/0", "solution"',
        '{"task_id": "HumanEval/0", "solution": "x"}',
    )
    assert told(tmp_path, dataset, "\n".join(lines)) == [
        "s.jsonl:1: has no `task_id`; expected one",
        "s.jsonl:2: has no `solution` and no `completion`; expected one of them",
        "s.jsonl:3: solution: found a whole number; expected text or null",
        "s.jsonl:4:38: the JSON ends at byte 37 inside `HumanEval/0`, before it is closed: the line is cut off",
    ]


def test_unknown_tasks_are_named_once(tmp_path: Path, dataset: Dataset) -> None:
    line = '{{"task_id": "{}", "solution": ""}}\n'
    text = "".join(map(line.format, ("HumanEval/0", "HumanEval/01", "Mbpp/2", "Mbpp/2")))
    assert told(tmp_path, dataset, text) == [
        "s.jsonl:2: `HumanEval/01` is no task of HumanEval+; expected one of its 3; did you mean `HumanEval/1`?",
        "s.jsonl:3: `Mbpp/2` (in 2 samples) is no task of HumanEval+; expected one of its 3",
    ]


def test_samples_of_another_benchmark_are_one_mistake(tmp_path: Path, dataset: Dataset) -> None:
    text = "".join(f'{{"task_id": "Mbpp/{n}", "solution": ""}}\n' for n in (2, 3, 2))
    assert told(tmp_path, dataset, text) == [
        "s.jsonl: holds samples of `Mbpp/2` and 1 more; expected tasks of HumanEval+, such as `HumanEval/0`"
    ]


def test_nothing_to_evaluate_is_a_mistake(tmp_path: Path, dataset: Dataset) -> None:
    expected = "expected lines with `task_id`, or folders such as HumanEval_0 with 0.py"
    (tmp_path / "empty").mkdir()
    assert read(tmp_path / "empty", dataset) == ((), [f"empty: holds no samples; {expected}"])
    assert told(tmp_path, dataset, "\n") == ["s.jsonl: is empty; expected content, or no file"]


def test_a_file_that_ends_too_early_is_told(tmp_path: Path, dataset: Dataset) -> None:
    whole = gzip.compress(write_samples(tmp_path, *RIGHT.items()).read_bytes())
    (tmp_path / "s.jsonl.gz").write_bytes(whole[:-20])
    assert read(tmp_path / "s.jsonl.gz", dataset)[1] == [
        "s.jsonl.gz: the gzip ends before it is closed: the file is cut off"
    ]


def dataset_told(tmp_path: Path, *tasks: dict[str, object]) -> list[str]:
    problems = Problems()
    assert read_dataset(BENCHMARKS["humaneval+"], write_dataset(tmp_path, tasks), tmp_path, problems) is None
    return [str(problem) for problem in problems.found]


def test_a_dataset_is_known_by_the_md5_of_what_is_packed(tmp_path: Path, dataset: Dataset) -> None:
    (tmp_path / "t.jsonl").write_bytes(gzip.decompress((tmp_path / "tasks.jsonl.gz").read_bytes()))
    plain = read_dataset(BENCHMARKS["humaneval+"], tmp_path / "t.jsonl", tmp_path, Problems())
    assert plain is not None
    assert (plain.md5, len(plain.md5), plain.name) == (dataset.md5, 32, "HumanEval+")
    assert plain.tasks["HumanEval/0"].reference == "def double(n):\n    return n * 2\n"


def test_a_dataset_that_is_not_in_order_is_named_by_line(tmp_path: Path) -> None:
    lacking = {key: value for key, value in TASKS[0].items() if key != "entry_point"}
    assert dataset_told(tmp_path, TASKS[0], TASKS[0], lacking, TASKS[1] | {"base_input": [1]}) == [
        "tasks.jsonl.gz:2: `HumanEval/0` stands in line 1 already; expected each task once",
        "tasks.jsonl.gz:3: has no `entry_point`; expected one",
        "tasks.jsonl.gz:4: base_input[1]: found a whole number; expected a list",
    ]
    (tmp_path / "tasks.jsonl.gz").write_text("{\n")
    assert (
        read_dataset(BENCHMARKS["humaneval+"], tmp_path / "tasks.jsonl.gz", tmp_path, problems := Problems())
        is None
    )
    assert [str(each) for each in problems.found] == [
        "tasks.jsonl.gz:1: is not JSON; expected a task: an object in one line"
    ]


def test_without_a_path_the_environment_and_evalplus_say_where_the_dataset_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dataset: Dataset
) -> None:
    monkeypatch.delenv("HUMANEVAL_OVERRIDE_PATH", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    benchmark = BENCHMARKS["humaneval+"]
    assert read_dataset(benchmark, None, tmp_path, problems := Problems()) is None
    assert str(problems.found[0]) == (
        "evalplus/HumanEvalPlus-v0.1.10.jsonl: is not there; expected HumanEval+: --dataset FILE, "
        "HUMANEVAL_OVERRIDE_PATH, or a run of EvalPlus itself, which fetches it"
    )
    (tmp_path / "evalplus").mkdir()
    fetched = tmp_path / "evalplus/HumanEvalPlus-v0.1.10.jsonl"
    fetched.write_bytes(gzip.decompress((tmp_path / "tasks.jsonl.gz").read_bytes()))
    found = read_dataset(benchmark, None, tmp_path, Problems())
    monkeypatch.setenv("HUMANEVAL_OVERRIDE_PATH", str(write_dataset(tmp_path, TASKS[:1])))
    named = read_dataset(benchmark, None, tmp_path, Problems())
    assert found is not None
    assert named is not None
    assert (found.md5, len(named.tasks)) == (dataset.md5, 1)


def test_inputs_of_mbpp_get_the_types_that_json_lacks(tmp_path: Path) -> None:
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    tasks = (
        TASKS[0] | {"task_id": "Mbpp/2", "base_input": [[[1, 2], [3]]], "plus_input": {}},
        TASKS[0] | {"task_id": "Mbpp/252", "base_input": [["(1+2j)"]]},
        TASKS[0] | {"task_id": "Mbpp/124", "base_input": [["x"]]},
    )
    benchmark, path = BENCHMARKS["mbpp+"], write_dataset(tmp_path, tasks)
    assert read_dataset(benchmark, path, tmp_path, problems := Problems()) is None
    assert [str(problem) for problem in problems.found] == [
        "tasks.jsonl.gz:3: `Mbpp/124`: the inputs are not as MBPP+ has them; expected its file"
    ]
    read = read_dataset(benchmark, write_dataset(tmp_path, tasks[:2]), tmp_path, Problems())
    assert read is not None
    assert [task.base for task in read.tasks.values()] == [[[(1, 2), (3,)]], [[1 + 2j]]]
    assert read.tasks["Mbpp/2"].plus == []
