"""What the data cite, and for what."""

from dataclasses import replace

from generator.check.cited import cited_by_data, claims_citing, sources_of_conclusions, sources_of_scores
from generator.model.catalogue import Alias, ModelCard
from generator.model.claim import Claim, Evidence
from generator.model.claim_check import ClaimCheck, Count
from generator.model.report import Report, Synthesis, TuningSeries
from tests.check.corpora import HUMANEVAL, corpus, run, score

CLAIM = Claim(
    "C1",
    "It grows.",
    "a",
    "finding",
    "supported",
    why="As in [@b; @c, p. 1].",
    evidence=(Evidence("d", "p. 1", "supports", "It does [@a]."),),
    checks=(ClaimCheck(Count("exactly", 1), "direct", note="[@e]"),),
)


def test_scores_are_taken_from_what_prints_them_and_from_what_published_the_runs() -> None:
    made = corpus(run([1, 0]), score("30.0", source="paper"))
    ran = {each.provenance.source for each in made.runs}
    assert set(sources_of_scores(made)) == {"paper", *ran} - {""}


def test_a_claim_cites_its_source_its_evidence_and_what_its_texts_name() -> None:
    made = replace(corpus(), claims=(CLAIM, replace(CLAIM, id="C2", source="d", why="", checks=())))
    assert claims_citing(made) == {
        "a": ("C1", "C2"),
        "b": ("C1",),
        "c": ("C1",),
        "d": ("C1", "C2"),
        "e": ("C1",),
    }


def test_whatever_the_data_name_is_cited() -> None:
    series = TuningSeries("F", "tuning", "humaneval", "instruct")
    report = Report("R", synthesis=Synthesis("S", references_listed=("listed",)), tuning=(series,))
    model = ModelCard("m", "M", reference="model", aliases=(Alias("alias", "M"),))
    benchmark = replace(HUMANEVAL, reference="benchmark", plus_reference="plus")
    made = replace(
        corpus(), report=report, models={"m": model}, benchmarks={"humaneval": benchmark}, claims=(CLAIM,)
    )
    assert sources_of_conclusions(made) == {"listed"}
    assert cited_by_data(made) == {
        "a", "b", "c", "d", "e", "listed", "tuning", "model", "alias", "benchmark", "plus",
    }  # fmt: skip
