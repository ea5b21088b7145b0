"""What each kind of check asks, finds and decides; whole sentences, with numbers that are checked elsewhere."""

from dataclasses import replace
from typing import Any

import pytest

from generator.check.answers import Outcome
from generator.check.asked import asked_of
from generator.check.claim_checks import checks_not_possible, claim_results, computed_verdict, drifted_claims
from generator.errors import Place
from generator.model.claim import Verdict
from generator.model.claim_check import (
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
from generator.model.finding import Finding
from tests.check.corpora import run
from tests.check.toys import claim, figure, of_run, outcomes, printed, report, told

UP = "+29.9 points (+19.7 to +39.2; 95%, Newcombe, unpaired)"
LEVEL = "−1.2 points (−11.9 to +9.5; 95%, Newcombe, unpaired)"
PRINTED = report(printed("toy-1b", "20.1"), printed("toy-10b", "50.0"), printed("toy-100b", "48.8"))
RUNS = report(
    outcomes("toy-1b", 50),
    outcomes("toy-10b", 90),
    outcomes("toy-100b", 92),
    printed("toy-1b", "30.5", name="same"),
    printed("toy-1b", "35.4", name="near"),
    printed("toy-1b", "61.0", name="far"),
)
GROWING = report(printed("toy-1b", "20.1"), printed("toy-10b", "40.2"), printed("toy-100b", "70.1"))
TUNED = report(
    printed("toy-1b", "20.1"),
    printed("toy-10b", "40.2"),
    printed("toy-100b", "60.4"),
    printed("toy-1b-chat", "10.4"),
    printed("toy-10b-chat", "48.2"),
    printed("toy-100b-chat", "92.1"),
)
CURVES = report(
    *(
        printed(model, value, name=f"{model}@{k}", k=k, estimand="sampled", temperature=0.6, samples=128)
        for model, k, value in (
            ("toy-10b", 1, "30.5"),
            ("toy-10b", 128, "90.2"),
            ("toy-10b-chat", 1, "60.4"),
            ("toy-10b-chat", 128, "70.1"),
        )
    )
)
SMALL_AND_LARGE = figure("toy-1b"), figure("toy-10b")
LARGE_AND_LARGER = figure("toy-10b"), figure("toy-100b")


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (
            Comparison(*SMALL_AND_LARGE, "higher"),
            ("holds", "Toy 10B scores higher than Toy 1B: pass@1 on HumanEval", UP),
        ),
        (
            Comparison(*SMALL_AND_LARGE, "lower"),
            ("does_not_hold", "Toy 10B scores lower than Toy 1B: pass@1 on HumanEval", UP),
        ),
        (
            Comparison(*LARGE_AND_LARGER, "higher"),
            ("cannot_be_told", "Toy 100B scores higher than Toy 10B: pass@1 on HumanEval", LEVEL),
        ),
        (
            Comparison(*LARGE_AND_LARGER, "no_difference", 0.15),
            ("holds", "Toy 100B lies within 15 points of Toy 10B: pass@1 on HumanEval", LEVEL),
        ),
        (
            Comparison(*LARGE_AND_LARGER, "no_difference", 0.05),
            ("cannot_be_told", "Toy 100B lies within 5 points of Toy 10B: pass@1 on HumanEval", LEVEL),
        ),
        (
            Comparison(*LARGE_AND_LARGER, "no_difference", 0.01),
            ("cannot_be_told", "Toy 100B lies within 1 point of Toy 10B: pass@1 on HumanEval", LEVEL),
        ),
        (
            Comparison(*SMALL_AND_LARGE, "no_difference", 0.05),
            ("does_not_hold", "Toy 10B lies within 5 points of Toy 1B: pass@1 on HumanEval", UP),
        ),
    ],
)
def test_two_printed_scores_are_compared_by_an_unpaired_interval(
    test: Comparison, expected: tuple[str, str, str]
) -> None:
    assert told(PRINTED, test) == expected


