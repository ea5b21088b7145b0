import numpy as np
import pytest

from generator.analyse.bootstrap import task_weights


def test_every_resample_draws_as_many_tasks_as_there_are() -> None:
    weights = task_weights(7, seed=1, replicates=50)
    assert weights.shape == (50, 7)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0)
    np.testing.assert_allclose(weights * 7, np.round(weights * 7))


def test_the_same_seed_gives_the_same_draws_and_another_gives_others() -> None:
    np.testing.assert_array_equal(
        task_weights(9, seed=3, replicates=5), task_weights(9, seed=3, replicates=5)
    )
    assert not np.array_equal(task_weights(9, seed=3, replicates=5), task_weights(9, seed=4, replicates=5))


def test_resampled_means_vary_as_means_of_draws_do() -> None:
    values = np.array([0.0, 0.25, 1.0, 1.0, 0.5])
    means = task_weights(5, seed=2, replicates=40_000) @ values
    assert abs(means.mean() - values.mean()) < 0.003
    assert abs(means.std() - values.std() / np.sqrt(5)) < 0.002


def test_nothing_cannot_be_resampled() -> None:
    with pytest.raises(ValueError, match=r"\Anothing to resample: found 0 tasks\Z"):
        task_weights(0, seed=1)
