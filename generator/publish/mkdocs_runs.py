"""MkDocs at work on the pages of one site, in several processes at once."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

from generator.cores import cores
from generator.publish.elements import Open

_PROGRAM = "generator.publish.some_pages"
_WORTH_IT = 500_000  # bytes of Markdown for which a process more pays: it takes half a second to start
_PAGE = 4_000  # bytes that take as long as what a page needs whatever is on it
_LARGEST = 1_500  # pages that one process holds at a time


class Unmade(Exception):  # noqa: N818 - no error: the site is made in another way
    """MkDocs had something to say, or did not make what was wanted, or pages are not in order."""


@dataclass(frozen=True, slots=True)
class Share:
    """The pages that one process makes, and the folder in which it works."""

    folder: Path
    wanted: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a process says of the site."""

    order: list[str]  # all pages, in the order of the search index
    menus: dict[str, Any]  # what menus say of pages, by their paths
    others: dict[str, str]  # the files that are copied into the site as they are, by their places in it
    html: Path  # a file with the pages that it made
    leads: dict[str, tuple[list[str], frozenset[str]]]  # where the pages lead that it made, and their anchors
    open: dict[str, list[Open]]  # what the authors of those that were looked at left open


def shared_out(new: Path, sizes: Mapping[str, int]) -> tuple[Share, ...]:
    """Share out pages of these sizes, in bytes: to as many processes as pay, with as much for each to do."""
    weights = {path: size + _PAGE for path, size in sizes.items()}
    rounds = -(
        -len(weights) // (_LARGEST * cores())
    )  # of processes, of which as many run at once as there are cores
    count = max(1, min(cores() * max(1, rounds), sum(weights.values()) // _WORTH_IT))
    wanted: list[list[str]] = [[] for _ in range(count)]
    filled = [(0, at) for at in range(count)]
    for path in sorted(weights, key=lambda path: (-weights[path], path)):
        weight, at = heappop(filled)
        wanted[at].append(path)
        heappush(filled, (weight + weights[path], at))
    return tuple(Share(new.with_name(f"{new.name}-{at}"), paths) for at, paths in enumerate(wanted))


@contextmanager
def at_work(
    shares: Sequence[Share], task: Mapping[str, Any], environment: Mapping[str, str]
) -> Iterator[Callable[[], tuple[Told, ...]]]:
    """Let processes make the shares of a task, and give how to wait for what they tell.

    None of them is left at work, however it ends. Waiting raises `Unmade` where one of them fails.
    """
    running: list[subprocess.Popen[bytes]] = []
    with ThreadPoolExecutor(cores()) as pool:
        try:
            asked = [pool.submit(_told, share, task, environment, running) for share in shares]
            yield lambda: tuple(each.result() for each in asked)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in running:
                process.kill()


def _told(
    share: Share,
    task: Mapping[str, Any],
    environment: Mapping[str, str],
    running: list[subprocess.Popen[bytes]],
) -> Told:
    shutil.rmtree(share.folder, ignore_errors=True)
    share.folder.mkdir(parents=True)
    site, told, html = (share.folder / name for name in ("site", "told", "html"))
    own = {"site": str(site), "told": str(told), "html": str(html), "wanted": share.wanted}
    with subprocess.Popen(  # noqa: S603 - our own interpreter, and arguments without a shell
        [sys.executable, "-P", "-m", _PROGRAM],
        env={**environment, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        running.append(process)
        if process.stdin is None:
            raise Unmade
        process.stdin.write(json.dumps({**task, **own}).encode() + b"\n")
        process.stdin.flush()  # and it stays open: its end tells the process that we are gone
        if process.wait():
            raise Unmade
    said = json.loads(told.read_bytes())
    leads = {path: (led, frozenset(anchors)) for path, (led, anchors) in said["leads"].items()}
    left_open = {path: [(mark, message) for mark, message in each] for path, each in said["open"].items()}
    return Told(said["order"], said["menus"], said["others"], html, leads, left_open)
