"""Signal to noise, against ordinary least squares and the definition by pairs."""

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import pairs_of_outcomes
from generator.analyse.doubling import SignalToNoise, Sized, signal_to_noise
from generator.analyse.passk import Shares

SIZES = (1e9, 7e9, 34e9)
CHANCES = np.array([0.3, 0.42, 0.55, 0.5, 0.6, 0.7])


def solved(tasks: int = 164, seed: int = 1) -> Shares:
    dice = np.random.default_rng(seed)
    return (dice.random((6, tasks)) < CHANCES[:, None]).astype(float)


def sized() -> list[Sized | None]:
    return [Sized(series, size) for series in ("A", "B") for size in SIZES]


def estimated(shares: Shares, of: list[Sized | None]) -> SignalToNoise:
    found = signal_to_noise(shares, pairs_of_outcomes(shares), of, seed=7)
    assert isinstance(found, SignalToNoise)
    return found


def test_the_signal_is_the_slope_within_series() -> None:
    from statsmodels.api import OLS

    shares = solved()
    doublings = np.log2(np.tile(SIZES, 2))
    design = np.column_stack([doublings, np.repeat([1.0, 0.0], 3), np.repeat([0.0, 1.0], 3)])
    found = estimated(shares, sized())
    assert found.signal == pytest.approx(OLS(shares.mean(axis=1), design).fit().params[0])
    assert (found.series, found.models) == (("A", "B"), 6)


def test_of_two_models_it_is_eval_arenas_ratio() -> None:
    shares = solved()[[0, 2]]
    found = estimated(shares, [Sized("A", 1e9), Sized("A", 32e9)])
    gain = shares[1] - shares[0]
    assert found.noise == pytest.approx(gain.std(ddof=1) / 164**0.5)
    assert found.ratio == pytest.approx(gain.mean() / found.noise / 5)


def test_others_on_the_board_change_nothing() -> None:
    shares = solved()
    alone = estimated(shares[:3], sized()[:3])
    among = estimated(shares, [*sized()[:3], None, Sized("lonely", 1e9), None])
    assert among.series == ("A",)
    assert (among.signal, among.noise, among.ratio) == pytest.approx((alone.signal, alone.noise, alone.ratio))


def test_four_times_the_tasks_double_the_ratio() -> None:
    small, large = estimated(solved(), sized()), estimated(np.tile(solved(), 4), sized())
    assert large.ratio / small.ratio == pytest.approx(2, rel=0.01)


def test_the_interval_covers_the_true_slope() -> None:
    doublings = np.log2(SIZES) - np.log2(SIZES).mean()
    slope = float(np.tile(doublings, 2) @ CHANCES / (2 * doublings @ doublings))
    found = [estimated(solved(seed=seed), sized()).signal_interval for seed in range(60)]
    assert 0.85 <= np.mean([one.low <= slope <= one.high for one in found]) <= 1.0


@pytest.mark.parametrize(
    "of",
    [
        [None] * 6,
        [Sized("A", 7e9)] * 6,
        [Sized(name, size) for name, size in zip("ABCDEF", SIZES * 2, strict=True)],
    ],
)
def test_without_a_series_of_two_sizes_there_is_no_signal(of: list[Sized | None]) -> None:
    shares = solved()
    reason = "no series of models on this board has two known sizes"
    assert signal_to_noise(shares, pairs_of_outcomes(shares), of, seed=1) == Absence(reason)


def test_without_noise_there_is_no_ratio() -> None:
    shares = np.tile(solved()[0], (2, 1))
    found = signal_to_noise(shares, pairs_of_outcomes(shares), [Sized("A", 1e9), Sized("A", 2e9)], seed=1)
    assert found == Absence("models of one series solve the same tasks: there is no noise to divide by")
