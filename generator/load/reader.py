"""A process that reads files for another: requests come in, answers go out, until nobody asks any more."""

import os
import sys
from pathlib import Path

import msgspec

from generator.load.packing import Tasks, packed
from generator.load.readings import read_path
from generator.load.several_readers import Answer, Answered, Request, read_frame, write_frame

_NIL = msgspec.msgpack.encode(None)


def answer(request: Request) -> Answer:
    """Read the files of a request."""
    tasks: dict[Tasks, int] = {}
    root = Path(os.fsdecode(request.root))
    files = [_answered(Path(os.fsdecode(path)), root, expected, tasks) for path, expected in request.files]
    return Answer(list(tasks), files)


def _answered(path: Path, root: Path, expected: str, tasks: dict[Tasks, int]) -> Answered:
    hashed = read_path(path, root, expected)
    content = packed(hashed.reading, tasks) if hashed.reading else None
    return Answered(hashed.sha256, hashed.reading is None, msgspec.Raw(content or _NIL))


def main() -> None:
    """Answer the requests of standard input on standard output."""
    while True:
        try:
            request = read_frame(sys.stdin.buffer)
        except EOFError:
            return
        write_frame(sys.stdout.buffer, answer(msgspec.msgpack.decode(request, type=Request)))


if __name__ == "__main__":
    main()