def test_the_level_of_a_check_is_that_of_its_interval() -> None:
    found = "+29.9 points (+16.4 to +41.9; 99%, Newcombe, unpaired)"
    assert told(PRINTED, Comparison(*SMALL_AND_LARGE, "higher"), level=0.99)[2] == found
    twelve_apart = report(printed("toy-1b", "20.1"), printed("toy-10b", "31.1"))
    assert told(twelve_apart, Comparison(*SMALL_AND_LARGE, "higher"), level=0.95)[0] == "holds"
    assert told(twelve_apart, Comparison(*SMALL_AND_LARGE, "higher"), level=0.99)[0] == "cannot_be_told"


def test_two_runs_of_the_same_tasks_are_compared_in_pairs() -> None:
    assert told(RUNS, Comparison(of_run("toy-1b"), of_run("toy-10b"), "higher")) == (
        "holds",
        "Toy 10B scores higher than Toy 1B: pass@1 on HumanEval",
        "+24.4 points (+17.4 to +30.8; 95%, Bonett-Price, paired)",
    )


def test_two_runs_of_as_many_other_tasks_are_compared_without_pairs() -> None:
    others = [f"HumanEval/{at}" for at in range(1, 165)]
    made = report(
        outcomes("toy-1b", 33), run([1] * 82 + [0] * 82, name="toy-10b", model="toy-10b", tasks=others)
    )
    assert told(made, Comparison(of_run("toy-1b"), of_run("toy-10b"), "higher"))[2] == (
        "+29.9 points (+19.7 to +39.2; 95%, Newcombe, unpaired)"
    )


@pytest.mark.parametrize(
    ("name", "outcome", "value", "apart"),
    [
        ("same", "holds", "30.5", ""),
        ("near", "cannot_be_told", "35.4", ", 4.9 points from 35.4%"),
        ("far", "does_not_hold", "61.0", ", 30.5 points from 61.0%"),
    ],
)
def test_outcomes_give_the_printed_digits_or_lie_near_or_contradict_them(
    name: str, outcome: str, value: str, apart: str
) -> None:
    expected = (
        outcome,
        f"The outcomes of Toy 1B give the printed {value}%: pass@1 on HumanEval",
        f"30.5% (24.0 to 37.9; 95%, Wilson){apart}",
    )
    assert told(RUNS, Comparison(figure(name), of_run("toy-1b"), "reproduces")) == expected
    assert told(RUNS, Comparison(of_run("toy-1b"), figure(name), "reproduces")) == expected


def test_a_print_is_held_against_the_same_score_at_the_level_of_the_check() -> None:
    test = Comparison(figure("near"), of_run("toy-1b"), "reproduces")
    assert told(RUNS, test, level=0.5) == (
        "does_not_hold",
        "The outcomes of Toy 1B give the printed 35.4%: pass@1 on HumanEval",
        "30.5% (28.1 to 33.0; 50%, Wilson), 4.9 points from 35.4%",
    )
    other = Comparison(figure("same"), of_run("toy-1b", "humaneval+"), "reproduces")
    why = "the run was taken under other conditions than the printed score states"
    assert told(RUNS, other)[::2] == ("cannot_be_checked", why)


@pytest.mark.parametrize(
    ("test", "outcome", "relation"),
    [
        (Threshold(of_run("toy-10b"), 0.4, "above"), "holds", "above 40%"),
        (Threshold(of_run("toy-10b"), 0.4, "below"), "does_not_hold", "below 40%"),
        (Threshold(of_run("toy-10b"), 0.5, "above"), "cannot_be_told", "above 50%"),
        (Threshold(of_run("toy-10b"), 0.55, "about", 0.1), "holds", "within 10 points of 55%"),
        (Threshold(of_run("toy-10b"), 0.8, "about", 0.1), "does_not_hold", "within 10 points of 80%"),
    ],
)
def test_a_score_is_held_against_a_number(test: Threshold, outcome: str, relation: str) -> None:
    expected = f"Toy 10B scores {relation}: pass@1 on HumanEval", "54.9% (47.2 to 62.3; 95%, Wilson)"
    assert told(RUNS, test) == (outcome, *expected)


