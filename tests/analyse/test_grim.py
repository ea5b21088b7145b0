"""Whether printed one-sample scores can be, judged on their text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.grim import Grim, chance_of_passing, grim, resolves


@pytest.mark.parametrize(
    ("printed", "passed"),
    [("24.4", 40), ("0.0", 0), ("100.0", 164), ("48.8", 80), ("25", 41), ("23.1707", 38)],
)
def test_a_share_of_whole_tasks_is_possible(printed: str, passed: int) -> None:
    found = grim(printed, 164)
    assert (found.verdict, found.passed) == ("possible", passed)


def test_a_share_that_was_cut_off_is_told_from_one_that_cannot_be() -> None:
    assert grim("48.7", 164) == Grim("truncated", 164, 80, (79, 80))
    assert grim("30.0", 164) == Grim("impossible", 164, None, (49, 50))


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("30.0", "impossible"),  # Zephyr 7B, twice
        ("59.7", "truncated"),  # Code-290k-6.7B-Instruct
        ("67.8", "impossible"),  # Code Llama - Instruct 70B
        ("48.7", "truncated"),  # DeepSeek-Coder-Base-5.7B
        ("78.9", "impossible"),  # DeepSeek-Coder-Instruct-6.7B
    ],
)
def test_the_known_exceptions_on_humaneval_are_judged(printed: str, verdict: str) -> None:
    assert grim(printed, 164).verdict == verdict


@pytest.mark.parametrize("printed", ["6.2", "6.3"])
def test_a_tie_may_be_rounded_up_or_to_the_even_digit(printed: str) -> None:
    assert grim(printed, 16).verdict == "possible"  # 1/16 = 6.25%


def test_the_text_counts_and_not_the_number() -> None:
    assert [grim(printed, 164).verdict for printed in ("30", "30.0", "30.00")] == [
        "possible",
        "impossible",
        "impossible",
    ]


def test_no_share_of_no_tasks_is_possible() -> None:
    with pytest.raises(ValueError, match=r"^a share of 0 tasks is not possible$"):
        grim("30.0", 0)


@given(st.integers(1, 2000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))), st.integers(0, 4))
def test_every_rounded_share_of_tasks_is_possible(of: tuple[int, int], digits: int) -> None:
    passed, tasks = of
    assert grim(f"{100 * Decimal(passed) / tasks:.{digits}f}", tasks).verdict == "possible"


@given(st.integers(1, 999).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))))
def test_every_share_that_is_cut_off_is_possible_or_truncated(of: tuple[int, int]) -> None:
    passed, tasks = of
    cut = 1000 * passed // tasks
    assert grim(f"{cut // 10}.{cut % 10}", tasks).verdict != "impossible"


def brute_force(tasks: int) -> float:
    passing = [at for at in range(1001) if grim(f"{at // 10}.{at % 10}", tasks).verdict == "possible"]
    return len(passing) / 1001


@pytest.mark.parametrize(("tasks", "chance"), [(164, 0.16), (378, 0.38), (974, 0.97)])
def test_the_chance_of_passing_by_accident_is_that_of_all_numbers(tasks: int, chance: float) -> None:
    assert chance_of_passing("30.0", tasks) == brute_force(tasks)
    assert round(chance_of_passing("30.0", tasks), 2) == chance


@pytest.mark.parametrize("tasks", [1, 16, 29, 80, 399, 400, 999, 1000, 1500])
def test_the_chance_of_passing_counts_ties_twice(tasks: int) -> None:
    assert chance_of_passing("12.5", tasks) == pytest.approx(brute_force(tasks), abs=1e-12)


@pytest.mark.parametrize(
    ("printed", "tasks", "told"),
    [
        ("30.0", 164, True),
        ("30.0", 399, True),
        ("30.0", 974, False),
        ("30", 164, False),
        ("30.0", 10**9, False),
    ],
)
def test_digits_that_are_too_coarse_for_the_tasks_say_nothing(
    printed: str, tasks: int, *, told: bool
) -> None:
    assert resolves(printed, tasks) == told
