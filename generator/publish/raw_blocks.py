"""Plain blocks of HTML go past Python-Markdown, which reads raw HTML tag by tag: that is half of making a page.

An element that takes such a block's place while the rest is read is treated as the block would be. What is not
well-formed in the plainest way is left where it is, so that pages come out the same.
"""

import re
from collections import Counter
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import HtmlBlockPreprocessor

_NAME = "html_block"  # by which Markdown knows what reads raw HTML
_START = re.compile(r"^<(section|table|dl)\b", re.MULTILINE)
_PLAIN = re.compile(
    r"""<(?P<start>[a-z][a-z0-9]*)(?:\s+[a-zA-Z:-]+(?:="[^"<>]*")?)*\s*>|</(?P<end>[a-z][a-z0-9]*)>|&(?:\#\d+|\w+);"""
)
_ODD = re.compile(
    "<(?!/?[a-zA-Z])|&#(?![0-9]+;)"
)  # comments and worse: what may hide tags, or stop the reader
_STAND_IN = re.compile(
    "<[a-z]+>\2(\\d+)\3</[a-z]+>"
)  # Markdown takes both characters out of what it is given
_EMPTY = frozenset({"br", "col", "hr", "img", "input", "wbr"})
_OF_TEXT = frozenset(
    {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"}
)


class RawBlocks(Extension):
    """Takes plain blocks out before raw HTML is read, and puts them back where it has been."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Take the place of what reads raw HTML, unless another extension did."""
        if type(md.preprocessors[_NAME]) is HtmlBlockPreprocessor:
            md.preprocessors.register(_Preprocessor(md), _NAME, 20)


class _Preprocessor(HtmlBlockPreprocessor):
    """Reads raw HTML without its plain blocks."""

    def run(self, lines: list[str]) -> list[str]:
        if _ODD.search(text := "\n".join(lines)):
            return super().run(lines)
        blocks: list[str] = []
        rest = "\n".join(super().run("".join(_cut(text, blocks)).split("\n")))

        def restored(text: str) -> str:
            return _STAND_IN.sub(lambda match: blocks[int(match[1])], text)

        stash = self.md.htmlStash.rawHtmlBlocks
        stash[:] = [restored(each) if isinstance(each, str) else each for each in stash]
        return restored(rest).split("\n")


def _cut(text: str, blocks: list[str]) -> Iterator[str]:
    """Give text in parts, with what stands for each plain block that it adds to `blocks`."""
    at = 0
    for match in _START.finditer(text):
        name, start = match[1], match.start()
        last = text.find(f"</{name}>", start) if start >= at else -1
        if last < 0 or text.find(f"<{name}", start + 1, last) >= 0:
            continue
        end = last + len(f"</{name}>")
        if text[end : end + 1] in {"", "\n"} and _is_closed(text[at:start]) and _is_plain(text[start:end]):
            yield text[at:start]
            yield f"<{name}>\2{len(blocks)}\3</{name}>"
            blocks.append(text[start:end])
            at = end
    yield text[at:]


def _is_closed(text: str) -> bool:
    """Say whether a text ends outside of what `<` may begin."""
    return text.rfind("<") <= text.rfind(">") and text.count('"') % 2 == 0


def _is_plain(block: str) -> bool:
    """Say whether all elements of a block end in it, and nothing in it can be read in two ways."""
    if not {"<", ">", "&"}.isdisjoint(_PLAIN.sub("", block)):
        return False
    starts, ends = zip(*_PLAIN.findall(block), strict=True)
    opened, closed = Counter(starts), Counter(ends)
    names = (opened.keys() | closed.keys()) - {""}
    return names.isdisjoint(_OF_TEXT) and all(opened[name] == closed[name] for name in names - _EMPTY)
