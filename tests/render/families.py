"""A corpus of families whose base and tuned scores are printed, and the series that set them side by side."""

from collections.abc import Mapping

from generator.model.corpus import Corpus
from generator.model.report import TuningSeries
from tests.render.figures.corpora import card, corpus, score
from tests.render.small_site import citing, reference

Scores = Mapping[float, tuple[str, str]]  # by size: base and tuned, as printed
LLAMA = {8e9: ("37.2", "72.6"), 70e9: ("58.5", "80.5"), 405e9: ("61.0", "89.0")}
CODE = {7e9: ("33.5", "34.8"), 13e9: ("36.0", "42.7"), 34e9: ("48.8", "41.5"), 70e9: ("53.0", "67.8")}
DEEP = {1.3e9: ("25.6", "60.4"), 6.7e9: ("39.6", "71.3"), 33e9: ("44.5", "75.0")}
GEMMA = {2e9: ("20.7", "15.2"), 7e9: ("28.7", "25.0")}


def families(**known: Scores) -> Corpus:
    """Make a report of families, each named by a word: `families(Llama=LLAMA)`."""
    cards, scores = [], []
    for family, sizes in known.items():
        for size, (base, tuned) in sizes.items():
            name = f"{family}-{size:g}"
            cards.append(card(name, size, family=family))
            cards.append(card(f"{name}-it", size, family=family, training="instruct", base_model=name))
            scores += [score(name, base), score(f"{name}-it", tuned)]
    series = tuple(TuningSeries(family, "paper", "humaneval", "instruct") for family in known)
    return citing(corpus(cards, scores, tuning=series), reference("paper", "Wang"))
