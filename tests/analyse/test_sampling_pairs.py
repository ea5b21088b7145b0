"""Which curves are set side by side."""

from dataclasses import replace

from generator.analyse.sampling_pairs import curve_pairs, run_pairs
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.model.run import Decoding, Run
from tests.analyse.printed import printed
from tests.analyse.runs import run

CARDS = [
    ModelCard("base", "Base", "F", 2e9, training="base"),
    ModelCard("tuned", "Tuned", "F", 2e9, training="rlhf", base_model="base"),
    ModelCard("more", "More", "F", 2e9, training="base", base_model="base"),
    ModelCard("large", "Large", "F", 8e9, training="base"),
    ModelCard("other", "Other", "G", 8e9, training="base"),
    ModelCard("unsized", "Unsized", "F", None, training="base"),
]


def corpus(*runs: Run, curves: tuple[str, ...] = ()) -> Corpus:
    scores = tuple(printed(k, text, model=name) for name in curves for k, text in ((1, "50.0"), (2, "60.0")))
    identities = {("paper", card.id): card.id for card in CARDS}
    return Corpus(
        Report(""), {card.id: card for card in CARDS}, runs=runs, published=scores, identities=identities
    )


def sampled(model: str, temperature: float = 0.8, samples: int = 4) -> Run:
    made = run(model, base=(1, 0, 1), samples=samples, strategy="sampling")
    return replace(made, decoding=Decoding("sampling", temperature))


def named(made: Corpus) -> list[tuple[str, str, bool]]:
    return [(pair.weaker.model, pair.stronger.model, pair.tuned) for pair in run_pairs(made)]


def test_runs_are_paired_by_tuning_and_by_size_within_a_family_and_training() -> None:
    runs = [sampled(name) for name in ("large", "base", "tuned", "other", "unsized")]
    assert named(corpus(*runs)) == [("base", "large", False), ("base", "tuned", True)]


def test_runs_of_other_temperatures_decodings_or_one_sample_are_not_paired() -> None:
    greedy = run("large", base=(1, 0, 1))
    assert named(corpus(sampled("base"), sampled("large", 0.2), greedy, sampled("tuned", samples=1))) == []


def test_printed_curves_are_paired_by_tuning_and_more_pretraining_is_none() -> None:
    pairs = list(curve_pairs(corpus(curves=("base", "tuned", "more", "large"))))
    assert [(pair.base_card.id, pair.tuned_card.id) for pair in pairs] == [("base", "tuned")]
