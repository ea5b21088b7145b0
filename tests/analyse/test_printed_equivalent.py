import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.absence import Absence
from generator.analyse.curves import BELOW_ONE, pass_curves
from generator.analyse.equivalent import SampleCount, equivalent_k
from generator.analyse.histograms import histograms_of
from generator.analyse.passk import pass_at_k
from generator.analyse.printed_curves import PrintedCurve
from generator.analyse.printed_equivalent import printed_equivalent_k, printed_standard_error
from tests.analyse.printed import printed_curve
from tests.analyse.runs import run

N = 30
KS = (1, 2, 3, 5, 8, 12, 20, 30)
BASE = (0, 0, 1, 2, 4, 9, 15, 22, 28, 30, 30, 3, 6, 11, 19, 26, 29, 0, 5, 13)
TUNED = (0, 1, 3, 5, 9, 14, 19, 27, 30, 30, 30, 5, 9, 14, 25, 28, 30, 1, 9, 18)


def curve_of(passed: Sequence[int], model: str = "toy", digits: int = 5) -> PrintedCurve:
    shares = pass_curves([N] * len(passed), passed, KS).mean(axis=1)
    points = {k: f"{100 * share:.{digits}f}" for k, share in zip(KS, shares.tolist(), strict=True)}
    return printed_curve(points, model, samples=N, tasks=len(passed))


@given(n=st.integers(2, 60), data=st.data())
def test_the_standard_error_is_that_of_the_tallies(n: int, data: st.DataObject) -> None:
    passed = np.array(data.draw(st.lists(st.integers(0, n), min_size=2, max_size=30)))
    tallies = np.full(len(passed), n)
    pass_1, pass_2 = (float(pass_at_k(tallies, passed, k).mean()) for k in (1, 2))
    direct = float((passed / n).std(ddof=1)) / math.sqrt(len(passed))
    # the root of a variance near 0 magnifies the last digits
    assert printed_standard_error(pass_1, pass_2, n, len(passed)) == pytest.approx(direct, abs=1e-7)


