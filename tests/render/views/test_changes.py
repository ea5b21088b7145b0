"""The page of changes and its feed, from snapshots."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from generator.model.corpus import Corpus
from generator.model.report import Report
from generator.model.state import ClaimState, RunState, ScoreState, Snapshot, State
from generator.render.pages import render_report
from tests.render.small_site import EMPTY, rendered, shown, words, write

RUN = RunState("toy", "toy", "humaneval", "v1", "board", "greedy")
OLD = Snapshot("2026-01-31", State((RUN,), (ScoreState("toy", "base", 0.5, 0.4, 0.6),)))
NEW = Snapshot(
    "2026-06-12",
    State(
        (RUN,),
        (ScoreState("toy", "base", 0.75, 0.65, 0.85),),
        (ClaimState("C<1>", "supported", drifted=True),),
        ("doe2024",),
    ),
)
CORPUS = replace(EMPTY, report=Report("Toy & co", authors=("Ada <Example>",)), snapshots=(OLD, NEW))
PAGE = {"changes.md": "# Changes\n\n{{ changes_log() }}\n"}
ADDRESS = "https://example.org/board"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_report_without_snapshots_says_so_and_how_to_record_one(tmp_path: Path) -> None:
    page = shown(rendered(tmp_path, PAGE)["changes.md"])
    assert words(page) == (
        "Changes No state of these results has been recorded yet, so there is nothing to compare with. "
        "gen snapshot records one in results/snapshots/."
    )


def test_each_snapshot_says_what_changed_since_the_one_before_and_the_newest_is_first(tmp_path: Path) -> None:
    files = rendered(tmp_path, PAGE, CORPUS)
    page = shown(files["changes.md"])
    assert [(each.tag, words(each)) for each in page if each.tag != "h1"] == [
        ("h2", "2026-06-12"),
        ("p", "1 score moved beyond the interval, 1 source added."),
        ("h3", "Scores that moved beyond their interval"),
        ("ul", "toy: base tests 50.0% (40.0–60.0) → 75.0% (65.0–85.0)"),
        ("h3", "Claims added"),
        ("ul", "C<1>: supported; drifted"),
        ("h3", "Sources added"),
        ("ul", "doe2024"),
        ("h2", "2026-01-31"),
        ("p", "The first snapshot, of 1 run, 0 claims and 0 sources."),
    ]
    assert [each.get("id") for each in page.iter("h2")] == ["on-2026-06-12", "on-2026-01-31"]
    assert "feed.xml" not in files  # without an address there is nothing that it could link to


def test_a_snapshot_of_the_same_state_says_that_nothing_changed(tmp_path: Path) -> None:
    again = replace(CORPUS, snapshots=(OLD, Snapshot("2026-02-28", OLD.state)))
    page = shown(rendered(tmp_path, PAGE, again)["changes.md"])
    assert next(words(each) for each in page.iter("p")) == "Nothing changed."


def feed(folder: Path, corpus: Corpus, address: str = ADDRESS) -> bytes:
    write(folder, PAGE)
    files = {file.path: file.content for file in render_report(corpus, folder / "site_src", address).files}
    assert 'href="../feed.xml"' in files["changes.md"].decode()
    return files["feed.xml"]


FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
 <id>https://example.org/board/</id>
 <title>Toy &amp; co</title>
 <updated>2026-06-12T00:00:00Z</updated>
 <link rel="self" href="https://example.org/board/feed.xml" />
 <link rel="alternate" href="https://example.org/board/changes/" type="text/html" />
 <author>
  <name>Ada &lt;Example&gt;</name>
 </author>
 <entry>
  <id>tag:example.org,2026-06-12:/board/changes</id>
  <title>2026-06-12: 1 score moved beyond the interval, 1 source added.</title>
  <updated>2026-06-12T00:00:00Z</updated>
  <link rel="alternate" href="https://example.org/board/changes/#on-2026-06-12" type="text/html" />
  <content>1 score moved beyond the interval, 1 source added.

Scores that moved beyond their interval:
toy: base tests 50.0% (40.0–60.0) → 75.0% (65.0–85.0)

Claims added:
C&lt;1&gt;: supported; drifted

Sources added:
doe2024</content>
 </entry>
 <entry>
  <id>tag:example.org,2026-01-31:/board/changes</id>
  <title>2026-01-31: The first snapshot, of 1 run, 0 claims and 0 sources.</title>
  <updated>2026-01-31T00:00:00Z</updated>
  <link rel="alternate" href="https://example.org/board/changes/#on-2026-01-31" type="text/html" />
  <content>The first snapshot, of 1 run, 0 claims and 0 sources.</content>
 </entry>
</feed>
"""


def test_the_feed_has_an_entry_for_each_snapshot(tmp_path: Path) -> None:
    assert feed(tmp_path, CORPUS).decode() == FEED


def atom_faults(content: bytes) -> list[str]:
    """What RFC 4287 asks of a feed and is not so, as far as ours can miss it."""
    root = ET.fromstring(content)  # noqa: S314 - of our own making
    said = [] if root.tag == f"{ATOM}feed" else [f"the root is {root.tag}"]
    many = {"link", "author", "entry"}
    for each in (root, *root.findall(f"{ATOM}entry")):
        children = [child.tag.removeprefix(ATOM) for child in each]
        needed = ("id", "title", "updated") + (("author",) if each is root else ("content",))
        said += [f"{each.tag} has no {name}" for name in needed if name not in children]
        said += [f"{each.tag} has two {name}" for name in set(children) - many if children.count(name) > 1]
    for updated in root.iter(f"{ATOM}updated"):
        if datetime.fromisoformat(str(updated.text)).tzinfo is None:
            said.append(f"{updated.text} has no time zone")
    ids = [str(each.text) for each in root.iter(f"{ATOM}id")]
    said += [f"{each} is no absolute IRI" for each in ids if not urlsplit(each).scheme]
    said += [f"{each} stands twice" for each in ids if ids.count(each) > 1]
    relations = [(link.get("rel"), link.get("type")) for link in root.findall(f"{ATOM}link")]
    said += [f"{each} stands twice" for each in relations if relations.count(each) > 1]
    said += [
        f"a link to {link.get('href')}"
        for link in root.iter(f"{ATOM}link")
        if not urlsplit(str(link.get("href"))).netloc
    ]
    said += [
        "a person has no name" for each in root.iter(f"{ATOM}author") if not each.findtext(f"{ATOM}name")
    ]
    return said


def test_the_feed_is_as_rfc_4287_asks(tmp_path: Path) -> None:
    assert atom_faults(feed(tmp_path, CORPUS)) == []
    assert atom_faults(feed(tmp_path, replace(CORPUS, report=Report("Nobody's")))) == []


def test_the_check_of_feeds_sees_what_is_missing(tmp_path: Path) -> None:
    spoilt = re.sub(rb"<updated>2026-01[^<]*</updated>|<name>[^<]*</name>", b"", feed(tmp_path, CORPUS))
    assert atom_faults(spoilt) == [f"{ATOM}entry has no updated", "a person has no name"]


def test_an_entry_keeps_its_id_when_others_are_recorded(tmp_path: Path) -> None:
    feeds = [feed(tmp_path, corpus) for corpus in (replace(CORPUS, snapshots=(OLD,)), CORPUS)]
    ids = [re.findall(r"<id>(tag:[^<]*)</id>", each.decode()) for each in feeds]
    old = "tag:example.org,2026-01-31:/board/changes"
    assert ids == [[old], ["tag:example.org,2026-06-12:/board/changes", old]]
