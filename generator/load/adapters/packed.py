"""Result files as they are stored to save room: read in place, never written to the disk, never beyond a bound."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

import zstandard

from generator.errors import Place
from generator.load.files import MACHINE_LIMIT
from generator.load.problems import Problems, shortened

GZIP = ".gz"
PACKED = (GZIP, ".zst")  # what follows the ending of a single file
ARCHIVES = (".zip", ".eval")  # which hold several
_PLAIN = (".json", ".jsonl")
_GZIP_HEADER = 31  # wbits of zlib
# What the standard library says of places that lie outside of the file, and of data that are none.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError)
_STEP = 1024  # bytes that zstd gets at once: the few bytes of a repetition become 128 KiB
_MOST_MEMBERS, _MOST_BYTES = 10_000, 16 * MACHINE_LIMIT  # of an archive


@dataclass(frozen=True, slots=True)
class Member:
    """A file as it lies in an archive, below its path there; an empty path is the packed file itself."""

    path: str
    content: bytes


def unpacked(content: bytes, place: Place, problems: Problems) -> tuple[Member, ...]:
    """Give what a packed file holds, and any other as it is; nothing, and problems, where it cannot be unpacked."""
    unpack = next((unpack for magic, unpack in _UNPACKERS.items() if content.startswith(magic)), None)
    if unpack is None:
        return (Member("", content),)
    return tuple(unpack(content, place, problems))


def _gzip(content: bytes, place: Place, problems: Problems) -> Iterator[Member]:
    parts: list[bytes] = []
    left, room = content, MACHINE_LIMIT
    while left.strip(b"\0"):  # members may follow each other, and zeros may fill up the end
        member = zlib.decompressobj(_GZIP_HEADER)
        try:
            part = member.decompress(left, room + 1)
        except zlib.error as error:
            _report_unreadable("gzip", str(error).rpartition(": ")[2], place, problems)
            return
        if len(part) > room:
            _report_too_large(place, problems)
            return
        if not member.eof:
            _report_cut_off("gzip", place, problems)
            return
        parts.append(part)
        left, room = member.unused_data, room - len(part)
    yield Member("", b"".join(parts))


def _zstd(content: bytes, place: Place, problems: Problems) -> Iterator[Member]:
    parts: list[bytes] = []
    room, frame = MACHINE_LIMIT, None
    for start in range(0, len(content), _STEP):
        left = content[start : start + _STEP]
        while left:  # frames may follow each other
            frame = frame or zstandard.ZstdDecompressor().decompressobj()
            try:
                part = frame.decompress(left)
            except zstandard.ZstdError as error:
                _report_unreadable("zstd", str(error).rpartition(": ")[2], place, problems)
                return
            room -= len(part)
            if room < 0:
                _report_too_large(place, problems)
                return
            parts.append(part)
            left, frame = (frame.unused_data, None) if frame.eof else (b"", frame)
    if frame is not None:
        _report_cut_off("zstd", place, problems)
    else:
        yield Member("", b"".join(parts))


def _zip(content: bytes, place: Place, problems: Problems) -> Iterator[Member]:
    before = len(problems.found)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = tuple(_members(archive, place, problems))
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError) as error:
        text = f"the ZIP cannot be read: {str(error)[:1].lower()}{str(error)[1:]}; expected a whole file"
        problems.add(place, "zip", text)
        return
    if len(problems.found) > before:
        return
    if not members:
        problems.add(place, "no-files", "the ZIP holds no .json or .jsonl file; expected result files")
    yield from _inspect_log(members) or members


def _members(archive: zipfile.ZipFile, place: Place, problems: Problems) -> Iterator[Member]:
    infos = [info for info in archive.infolist() if _is_shown(info.filename)]
    if len(infos) > _MOST_MEMBERS:
        text = f"the ZIP holds {len(infos):,} files; expected at most {_MOST_MEMBERS:,}"
        problems.add(place, "too-many", text)
        return
    room = _MOST_BYTES
    for info in infos:
        here = Place(f"{place.file}/{info.filename}")
        if _leads_out(info.filename):
            text = f"{shortened(info.filename)}: leads out of the ZIP; expected a path inside of it"
            problems.add(place, "climbs-out", text)
            continue
        try:
            with archive.open(info) as file:
                content = file.read(min(MACHINE_LIMIT, room) + 1)
        except _DAMAGED:
            problems.add(here, "zip", "is damaged inside the ZIP; expected a whole file")
        except (NotImplementedError, RuntimeError):  # so says the standard library of methods and passwords
            text = "is packed in a way that is not known, or encrypted; expected deflate, without a password"
            problems.add(here, "zip", text)
        else:
            room -= len(content)
            if len(content) > MACHINE_LIMIT or room < 0:
                _report_too_large(here, problems)
                return
            yield Member(info.filename, content)


def _is_shown(name: str) -> bool:
    hidden = any(part.startswith((".", "__")) for part in PurePosixPath(name).parts if part != "..")
    return name.lower().endswith(_PLAIN) and not hidden


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or ":" in name


def _inspect_log(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Join the parts of an Inspect log to what its JSON form holds; nothing where an archive is none."""
    header = next((each.content for each in members if each.path == "header.json"), b"").strip()
    if not header.endswith(b"}"):
        return ()
    samples = b",".join(each.content for each in members if each.path.startswith("samples/"))
    return (Member("", header[:-1] + b',"samples":[' + samples + b"]}"),)


def _report_unreadable(form: str, words: str, place: Place, problems: Problems) -> None:
    problems.add(place, form, f"the {form} cannot be read: {words}; expected a whole file")


def _report_cut_off(form: str, place: Place, problems: Problems) -> None:
    problems.add(place, form, f"the {form} ends before it is closed: the file is cut off")


def _report_too_large(place: Place, problems: Problems) -> None:
    text = f"unpacks to more than {MACHINE_LIMIT:,} bytes; expected at most as many"
    problems.add(place, "too-large", text)


_UNPACKERS: Mapping[bytes, Callable[[bytes, Place, Problems], Iterator[Member]]] = MappingProxyType(
    {b"\x1f\x8b": _gzip, b"\x28\xb5\x2f\xfd": _zstd, b"PK\x03\x04": _zip, b"PK\x05\x06": _zip}
)
