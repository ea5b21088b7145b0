"""What all checks find in a report: nothing in one that is in order, and everything in one that is not."""

from dataclasses import replace

import numpy as np

from generator.check.findings import all_findings
from generator.errors import Place
from generator.model.catalogue import Benchmark, DatasetVersion, ModelCard
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.model.run import Decoding, Provenance, Run, SourceFile
from tests.check import corpora


def corpus(*, timed_out: int = 0, unconfirmed: bool = False) -> Corpus:
    counts = np.array([1, 0], dtype=np.int32)
    card = ModelCard("toy", "Toy", unconfirmed=unconfirmed, place=Place("results/models.yaml", 2, 3))
    run = Run(
        id="r",
        model="toy",
        benchmark="humaneval",
        dataset_version="v1",
        decoding=Decoding(),
        provenance=Provenance((SourceFile("r.json", "ab"),)),
        tasks=("HumanEval/0", "HumanEval/1"),
        samples=np.array([1, 1], dtype=np.int32),
        base=counts,
        plus=counts,
        timed_out=timed_out,
        place=Place("results/runs/r.json"),
    )
    benchmark = Benchmark("humaneval", "HumanEval", versions=(DatasetVersion("v1", 2),))
    return Corpus(Report("R"), models={"toy": card}, benchmarks={"humaneval": benchmark}, runs=(run,))


def test_a_report_in_order_has_no_findings() -> None:
    assert all_findings(corpus()) == ()


def test_all_checks_are_told_in_the_order_of_their_places() -> None:
    assert [str(each) for each in all_findings(corpus(timed_out=2, unconfirmed=True))] == [
        (
            "results/models.yaml:2:3: note: toy: nobody has confirmed yet what its entry says; "
            "remove `unconfirmed` once it is right [unconfirmed-model]"
        ),
        ("results/runs/r.json: error: r: all 2 samples timed out, as when the environment fails [dead-run]"),
    ]


def test_a_part_of_a_benchmark_is_found() -> None:
    whole = Benchmark("humaneval", "HumanEval", versions=(DatasetVersion("v1", 164),))
    found = all_findings(replace(corpus(), benchmarks={"humaneval": whole}))
    assert [(each.code, each.severity) for each in found] == [("part", "warning")]


def warned(corpus: Corpus) -> set[str]:
    """The ids that errors and warnings are about."""
    return {name for each in all_findings(corpus) if each.severity != "note" for name in each.about}


def test_of_printed_scores_the_impossible_are_warned_of_and_the_cut_off_noted() -> None:
    scores = (corpora.score("24.4"), corpora.score("30.0", id="s2"), corpora.score("48.7", id="s3"))
    assert warned(corpora.corpus(*scores)) == {"s2"}
    assert warned(corpora.corpus(scores[0])) == set()


def test_a_dead_run_is_told_of_the_run() -> None:
    dead = corpora.run([0] * 164)
    found = all_findings(corpora.corpus(dead))
    assert [(each.code, each.about) for each in found] == [
        ("base-only", (dead.id,)),
        ("dead-run", (dead.id,)),
    ]
