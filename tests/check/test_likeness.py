"""All pairs of runs at once come to what looking at each pair alone comes to."""

from itertools import combinations

import numpy as np
import pytest

from generator.check.likeness import Likeness, likeness, likenesses
from generator.model.run import Decoding, Provenance, Run

TASKS = tuple(f"T/{number}" for number in range(40))


def made_up(number: int, dice: np.random.Generator) -> Run:
    """Make a run of some tasks, with few samples and any tests, so that many pairs are alike."""
    tasks = TASKS[: int(dice.choice([24, 40]))] if number % 3 else TASKS[::-1][:30]
    samples = np.full(len(tasks), dice.choice([1, 3]), np.int32)
    base = np.minimum(
        dice.integers(0, 2, len(tasks)) * (dice.random(len(tasks)) < dice.choice([0.1, 1])), samples
    )
    base = np.asarray(base, np.int32)
    if number % 5 == 0:
        base = np.asarray((np.arange(len(tasks)) % 2), np.int32)
    plus = np.asarray(base * (dice.random(len(tasks)) < 0.9), np.int32)
    return Run(
        id=f"r{number:02}",
        model="m",
        benchmark=str(dice.choice(["humaneval", "mbpp"])),
        dataset_version="v",
        decoding=Decoding("greedy"),
        provenance=Provenance(()),
        tasks=tasks,
        samples=samples,
        base=base if number % 4 else None,
        plus=plus if number % 4 and number % 7 else None,
        plus_alone=plus if not number % 4 else None,
    )


def share(one: Run, other: Run) -> tuple[float, int] | None:
    """Compare two runs task by task."""
    common = [task for task in one.tasks if task in other.tasks]
    kinds = [
        kind
        for kind in ("base", "plus", "plus_alone")
        if getattr(one, kind) is not None and getattr(other, kind) is not None
    ]

    def of(run: Run, name: str) -> list[int]:
        return [int(getattr(run, name)[run.tasks.index(task)]) for task in common]

    if len(common) < 20 or of(one, "samples") != of(other, "samples") or not kinds:
        return None
    if not 0 < sum(of(one, kinds[0])) < sum(of(one, "samples")):
        return None
    alike = zip(
        *([a == b for a, b in zip(of(one, kind), of(other, kind), strict=True)] for kind in kinds),
        strict=True,
    )
    return sum(map(all, alike)) / len(common), len(common)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("rows", "states"), [(256, 8), (2, 8), (256, 1)])
def test_all_pairs_are_as_each_alone(
    seed: int, rows: int, states: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.check.likeness._ROWS", rows)
    monkeypatch.setattr("generator.check.likeness._STATES", states)
    dice = np.random.default_rng(seed)
    runs = [made_up(number, dice) for number in range(30)]
    pairs = [(a, b, share(a, b)) for a, b in combinations(runs, 2) if a.benchmark == b.benchmark]
    compared = [(a, b, *found) for a, b, found in pairs if found]
    nearest = {
        name: max(alike for a, _, alike, _ in compared if alike < 1 and a.benchmark == name)
        for name in ("humaneval", "mbpp")
    }
    found = likenesses(runs)
    assert found.pairs == len(compared) > 20
    assert found.nearest == nearest
    doubled = [Likeness(a, b, shared) for a, b, alike, shared in compared if alike == 1]
    assert found.doubled == sorted(doubled, key=lambda each: (each.one.id, each.other.id))
    assert [likeness(a, b) for a, b, _, _ in compared] == [
        Likeness(a, b, shared) if alike == 1 else None for a, b, alike, shared in compared
    ]
