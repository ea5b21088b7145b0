"""`gen add claims`, as a shell sees it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.load.corpus import read_corpus

BIB = "@misc{doe2024,\n  title = {A Title},\n  eprint = {2204.05862},\n  archiveprefix = {arXiv},\n}\n"
TEXT = """Tuning by Size

June 2, 2026

18 papers retrieved. 2 claims extracted; 2 independently verified. Quality review score: 7.5/10.

Claim\tVerified\tConfidence
Small models lose.\t×\t0.13
Large models gain.\t✓\t0.30

References

- <https://arxiv.org/abs/2204.05862>
- <https://example.org/a>
"""
Said = Callable[..., tuple[int, list[str], list[str]]]  # exit code, lines on stdout, lines on stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "results/references.bib": BIB,
        "results/report.yaml": "title: T\n",
        "report.txt": TEXT,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def said(root: Path) -> Said:
    def said(*words: str) -> tuple[int, list[str], list[str]]:
        done = CliRunner().invoke(main, ["-C", str(root), "add", "claims", *words])
        return done.exit_code, done.stdout.splitlines(), done.stderr.splitlines()

    return said


FOUND = [
    "report.txt: 2 claims (text of a synthesis report)",
    "  note: it counts 2 claims verified, its table has 1",
    "  C1: Small models lose.",
    "  C2: Large models gain.",
    "for results/report.yaml:",
    "synthesis:",
    "  title: Tuning by Size",
    '  date: "2026-06-02"',
    "  papers_retrieved: 18",
    "  claims_extracted: 2",
    "  claims_verified: 2",
    "  quality: {value: 7.5, scale: 10, kind: as the text states it}",
    "  references_listed: [doe2024]",
    "  # not in references.bib: https://example.org/a",
]


def test_the_claims_of_a_synthesis_are_told_and_stored(root: Path, said: Said) -> None:
    done = said(str(root / "report.txt"), "--source", "doe2024")
    assert done == (0, [*FOUND, "2 claims stored in results/claims.yaml"], [])
    assert [(claim.id, claim.text, claim.verdict) for claim in read_corpus(root).claims] == [
        ("C1", "Small models lose.", "not_enough_info"),
        ("C2", "Large models gain.", "not_enough_info"),
    ]


def test_what_is_printed_for_report_yaml_can_be_copied_there(root: Path, said: Said) -> None:
    _, lines, _ = said(str(root / "report.txt"), "--source", "doe2024")
    copied = "\n".join(["title: T", *lines[5:14], ""])
    (root / "results/report.yaml").write_text(copied, encoding="utf-8")
    synthesis = read_corpus(root).report.synthesis
    assert synthesis is not None
    assert (synthesis.title, synthesis.references_listed) == ("Tuning by Size", ("doe2024",))
    assert said(str(root / "report.txt")) == (
        0,
        [
            *FOUND[:2],
            "  left out, C1 has this text: Small models lose.",
            "  left out, C2 has this text: Large models gain.",
            "results/report.yaml describes a synthesis already; it stays as it is",
            "0 claims stored in results/claims.yaml",
        ],
        [],
    )


def test_a_dry_run_stores_nothing(root: Path, said: Said) -> None:
    before = sorted(root.rglob("*"))
    code, lines, _ = said(str(root / "report.txt"), "--source", "doe2024", "--dry-run", "--prefix", "S")
    assert (code, lines[2], lines[-1]) == (0, "  S1: Small models lose.", "2 claims would be stored")
    assert sorted(root.rglob("*")) == before


def test_what_cannot_be_stored_is_told_and_nothing_is_written(root: Path, said: Said) -> None:
    before = sorted(root.rglob("*"))
    assert said(str(root / "report.txt"), str(root / "results/report.yaml")) == (
        1,
        [],
        [
            "report.txt:8:1: says of 2 of 2 new claims no source; expected --source KEY, a key of results/references.bib",
            (
                "results/report.yaml: holds no claims in a form that is known; expected CSV with a column `text`, JSON with "
                "a list of claims, or the text of a synthesis report with a table of the columns Claim, Verified and "
                "Confidence, tabs between them"
            ),
            "2 problems; nothing was written",
        ],
    )
    assert sorted(root.rglob("*")) == before


def test_a_fault_of_a_text_is_told_below_its_claim(root: Path, said: Said) -> None:
    (root / "report.txt").write_text(
        TEXT.replace("gain.", "gain when they are netuned and"), encoding="utf-8"
    )
    code, lines, _ = said(str(root / "report.txt"), "--source", "doe2024", "--dry-run")
    assert (code, lines[2:6]) == (
        0,
        [
            "  C1: Small models lose.",
            "  C2: Large models gain when they are netuned and",
            "    warning: its text ends without closing punctuation after 43 characters",
            "    warning: its text lost letters, as when it is taken out of a PDF: “netuned” (likely “finetuned”)",
        ],
    )


def test_a_prefix_that_no_id_can_have_is_wrong_usage(root: Path, said: Said) -> None:
    code, lines, errors = said(str(root / "report.txt"), "--prefix", "@")
    last = (
        "Error: Invalid value for '--prefix': expected letters, digits and . _ + -, a letter or digit first"
    )
    assert (code, lines, errors[-1]) == (2, [], last)


@pytest.mark.skipif(
    "SCALEBOOK_CORPUS" not in os.environ, reason="SCALEBOOK_CORPUS names no folder of real files"
)
def test_the_real_synthesis_gives_its_nine_claims(root: Path, said: Said) -> None:
    report = Path(os.environ["SCALEBOOK_CORPUS"]) / "synthesis/report.txt"
    code, lines, errors = said(str(report), "--source", "doe2024")
    assert (code, lines[-1], errors) == (0, "9 claims stored in results/claims.yaml", [])
    claims = read_corpus(root).claims
    assert [(claim.stated and claim.stated.verified, claim.confidence and claim.confidence.value) for claim in claims] == [
        (False, 0.13), (True, 0.16), (True, 0.23), (True, 0.16), (True, 0.25), (True, 0.22), (True, 0.3), (True, 0.24), (False, 0.07),
    ]  # fmt: skip
    ours = read_corpus(Path(__file__).parents[1]).claims[:9]
    assert [claim.text for claim in claims] == [claim.text for claim in ours]
