"""Two states of a report, and what is said to have changed between them."""

from dataclasses import replace
from typing import Any

from generator.analyse.changes import (
    Changes,
    ClaimMoved,
    Moved,
    RankMoved,
    Replaced,
    RunScores,
    changes,
)
from generator.model.state import ClaimState, FindingState, RunState, ScoreState, State


def run(name: str = "toy--1", **stated: Any) -> RunState:
    return replace(RunState(name, "toy", "humaneval", "v1", "board", "greedy"), **stated)


def score(value: float | None = 0.5, of: str = "toy--1", **stated: Any) -> ScoreState:
    return replace(ScoreState(of, "base", value, 0.4, 0.6), **stated)


def test_a_state_is_the_same_as_itself() -> None:
    state = State(
        (run(),), (score(),), (ClaimState("c", "open"),), ("key",), (FindingState("a", "note", "b"),)
    )
    assert (changes(state, state), changes(state, state).same) == (Changes(), True)


def test_a_run_comes_with_its_scores_and_goes_with_them() -> None:
    with_run = State((run(),), (score(), score(of="other")))
    assert changes(State(), with_run) == Changes(runs_added=(RunScores(run(), (score(),)),))
    assert changes(with_run, State()) == Changes(runs_removed=(RunScores(run(), (score(),)),))


def test_a_score_beyond_its_old_interval_is_told_and_one_within_counted() -> None:
    before = State((run(),), (score(), score(tests="plus")))
    after = State((run(),), (score(0.61), score(0.6, tests="plus")))
    expected = Changes(moved_beyond=(Moved("toy--1", score(), score(0.61)),), moved_within=1)
    assert changes(before, after) == expected


def test_the_last_digits_of_a_sum_are_no_change() -> None:
    assert changes(State((run(),), (score(),)), State((run(),), (score(0.5 + 1e-15),))).same


def test_a_score_without_an_interval_or_a_value_is_told_whenever_it_changes() -> None:
    unsure, gone = score(low=None), score(None)
    before, after = State((run(),), (unsure,)), State((run(),), (replace(unsure, value=0.51),))
    assert changes(before, after).moved_beyond == (Moved("toy--1", unsure, replace(unsure, value=0.51)),)
    assert changes(State((run(),), (score(),)), State((run(),), (gone,))).moved_beyond == (
        Moved("toy--1", score(), gone),
    )


def test_a_run_done_anew_is_compared_with_what_it_was() -> None:
    before = State((run("toy--1"),), (score(0.5, "toy--1"),))
    after = State((run("toy--2"),), (score(0.9, "toy--2"),))
    assert changes(before, after) == Changes(
        runs_replaced=(Replaced("toy--1", "toy--2"),),
        moved_beyond=(Moved("toy--2", score(0.5, "toy--1"), score(0.9, "toy--2")),),
    )


def test_of_two_runs_that_are_stated_alike_none_is_taken_for_the_old_one() -> None:
    found = changes(State((run("toy--1"),)), State((run("toy--2"), run("toy--3"))))
    added = tuple(RunScores(run(name), ()) for name in ("toy--2", "toy--3"))
    assert found == Changes(runs_added=added, runs_removed=(RunScores(run("toy--1"), ()),))


def test_ranks_change_by_ends_and_letters_and_not_by_how_many_there_are() -> None:
    first = score(rank_best=1, rank_worst=2, rank_among=2, letters="a")
    more, lower = replace(first, rank_among=3), replace(first, letters="ab")
    before = State((run(),), (first,))
    assert changes(before, State((run(),), (more,))).same
    assert changes(before, State((run(),), (lower,))).ranks == (RankMoved("board", "toy--1", first, lower),)
    assert changes(before, State((run(),), (score(),))).ranks == (RankMoved("board", "toy--1", first, None),)


def test_claims_sources_and_findings_come_go_and_change() -> None:
    old, drifted = (
        ClaimState("c", "supported", "supported"),
        ClaimState("c", "supported", "contradicted", drifted=True),
    )
    note, warning = FindingState("a", "note", "b"), FindingState("a", "warning", "b")
    before = State(claims=(old, ClaimState("gone", "open")), sources=("one", "two"), findings=(note,))
    after = State(claims=(drifted, ClaimState("new", "open")), sources=("two", "three"), findings=(warning,))
    assert changes(before, after) == Changes(
        claims_added=(ClaimState("new", "open"),),
        claims_removed=(ClaimState("gone", "open"),),
        claims_moved=(ClaimMoved(old, drifted),),
        sources_added=("three",),
        sources_removed=("one",),
        findings_added=(warning,),
        findings_removed=(note,),
    )