def test_an_order_holds_only_where_every_step_shows_it() -> None:
    series = Series("Toy", "humaneval", "paper")
    asked = "pass@1 on HumanEval of the family Toy in paper {} with every step in size"
    assert told(PRINTED, Order(series, "rises")) == (
        "cannot_be_told",
        asked.format("rises"),
        f"Toy 1B to Toy 10B {UP}; Toy 10B to Toy 100B {LEVEL}",
    )
    steps = (
        "Toy 1B to Toy 10B +20.1 points (+10.2 to +29.5; 95%, Newcombe, unpaired); "
        "Toy 10B to Toy 100B +29.9 points (+19.3 to +39.6; 95%, Newcombe, unpaired)"
    )
    assert told(GROWING, Order(series, "rises")) == ("holds", asked.format("rises"), steps)
    assert told(GROWING, Order(series, "falls")) == ("does_not_hold", asked.format("falls"), steps)


def test_an_order_is_one_of_its_own_training_with_one_score_a_size() -> None:
    series = Series("Toy", "humaneval", "paper")
    base = "Toy 1B to Toy 10B +20.1 points (+10.2 to +29.5; 95%, Newcombe, unpaired); Toy 10B to Toy 100B "
    assert told(TUNED, Order(series, "rises"))[2].startswith(base)
    doubled = report(
        printed("toy-1b", "20.1"), printed("toy-10b", "40.2"), printed("toy-10b", "40.3", name="again")
    )
    why = "several scores of one size: nothing says which of them belongs to the series"
    assert told(doubled, Order(series, "rises"))[::2] == ("cannot_be_checked", why)


def test_one_step_refutes_an_order_only_at_the_level_that_bonferroni_grants_it() -> None:
    series = Order(Series("Toy", "humaneval", "paper"), "falls")
    a_little_up = report(printed("toy-1b", "50.0"), printed("toy-10b", "61.0"), printed("toy-100b", "50.0"))
    twice_up = report(printed("toy-1b", "50.0"), printed("toy-10b", "63.4"), printed("toy-100b", "50.0"))
    assert told(a_little_up, series)[2].startswith(
        "Toy 1B to Toy 10B +11.0 points (+0.3 to +21.4; 95%, Newcombe, unpaired)"
    )
    assert told(a_little_up, series)[0] == "cannot_be_told"
    assert told(twice_up, series)[0] == "does_not_hold"


@pytest.mark.parametrize(("expect", "outcome"), [("grows", "holds"), ("shrinks", "does_not_hold")])
def test_what_tuning_adds_has_to_change_with_size_on_both_scales(expect: str, outcome: str) -> None:
    method = "delta method, unpaired: usually too wide"
    assert told(TUNED, Interaction("Toy", "humaneval", "paper", "rlhf", expect)) == (  # type: ignore[arg-type]
        outcome,
        f"What tuning adds to pass@1 on HumanEval of the family Toy in paper {expect} with size, in points and in logits",
        f"3 sizes; per tenfold size +20.7 points (+14.9 to +26.5; 95%, {method}), +1.40 logits (+0.95 to +1.86; 95%, {method})",
    )


def test_what_tuning_adds_is_told_at_the_level_of_the_check() -> None:
    method = "99%, delta method, unpaired: usually too wide"
    _, _, found = told(TUNED, Interaction("Toy", "humaneval", "paper", "rlhf", "grows"), level=0.99)
    points, logits = f"+20.7 points (+13.1 to +28.3; {method})", f"+1.40 logits (+0.81 to +2.00; {method})"
    assert found == f"3 sizes; per tenfold size {points}, {logits}"


