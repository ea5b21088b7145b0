"""What the packaged tables show, row by row, as a reader sees it."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

from generator.model.corpus import Corpus
from generator.model.run import Decoding, Run, StatedScore
from tests.render.figures.corpora import card, corpus, run, score
from tests.render.small_site import citing, reference, rendered, shown, words


def known(made: Corpus) -> Corpus:
    return citing(made, reference("paper", "Wang"), reference("harness2024", "Liu"))


def page(folder: Path, source: str, made: Corpus) -> ET.Element:
    pages = {
        "page.md": source,
        "models/_model.md": "# {{ model.name }}",
        "by/_source.md": "# {{ source.title }}",
    }
    return shown(rendered(folder, pages, made)["page.md"])


def seen(cell: ET.Element) -> str:
    """Give the text of a cell, with what it says on hover and where it leads."""
    titles = [
        part.get("title") for part in cell.iter() if part.get("title") and part.get("class") != "sb-cite"
    ]
    links = [link.get("href") for link in cell.iter("a")]
    return words(cell) + "".join(f" [{title}]" for title in titles) + "".join(f" <{link}>" for link in links)


def tables(body: ET.Element) -> list[list[list[str]]]:
    rows = [[[seen(cell) for cell in row] for row in table.iter("tr")] for table in body.iter("table")]
    named = [frame.get("aria-label") for frame in body.iter("div") if frame.get("class") == "sb-frame"]
    return [[[str(name)], *table] for name, table in zip(named, rows, strict=True)]


def facts(body: ET.Element) -> dict[str, str]:
    found = body.findall(".//dl/dt"), body.findall(".//dl/dd")
    return {words(name): seen(value) for name, value in zip(*found, strict=True)}


def of_tasks(one: Run, *, samples: int, base: list[int]) -> Run:
    counts = np.array(base, dtype=np.int32)
    tasks = tuple(f"HumanEval/{at}" for at in range(len(base)))
    drawn = np.full(len(base), samples, dtype=np.int32)
    return replace(one, tasks=tasks, samples=drawn, base=counts, plus=None)


def test_a_leaderboard_shows_each_run_with_what_was_measured_and_what_was_not(tmp_path: Path) -> None:
    stated = replace(run("A", 40), stated=(StatedScore(plus=True, k=1, value=0.5),))
    made = known(corpus([card("A", 2e9), card("B", None)], (), [stated, run("B", 50, plus=False)]))
    body = page(tmp_path, "{{ leaderboards('humaneval') }}", made)
    assert tables(body) == [
        [
            ["HumanEval v0.1.10, greedy, in Liu 2024"],
            [
                "Model",
                "Size",
                "HumanEval+ %, 95% over tasks",
                "HumanEval %, 95% over tasks",
                "n tasks × samples",
                "Source",
            ],
            [
                "A the file states plus pass@1 = 0.5000, its samples give 0.4000; the samples count <../models/A/>",
                "2B",
                "40.0 30.9–49.8 [Wilson] <../models/A/#run-a-v0.1.10-greedy-00000028>",
                "40.0 30.9–49.8 [Wilson] <../models/A/#run-a-v0.1.10-greedy-00000028>",
                "100 × 1",
                "Liu 2024",
            ],
            [
                "B <../models/B/>",
                "–",
                "not measured",
                "50.0 40.4–59.6 [Wilson] <../models/B/#run-b-v0.1.10-greedy-00000032>",
                "100 × 1",
                "Liu 2024",
            ],
        ]
    ]
    assert [words(each) for each in body.iter("p")] == [
        (
            "2 runs; harness not stated; 100 tasks a run. Values are pass@1 in percent with a 95% interval; the unit "
            "resampled is the task. No ranks are given: fewer than two runs have this score."
        )
    ]
    assert [(each.get("id"), words(each)) for each in body.iter("h3")] == [
        ("humaneval-v0.1.10-greedy-harness2024-100", "HumanEval v0.1.10, greedy, in Liu 2024")
    ]


def test_what_may_not_be_ranked_together_stands_in_tables_of_its_own(tmp_path: Path) -> None:
    named = replace(run("A", 40).provenance, harness="evalplus")
    runs = [
        replace(run("A", 40), id="1", provenance=named),
        replace(run("A", 41), id="2"),
        replace(run("A", 42, version="v0.1.9"), id="3", provenance=named),
        replace(run("A", 43), id="4", provenance=named, decoding=Decoding("sampling", 0.8)),
        replace(run("A", 44, version="unstated"), id="5", provenance=named),
        replace(run("A", 45, tasks=90), id="6", provenance=named),
    ]
    body = page(tmp_path, "{{ leaderboards('humaneval') }}", known(corpus([card("A")], (), runs)))
    shared = [words(each).split(" Values")[0] for each in body.iter("p")]
    assert list(zip([words(each) for each in body.iter("h3")], shared, strict=True)) == [
        ("HumanEval, version not stated, greedy, in Liu 2024", "1 run; harness: evalplus; 100 tasks a run."),
        ("HumanEval v0.1.10, greedy, in Liu 2024", "1 run; harness not stated; 100 tasks a run."),
        ("HumanEval v0.1.10, greedy", "1 run; harness: evalplus; 90 tasks a run."),
        ("HumanEval v0.1.10, greedy", "1 run; harness: evalplus; 100 tasks a run."),
        ("HumanEval v0.1.10, sampled", "1 run; harness: evalplus; 100 tasks a run."),
        ("HumanEval v0.1.9, greedy", "1 run; harness: evalplus; 100 tasks a run."),
    ]
    assert len({each.get("id") for each in body.iter("h3")}) == 6


def test_a_run_names_its_decoding_where_the_title_of_its_table_cannot(tmp_path: Path) -> None:
    runs = [
        replace(run("A", 40), decoding=Decoding("sampling", 0.2)),
        replace(run("B", 30), decoding=Decoding("sampling", 0.8)),
    ]
    made = known(corpus([card("A"), card("B")], (), runs))
    (table,) = tables(page(tmp_path, "{{ leaderboards('humaneval') }}", made))
    column = table[1].index("Decoding")
    assert [row[column] for row in table[2:]] == ["sampled at T=0.2", "sampled at T=0.8"]


def test_a_run_without_a_source_names_its_file(tmp_path: Path) -> None:
    alone = replace(run("A", 40), provenance=replace(run("A", 40).provenance, source=""))
    (table,) = tables(
        page(tmp_path, "{{ leaderboards('humaneval') }}", known(corpus([card("A")], (), [alone])))
    )
    assert (table[0], table[2][-1]) == (["HumanEval v0.1.10, greedy, in results.json"], "results.json")


def test_a_benchmark_without_plus_tests_has_no_column_for_them(tmp_path: Path) -> None:
    made = known(corpus([card("A")], (), [run("A", 40, plus=False)]))
    made = replace(made, benchmarks={"humaneval": replace(made.benchmarks["humaneval"], plus_name="")})
    for source in ("{{ leaderboards('humaneval') }}", "{{ model_runs('A') }}"):
        (table,) = tables(page(tmp_path, source, made))
        assert [name for name in table[1] if "HumanEval" in name] in (
            ["HumanEval %, 95% over tasks"],
            ["HumanEval pass@k, %"],
        )


def test_a_models_run_shows_every_k_that_its_samples_allow_and_where_it_comes_from(tmp_path: Path) -> None:
    said = replace(
        run("A", 1).provenance,
        harness="evalplus",
        harness_version="0.3.1",
        date="2024-01-29",
        dataset_md5="ab12",
        url="https://example.org/r",
        note="A note.",
    )
    one = of_tasks(replace(run("A", 1, strategy="sampling"), provenance=said), samples=10, base=[10, 0, 5, 1])
    body = page(tmp_path, "{{ model_runs('A') }}", known(corpus([card("A")], (), [one])))
    table, _numbers_of_the_curve = tables(body)
    assert [[*row[:2], row[2].split()[0]] for row in table[2:]] == [
        ["1", "not measured", "40.0"],
        ["10", "not measured", "75.0"],
    ]
    assert facts(body) == {
        "Tasks and samples": "4 tasks, 10 samples a task; intervals are 95% and resample tasks",
        "Outcomes from": f"results.json sha256 {'0' * 64}",
        "Harness": "evalplus 0.3.1",
        "Dataset": "HumanEval, v0.1.10 md5 ab12",
        "Date of the file": "2024-01-29",
        "Source": "Liu 2024 https://example.org/r <https://example.org/r>",
        "To be known": "only the base tests ran",
        "Note": "A note.",
        "Every sample passes HumanEval": "1 task: HumanEval/ 0",
        "Some samples pass HumanEval": "2 tasks: HumanEval/ 2 (5 of 10), 3 (1 of 10)",
        "No sample passes": "1 task: HumanEval/ 1",
    }
    assert [each.get("id") for each in body.iter("section")] == ["run-a-v0.1.10-sampling-00000001"]


PRINTED = [
    score("A", "30.0", k=10, estimand="sampled", temperature=0.8),
    score("B", "12.50", estimand="selected", note="best of 3"),
    replace(score("B", "20.0", plus=True), url="https://example.org/p", samples=200, harness="evalplus"),
    replace(score("nobody", "21.0", version="v1", ci95_half=3.2), locator="", url="https://example.org/q"),
    replace(score("A", "40.0", tasks=None), url="javascript:alert(1)"),
    score("A", "41.0", read="by-eye"),
]


def test_a_printed_score_stands_as_printed_with_its_interval_or_the_reason_for_none(tmp_path: Path) -> None:
    made = known(corpus([card("A"), card("B")], PRINTED))
    head = ["Model, as named there", "k", "pass@k, %", "Decoding", "Where", "Note"]
    found = {
        table[0][0]: table[1:] for table in tables(page(tmp_path, "{{ printed_scores('paper') }}", made))
    }
    assert found == {
        "HumanEval, version not stated, sampled": [
            head,
            [
                "A <../models/A/>",
                "10",
                "30.0 ≤ 23.5–37.4 [Wilson over tasks, an upper bound]",
                "sampled at T=0.8",
                "Table 1",
                "",
            ],
        ],
        "HumanEval, version not stated, selected": [
            head,
            [
                "B <../models/B/>",
                "1",
                (
                    "12.50 no interval [the best of several settings or filtered samples: no interval covers the "
                    "choice]"
                ),
                "selected",
                "Table 1",
                "best of 3",
            ],
        ],
        "HumanEval+, version not stated, greedy": [
            head,
            [
                "B no whole number of tasks gives this <../models/B/>",
                "1",
                "20.0 14.6–26.8 [Wilson]",
                "greedy, n=200",
                "Table 1 <https://example.org/p>",
                "",
            ],
        ],
        "HumanEval v1, greedy": [
            head,
            [
                "nobody no whole number of tasks gives this",
                "1",
                "21.0 17.8–24.2 [as the source prints it]",
                "greedy",
                "source <https://example.org/q>",
                "",
            ],
        ],
        "HumanEval, version not stated, greedy": [
            head,
            [
                "A <../models/A/>",
                "1",
                "41.0 no interval [read off a chart by eye: nothing is computed from it]",
                "greedy",
                "Table 1, read off the chart by eye",
                "",
            ],
            [
                "A <../models/A/>",
                "1",
                "40.0 no interval [the source does not say how many tasks]",
                "greedy",
                "Table 1",
                "",
            ],
        ],
    }


def test_a_model_shows_what_is_printed_about_it_by_benchmark_k_and_value(tmp_path: Path) -> None:
    scores = [*PRINTED, score("B", "9.0"), score("B", "51.0"), score("B", "60.0", k=10)]
    made = known(corpus([card("A"), card("B")], scores))
    (table,) = tables(page(tmp_path, "{{ model_printed('B') }}", made))
    assert table[1] == ["Source", "Benchmark", "k", "pass@k, %", "Decoding", "Where", "Note"]
    chosen = "no interval [the best of several settings or filtered samples: no interval covers the choice]"
    odd = "Wang 2024 no whole number of tasks gives this"
    at = "<../by/paper/#paper-B"
    base, plus = "HumanEval, version not stated", "HumanEval+, version not stated"
    assert table[2:] == [
        [odd, base, "1", f"51.0 43.4–58.5 [Wilson] {at}-1-51.0>", "greedy", "Table 1", ""],
        ["Wang 2024", base, "1", f"12.50 {chosen} {at}-1-12.50>", "selected", "Table 1", "best of 3"],
        [odd, base, "1", f"9.0 5.5–14.4 [Wilson] {at}-1-9.0>", "greedy", "Table 1", ""],
        ["Wang 2024", base, "10", f"60.0 52.4–67.2 [Wilson] {at}-10-60.0>", "greedy", "Table 1", ""],
        [
            odd,
            plus,
            "1",
            f"20.0 14.6–26.8 [Wilson] {at}-1-20.0>",
            "greedy, n=200",
            "Table 1 <https://example.org/p>",
            "",
        ],
    ]


def test_the_index_of_printed_scores_leads_to_each_of_their_tables(tmp_path: Path) -> None:
    made = known(corpus([card("A"), card("B")], PRINTED[1:3]))
    head = ["Source", "Dataset version", "Decoding", "Harness", "k", "Scores"]
    assert tables(page(tmp_path, "{{ printed_index() }}", made)) == [
        [
            ["Printed scores on HumanEval+"],
            head,
            [
                "Wang 2024",
                "version not stated",
                "greedy",
                "evalplus",
                "1",
                "1 <../by/paper/#humaneval-plus-unstated-greedy-evalplus>",
            ],
        ],
        [
            ["Printed scores on HumanEval"],
            head,
            [
                "Wang 2024",
                "version not stated",
                "selected",
                "not stated",
                "1",
                "1 <../by/paper/#humaneval-unstated-selected>",
            ],
        ],
    ]


def test_models_stand_by_family_size_and_name(tmp_path: Path) -> None:
    cards = [
        card("z", None, family=""),
        card("b", 2e9, family="phi", training="sft"),
        replace(card("c", 236e9, family="DeepSeek"), active_parameters=21e9),
        card("a", 2e9, family="phi", training="unknown"),
        replace(card("d", None, family="phi"), unconfirmed=True),
        card("e", 1e9, family="Phi", training="rlhf"),
    ]
    made = known(corpus(cards, [score("a", "30.0"), score("a", "31.0")], [run("a", 1)]))
    assert tables(page(tmp_path, "{{ models_table() }}", made)) == [
        [
            ["Models"],
            ["Model", "Family", "Parameters", "Training", "Runs", "Printed scores"],
            ["c <../models/c/>", "DeepSeek", "236B (21B active)", "base", "0", "0"],
            ["e <../models/e/>", "Phi", "1B", "rlhf", "0", "0"],
            ["a <../models/a/>", "phi", "2B", "not stated", "1", "2"],
            ["b <../models/b/>", "phi", "2B", "sft", "0", "0"],
            ["d <../models/d/>", "phi", "–", "base, unconfirmed", "0", "0"],
            ["z <../models/z/>", "–", "–", "base", "0", "0"],
        ]
    ]


def test_a_model_says_what_it_is_and_what_it_was_tuned_from_and_into(tmp_path: Path) -> None:
    tuned = replace(
        card("B", 236e9, base_model="A", training="rlhf"),
        active_parameters=21e9,
        url="https://example.org/b",
        reference="paper",
        note="A note.",
        unconfirmed=True,
    )
    made = known(corpus([card("A", None, family="", sources=()), tuned]))
    assert facts(page(tmp_path, "{{ model_facts('B') }}", made)) == {
        "Family": "CodeT5+",
        "Parameters": "236B, 21B of them active for each token",
        "Training": "preference-optimised (rlhf)",
        "Tuned from": "A <../models/A/>",
        "Described in": "Wang 2024",
        "Public page": "https://example.org/b <https://example.org/b>",
        "Known as": "B in Wang 2024",
        "Note": "A note.",
        "Unconfirmed": "This entry was drafted from a name; nobody has confirmed it yet.",
    }
    assert facts(page(tmp_path, "{{ model_facts('A') }}", made)) == {
        "Parameters": "not known; the model stays out of comparisons by size",
        "Training": "pretrained only (base)",
        "Tuned into": "B <../models/B/>",
    }
