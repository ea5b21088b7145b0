"""LaTeX's accented and foreign letters as Unicode, by table: most of what names need, and far faster than decoding."""

import re
import unicodedata
from collections.abc import Mapping

_MARKS: Mapping[str, str] = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a", "k": "\u0328", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip
_LETTERS: Mapping[str, str] = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
}  # fmt: skip
_DOTLESS = {r"\i": "i", r"\j": "j"}  # under an accent
_SIGN = r"\\(?:(?P<_sign>[\"'`^~=.])\s*|(?P<_name>[cvuHrkdb])(?:\s+|(?=\{)))"
_BASE = r"(?:\{\s*(?P<_braced>\\[ij]|[^\W\d_])\s*\}|(?P<_bare>\\[ij](?![A-Za-z])\s*|[^\W\d_]))"
_INNER, _OUTER = ((_SIGN + _BASE).replace("<_", f"<{side}_") for side in ("inner", "outer"))
_ACCENTED = re.compile(rf"\{{{_INNER}\}}|{_OUTER}")
_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_LETTER = re.compile(rf"\{{\\({_NAMES})\s*\}}|\\({_NAMES})(?:\{{\}}|\s+|(?![A-Za-z]))")


def composed(latex: str) -> str:
    r"""Write accented letters such as `{\"o}`, `\'{e}` and `\v{c}`, and letters such as `\o`, as one sign each."""
    if "\\" not in latex:
        return latex
    return _LETTER.sub(lambda match: _LETTERS[match[1] or match[2]], _ACCENTED.sub(_accented, latex))


def _accented(match: re.Match[str]) -> str:
    sign, base = (text.strip() for text in match.groups() if text)
    return unicodedata.normalize("NFC", _DOTLESS.get(base, base) + _MARKS[sign])