def test_what_one_scale_alone_shows_cannot_be_told() -> None:
    ceiling = report(
        printed("toy-1b", "20.1"),
        printed("toy-100b", "90.2"),
        printed("toy-1b-chat", "50.0"),
        printed("toy-100b-chat", "97.6"),
    )
    outcome, _, found = told(ceiling, Interaction("Toy", "humaneval", "paper", "rlhf", "shrinks"))
    assert outcome == "cannot_be_told"
    method = "95%, delta method, unpaired: usually too wide"
    points, logits = f"−11.2 points (−16.8 to −5.7; {method})", f"+0.05 logits (−0.56 to +0.67; {method})"
    assert found == f"2 sizes; per tenfold size {points}, {logits}"


def test_a_crossing_needs_both_ends_to_show_it_and_one_to_deny_it() -> None:
    base, chat = Filters(model="toy-10b"), Filters(model="toy-10b-chat")
    ends = (
        "−29.9 points (−39.6 to −19.2; 95%, Newcombe, unpaired) at k = 1; "
        "+20.1 points (+11.6 to +28.4; 95%, Newcombe, unpaired) at k = 128"
    )
    others = (
        "+29.9 points (+19.2 to +39.6; 95%, Newcombe, unpaired) at k = 1; "
        "−20.1 points (−28.4 to −11.6; 95%, Newcombe, unpaired) at k = 128"
    )
    between = "between pass@1 and pass@128 on HumanEval"
    assert told(CURVES, Crossing(chat, base, (1, 128), "overtakes")) == (
        "holds",
        f"Toy 10B overtakes Toy 10B Chat {between}",
        ends,
    )
    assert told(CURVES, Crossing(chat, base, (1, 128), "stays_behind")) == (
        "does_not_hold",
        "Toy 10B stays behind Toy 10B Chat at both pass@1 and pass@128 on HumanEval",
        ends,
    )
    assert told(CURVES, Crossing(base, chat, (1, 128), "overtakes")) == (
        "does_not_hold",
        f"Toy 10B Chat overtakes Toy 10B {between}",
        others,
    )
    assert told(CURVES, Crossing(base, chat, (1, 128), "stays_behind"))[::2] == ("does_not_hold", others)


@pytest.mark.parametrize(
    ("second", "overtakes", "stays_behind"),
    [
        (("10.4", "40.2"), "does_not_hold", "holds"),  # behind at both
        (("50.0", "90.2"), "does_not_hold", "does_not_hold"),  # ahead at both
        (("10.4", "70.1"), "cannot_be_told", "cannot_be_told"),  # behind, then level
        (("31.1", "90.2"), "cannot_be_told", "does_not_hold"),  # level, then ahead
    ],
)
def test_what_is_ahead_at_both_k_neither_overtakes_nor_stays_behind(
    second: tuple[str, str], overtakes: str, stays_behind: str
) -> None:
    values = zip(("toy-1b", "toy-10b"), (("30.5", "70.1"), second), strict=True)
    made = report(
        *(
            printed(model, value, name=f"{model}@{k}", k=k, estimand="sampled", temperature=0.6, samples=128)
            for model, pair in values
            for k, value in zip((1, 128), pair, strict=True)
        )
    )
    scores = Filters(model="toy-1b"), Filters(model="toy-10b")
    assert told(made, Crossing(*scores, (1, 128), "overtakes"))[0] == overtakes
    assert told(made, Crossing(*scores, (1, 128), "stays_behind"))[0] == stays_behind


def test_one_end_refutes_a_crossing_at_half_the_error_only() -> None:
    def ahead(share: str) -> str:
        made = report(
            *(
                printed(model, value, name=f"{model}@{k}", k=k, estimand="sampled", temperature=0.6)
                for model, k, value in (
                    ("toy-1b", 1, "50.0"),
                    ("toy-10b", 1, share),
                    ("toy-1b", 10, "60.4"),
                    ("toy-10b", 10, "60.4"),
                )
            )
        )
        return told(made, Crossing(Filters(model="toy-1b"), Filters(model="toy-10b"), (1, 10), "overtakes"))[
            0
        ]

    assert ahead("61.0") == "cannot_be_told"  # +0.3 to +21.4 at 95%
    assert ahead("62.8") == "does_not_hold"


