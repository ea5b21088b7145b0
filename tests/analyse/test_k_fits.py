import os
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from generator.analyse.absence import Absence
from generator.analyse.k_fits import (
    KINDS,
    BetaBinomial,
    KFit,
    Kind,
    PowerLaw,
    fit,
    k_fit,
    seen_counts,
)
from generator.model.run import Counts
from tests.analyse.runs import counts, run

VALUES = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set")) / "published" / "reference_values.yaml"


def vectors() -> list[dict[str, Any]]:
    if not VALUES.exists():
        return []
    values = yaml.load(VALUES.read_bytes(), Loader=yaml.CSafeLoader)
    rows: list[dict[str, Any]] = values["beta_binomial_pass_at_k"]["vectors"]
    return rows


@pytest.mark.skipif(not VALUES.exists(), reason="SCALEBOOK_CORPUS names no folder of published values")
def test_every_published_vector_of_the_beta_binomial_is_met() -> None:
    found = [float(BetaBinomial(row["alpha"], row["beta"]).at([row["k"]])[0]) for row in vectors()]
    assert found == pytest.approx([row["value"] for row in vectors()], abs=5e-11)


def test_the_models_say_their_formulas() -> None:
    from scipy.integrate import quad
    from scipy.stats import beta

    density = beta(0.7, 2.0).pdf
    k3 = quad(lambda p: (1 - (1 - p) ** 3) * density(p), 0, 1)[0]
    assert BetaBinomial(0.7, 2.0, 0.25).at([3]).tolist() == pytest.approx([0.75 * k3])
    assert PowerLaw(-1.0, -0.5).at([1, 4]).tolist() == pytest.approx([np.exp(-1), np.exp(-0.5)])


def test_what_few_samples_show_is_the_mean_over_all_draws() -> None:
    samples, passed = (5, 6), (2, 5)
    shown = np.zeros(4)
    for n, c in zip(samples, passed, strict=True):
        draws = [sum(at < c for at in draw) for draw in combinations(range(n), 3)]
        shown += np.bincount(draws, minlength=4) / len(draws) / 2
    assert seen_counts(counts(samples), counts(passed), 3).tolist() == pytest.approx(shown.tolist())
    with pytest.raises(ValueError, match=r"^cannot see 6 samples of 5$"):
        seen_counts(counts(samples), counts(passed), 6)


def drawn(zeros: int = 0, tasks: int = 4000, samples: int = 10) -> tuple[Counts, Counts]:
    """Draw beta-binomial tallies, and tasks that nobody solves."""
    rng = np.random.default_rng(7)
    passed = rng.binomial(samples, rng.beta(0.6, 1.4, size=tasks))
    everything = np.concatenate([passed, np.zeros(zeros, dtype=int)])
    return counts([samples] * len(everything)), counts(everything.tolist())


def test_the_likelihood_is_that_of_scipy_and_no_neighbour_is_likelier() -> None:
    from scipy.optimize import minimize
    from scipy.stats import betabinom

    samples, passed = drawn(tasks=400)

    def surprise(logs: Any) -> float:
        return -float(betabinom.logpmf(passed, 10, *np.exp(logs)).sum())

    best = minimize(surprise, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-6})
    model = fit("beta-binomial", samples, passed)
    assert isinstance(model, BetaBinomial)
    assert [model.alpha, model.beta] == pytest.approx(np.exp(best.x).tolist(), rel=2e-3)


def test_the_shapes_that_tallies_were_drawn_with_are_found_again() -> None:
    plain = fit("beta-binomial", *drawn())
    inflated = fit("zero-inflated beta-binomial", *drawn(zeros=1000))
    assert isinstance(plain, BetaBinomial)
    assert isinstance(inflated, BetaBinomial)
    assert (plain.alpha, plain.beta) == pytest.approx((0.6, 1.4), rel=0.1)
    assert (inflated.alpha, inflated.beta, inflated.zeros) == pytest.approx((0.6, 1.4, 0.2), rel=0.25)


