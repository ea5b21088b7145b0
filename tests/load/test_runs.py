"""Reading `results/runs/`."""

import shutil
from pathlib import Path

import numpy as np

from generator.load.metadata import Metadata
from generator.load.placing import Catalogue, place_run
from generator.load.problems import Problems
from generator.load.runs import read_raw, read_runs
from generator.model.catalogue import Benchmark, DatasetVersion, ModelCard
from generator.model.run import Run
from generator.store.runs import compact_json, run_path
from generator.store.writing import write_whole

FIXTURES = Path(__file__).parents[1] / "fixtures" / "runs"
VERSIONS = (
    DatasetVersion("v0.1.10", md5="fe585eb4df8c88d844eeb463ea4d0302"),
    DatasetVersion("v0.1.9", md5="84f4b93a1270b492e4c54d5212da7a5b"),
)
KNOWN = Catalogue(
    models={"toy": ModelCard("toy", "Toy")},
    benchmarks={
        "humaneval": Benchmark("humaneval", "HumanEval", task_prefix="HumanEval/", versions=VERSIONS)
    },
)


def read(root: Path, catalogue: Catalogue = KNOWN) -> tuple[tuple[Run, ...], list[str]]:
    problems = Problems()
    runs = read_runs(root / "results" / "runs", root, catalogue, problems)
    return runs, [str(problem) for problem in problems.found]


def put(root: Path, fixture: str, name: str, sidecar: str = "") -> None:
    folder = root / "results" / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(FIXTURES / fixture, folder / name)
    if sidecar:
        (folder / f"{name}.meta.yaml").write_text(sidecar)


def stored(root: Path) -> Path:
    problems = Problems()
    ((raw, _),) = read_raw([FIXTURES / "flat_eval_results.json"], FIXTURES, problems)
    run = place_run(raw, Metadata(model="toy"), KNOWN, problems)
    assert run is not None
    path = run_path(root / "results", run)
    write_whole(path, compact_json(run))
    return path


def test_no_runs_are_no_problem(tmp_path: Path) -> None:
    assert read(tmp_path) == ((), [])


def test_a_harness_file_is_read_with_its_sidecar(tmp_path: Path) -> None:
    sidecar = (
        "model: toy\ndecoding: {strategy: sampling, temperature: 0.2}\ndate: 2026-05-01\nnote: by hand\n"
    )
    put(tmp_path, "flat_eval_results.json", "x.json", sidecar)
    (run,), problems = read(tmp_path)
    assert problems == []
    assert run.id.startswith("toy--v0.1.10--t0.2--")
    assert (run.provenance.date, run.provenance.note, run.provenance.harness) == (
        "2026-05-01",
        "by hand",
        "evalplus",
    )


def test_a_harness_file_without_a_sidecar_is_told_what_is_missing(tmp_path: Path) -> None:
    put(tmp_path, "flat_eval_results.json", "x.json")
    assert read(tmp_path)[1] == [
        (
            "results/runs/x.json: no model is named; give --model NAME, write `model: NAME` into x.json.meta.yaml "
            "beside the file, or name the file as EvalPlus does (MODEL_vllm_temp_0.0_eval_results.json)"
        )
    ]


def test_a_slip_in_a_sidecar_is_told_at_its_line(tmp_path: Path) -> None:
    put(tmp_path, "flat_eval_results.json", "x.json", "model: toy\ndecodin: {strategy: greedy}\n")
    assert read(tmp_path)[1][0].startswith("results/runs/x.json.meta.yaml:2:1: unknown key `decodin`")


def test_a_stored_run_is_read_as_it_was_stored(tmp_path: Path) -> None:
    path = stored(tmp_path)
    (run,), problems = read(tmp_path)
    assert problems == []
    assert path.name == f"{run.id}.json"
    assert run.place.file == f"results/runs/humaneval/{run.id}.json"
    assert run.base is not None
    assert np.array_equal(run.base, [1, 1, 1])
    assert run.timed_out == 1


def test_a_stored_run_under_another_name_is_refused(tmp_path: Path) -> None:
    path = stored(tmp_path)
    path.rename(path.with_name("best-run.json"))
    assert read(tmp_path)[1] == [
        (
            f"results/runs/humaneval/best-run.json: holds a run that belongs into results/runs/humaneval/{path.name}; "
            "expected it there"
        )
    ]


def test_the_same_run_in_two_files_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "flat_eval_results.json", "a.json", "model: toy\n")
    put(tmp_path, "flat_eval_results.json", "b.json", "model: toy\n")
    (run, _), problems = read(tmp_path)
    assert problems == [
        f"results/runs/b.json: holds the run {run.id}, which results/runs/a.json holds already; expected it once"
    ]


def test_hidden_files_are_no_runs(tmp_path: Path) -> None:
    put(tmp_path, "flat_eval_results.json", ".x.json")
    (tmp_path / "results" / "runs" / ".git").mkdir()
    put(tmp_path, "flat_eval_results.json", ".git/x.json")
    assert read(tmp_path) == ((), [])


def test_a_link_out_of_results_is_refused(tmp_path: Path) -> None:
    folder, outside = tmp_path / "report" / "results" / "runs", tmp_path / "secret.json"
    folder.mkdir(parents=True)
    shutil.copy(FIXTURES / "flat_eval_results.json", outside)
    (folder / "x.json").symlink_to(outside)
    assert read(tmp_path / "report")[1] == [
        f"results/runs/x.json: is a link that leads to {outside}, outside results/; expected a file inside"
    ]


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "results" / "runs"
    folder.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (folder / "more").symlink_to(tmp_path / "elsewhere")
    assert read(tmp_path)[1] == [
        (
            f"results/runs/more: is a link to the folder {tmp_path / 'elsewhere'}; "
            "expected a folder, links are not followed"
        )
    ]


def test_runs_without_a_catalogue_are_told_once(tmp_path: Path) -> None:
    put(tmp_path, "flat_eval_results.json", "a.json", "model: toy\n")
    put(tmp_path, "flat_eval_results.json", "b.json", "model: toy\n")
    assert read(tmp_path, Catalogue(benchmarks=KNOWN.benchmarks)) == (
        (),
        [
            "results/models.yaml: is missing, but there are runs; expected the file: `gen add --new-models` writes it"
        ],
    )
