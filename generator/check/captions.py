"""Figure legends, panel titles and table captions: text that shows something and asserts nothing."""

import re
from collections.abc import Iterator

_PART = r"(?:extended data |supplementary )?(?:figure|fig|table|panel|listing|algorithm|appendix figure)"
_LABEL = re.compile(rf"\W*({_PART}\.?\s*\(?[\dA-Z]+(?:\.\d+)*[a-z]?\)?)\s*(?:[:.|–—-]|\()", re.IGNORECASE)
_SHOWS = re.compile(
    r"\b(?:is|are|was|were|being)\s+(?:also\s+)?"
    r"(?P<verb>compared?|evaluated?|shown?|plotted|displayed|depicted|listed|summari[sz]ed|presented|illustrated)\b",
    re.IGNORECASE,
)
_TO_PART = re.compile(rf"\bin {_PART}\b[\s.\dA-Z()]*$", re.IGNORECASE)
# What says how something came out; a text with one of these asserts.
_ASSERTS = re.compile(
    r"\b(?:than|more|less|fewer|most|least|better|worse|best|worst|higher|lower|larger|smaller|stronger|weaker|easier|harder|"
    r"always|never|not|no|none|neither|but|because|although|while|whereas|therefore|only|both|"
    r"(?:outperform|exceed|surpass|gain|beat|fail|lead|harm|help|differ|lower|match|reach|grow|improv|rais|increas|decreas|"
    r"achiev|reduc|degrad|los|ris|worsen|hurt|vari|depend|win)(?:e?s|e?d|e|ing)?|falls?|fell|rose|lost|won|shown? (?:to|that))\b"
    r"|\d\s*%",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[A-Z][\w+.-]*(?: [\w+.()-]+){0,5}")
_SMALL = frozenset("a an the of on in for with and or to by from at vs".split())
_ITEMS = 3  # listed labels that make a legend


def caption_signs(text: str) -> tuple[str, ...]:
    """Say what makes a text a caption; nothing where it asserts something."""
    label = _LABEL.match(text)
    if label and not _asserting(text[label.end() :]):
        return (f"it begins with “{label[1].strip()}”",)
    shows = _SHOWS.search(text)
    if not shows:
        return ()
    before, after = text[: shows.start()], text[shows.end() :]
    if _ASSERTS.search(f"{before} . {after}"):
        return ()
    signs = tuple(_signs(before, after))
    said = f"“{' '.join(shows[0].split())}” says that something is shown and not how it came out"
    return (said, *signs) if len(signs) > 1 else ()


def _asserting(text: str) -> bool:
    return bool(_ASSERTS.search(text)) and text.rstrip().endswith(".") and not _SHOWS.search(text)


def _signs(before: str, after: str) -> Iterator[str]:
    """Give the signs of a caption before and after its verb."""
    labels = _labels(before)
    if labels >= _ITEMS:
        yield f"{labels} labels are listed before it"
    elif _titled(before):
        yield "what is before it has the capitals of a title"
    if not after.strip(" .…"):
        yield "nothing follows it"
    elif _labels(after) >= _ITEMS:
        yield f"{_labels(after)} labels are listed after it"
    pointed = _TO_PART.search(after.rstrip())
    if pointed:
        yield f"it ends with “{pointed[0].strip(' .')}”"


def _labels(text: str) -> int:
    """Count the capitalised items of a list: `Static HH RLHF, Online HH RLHF (52B), and ...`."""
    items = [item.strip(" .…") for item in re.split(r",\s+(?:and\s+)?|\s+and\s+", text)]
    capitalised = [item for item in items if _ITEM.search(item)]
    return len(capitalised) if len(items) > 1 else 0


def _titled(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in _SMALL]
    return len(words) >= _ITEMS and sum(word[0].isupper() for word in words) * 4 >= len(words) * 3
