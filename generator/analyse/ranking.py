"""The ranks that a run may have, as far as tests tell it from the others."""

from dataclasses import dataclass

import numpy as np

from generator.analyse.all_pairs import AllPairs
from generator.analyse.leading_pairs import LeadingPairs


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The best and the worst rank that the tests leave to a run, among so many."""

    best: int
    worst: int
    among: int
    perhaps_first: bool  # not separable from the first


def rank_intervals(pairs: AllPairs | LeadingPairs) -> tuple[RankInterval, ...]:
    """Bound the rank of each run: 1 + how many are significantly better, to all less how many are significantly worse.

    All intervals hold together, with the chance that the family's adjustment states. A run is perhaps first where no run
    of the highest score is significantly better. A pair that was not tested counts as not told apart. Source: Mogstad M., Romano J. P., Shaikh A. M., Wilhelm D. (2024).
    Inference for ranks with applications to mobility across neighbourhoods and academic achievement across countries.
    Review of Economic Studies 91, 476-518.
    """
    among = len(pairs.scores)
    found = zip(pairs.ahead.tolist(), pairs.behind.tolist(), pairs.behind_first.tolist(), strict=True)
    return tuple(
        RankInterval(1 + ahead, among - behind, among, perhaps_first=not after)
        for ahead, behind, after in found
    )


def groups_not_separated(pairs: AllPairs) -> tuple[frozenset[int], ...]:
    """Cover the runs by groups within which no two are separated: as few as inserting and absorbing leaves.

    Two runs (by their position) that are not separated share a group, two that are never do. The group of the best run
    comes first. Source: Piepho H.-P. (2004). An algorithm for a letter-based representation of all-pairwise comparisons.
    Journal of Computational and Graphical Statistics 13, 456-466.
    """
    apart = pairs.second_better | pairs.second_better.T
    order = [int(at) for at in np.argsort(-pairs.scores, kind="stable")]
    groups = [frozenset(order)]
    for place, first in enumerate(order):
        for second in order[place + 1 :]:
            if apart[first, second]:
                groups = _separate(groups, first, second)
    rank = {run: place for place, run in enumerate(order)}
    return tuple(sorted(groups, key=lambda group: sorted(rank[run] for run in group)))


def _separate(groups: list[frozenset[int]], first: int, second: int) -> list[frozenset[int]]:
    """Split each group that holds both, and drop what another group holds as well."""
    kept = [group for group in groups if not {first, second} <= group]
    halves = {group - {one} for group in groups if {first, second} <= group for one in (first, second)}
    largest_first = sorted(halves, key=len, reverse=True)
    for half in largest_first:
        if not any(half <= group for group in kept):
            kept.append(half)
    return kept
