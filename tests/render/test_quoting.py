"""Numbers in a sentence: the one score that a page means, and the difference of two."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generator.errors import InputError
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.model.run import Run
from tests.render.figures.corpora import card, corpus, run, score
from tests.render.small_site import citing, reference, refused, rendered

PAGES = {"_model.md": "# {{ model.name }}", "results/_source.md": "# {{ source.title }}"}


def one_page(folder: Path, source: str, known: Corpus) -> str:
    return rendered(folder, PAGES | {"page.md": source}, known)["page.md"]


def told(folder: Path, source: str, known: Corpus) -> list[str]:
    return refused(folder, PAGES | {"page.md": source}, known)


def known(scores: Iterable[PublishedScore] = (), runs: Iterable[Run] = ()) -> Corpus:
    """Make a corpus of two models."""
    made = corpus([card("small", 2e9), card("large", 16e9)], scores, runs)
    return citing(made, reference("paper", "Wang"), reference("other", "Le"), reference("harness2024", "Liu"))


def printed(
    name: str, value: str = "30.0", *, source: str = "paper", k: int = 1, plus: bool = False
) -> PublishedScore:
    return replace(score("small", value, source=source, k=k, plus=plus), id=name)


def resampled(one: Run, samples: int) -> Run:
    """Give a run of several samples a task, of which as many pass as the tasks that passed."""
    drawn = np.full(len(one.tasks), samples, dtype=np.int32)
    return replace(one, samples=drawn, base=one.base, plus=None)


def test_a_printed_score_shows_its_interval_what_it_is_and_where_it_stands(tmp_path: Path) -> None:
    assert one_page(tmp_path, '{{ score(figure="r1") }}', known([printed("r1")])) == (
        '<a class="sb-score" href="../results/paper/#r1" title="pass&#64;1 in percent; version not stated; greedy; '
        '164 tasks; as printed, Table 1; Wilson">30.0%</a> <span class="sb-interval">(23.5–37.4)</span>'
    )


def test_a_recomputed_score_is_linked_to_its_run(tmp_path: Path) -> None:
    shown = one_page(
        tmp_path, '{{ score(model="small", benchmark="humaneval+") }}', known(runs=[run("small", 21)])
    )
    assert shown == (
        '<a class="sb-score" href="../small/#run-small-v0.1.10-greedy-00000015" title="pass&#64;1 in percent; v0.1.10; '
        'greedy; 100 tasks; recomputed from per-task outcomes; Wilson">21.0%</a> '
        '<span class="sb-interval">(14.2–30.0)</span>'
    )


def test_an_upper_bound_is_marked_and_an_absence_gives_its_reason(tmp_path: Path) -> None:
    sampled = replace(printed("r1"), estimand="sampled", temperature=0.8, locator="*Fig*")
    by_eye = replace(printed("r2"), read="by-eye", tasks=None)
    shown = rendered(
        tmp_path,
        {"page.md": '{{ score(figure="r1") }}\n{{ score(figure="r2") }}'},
        known([sampled, by_eye]),
    )
    assert shown["page.md"] == (
        '<span class="sb-score" title="pass&#64;1 in percent; version not stated; sampled at T&#61;0.8; 164 tasks; '
        'as printed, &#42;Fig&#42;; Wilson over tasks, an upper bound">30.0%</span> '
        '<span class="sb-interval">(≤ 23.5–37.4)</span>\n'
        '<span class="sb-score" title="pass&#64;1 in percent; version not stated; greedy; number of tasks not stated; '
        'as printed, Table 1, read off the chart by eye; read off a chart by eye: nothing is computed from it">30.0%</span> '
        '<span class="sb-interval">(read off a chart by eye: nothing is computed from it)</span>'
    )


MANY = known(
    [
        printed("r1", "30.0"),
        printed("r2", "51.6", k=10),
        printed("r3", "22.0", plus=True),
        printed("r4", "31.0", source="other"),
        replace(printed("r5", "12.0"), estimand="sampled", dataset_version="v0.1.9"),
    ],
    [run("large", 40, plus=False), run("small", 21, version="v0.1.9", strategy="sampling")],
)


@pytest.mark.parametrize(
    ("filters", "value"),
    [
        ('figure="r2"', "51.6"),
        ('figure="r2", k=10', "51.6"),
        ('model="small", k=10', "51.6"),
        ('model="small", benchmark="humaneval", estimand="greedy", source="paper"', "30.0"),
        ('model="small", source="other"', "31.0"),
        ('model="small", benchmark="humaneval+", source="paper"', "22.0"),
        ('version="v0.1.9", source="paper"', "12.0"),
        ('estimand="sampled", source="harness2024", benchmark="humaneval+"', "21.0"),
        ('model="large"', "40.0"),
        ('run="small--v0.1.9--sampling--00000015", benchmark="humaneval"', "21.0"),
        ('model="small", benchmark="humaneval+", version="v0.1.9"', "21.0"),
    ],
)
def test_filters_find_the_one_score_that_fits(tmp_path: Path, filters: str, value: str) -> None:
    assert f">{value}%</a>" in one_page(tmp_path, f"{{{{ score({filters}) }}}}", MANY)


@pytest.mark.parametrize(
    ("filters", "problem"),
    [
        (
            'model="small", source="paper"',
            (
                "score(model='small', source='paper'): 3 scores fit, name one: "
                "figure='r1' (small, humaneval pass@1); figure='r3' (small, humaneval+ pass@1); "
                "figure='r5' (small, humaneval pass@1)"
            ),
        ),
        (
            'run="small--v0.1.9--sampling--00000015"',
            (
                "score(run='small--v0.1.9--sampling--00000015'): 2 scores fit, name one: "
                "run='small--v0.1.9--sampling--00000015', benchmark='humaneval' (small, pass@1); "
                "run='small--v0.1.9--sampling--00000015', benchmark='humaneval+' (small, pass@1)"
            ),
        ),
        (
            'model="large", estimand="sampled"',
            (
                "score(model='large', estimand='sampled'): no score fits; there are "
                "run='large--v0.1.10--greedy--00000028', benchmark='humaneval' (large, pass@1)"
            ),
        ),
        (
            'figure="r2", k=1',
            "score(figure='r2', k=1): no score fits; there are figure='r2' (small, humaneval pass@10)",
        ),
        ('source="harness2024", k=1, estimand="unknown"', "score(k=1, source='harness2024', estimand='unknown'): no score fits"),
        (
            'model="large", k=10',
            (
                "score(model='large', k=10): no score fits; "
                "run='large--v0.1.10--greedy--00000028', benchmark='humaneval' (large, pass@10): "
                "needs 10 samples a task, this run has 1; "
                "run='large--v0.1.10--greedy--00000028', benchmark='humaneval+' (large, pass@10): not measured"
            ),
        ),
        (
            'model="large", benchmark="humaneval+"',
            (
                "score(model='large', benchmark='humaneval+'): no score fits; "
                "run='large--v0.1.10--greedy--00000028', benchmark='humaneval+' (large, pass@1): not measured"
            ),
        ),
        ('figure="r9"', "score(figure='r9'): there is no figure 'r9'; there are `r1`, `r2`, `r3`, `r4` and `r5`"),
        (
            'run="small--v0.1.9--sampling"',
            "score(run='small--v0.1.9--sampling'): there is no run 'small--v0.1.9--sampling': did you mean `small--v0.1.9--sampling--00000015`?",
        ),
        ('model="smal"', "score(model='smal'): there is no model 'smal': did you mean `small`?"),
        ('model="CodeT5"', "score(model='CodeT5'): there is no model 'CodeT5'; there are `large` and `small`"),
        ('benchmark="humaneval++"', "score(benchmark='humaneval++'): there is no benchmark 'humaneval++': did you mean `humaneval+`?"),
        ('source="papers"', "score(source='papers'): there is no source 'papers': did you mean `paper`?"),
        ('estimand="sampling"', "score(estimand='sampling'): there is no estimand 'sampling': did you mean `sampled`?"),
        ('modle="small"', "a score has no filter `modle`: did you mean `model`?"),
        ('model="small", k=0', "score(model='small', k=0): k is 0; expected a whole number from 1"),
        ('model="small", k="1"', "score(model='small', k='1'): k is '1'; expected a whole number from 1"),
        ('"r1"', "score(...): too many positional arguments"),
    ],
)  # fmt: skip
def test_what_does_not_single_out_one_score_is_a_problem_that_says_what_there_is(
    tmp_path: Path, filters: str, problem: str
) -> None:
    assert told(tmp_path, f"\n{{{{ score({filters}) }}}}", MANY) == [f"site_src/page.md:2: {problem}"]


def test_of_many_candidates_the_first_twelve_are_listed(tmp_path: Path) -> None:
    many = known([printed(f"r{at:02}") for at in range(14)])
    listed = "; ".join(f"figure='r{at:02}' (small, humaneval pass@1)" for at in range(12))
    assert told(tmp_path, '{{ score(model="small") }}', many) == [
        f"site_src/page.md:1: score(model='small'): 14 scores fit, name one: {listed}; and 2 more"
    ]


def test_a_model_without_a_score_says_so(tmp_path: Path) -> None:
    assert told(tmp_path, '{{ score(model="large") }}', known([printed("r1")])) == [
        "site_src/page.md:1: score(model='large'): no score fits; model='large' has no score at all"
    ]


PAIR = '{{ difference({"model": "small", "benchmark": "humaneval"}, {"model": "large", "benchmark": "humaneval"}) }}'


def test_a_difference_of_two_runs_on_the_same_tasks_is_paired(tmp_path: Path) -> None:
    assert one_page(tmp_path, PAIR, known(runs=[run("small", 21), run("large", 40)])) == (
        '<span class="sb-score" title="Bonett-Price, paired">+19.0</span> <span class="sb-interval">(+10.6 to +26.7)</span>'
    )


def test_a_difference_of_runs_with_several_samples_on_the_same_tasks_is_paired(tmp_path: Path) -> None:
    runs = [run("small", 21), resampled(run("large", 10), 2)]
    assert one_page(tmp_path, PAIR, known(runs=runs)) == (
        '<span class="sb-score" title="paired t">−16.0</span> <span class="sb-interval">(−22.6 to −9.4)</span>'
    )


def test_a_difference_is_unpaired_where_tasks_differ(tmp_path: Path) -> None:
    large = run("large", 44)
    others = replace(large, tasks=tuple(f"{task}b" for task in large.tasks))
    assert one_page(tmp_path, PAIR, known(runs=[run("small", 21), others])) == (
        '<span class="sb-score" title="Newcombe, unpaired">+23.0</span> <span class="sb-interval">(+10.1 to +34.9)</span>'
    )


def test_a_part_of_a_benchmark_is_not_set_beside_the_whole(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        one_page(tmp_path, PAIR, known(runs=[run("small", 21), run("large", 40, tasks=90)]))
    assert str(raised.value) == (
        "site_src/page.md:1: difference(...): the two scores differ in tasks (100; 90); expected scores that are alike"
    )


def test_a_difference_of_printed_scores_is_unpaired(tmp_path: Path) -> None:
    page = '{{ difference({"figure": "r1"}, {"figure": "r2"}) }}'
    assert one_page(tmp_path, page, known([printed("r1", "30.0"), printed("r2", "27.2")])) == (
        '<span class="sb-score" title="Newcombe, unpaired">−2.8</span> '
        '<span class="sb-interval">(−12.5 to +6.9)</span>'
    )


def test_a_difference_says_why_it_has_no_interval(tmp_path: Path) -> None:
    page = '{{ difference({"figure": "r1"}, {"figure": "r2"}) }}'
    by_eye = replace(printed("r2", "27.2"), read="by-eye")
    assert one_page(tmp_path, page, known([printed("r1", "30.0"), by_eye])) == (
        '<span class="sb-score" title="no interval: one of the two scores has none">−2.8</span> '
        '<span class="sb-interval">(no interval: one of the two scores has none)</span>'
    )


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ('{"figure": "r1"}', "difference(...): missing a required argument: 'second'"),
        ('"r1", "r2"', "found 'r1' for a score; expected a mapping such as {'figure': 'r0001'}"),
        ('{"figure": "r1"}, {"figur": "r2"}', "a score has no filter `figur`: did you mean `figure`?"),
        (
            '{"figure": "r1"}, {"model": "large"}',
            "score(model='large'): no score fits; model='large' has no score at all",
        ),
    ],
)
def test_a_difference_needs_two_scores(tmp_path: Path, arguments: str, problem: str) -> None:
    page = f"{{{{ difference({arguments}) }}}}"
    assert told(tmp_path, page, known([printed("r1")])) == [f"site_src/page.md:1: {problem}"]


@pytest.mark.parametrize(
    ("second", "differ"),
    [
        (printed("r2", plus=True), "benchmark (humaneval; humaneval+)"),
        (replace(printed("r2"), dataset_version="v1"), "dataset version (version not stated; v1)"),
        (replace(printed("r2"), estimand="sampled"), "decoding (greedy; sampled)"),
        (replace(printed("r2"), harness="evalplus"), "harness (harness not stated; evalplus)"),
        (
            replace(printed("r2"), estimand="unknown", harness="evalplus"),
            "decoding (greedy; decoding not stated) and harness (harness not stated; evalplus)",
        ),
    ],
)
def test_scores_that_may_not_stand_in_one_sentence_have_no_difference(
    tmp_path: Path, second: PublishedScore, differ: str
) -> None:
    page = '{{ difference({"figure": "r1"}, {"figure": "r2"}) }}'
    assert told(tmp_path, page, known([printed("r1"), second])) == [
        f"site_src/page.md:1: difference(...): the two scores differ in {differ}; expected scores that are alike"
    ]


def test_a_score_has_no_difference_to_itself(tmp_path: Path) -> None:
    page = '{{ difference({"figure": "r1"}, {"figure": "r1"}) }}'
    assert told(tmp_path, page, known([printed("r1")])) == [
        "site_src/page.md:1: difference(...): both are the same score; expected two"
    ]


def test_a_difference_whose_interval_can_only_be_narrower_is_marked(tmp_path: Path) -> None:
    sampled = [replace(printed(name), estimand="sampled") for name in ("r1", "r2")]
    assert one_page(tmp_path, '{{ difference({"figure": "r1"}, {"figure": "r2"}) }}', known(sampled)) == (
        '<span class="sb-score" title="Newcombe, unpaired">+0.0</span> <span class="sb-interval">(≤ −9.8 to +9.8)</span>'
    )
