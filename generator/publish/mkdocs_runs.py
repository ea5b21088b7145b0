"""MkDocs at work on the pages of one site, in several processes at once."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.cores import cores
from generator.publish.making import file_of
from generator.publish.markup import Link, Markup

_PROGRAM = Path(__file__).with_name("some_pages.py")
_WORTH_IT = 40  # pages for which a process more pays: it takes a second to start
_LARGEST = 1000  # pages that one process holds at a time


class Unmade(Exception):  # noqa: N818 - no error: the site is made in another way
    """MkDocs had something to say, or did not make what was wanted."""


@dataclass(frozen=True, slots=True)
class Share:
    """The pages that one process makes, and where; the first makes what is no page as well."""

    folder: Path
    wanted: Sequence[str]
    copies: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a process says of the site."""

    order: list[str]  # all pages, in the order of the search index
    menus: dict[str, Any]  # what menus say of pages, by their paths
    markup: dict[str, Markup]  # what links and anchors the pages have that it made


def shared_out(new: Path, weights: Mapping[str, int]) -> tuple[Share, ...]:
    """Share out the pages of which the weights are given: to as many processes as pay, of the same weight each."""
    count = max(1, min(cores(), len(weights) // _WORTH_IT), -(-len(weights) // _LARGEST))
    heaviest = sorted(weights, key=lambda path: (-weights[path], path))
    folders = (new, *(new.with_name(f"{new.name}-{number}") for number in range(2, count + 1)))
    return tuple(Share(folder, heaviest[at::count], copies=not at) for at, folder in enumerate(folders))


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
    share.folder.mkdir(parents=True, exist_ok=True)
    told = share.folder / ".told.json"
    own = {
        "site": str(share.folder),
        "told": str(told),
        "wanted": {path: file_of(path) for path in share.wanted},
        "copies": share.copies,
    }
    with subprocess.Popen(  # noqa: S603 - our own interpreter, and arguments without a shell
        [sys.executable, "-P", str(_PROGRAM)],
        env=environment,
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
    told.unlink()
    markup = {
        path: Markup(tuple(Link(*link) for link in links), frozenset(anchors))
        for path, (links, anchors) in said["markup"].items()
    }
    return Told(said["order"], said["menus"], markup)
