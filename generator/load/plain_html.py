"""Take the text out of an HTML page, with its headings; scripts and styles are left out."""

from html.parser import HTMLParser

from generator.load.headings import named
from generator.model.source_text import Section

_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "svg"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset("a abbr b bdi cite code em i kbd mark q s small span strong sub sup u var wbr".split())


class _Page(HTMLParser):
    """Gather the text of a page while it is parsed; inside what is not read, only its own end tag counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.length = 0
        self.sections: list[Section] = []
        self.unread: list[str] = []
        self.heading: tuple[int, int] | None = None  # part and offset at which it began

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the library's signature
        """Take `<![` for a comment, as browsers do; the library of older Pythons takes only what it knows."""
        return self.parse_bogus_comment(i)

    def _say(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD and (not self.unread or self.unread[-1] == tag):
            self.unread.append(tag)
        elif tag == "body":
            self.unread.clear()  # a head may end without saying so
        elif not self.unread and tag not in _INLINE:
            self._say("\n")
        if tag in _HEADINGS and not self.unread:
            self.heading = (len(self.parts), self.length)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if not self.unread and tag not in _INLINE:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.unread:
            if self.unread[-1] == tag:
                self.unread.pop()
            return
        if tag in _HEADINGS and self.heading:
            title = "".join(self.parts[self.heading[0] :])
            if title.strip():
                self.sections.append(Section(named(title), self.heading[1]))
            self.heading = None
        if tag not in _INLINE:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self._say(data)


def plain_text(page: str) -> tuple[str, tuple[Section, ...]]:
    """Give the text of a page and its headings."""
    parser = _Page()
    parser.feed(page)
    parser.close()
    return "".join(parser.parts), tuple(parser.sections)
