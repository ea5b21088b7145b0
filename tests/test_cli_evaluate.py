"""`gen evaluate`, as a shell sees it: samples run in a sandbox, and the result is stored."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.evaluate.backends import BACKENDS
from generator.evaluate.samples import Sample
from generator.evaluate.telling import note_of
from generator.evaluate.verdicts import Outcome, Verdict
from tests.evaluate.sandboxes import faults, need_a_sandbox
from tests.evaluate.toys import RIGHT, TASKS, write_dataset, write_samples

pytest.importorskip("evalplus", reason="EvalPlus is not installed")
CORPUS = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set"))
real = pytest.mark.skipif(
    not (CORPUS / "evalplus").is_dir(), reason="SCALEBOOK_CORPUS names no folder of real result files"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a report, and with a cache of its own; without a sandbox there is nothing to test."""
    need_a_sandbox()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    (tmp_path / "results").mkdir()
    (tmp_path / "results/models.yaml").write_text("models:\n- {id: toy, name: Toy}\n")


def gen(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["evaluate", *map(str, words)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def evaluated(
    folder: Path, *samples: tuple[str, str], options: tuple[str | Path, ...] = ()
) -> tuple[str, Any]:
    """What is said, and the tasks of the result file."""
    path, dataset = write_samples(folder, *samples), write_dataset(folder)
    code, out, err = gen(path, "--benchmark", "humaneval+", "--dataset", dataset, "--no-add", *options)
    assert (code, err) == (0, "")
    return out.replace(f"{folder}/", ""), json.loads((folder / "samples_eval_results.json").read_bytes())[
        "eval"
    ]


def statuses(tasks: Any) -> dict[str, list[tuple[str, str | None]]]:
    return {
        task: [(each["base_status"], each["plus_status"]) for each in samples]
        for task, samples in tasks.items()
    }


def test_samples_become_a_stored_run(tmp_path: Path) -> None:
    wrong = ("HumanEval/0", "def double(n):\n    return n * 2 if n >= 0 else n\n")
    endless = ("HumanEval/10", "def third(x):\n    while True: pass\n")
    samples = write_samples(tmp_path, *RIGHT.items(), wrong, ("HumanEval/1", "def letters("), endless)
    words = (samples, "--benchmark", "humaneval+", "--dataset", write_dataset(tmp_path), "--model", "toy")
    code, out, err = gen(*words, "--temperature", "0.8", "--versions-from-hash", "--note", "A try.")
    backend = BACKENDS[faults().index("")].name
    each = "3 tasks, 2 samples each, base and plus tests (EvalPlus 0.2.1 and later)"
    assert (code, out.replace(f"{tmp_path}/", "").splitlines(), err) == (
        0,
        [
            f"6 samples of all 3 tasks of HumanEval+, in a sandbox ({backend})",
            "3 passed, 1 passed the base tests only, 2 failed",
            "samples_eval_results.json: written",
            f"samples_eval_results.json: toy on humaneval md5-084e5531 (t0.8): {each}",
            "  pass@1: 50.0% (20.9–79.1) on plus tests, 66.7% (27.9–91.2) on base tests",
            "1 run stored in results/runs/",
        ],
        "",
    )
    (stored,) = (tmp_path / "results/runs/humaneval").iterdir()
    run = json.loads(stored.read_bytes())
    assert (run["base"], run["plus"], run["samples"]) == ([2, 1, 1], [1, 1, 1], [2, 2, 2])
    provenance = run["provenance"]
    assert (provenance["harness"], provenance["harness_version"]) == ("evalplus", "0.3.1 by gen evaluate")
    assert provenance["date"] == "2026-05-28"
    assert provenance["note"] == (
        f"A try. Run by gen evaluate, in a sandbox ({backend}), with the tests and the rules of EvalPlus 0.3.1; "
        "unlike evalplus.evaluate, HumanEval/32 can be passed, some tasks may be left out, a sample is judged anew "
        "whenever its text changes, EVALPLUS_TIMEOUT_PER_TASK is read as a number, and nothing waits at the end."
    )


def test_the_result_file_is_that_of_evalplus(tmp_path: Path) -> None:
    wrong = "def double(n):\n    return n * 2 if n >= 0 else n\n"
    evaluated(tmp_path, ("HumanEval/0", RIGHT["HumanEval/0"]), ("HumanEval/0", wrong))
    assert json.loads((tmp_path / "samples_eval_results.json").read_bytes()) == {
        "date": "2026-05-28",
        "hash": "084e5531e50e31c3a7325bd75249b164",
        "eval": {
            "HumanEval/0": [
                {
                    "task_id": "HumanEval/0",
                    "solution": RIGHT["HumanEval/0"],
                    "base_status": "pass",
                    "plus_status": "pass",
                    "base_fail_tests": [],
                    "plus_fail_tests": [],
                },
                {
                    "task_id": "HumanEval/0",
                    "solution": wrong,
                    "base_status": "pass",
                    "plus_status": "fail",
                    "base_fail_tests": [],
                    "plus_fail_tests": [[-3]],
                },
            ]
        },
    }


@real
def test_the_toy_of_evalplus_scores_as_with_evalplus(tmp_path: Path) -> None:
    folder = CORPUS / "evalplus"
    words = ("--benchmark", "humaneval+", "--dataset", folder / "toy_dataset.jsonl", "--model", "toy")
    output = ("--output", tmp_path / "r.json", "--versions-from-hash")
    _, out, _ = gen(folder / "toy_samples.jsonl", *words, *output)
    assert "pass@1: 50.0% (20.9–79.1) on plus tests, 66.7% (27.9–91.2) on base tests" in out
    ours, theirs = (
        json.loads(path.read_bytes()) for path in (tmp_path / "r.json", folder / "own031_toy.json")
    )
    assert (ours["eval"], ours["hash"]) == (theirs["eval"], theirs["hash"])


def test_the_base_tests_alone_can_be_asked_for(tmp_path: Path) -> None:
    _, tasks = evaluated(tmp_path, *RIGHT.items(), options=("--base-only",))
    assert [(each["base_status"], each["plus_status"]) for (each,) in tasks.values()] == [("pass", None)] * 3


def test_a_part_of_the_tasks_is_taken_and_told(tmp_path: Path) -> None:
    out, tasks = evaluated(tmp_path, ("HumanEval/1", RIGHT["HumanEval/1"]))
    assert out.startswith("1 sample of 1 of 3 tasks of HumanEval+, in a sandbox (")
    assert statuses(tasks) == {"HumanEval/1": [("pass", "pass")]}


def test_where_it_stopped_it_goes_on_and_a_changed_sample_is_another(tmp_path: Path) -> None:
    evaluated(tmp_path, *RIGHT.items())
    journal = tmp_path / "samples_eval_results.journal"
    head, *known, _ = journal.read_text().split("\n")
    fails = known[0].replace('"pass"', '"fail"')
    journal.write_text("\n".join((head, fails, known[1][:-9])))  # a verdict that is not true, and half of one
    out, tasks = evaluated(tmp_path, *RIGHT.items())
    assert out.splitlines()[1:] == [
        "1 sample known from before",
        "2 passed, 1 failed",
        "samples_eval_results.json: written",
    ]
    doubted = next(task for task, found in statuses(tasks).items() if found == [("fail", "fail")])
    changed = RIGHT | {doubted: RIGHT[doubted] + "\n"}
    out, tasks = evaluated(tmp_path, *changed.items())
    assert out.splitlines()[1:3] == ["2 samples known from before", "3 passed"]
    assert len(journal.read_text().splitlines()) == 5


def test_under_other_conditions_nothing_is_known(tmp_path: Path) -> None:
    evaluated(tmp_path, *RIGHT.items())
    out, _ = evaluated(tmp_path, *RIGHT.items(), options=("--base-only",))
    assert "known from before" not in out


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    samples = [(task, f"{RIGHT[task]}# {n}\n" if n % 3 else "def f(") for task in RIGHT for n in range(8)]
    found = set()
    for workers in ("1", "2", "5"):
        (tmp_path / workers).mkdir()
        evaluated(tmp_path / workers, *samples, options=("--workers", workers))
        found.add((tmp_path / workers / "samples_eval_results.json").read_bytes())
    assert len(found) == 1


def test_a_sample_that_equals_everything_is_marked_and_counts_as_failed(tmp_path: Path) -> None:
    cheat = (
        "class Anything:\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\n"
        "    __hash__ = None\ndef double(n): return Anything()\n"
    )
    out, tasks = evaluated(tmp_path, ("HumanEval/0", RIGHT["HumanEval/0"]), ("HumanEval/0", cheat))
    assert out.splitlines()[1:3] == [
        "1 passed, 1 failed",
        "  HumanEval/0, sample 2: answers with a value of class Anything, which says by itself what it equals; its verdict is not to be trusted",
    ]
    honest, cheating = tasks["HumanEval/0"]
    assert "untrusted" not in honest
    assert (cheating["base_status"], cheating["plus_status"], cheating["untrusted"]) == (
        "fail",
        "fail",
        "answers with a value of class Anything, which says by itself what it equals",
    )


def test_the_note_of_a_run_tells_of_verdicts_that_cannot_be_trusted() -> None:
    cheating = Outcome(Verdict("fail", 0, "", "A"), None)
    samples = (Sample("HumanEval/0", "x"), Sample("HumanEval/0", "y"))
    one, both = ({each.key: cheating for each in samples[:n]} for n in (1, 2))
    ends = [
        note_of(samples[:n], known, "here").partition("at the end. ")[2] for n, known in ((1, one), (2, both))
    ]
    why = "that cannot be trusted, counted as failed: answers that say by themselves what they equal."
    assert ends == [f"1 sample has a verdict {why}", f"2 samples have verdicts {why}"]


# What a sample tries, and why it fails.
TRIES = {
    "starts processes without end": (
        "import posix\ndef double(n):\n  while True: posix.fork()\n",
        "PermissionError: [Errno 1] Operation not permitted",
    ),
    "sleeps": ("import time\ndef double(n): time.sleep(1000)\n", "ran out of time, most of it waiting"),
    "fills the disk": (
        "import _io\ndef double(n):\n  while True: _io.open('x', 'ab').write(bytes(2**24))\n",
        "OSError: [Errno 27] File too large",
    ),
    "reads the users": (
        "import _io\ndef double(n): return _io.open('/etc/passwd').read()\n",
        "FileNotFoundError: [Errno 2] No such file or directory: '/etc/passwd'",
    ),
    "opens a socket": (
        "import _socket\ndef double(n): _socket.socket().connect(('127.0.0.1', 80))\n",
        "PermissionError: [Errno 1] Operation not permitted",
    ),
    "kills its parent": ("import posix\ndef double(n): posix.kill(posix.getppid(), 9)\n", "a wrong answer"),
    "prints a gigabyte": (
        "def double(n):\n  text = 'x' * 2**20\n  for _ in range(1024): print(text)\n",
        "a wrong answer",
    ),
    "replaces what compares": (
        (
            "import builtins, numpy\nnumpy.allclose = lambda *a, **k: True\nbuiltins.all = lambda x: True\n"
            "def double(n): return None\n"
        ),
        "a wrong answer",
    ),
    "looks for the answers": (
        (
            "import gc\ndef double(n):\n  for each in gc.get_objects():\n"
            "    if isinstance(each, dict) and 'expected' in each: return each['expected'][0]\n"
        ),
        "a wrong answer",
    ),
    "writes a verdict": (
        (
            "import posix\nfor n in range(3, 30):\n  try: posix.write(n, b'null\\n' * 2 + b'.[]\\n')\n"
            "  except OSError: pass\ndef double(n): return None\n"
        ),
        "a wrong answer",
    ),
    "ends as if all were well": (
        "import posix\ndef double(n): posix._exit(0)\n",
        "its process ended before its tests did",
    ),
}


@pytest.fixture(scope="module")
def fates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, str]]:
    """Base and plus status and reason of each try, and of a right sample after all of them, in one evaluation."""
    need_a_sandbox()
    folder = tmp_path_factory.mktemp("tries")
    tries = {name: f"{code}# {name}\n" for name, (code, _) in TRIES.items()} | {
        "is right": RIGHT["HumanEval/0"]
    }
    samples = write_samples(folder, *(("HumanEval/0", code) for code in tries.values()))
    words = [str(samples), "--benchmark", "humaneval+", "--dataset", str(write_dataset(folder)), "--no-add"]
    done = CliRunner(env={"XDG_CACHE_HOME": str(folder)}).invoke(main, ["evaluate", *words])
    assert done.exit_code == 0, done.output
    lines = (folder / "samples_eval_results.journal").read_text(encoding="utf-8").splitlines()[1:]
    outcomes = {entry["key"]: entry["outcome"] for entry in map(json.loads, lines)}
    found = {name: outcomes[Sample("HumanEval/0", code).key] for name, code in tries.items()}
    return {
        name: (each["base"]["status"], each["plus"]["status"], each["base"]["why"])
        for name, each in found.items()
    }