def test_a_board_ties_runs_or_tells_them_apart() -> None:
    small, large, larger = (of_run(name) for name in ("toy-1b", "toy-10b", "toy-100b"))
    assert told(RUNS, Tied((large, larger), "together")) == (
        "holds",
        "The tests of their board tell no two of Toy 10B and Toy 100B apart: pass@1 on HumanEval",
        "0 of 1 pair told apart at 95%; smallest p 0.5 after adjustment over 3 pairs, Holm",
    )
    said = "1 of 1 pair told apart at 95%; smallest p 1.4e-12 after adjustment over 3 pairs, Holm"
    assert told(RUNS, Tied((small, larger), "apart")) == (
        "holds",
        "The tests of their board tell every two of Toy 1B and Toy 100B apart: pass@1 on HumanEval",
        said,
    )
    assert told(RUNS, Tied((small, larger), "together"))[::2] == ("does_not_hold", said)
    assert told(RUNS, Tied((small, large, larger), "apart"))[::2] == (
        "does_not_hold",
        "2 of 3 pairs told apart at 95%; smallest p 1.4e-12 after adjustment over 3 pairs, Holm",
    )


def test_a_tie_is_one_of_the_own_board_at_the_level_of_the_check() -> None:
    small, larger = Filters(run="small", benchmark="humaneval"), Filters(run="larger", benchmark="humaneval")
    elsewhere = (run([0, 1] * 82, name=f"v2-{at}", model="toy-1b", version="v2") for at in range(3))
    made = report(*elsewhere, outcomes("toy-1b", 50, name="small"), outcomes("toy-10b", 56, name="larger"))
    asked = "The tests of their board tell no two of Toy 1B and Toy 10B apart: pass@1 on HumanEval"
    said = "{} of 1 pair told apart at {}%; smallest p 0.031 after adjustment over 1 pair, Holm"
    assert told(made, Tied((small, larger), "together")) == ("does_not_hold", asked, said.format(1, 95))
    assert told(made, Tied((small, larger), "together"), level=0.99) == ("holds", asked, said.format(0, 99))


def test_runs_of_one_model_are_named_by_their_ids() -> None:
    made = report(outcomes("toy-1b", 50, name="x"), outcomes("toy-1b", 60, name="y"))
    runs = tuple(Filters(run=name, benchmark="humaneval") for name in "xy")
    asked = "The tests of their board tell every two of Toy 1B (x) and Toy 1B (y) apart: pass@1 on HumanEval"
    assert told(made, Tied(runs, "apart"))[:2] == ("holds", asked)


@pytest.mark.parametrize(
    ("tests", "why"),
    [
        (("twice", "v2"), "the runs do not stand on one board, by one score"),
        (("twice", "twice"), "expected different runs: only outcomes of tasks are tested in pairs"),
        (("twice", "thrice"), "found pass@2; boards are tested by pass@1"),
    ],
)
def test_runs_that_no_board_compares_are_not_tied(tests: tuple[str, str], why: str) -> None:
    made = report(
        run([1, 2] * 82, name="twice", model="toy-1b", samples=2, strategy="sampling"),
        run([1, 1] * 82, name="thrice", model="toy-10b", samples=3, strategy="sampling"),
        run([1, 2] * 82, name="v2", model="toy-10b", samples=2, strategy="sampling", version="v2"),
    )
    runs = tuple(Filters(run=name, benchmark="humaneval", k=2) for name in tests)
    assert told(made, Tied(runs, "together"))[::2] == ("cannot_be_checked", why)


