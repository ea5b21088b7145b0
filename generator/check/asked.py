"""What a check of a claim asks, in words, of scores that need not be there."""

from collections.abc import Iterator
from dataclasses import replace

from generator.check.wording import counted, listed, suite_name
from generator.model.claim_check import (
    Bound,
    ClaimTest,
    Comparison,
    Count,
    Crossing,
    Interaction,
    Order,
    Series,
    Threshold,
    Tied,
)
from generator.model.corpus import Corpus
from generator.model.filters import Filters
from generator.model.published import PublishedScore

_BOUNDS: dict[Bound, str] = {"at_least": "at least", "at_most": "at most", "exactly": "exactly"}


def asked_of(corpus: Corpus, test: ClaimTest) -> str:  # noqa: PLR0911 - one return a kind
    """Say what a check asks by the names in it: an assertion without its full stop."""
    match test:
        case Comparison(first, second):
            return f"{meant(corpus, second)} {_relation(test)} {meant(corpus, first)}"
        case Threshold(score, value):
            near = f"within {100 * (test.margin or 0):g} points of"
            return f"{meant(corpus, score)} scores {near if test.expect == 'about' else test.expect} {100 * value:g}%"
        case Order(series):
            return f"{series_name(corpus, series)} {test.expect} with every step in size"
        case Interaction():
            return f"What tuning adds to {series_name(corpus, test)} {test.expect} with size, in points and in logits"
        case Crossing(first, second, (k, later)):
            does, at = ("overtakes", "between") if test.expect == "overtakes" else ("stays behind", "at both")
            return f"{meant(corpus, second)} {does} {meant(corpus, first)} {at} pass@{k} and pass@{later}"
        case Tied(runs):
            does = "no two of" if test.expect == "together" else "every two of"
            names = listed([meant(corpus, each) for each in runs])
            return f"The tests of their board tell {does} {names} apart"
        case Count():
            return _count(corpus, test)


def _relation(test: Comparison) -> str:
    if test.expect == "no_difference":
        return f"lies within {100 * (test.margin or 0):g} points of"
    return "gives the same number as" if test.expect == "reproduces" else f"scores {test.expect} than"


def _count(corpus: Corpus, test: Count) -> str:
    number = bound(test)
    if test.comparisons:
        finds = "finds" if test.number == 1 else "find"
        return f"Of {counted(len(test.comparisons), 'comparison')}, {number} {finds} the second score {test.comparisons[0].expect}"
    noun = "model" if test.scores is None else "score"
    held = f"The data here hold {number} {noun if test.number == 1 else noun + 's'}"
    if test.scores is not None:
        subject = _subject(corpus, test.scores)
        return f"{held}{f' of {subject}' if subject else ''}{_conditions(corpus, test.scores)}"
    training = f" with training {test.training}" if test.training else ""
    return f"{held} of the family {test.family}{training}"


def bound(test: Count) -> str:
    """Write how many a count expects: `at least 1,000`."""
    return f"{_BOUNDS[test.expect]} {test.number:,}"


def series_name(corpus: Corpus, series: Series | Interaction) -> str:
    """Name the scores of a family: `pass@1 on HumanEval of the family CodeT5+ in wang2023codet5plus`."""
    tests = _tests(corpus, series.benchmark)
    return f"pass@{series.k} on {tests} of the family {series.family} in {series.source}"


def meant(corpus: Corpus, wanted: Filters) -> str:
    """Name the score that filters mean: `CodeT5+ 2B at pass@10 on HumanEval+`."""
    return f"{_subject(corpus, wanted) or 'any model'}{_conditions(corpus, wanted)}"


def _subject(corpus: Corpus, wanted: Filters) -> str:
    if wanted.figure is not None:
        score = _figure(corpus, wanted)
        card = corpus.card_of(score) if score else None
        return f"{card.name if card else score.model} ({score.id})" if score else wanted.figure
    if wanted.run is not None:
        models = [run.model for run in corpus.runs if run.id == wanted.run]
        return f"{_name(corpus, models[0])} (a run)" if models else wanted.run
    return "" if wanted.model is None else _name(corpus, wanted.model)


def _figure(corpus: Corpus, wanted: Filters) -> PublishedScore | None:
    return next((score for score in corpus.published if score.id == wanted.figure), None)


def _name(corpus: Corpus, model: str) -> str:
    card = corpus.models.get(model)
    return card.name if card else model


def _conditions(corpus: Corpus, wanted: Filters) -> str:
    score = _figure(corpus, wanted)
    if score is not None:
        benchmark = wanted.benchmark or score.benchmark + "+" * score.plus
        wanted = replace(wanted, benchmark=benchmark, k=wanted.k or score.k)
    parts = (
        (" at pass@{}", wanted.k),
        (" on {}", wanted.benchmark and _tests(corpus, wanted.benchmark)),
        (" {}", wanted.version),
        (" in {}", wanted.source),
        (", decoding {}", wanted.estimand),
    )
    return "".join(words.format(value) for words, value in parts if value)


def _tests(corpus: Corpus, benchmark: str) -> str:
    known = benchmark.removesuffix("+")
    return suite_name(corpus, known, plus=benchmark != known) if known in corpus.benchmarks else benchmark


def sources_of(test: ClaimTest) -> frozenset[str]:
    """Give the citation keys in a test."""
    return frozenset(source for source in _sources(test) if source)


def _sources(test: ClaimTest) -> Iterator[str | None]:
    match test:
        case Order(series):
            yield series.source
        case Interaction():
            yield test.source
        case Threshold(score):
            yield score.source
        case Comparison(first, second) | Crossing(first, second):
            yield from (first.source, second.source)
        case Tied(runs):
            yield from (each.source for each in runs)
        case Count():
            yield test.scores.source if test.scores else None
