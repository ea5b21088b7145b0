"""A number is computed once as long as all that it is computed of is the same."""

from dataclasses import dataclass

import numpy as np
import pytest

from generator.model.corpus import Corpus, derived_by_name
from generator.model.memory import Memory, Remembered, digest
from generator.model.report import Report


@dataclass(frozen=True)
class Found:
    value: float
    parts: tuple[tuple[int, str], ...]


def test_what_was_computed_of_the_same_is_given_again_as_it_was() -> None:
    found, computed = Found(0.1 + 0.2, ((1, "a"),)), list[int]()

    def compute() -> Found:
        computed.append(1)
        return found

    memory = Memory()
    made_of = (np.arange(3), "greedy", None)
    assert [memory.of("fit", made_of, Found, compute) for _ in range(2)] == [found, found]
    again = Memory(memory.for_the_next())
    assert again.of("fit", (np.arange(3), "greedy", None), Found, compute) == found
    assert len(computed) == 1
    for other in (
        (np.arange(4), "greedy", None),
        (np.arange(3), "sampling", None),
        (np.arange(3.0), "greedy", None),
    ):
        again.of("fit", other, Found, compute)
    again.of("audit", made_of, Found, compute)
    assert len(computed) == 5


def test_what_nobody_asks_for_is_forgotten_after_twenty_builds() -> None:
    memory = Memory()
    memory.of("fit", 1, int, lambda: 7)
    for build in range(21):
        memory = Memory(memory.for_the_next())
        assert [each.age for each in memory.last.values()] == [build]
        assert [each.value for each in memory.last.values()] == [b"\x07"]
    assert memory.for_the_next() == {}
    assert Memory({}, {"fit:x": Remembered(b"\x01", 3)}).for_the_next() == {"fit:x": Remembered(b"\x01", 3)}


def test_what_cannot_be_written_down_is_computed_each_time() -> None:
    memory = Memory()
    for _ in range(2):
        assert memory.of("tasks needed", 1, list[int], lambda: [2**64]) == [2**64]
    assert memory.for_the_next() == {}
    assert memory.of("tasks needed", 2, list[int], lambda: [2**64 - 1]) == [2**64 - 1]
    assert len(memory.for_the_next()) == 1


def test_what_cannot_be_written_down_has_no_digest() -> None:
    with pytest.raises(TypeError, match=r"^a object cannot be written down$"):
        digest([object()])


def test_only_what_is_derived_can_be_asked_for_by_its_name() -> None:
    corpus = Corpus(Report(""))
    assert derived_by_name(corpus, "generator.render.views.sampling:_suspect") == ()
    for name in ("os:getcwd", "generator.model.memory:digest", "derived", ""):
        with pytest.raises(KeyError):
            derived_by_name(corpus, name)
