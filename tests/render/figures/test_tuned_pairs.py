"""Base models and what they were tuned into."""

import pytest

from generator.analyse.datum import printed
from generator.analyse.tuning import find_pairs
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.model.report import TuningSeries
from generator.render.figures.pairs import unlike_reason
from generator.render.figures.spec import Plot
from generator.render.figures.tuned_pairs import spec
from tests.render.families import GEMMA, families
from tests.render.figures.corpora import card, corpus, curves_of, score

QUERY = TuningSeries("Gemma", "paper", "humaneval", "instruct")
SHOWN = (
    TuningSeries("Gemma", "evalplus_leaderboard", "humaneval", "instruct", plus=True),
    TuningSeries("Llama 2", "ruan2024obsscaling", "humaneval", "rlhf"),
)


def gemma(*scores: PublishedScore, base_model: str | None = "base") -> Corpus:
    sources = ("paper", "other", "evalplus_leaderboard")
    base = card("base", family="Gemma", sources=sources)
    tuned = card("tuned", family="Gemma", training="instruct", base_model=base_model, sources=sources)
    return corpus([base, tuned], scores, tuning=SHOWN)


def pairs(known: Corpus) -> list[tuple[str, str]]:
    found = find_pairs(QUERY, tuple(printed(known)))
    return [(pair.base.card.id, pair.tuned.card.id) for pair in found]


def test_a_model_and_its_base_make_a_pair_where_their_scores_were_taken_alike() -> None:
    assert pairs(gemma(score("base", "20.0"), score("tuned", "30.0"))) == [("base", "tuned")]


@pytest.mark.parametrize(
    "tuned",
    [
        score("tuned", "30.0", source="other"),
        score("tuned", "30.0", version="v0.1.10"),
        score("tuned", "30.0", harness="evalplus"),
        score("tuned", "30.0", estimand="unknown"),
        score("tuned", "30.0", temperature=0.8),
        score("tuned", "30.0", k=10),
        score("tuned", "30.0", plus=True),
    ],
)
def test_scores_that_were_not_taken_alike_make_no_pair(tuned: PublishedScore) -> None:
    assert pairs(gemma(score("base", "20.0"), tuned)) == []


def test_a_model_whose_base_is_not_named_makes_no_pair() -> None:
    assert pairs(gemma(score("base", "20.0"), score("tuned", "30.0"), base_model=None)) == []


def test_a_model_with_two_scores_under_the_same_conditions_makes_no_pair() -> None:
    assert pairs(gemma(score("base", "20.0"), score("base", "21.0"), score("tuned", "30.0"))) == []


def test_the_reason_for_a_missing_pair_is_the_decoding_where_that_differs() -> None:
    known = tuple(printed(gemma(score("base", "20.0"), score("tuned", "30.0", estimand="unknown"))))
    assert unlike_reason(QUERY, known) == "greedy for the base models, decoding not stated for the tuned ones"


def test_the_reason_for_a_missing_pair_is_the_dataset_version_where_that_differs() -> None:
    known = tuple(printed(gemma(score("base", "20.0"), score("tuned", "30.0", version="v0.1.10"))))
    assert unlike_reason(QUERY, known) == "version not stated for the base models, v0.1.10 for the tuned ones"


def test_the_reason_for_a_missing_pair_is_the_source_where_none_prints_both() -> None:
    known = tuple(printed(gemma(score("base", "20.0"), score("tuned", "30.0", source="other"))))
    assert unlike_reason(QUERY, known) == "no source of this report prints both models"


def leaderboard(model: str, printed_: str) -> PublishedScore:
    return score(model, printed_, source="evalplus_leaderboard", plus=True)


def test_a_panel_joins_base_models_and_tuned_models_by_size() -> None:
    found = spec(gemma(leaderboard("base", "20.7"), leaderboard("tuned", "15.2")))
    assert isinstance(found, Plot)
    assert [(panel.title, panel.y.label, panel.alt) for panel in curves_of(found)] == [
        (
            "Gemma: HumanEval+ pass@1",
            "%, greedy",
            "Gemma, HumanEval+ pass@1, from base to tuned: 20.7% to 15.2% at 2B.",
        )
    ]
    assert [
        (series.label, [point.y for point in series.points]) for series in curves_of(found)[0].series
    ] == [
        ("base", [0.207]),
        ("tuned", [0.152]),
    ]


def test_the_caption_says_what_tuned_means_for_what_is_shown_and_no_more() -> None:
    found = spec(gemma(leaderboard("base", "20.7"), leaderboard("tuned", "15.2")))
    assert isinstance(found, Plot)
    assert found.caption == (
        "Scores as printed. Both lines of a panel come from one source and benchmark, and share dataset version, harness "
        "and kind of decoding as far as the source states them; prompts may differ, as tuned models are asked in a chat and base models complete. A tuned release is not "
        "RLHF except where said. Mixed or unstated means tune Gemma. Bars are 95% intervals over tasks."
    )


def test_a_family_whose_scores_are_not_alike_is_named_as_left_out() -> None:
    llama = [
        card("llama", 7e9, family="Llama 2", sources=("ruan2024obsscaling",)),
        card(
            "chat",
            7e9,
            family="Llama 2",
            training="rlhf",
            base_model="llama",
            sources=("ruan2024obsscaling",),
        ),
    ]
    others = gemma(leaderboard("base", "20.7"), leaderboard("tuned", "15.2"))
    scores = [
        score("llama", "12.8", source="ruan2024obsscaling"),
        score("chat", "12.2", source="ruan2024obsscaling", estimand="unknown"),
    ]
    found = spec(corpus([*others.models.values(), *llama], [*others.published, *scores], tuning=SHOWN))
    assert isinstance(found, Plot)
    assert found.caption.endswith(
        " Left out, because the two scores are not alike: Llama 2 (greedy for the base models, decoding not stated for the "
        "tuned ones)."
    )


def test_a_family_of_one_size_is_not_drawn_by_size_where_others_are() -> None:
    found = spec(families(Gemma=GEMMA, Toy={1e9: ("20.0", "30.0")}))
    assert isinstance(found, Plot)
    assert [panel.title for panel in curves_of(found)] == ["Gemma: HumanEval pass@1"]
    alone = spec(families(Toy={1e9: ("20.0", "30.0")}))
    assert isinstance(alone, Plot)
    assert [panel.title for panel in curves_of(alone)] == ["Toy: HumanEval pass@1"]
