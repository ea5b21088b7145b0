"""Result files that were packed are read as what they hold, and named by the bytes that lie on the disk."""

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import Place
from generator.load.adapters import result_file
from generator.load.adapters.packed import unpacked
from generator.load.files import MACHINE_LIMIT
from generator.load.problems import Problems
from generator.store.adding import _holds_no_results

Told = Callable[..., list[str]]
LINE = b'{"task_id": "HumanEval/0", "passed": true}\n'


def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    packed = gzip.compress(LINE, mtime=0)
    (tmp_path / "r.jsonl.gz").write_bytes(packed)
    file = result_file(tmp_path / "r.jsonl.gz", tmp_path, problems := Problems())
    assert file is not None
    assert (file.name, file.content, file.place.file) == ("r.jsonl", LINE, "r.jsonl.gz")
    assert (file.sha256, problems.found) == (hashlib.sha256(packed).hexdigest(), [])


def test_packed_parts_follow_each_other_and_zeros_may_fill_the_end(told: Told) -> None:
    other = LINE.replace(b"/0", b"/1")
    assert told(gzip.compress(LINE) + gzip.compress(other) + b"\0" * 512, "r.jsonl.gz") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(LINE)[:-1], "the gzip ends before it is closed: the file is cut off"),
        (gzip.compress(LINE)[:12], "the gzip ends before it is closed: the file is cut off"),
        (
            gzip.compress(LINE)[:-8] + b"\1" * 8,
            "the gzip cannot be read: incorrect data check; expected a whole file",
        ),
        (
            gzip.compress(LINE) + b"xyz",
            "the gzip cannot be read: incorrect header check; expected a whole file",
        ),
        (
            gzip.compress(b" " * (MACHINE_LIMIT + 1), 1),
            "unpacks to more than 67,108,864 bytes; expected at most as many",
        ),
        (
            gzip.compress(b" " * (MACHINE_LIMIT // 2 + 1), 1) * 2,
            "unpacks to more than 67,108,864 bytes; expected at most as many",
        ),
    ],
    ids=["cut off", "cut off at its start", "damaged", "more behind it", "a bomb", "a bomb of parts"],
)
def test_what_cannot_be_unpacked_is_told(told: Told, content: bytes, said: str) -> None:
    assert told(content, "r.jsonl.gz") == [f"r.jsonl.gz: {said}"]


def test_other_bytes_are_left_as_they_are() -> None:
    assert unpacked(LINE, Place("r.jsonl"), problems := Problems()) == LINE
    assert problems.found == []


def test_packed_samples_in_a_folder_are_no_results(tmp_path: Path) -> None:
    sample = b'{"task_id": "HumanEval/0", "solution": ""}\n'
    (tmp_path / "s.jsonl.gz").write_bytes(gzip.compress(sample))
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(sample)[:14])
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(LINE))
    assert [_holds_no_results(path) for path in sorted(tmp_path.iterdir())] == [False, False, True]