@pytest.mark.parametrize(
    ("pass_2", "samples", "tasks", "message"),
    [
        (0.9, 10, 20, "no tallies of 10 samples give pass@1 0.5 and pass@2 0.9"),
        (0.7, 1, 20, "a spread over tasks needs 2 samples and 2 tasks, found 1 and 20"),
        (0.7, 10, 1, "a spread over tasks needs 2 samples and 2 tasks, found 10 and 1"),
    ],
)
def test_a_spread_that_cannot_be_is_refused(pass_2: float, samples: int, tasks: int, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        printed_standard_error(0.5, pass_2, samples, tasks)


@pytest.mark.parametrize("k", [1.0, 1.5, 2.5, 10.0, 25.5])
def test_the_histograms_of_a_curve_span_the_tallies_that_it_came_from(k: float) -> None:
    span = histograms_of(curve_of(BASE), N).pass_span(k)
    truth = float(pass_curves([N] * len(BASE), BASE, [k]).mean())
    assert span is not None
    assert span[0] - 1e-6 <= truth <= span[1] + 1e-6
    assert span[1] - span[0] < 2e-3


def test_of_a_single_point_only_the_ends_of_what_can_be_are_known() -> None:
    lone = histograms_of(printed_curve({1: "50.0000", 2: "60.0000"}, samples=4).without([2]), 4)
    low, high = lone.pass_span(2.0) or (0, 0)
    # half the tasks always solved, or every task half the time: 1 - C(2, 2) / C(4, 2)
    assert (low, high) == pytest.approx((0.5, 5 / 6), abs=2e-6)


def test_a_curve_that_no_tallies_give_has_no_histogram() -> None:
    impossible = histograms_of(printed_curve({1: "50.0", 2: "90.0"}), 10)
    assert (impossible.any, impossible.pass_span(1.5)) == (False, None)


def found(result: SampleCount | Absence) -> SampleCount:
    assert isinstance(result, SampleCount)
    return result


def test_a_printed_curve_gives_what_its_tallies_would() -> None:
    printed = found(printed_equivalent_k(curve_of(BASE), curve_of(TUNED, "tuned")))
    runs = [run(name, base=c, samples=N, strategy="sampling") for name, c in (("b", BASE), ("t", TUNED))]
    tallied = found(equivalent_k(*runs, plus=False, seed=1))
    assert printed.value == pytest.approx(tallied.value, rel=5e-3)
    assert printed.allowed is not None
    assert printed.allowed[0] <= printed.value <= printed.allowed[1]
    assert printed.interval.low <= tallied.interval.low < tallied.interval.high < printed.interval.high
    assert (printed.interval.upper_bound, printed.limit, printed.tasks) == (True, N, 20)


def test_the_interval_ends_where_the_scores_are_1_96_standard_errors_apart() -> None:
    result = found(printed_equivalent_k(curve_of(BASE), curve_of(TUNED, "tuned")))
    target = np.array(TUNED) / N
    for k in (end for end in (result.interval.low, result.interval.high) if 0 < end < math.inf):
        shares = pass_curves([N] * len(BASE), BASE, [k])[0]
        error = math.sqrt((shares.var(ddof=1) + target.var(ddof=1)) / len(BASE))
        assert abs(float(shares.mean() - target.mean())) == pytest.approx(1.96 * error, rel=0.02)
    assert result.interval.high < math.inf


def test_a_printed_score_may_need_less_than_one_sample_or_more_than_there_are() -> None:
    less = found(printed_equivalent_k(curve_of(TUNED), curve_of(BASE, "base")))
    assert (less.value, less.interval.low, less.allowed) == (BELOW_ONE, BELOW_ONE, (BELOW_ONE, BELOW_ONE))
    more = found(printed_equivalent_k(curve_of((0,) * 15 + (20,) * 5), curve_of((25,) * 20, "best")))
    assert (more.value, more.interval.high, more.limit) == (math.inf, math.inf, N)


@settings(deadline=None, max_examples=4)
@given(
    base=st.lists(st.integers(0, N), min_size=10, max_size=10),
    gain=st.lists(st.integers(0, 8), min_size=10, max_size=10),
)
def test_the_value_lies_in_its_interval_and_among_what_concave_curves_allow(
    base: list[int], gain: list[int]
) -> None:
    tuned = [min(N, c + g) for c, g in zip(base, gain, strict=True)]
    result = found(printed_equivalent_k(curve_of(base), curve_of(tuned, "tuned")))
    low, high = result.allowed or (0.0, 0.0)
    assert result.interval.low <= result.value <= result.interval.high
    assert low * 0.99 <= result.value <= high * 1.01


@pytest.mark.parametrize(
    ("sampled", "single", "reason"),
    [
        (
            printed_curve({1: "50.0", 2: "90.0"}),
            printed_curve({1: "60.0", 2: "70.0"}, "b"),
            "the printed curve of toy cannot come from 10 samples a task",
        ),
        (
            printed_curve({1: "60.0", 2: "70.0"}),
            printed_curve({1: "50.0", 2: "90.0"}, "b"),
            "the printed curve of b cannot come from 10 samples a task",
        ),
        (
            printed_curve({1: "60.0", 2: "70.0"}),
            printed_curve({1: "60.0", 2: "70.0"}, "b", tasks=30),
            "the two curves differ in more than the model",
        ),
        (
            printed_curve({1: "60.0", 2: "70.0"}, samples=None),
            printed_curve({1: "60.0", 2: "70.0"}, "b", samples=None),
            "the source does not say how many samples or tasks",
        ),
        (
            printed_curve({2: "60.0", 5: "70.0"}),
            printed_curve({1: "60.0", 2: "70.0"}, "b"),
            "the curves are not printed at both k = 1 and k = 2",
        ),
    ],
)
def test_where_curves_do_not_tell_the_reason_stands(
    sampled: PrintedCurve, single: PrintedCurve, reason: str
) -> None:
    assert printed_equivalent_k(sampled, single) == Absence(reason)
