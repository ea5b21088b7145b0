"""The page on data checks: what was looked at, what was found, and the marks on printed scores."""

import re
from pathlib import Path
from typing import get_args

import pytest

from generator.check.examined import Examined
from generator.check.findings import all_findings
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.finding import Finding, Severity
from generator.render.views.data_check import counts_in_words
from generator.render.views.questions import QUESTIONS
from tests.check.corpora import corpus, run, score
from tests.render.small_site import citing, reference, rendered, shown, words

ROOT = Path(__file__).parents[3]
PAGES = {
    "data-check.md": "# Data check\n\n{{ data_check() }}\n",
    "results/_source.md": "# {{ source.title }}\n\n{{ printed_scores(source.key) }}\n",
    "models/_model.md": "# {{ model.name }}\n\n{{ model_printed(model.id) }}\n",
}
FLAGGED = citing(corpus(score("24.4", model="Nobody"), score("30.0", id="s2")), reference("paper", "Miller"))


def page(folder: Path, of: Corpus, path: str = "data-check.md") -> str:
    return (
        rendered(folder, PAGES, of)[path].replace("&#64;", "@").replace("&#61;", "=")
    )  # as browsers read it


def text(folder: Path, of: Corpus, path: str = "data-check.md") -> str:
    return words(shown(page(folder, of, path)))


def test_every_code_of_a_check_belongs_to_one_question() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "generator/check").glob("*.py"))
    yielded = set(re.findall(r'(?:Finding\([^,"]+, |yield )"([a-z-]+)", "(?:error|warning|note)"', sources))
    asked = [code for question in QUESTIONS for code in question.codes]
    assert sorted(asked) == sorted(yielded)


def test_what_is_in_order_is_told_with_how_much_of_it_there_is(tmp_path: Path) -> None:
    html = page(tmp_path, citing(corpus(score("24.4")), reference("paper", "Miller")))
    assert "<p>Found in all: nothing.</p>" in html
    assert (
        '<td class="sb-num">1 of 1</td><td>greedy pass@1 on HumanEval and HumanEval+, printed with 1 decimal'
        '<span class="sb-remark">a number typed at random passes in 16% of cases</span></td><td rowspan="1">nothing</td>'
    ) in html


def test_a_finding_stands_under_its_question_with_a_link_to_the_score(tmp_path: Path) -> None:
    html = page(tmp_path, FLAGGED)
    assert (
        "Found in all: 1 warning. 1 printed score with a warning or an error is marked where it stands."
        in html
    )
    assert (
        '<th scope="row"><a href="../results/paper/#s2">Toy, k = 1</a></th><td class="sb-severity sb-grave">warning</td>'
        "<td>Miller 2024 prints <code>30.0%</code> for Toy at pass@1 on HumanEval: no whole number of 164 tasks gives that "
        "(49 give <code>29.9%</code> and 50 give <code>30.5%</code>)</td>"
    ) in html


@pytest.mark.parametrize("path", ["results/paper.md", "models/toy.md"])
def test_a_flagged_score_is_marked_wherever_it_stands(tmp_path: Path, path: str) -> None:
    html = page(tmp_path, FLAGGED, path)
    mark = '<span class="sb-odd"><a href="../../data-check/">no whole number of tasks gives this</a></span>'
    assert html.count(mark) == 1
    row = next(line for line in html.splitlines() if 'id="s2"' in line)
    assert mark in row


def test_a_run_is_named_by_its_model_and_not_by_its_id(tmp_path: Path) -> None:
    html = page(tmp_path, corpus(run([1, 0] * 82, plus=[1, 0] * 82, plus_without_base=2)))
    assert (
        '<th scope="row"><a href="../models/toy/#run-toy-v1">Toy</a></th><td class="sb-severity">note</td>'
        "<td>2 of 164 samples on HumanEval pass the plus tests and fail the base tests; counted as failed</td>"
    ) in html


def test_what_does_not_apply_is_not_asked(tmp_path: Path) -> None:
    told = text(tmp_path, corpus(run([1, 0] * 82, plus=[1, 0] * 82)))
    assert "Do sources print the same number?" not in told
    assert "Is a run whole?" in told


def test_a_report_without_data_has_only_its_models_to_look_at(tmp_path: Path) -> None:
    html = page(tmp_path, corpus())
    assert html.count("<h2") == 2  # what was looked at, and the models


def test_names_from_data_are_escaped(tmp_path: Path) -> None:
    hostile = score("30.0", model="<script>alert(1)</script>")
    html = page(tmp_path, citing(corpus(hostile), reference("paper", "Miller")))
    assert "<script>" not in html


def test_findings_are_counted_in_words() -> None:
    def of(severity: Severity) -> Finding:
        return Finding(FLAGGED.published[0].place, "code", severity, "x")

    kinds: tuple[Severity, ...] = get_args(Severity)
    assert counts_in_words([]) == ""
    assert counts_in_words([of("note"), of("warning"), of("note")]) == "1 warning and 2 notes"
    assert counts_in_words(map(of, kinds)) == "1 error, 1 warning and 1 note"


def test_counts_and_findings_of_this_report_go_together() -> None:
    from generator.load.corpus import read_corpus

    report = read_corpus(ROOT)
    found = {finding.code for finding in all_findings(report)}
    for question in QUESTIONS:
        looked_at = list(question.counting(report))
        assert all(isinstance(each, Examined) for each in looked_at)
        odd = any(each.in_order is not None and each.in_order < each.total for each in looked_at)
        assert odd == bool(found.intersection(question.codes)), question.title


def test_models_that_are_not_confirmed_are_counted(tmp_path: Path) -> None:
    doubtful = Corpus(corpus().report, models={"toy": ModelCard("toy", "Toy", unconfirmed=True)})
    assert '<td class="sb-num">0 of 1</td><td>models whose entry somebody has confirmed</td>' in page(
        tmp_path, doubtful
    )
