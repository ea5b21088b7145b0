"""Nothing that a sample does reaches out of the sandbox, and each attempt ends as a failed test or out of time."""

import json
import marshal
import time
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.evaluate.backends import BACKENDS, NO_SANDBOX
from generator.evaluate.backends.backend import Backend, installed
from generator.evaluate.backends.shown import shown_paths
from generator.evaluate.choosing import choose, fault_of
from generator.evaluate.inside.request import Trial
from generator.evaluate.sandbox import Sandbox, SandboxError
from tests.evaluate.sandboxes import sandbox, tried

__all__ = ["sandbox"]

REFUSED = "!PermissionError: [Errno 1] Operation not permitted"


def test_answers_come_back_as_they_are(sandbox: Sandbox) -> None:
    code = "def f(x): return x, {1: 2.5}, None, 'ü'"
    expected = '{"tuple":[3,{"dict":[[1,2.5]]},null,"\\u00fc"]}'
    assert tried(sandbox, code, [3]) == ("finished", [expected, "."])


def test_what_raises_does_not_load_or_is_missing_is_told(sandbox: Sandbox) -> None:
    assert tried(sandbox, "def f(x): return 1 / x", [1], [0], [1]) == (
        "finished",
        ["1.0", "!ZeroDivisionError: division by zero"],
    )
    assert tried(sandbox, "def f(:")[1] == ["?SyntaxError"]
    assert tried(sandbox, "def g(): pass")[1] == ["?KeyError: 'f'"]
    assert tried(sandbox, "import sys\ndef f(): sys.exit(0)")[1] == ["!SystemExit: 0"]
    assert tried(sandbox, "class E(Exception):\n  __str__ = None\ndef f(): raise E(1)")[1] == ["!E"]


def test_an_endless_loop_ends_by_its_test(sandbox: Sandbox) -> None:
    ended, (line,) = tried(sandbox, "def f():\n  while True: pass", seconds=0.2)
    assert (ended, line.partition(",")[0]) == ("finished", "!ran out of time")


def test_one_that_turns_the_end_of_its_time_off_is_killed(sandbox: Sandbox) -> None:
    code = "import signal\ndef f(x):\n  signal.setitimer(signal.ITIMER_REAL, 0)\n  while x: pass\n  return x"
    assert tried(sandbox, code, [0], [1], seconds=0.2) == ("out of time", ["0"])


def test_sleep_does_not_last_longer_than_the_test(sandbox: Sandbox) -> None:
    began = time.monotonic()
    waited = "!ran out of time, most of it waiting"
    assert tried(sandbox, "import time\ndef f(): time.sleep(100)", seconds=0.2)[1] == [waited]
    assert time.monotonic() - began < 50


@pytest.mark.parametrize(
    "code",
    [
        "import posix\ndef f(): return posix.fork()",
        "import _posixsubprocess, posix\ndef f(): posix.execv('/usr/bin/true', ['true'])",
        "import _socket\ndef f(): _socket.socket(_socket.AF_INET)",
        "import _socket\ndef f(): _socket.socket(_socket.AF_UNIX)",
        "import posix\ndef f(): posix.memfd_create('hidden')",
    ],
    ids=["fork", "exec", "network", "unix-socket", "hidden-memory"],
)
def test_starting_processes_and_reaching_out_are_refused(sandbox: Sandbox, code: str) -> None:
    assert tried(sandbox, code) == ("finished", [REFUSED])


def test_a_fork_bomb_does_nothing(sandbox: Sandbox) -> None:
    code = "import posix\ndef f():\n  n = 0\n  while n < 1000:\n    try: posix.fork()\n    except OSError: n += 1\n  return n"
    assert tried(sandbox, code) == ("finished", ["1000", "."])


def test_the_users_of_the_machine_are_not_there_to_be_read(sandbox: Sandbox) -> None:
    code = "import _io\ndef f(): return _io.open('/etc/passwd').read()"
    said = "!FileNotFoundError: [Errno 2] No such file or directory: '/etc/passwd'"
    assert tried(sandbox, code) == ("finished", [said])