def test_tasks_that_nobody_solves_fool_the_plain_form_and_not_the_inflated_one() -> None:
    samples, passed = drawn(zeros=1500, samples=100)
    truth = float((1 - np.prod([1 - passed / 100] * 60, axis=0)).mean())  # nearly pass@60
    plain, inflated = (fit(kind, samples, passed) for kind in KINDS[:2])
    assert isinstance(plain, BetaBinomial)
    assert isinstance(inflated, BetaBinomial)
    assert float(plain.at([60])[0]) - truth > 0.02
    assert float(inflated.at([60])[0]) == pytest.approx(truth, abs=0.015)


def test_a_power_law_is_found_on_its_own_curve() -> None:
    from generator.analyse.k_fits import _power_law

    ks = np.arange(1, 11)
    model = _power_law(ks, PowerLaw(-0.8, -0.35).at(ks))
    assert (model.a, model.b) == pytest.approx((-0.8, -0.35))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("passed", "reason"),
    [(0, "no sample of any task passes"), (20, "every sample of every task passes")],
)
def test_there_is_nothing_to_fit_where_all_pass_or_fail(kind: Kind, passed: int, reason: str) -> None:
    assert fit(kind, counts([20] * 12), counts([passed] * 12)) == Absence(reason)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("passed", [[7] * 12, [20] * 11 + [1], [0] * 11 + [1], [0] * 6 + [20] * 6])
def test_a_fit_to_odd_tallies_stays_a_share(kind: Kind, passed: list[int]) -> None:
    model = fit(kind, counts([20] * 12), counts(passed))
    assert not isinstance(model, Absence)
    curve = model.at(np.arange(1, 21))
    assert ((curve >= 0) & (curve <= 1)).all()
    assert (np.diff(curve) >= -1e-6).all()


def spread_run(tasks: int = 50) -> Any:
    samples, passed = drawn(tasks=tasks, samples=40)
    return run("spread", base=passed.tolist(), samples=samples.tolist(), strategy="sampling")


@pytest.mark.parametrize("kind", KINDS)
def test_a_fit_is_judged_on_samples_and_tasks_that_it_has_not_seen(kind: Kind) -> None:
    result = k_fit(spread_run(), kind, plus=False, seed=1)
    assert isinstance(result, KFit)
    truth = float((spread_run().base > 0).mean())
    predicted = float(result.model.at([40])[0])
    assert (result.seen, result.limit) == (10, 40)
    assert result.at_limit == pytest.approx(predicted - truth)
    assert abs(result.largest) >= abs(result.at_limit)
    assert 0 < result.other_tasks_floor < 0.3
    assert result.other_tasks == pytest.approx(result.other_tasks_floor, abs=0.05)
    assert k_fit(spread_run(), kind, plus=False, seed=1) == result


def test_the_error_on_other_tasks_is_the_root_mean_square_over_five_parts() -> None:
    chosen = spread_run(12)
    result = k_fit(chosen, "beta-binomial", plus=False, seed=5)
    parts = np.random.default_rng(5).permutation(12) % 5
    misses = []
    for part in range(5):
        model = fit("beta-binomial", chosen.samples[parts != part], chosen.base[parts != part])
        assert isinstance(model, BetaBinomial)
        misses.append(float(model.at([40])[0]) - float((chosen.base[parts == part] > 0).mean()))
    assert isinstance(result, KFit)
    assert result.other_tasks == pytest.approx(float(np.sqrt(np.mean(np.square(misses)))))


@pytest.mark.parametrize(
    ("chosen", "plus", "reason"),
    [
        (run(base=(1,) * 12, samples=19), False, "needs 20 samples a task and 10 tasks"),
        (run(base=(1,) * 9, samples=20), False, "needs 20 samples a task and 10 tasks"),
        (run(base=(1,) * 12, samples=20), True, "not measured"),
        (run(base=(0,) * 12, samples=20), False, "no sample of any task passes"),
        (
            run(base=(9,) + (0,) * 11, samples=20),
            False,
            "without a fifth of the tasks no sample of any task passes",
        ),
    ],
)
def test_where_nothing_can_be_judged_the_reason_stands(chosen: Any, plus: bool, reason: str) -> None:  # noqa: FBT001 - a parameter
    assert k_fit(chosen, "beta-binomial", plus=plus, seed=1) == Absence(reason)
