"""What is shown of too much, and how it is said."""

from dataclasses import replace

import numpy as np

from generator.model.run import Run
from generator.render.cut import evenly, first_of, most_sampled, sampled_of
from tests.analyse.runs import run


def sampled(name: str, samples: int) -> Run:
    one = run(name)
    return replace(one, samples=np.full(len(one.tasks), samples, np.int32))


def test_what_is_cut_is_said_and_what_is_not_is_not() -> None:
    assert (first_of(3, 3, "run"), first_of(3, 1_204, "run")) == ("", "Shown: the first 3 of 1,204 runs.")
    assert (sampled_of(5, 5), sampled_of(6, 5)) == ("", "Shown: the 5 runs with the most samples, of 6.")


def test_the_runs_with_the_most_samples_are_kept_in_their_order() -> None:
    runs = [
        sampled(name, samples) for name, samples in (("a", 10), ("b", 200), ("c", 10), ("d", 20), ("e", 10))
    ]
    assert [one.id for one in most_sampled(runs, 3)] == ["a", "b", "d"]
    assert most_sampled(runs, 5) == tuple(runs)


def test_points_are_chosen_evenly_with_both_ends() -> None:
    assert evenly(range(9), 5) == (0, 2, 4, 6, 8)
    assert evenly(range(1_000), 4) == (0, 333, 666, 999)
    assert evenly("abc", 3) == ("a", "b", "c")
