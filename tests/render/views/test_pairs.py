"""The page on pairs, as a reader sees it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.run import Run, Strategy
from tests.render.figures.corpora import card, corpus, run
from tests.render.small_site import rendered, shown, words
from tests.render.test_tables import known, page, tables

SOURCE = "{{ tuned_pairs() }}\n\n{{ board_pairs() }}\n\n{{ boards_not_compared() }}"


def outcomes(model: str, solved: Sequence[int], *, strategy: Strategy = "greedy") -> Run:
    one = run(model, 0, tasks=len(solved))
    counts = np.array(solved, dtype=np.int32)
    return replace(one, id=model, base=counts, plus=counts, decoding=replace(one.decoding, strategy=strategy))


def two(lost: int = 4, won: int = 19) -> Corpus:
    first = [1] * lost + [0] * won + [1] * 40 + [0] * 40
    second = [0] * lost + [1] * won + [1] * 40 + [0] * 40
    cards = [card("Toy"), card("Toy-Instruct", training="rlhf", base_model="Toy")]
    return known(corpus(cards, (), [outcomes("Toy", first), outcomes("Toy-Instruct", second)]))


ROW = [
    "Toy → Toy-Instruct <../models/Toy/#run-toy> <../models/Toy-Instruct/#run-toy-instruct>",
    "HumanEval+",
    "+14.6 +5.4 to +23.2 [Bonett-Price, paired]",
    "4 : 19",
    "0.0026 (0.0015)",
    "0.0026 (1)",
    ">99.9%",
    "12.5",
    "told apart",
]


def test_a_tuned_model_stands_beside_the_one_it_was_tuned_from(tmp_path: Path) -> None:
    (table,) = tables(page(tmp_path, "{{ tuned_pairs() }}", two()))
    assert table[0] == ["Base and tuned"]
    assert table[1] == [
        "First → second",
        "Score",
        "Difference points, 95% over tasks",
        "Tasks of one only first : second",
        "p alone (mid-p)",
        "p in the family (pairs in it)",
        "Second better chance",
        "Detectable points, 80% power",
        "Told apart, or tasks that would do it",
    ]
    assert table[2:] == [ROW, [ROW[0], "HumanEval", *ROW[2:]]]


def test_a_pair_that_is_not_told_apart_names_the_tasks_that_would_do_it(tmp_path: Path) -> None:
    (table,) = tables(page(tmp_path, "{{ tuned_pairs() }}", two(5, 14)))
    assert table[2][-1] == ("200 tasks the interval leaves 0 out, the test does not reject")
    (equal,) = tables(page(tmp_path, "{{ tuned_pairs() }}", two(5, 5)))
    assert equal[2][-1] == "not told apart: with equal scores no number of tasks would"
    (same,) = tables(page(tmp_path, "{{ tuned_pairs() }}", two(0, 0)))
    assert same[2][2:8] == [
        "+0.0 −3.4 to +3.4 [Bonett-Price, paired]",
        "0 : 0",
        "1.00 (1.00)",
        "1.00 (1)",
        "50.0%",
        "–",
    ]


def test_a_board_says_what_it_can_resolve(tmp_path: Path) -> None:
    said = [words(each) for each in page(tmp_path, "{{ board_pairs() }}", two()).iter("p")]
    assert said == [
        (
            "2 runs on 103 tasks make 1 pair. They are compared by exact McNemar tests on HumanEval+, adjusted together by Holm "
            "at 5% for the family: 1 told apart. If up to one in twenty of those called different may be alike "
            "(Benjamini-Hochberg), it is 1."
        ),
        (
            "Half of the pairs would need a true difference of more than 12.5 points to be found with 80% power, each tested "
            "alone: that is the median detectable difference."
        ),
        "Signal to noise by doubling of size: none, no series of models on this board has two known sizes.",
        "Every pair (CSV), those of this board under humaneval-v0.1.10-greedy-harness2024-103",
    ]


def ladder(runs: int, step: float = 7) -> Corpus:
    solved = [[int(task < 90 - step * at) for task in range(100)] for at in range(runs)]
    cards = [card(f"M{at}", 10e9 / 2**at) for at in range(runs)]
    return known(corpus(cards, (), [outcomes(one.id, row) for one, row in zip(cards, solved, strict=True)]))


def test_a_large_board_shows_rivals_of_the_first_neighbours_and_a_triangle(tmp_path: Path) -> None:
    body = page(tmp_path, "{{ board_pairs() }}", ladder(12))
    assert [words(each) for each in body.iter("h4")] == [
        "Not separable from the first",
        "Neighbours among the first 10",
        "All pairs",
    ]
    rivals, neighbours, wins = ([words(row) for row in table.iter("tr")][1:] for table in body.iter("table"))
    assert ([len(rivals), len(neighbours), len(wins)], rivals[0][:7]) == ([1, 9, 12], "M0 → M1")
    (drawing,) = [each for each in body.iter() if each.tag.endswith("svg")]
    rows = [words(each) for each in drawing.iter() if each.tag.endswith("title")]
    assert (rows[0], rows[11]) == ("1. M0", "12. M11, against 11 runs above: 10 told apart, 1 alone only")


def test_a_triangle_of_many_runs_is_drawn_in_bare_numbers(tmp_path: Path) -> None:
    body = page(tmp_path, "{{ board_pairs() }}", ladder(90, step=1))
    (drawing,) = [each for each in body.iter() if each.tag.endswith("svg")]
    placed = [each.get(name) for each in drawing.iter() for name in ("x", "y", "width", "height")]
    numbers = [float(each) for each in placed if each is not None]
    assert (drawing.get("viewBox"), max(numbers)) == ("0 0 1294 1092", 1261)


def test_a_board_of_very_many_runs_says_which_pairs_were_tested(tmp_path: Path) -> None:
    body = page(tmp_path, "{{ board_pairs() }}", ladder(105, step=0.8))
    said = [words(each) for each in body.iter("p")]
    assert said[0] == (
        "105 runs on 100 tasks make 5,460 pairs. So many are not all tested: 5,450 are, those of the first 100 runs with every "
        "run, by exact McNemar tests on HumanEval+. Each p is multiplied by 5,460, the number of all pairs (Bonferroni), which "
        "holds whichever are tested; a pair that is not counts as not told apart. At 5% for the family: 3,453 told apart. If up to "
        "one in twenty of those called different may be alike (Benjamini-Hochberg), it is 4,812."
    )
    assert said[1].startswith("Half of the tested pairs would need a true difference of more than ")
    assert said[-1] == "Shown: the first 100 of 105 runs."
    assert [words(each) for each in body.iter("h4")] == [
        "Not separable from the first",
        "Neighbours among the first 10",
    ]


def test_signal_to_noise_names_its_series(tmp_path: Path) -> None:
    said = [words(each) for each in page(tmp_path, "{{ board_pairs() }}", ladder(3)).iter("p")]
    assert said[2] == (
        "Signal to noise: doubling the size changes the score by +7.0 points (+4.0 to +10.5, 95% over tasks) within CodeT5+ "
        "(base), 3 runs; that is 2.7 (1.8 to 3.2) standard errors of a paired difference."
    )


def test_mixtures_of_experts_and_models_of_unknown_size_or_training_are_no_series(tmp_path: Path) -> None:
    def alone(changed: ModelCard) -> str:
        made = ladder(2)
        made = replace(made, models={**made.models, "M1": replace(changed, id="M1", name="M1")})
        return [words(each) for each in page(tmp_path, "{{ board_pairs() }}", made).iter("p")][2]

    none = "Signal to noise by doubling of size: none, no series of models on this board has two known sizes."
    assert alone(card("M1", 5e9)) != none
    mixture = replace(card("M1", 5e9), active_parameters=1e9)
    for changed in (
        card("M1", None),
        card("M1", 5e9, training="unknown"),
        card("M1", 5e9, family=""),
        mixture,
    ):
        assert alone(changed) == none


def test_every_pair_can_be_had_as_csv(tmp_path: Path) -> None:
    files = rendered(tmp_path, {"page.md": "{{ board_pairs() }}"}, two())
    (name,) = [name for name in files if name.endswith(".csv")]
    row = next(row for row in csv.DictReader(io.StringIO(files[name])) if row["tests"] == "plus")
    assert (row["first"], row["second"], row["only_first"], row["only_second"]) == (
        "Toy-Instruct",
        "Toy",
        "19",
        "4",
    )
    assert (float(row["difference"]), row["tasks_alone"]) == (-15 / 103, "88")
    assert f'href="../{name}"' in files["page.md"]


def test_what_is_not_compared_says_why(tmp_path: Path) -> None:
    made = known(
        corpus(
            [card("A"), card("B")],
            (),
            [outcomes("A", [1, 0], strategy="unknown"), outcomes("B", [1, 1], strategy="unknown")],
        )
    )
    body = page(tmp_path, SOURCE, made)
    assert [words(each) for each in body.iter("li")] == [
        (
            "HumanEval v0.1.10, decoding not stated, in Liu 2024, 2 runs: how samples were drawn is not stated and may differ "
            "from run to run."
        )
    ]
    assert list(body.iter("table")) == []


def test_a_report_without_pairs_has_no_page_on_them(tmp_path: Path) -> None:
    alone = known(corpus([card("A")], (), [outcomes("A", [1, 0])]))
    pages = {"pairs.md": "{% if compares() %}\n# Pairs\n{{ board_pairs() }}\n{% endif %}"}
    assert rendered(tmp_path, pages, alone) == {}
    assert "# Pairs" in rendered(tmp_path, pages, two())["pairs.md"]


def test_names_from_data_cannot_break_out_of_the_drawing(tmp_path: Path) -> None:
    made = ladder(7)
    hostile = replace(made.models["M3"], name='</title><script>alert("x")</script>')
    text = rendered(
        tmp_path, {"page.md": "{{ board_pairs() }}"}, replace(made, models={**made.models, "M3": hostile})
    )
    assert "<script" not in text["page.md"]
    assert list(shown(text["page.md"]).iter("script")) == []


def test_several_samples_a_task_have_no_discordant_tasks_and_more_samples_may_help(tmp_path: Path) -> None:
    dice = np.random.default_rng(5)
    chances = dice.beta(1, 1, 150)

    def drawn(name: str, gain: float) -> Run:
        passed = dice.binomial(4, np.clip(chances + gain, 0, 1)).astype(np.int32)
        return replace(outcomes(name, [0] * 150), samples=np.full(150, 4, np.int32), base=passed, plus=passed)

    made = known(corpus([card("A"), card("B")], (), [drawn("A", 0.0), drawn("B", 0.01)]))
    row = tables(page(tmp_path, "{{ board_pairs() }}", made))[0][2]
    assert (row[3], row[6]) == ("–", "–")
    assert row[8] == "2,000 tasks; alone also 130 samples a task"


def test_a_board_of_very_many_runs_lists_no_pairs_one_by_one(tmp_path: Path) -> None:
    files = rendered(tmp_path, {"page.md": "{{ board_pairs() }}"}, ladder(101))
    assert list(files) == ["page.md"]
    body = shown(files["page.md"])
    assert [words(each) for each in body.iter("h4")] == [
        "Not separable from the first",
        "Neighbours among the first 10",
    ]
