"""Read files in several processes where that pays: decoding holds Python's lock, so that threads would take turns."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import msgspec

from generator.cores import cores
from generator.load.packing import Tasks, unpacked
from generator.load.readings import Hashed, read_path

_SECONDS = 1.0  # of work, from which it pays to start processes: each needs a third of it to begin
_PER_BYTE, _PER_FILE = 1 / 400e6, 3e-4  # seconds, roughly
_BATCH_BYTES, _BATCH_FILES = 4 * 2**20, 256  # that a process gets at a time; of large files one
_PROGRAM = "generator.load.reader"

Wanted = tuple[Path, str, int]  # a file, the sha256 that is expected of it or "", and its bytes


class Request(msgspec.Struct, array_like=True):
    """Files to be read: their paths as bytes, and the sha256 that is expected of each or ""."""

    root: bytes
    files: list[tuple[bytes, str]]


class Answered(msgspec.Struct, array_like=True):
    """What a file holds; nil where it is the expected file, or where what it holds cannot be packed."""

    sha256: str
    expected: bool
    reading: msgspec.Raw  # no union with None, of which msgspec takes None alone


class Answer(msgspec.Struct, array_like=True):
    """What the files of a request hold, in their order."""

    tasks: list[Tasks]
    files: list[Answered]


def read_all(wanted: Sequence[Wanted], root: Path) -> Iterator[Hashed]:
    """Yield what each file holds, in their order."""
    seconds = sum(size * _PER_BYTE + _PER_FILE for _, _, size in wanted)
    processes = min(cores(), len(wanted)) if seconds > _SECONDS else 1
    if processes > 1:
        yield from read_apart(wanted, root, processes)
    else:
        yield from (read_path(path, root, expected) for path, expected, _ in wanted)


def read_apart(wanted: Sequence[Wanted], root: Path, processes: int) -> Generator[Hashed]:
    """Yield what each file holds; what a process fails to tell is read here, and says what is wrong."""
    running = [_started() for _ in range(processes)]
    free: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    for each in running:
        free.put(each)

    def ask(batch: Sequence[Wanted]) -> Sequence[Hashed | None]:
        process = free.get()
        try:
            return _asked(process, batch, root)
        finally:
            free.put(process)

    threads = ThreadPoolExecutor(processes)
    try:
        answers = chain.from_iterable(threads.map(ask, _batches(wanted)))
        for (path, expected, _), answer in zip(wanted, answers, strict=True):
            yield answer or read_path(path, root, expected)
    finally:  # also where it is stopped: then nobody waits for what is still being read
        for each in running:
            each.kill()
        threads.shutdown(cancel_futures=True)
        for each in running:
            _close(each)


def _started() -> subprocess.Popen[bytes]:
    """Start a process that reads; it ends when this one does, since it is asked nothing any more."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", _PROGRAM],
        env={**os.environ, "PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,  # Ctrl-C is for this process, which ends the others
    )


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
    process.wait()


def _batches(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    batch: list[Wanted] = []
    size = 0
    for each in wanted:
        if batch and (size + each[2] > _BATCH_BYTES or len(batch) == _BATCH_FILES):
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += each[2]
    if batch:
        yield batch


def _asked(process: subprocess.Popen[bytes], batch: Sequence[Wanted], root: Path) -> Sequence[Hashed | None]:
    """Let a process read files; None for each where it does not."""
    if process.stdin is None or process.stdout is None:
        raise AssertionError  # it was started with both
    files = [(os.fsencode(path), expected) for path, expected, _ in batch]
    try:
        write_frame(process.stdin, Request(os.fsencode(root), files))
        answer = msgspec.msgpack.decode(read_frame(process.stdout), type=Answer)
        found = [_hashed(each, answer.tasks) for each in answer.files]
    except (OSError, EOFError, ValueError):
        return [None] * len(batch)
    return found if len(found) == len(batch) else [None] * len(batch)


def _hashed(answered: Answered, tasks: Sequence[Tasks]) -> Hashed | None:
    if answered.expected:
        return Hashed(answered.sha256, None)
    reading = unpacked(answered.reading, tasks)
    return None if reading is None else Hashed(answered.sha256, reading)


def write_frame(pipe: IO[bytes], value: object) -> None:
    """Write a value after its length."""
    content = msgspec.msgpack.encode(value)
    pipe.write(len(content).to_bytes(8) + content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes:
    """Read what was written after its length; raises `EOFError` where there is none, or only a part."""
    size = pipe.read(8)
    content = pipe.read(int.from_bytes(size)) if len(size) == 8 else b""
    if len(size) < 8 or len(content) < int.from_bytes(size):
        raise EOFError
    return content
