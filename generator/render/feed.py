"""The Atom feed of changes (RFC 4287): an entry a snapshot, dated by it, so that no build changes it."""

from collections.abc import Sequence
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from generator.model.report import Report
from generator.render.change_words import shortened
from generator.render.views.changes import Recorded

ATOM = "http://www.w3.org/2005/Atom"
FEED = "feed.xml"
_LISTED = 20  # entries


def atom_feed(report: Report, address: str, recorded: Sequence[Recorded], page: str) -> bytes:
    """Write the feed of a site that lies at an address; `recorded` has the newest first, `page` is where they are told."""
    root = f"{address.rstrip('/')}/"
    feed = ET.Element("feed", xmlns=ATOM)
    _add(feed, "id", root)
    _add(feed, "title", report.title)
    _add(feed, "updated", _time(recorded[0].date))
    ET.SubElement(feed, "link", rel="self", href=f"{root}{FEED}")
    ET.SubElement(feed, "link", rel="alternate", href=f"{root}{page}", type="text/html")
    for name in report.authors or (report.title,):
        _add(ET.SubElement(feed, "author"), "name", name)
    for each in recorded[:_LISTED]:
        _add_entry(feed, root, page, each)
    ET.indent(feed, " ")
    written: str = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def _add_entry(feed: ET.Element, root: str, page: str, each: Recorded) -> None:
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", _tag(root, each.date))
    _add(entry, "title", f"{each.date}: {each.summary}")
    _add(entry, "updated", _time(each.date))
    ET.SubElement(entry, "link", rel="alternate", href=f"{root}{page}#{each.anchor}", type="text/html")
    told = (line for section in each.sections for line in (f"{section.title}:", *shortened(section), ""))
    _add(entry, "content", "\n".join((each.summary, "", *told)).strip())


def _tag(root: str, date: str) -> str:
    """Name an entry for good, by a tag URI (RFC 4151)."""
    parts = urlsplit(root)
    return f"tag:{parts.hostname},{date}:{parts.path}changes"


def _time(date: str) -> str:
    return f"{date}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
