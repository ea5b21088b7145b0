"""Compact letters: runs that share one are not separated."""

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import AllPairs
from generator.analyse.leading_pairs import LeadingPairs
from generator.analyse.ranking import groups_not_separated

MOST_GROUPS = 6


def compact_letters(pairs: AllPairs | LeadingPairs) -> tuple[str, ...] | Absence:
    """Give each run its letters, `a` for the group of the best; absent where more than six letters would be needed.

    Source: Piepho H.-P. (2004). An algorithm for a letter-based representation of all-pairwise comparisons. Journal of
    Computational and Graphical Statistics 13, 456-466.
    """
    if isinstance(pairs, LeadingPairs):
        return Absence("not all pairs were tested")
    groups = groups_not_separated(pairs)
    if len(groups) > MOST_GROUPS:
        largest = max(len(group) for group in groups)
        return Absence(f"{len(groups)} letters would be needed, with up to {largest} runs sharing one")
    return tuple(
        "".join(letter for letter, group in zip("abcdef", groups, strict=False) if run in group)
        for run in range(len(pairs.scores))
    )