def test_only_what_python_needs_is_shown(sandbox: Sandbox) -> None:
    """A container makes a few folders more, which hold nothing of the machine's users."""
    code = "import posix\ndef f(folder): return sorted(posix.listdir(folder))"
    shown = {path.split("/")[1] for _, path in shown_paths()} | {"dev", "scratch"}
    also = {"etc", "proc", "run", "sys", ".dockerenv"} if sandbox.backend.container else set()
    top, dev = (json.loads(tried(sandbox, code, [folder])[1][0]) for folder in ("/", "/dev"))
    assert shown <= set(top) <= shown | also
    if not sandbox.backend.container:
        assert dev == ["full", "null", "random", "urandom", "zero"]


def test_a_container_sees_its_own_processes_alone(sandbox: Sandbox) -> None:
    code = (
        "import posix\ndef f():\n  seen = [n for n in posix.listdir('/proc') if n.isdecimal()]\n"
        "  return sorted({'1', str(posix.getpid())} ^ set(seen))"
    )
    none = "!FileNotFoundError: [Errno 2] No such file or directory: '/proc'"
    assert tried(sandbox, code)[1] == (["[]", "."] if sandbox.backend.container else [none])


@pytest.mark.parametrize("folder", ["/", "/usr", "/dev", str(Path(__file__).parent)])
def test_nothing_is_written_outside_the_scratch_folder(sandbox: Sandbox, folder: str) -> None:
    code = "import _io\ndef f(folder): _io.open(folder + '/written', 'w')"
    ended, (line,) = tried(sandbox, code, [folder])
    assert ended == "finished"
    assert line.partition(":")[0] in {"!OSError", "!FileNotFoundError", "!PermissionError"}
    assert not (Path(folder) / "written").exists()


def test_the_disk_cannot_be_filled_and_nothing_is_left_for_the_next(sandbox: Sandbox) -> None:
    large = "import _io\ndef f():\n  with _io.open('x', 'wb') as x:\n    while True: x.write(bytes(2**20))"
    assert tried(sandbox, large)[1] == ["!OSError: [Errno 27] File too large"]
    many = (
        "import _io\ndef f():\n  n = 0\n  while True:\n    n += 1\n"
        "    with _io.open(f'{n}', 'wb') as x: x.write(bytes(2**23))"
    )
    assert tried(sandbox, many)[1] == ["!OSError: [Errno 28] No space left on device"]
    left = "import posix\ndef f(): return posix.listdir('/scratch'), posix.listdir('.')"
    assert tried(sandbox, left)[1] == ['{"tuple":[["trial"],[]]}', "."]


def test_memory_ends_at_the_limit_of_evalplus(sandbox: Sandbox) -> None:
    assert tried(sandbox, "def f(): return len(bytearray(5 * 2**30))")[1] == ["!MemoryError: "]
    assert tried(sandbox, "def f(): return len(bytearray(2**28))")[1] == ["268435456", "."]


def test_a_gigabyte_that_is_printed_goes_nowhere(sandbox: Sandbox) -> None:
    code = (
        "import posix, sys\ndef f():\n  line = 'x' * 2**20\n  for _ in range(1024):\n"
        "    print(line)\n    sys.stderr.write(line)\n    posix.write(1, b'x' * 2**20)\n  return 1"
    )
    assert tried(sandbox, code) == ("finished", ["1", "."])


def test_more_answers_than_there_can_be_end_the_trial(sandbox: Sandbox) -> None:
    how, _ = tried(sandbox, "def f(): return 'x' * 2**25", most=1000)
    assert how == "too much"


@pytest.mark.parametrize("victim", ["posix.getppid()", "1", "-1", "0", "posix.getpid()"])
def test_killing_parents_and_everybody_harms_the_sample_alone(sandbox: Sandbox, victim: str) -> None:
    code = f"import posix\ndef f():\n  posix.kill({victim}, 9)\n  return 1"
    nobody = "!ProcessLookupError: [Errno 3] No such process"
    assert tried(sandbox, code) in [("finished", []), ("finished", ["1", "."]), ("finished", [nobody])]
    assert tried(sandbox, "def f(): return 2") == ("finished", ["2", "."])


def test_the_server_cannot_be_looked_into_and_a_crash_is_only_the_samples(sandbox: Sandbox) -> None:
    peek = (
        "import ctypes, posix\ndef f():\n  libc = ctypes.CDLL(None, use_errno=True)\n"
        "  return libc.ptrace(16, posix.getppid(), 0, 0), ctypes.get_errno()"
    )
    assert tried(sandbox, peek)[1] == ['{"tuple":[-1,1]}', "."]
    assert tried(sandbox, "import ctypes\ndef f(): ctypes.string_at(0)") == ("finished", [])


