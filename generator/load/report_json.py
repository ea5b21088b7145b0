"""Read what a site published of itself, `data/v1/report.json`: from a file, or from its address."""

from collections.abc import Iterable
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec

from generator.errors import InputError, Place, Problem
from generator.load.adapters.decoding import in_words
from generator.load.files import MACHINE_LIMIT
from generator.load.problems import printable
from generator.model.state import ClaimState, FindingState, RunState, ScoreState, State

DATA_VERSION = 1
_PATIENCE = 30  # seconds
_FOLDER = f"data/v{DATA_VERSION}/report.json"


class _Versioned(msgspec.Struct):
    version: int = 0


class _Source(msgspec.Struct):
    id: str


class Parts(msgspec.Struct):
    """The parts of report.json that states are made of."""

    runs: tuple[RunState, ...] = ()
    scores: tuple[ScoreState, ...] = ()
    claims: tuple[ClaimState, ...] = ()
    references: tuple[_Source, ...] = ()
    findings: tuple[FindingState, ...] = ()


def state_of(parts: Parts) -> State:
    """Give the state that the parts tell of: pass@1 alone of every run's scores."""
    return State(
        runs=tuple(sorted(parts.runs, key=lambda run: run.id)),
        scores=_in_order(score for score in parts.scores if score.k == 1),
        claims=parts.claims,
        sources=tuple(sorted(source.id for source in parts.references)),
        findings=tuple(sorted(set(parts.findings))),
    )


def read_report_json(content: bytes, place: Place) -> State:
    """Read the file; raises `InputError` where it is none, or of another version."""
    try:
        version = msgspec.json.decode(content, type=_Versioned).version
        if version == DATA_VERSION:
            return state_of(msgspec.json.decode(content, type=Parts))
    except msgspec.ValidationError as error:
        raise _refused(place, "report-json", in_words(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(place, "report-json", f"{error}; expected the JSON of a report.json") from None
    found = f"found version {version}" if version else "found no version"
    text = f"{found} of report.json; expected {DATA_VERSION}, the one that this Scalebook reads"
    raise _refused(place, "data-version", text)


def fetch(address: str) -> bytes:
    """Get what lies at an address, of a file or of a site; raises `InputError` where that cannot be had."""
    whole = address + _FOLDER if address.endswith("/") else address
    place = Place(printable(whole))
    request = Request(whole, headers={"User-Agent": "scalebook"})  # noqa: S310 - the caller sees to http(s)
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - as above
            content: bytes = answer.read(MACHINE_LIMIT + 1)
    except HTTPError as error:
        error.close()
        text = f"the server answers {error.code} {error.reason}; expected the address of a report.json"
        raise _refused(place, "not-fetched", text) from None
    except (OSError, HTTPException, ValueError) as error:
        text = f"cannot be reached ({getattr(error, 'reason', error)}); expected the address of a report.json"
        raise _refused(place, "not-fetched", text) from None
    if len(content) > MACHINE_LIMIT:
        raise _refused(place, "too-large", f"has more bytes; expected at most {MACHINE_LIMIT:,}")
    return content


def _in_order(scores: Iterable[ScoreState]) -> tuple[ScoreState, ...]:
    return tuple(sorted(scores, key=lambda score: (score.run, score.tests)))


def _refused(place: Place, code: str, text: str) -> InputError:
    return InputError(Problem(place, code, printable(text)))