def test_of_counted_comparisons_those_that_cannot_be_told_leave_a_range() -> None:
    pairs = Comparison(*SMALL_AND_LARGE, "higher"), Comparison(*LARGE_AND_LARGER, "higher")
    said = (
        "1 of 2 hold, 0 do not, 1 cannot be told, each at 97.5%: "
        "Toy 10B scores higher than Toy 1B: +29.9 points (+18.2 to +40.4; 97.5%, Newcombe, unpaired); "
        "Toy 100B scores higher than Toy 10B: −1.2 points (−13.4 to +11.0; 97.5%, Newcombe, unpaired)"
    )
    asked = "Of 2 comparisons, {} the second score higher: pass@1 on HumanEval"
    outcomes: dict[tuple[str, int], str] = {
        ("at_least", 1): "holds",
        ("at_least", 2): "cannot_be_told",
        ("at_least", 3): "does_not_hold",
        ("at_most", 0): "does_not_hold",
        ("at_most", 1): "cannot_be_told",
        ("at_most", 2): "holds",
        ("exactly", 0): "does_not_hold",
        ("exactly", 2): "cannot_be_told",
    }
    for (expect, number), outcome in outcomes.items():
        words = f"{expect.replace('_', ' ')} {number} {'finds' if number == 1 else 'find'}"
        assert told(PRINTED, Count(expect, number, comparisons=pairs)) == (outcome, asked.format(words), said)  # type: ignore[arg-type]


def test_counted_comparisons_of_several_k_each_say_theirs() -> None:
    pairs = tuple(Comparison(figure(f"toy-10b@{k}"), figure(f"toy-10b-chat@{k}"), "higher") for k in (1, 128))
    assert told(CURVES, Count("exactly", 1, comparisons=pairs)) == (
        "holds",
        "Of 2 comparisons, exactly 1 finds the second score higher: pass@1 on HumanEval and pass@128 on HumanEval",
        (
            "1 of 2 hold, 1 do not, 0 cannot be told, each at 97.5%: "
            "Toy 10B Chat scores higher than Toy 10B: pass@1 on HumanEval: +29.9 points (+17.7 to +40.9; 97.5%, Newcombe, unpaired); "
            "Toy 10B Chat scores higher than Toy 10B: pass@128 on HumanEval: −20.1 points (−29.5 to −10.3; 97.5%, Newcombe, unpaired)"
        ),
    )


def test_models_and_scores_are_counted() -> None:
    of_rlhf = "models of the family Toy with training rlhf"
    assert told(PRINTED, Count("exactly", 0, family="Toy", training="rlhf")) == (
        "does_not_hold",
        f"The data here hold exactly 0 {of_rlhf}",
        "3 models, of 6 in the family",
    )
    assert told(PRINTED, Count("exactly", 3, family="Toy", training="rlhf"))[0] == "holds"
    assert told(PRINTED, Count("at_most", 6, family="Toy")) == (
        "holds",
        "The data here hold at most 6 models of the family Toy",
        "6 models",
    )
    assert told(PRINTED, Count("at_least", 3, scores=Filters(benchmark="humaneval"))) == (
        "holds",
        "The data here hold at least 3 scores on HumanEval",
        "3 scores",
    )


def test_without_k_scores_of_any_k_are_counted_and_each_run_once() -> None:
    made = report(
        outcomes("toy-1b", 50), printed("toy-1b", "30.5"), printed("toy-1b", "60.4", name="ten", k=10)
    )
    of_model = Filters(model="toy-1b", benchmark="humaneval")
    assert told(made, Count("exactly", 3, scores=of_model)) == (
        "holds",
        "The data here hold exactly 3 scores of Toy 1B on HumanEval",
        "3 scores",
    )
    assert told(made, Count("exactly", 1, scores=Filters()))[:2] == (
        "does_not_hold",
        "The data here hold exactly 1 score",
    )
    assert told(made, Count("exactly", 0, scores=replace(of_model, k=10)))[::2] == (
        "does_not_hold",
        "1 score",
    )
    assert told(made, Count("exactly", 2, scores=replace(of_model, k=1)))[::2] == ("holds", "2 scores")


