"""The page on sampling, as a reader sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore, ResamplingFigure
from generator.model.run import Decoding, Run
from generator.render.figures import printed_samples, sample_curves
from generator.render.figures.spec import Plot
from tests.render.figures.corpora import card, corpus, curves_of, run, score
from tests.render.small_site import refused, rendered, shown, words
from tests.render.test_tables import known, page, tables

WEAK = [0, 1, 2, 3, 5, 8, 12, 15, 18, 20] * 4
STRONG = [2, 4, 6, 8, 10, 14, 17, 19, 20, 20] * 4


def sampled(
    model: str, passed: Sequence[int], *, plus: Sequence[int] | None = None, samples: int = 20
) -> Run:
    one = run(model, 0, tasks=len(passed))
    counts = np.array(passed, dtype=np.int32)
    return replace(
        one,
        id=model,
        samples=np.full(len(passed), samples, dtype=np.int32),
        base=counts,
        plus=None if plus is None else np.array(plus, dtype=np.int32),
        decoding=Decoding("sampling", 0.8),
    )


Quantity = Literal["pass1_plus", "conditional_ceiling", "best_reward"]
CARDS = [
    card("Small", 2e9, training="instruct"),
    card("Large", 8e9, training="instruct"),
    card("Tuned", 2e9, training="rlhf", base_model="Small"),
]


def two_sizes() -> Corpus:
    return known(corpus(CARDS, (), [sampled("Small", WEAK), sampled("Large", STRONG)]))


def curve(model: str, points: Mapping[int, str], *, samples: int = 4) -> list[PublishedScore]:
    return [
        replace(
            score(model, text, k=k, estimand="sampled", temperature=0.6, tasks=4),
            samples=samples,
            id=f"{model}-{k}",
        )
        for k, text in points.items()
    ]


# tallies of 4 samples: 0, 1, 2 and 4; 1, 2, 2 and 4
BASE = {1: "43.7500", 2: "58.3333", 3: "68.7500", 4: "75.0000"}
TUNED = {1: "56.2500", 2: "79.1667", 3: "93.7500", 4: "100.0000"}
WRONG = {1: "80.0000", 2: "81.0000", 3: "93.7500", 4: "100.0000"}


def printed(tuned: Mapping[int, str] = TUNED) -> Corpus:
    return known(corpus(CARDS, [*curve("Small", BASE), *curve("Tuned", tuned)]))


def test_a_larger_model_is_measured_in_samples_of_a_smaller_one(tmp_path: Path) -> None:
    (table,) = tables(page(tmp_path, "{{ equivalent_table() }}", two_sizes()))
    assert table == [
        ["Equivalent k"],
        [
            "A single sample of",
            "equals samples, 95%",
            "of",
            "at the cost, 95%",
            "Ahead from k, 95%",
            "pass@1 of the single, %",
            "Tests and decoding",
            "Source",
        ],
        [
            "Large <../models/Large/>",
            "2.7 2.4 to 3 [joint bootstrap, percentiles]",
            "Small, smaller <../models/Small/>",
            "0.67× 0.61× to 0.75× [equal-length proxy]",
            ">20 >20 in at least 95% of resamples [joint bootstrap, percentiles]",
            "60.0 49.4–69.8 [Wilson on 85 effective tasks] <../models/Large/#run-large>",
            "HumanEval, sampled at T=0.8",
            "Liu 2024",
        ],
    ]


def test_a_tuned_model_is_measured_in_samples_of_its_base_by_printed_curves(tmp_path: Path) -> None:
    body = page(tmp_path, "{{ equivalent_table() }}", printed())
    (table,) = tables(body)
    (row,) = table[2:]
    assert row[0] == "Tuned <../models/Tuned/>"
    assert row[5] == "56.2 ≤ 18.3–88.0 [Wilson over tasks, an upper bound] <../by/paper/#Tuned-1>"
    assert row[1] == "1.8 <1 to >4 at widest [unpaired, normal, from the printed curves]"
    assert row[3] == "1.8× <1× to >4× [equal-length proxy]"
    assert row[4].startswith("none [the same curve is ahead")
    assert "No equivalent k" not in words(body)


def test_a_curve_that_cannot_be_has_no_equivalent_k_and_the_page_says_why(tmp_path: Path) -> None:
    body = page(tmp_path, "{{ equivalent_table() }}", printed(WRONG))
    assert words(body) == (
        "No equivalent k exists for: Tuned against Small on HumanEval Wang 2024: the printed curve of Tuned cannot come from "
        "4 samples a task; its points at k = 1 and 2 fail the audit."
    )


PAIR = "{% set pair = curve_pair('paper', 'humaneval') %}"


def test_a_sentence_can_hold_what_two_printed_curves_say(tmp_path: Path) -> None:
    text = (
        "{{ pair.base }}, {{ pair.tuned }}, {{ pair.tests }}; {{ pair.equivalent.value }} ({{ pair.equivalent.interval }}), {{ pair.allowed }}; "
        "{{ pair.no_crossing }}; {{ pair.k }}: {{ pair.solved_base }} and {{ pair.solved_tuned }} of {{ pair.tasks }}, {{ pair.gap_words }}, "
        "{{ pair.gap }}, {{ pair.smallest_p }}; {{ pair.suspect_words }}, {{ pair.first_sound_k }}"
    )
    assert words(shown(rendered(tmp_path, {"page.md": PAIR + text}, printed())["page.md"])) == (
        "Small, Tuned, HumanEval; 1.8 (<1 to >4 at widest), 1.8 to 1.9; the same curve is ahead, or equal, at every k from 1 to 4; "
        "4: 3 and 4 of 4, 1 task, -1, 1; , 1"
    )


def test_suspect_points_are_named_and_what_the_others_allow(tmp_path: Path) -> None:
    text = "{{ pair.equivalent.absence }}; {{ pair.suspect_words }}, {{ pair.first_sound_k }}, {{ pair.possible_tuned }}"
    assert words(shown(rendered(tmp_path, {"page.md": PAIR + text}, printed(WRONG))["page.md"])) == (
        "the printed curve of Tuned cannot come from 4 samples a task; its points at k = 1 and 2 fail the audit; 1 and 2, 3, 43.7 to 81.3"
    )


def test_a_pair_of_curves_that_is_not_there_is_a_mistake_at_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path, {"page.md": "# A\n\n{{ curve_pair('paper', 'humaneval+') }}"}, printed()) == [
        "site_src/page.md:3: curve_pair(...): paper has 0 pairs of base and tuned curves on humaneval+"
    ]


def test_of_many_runs_those_with_the_most_samples_are_shown_and_it_is_said_of_how_many(
    tmp_path: Path,
) -> None:
    many = [sampled("Small", [1, 0], plus=[1, 0], samples=2 + number % 2) for number in range(31)]
    runs = [replace(one, id=f"run-{number}") for number, one in enumerate(many)]
    made = page(tmp_path, "{{ verified_table() }}", known(corpus(CARDS, (), runs)))
    groups = ["".join(each.itertext()) for each in made.iter("tr") if each.get("class") == "sb-group"]
    assert [sum(f", {n} samples of" in group for group in groups) for n in (2, 3)] == [15, 15]
    (note,) = ["".join(each.itertext()) for each in made.iter("p") if each.get("class") == "sb-shared"]
    assert note == "Shown: the 30 runs with the most samples, of 31."


def test_what_picking_by_base_tests_gives_stands_beside_pass_at_k(tmp_path: Path) -> None:
    made = known(corpus(CARDS, (), [sampled("Small", [2, 2, 1, 0], plus=[2, 1, 0, 0], samples=2)]))
    (table,) = tables(page(tmp_path, "{{ verified_table() }}", made))
    assert [row[0] for row in table[2:]] == [
        (
            "Small, HumanEval+, v0.1.10, sampled at T=0.8, 2 samples of each of 4 tasks; ceiling of verified@k: 50.0 "
            "14.4–85.6 of the tasks that base tests let anything through <../models/Small/#run-small>"
        ),
        "1",
        "2",
    ]
    assert [[cell.split()[0] for cell in row[1:]] for row in table[3:]] == [
        ["62.5", "37.5", "37.5"],
        ["75.0", "50.0", "37.5"],
    ]


def test_sources_that_print_several_k_stand_by_family_and_size(tmp_path: Path) -> None:
    cards = [card("B", 16e9), card("A", 2e9), card("Alone", 1e9)]
    scores = [
        score("B", "30.0", k=1, estimand="greedy"),
        score("B", "60.0", k=100, estimand="sampled", temperature=0.8),
        score("A", "20.0", k=1, estimand="greedy"),
        score("A", "35.0", k=10, estimand="sampled", temperature=0.6),
        score("Alone", "10.0", k=1, estimand="greedy"),
    ]
    (table,) = tables(page(tmp_path, "{{ printed_by_k('humaneval') }}", known(corpus(cards, scores))))
    assert table[1:3] == [
        ["Model", "Size", "pass@1, %", "pass@10, %", "pass@100, %"],
        ["CodeT5+, base Wang 2024", "greedy", "sampled at T=0.6", "sampled at T=0.8"],
    ]
    assert [[row[0], row[1], *(cell.split(" ")[0] for cell in row[2:])] for row in table[3:]] == [
        ["A <../models/A/>", "2B", "20.0", "35.0", "not"],
        ["B <../models/B/>", "16B", "30.0", "not", "60.0"],
    ]


def test_k_that_count_nothing_are_a_mistake_at_their_line(tmp_path: Path) -> None:
    page_ = {"page.md": "# A\n\n{{ printed_by_k('humaneval', ks=(0, 1)) }}"}
    assert refused(tmp_path, page_, printed()) == [
        "site_src/page.md:3: found (0, 1) for ks; expected whole numbers from 1, such as (1, 10, 100)"
    ]


def test_a_benchmark_that_is_not_there_is_a_mistake_at_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path, {"page.md": "{{ printed_by_k('humanevil') }}"}, printed()) == [
        "site_src/page.md:1: there is no benchmark `humanevil`: did you mean `humaneval`?"
    ]


def figure(model: str, quantity: Quantity, value: float) -> ResamplingFigure:
    return ResamplingFigure(f"{model}-{quantity}", "paper", model, quantity, None, value, None, "", "")


def reward(model: str, cost: float, value: float, k: int, *, note: str = "") -> ResamplingFigure:
    return replace(figure(model, "best_reward", value), id=f"{model}-{cost}", cost=cost, k=k, note=note)


def test_ceilings_and_rewards_stand_as_their_source_prints_them(tmp_path: Path) -> None:
    made = replace(
        known(corpus([card("A")], [score("A", "40.0", estimand="sampled", tasks=150)])),
        resampling=(
            figure("A", "pass1_plus", 0.4),
            figure("A", "conditional_ceiling", 0.75),
            figure("B", "pass1_plus", 0.5),
            figure("B", "conditional_ceiling", 0.8),
            reward("A", 0.0, 0.91, 200, note="still rising at the cap of 200"),
            reward("A", 8.0, -0.14, 0),
        ),
    )
    body = page(tmp_path, "{{ resampling_tables() }}", made)
    unpublished = "no interval [the outcomes behind it are not published]"
    assert [table[2:] for table in tables(body)] == [
        [
            ["B", "50.0 no interval [the source does not say how many tasks]", f"80.0 {unpublished}"],
            [
                "A",
                "40.0 ≤ 32.5–48.0 [Wilson over tasks, an upper bound]",
                f"75.0 {unpublished}",
            ],
        ],
        [["A", "0.91 at k ≥ 200", "−0.14 at k = 0"]],
    ]
    assert "As printed in Wang 2024; rewards have no interval" in words(body)


def test_fits_in_k_stand_with_their_errors_by_run(tmp_path: Path) -> None:
    (table,) = tables(
        page(tmp_path, "{{ k_fits_table() }}", known(corpus(CARDS, (), [sampled("Small", WEAK)])))
    )
    assert [row[0].split(",")[0] for row in table[2:]] == [
        "Small",
        "beta-binomial",
        "zero-inflated beta-binomial",
        "power law",
    ]
    assert [len(row) for row in table[3:]] == [5, 5, 5]
    none = known(corpus(CARDS, (), [sampled("Small", [0] * 12)]))
    (table,) = tables(page(tmp_path, "{{ k_fits_table() }}", none))
    assert table[3] == ["beta-binomial", "no sample of any task passes"]


@pytest.mark.parametrize(
    "call",
    [
        "equivalent_table()",
        "verified_table()",
        "printed_by_k('humaneval')",
        "resampling_tables()",
        "k_fits_table()",
    ],
)
def test_where_there_is_nothing_a_table_is_nothing(tmp_path: Path, call: str) -> None:
    made = known(corpus(CARDS, [score("Small", "40.0")], [run("Small", 40)]))
    text = f"{{% set table = {call} %}}{{% if not table %}}nothing{{% endif %}}"
    assert words(shown(rendered(tmp_path, {"page.md": text}, made)["page.md"])) == "nothing"


def test_runs_of_many_samples_are_drawn_with_bands_by_family() -> None:
    drawn = sample_curves.spec(two_sizes())
    (panel,) = curves_of(drawn)
    assert isinstance(drawn, Plot)
    assert [
        (each.label, each.band, round(each.points[0].y, 9), each.points[-1].x) for each in panel.series
    ] == [
        ("Small", True, 0.42, 20.0),
        ("Large", True, 0.6, 20.0),
    ]
    assert (panel.y.low, panel.y.high, panel.x.log) == (0.3, 1.0, True)
    assert panel.alt == (
        "CodeT5+: HumanEval, sampled at T=0.8: Small goes from 42.0% at k = 1 to 90.0% at k = 20; "
        "Large goes from 60.0% at k = 1 to 100.0% at k = 20."
    )
    assert len(drawn.rows) == sum(len(each.points) for each in panel.series)
    few = known(corpus(CARDS, (), [sampled("Small", [1, 2], samples=9)]))
    assert sample_curves.spec(few) == Absence("no run has 10 or more samples of every task")


def test_base_and_plus_of_one_run_share_a_panel() -> None:
    made = known(corpus(CARDS, (), [sampled("Small", WEAK, plus=[max(0, c - 1) for c in WEAK])]))
    (panel,) = curves_of(sample_curves.spec(made))
    assert [(each.label, each.dashed) for each in panel.series] == [
        ("HumanEval", False),
        ("HumanEval+", True),
    ]


def test_printed_curves_are_drawn_with_crosses_where_the_audit_fails() -> None:
    drawn = printed_samples.spec(printed(WRONG))
    assert isinstance(drawn, Plot)
    (panel,) = curves_of(drawn)
    assert [[point.x for point in each.points if point.flagged] for each in panel.series] == [[], [1, 2]]
    assert "Crosses mark points that fail the audit, at k = 1 and 2:" in drawn.caption
    assert [row[7] for row in drawn.rows] == ["passes"] * 4 + ["fails", "fails", "passes", "passes"]
    sound = printed_samples.spec(printed())
    assert isinstance(sound, Plot)
    assert "Crosses" not in sound.caption
    assert printed_samples.spec(two_sizes()) == Absence(
        "no source prints pass@k of a base model and its tuned form at 3 or more k"
    )
