"""What `gen add claims` does: read claims from files, say what cannot be stored, then append all of them or nothing."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from generator.check.claim_text import text_faults
from generator.errors import InputError, Place
from generator.load.claim_files import ClaimFile, read_claim_file
from generator.load.claim_names import check_checks
from generator.load.claims import read_claims
from generator.load.corpus import read_bibliography, read_corpus, read_stored_claims
from generator.load.files import WRITTEN_LIMIT
from generator.load.located import EACH, Located, parse_yaml
from generator.load.names import look_up, paths_at
from generator.load.problems import Problems
from generator.model.claim import Claim
from generator.model.finding import Finding
from generator.store.catalogue import check_source, expect_results
from generator.store.claim_entries import with_claims
from generator.store.writing import write_whole

_FILE = "results/claims.yaml"
_NO_SOURCE = "none"
_SOURCES = {("claims", EACH, "source"), ("claims", EACH, "evidence", EACH, "source")}
_CLAIMS = {("claims", EACH, "same_sentence_as"), ("claims", EACH, "supersedes", EACH)}


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """What is stated of claims whose file does not say it."""

    source: str = ""  # citation key
    prefix: str = "C"  # of the ids of claims that have none


@dataclass(frozen=True, slots=True)
class Repeated:
    """A claim that is left out because its text is there already."""

    place: Place
    text: str
    before: str  # id of the claim with the same text


@dataclass(frozen=True, slots=True, eq=False)
class ClaimsPlan:
    """What would be appended, and what each file holds; nothing has been written."""

    root: Path
    files: tuple[ClaimFile, ...]
    new: tuple[Claim, ...]
    repeated: tuple[Repeated, ...]
    flags: Mapping[str, Sequence[Finding]]  # faults of the texts of new claims, by id
    content: bytes  # of claims.yaml as it would be


@dataclass(slots=True)
class _Draft:
    """Ids and texts that are taken, as claims are gone through."""

    options: ClaimOptions
    ids: dict[str, Place]  # by id in small letters
    texts: dict[str, str]  # ids by text
    free: Iterator[str]
    records: list[dict[str, Any]] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)
    kept: list[tuple[Located, frozenset[int]]] = field(
        default_factory=list
    )  # which records of a file are new

    def named(self, shapes: Collection[tuple[str, ...]]) -> Iterator[tuple[Place, str]]:
        """Find the names at these paths in the files, of the records that are new."""
        for file, new in self.kept:
            found = paths_at([file], shapes)
            yield from ((file.place(path), name) for _, path, name in found if path[1] in new)


def plan_claims(paths: Sequence[Path], root: Path, options: ClaimOptions) -> ClaimsPlan:
    """Read files of claims; raises one `InputError` with everything that stands against storing them."""
    problems = Problems()
    expect_results(root, problems)
    problems.raise_if_any()
    stored = read_stored_claims(root, problems)
    if options.source:
        check_source([options.source], root, problems)
    files = tuple(file for path in paths if (file := read_claim_file(path, root, problems)))
    draft = _draft(stored, files, options)
    new = tuple(claim for file in files for claim in _checked(file, draft, problems))
    _check_names(draft, root, problems)
    _check_checks(new, draft, root, problems)
    problems.raise_if_any()
    content = _appended(root, draft.records, new, problems)
    problems.raise_if_any()
    return ClaimsPlan(root, files, new, tuple(draft.repeated), _flags(stored, new), content)


def _flags(stored: Sequence[Claim], new: Sequence[Claim]) -> Mapping[str, Sequence[Finding]]:
    """Find the faults of new claims' texts, seen beside those that are there already."""
    flags: dict[str, list[Finding]] = {claim.id: [] for claim in new}
    for fault in text_faults([*stored, *new]):
        if fault.about[0] in flags:
            flags[fault.about[0]].append(fault)
    return flags


def store_claims(plan: ClaimsPlan) -> None:
    """Append what a plan adds to claims.yaml."""
    if plan.new:
        write_whole(plan.root / _FILE, plan.content)


def _draft(stored: Iterable[Claim], files: Iterable[ClaimFile], options: ClaimOptions) -> _Draft:
    ids = {claim.id.casefold(): claim.place for claim in stored}
    given = {str(record.get("id", "")).casefold() for file in files for record in file.records}
    texts = {_plain(claim.text): claim.id for claim in stored}
    return _Draft(options, ids, texts, _free_ids(options.prefix, ids.keys() | given))


