"""The tables of the page on scaling, as a reader sees them."""

from pathlib import Path

import pytest

from generator.model.corpus import Corpus
from tests.render.families import CODE, DEEP, GEMMA, LLAMA, Scores, families
from tests.render.figures.corpora import card, corpus, run
from tests.render.small_site import refused, rendered
from tests.render.test_tables import known, page, tables

TABLES = "{{ size_fits_table() }}{{ growth_table() }}{{ families_table() }}{{ resolution_table() }}"


def cells(folder: Path, call: str, made: Corpus) -> list[list[str]]:
    (table, *_) = tables(page(folder, f"{{{{ {call} }}}}", made))
    return table[1:]


def test_a_report_of_nothing_shows_nothing(tmp_path: Path) -> None:
    assert rendered(tmp_path, {"page.md": TABLES}, corpus([])) == {}


def test_a_line_is_told_with_all_that_can_be_said_of_it(tmp_path: Path) -> None:
    found = cells(tmp_path, 'size_fits_table("Code")', families(Code=CODE))
    assert found[1:3] == [
        ["Code, base"],
        [
            "HumanEval pass@1version not stated, greedy, as printed; Wang 2024",
            "4: 7B to 70B",
            "+0.87 ≤ +0.46 to +1.28 [least squares of logits]",
            "0.74 [chi-square 0.61 on 2 degrees of freedom]",
            (
                "+2.4 −11.4 to +16.2within the band of another checkpoint [foretold 55.4%, found 53.0%; delta method] "
                "[another checkpoint: 8.5–94.3]"
            ),
            "47.2B 30.5B to 111B [Fieller]",
        ],
    ]


def test_a_size_that_nothing_bounds_is_printed_so(tmp_path: Path) -> None:
    flat: Scores = {2e9: ("22.0", "23.0"), 6e9: ("24.4", "24.0"), 16e9: ("26.8", "25.0")}
    found = cells(tmp_path, 'size_fits_table("Flat")', families(Flat=flat))
    assert found[2][5] == "unbounded: the slope may be 0, so that any size may reach it"
    falling: Scores = {2e9: ("26.8", "23.0"), 6e9: ("24.4", "24.0"), 16e9: ("22.0", "25.0")}
    found = cells(tmp_path, 'size_fits_table("Falling")', families(Falling=falling))
    assert found[2][5] == "the score does not rise with size: no size reaches it"


def test_of_too_many_series_the_first_are_shown_and_how_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = families(Code=CODE)
    every = cells(tmp_path, 'size_fits_table("Code")', made)
    monkeypatch.setattr("generator.render.views.scaling.MOST_ROWS", 1)
    written = page(tmp_path, '{{ size_fits_table("Code") }}', made)
    assert [len(row) for row in every] == [6, 1, 6, 1, 6]  # two groups of a line
    assert tables(written)[0][1:] == every[:3]
    assert [each.text for each in written.iterfind(".//p")] == ["Shown: the first 1 of 2 lines."]


def test_fewer_than_three_sizes_have_no_line(tmp_path: Path) -> None:
    assert rendered(tmp_path, {"page.md": '{{ size_fits_table("Gemma") }}'}, families(Gemma=GEMMA)) == {}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('size_fits_table("Gema")', "there is no family `Gema`: did you mean `Gemma`?"),
        ("size_fits_table(target=100)", "target: found 100; expected a percentage between 0 and 100"),
    ],
)
def test_what_cannot_be_asked_is_a_problem_at_its_line(tmp_path: Path, call: str, message: str) -> None:
    found = refused(tmp_path, {"page.md": f"One\n{{{{ {call} }}}}\n"}, families(Gemma=GEMMA))
    assert [each.removeprefix("site_src/page.md:2: ") for each in found] == [message]


def test_the_gain_of_a_family_is_judged_on_both_scales(tmp_path: Path) -> None:
    rows = cells(tmp_path, "growth_table()", families(Llama=LLAMA, Gemma=GEMMA))
    assert rows[2] == [
        "Llama: HumanEval pass@1base to tuned; Wang 2024",
        "3: 8B to 405B",
        "−4.7 ≤ −12.6 to +3.2detectable from 11.3 [delta method, unpaired: usually too wide]",
        "−84.6 to +75.1 [t on 1 degree of freedom]",
        "+0.06 ≤ −0.37 to +0.50detectable from 0.62 [delta method, unpaired: usually too wide]",
        "−4.26 to +4.39 [t on 1 degree of freedom]",
        "cannot be told; the two scales point opposite ways",
    ]
    assert rows[3][3] == "fewer than three sizes: nothing tells how checkpoints scatter"


def test_one_family_has_no_summary_and_three_have_all_of_it(tmp_path: Path) -> None:
    alone = cells(tmp_path, "families_table()", families(Llama=LLAMA))
    assert alone[1] == ["gain", "points", "1 family", "1 family: no summary of fewer than 3"]
    three = tables(page(tmp_path, "{{ families_table() }}", families(Llama=LLAMA, Code=CODE, Deep=DEEP)))
    assert [row[:3] for row in three[0][2:]] == [
        ["gain", "points", "3 families"],
        ["gain", "logits", "3 families"],
        ["change of the gain per tenfold size", "points", "3 families"],
        ["change of the gain per tenfold size", "logits", "3 families"],
    ]
    assert [len(row) for row in three[0][2:]] == [8] * 4
    assert three[1][2:] == [
        [name, *["2 families: no summary of fewer than 3"] * 4] for name in ("Llama", "Code", "Deep")
    ]


def test_a_family_without_a_logit_is_in_the_summary_of_neither_scale(tmp_path: Path) -> None:
    full: Scores = {2e9: ("20.7", "100.0"), 7e9: ("28.7", "90.0")}
    made = families(Llama=LLAMA, Code=CODE, Deep=DEEP, Full=full)
    rows = cells(tmp_path, "families_table()", made)
    assert [row[2] for row in rows[1:]] == ["3 families"] * 4


def test_a_board_of_three_runs_tells_what_its_tasks_can_resolve(tmp_path: Path) -> None:
    runs = [run(name, passed) for name, passed in (("a", 40), ("b", 50), ("c", 70))]
    made = known(corpus([card(name) for name in "abc"], runs=runs))
    rows = cells(tmp_path, "resolution_table()", made)
    assert rows[1][1:] == [
        "100",
        "3 pairs",
        "4.0 3.0–4.6 [median and range over the pairs]",
        "11.3 8.4–12.9 [median and range over the pairs]",
        "12 of 100",
        "19.8",
    ]
    two = known(corpus([card(name) for name in "ab"], runs=runs[:2]))
    assert tables(page(tmp_path / "two", "One.\n\n{{ resolution_table() }}", two)) == []
