"""A Dask cluster gives the verdicts of one machine, to the byte."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.evaluate.sandboxes import need_a_sandbox
from tests.evaluate.toys import RIGHT, write_dataset, write_samples

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Dask warns of much that is not ours


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the scheduler of two workers listens, each a process of its own."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    need_a_sandbox()
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    ) as cluster:
        yield cluster.scheduler_address


def gen(folder: Path, *words: str) -> tuple[int, str, str]:
    runner = CliRunner(env={"XDG_CACHE_HOME": str(folder / "cache"), "SOURCE_DATE_EPOCH": "1780000000"})
    given = (str(folder / "samples.jsonl"), "--dataset", str(write_dataset(folder)), "--no-add")
    done = runner.invoke(main, ["evaluate", *given, "--benchmark", "humaneval+", *words])
    return done.exit_code, done.stdout.replace(f"{folder}/", ""), done.stderr


def test_two_workers_of_a_cluster_give_the_bytes_of_this_machine(tmp_path: Path, address: str) -> None:
    cheat = "class A:\n    def __eq__(self, other): return True\ndef letters(text): return A()\n"
    wrong = [
        (task, f"{code.replace('return', 'return 1 or')}# {n}\n")
        for task, code in RIGHT.items()
        for n in range(4)
    ]
    samples = [*RIGHT.items(), *wrong, ("HumanEval/1", cheat), ("HumanEval/1", "import os\nos._exit(0)")]
    found = []
    for name, words in {"here": ("--workers", "2"), "there": ("--cluster", address)}.items():
        (tmp_path / name).mkdir()
        write_samples(tmp_path / name, *samples)
        code, out, err = gen(tmp_path / name, *words)
        found.append((code, out, err, (tmp_path / name / "samples_eval_results.json").read_bytes()))
    assert found[0] == found[1]
    code, out, err, content = found[0]
    assert (code, out.splitlines()[1], err) == (
        0,
        "3 passed, 4 passed the base tests only, 9 failed, 1 ended before its tests did",
        "",
    )
    assert len(json.loads(content)["eval"]["HumanEval/1"]) == 7


def test_where_no_scheduler_answers_it_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    write_samples(tmp_path, *RIGHT.items())
    code, _, err = gen(tmp_path, "--cluster", "no-address")
    assert code == 1
    assert err.splitlines()[0].startswith("no-address: is no Dask scheduler that answers (")
    assert err.splitlines()[0].endswith("); expected an address such as tcp://host:8786")


def test_a_cluster_without_workers_is_told(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    write_samples(tmp_path, *RIGHT.items())
    with distributed.LocalCluster(n_workers=0, dashboard_address=None) as cluster:
        code, _, err = gen(tmp_path, "--cluster", cluster.scheduler_address)
        assert (code, err.splitlines()[0]) == (
            1,
            f"{cluster.scheduler_address}: has no workers; expected at least one",
        )


def test_workers_of_another_version_are_not_used(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.evaluate.cluster._versions", lambda: {"numpy": "0.1"})
    write_samples(tmp_path, *RIGHT.items())
    code, _, err = gen(tmp_path, "--cluster", address)
    first, second, last = err.splitlines()
    assert (code, last) == (1, "2 problems; nothing was written")
    assert all(
        line.startswith("tcp://127.0.0.1:") and line.endswith("; expected 0.1, as where it is asked from")
        for line in (first, second)
    )


def test_a_cluster_and_workers_of_this_machine_exclude_each_other(tmp_path: Path) -> None:
    write_samples(tmp_path, *RIGHT.items())
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    code, _, err = gen(tmp_path, "--cluster", "tcp://localhost:1", "--workers", "2")
    said = "Error: --workers is of this machine, --cluster of others; expected one of them"
    assert (code, err.splitlines()[-1]) == (2, said)


def test_without_dask_it_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    monkeypatch.setattr("generator.cli.evaluate.find_spec", lambda _: None)
    write_samples(tmp_path, *RIGHT.items())
    code, _, err = gen(tmp_path, "--cluster", "tcp://localhost:1")
    said = "distributed: is not installed; expected it: pip install 'scalebook[cluster]'"
    assert (code, err.splitlines()[0]) == (1, said)
