"""Result files that were packed are read as what they hold, and named by the bytes that lie on the disk."""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from generator.errors import Place
from generator.load.adapters import Found, result_files
from generator.load.adapters.packed import Member, unpacked
from generator.load.files import MACHINE_LIMIT
from generator.load.problems import Problems
from generator.store.given import lies_beside_results

Told = Callable[..., list[str]]
Files = Callable[[dict[str, bytes]], Found]
Corpus = Callable[..., tuple[Found, list[str]]]
LINE = b'{"task_id": "HumanEval/0", "passed": true}\n'


def test_a_packed_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    packed = gzip.compress(LINE, mtime=0)
    (tmp_path / "r.jsonl.gz").write_bytes(packed)
    (file,) = result_files(tmp_path / "r.jsonl.gz", tmp_path, problems := Problems())
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


ZSTD = zstandard.compress(LINE)
REPEATED = zstandard.compress(b" " * (MACHINE_LIMIT + 1))


def test_zstd_is_read_and_its_frames_may_follow_each_other(found: Files) -> None:
    other = zstandard.compress(LINE.replace(b"/0", b"/1"))
    (run,) = found({"r.jsonl.zst": ZSTD + other}).runs
    assert (run.tasks, run.files[0].name) == (("HumanEval/0", "HumanEval/1"), "r.jsonl")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ZSTD[:-1], "the zstd ends before it is closed: the file is cut off"),
        (ZSTD[:5], "the zstd ends before it is closed: the file is cut off"),
        (ZSTD + b"xyzxyz", "the zstd cannot be read: Unknown frame descriptor; expected a whole file"),
        (REPEATED, "unpacks to more than 67,108,864 bytes; expected at most as many"),
    ],
    ids=["cut off", "cut off at its start", "more behind it", "a bomb"],
)
def test_zstd_that_cannot_be_unpacked_is_told(told: Told, content: bytes, said: str) -> None:
    assert told(content, "r.jsonl.zst") == [f"r.jsonl.zst: {said}"]


def zipped(**files: bytes) -> bytes:
    """Make a ZIP; `__` in a name stands for a slash, and `_up_` for the way out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_up_", "..").replace("__", "/") + ".jsonl", content)
    return made.getvalue()


def test_the_files_of_a_zip_are_read_each_with_a_digest_of_its_own(found: Files) -> None:
    other = LINE.replace(b"true", b"false")
    archive = zipped(a__r=LINE, b__r=other, **{".DS": b""})
    runs = found({"all.zip": archive}).runs
    assert [(run.files[0].name, run.files[0].place.file, run.files[0].sha256) for run in runs] == [
        ("r.jsonl", "all.zip/a/r.jsonl", hashlib.sha256(LINE).hexdigest()),
        ("r.jsonl", "all.zip/b/r.jsonl", hashlib.sha256(other).hexdigest()),
    ]


def test_a_mistake_inside_a_zip_has_its_line(told: Told) -> None:
    assert told(zipped(a__r=LINE + b"{}\n"), "r.zip") == ["r.zip/a/r.jsonl:2: has no `task_id`; expected one"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            zipped(r=LINE)[:-30],
            "r.zip: the ZIP cannot be read: file is not a zip file; expected a whole file",
        ),
        (zipped(), "r.zip: the ZIP holds no .json or .jsonl file; expected result files"),
        (zipped(_up___r=LINE), "r.zip: `../r.jsonl`: leads out of the ZIP; expected a path inside of it"),
        (zipped(__r=LINE), "r.zip: `/r.jsonl`: leads out of the ZIP; expected a path inside of it"),
        (
            zipped(r=b" " * (MACHINE_LIMIT + 1)),
            "r.zip/r.jsonl: unpacks to more than 67,108,864 bytes; expected at most as many",
        ),
        (
            zipped(r=LINE).replace(LINE[:0] + zlib.compress(LINE)[2:6], b"\0\0\0\0"),
            "r.zip/r.jsonl: is damaged inside the ZIP; expected a whole file",
        ),
        (
            zipped(r=LINE)[:40] + zipped(r=LINE)[42:],
            "r.zip/r.jsonl: is damaged inside the ZIP; expected a whole file",
        ),
        (
            zipped(r=LINE).replace(b"\x08\x00", b"\x5d\x00"),
            (
                "r.zip/r.jsonl: is packed in a way that is not known, or encrypted; "
                "expected deflate, without a password"
            ),
        ),
    ],
    ids=[
        "cut off",
        "empty",
        "a path out",
        "an absolute path",
        "a bomb",
        "damaged",
        "bytes missing",
        "another method",
    ],
)
def test_a_zip_that_cannot_be_read_is_told(told: Told, content: bytes, said: str) -> None:
    assert told(content, "r.zip") == [said]


def test_a_zip_of_very_many_files_is_told(told: Told) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.json", b"")
    assert told(made.getvalue(), "r.zip") == ["r.zip: the ZIP holds 10,001 files; expected at most 10,000"]


def test_an_inspect_log_is_read_from_its_zip(corpus: Corpus) -> None:
    _, problems = corpus("inspect/2025-02-11_popularity.eval")
    assert problems == [
        "inspect/2025-02-11_popularity.eval: its samples have scores of no scorer; expected one"
    ]


def test_other_bytes_are_left_as_they_are() -> None:
    assert unpacked(LINE, Place("r.jsonl"), problems := Problems()) == (Member("", LINE),)
    assert problems.found == []


def test_packed_samples_in_a_folder_are_no_results(tmp_path: Path) -> None:
    sample = b'{"task_id": "HumanEval/0", "solution": ""}\n'
    (tmp_path / "s.jsonl.gz").write_bytes(gzip.compress(sample))
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(sample)[:14])
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(LINE))
    assert [lies_beside_results(path) for path in sorted(tmp_path.iterdir())] == [False, False, True]
