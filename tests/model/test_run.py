"""A run that cannot be is not built, and the same tallies have the same digest."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from generator.model.run import Counts, Decoding, Provenance, Run


def counts(values: Sequence[int] | None) -> Counts | None:
    return None if values is None else np.array(values, dtype=np.int32)


def run(
    *,
    tasks: Sequence[str] = ("T/0", "T/1"),
    samples: Sequence[int] = (2, 2),
    base: Sequence[int] | None = (1, 2),
    plus: Sequence[int] | None = (0, 2),
    plus_alone: Sequence[int] | None = None,
) -> Run:
    return Run(
        id="r",
        model="m",
        benchmark="b",
        dataset_version="v",
        decoding=Decoding(),
        provenance=Provenance(()),
        tasks=tuple(tasks),
        samples=np.array(samples, dtype=np.int32),
        base=counts(base),
        plus=counts(plus),
        plus_alone=counts(plus_alone),
    )


TASKS = "a run needs at least one task, each once"
SAMPLES = "samples needs one count of at least 1 for each task"
COUNTS = "{} needs one count for each task, between 0 and its samples"
BOTH = "plus counts samples that pass base and plus: it cannot exceed base"


@pytest.mark.parametrize(
    ("impossible", "said"),
    [
        ({"tasks": (), "samples": (), "base": None, "plus": None}, TASKS),
        ({"tasks": ("T/0", "T/0")}, TASKS),
        ({"samples": (2,)}, SAMPLES),
        ({"samples": (2, 0), "base": (0, 0), "plus": None}, SAMPLES),
        ({"samples": ((2, 2), (2, 2))}, SAMPLES),
        ({"base": (1,), "plus": None}, COUNTS.format("base")),
        ({"base": (1, 3)}, COUNTS.format("base")),
        ({"base": (-1, 2), "plus": None}, COUNTS.format("base")),
        ({"base": None, "plus": (0, 3)}, COUNTS.format("plus")),
        ({"base": None, "plus": (0, -1)}, COUNTS.format("plus")),
        ({"plus_alone": (3, 0)}, COUNTS.format("plus_alone")),
        ({"plus": (2, 2)}, BOTH),
    ],
)
def test_tallies_that_cannot_be_are_refused(impossible: dict[str, Sequence[int]], said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        run(**impossible)  # type: ignore[arg-type]  # each case names what it is about


def test_what_was_not_measured_may_be_missing() -> None:
    assert run(base=None, plus=(0, 2)).base is None
    assert run(plus=None).plus is None
    assert run(plus=None, plus_alone=(2, 0)).plus is None  # more than base: another count


def test_the_digest_knows_the_tallies_and_nothing_else() -> None:
    same = replace(run(), id="other", model="n", decoding=Decoding("greedy", 0.0), timed_out=1)
    assert run().digest == same.digest
    rows = b"T/0\nT/1", b"\2\0\0\0\2\0\0\0", b"\1\0\0\0\2\0\0\0", b"\0\0\0\0\2\0\0\0", b"-"
    assert run().digest == hashlib.sha256(b"\0".join(rows)).hexdigest()
    others = [
        run(tasks=("T/0", "T/2")),
        run(tasks=("T/1", "T/0")),
        run(samples=(2, 3)),
        run(base=(2, 2)),
        run(plus=(1, 2)),
        run(plus=None),
        run(plus=None, plus_alone=(0, 2)),
        run(base=None),
    ]
    assert len({each.digest for each in (run(), *others)}) == 1 + len(others)


def test_the_digest_is_the_same_on_every_machine() -> None:
    wide = replace(run(), samples=np.array([2, 2], dtype=">i8"))
    assert wide.digest == run().digest


@pytest.mark.parametrize(
    ("decoding", "slug"),
    [
        (Decoding(), "unknown"),
        (Decoding("greedy", 0.0), "greedy"),
        (Decoding("sampling"), "sampling"),
        (Decoding("sampling", 0.8), "t0.8"),
        (Decoding("sampling", 1.0), "t1"),
        (Decoding("unknown", 0.2), "unknown"),
    ],
)
def test_a_decoding_has_a_short_name(decoding: Decoding, slug: str) -> None:
    assert decoding.slug == slug
