"""Text as phrases are looked for in it: without what typesetting and extraction change, and with offsets kept."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from unicodedata import category, normalize

_DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\"'`´\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u00ab\u00bb\u2039\u203a"
_RUN = 400  # characters of a piece, which is walked over to find an offset in it
_PIECE = re.compile(
    rf"(?P<plain>[\t-\r !#-&(-,./0-_a-~]{{1,{_RUN}}})|(?P<quote>[{_QUOTES}](?:\s*[{_QUOTES}])*)"
    rf"|(?P<dash>[{_DASHES}][{_DASHES}\s]*)|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Compact:
    """A text without spaces, hyphens and styles of quotes, and where each of its pieces stood."""

    text: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)  # of each piece in `text`
    origins: tuple[int, ...] = field(repr=False)  # of each piece in the text as it was
    source: str = field(repr=False)  # the text as it was

    def origin(self, offset: int) -> int:
        """Give the offset in the text as it was; a ligature is at one offset with all its letters."""
        piece = bisect_right(self.starts, offset) - 1
        begun, left = self.origins[piece], offset - self.starts[piece]
        match = _PIECE.match(self.source, begun)
        if match is None or match.lastgroup != "plain":
            return begun
        seen = (at for at, sign in enumerate(match[0], start=begun) if not sign.isspace())
        return next(islice(seen, left, None))


def compact(text: str) -> Compact:
    """Leave out spaces and hyphens, and write quotes, ligatures and accents in one way.

    A dash before a figure stays, since it may be a minus sign or a range.
    """
    pieces, starts, origins, length = [], [], [], 0
    for match in _PIECE.finditer(text):
        piece = _piece(match)
        if piece:
            pieces.append(piece)
            starts.append(length)
            origins.append(match.start())
            length += len(piece)
    return Compact("".join(pieces), tuple(starts), tuple(origins), text)


def _piece(match: re.Match[str]) -> str:
    if match.lastgroup == "plain":
        return "".join(match[0].split())
    if match.lastgroup == "quote":
        return "'"
    if match.lastgroup == "dash":
        return "-" if match.string[match.end() : match.end() + 1].isdigit() else ""
    return _plain(match[0])


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """Write a ligature as letters, a letter without its accent, and nothing for what is not seen."""
    known = normalize("NFKD", sign)
    return "".join(each for each in known if category(each)[0] not in "MC" and not each.isspace())
