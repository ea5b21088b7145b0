"""Claims as JSON and CSV: all that is known, and nothing that a spreadsheet would run."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.render.data.claims import CLAIMS
from generator.render.spreadsheet import defused
from tests.render.small_site import ROOT
from tests.render.views.claims_seen import DRIFTED, FULL, LEGEND, OLD, rising, site

RECORD = {
    "id": "C1",
    "text": "Large beats small.",
    "completed": "Large beats small models.",
    "source": "paper",
    "kind": "finding",
    "verdict": "supported",
    "why": "Both are printed.",
    "same_sentence_as": "",
    "drops_condition": "that tasks are easy",
    "stated": {"verified": False, "by": "the list"},
    "confidence": {
        "value": 0.8,
        "kind": "probability",
        "of": "the claim's being true",
        "meaning": "by guess",
    },
    "certainty": {
        "level": "low",
        "reasons": ["one figure", "one task"],
        "rated_by": "us",
        "rated_on": "2026-11-24",
    },
    "magnitude": {
        "value": -2.5,
        "unit": "points",
        "interval": [-4.0, 1.0],
        "level": 0.95,
        "note": "As printed.",
    },
    "scope": {"sizes": "1B and 9B", "k": "1"},
    "supersedes": ["C0"],
    "superseded_by": [],
    "evidence": [
        {
            "source": "paper",
            "locator": f"Table {at}",
            "direction": direction,
            "finding": finding,
            "phrase": phrase,
            "quotation": "not checked: no text of this source is stored" if phrase else "",
        }
        for at, direction, finding, phrase in (
            (1, "supports", "It is so", "large is ahead"),
            (2, "contradicts", "It is not so", ""),
            (3, "limits", "Only here", ""),
            (4, "context", "Two sizes", ""),
        )
    ],
    "checked": {"by": "us", "on": "2026-11-24", "method": "read"},
    "history": [
        {"on": "2026-11-23", "by": "us", "what": "Written.", "verdict": "mixed", "digest": "0123456789ab"},
        {"on": "2026-11-24", "by": "them", "what": "Read again.", "verdict": "supported", "digest": ""},
    ],
    "computed": "supported",
    "drifted": False,
    "checks": [
        {
            "asked": "large scores higher than small: pass@1 on HumanEval",
            "expect": "higher",
            "directness": "direct",
            "level": 0.95,
            "outcome": "holds",
            "found": "+40.0 points (+29.8 to +49.0; 95%, Newcombe, unpaired)",
            "scores": ["paper-small-1-20.0", "paper-large-1-60.0"],
            "note": "A note.",
        }
    ],
}


def test_a_claim_is_written_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    files = site(tmp_path, OLD, FULL)
    alone, together = json.loads(files["data/v1/claims/C1.json"]), json.loads(files["data/v1/claims.json"])
    assert {name: value for name, value in alone.items() if name != "findings"} == RECORD
    assert (together["report"], [each["id"] for each in together["claims"]], together["claims"][1]) == (
        "A report",
        ["C0", "C1"],
        alone,
    )
    assert together["claims"][0]["superseded_by"] == ["C1"]


def test_a_finding_about_a_claim_stands_in_its_file(tmp_path: Path) -> None:
    told = json.loads(site(tmp_path, DRIFTED)["data/v1/claims/C1.json"])
    assert (told["drifted"], told["findings"]) == (
        True,
        [
            {
                "code": "claim-drifted",
                "severity": "error",
                "sentence": "C1: stated as contradicted, but the data now say supported: “large scores higher than small: pass@1 on "
                "HumanEval” holds: +40.0 points (+29.8 to +49.0; 95%, Newcombe, unpaired)",
            }
        ],
    )


def test_the_whole_table_is_a_csv_that_runs_nothing(tmp_path: Path) -> None:
    formula = replace(rising(), id="C9", text="=1+1", checks=())
    assert site(tmp_path, replace(FULL, supersedes=()), LEGEND, formula)[
        "data/v1/claims.csv"
    ].splitlines() == [
        (
            "id,text,completed,source,kind,verdict,computed,drifted,stated_verified,confidence,confidence_kind,confidence_of,certainty,"
            "rated_by,rated_on,flags"
        ),
        (
            "C1,Large beats small.,Large beats small models.,paper,finding,supported,supported,false,false,0.8,probability,"
            "the claim's being true,low,us,2026-11-24,drops a condition"
        ),
        (
            'S7,"Small, Large and others are compare","Small, Large and others are compared.",paper,figure_text,not_checkable,,false,true,'
            "0.3,unstated,,,,,cut off"
        ),
        "C9,'=1+1,,paper,finding,supported,,false,,,,,,,,cut off",
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_cell_that_starts_a_formula_is_defused(text: str) -> None:
    assert (defused(text), defused("1" + text)) == (f"'{text}", "1" + text)


def test_the_guide_names_every_key_and_every_column(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    data = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    told = data.partition("## claims")[2].partition("\n## ")[0]
    record = json.loads(site(tmp_path, rising())["data/v1/claims/C1.json"])
    ours = [
        *(column.name for column in CLAIMS.columns),
        *record["checks"][0],
        *(name for name in record if f"{name}:" not in guide),
    ]
    assert [name for name in ours if f"`{name}`" not in told] == []