def _free_ids(prefix: str, taken: Collection[str]) -> Iterator[str]:
    """Count on from the highest number that an id with the prefix has."""
    pattern = re.compile(rf"{re.escape(prefix.casefold())}(\d{{1,9}})\Z")
    last = max((int(found[1]) for name in taken if (found := pattern.match(name))), default=0)
    return (f"{prefix}{number}" for number in count(last + 1))


def _plain(text: object) -> str:
    return " ".join(text.split()) if isinstance(text, str) else ""


def _checked(file: ClaimFile, draft: _Draft, problems: Problems) -> Iterator[Claim]:
    """Make claims of a file's records, and leave out those whose text is there already."""
    records, kept = list[dict[str, Any]](), list[int]()
    for at, found in enumerate(file.records):
        text = _plain(found.get("text"))
        before = draft.texts.get(text) if text else None
        record = {"id": before or next(draft.free), **found} if "id" not in found else dict(found)
        record["source"] = found.get("source") or draft.options.source or _NO_SOURCE
        records.append(record)
        if before:
            draft.repeated.append(Repeated(file.located.place(("claims", at)), text, before))
        else:
            kept.append(at)
            _take(record, file.located.place(("claims", at, "id")), draft, problems)
    _expect_source(file, kept, draft.options, problems)
    claims = read_claims(replace(file.located, value={"claims": records}), problems)
    draft.records += [records[at] for at in kept]
    draft.kept.append((file.located, frozenset(kept)))
    yield from (replace(claims[at], place=file.located.place(("claims", at))) for at in kept if claims)


def _expect_source(file: ClaimFile, kept: list[int], options: ClaimOptions, problems: Problems) -> None:
    without = [at for at in kept if not file.records[at].get("source")]
    if without and not options.source:
        text = f"says of {len(without):,} of {len(kept):,} new claims no source; expected --source KEY, a key of results/references.bib"
        problems.add(file.located.place(("claims", without[0])), "no-source", text)


def _take(record: dict[str, Any], place: Place, draft: _Draft, problems: Problems) -> None:
    """Remember a claim's id and text, where the id is not taken."""
    name = str(record["id"])
    first = draft.ids.setdefault(name.casefold(), place)
    if first is not place:
        text = f"found the id `{name}`, first at {first}; expected each id once, whatever its case: a claim without one gets the next that is free"
        problems.add(place, "duplicate-id", text)
    if text := _plain(record.get("text")):
        draft.texts[text] = name


def _check_names(draft: _Draft, root: Path, problems: Problems) -> None:
    """Report sources and claims that new claims name, and that are not there."""
    references = read_bibliography(root)[1]
    if references is not None:
        said = "no entry of results/references.bib has the key `{}`; expected one"
        look_up(draft.named(_SOURCES), references, ("unknown-reference", said), problems)
    said = "no claim has the id `{}`; expected one"
    claims = ((place, name) for place, name in draft.named(_CLAIMS) if name.casefold() not in draft.ids)
    look_up(claims, (), ("unknown-claim", said), problems)


def _check_checks(new: Sequence[Claim], draft: _Draft, root: Path, problems: Problems) -> None:
    """Report what the checks of new claims name and the report does not have, where it is in order."""
    if not any(claim.checks for claim in new):
        return
    try:
        corpus = read_corpus(root)
    except InputError:
        return  # gen check tells what is not in order, and these names as well
    check_checks(replace(corpus, claims=tuple(new)), [located for located, _ in draft.kept], problems)


def _appended(
    root: Path, records: list[dict[str, Any]], expected: Sequence[Claim], problems: Problems
) -> bytes:
    """Append records to the bytes of claims.yaml, and see that they are read as what they are."""
    path, place, unseen = root / _FILE, Place(_FILE), Problems()
    before = path.read_bytes() if path.exists() else b""
    text = with_claims(before.decode(), records)
    located = parse_yaml(text, _FILE, unseen)
    found = read_claims(located, unseen) if located else ()
    if len(text.encode()) > WRITTEN_LIMIT:
        said = f"would have {len(text.encode()):,} bytes; expected at most {WRITTEN_LIMIT:,}"
        problems.add(place, "too-large", said)
    elif found[len(found) - len(expected) :] != tuple(expected):
        said = "cannot be added to by the tool as it is laid out; expected one claim a block, each starting with `- id:`"
        problems.add(place, "layout", said)
    return text.encode()