@pytest.mark.parametrize("name", TRIES)
def test_a_sample_gets_nothing_by_what_it_tries(name: str, fates: dict[str, tuple[str, str, str]]) -> None:
    ended = "timeout" if name.startswith("ends") else "fail"
    assert fates[name] == (ended, ended, TRIES[name][1])


def test_what_others_tried_harms_no_sample(fates: dict[str, tuple[str, str, str]]) -> None:
    assert fates["is right"] == ("pass", "pass", "")


def test_without_a_sandbox_samples_run_on_demand_only(tmp_path: Path) -> None:
    out, tasks = evaluated(tmp_path, *RIGHT.items(), ("HumanEval/0", "def double("), options=("--unsafe",))
    assert out.splitlines()[:2] == [
        "4 samples of all 3 tasks of HumanEval+, without a sandbox",
        "3 passed, 1 failed",
    ]
    assert statuses(tasks)["HumanEval/0"] == [("pass", "pass"), ("fail", "fail")]


def refused(
    tmp_path: Path, *options: str | Path, tasks: Any = TASKS, samples: Any = RIGHT
) -> tuple[int, list[str]]:
    path, dataset = write_samples(tmp_path, *samples.items()), write_dataset(tmp_path, tasks)
    code, out, err = gen(path, "--benchmark", "humaneval+", "--dataset", dataset, *options)
    assert out == ""
    assert not (tmp_path / "samples_eval_results.json").exists()
    return code, err.splitlines()


