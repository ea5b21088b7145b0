"""Claims are appended to claims.yaml as text: what is there stays, and all are stored or none."""

import json
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.load.corpus import read_corpus
from generator.store.claims import ClaimOptions, plan_claims, store_claims

BIB = "@misc{doe2024,\n  title = {A Title},\n}\n"
STORED = """# Ours, by hand.
claims:

  # the first
  - {id: S1, text: Size matters., source: doe2024, kind: finding, verdict: supported}
  - id: C7
    text: >
      Folded,   and kept as it is.
    source: "doe2024"
    kind: finding
    verdict: mixed   # for now
"""
ROWS = "text,confidence\nMore is better.,0.25\nLess is worse.,\n"
ADDED = """{0}- id: C{1}
{0}  text: "More is better."
{0}  source: doe2024
{0}  kind: finding
{0}  verdict: not_enough_info
{0}  confidence: {{value: 0.25, kind: unstated}}
{0}- id: C{2}
{0}  text: "Less is worse."
{0}  source: doe2024
{0}  kind: finding
{0}  verdict: not_enough_info
"""
DOE = ClaimOptions("doe2024")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "results").mkdir()
    (tmp_path / "results/references.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def claims_yaml(root: Path) -> Path:
    return root / "results/claims.yaml"


def found(root: Path, text: str = ROWS, name: str = "found") -> Path:
    path = root / name
    path.write_text(text, encoding="utf-8")
    return path


def store(root: Path, *paths: Path, options: ClaimOptions = DOE) -> list[str]:
    plan = plan_claims(paths, root, options)
    store_claims(plan)
    return [claim.id for claim in plan.new]


def refused(root: Path, *paths: Path, options: ClaimOptions = DOE) -> list[str]:
    with pytest.raises(InputError) as raised:
        plan_claims(paths, root, options)
    return [str(each) for each in raised.value.problems]


def test_claims_are_appended_and_nothing_else_is_touched(root: Path) -> None:
    claims_yaml(root).write_text(STORED, encoding="utf-8")
    assert store(root, found(root)) == ["C8", "C9"]
    assert claims_yaml(root).read_text(encoding="utf-8") == STORED + ADDED.format("  ", 8, 9)
    assert [claim.id for claim in read_corpus(root).claims] == ["S1", "C7", "C8", "C9"]


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("", "claims:\n"),
        ("claims: []\n", "claims:\n"),
        ("# none yet\nclaims: [ ]", "# none yet\nclaims:\n"),
    ],
)
def test_the_first_claims_start_the_list(before: str, kept: str, root: Path) -> None:
    if before:
        claims_yaml(root).write_text(before, encoding="utf-8")
    assert store(root, found(root)) == ["C1", "C2"]
    assert claims_yaml(root).read_text(encoding="utf-8") == kept + ADDED.format("", 1, 2)


def test_line_ends_and_a_byte_order_mark_stay(root: Path) -> None:
    before = b"\xef\xbb\xbf" + STORED.replace("\n", "\r\n").encode()
    claims_yaml(root).write_bytes(before)
    store(root, found(root))
    assert claims_yaml(root).read_bytes() == before + ADDED.format("  ", 8, 9).replace("\n", "\r\n").encode()


def test_a_claim_with_the_same_text_is_left_out(root: Path) -> None:
    claims_yaml(root).write_text(STORED, encoding="utf-8")
    path = found(root, 'text\nSize  matters.\nNew.\n new. \nNew.\n"Folded, and kept as it is."\n')
    plan = plan_claims([path], root, ClaimOptions("doe2024", "S"))
    assert [(str(each.place), each.text, each.before) for each in plan.repeated] == [
        ("found:2:1", "Size matters.", "S1"),
        ("found:5:1", "New.", "S2"),
        ("found:6:1", "Folded, and kept as it is.", "C7"),
    ]
    assert [(claim.id, claim.text) for claim in plan.new] == [("S2", "New."), ("S3", "new.")]


def test_where_all_is_there_nothing_is_written(root: Path) -> None:
    claims_yaml(root).write_text(STORED, encoding="utf-8")
    before = claims_yaml(root).stat().st_mtime_ns
    assert store(root, found(root, "text\nSize matters.\n"), options=ClaimOptions()) == []
    assert claims_yaml(root).stat().st_mtime_ns == before


