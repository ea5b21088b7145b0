"""A claim's history is appended to and never edited."""

from collections.abc import Callable, Sequence

import pytest

from generator.model.claim import Change
from generator.model.corpus import Corpus
from generator.model.history import digests

Files = dict[str, str | bytes | None]
Refused = Callable[[Files], list[str]]

CLAIM = "claims:\n- id: C1\n  text: Size matters.\n  source: doe2024\n  kind: finding\n  verdict: supported\n"
FIRST = Change("2026-06-12", "Ada", "entered", "not_enough_info")
SECOND = Change("2026-07", "Ben", "read against the paper", "supported")
THIRD = Change("2026-07-30", "Ada", "looked again")
SEALS = tuple(digests([FIRST, SECOND, THIRD]))


def history(*entries: tuple[Change, str], verdict: str = "supported") -> Files:
    """A claim with these entries, each with its digest or none."""
    return {
        "claims.yaml": CLAIM.replace("supported", verdict) + "  history:\n" + "".join(map(_line, entries))
    }


def _line(entry: tuple[Change, str]) -> str:
    change, digest = entry
    said = {
        "on": change.on,
        "by": change.by,
        "what": change.what,
        "verdict": change.verdict,
        "digest": digest,
    }
    return "  - {" + ", ".join(f'{key}: "{value}"' for key, value in said.items() if value) + "}\n"


def sealed(*changes: Change) -> Sequence[tuple[Change, str]]:
    return list(zip(changes, digests(changes), strict=True))


def test_a_sealed_history_with_an_open_end_is_read(corpus: Callable[[Files], Corpus]) -> None:
    (claim,) = corpus(history(*sealed(FIRST, SECOND), (THIRD, ""))).claims
    assert [(each.on, each.verdict, each.digest) for each in claim.history] == [
        ("2026-06-12", "not_enough_info", SEALS[0]),
        ("2026-07", "supported", SEALS[1]),
        ("2026-07-30", None, ""),
    ]
    assert str(claim.history[2].place) == "results/claims.yaml:10:5"


OPEN_WITHIN = sealed(FIRST)[0], (SECOND, ""), sealed(FIRST, SECOND, THIRD)[2]
EDITED = Change("2026-06-12", "Ada", "entered", "mixed")
GIVEN = next(digests([EDITED]))
WRONG: dict[str, tuple[Files, list[str]]] = {
    "an open entry between sealed ones": (
        history(*OPEN_WITHIN),
        [
            "results/claims.yaml:9:5: history[2]: found no digest ahead of sealed entries; expected new entries at the end"
        ],
    ),
    "an entry that was edited is told once, whatever follows": (
        history((EDITED, SEALS[0]), (SECOND, SEALS[1])),
        [
            f"results/claims.yaml:8:78: digest: found `{SEALS[0]}` where the entry and those before it give `{GIVEN}`; expected what was sealed: a history is appended to and never edited, write a new entry instead"
        ],
    ),
    "an entry that was taken out": (
        history((SECOND, SEALS[1])),
        [
            f"results/claims.yaml:8:94: digest: found `{SEALS[1]}` where the entry and those before it give `{next(digests([SECOND]))}`; expected what was sealed: a history is appended to and never edited, write a new entry instead"
        ],
    ),
    "an open entry ahead of a sealed one": (
        history((FIRST, ""), (SECOND, SEALS[1])),
        [
            "results/claims.yaml:8:5: history[1]: found no digest ahead of sealed entries; expected new entries at the end"
        ],
    ),
    "days that run backwards": (
        history(*sealed(THIRD, SECOND, FIRST), verdict="not_enough_info"),
        [
            "results/claims.yaml:10:10: on: found `2026-06-12` after `2026-07`; expected the oldest entry first"
        ],
    ),
    "a verdict that the history does not end with": (
        history(*sealed(FIRST, SECOND, THIRD), verdict="mixed"),
        [
            "results/claims.yaml:6:12: verdict: found `mixed` where the history ends with `supported`; expected the same: a new entry of the history says since when the verdict is another"
        ],
    ),
    "a digest that is none": (
        history((FIRST, "0123"), verdict="not_enough_info"),
        [
            "results/claims.yaml:8:88: digest: found `0123`; expected a digest of 12 digits 0-9 and a-f",
        ],
    ),
}


@pytest.mark.parametrize(("files", "lines"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_a_history_is_told(files: Files, lines: list[str], refused: Refused) -> None:
    assert refused(files) == lines
