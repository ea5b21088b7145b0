"""What tuning adds, as forest plots on both scales."""

from generator.analyse.absence import Absence
from generator.render.figures.spec import Forest, Plot
from generator.render.figures.tuning_forests import gain_spec, growth_spec
from tests.render.families import CODE, DEEP, GEMMA, LLAMA, families
from tests.render.figures.corpora import corpus

GEMMA_ONE = {2e9: ("20.7", "15.2")}


def rows(plot: Plot | Absence, at: int = 0) -> list[tuple[str, str, str]]:
    assert isinstance(plot, Plot)
    forest = plot.panels[at]
    assert isinstance(forest, Forest)
    return [(row.kind, row.label, row.note) for row in forest.rows]


def test_the_gain_stands_at_each_size_and_as_a_mean_over_sizes() -> None:
    assert rows(gain_spec(families(Gemma=GEMMA))) == [
        ("heading", "Gemma, HumanEval pass@1", ""),
        ("estimate", "2B", "−5.5 (−13.8 to +2.8)"),
        ("estimate", "7B", "−3.7 (−13.3 to +5.9)"),
        ("estimate", "mean of 2 sizes", "−4.6 (−10.9 to +1.7)"),
    ]
    assert rows(gain_spec(families(Gemma=GEMMA)), 1)[1:3] == [
        ("estimate", "2B", "−0.38 (−0.95 to +0.19)"),
        ("estimate", "7B", "−0.19 (−0.68 to +0.30)"),
    ]


def test_fewer_than_three_families_have_no_mean_and_the_caption_says_why() -> None:
    found = gain_spec(families(Gemma=GEMMA))
    assert isinstance(found, Plot)
    assert found.caption.endswith(" No mean over families: 1 family: no summary of fewer than 3.")
    assert [row[0] for row in found.rows] == ["Gemma"] * 3


def test_three_families_have_a_mean_and_a_place_for_another() -> None:
    plot = gain_spec(families(Llama=LLAMA, Code=CODE, Deep=DEEP))
    assert [row[:2] for row in rows(plot)[-2:]] == [
        ("summary", "Over 3 families"),
        ("prediction", "Another family"),
    ]
    assert isinstance(plot, Plot)
    assert plot.sources == ("paper",)
    assert [row[0] for row in plot.rows[-2:]] == ["all", "another"]
    assert plot.caption.endswith("the dashed line where another family like these may lie.")


def test_the_change_of_the_gain_is_told_on_both_scales() -> None:
    plot = growth_spec(families(Llama=LLAMA))
    assert rows(plot) == [("estimate", "Llama, 3 sizes", "−4.7 (−12.6 to +3.2)")]
    assert rows(plot, 1) == [("estimate", "Llama, 3 sizes", "+0.06 (−0.37 to +0.50)")]
    assert isinstance(plot, Plot)
    assert plot.panels[0].alt == (
        "How the gain from tuning changes with size, in points: of 1 interval, 0 lie wholly above 0 and 0 wholly below."
    )


def test_a_family_of_one_size_says_nothing_of_size() -> None:
    assert growth_spec(families(Gemma=GEMMA_ONE)) == Absence(
        "no family has pairs of base and tuned models at two sizes"
    )
    assert gain_spec(corpus([])) == Absence(
        "no source prints a base model and its tuned form under equal conditions"
    )


def test_a_score_of_all_tasks_has_no_logit_and_its_row_says_so() -> None:
    full = {2e9: ("20.7", "100.0")}
    assert rows(gain_spec(families(Full=full)), 1)[1] == ("estimate", "2B", "a score of 0 or 1 has no logit")
