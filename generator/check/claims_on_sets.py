"""Checks of claims that look at many: what the tests of a board tell apart, and how many there are of something."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.analyse.absence import Absence
from generator.analyse.board import board_key, boards
from generator.analyse.board_pairs import Compared, compare_board
from generator.check.answers import Answer, CannotBeCheckedError, Outcome, at_level, find, name, what
from generator.check.asked import asked_of
from generator.check.claims_on_scores import comparison
from generator.check.wording import counted, listed
from generator.model.claim_check import Count, Tied
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.model.selecting import Candidate, NotOneScore, all_scores, refuse_unknown


def tied(corpus: Corpus, test: Tied, level: float) -> Answer:
    """Ask whether the tests of a whole board tell no two of these runs apart, or every two.

    Runs that are not told apart share a tie group; that shows no equality, and is all that is asked.
    """
    scores = [find(corpus, wanted) for wanted in test.runs]
    found = _compared(corpus, scores)
    places = [found.runs.index(score.origin) for score in scores if isinstance(score.origin, Run)]
    adjusted = [found.pairs.at(a, b).adjusted for a, b in combinations(places, 2)]
    apart = sum(p <= 1 - level for p in adjusted)
    held = apart == (0 if test.expect == "together" else len(adjusted))
    names = listed(list(_told_apart(corpus, scores)))
    does = "no two of" if test.expect == "together" else "every two of"
    asked = f"The tests of their board tell {does} {names} apart: {what(corpus, scores[0])}"
    said = (
        f"{apart} of {counted(len(adjusted), 'pair')} told apart at {at_level(level)}; smallest p {min(adjusted):.2g} "
        f"after adjustment over {counted(found.pairs.family, 'pair')}, {found.pairs.adjustment}"
    )
    outcome: Outcome = "holds" if held else "does_not_hold"
    return Answer(outcome, asked, said, tuple(scores))


def _told_apart(corpus: Corpus, scores: Sequence[Candidate]) -> Iterator[str]:
    """Name the model of each run, and the run too where several are of one model."""
    names = [name(corpus, score) for score in scores]
    for one, score in zip(names, scores, strict=True):
        yield f"{one} ({score.origin.id})" if names.count(one) > 1 else one


def _compared(corpus: Corpus, scores: Sequence[Candidate]) -> Compared:
    runs = [score.origin for score in scores if isinstance(score.origin, Run)]
    if len(runs) < len(scores) or len({id(run) for run in runs}) < len(runs):
        raise CannotBeCheckedError("expected different runs: only outcomes of tasks are tested in pairs")
    kinds = {(board_key(run), score.plus, score.k) for run, score in zip(runs, scores, strict=True)}
    if len(kinds) > 1:
        raise CannotBeCheckedError("the runs do not stand on one board, by one score")
    key, plus, k = kinds.pop()
    if k > 1:
        raise CannotBeCheckedError(f"found pass@{k}; boards are tested by pass@1")
    board = next(board for board in boards(corpus.runs) if board.key == key)
    found = compare_board(board, corpus.report.seed, plus=plus, memory=corpus.memory)
    if isinstance(found, Absence):
        raise CannotBeCheckedError(found.reason)
    return found


def count(corpus: Corpus, test: Count, level: float) -> Answer:
    """Count comparisons that hold, scores, or models; of comparisons, those that cannot be told leave a range."""
    if test.comparisons:
        return _comparisons(corpus, test, level)
    if test.scores is not None:
        try:
            refuse_unknown(corpus, test.scores)
        except NotOneScore as error:
            raise CannotBeCheckedError(f"{test.scores}: {error}") from None
        scores = all_scores(corpus, test.scores)
        outcome = _held(test, len(scores), len(scores))
        return Answer(outcome, asked_of(corpus, test), counted(len(scores), "score"), scores)
    cards = [card for card in corpus.models.values() if card.family == test.family]
    kept = [card for card in cards if test.training in {None, card.training}]
    said = (
        f"{counted(len(kept), 'model')}, of {len(cards)} in the family"
        if test.training
        else counted(len(kept), "model")
    )
    return Answer(_held(test, len(kept), len(kept)), asked_of(corpus, test), said)


def _comparisons(corpus: Corpus, test: Count, level: float) -> Answer:
    """Count what holds, each comparison at the level that Bonferroni grants one of them."""
    strict = 1 - (1 - level) / len(test.comparisons)
    answers = [comparison(corpus, each, strict) for each in test.comparisons]
    outcomes = [answer.outcome for answer in answers]
    holding, open_ = outcomes.count("holds"), outcomes.count("cannot_be_told")
    tests = list(dict.fromkeys(what(corpus, answer.scores[0]) for answer in answers))
    asked = f"{asked_of(corpus, test)}: {listed(tests)}"
    each = [answer.asked if len(tests) > 1 else answer.asked.partition(":")[0] for answer in answers]
    said = (
        f"{holding} of {len(answers)} hold, {outcomes.count('does_not_hold')} do not, {open_} cannot be told, each at {at_level(strict)}: "
        + "; ".join(f"{one}: {answer.found}" for one, answer in zip(each, answers, strict=True))
    )
    scores = tuple(score for answer in answers for score in answer.scores)
    return Answer(_held(test, holding, holding + open_), asked, said, scores)


def _held(test: Count, low: int, high: int) -> Outcome:
    """Hold a number that lies from `low` to `high` against the bound."""
    least, most = {
        "at_least": (test.number, high),
        "at_most": (0, test.number),
        "exactly": (test.number, test.number),
    }[test.expect]
    if least <= low and high <= max(most, least):
        return "holds"
    return "does_not_hold" if high < least or low > max(most, least) else "cannot_be_told"
