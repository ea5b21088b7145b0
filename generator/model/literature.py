"""How literature was gathered and judged: a PRISMA 2020 flow, and reviews of the work."""

from dataclasses import dataclass
from typing import Literal

ReviewKind = Literal["peer_review", "expert", "automated"]


@dataclass(frozen=True, slots=True)
class Counted:
    """So many records of a source, or taken out for a reason."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Prisma:
    """The numbers of a PRISMA 2020 flow as a report states them (page2021prisma); whether they add up is another matter."""

    identified: tuple[Counted, ...]  # records, by source
    removed: tuple[Counted, ...]  # records before screening, by reason
    screened: int  # records
    excluded: int  # records, by title and abstract
    sought: int  # reports
    not_retrieved: int
    assessed: int  # reports, in full
    ineligible: tuple[Counted, ...]  # reports, by reason
    included: int  # reports
    studies: int | None = None  # that the included reports are about; None = not counted


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody or something judged of a piece of work, on which scale, and what kind of review it was."""

    of: str
    by: str
    kind: ReviewKind
    value: float | None = None  # None = a judgement without a number
    scale: float | None = None  # the best value
    on: str = ""
    note: str = ""
