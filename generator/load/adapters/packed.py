"""Result files as they are stored to save room: read in place, and never unpacked beyond a bound."""

import zlib

from generator.errors import Place
from generator.load.files import MACHINE_LIMIT
from generator.load.problems import Problems

GZIP = ".gz"
_MAGIC = b"\x1f\x8b"
_GZIP_HEADER = 31  # wbits of zlib


def unpacked(content: bytes, place: Place, problems: Problems) -> bytes | None:
    """Give what a gzip file holds, and any other as it is; None, and a problem, where it cannot be unpacked."""
    if not content.startswith(_MAGIC):
        return content
    parts: list[bytes] = []
    left, room = content, MACHINE_LIMIT
    while left.strip(b"\0"):  # members may follow each other, and zeros may fill up the end
        member = zlib.decompressobj(_GZIP_HEADER)
        try:
            part = member.decompress(left, room + 1)
        except zlib.error as error:
            problems.add(place, "gzip", f"the gzip cannot be read: {_words(error)}; expected a whole file")
            return None
        if len(part) > room:
            text = f"unpacks to more than {MACHINE_LIMIT:,} bytes; expected at most as many"
            problems.add(place, "too-large", text)
            return None
        if not member.eof:
            problems.add(place, "gzip", "the gzip ends before it is closed: the file is cut off")
            return None
        parts.append(part)
        left, room = member.unused_data, room - len(part)
    return b"".join(parts)


def _words(error: zlib.error) -> str:
    """Leave out the code of a message such as `Error -3 while decompressing data: incorrect header check`."""
    return str(error).rpartition(": ")[2]