@pytest.mark.parametrize(
    ("test", "why"),
    [
        (
            Comparison(figure("toy-1b"), Filters(model="toy-1b", benchmark="humaneval+"), "higher"),
            "model='toy-1b', benchmark='humaneval+': no score fits; there are figure='toy-1b' (toy-1b, humaneval pass@1)",
        ),
        (Comparison(figure("toy-1b"), figure("toy-1b"), "higher"), "both are the same score"),
        (
            Comparison(figure("toy-1b"), figure("sampled"), "higher"),
            "the two scores are not alike in decoding (greedy; sampled at T=0.2)",
        ),
        (
            Comparison(figure("toy-1b"), figure("no-tasks"), "higher"),
            "the source does not say how many tasks",
        ),
        (
            Comparison(figure("toy-1b"), figure("a-part"), "higher"),
            "the two scores are not alike in tasks (164; 100)",
        ),
        (Comparison(*SMALL_AND_LARGE, "reproduces"), "expected one printed score and one run"),
        (
            Comparison(figure("toy-10b"), of_run("toy-1b-chat"), "reproduces"),
            "expected a score and a run of one model, found Toy 10B and Toy 1B Chat",
        ),
        (
            Comparison(of_run("toy-1b-chat"), figure("guessed"), "reproduces"),
            "read off a chart by eye: nothing is computed from it",
        ),
        (
            Comparison(figure("chosen"), of_run("toy-1b-chat"), "reproduces"),
            "the best of several settings or filtered samples: no interval covers the choice",
        ),
        (Threshold(figure("by-eye"), 0.5, "above"), "read off a chart by eye: nothing is computed from it"),
        (
            Order(Series("Toy", "humaneval+", "paper"), "rises"),
            "pass@1 on HumanEval+ of the family Toy in paper: found 0 series of two sizes or more; expected one",
        ),
        (
            Interaction("Toy", "humaneval", "paper", "rlhf", "grows"),
            "pass@1 on HumanEval of the family Toy in paper: found 0 pairs of base and tuned; expected two sizes",
        ),
        (
            Tied(SMALL_AND_LARGE, "together"),
            "expected different runs: only outcomes of tasks are tested in pairs",
        ),
    ],
)
def test_a_check_whose_data_are_missing_says_which(
    test: Comparison | Threshold | Order | Interaction | Tied, why: str
) -> None:
    made = report(
        printed("toy-1b", "20.1"),
        printed("toy-10b", "50.0"),
        printed("toy-10b", "30.5", name="sampled", estimand="sampled", temperature=0.2),
        printed("toy-100b", "30.5", name="no-tasks", tasks=None),
        printed("toy-100b", "30.5", name="by-eye", read="by-eye", source="other"),
        printed("toy-100b", "30.0", name="a-part", tasks=100),
        printed("toy-1b-chat", "30.5", name="guessed", read="by-eye"),
        printed("toy-1b-chat", "30.5", name="chosen", estimand="selected"),
        outcomes("toy-1b-chat", 50),
    )
    assert told(made, test) == ("cannot_be_checked", asked_of(made, test), why)


