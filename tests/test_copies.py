"""Work is shared with copies of a process, and nothing of it is lost or done twice."""

import os
import signal
import sys
import threading
import time
from cProfile import Profile

import pytest
from rich.live import Live, _RefreshThread

from generator.copies import can_copy, shared_out

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


def test_results_come_in_order_whoever_did_them() -> None:
    def do(number: int) -> tuple[int, int]:
        time.sleep(0.002)
        return number, os.getpid()

    done, gathered = shared_out(100, do, os.getpid, 2)
    assert [number for number, _ in done] == list(range(100))
    assert {process for _, process in done} == {os.getpid(), *gathered}
    assert len(set(gathered)) == 2


def test_what_a_copy_keeps_to_itself_is_asked_for_at_its_end() -> None:
    mine: set[int] = set()

    def do(number: int) -> None:
        mine.add(number)
        time.sleep(0.005)

    _, gathered = shared_out(40, do, lambda: mine, 1)
    assert [mine & each for each in gathered] == [set()]
    assert set.union(mine, *gathered) == set(range(40))


@pytest.mark.parametrize("way", ["raises", "dies", "cannot tell"])
def test_what_a_copy_fails_to_do_is_done_here(way: str) -> None:
    here = os.getpid()

    def do(number: int) -> object:
        time.sleep(0.002)
        if os.getpid() != here:
            if way == "raises":
                raise RuntimeError
            if way == "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            return lambda: number  # no pickle is made of it
        return number

    assert shared_out(20, do, lambda: None, 1) == (list(range(20)), [])


def test_what_fails_everywhere_fails_here_and_leaves_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, copies = os.fork, list[int]()

    def noted() -> int:
        copies.append(fork())
        return copies[-1]

    monkeypatch.setattr(os, "fork", noted)

    def do(number: int) -> int:
        time.sleep(0.002)
        return 1 // (number - 7)

    with pytest.raises(ZeroDivisionError):
        shared_out(20, do, lambda: None, 2)
    assert len(copies) == 2
    for copy in copies:
        with pytest.raises(ChildProcessError):
            os.waitpid(copy, os.WNOHANG)


def test_without_copies_all_is_done_here() -> None:
    assert shared_out(3, lambda number: (number, os.getpid()), lambda: None, 0) == (
        [(number, os.getpid()) for number in range(3)],
        [],
    )
    assert shared_out(0, lambda number: number, lambda: None, 0) == ([], [])


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look away from the threads by which tests are run in parallel."""
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.current_thread()])


@pytest.mark.usefixtures("_alone")
def test_no_process_is_copied_whose_threads_may_hold_what_the_copy_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert can_copy()
    other = threading.Thread()
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.current_thread(), other])
    assert not can_copy()
    turning = _RefreshThread(Live(), 1)
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.current_thread(), turning])
    assert can_copy()


@pytest.mark.usefixtures("_alone")
def test_no_process_is_copied_while_it_is_profiled() -> None:
    with Profile():
        assert not can_copy()
    assert can_copy()
