"""The conclusions of a report on a page: effect, multiverse, sentence and certainty."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.analyse.absence import Absence
from generator.analyse.effect import Reading
from generator.analyse.interval import Interval
from generator.model.claim import Certainty, CertaintyLevel
from generator.model.corpus import Corpus
from generator.model.report import Conclusion, Directness, EffectName
from generator.render.views.effect_words import reading_words
from generator.render.views.strip import strip_svg
from tests.analyse.test_gains import FAMILIES
from tests.analyse.test_gains import report as tuned
from tests.analyse.test_large_k import CURVES
from tests.analyse.test_large_k import report as curves
from tests.render.small_site import rendered, shown, words


def conclusion(effect: EffectName | None = None, directness: Directness = "indirect") -> Conclusion:
    level: CertaintyLevel = "no_evidence" if directness == "none" else "low"
    certainty = Certainty(level, ("few families", "one source"), "Ada", "2026-06-12")
    return Conclusion("it-helps", "Tuning helps.", certainty, directness, effect)


def row(folder: Path, known: Corpus, *conclusions: Conclusion) -> list[str]:
    """Give the cells of the one conclusion that a page shows."""
    with_it = replace(known, report=replace(known.report, conclusions=conclusions))
    text = rendered(folder, {"index.md": "# T\n\n{{ conclusions_table() }}\n"}, with_it)["index.md"]
    table = next(iter(shown(text).iter("table")))
    (found,) = [line for line in table.iter("tr") if line.get("id") == "conclusion-it-helps"]
    for svg in [each for each in found.iter() if each.tag.endswith("svg")]:
        svg.clear()
    return [words(cell) for cell in found]


def test_a_gain_is_told_on_both_scales_in_one_sentence(tmp_path: Path) -> None:
    statement, effect, certainty, basis = row(tmp_path, tuned(FAMILIES), conclusion("gain"))
    assert statement == (
        "Tuning helps. Over 3 families, a tuned model solves 12.0 more of 100 tasks with one sample than its base, on average "
        "over families like these (95% interval +2.6 to +21.4); its odds are 1.8 times as high (0.84 to 3.9). Whether that can be told "
        "from none depends on the scale. Computed in 4 ways, it is above zero in all; of 4 intervals, 2 leave out zero."
    )
    assert effect == "odds × 1.8 0.84 to 3.9 +12.0 points +2.6 to +21.4"
    assert certainty == "low: few families; one source. Rated by Ada on 2026-06-12."
    assert basis == "3 families: A, B and C. Evidence indirect for the question."


def test_a_growth_says_what_both_scales_show(tmp_path: Path) -> None:
    statement, effect, *_ = row(tmp_path, tuned(FAMILIES), conclusion("gain-by-size"))
    assert statement == (
        "Tuning helps. From one size to a tenfold one the gain from tuning of any kind changes by −0.6 points (−22.6 to +21.5), and the ratio of odds "
        "by the factor 0.86 (0.24 to 3.2): whether it grows cannot be told. Computed in 4 ways, it is above zero in none; "
        "of 4 intervals, none leave out zero."
    )
    assert effect == "odds × 0.86 0.24 to 3.2 −0.6 points −22.6 to +21.5"


def test_a_gain_at_large_k_names_the_curve(tmp_path: Path) -> None:
    statement, effect, _, basis = row(
        tmp_path, curves(*(replace(each, samples=None) for each in CURVES)), conclusion("gain-at-large-k")
    )
    assert statement == (
        "Tuning helps. tuned, HumanEval+ pass@100: −1.0 points against its base (95% interval ≤ −9.7 to +7.7). Computed in 2 "
        "readings, it is above zero in 1; of 2 intervals, none leave out zero."
    )
    assert effect == "−1.0 points ≤ −9.7 to +7.7"
    assert basis == "1 tuned model: tuned. Evidence indirect for the question."


def test_what_cannot_be_computed_is_said_with_its_reason(tmp_path: Path) -> None:
    _, effect, _, basis = row(tmp_path, tuned({"A": FAMILIES["A"]}), conclusion("gain"))
    assert effect == "1 family: no summary of fewer than 3"
    assert basis == "Evidence indirect for the question."


def test_no_evidence_is_said_as_such(tmp_path: Path) -> None:
    statement, effect, certainty, basis = row(tmp_path, tuned({}), conclusion(directness="none"))
    assert statement == "Tuning helps. No study was found, so there is no number."
    assert effect == "no evidence"
    assert certainty == "no evidence: few families; one source. Rated by Ada on 2026-06-12."
    assert basis == "No study."


def test_a_conclusion_may_have_no_effect(tmp_path: Path) -> None:
    statement, effect, *_ = row(tmp_path, tuned({}), conclusion())
    assert (statement, effect) == ("Tuning helps. No effect is computed for it.", "not computed")


def reading(value: float, half: float = 0.1, label: str = "all families") -> Reading:
    return Reading(label, "points", value, Interval(value - half, value + half, "any", "families"))


def test_a_strip_says_in_words_what_it_shows() -> None:
    strip = strip_svg([reading(0.2), reading(0.05, label="without A"), reading(-0.05)], "points")
    assert (
        'aria-label="In points, 2 of 3 ways to compute it give more than zero; 1 has an interval that leaves out zero."'
        in strip
    )
    assert "<title>without A: +5.0 points (−5.0 to +15.0)</title>" in strip
    assert strip.count("<circle") == 3
    assert strip.count('class="sb-strip-first"') == 1


def test_a_strip_needs_two_readings_of_its_scale() -> None:
    absent = Reading("none", "points", Absence("one family"))
    assert strip_svg([reading(0.2), absent], "points") == ""
    assert strip_svg([reading(0.2), reading(0.1)], "logit") == ""


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (reading(0.163), "all families: +16.3 points (+6.3 to +26.3)"),
        (
            Reading("all", "logit", 0.7076, Interval(-0.0353, 1.4505, "any", "families")),
            "all: odds × 2.0 (0.97 to 4.3)",
        ),
        (
            Reading("all", "points", 0.01, Interval(-0.1, 0.1, "any", "tasks", upper_bound=True)),
            "all: +1.0 points (≤ −10.0 to +10.0)",
        ),
        (Reading("all", "points", Absence("one family")), "all: one family"),
        (Reading("all", "points", 0.01, absence="tasks not stated"), "all: +1.0 points"),
    ],
)
def test_a_reading_in_words_has_its_unit_and_interval(made: Reading, said: str) -> None:
    assert reading_words(made) == said
