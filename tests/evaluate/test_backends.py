"""What each program is asked for that makes a sandbox; programs that only pretend to are not used."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.evaluate.backends import BACKENDS
from generator.evaluate.backends.backend import Backend
from generator.evaluate.backends.bubblewrap import bubblewrap
from generator.evaluate.backends.containers import IMAGE, docker, podman
from generator.evaluate.backends.nsjail import nsjail
from generator.evaluate.backends.shown import shown_paths
from generator.evaluate.choosing import choose
from tests.evaluate.sandboxes import sandboxes, tried

_RECORDING = """#!{python}
import json, os, sys
from pathlib import Path
words = sys.argv[1:]
said = {{"words": words, "input": len(sys.stdin.buffer.read()) if words[0] == "import" else 0}}
with Path({record!r}).open("a") as record:
    record.write(json.dumps(said) + "\\n")
if words[0] == "image":
    sys.exit({image})
if words[0] == "import":
    sys.stderr.write({complaint!r})
    sys.exit(1 if {complaint!r} else 0)
words = [word.replace("/scalebook", {root!r}) for word in words]
start = words.index("--") + 1 if "--" in words else words.index("/usr/bin/env")
os.execv(words[start], words[start:])
"""
_INSIDE = (
    *("/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "PYTHONHASHSEED=0"),
    *("PYTHONDONTWRITEBYTECODE=1", "OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1"),
    *("HOME=/scratch", "TMPDIR=/scratch"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is searched for programs before others."""
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def pretend(folder: Path, name: str, *, image: int = 0, complaint: str = "") -> Path:
    """Install a program that writes down what it is asked for and then runs the command as it is, in no sandbox."""
    record, program = folder / f"{name}.record", folder / name
    text = _RECORDING.format(
        python=sys.executable,
        root=str(Path(__file__).parents[2]),
        record=str(record),
        image=image,
        complaint=complaint,
    )
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return record


def asked(record: Path) -> list[tuple[list[str], int]]:
    """The words of each call, and how many bytes it was given to read."""
    lines = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    return [(each["words"], each["input"]) for each in lines]


def of_paths(*words: str) -> list[str]:
    """Give words once for each path that is shown."""
    return [word.format(real=real, path=path) for real, path in shown_paths() for word in words]


def of_devices(*words: str) -> list[str]:
    return [word.format(name) for name in ("null", "zero", "full", "random", "urandom") for word in words]


def test_bubblewrap_is_asked_for_no_more_than_is_shown(folder: Path) -> None:
    pretend(folder, "bwrap")
    assert list(bubblewrap(("python", "-c", "1"))) == [
        *(f"{folder}/bwrap", "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534"),
        *("--die-with-parent", "--new-session", "--as-pid-1", "--cap-drop", "ALL"),
        *of_paths("--ro-bind", "{real}", "{path}"),
        *of_devices("--dev-bind", "/dev/{}", "/dev/{}"),
        *("--perms", "0700", "--size", "67108864", "--tmpfs", "/scratch"),
        *("--remount-ro", "/", "--chdir", "/scratch", "python", "-c", "1"),
    ]


def test_nsjail_is_asked_for_no_more_than_is_shown_and_sets_no_time_of_its_own(folder: Path) -> None:
    pretend(folder, "nsjail")
    assert list(nsjail(("python", "-c", "1"))) == [
        *(f"{folder}/nsjail", "--mode", "o", "--really_quiet", "--keep_env", "--hostname", "sandbox"),
        *("--user", "65534", "--group", "65534", "--disable_proc", "--iface_no_lo"),
        *("--time_limit", "0", "--nice_level", "0"),
        *("--rlimit_as", "hard", "--rlimit_cpu", "inf", "--rlimit_stack", "hard"),
        *("--rlimit_fsize", "16", "--rlimit_nofile", "64", "--rlimit_core", "0"),
        *of_paths("--bindmount_ro", "{real}:{path}"),
        *of_devices("--bindmount_ro", "/dev/{}"),
        *("--mount", "none:/scratch:tmpfs:size=67108864,mode=0700,nr_inodes=4096"),
        *("--cwd", "/scratch", "--", "python", "-c", "1"),
    ]


@pytest.mark.parametrize(
    ("client", "command", "own"),
    [
        (
            "podman",
            podman,
            ["--read-only-tmpfs=false", "--no-hosts", "--passwd=false", "--http-proxy=false"],
        ),
        ("docker", docker, []),
    ],
    ids=["podman", "docker"],
)
def test_a_container_is_asked_for_no_more_than_is_shown(
    folder: Path, client: str, command: Callable[[Sequence[str]], Sequence[str]], own: Sequence[str]
) -> None:
    record = pretend(folder, client, image=1)
    words = [
        *(f"{folder}/{client}", "run", "--rm", "--interactive", "--pull=never", "--log-driver=none", *own),
        *("--network=none", "--ipc=none", "--hostname=sandbox", "--read-only", "--user=65534:65534"),
        *("--cap-drop=ALL", "--security-opt=no-new-privileges", "--security-opt=label=disable"),
        *("--memory=4831838208", "--memory-swap=4831838208", "--pids-limit=256"),
        *("--ulimit=core=0:0", "--ulimit=fsize=16777216:16777216", "--ulimit=memlock=0:0"),
        *("--ulimit=nofile=64:64", "--ulimit=nproc=256:256"),
        *of_paths("--mount=type=bind,source={real},target={path},readonly"),
        "--tmpfs=/scratch:rw,nosuid,nodev,noexec,size=67108864,mode=1777",
        *(IMAGE, *_INSIDE, "python", "-c", "1"),
    ]
    assert [list(command(("python", "-c", "1"))) for _ in range(2)] == [words, words]
    assert asked(record) == [(["image", "inspect", IMAGE], 0), (["import", "-", IMAGE], 10240)]


@pytest.mark.parametrize(
    ("program", "name"), [("nsjail", "nsjail"), ("podman", "podman"), ("docker", "docker")]
)
def test_a_program_that_only_pretends_to_make_a_sandbox_harms_nobody_and_is_not_used(
    folder: Path, program: str, name: str
) -> None:
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    pretend(folder, program)
    with pytest.raises(InputError) as raised:
        choose(name)
    assert str(raised.value) == (
        f"{name}: it is no sandbox: what runs in it is not its first process; "
        "expected a sandbox that works: leave --sandbox out for the first that does"
    )


def test_what_a_client_says_against_a_container_is_told(folder: Path) -> None:
    pretend(folder, "docker", image=1, complaint="Tip: read on\nError: cannot connect to the daemon\n")
    with pytest.raises(InputError) as raised:
        choose("docker")
    assert str(raised.value) == (
        "docker: cannot connect to the daemon; "
        "expected a sandbox that works: leave --sandbox out for the first that does"
    )


@pytest.mark.parametrize("backend", [each for each in BACKENDS if each.container], ids=lambda each: each.name)
def test_a_container_ends_with_the_client_that_asked_for_it(backend: Backend) -> None:
    with contextmanager(sandboxes)(backend) as sandbox:
        before = containers(backend)
        assert tried(sandbox, "def f(): return 1") == ("finished", ["1", "."])
        (ours,) = containers(backend) - before
        sandbox.stop()  # as where this program ends by itself: the client is killed
        deadline = time.monotonic() + 20
        while ours in containers(backend):
            assert time.monotonic() < deadline
            time.sleep(0.1)


def containers(backend: Backend) -> set[str]:
    """The containers of our image that run."""
    words = (backend.name, "ps", "--quiet", "--filter", f"ancestor={IMAGE}")
    return set(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split())