def test_what_the_report_would_refuse_is_refused_before_anything_runs(tmp_path: Path) -> None:
    code, said = refused(tmp_path, "--model", "unheard-of", "--versions-from-hash")
    assert (code, said[-1]) == (1, "1 problem; nothing was written")
    assert said[0] == (
        "samples_eval_results.json: a run of the unknown model `unheard-of`; expected one of results/models.yaml "
        "(`gen add --new-models` drafts what is missing there)"
    )
    code, said = refused(tmp_path, "--model", "toy")
    assert code == 1
    assert said[0] == (
        "samples_eval_results.json: dataset md5 084e5531e50e31c3a7325bd75249b164 is of none of HumanEval's known "
        "versions (v0.1.10, v0.1.9, unstated); say which it is with --dataset-version VERSION, after adding it to "
        "results/benchmarks.yaml if it is new, or add it with --versions-from-hash"
    )
    code, said = refused(tmp_path)
    assert (code, said[-1]) == (2, "Error: Missing option '--model'; expected it, or --no-add")


def test_mistakes_of_samples_and_settings_are_told_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVALPLUS_TIMEOUT_PER_TASK", "a minute")
    assert refused(tmp_path, "--no-add", samples={"HumanEval/0": "", "Mbpp/2": ""}) == (
        1,
        [
            "EVALPLUS_TIMEOUT_PER_TASK: found `a minute`; expected seconds, such as 60",
            "samples.jsonl:2: `Mbpp/2` is no task of HumanEval+; expected one of its 3",
            "2 problems; nothing was written",
        ],
    )


