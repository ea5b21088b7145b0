"""Whether a printed score can be: a share of D tasks is m/D for a whole m, and printed digits may say otherwise."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from generator.analyse.rounding import printed_share, unit

Verdict = Literal["possible", "truncated", "impossible"]
_MOST_BY_ACCIDENT = 0.5  # a test that more than half of all numbers pass says little


@dataclass(frozen=True, slots=True)
class Grim:
    """What a printed one-sample score says of its number of tasks.

    `passed` is the number of tasks that the print stands for, None where it is impossible; `neighbours` are the numbers
    of tasks whose shares lie next to it, below and above.
    """

    verdict: Verdict
    tasks: int
    passed: int | None
    neighbours: tuple[int, int]


def grim(printed: str, tasks: int) -> Grim:
    """Find out whether m of D tasks (D = `tasks`, at least 1) give a printed percentage for any whole m.

    `possible`: some m/D rounds to the print; a tie may have been rounded up or to the even digit, so both pass.
    `truncated`: none does, but some m/D has the print as its first digits (48.7 for 80/164 = 48.78). `impossible`:
    neither. All arithmetic is exact. Raises `ValueError` for fewer than 1 task.

    Source: Brown N. J. L., Heathers J. A. J. (2017). The GRIM test. Social Psychological and Personality Science 8,
    363-369.
    """
    if tasks < 1:
        raise ValueError(f"a share of {tasks} tasks is not possible")
    share, step = printed_share(printed), unit(printed)
    below = min(tasks, math.floor(share * tasks))
    neighbours = (below, min(tasks, below + 1))
    rounded = math.ceil((share - step / 2) * tasks)
    if rounded <= min(Fraction(tasks), (share + step / 2) * tasks):
        return Grim("possible", tasks, max(0, rounded), neighbours)
    cut = math.ceil(share * tasks)
    if cut < (share + step) * tasks and cut <= tasks:
        return Grim("truncated", tasks, cut, neighbours)
    return Grim("impossible", tasks, None, neighbours)


def chance_of_passing(printed: str, tasks: int) -> float:
    """Give the share of all numbers of so many digits, 0 to 100%, that some m of D tasks round to.

    A number typed at random passes this often: with one decimal 16% of the time at 164 tasks, 38% at 378, 97% at 974.
    Each m rounds to a number of its own while 1/D is no less than the last digit, to two where it is a tie.
    """
    steps = int(1 / unit(printed)) if unit(printed) <= 1 else 1
    if tasks > steps:
        return 1.0
    shared = math.gcd(steps, tasks)
    ties = shared if tasks % (2 * shared) == 0 else 0
    return min(1.0, float(Fraction(tasks + 1 + ties, steps + 1)))


def resolves(printed: str, tasks: int) -> bool:
    """Say whether the digits are fine enough for the test to say something: at most half of all numbers would pass."""
    return chance_of_passing(printed, tasks) <= _MOST_BY_ACCIDENT
