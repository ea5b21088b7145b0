"""Files become bytes and text, unless they are not what they should be."""

import os
import re
from pathlib import Path

from generator.errors import Place
from generator.load.problems import Problems, printable

WRITTEN_LIMIT = 8 * 2**20  # bytes of a file that people write
MACHINE_LIMIT = 64 * 2**20  # bytes of any other file
_BOM = b"\xef\xbb\xbf"
_SOMETHING = re.compile(rb"\A(?:\xef\xbb\xbf)?+\s*\S")  # copies nothing, as stripping would
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def place_of(path: Path, root: Path) -> Place:
    """Name a file as the user sees it: relative to the report's folder where it lies in it."""
    try:
        return Place(printable(path.relative_to(root).as_posix()))
    except ValueError:
        return Place(printable(path.as_posix()))


def listed(folder: Path, root: Path, problems: Problems) -> list[Path]:
    """List what lies in a folder in a fixed order, without hidden files; nothing where there is no folder."""
    if not os.path.lexists(folder):
        return []
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        report_unreadable(folder, root, error, problems)
        return []


def report_unreadable(path: Path, root: Path, error: OSError | RuntimeError, problems: Problems) -> None:
    """Say what the system said of a file or folder; a link to itself is a RuntimeError before Python 3.13."""
    known = error.strerror if isinstance(error, OSError) else "a link that leads to itself"
    is_folder = isinstance(error, NotADirectoryError) or os.path.isdir(path)  # noqa: PTH112 - no error for a long name
    kind = "folder" if is_folder else "file"
    text = f"cannot be read ({known or type(error).__name__}); expected a readable {kind}"
    problems.add(place_of(path, root), "unreadable", text)


def read_bytes(path: Path, root: Path, problems: Problems, limit: int = MACHINE_LIMIT) -> bytes | None:
    """Read a file of the report; None, and a problem, where it cannot be used."""
    place = place_of(path, root)
    try:
        if _leads_out(path, root, problems):
            return None
        if not path.is_file():
            found = "is not a file" if path.exists() else "is not there"
            problems.add(place, "no-file", f"{found}; expected a file")
            return None
        size = path.stat().st_size
        if size > limit:
            problems.add(place, "too-large", f"has {size:,} bytes; expected at most {limit:,}")
            return None
        content = path.read_bytes()
    except (OSError, RuntimeError) as error:
        report_unreadable(path, root, error, problems)
        return None
    if not _SOMETHING.match(content):
        problems.add(place, "empty", "is empty; expected content, or no file")
        return None
    return content


def _leads_out(path: Path, root: Path, problems: Problems) -> bool:
    """Say whether a link takes a file out of the folder of the report that it stands in."""
    if not path.is_relative_to(root) or path == root:
        return False  # the user named it
    parts, target = path.relative_to(root).parts, path.resolve()
    folder = f"{parts[0]}/" if len(parts) > 1 else "./"
    if target.is_relative_to(root.resolve() / folder):
        return False
    text = f"is a link that leads to {printable(str(target))}, outside {folder}; expected a file inside"
    problems.add(place_of(path, root), "link-outside", text)
    return True


def read_text(path: Path, root: Path, problems: Problems, limit: int = WRITTEN_LIMIT) -> str | None:
    """Read a file of UTF-8 text without control characters; None, and a problem, where it cannot be used."""
    content = read_bytes(path, root, problems, limit)
    text = None if content is None else decode(content, place_of(path, root), problems)
    control = None if text is None else _CONTROL.search(text)
    if text is None or control is None:
        return text
    line, column = line_column(text.encode(), len(text[: control.start()].encode()))
    message = f"found the control character U+{ord(control[0]):04X}; expected text without it"
    problems.add(Place(place_of(path, root).file, line, column), "control-character", message)
    return None


def decode(content: bytes, place: Place, problems: Problems) -> str | None:
    """Decode UTF-8, with or without a byte order mark; None, and a problem at the first byte that is not."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add(place, "not-utf-8", "looks like UTF-16; expected UTF-8: save the file as UTF-8")
        return None
    if b"\0" in content:
        line, column = line_column(content, content.index(b"\0"))
        here = Place(place.file, line, column)
        problems.add(here, "binary", "found a NUL byte, as binary files hold; expected text")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + len(content) - len(error.object)  # its object lacks the byte order mark
        line, column = line_column(content, offset)
        text = f"found the byte 0x{content[offset]:02x}{_guess(content, offset)}; expected UTF-8: save the file as UTF-8"
        problems.add(Place(place.file, line, column), "not-utf-8", text)
        return None


def _guess(content: bytes, offset: int) -> str:
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in content[:4096])
    letter = content[offset : offset + 1].decode("cp1252", errors="ignore")
    if controls or not letter:
        return ", which is no UTF-8"
    return f", which is “{letter}” in Latin-1 or Windows-1252"


def line_column(content: bytes, offset: int) -> tuple[int, int]:
    """Give the line and column, counted from 1 in characters, of a byte offset."""
    before = content[:offset].removeprefix(_BOM)
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", errors="replace")) + 1
