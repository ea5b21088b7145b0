"""However `gen evaluate` is ended, nothing of it goes on, and what was judged is known afterwards."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evaluate.sandboxes import need_a_sandbox
from tests.evaluate.toys import RIGHT, write_dataset, write_samples

psutil = pytest.importorskip("psutil", reason="psutil comes with EvalPlus, which is not installed")
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need_a_sandbox()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """An evaluation that has judged three samples, and for which the others would take minutes."""
    slow = [
        ("HumanEval/10", f"import time\ndef third(x): time.sleep(0.9); return x / 3  # {n}\n")
        for n in range(99)
    ]
    samples, dataset = write_samples(tmp_path, *RIGHT.items(), *slow), write_dataset(tmp_path)
    words = ("--benchmark", "humaneval+", "--dataset", dataset, "--no-add", "--workers", "2")
    unsafe = (request.param,) if request.param.startswith("-") else ()
    command = (sys.executable, "-m", "generator", "evaluate", samples, *words, *unsafe)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        journal = tmp_path / "samples_eval_results.journal"
        while not journal.exists() or journal.read_bytes().count(b"\n") < 4:
            assert process.poll() is None
            time.sleep(0.05)
        yield process
        process.kill()


@pytest.mark.parametrize(
    ("running", "by"),
    [
        ("sandbox", signal.SIGINT),
        ("sandbox", signal.SIGTERM),
        ("sandbox", signal.SIGKILL),
        ("--unsafe", signal.SIGKILL),
    ],
    indirect=["running"],
)
def test_nothing_goes_on_after_the_end(
    running: subprocess.Popen[str], by: signal.Signals, tmp_path: Path
) -> None:
    begun = psutil.Process(running.pid).children(recursive=True)
    assert len(begun) >= 2
    running.send_signal(by)
    said, _ = running.communicate(timeout=240)
    assert (running.returncode, said.splitlines()[-1:]) == {
        signal.SIGINT: (1, ["Aborted!"]),
        signal.SIGTERM: (1, ["Aborted!"]),
        signal.SIGKILL: (-9, said.splitlines()[-1:]),
    }[by]
    _, alive = psutil.wait_procs(begun, timeout=20)
    assert alive == []
    assert not (tmp_path / "samples_eval_results.json").exists()
    assert (tmp_path / "samples_eval_results.journal").read_bytes().count(b"\n") >= 4
