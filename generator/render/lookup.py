"""The one score that a page names, computed."""

from dataclasses import dataclass

from generator.analyse.scores import Estimate, score_of
from generator.model.corpus import Corpus
from generator.model.filters import Filters
from generator.model.selecting import Candidate, NotOneScore, select
from generator.render.engine import PageError


@dataclass(frozen=True, slots=True)
class Quoted:
    """A score that a page may print, with what it is and where it comes from."""

    estimate: Estimate
    candidate: Candidate


def find_score(corpus: Corpus, wanted: Filters) -> Quoted:
    """Find the score; raises `PageError` with the candidates where none or several fit."""
    try:
        one = select(corpus, wanted)
    except NotOneScore as error:
        raise PageError(f"score({wanted}): {error}") from None
    return Quoted(score_of(one), one)