def test_a_whole_record_is_stored_as_it_is_read(root: Path) -> None:
    record = {
        "text": "Line: one\nand “two”\u2028 # three, {four} 😀",
        "id": "S1",
        "source": "doe2024",
        "kind": "argument",
        "verdict": "mixed",
        "scope": {"null": "yes", "k > 1": "- x"},
        "evidence": [{"source": "doe2024", "locator": "p. 1, [2]", "direction": "limits", "finding": "No."}],
        "magnitude": {"value": 1e-7, "unit": "odds ratio", "interval": [-1, 2.5]},
        "checks": [{"count": {"family": "Toy"}, "expect": "exactly", "value": 0, "directness": "indirect"}],
        "history": [{"on": "2026-06-12", "by": "Ada", "what": "entered", "verdict": "mixed"}],
        "completed": None,
    }
    plan = plan_claims([found(root, json.dumps([record]))], root, ClaimOptions())
    store_claims(plan)
    text = claims_yaml(root).read_text(encoding="utf-8")
    assert text.splitlines() == [
        "claims:",
        "- id: S1",
        '  text: "Line: one\\nand “two”\\u2028 # three, {four} 😀"',
        "  completed: null",
        "  source: doe2024",
        "  kind: argument",
        "  verdict: mixed",
        '  scope: {"null": "yes", "k > 1": "- x"}',
        "  evidence:",
        '  - {source: doe2024, locator: "p. 1, [2]", direction: limits, finding: "No."}',
        "  magnitude: {value: 1e-07, unit: odds ratio, interval: [-1, 2.5]}",
        "  checks:",
        "  - {count: {family: Toy}, expect: exactly, value: 0, directness: indirect}",
        "  history:",
        '  - {"on": "2026-06-12", by: Ada, what: entered, verdict: mixed}',
    ]


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_written(root: Path) -> None:
    claims_yaml(root).write_text(STORED, encoding="utf-8")
    rows = found(
        root,
        "id,text,source,confidence\ns1,A.,doe2025,1.4\nS8,B.,,0.5\nS8,C.,doe2024,\nS9,,doe2024,\n",
        "a.csv",
    )
    record = {
        "text": "D.",
        "source": "doe2024",
        "supersedes": ["S8", "S77"],
        "evidence": [{"source": "roe2024", "locator": "1", "direction": "limits", "finding": "No."}],
    }
    whole = found(root, json.dumps([record, {"text": "E."}]), "b.json")
    latin = root / "c.csv"
    latin.write_bytes("text\nGröße\n".encode("latin-1"))
    assert refused(root, rows, whole, latin, options=ClaimOptions()) == [
        "a.csv:2:1: found the id `s1`, first at results/claims.yaml:5:10; expected each id once, whatever its case: a claim without one gets the next that is free",
        "a.csv:2:7: no entry of results/references.bib has the key `doe2025`; expected one; did you mean `doe2024`?",
        "a.csv:2:15: confidence.value: found 1.4; expected at most 1",
        "a.csv:3:1: says of 1 of 4 new claims no source; expected --source KEY, a key of results/references.bib",
        "a.csv:4:1: found the id `S8`, first at a.csv:3:1; expected each id once, whatever its case: a claim without one gets the next that is free",
        "a.csv:5:1: claims[4] has no `text`; expected one",
        "b.json:1:59: no claim has the id `S77`; expected one",
        "b.json:1:91: no entry of results/references.bib has the key `roe2024`; expected one; did you mean `doe2024`?",
        "b.json:1:162: says of 1 of 2 new claims no source; expected --source KEY, a key of results/references.bib",
        "c.csv:2:3: found the byte 0xf6, which is “ö” in Latin-1 or Windows-1252; expected UTF-8: save the file as UTF-8",
    ]  # fmt: skip
    assert claims_yaml(root).read_text(encoding="utf-8") == STORED


def test_an_unknown_source_is_told(root: Path) -> None:
    assert refused(root, found(root), options=ClaimOptions("doe2025")) == [
        "results/references.bib: there is no entry `doe2025` for the stated source; did you mean `doe2024`?; expected one: add it first"
    ]


@pytest.mark.parametrize("before", [STORED.replace("claims:", '"claims":'), "{claims: []}\n"])
def test_a_file_laid_out_otherwise_is_not_added_to(before: str, root: Path) -> None:
    claims_yaml(root).write_text(before, encoding="utf-8")
    assert refused(root, found(root)) == [
        "results/claims.yaml: cannot be added to by the tool as it is laid out; expected one claim a block, each starting with `- id:`"
    ]


def test_claims_that_are_not_in_order_come_first(root: Path) -> None:
    claims_yaml(root).write_text(STORED.replace("mixed ", "mxed "), encoding="utf-8")
    assert refused(root, found(root)) == [
        "results/claims.yaml:11:14: verdict: found `mxed`; expected one of supported, supported_with_limits, contradicted, mixed, not_enough_info, not_checkable; did you mean `mixed`?"
    ]


def test_a_folder_without_a_report_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, found(tmp_path)) == [
        "results: there is no folder of results here; `gen init` makes a report, -C DIR works on one elsewhere"
    ]


def test_checks_of_what_the_report_does_not_have_are_told(root: Path) -> None:
    claims_yaml(root).write_text(STORED, encoding="utf-8")
    check = {
        "threshold": {"figure": "r9", "model": "toy"},
        "expect": "above",
        "value": 30,
        "directness": "direct",
    }
    whole = found(root, json.dumps([{"text": "D.", "checks": [check]}]), "b.json")
    assert refused(root, whole) == [
        "b.json:1:53: threshold: there is no figure 'r9'",
        "b.json:1:68: threshold: there is no model 'toy'",
    ]
    assert claims_yaml(root).read_text(encoding="utf-8") == STORED


def test_where_the_report_is_not_in_order_checks_are_left_to_it(root: Path) -> None:
    claims_yaml(root).write_text(STORED, encoding="utf-8")
    (root / "results/models.yaml").write_text("models: 5\n", encoding="utf-8")
    check = {"threshold": {"figure": "r9"}, "expect": "above", "value": 30, "directness": "direct"}
    whole = found(root, json.dumps([{"text": "D.", "checks": [check]}]), "b.json")
    assert store(root, whole) == ["C8"]
