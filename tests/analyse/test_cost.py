import math

import pytest

from generator.analyse.absence import Absence
from generator.analyse.cost import cost_ratio
from generator.model.catalogue import ModelCard

SMALL, LARGE = ModelCard("s", "S", parameters=7e9), ModelCard("l", "L", parameters=70e9)
EXPERTS = ModelCard("e", "E", parameters=16e9, active_parameters=2e9)


@pytest.mark.parametrize(
    ("sampled", "samples", "single", "ratio"),
    [
        (SMALL, 5, LARGE, 0.5),
        (SMALL, 1, SMALL, 1.0),
        (EXPERTS, 7, SMALL, 2.0),  # the experts that work, not all that there are
        (SMALL, math.inf, LARGE, math.inf),
        (SMALL, 0.0, LARGE, 0.0),
    ],
)
def test_cost_is_active_parameters_times_samples(
    sampled: ModelCard, samples: float, single: ModelCard, ratio: float
) -> None:
    assert cost_ratio(sampled, samples, single) == pytest.approx(ratio)


def test_a_model_of_unknown_size_has_no_cost() -> None:
    unknown = ModelCard("u", "U")
    expected = Absence("the number of parameters is not known")
    assert [cost_ratio(SMALL, 2, unknown), cost_ratio(unknown, 2, SMALL)] == [expected, expected]