@pytest.mark.parametrize(
    ("temperature", "why"),
    [
        (0.2, ""),
        (None, "the two scores are not alike in source, which leaves something unsaid (paper; other)"),
    ],
)
def test_sampled_scores_of_two_sources_are_compared_only_where_both_state_a_temperature(
    temperature: float | None, why: str
) -> None:
    stated: dict[str, Any] = {
        "estimand": "sampled",
        "temperature": temperature,
        "harness": "evalplus",
        "dataset_version": "v1",
    }
    made = report(printed("toy-1b", "20.1", **stated), printed("toy-10b", "50.0", source="other", **stated))
    outcome, _, found = told(made, Comparison(*SMALL_AND_LARGE, "higher"))
    assert (outcome, found) == (("cannot_be_checked", why) if why else ("holds", UP))


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ([], None),
        (["cannot_be_checked"], None),
        (["holds", "cannot_be_checked"], "supported"),
        (["holds", "cannot_be_told"], "supported_with_limits"),
        (["cannot_be_told", "cannot_be_told"], "not_enough_info"),
        (["does_not_hold", "cannot_be_told"], "contradicted"),
        (["does_not_hold", "holds", "cannot_be_told"], "mixed"),
    ],
)
def test_the_computed_verdict_follows_from_the_direct_checks(
    outcomes: list[Outcome], verdict: Verdict | None
) -> None:
    assert computed_verdict(outcomes) == verdict


HOLDING, FAILING = Comparison(*SMALL_AND_LARGE, "higher"), Comparison(*SMALL_AND_LARGE, "lower")


@pytest.mark.parametrize(
    ("test", "stated", "agreeing"),
    [
        (HOLDING, "not_enough_info", ["supported", "supported_with_limits"]),
        (FAILING, "supported", ["contradicted"]),
        (Comparison(*LARGE_AND_LARGER, "higher"), "supported", ["not_enough_info"]),
    ],
)
def test_a_claim_has_drifted_where_the_data_take_another_side(
    test: Comparison, stated: Verdict, agreeing: list[Verdict]
) -> None:
    verdicts = [stated, *agreeing]
    claims = tuple(claim(test, verdict=each, name=each) for each in verdicts)
    results = claim_results(replace(PRINTED, claims=claims))
    assert [each for each in verdicts if results[each].drifted] == [stated]


@pytest.mark.parametrize(
    ("tests", "drifted"), [((HOLDING, FAILING), False), ((HOLDING,), True), ((FAILING,), True)]
)
def test_a_mixed_claim_drifts_where_its_checks_all_take_one_side(
    tests: tuple[Comparison, ...], *, drifted: bool
) -> None:
    made = replace(PRINTED, claims=(claim(*tests, verdict="mixed"),))
    assert claim_results(made)["c1"].drifted is drifted


def test_a_drifted_claim_is_told_with_both_verdicts_and_the_numbers() -> None:
    drifted = replace(claim(FAILING), place=Place("results/claims.yaml", 2, 7))
    assert list(drifted_claims(replace(PRINTED, claims=(drifted, claim(HOLDING, name="c2"))))) == [
        Finding(
            Place("results/claims.yaml", 2, 7),
            "claim-drifted",
            "error",
            "c1: stated as supported, but the data now say contradicted: “Toy 10B scores lower than Toy 1B: pass@1 on "
            f"HumanEval” does not hold: {UP}",
            ("c1",),
        )
    ]


def test_an_indirect_check_informs_and_moves_no_verdict() -> None:
    made = replace(PRINTED, claims=(claim(FAILING, bearing="indirect"),))
    result = claim_results(made)["c1"]
    assert (result.checks[0].outcome, result.computed, result.drifted) == ("does_not_hold", None, False)
    assert list(drifted_claims(made)) == []


@pytest.mark.parametrize(("bearing", "severity"), [("direct", "warning"), ("indirect", "note")])
def test_a_check_that_cannot_be_carried_out_is_told(bearing: str, severity: str) -> None:
    test = Threshold(Filters(model="toy-1b", benchmark="humaneval+"), 0.5, "above")
    made = replace(PRINTED, claims=(claim(test, bearing=bearing),))  # type: ignore[arg-type]
    why = "model='toy-1b', benchmark='humaneval+': no score fits; there are figure='toy-1b' (toy-1b, humaneval pass@1)"
    text = f"c1: a check cannot be carried out: {why}"
    assert list(checks_not_possible(made)) == [
        Finding(Place(""), "check-not-possible", severity, text, ("c1",))  # type: ignore[arg-type]
    ]
