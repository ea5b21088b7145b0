"""The page on data checks: what was looked at, how much of it is in order, and each finding where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup

from generator.check import claim_records, examined
from generator.check.examined import Counting, Examined
from generator.model.corpus import Corpus
from generator.model.finding import Finding, Severity
from generator.render.escape import escape
from generator.render.formats import listed, plural
from generator.render.naming import labels_of
from generator.render.scope import PageScope, block, item_href
from generator.render.site import Site
from generator.render.tables import run_anchor

_DIGITS = re.compile(r"\d+(?:\.\d+)?%(?: \(\d+\.\d+ to \d+\.\d+\))?|\d+\.\d+ points|± \d+(?:\.\d+)?")
_OF_CLAIMS = ("claim-", "phrase-")  # how the codes begin of findings that are about claims
_SHOWN = 3  # of the scores and runs that one finding is about


@dataclass(frozen=True, slots=True)
class Question:
    """One question that the checks put to the data, in words for a reader."""

    anchor: str
    title: str
    text: str
    codes: tuple[str, ...]
    counting: Counting


QUESTIONS = (
    Question(
        "whole-numbers",
        "Is a score a whole number of tasks?",
        "With one sample a task, a score is the number of tasks passed, divided by all tasks. Few of the numbers that could "
        "be printed are of that kind, so a mistyped or otherwise averaged number shows. Scores to three or four decimals "
        "were computed from such counts and pass by construction. A score that is possible may still be wrong.",
        ("grim", "grim-truncated"),
        examined.one_sample,
    ),
    Question(
        "decoding-not-stated",
        "Where decoding is not stated, was it one sample a task?",
        "The same test, of scores whose source says nothing about decoding. To fail it is no fault: it shows that several "
        "samples were averaged, or the number cut off or mistyped. To pass it proves nothing.",
        ("not-one-sample",),
        examined.unstated,
    ),
    Question(
        "curves",
        "Can a curve in k come from samples?",
        "pass@k over n samples is fixed by how many samples of each task pass. A linear programme looks for any such "
        "counts that give all printed points within their rounding; if there are none, the points are not all "
        "unbiased estimates from those samples. Besides, no pass@k may fall as k grows.",
        ("curve", "falls-in-k"),
        examined.curves,
    ),
    Question(
        "plus-tests",
        "Do more tests pass no more?",
        "The plus tests add to the base tests, so that no plus score lies above its base score. A single sample may pass "
        "the plus tests and fail the base tests where a harness runs them apart, with another time limit or another "
        "input; it is counted as failed.",
        ("plus-above-base", "plus-without-base"),
        examined.plus_tests,
    ),
    Question(
        "intervals",
        "Is a printed interval as wide as its tasks make it?",
        "With one sample a task, score and number of tasks give the interval that a source should print.",
        ("interval-and-tasks",),
        examined.intervals,
    ),
    Question(
        "sources",
        "Do sources print the same number?",
        "Prints of the same model, benchmark, version, k, decoding and harness, as far as stated, should agree within "
        "their rounding. Where they do not, prompts, precision or revisions may differ; nobody is shown to be wrong.",
        ("sources-disagree",),
        examined.sources,
    ),
    Question(
        "recomputed",
        "Do the outcomes give what is printed?",
        "A printed score is set beside each run of the same model whose stated conditions are not others. A run's own "
        "source has to be met to the digit, any other within the run's interval.",
        ("printed-otherwise",),
        examined.recomputed,
    ),
    Question(
        "runs",
        "Is a run whole?",
        "A run may have failed as a whole, lack tasks or tests, have unequal numbers of samples, or contradict the "
        "score that its own file states.",
        ("dead-run", "part", "ragged", "base-only", "stated-score"),
        examined.runs_alone,
    ),
    Question(
        "between-runs",
        "Do runs fit together?",
        "Two runs with the same outcome on every task are one run under two names. A task that only one run has is of "
        "another benchmark or version. A task that a harness fails whatever the solution is counted as failed here.",
        ("doubled-run", "foreign-task", "faulty-task"),
        examined.runs_together,
    ),
    Question(
        "drift",
        "Do the data still say what claims say?",
        "A claim may come with checks, which every build carries out anew. Where those that bear on it directly speak for "
        "another side than its stated verdict, the claim has drifted. A check that the data cannot decide moves nothing.",
        ("claim-drifted", "check-not-possible"),
        examined.claims,
    ),
    Question(
        "claims",
        "Are the claims in order?",
        "The history of a claim is appended to and never edited: each entry is sealed by a digest of itself and of those "
        "before it, so that a change of what was said shows.",
        ("history-open",),
        claim_records.claims,
    ),
    Question(
        "models",
        "Is it known which model a name means?",
        "Entries that were drafted from names in result files wait for somebody to confirm them.",
        ("unconfirmed-model",),
        examined.models,
    ),
    Question(
        "claim-texts",
        "Is a claim's text whole?",
        "A claim may be cut off where it was found, have lost letters in a PDF, be the legend of a figure, which asserts "
        "nothing, come from the same sentence as another, or leave out what its source makes a condition. Each is told "
        "as it was found; a fault that the record answers already is a note.",
        ("claim-cut-off", "claim-damaged", "claim-caption", "claim-twice", "claim-condition"),
        examined.claim_texts,
    ),
    Question(
        "phrases",
        "Do quoted phrases stand in their sources?",
        "Each phrase is looked for in the text of its source, where one is stored. Hyphens, ligatures, spaces and the "
        "style of quotes and dashes may differ. The texts themselves are not published.",
        ("phrase-not-found", "phrase-differs"),
        examined.phrases,
    ),
)
_MARKS: Mapping[str, str] = {
    "grim": "no whole number of tasks gives this",
    "curve": "no samples give this curve",
    "falls-in-k": "falls as k grows",
    "plus-above-base": "plus above base",
    "printed-otherwise": "the outcomes give another number",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A score, run, model or claim that a finding is about, with its page where there is one."""

    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as a reader meets it."""

    severity: Severity
    subjects: tuple[Subject, ...]
    more: int  # subjects that are not shown
    sentence: Markup


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what was looked at and what was found."""

    question: Question
    examined: tuple[Examined, ...]
    found: tuple[FindingRow, ...]
    counts: str  # `11 warnings and 2 notes`, empty where nothing was found


