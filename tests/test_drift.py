"""One stored result changes, and exactly the claims that rest on it drift: in the list, on pages, in the exit code."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.model.run import Decoding, Provenance, Run, SourceFile
from generator.store.runs import compact_json, run_path
from generator.store.writing import write_whole

TASKS = tuple(f"HumanEval/{at}" for at in range(164))
SOLVED = {"small": 40, "large": 90, "other": 120}
RUN = "{}--v0.1.9--greedy--{}"
MODELS = "models:\n" + "".join(f"- {{id: {name}, name: Toy {name}}}\n" for name in SOLVED)
CLAIM = """- id: {name}
  text: "In {name}, the {second} model solves more than the {first} one."
  source: wang2023codet5plus
  kind: finding
  verdict: supported
  checks:
  - compare: [{{model: {first}, benchmark: humaneval+}}, {{model: {second}, benchmark: humaneval+}}]
    expect: higher
    directness: {directness}
"""
CLAIMS = (
    ("rests-on-large", "small", "large", "direct"),
    ("informed-by-large", "small", "large", "indirect"),
    ("rests-on-others", "small", "other", "direct"),
)


@dataclass(frozen=True)
class Report:
    folder: Path

    def gen(self, *words: str) -> tuple[int, list[str]]:
        done = CliRunner().invoke(main, ["-C", str(self.folder), *words])
        return done.exit_code, done.output.splitlines()

    def store(self, name: str, solved: int) -> None:
        """Store a greedy run that solves the first tasks, in place of what is stored."""
        passed = np.array([int(at < solved) for at in range(164)], dtype=np.int32)
        run = Run(
            id=RUN.format(name, f"{SOLVED[name]:08x}"),
            model=name,
            benchmark="humaneval",
            dataset_version="v0.1.9",
            decoding=Decoding("greedy", 0.0),
            provenance=Provenance(
                (SourceFile(f"{name}.json", f"{SOLVED[name]:08x}" * 8),), harness="evalplus"
            ),
            tasks=TASKS,
            samples=np.ones(164, dtype=np.int32),
            base=passed,
            plus=passed,
        )
        write_whole(run_path(self.folder / "results", run), compact_json(run))

    def page(self, name: str) -> str:
        """Give the words of a rendered page, without tags."""
        text = (self.folder / "build" / "docs" / name).read_text(encoding="utf-8")
        return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def report(tmp_path: Path) -> Report:
    made = Report(tmp_path / "report")
    assert CliRunner().invoke(main, ["init", str(made.folder), "--title", "Toy"]).exit_code == 0
    results = made.folder / "results"
    for file in (*(results / "runs").rglob("*.json"), *(results / "published").glob("*.csv")):
        file.unlink()
    (results / "references.bib").write_text("@misc{wang2023codet5plus, title = {Toys}}", encoding="utf-8")
    (results / "models.yaml").write_text(MODELS, encoding="utf-8")
    claims = (
        CLAIM.format(name=name, first=first, second=second, directness=directness)
        for name, first, second, directness in CLAIMS
    )
    (results / "claims.yaml").write_text(f"claims:\n{''.join(claims)}", encoding="utf-8")
    for name, solved in SOLVED.items():
        made.store(name, solved)
    return made


def test_exactly_the_claims_that_rest_on_a_changed_result_drift(report: Report) -> None:
    assert report.gen("check", "--fail-on", "error") == (0, ["no problems, 0 findings"])

    report.store("large", 12)

    numbers = "−17.1 points (−22.8 to −10.9; 95%, Bonett-Price, paired)"
    asked = "“Toy large scores higher than Toy small: pass@1 on HumanEval+”"
    said = "rests-on-large: stated as supported, but the data now say contradicted"
    line = f"results/claims.yaml:2:7: error: {said}: {asked} does not hold: {numbers} [claim-drifted]"
    assert report.gen("check", "--fail-on", "error") == (1, [line, "no problems, 1 finding"])
    as_json = json.loads("\n".join(report.gen("check", "--format", "json")[1]))
    assert [(each["code"], each["line"]) for each in as_json] == [("claim-drifted", 2)]


def test_a_build_says_that_a_claim_drifted_and_stops_where_asked(report: Report) -> None:
    report.store("large", 12)
    code, lines = report.gen("build", "--fail-on", "error")
    assert code == 1
    assert [line for line in lines if "claim-drifted" in line or "nothing" in line] != []
    assert not (report.folder / "site").exists()


def test_pages_show_both_verdicts_of_a_drifted_claim_and_of_no_other(report: Report) -> None:
    before, drifted = report.gen("render"), "drifted"
    assert before[0] == 0
    table = report.page("claims/index.md").partition("How to read")[0]
    assert ("None has drifted" in table, "contradicted, drifted" in table) == (True, False)

    report.store("large", 12)

    assert report.gen("render")[0] == 0
    pages = {name: report.page(f"claims/{name}.md") for name, *_ in CLAIMS}
    assert [name for name, text in pages.items() if drifted in text] == ["rests-on-large"]
    assert "−17.1 points (−22.8 to −10.9; 95%, Bonett-Price, paired)" in pages["rests-on-large"]
    assert "−17.1 points (−22.8 to −10.9; 95%, Bonett-Price, paired)" in pages["informed-by-large"]
    table = report.page("claims/index.md").partition("How to read")[0]
    assert table.count("contradicted, drifted") == 1
