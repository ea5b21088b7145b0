"""Claims are read from CSV, JSON and the text of a synthesis report, and told apart by content."""

from pathlib import Path
from typing import Any

import pytest

from generator.load.claim_files import ClaimFile, read_claim_file
from generator.load.claim_rows import COLUMNS
from generator.load.problems import Problems
from generator.model.report import Quality, Synthesis

TEXT = """
Tuning by Size

A Body

June 2, 2026

1 Results

18 papers retrieved. 3 claims extracted; 1 independently verified. Quality review score: 7.5/10.

2 Limitations

This report is a machine-generated literature synthesis. Review scores reflect automated assessment, not human peer review.

Claim\tVerified\tConfidence
Small models lose.\t×\t0.13
Large models gain, and the sentence is cut of\t✓\t0.30

References

- <https://arxiv.org/abs/2204.05862>
- <https://example.org/a>
"""


def read(folder: Path, content: str | bytes) -> tuple[ClaimFile | None, list[str]]:
    """Read a file of this content, and give what is wrong with it."""
    path = folder / "found"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    file = read_claim_file(path, folder, problems := Problems())
    return file, [str(each) for each in sorted(problems.found)]


def records(folder: Path, content: str) -> tuple[dict[str, Any], ...]:
    file, problems = read(folder, content)
    assert problems == []
    assert file is not None
    return file.records


def test_the_text_of_a_synthesis_gives_its_claims_its_counts_and_its_references(tmp_path: Path) -> None:
    file, problems = read(tmp_path, TEXT)
    assert problems == []
    assert file is not None
    assert file.records == (
        {
            "kind": "finding",
            "verdict": "not_enough_info",
            "text": "Small models lose.",
            "stated": {"verified": False, "by": "the synthesis"},
            "confidence": {"value": 0.13, "kind": "unstated"},
        },
        {
            "kind": "finding",
            "verdict": "not_enough_info",
            "text": "Large models gain, and the sentence is cut of",
            "stated": {"verified": True, "by": "the synthesis"},
            "confidence": {"value": 0.3, "kind": "unstated"},
        },
    )
    assert file.synthesis == Synthesis(
        title="Tuning by Size",
        date="2026-06-02",
        method="machine-generated literature synthesis",
        papers_retrieved=18,
        claims_extracted=3,
        claims_verified=1,
        quality=Quality(7.5, 10, "automated, not peer review"),
    )
    assert file.addresses == ("https://arxiv.org/abs/2204.05862", "https://example.org/a")
    assert file.miscounted == "it counts 3 claims extracted, its table has 2"
    assert str(file.located.place(("claims", 1, "confidence", "value"))) == "found:18:49"


def test_a_row_gives_what_its_cells_say(tmp_path: Path) -> None:
    text = (
        "text,id,verified,confidence,source,stated_by,verdict\n"
        '"Size matters, it says.",S1,✓,0.4,doe2024,Doe,mixed\nMore.,,,,,,\n'
    )
    assert records(tmp_path, text) == (
        {
            "kind": "finding",
            "verdict": "mixed",
            "text": "Size matters, it says.",
            "id": "S1",
            "stated": {"verified": True, "by": "Doe"},
            "confidence": {"value": 0.4, "kind": "unstated"},
            "source": "doe2024",
        },
        {"kind": "finding", "verdict": "not_enough_info", "text": "More."},
    )


@pytest.mark.parametrize(
    "text",
    ['[{"text": "A \\ud83d\\ude00.", "id": "S1"}]', '{"claims": [\n\t{"text": "A 😀.",\n\t"id": "S1"}]}'],
    ids=["a bare list", "an object, with tabs"],
)
def test_json_holds_records_as_claims_yaml_does(tmp_path: Path, text: str) -> None:
    assert records(tmp_path, text) == (
        {"kind": "finding", "verdict": "not_enough_info", "text": "A 😀.", "id": "S1"},
    )


FORMS = (
    "expected CSV with a column `text`, JSON with a list of claims, or the text of a synthesis report with a table of "
    "the columns Claim, Verified and Confidence, tabs between them"
)
WRONG: dict[str, tuple[str | bytes, list[str]]] = {
    "prose": ("Size matters.\n", [f"found: holds no claims in a form that is known; {FORMS}"]),
    "nothing": ("\n", ["found: is empty; expected content, or no file"]),
    "Latin-1": (
        "text\nGröße\n".encode("latin-1"),
        [
            "found:2:3: found the byte 0xf6, which is “ö” in Latin-1 or Windows-1252; expected UTF-8: save the file as UTF-8"
        ],
    ),
    "columns that are not known, and one that stands twice": (
        "text,veryfied,text,x\nA,B,C,D\n",
        [
            "found:1: found the column `text` twice; expected each once",
            "found:1: unknown column `veryfied`; did you mean `verified`?",
            f"found:1: unknown column `x`; expected some of {', '.join(COLUMNS)}",
        ],
    ),
    "rows that are not whole": (
        "text,verified\nA,maybe\nB\n",
        [
            "found:2:3: verified: found `maybe`; expected yes or no, or a tick or cross",
            "found:3: found 1 fields; expected 2: put text that holds a comma in quotes",
        ],
    ),
    "a header alone": ("text,id\n", ["found:1: found a header without rows; expected a claim a row"]),
    "JSON that ends too early": (
        '[{"text": "A"},\n',
        ["found:2:1: expecting value; expected JSON"],
    ),
    "JSON of something else": (
        '{"claim": []}',
        ["found: found no list of claims; expected a list of them, or `claims` with a list, and nothing else"],
    ),
    "a list of texts": (
        '["A", {"text": "B"}]',
        ["found:1:2: claims[1]: found no object; expected the keys of a claim"],
    ),
    "a key that stands twice": (
        '[{"text": "A",\n "text": "B"}]',
        ["found:2:2: found `text` again, first in line 1; expected each key once"],
    ),
    "half a character": (
        '[{"text": "\\ud800"}]',
        ["found: found half a character in an escape; expected a whole one"],
    ),
    "a number that is none": ('[{"text": "A", "x": NaN}]', ["found: found NaN; expected a finite number"]),
    "nesting without end": (
        "[" * 100_000,
        ["found: found far too many levels of nesting; expected a list of claims"],
    ),
    "rows of a table that are not whole": (
        "Claim\tVerified\tConfidence\nA.\t0.4\nB.\tperhaps\t0.4\n",
        [
            "found:2: found 2 cells; expected a claim, a tick or cross, and a confidence, with tabs between them",
            "found:3: found `perhaps`; expected a claim, a tick or cross, and a confidence, with tabs between them",
        ],
    ),
    "a table without rows": (
        "Claim\tVerified\tConfidence\n\n",
        ["found:1: found a table without claims; expected one a line"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "lines"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_a_file_of_claims_is_told(
    content: str | bytes, lines: list[str], tmp_path: Path
) -> None:
    assert read(tmp_path, content)[1] == lines


def test_a_confidence_that_is_no_number_stays_to_be_refused(tmp_path: Path) -> None:
    (record,) = records(tmp_path, "text,confidence\nA.,nan\n")
    assert record["confidence"] == {"value": "nan", "kind": "unstated"}
