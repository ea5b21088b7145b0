"""What checks ask, in words, where no score is looked at."""

import pytest

from generator.check.asked import asked_of, sources_of
from generator.model.claim_check import (
    ClaimTest,
    Comparison,
    Count,
    Crossing,
    Interaction,
    Order,
    Series,
    Threshold,
    Tied,
)
from generator.model.filters import Filters
from tests.check.toys import figure, of_run, outcomes, printed, report

SMALL = Filters(model="toy-1b", benchmark="humaneval+", k=10, source="paper", version="v1", estimand="greedy")
NAMED = "Toy 1B at pass@10 on HumanEval+ v1 in paper, decoding greedy"
LARGE = Filters(model="toy-10b")
TOYS = report(
    outcomes("toy-1b", 50), printed("toy-10b", "50.0"), printed("toy-10b", "60.4", name="ten", k=10)
)
TESTS: dict[str, ClaimTest] = {
    f"{NAMED} scores lower than Toy 10B": Comparison(LARGE, SMALL, "lower"),
    "Toy 10B lies within 2.5 points of any model": Comparison(Filters(), LARGE, "no_difference", 0.025),
    "Toy 10B (ten) at pass@10 on HumanEval gives the same number as Toy 1B (a run) on HumanEval": Comparison(
        of_run("toy-1b"), figure("ten"), "reproduces"
    ),
    "nowhere scores above 30%": Threshold(figure("nowhere"), 0.3, "above"),
    "no-run on other scores within 2 points of 30%": Threshold(
        Filters(run="no-run", benchmark="other"), 0.3, "about", 0.02
    ),
    "pass@1 on HumanEval of the family Toy in paper falls with every step in size": Order(
        Series("Toy", "humaneval", "paper"), "falls"
    ),
    "What tuning adds to pass@1 on HumanEval of the family Toy in paper grows with size, in points and in logits": Interaction(
        "Toy", "humaneval", "paper", "rlhf", "grows"
    ),
    "Toy 10B overtakes nobody between pass@1 and pass@10": Crossing(
        Filters(model="nobody"), LARGE, (1, 10), "overtakes"
    ),
    "Toy 10B stays behind nobody at both pass@1 and pass@10": Crossing(
        Filters(model="nobody"), LARGE, (1, 10), "stays_behind"
    ),
    f"The tests of their board tell no two of {NAMED} and Toy 10B apart": Tied((SMALL, LARGE), "together"),
    f"The tests of their board tell every two of {NAMED} and Toy 10B apart": Tied((SMALL, LARGE), "apart"),
    "Of 1 comparison, exactly 1 finds the second score higher": Count(
        "exactly", 1, comparisons=(Comparison(SMALL, LARGE, "higher"),)
    ),
    "The data here hold at most 1 score of Toy 10B": Count("at_most", 1, scores=LARGE),
    "The data here hold at least 1,000 scores in paper": Count(
        "at_least", 1000, scores=Filters(source="paper")
    ),
    "The data here hold exactly 2 models of the family Toy with training rlhf": Count(
        "exactly", 2, family="Toy", training="rlhf"
    ),
}


@pytest.mark.parametrize(("said", "test"), TESTS.items())
def test_a_check_says_what_it_asks_by_the_names_in_it(said: str, test: ClaimTest) -> None:
    assert asked_of(TOYS, test) == said


def test_the_sources_in_a_test_are_found_whatever_its_kind() -> None:
    assert [sorted(sources_of(test)) for test in TESTS.values()] == [
        ["paper"],
        [],
        [],
        [],
        [],
        ["paper"],
        ["paper"],
        [],
        [],
        ["paper"],
        ["paper"],
        [],
        [],
        ["paper"],
        [],
    ]