def test_another_version_of_evalplus_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.evaluate.asked.EVALPLUS", "0.9")
    assert refused(tmp_path, "--no-add")[1] == [
        "evalplus: is of version 0.3.1; expected 0.9: pip install 'scalebook[evaluate]'",
        "1 problem; nothing was written",
    ]


def test_a_sandbox_that_is_named_makes_the_sandbox_and_excludes_unsafe(tmp_path: Path) -> None:
    backend = [each for each, fault in zip(BACKENDS, faults(), strict=True) if not fault][-1].name
    out, _ = evaluated(tmp_path, *RIGHT.items(), options=("--sandbox", backend))
    assert out.splitlines()[0] == f"3 samples of all 3 tasks of HumanEval+, in a sandbox ({backend})"
    words = ("--benchmark", "humaneval+", "--no-add", "--sandbox", backend, "--unsafe")
    code, _, err = gen(tmp_path / "samples.jsonl", *words)
    said = "Error: --sandbox names one, --unsafe does without; expected one of them"
    assert (code, err.splitlines()[-1]) == (2, said)


def test_a_reference_solution_that_fails_is_a_mistake_of_the_dataset(tmp_path: Path) -> None:
    broken = TASKS[0] | {"plus_input": [[1], [None]]}
    path, dataset = write_samples(tmp_path, ("HumanEval/0", "")), write_dataset(tmp_path, [broken])
    code, _, err = gen(path, "--benchmark", "humaneval+", "--dataset", dataset, "--no-add")
    assert code == 1
    assert err.splitlines()[0] == (
        "tasks.jsonl.gz:1: `HumanEval/0`: its canonical solution fails a plus test: TypeError: unsupported operand "
        "type(s) for *: 'NoneType' and 'int'; expected one that passes"
    )


