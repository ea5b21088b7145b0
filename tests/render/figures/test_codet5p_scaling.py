"""CodeT5+ against its size."""

from generator.analyse.absence import Absence
from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.render.figures import FIGURES
from generator.render.figures.codet5p_scaling import spec
from generator.render.figures.spec import Plot
from tests.render.figures.corpora import card, codet5p, corpus, curves_of, score


def shown(plot: Plot | Absence) -> list[tuple[str, str, list[tuple[float, float]]]]:
    assert isinstance(plot, Plot)
    return [
        (panel.title, series.label, [(point.x, round(point.y, 4)) for point in series.points])
        for panel in curves_of(plot)
        for series in panel.series
    ]


def test_samples_and_greedy_scores_stand_in_panels_of_their_own() -> None:
    sampled, greedy = "HumanEval pass@k, sampled, as printed", "HumanEval+ pass@1"
    assert shown(spec(codet5p())) == [
        (sampled, "pass@1", [(220e6, 0.12), (16e9, 0.309)]),
        (sampled, "pass@10", [(220e6, 0.207), (16e9, 0.516)]),
        (sampled, "pass@100", [(220e6, 0.316), (16e9, 0.767)]),
        (greedy, "greedy, as printed", [(220e6, 0.22), (16e9, 0.268)]),
        (greedy, "recomputed, v0.1.9, decoding not stated", [(220e6, 0.21)]),
    ]


def test_recomputed_points_are_told_from_printed_ones_by_form_and_are_not_joined() -> None:
    found = spec(codet5p())
    assert isinstance(found, Plot)
    printed, recomputed = curves_of(found)[1].series
    assert (printed.line, printed.filled, printed.marker) == (True, True, "circle")
    assert (recomputed.line, recomputed.filled, recomputed.marker) == (False, False, "diamond")


def test_the_text_for_those_who_do_not_see_it_says_the_finding() -> None:
    found = spec(codet5p())
    assert isinstance(found, Plot)
    assert [panel.alt for panel in found.panels] == [
        (
            "HumanEval pass@k, sampled, as printed: pass@1 rises from 12.0% at 220M to 30.9% at 16B; "
            "pass@10 rises from 20.7% at 220M to 51.6% at 16B; pass@100 rises from 31.6% at 220M to 76.7% at 16B."
        ),
        (
            "HumanEval+ pass@1: greedy, as printed rises from 22.0% at 220M to 26.8% at 16B; "
            "recomputed, v0.1.9, decoding not stated is 21.0% at 220M."
        ),
    ]


def test_a_point_says_what_it_is_when_a_pointer_rests_on_it() -> None:
    found = spec(codet5p())
    assert isinstance(found, Plot)
    assert curves_of(found)[0].series[0].points[0].title == (
        "small: HumanEval pass@1 12.0% (7.9–17.9, Wilson over tasks, an upper bound); "
        "sampled at T=0.2; as printed; wang2023codet5plus, Table 1"
    )


def test_every_number_is_a_row_with_its_source_and_in_full_precision() -> None:
    found = spec(codet5p())
    assert isinstance(found, Plot)
    assert len(found.rows) == 9
    row = dict(zip((column.key for column in found.columns), found.rows[8], strict=True))
    assert (row.pop("low"), row.pop("high")) == (
        curves_of(found)[1].series[1].points[0].low,
        curves_of(found)[1].series[1].points[0].high,
    )
    assert row == {
        "panel": "HumanEval+ pass@1",
        "series": "recomputed, v0.1.9, decoding not stated",
        "model": "small",
        "parameters": 220000000,
        "benchmark": "HumanEval+",
        "dataset_version": "v0.1.9",
        "k": 1,
        "share": 0.21,
        "interval_method": "Wilson",
        "tasks": 100,
        "decoding": "decoding not stated",
        "kind": "recomputed from per-task outcomes",
        "source": "harness2024",
        "locator": "results.json",
        "id": "small--v0.1.9--unknown--00000015",
        "note": "",
    }


def test_the_sources_are_listed_in_the_order_of_the_drawing() -> None:
    found = spec(codet5p())
    assert isinstance(found, Plot)
    assert found.sources == ("wang2023codet5plus", "evalplus_leaderboard", "harness2024")


def test_versions_are_not_joined() -> None:
    cards = [card(name, size, sources=("evalplus_leaderboard",)) for name, size in (("a", 2e9), ("b", 6e9))]
    scores = [
        score(name, "25.0", source="evalplus_leaderboard", plus=True, version=version)
        for name, version in (("a", "v0.1.9"), ("b", "v0.1.10"))
    ]
    assert shown(spec(corpus(cards, scores))) == [
        ("HumanEval+ pass@1", "greedy, as printed, v0.1.10, greedy", [(6e9, 0.25)]),
        ("HumanEval+ pass@1", "greedy, as printed, v0.1.9, greedy", [(2e9, 0.25)]),
    ]


def test_tuned_models_of_the_family_are_left_out() -> None:
    tuned = card("tuned", 16e9, training="sft", sources=("evalplus_leaderboard",))
    base = card("small", 2e9, sources=("evalplus_leaderboard",))
    scores = [score(name, "25.0", source="evalplus_leaderboard", plus=True) for name in ("tuned", "small")]
    assert spec(corpus([base, tuned], scores)) == Absence("fewer than two sizes of CodeT5+ have scores here")


def test_a_report_without_any_scores_has_no_figures() -> None:
    empty = Corpus(Report("A report"))
    unpaired = "no source prints a base model and its tuned form under equal conditions"
    assert {name: spec(empty) for name, spec in FIGURES.items()} == {
        "codet5p-scaling": Absence("fewer than two sizes of CodeT5+ have scores here"),
        "printed-curves": Absence(
            "no source prints pass@k of a base model and its tuned form at 3 or more k"
        ),
        "sample-curves": Absence("no run has 10 or more samples of every task"),
        "scores-by-size": Absence("no leaderboard has runs of three models whose size is known"),
        "tuned-pairs": Absence(unpaired),
        "tuning-gain": Absence(unpaired),
        "tuning-growth": Absence("no family has pairs of base and tuned models at two sizes"),
    }
