"""What a terminal and `--verbose` are told of long work."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from generator.cli.printing import stages


@contextmanager
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Give what is printed on stderr meanwhile, without times."""
    found: list[str] = []
    yield found
    found.extend(re.sub(r"^ *[\d.]+ s  ", "", line) for line in capsys.readouterr().err.splitlines())


def test_how_far_a_stage_is_begins_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    with lines(capsys) as told, stages("building", timed=True) as stage:
        for name in ("looking", "reading", "reading: 1 of 2 files", "reading: 2 of 2 files", "computing"):
            stage(name)
    assert told == ["looking", "reading", "computing"]