def test_a_time_for_each_task_may_be_set_as_for_evalplus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVALPLUS_TIMEOUT_PER_TASK", "0.5")
    stubborn = (
        "import signal\ndef double(n):\n  signal.setitimer(signal.ITIMER_REAL, 0)\n  while True: pass\n"
    )
    out, tasks = evaluated(tmp_path, ("HumanEval/0", stubborn), options=("--base-only",))
    assert out.splitlines()[1] == "1 ended before its tests did"
    assert statuses(tasks) == {"HumanEval/0": [("timeout", None)]}


def test_a_stored_run_stays_and_is_replaced_on_demand_only(tmp_path: Path) -> None:
    words = (tmp_path / "samples.jsonl", "--benchmark", "humaneval+", "--model", "toy")
    more = ("--dataset", write_dataset(tmp_path), "--versions-from-hash")
    write_samples(tmp_path, *RIGHT.items())
    assert gen(*words, *more)[0] == 0
    code, out, _ = gen(*words, *more)
    assert (code, out.splitlines()[-1]) == (0, "0 runs stored in results/runs/, 1 there already")
    write_samples(tmp_path, *(RIGHT | {"HumanEval/0": ""}).items())
    code, out, err = gen(*words, *more)
    assert (code, out.splitlines()[-1]) == (1, "nothing stored, 1 file refused (1 same-run)")
    assert re.search(r"which results/runs/\S+ holds, with other tallies; --replace replaces it", err)
    code, out, _ = gen(*words, *more, "--replace")
    assert (code, out.splitlines()[-1]) == (0, "1 run stored in results/runs/")
