"""The page on data checks: what was looked at, how much of it is in order, and each finding where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup

from generator.check.examined import Examined
from generator.model.finding import Finding, Severity
from generator.render.cut import MOST_ROWS, first_of
from generator.render.data.files import add_table
from generator.render.data.findings import FINDINGS
from generator.render.escape import escape
from generator.render.formats import listed, plural
from generator.render.links import run_anchor
from generator.render.scope import Link, PageScope, block, href, item_href
from generator.render.site import Site
from generator.render.views.questions import QUESTIONS, Question

_DIGITS = re.compile(r"\d+(?:\.\d+)?%(?: \(\d+\.\d+ to \d+\.\d+\))?|\d+\.\d+ points|± \d+(?:\.\d+)?")
_OF_CLAIMS = ("claim-", "phrase-")  # how the codes begin of findings that are about claims
_SHOWN = 3  # of the scores and runs that one finding is about
_MARKS: Mapping[str, str] = {
    "grim": "no whole number of tasks gives this",
    "curve": "no samples give this curve",
    "falls-in-k": "falls as k grows",
    "plus-above-base": "plus above base",
    "printed-otherwise": "the outcomes give another number",
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as a reader meets it."""

    severity: Severity
    subjects: tuple[Link, ...]
    more: int  # subjects that are not shown
    sentence: Markup


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what was looked at and what was found."""

    question: Question
    examined: tuple[Examined, ...]
    found: tuple[FindingRow, ...]
    counts: str  # `11 warnings and 2 notes`, empty where nothing was found
    shown: str  # how many of how many, the gravest first; empty = all


def data_check(scope: PageScope) -> Markup:
    """Show every check with what it looked at, what is in order, and every finding."""
    findings = scope.site.findings
    answers = tuple(answer for question in QUESTIONS if (answer := _answer(scope, question)))
    values = {
        "answers": answers,
        "csv": href(scope, add_table(scope.site, FINDINGS)) if any(each.shown for each in answers) else "",
        "total": counts_in_words(findings) or "nothing",
        "marked": _marked(len(scope.site.flags)),
    }
    return block(scope, "data_check.html", values)


def counts_in_words(findings: Iterable[Finding]) -> str:
    """Count findings by severity, the gravest first: `11 warnings and 2 notes`; empty for none."""
    severities = [finding.severity for finding in findings]
    kinds: tuple[Severity, ...] = get_args(Severity)
    return listed(plural(severities.count(kind), kind) for kind in kinds if kind in severities)


def _marked(count: int) -> str:
    if not count:
        return ""
    scores = plural(count, "printed score")
    return f"{scores} with a warning or an error {'is marked where it stands' if count == 1 else 'are marked where they stand'}."


def score_marks(site: Site, scores: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Say in a few words what is wrong with each of some printed scores that is flagged, by its id."""
    flagged = ((name, site.flags.get(name, ())) for name in scores)
    return {
        name: tuple(dict.fromkeys(_MARKS.get(code, "see data check") for code in codes))
        for name, codes in flagged
        if codes
    }


def _answer(scope: PageScope, question: Question) -> Answer | None:
    """Put a question to the data; None where there is nothing that it could be put to."""
    findings = [finding for finding in scope.site.findings if finding.code in question.codes]
    looked_at = tuple(question.counting(scope.site.corpus))
    if not (looked_at or findings):
        return None
    kinds: tuple[Severity, ...] = get_args(Severity)
    gravest_first = sorted(findings, key=lambda finding: kinds.index(finding.severity))
    rows = tuple(_row(scope, finding) for finding in gravest_first[:MOST_ROWS])
    shown = first_of(MOST_ROWS, len(findings), "finding")
    return Answer(question, looked_at, rows, counts_in_words(findings), shown)


def _row(scope: PageScope, finding: Finding) -> FindingRow:
    subjects = tuple(_subjects(scope, finding))
    sentence = _as_digits(_for_readers(scope.site, finding))
    return FindingRow(finding.severity, subjects[:_SHOWN], max(0, len(subjects) - _SHOWN), sentence)


def _subjects(scope: PageScope, finding: Finding) -> Iterator[Link]:
    """Name what a finding is about; without ids, by the first words of its sentence."""
    corpus, index = scope.site.corpus, scope.site.by_id
    claims = {claim.id for claim in corpus.claims} if finding.code.startswith(_OF_CLAIMS) else set()
    for name in finding.about:
        if name in claims:
            yield Link(name, item_href(scope, "claim", name))
        elif name in index.scores:
            score = index.scores[name]
            where = item_href(scope, "source", score.source, f"#{score.id}")
            yield Link(f"{score.model}, k = {score.k}", where)
        elif name in index.runs:
            run = index.runs[name]
            where = item_href(scope, "model", run.model, f"#{run_anchor(run.id)}")
            yield Link(corpus.models[run.model].name, where)
        elif name in corpus.models:
            yield Link(corpus.models[name].name, item_href(scope, "model", name))
        elif name in index.claims:
            yield Link(f"Claim {name}", item_href(scope, "claim", name))
    if not finding.about:
        yield Link(finding.sentence.partition(":")[0], None)


def _as_digits(sentence: str) -> Markup:
    """Set percentages and points as the texts that they are: here digits are looked at, and no score is given."""
    return Markup(_DIGITS.sub(r"<code>\g<0></code>", str(escape(sentence))))  # noqa: S704 - escaped


def _for_readers(site: Site, finding: Finding) -> str:
    """Write a finding's sentence with the names of sources, and without the id that its row shows already."""
    sentence = finding.sentence
    for name in finding.about or (sentence.partition(":")[0],):
        sentence = sentence.removeprefix(f"{name}: ")
    if not site.sources:
        return sentence
    pattern = rf"(?<![\w.])({'|'.join(map(re.escape, site.sources))})(?= prints|:)"
    return re.sub(pattern, lambda match: site.labels[match[1]].short, sentence)
