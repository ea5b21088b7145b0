"""What tuning adds over families, and in which other ways that is computed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.analyse.absence import Absence
from generator.analyse.effect import Effect
from generator.analyse.gains import gain_effect, growth_effect
from generator.analyse.interaction import TunedPair, gain
from generator.analyse.pooling import Pooled, pool
from generator.analyse.sizes import SizePoint
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.model.report import TuningSeries
from tests.render.figures.corpora import card, corpus, score

SIZES = (1e9, 1e10)
FAMILIES = {
    "A": ((0.20, 0.30), (0.40, 0.55)),
    "B": ((0.30, 0.35), (0.50, 0.60)),
    "C": ((0.10, 0.30), (0.20, 0.30)),
}


def family(name: str, *rows: tuple[float, float]) -> tuple[list[ModelCard], list[PublishedScore]]:
    """Models of one family and their scores, base and tuned, a size a row."""
    cards, scores = [], []
    for size, (base, tuned) in zip(SIZES, rows, strict=False):
        low, high = f"{name}-{size:g}", f"{name}-{size:g}-it"
        cards += [
            card(low, size, family=name),
            card(high, size, family=name, training="instruct", base_model=low),
        ]
        scores += [score(low, f"{100 * base:.1f}"), score(high, f"{100 * tuned:.1f}")]
    return cards, scores


def report(families: Mapping[str, tuple[tuple[float, float], ...]]) -> Corpus:
    made = [family(name, *rows) for name, rows in families.items()]
    series = tuple(TuningSeries(name, "paper", "humaneval", "instruct") for name in families)
    return corpus(
        [each for cards, _ in made for each in cards],
        [each for _, scores in made for each in scores],
        tuning=series,
    )


def effect(found: Effect | Absence) -> Effect:
    assert isinstance(found, Effect)
    return found


def by_hand(*names: str) -> Pooled:
    """Pool the gains in points of these families."""
    effects = []
    for name in names:
        pairs = [
            TunedPair(SizePoint(size, base, 164), SizePoint(size, tuned, 164))
            for size, (base, tuned) in zip(SIZES, FAMILIES[name], strict=True)
        ]
        change = gain(pairs, "points")
        assert not isinstance(change, Absence)
        effects.append(change.family_effect(name))
    found = pool(effects)
    assert isinstance(found, Pooled)
    return found


def test_the_gain_is_pooled_over_families_on_both_scales() -> None:
    found = effect(gain_effect(report(FAMILIES), frozenset()))
    points = found.on("points")
    assert found.rests_on == ("A", "B", "C")
    assert (found.primary.label, found.primary.scale, found.primary.count) == ("all families", "logit", 3)
    assert points.value == pytest.approx(by_hand("A", "B", "C").value)
    assert points.interval == by_hand("A", "B", "C").interval


def test_each_reading_differs_in_one_choice() -> None:
    found = effect(gain_effect(report(FAMILIES), frozenset()))
    two = Absence("2 families: no summary of fewer than 3")
    labels = [(each.label, each.scale) for each in found.readings]
    assert labels == [
        (label, scale)
        for label in (
            "all families",
            "interval at least as wide as chance",
            "without A",
            "without B",
            "without C",
        )
        for scale in ("logit", "points")
    ]
    assert [each.value for each in found.others[-6:]] == [two] * 6


def test_flagged_scores_are_left_out_of_one_reading() -> None:
    made = report(FAMILIES)
    flagged = frozenset({made.published[0].id})  # the small model of A, whose family keeps its larger pair
    found = effect(gain_effect(made, flagged))
    without = next(each for each in found.others if each.label == "without flagged scores")
    whole = found.primary
    assert without.count == 3
    assert without.value != whole.value


def test_the_growth_rests_on_families_with_two_sizes() -> None:
    families = {**FAMILIES, "D": ((0.2, 0.4),)}
    assert effect(gain_effect(report(families), frozenset())).rests_on == ("A", "B", "C", "D")
    assert effect(growth_effect(report(families), frozenset())).rests_on == ("A", "B", "C")


def test_too_few_families_give_no_effect() -> None:
    few = {name: FAMILIES[name] for name in ("A", "B")}
    assert gain_effect(report(few), frozenset()) == Absence("2 families: no summary of fewer than 3")
    assert gain_effect(report({}), frozenset()) == Absence("0 families: no summary of fewer than 3")


def test_a_family_with_a_score_of_zero_is_in_neither_scale() -> None:
    """A logit would be infinite, and the two scales shall rest on the same families."""
    families = {**FAMILIES, "Z": ((0.0, 0.2), (0.1, 0.3))}
    assert effect(gain_effect(report(families), frozenset())).rests_on == ("A", "B", "C")


def test_the_first_series_of_a_family_counts() -> None:
    made = report(FAMILIES)
    again = TuningSeries("A", "paper", "humaneval", "instruct", k=10)
    other = corpus(made.models.values(), made.published, tuning=(again, *made.report.tuning))
    found = effect(gain_effect(other, frozenset()))
    assert found.primary == effect(gain_effect(made, frozenset())).primary


def test_mixtures_of_experts_gain_but_do_not_grow() -> None:
    """Total and active parameters are two sizes, and no slope mixes them."""
    families = {**FAMILIES, "M": ((0.2, 0.4), (0.3, 0.6))}
    made = report(families)
    cards = [
        replace(each, active_parameters=1e8) if each.family == "M" else each for each in made.models.values()
    ]
    mixed = corpus(cards, made.published, tuning=made.report.tuning)
    assert effect(gain_effect(mixed, frozenset())).rests_on == ("A", "B", "C", "M")
    assert effect(growth_effect(mixed, frozenset())).rests_on == ("A", "B", "C")