def test_of_a_long_answer_a_digest_comes_back_that_tells_types_and_values(sandbox: Sandbox) -> None:
    def lines(*answers: str) -> list[str]:
        code = f"def f(n): return [{', '.join(answers)}][n]"
        return tried(sandbox, code, *([n] for n in range(len(answers))), most=10**8, digests=True)[1][:-1]

    ones, again, true, tuples, floats, text, other = lines(
        "[1] * 10**5",
        "list((1,)) * 10**5",
        "[True] * 10**5",
        "(1,) * 10**5",
        "[0.5] * 10**5",
        "'a' * 10**6",
        "'b' * 10**6",
    )
    assert ones == again
    assert len({ones, true, tuples, floats, text, other}) == 6
    assert [line[: line.index(":")] for line in (ones, floats, text)] == ["#others", "#floats", "#others"]
    assert lines("[float('nan')] * 10**5")[0].startswith("[NaN,")
    assert lines("[object()] * 10**5")[0].startswith('[{"foreign":["object",false]},')


def test_a_trial_leaves_nothing_in_the_interpreter(sandbox: Sandbox) -> None:
    assert tried(sandbox, "import json\ndef f(): json.left = 1; return 1")[1] == ["1", "."]
    assert tried(sandbox, "import json\ndef f(): return hasattr(json, 'left')")[1] == ["false", "."]


def test_answers_are_heard_until_somebody_has_heard_enough(sandbox: Sandbox) -> None:
    code = "import time\ndef f(x):\n  time.sleep(0.1)\n  return x"
    inputs = marshal.dumps([[n] for n in range(50)])
    began = time.monotonic()
    trial = Trial(code, "f", inputs, (1.0,) * 50, 60.0, 1000)
    assert sandbox.carry_out(trial, lambda _: True) == "stopped"
    assert time.monotonic() - began < 2
    assert tried(sandbox, "def f(): return 2") == ("finished", ["2", "."])


def test_a_server_that_dies_is_told_and_the_next_trial_has_another(sandbox: Sandbox) -> None:
    tried(sandbox, "def f(): return 1")
    assert sandbox._server is not None
    sandbox._server.kill()
    time.sleep(0.5)  # what it held is killed just after it
    with pytest.raises(SandboxError):
        tried(sandbox, "def f(): return 1")
    assert tried(sandbox, "def f(): return 2") == ("finished", ["2", "."])


def test_where_nothing_makes_a_sandbox_the_ways_to_get_one_are_told() -> None:
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    broken = Backend("broken", lambda _: ("sh", "-c", "echo not allowed here >&2; exit 1"))
    missing = Backend("missing", lambda _: installed("no-such-program"))
    with pytest.raises(InputError) as raised:
        choose(None, (missing, broken))
    assert str(raised.value) == (
        "broken: not allowed here\n"
        "missing: is not installed\n"
        "sandbox: none of these works here; expected one: install bubblewrap (Debian: apt install bubblewrap), nsjail "
        "or podman, or let users make namespaces (sysctl kernel.unprivileged_userns_clone=1, on Ubuntu "
        "kernel.apparmor_restrict_unprivileged_userns=0); --unsafe runs the samples without one"
    )


def test_a_sandbox_that_is_named_is_that_or_none() -> None:
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    missing = Backend("missing", lambda _: installed("no-such-program"))
    with pytest.raises(InputError) as raised:
        choose("missing", (*BACKENDS, missing))
    assert str(raised.value) == (
        "missing: is not installed; "
        "expected a sandbox that works: leave --sandbox out for the first that does"
    )


def test_a_sandbox_that_lets_something_out_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("evalplus", reason="EvalPlus is not installed")
    (tmp_path / "secret").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    leaks = fault_of(NO_SANDBOX).split("; ")
    assert {"/etc/passwd can be read", f"{tmp_path}/secret can be seen"} <= set(leaks)
    assert {"a process can be started", f"{Path('/dev')} can be seen"} & set(leaks) == {
        "a process can be started"
    }
