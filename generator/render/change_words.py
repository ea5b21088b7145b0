"""Changes in words: one section for each kind, as text, Markdown or JSON."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from generator.analyse.changes import Changes, ClaimMoved, Moved, RankMoved, RunScores
from generator.model.state import ClaimState, FindingState, ScoreState
from generator.render.escape import escape
from generator.render.formats import percent, plural, words

LISTED = 50  # lines of a section; JSON has all
_SAME = "Nothing changed."


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of change, with a line each."""

    title: str
    lines: tuple[str, ...]


def sections(changes: Changes) -> tuple[Section, ...]:
    """Say what changed; a kind of which there is nothing is left out."""
    lines = {
        "Runs added": tuple(map(_run, changes.runs_added)),
        "Runs removed": tuple(map(_run, changes.runs_removed)),
        "Runs done anew": tuple(f"{each.before} is now {each.after}" for each in changes.runs_replaced),
        "Scores that moved beyond their interval": tuple(map(_moved, changes.moved_beyond)),
        "Scores that moved within their interval": _within(changes.moved_within),
        "Ranks that changed": tuple(map(_rank_moved, changes.ranks)),
        "Claims added": tuple(map(_claim, changes.claims_added)),
        "Claims removed": tuple(map(_claim, changes.claims_removed)),
        "Claims whose verdict or drift changed": tuple(map(_claim_moved, changes.claims_moved)),
        "Sources added": changes.sources_added,
        "Sources removed": changes.sources_removed,
        "Findings added": tuple(map(_finding, changes.findings_added)),
        "Findings removed": tuple(map(_finding, changes.findings_removed)),
    }
    return tuple(Section(title, told) for title, told in lines.items() if told)


def as_text(changes: Changes) -> str:
    """Write changes for a terminal; whatever they quote, each stays on its line."""
    parts = [
        "\n".join((f"{each.title}:", *(f"  {_one_line(line)}" for line in shortened(each))))
        for each in sections(changes)
    ]
    return "\n\n".join(parts or [_SAME]) + "\n"


def as_markdown(changes: Changes) -> str:
    """Write changes for a pull request, or the summary of a job."""
    parts = [
        "\n".join((f"### {each.title}", "", *(f"- {escape(line)}" for line in shortened(each))))
        for each in sections(changes)
    ]
    return "\n\n".join(("## What changed in the results", *(parts or [_SAME]))) + "\n"


def as_json(changes: Changes) -> str:
    """Write all changes for programs."""
    return msgspec.json.format(msgspec.json.encode(changes), indent=1).decode() + "\n"


def shortened(section: Section) -> tuple[str, ...]:
    """Give the first lines of a section, and how many more there are."""
    more = len(section.lines) - LISTED
    return (*section.lines[:LISTED], f"and {more:,} more") if more > 0 else section.lines


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _run(each: RunScores) -> str:
    scores = [f"{score.tests} tests {_score(score)}" for score in each.scores if score.value is not None]
    ranks = [_rank(score) for score in each.scores if score.rank_best is not None]
    return f"{each.run.id}: {', '.join((*scores, *ranks)) or 'no score'}"


def _score(score: ScoreState) -> str:
    if score.value is None:
        return "no score"
    if score.low is None or score.high is None:
        return f"{percent(score.value)}% (no interval)"
    return f"{percent(score.value)}% ({percent(score.low)}–{percent(score.high)})"


def _rank(score: ScoreState | None) -> str:
    if score is None:
        return "not ranked"
    best, worst = score.rank_best, score.rank_worst
    ends = f"{best}" if best == worst else f"{best}–{worst}"
    among = f" of {score.rank_among}" if score.rank_among else ""
    return f"rank {ends}{among}{f', group {score.letters}' if score.letters else ''}"


def _moved(each: Moved) -> str:
    return f"{each.run}: {each.after.tests} tests {_score(each.before)} → {_score(each.after)}"


def _within(count: int) -> tuple[str, ...]:
    return (plural(count, "score"),) if count else ()


def _rank_moved(each: RankMoved) -> str:
    return f"{each.board}: {each.run}: {_rank(each.before)} → {_rank(each.after)}"


def _claim(claim: ClaimState) -> str:
    return f"{claim.id}: {words(claim.verdict)}{'; drifted' if claim.drifted else ''}"


def _claim_moved(each: ClaimMoved) -> str:
    return f"{each.after.id}: {'; '.join(_differences(each.before, each.after))}"


def _differences(before: ClaimState, after: ClaimState) -> Iterator[str]:
    if before.verdict != after.verdict:
        yield f"stated {words(before.verdict)} → {words(after.verdict)}"
    if before.computed != after.computed:
        yield f"computed {words(before.computed or 'nothing')} → {words(after.computed or 'nothing')}"
    if before.drifted != after.drifted:
        yield "drifted" if after.drifted else "drifts no more"


def _finding(finding: FindingState) -> str:
    return f"{finding.severity}: {finding.sentence} [{finding.code}]"
