"""What is known of large inputs is what hashing says, or is not used."""

import hashlib
import os
from pathlib import Path

import pytest

from generator.kept import keep, kept
from generator.publish.digests import Digest, Digests
from generator.publish.stamp import read_inputs

LONG_AGO = -(10**18)  # of the time within which how a file looks says nothing: all say something
LARGE = b"title: Toy # a comment\n" * 10


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "report.yaml").write_bytes(LARGE)
    (tmp_path / "results" / "small.yaml").write_bytes(b"a")
    (tmp_path / "results" / "link.yaml").symlink_to("report.yaml")
    return tmp_path


def digests(root: Path, *, fresh: bool = False, settled: int = LONG_AGO) -> Digests:
    return Digests(root / "build", fresh, settled, large=100)


def forge(root: Path) -> None:
    """Let the sha256 that is known of each file be another."""
    file = root / "build" / "cache" / "digests" / "inputs"
    known = kept(file, dict[str, Digest])
    assert known is not None
    assert list(known) == [str(root / "results" / "report.yaml")]
    keep(file, {path: (look, "forged") for path, (look, _) in known.items()})


def test_a_large_input_that_looks_as_before_is_not_hashed_again(root: Path) -> None:
    expected = read_inputs(root)
    assert expected["results/report.yaml"] == hashlib.sha256(LARGE).hexdigest()
    assert read_inputs(root, digests(root)) == expected
    forge(root)
    assert read_inputs(root, digests(root)) == {**expected, "results/report.yaml": "forged"}
    assert read_inputs(root) == expected
    assert read_inputs(root, digests(root, fresh=True)) == expected
    assert read_inputs(root, digests(root)) == expected, "what is hashed anew is kept"


def test_an_input_that_changed_is_hashed_whatever_its_file_claims(root: Path) -> None:
    report = root / "results" / "report.yaml"
    read_inputs(root, digests(root))
    seen = report.stat()
    report.write_bytes(LARGE.replace(b"Toy", b"Toi"))
    os.utime(report, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert read_inputs(root, digests(root)) == read_inputs(root)


def test_an_input_that_was_written_just_now_is_hashed_again(root: Path) -> None:
    read_inputs(root, digests(root, settled=10**9))
    assert not (root / "build" / "cache" / "digests" / "inputs").exists()


def test_nothing_is_kept_of_small_inputs(root: Path) -> None:
    read_inputs(root, Digests(root / "build"))
    assert not (root / "build").exists()


def test_what_is_damaged_counts_for_nothing(root: Path) -> None:
    expected = read_inputs(root, digests(root))
    forge(root)
    file = root / "build" / "cache" / "digests" / "inputs"
    file.write_bytes(file.read_bytes().replace(b"forged", b"forget"))
    assert read_inputs(root, digests(root)) == expected


def test_what_cannot_be_kept_is_no_problem(root: Path) -> None:
    (root / "build").write_text("a file")
    assert read_inputs(root, digests(root)) == read_inputs(root)