def data_check(scope: PageScope) -> Markup:
    """Show every check with what it looked at, what is in order, and every finding."""
    findings = scope.site.findings
    answers = tuple(answer for question in QUESTIONS if (answer := _answer(scope, question)))
    values = {
        "answers": answers,
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


def score_marks(site: Site) -> Mapping[str, tuple[str, ...]]:
    """Say in a few words what is wrong with each flagged printed score, by its id."""
    return {
        name: tuple(dict.fromkeys(_MARKS.get(code, "see data check") for code in codes))
        for name, codes in site.flags.items()
    }


def _answer(scope: PageScope, question: Question) -> Answer | None:
    """Put a question to the data; None where there is nothing that it could be put to."""
    findings = [finding for finding in scope.site.findings if finding.code in question.codes]
    looked_at = tuple(question.counting(scope.site.corpus))
    if not (looked_at or findings):
        return None
    kinds: tuple[Severity, ...] = get_args(Severity)
    gravest_first = sorted(findings, key=lambda finding: kinds.index(finding.severity))
    rows = tuple(_row(scope, finding) for finding in gravest_first)
    return Answer(question, looked_at, rows, counts_in_words(findings))


def _row(scope: PageScope, finding: Finding) -> FindingRow:
    subjects = tuple(_subjects(scope, finding))
    sentence = _as_digits(_for_readers(scope.site.corpus, finding))
    return FindingRow(finding.severity, subjects[:_SHOWN], max(0, len(subjects) - _SHOWN), sentence)


def _subjects(scope: PageScope, finding: Finding) -> Iterator[Subject]:
    """Name what a finding is about; without ids, by the first words of its sentence."""
    corpus, index = scope.site.corpus, scope.site.by_id
    claims = {claim.id for claim in corpus.claims} if finding.code.startswith(_OF_CLAIMS) else set()
    for name in finding.about:
        if name in claims:
            yield Subject(name, item_href(scope, "claim", name))
        elif name in index.scores:
            score = index.scores[name]
            where = item_href(scope, "source", score.source, f"#{score.id}")
            yield Subject(f"{score.model}, k = {score.k}", where)
        elif name in index.runs:
            run = index.runs[name]
            where = item_href(scope, "model", run.model, f"#{run_anchor(run)}")
            yield Subject(corpus.models[run.model].name, where)
        elif name in corpus.models:
            yield Subject(corpus.models[name].name, item_href(scope, "model", name))
        elif name in index.claims:
            yield Subject(f"Claim {name}", item_href(scope, "claim", name))
    if not finding.about:
        yield Subject(finding.sentence.partition(":")[0], None)


def _as_digits(sentence: str) -> Markup:
    """Set percentages and points as the texts that they are: here digits are looked at, and no score is given."""
    return Markup(_DIGITS.sub(r"<code>\g<0></code>", str(escape(sentence))))  # noqa: S704 - escaped


def _for_readers(corpus: Corpus, finding: Finding) -> str:
    """Write a finding's sentence with the names of sources, and without the id that its row shows already."""
    sentence = finding.sentence
    for name in finding.about or (sentence.partition(":")[0],):
        sentence = sentence.removeprefix(f"{name}: ")
    keys = {score.source for score in corpus.published} | {run.provenance.source for run in corpus.runs}
    keys |= {each.source for claim in corpus.claims for each in claim.evidence}
    known = sorted((key for key in keys if key in corpus.references), key=len, reverse=True)
    if not known:
        return sentence
    names = labels_of(corpus)
    pattern = rf"(?<![\w.])({'|'.join(map(re.escape, known))})(?= prints|:)"
    return re.sub(pattern, lambda match: names[match[1]].short, sentence)
