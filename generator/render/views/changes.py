"""The page of changes: what changed from each snapshot to the next, the newest first."""

from dataclasses import dataclass

from generator.analyse.changes import Changes, changes
from generator.model.corpus import Corpus
from generator.model.state import Snapshot
from generator.render.change_words import Section, sections, shortened
from generator.render.formats import listed, plural


@dataclass(frozen=True, slots=True)
class Recorded:
    """One snapshot: its day, what it says in a sentence, and what changed since the one before."""

    date: str
    anchor: str
    summary: str
    sections: tuple[Section, ...] = ()


def recorded(corpus: Corpus) -> tuple[Recorded, ...]:
    """Say what changed with each snapshot, the newest first; the oldest says what it holds."""
    found = [_first(each) for each in corpus.snapshots[:1]]
    for before, after in zip(corpus.snapshots, corpus.snapshots[1:], strict=False):
        found.append(_later(after, changes(before.state, after.state)))
    return tuple(reversed(found))


def _first(snapshot: Snapshot) -> Recorded:
    state = snapshot.state
    held = (
        plural(len(state.runs), "run"),
        plural(len(state.claims), "claim"),
        plural(len(state.sources), "source"),
    )
    return Recorded(snapshot.date, _anchor(snapshot), f"The first snapshot, of {listed(held)}.")


def _later(snapshot: Snapshot, found: Changes) -> Recorded:
    told = tuple(Section(each.title, shortened(each)) for each in sections(found))
    return Recorded(snapshot.date, _anchor(snapshot), _summary(found), told)


def _anchor(snapshot: Snapshot) -> str:
    return f"on-{snapshot.date}"


def _summary(found: Changes) -> str:
    """Count what most readers ask for."""
    counts = (
        (len(found.runs_added), "run", "added"),
        (len(found.runs_removed), "run", "removed"),
        (len(found.runs_replaced), "run", "done anew"),
        (len(found.moved_beyond), "score", "moved beyond the interval"),
        (len(found.claims_moved), "claim", "changed"),
        (len(found.sources_added), "source", "added"),
    )
    told = [f"{plural(count, noun)} {what}" for count, noun, what in counts if count]
    if told:
        return f"{', '.join(told)}."
    return "Nothing changed." if found.same else "Nothing but ranks, findings or lists of claims and sources."
