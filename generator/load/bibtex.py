"""Read references.bib with bibtexparser, and lose nothing that it only logs or swallows."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock, String

from generator.errors import Place
from generator.load.entry import BibEntry, reference
from generator.load.latex import MONTHS, ValueMistakeError, resolved
from generator.load.problems import Problems, shortened
from generator.model.reference import Reference

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/-]{0,99}\Z")
_KEY_AFTER_AT = re.compile(r"@\s*[A-Za-z]+\s*[{(]\s*([^\s,{}()=\"]+)")
_LOST = re.compile(
    r"^(?![^\S\n]*%)(?:.*@\s*\w+\s*[{(]|[^\S\n]*\w+[^\S\n]*[{(][^,\s]+,|.*=\s*\"|.*[{}])", re.MULTILINE
)
_ABORTED = re.compile(r"Unexpected block start: (`.*`)\. Was still looking for (?:field-value )?closing (.*)")
_SAID = (  # by the parser, and in our words
    (r"Expected comma after entry key, but found (.*)", "after its key", "a comma"),
    (r"Expected equals sign after field key, but found (.*)", "after its name", "`=`"),
    (r"Expected a `=` after entry key (`.*`), but found the end", "without a value", "`name = {text}`"),
    (r"Expected a `=` after entry key, but found (`.*`)", "where a field starts", "`name = {text}`"),
    (
        r"Expected either a .* after a closed entry field value, but found a (.*) before",
        "after a value",
        "a comma",
    ),
)


def read_references(text: str, file: str, problems: Problems) -> tuple[Reference, ...]:
    """Read every entry; a mistake is a problem at its line, and the entries after it are read all the same."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it logs is reported below
    library = parse_string(text, parse_stack=[])
    found = _not_behind_percent(library.blocks, text.split("\n"), file, problems)
    _report_unread(found, file, problems)
    blocks = [_meant_block(block) for block in found]
    strings = _strings((block for block in blocks if isinstance(block, String)), file, problems)
    entries = (_entry(block, file, strings, problems) for block in blocks if isinstance(block, Entry))
    return tuple(reference(entry, problems) for entry in _sound(entries, problems))


def keys_in(text: str) -> frozenset[str]:
    """Find what looks like a citation key, so that an entry that cannot be read is one problem only."""
    return frozenset(_KEY_AFTER_AT.findall(text))


def _meant_block(block: Block) -> Block:
    """Give the block itself for one that bibtexparser set aside as a duplicate, which is reported here."""
    known = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else None
    return known or block


def _not_behind_percent(
    blocks: Iterable[Block], lines: Sequence[str], file: str, problems: Problems
) -> list[Block]:
    """Report what somebody meant to take out by a `%`, which does not stop BibTeX from reading it."""
    kept = []
    for block in blocks:
        start = block.start_line or 0
        if isinstance(block, ImplicitComment) or not lines[start].lstrip().startswith("%"):
            kept.append(block)
            continue
        text = f"found {shortened(lines[start].strip())}; expected no entry behind a %, which BibTeX reads all the same: delete it"
        problems.add(Place(file, start + 1), "behind-percent", text)
    return kept


def _report_unread(blocks: Iterable[Block], file: str, problems: Problems) -> None:
    """Report what is neither entry nor comment; what follows a failure is its remainder."""
    failed = False
    for block in blocks:
        line = (block.start_line or 0) + 1
        unread = isinstance(block, ParsingFailedBlock) and block.ignore_error_block is None
        if unread and isinstance(block, ParsingFailedBlock):
            start = shortened((block.raw or "").strip().partition("\n")[0])
            text = f"the entry that starts {start} cannot be read: {_reason(block)}"
            problems.add(Place(file, line), "bibtex-syntax", text)
        lost = _LOST.search(block.raw or "") if isinstance(block, ImplicitComment) and not failed else None
        if lost:
            found = (block.raw or "")[lost.start() :].partition("\n")[0].strip()
            line += (block.raw or "").count("\n", 0, lost.start())
            text = f"found {shortened(found)} outside of any entry; expected `@` and a type before it, or `%` for a comment"
            problems.add(Place(file, line), "outside-entry", text)
        failed = unread


def _reason(block: ParsingFailedBlock) -> str:
    said = str(getattr(block.error, "abort_reason", "") or block.error).strip()
    aborted = _ABORTED.match(said)
    if aborted:
        return f"found {aborted[1]} in a new line; expected {aborted[2].strip()} before it"
    if said == "Unexpectedly reached end of file.":
        return "found the end of the file; expected the entry's closing brace"
    for pattern, found, expected in _SAID:
        if match := re.match(pattern, said):
            return f"found `{match[1].strip('`')}` {found}; expected {expected}"
    return said


def _strings(blocks: Iterator[String], file: str, problems: Problems) -> dict[str, str]:
    """Resolve every @string by those before it."""
    strings, lines = {name: name for name in MONTHS}, dict[str, int]()
    for block in blocks:
        name, place = block.key.lower(), Place(file, (block.start_line or 0) + 1)
        if name in lines:
            text = f"found @string `{block.key}` again, first in line {lines[name]}; expected each once"
            problems.add(place, "duplicate-string", text)
            continue
        lines[name] = place.line
        try:
            strings[name] = resolved(str(block.value), strings)
        except ValueMistakeError as error:
            problems.add(place, "bibtex-value", f"{block.key}: {error}")
            strings[name] = ""
    return strings


def _entry(entry: Entry, file: str, strings: Mapping[str, str], problems: Problems) -> BibEntry:
    latex, lines = dict[str, str](), dict[str, int]()
    for field in entry.fields:
        name, place = field.key.lower(), Place(file, (field.start_line or 0) + 1)
        if not name:
            text = f"found {shortened(str(field.value))} without a name; expected `name = {{text}}`"
            problems.add(place, "field-name", text)
            continue
        if name in lines:
            text = (
                f"found the field `{field.key}` again, first in line {lines[name]}; expected each field once"
            )
            problems.add(place, "duplicate-field", text)
            continue
        lines[name] = place.line
        try:
            latex[name] = resolved(str(field.value), strings)
        except ValueMistakeError as error:
            problems.add(place, "bibtex-value", f"{field.key}: {error}")
    place = Place(file, (entry.start_line or 0) + 1)
    return BibEntry(entry.key, entry.entry_type.lower(), latex, lines, place)


def _sound(entries: Iterator[BibEntry], problems: Problems) -> Iterator[BibEntry]:
    """Report entries and fields that are not what they should be; those with a key of their own go on."""
    first: dict[str, Place] = {}
    for entry in entries:
        if not entry.key:
            text = f"the @{entry.kind} entry has no key; expected one after the brace"
            problems.add(entry.place, "empty-key", text)
            continue
        if not _KEY.match(entry.key):
            expected = "at most 100 letters, digits and . _ : + / -, the first a letter or digit"
            problems.add(entry.place, "key", f"found the key {shortened(entry.key)}; expected {expected}")
            continue
        before = first.setdefault(entry.key.casefold(), entry.place)
        if before is not entry.place:
            text = f"found the key `{entry.key}` again, first in line {before.line}; expected each key once"
            problems.add(entry.place, "duplicate-key", text)
            continue
        yield entry
